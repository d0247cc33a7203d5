//! A span of an old text carried over to a new one by their alignment: where it starts and ends now, how like it still is
//! to what it was, and how much of its neighbourhood came along.

use std::ops::Range;

use super::alignment::Alignment;
use super::dense::Scale;
use super::tokens::{Opens, Token};

/// Two texts with their alignment.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) old: &'a [Token],
    pub(super) new: &'a [Token],
    pub(super) alignment: &'a Alignment,
    pub(super) scale: Scale<'a>,
}

/// Where some old tokens went.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Carried {
    /// The new tokens.
    pub(super) new: Range<usize>,
    /// How like they are, from 0 to 1: twice the weight of what came along, over the weight of both (Dice's coefficient).
    pub(super) similarity: f32,
    /// The share of the neighbourhood that came along, from 0 to 1; `None` where there is none to speak of.
    pub(super) neighbourhood: Option<f32>,
    /// The weight of what came along.
    pub(super) weight: f32,
    /// Whether the text right ahead of it and the text right behind it came along.
    pub(super) bracketed: bool,
    /// Whether every token came along, and nothing else with them.
    pub(super) whole: bool,
    /// Whether it is a sentence or several with a word that each text has once: there is no other place for it.
    pub(super) singular: bool,
}

/// How much of the text on either side is a span's neighbourhood, in scalar values.
const NEIGHBOURHOOD: u32 = 64;
/// How far from the span it may now be.
const NEAR: u32 = 128;

