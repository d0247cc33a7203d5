//! `brief.search/1`: where words occur in a library.

use std::borrow::Cow;
use std::path::Path;

use serde::Serialize;

use super::Range;
use crate::document::ParagraphId;
use crate::library::{Hit, Snippet};

/// `brief search --json`.
#[derive(Serialize)]
pub(crate) struct Results<'a> {
    schema: &'static str,
    query: &'a str,
    library: Cow<'a, str>,
    /// How many there are, those past `--limit` too.
    total: usize,
    hits: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    path: Cow<'a, str>,
    sha256: &'a str,
    headline: &'a str,
    date: Option<String>,
    /// Null for the masthead.
    paragraph: Option<String>,
    /// Comparable within one search alone.
    score: f64,
    snippet: Excerpt<'a>,
}

#[derive(Serialize)]
struct Excerpt<'a> {
    text: &'a str,
    /// Places in the snippet's own text.
    found: Vec<Range>,
}

impl<'a> Results<'a> {
    /// The first hits, up to `limit`.
    pub(crate) fn of(query: &'a str, library: &'a Path, hits: &'a [Hit<'a>], limit: usize) -> Self {
        Self {
            schema: "brief.search/1",
            query,
            library: library.to_string_lossy(),
            total: hits.len(),
            hits: hits.iter().take(limit).map(Found::of).collect(),
        }
    }
}

impl<'a> Found<'a> {
    fn of(hit: &'a Hit<'a>) -> Self {
        let entry = &hit.briefing.entry;
        Self {
            path: entry.path.to_string_lossy(),
            sha256: &entry.sha256,
            headline: &entry.headline,
            date: entry.date.map(|date| date.to_string()),
            // Hits count paragraphs from one.
            paragraph: hit.paragraph.map(|number| ParagraphId(number.saturating_sub(1)).to_string()),
            score: hit.score,
            snippet: Excerpt::of(&hit.snippet),
        }
    }
}

impl<'a> Excerpt<'a> {
    fn of(snippet: &'a Snippet) -> Self {
        Self { text: &snippet.text, found: snippet.found.iter().copied().map(Range::of).collect() }
    }
}
