//! The names that the recogniser's labels tell, cut to what belongs to a name. What they name in the end is
//! `recognise`'s to say.

use std::ops::Range;

use super::{
    lexicon::Classes,
    reading::Reading,
    recogniser::{Gazetteer, Kind, Label, Listed},
    tokens::Shape,
};

/// A name that the recogniser tells.
pub(crate) struct Told {
    /// Its words.
    pub tokens: Range<usize>,
    /// What it is the name of.
    pub kind: Kind,
}

/// Words that open a sentence and no name.
const OPENERS: [&str; 20] = [
    "again",
    "although",
    "and",
    "as",
    "but",
    "because",
    "however",
    "later",
    "meanwhile",
    "now",
    "once",
    "since",
    "so",
    "still",
    "then",
    "though",
    "when",
    "while",
    "yet",
    "after",
];

/// The names that the labels of a sentence's tokens tell, in order: without article, opener and possessive, and a person
/// behind a body's name for oneself.
pub(crate) fn names(reading: &Reading<'_>, start: usize, labels: &[Label], told: &mut Vec<Told>) {
    for (at, label) in (start..).zip(labels) {
        match (label.kind(), told.last_mut()) {
            (Some(kind), Some(last)) if !label.is_first() && last.tokens.end == at && last.kind == kind => {
                last.tokens.end = at + 1;
            }
            (Some(kind), _) => told.push(Told { tokens: at..at + 1, kind }),
            (None, _) => {}
        }
    }
    for told in told.iter_mut() {
        trim(reading, start, &mut told.tokens);
        if told.kind == Kind::Person {
            go_on(reading, start + labels.len(), &mut told.tokens);
        }
    }
    let mut at = 0;
    while at < told.len() {
        if let Some(person) = person_behind(reading, &told[at]) {
            let tokens = person..told[at].tokens.end;
            told[at].tokens.end = person;
            told.insert(at + 1, Told { tokens, kind: Kind::Person });
        }
        at += 1;
    }
    told.retain(|told| names_something(reading, &told.tokens));
}

/// Whether words can be a name: not a lone letter, nor a lone word that opens a sentence or means any group.
fn names_something(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let alone = Classes::STOP.and(Classes::GROUP_HEAD);
    let common =
        tokens.len() == 1 && reading.shape(tokens.start) == Shape::Capitalised && reading.is(tokens.start, alone);
    let word = |at: usize| reading.shape(at).is_word() && reading.tokens[at].span.len() > 1;
    !common && tokens.clone().any(word)
}

fn trim(reading: &Reading<'_>, sentence: usize, tokens: &mut Range<usize>) {
    let opens = |at: usize| at == sentence && OPENERS.contains(&reading.lower(at));
    if tokens.len() > 1 && (reading.lower(tokens.start) == "the" || opens(tokens.start)) {
        tokens.start += 1;
    }
    // A question in a transcript.
    let asked = tokens.start == sentence && reading.written(sentence) == "Q";
    if asked && tokens.len() > 1 && !reading.is_glued(sentence + 1) {
        tokens.start += 1;
    }
    // `Kim Min-seo` ends with a small letter, as it should.
    let joined = |at: usize| reading.is_glued(at) && matches!(reading.lower(at - 1), "-" | "‑");
    let fringe = |at: usize| match reading.shape(at) {
        Shape::Lower => !joined(at),
        Shape::Mark => matches!(reading.lower(at), "'s" | "'" | "," | "-" | "‑" | "–"),
        _ => false,
    };
    while tokens.len() > 1 && reading.shape(tokens.start).is_capital() && fringe(tokens.end - 1) {
        tokens.end -= 1;
    }
}

/// Takes in the rest of a given name of two: `-seo` of `Kim Min-seo`.
fn go_on(reading: &Reading<'_>, end: usize, tokens: &mut Range<usize>) {
    while tokens.end + 1 < end
        && matches!(reading.lower(tokens.end), "-" | "‑")
        && reading.is_glued(tokens.end)
        && reading.is_glued(tokens.end + 1)
        && reading.shape(tokens.end + 1) == Shape::Lower
        && !matches!(
            reading.lower(tokens.end + 1),
            "led" | "backed" | "style" | "era" | "based" | "elect" | "born" | "like"
        )
    {
        tokens.end += 2;
    }
}

/// Where a person's name starts that was told as the end of a body's: `the Fish Council Ola Brzeska`.
fn person_behind(reading: &Reading<'_>, told: &Told) -> Option<usize> {
    if told.kind != Kind::Organisation || told.tokens.len() < 3 {
        return None;
    }
    let inner = told.tokens.start + 1..told.tokens.end - 1;
    let capital = |at: usize| reading.shape(at).is_capital() && !reading.is(at, Classes::ORGANISATION_HEAD);
    inner.rev().find(|&at| {
        reading.is(at - 1, Classes::ORGANISATION_HEAD)
            && is_given_name(reading, at)
            && (at..told.tokens.end).all(capital)
    })
}

fn is_given_name(reading: &Reading<'_>, at: usize) -> bool {
    let given = Listed::GIVEN_NAME.and(Listed::RARE_GIVEN_NAME);
    reading.is(at, Classes::FIRST_NAME) || Gazetteer::get().of(reading.lower(at)).has(given)
}
