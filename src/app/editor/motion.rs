//! Where a motion leads, as far as the text alone can tell: clusters, words, lines, the text's ends.
//!
//! Motions by row need to know how lines are wrapped; see [`super::layout`].

use unicode_segmentation::UnicodeSegmentation;

use super::buffer::{Buffer, Position};
use super::grapheme;

/// A way to go from one place to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    /// One character back.
    Left,
    /// One character on.
    Right,
    /// The row above.
    Up,
    /// The row below.
    Down,
    /// The start of the word at or before the cursor; a line's end from the start of the next.
    WordLeft,
    /// The end of the word at or after the cursor; a line's start from the end of the one before.
    WordRight,
    /// The start of the row; of the line, where the cursor stands there already.
    RowStart,
    /// The end of the row; of the line, where the cursor stands there already.
    RowEnd,
    /// The start of the line.
    LineStart,
    /// The end of the line.
    LineEnd,
    /// A screenful up.
    PageUp,
    /// A screenful down.
    PageDown,
    /// The start of the text.
    TextStart,
    /// The end of the text.
    TextEnd,
}

/// Where a motion leads that no wrapping has a say in; of motions by row, those within the line lead to its ends and the
/// others nowhere.
pub(super) fn go(buffer: &Buffer, from: Position, motion: Motion) -> Position {
    match motion {
        Motion::Left => left(buffer, from),
        Motion::Right => right(buffer, from),
        Motion::WordLeft => word_left(buffer, from),
        Motion::WordRight => word_right(buffer, from),
        Motion::LineStart | Motion::RowStart => Position::new(from.line, 0),
        Motion::LineEnd | Motion::RowEnd => buffer.line_end(from.line),
        Motion::TextStart => Position::default(),
        Motion::TextEnd => buffer.end(),
        Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown => from,
    }
}

fn left(buffer: &Buffer, from: Position) -> Position {
    match from {
        Position { line: 0, byte: 0 } => from,
        Position { line, byte: 0 } => buffer.line_end(line - 1),
        Position { line, byte } => Position::new(line, grapheme::previous(buffer.line(line), byte)),
    }
}

fn right(buffer: &Buffer, from: Position) -> Position {
    let line = buffer.line(from.line);
    if from.byte < line.len() {
        Position::new(from.line, grapheme::next(line, from.byte))
    } else if from.line + 1 < buffer.len() {
        Position::new(from.line + 1, 0)
    } else {
        from
    }
}

fn word_left(buffer: &Buffer, from: Position) -> Position {
    if from.byte == 0 {
        return left(buffer, from);
    }
    let line = buffer.line(from.line);
    let start = line[..from.byte].split_word_bound_indices().rev().find(|(_, piece)| is_word(piece));
    Position::new(from.line, start.map_or(0, |(at, _)| grapheme::at_or_before(line, at)))
}

fn word_right(buffer: &Buffer, from: Position) -> Position {
    let line = buffer.line(from.line);
    if from.byte == line.len() {
        return right(buffer, from);
    }
    let word = line[from.byte..].split_word_bound_indices().find(|(_, piece)| is_word(piece));
    let end = word.map_or(line.len(), |(at, piece)| from.byte + at + piece.len());
    Position::new(from.line, grapheme::at_or_after(line, end))
}

/// The word at a place, or the one that ends there; failing both, the gap or the mark that stands there.
pub(super) fn word_at(buffer: &Buffer, at: Position) -> (Position, Position) {
    let line = buffer.line(at.line);
    // From the gap ahead of it, so that a long line is not walked from its beginning.
    let gap = line[..at.byte].trim_end().rfind(char::is_whitespace).unwrap_or(0);
    let pieces = line[gap..].split_word_bound_indices().map(|(start, piece)| (gap + start, piece));
    let touching =
        pieces.skip_while(|(start, piece)| start + piece.len() < at.byte).take_while(|&(start, _)| start <= at.byte);
    let (start, piece) = touching.max_by_key(|(_, piece)| is_word(piece)).unwrap_or((at.byte, ""));
    (
        Position::new(at.line, grapheme::at_or_before(line, start)),
        Position::new(at.line, grapheme::at_or_after(line, start + piece.len())),
    )
}

/// Whether a piece between two word boundaries is a word, and not a gap or a mark.
fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts have a `|` where the cursor stands.
    fn parse(text: &str) -> (Buffer, Position) {
        let (before, after) = text.split_once('|').unwrap();
        (Buffer::new(&format!("{before}{after}")), Position::default().after(before))
    }

    fn marked(buffer: &Buffer, at: Position) -> String {
        format!("{}|{}", buffer.slice(Position::default(), at), buffer.slice(at, buffer.end()))
    }

    #[test]
    fn motions_lead_where_a_reader_expects() {
        use Motion::{Left, LineEnd, LineStart, Right, TextEnd, TextStart, WordLeft, WordRight};
        let cases = [
            ("a👩‍👩‍👧|b", Left, "a|👩‍👩‍👧b"),
            ("a|👩‍👩‍👧b", Right, "a👩‍👩‍👧|b"),
            ("|e\u{301}x", Right, "e\u{301}|x"),
            ("one\n|two", Left, "one|\ntwo"),
            ("one|\ntwo", Right, "one\n|two"),
            ("|one", Left, "|one"),
            ("one|", Right, "one|"),
            ("say can't| now", WordLeft, "say |can't now"),
            ("say |can't now", WordRight, "say can't| now"),
            ("one,  |two", WordLeft, "|one,  two"),
            ("one|,  two!", WordRight, "one,  two|!"),
            ("one two|!!", WordRight, "one two!!|"),
            ("  |one", WordLeft, "|  one"),
            ("one\n|two", WordLeft, "one|\ntwo"),
            ("one|\n two", WordRight, "one\n| two"),
            ("a\nb|c\nd", LineStart, "a\n|bc\nd"),
            ("a\nb|c\nd", LineEnd, "a\nbc|\nd"),
            ("a\nb|c\nd", TextStart, "|a\nbc\nd"),
            ("a\nb|c\nd", TextEnd, "a\nbc\nd|"),
        ];
        for (text, motion, expected) in cases {
            let (buffer, at) = parse(text);
            assert_eq!(marked(&buffer, go(&buffer, at, motion)), expected, "{text:?} {motion:?}");
        }
    }

    #[test]
    fn a_word_is_found_from_anywhere_in_it() {
        let cases = [
            ("one tw|o three", "two"),
            ("one |two", "two"),
            ("one two|", "two"),
            ("one two|, x", "two"),
            ("a  |  b", "    "),
            ("|", ""),
            ("don|'t", "don't"),
            ("x\ncaf|e\u{301}s y", "cafe\u{301}s"),
        ];
        for (text, expected) in cases {
            let (buffer, at) = parse(text);
            let (from, to) = word_at(&buffer, at);
            assert_eq!(buffer.slice(from, to), expected, "{text:?}");
        }
    }
}
