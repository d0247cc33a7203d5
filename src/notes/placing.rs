//! Where a note stands in the briefing as it is now: the selectors of its anchor, tried in order.
//!
//! A wrong place is worse than none, so every selector answers only where the evidence is clear: the same bytes; the text
//! it was made on, carried over word by word; without that, the same or much the same words in recognisable surroundings,
//! or the surroundings alone for the paragraph as a whole. What none of them can place is an orphan.

use std::collections::BTreeMap;

use super::anchoring::{Anchored, Quote, Revision, State, find_quotes};
use super::{Anchor, Note, Versions, offsets::Offsets, seek::Found};
use crate::document::{Briefing, ParagraphId, Span};

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placement {
    /// On the text that it was made on, which has not changed.
    Exact(Spot),
    /// On the same words, which stand elsewhere or in another version of the source.
    Moved(Spot),
    /// On words that took the place of those it was made on.
    Changed(Spot),
    /// In this paragraph, whose words have changed.
    ParagraphOnly(ParagraphId),
    /// Nowhere: its text is gone.
    Orphan {
        /// The paragraph that stands nearest to where its text stood, where that can be told.
        near: Option<ParagraphId>,
    },
}

/// A span and the paragraph it starts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// The words, in the canonical text.
    pub span: Span,
}

impl Placement {
    /// The paragraph that shows the note.
    #[must_use]
    pub const fn paragraph(self) -> Option<ParagraphId> {
        match self {
            Self::Exact(spot) | Self::Moved(spot) | Self::Changed(spot) => Some(spot.paragraph),
            Self::ParagraphOnly(paragraph) => Some(paragraph),
            Self::Orphan { .. } => None,
        }
    }

    /// The words it is on, as they are now.
    #[must_use]
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Exact(spot) | Self::Moved(spot) | Self::Changed(spot) => Some(spot.span),
            Self::ParagraphOnly(_) | Self::Orphan { .. } => None,
        }
    }

    /// The paragraph nearest to where its text stood, where that is gone and this can be told.
    #[must_use]
    pub const fn near(self) -> Option<ParagraphId> {
        match self {
            Self::Orphan { near } => near,
            _ => None,
        }
    }

    /// Whether its text is not what it was made on: changed, or gone.
    #[must_use]
    pub const fn is_revised(self) -> bool {
        matches!(self, Self::Changed(_) | Self::ParagraphOnly(_) | Self::Orphan { .. })
    }

    /// Whether its text is gone.
    #[must_use]
    pub const fn is_orphan(self) -> bool {
        matches!(self, Self::Orphan { .. })
    }

    /// Its name in files and on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Moved(_) => "moved",
            Self::Changed(_) => "changed",
            Self::ParagraphOnly(_) => "paragraph only",
            Self::Orphan { .. } => "orphan",
        }
    }
}

/// Places one anchor. For many, [`place_all`] reads the briefing once.
#[must_use]
pub fn place(anchor: &Anchor, briefing: &Briefing) -> Placement {
    place_anchors(&[anchor], briefing, &Versions::default())[0]
}

/// Places every note, in their order. `versions` has the texts that they were made on, as far as they are kept. Takes time
/// with the length of the texts and the number of notes, not their product.
#[must_use]
pub fn place_all(notes: &[Note], briefing: &Briefing, versions: &Versions) -> Vec<Placement> {
    place_anchors(&notes.iter().map(|note| &note.anchor).collect::<Vec<_>>(), briefing, versions)
}

fn place_anchors(anchors: &[&Anchor], briefing: &Briefing, versions: &Versions) -> Vec<Placement> {
    let offsets = Offsets::new(&briefing.text);
    let mut placements: Vec<_> = anchors.iter().map(|anchor| same_source(anchor, briefing, &offsets)).collect();
    carry_over(anchors, &mut placements, briefing, versions);
    let open: Vec<_> = anchors.iter().zip(&placements).filter(|(_, p)| p.is_none()).map(|(a, _)| *a).collect();
    if !open.is_empty() {
        let searched = Searched { briefing, offsets: &offsets, found: Found::new(&open, &briefing.text) };
        for (placement, anchor) in placements.iter_mut().zip(anchors).filter(|(placement, _)| placement.is_none()) {
            *placement = by_quote(anchor, &searched);
        }
        search(anchors, &mut placements, briefing);
        for (placement, anchor) in placements.iter_mut().zip(anchors).filter(|(placement, _)| placement.is_none()) {
            *placement = by_neighbours(anchor, &searched).or_else(|| Some(searched.orphan(anchor)));
        }
    }
    placements.into_iter().map(|placement| placement.unwrap_or(Placement::Orphan { near: None })).collect()
}

