//! The configuration room from outside: layers, and what is said of what is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn places(&self) -> Places {
        Places { home: self.path("home"), user: Some(self.path("user/config.yaml")), named: None, library: None }
    }

    fn load(&self) -> Result<Loaded, ConfigError> {
        load(&self.places())
    }
}

/// What is wrong with this text as the user's file, without the file's name.
fn problems(text: &str) -> Vec<String> {
    let desk = Desk::new();
    let file = desk.write("user/config.yaml", text);
    let error = desk.load().unwrap_err();
    let strip = |problem: &Problem| problem.to_string().replace(&file.display().to_string(), "F");
    error.problems.iter().map(strip).collect()
}

#[test]
fn the_built_in_configuration_stands_alone() {
    let config = Desk::new().load().unwrap().config;
    assert_eq!(config.library, Path::new("briefings"));
    assert_eq!(config.notes, NotesConfig { folder: None, author: None });
    assert_eq!(config.reading, ReadingConfig { measure: 72, fold_repeats: true });
    assert_eq!((config.theme, config.mouse), (Theme::Auto, true));
    let ids: Vec<_> = config.positions.iter().map(|position| position.id.as_str()).collect();
    assert_eq!(ids, ["land-for-security", "cast-iron-guarantees", "coalition-of-the-willing"]);
    assert!(config.positions.iter().all(|p| !p.phrases.is_empty() && !p.supports.is_empty() && !p.opposes.is_empty()));
    assert_eq!(config.actors[0].kind, ActorKindConfig::Organisation);
    assert!(config.keys.is_empty());
    assert_eq!(config.export, ExportConfig { format: "markdown".to_owned(), template: None, folder: None });
}

#[test]
fn later_layers_override_key_by_key() {
    let desk = Desk::new();
    desk.write("user/config.yaml", "library: ~/desk\nreading: {measure: 60}\ntheme: light\nnotes: {author: Ada}\n");
    desk.write("home/desk/.brief.yaml", "theme: dark\nreading: {fold-repeats: false}\nnotes: {folder: notes}\n");
    let named = desk.write("named.yaml", "theme: terminal\n");
    let loaded = load(&Places { named: Some(named), ..desk.places() }).unwrap();
    let config = &loaded.config;
    assert_eq!(config.library, desk.path("home/desk"));
    assert_eq!(config.reading, ReadingConfig { measure: 60, fold_repeats: false });
    assert_eq!(config.theme, Theme::Terminal);
    assert_eq!(config.notes.author.as_deref(), Some("Ada"));
    assert_eq!(config.notes.folder, Some(desk.path("home/desk/notes")), "relative to the file that says it");
    assert_eq!(loaded.layers().len(), 4);
}

#[test]
fn a_library_named_on_the_command_line_brings_its_own_configuration() {
    let desk = Desk::new();
    desk.write("other/.brief.yaml", "mouse: false\n");
    let loaded = load(&Places { library: Some(desk.path("other")), ..desk.places() }).unwrap();
    assert_eq!(loaded.config.library, desk.path("other"));
    assert!(!loaded.config.mouse);
}

#[test]
fn positions_merge_by_id_and_actors_by_name() {
    let desk = Desk::new();
    desk.write(
        "user/config.yaml",
        "positions:\n  land-for-security: {label: Land deal}\n  coalition-of-the-willing: null\n  carbon-price: {phrases: [carbon tax]}\n\
         actors:\n  - {name: nato, role: alliance}\n  - {name: Ada Lovelace, kind: person}\n",
    );
    let config = desk.load().unwrap().config;
    let ids: Vec<_> = config.positions.iter().map(|position| position.id.as_str()).collect();
    assert_eq!(ids, ["land-for-security", "cast-iron-guarantees", "carbon-price"]);
    assert_eq!(config.positions[0].label, "Land deal");
    assert!(!config.positions[0].phrases.is_empty());
    assert_eq!(config.positions[2].label, "Carbon price");
    assert_eq!(config.actors[0].role.as_deref(), Some("alliance"));
    assert_eq!(config.actors[0].kind, ActorKindConfig::Organisation);
    assert_eq!(config.actors.last().unwrap().name, "Ada Lovelace");
}

