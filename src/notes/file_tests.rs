//! What is written reads back the same, and what is broken says where.

use proptest::prelude::*;

use super::*;
use crate::notes::testing::{any_note, briefing, note};

fn subject() -> Subject {
    Subject::of(&briefing(&["One thing is said.", "Another."]))
}

#[test]
fn the_file_is_made_for_reading() {
    let briefing = briefing(&["One thing is said.", "Another."]);
    let mut first = note("n1", &briefing, 0, "Who says so?\n\n- the desk?\n");
    first.tags = vec!["follow-up".into(), "yes".into()];
    first.author = Some("M. Reader".into());
    let second = note("n2", &briefing, 1, "");
    let written = write(&Subject::of(&briefing), [&second, &first], &Unknown::default()).unwrap();
    insta::assert_snapshot!(written);
}

#[test]
fn what_a_later_version_wrote_is_kept() {
    let text = "schema: brief.notes/1.4\nsource:\n  name: talks.txt\n  sha256: aa\nmood: calm\nnotes:\n  - id: n1\n    text: hi\n    \
                created: 2026-11-23T09:00:00Z\n    changed: 2026-11-23T09:00:00Z\n    paragraph: 2\n    about: words\n    quote: thing\n    \
                span: {start: 24, end: 29}\n    colour: [amber, 2]\n";
    let contents = read(text).unwrap();
    let note = &contents.notes[0];
    assert_eq!((note.text.as_str(), note.anchor.paragraph, note.anchor.source.as_str()), ("hi", ParagraphId(1), "aa"));
    let again = write(&subject(), &contents.notes, &contents.unknown).unwrap();
    assert!(again.contains("    colour: [amber, 2]\n") && again.contains("\nmood: calm\n"), "{again}");
    assert_eq!(read(&again).unwrap(), contents);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let good =
        write(&subject(), [&note("n1", &briefing(&["One thing is said."]), 0, "x")], &Unknown::default()).unwrap();
    let twice = good.clone() + good.split_once("notes:\n").unwrap().1;
    for (text, expected) in [
        (good.replace("brief.notes/1", "brief.notes/2"), "it has the schema `brief.notes/2`, which this version"),
        (good.replace("brief.notes/1", "shopping"), "line 1, column 9: `shopping` is not the schema"),
        (
            good.replace("paragraph: 1", "paragraph: 0"),
            "line 11, column 16: notes[0].paragraph: invalid value: integer `0`",
        ),
        (good.replace("changed: ", "changed: x"), "line 10, column 14: notes[0].changed: "),
        (good.replace("    quote", "   quote"), "line 13, column 4: this is not YAML"),
        (good.replace("    text: x", "<<<<<<< ours\n    text: x"), "line 8: a merge left conflict marks"),
        (twice, "line 16, column 9: the id `n1` is given to two notes"),
        ("[]".to_owned(), "line 1, column 1: "),
        ("# Mine\n".to_owned(), ""),
    ] {
        let said = read(&text).unwrap_err().to_string();
        assert!(said.starts_with(expected), "{text}\n{said}");
    }
}

#[test]
fn an_empty_file_has_no_notes() {
    assert_eq!(read(" \n"), Ok(Contents::default()));
}

proptest! {
    #[test]
    fn any_notes_read_back_the_same(notes in prop::collection::vec(any_note(), 0..6)) {
        let mut notes: Vec<Note> = notes.into_iter().enumerate().map(|(i, mut note)| {
            note.id.0 += &i.to_string();
            note
        }).collect();
        let subject = subject();
        let written = write(&subject, &notes, &Unknown::default()).unwrap();
        let contents = read(&written).unwrap();
        let again = write(&subject, &contents.notes, &contents.unknown).unwrap();
        prop_assert_eq!(written, again);
        notes.sort_by_key(|note| (note.removed.is_some(), note.anchor.span, note.created, note.id.clone()));
        prop_assert_eq!(contents.notes, notes);
    }
}
