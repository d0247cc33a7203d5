//! Finding in the text: the search and its hits, the actor that is followed, the evidence that is marked.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::analysis::{ActorId, Analysis};
use crate::document::{Briefing, ParagraphId, Span};

/// What the reader is looking for.
#[derive(Debug, Default)]
pub struct Finder {
    /// The search.
    pub search: Option<Search>,
    /// The actor that is followed.
    pub follow: Option<Follow>,
    /// Evidence that the reader jumped to.
    pub evidence: Option<Span>,
    /// What `n` and `N` step through.
    pub stepping: Stepping,
}

/// What 'next' and 'previous' step through: whatever was asked for last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stepping {
    /// Search hits.
    #[default]
    Hits,
    /// Mentions of the followed actor.
    Mentions,
}

/// An actor that is followed: the reader keeps to the paragraphs that name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// Whom.
    pub actor: ActorId,
    /// The paragraphs that name it, in order.
    pub paragraphs: Vec<ParagraphId>,
    /// Its mentions, in reading order.
    pub mentions: Vec<Span>,
    /// The mention the reader is at.
    pub at: usize,
}

impl Follow {
    /// Follows an actor of an analysis; `None` where it has no such actor or no mention of it.
    #[must_use]
    pub fn new(analysis: &Analysis, actor: &ActorId) -> Option<Self> {
        let found = analysis.actors.iter().find(|other| other.id == *actor)?;
        let mut paragraphs: Vec<ParagraphId> = found.mentions.iter().map(|mention| mention.paragraph).collect();
        paragraphs.dedup();
        let mentions: Vec<Span> = found.mentions.iter().map(|mention| mention.span).collect();
        (!mentions.is_empty()).then(|| Self { actor: actor.clone(), paragraphs, mentions, at: 0 })
    }
}

impl Finder {
    /// The paragraphs that are shown while an actor is followed.
    #[must_use]
    pub fn followed_paragraphs(&self) -> Option<&[ParagraphId]> {
        self.follow.as_ref().map(|follow| follow.paragraphs.as_slice())
    }

    /// Goes over to a newer analysis: an actor that is followed is followed on, from the same mention.
    pub fn take_analysis(&mut self, analysis: &Analysis) {
        self.follow = self.follow.take().and_then(|old| {
            let here = old.mentions[old.at].start;
            let mut follow = Follow::new(analysis, &old.actor)?;
            follow.at = follow.mentions.partition_point(|span| span.start < here).min(follow.mentions.len() - 1);
            Some(follow)
        });
    }
}

/// A search, and where it hits. Hits are kept as bytes of the canonical text, for speed.
#[derive(Debug)]
pub struct Search {
    /// What was typed.
    pub query: String,
    hits: Vec<Range<usize>>,
    /// The hit that the reader is at.
    pub at: Option<usize>,
    /// Where the reader was when the search began.
    pub from: ParagraphId,
}

impl Search {
    /// Searches a briefing. Smart case: a query without capitals finds capitals too. Straight quotes and hyphens find
    /// typographic ones, and a space finds any white space.
    #[must_use]
    pub fn new(briefing: &Briefing, query: &str, from: ParagraphId) -> Self {
        let hits = match pattern(query) {
            Some(pattern) => pattern.find_iter(&briefing.text).map(|hit| hit.range()).collect(),
            None => Vec::new(),
        };
        Self { query: query.to_owned(), hits, at: None, from }
    }

    /// How many hits there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.hits.len()
    }

    /// The first hit at or after the start of a paragraph, else the first of all.
    #[must_use]
    pub fn first_from(&self, briefing: &Briefing, paragraph: ParagraphId) -> Option<usize> {
        let start = briefing.paragraphs.get(paragraph.0).map_or(0, |p| p.bytes.start);
        let next = self.hits.partition_point(|hit| hit.start < start);
        (!self.hits.is_empty()).then_some(if next == self.hits.len() { 0 } else { next })
    }

    /// The hit `by` hits on from where the reader is, around the ends; `None` without hits. Whether it went around.
    #[must_use]
    pub fn step(&self, briefing: &Briefing, cursor: ParagraphId, forward: bool) -> Option<(usize, bool)> {
        let count = self.hits.len();
        if count == 0 {
            return None;
        }
        let bytes = &briefing.paragraphs.get(cursor.0)?.bytes;
        let here = self.at.filter(|at| bytes.contains(&self.hits[*at].start));
        Some(match (forward, here) {
            (true, Some(at)) => ((at + 1) % count, at + 1 == count),
            (false, Some(at)) => ((at + count - 1) % count, at == 0),
            (true, None) => {
                let next = self.hits.partition_point(|hit| hit.start < bytes.start);
                (next % count, next == count)
            }
            (false, None) => {
                let next = self.hits.partition_point(|hit| hit.start < bytes.start);
                ((next + count - 1) % count, next == 0)
            }
        })
    }

    /// A hit as a span of the canonical text.
    #[must_use]
    pub fn span(&self, briefing: &Briefing, hit: usize) -> Option<Span> {
        let hit = self.hits.get(hit)?;
        Some(Span::new(briefing.place_at(hit.start), briefing.place_at(hit.end)))
    }

    /// The hits in a paragraph, as spans, each with its number from 0.
    #[must_use]
    pub fn in_paragraph(&self, briefing: &Briefing, paragraph: ParagraphId) -> Vec<(usize, Span)> {
        let bytes = &briefing.paragraphs[paragraph.0].bytes;
        let from = self.hits.partition_point(|hit| hit.end <= bytes.start);
        let to = self.hits.partition_point(|hit| hit.start < bytes.end);
        (from..to.max(from)).filter_map(|hit| Some((hit, self.span(briefing, hit)?))).collect()
    }
}

/// The pattern that a query stands for; `None` for a blank one.
fn pattern(query: &str) -> Option<Regex> {
    if query.trim().is_empty() {
        return None;
    }
    let mut words = String::with_capacity(query.len() * 2);
    for c in query.chars() {
        match c {
            '\'' => words.push_str("['’‘ʼ]"),
            '"' => words.push_str("[\"“”„«»]"),
            '-' => words.push_str("[-‐‑–]"),
            c if c.is_whitespace() => {
                if !words.ends_with(r"\s+") {
                    words.push_str(r"\s+");
                }
            }
            c => words.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    let exact = query.chars().any(char::is_uppercase);
    RegexBuilder::new(&words).case_insensitive(!exact).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        pattern(query).map(|p| p.find_iter(text).map(|hit| hit.as_str()).collect()).unwrap_or_default()
    }

    #[test]
    fn a_query_without_capitals_finds_both() {
        assert_eq!(hits("Land and land", "land"), ["Land", "land"]);
        assert_eq!(hits("Land and land", "Land"), ["Land"]);
    }

    #[test]
    fn plain_typing_finds_typographic_text() {
        assert_eq!(hits("Ukraine’s “cast‑iron” guarantees", "ukraine's \"cast-iron\"  guarantees").len(), 1);
    }

    #[test]
    fn what_means_something_to_a_pattern_is_only_itself() {
        assert_eq!(hits("a.c abc (x)", "a.c"), ["a.c"]);
        assert_eq!(hits("a (x)", "(x)"), ["(x)"]);
        assert!(hits("abc", "  ").is_empty());
    }
}
