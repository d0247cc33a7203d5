//! Rows made printable: what stands on each, what of it is selected, where the cursor shows.

use unicode_segmentation::UnicodeSegmentation;

use super::buffer::{Buffer, Position};
use super::cursor::Cursor;
use super::layout::Row;
use super::{grapheme, wrap};
use crate::app::Point;
use crate::app::view::{Line, Role, Segment, Style};

/// Up to `height` rows from `top` on, and where the cursor stands among them.
///
/// Wraps what it shows and nothing else.
pub(super) fn rows(
    buffer: &Buffer,
    cursor: Cursor,
    top: Row,
    measure: usize,
    height: u16,
) -> (Vec<Line>, Option<Point>) {
    let mut lines = Vec::new();
    let mut point = None;
    let mut from = Position::new(top.line, top.start);
    for y in 0..height {
        let next = wrap::row(buffer.line(from.line), from.byte, measure).map(|full| full.next);
        let to = next.map_or(buffer.line_end(from.line), |byte| Position::new(from.line, byte));
        let head = cursor.head;
        if head >= from && (head < to || (head == to && next.is_none())) {
            let column = wrap::columns(&buffer.line(from.line)[from.byte..head.byte]).min(measure);
            point = Some(Point { x: u16::try_from(column).unwrap_or(u16::MAX), y });
        }
        lines.push(row(buffer, cursor, from, to, next.is_none()));
        match next {
            Some(byte) => from.byte = byte,
            None if from.line + 1 < buffer.len() => from = Position::new(from.line + 1, 0),
            None => break,
        }
    }
    (lines, point)
}

/// The words from one place of a line to another; `ends` says whether the line ends there.
pub(super) fn row(buffer: &Buffer, cursor: Cursor, from: Position, to: Position, ends: bool) -> Line {
    let (start, end) = cursor.selection();
    let line = buffer.line(from.line);
    let first = start.clamp(from, to).byte;
    let last = end.clamp(from, to).byte;
    let mut row = Line::default();
    for (words, selected) in
        [(&line[from.byte..first], false), (&line[first..last], true), (&line[last..to.byte], false)]
    {
        push(&mut row, shown(words), selected);
    }
    // A selected line break shows as a selected blank.
    if ends && start <= to && to < end {
        push(&mut row, " ".to_owned(), true);
    }
    row
}

fn push(row: &mut Line, text: String, selected: bool) {
    if !text.is_empty() {
        let style = Style { role: Role::Text, selected, ..Style::default() };
        row.segments.push(Segment { text, style, address: None });
    }
}

fn shown(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for cluster in words.graphemes(true) {
        grapheme::show(cluster, &mut out);
    }
    out
}
