//! Quotes looked for without the text that they were taken from, by what is remembered of them: the words and up to 64
//! characters on either side.
//!
//! Rare words of all of it propose a few places (votes on diagonals, as in BLAST after Altschul and others, 1990); each
//! place is aligned in full and judged; the best is taken if it is good and leads clearly. Takes time with the text once
//! and with the quotes, not with their product.

use std::ops::Range;

use super::alignment::Alignment;
use super::dense::Scale;
use super::mapping::{Carried, Sides};
use super::tokens::{Token, Vocabulary};
use super::{Anchored, State, fitted, verdict, within};
use crate::document::Span;

/// What is remembered of a span.
#[derive(Debug, Clone, Copy)]
pub struct Quote<'a> {
    /// What stood ahead of it.
    pub prefix: &'a str,
    /// Its words.
    pub words: &'a str,
    /// What stood behind it.
    pub suffix: &'a str,
}

/// Words that occur more often than this propose no place, unless all words do.
const OFTEN: usize = 48;
/// So many of the rarest words propose places all the same, if they occur at most so often.
const AT_LEAST: usize = 3;
const TOO_OFTEN: usize = 1_000;
/// Places within so many tokens of each other are one.
const BUCKET: usize = 24;
/// So many places are looked at.
const PLACES: usize = 6;
/// The share of the most votes that a place needs to be looked at.
const ENOUGH_VOTES: f32 = 0.4;

/// Finds each quote in the text, in their order.
#[must_use]
pub fn find_quotes(text: &str, quotes: &[Quote<'_>]) -> Vec<Anchored> {
    if quotes.is_empty() {
        return Vec::new();
    }
    let mut vocabulary = Vocabulary::default();
    let new = vocabulary.read(text);
    let queries: Vec<Query> = quotes.iter().map(|quote| Query::new(quote, &mut vocabulary)).collect();
    let weights = vocabulary.weights();
    let scale = Scale { vocabulary: &vocabulary, weights: &weights };
    let index = Index::new(&new, weights.len());
    queries.iter().map(|query| query.find(&new, &index, scale)).collect()
}

/// A quote with its surroundings, as tokens.
struct Query {
    tokens: Vec<Token>,
    /// The quote among them.
    inner: Option<Range<usize>>,
    /// The same in scalar values.
    span: Span,
}

/// Where each word occurs.
struct Index {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Index {
    fn new(tokens: &[Token], words: usize) -> Self {
        let mut starts = vec![0_u32; words + 1];
        for token in tokens {
            starts[token.word as usize + 1] += 1;
        }
        for word in 0..words {
            starts[word + 1] += starts[word];
        }
        let mut next = starts.clone();
        let mut places = vec![0; tokens.len()];
        for (at, token) in (0..).zip(tokens) {
            let slot = &mut next[token.word as usize];
            places[*slot as usize] = at;
            *slot += 1;
        }
        Self { starts, places }
    }

    fn places(&self, word: u32) -> &[u32] {
        let word = word as usize;
        &self.places[self.starts[word] as usize..self.starts[word + 1] as usize]
    }
}

/// What was found at a place.
struct Candidate {
    place: Span,
    carried: Carried,
    worth: f32,
}

impl Query {
    fn new(quote: &Quote<'_>, vocabulary: &mut Vocabulary) -> Self {
        let all = [quote.prefix, quote.words, quote.suffix].concat();
        let start = quote.prefix.chars().count();
        let span = Span::new(start, start + quote.words.chars().count());
        let tokens = vocabulary.read(&all);
        Self { inner: within(&tokens, span), tokens, span }
    }

    fn find(&self, new: &[Token], index: &Index, scale: Scale<'_>) -> Anchored {
        let Some(inner) = &self.inner else { return Anchored::Orphan };
        let mut found: Vec<Candidate> = self
            .places(index, scale)
            .into_iter()
            .filter_map(|place| self.look(inner, &new[self.window(place, new.len())], scale))
            .collect();
        found.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.place.cmp(&b.place)));
        let Some(best) = found.first() else { return Anchored::Orphan };
        let next = found.iter().find(|other| !other.place.overlaps(best.place)).map_or(0.0, |next| next.worth);
        let length = self.tokens[inner.end - 1].end - self.tokens[inner.start].start;
        match verdict::searched(&best.carried, best.worth - next, length) {
            Some(score) => Anchored::Found {
                span: best.place,
                state: if best.carried.whole { State::Moved } else { State::Changed },
                score: f64::from(score),
            },
            None => Anchored::Orphan,
        }
    }

    /// Where the text may start that the tokens were taken from, the likeliest first: in tokens of the text, shifted by the
    /// number of tokens here so that none is below 0.
    fn places(&self, index: &Index, scale: Scale<'_>) -> Vec<usize> {
        let mut rare: Vec<usize> = (0..self.tokens.len()).collect();
        let often = |at: usize| index.places(self.tokens[at].word).len();
        rare.retain(|&at| (1..=TOO_OFTEN).contains(&often(at)));
        rare.sort_by_key(|&at| (often(at), at));
        let few = rare.partition_point(|&at| often(at) <= OFTEN);
        rare.truncate(few.max(AT_LEAST));
        let mut votes: Vec<(usize, f32)> = Vec::new();
        for at in rare {
            let weight = scale.weight(&self.tokens[at]);
            let shifted = |place: &u32| (*place as usize + self.tokens.len() - at) / BUCKET;
            // A place at the edge of its bucket counts for both.
            votes.extend(index.places(self.tokens[at].word).iter().map(shifted).map(|bucket| (bucket, weight)));
        }
        votes.sort_by_key(|(bucket, _)| *bucket);
        let mut sums: Vec<(usize, f32)> = Vec::new();
        for (bucket, weight) in votes {
            match sums.last_mut() {
                Some((last, sum)) if *last == bucket => *sum += weight,
                _ => sums.push((bucket, weight)),
            }
        }
        let both = |i: usize| {
            let next = sums.get(i + 1).filter(|(bucket, _)| *bucket == sums[i].0 + 1).map_or(0.0, |(_, sum)| *sum);
            (sums[i].0, sums[i].1 + next)
        };
        let mut both: Vec<(usize, f32)> = (0..sums.len()).map(both).collect();
        both.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let enough = both.first().map_or(0.0, |(_, votes)| votes * ENOUGH_VOTES);
        both.into_iter().take(PLACES).take_while(|(_, votes)| *votes >= enough).map(|(at, _)| at * BUCKET).collect()
    }

    /// The tokens of the text in which the place is looked at.
    fn window(&self, place: usize, length: usize) -> Range<usize> {
        let slack = BUCKET + self.tokens.len() / 4;
        let start = place.saturating_sub(self.tokens.len() + slack);
        start.min(length)..(place + BUCKET + slack).min(length)
    }

    fn look(&self, inner: &Range<usize>, window: &[Token], scale: Scale<'_>) -> Option<Candidate> {
        let alignment = Alignment::new(&self.tokens, window, scale);
        let sides = Sides { old: &self.tokens, new: window, alignment: &alignment, scale };
        let carried = sides.carry(inner.clone())?;
        let place = fitted(self.span, &self.tokens[inner.clone()], &window[carried.new.clone()]);
        let worth = verdict::worth(&carried);
        Some(Candidate { place, carried, worth })
    }
}
