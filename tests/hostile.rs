//! Files made to do harm: each is read or refused in bounded time and memory, and nothing in it acts on the terminal.
//!
//! `benches/hostile.py` measures the same files at their full size.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

#[path = "support/archive.rs"]
#[allow(dead_code)]
mod archive;
#[path = "hostile/files.rs"]
mod files;

use files::{Hostile, all};

/// The part of its full size that a file has here.
const PART: usize = 80;
/// Seconds of processor time that a file may take before it counts as hanging: the program is not optimised here.
const PROCESSOR: u32 = 60;
/// Seconds by the wall, for what waits for ever: the machine may be busy.
const PATIENCE: u32 = 300;
/// The most address space, in KiB: twice the 512 MiB that a document may take, since not all of it is memory.
const ROOM: u32 = 1 << 20;

/// What came of a run.
enum Came {
    Ended(Output),
    /// It took too long, and was ended.
    Hung,
}

fn brief(arguments: &[&str], folder: &Path) -> Came {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {ROOM}; ulimit -t {PROCESSOR}; exec timeout {PATIENCE} \"$0\" \"$@\"")]);
    command.arg(env!("CARGO_BIN_EXE_brief")).args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env("HOME", folder).env_remove("RUST_BACKTRACE");
    let output = command.output().unwrap();
    // `timeout` says so itself; the system ends what used up its processor time.
    let is_ended =
        matches!((output.status.code(), output.status.signal()), (Some(124 | 137 | 152), _) | (_, Some(9 | 24)));
    if is_ended { Came::Hung } else { Came::Ended(output) }
}

/// What is wrong with how a file was shown; `None` where all is well.
fn trouble(file: &str, folder: &Path) -> Option<String> {
    for arguments in [&["show", file, "--json"][..], &["show", file]] {
        let Came::Ended(output) = brief(arguments, folder) else { return Some("it hangs".to_owned()) };
        let (out, err) = (String::from_utf8(output.stdout), String::from_utf8(output.stderr));
        let (Ok(out), Ok(err)) = (out, err) else { return Some("its output is not UTF-8".to_owned()) };
        let why = match output.status.code() {
            Some(0) if arguments.len() == 3 => {
                serde_json::from_str::<serde_json::Value>(&out).err().map(|e| e.to_string())
            }
            Some(0) => None,
            Some(1) if err.lines().count() == 1 && err.starts_with("brief: ") && !err.contains("panicked") => None,
            other => Some(format!("status {other:?}, signal {:?}: {}", output.status.signal(), head(&err))),
        };
        let acts = |words: &str| words.chars().any(|c| c != '\n' && brief::document::is_unprintable(c));
        let why = why.or_else(|| (acts(&err) || acts(&out)).then(|| "it acts on the terminal".to_owned()));
        if why.is_some() {
            return why;
        }
    }
    None
}

fn head(words: &str) -> String {
    words.chars().take(300).collect()
}

/// Tries all files of these endings.
fn try_all(endings: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let is_asked = |one: &Hostile| endings.iter().any(|ending| one.name.ends_with(ending));
    let mut found = Vec::new();
    for one in all().iter().filter(|one| is_asked(one)) {
        let start = Instant::now();
        fs::write(folder.path().join(one.name), one.bytes(PART)).unwrap();
        if let Some(why) = trouble(one.name, folder.path()) {
            found.push(format!("{}: {why} ({:?})", one.name, start.elapsed()));
        }
        fs::remove_file(folder.path().join(one.name)).unwrap();
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn texts_are_read_or_refused() {
    try_all(&[".txt", ".md", ".gz"]);
}

#[test]
fn pages_are_read_or_refused() {
    try_all(&[".html"]);
}

#[test]
fn pdfs_are_read_or_refused() {
    try_all(&[".pdf"]);
}

#[test]
fn office_files_are_read_or_refused() {
    try_all(&[".docx", ".odt"]);
}

#[test]
fn books_are_read_or_refused() {
    try_all(&[".epub"]);
}

#[test]
fn mails_are_read_or_refused() {
    try_all(&[".eml", ".mbox"]);
}

#[test]
fn rich_texts_are_read_or_refused() {
    try_all(&[".rtf"]);
}

#[test]
fn what_is_no_file_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert!(Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
    fs::create_dir(path("folder")).unwrap();
    fs::File::create(path("sparse.txt")).unwrap().set_len(8 << 30).unwrap();
    for (file, says) in [
        ("pipe", "nothing came from pipe"),
        ("folder", "folder is a folder"),
        ("sparse.txt", "8192 MiB"),
        ("/dev/zero", "/dev/zero goes on past"),
        ("/dev/null", "/dev/null is empty"),
        ("missing \u{1b}]0;x\u{7}\n\u{9b}2J.txt", "there is no file missing"),
    ] {
        let Came::Ended(output) = brief(&["show", file], folder.path()) else { panic!("{file} hangs") };
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{file}: {said}");
        assert!(said.contains(says) && said.lines().count() == 1, "{file}: {said}");
        assert!(!said.trim_end().chars().any(brief::document::is_unprintable), "{said:?}");
    }
    let mut closed = Command::new("sh");
    closed.args(["-c", "exec \"$0\" show - <&-", env!("CARGO_BIN_EXE_brief")]);
    let output = closed.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn no_name_of_a_file_acts_on_the_terminal() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"\x1b]0;x\x07\x1b[2J.txt"[..], b"two\nlines.txt", b"\xff\xfe\x9b2J.txt", b"\xe2\x80\xaetxt.exe.txt"]
    {
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "").unwrap();
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)).with_extension("md"), "Words.\n").unwrap();
    }
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    for arguments in [&["show"][..], &["show", "--json"], &["analyze", "--json"], &["--verbose", "show"]] {
        for file in &files {
            let mut command = Command::new(env!("CARGO_BIN_EXE_brief"));
            let output = command.args(arguments).arg(file).env("HOME", folder.path()).output().unwrap();
            for shown in [output.stdout, output.stderr] {
                let shown = String::from_utf8(shown).unwrap();
                assert!(!shown.chars().any(|c| c != '\n' && brief::document::is_unprintable(c)), "{shown:?}");
            }
        }
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_brief"));
    let output = command.arg(folder.path()).env("HOME", folder.path()).output().unwrap();
    let listed = String::from_utf8(output.stdout).unwrap();
    assert!(!listed.chars().any(|c| c != '\n' && brief::document::is_unprintable(c)), "{listed:?}");
    assert_eq!(listed.lines().count(), files.len(), "{listed}");
}

/// Writes the files at their full size into the folder that `BRIEF_HOSTILE` names.
#[test]
#[ignore = "for benches/hostile.py"]
fn full_size() {
    let folder = std::env::var_os("BRIEF_HOSTILE").expect("benches/hostile.py names a folder");
    for one in all() {
        fs::write(Path::new(&folder).join(one.name), one.bytes(1)).unwrap();
    }
}
