//! Briefings and knowledge for this room's tests.

use super::{Knowledge, KnownPosition, PositionId};
use crate::document::{Briefing, Format, Masthead, Outline, Paragraph, ParagraphId, ParagraphKind, SourceInfo, Span};

/// A briefing of these paragraphs.
pub(crate) fn briefing(paragraphs: &[&str]) -> Briefing {
    let (mut text, mut place, mut made) = (String::new(), 0, Vec::new());
    for words in paragraphs {
        if !made.is_empty() {
            text.push_str("\n\n");
            place += 2;
        }
        let (start, byte) = (place, text.len());
        text.push_str(words);
        place += words.chars().count();
        let (span, bytes) = (Span::new(start, place), byte..text.len());
        made.push(Paragraph { kind: ParagraphKind::Text, span, bytes, repeats: None, marks: Vec::new() });
    }
    Briefing {
        source: SourceInfo { path: None, format: Format::Text, sha256: String::new() },
        masthead: Masthead::default(),
        outline: Outline::default(),
        paragraphs: made,
        text,
        language: Some("en".to_owned()),
        diagnostics: Vec::new(),
    }
}

/// The same briefing, its last paragraph repeating an earlier one.
pub(crate) fn repeat_last(mut briefing: Briefing, original: usize) -> Briefing {
    if let Some(last) = briefing.paragraphs.last_mut() {
        last.repeats = Some(ParagraphId(original));
    }
    briefing
}

/// Three positions of the sort a configuration names.
pub(crate) fn knowledge() -> Knowledge {
    Knowledge {
        positions: vec![
            position(
                "land-for-security",
                &[
                    "land for security",
                    "trade land for security",
                    "cede territory",
                    "relinquish land",
                    "territorial concessions",
                ],
                &[],
                &["not relinquish land", "not cede territory", "no territorial concessions"],
            ),
            position(
                "cast-iron-guarantees",
                &["cast-iron guarantee", "robust security guarantees", "substantial security guarantees"],
                &[],
                &[],
            ),
            position(
                "coalition-of-the-willing",
                &["coalition of the willing"],
                &["back the coalition", "join the coalition"],
                &[],
            ),
        ],
        actors: Vec::new(),
    }
}

fn position(id: &str, phrases: &[&str], supports: &[&str], opposes: &[&str]) -> KnownPosition {
    let owned = |list: &[&str]| list.iter().map(|&phrase| phrase.to_owned()).collect();
    KnownPosition {
        id: PositionId(id.to_owned()),
        label: id.replace('-', " "),
        definition: None,
        phrases: owned(phrases),
        supports: owned(supports),
        opposes: owned(opposes),
    }
}
