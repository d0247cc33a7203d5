//! YAML in and out.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Sample {
    name: String,
    count: u32,
}

fn complaint<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    read::<T>(text).unwrap_err().to_string()
}

#[test]
fn errors_say_where_and_what() {
    for (text, expected) in [
        (
            "name: a\nname: b\ncount: 1\n",
            "line 2, column 1: the key `name` is given twice in this map; keep one of them",
        ),
        ("a:\n  - x: 1\n    x: 2\n", "line 3, column 5: the key `x` is given twice in this map; keep one of them"),
        ("name: a\ncount: many\n", "line 2, column 8: count: invalid type: string \"many\", expected u32"),
        (
            "name: a\n---\nname: b\n",
            "line 2, column 1: a second document starts here (`---`); only one is read, so remove the rest",
        ),
        ("name: [a\ncount: 1\n", "line 2, column 6: this is not YAML"),
    ] {
        let said = complaint::<Sample>(text);
        assert!(said.starts_with(expected), "{text:?}: {said}");
        assert!(!said.contains('\n'));
    }
}

#[test]
fn a_key_of_a_free_map_given_twice_is_refused() {
    let said = complaint::<BTreeMap<String, u32>>("a: 1\nb: 2\n\"a\": 3\n");
    assert!(said.starts_with("line 3, column 1: the key `a`"), "{said}");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let read: Sample = read("\u{FEFF}name: a\ncount: 2\n").unwrap();
    assert_eq!(read, Sample { name: "a".into(), count: 2 });
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let error = read_bytes::<Sample>(b"name: a\ncount: \xFF\n").unwrap_err();
    assert_eq!(error.place, Some(Place { line: 2, column: 8 }));
}

#[test]
fn depth_has_a_limit() {
    // The parser has a limit of its own for brackets, below ours or above it.
    assert!(complaint::<Value>(&"[".repeat(100_000)).starts_with("line 1, column "));
    let deep = "- ".repeat(5_000) + "x";
    assert!(complaint::<Value>(&deep).contains("nested more than 64"));
}

#[test]
fn an_entry_is_found_by_its_path() {
    let text = "# keys\nkeys:\n  next-paragraph: [j, down]\n  'quit': q\nlist:\n  - a: 1\n  - a:  2\n";
    for (path, expected) in [
        (&["keys"][..], Some((2, 1))),
        (&["keys", "next-paragraph"], Some((3, 3))),
        (&["keys", "quit"], Some((4, 3))),
        (&["keys", "next-paragraph", "1"], Some((3, 23))),
        (&["list", "1", "a"], Some((7, 5))),
        (&["keys", "none"], None),
        (&["list", "7"], None),
    ] {
        assert_eq!(locate(text, path).map(|at| (at.line, at.column)), expected, "{path:?}");
    }
    assert_eq!(locate_value(text, &["list", "1", "a"]), Some(Place { line: 7, column: 9 }));
}

#[test]
fn styles_are_chosen_for_the_eye() {
    let value: Value = serde_yaml::from_str(concat!(
        "{plain: Ask the desk, word: 'yes', day: '2025-08-18', number: '7', hash: 'a #b', list: [a, 'b, c'],",
        " text: \"one\\n\\n  two \\n\\tthree\\n\", open: \"a\\nb\", indented: \"  a\\nb\\n\\n\", cr: \"a\\r\\nb\",",
        " empty: '', none: null, items: [{a: 1, b: x}, {a: 2}], nothing: []}"
    ))
    .unwrap();
    let expected = concat!(
        "plain: Ask the desk\nword: \"yes\"\nday: \"2025-08-18\"\nnumber: \"7\"\nhash: \"a #b\"\nlist: [a, \"b, c\"]\n",
        "text: |\n  one\n\n    two \n  \tthree\nopen: |-\n  a\n  b\nindented: |2+\n    a\n  b\n\ncr: \"a\\r\\nb\"\n",
        "empty: \"\"\nnone: null\nitems:\n  - a: 1\n    b: x\n  - a: 2\nnothing: []\n",
    );
    assert_eq!(write(&value).unwrap(), expected);
    assert_eq!(read::<Value>(expected).unwrap(), value);
}

/// Texts that are likely to be mistaken for something else.
fn wild() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n",
        " ",
        "\t",
        "\r",
        "-",
        "- ",
        ": ",
        ":",
        "#",
        " #",
        "'",
        "\"",
        "\\",
        "|",
        ">",
        "%",
        "@",
        "`",
        "{",
        "}",
        "[",
        "]",
        ",",
        "&a",
        "*a",
        "!t",
        "? ",
        "---",
        "...",
        "yes",
        "No",
        "null",
        "~",
        "1",
        "0x1F",
        "1e3",
        ".inf",
        "2025-08-18",
        "\u{85}",
        "\u{2028}",
        "\u{FEFF}",
        "\u{0}",
        "\u{7f}",
        "\u{9b}",
        "\u{202E}",
        "\u{FFFF}",
        "word",
        "漢字",
        "👩‍👩‍👧",
        "é",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat()),
        any::<String>(),
        "(.|\n){0,200}",
    ]
}

proptest! {
    #[test]
    fn any_string_reads_back_the_same(texts in prop::collection::vec((wild(), wild()), 0..4), top in wild()) {
        prop_assert_eq!(&read::<String>(&write(&top).unwrap()).unwrap(), &top);
        let map: BTreeMap<String, Vec<BTreeMap<String, String>>> = BTreeMap::from([
            (top, texts.into_iter().map(|pair| BTreeMap::from([pair])).collect()),
        ]);
        let written = write(&map).unwrap();
        prop_assert_eq!(read::<BTreeMap<String, Vec<BTreeMap<String, String>>>>(&written).unwrap(), map, "{}", written);
    }

    #[test]
    fn lists_read_back_the_same(lists in prop::collection::vec(prop::collection::vec(wild(), 0..4), 0..4)) {
        let written = write(&lists).unwrap();
        prop_assert_eq!(read::<Vec<Vec<String>>>(&written).unwrap(), lists, "{}", written);
    }

    #[test]
    fn nothing_panics(text in wild()) {
        let _ = read::<Value>(&text);
        let _ = locate(&text, &["a"]);
    }
}
