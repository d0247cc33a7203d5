//! Holds the rooms of the house to ARCHITECTURE.md: who may know whom, who alone names which crate, who may touch the
//! world outside, how long a file may get.
//!
//! Sources are read as Rust tokens, so that words in comments and strings count for nothing. The checker is itself
//! tried on made-up sources below: a test that can't fail holds nothing.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A room, and the rooms it may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("yaml", &[]),
    ("config", &["yaml"]),
    ("document", &[]),
    ("intake", &["document", "yaml"]),
    ("analysis", &["document"]),
    ("notes", &["document", "yaml"]),
    ("library", &["document", "analysis", "notes"]),
    ("export", &["document", "analysis", "notes", "yaml"]),
    ("app", &["document", "analysis", "notes", "library", "export", "config"]),
    ("tui", &["app"]),
    ("cli", &["document", "intake", "analysis", "notes", "library", "export", "config", "app", "yaml"]),
    // The program itself puts them together: it hands the screen to the command line.
    ("main", &["cli", "tui", "app"]),
    ("lib", &[]),
];

/// A crate, and the only rooms that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("termina", &["tui"]),
    ("rustix", &["tui"]),
    ("signal_hook", &["tui"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("serde_yaml", &["yaml"]),
    ("saphyr_parser", &["yaml"]),
];

/// The modules of `std` that touch the world outside, and where they may be named; the rest is pure.
const OUTSIDE: &[&str] = &["fs", "net", "process", "env"];
const TOUCHES_OUTSIDE: &[&str] = &[
    "intake/reader.rs",
    "notes/",
    "library/folder.rs",
    "library/index.rs",
    "export/writer.rs",
    "config/layers.rs",
    "cli/",
    "tui/",
    "main.rs",
];

/// Rooms that may ask what time it is; the others are told.
const HAVE_A_CLOCK: &[&str] = &["cli", "tui", "main"];

/// Lines of code and comment that a file may have, and the files that may have more, with the reason.
const LONGEST: usize = 600;
const LONGER: &[(&str, &str)] = &[];

/// One source file, as the checker needs it.
struct File<'a> {
    /// Its path below `src`, with `/`.
    path: &'a str,
    source: &'a str,
}

impl File<'_> {
    /// The room it stands in: its first folder, or its own name.
    fn room(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// How many modules deep it is below the crate's root.
    fn depth(&self) -> usize {
        let parts = self.path.trim_end_matches(".rs").split('/');
        parts.filter(|part| !matches!(*part, "mod" | "lib" | "main")).count()
    }

    fn is_for_tests(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.ends_with("tests.rs") || ["testing.rs", "fixture.rs", "properties.rs"].contains(&name)
    }

    fn faults(&self) -> Vec<String> {
        let mut found = Vec::new();
        let lines = self.source.lines().filter(|line| !line.trim().is_empty()).count();
        if lines > LONGEST && !LONGER.iter().any(|(path, _)| *path == self.path) {
            found.push(format!("{}: {lines} lines; {LONGEST} is the most", self.path));
        }
        if !self.source.trim_start().starts_with("//!") {
            found.push(format!("{}: does not open with `//!`", self.path));
        }
        match self.source.parse::<TokenStream>() {
            Ok(tokens) => {
                Walk { file: self, found: &mut found }.tokens(tokens, self.depth(), self.is_for_tests());
            }
            Err(error) => found.push(format!("{}: {error}", self.path)),
        }
        found
    }
}

struct Walk<'a, 'f> {
    file: &'a File<'f>,
    found: &'a mut Vec<String>,
}

