//! The text with its cursor and its history, and what each act does to them. Shared by the editor and the one-line input.

use jiff::Timestamp;

use super::acts::EditAct;
use super::buffer::{Buffer, Extent, Position};
use super::clean::{Breaks, clean};
use super::cursor::Cursor;
use super::grapheme;
use super::motion::{self, Motion};
use super::undo::{Change, History, Kind};

/// What is being written.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    buffer: Buffer,
    cursor: Cursor,
    history: History,
    breaks: Breaks,
    kept: String,
    revision: u64,
}

/// What an act did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Outcome {
    /// Where the text changed, if it did.
    pub changed: Option<Extent>,
    /// What is to go on the clipboard.
    pub copied: Option<String>,
}

/// Where a motion leads from a cursor, and the column to keep to.
pub(super) trait Guide: FnMut(&Buffer, Cursor, Motion) -> (Position, Option<usize>) {}
impl<F: FnMut(&Buffer, Cursor, Motion) -> (Position, Option<usize>)> Guide for F {}

impl Draft {
    /// A text, with the cursor at its end and nothing to undo.
    pub fn new(text: &str, breaks: Breaks) -> Self {
        let buffer = Buffer::new(text);
        let cursor = Cursor::at(buffer.end());
        Self { buffer, cursor, history: History::default(), breaks, kept: String::new(), revision: 0 }
    }

    /// The text.
    pub const fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// The cursor.
    pub const fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// Grows with every change of the text.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// What is selected; `None` where nothing is.
    pub fn selected(&self) -> Option<String> {
        let (from, to) = self.cursor.selection();
        self.cursor.selects().then(|| self.buffer.slice(from, to))
    }

    /// Does one act. `guide` knows where motions lead.
    pub fn act(&mut self, act: EditAct, at: Timestamp, guide: &mut impl Guide) -> Outcome {
        let changed = match act {
            EditAct::Type(c) => self.type_text(c.encode_utf8(&mut [0; 4]), at),
            EditAct::Newline if self.breaks == Breaks::Spaces => None,
            EditAct::Newline => self.type_text("\n", at),
            EditAct::Delete(motion) => self.delete(motion, at, guide),
            EditAct::Cut => return self.cut(at),
            EditAct::Copy => return self.copy(),
            EditAct::Paste => self.insert(&self.kept.clone(), at),
            EditAct::Undo => self.travel(History::undo),
            EditAct::Redo => self.travel(History::redo),
            EditAct::Move { motion, select } => {
                self.go(motion, select, guide);
                None
            }
            EditAct::SelectAll => {
                self.select(Position::default(), self.buffer.end());
                None
            }
            EditAct::SelectWord => {
                let (from, to) = motion::word_at(&self.buffer, self.cursor.head);
                self.select(from, to);
                None
            }
        };
        Outcome { changed, copied: None }
    }

    /// Puts words in the place of the selection, as one step.
    pub fn insert(&mut self, text: &str, at: Timestamp) -> Option<Extent> {
        let text = clean(text, self.breaks);
        if text.is_empty() {
            return None;
        }
        let (from, to) = self.cursor.selection();
        Some(self.change(from, to, text, Kind::Whole, at))
    }

    /// Puts words in the place of the whole text, as one step.
    pub fn replace_all(&mut self, text: &str, at: Timestamp) -> Option<Extent> {
        let text = clean(text, self.breaks);
        (!self.buffer.is(&text)).then(|| self.change(Position::default(), self.buffer.end(), text, Kind::Whole, at))
    }

    /// Sets the cursor on a place, or selects up to it.
    pub fn put(&mut self, place: Position, select: bool) {
        self.cursor = self.cursor.moved(place, None, select);
        self.history.seal();
    }

    fn select(&mut self, from: Position, to: Position) {
        self.cursor = Cursor { head: to, anchor: from, column: None };
        self.history.seal();
    }

