//! Keeps the README true: its picture is what the program shows, its keys are the commands' own, its figures' command
//! and its test command are there. `UPDATE_README=1 cargo test --test readme` writes picture and keys anew.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that can not go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use brief::app::command::{self, Command, When};

#[path = "support/pty.rs"]
#[allow(dead_code)]
mod pty;

use pty::{CommandBuilder, Pty};

/// The picture's size: three panes, and no wider than a web page shows.
const COLUMNS: u16 = 120;
const ROWS: u16 = 32;

fn at_the_top(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The block between two marks of the README, which must be what it should be; or is made so, when that is asked for.
fn hold(mark: &str, should_be: &str) {
    let readme = fs::read_to_string(at_the_top("README.md")).unwrap();
    let (opening, closing) = (format!("<!-- {mark} -->\n"), "<!-- end -->");
    let start = readme.find(&opening).unwrap_or_else(|| panic!("README.md has no {opening}")) + opening.len();
    let end = start + readme[start..].find(closing).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        let updated = format!("{}{should_be}{}", &readme[..start], &readme[end..]);
        fs::write(at_the_top("README.md"), updated).unwrap();
        return;
    }
    let is = &readme[start..end];
    assert!(
        is == should_be,
        "README.md is out of date under `{mark}`; `UPDATE_README=1 cargo test --test readme` writes it anew.\nIt is:\n{is}\nIt should be:\n{should_be}"
    );
}

/// What the program shows in a terminal: the sample, with a note on its second paragraph.
fn picture() -> String {
    let desk = tempfile::tempdir().unwrap();
    fs::copy(at_the_top("briefings/white-house-talks.txt"), desk.path().join("white-house-talks.txt")).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_brief"));
    command.arg("white-house-talks.txt");
    command.cwd(desk.path());
    for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env(variable, desk.path().join("home"));
    }
    let mut pty = Pty::start(command, COLUMNS, ROWS);
    pty.wait_until("the analysis", |screen| {
        let shown = screen.contents();
        shown.contains("Volodymyr Zelensky") && !shown.contains('⠋')
    });
    pty.press("ja");
    pty.wait_for("New note on ¶2");
    pty.press("Ask the desk: who drafted this?\x13");
    pty.wait_for("1 note ");
    pty.wait_until("nothing unsaved", |screen| !screen.contents().contains("saving"));
    // To the end and back to the top: notices go with the next key.
    pty.press("G");
    pty.wait_until("the end", |screen| screen.contents().contains("13/13 ¶"));
    pty.press("g");
    pty.wait_until("the top", |screen| screen.contents().contains(" 1/13 ¶"));
    pty.wait_for_whole_frame();
    let screen = pty.screen();
    pty.press("q");
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n"))
}

/// Every command, by where its keys count.
fn keys() -> String {
    let mut table = String::new();
    for when in When::ALL {
        let commands: Vec<&Command> = command::all().filter(|command| command.when == when).collect();
        if commands.is_empty() {
            continue;
        }
        let open = if when == When::Text { " open" } else { "" };
        write!(
            table,
            "<details{open}><summary>{}</summary>\n\n| keys | | command |\n| --- | --- | --- |\n",
            when.title()
        )
        .unwrap();
        for command in commands {
            let keys: Vec<String> = command.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            let does = command.does.replace('|', "\\|");
            writeln!(table, "| {} | {does} | {} |", keys.join(" "), command.name).unwrap();
        }
        table.push_str("\n</details>\n");
    }
    table
}

#[test]
fn the_picture_and_the_keys_are_as_the_program_has_them() {
    // One test, so that the two never write the file at the same time.
    hold("picture", &picture());
    hold("keys", &keys());
}

#[test]
fn the_commands_that_it_names_are_there() {
    let readme = fs::read_to_string(at_the_top("README.md")).unwrap();
    assert!(readme.contains("\ncargo run --release\n"));
    let test = readme.split("<!-- test command -->").nth(1).and_then(|rest| rest.split("<!-- end -->").next()).unwrap();
    assert!(test.contains("\ncargo test --locked\n"), "{test}");
    assert!(readme.contains("python3 benches/figures.py") && at_the_top("benches/figures.py").is_file());
    for file in ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(readme.contains(&format!("({file})")) && at_the_top(file).is_file(), "{file}");
    }
}

#[test]
fn every_dependency_has_its_line() {
    let manifest = fs::read_to_string(at_the_top("Cargo.toml")).unwrap();
    let architecture = fs::read_to_string(at_the_top("ARCHITECTURE.md")).unwrap();
    let reasons = architecture.split("## Dependencies").nth(1).unwrap();
    let mut named = 0;
    let tables = manifest.split("\n[").filter(|table| table.contains("dependencies]"));
    for line in tables.flat_map(|table| table.lines().skip(1)) {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        let words = reasons.split(|c: char| !(c.is_alphanumeric() || "-_".contains(c)));
        assert!(words.clone().any(|word| word == name), "ARCHITECTURE.md does not say what {name} is for");
        named += 1;
    }
    assert!(named > 20, "only {named} dependencies were found");
}