impl Walk<'_, '_> {
    /// Looks at the tokens of a module `depth` levels below the root.
    fn tokens(&mut self, tokens: TokenStream, depth: usize, for_tests: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut next_is_for_tests = false;
        for (i, token) in tokens.iter().enumerate() {
            let for_tests = for_tests || next_is_for_tests;
            match token {
                TokenTree::Group(group) => {
                    let is_attribute =
                        group.delimiter() == Delimiter::Bracket && is_punct(tokens.get(i.wrapping_sub(1)), '#');
                    let is_module = i >= 2 && is_ident(&tokens[i - 2], "mod");
                    self.tokens(group.stream(), depth + usize::from(is_module), for_tests);
                    if is_attribute {
                        next_is_for_tests |= group.stream().to_string().replace(' ', "") == "cfg(test)";
                    } else if group.delimiter() == Delimiter::Brace {
                        next_is_for_tests = false;
                    }
                }
                TokenTree::Ident(_) => {
                    self.clock(&tokens[i..], for_tests);
                    if !follows_path(&tokens, i) {
                        self.path(&tokens[i..], depth, for_tests);
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == ';' => next_is_for_tests = false,
                _ => {}
            }
        }
    }

    /// Looks at a path, of which the first token is an identifier.
    fn path(&mut self, path: &[TokenTree], depth: usize, for_tests: bool) {
        let name = path[0].to_string();
        let line = path[0].span().start().line;
        let is_path = after_colons(path).is_some();
        match name.as_str() {
            "unsafe" => self.fault(line, "`unsafe`"),
            "crate" | "brief" if is_path => {
                heads(after_colons(path).unwrap_or_default(), 0, &mut |room| self.names_room(line, room, for_tests));
            }
            "super" => heads(path, depth, &mut |room| self.names_room(line, room, for_tests)),
            "std" if is_path && !for_tests => {
                heads(after_colons(path).unwrap_or_default(), 0, &mut |module| {
                    if OUTSIDE.contains(&module)
                        && !TOUCHES_OUTSIDE.iter().any(|place| self.file.path.starts_with(place))
                    {
                        self.fault(line, &format!("names std::{module}: this file is to be pure"));
                    }
                });
            }
            _ => {
                let owners = CRATES.iter().find(|(owned, _)| *owned == name && is_path);
                if owners.is_some_and(|(_, rooms)| !rooms.contains(&self.file.room())) {
                    self.fault(line, &format!("names the crate {name}"));
                }
            }
        }
    }

    /// Looks whether the time is asked for here.
    fn clock(&mut self, path: &[TokenTree], for_tests: bool) {
        let name = path[0].to_string();
        let asks = after_colons(path).and_then(<[_]>::first).is_some_and(|token| is_ident(token, "now"));
        let is_clock = ["Timestamp", "Zoned", "SystemTime"].contains(&name.as_str());
        if asks && is_clock && !for_tests && !HAVE_A_CLOCK.contains(&self.file.room()) {
            self.fault(path[0].span().start().line, &format!("asks {name} for the time: it is to be told"));
        }
    }

    fn names_room(&mut self, line: usize, named: &str, for_tests: bool) {
        let room = self.file.room().to_owned();
        if named == room || named == "self" || may_know(&room, named, for_tests) {
            return;
        }
        let known = ROOMS.iter().any(|(room, _)| *room == named);
        let why = if known { "against the arrows" } else { "which is no room of the table in tests/arrows.rs" };
        self.fault(line, &format!("{room} names {named}, {why}"));
    }

    fn fault(&mut self, line: usize, what: &str) {
        self.found.push(format!("{}:{line}: {what}", self.file.path));
    }
}

/// Whether a room may name another. Tests may look further along the arrows, to make what they try the room on.
fn may_know(room: &str, named: &str, for_tests: bool) -> bool {
    let Some((_, known)) = ROOMS.iter().find(|(name, _)| *name == room) else { return false };
    known.contains(&named) || for_tests && known.iter().any(|next| may_know(next, named, true))
}

/// The names right under the crate's root that a path or a tree of paths leads to, from `depth` levels below the root.
fn heads(path: &[TokenTree], depth: usize, found: &mut impl FnMut(&str)) {
    match path.first() {
        Some(TokenTree::Ident(ident)) if ident == "super" => {
            if let (Some(depth), Some(rest)) = (depth.checked_sub(1), after_colons(path)) {
                heads(rest, depth, found);
            }
        }
        Some(TokenTree::Ident(ident)) if ident == "self" && depth > 0 => {
            if let Some(rest) = after_colons(path) {
                heads(rest, depth, found);
            }
        }
        Some(TokenTree::Ident(ident)) if depth == 0 => found(&ident.to_string()),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            inside.split(|token| is_punct(Some(token), ',')).for_each(|branch| heads(branch, depth, found));
        }
        _ => {}
    }
}

/// What stands after `name::`.
fn after_colons(path: &[TokenTree]) -> Option<&[TokenTree]> {
    (is_punct(path.get(1), ':') && is_punct(path.get(2), ':')).then(|| &path[3..])
}

/// Whether the token at `i` goes on with a path that started before it. A path may itself start with `::`.
fn follows_path(tokens: &[TokenTree], i: usize) -> bool {
    let has_colons = i >= 2 && is_punct(tokens.get(i - 1), ':') && is_punct(tokens.get(i - 2), ':');
    let ahead = i.checked_sub(3).and_then(|i| tokens.get(i));
    has_colons && ahead.is_some_and(|token| !is_ident(token, "use") && !is_punct(Some(token), ','))
}

fn is_punct(token: Option<&TokenTree>, c: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == c)
}

