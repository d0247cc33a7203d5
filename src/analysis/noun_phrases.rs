//! Noun phrases, told by word lists, endings and neighbours, without a parser: what a title can be made of.
//!
//! A run of adjectives and nouns ends at marks, function words, adverbs and verbs. A form that may be a verb or a noun
//! is judged by its neighbours: `Germany backs troops`, `to support`, but `the support`. Two runs that `of`, `for`,
//! `versus` or `between` join are a phrase too. Rather no phrase than a stump of a clause.

use std::ops::Range;

use super::{
    cues::{Cues, is_auxiliary, is_modal},
    lexicon::{Classes, Lexicon, Title},
    reading::{Reading, Sentence},
    tokens::Shape,
    vocabulary::StemId,
};

/// How many words a phrase has at most.
const LONGEST: usize = 6;
/// How many tokens a quotation may have that stands inside a phrase.
const SHORT_QUOTE: usize = 4;
/// Plural nouns that stand ahead of another noun.
const ATTRIBUTIVE: [&str; 18] = [
    "arms",
    "sanctions",
    "customs",
    "operations",
    "communications",
    "sports",
    "economics",
    "services",
    "systems",
    "savings",
    "goods",
    "affairs",
    "rights",
    "weapons",
    "veterans",
    "minerals",
    "logistics",
    "settlements",
];

/// A noun phrase.
#[derive(Debug, Clone)]
pub(crate) struct NounPhrase {
    /// Its tokens, from the first word to the last.
    pub tokens: Range<usize>,
    /// The stems of its words that carry meaning, in order.
    pub stems: Vec<StemId>,
    /// Whether it stands in quotation marks, or holds a word that does.
    pub quoted: bool,
    /// Whether two runs are joined in it, and by which word.
    pub joint: Option<usize>,
}

/// The noun phrases of a sentence: every run, then every two that are joined.
pub(crate) fn noun_phrases(reading: &Reading<'_>, sentence: &Sentence) -> Vec<NounPhrase> {
    let finder = Finder { reading, sentence: &sentence.tokens };
    let mut runs = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let words = finder.words(at);
        at = words.last().map_or(at + 1, |last| last + 1);
        runs.extend(finder.split(&words));
    }
    let joined = runs.windows(2).filter_map(|pair| finder.joined(&pair[0], &pair[1])).collect::<Vec<_>>();
    let single = runs.into_iter().filter(|run| run.len() <= LONGEST);
    single.map(|run| finder.phrase(run[0]..run[run.len() - 1] + 1, None)).chain(joined).collect()
}

/// Whether the last word of a phrase is for people or for an office: who, and not what.
pub(crate) fn names_somebody(reading: &Reading<'_>, phrase: &NounPhrase) -> bool {
    let last = phrase.joint.unwrap_or(phrase.tokens.end) - 1;
    let people = Classes::GROUP_HEAD.and(Classes::SPEAKER).and(Classes::ORGANISATION_HEAD);
    reading.is(last, people) || Lexicon::get().titles.longest_at(reading, last, last + 1).is_some()
}

struct Finder<'a, 'b> {
    reading: &'a Reading<'b>,
    sentence: &'a Range<usize>,
}

impl Finder<'_, '_> {
    fn is(&self, at: usize, classes: Classes) -> bool {
        self.reading.is(at, classes)
    }