    fn go(&mut self, motion: Motion, select: bool, guide: &mut impl Guide) {
        let (from, to) = self.cursor.selection();
        let (place, column) = match motion {
            Motion::Left if self.cursor.selects() && !select => (from, None),
            Motion::Right if self.cursor.selects() && !select => (to, None),
            _ => guide(&self.buffer, self.cursor, motion),
        };
        self.cursor = self.cursor.moved(place, column, select);
        self.history.seal();
    }

    fn type_text(&mut self, typed: &str, at: Timestamp) -> Option<Extent> {
        let text = clean(typed, self.breaks);
        let (from, to) = self.cursor.selection();
        (!text.is_empty()).then(|| self.change(from, to, text, Kind::Typing, at))
    }

    fn delete(&mut self, motion: Motion, at: Timestamp, guide: &mut impl Guide) -> Option<Extent> {
        let (mut from, mut to) = self.cursor.selection();
        let mut kind = Kind::Whole;
        if from == to {
            let (place, _) = guide(&self.buffer, self.cursor, motion);
            // At the edge of a line there is only the line break left to delete.
            let place = match motion {
                Motion::LineStart if place == from => motion::go(&self.buffer, from, Motion::Left),
                Motion::LineEnd if place == from => motion::go(&self.buffer, from, Motion::Right),
                _ => place,
            };
            (from, to) = (from.min(place), from.max(place));
            kind = match motion {
                Motion::Left => Kind::ErasingBack,
                Motion::Right => Kind::ErasingOn,
                _ => Kind::Whole,
            };
        }
        (from != to).then(|| self.change(from, to, String::new(), kind, at))
    }

    fn copy(&mut self) -> Outcome {
        let copied = self.selected();
        if let Some(words) = &copied {
            self.kept.clone_from(words);
        }
        Outcome { changed: None, copied }
    }

    fn cut(&mut self, at: Timestamp) -> Outcome {
        let Outcome { copied, .. } = self.copy();
        let (from, to) = self.cursor.selection();
        let changed = copied.is_some().then(|| self.change(from, to, String::new(), Kind::Whole, at));
        Outcome { changed, copied }
    }

    fn travel(&mut self, way: impl FnOnce(&mut History, &mut Buffer) -> Option<(Extent, Cursor)>) -> Option<Extent> {
        let (extent, cursor) = way(&mut self.history, &mut self.buffer)?;
        self.cursor = cursor;
        self.revision += 1;
        Some(extent)
    }

