//! Which row of which line a place is on: lines soft-wrapped at a width, kept until they change.
//!
//! Rows are found only as far as someone asks. A change forgets those that it could have moved, and wrapping takes up the
//! old ones again where it meets one: from there on the words are the same, and so are the rows.

use super::buffer::{Buffer, Extent, Position};
use super::cursor::Cursor;
use super::motion::{self, Motion};
use super::wrap;

/// One row on the screen: part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Row {
    /// The line, from 0.
    pub line: usize,
    /// Which row of the line, from 0.
    pub index: usize,
    /// The byte of the line at which it starts.
    pub start: usize,
}

/// How the lines are wrapped.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    measure: usize,
    lines: Vec<Rows>,
}

/// Where the rows of one line start, as far as that is known. The first is always known.
#[derive(Debug, Clone)]
struct Rows {
    starts: Vec<usize>,
    complete: bool,
    /// Starts from before a change, past the last known one, the furthest first: right if wrapping meets one of them.
    old: Vec<usize>,
}

impl Default for Rows {
    fn default() -> Self {
        Self { starts: vec![0], complete: false, old: Vec::new() }
    }
}

impl Rows {
    /// Goes on wrapping until the row with this index is known; whether there is one.
    fn know_row(&mut self, line: &str, measure: usize, index: usize) -> bool {
        while self.starts.len() <= index && self.grow(line, measure) {}
        index < self.starts.len()
    }

    /// Goes on wrapping until the row that holds `byte` is known; its index.
    fn know_byte(&mut self, line: &str, measure: usize, byte: usize) -> usize {
        while self.last() <= byte && self.grow(line, measure) {}
        self.starts.partition_point(|&start| start <= byte) - 1
    }

    /// Finds one more row, if there is one.
    fn grow(&mut self, line: &str, measure: usize) -> bool {
        if self.complete {
            return false;
        }
        match wrap::row(line, self.last(), measure) {
            Some(full) => self.push(full.next),
            None => self.complete = true,
        }
        !self.complete
    }

    fn push(&mut self, start: usize) {
        while self.old.pop_if(|old| *old < start).is_some() {}
        if self.old.last() == Some(&start) {
            self.starts.extend(self.old.drain(..).rev());
        } else {
            self.starts.push(start);
        }
    }

    /// Starts past byte `from`, the furthest first, when that byte becomes byte `to`: the known ones, unless older ones go
    /// further. The two never mix, for nobody knows whether one row leads from the known to the old.
    fn starts_past(&self, from: usize, to: usize) -> Vec<usize> {
        let known = if self.old.is_empty() { &self.starts[..] } else { &[] };
        let furthest_first = self.old.iter().chain(known.iter().rev());
        furthest_first.take_while(|&&start| start > from).map(|start| start - from + to).collect()
    }

    /// Forgets the rows that a change at `byte` of what is now `line` could have moved.
    fn forget_from(&mut self, line: &str, measure: usize, byte: usize) {
        self.complete = false;
        self.old.clear();
        self.starts.truncate(self.starts.partition_point(|&start| start <= byte));
        while let [.., before, _] = self.starts[..] {
            if wrap::row(line, before, measure).is_some_and(|full| full.reach < byte) {
                break;
            }
            self.starts.pop();
        }
    }

    fn last(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }
}

impl Layout {
    /// The lines of `buffer` wrapped in `width` columns, of which the last is the cursor's alone.
    pub fn new(buffer: &Buffer, width: u16) -> Self {
        Self { measure: measure(width), lines: vec![Rows::default(); buffer.len()] }
    }

    /// How many columns words may take.
    pub const fn measure(&self) -> usize {
        self.measure
    }

    /// Takes note of a change that `buffer` has been through.
    pub fn changed(&mut self, buffer: &Buffer, extent: Extent) {
        let Extent { start, old_end, new_end } = extent;
        let old = self.lines[old_end.line].starts_past(old_end.byte, new_end.byte);
        let fresh = vec![Rows::default(); new_end.line - start.line];
        self.lines.splice(start.line + 1..=old_end.line, fresh);
        self.lines[start.line].forget_from(buffer.line(start.line), self.measure, start.byte);
        self.lines[new_end.line].old = old;
    }

