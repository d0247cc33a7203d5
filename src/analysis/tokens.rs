//! Words, numbers and marks of a text, each with its place in the canonical text.
//!
//! Word boundaries are those of Unicode Standard Annex 29; a possessive ending is a token of its own. Nothing here
//! knows what a word means.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::vocabulary::WordId;
use crate::document::Span;

/// One word, number or mark.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Where, in scalar values of the canonical text.
    pub span: Span,
    /// Where, in its bytes.
    pub bytes: Range<usize>,
    /// Which word of the vocabulary it is, whatever its case.
    pub word: WordId,
    /// How it is written.
    pub shape: Shape,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `peace`, and words of scripts without case.
    Lower,
    /// `Peace`, `McDonald`.
    Capitalised,
    /// `NATO`, `U.S`: more than one letter, all of them capitals.
    Upper,
    /// `J`: one capital.
    Initial,
    /// `2025`, `10:23`.
    Number,
    /// Punctuation, symbols, and the possessive ending.
    Mark,
}

impl Shape {
    /// The shape of these characters.
    pub(crate) fn of(piece: &str) -> Self {
        let Some(first) = piece.chars().next() else { return Self::Mark };
        if first.is_numeric() {
            return Self::Number;
        }
        if !first.is_alphabetic() {
            return Self::Mark;
        }
        if !first.is_uppercase() {
            return Self::Lower;
        }
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        if letters == 1 {
            Self::Initial
        } else if piece.chars().all(|c| !c.is_lowercase()) {
            Self::Upper
        } else {
            Self::Capitalised
        }
    }

    /// Whether it starts with a capital.
    pub(crate) const fn is_capital(self) -> bool {
        matches!(self, Self::Capitalised | Self::Upper | Self::Initial)
    }

    /// Whether it is a word rather than a number or a mark.
    pub(crate) const fn is_word(self) -> bool {
        !matches!(self, Self::Number | Self::Mark)
    }
}

/// The pieces of a text with the byte each starts at; white space is left out.
pub fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_word_bound_indices().filter(|(_, piece)| !piece.starts_with(char::is_whitespace)).flat_map(
        |(at, piece)| {
            let cut = possessive(piece).unwrap_or(piece.len());
            let (word, ending) = piece.split_at(cut);
            [(at, word), (at + cut, ending)].into_iter().filter(|(_, piece)| !piece.is_empty())
        },
    )
}

/// Where the possessive ending of a word starts: `Ukraine's`, `Macron’s`.
fn possessive(piece: &str) -> Option<usize> {
    let stem = piece.strip_suffix(['s', 'S'])?.strip_suffix(['\'', '’'])?;
    let is_clitic =
        ["it", "he", "she", "that", "there", "what", "here", "let"].iter().any(|c| stem.eq_ignore_ascii_case(c));
    (!stem.is_empty() && !is_clitic).then_some(stem.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_sentence() {
        let table: &[(&str, &[&str])] = &[
            ("Ukraine’s voice, it's heard.", &["Ukraine", "’s", "voice", ",", "it's", "heard", "."]),
            ("US-Russia summit", &["US", "-", "Russia", "summit"]),
            ("the U.S. said", &["the", "U.S", ".", "said"]),
            ("“don’t”", &["“", "don’t", "”"]),
        ];
        for (text, expected) in table {
            assert_eq!(pieces(text).map(|(_, piece)| piece).collect::<Vec<_>>(), *expected, "{text}");
        }
    }

    #[test]
    fn shapes() {
        let table = [
            ("peace", Shape::Lower),
            ("McDonald", Shape::Capitalised),
            ("NATO", Shape::Upper),
            ("U.S", Shape::Upper),
            ("J", Shape::Initial),
            ("10:23", Shape::Number),
            ("’s", Shape::Mark),
            ("Élysée", Shape::Capitalised),
        ];
        for (piece, shape) in table {
            assert_eq!(Shape::of(piece), shape, "{piece}");
        }
    }
}
