//! A light grammar of English clauses: which word is a finite verb, where a clause opens, what is only said about when
//! and where. It works on word lists and neighbours and builds no tree; what it can't tell it says no to.

use std::ops::Range;

use super::{
    cues::{is_adverb, is_auxiliary, is_form_of_be, is_modal},
    lexicon::Classes,
    reading::Reading,
    tokens::Shape,
};

/// How far ahead a clause's verb is looked for, in tokens.
const SUBJECT: usize = 32;
/// How long a phrase of time or place may be.
const ADJUNCT: usize = 14;

/// Prepositions that open a phrase of time, place or occasion.
const PREPOSITIONS: [&str; 24] = [
    "in", "on", "at", "during", "after", "before", "from", "via", "through", "of", "about", "to", "with", "by", "for",
    "as", "since", "over", "under", "near", "outside", "inside", "amid", "until",
];

/// Words for when, that stand without a preposition.
const WHEN: [&str; 16] = [
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "earlier",
    "later",
    "recently",
    "last",
    "this",
    "next",
    "again",
    "once",
    "ago",
    "afterwards",
    "afterward",
    "overnight",
];

/// Nouns for when, after `last`, `this` and their like.
const PERIODS: [&str; 12] =
    ["week", "month", "year", "morning", "afternoon", "evening", "night", "weekend", "day", "hour", "spring", "decade"];

/// Whether a lower-case word can only be the subject of a clause: `he`, `they're`.
pub(crate) fn is_subject_pronoun(word: &str) -> bool {
    let base = word.split_once('\'').map_or(word, |(base, _)| base);
    matches!(base, "he" | "she" | "they" | "we" | "i" | "it" | "you" | "there")
        || word.contains('\'') && matches!(base, "that" | "who" | "what" | "here")
}

/// Whether this token is a verb that a subject governs, as far as its form and its neighbours tell.
pub(crate) fn is_finite(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let word = reading.lower(at);
    if is_modal(word) || word.ends_with("n't") || matches!(word, "is" | "are" | "was" | "were" | "am") {
        return true;
    }
    let before = if at > 0 { reading.lower(at - 1) } else { "" };
    if matches!(word, "has" | "have" | "had" | "do" | "does" | "did") {
        return before != "to";
    }
    if reading.shape(at) != Shape::Lower || before == "to" || is_modal(before) {
        return false;
    }
    let next = if at + 1 < end { reading.lower(at + 1) } else { "" };
    let after_noun = !is_determiner(before) && !is_preposition(before) && !is_form_of_be(before);
    if reading.is(at, Classes::VERB) && !reading.is(at, Classes::VERB_OR_NOUN.and(Classes::NOUN)) {
        return after_noun && !reading.is(at - usize::from(at > 0), Classes::ADJECTIVE);
    }
    if reading.is(at, Classes::VERB_OR_NOUN) {
        let governs = is_determiner(next) || is_subject_pronoun(next) || matches!(next, "that" | "to" | "him" | "them");
        return after_noun && governs && !reading.is(at - usize::from(at > 0), Classes::ADJECTIVE);
    }
    reading.is(at, Classes::PARTICIPLE) && !word.ends_with("ing") && after_noun && next != "by"
}

/// `the`, `its`, `some` and the rest.
pub(crate) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "this"
            | "these"
            | "those"
            | "any"
            | "no"
            | "some"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "your"
            | "'s"
            | "every"
            | "each"
            | "all"
            | "both"
            | "another"
            | "such"
            | "more"
    )
}

/// `in`, `on`, `during` and the rest.
pub(crate) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word) || matches!(word, "against" | "between" | "without" | "toward" | "towards" | "into")
}

/// `because`, `when` and what else opens a clause that depends on another.
pub(crate) fn is_subordinator(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "while"
            | "as"
            | "but"
            | "because"
            | "when"
            | "if"
            | "after"
            | "before"
            | "since"
            | "although"
            | "though"
            | "whereas"
            | "where"
            | "so"
            | "than"
            | "what"
            | "how"
            | "why"
            | "or"
            | "whether"
            | "unless"
            | "until"
    )
}

/// Whether a subject and its verb stand here.
pub(crate) fn opens_clause(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    verb_of_clause(reading, tokens).is_some()
}