impl Sides<'_> {
    /// Where these old tokens went; `None` where none of them is left.
    pub(super) fn carry(&self, old: Range<usize>) -> Option<Carried> {
        let places: Vec<(usize, f32)> = self.places(old.clone());
        let core = self.held(&old, &places);
        let core = core.or_else(|| self.densest(&places, self.weight(self.old, old.clone())))?;
        let new = self.grown(old.clone(), core.clone());
        let weight: f32 = places.iter().filter(|(at, _)| new.contains(at)).map(|(_, weight)| weight).sum();
        // What it grew by may be new: it is no less the same place for that.
        let similarity = self.similarity(&old, &core, &places).max(self.similarity(&old, &new, &places));
        let whole = new.len() == old.len()
            && new.clone().zip(old.clone()).all(|(new, old)| self.new[new].word == self.old[old].word);
        Some(Carried {
            similarity,
            neighbourhood: self.neighbourhood(old.clone(), new.clone()),
            weight,
            bracketed: self.is_bracketed(&old, &new),
            whole,
            singular: self.is_singular(&old),
            new,
        })
    }

    /// Twice the weight of what came along, over the weight of both.
    fn similarity(&self, old: &Range<usize>, new: &Range<usize>, places: &[(usize, f32)]) -> f32 {
        let kept: f32 = places.iter().filter(|(at, _)| new.contains(at)).map(|(_, weight)| weight).sum();
        let both = self.weight(self.old, old.clone()) + self.weight(self.new, new.clone());
        if both > 0.0 { (2.0 * kept / both).min(1.0) } else { 0.0 }
    }

    fn weight(&self, tokens: &[Token], range: Range<usize>) -> f32 {
        tokens[range].iter().map(|token| self.scale.weight(token)).sum()
    }

    /// The new places of these tokens in the new text's order, with what each of them earns.
    fn places(&self, old: Range<usize>) -> Vec<(usize, f32)> {
        let place = |at: usize| {
            let new = self.alignment.new_of(at)?;
            Some((new, self.scale.gain(&self.old[at], &self.new[new]).unwrap_or(0.0)))
        };
        let mut places: Vec<(usize, f32)> = old.filter_map(place).collect();
        places.sort_by_key(|(at, _)| *at);
        places
    }

    /// The whole stretch of these places, where it is of a like length and the text around it goes right up to both its ends.
    fn held(&self, old: &Range<usize>, places: &[(usize, f32)]) -> Option<Range<usize>> {
        let (first, last) = (places.first()?.0, places.last()?.0);
        let new_of = |at: Option<usize>| at.and_then(|at| self.alignment.new_of(at));
        let ahead = old.start == 0 && first == 0
            || new_of(old.start.checked_sub(1))
                .is_some_and(|at| at + 1 == first && new_of(Some(old.start)) == Some(first));
        let behind = old.end == self.old.len() && last + 1 == self.new.len()
            || new_of(Some(old.end)).is_some_and(|at| at == last + 1 && new_of(Some(old.end - 1)) == Some(last));
        let few = last + 1 - first <= HELD_GROWTH * old.len() + HELD_MORE;
        (few && ahead && behind).then_some(first..last + 1)
    }

    /// Whether the texts right ahead of both and right behind both are the same.
    fn is_bracketed(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let ahead = match (old.start.checked_sub(1), new.start.checked_sub(1)) {
            (Some(old), Some(new)) => self.alignment.new_of(old) == Some(new),
            (None, None) => true,
            _ => false,
        };
        let behind = match (old.end < self.old.len(), new.end < self.new.len()) {
            (true, true) => self.alignment.new_of(old.end) == Some(new.end),
            (same, other) => same == other,
        };
        ahead && behind
    }

    /// The stretch from one of these places to another that is likest to the old span as a whole: what went astray far
    /// from the rest is left out.
    fn densest(&self, places: &[(usize, f32)], old: f32) -> Option<Range<usize>> {
        let (mut first, mut last) = (0, places.len().checked_sub(1)?);
        // From one place on, how like is the stretch that ends at another?
        for _ in 0..ROUNDS {
            let before = (first, last);
            first = self.best_end(places, last, old, false);
            last = self.best_end(places, first, old, true);
            if before == (first, last) {
                break;
            }
        }
        Some(places[first].0..places[last].0 + 1)
    }

    /// With one end held, the other end that makes the likest stretch.
    fn best_end(&self, places: &[(usize, f32)], held: usize, old: f32, forward: bool) -> usize {
        let (mut kept, mut new) = (0.0, 0.0);
        let (mut best, mut best_at) = (f32::NEG_INFINITY, held);
        let mut at = held;
        let mut done = places[held].0;
        loop {
            let place = places[at].0;
            kept += places[at].1;
            let fresh = match (at == held, forward) {
                (true, _) => place..place + 1,
                (false, true) => done + 1..place + 1,
                (false, false) => place..done,
            };
            new += self.weight(self.new, fresh);
            done = place;
            let likeness = kept / (RECALL * old + (1.0 - RECALL) * new).max(f32::MIN_POSITIVE);
            if likeness >= best {
                (best, best_at) = (likeness, at);
            }
            match if forward { (at + 1 < places.len()).then_some(at + 1) } else { at.checked_sub(1) } {
                Some(next) => at = next,
                None => return best_at,
            }
        }
    }

    /// The stretch with what took the place of words at its ends, and with whole sentences and paragraphs where the old
    /// span was made of such.
    fn grown(&self, old: Range<usize>, core: Range<usize>) -> Range<usize> {
        let closes = self.old.get(old.end).map_or(Opens::Paragraph, |token| token.opens);
        let is_of_several = self.old[old.start + 1..old.end].iter().any(|token| token.opens > Opens::Nothing);
        // A paragraph of several sentences stays one; one sentence stays one, also where it was all of its paragraph.
        let most = if is_of_several { Opens::Paragraph } else { Opens::Sentence };
        let start = self.grown_start(&old, &core, self.old[old.start].opens.min(most));
        let end = self.grown_end(&old, &core, closes.min(most));
        start..end.max(start + 1)
    }

    fn is_singular(&self, old: &Range<usize>) -> bool {
        let is_start = |at: usize| self.old.get(at).is_none_or(|token| token.opens > Opens::Nothing);
        let once = |token: &Token| self.scale.vocabulary.count(token.word) <= 2;
        is_start(old.start) && is_start(old.end) && self.old[old.clone()].iter().any(once)
    }

    /// Whether a sentence may end with this new token, whatever follows.
    fn ends_sentence(&self, at: usize) -> bool {
        matches!(self.scale.vocabulary.text(self.new[at].word), "." | "!" | "?" | "。" | "！" | "？")
    }

    /// Whether a new token is nobody's, or the span's own.
    fn is_free(&self, new: usize, span: &Range<usize>) -> bool {
        self.alignment.old_of(new).is_none_or(|old| span.contains(&old))
    }

    fn grown_start(&self, old: &Range<usize>, core: &Range<usize>, opens: Opens) -> usize {
        let far = core.start.saturating_sub(core.len() / 2 + GROWTH);
        let open = (far..core.start)
            .rev()
            .take_while(|&at| self.is_free(at, old) && (opens == Opens::Paragraph || !self.ends_sentence(at)));
        let open = open.last().unwrap_or(core.start);
        let mut start = core.start;
        // What stood at the span's start and is gone, was it replaced?
        let lost_inside = old.clone().take_while(|&at| self.alignment.new_of(at).is_none()).count();
        let lost_outside =
            (0..old.start).rev().take(lost_inside + 1).take_while(|&at| self.alignment.new_of(at).is_none()).count();
        if lost_inside > 0 && lost_inside >= lost_outside && core.start - open <= 2 * (lost_inside + lost_outside) + 2 {
            start = open;
        }
        if opens > Opens::Nothing {
            // Nearest first: a sentence grows to its own start, a paragraph to its own.
            let whole = (open..=core.start).rev().find(|&at| self.new[at].opens >= opens);
            let whole = whole.or_else(|| (open..=core.start).rev().find(|&at| self.new[at].opens > Opens::Nothing));
            if let Some(whole) = whole {
                start = if opens == Opens::Sentence || whole <= start { whole } else { start.max(whole) };
            }
        }
        start
    }

    fn grown_end(&self, old: &Range<usize>, core: &Range<usize>, closes: Opens) -> usize {
        let far = self.new.len().min(core.end + core.len() / 2 + GROWTH);
        let open = (core.end..far).take_while(|&at| self.is_free(at, old)).last().map_or(core.end, |at| at + 1);
        let mut end = core.end;
        let lost_inside = old.clone().rev().take_while(|&at| self.alignment.new_of(at).is_none()).count();
        let lost_outside = (old.end..self.old.len())
            .take(lost_inside + 1)
            .take_while(|&at| self.alignment.new_of(at).is_none())
            .count();
        if lost_inside > 0 && lost_inside >= lost_outside && open - core.end <= 2 * (lost_inside + lost_outside) + 2 {
            end = open;
        }
        if closes > Opens::Nothing {
            let next = |at: usize| self.new.get(at).map_or(Opens::Paragraph, |token| token.opens);
            let whole = (core.end..=open).find(|&at| next(at) >= closes);
            let whole = whole.or_else(|| (core.end..=open).find(|&at| next(at) > Opens::Nothing));
            if let Some(whole) = whole {
                end = if closes == Opens::Sentence || whole >= end { whole } else { end.min(whole) };
            }
        }
        end
    }

    /// The share of what stood around the old tokens that now stands around the new ones, on the same side.
    fn neighbourhood(&self, old: Range<usize>, new: Range<usize>) -> Option<f32> {
        let (from, to) = (self.old[old.start].start, self.old[old.end - 1].end);
        let (new_from, new_to) = (self.new[new.start].start, self.new[new.end - 1].end);
        let ahead = (0..old.start).rev().take_while(|&at| self.old[at].start + NEIGHBOURHOOD >= from);
        let behind = (old.end..self.old.len()).take_while(|&at| self.old[at].end <= to + NEIGHBOURHOOD);
        let (mut all, mut kept) = (0.0, 0.0);
        for (at, is_ahead) in ahead.map(|at| (at, true)).chain(behind.map(|at| (at, false))) {
            let weight = self.scale.weight(&self.old[at]);
            all += weight;
            let is_near = self.alignment.new_of(at).is_some_and(|place| {
                let token = &self.new[place];
                if is_ahead {
                    token.end <= new_from + 1 && token.start + NEAR >= new_from
                } else {
                    token.start + 1 >= new_to && token.end <= new_to + NEAR
                }
            });
            if is_near {
                kept += weight;
            }
        }
        (all > ENOUGH_AROUND).then(|| kept / all)
    }
}

/// How far the ends of a stretch may grow, in tokens beyond half its length.
const GROWTH: usize = 10;
/// How much what is missing of the old words counts beside what is new among them, when the ends of a stretch are set.
const RECALL: f32 = 0.65;
/// How much longer than the old one, in tokens, a stretch may be that is held at both ends.
const HELD_GROWTH: usize = 3;
const HELD_MORE: usize = 8;
/// How often the ends of a stretch are moved in turn.
const ROUNDS: usize = 4;
/// A neighbourhood that weighs less says nothing.
const ENOUGH_AROUND: f32 = 0.8;
