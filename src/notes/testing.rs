//! Briefings and notes made by hand, for tests.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;

use super::disk::Disk;
use super::{Anchor, Note, NoteId};
use crate::document::{Briefing, Format, Masthead, Outline, Paragraph, ParagraphId, ParagraphKind, SourceInfo, Span};

/// A briefing of these paragraphs; one that says word for word what an earlier one says is its repeat.
pub(crate) fn briefing(paragraphs: &[&str]) -> Briefing {
    let text = paragraphs.join("\n\n");
    let (mut bytes, mut chars) = (0, 0);
    let made = paragraphs.iter().enumerate().map(|(i, words)| {
        let count = words.chars().count();
        let paragraph = Paragraph {
            kind: ParagraphKind::Text,
            span: Span::new(chars, chars + count),
            bytes: bytes..bytes + words.len(),
            repeats: paragraphs[..i].iter().position(|earlier| earlier == words).map(ParagraphId),
            marks: Vec::new(),
        };
        bytes += words.len() + 2;
        chars += count + 2;
        paragraph
    });
    Briefing {
        paragraphs: made.collect(),
        source: SourceInfo {
            path: Some("talks.txt".into()),
            format: Format::Text,
            sha256: crate::notes::fingerprint(text.as_bytes()),
        },
        masthead: Masthead { headline: Some("The talks".to_owned()), ..Masthead::default() },
        outline: Outline::default(),
        text,
        language: Some("en".to_owned()),
        diagnostics: Vec::new(),
    }
}

/// A second of 2026.
pub(crate) fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).expect("a second of 2026")
}

/// A note on a paragraph.
pub(crate) fn note(id: &str, briefing: &Briefing, paragraph: usize, text: &str) -> Note {
    Note {
        id: NoteId(id.to_owned()),
        anchor: Anchor::on_paragraph(briefing, ParagraphId(paragraph)).expect("the paragraph is there"),
        text: text.to_owned(),
        tags: Vec::new(),
        author: None,
        created: moment(0),
        changed: moment(0),
        removed: None,
    }
}

/// Input/output error, permission denied, no space left, read-only file system; as Linux and macOS number them.
pub(super) const ERRORS: [i32; 4] = [5, 13, 28, 30];

/// A disk of which the operation with this number, from 0, fails with this error of the system; and how many operations
/// were asked of it so far.
pub(super) fn failing(at: usize, error: i32) -> (Disk, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let gate = move |_, _: &Path| {
        let number = count.fetch_add(1, Ordering::Relaxed);
        if number == at { Err(io::Error::from_raw_os_error(error)) } else { Ok(()) }
    };
    (Disk::asking(gate), asked)
}

/// Any note: every text, also such as a program should never have made.
pub(crate) fn any_note() -> impl proptest::strategy::Strategy<Value = Note> {
    use proptest::prelude::*;
    let pieces = [
        "\n", "\n\n", "\t", " ", "\r\n", "# ", ": ", "- ", "yes", "1", "'", "\"", "\u{1b}", "\u{2028}", "word", "漢字",
    ];
    let pieces = move || prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12);
    let text = || prop_oneof![any::<String>(), pieces().prop_map(|pieces| pieces.concat())];
    let words = (text(), text(), text(), text(), text());
    let flags = (any::<bool>(), any::<bool>());
    let rest = (prop::collection::vec(text(), 0..3), prop::option::of(text()), flags);
    let numbers = (0..9_000_usize, 0..9_000_usize, 0..900_usize, 0..1_000_000_i64, 0..999_999_999_i32);
    (words, rest, numbers).prop_map(|(words, (tags, author, (whole_paragraph, is_removed)), numbers)| {
        let (id, text, quote, prefix, suffix) = words;
        let (start, end, paragraph, second, nanosecond) = numbers;
        let created = Timestamp::new(1_790_000_000 + second, nanosecond).expect("a moment of 2026");
        Note {
            id: NoteId(id),
            anchor: Anchor {
                source: "made up".to_owned(),
                quote,
                prefix,
                suffix,
                span: Span::new(start, end),
                paragraph: ParagraphId(paragraph),
                whole_paragraph,
            },
            text,
            tags,
            author,
            created,
            changed: created,
            removed: is_removed.then_some(created),
        }
    })
}
