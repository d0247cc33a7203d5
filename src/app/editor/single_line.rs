//! A text of one line in a window that follows the cursor sideways: search, palette, filters.

use jiff::Timestamp;

use super::acts::EditAct;
use super::buffer::{Buffer, Position};
use super::clean::{Breaks, clean};
use super::edit::{Draft, Outcome};
use super::layout::measure;
use super::motion;
use super::{grapheme, view, wrap};
use crate::app::view::Line;

/// A one-line input.
#[derive(Debug, Clone)]
pub struct SingleLine {
    draft: Draft,
    measure: usize,
    left: usize,
}

impl SingleLine {
    /// A line with the cursor at its end, in a window of `width` columns. Line breaks and tabs in `text` become spaces.
    pub fn new(text: &str, width: u16) -> Self {
        let mut line = Self { draft: Draft::new(&clean(text, Breaks::Spaces), Breaks::Spaces), measure: 1, left: 0 };
        line.resize(width);
        line
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.draft.buffer().line(0)
    }

    /// Grows with every change of the text.
    pub fn revision(&self) -> u64 {
        self.draft.revision()
    }

    /// Sets how many columns the window has.
    pub fn resize(&mut self, width: u16) {
        self.measure = measure(width);
        self.settle();
    }

    /// Does one act; gives what is to be copied. Motions by row and new lines do nothing.
    pub fn act(&mut self, act: EditAct, at: Timestamp) -> Option<String> {
        let Outcome { copied, .. } =
            self.draft.act(act, at, &mut |buffer: &Buffer, from, motion| (motion::go(buffer, from.head, motion), None));
        self.settle();
        copied
    }

    /// Puts words in the place of the selection; line breaks and tabs become spaces.
    pub fn insert(&mut self, text: &str, at: Timestamp) {
        self.draft.insert(text, at);
        self.settle();
    }

    /// Sets the cursor on a column of the window, or selects up to it.
    pub fn click(&mut self, column: u16, select: bool) {
        let byte = self.left + wrap::byte_at(&self.text()[self.left..], usize::from(column));
        self.draft.put(Position::new(0, byte), select);
        self.settle();
    }

    /// What the window shows, and the cursor's column in it.
    pub fn line(&self) -> (Line, u16) {
        let rest = &self.text()[self.left..];
        let to = self.left + wrap::byte_at(rest, self.measure);
        let cursor = self.draft.cursor();
        let line = view::row(self.draft.buffer(), cursor, Position::new(0, self.left), Position::new(0, to), false);
        let column = wrap::columns(&self.text()[self.left..cursor.head.byte]).min(self.measure);
        (line, u16::try_from(column).unwrap_or(u16::MAX))
    }

    /// Moves the window so that the cursor is in it and no more than needed is blank.
    fn settle(&mut self) {
        let text = self.draft.buffer().line(0);
        let head = self.draft.cursor().head.byte;
        let lowest = back(text, head, self.measure);
        let highest = back(text, text.len(), self.measure).min(head);
        let old = (0..=self.left.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        self.left = grapheme::at_or_before(text, old).clamp(lowest, highest);
    }
}

/// The first place from which everything up to `at` fits in `measure` columns.
fn back(text: &str, at: usize, measure: usize) -> usize {
    let mut start = at;
    let mut columns = 0;
    while start > 0 {
        let before = grapheme::previous(text, start);
        columns += grapheme::width(&text[before..start]);
        if columns > measure {
            break;
        }
        start = before;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::super::Motion;
    use super::*;

    fn typed(line: &mut SingleLine, acts: &[EditAct]) -> (String, u16) {
        for act in acts {
            line.act(*act, Timestamp::UNIX_EPOCH);
        }
        let (shown, column) = line.line();
        (shown.words(), column)
    }

    #[test]
    fn the_window_follows_the_cursor() {
        const HOME: EditAct = EditAct::Move { motion: Motion::RowStart, select: false };
        const RIGHT: EditAct = EditAct::Move { motion: Motion::Right, select: false };
        let mut line = SingleLine::new("abcdefgh", 6);
        assert_eq!(typed(&mut line, &[]), ("defgh".into(), 5));
        assert_eq!(typed(&mut line, &[HOME]), ("abcde".into(), 0));
        assert_eq!(typed(&mut line, &[RIGHT; 6]), ("bcdef".into(), 5));
        assert_eq!(typed(&mut line, &[EditAct::Type('漢')]), ("def漢".into(), 5));
        assert_eq!(typed(&mut line, &[EditAct::Delete(Motion::LineStart)]), ("gh".into(), 0));
        line.resize(80);
        assert_eq!(typed(&mut line, &[EditAct::Undo, EditAct::Undo]), ("abcdefgh".into(), 6));
    }

    #[test]
    fn it_stays_one_line() {
        let mut line = SingleLine::new("a\nb", 10);
        line.insert("\r\nc\td", Timestamp::UNIX_EPOCH);
        let up = EditAct::Move { motion: Motion::Up, select: false };
        assert_eq!(typed(&mut line, &[EditAct::Newline, up, EditAct::Type('\n')]).0, "a b c d ");
        line.click(1, false);
        line.click(3, true);
        assert_eq!(line.act(EditAct::Cut, Timestamp::UNIX_EPOCH).as_deref(), Some(" b"));
        assert_eq!(line.text(), "a c d ");
    }
}