/// Places anchors whose old text is kept, each version aligned with the briefing once. What is not found so is not
/// searched for: the words may stand elsewhere, but they are others.
fn carry_over(anchors: &[&Anchor], placements: &mut [Option<Placement>], briefing: &Briefing, versions: &Versions) {
    let mut by_source: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, anchor) in anchors.iter().enumerate().filter(|(i, _)| placements[*i].is_none()) {
        by_source.entry(&anchor.source).or_default().push(i);
    }
    for (source, open) in by_source {
        let Some(old) = versions.get(source) else { continue };
        let old_offsets = Offsets::new(old);
        // The text may have been read otherwise by another version of this program.
        let fits = |i: &usize| old_offsets.slice(anchors[*i].span) == Some(&*anchors[*i].quote);
        let fitting: Vec<usize> = open.into_iter().filter(fits).collect();
        if fitting.is_empty() {
            continue;
        }
        let revision = Revision::new(old, &briefing.text);
        for i in fitting {
            placements[i] = Some(carried(anchors[i], &revision, old, &old_offsets, briefing));
        }
    }
}

fn carried(
    anchor: &Anchor,
    revision: &Revision<'_>,
    old: &str,
    old_offsets: &Offsets<'_>,
    briefing: &Briefing,
) -> Placement {
    let orphan =
        || Placement::Orphan { near: revision.near(anchor.span).and_then(|place| briefing.paragraph_at(place)) };
    match revision.find(anchor.span) {
        Anchored::Found { span, state, .. } => placed_at(span, state, briefing).unwrap_or_else(orphan),
        Anchored::Orphan if anchor.whole_paragraph => orphan(),
        // The words are gone; their paragraph may not be.
        Anchored::Orphan => match paragraph_around(anchor.span, old, old_offsets).map(|around| revision.find(around)) {
            Some(Anchored::Found { span, score, .. }) if score >= SURE_OF_PARAGRAPH => {
                home(span, briefing).map_or_else(orphan, Placement::ParagraphOnly)
            }
            _ => orphan(),
        },
    }
}

/// How sure the place of a paragraph must be for a note whose words in it are gone.
const SURE_OF_PARAGRAPH: f64 = 0.6;

/// The paragraph of a canonical text in which a span stands.
fn paragraph_around(span: Span, text: &str, offsets: &Offsets<'_>) -> Option<Span> {
    let (start, end) = (offsets.byte(span.start)?, offsets.byte(span.end)?);
    let first = text[..start].rfind("\n\n").map_or(0, |at| at + 2);
    let past = text[end..].find("\n\n").map_or(text.len(), |at| end + at);
    Some(Span::new(offsets.char(first)?, offsets.char(past)?))
}

fn placed_at(span: Span, state: State, briefing: &Briefing) -> Option<Placement> {
    let spot = Spot { paragraph: home(span, briefing)?, span };
    Some(match state {
        State::Exact => Placement::Exact(spot),
        State::Moved => Placement::Moved(spot),
        State::Changed => Placement::Changed(spot),
    })
}

/// The paragraph that has most of a span.
fn home(span: Span, briefing: &Briefing) -> Option<ParagraphId> {
    let first = briefing.paragraph_at(span.start)?;
    let touched = briefing.paragraphs.iter().enumerate().skip(first.0).take_while(|(_, p)| p.span.start < span.end);
    let shared = |other: Span| other.end.min(span.end).saturating_sub(other.start.max(span.start));
    touched.max_by_key(|(i, p)| (shared(p.span), std::cmp::Reverse(*i))).map(|(i, _)| ParagraphId(i))
}

