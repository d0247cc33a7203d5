//! The command line as scripts see it: what is printed where, and the exit status.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const TALKS: &str = "\
**River states reach for a water pact**

**River states reach for a water pact**
**Ministers meet in Basel while the reservoirs fall.**

Swiss President Anna Keller told reporters that Switzerland backs cast-iron guarantees for the downstream states. The ministers met on Monday.

French Minister Paul Renard said that France will not send troops to guard the dams. He called the idea of a coalition of the willing premature.

Swiss President Anna Keller told reporters that Switzerland backs cast-iron guarantees for the downstream states. The ministers met on Monday.
";

/// A folder with a home of its own, in which `brief` runs.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.write("briefings/talks.txt", TALKS);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_brief"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("HOME", self.path("home"));
        for (variable, folder) in [("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")] {
            command.env(format!("XDG_{variable}_HOME"), self.path(folder));
        }
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a run that succeeds prints.
    fn prints(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// What a run that fails with this status says.
    fn fails(&self, status: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stderr)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn show_prints_masthead_numbers_and_folded_repeats() {
    let desk = Desk::new();
    let shown = desk.prints(&["show", "briefings/talks.txt"]);
    assert!(shown.starts_with("River states reach for a water pact\n"), "{shown}");
    assert!(shown.contains("\n   1  Swiss President Anna Keller"), "{shown}");
    assert!(shown.contains("\n  ≡3  repeats ¶1\n"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    assert!(!shown.contains('\x1b'), "{shown}");
    assert_eq!(desk.prints(&["briefings/talks.txt"]), shown, "the same as without a command");

    let narrow = desk.prints(&["show", "briefings/talks.txt", "--width", "40"]);
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    let coloured = desk.prints(&["show", "briefings/talks.txt", "--color", "always"]);
    assert!(coloured.contains("\x1b[1mRiver states"), "{coloured}");
}

#[test]
fn show_json_is_the_documented_schema() {
    let desk = Desk::new();
    let document = json(&desk.prints(&["show", "briefings/talks.txt", "--json"]));
    assert_eq!(document["schema"], "brief.document/1");
    let expected = [
        "byline",
        "date",
        "dateline",
        "diagnostics",
        "headline",
        "language",
        "paragraphs",
        "publisher",
        "schema",
        "sections",
        "source",
        "subtitle",
        "summary",
        "text",
    ];
    assert_eq!(keys(&document), expected);
    assert_eq!(keys(&document["source"]), ["format", "path", "sha256"]);
    assert_eq!(document["source"]["path"], "briefings/talks.txt");
    let paragraphs = document["paragraphs"].as_array().unwrap();
    assert_eq!(paragraphs.len(), 3);
    assert_eq!(keys(&paragraphs[0]), ["end", "id", "kind", "repeats", "section", "start"]);
    assert_eq!(paragraphs[2]["repeats"], "p1");
    assert_eq!(paragraphs[0]["repeats"], Value::Null);
    let letters: Vec<char> = document["text"].as_str().unwrap().chars().collect();
    let place = |field: &str| usize::try_from(paragraphs[1][field].as_u64().unwrap()).unwrap();
    let second: String = letters[place("start")..place("end")].iter().collect();
    assert!(second.starts_with("French Minister") && second.ends_with("premature."), "{second}");
    for section in document["sections"].as_array().unwrap() {
        assert_eq!(keys(section), ["id", "level", "origin", "paragraphs", "title"]);
    }
}

#[test]
fn analyze_json_is_the_documented_schema() {
    let desk = Desk::new();
    let report = json(&desk.prints(&["analyze", "briefings/talks.txt", "--json"]));
    assert_eq!(report["schema"], "brief.analysis/1");
    let expected = [
        "actors",
        "key_phrases",
        "notices",
        "positions",
        "proposals",
        "schema",
        "sections",
        "source",
        "statements",
        "text",
    ];
    assert_eq!(keys(&report), expected);
    let actors = report["actors"].as_array().unwrap();
    assert!(!actors.is_empty());
    for actor in actors {
        let expected = ["affiliation", "aliases", "id", "kind", "mentions", "name", "origin", "role"];
        assert_eq!(keys(actor), expected);
        assert_eq!(keys(&actor["mentions"][0]), ["end", "paragraph", "start"]);
    }
    let ids: Vec<_> = report["positions"].as_array().unwrap().iter().map(|position| &position["id"]).collect();
    assert!(ids.contains(&&Value::from("cast-iron-guarantees")), "{ids:?}");
    for statement in report["statements"].as_array().unwrap() {
        let expected = [
            "actor",
            "confidence",
            "content",
            "cue",
            "evidence",
            "id",
            "origin",
            "position",
            "quoted",
            "reason",
            "source",
            "stance",
        ];
        assert_eq!(keys(statement), expected);
    }
}

#[test]
fn several_files_are_json_lines_in_their_order_and_a_bad_one_fails_alone() {
    let desk = Desk::new();
    desk.write("b.txt", "Second words.\n");
    let output = desk.run(&["analyze", "--json", "--plain", "b.txt", "missing.txt", "briefings/talks.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let paths: Vec<_> = text(&output.stdout).lines().map(|line| json(line)["source"]["path"].clone()).collect();
    assert_eq!(paths, ["b.txt", "briefings/talks.txt"]);
    let said = text(&output.stderr);
    assert!(said.contains("missing.txt") && said.lines().count() == 1, "{said}");
}

#[test]
fn many_files_come_in_order_and_no_bar_where_nobody_looks() {
    let desk = Desk::new();
    let names: Vec<String> = (0..60).map(|i| format!("f{i}.txt")).collect();
    for (i, name) in names.iter().enumerate() {
        desk.write(name, format!("{TALKS}\n\n{}", "Norway agreed on fishing quotas. ".repeat(60 - i)));
    }
    let files = names.iter().map(String::as_str);
    let arguments: Vec<&str> = ["analyze", "--json"].into_iter().chain(files).collect();
    let output = desk.run(&arguments);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    let paths: Vec<_> = text(&output.stdout).lines().map(|line| json(line)["source"]["path"].clone()).collect();
    assert_eq!(paths, names);
    assert_eq!(desk.run(&arguments).stdout, output.stdout);
}

#[test]
fn another_language_is_said_in_text_and_json() {
    let desk = Desk::new();
    let german = "Die Minister einigten sich auf nichts als den Termin ihres nächsten Treffens, das im Frühjahr \
                  stattfinden wird. Über die Fangquoten wurde lange gestritten.\n";
    desk.write("de.txt", german);
    let report = json(&desk.prints(&["analyze", "--json", "--plain", "de.txt"]));
    assert_eq!(report["notices"][0]["kind"], "language");
    assert!(report["statements"].as_array().unwrap().is_empty());
    assert!(desk.prints(&["analyze", "de.txt"]).contains("another language than English (de)"));
    assert_eq!(json(&desk.prints(&["analyze", "--json", "briefings/talks.txt"]))["notices"], Value::Array(Vec::new()));
}

#[test]
fn plain_offsets_are_into_the_text_as_it_stands() {
    let desk = Desk::new();
    let report = json(&desk.prints(&["analyze", "--json", "--plain", "briefings/talks.txt"]));
    assert_eq!(report["text"], TALKS);
}

#[test]
fn standard_input_is_a_dash() {
    let desk = Desk::new();
    let mut child =
        desk.command(&["show", "-", "--json"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(TALKS.as_bytes()).unwrap();
    let document = json(&text(&child.wait_with_output().unwrap().stdout));
    assert_eq!(document["source"]["path"], Value::Null);
    assert_eq!(document["headline"], "River states reach for a water pact");
}

#[test]
fn nothing_from_a_document_acts_on_the_terminal() {
    let desk = Desk::new();
    desk.write(
        "wild.txt",
        "A headline with \x1b[31mred\n\nWords \u{202E}turned \x07 round and a fair number of them.\n",
    );
    for arguments in [&["show", "wild.txt"][..], &["analyze", "wild.txt"], &["show", "\x1b[2Jgone.txt"]] {
        let output = desk.run(arguments);
        for shown in [text(&output.stdout), text(&output.stderr)] {
            assert!(!shown.contains(['\x1b', '\x07', '\u{202E}']), "{shown:?}");
        }
    }
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let desk = Desk::new();
    desk.write("long.txt", "Words and words and words.\n\n".repeat(4_000));
    for arguments in [&["show", "long.txt"][..], &["long.txt", "long.txt"], &["show", "long.txt", "--json"]] {
        let mut child = desk.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut first).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn what_goes_wrong_is_one_sentence_and_a_status() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    desk.write("binary.txt", [0_u8, 159, 146, 150, 0, 0, 1]);
    for (status, arguments, says) in [
        (1, &["show", "missing.txt"][..], "missing.txt"),
        (1, &["show", "empty.txt"], "empty.txt"),
        (1, &["show", "binary.txt"], "binary.txt"),
        (1, &["show", "briefings"], "briefings"),
        (1, &["search", "x", "--library", "nowhere"], "nowhere"),
        (1, &["show", "briefings/talks.txt", "--config", "missing.yaml"], "missing.yaml"),
        (2, &["search", "..."], "no word"),
        (2, &["show"], "FILE"),
        (2, &["show", "briefings/talks.txt", "--width", "wide"], "wide"),
        (2, &["--colour-of-money"], "--colour-of-money"),
        (2, &["briefings/talks.txt", "--verbose", "keys"], "put it first"),
        (2, &["note", "edit", "briefings/talks.txt", "x"], "--text"),
    ] {
        let said = desk.fails(status, arguments);
        assert!(said.contains(says), "{arguments:?}: {said}");
        if status == 1 {
            assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
            assert!(said.starts_with("brief: "), "{said}");
        }
    }
}

#[test]
fn notes_are_added_listed_changed_and_removed() {
    let desk = Desk::new();
    let file = "briefings/talks.txt";
    let add =
        ["note", "add", file, "--paragraph", "2", "--quote", "coalition of the willing", "--tag", "#troops", "--text"];
    let id = desk.prints(&[&add[..], &["Check who\nsaid it"]].concat()).trim().to_owned();
    let listed = desk.prints(&["note", "list", file]);
    assert!(listed.contains(&format!("{id}  ¶2  “coalition of the willing”  #troops\n    Check who\n")), "{listed}");
    assert!(desk.path("briefings/talks.txt.notes.yaml").exists());

    desk.prints(&["note", "edit", file, &id[2..8], "--text", "Renard did", "--tag", "done"]);
    let listed = desk.prints(&["note", "list", file]);
    assert!(listed.contains("Renard did") && listed.contains("#done") && !listed.contains("#troops"), "{listed}");
    assert_eq!(desk.prints(&["note", "list", file, "--tag", "other"]), "");
    assert!(desk.prints(&["search", "premature"]).contains("¶2"), "a notes file is no briefing");
    assert!(desk.prints(&[]).contains("1 notes"));

    desk.prints(&["note", "remove", file, &id]);
    assert_eq!(desk.prints(&["note", "list", file]), "");
    for (arguments, says) in [
        (&["note", "edit", file, &id, "--text", "x"][..], "has no note"),
        (&["note", "restore", file, "nope"], "no note in its trash"),
        (&["note", "remove", file, "nope"], "nope"),
        (&["note", "add", file, "--paragraph", "9", "--text", "x"], "from 1 to 3"),
        (&["note", "add", file, "--paragraph", "0", "--text", "x"], "from 1 to 3"),
        (&["note", "add", file, "--paragraph", "1", "--quote", "absent", "--text", "x"], "absent"),
    ] {
        let said = desk.fails(1, arguments);
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn a_removed_note_stays_in_the_trash_until_it_is_purged() {
    let desk = Desk::new();
    let file = "briefings/talks.txt";
    let add = |text: &str| desk.prints(&["note", "add", file, "--paragraph", "2", "--text", text]).trim().to_owned();
    let (one, two) = (add("One"), add("Two"));
    for id in [&one, &two] {
        desk.prints(&["note", "remove", file, id]);
    }
    assert!(desk.prints(&[]).contains("0 notes"));
    let trash = || desk.prints(&["note", "list", file, "--trash"]);
    assert!(trash().contains("One") && trash().contains("Two"));
    let listed = json(&desk.prints(&["note", "list", file, "--trash", "--json"]));
    assert!(listed["notes"][0]["removed"].as_str().is_some_and(|at| at.contains('T')), "{listed}");
    assert!(!desk.prints(&["export", file, "--output", "-"]).contains("One"));
    desk.prints(&["note", "restore", file, &one]);
    assert!(desk.prints(&["note", "list", file]).contains("One") && !trash().contains("One"));
    desk.prints(&["note", "purge", file, &two[..two.len() - 1]]);
    assert_eq!(trash(), "");
    desk.prints(&["note", "remove", file, &one]);
    desk.fails(2, &["note", "purge", file]);
    desk.prints(&["note", "purge", file, "--all"]);
    let left = fs::read_to_string(desk.path("briefings/talks.txt.notes.yaml")).unwrap();
    assert!(!left.contains("One") && !left.contains("trash"), "{left}");
}

#[test]
fn what_a_git_merge_left_is_said_and_made_one_when_asked() {
    let desk = Desk::new();
    let (file, notes) = ("briefings/talks.txt", "briefings/talks.txt.notes.yaml");
    desk.prints(&["note", "add", file, "--paragraph", "1", "--text", "Both"]);
    let whole = fs::read_to_string(desk.path(notes)).unwrap();
    let sides = "<<<<<<< HEAD\n    text: Ours\n=======\n    text: Theirs\n>>>>>>> 1f2e3d4 (memo)\n";
    let marked = whole.replace("    text: Both\n", sides);
    desk.write(notes, &marked);
    for arguments in [
        &["note", "list", file][..],
        &["note", "add", file, "--paragraph", "1", "--text", "x"],
        &["note", "purge", file, "--all"],
    ] {
        let said = desk.fails(1, arguments);
        assert!(
            said.contains("`brief note merge`") && said.contains(notes) && said.trim().lines().count() == 1,
            "{said}"
        );
        assert_eq!(fs::read_to_string(desk.path(notes)).unwrap(), marked);
    }
    let output = desk.run(&["note", "merge", file]);
    assert!(output.status.success() && text(&output.stderr).contains("-conflict-"), "{}", text(&output.stderr));
    let listed = desk.prints(&["note", "list", file]);
    assert!(listed.contains("Ours") && listed.contains("Theirs") && listed.contains("#conflict"), "{listed}");
    desk.prints(&["note", "merge", file]);
    assert_eq!(desk.prints(&["note", "list", file]), listed);
}

#[test]
fn notes_in_json_say_where_each_stands_now() {
    let desk = Desk::new();
    let file = "briefings/talks.txt";
    let list = |tag: &[&str]| json(&desk.prints(&[&["note", "list", file, "--json"], tag].concat()));
    let none = list(&[]);
    assert_eq!((keys(&none), &none["schema"]), (vec!["notes", "schema", "source"], &Value::from("brief.note-list/1")));
    assert_eq!((&none["notes"], &none["source"]["path"]), (&json("[]"), &Value::from(file)));

    let add = |paragraph, more: &[&str]| {
        desk.prints(&[&["note", "add", file, "--paragraph", paragraph, "--text", "Why?\n\u{1b}"], more].concat());
    };
    add("1", &["--tag", "ask"]);
    add("2", &["--quote", "coalition of the willing"]);
    desk.write(file, TALKS.replace("coalition of the willing premature.", "coalition premature."));
    let listed = list(&[]);
    let notes = listed["notes"].as_array().unwrap();
    let expected = [
        "author",
        "changed",
        "created",
        "end",
        "id",
        "paragraph",
        "quote",
        "removed",
        "start",
        "state",
        "tags",
        "text",
        "whole_paragraph",
    ];
    assert_eq!(keys(&notes[0]), expected);
    let place = |note: &Value| [&note["paragraph"], &note["start"], &note["whole_paragraph"]].map(Clone::clone);
    assert_eq!(place(&notes[0]), [Value::from("p1"), Value::from(0), Value::from(true)]);
    assert_eq!(notes[0]["text"], "Why?\n\u{1b}");
    assert_eq!(notes[0]["created"].as_str().unwrap().find('T'), Some(10), "{listed}");
    // Its words were cut down.
    let length = notes[1]["end"].as_u64().unwrap() - notes[1]["start"].as_u64().unwrap();
    assert_eq!((notes[0]["state"].as_str(), notes[1]["state"].as_str(), length), (Some("exact"), Some("changed"), 9));
    assert_eq!(notes[1]["quote"], "coalition of the willing");
    let asked = list(&["--tag", "ask"]);
    assert_eq!((asked["notes"].as_array().unwrap().len(), &asked["notes"][0]["tags"]), (1, &json("[\"ask\"]")));
}

#[test]
fn hits_in_json_name_paragraphs_and_places() {
    let desk = Desk::new();
    let search = |words: &[&str]| json(&desk.prints(&[&["search", "--json"], words].concat()));
    let found = search(&["guarantees", "ministers"]);
    assert_eq!(keys(&found), ["hits", "library", "query", "schema", "total"]);
    assert_eq!(
        (&found["schema"], &found["query"]),
        (&Value::from("brief.search/1"), &Value::from("guarantees ministers"))
    );
    let hit = &found["hits"][0];
    assert_eq!(keys(hit), ["date", "headline", "paragraph", "path", "score", "sha256", "snippet"]);
    assert_eq!((&hit["paragraph"], &hit["path"]), (&Value::from("p1"), &Value::from("briefings/talks.txt")));
    let letters: Vec<char> = hit["snippet"]["text"].as_str().unwrap().chars().collect();
    let place = |span: &Value, end: &str| usize::try_from(span[end].as_u64().unwrap()).unwrap();
    let words = |span: &Value| letters[place(span, "start")..place(span, "end")].iter().collect::<String>();
    let found: Vec<String> = hit["snippet"]["found"].as_array().unwrap().iter().map(words).collect();
    assert_eq!(found, ["guarantees", "ministers"]);
    assert_eq!(search(&["states"])["hits"][0]["paragraph"], Value::Null, "the masthead is no paragraph");
    let none = search(&["states", "--limit", "0"]);
    assert!(none["hits"].as_array().unwrap().is_empty() && none["total"].as_u64() > Some(0), "{none}");
    assert_eq!(search(&["zebra"])["total"], 0);
}

#[test]
fn a_broken_notes_file_is_reported_and_left_alone() {
    let desk = Desk::new();
    desk.write("briefings/talks.txt.notes.yaml", "notes: [\n");
    let said = desk.fails(1, &["note", "add", "briefings/talks.txt", "--paragraph", "1", "--text", "x"]);
    assert!(said.contains("talks.txt.notes.yaml") && said.contains("line"), "{said}");
    assert_eq!(fs::read_to_string(desk.path("briefings/talks.txt.notes.yaml")).unwrap(), "notes: [\n");
    assert!(desk.prints(&["show", "briefings/talks.txt"]).contains("River states"));
}

#[test]
fn search_and_index() {
    let desk = Desk::new();
    desk.write(
        "briefings/sub/fish.md",
        "# Fish quotas\n\nThe ministers *rejected* the quota for cod, and the guarantees.\n",
    );
    let found = desk.prints(&["search", "guarantees ministers"]);
    assert_eq!(found.matches(".txt  ¶1").count() + found.matches(".md  ¶1").count(), 2, "{found}");
    assert!(desk.prints(&["index"]).contains("2 briefings in briefings, 2 of them new or changed"));
    assert!(desk.prints(&["index"]).contains(", 0 of them"));
    assert_eq!(desk.prints(&["search", "guarantees ministers"]), found, "the same from the index");
    desk.write("briefings/sub/fish.md", "# Fish quotas\n\nNo word of it any more.\n");
    assert!(!desk.prints(&["search", "guarantees"]).contains("fish.md"));
    let limited = desk.run(&["search", "ministers", "--limit", "0"]);
    assert!(text(&limited.stderr).contains("2 more"), "{}", text(&limited.stderr));
    let nothing = desk.run(&["search", "zebra"]);
    assert!(nothing.status.success() && nothing.stdout.is_empty());
}

#[test]
fn the_library_is_listed_where_there_is_no_terminal() {
    let desk = Desk::new();
    assert!(desk.prints(&[]).contains("River states reach for a water pact"));
    assert!(desk.prints(&["briefings"]).contains("River states"));
    fs::create_dir(desk.path("bare")).unwrap();
    let bare = desk.run(&["bare"]);
    assert!(bare.status.success() && text(&bare.stderr).contains("no briefings in bare"));
}

#[test]
fn the_configuration_is_checked_and_shown() {
    let desk = Desk::new();
    assert!(desk.prints(&["config", "check"]).contains("built-in"));
    assert!(desk.prints(&["config", "show"]).contains("measure: 72  # built-in"));
    desk.write("config/brief/config.yaml", "reading:\n  mesure: 60\nmouse: maybe\n");
    let said = desk.fails(1, &["config", "check"]);
    assert!(said.contains("config.yaml:2:3: unknown key `mesure`; did you mean `measure`?"), "{said}");
    assert!(said.contains("config.yaml:3:8:"), "{said}");
    desk.write("config/brief/config.yaml", "keys:\n  no-such-command: [j]\n");
    let said = desk.fails(1, &["config", "check"]);
    assert!(said.contains("config.yaml:2:3") && said.contains("no-such-command"), "{said}");
}

#[test]
fn the_examples_in_the_built_in_configuration_are_right() {
    let desk = Desk::new();
    let built_in = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/config.yaml")).unwrap();
    let (examples, _) = built_in.split_once("keys: {}\n").unwrap().1.split_once("\n\n").unwrap();
    assert!(examples.lines().count() > 1 && examples.lines().all(|line| line.starts_with("#  ")), "{examples}");
    desk.write("config/brief/config.yaml", format!("keys:\n{}\n", examples.replace('#', "")));
    desk.prints(&["config", "check"]);
}

#[test]
fn a_library_has_its_own_configuration() {
    let desk = Desk::new();
    desk.write("briefings/.brief.yaml", "positions:\n  dam-guards: {label: Dam guards, phrases: [guard the dams]}\n");
    let report = json(&desk.prints(&["analyze", "briefings/talks.txt", "--json"]));
    let positions = report["positions"].as_array().unwrap();
    assert!(positions.iter().any(|position| position["id"] == "dam-guards" && position["origin"] == "config"));
}

#[test]
fn exports_are_written_and_never_over_a_file_of_somebody_else() {
    let desk = Desk::new();
    let file = "briefings/talks.txt";
    let printed = desk.prints(&["export", file, "--output", "-"]);
    assert!(printed.starts_with("---\n"), "{printed}");
    desk.prints(&["export", file, "--output", "out.md"]);
    let written = fs::read_to_string(desk.path("out.md")).unwrap();
    let (words, stamp) = written.split_at(printed.len());
    assert_eq!(words, printed, "the same bytes");
    assert!(stamp.starts_with("\n<!-- ") && stamp.ends_with("-->\n"), "and what its blocks are known by: {stamp}");
    desk.prints(&["export", file, "--output", "out.md"]);
    assert_eq!(fs::read_to_string(desk.path("out.md")).unwrap(), written, "nothing changed");
    desk.write("mine.md", "My own words.\n");
    let said = desk.fails(1, &["export", file, "--output", "mine.md"]);
    assert!(said.contains("mine.md") && said.contains("--force"), "{said}");
    desk.prints(&["export", file, "--output", "mine.md", "--force"]);
    assert_eq!(fs::read_to_string(desk.path("mine.md")).unwrap(), written);
    assert_eq!(desk.prints(&["export", file]), "briefings/talks.txt.brief.md\n", "says where it went");
    assert_eq!(desk.prints(&[]).lines().count(), 1, "an export is no briefing of the library");
    desk.prints(&["export", file, "briefings/talks.txt.brief.md", "--output", "briefings"]);
    desk.fails(2, &["export", file, file, "--output", "nowhere"]);
    let said = desk.fails(1, &["export", file, "--output", file, "--force"]);
    assert!(said.contains("itself"), "{said}");
}

#[test]
fn an_export_that_somebody_edited_keeps_their_words_and_takes_in_new_notes() {
    let desk = Desk::new();
    let file = "briefings/talks.txt";
    for format in ["markdown", "obsidian", "github", "pandoc", "logseq"] {
        let out = format!("{format}.md");
        let export = ["export", file, "--format", format, "--output", &out];
        assert_eq!(desk.prints(&export), format!("{out}\n"));
        let written = fs::read_to_string(desk.path(&out)).unwrap();
        desk.write(&out, written.replace("The ministers met on Monday.", "The ministers met on Monday, in Basel."));
        desk.prints(&["note", "add", file, "--paragraph", "2", "--text", &format!("For {format}.")]);
        let said = desk.prints(&export);
        assert!(said.contains("a part that was edited there is kept as it is"), "{said}");
        let renewed = fs::read_to_string(desk.path(&out)).unwrap();
        assert!(renewed.contains("on Monday, in Basel.") && renewed.contains(&format!("For {format}.")), "{renewed}");
        desk.prints(&export);
        assert_eq!(fs::read_to_string(desk.path(&out)).unwrap(), renewed);
    }
}

#[test]
fn a_template_of_the_readers_makes_any_shape() {
    let desk = Desk::new();
    let file = "briefings/talks.txt";
    desk.write("memo.md.j2", "# {{ title }}\n\n{% for actor in actors %}\n- {{ actor.name }}\n{% endfor %}\n");
    assert_eq!(desk.prints(&["export", file, "--template", "memo.md.j2"]), "briefings/talks.txt.brief.memo.md\n");
    let memo = fs::read_to_string(desk.path("briefings/talks.txt.brief.memo.md")).unwrap();
    assert!(memo.starts_with("# River states") && memo.contains("\n- Anna Keller\n"), "{memo}");
    desk.prints(&["export", file, "--template", "memo.md.j2"]);
    assert_eq!(desk.prints(&[]).lines().count(), 1, "nor is that a briefing of the library");
    desk.write("memo.md.j2", "{{ title }}\n{{ nothing.here }}\n");
    let said = desk.fails(1, &["export", file, "--template", "memo.md.j2", "--force"]);
    assert!(said.contains("memo.md.j2") && said.contains("line 2"), "{said}");
    desk.fails(2, &["export", file, "--template", "memo.md.j2", "--format", "html"]);
    desk.write("config/brief/config.yaml", "export:\n  template: ../../memo.txt.j2\n");
    desk.write("memo.txt.j2", "{{ title }}");
    assert_eq!(desk.prints(&["export", file]), "briefings/talks.txt.brief.memo.txt\n");
}

#[test]
fn commands_completions_and_manual_are_printed() {
    let desk = Desk::new();
    assert!(desk.prints(&["keys"]).contains("quit"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(desk.prints(&["completions", shell]).contains("analyze"), "{shell}");
    }
    assert!(desk.prints(&["man"]).contains(".TH brief"));
    assert!(desk.prints(&["--version"]).starts_with("brief "));
    assert!(desk.prints(&["--help"]).contains("brief [OPTIONS] [FILE]..."));
}

#[test]
fn a_format_that_is_named_overrules_what_a_file_looks_like() {
    let desk = Desk::new();
    let file = "briefings/marked.md";
    desk.write(file, "# Talks\n\n## Dams\n\nThe *dams* are \\*full\\*.\n");
    let format = |arguments: &[&str]| json(&desk.prints(arguments))["source"]["format"].as_str().unwrap().to_owned();
    assert_eq!(format(&["show", file, "--json"]), "markdown");
    assert_eq!(format(&["show", file, "--json", "--format", "text"]), "text");
    assert_eq!(format(&["analyze", file, "--json", "--format", "text"]), "text");
    assert!(desk.prints(&["show", file, "--format", "text"]).contains("\\*full\\*"));
    desk.prints(&["note", "list", file, "--format", "text"]);
    assert!(desk.prints(&["export", file, "--read-as", "text", "--output", "-"]).contains("full"));
    let shown = desk.prints(&["show", file, "--format", "text"]);
    assert_eq!(desk.prints(&[file, "--format", "text"]), shown, "the same as without a command");
    assert_eq!(desk.prints(&["--format", "text", file]), shown);
    assert!(desk.fails(2, &["--format", "text", "show", file]).contains("put it first"));
    assert!(desk.fails(2, &["--format", "text"]).contains("--format"));
    assert!(desk.fails(2, &["briefings", "--format", "text"]).contains("--format"));
    let said = desk.fails(2, &["show", file, "--format", "papyrus"]);
    assert!(["papyrus", "text", "markdown", "html", "email"].iter().all(|name| said.contains(name)), "{said}");
    desk.fails(2, &["analyze", file, "--plain", "--format", "text"]);
}

#[test]
fn what_is_compressed_is_read_and_listed() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(TALKS.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let desk = Desk::new();
    desk.write("briefings/packed.txt.gz", &packed);
    let show = |file| json(&desk.prints(&["show", file, "--json"]));
    let (plain, unpacked) = (show("briefings/talks.txt"), show("briefings/packed.txt.gz"));
    assert_eq!((&plain["text"], &plain["headline"]), (&unpacked["text"], &unpacked["headline"]));
    assert_ne!(plain["source"]["sha256"], unpacked["source"]["sha256"], "it is that of the bytes as they were given");
    assert!(desk.prints(&["briefings"]).contains("packed.txt.gz"));

    let mut child =
        desk.command(&["show", "-", "--json"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&packed).unwrap();
    let piped = json(&text(&child.wait_with_output().unwrap().stdout));
    assert_eq!((&piped["text"], &piped["source"]["sha256"]), (&plain["text"], &unpacked["source"]["sha256"]));

    desk.write("cut.txt.gz", &packed[..8]);
    let said = desk.fails(1, &["show", "cut.txt.gz"]);
    assert!(said.contains("cut.txt.gz is compressed with gzip, and it is broken"), "{said}");
}

#[test]
fn a_mail_is_a_briefing_whatever_its_name() {
    let desk = Desk::new();
    let mail = "From: Ann Lee <ann@example.org>\r\nSubject: =?utf-8?q?The_dams_\u{1b}=1B[31m?=\r\nDate: Mon, 18 Aug 2025 10:23:00 +0200\r\n\r\nThe dams are full.\r\n";
    desk.write("briefings/dams.eml", mail);
    desk.write("dams.txt", mail);
    for file in ["briefings/dams.eml", "dams.txt"] {
        let document = json(&desk.prints(&["show", file, "--json"]));
        assert_eq!((&document["byline"], &document["date"]), (&Value::from("Ann Lee"), &Value::from("2025-08-18")));
        assert!(!desk.prints(&["show", file]).contains('\x1b'), "nothing from a mail reaches the terminal unescaped");
    }
    assert!(desk.prints(&["briefings"]).contains("dams.eml"));
}

const PACT: &str = "# A pact\n\nThe ministers met in Basel on Monday.\n\nThe committee shall report within 30 days.\n\n\
                    Fishermen on the lower river fear for their catch.\n";

#[test]
fn anchor_says_what_became_of_spans() {
    let desk = Desk::new();
    desk.write("old.md", PACT);
    desk.write(
        "new.md",
        PACT.replace("30", "45").replace("Fishermen on the lower river fear for their catch.", "Rain fell."),
    );
    let text = json(&desk.prints(&["show", "--json", "old.md"]))["text"].as_str().unwrap().to_owned();
    let line = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count();
        format!("{{\"start\": {start}, \"end\": {}, \"id\": 7}}\n", start + words.chars().count())
    };
    desk.write("spans", line("in Basel on Monday") + "\n" + &line("within 30 days") + &line("fear for their catch"));
    let printed = desk.prints(&["anchor", "old.md", "new.md", "--spans", "spans", "--json"]);
    let answers: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 3, "{printed}");
    assert_eq!(answers[0], serde_json::json!({"start": 18, "end": 36, "state": "exact", "score": 1.0}));
    let new = json(&desk.prints(&["show", "--json", "new.md"]))["text"].as_str().unwrap().to_owned();
    let at = |place: &Value| usize::try_from(place.as_u64().unwrap()).unwrap();
    assert_eq!(&new[at(&answers[1]["start"])..at(&answers[1]["end"])], "within 45 days");
    assert_eq!(answers[1]["state"], "changed");
    assert_eq!(answers[2], serde_json::json!({"state": "orphan"}));
    let plain = desk.prints(&["anchor", "old.md", "new.md", "--spans", "spans"]);
    assert!(plain.contains("within 45 days") && plain.contains("orphan"), "{plain}");
}

#[test]
fn anchor_counts_in_the_file_as_it_stands_where_it_is_plain() {
    let desk = Desk::new();
    desk.write("old.txt", PACT);
    desk.write("new.txt", format!("Draft.\n\n{PACT}"));
    let start = PACT.find("Fishermen").unwrap();
    desk.write("spans", format!("{{\"start\":{start},\"end\":{}}}", start + 9));
    let printed = desk.prints(&["anchor", "old.txt", "new.txt", "--plain", "--spans", "spans", "--json"]);
    let answer: Value = serde_json::from_str(printed.trim()).unwrap();
    assert_eq!((answer["start"].as_u64(), answer["state"].as_str()), (Some(start as u64 + 8), Some("moved")));
}

#[test]
fn anchor_names_the_span_that_is_none() {
    let desk = Desk::new();
    desk.write("old.md", PACT);
    for (spans, says) in [
        ("{\"start\": 0}", "spans:1: this is no span"),
        ("\n[1]", "spans:2: this is no span"),
        ("{\"start\": 4, \"end\": 4}", "covers nothing"),
        ("{\"start\": 0, \"end\": 4000}", "has 133 characters"),
    ] {
        desk.write("spans", spans);
        let said = desk.fails(1, &["anchor", "old.md", "old.md", "--spans", "spans", "--json"]);
        assert!(said.contains(says) && said.trim_end().lines().count() == 1, "{said}");
    }
    desk.fails(1, &["anchor", "old.md", "none.md", "--spans", "spans"]);
    desk.fails(1, &["anchor", "old.md", "old.md", "--spans", "none"]);
    desk.fails(2, &["anchor", "-", "old.md", "--spans", "-"]);
    desk.fails(2, &["anchor", "old.md", "old.md"]);
}