fn is_ident(token: &TokenTree, name: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == name)
}

/// Every Rust file below a folder, as path below it and source.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(open) = folders.pop() {
        for entry in fs::read_dir(&open).expect("the folder can be listed") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below: Vec<_> =
                    path.strip_prefix(folder).expect("it is below").iter().map(|part| part.to_string_lossy()).collect();
                found.push((below.join("/"), fs::read_to_string(&path).expect("sources are UTF-8")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_house_keeps_to_its_arrows() {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(sources.len() > 50, "only {} sources were found", sources.len());
    let faults: Vec<String> = sources.iter().flat_map(|(path, source)| File { path, source }.faults()).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_exceptions_are_of_files_that_are_there_and_say_why() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (path, why) in LONGER {
        assert!(src.join(path).is_file(), "{path} is gone");
        assert!(why.split_whitespace().count() > 3, "{path} needs a reason");
    }
}

#[test]
fn the_table_of_rooms_in_architecture_is_this_one() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).expect("it is there");
    for (room, known) in ROOMS.iter().filter(|(room, _)| *room != "lib") {
        let may_know = if known.is_empty() { "nothing of ours".to_owned() } else { known.join(", ") };
        let row = page.lines().find(|line| line.starts_with(&format!("| `{room}` |"))).unwrap_or_default();
        assert!(row.ends_with(&format!("| {may_know} |")), "{room}: {row}");
    }
}

#[test]
fn arrows_run_one_way() {
    for (room, known) in ROOMS {
        for named in *known {
            assert!(!may_know(named, room, true), "{room} and {named} know each other");
        }
    }
}

/// What the checker says of a made-up file below `//! A room.`
fn said(path: &str, source: &str) -> Vec<String> {
    File { path, source: &format!("//! A room.\n{source}\n") }.faults()
}

#[test]
fn what_is_allowed_passes() {
    for (path, source) in [
        ("document/span.rs", "use super::Source;"),
        ("analysis/model.rs", "use crate::document::{Span, ParagraphId};"),
        ("analysis/deep/er.rs", "use super::super::fold::fold;"),
        ("intake/markdown/mod.rs", "use crate::{document::Block, yaml};"),
        ("notes/store.rs", "use std::{fs, io};"),
        ("tui/paint.rs", "use ratatui::buffer::Buffer; use crate::app::view::View;"),
        ("tui/paint.rs", "#[cfg(test)] mod tests { use super::*; use crate::document::Briefing; }"),
        ("tui/pty_tests.rs", "use crate::notes::Note;"),
        ("cli/mod.rs", "#[derive(clap::Parser)] struct A; fn now() { jiff::Timestamp::now(); }"),
        ("main.rs", "fn main() { brief::cli::run(brief::tui::run) }"),
        ("yaml.rs", "use serde_yaml::Value;"),
        ("document/shape.rs", "/// As `crate::tui::paint` and unsafe code do.\nconst A: &str = \"use crate::app;\";"),
        ("document/shape.rs", "mod inner { use super::super::span; }"),
        ("app/key.rs", "fn f(clap: u8) -> u8 { clap }"),
    ] {
        assert_eq!(said(path, source), [""; 0], "{path}: {source}");
    }
}