    /// The word of a token in the sentence; empty for one outside it.
    fn lower(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.reading.lower(at) } else { "" }
    }

    /// Whether a word is a name by its capital; the one that opens the sentence is not.
    fn is_name(&self, at: usize) -> bool {
        self.reading.shape(at).is_capital() && !(at == self.sentence.start || self.reading.word(at).seen_lower)
    }

    /// The words from here on that may stand in one phrase, hyphens and short quotations passed over.
    fn words(&self, start: usize) -> Vec<usize> {
        let mut words = Vec::new();
        let mut at = start;
        while at < self.sentence.end {
            if self.may_stand(at, &words) {
                words.push(at);
            } else if words.is_empty() || !self.is_passed_over(at, words[0]) {
                break;
            }
            at += 1;
        }
        words
    }

    fn may_stand(&self, at: usize, words: &[usize]) -> bool {
        let shape = self.reading.shape(at);
        if !shape.is_word() || self.is(at, Classes::STOP.and(Classes::CALENDAR)) || shape == Shape::Initial {
            return false;
        }
        if self.is_name(at) || self.is(at, Classes::NOUN) || self.is(at, Classes::VERB_OR_NOUN) {
            return true;
        }
        if self.lower(at).ends_with("ly") {
            return false;
        }
        // Behind an article a participle is an adjective: `the occupied territories`.
        let led = words.is_empty() && at > self.sentence.start && self.leads(at - 1, self.lower(at).ends_with("ing"));
        let adjective = self.is(at, Classes::ADJECTIVE);
        !self.is(at, Classes::VERB) && (led || adjective || !self.is(at, Classes::PARTICIPLE))
    }

    /// Whether a word announces a noun phrase: an article or possessive, or a preposition where it can't be a verb's.
    fn leads(&self, at: usize, gerund: bool) -> bool {
        let word = self.lower(at);
        matches!(word, "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "'s")
            || (!gerund && matches!(word, "of" | "on" | "against" | "over"))
    }

    /// A hyphen inside a word, or a mark around a short quotation that opens inside the phrase from `first` on.
    fn is_passed_over(&self, at: usize, first: usize) -> bool {
        if !self.is_quotation_mark(at) {
            return self.is_hyphen(at);
        }
        let from = first.saturating_sub(1).max(self.sentence.start);
        let opened = (from..at).filter(|&mark| self.is_quotation_mark(mark)).count() % 2 == 1;
        let closes = (at + 1..at + 1 + SHORT_QUOTE).any(|mark| self.is_quotation_mark(mark));
        self.lower(at) != "“" && opened || self.lower(at) != "”" && !opened && closes
    }

    fn is_quotation_mark(&self, at: usize) -> bool {
        matches!(self.lower(at), "“" | "\"" | "”")
    }

    /// A hyphen inside a word.
    fn is_hyphen(&self, at: usize) -> bool {
        self.lower(at) == "-"
            && self.reading.is_glued(at)
            && !self.lower(at + 1).is_empty()
            && self.reading.is_glued(at + 1)
    }

    /// Cuts a run of words at verbs and behind plurals, and takes what can't bound a phrase off either end.
    fn split(&self, words: &[usize]) -> Vec<Vec<usize>> {
        let mut pieces: Vec<Vec<usize>> = vec![Vec::new()];
        let mut broken = false;
        for (i, &at) in words.iter().enumerate() {
            let piece = pieces.last_mut().filter(|piece| !piece.is_empty());
            let before = piece.as_ref().and_then(|piece| piece.last().copied());
            if self.is_verb(at, before, words.get(i + 1).copied(), words[0]) {
                pieces.push(Vec::new());
                broken = false;
            } else if before.is_some_and(|before| self.is_plural(before) && !self.is_compound(before, at)) {
                // What follows a plural without a word between is most often a verb that the lists lack.
                pieces.push(Vec::new());
                broken = !self.is(at, Classes::ADJECTIVE);
                if !broken {
                    pieces.push(vec![at]);
                }
            } else if !broken {
                pieces.last_mut().into_iter().for_each(|piece| piece.push(at));
            }
        }
        pieces.into_iter().filter_map(|piece| self.bounded(&piece)).collect()
    }

    /// Whether a form that may be a verb is one here, in a run that starts at `first`.
    fn is_verb(&self, at: usize, before: Option<usize>, after: Option<usize>, first: usize) -> bool {
        if !self.is(at, Classes::VERB_OR_NOUN) || self.is_name(at) {
            return false;
        }
        if before.is_some() && Cues::get().at(self.reading, at, self.sentence.end).is_some_and(|cue| cue.len > 1) {
            return true;
        }
        let ends_in_s = self.lower(at).ends_with('s');
        let next = self.lower(at + 1);
        let takes_object =
            matches!(next, "the" | "a" | "an" | "that" | "it" | "them" | "its" | "his" | "her" | "their")
                || matches!(next, "him" | "us" | "this" | "these" | "any" | "no" | "every" | "some" | "our" | "what");
        match before {
            None => self.follows_subject(at) || takes_object,
            Some(before) if ends_in_s => {
                after.is_some() || takes_object || self.is_name(before) || self.opens_clause(first)
            }
            Some(before) => {
                takes_object || self.is_plural(before) || (self.is_name(before) && after.is_none() && !next.is_empty())
            }
        }
    }

    /// Whether a clause starts ahead of this word: `if the war ends`.
    fn opens_clause(&self, first: usize) -> bool {
        let before = |by: usize| first.checked_sub(by).map_or("", |at| self.lower(at));
        let word = if matches!(before(1), "the" | "a" | "this") { before(2) } else { before(1) };
        matches!(
            word,
            "if" | "when" | "until" | "because" | "while" | "once" | "that" | "whether" | "where" | "how" | "why"
        )
    }

    /// Whether the word ahead makes the next one a verb: `to`, `they`, `will`.
    fn follows_subject(&self, at: usize) -> bool {
        let before = if at > self.sentence.start { self.lower(at - 1) } else { "" };
        is_auxiliary(before)
            || is_modal(before)
            || matches!(before, "i" | "you" | "he" | "she" | "it" | "we" | "they" | "who" | "that" | "which" | "let")
    }

    fn is_plural(&self, at: usize) -> bool {
        let word = self.lower(at);
        word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
            && !self.is_name(at)
            && !ATTRIBUTIVE.contains(&word)
    }

    /// Whether a plural and the word behind it belong together: `sea-lanes`, or a plural in quotation marks.
    fn is_compound(&self, before: usize, at: usize) -> bool {
        before + 1 < at || (self.is_name(before) && self.is_name(at))
    }

    /// The part of a piece that can be a phrase: from the first telling word to the last noun.
    fn bounded(&self, piece: &[usize]) -> Option<Vec<usize>> {
        let idle = |at: usize| self.is(at, Classes::WEAK) || is_numeral(self.lower(at));
        let compares = |at: usize| {
            let (word, graded) = (self.lower(at), self.is(at, Classes::ADJECTIVE));
            (graded && word.ends_with("er"))
                || (word.len() > 5 && word.ends_with("est") && !self.is(at, Classes::NOUN.and(Classes::VERB_OR_NOUN)))
        };
        let start = piece.iter().position(|&at| !idle(at) && !compares(at))?;
        let noun = |at: usize| self.is_name(at) || self.is(at, Classes::NOUN) || !self.is_modifier(at);
        let end = piece.iter().rposition(|&at| noun(at))? + 1;
        // A glued tail would leave half a word behind.
        let whole = self.lower(piece[end - 1] + 1) != "-" || !self.is_hyphen(piece[end - 1] + 1);
        let fresh = piece[start] == self.sentence.start || self.lower(piece[start] - 1) != "-";
        (start < end && whole && fresh).then(|| piece[start..end].to_vec())
    }

    /// Whether a word only says more of a noun.
    fn is_modifier(&self, at: usize) -> bool {
        self.is(at, Classes::ADJECTIVE.and(Classes::PARTICIPLE))
            || (self.reading.shape(at) == Shape::Lower
                && Lexicon::get()
                    .titles
                    .longest_at(self.reading, at, at + 1)
                    .is_some_and(|(_, t)| *t == Title::Address))
    }

    /// `land for security`, `integrity versus security`.
    fn joined(&self, one: &[usize], other: &[usize]) -> Option<NounPhrase> {
        let (end, start) = (one.last()? + 1, *other.first()?);
        let joint = self.lower(end);
        let joins = matches!(joint, "of" | "for" | "versus" | "vs" | "between" | "against");
        let next = start == end + 1 || (start == end + 2 && self.lower(end + 1) == "the" && joint != "between");
        (joins && next && one.len() + other.len() < LONGEST)
            .then(|| self.phrase(one[0]..other[other.len() - 1] + 1, Some(end)))
    }

    fn phrase(&self, tokens: Range<usize>, joint: Option<usize>) -> NounPhrase {
        let telling = |&at: &usize| {
            self.reading.shape(at).is_word() && !self.is(at, Classes::STOP.and(Classes::WEAK).and(Classes::CALENDAR))
        };
        let around = tokens.start > self.sentence.start
            && self.is_quotation_mark(tokens.start - 1)
            && self.is_quotation_mark(tokens.end);
        NounPhrase {
            stems: tokens.clone().filter(telling).map(|at| self.reading.stem(at)).collect(),
            quoted: around || tokens.clone().any(|at| self.is_quotation_mark(at)),
            joint,
            tokens,
        }
    }
}

