//! `brief` end to end in a pseudo-terminal: open, walk, resize, end in every way.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can not go on has failed")]

use std::fs;
use std::process::{Command, Stdio};

use rustix::process::Signal;

#[path = "support/desk.rs"]
#[allow(dead_code)]
mod desk;

use desk::pty::Pty;
use desk::{Desk, TALKS, quit};

#[test]
fn open_walk_and_quit() {
    let desk = Desk::new();
    let mut pty = desk.open();
    pty.wait_for("1/3 ¶");
    pty.press("j");
    pty.wait_for("2/3 ¶");
    pty.press("G");
    pty.wait_for("3/3 ¶");
    quit(&mut pty);
}

#[test]
fn help_is_over_the_text_until_it_is_left() {
    let desk = Desk::new();
    let mut pty = desk.open();
    pty.press("?");
    pty.wait_for("Help");
    pty.press("\x1b");
    pty.wait_until("the text alone", |screen| !screen.contents().contains("Help"));
    quit(&mut pty);
}

#[test]
fn every_size_shows_something() {
    let desk = Desk::new();
    let mut pty = desk.open();
    for (columns, rows) in [(200, 50), (120, 30), (40, 12), (60, 20)] {
        pty.resize(columns, rows);
        pty.wait_until("the text in the new size", |screen| {
            let rows: Vec<String> = screen.rows(0, columns).collect();
            screen.size().1 == columns && rows.iter().any(|row| row.contains("Envoys met"))
        });
    }
    pty.resize(20, 5);
    pty.wait_for("too small to read");
    for (columns, rows) in [(10, 3), (1, 1), (80, 24)] {
        pty.resize(columns, rows);
    }
    pty.wait_for("Envoys met in Oslo");
    quit(&mut pty);
}

#[test]
fn being_ended_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP] {
        let desk = Desk::new();
        let pty = desk.open();
        pty.signal(signal);
        pty.wait_for_end();
        pty.assert_given_back();
    }
}

#[test]
fn standard_input_is_read_and_keys_come_from_the_terminal() {
    let desk = Desk::new();
    let mut command = desk.command("sh");
    command.args(["-c", "cat talks.md | \"$1\" -", "sh", env!("CARGO_BIN_EXE_brief")]);
    let mut pty = Pty::start(command, 80, 24);
    pty.wait_for("Envoys met in Oslo");
    pty.press("j");
    pty.wait_for("2/3 ¶");
    quit(&mut pty);
}

#[test]
fn a_format_that_is_named_overrules_what_is_opened() {
    let desk = Desk::with("# Talks\n\nThe \\*dams\\* are full of water.\n");
    let brief = env!("CARGO_BIN_EXE_brief");
    for words in ["\"$1\" --format text talks.md", "cat talks.md | \"$1\" - --format text"] {
        let mut command = desk.command("sh");
        command.args(["-c", words, "sh", brief]);
        let mut pty = Pty::start(command, 80, 24);
        // Of Markdown the backslashes would be gone.
        pty.wait_for("\\*dams\\* are full");
        quit(&mut pty);
    }
}

#[test]
fn a_terminal_too_small_can_be_left() {
    let desk = Desk::new();
    let mut pty = Pty::start(desk.brief(), 20, 5);
    pty.wait_for("too small to read");
    quit(&mut pty);
}

/// What was sent up to the end of the first frame.
fn first_frame(pty: &Pty) -> String {
    pty.wait_for_bytes(b"\x1b[?2026l");
    let sent = String::from_utf8_lossy(&pty.received()).into_owned();
    sent.split("\x1b[?2026l").next().unwrap_or_default().to_owned()
}

/// Whether it is so on one of several tries: other programs may keep the machine busy meanwhile.
fn sooner_or_later(is_so: impl Fn() -> bool) -> bool {
    (0..20).any(|_| is_so())
}

#[test]
fn the_first_frame_shows_the_text() {
    let desk = Desk::new();
    assert!(sooner_or_later(|| {
        let mut pty = Pty::start(desk.brief(), 80, 24);
        let shown = first_frame(&pty).contains("Envoys");
        quit(&mut pty);
        shown
    }));
}