/// The verb of the clause that opens here: past its subject, whatever is said of that in a relative clause.
pub(crate) fn verb_of_clause(reading: &Reading<'_>, tokens: Range<usize>) -> Option<usize> {
    let Range { start, end } = tokens;
    if start >= end {
        return None;
    }
    let first = reading.lower(start);
    if reading.shape(start) == Shape::Mark {
        return None;
    }
    if is_subject_pronoun(first) && first.contains('\'') {
        return Some(start);
    }
    if is_preposition(first) || is_subordinator(first) && !matches!(first, "what" | "that") {
        return None;
    }
    let mut relatives = 0;
    for at in start + 1..end.min(start + SUBJECT) {
        let word = reading.lower(at);
        if matches!(word, ";" | ":" | "." | "?" | "!" | ")") {
            return None;
        }
        if matches!(word, "who" | "which" | "that") {
            relatives += 1;
        } else if matches!(word, "because" | "when" | "if" | "while" | "although" | "unless") {
            return None;
        } else if is_finite(reading, at, end) && !is_auxiliary(reading.lower(at - 1)) {
            if relatives == 0 {
                return Some(at);
            }
            relatives -= 1;
        }
    }
    None
}

/// Past adverbs.
pub(crate) fn past_adverbs(reading: &Reading<'_>, at: usize, end: usize) -> usize {
    (at..end).find(|&token| !is_adverb(reading.lower(token))).unwrap_or(end)
}

/// Past what is said about when, where and on what occasion: `on Friday`, `in a statement`, `last week`. `at` itself
/// where no such phrase stands there.
pub(crate) fn past_adjuncts(reading: &Reading<'_>, at: usize, end: usize) -> usize {
    let mut here = at;
    for _ in 0..4 {
        let next = past_adjunct(reading, past_adverbs(reading, here, end), end);
        if next == here {
            break;
        }
        here = next;
    }
    here
}

fn past_adjunct(reading: &Reading<'_>, at: usize, end: usize) -> usize {
    if at >= end {
        return at;
    }
    let word = reading.lower(at);
    if reading.is(at, Classes::CALENDAR) && reading.shape(at).is_capital() {
        let part = at + 1 < end && (PERIODS.contains(&reading.lower(at + 1)) || reading.shape(at + 1) == Shape::Number);
        return at + 1 + usize::from(part);
    }
    if WHEN.contains(&word) {
        let period =
            at + 1 < end && (PERIODS.contains(&reading.lower(at + 1)) || reading.is(at + 1, Classes::CALENDAR));
        let needs = matches!(word, "last" | "this" | "next");
        return if period {
            at + 2
        } else if needs {
            at
        } else {
            at + 1
        };
    }
    if !PREPOSITIONS.contains(&word) || word == "to" && at + 1 < end && is_plain_verb(reading, at + 1) {
        return at;
    }
    let stops = |token: &usize| {
        let word = reading.lower(*token);
        let mark = reading.shape(*token) == Shape::Mark && !matches!(word, "'s" | "-" | "&" | ".");
        mark || is_subject_pronoun(word)
            || matches!(word, "that" | "whether" | "how" | "why" | "what" | "when" | "where" | "who" | "and" | "if")
            || PREPOSITIONS.contains(&word)
            || reading.is(*token, Classes::CALENDAR) && reading.shape(*token).is_capital() && *token > at + 1
    };
    let limit = end.min(at + ADJUNCT);
    (at + 1..limit).find(stops).unwrap_or(limit)
}

/// Whether a token is a verb in its plain form: after `to` it makes an infinitive.
pub(crate) fn is_plain_verb(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.lower(at);
    let verb = reading.is(at, Classes::VERB.and(Classes::VERB_OR_NOUN));
    let third_person = word.ends_with('s') && !word.ends_with("ss");
    reading.shape(at) == Shape::Lower && (verb && !third_person || matches!(word, "be" | "have" | "do" | "not"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    #[test]
    fn clauses_have_a_subject_and_a_verb() {
        let table = [
            ("he left early", true),
            ("the plan would cost too much", true),
            ("the plan that he wrote was bad", true),
            ("the plan that he wrote", false),
            ("critics of the bill are wrong", true),
            ("the proposed bill", false),
            ("they’re right", true),
            ("the wisdom of waiting", false),
            ("in a speech", false),
            ("taxes rose", true),
        ];
        for (text, expected) in table {
            let briefing = briefing(&[text]);
            let reading = Reading::of(&briefing, &|| true).unwrap();
            assert_eq!(opens_clause(&reading, 0..reading.tokens.len()), expected, "{text}");
        }
    }

    #[test]
    fn adjuncts_are_passed_over() {
        let table = [
            ("on Friday that it rained", "that it rained"),
            ("in a statement on Tuesday he left", "he left"),
            ("last week that", "that"),
            ("the plan", "the plan"),
        ];
        for (text, rest) in table {
            let briefing = briefing(&[text]);
            let reading = Reading::of(&briefing, &|| true).unwrap();
            let end = reading.tokens.len();
            assert_eq!(reading.text(&(past_adjuncts(&reading, 0, end)..end)), rest, "{text}");
        }
    }
}