/// Places anchors by quotes that are much the same.
fn search(anchors: &[&Anchor], placements: &mut [Option<Placement>], briefing: &Briefing) {
    let open: Vec<usize> = (0..anchors.len()).filter(|i| placements[*i].is_none()).collect();
    let quote =
        |i: &usize| Quote { prefix: &anchors[*i].prefix, words: &anchors[*i].quote, suffix: &anchors[*i].suffix };
    let quotes: Vec<Quote<'_>> = open.iter().map(quote).collect();
    for (i, found) in open.into_iter().zip(find_quotes(&briefing.text, &quotes)) {
        if let Anchored::Found { span, state: State::Changed, .. } = found {
            placements[i] = placed_at(span, State::Changed, briefing);
        }
    }
}

/// What selectors look at: the briefing, and where the words of the anchors occur in it.
struct Searched<'a> {
    briefing: &'a Briefing,
    offsets: &'a Offsets<'a>,
    found: Found<'a>,
}

impl Searched<'_> {
    /// An orphan, near what stood ahead of its text or behind it, if one of these is there once.
    fn orphan(&self, anchor: &Anchor) -> Placement {
        let telling = |context: &&String| context.chars().count() >= TELLING_NEIGHBOUR;
        let mut contexts = [&anchor.prefix, &anchor.suffix].into_iter().filter(telling);
        let at = contexts.find_map(|context| self.found.only(context));
        let near = at.and_then(|at| self.offsets.char(at)).and_then(|place| self.briefing.paragraph_at(place));
        Placement::Orphan { near }
    }
}

/// The same bytes: the span stands, if this version of the program still reads the same words there.
fn same_source(anchor: &Anchor, briefing: &Briefing, offsets: &Offsets<'_>) -> Option<Placement> {
    if anchor.source != briefing.source.sha256 || anchor.span.is_empty() {
        return None;
    }
    let bytes = offsets.byte(anchor.span.start)?..offsets.byte(anchor.span.end)?;
    let paragraph = briefing.paragraph_at(anchor.span.start)?;
    (briefing.text.get(bytes)? == anchor.quote).then_some(Placement::Exact(Spot { paragraph, span: anchor.span }))
}

/// Quotes of this many scalar values are believed without their surroundings where they occur once.
const TELLING_QUOTE: usize = 48;
/// The share of the remembered context that must be there for a shorter one.
const ENOUGH_CONTEXT: f64 = 0.2;
/// How much more of the context the best of several places must have than the next.
const CLEAR_LEAD: f64 = 0.15;

/// A place where an anchor's quote occurs.
#[derive(Clone, Copy)]
struct Candidate {
    /// In bytes of the text.
    start: usize,
    /// The share of the remembered context that surrounds it, from 0 to 1.
    context: f64,
}

/// The quote, word for word, where its surroundings tell it from every other place with the same words.
fn by_quote(anchor: &Anchor, searched: &Searched<'_>) -> Option<Placement> {
    let text = &searched.briefing.text;
    let starts = searched.found.all(&anchor.quote)?;
    let mut candidates: Vec<_> = starts
        .iter()
        .map(|&start| Candidate { start, context: context_at(anchor, text, start, start + anchor.quote.len()) })
        .collect();
    candidates.sort_by(|a, b| b.context.total_cmp(&a.context).then(a.start.cmp(&b.start)));
    let best = match candidates.as_slice() {
        [] => return None,
        [only] => (is_telling(anchor, *only, searched) || only.context >= ENOUGH_CONTEXT).then_some(*only),
        [best, next, ..] if best.context >= ENOUGH_CONTEXT && best.context - next.context >= CLEAR_LEAD => Some(*best),
        [best, ..] if best.context >= ENOUGH_CONTEXT => {
            let tied = candidates.partition_point(|other| best.context - other.context < CLEAR_LEAD);
            nearest(anchor, &candidates[..tied], searched)
        }
        _ => None,
    }?;
    moved(best.start..best.start + anchor.quote.len(), searched)
}