#[test]
fn what_is_not_allowed_is_found() {
    for (path, source, says) in [
        ("document/span.rs", "use crate::app::State;", "document/span.rs:2: document names app"),
        ("document/span.rs", "\n\nfn f() { crate::analysis::analyse() }", ":4: document names analysis"),
        ("document/span.rs", "use super::super::analysis::Actor;", "document names analysis"),
        ("document/mod.rs", "use super::analysis::Actor;", "document names analysis"),
        ("document/mod.rs", "mod inner { use super::super::notes; }", "document names notes"),
        ("document/mod.rs", "use super::{intake::{open}, document::Span};", "document names intake"),
        ("analysis/mod.rs", "use crate::{document::Span, notes::Note};", "analysis names notes"),
        ("analysis/mod.rs", "use crate::{self as brief, tui};", "analysis names tui"),
        ("analysis/mod.rs", "fn f() { println!(\"{}\", crate::config::x()) }", "analysis names config"),
        ("analysis/mod.rs", "pub(crate) use crate::nowhere::Thing;", "analysis names nowhere, which is no room"),
        ("tui/paint.rs", "use crate::document::Briefing;", "tui names document"),
        ("tui/paint.rs", "#[cfg(test)] use crate::document::Span; use crate::notes::Note;", "tui names notes"),
        ("tui/paint.rs", "#[cfg(test)] mod tests { use crate::cli::run; }", "tui names cli"),
        ("cli/mod.rs", "use crate::tui::stay;", "cli names tui"),
        ("config/mod.rs", "use crate::app::command;", "config names app"),
        ("app/view/mod.rs", "use ratatui::style::Color;", "names the crate ratatui"),
        ("app/mouse.rs", "use {std::io, crossterm::event::Event};", "names the crate crossterm"),
        ("app/mouse.rs", "use ::crossterm::event::Event;", "names the crate crossterm"),
        ("config/mod.rs", "#[derive(clap::Args)] struct A;", "names the crate clap"),
        ("intake/front_matter.rs", "fn f() { serde_yaml::from_str(a) }", "names the crate serde_yaml"),
        ("analysis/mod.rs", "fn f() { unsafe { g() } }", "`unsafe`"),
        ("analysis/mod.rs", "use std::{io, fs::File};", "names std::fs"),
        ("app/update.rs", "fn f() { std::env::var(\"HOME\"); }", "names std::env"),
        ("notes/store.rs", "fn f() { Timestamp::now() }", "asks Timestamp for the time"),
        ("notes/store.rs", "fn f() { jiff::Timestamp::now() }", "asks Timestamp for the time"),
        ("cellar/mod.rs", "use crate::document::Span;", "cellar names document"),
        ("document/span.rs", "fn f( {", "cannot parse"),
    ] {
        let said = said(path, source);
        assert!(said.iter().any(|fault| fault.contains(says)), "{path}: {source}: {said:?}");
    }
}

#[test]
fn long_files_and_files_without_an_opening_are_found() {
    let long = "const A: u8 = 1;\n".repeat(LONGEST + 1);
    assert!(said("document/span.rs", &long)[0].contains("602 lines"));
    assert_eq!(said("document/span.rs", &"\n".repeat(2 * LONGEST)), [""; 0]);
    let faults = File { path: "document/span.rs", source: "// A room.\n" }.faults();
    assert!(faults[0].contains("does not open with"), "{faults:?}");
}
