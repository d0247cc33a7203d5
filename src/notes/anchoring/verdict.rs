//! Whether what a span was carried to is its text: the only place where that is decided, and by which figures.
//!
//! A wrong place is worse than none. Three things speak for a place: how like the new words are to the old ones, how much
//! of the neighbourhood came along, and how much came along in all, because a few common words are soon alike by chance.
//! The figures were set on real revisions and on generated ones that put other sentences of the same kind in the place of
//! what was taken out; `tests/anchoring.rs` reports on others.

use super::mapping::Carried;

/// Spans of fewer scalar values are short: words like theirs are everywhere, and their neighbourhood decides.
pub(super) const SHORT: u32 = 32;
/// How like a short span must be where nothing of the neighbourhood came along, with the texts right ahead and behind
/// the same, and without; and what a neighbourhood that came along whole takes off, and a weight of [`SOME`] words.
const SHORT_BRACKETED: f32 = 0.4;
const SHORT_LOOSE: f32 = 1.08;
const SHORT_NEIGHBOURS: f32 = 0.8;
const SHORT_WEIGHT: f32 = 0.15;
const SOME: f32 = 3.0;
/// The same for a longer one, and what it takes off that it is bracketed.
const LONG: f32 = 0.58;
const LONG_NEIGHBOURS: f32 = 0.27;
const LONG_WEIGHT: f32 = 0.35;
const MANY: f32 = 8.0;
const LONG_BRACKETED: f32 = 0.1;
/// Nothing less like than this is taken, whatever speaks for it.
const LEAST: f32 = 0.25;
/// Where nothing of the neighbourhood came along: how like it must be, and what must have come along at the least.
const ALONE: f32 = 0.6;
const WEIGHT_ALONE: f32 = 2.5;
/// What is enough of a sentence that came along whole and that neither text has twice.
const WEIGHT_WHOLE: f32 = 1.0;
/// What a neighbourhood counts for where there is none.
const NO_NEIGHBOURS: f32 = 0.5;

/// How sure it is that a span was carried to its own text, from 0 to 1; `None` where it is not sure enough.
///
/// `length` is that of the old span, in scalar values.
pub(super) fn carried(carried: &Carried, length: u32) -> Option<f32> {
    let neighbours = carried.neighbourhood.unwrap_or(NO_NEIGHBOURS);
    let needed = if length < SHORT {
        let from = if carried.bracketed { SHORT_BRACKETED } else { SHORT_LOOSE };
        from - SHORT_NEIGHBOURS * neighbours - SHORT_WEIGHT * (carried.weight / SOME).min(1.0)
    } else {
        let from = if carried.bracketed { LONG - LONG_BRACKETED } else { LONG };
        from - LONG_NEIGHBOURS * neighbours - LONG_WEIGHT * (carried.weight / MANY).min(1.0)
    };
    let by_itself = carried.similarity >= ALONE && carried.weight >= WEIGHT_ALONE;
    let as_it_was = carried.whole && carried.singular && carried.weight >= WEIGHT_WHOLE;
    let is_sure = carried.similarity >= needed.max(LEAST) || by_itself || as_it_was;
    is_sure.then_some(0.75 * carried.similarity + 0.25 * carried.neighbourhood.unwrap_or(1.0))
}

/// The share of a searched place's worth that its words make; its neighbourhood makes the rest.
const WORDS: f32 = 0.7;
/// What the best place must be worth, for a quote of ordinary length and for a short one.
const WORTH: f32 = 0.66;
const WORTH_SHORT: f32 = 0.8;
/// How like its words must be at the least.
const SEARCHED_ALIKE: f32 = 0.5;
/// The share of the neighbourhood that must be there; a quote of at least [`TELLING`] scalar values that stands there word
/// for word needs none.
const SEARCHED_NEIGHBOURS: f32 = 0.4;
const TELLING: u32 = 48;
/// How much more it must be worth than the next.
const LEAD: f32 = 0.1;

/// What speaks for a place that was searched for, to compare it with others.
pub(super) fn worth(carried: &Carried) -> f32 {
    WORDS * carried.similarity + (1.0 - WORDS) * carried.neighbourhood.unwrap_or(carried.similarity)
}

/// How sure it is that a quote without its old text is at its best place, from 0 to 1; `None` where it is not sure enough.
///
/// `lead` is how much more the place is worth than the next best.
pub(super) fn searched(carried: &Carried, lead: f32, length: u32) -> Option<f32> {
    let worth = worth(carried);
    let needed = if length < SHORT { WORTH_SHORT } else { WORTH };
    let is_at_home = carried.neighbourhood.is_none_or(|share| share >= SEARCHED_NEIGHBOURS);
    let is_like = carried.similarity >= SEARCHED_ALIKE && (is_at_home || carried.whole && length >= TELLING);
    (worth >= needed && is_like && lead >= LEAD).then_some(worth)
}