/// A long quote that occurs once needs no surroundings, unless all that is left of it is a repeat.
fn is_telling(anchor: &Anchor, only: Candidate, searched: &Searched<'_>) -> bool {
    let paragraph = searched.offsets.char(only.start).and_then(|place| searched.briefing.paragraph_at(place));
    let in_repeat = paragraph.is_some_and(|id| searched.briefing.paragraphs[id.0].repeats.is_some());
    !in_repeat && anchor.quote.chars().nth(TELLING_QUOTE - 1).is_some()
}

/// Of places that words cannot tell apart, as in a text that is repeated whole, the one nearest to where the quote
/// stood, if it is nearer by far.
fn nearest(anchor: &Anchor, tied: &[Candidate], searched: &Searched<'_>) -> Option<Candidate> {
    let mut by_distance: Vec<_> = tied
        .iter()
        .filter_map(|candidate| Some((searched.offsets.char(candidate.start)?.abs_diff(anchor.span.start), *candidate)))
        .collect();
    by_distance.sort_by_key(|(distance, candidate)| (*distance, candidate.start));
    match by_distance.as_slice() {
        [(near, candidate), (far, _), ..] if near * 3 < *far => Some(*candidate),
        _ => None,
    }
}

/// The share of an anchor's context that stands around these bytes: what matches without a gap, outwards.
fn context_at(anchor: &Anchor, text: &str, start: usize, end: usize) -> f64 {
    let remembered = anchor.prefix.chars().count() + anchor.suffix.chars().count();
    if remembered == 0 {
        return 1.0;
    }
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let before = text[..start].chars().rev().zip(anchor.prefix.chars().rev()).take_while(same).count();
    let behind = text[end..].chars().zip(anchor.suffix.chars()).take_while(same).count();
    #[expect(clippy::cast_precision_loss, reason = "both are at most 128")]
    let share = (before + behind) as f64 / remembered as f64;
    share
}

/// Neighbours shorter than this many scalar values tell nothing.
const TELLING_NEIGHBOUR: usize = 24;
/// The share of the quote's words that must still stand between its neighbours.
const ENOUGH_WORDS: f64 = 0.5;

/// What stands between the prefix and the suffix, where each occurs once: the quote itself, or what became of it.
fn by_neighbours(anchor: &Anchor, searched: &Searched<'_>) -> Option<Placement> {
    if anchor.prefix.chars().count() < TELLING_NEIGHBOUR || anchor.suffix.chars().count() < TELLING_NEIGHBOUR {
        return None;
    }
    let start = searched.found.only(&anchor.prefix)? + anchor.prefix.len();
    let end = searched.found.only(&anchor.suffix)?;
    let between = searched.briefing.text.get(start..end)?;
    if between == anchor.quote && !between.is_empty() {
        return moved(start..end, searched);
    }
    let place = searched.offsets.char(start + (between.len() - between.trim_start().len()))?;
    let paragraph = searched.briefing.paragraph_at(place)?;
    let one_paragraph = end <= searched.briefing.paragraphs[paragraph.0].bytes.end;
    (one_paragraph && shared_words(&anchor.quote, between) >= ENOUGH_WORDS)
        .then_some(Placement::ParagraphOnly(paragraph))
}

/// The share of words that two texts have in common, counted as often as they occur (Dice's coefficient).
fn shared_words(old: &str, new: &str) -> f64 {
    fn words(text: &str) -> Vec<&str> {
        let mut words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.sort_unstable();
        words
    }
    let (old, new) = (words(old), words(new));
    let (mut i, mut j, mut shared) = (0, 0, 0_u32);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a text has fewer than 2^52 words")]
    let all = (old.len() + new.len()) as f64;
    if all > 0.0 { 2.0 * f64::from(shared) / all } else { 0.0 }
}

fn moved(bytes: std::ops::Range<usize>, searched: &Searched<'_>) -> Option<Placement> {
    let span = Span::new(searched.offsets.char(bytes.start)?, searched.offsets.char(bytes.end)?);
    Some(Placement::Moved(Spot { paragraph: searched.briefing.paragraph_at(span.start)?, span }))
}

#[cfg(test)]
#[path = "placing_tests.rs"]
mod tests;