    /// The row that a place is on. Where one row gives way to the next, that is the next.
    pub fn row_of(&mut self, buffer: &Buffer, at: Position) -> Row {
        let rows = &mut self.lines[at.line];
        let index = rows.know_byte(buffer.line(at.line), self.measure, at.byte);
        Row { line: at.line, index, start: rows.starts[index] }
    }

    /// The row above.
    fn above(&mut self, buffer: &Buffer, row: Row) -> Option<Row> {
        if let Some(index) = row.index.checked_sub(1) {
            return Some(Row { index, start: self.lines[row.line].starts[index], ..row });
        }
        let line = row.line.checked_sub(1)?;
        Some(self.row_of(buffer, buffer.line_end(line)))
    }

    /// The row below.
    fn below(&mut self, buffer: &Buffer, row: Row) -> Option<Row> {
        let index = row.index + 1;
        let rows = &mut self.lines[row.line];
        if rows.know_row(buffer.line(row.line), self.measure, index) {
            return Some(Row { index, start: rows.starts[index], ..row });
        }
        (row.line + 1 < buffer.len()).then_some(Row { line: row.line + 1, index: 0, start: 0 })
    }

    /// The row `count` rows up, or the first; how many rows up that is.
    pub fn up(&mut self, buffer: &Buffer, row: Row, count: usize) -> (Row, usize) {
        walk(row, count, |row| self.above(buffer, row))
    }

    /// The row `count` rows down, or the last; how many rows down that is.
    pub fn down(&mut self, buffer: &Buffer, row: Row, count: usize) -> (Row, usize) {
        walk(row, count, |row| self.below(buffer, row))
    }

    /// The column of a place on its row.
    pub fn column(buffer: &Buffer, row: Row, at: Position) -> usize {
        wrap::columns(&buffer.line(row.line)[row.start..at.byte])
    }

    /// The place on a row that is nearest to a column.
    pub fn place(&mut self, buffer: &Buffer, row: Row, column: usize) -> Position {
        let end = self.row_end(buffer, row);
        let words = &buffer.line(row.line)[row.start..end.byte];
        Position::new(row.line, row.start + wrap::byte_at(words, column))
    }

    /// The last place that is still on a row.
    fn row_end(&mut self, buffer: &Buffer, row: Row) -> Position {
        match self.below(buffer, row).filter(|below| below.line == row.line) {
            Some(below) => motion::go(buffer, Position::new(row.line, below.start), Motion::Left),
            None => buffer.line_end(row.line),
        }
    }

    /// Where a motion leads, and the column to keep to if it is one by row; `page` rows are a screenful.
    pub fn go(&mut self, buffer: &Buffer, from: Cursor, motion: Motion, page: usize) -> (Position, Option<usize>) {
        let count = match motion {
            Motion::Up | Motion::Down => 1,
            Motion::PageUp | Motion::PageDown => page.max(1),
            _ => return (self.go_along(buffer, from.head, motion), None),
        };
        let row = self.row_of(buffer, from.head);
        let column = from.column.unwrap_or_else(|| Self::column(buffer, row, from.head));
        let up = matches!(motion, Motion::Up | Motion::PageUp);
        let (to, moved) = if up { self.up(buffer, row, count) } else { self.down(buffer, row, count) };
        let place = match (moved, up) {
            (0, true) => Position::default(),
            (0, false) => buffer.end(),
            _ => self.place(buffer, to, column),
        };
        (place, Some(column))
    }

    /// Where a motion leads that keeps to the order of the text.
    fn go_along(&mut self, buffer: &Buffer, from: Position, motion: Motion) -> Position {
        let edge = match motion {
            Motion::RowStart => {
                let row = self.row_of(buffer, from);
                Position::new(row.line, row.start)
            }
            Motion::RowEnd => {
                let row = self.row_of(buffer, from);
                self.row_end(buffer, row)
            }
            _ => from,
        };
        if edge == from { motion::go(buffer, from, motion) } else { edge }
    }

