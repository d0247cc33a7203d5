//! A note, and what ties it to its text.

use jiff::Timestamp;

use crate::document::{ParagraphId, Span};

/// A note's id: unique for ever, also across machines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub String);

/// The reader's words on a paragraph or a span. With no words it is a highlight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What it is on.
    pub anchor: Anchor,
    /// The reader's words, as typed.
    pub text: String,
    /// Its tags, without `#`.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
    /// When it was put in the trash, where it stays until it is purged; `None` for one that stands.
    pub removed: Option<Timestamp>,
}

impl Note {
    /// The tags in a line that somebody typed: words parted by spaces or commas, `#` or not, each once.
    #[must_use]
    pub fn tags_in(line: &str) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for tag in line.split(|c: char| c.is_whitespace() || c == ',').map(|tag| tag.trim_start_matches('#')) {
            if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        tags
    }
}

/// How a note holds on to its text when the text changes: several selectors, each of which may fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// SHA-256 of the source it was made on.
    pub source: String,
    /// The words it is on.
    pub quote: String,
    /// Up to 64 scalar values of canonical text ahead of the quote.
    pub prefix: String,
    /// Up to 64 scalar values of canonical text behind it.
    pub suffix: String,
    /// Where the quote stood in that source's canonical text.
    pub span: Span,
    /// The paragraph it stood in.
    pub paragraph: ParagraphId,
    /// Whether it is on the paragraph as a whole and not on chosen words of it.
    pub whole_paragraph: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_from_a_line() {
        for (line, expected) in [
            ("", &[][..]),
            ("#a, b  c", &["a", "b", "c"]),
            ("b #b,,b", &["b"]),
            (" follow-up/later ", &["follow-up/later"]),
        ] {
            assert_eq!(Note::tags_in(line), expected);
        }
    }
}
