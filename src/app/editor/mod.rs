//! Writing: a multi-line editor and a one-line input, as pure models that any painter can show.
//!
//! Neither ever takes part of a grapheme cluster, loses a character that was in the text, reads a clock, or knows a key or a
//! terminal. A key press costs what is on the screen, not what is in the text.

mod acts;
mod buffer;
mod clean;
mod cursor;
mod edit;
mod grapheme;
mod layout;
mod motion;
#[cfg(test)]
mod properties;
mod single_line;
mod undo;
mod view;
mod wrap;

use jiff::Timestamp;

pub use acts::{ACTS, EditAct};
pub use motion::Motion;
pub use single_line::SingleLine;

use self::buffer::{Buffer, Extent, Position};
use self::clean::Breaks;
use self::edit::Draft;
use self::layout::{Layout, Row};
use super::view::{Line, Scroll};
use super::{Point, Size};

/// A multi-line editor, soft-wrapped in a window that follows the cursor.
#[derive(Debug, Clone)]
pub struct Editor {
    draft: Draft,
    layout: Layout,
    top: Row,
    size: Size,
    saved: String,
}

impl Editor {
    /// An editor on a text, with the cursor at its end.
    pub fn new(text: &str, size: Size) -> Self {
        let draft = Draft::new(text, Breaks::Kept);
        let layout = Layout::new(draft.buffer(), size.width);
        let mut editor = Self { draft, layout, top: Row::default(), size, saved: text.to_owned() };
        editor.settle();
        editor
    }

    /// The text, byte for byte.
    pub fn text(&self) -> String {
        self.draft.buffer().text()
    }

    /// Whether the text differs from the one it started with, or from the one last marked as saved.
    pub fn is_changed(&self) -> bool {
        !self.draft.buffer().is(&self.saved)
    }

    /// Takes the text as it is now for the saved one.
    pub fn mark_saved(&mut self) {
        self.saved = self.text();
    }

    /// Grows with every change of the text.
    pub fn revision(&self) -> u64 {
        self.draft.revision()
    }

    /// What is selected; `None` where nothing is.
    pub fn selected(&self) -> Option<String> {
        self.draft.selected()
    }

    /// Sets the window's size.
    pub fn resize(&mut self, size: Size) {
        if size.width != self.size.width {
            self.layout = Layout::new(self.draft.buffer(), size.width);
        }
        self.size = size;
        self.settle();
    }

    /// Does one act; gives what is to be copied. `at` tells what was typed in one go.
    pub fn act(&mut self, act: EditAct, at: Timestamp) -> Option<String> {
        let page = usize::from(self.size.height).saturating_sub(1);
        let layout = &mut self.layout;
        let mut guide = |buffer: &Buffer, from, motion| layout.go(buffer, from, motion, page);
        let outcome = self.draft.act(act, at, &mut guide);
        self.follow(outcome.changed);
        outcome.copied
    }

    /// Puts words in the place of the selection, as a paste does: every line break becomes `\n`, control characters other
    /// than tabs stay out.
    pub fn insert(&mut self, text: &str, at: Timestamp) {
        let changed = self.draft.insert(text, at);
        self.follow(changed);
    }

    /// Puts words in the place of the whole text, as one step that can be undone; what may come in is as for
    /// [`Editor::insert`].
    pub fn replace_all(&mut self, text: &str, at: Timestamp) {
        let changed = self.draft.replace_all(text, at);
        self.follow(changed);
    }

    /// Sets the cursor on a cell of the window, or selects up to it.
    pub fn click(&mut self, row: u16, column: u16, select: bool) {
        let buffer = self.draft.buffer();
        let (row, _) = self.layout.down(buffer, self.top, usize::from(row));
        let place = self.layout.place(buffer, row, usize::from(column));
        self.draft.put(place, select);
        self.settle();
    }

    /// Moves the window by rows, down if positive; the cursor stays, and the next act brings the window back to it.
    pub fn scroll(&mut self, rows: i32) {
        let buffer = self.draft.buffer();
        let count = usize::try_from(rows.unsigned_abs()).unwrap_or(usize::MAX);
        let (top, _) =
            if rows < 0 { self.layout.up(buffer, self.top, count) } else { self.layout.down(buffer, self.top, count) };
        self.top = top;
        self.fill();
    }

    /// The window's rows, at most `height` of them, and where the cursor shows.
    pub fn lines(&self, height: u16) -> (Vec<Line>, Option<Point>) {
        view::rows(self.draft.buffer(), self.draft.cursor(), self.top, self.layout.measure(), height)
    }

    /// How much of the text is in sight, in rows; `None` where all of it is. Far rows of long texts are guessed.
    pub fn scrolled(&self) -> Option<Scroll> {
        let (from, of) = self.layout.count(self.draft.buffer(), self.top);
        let seen = usize::from(self.size.height);
        (of > seen).then_some(Scroll { from, seen, of })
    }

    /// Takes note of a change and shows the cursor.
    fn follow(&mut self, changed: Option<Extent>) {
        if let Some(extent) = changed {
            self.layout.changed(self.draft.buffer(), extent);
        }
        self.settle();
    }

    /// Moves the window no further than needed to have the cursor in it.
    fn settle(&mut self) {
        let buffer = self.draft.buffer();
        let line = self.top.line.min(buffer.len() - 1);
        let byte = self.top.start.min(buffer.line(line).len());
        let top = self.layout.row_of(buffer, Position::new(line, byte));
        let row = self.layout.row_of(buffer, self.draft.cursor().head);
        let (highest, _) = self.layout.up(buffer, row, self.last_row());
        self.top = top.clamp(highest, row);
        self.fill();
    }