#[test]
fn the_first_frame_waits_for_no_text() {
    let desk = Desk::new();
    let mut command = desk.command("sh");
    command.args(["-c", "mkfifo slow; cat slow | \"$1\" -", "sh", env!("CARGO_BIN_EXE_brief")]);
    let mut pty = Pty::start(command, 80, 24);
    assert!(!first_frame(&pty).contains("Envoys"));
    fs::write(desk.path("slow"), TALKS).unwrap();
    pty.wait_for("Envoys met in Oslo");
    quit(&mut pty);
}

#[test]
fn without_a_terminal_it_prints_as_show() {
    let desk = Desk::new();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_brief"));
        command.args(arguments).current_dir(desk.path(".")).env("HOME", desk.path("home")).stdin(Stdio::null());
        let output = command.output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let printed = run(&["talks.md"]);
    assert_eq!(printed, run(&["show", "talks.md"]));
    assert!(printed.contains("Envoys met in Oslo") && !printed.contains('\x1b'), "{printed}");
}

/// What a document may hold to steer a terminal; `666` stands in each sequence, and in nothing that is ours.
const HOSTILE: &str = "# Talks \x1b]0;666\x07 end\n\n\
    A \x1b[38;2;6;66;666mred\x1b[0;666m word \x1b]52;c;NjY2666\x07 and \x1b[666;1Hone \u{9b}666m more.\n\n\
    Right \u{202e}to left\u{2066}, zero\u{200b}width, \x1bP666q\x1b\\, a \x1b_666\x1b\\ bell\x07.\n\n\
    - 漢字漢字 \x1b]8;;https://666.example\x07click\x1b]8;;\x07\n\n\
    [a page](https://example.org/page) [a script](javascript:666) [a file](file:///666) \
    [broken](<https://example.org/\x1b]666>) [bent](https://example.org@666.example/)\n";

/// The escape sequences in what was sent.
fn sequences(sent: &str) -> Vec<&str> {
    let whole = |tail: &str| match tail.as_bytes().get(1) {
        Some(b'[') => tail[2..].find(|c| ('@'..='~').contains(&c)).map_or(tail.len(), |at| at + 3),
        Some(b']' | b'P' | b'_') => {
            tail.find(['\x07']).unwrap_or(tail.len()).min(tail.find("\x1b\\").unwrap_or(tail.len()))
        }
        _ => 2.min(tail.len()),
    };
    sent.match_indices('\x1b').map(|(at, _)| &sent[at..at + whole(&sent[at..])]).collect()
}

#[test]
fn nothing_of_a_document_steers_the_terminal() {
    let desk = Desk::with(HOSTILE);
    let mut pty = Pty::start(desk.brief(), 120, 30);
    pty.wait_for("bent");
    pty.wait_for("a note");
    pty.press("G");
    pty.wait_for("4/4 ¶");
    pty.wait_until("whole frames", |screen| {
        // The side panes' edges are straight, whatever stands between them.
        let rows: Vec<String> = screen.rows(0, 120).collect();
        let edge = |row: &String| row.chars().filter(|c| "│┃".contains(*c)).count() >= 4 && row.ends_with(['│', '┃']);
        rows.iter().any(|row| row.contains("␛]0;666␇")) && rows[2..28].iter().all(edge)
    });
    quit(&mut pty);

    let sent = String::from_utf8(pty.received()).unwrap();
    let hostile: Vec<_> = sequences(&sent).into_iter().filter(|sequence| sequence.contains("666")).collect();
    assert!(hostile.is_empty(), "{hostile:?}");
    let steers = |c: char| {
        c.is_control() && c != '\x1b' || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let steering: Vec<_> = sent.chars().filter(|c| steers(*c)).collect();
    // The mode of the terminal is raw: not even a line break is sent.
    assert!(steering.is_empty(), "{steering:?}");
    let links: Vec<_> = sequences(&sent).into_iter().filter(|sequence| sequence.starts_with("\x1b]8;;h")).collect();
    assert!(!links.is_empty() && links.iter().all(|link| *link == "\x1b]8;;https://example.org/page"), "{links:?}");
}
