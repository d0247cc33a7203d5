//! Reading order, and changes that can be taken back.

use proptest::prelude::*;

use super::*;
use crate::document::Span;
use crate::notes::Anchor;
use crate::notes::testing::{briefing, moment, note};

const TEXT: [&str; 4] = ["One thing is said.", "Another thing is said.", "A third thing.", "The last."];

fn ids(placed: &[Placed]) -> Vec<&str> {
    placed.iter().map(|placed| placed.note.id.0.as_str()).collect()
}

#[test]
fn notes_stand_in_reading_order_and_orphans_last() {
    let briefing = briefing(&TEXT);
    let mut gone = note("gone", &briefing, 0, "");
    gone.anchor.source = "another".into();
    gone.anchor.quote = "What nobody says any more.".into();
    let mut words = note("words", &briefing, 1, "");
    words.anchor = Anchor::on_span(&briefing, Span::new(28, 33)).unwrap();
    let mut younger = note("a-younger", &briefing, 1, "");
    younger.created = moment(5);
    let notes = vec![gone, words, younger, note("z", &briefing, 1, ""), note("first", &briefing, 0, "")];
    let book = Notebook::new(notes, &briefing);
    assert_eq!(ids(book.all()), ["first", "z", "a-younger", "words", "gone"]);
    assert_eq!(ids(book.on(ParagraphId(1))), ["z", "a-younger", "words"]);
    assert_eq!(ids(book.on(ParagraphId(2))), [""; 0]);
    assert_eq!(ids(book.orphans()), ["gone"]);
}

#[test]
fn a_change_that_cannot_be_made_changes_nothing() {
    let briefing = briefing(&TEXT);
    let mut book = Notebook::new(vec![note("a", &briefing, 0, "words")], &briefing);
    let before = book.clone();
    let none = NoteId("none".into());
    assert_eq!(book.apply(Change::Remove { id: none.clone(), removed: moment(1) }), Err(ChangeError::Unknown(none)));
    let twice = Change::add(note("a", &briefing, 2, ""), &briefing);
    assert_eq!(book.apply(twice), Err(ChangeError::Taken(NoteId("a".into()))));
    assert_eq!(book, before);
}

#[test]
fn a_removed_note_is_in_the_trash_until_it_is_put_back_or_purged() {
    let briefing = briefing(&TEXT);
    let mut book = Notebook::new(vec![note("a", &briefing, 0, "one"), note("b", &briefing, 1, "two")], &briefing);
    let whole = book.clone();
    let [a, b] = ["a", "b"].map(|id| NoteId(id.into()));
    book.apply(Change::Remove { id: a.clone(), removed: moment(1) }).unwrap();
    book.apply(Change::Remove { id: b.clone(), removed: moment(2) }).unwrap();
    assert_eq!((ids(book.all()), ids(book.trash())), (vec![], vec!["b", "a"]));
    assert_eq!(Notebook::new(book.everything().cloned().collect(), &briefing), book);
    assert!(book.apply(Change::Edit { id: a.clone(), text: "x".into(), changed: moment(3) }).is_err());
    let mut purged = book.clone();
    purged.apply(Change::Purge(a.clone())).unwrap();
    assert_eq!((ids(purged.all()), ids(purged.trash())), (vec![], vec!["b"]));
    book.apply(Change::Restore(a)).unwrap();
    book.apply(Change::Restore(b)).unwrap();
    assert_eq!(book, whole);
}

/// Changes on a few notes, possible or not.
fn changes() -> impl Strategy<Value = Vec<Change>> {
    let briefing = briefing(&TEXT);
    let change =
        (0..6_u8, 0..6_u8, 0..4_usize, ".{0,8}", 0..100_i64).prop_map(move |(kind, id, paragraph, text, at)| {
            let (name, changed) = (format!("n{id}"), moment(at));
            let id = NoteId(name.clone());
            match kind {
                0 => Change::add(note(&name, &briefing, paragraph, &text), &briefing),
                1 => Change::Remove { id, removed: changed },
                4 => Change::Restore(id),
                5 => Change::Purge(id),
                2 => Change::Edit { id, text, changed },
                _ => Change::Retag { id, tags: text.split(' ').map(str::to_owned).collect(), changed },
            }
        });
    prop::collection::vec(change, 0..40)
}

proptest! {
    #[test]
    fn undo_of_any_sequence_restores_and_redo_repeats(changes in changes()) {
        let briefing = briefing(&TEXT);
        let start = Notebook::new(vec![note("n0", &briefing, 1, "a"), note("n1", &briefing, 3, "b")], &briefing);
        let (mut book, mut history) = (start.clone(), History::default());
        let mut states = vec![start.clone()];
        for change in changes {
            if history.apply(&mut book, change).is_ok() {
                states.push(book.clone());
            }
            prop_assert!(book.all().is_sorted_by(|a, b| order(a) <= order(b)));
        }
        let end = book.clone();
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut book).unwrap().is_some());
            prop_assert_eq!(&book, state);
        }
        prop_assert_eq!(history.undo(&mut book), Ok(None));
        while history.redo(&mut book).unwrap().is_some() {}
        prop_assert_eq!(book, end);
    }
}

#[test]
fn a_note_is_put_on_other_text_and_taken_back() {
    let old = briefing(&["One thing is said of the river pact.", "Nobody set a date for the talks."]);
    let new = briefing(&["Rain fell.", "Nobody set a date for the talks."]);
    let mut book = Notebook::new(vec![note("a", &old, 0, "words")], &new);
    let mut history = History::default();
    let before = book.clone();
    assert_eq!(book.orphans().len(), 1);
    let change = Change::reattach(NoteId("a".into()), ParagraphId(1), &new, moment(9)).unwrap();
    history.apply(&mut book, change).unwrap();
    assert_eq!((book.orphans().len(), ids(book.on(ParagraphId(1)))), (0, vec!["a"]));
    assert_eq!(book.all()[0].note.anchor.quote, "Nobody set a date for the talks.");
    history.undo(&mut book).unwrap();
    assert_eq!(book, before);
    assert_eq!(Change::reattach(NoteId("a".into()), ParagraphId(7), &new, moment(9)), None);
}