    /// How many rows there are ahead of `row`, and how many in all. Lines that nobody asked for are guessed.
    pub fn count(&self, buffer: &Buffer, row: Row) -> (usize, usize) {
        let guess = |line: usize| {
            let rows = &self.lines[line];
            let rest = if rows.complete { 0 } else { (buffer.line(line).len() - rows.last()) / self.measure };
            rows.starts.len() + rest
        };
        let ahead = (0..row.line).map(guess).sum::<usize>();
        (ahead + row.index, ahead + (row.line..buffer.len()).map(guess).sum::<usize>())
    }
}

#[cfg(test)]
impl Layout {
    /// How many rows of a line are known.
    pub fn known(&self, line: usize) -> usize {
        self.lines[line].starts.len()
    }
}

/// How many of `width` columns are for words.
pub(super) const fn measure(width: u16) -> usize {
    if width > 2 { width as usize - 1 } else { 1 }
}

/// Takes `count` steps, or as many as there are; where that leads and how many there were.
fn walk(from: Row, count: usize, mut step: impl FnMut(Row) -> Option<Row>) -> (Row, usize) {
    let mut row = from;
    for taken in 0..count {
        match step(row) {
            Some(next) => row = next,
            None => return (row, taken),
        }
    }
    (row, count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_and_rows_answer_each_other() {
        let buffer = Buffer::new("one two three\n\n漢字漢字");
        let mut layout = Layout::new(&buffer, 6);
        let cases =
            [((0, 0), (0, 0, 0)), ((0, 4), (0, 1, 0)), ((0, 13), (0, 2, 5)), ((1, 0), (1, 0, 0)), ((2, 6), (2, 1, 0))];
        for ((line, byte), (row_line, index, column)) in cases {
            let at = Position::new(line, byte);
            let row = layout.row_of(&buffer, at);
            assert_eq!((row.line, row.index, Layout::column(&buffer, row, at)), (row_line, index, column), "{at:?}");
            assert_eq!(layout.place(&buffer, row, column), at);
        }
    }

    #[test]
    fn the_column_is_kept_across_short_rows() {
        let buffer = Buffer::new("abcdef\nx\n漢漢漢漢");
        let mut layout = Layout::new(&buffer, 20);
        let mut cursor = Cursor::at(Position::new(0, 5));
        let mut seen = Vec::new();
        for motion in [Motion::Down, Motion::Down, Motion::Down, Motion::Up, Motion::Up] {
            let (head, column) = layout.go(&buffer, cursor, motion, 5);
            cursor = cursor.moved(head, column, false);
            seen.push((head.line, head.byte));
        }
        assert_eq!(seen, [(1, 1), (2, 6), (2, 12), (1, 1), (0, 5)]);
    }

    /// Where every row of every line starts.
    fn know_all(layout: &mut Layout, buffer: &Buffer) -> Vec<Vec<usize>> {
        let lines = 0..buffer.len();
        lines
            .map(|line| {
                layout.row_of(buffer, buffer.line_end(line));
                layout.lines[line].starts.clone()
            })
            .collect()
    }

    proptest! {
        #[test]
        fn what_is_kept_is_what_wrapping_anew_would_give(
            text in "([a-c漢🇪🇺\u{301} \t\n”(-]|👩\u{200D}){0,40}",
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, "[ab漢🇺 \n\u{301}-]{0,5}"), 1..8),
            width in 1_u16..9,
        ) {
            let mut buffer = Buffer::new(&text);
            let mut layout = Layout::new(&buffer, width);
            for (place, length, new) in edits {
                if length > 1 {
                    know_all(&mut layout, &buffer);
                }
                let line = place.index(buffer.len());
                let places: Vec<usize> = buffer.line(line).char_indices().map(|(at, _)| at).chain([buffer.line(line).len()]).collect();
                let from = place.index(places.len());
                let mut to = Position::new(line, places[(from + length).min(places.len() - 1)]);
                if length == 5 && line + 1 < buffer.len() {
                    to = Position::new(line + 1, 0);
                }
                let extent = buffer.replace(Position::new(line, places[from]), to, &new);
                layout.changed(&buffer, extent);
                let mut anew = Layout::new(&buffer, width);
                prop_assert_eq!(know_all(&mut layout.clone(), &buffer), know_all(&mut anew, &buffer));
                layout.row_of(&buffer, extent.new_end);
            }
        }
    }
}
