//! `brief` end to end in a pseudo-terminal: open, walk, resize, end in every way.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can not go on has failed")]

use std::fs;
use std::path::Path;

use rustix::process::Signal;
use tempfile::TempDir;

#[path = "support/pty.rs"]
#[allow(dead_code)]
mod pty;

use pty::{CommandBuilder, Pty};

const TALKS: &str = "# Talks end without a deal\n\nEnvoys met in Oslo on Monday.\n\nThe second day went no better.\n\n\
                     ## What comes next\n\nNobody set a date.\n";

/// A folder with one briefing, and nothing of this machine's reader in sight.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("talks.md"), TALKS).unwrap();
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, program: &str) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.cwd(self.path());
        for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            command.env(variable, self.path().join("home"));
        }
        command
    }

    /// `brief` on the briefing, once its text is there.
    fn open(&self) -> Pty {
        let mut command = self.command(env!("CARGO_BIN_EXE_brief"));
        command.arg("talks.md");
        let pty = Pty::start(command, 80, 24);
        pty.wait_for("Envoys met in Oslo");
        pty
    }
}

fn quit(pty: &mut Pty) {
    pty.press("q");
    let status = pty.wait_for_end();
    assert!(status.success(), "{status:?}");
    pty.assert_given_back();
}

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
