//! What holds for every text and every run of acts.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;

/// One thing done to an editor.
#[derive(Debug, Clone)]
enum Deed {
    Act(EditAct),
    Insert(String),
    Click(u16, u16, bool),
    Scroll(i32),
    Resize(u16, u16),
}

/// Characters that cling to their neighbours, are wide, mean something to editors or terminals, or are plain.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        3 => prop::sample::select(vec![' ', ' ', '\t', '\n', 'a', 'b', '-', '.', '’', '”', '(']),
        3 => prop::sample::select(vec!['\u{301}', '\u{200D}', '👩', '👧', '🇪', '🇺', '\u{FE0F}', '\u{1F3FD}', '漢', '。', 'क', '\u{94D}', 'ᄀ', 'ᅡ']),
        1 => prop::sample::select(vec!['\r', '\u{1b}', '\u{7}', '\u{2028}', '\u{202E}', '\u{200B}', '\u{85}']),
        1 => any::<char>(),
    ]
}

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(character(), 0..most).prop_map(|letters| letters.into_iter().collect())
}

fn deed() -> impl Strategy<Value = Deed> {
    let listed = prop::sample::select(ACTS).prop_map(|(_, _, _, act)| Deed::Act(act));
    prop_oneof![
        4 => listed,
        4 => character().prop_map(|c| Deed::Act(EditAct::Type(c))),
        1 => words(12).prop_map(Deed::Insert),
        1 => (0_u16..8, 0_u16..20, any::<bool>()).prop_map(|(row, column, select)| Deed::Click(row, column, select)),
        1 => (-9..9).prop_map(Deed::Scroll),
        1 => (0_u16..16, 0_u16..7).prop_map(|(width, height)| Deed::Resize(width, height)),
    ]
}

fn at(step: usize) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_millis(i64::try_from(step * step * 40).unwrap())
}

fn perform(editor: &mut Editor, deed: &Deed, at: Timestamp) {
    match deed {
        Deed::Act(act) => drop(editor.act(*act, at)),
        Deed::Insert(text) => editor.insert(text, at),
        Deed::Click(row, column, select) => editor.click(*row, *column, *select),
        Deed::Scroll(rows) => editor.scroll(*rows),
        Deed::Resize(width, height) => editor.resize(Size { width: *width, height: *height }),
    }
}

/// The text ahead of the selection, in it, and behind it.
fn parts(editor: &Editor) -> [String; 3] {
    let buffer = editor.draft.buffer();
    let (from, to) = editor.draft.cursor().selection();
    [buffer.slice(Position::default(), from), buffer.slice(from, to), buffer.slice(to, buffer.end())]
}

/// What must be true at any time.
fn check(editor: &Editor) -> Result<(), TestCaseError> {
    let buffer = editor.draft.buffer();
    let cursor = editor.draft.cursor();
    for place in [cursor.head, cursor.anchor] {
        prop_assert!(grapheme::is_boundary(buffer.line(place.line), place.byte), "{:?} in {:?}", place, buffer);
    }
    prop_assert_eq!(editor.is_changed(), editor.text() != editor.saved);
    let (lines, _) = editor.lines(editor.size.height);
    prop_assert!(lines.len() <= usize::from(editor.size.height));
    for line in &lines {
        prop_assert!(!line.words().chars().any(crate::document::is_unprintable), "{:?}", line);
    }
    Ok(())
}

/// Does an act up to `most` times, as long as it changes the text; how often it did.
fn repeat(editor: &mut Editor, act: EditAct, most: usize) -> Result<usize, TestCaseError> {
    for times in 0..most {
        let revision = editor.revision();
        editor.act(act, at(0));
        check(editor)?;
        if editor.revision() == revision {
            return Ok(times);
        }
    }
    Ok(most)
}

/// That a deed changed no more of the text than it was to.
fn check_change(deed: &Deed, [before, selected, after]: [String; 3], editor: &Editor) -> Result<(), TestCaseError> {
    let text = editor.text();
    let kept = format!("{before}{selected}{after}");
    let added = match deed {
        Deed::Act(EditAct::Undo | EditAct::Redo | EditAct::Paste) => return Ok(()),
        Deed::Act(EditAct::Type(c)) => clean::clean(&c.to_string(), Breaks::Kept),
        Deed::Act(EditAct::Newline) => "\n".to_owned(),
        Deed::Insert(words) => clean::clean(words, Breaks::Kept),
        Deed::Act(EditAct::Delete(_) | EditAct::Cut) => {
            if selected.is_empty() {
                let back = text.strip_suffix(&after).is_some_and(|left| before.starts_with(left));
                let on = text.strip_prefix(&before).is_some_and(|left| after.ends_with(left));
                prop_assert!(back || on, "{:?} is left of {:?}|{:?}", text, before, after);
            } else {
                prop_assert_eq!(text, before + &after);
            }
            return Ok(());
        }
        _ => String::new(),
    };
    let expected = if added.is_empty() { kept } else { before + &added + &after };
    prop_assert_eq!(text, expected);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_acts_on_any_text(
        text in words(60),
        width in 0_u16..14,
        height in 0_u16..6,
        deeds in prop::collection::vec(deed(), 1..60),
    ) {
        let mut editor = Editor::new(&text, Size { width, height });
        prop_assert_eq!(editor.text(), text.as_str());
        for (step, deed) in deeds.iter().enumerate() {
            let before = parts(&editor);
            perform(&mut editor, deed, at(step));
            check(&editor)?;
            check_change(deed, before, &editor)?;
            let shows = !matches!(deed, Deed::Scroll(_)) && editor.size.height > 0;
            prop_assert!(!shows || editor.lines(editor.size.height).1.is_some(), "the cursor is out of sight");
        }
        let end = editor.text();
        let undone = repeat(&mut editor, EditAct::Undo, usize::MAX)?;
        prop_assert_eq!(editor.text(), text);
        prop_assert!(!editor.is_changed());
        prop_assert_eq!(repeat(&mut editor, EditAct::Redo, undone)?, undone);
        prop_assert_eq!(editor.text(), end);
    }

    #[test]
    fn every_row_shows_what_it_holds(text in words(60), width in 3_u16..14, height in 1_u16..30) {
        let mut editor = Editor::new(&text, Size { width, height });
        editor.act(EditAct::Move { motion: Motion::TextStart, select: false }, at(0));
        let (all, _) = editor.lines(u16::MAX);
        let mut shown = String::new();
        for cluster in text.split('\n').flat_map(|line| unicode_segmentation::UnicodeSegmentation::graphemes(line, true)) {
            grapheme::show(cluster, &mut shown);
        }
        prop_assert_eq!(all.iter().map(Line::words).collect::<String>(), shown);
    }

    #[test]
    fn any_acts_on_one_line(text in words(40), width in 0_u16..14, deeds in prop::collection::vec(deed(), 1..40)) {
        let mut line = SingleLine::new(&text, width);
        for (step, deed) in deeds.iter().enumerate() {
            match deed {
                Deed::Act(act) => drop(line.act(*act, at(step))),
                Deed::Insert(words) => line.insert(words, at(step)),
                Deed::Click(_, column, select) => line.click(*column, *select),
                Deed::Resize(width, _) => line.resize(*width),
                Deed::Scroll(_) => {}
            }
            prop_assert!(!line.text().contains(['\n', '\t']));
            let (shown, column) = line.line();
            prop_assert!(!shown.words().chars().any(crate::document::is_unprintable));
            prop_assert!(column < 16);
        }
    }
}
