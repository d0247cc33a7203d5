//! Nouns that stand for what somebody says or wants, with whose it is and what: `its call for a truce`, `the ministry's
//! warning that …`, `a pledge by Norway to …`. And colons: `Weber: the bill must pass`.
//!
//! A noun without an owner in its own phrase is nobody's here, and so is one whose matter is not told behind it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{
    clauses::{is_finite, is_plain_verb, is_preposition, is_subordinator, past_adverbs, verb_of_clause},
    complements::{Complements, Form},
    cues::{Cue, CueClass, class_named},
    lexicon::{Classes, lines, list},
    reading::{Reading, Sentence},
    sources::{Source, Sources},
    tags::Tag,
    tokens::Shape,
};

/// How many tokens may stand ahead of a colon that says whose the rest is, or name an owner.
const NAME: usize = 8;

/// A noun, what it makes of its matter, and where its owner and its matter are.
pub(crate) struct Saying {
    /// Whose it is.
    pub source: Source,
    /// What the noun makes of the matter.
    pub class: CueClass,
    /// What is said or wanted.
    pub content: Range<usize>,
}

/// One use of a noun.
#[derive(Debug, Clone, Copy)]
struct Use {
    class: CueClass,
    /// `that`, `for`, `to` and the rest.
    joints: &'static str,
}

static NOUNS: LazyLock<HashMap<String, Vec<Use>>> = LazyLock::new(|| {
    let mut nouns: HashMap<String, Vec<Use>> = HashMap::new();
    let rows = lines(include_str!("data/sayings.txt")).filter_map(|line| line.split_once(':'));
    for (head, words) in rows {
        let (class, joints) = head.split_once(',').unwrap_or((head, ""));
        let used = Use { class: class_named(class), joints };
        for word in list(words) {
            let plain = word.trim_start_matches('=');
            nouns.entry(plain.to_owned()).or_default().push(used);
            if plain.len() == word.len() {
                nouns.entry(format!("{plain}s")).or_default().push(used);
            }
        }
    }
    nouns
});

/// Whether a noun of saying stands at this token with its matter behind it.
pub(crate) fn is_saying(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let joint = |used: &Use| used.joints.split_whitespace().any(|joint| joint == reading.lower(at + 1));
    at + 1 < end && NOUNS.get(reading.lower(at)).is_some_and(|uses| uses.iter().any(joint))
}

/// Finds nouns of saying.
pub(crate) struct Sayings<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// Whose they are.
    pub sources: &'a Sources<'a, 'b>,
    /// What they govern.
    pub complements: Complements<'a, 'b>,
}

impl Sayings<'_, '_> {
    /// The noun of saying at a token, with its owner and its matter.
    pub(crate) fn at(&self, at: usize, sentence: &Sentence) -> Option<Saying> {
        let uses = NOUNS.get(self.reading.lower(at)).filter(|_| self.reading.shape(at) == Shape::Lower)?;
        let end = sentence.tokens.end;
        let owned = self.owner_ahead(at, sentence);
        let (source, from) = match owned {
            Some(source) => (source, at + 1),
            None => self.owner_behind(at, end)?,
        };
        uses.iter().find_map(|used| {
            let content = self.matter(*used, from, end)?;
            Some(Saying { source: source.clone(), class: used.class, content })
        })
    }

    /// `its`, `the ministry's`, `Russian`, with adjectives between.
    fn owner_ahead(&self, at: usize, sentence: &Sentence) -> Option<Source> {
        let floor = sentence.tokens.start;
        let adjective = |token: &usize| {
            self.reading.is(*token, Classes::ADJECTIVE.and(Classes::PARTICIPLE))
                && self.reading.shape(*token) == Shape::Lower
        };
        let last = (floor.max(at.saturating_sub(4))..at).rev().find(|token| !adjective(token))?;
        match self.reading.lower(last) {
            "'s" | "'" if last > floor => {
                let start = self.phrase_start(last, floor);
                self.sources.before(last, &(start..at))
            }
            "its" | "his" | "her" | "their" | "our" | "my" => Some(Source::possessive(last)),
            _ => {
                let tagged = self.is_demonym(last);
                tagged.then(|| self.sources.before(last + 1, &(last..at))).flatten().filter(|source| source.direct)
            }
        }
    }