    /// Moves the window up where it would show blank rows below the text.
    fn fill(&mut self) {
        let buffer = self.draft.buffer();
        let (_, below) = self.layout.down(buffer, self.top, self.last_row());
        let (top, _) = self.layout.up(buffer, self.top, self.last_row() - below);
        self.top = top;
    }

    /// The window's last row, from 0.
    fn last_row(&self) -> usize {
        usize::from(self.size.height).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn editor(text: &str, width: u16, height: u16) -> Editor {
        Editor::new(text, Size { width, height })
    }

    fn go(editor: &mut Editor, motion: Motion) {
        editor.act(EditAct::Move { motion, select: false }, NOW);
    }

    /// The rows with `|` where the cursor shows and brackets around what is selected.
    fn screen(editor: &Editor) -> Vec<String> {
        let (lines, cursor) = editor.lines(editor.size.height);
        let mark = |line: &Line| {
            let segments = line.segments.iter();
            segments.map(|s| if s.style.selected { format!("[{}]", s.text) } else { s.text.clone() }).collect()
        };
        let mut rows: Vec<String> = lines.iter().map(mark).collect();
        if let Some(point) = cursor {
            let row = &mut rows[usize::from(point.y)];
            if !row.contains('[') {
                row.insert(wrap::byte_at(row, usize::from(point.x)), '|');
            }
        }
        rows
    }

    #[test]
    fn the_window_follows_the_cursor_and_shows_no_blank_below() {
        let mut editor = editor("one two three\nfour\nfive", 8, 3);
        assert_eq!(screen(&editor), ["three", "four", "five|"]);
        go(&mut editor, Motion::TextStart);
        assert_eq!(screen(&editor), ["|one two ", "three", "four"]);
        go(&mut editor, Motion::PageDown);
        assert_eq!(screen(&editor), ["one two ", "three", "|four"]);
        go(&mut editor, Motion::Down);
        assert_eq!(screen(&editor), ["three", "four", "|five"]);
        editor.act(EditAct::Delete(Motion::Left), NOW);
        assert_eq!(screen(&editor), ["three", "four|fiv", "e"]);
        editor.resize(Size { width: 80, height: 2 });
        assert_eq!(screen(&editor), ["one two three", "four|five"]);
    }

    #[test]
    fn home_and_end_go_by_row_and_then_by_line() {
        let mut editor = editor("one two three four", 8, 9);
        go(&mut editor, Motion::Up);
        for (motion, row, expected) in [
            (Motion::RowStart, 1, "|three "),
            (Motion::RowEnd, 1, "three| "),
            (Motion::RowEnd, 2, "four|"),
            (Motion::RowStart, 2, "|four"),
            (Motion::RowStart, 0, "|one two "),
        ] {
            go(&mut editor, motion);
            assert_eq!(screen(&editor)[row], expected, "{motion:?}");
        }
    }

    #[test]
    fn clicks_find_clusters_and_drags_select() {
        let mut editor = editor("ab漢字\n\tx", 10, 4);
        editor.click(0, 3, false);
        assert_eq!(screen(&editor), ["ab|漢字", "    x"]);
        editor.click(1, 4, true);
        assert_eq!(screen(&editor), ["ab[漢字][ ]", "[    ]x"]);
        assert_eq!(editor.act(EditAct::Copy, NOW).as_deref(), Some("漢字\n\t"));
        editor.click(9, 9, false);
        assert_eq!(screen(&editor), ["ab漢字", "    x|"]);
    }

    #[test]
    fn the_wheel_moves_the_window_and_typing_brings_it_back() {
        let mut editor = editor("1\n2\n3\n4\n5", 10, 2);
        assert_eq!(editor.scrolled(), Some(Scroll { from: 3, seen: 2, of: 5 }));
        editor.scroll(-9);
        assert_eq!(screen(&editor), ["1", "2"]);
        editor.scroll(1);
        assert_eq!(screen(&editor), ["2", "3"]);
        editor.act(EditAct::Type('!'), NOW);
        assert_eq!(screen(&editor), ["4", "5!|"]);
    }

    #[test]
    fn changed_means_that_the_text_differs() {
        let mut editor = editor("a\r\n\u{7}", 10, 2);
        assert_eq!(editor.text(), "a\r\n\u{7}");
        editor.act(EditAct::Type('b'), NOW);
        assert!(editor.is_changed());
        editor.act(EditAct::Delete(Motion::Left), NOW);
        assert!(!editor.is_changed());
        editor.replace_all("new", NOW);
        editor.mark_saved();
        assert!(!editor.is_changed());
        editor.act(EditAct::Undo, NOW);
        assert!(editor.is_changed());
        assert_eq!(editor.text(), "a\r\n\u{7}");
    }

    #[test]
    fn wrapping_goes_no_further_than_it_has_to() {
        let mut editor = editor(&"solid".repeat(2000), 40, 5);
        go(&mut editor, Motion::TextStart);
        editor.act(EditAct::Type('x'), NOW);
        let (_, all) = editor.layout.count(editor.draft.buffer(), Row::default());
        assert!(all > 250);
        assert!(editor.layout.known(0) < 10, "{} rows are known", editor.layout.known(0));
    }
}