/// Whether a lower-case word counts: `two`, `fifth`.
fn is_numeral(word: &str) -> bool {
    const NUMERALS: [&str; 22] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "second",
        "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "half",
    ];
    NUMERALS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    fn found(text: &str) -> Vec<&str> {
        let briefing = briefing(&[text]);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        let phrases = reading.sentences.iter().flat_map(|sentence| noun_phrases(&reading, sentence));
        phrases
            .map(|phrase| {
                &text[reading.tokens[phrase.tokens.start].bytes.start..reading.tokens[phrase.tokens.end - 1].bytes.end]
            })
            .collect()
    }

    #[test]
    fn phrases_and_no_stumps() {
        let table: &[(&str, &[&str])] = &[
            ("Harbour pilots stood together.", &["Harbour pilots"]),
            ("It leaves Norway free.", &["Norway"]),
            ("It is an annex consistent with the treaty.", &["annex", "treaty"]),
            ("Norway backs troop deployments.", &["Norway", "troop deployments"]),
            ("They want to support the fishing quota.", &["fishing quota"]),
            ("The quarrel is small.", &["quarrel"]),
            ("A “land for security” exchange", &["land", "security", "exchange", "land for security"]),
            (
                "It weighs the contentious issue of fishing rights versus jobs.",
                &["fishing rights", "jobs", "fishing rights versus jobs"],
            ),
            ("We need robust \"cast-iron\" harbour guarantees.", &["robust \"cast-iron\" harbour guarantees"]),
            ("The occupied territories were quiet.", &["occupied territories"]),
            ("The cable law calls for the consent of two villages.", &["cable law", "consent", "villages"]),
            ("Ministers irked the harbour pilots.", &["Ministers", "harbour pilots"]),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }
}
