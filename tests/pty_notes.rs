//! Notes end to end in a pseudo-terminal: what was written is there again, however the program ended.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can not go on has failed")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use rustix::process::{Signal, geteuid};

#[path = "support/desk.rs"]
#[allow(dead_code)]
mod desk;

use desk::pty::{CommandBuilder, Pty};
use desk::{Desk, quit, read};

/// What the foot says once the notes were read and one can be written.
const READY: &str = "a note";
/// What it says while a note is written.
const WRITING: &str = "save and close";

/// Begins a note on the second paragraph and types.
fn write(pty: &mut Pty, words: &str) {
    pty.wait_for(READY);
    pty.press("j");
    pty.wait_for("2/3 ¶");
    pty.press("a");
    pty.wait_for(WRITING);
    pty.press(words);
    pty.wait_for(words.rsplit('\r').next().unwrap());
}

/// The mark of a note stands beside the second paragraph.
fn wait_for_mark(pty: &Pty) {
    pty.wait_until("the note's mark", |screen| screen.rows(0, 120).any(|row| row.contains("●2 The second day")));
}

#[test]
fn a_note_is_there_when_the_briefing_is_opened_again() {
    let desk = Desk::new();
    let mut pty = desk.open_at(120, 30);
    write(&mut pty, "Ask the envoys:\rwhat of the straits — 漢字?");
    pty.press("\x1b");
    wait_for_mark(&pty);
    quit(&mut pty);

    let file = read(&desk.path("talks.md.notes.yaml"));
    for line in [
        "schema: brief.notes/1",
        "    text: |-\n      Ask the envoys:\n      what of the straits — 漢字?",
        "    paragraph: 2",
        "    quote: The second day went no better.",
    ] {
        assert!(file.contains(line), "{line:?} is not in:\n{file}");
    }

    let mut pty = desk.open_at(120, 30);
    pty.wait_for("1 note");
    wait_for_mark(&pty);
    pty.wait_for("2/3 ¶");
    pty.press("e");
    pty.wait_for("what of the straits — 漢字?");
    pty.press("\x1b");
    pty.wait_for(READY);
    quit(&mut pty);
    assert_eq!(read(&desk.path("talks.md.notes.yaml")), file, "nothing was changed");
}

#[test]
fn a_note_is_typed_on_in_another_size() {
    let desk = Desk::new();
    let mut pty = desk.open_at(120, 30);
    write(&mut pty, "before and");
    for (columns, rows) in [(40, 12), (12, 3), (120, 40)] {
        pty.resize(columns, rows);
    }
    pty.press(" after");
    pty.wait_for("before and after");
    pty.press("\x1b");
    pty.wait_for(READY);
    quit(&mut pty);
    assert!(read(&desk.path("talks.md.notes.yaml")).contains("before and after"));
}

/// What was typed is offered at the next start, and can be made a note there.
fn assert_offered(desk: &Desk, words: &str) {
    assert!(!desk.path("talks.md.notes.yaml").exists());
    let mut pty = desk.open_at(120, 30);
    pty.wait_for("words you were typing");
    pty.wait_for(words);
    pty.press("\x1b");
    wait_for_mark(&pty);
    quit(&mut pty);
    assert!(read(&desk.path("talks.md.notes.yaml")).contains(words));
    assert_eq!(desk.files_with("home", words), [""; 0].map(std::path::PathBuf::from), "the draft is done with");
}

#[test]
fn what_was_typed_survives_a_kill() {
    let desk = Desk::new();
    let mut pty = desk.open_at(120, 30);
    write(&mut pty, "half a thought");
    desk.wait_for_file("home", "half a thought");
    pty.signal(Signal::KILL);
    pty.wait_for_end();
    assert_offered(&desk, "half a thought");
}

#[test]
fn what_was_typed_survives_being_ended_at_once() {
    for signal in [Signal::TERM, Signal::HUP] {
        let desk = Desk::new();
        let mut pty = desk.open_at(120, 30);
        write(&mut pty, "to the last letter");
        pty.signal(signal);
        pty.wait_for_end();
        pty.assert_given_back();
        assert_offered(&desk, "to the last letter");
    }
}

#[test]
fn what_the_readers_editor_wrote_is_a_note_however_the_program_ends() {
    let desk = Desk::new();
    let mut command = desk.brief();
    command.env("EDITOR", "sh -c 'echo from outside > \"$1\"; read line' sh");
    let mut pty = Pty::start(command, 120, 30);
    pty.wait_for(READY);
    pty.press("jE");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !read(&desk.path("talks.md.notes.yaml")).contains("from outside") {
        assert!(std::time::Instant::now() < until, "the note was not saved while the editor ran");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    pty.signal(Signal::KILL);
    pty.wait_for_end();
    let mut pty = desk.open_at(120, 30);
    wait_for_mark(&pty);
    quit(&mut pty);
}

/// `brief` without root's rights, who may write anywhere; `None` where that can't be had.
fn without_rights(desk: &Desk) -> Option<CommandBuilder> {
    if !geteuid().is_root() {
        return Some(desk.brief());
    }
    let drop = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let brief = env!("CARGO_BIN_EXE_brief");
    let runs = Command::new("setpriv").args(drop).args([brief, "--version"]).output();
    if !runs.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let mut command = desk.command("setpriv");
    command.args(drop);
    command.args([brief, "talks.md"]);
    Some(command)
}

#[test]
fn a_note_in_a_folder_that_may_only_be_read_goes_to_the_users_folder() {
    let desk = Desk::new();
    let Some(command) = without_rights(&desk) else { return };
    fs::create_dir(desk.path("home")).unwrap();
    fs::set_permissions(desk.path("home"), Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(desk.path("."), Permissions::from_mode(0o555)).unwrap();
    let mut pty = Pty::start(command.clone(), 120, 30);
    write(&mut pty, "kept elsewhere");
    pty.press("\x1b");
    wait_for_mark(&pty);
    quit(&mut pty);
    assert_eq!(desk.files_with("home", "kept elsewhere").len(), 1);

    let mut pty = Pty::start(command, 120, 30);
    wait_for_mark(&pty);
    quit(&mut pty);
    assert!(!desk.path("talks.md.notes.yaml").exists());
    fs::set_permissions(desk.path("."), Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_broken_notes_file_is_told_and_left_alone() {
    let desk = Desk::new();
    let broken = "schema: brief.notes/1\nnotes:\n  - id: [never closed\n";
    fs::write(desk.path("talks.md.notes.yaml"), broken).unwrap();
    let mut pty = desk.open_at(120, 30);
    pty.wait_for("talks.md.notes.yaml");
    pty.press("j");
    pty.wait_for("2/3 ¶");
    pty.wait_for("notes can't be written");
    pty.press("a");
    pty.wait_for("can't be written to");
    quit(&mut pty);
    assert_eq!(read(&desk.path("talks.md.notes.yaml")), broken);
}
