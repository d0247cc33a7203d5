//! `brief.note-list/1`: the notes on a briefing, and where they stand now.

use serde::Serialize;

use super::Source;
use crate::document::Briefing;
use crate::notes::Placed;

/// `brief note list --json`.
#[derive(Serialize)]
pub(crate) struct NoteList<'a> {
    schema: &'static str,
    source: Source<'a>,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Note<'a> {
    id: &'a str,
    /// The paragraph that shows it; null for an orphan.
    paragraph: Option<String>,
    /// What became of its text: `exact`, `moved`, `changed`, `paragraph only` or `orphan`.
    state: &'static str,
    /// The words it is on, as they are now; null where they are gone.
    start: Option<usize>,
    end: Option<usize>,
    /// The words that it was made on.
    quote: &'a str,
    whole_paragraph: bool,
    text: &'a str,
    tags: &'a [String],
    author: Option<&'a str>,
    created: String,
    changed: String,
    /// When it was put in the trash; null for one that stands.
    removed: Option<String>,
}

impl<'a> NoteList<'a> {
    pub(crate) fn of(briefing: &'a Briefing, notes: impl Iterator<Item = &'a Placed>) -> Self {
        Self { schema: "brief.note-list/1", source: Source::of(briefing), notes: notes.map(Note::of).collect() }
    }
}

impl<'a> Note<'a> {
    fn of(Placed { note, placement }: &'a Placed) -> Self {
        let span = placement.span();
        Self {
            id: &note.id.0,
            paragraph: placement.paragraph().map(|paragraph| paragraph.to_string()),
            state: placement.name(),
            start: span.map(|span| span.start),
            end: span.map(|span| span.end),
            quote: &note.anchor.quote,
            whole_paragraph: note.anchor.whole_paragraph,
            text: &note.text,
            tags: &note.tags,
            author: note.author.as_deref(),
            created: note.created.to_string(),
            changed: note.changed.to_string(),
            removed: note.removed.map(|removed| removed.to_string()),
        }
    }
}