#[test]
fn keys_keep_their_place() {
    let desk = Desk::new();
    let file =
        desk.write("user/config.yaml", "mouse: true\nkeys:\n  top: [\"g g\", Home]\n  quit: q\n  help: []\n  one: 1\n");
    let keys = desk.load().unwrap().config.keys;
    let place = |line, column| Place { file: Some(file.clone()), line, column };
    let binding = |command: &str, keys: &[&str], place| Binding {
        command: command.into(),
        keys: keys.iter().map(ToString::to_string).collect(),
        place,
    };
    assert_eq!(
        keys,
        [
            binding("top", &["g g", "Home"], place(3, 3)),
            binding("quit", &["q"], place(4, 3)),
            binding("help", &[], place(5, 3)),
            binding("one", &["1"], place(6, 3)),
        ]
    );
}

#[test]
fn each_problem_says_where_and_what_would_be_right() {
    for (text, expected) in [
        ("libary: x\n", "F:1:1: unknown key `libary`; did you mean `library`?"),
        ("measure: 60\n", "F:1:1: unknown key `measure`; it belongs under `reading`"),
        ("reading:\n  width: 60\n", "F:2:3: unknown key `width`; reading takes measure, fold-repeats"),
        ("reading:\n  fold_repeats: true\n", "F:2:3: unknown key `fold_repeats`; did you mean `fold-repeats`?"),
        (
            "reading: {measure: wide}\n",
            "F:1:20: `measure` must be a whole number from 20 to 200, not the text \u{2018}wide\u{2019}",
        ),
        ("reading: {measure: 7}\n", "F:1:20: `measure` must be a whole number from 20 to 200, not the number 7"),
        (
            "theme: lihgt\n",
            "F:1:8: `theme` must be auto, dark, light, high-contrast or terminal, not the text \u{2018}lihgt\u{2019}; did you mean `light`?",
        ),
        (
            "mouse: yes\n",
            "F:1:8: `mouse` must be true or false, not the text \u{2018}yes\u{2019}; did you mean `true`?",
        ),
        ("mouse: true\nmouse: false\n", "F:2:1: the key `mouse` occurs twice; keep one of the two"),
        ("notes: {author: 7}\n", "F:1:17: `author` must be text or null, not the number 7; write it in quotes"),
        ("library: null\n", "F:1:10: `library` must be a path, not nothing (null)"),
        ("positions:\n  Land Deal: {label: x}\n", "F:2:3: the id `Land Deal` is not in kebab case: write `land-deal`"),
        ("positions:\n  a: {}\n  a: {}\n", "F:3:3: the id `a` occurs twice; keep one of the two"),
        (
            "positions:\n  a: {phrases: b}\n",
            "F:2:16: `phrases` must be a list of texts, not the text \u{2018}b\u{2019}; write [b] for a list of one",
        ),
        ("actors:\n  - {kind: person}\n", "F:2:5: an entry of `actors` needs a `name`"),
        (
            "actors:\n  - {name: A, kind: person}\n  - {name: a, kind: state}\n",
            "F:3:5: the name `a` occurs twice; keep one of the two",
        ),
        (
            "actors:\n  - {name: A}\n",
            "F:2:5: the actor `A` needs a `kind`: person, organisation, state, group or place",
        ),
        (
            "actors:\n  - {name: A, kind: organization}\n",
            "F:2:21: `kind` must be person, organisation, state, group or place, not the text \u{2018}organization\u{2019}; did you mean `organisation`?",
        ),
        ("keys:\n  top: {a: b}\n", "F:2:8: `top` must be a list of keys, not a group of keys"),
        ("keys:\n  top: [~]\n", "F:2:9: a key of `top` must be text, not nothing (null); write it in quotes"),
        (
            "- a\n",
            "F:1:1: `the configuration` must be a group of keys (library, notes, reading, theme, mouse, positions, actors, keys, export), not a list",
        ),
    ] {
        assert_eq!(problems(text), [expected], "{text}");
    }
}

