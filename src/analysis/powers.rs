//! Where words for a place or for a people are meant for their state, as they are where they act: `Moscow rejected`,
//! `Rome fears for its banks`, `the British had left`.

use std::ops::Range;

use super::{cues::Cues, lexicon::Classes, reading::Reading, sayings::is_saying, tokens::Shape};

/// Whether a capital is meant for its state: it says or does something, or is told to.
pub(crate) fn is_power(reading: &Reading<'_>, tokens: &Range<usize>, end: usize) -> bool {
    let next = tokens.end;
    if acts(reading, next, end) || governs(reading, next, end) {
        return true;
    }
    let Some(before) = tokens.start.checked_sub(1).filter(|_| next < end) else { return false };
    let opens = reading.sentence_of(before) != reading.sentence_of(next)
        || reading.shape(before) == Shape::Mark
        || matches!(reading.lower(before), "and" | "but" | "that" | "while" | "as" | "because" | "if" | "when");
    let told = Cues::get().at(reading, before, next).is_some();
    // `said Helsinki was fencing itself in`
    if told && is_auxiliary(reading.lower(next)) {
        return true;
    }
    let to = matches!(reading.lower(next), "to" | "not" | "that" | "of" | "over" | "for");
    (opens && does(reading, next, end)) || (told && to)
}

/// Whether a capital owns what only a state has: `Berlin's foreign ministry`, `Kyiv's demand for …`.
fn governs(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let owned = at + 1 < end && matches!(reading.lower(at), "'s" | "'");
    let word = |at: usize| if at < end { reading.lower(at) } else { "" };
    let body = |word: &str| {
        matches!(
            word,
            "government" | "ministry" | "ambassador" | "embassy" | "envoy" | "diplomats" | "negotiators" | "allies"
        )
    };
    owned && (body(word(at + 1)) || body(word(at + 2)) || is_saying(reading, at + 1, end))
}

/// Whether a demonym is all of a subject: `the British had left`.
pub(crate) fn is_people(reading: &Reading<'_>, at: usize, next: usize, end: usize) -> bool {
    let article = at > 0 && reading.lower(at - 1) == "the";
    article && next < end && reading.shape(next) == Shape::Lower && is_auxiliary(reading.lower(next))
}

/// Whether a people acts as one: `the Kurds rejected it`.
pub(crate) fn is_party(reading: &Reading<'_>, name: &Range<usize>, end: usize) -> bool {
    let article = name.start > 0 && reading.lower(name.start - 1) == "the";
    article && reading.lower(name.end - 1).ends_with('s') && acts(reading, name.end, end)
}

/// Whether what stands before this token says, wants or will do something, as only people can.
pub(crate) fn acts(reading: &Reading<'_>, next: usize, end: usize) -> bool {
    (next < end
        && matches!(reading.lower(next), "will" | "would" | "must" | "should" | "won't" | "cannot" | "does" | "did"))
        || Cues::get().soon(reading, next, end)
}

/// Whether a verb starts here that is no auxiliary and tells of no place: `fears for`, `brokered`.
fn does(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let verb = reading.shape(at) == Shape::Lower && reading.is(at, Classes::VERB.and(Classes::PARTICIPLE));
    let noun_too = reading.is(at, Classes::VERB_OR_NOUN)
        && reading.lower(at).ends_with('s')
        && at + 1 < end
        && reading.is(at + 1, Classes::STOP);
    let of_place = matches!(
        reading.lower(at),
        "is" | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "be"
            | "been"
            | "lies"
            | "sits"
            | "hosts"
            | "hosted"
            | "saw"
            | "sees"
            | "became"
            | "becomes"
            | "remains"
            | "based"
            | "named"
            | "called"
    );
    (verb || noun_too) && !of_place && !reading.lower(at).ends_with("ing")
}

fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "could"
            | "can"
            | "may"
            | "might"
            | "must"
            | "should"
    )
}
