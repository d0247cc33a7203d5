//! Anchoring: where a span of an old text is in a new one, whatever was done to the text in between.
//!
//! Pure: two texts and spans in, spans with a state and a score out. With the old text, both are aligned word by word
//! ([`Revision`]) and each span is carried along; without it, quotes are searched for ([`find_quotes`]). It never guesses:
//! what is not told apart clearly is an orphan.

mod alignment;
mod chain;
mod dense;
mod mapping;
mod search;
mod tokens;
mod verdict;

use std::ops::Range;

use super::offsets::Offsets;
use crate::document::Span;
use alignment::Alignment;
use dense::Scale;
use mapping::Sides;
pub use search::{Quote, find_quotes};
use tokens::{Token, Vocabulary};

/// What became of a span.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchored {
    /// It is there.
    Found {
        /// Where, in scalar values of the new text.
        span: Span,
        /// What was done to it.
        state: State,
        /// How sure that is, from 0 to 1.
        score: f64,
    },
    /// Its text is gone.
    Orphan,
}

/// What was done to the text of a span that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing: the same characters at the same place.
    Exact,
    /// The same words stand elsewhere, or are set in another way.
    Moved,
    /// Its words were changed.
    Changed,
}

impl State {
    /// Its name in files and on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Changed => "changed",
        }
    }
}

/// How many tokens away what stands nearest to a span is looked for.
const NEAR: usize = 1_000;

/// Two versions of a text, aligned word by word.
pub struct Revision<'a> {
    old_text: Offsets<'a>,
    new_text: Offsets<'a>,
    old: Vec<Token>,
    new: Vec<Token>,
    vocabulary: Vocabulary,
    weights: Vec<f32>,
    alignment: Alignment,
}

impl<'a> Revision<'a> {
    /// Aligns two versions. Takes time with their lengths; on texts that have nothing to do with each other it gives up in time.
    #[must_use]
    pub fn new(old_text: &'a str, new_text: &'a str) -> Self {
        let mut vocabulary = Vocabulary::default();
        let (old, new) = (vocabulary.read(old_text), vocabulary.read(new_text));
        let weights = vocabulary.weights();
        let alignment = Alignment::new(&old, &new, Scale { vocabulary: &vocabulary, weights: &weights });
        let (old_text, new_text) = (Offsets::new(old_text), Offsets::new(new_text));
        Self { old_text, new_text, old, new, vocabulary, weights, alignment }
    }

    /// Where a span of the old text is in the new one.
    #[must_use]
    pub fn find(&self, span: Span) -> Anchored {
        let Some(tokens) = within(&self.old, span) else { return Anchored::Orphan };
        let scale = Scale { vocabulary: &self.vocabulary, weights: &self.weights };
        let sides = Sides { old: &self.old, new: &self.new, alignment: &self.alignment, scale };
        let Some(mut carried) = sides.carry(tokens.clone()) else { return Anchored::Orphan };
        let length = self.old[tokens.end - 1].end - self.old[tokens.start].start;
        if length < verdict::SHORT && carried.bracketed {
            // Of few words, the letters tell more: a number or a spelling may be all that changed.
            let (old, new) = (self.letters(&self.old[tokens.clone()]), self.letters(&self.new[carried.new.clone()]));
            #[expect(clippy::cast_possible_truncation, reason = "a share needs no more digits")]
            let letters = strsim::normalized_levenshtein(&old, &new) as f32;
            carried.similarity = carried.similarity.max(letters);
        }
        let Some(score) = verdict::carried(&carried, length) else { return Anchored::Orphan };
        let new = fitted(span, &self.old[tokens.clone()], &self.new[carried.new.clone()]);
        let state = match carried.whole {
            true if new == span && self.old_text.slice(span) == self.new_text.slice(new) => State::Exact,
            true => State::Moved,
            false => State::Changed,
        };
        Anchored::Found { span: new, state, score: if state == State::Exact { 1.0 } else { f64::from(score) } }
    }

    /// The place of the new text that stands nearest to where a span stood, whatever became of the span: at what stood
    /// ahead of it, or else at what stood behind it.
    #[must_use]
    pub fn near(&self, span: Span) -> Option<usize> {
        let at = self.old.partition_point(|token| (token.start as usize) < span.start);
        let new = |at: usize| self.alignment.new_of(at).map(|new| self.new[new].start as usize);
        (0..at).rev().take(NEAR).find_map(new).or_else(|| (at..self.old.len()).take(NEAR).find_map(new))
    }

    fn letters(&self, tokens: &[Token]) -> String {
        tokens.iter().map(|token| self.vocabulary.text(token.word)).collect::<Vec<_>>().join(" ")
    }
}

/// The characters from the first of these new tokens to the last; of one that was cut the same part, if it is the same word.
fn fitted(span: Span, old: &[Token], new: &[Token]) -> Span {
    let (Some(first), Some(last)) = (new.first(), new.last()) else { return Span::default() };
    let cut = |old: Option<&Token>, new: &Token, by: fn(&Token, Span) -> usize| {
        let same = |old: &&Token| old.word == new.word && old.end - old.start == new.end - new.start;
        old.filter(same).map_or(0, |old| by(old, span))
    };
    let ahead = cut(old.first(), first, |token, span| span.start.saturating_sub(token.start as usize));
    let behind = cut(old.last(), last, |token, span| (token.end as usize).saturating_sub(span.end));
    Span::new(first.start as usize + ahead, last.end as usize - behind)
}

/// The tokens that a span covers, wholly or in part.
fn within(tokens: &[Token], span: Span) -> Option<Range<usize>> {
    let start = tokens.partition_point(|token| token.end as usize <= span.start);
    let end = tokens.partition_point(|token| (token.start as usize) < span.end);
    (start < end).then_some(start..end)
}

#[cfg(test)]
#[path = "anchoring_tests.rs"]
mod tests;