    /// Where the noun phrase of an owner starts: behind the verb or preposition ahead of it.
    fn phrase_start(&self, end: usize, floor: usize) -> usize {
        let floor = floor.max(end.saturating_sub(NAME));
        let parts = |token: &usize| {
            let word = self.reading.lower(*token);
            let verb = self.reading.is(*token, Classes::VERB.and(Classes::PARTICIPLE))
                && self.reading.shape(*token) == Shape::Lower
                && !self.reading.is(*token, Classes::NOUN.and(Classes::ADJECTIVE));
            verb || is_preposition(word) && word != "of"
                || is_subordinator(word)
                || is_finite(self.reading, *token, end)
        };
        (floor..end).rev().find(parts).map_or(floor, |token| token + 1)
    }

    /// Whether a token is an adjective of a state.
    fn is_demonym(&self, at: usize) -> bool {
        self.sources.tags.at(at).is_some_and(|tagged| matches!(tagged.tag, Tag::Demonym(_)))
    }

    /// `a pledge by Norway to …`: the owner, and where the matter goes on.
    fn owner_behind(&self, at: usize, end: usize) -> Option<(Source, usize)> {
        let next = at + 1;
        if next + 1 >= end || !matches!(self.reading.lower(next), "by" | "from") {
            return None;
        }
        let joint = |token: &usize| matches!(self.reading.lower(*token), "that" | "to" | "for" | "about" | "on" | "of");
        let stop = (next + 2..end.min(next + NAME)).find(joint)?;
        let source = self.sources.after(next + 1, &(next + 1..stop)).filter(|source| source.direct)?;
        (self.reading.inner(next + 1..stop).end == source.tokens.end).then_some((source, stop))
    }

    /// What goes on behind a noun by one of the joints of its use.
    fn matter(&self, used: Use, from: usize, end: usize) -> Option<Range<usize>> {
        let at = past_adverbs(self.reading, from, end);
        if at + 1 >= end {
            return None;
        }
        let word = self.reading.lower(at);
        let verb = word == "to" && is_plain_verb(self.reading, past_adverbs(self.reading, at + 1, end - 1));
        let joint = used.joints.split_whitespace().any(|joint| joint == word);
        if !joint {
            return None;
        }
        let (form, start) = match word {
            "that" => {
                verb_of_clause(self.reading, at + 1..end)?;
                (Form::Clause, at + 1)
            }
            "to" if verb => (Form::Infinitive, at),
            _ => (Form::Object, at + 1),
        };
        // `her commitment to the group`: there the noun is no pledge.
        let idle = form == Form::Object && word == "to" && used.class == CueClass::Supports;
        let content = if idle { start..start } else { self.complements.matter(form, used.class, start, end) };
        content.clone().any(|token| self.reading.shape(token).is_word()).then_some(content)
    }

    /// `Weber: the bill must pass`, at the colon: whose it is and what.
    pub(crate) fn colon(&self, at: usize, sentence: &Sentence) -> Option<Saying> {
        let Range { start, end } = sentence.tokens;
        let ahead = self.reading.inner(start..at);
        let plain =
            |token: usize| !is_finite(self.reading, token, at) && !matches!(self.reading.lower(token), "," | "(" | ":");
        if self.reading.lower(at) != ":" || at - start > NAME || ahead.is_empty() || !ahead.clone().all(plain) {
            return None;
        }
        let source = self.sources.before(ahead.end, &ahead).filter(|source| source.direct && source.tokens == ahead)?;
        let content = self.reading.inner(at + 1..end);
        let said = content.clone().any(|token| is_finite(self.reading, token, content.end));
        said.then_some(Saying { source, class: CueClass::Says, content })
    }

    /// The noun as a cue.
    pub(crate) fn cue(class: CueClass) -> Cue {
        Cue { len: 1, class, takes: super::cues::Takes::CLAUSE, tense: None, noun: true }
    }
}