    /// The one way in which the text changes, undo and redo apart.
    fn change(&mut self, from: Position, to: Position, text: String, kind: Kind, at: Timestamp) -> Extent {
        let before = self.cursor;
        let removed = self.buffer.slice(from, to);
        let extent = self.buffer.replace(from, to, &text);
        let end = extent.new_end;
        // What was put in may have become one with what follows it.
        let byte = grapheme::at_or_after(self.buffer.line(end.line), end.byte);
        self.cursor = Cursor::at(Position::new(end.line, byte));
        let change = Change { start: from, removed, inserted: text };
        self.history.record(change, kind, (before, self.cursor), at);
        self.revision += 1;
        extent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A draft driven at one second a step unless told otherwise.
    struct Desk {
        draft: Draft,
        clock: Timestamp,
    }

    impl Desk {
        fn new(text: &str) -> Self {
            Self { draft: Draft::new(text, Breaks::Kept), clock: Timestamp::UNIX_EPOCH }
        }

        fn act(&mut self, act: EditAct) -> Outcome {
            self.draft.act(act, self.clock, &mut |buffer: &Buffer, from: Cursor, motion| {
                (motion::go(buffer, from.head, motion), None)
            })
        }

        fn types(&mut self, words: &str) {
            for c in words.chars() {
                self.act(EditAct::Type(c));
            }
        }

        fn text(&self) -> String {
            self.draft.buffer().text()
        }

        /// The text after each undo, until nothing changes any more.
        fn unwound(&mut self) -> Vec<String> {
            std::iter::from_fn(|| self.act(EditAct::Undo).changed.map(|_| self.text())).collect()
        }
    }

    const fn go(motion: Motion) -> EditAct {
        EditAct::Move { motion, select: false }
    }

    #[test]
    fn a_word_with_its_gap_is_one_step() {
        let mut desk = Desk::new("");
        desk.types("two words\nmore");
        assert_eq!(desk.unwound(), ["two words\n", "two ", ""]);
    }

    #[test]
    fn pauses_moves_and_other_acts_start_a_step() {
        let mut desk = Desk::new("");
        desk.types("ab");
        desk.clock += jiff::SignedDuration::from_secs(2);
        desk.types("cd");
        desk.act(go(Motion::Left));
        desk.act(go(Motion::Right));
        desk.types("e");
        desk.act(EditAct::Delete(Motion::Left));
        desk.act(EditAct::Delete(Motion::Left));
        assert_eq!(desk.unwound(), ["abcde", "abcd", "ab", ""]);
    }

    #[test]
    fn erasing_goes_by_words_too() {
        let mut desk = Desk::new("one two three");
        for _ in 0..8 {
            desk.act(EditAct::Delete(Motion::Left));
        }
        assert_eq!(desk.text(), "one t");
        assert_eq!(desk.unwound(), ["one two ", "one two three"]);
        desk.act(go(Motion::TextStart));
        for _ in 0..5 {
            desk.act(EditAct::Delete(Motion::Right));
        }
        assert_eq!(desk.unwound(), ["two three", "one two three"]);
    }

    #[test]
    fn deleting_takes_whole_clusters_or_what_the_motion_covers() {
        let cases = [
            ("a👩‍👩‍👧", Motion::Left, "a"),
            ("cafe\u{301}", Motion::Left, "caf"),
            ("one two", Motion::WordLeft, "one "),
            ("one\ntwo", Motion::LineStart, "one\n"),
            ("one\n", Motion::LineStart, "one"),
            ("one", Motion::LineEnd, "one"),
            ("one", Motion::Right, "one"),
        ];
        for (text, motion, expected) in cases {
            let mut desk = Desk::new(text);
            desk.act(EditAct::Delete(motion));
            assert_eq!(desk.text(), expected, "{text:?} {motion:?}");
        }
    }

    #[test]
    fn what_is_selected_gives_way() {
        let mut desk = Desk::new("one two three");
        desk.act(go(Motion::WordLeft));
        desk.act(go(Motion::WordLeft));
        desk.act(EditAct::SelectWord);
        assert_eq!(desk.act(EditAct::Copy).copied.as_deref(), Some("two"));
        desk.types("2!");
        assert_eq!(desk.text(), "one 2! three");
        desk.act(EditAct::Paste);
        assert_eq!(desk.text(), "one 2!two three");
        assert_eq!(desk.unwound(), ["one 2! three", "one two three"]);
        assert_eq!(desk.draft.selected().as_deref(), Some("two"), "undo brings the selection back");
        assert_eq!(desk.act(EditAct::Cut).copied.as_deref(), Some("two"));
        assert_eq!(desk.text(), "one  three");
        assert_eq!(desk.act(EditAct::Cut), Outcome::default(), "nothing is selected");
    }

    #[test]
    fn moving_out_of_a_selection_goes_to_its_near_end() {
        for (motion, at) in [(Motion::Left, 0), (Motion::Right, 3)] {
            let mut desk = Desk::new("one");
            desk.act(EditAct::SelectAll);
            desk.act(go(motion));
            assert_eq!((desk.draft.cursor().head.byte, desk.draft.selected()), (at, None));
        }
    }

    #[test]
    fn the_cursor_never_stands_inside_a_cluster() {
        let mut desk = Desk::new("\u{301}");
        desk.act(go(Motion::TextStart));
        desk.types("e");
        assert_eq!(desk.draft.cursor().head.byte, 3);
    }

    #[test]
    fn a_new_change_ends_redo() {
        let mut desk = Desk::new("");
        desk.types("one two");
        desk.act(EditAct::Undo);
        desk.act(EditAct::Redo);
        assert_eq!(desk.text(), "one two");
        desk.act(EditAct::Undo);
        desk.types("2");
        assert_eq!(desk.act(EditAct::Redo).changed, None);
        assert_eq!(desk.text(), "one 2");
    }
}