#[test]
fn several_problems_are_reported_together_in_the_order_of_the_text() {
    let found = problems("mouse: 3\nthem: dark\nmouse: true\nreading: {measure: 1}\n");
    assert_eq!(found.len(), 4, "{found:#?}");
    for (problem, start) in found.iter().zip(["F:1:8", "F:2:1", "F:3:1", "F:4:20"]) {
        assert!(problem.starts_with(start), "{problem}");
    }
}

#[test]
fn problems_of_several_layers_come_together() {
    let desk = Desk::new();
    desk.write("user/config.yaml", "mouse: 3\n");
    let named = desk.write("named.yaml", "x: 3\n");
    let error = load(&Places { named: Some(named), ..desk.places() }).unwrap_err();
    assert_eq!(error.problems.len(), 2);
}

#[test]
fn what_is_no_yaml_is_one_clear_report() {
    for text in ["a: [1, 2\nb: 3\n", "\t- x", "a: b: c\n", "? [a]\n: b\n", "a: 1\n---\nb: 2\n", "a: !!x {\n"] {
        let found = problems(text);
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        assert!(found[0].starts_with('F') && found[0].contains("this is no YAML"), "{found:?}");
    }
}

#[test]
fn files_that_cannot_be_read() {
    let desk = Desk::new();
    desk.write("user/config.yaml", b"mouse: true\nnotes: {author: \xff}\n");
    assert!(desk.load().unwrap_err().to_string().ends_with("line 2 is not UTF-8"));

    let desk = Desk::new();
    let missing = desk.path("missing.yaml");
    let error = load(&Places { named: Some(missing.clone()), ..desk.places() }).unwrap_err();
    assert!(error.to_string().starts_with(&missing.display().to_string()), "{error}");
    assert!(load(&Places { named: Some(desk.folder.path().to_owned()), ..desk.places() }).is_err(), "a folder");
}

#[test]
fn empty_groups_and_a_byte_order_mark_are_fine() {
    let desk = Desk::new();
    desk.write("user/config.yaml", "\u{FEFF}notes:\nkeys:\npositions:\nactors:\n# mouse: false\n");
    let config = desk.load().unwrap().config;
    assert_eq!(config.positions.len(), 3);
    assert_eq!(config.actors.len(), 3);
}

#[test]
fn a_library_cannot_say_where_it_is() {
    let desk = Desk::new();
    let file = desk.write("lib/.brief.yaml", "theme: dark\nlibrary: elsewhere\n");
    let error = load(&Places { library: Some(desk.path("lib")), ..desk.places() }).unwrap_err();
    assert_eq!(error.problems[0].place, Place { file: Some(file), line: 2, column: 1 });
}

#[test]
fn what_is_shown_reads_back_the_same() {
    let desk = Desk::new();
    desk.write(
        "user/config.yaml",
        "library: /srv/desk\nnotes: {author: \"true\"}\nkeys: {top: [\"g g\", \"#\", '\"']}\n\
         positions: {a: {label: \"x: y\\e[31m\", phrases: [\"- a\", \"'b\"]}}\nactors: [{name: Ada, kind: person, aliases: []}]\n",
    );
    let loaded = desk.load().unwrap();
    let shown = loaded.show();
    assert!(shown.contains("mouse: true  # built-in"), "{shown}");
    assert!(
        shown.contains(&format!("library: \"/srv/desk\"  # {}", desk.path("user/config.yaml").display())),
        "{shown}"
    );
    assert!(!shown.contains('\x1b'), "{shown}");

    let again = Desk::new();
    again.write("user/config.yaml", &shown);
    let mut config = again.load().unwrap_or_else(|error| panic!("{error}\n{shown}")).config;
    for (ours, theirs) in config.keys.iter_mut().zip(&loaded.config.keys) {
        ours.place = theirs.place.clone();
    }
    config.library.clone_from(&loaded.config.library);
    assert_eq!(config, loaded.config);
}

proptest! {
    #[test]
    fn no_file_makes_it_panic(text in "(?s)([a-z]{1,7}|mouse|keys|actors|positions|name|[:\\-\\[\\]{}\"'#&*!|>?%@ \n\t]|: |- |\n  ){0,40}") {
        let desk = Desk::new();
        desk.write("user/config.yaml", &text);
        if let Err(error) = desk.load() {
            prop_assert!(!error.problems.is_empty());
        }
    }
}
