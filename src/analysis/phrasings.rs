//! A phrasing of the configuration as what has to stand in a sentence: parts, each of which may be worded in several ways.
//!
//! Only ways that the briefing has the words for are kept; a phrasing that lacks one of its parts can't be there. Nothing
//! here looks at where the words stand.

use std::collections::HashMap;
use std::ops::Range;

use super::{
    KnownPosition,
    alike::{Alike, Wording, is_article},
    cues::is_auxiliary,
    lexicon::{Classes, Lexicon},
    positions::{Slant, is_negation},
    reading::Reading,
    tokens::{Shape, pieces},
    vocabulary::{RootId, lower},
};

/// Function words that change what a phrasing means, and so count.
const TELLING: [&str; 9] = ["for", "against", "without", "before", "after", "over", "under", "only", "out"];
/// Particles that may stand apart from their verb.
const PARTICLES: [&str; 10] = ["up", "down", "over", "off", "out", "away", "back", "in", "aside", "on"];
/// How many tokens may part them.
const PARTED: usize = 5;

/// How free a phrasing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freedom {
    /// Its own words, inflected.
    Words,
    /// Other words of the same meaning too.
    Meaning,
}

/// A phrasing that the briefing has the words for.
pub(crate) struct Pattern {
    /// The position, by its place in the configuration.
    pub position: usize,
    /// What the phrasing says of it.
    pub slant: Slant,
    /// What must stand there; never empty.
    pub parts: Vec<Part>,
    /// Whether a negation must too.
    pub negated: bool,
    /// The part that the briefing has least often.
    pub anchor: usize,
}

/// A part of a phrasing: any of these ways to say it.
pub(crate) struct Part(Vec<Way>);

/// One way to say a part.
struct Way {
    roots: Vec<RootId>,
    /// Whether it is a function word, which else carries no meaning.
    function: bool,
    /// How its first word must be written at least.
    shape: Shape,
    /// Whether it is no form of a verb.
    noun: bool,
}

/// The phrasings of these positions that the briefing may have.
pub(crate) fn compile(reading: &Reading<'_>, positions: &[KnownPosition], freedom: Freedom) -> Vec<Pattern> {
    let mut counts: HashMap<RootId, usize> = HashMap::new();
    for at in 0..reading.tokens.len() {
        *counts.entry(reading.root(at)).or_default() += 1;
    }
    let mut patterns = Vec::new();
    for (position, known) in positions.iter().enumerate() {
        let label = Some(&known.label).filter(|label| freedom == Freedom::Meaning && names_more_than_one_thing(label));
        let names = known.phrases.iter().chain(label).map(|phrase| (phrase, Slant::Names));
        let supports = known.supports.iter().map(|phrase| (phrase, Slant::Supports));
        let opposes = known.opposes.iter().map(|phrase| (phrase, Slant::Opposes));
        for (phrase, slant) in names.chain(supports).chain(opposes) {
            let Some((parts, negated)) = parts(reading, phrase, freedom) else { continue };
            let often = |part: &Part| part.firsts().map(|root| counts.get(&root).copied().unwrap_or_default()).sum();
            let anchor = (0..parts.len()).min_by_key(|&part| -> usize { often(&parts[part]) });
            if let Some(anchor) = anchor {
                patterns.push(Pattern { position, slant, parts, negated, anchor });
            }
        }
    }
    patterns
}

/// Whether a label says enough to be a phrasing: `Land for security`, not `Land`.
fn names_more_than_one_thing(label: &str) -> bool {
    let words = pieces(label).filter(|(_, piece)| Shape::of(piece) != Shape::Mark);
    words.filter(|(_, piece)| !Lexicon::get().is_stop_word(&lower(piece))).count() > 1
}

/// The parts of a phrasing and whether it is negated; `None` where the briefing lacks one of them.
fn parts(reading: &Reading<'_>, phrase: &str, freedom: Freedom) -> Option<(Vec<Part>, bool)> {
    let words: Vec<&str> =
        pieces(phrase).map(|(_, piece)| piece).filter(|piece| Shape::of(piece) != Shape::Mark).collect();
    let words: Vec<&str> = words.into_iter().filter(|piece| !is_article(&lower(piece))).collect();
    let roots: Vec<String> = words.iter().map(|word| reading.words.root_of(word)).collect();
    let (mut parts, mut negated, mut at) = (Vec::new(), false, 0);
    while at < words.len() {
        let known = Alike::get().at(&roots[at..]).filter(|(len, _)| freedom == Freedom::Meaning || *len > 1);
        let word = lower(words[at]);
        let len = match known {
            _ if is_negation(&word) => {
                negated = true;
                1
            }
            Some((len, wordings)) => {
                let own = |wording: &&Wording| freedom == Freedom::Meaning || wording.roots == roots[at..at + len];
                parts.push(Part::of(reading, wordings.into_iter().filter(own))?);
                len
            }
            None => {
                if counts(&word) {
                    parts.push(Part::own(reading, words[at])?);
                }
                1
            }
        };
        at += len;
    }
    Some((parts, negated))
}

/// Whether a word that is in no group must stand there.
fn counts(word: &str) -> bool {
    let verb = Classes::VERB.and(Classes::VERB_OR_NOUN);
    !Lexicon::get().is_stop_word(word)
        || TELLING.contains(&word)
        || Lexicon::get().classes(word).has(verb) && !is_auxiliary(word)
}

impl Part {
    /// The ways that the briefing has the words for; `None` where there are none.
    fn of<'w>(reading: &Reading<'_>, wordings: impl Iterator<Item = &'w Wording>) -> Option<Self> {
        let way = |wording: &Wording| {
            let roots: Option<Vec<RootId>> = wording.roots.iter().map(|root| reading.words.root_id(root)).collect();
            Some(Way { roots: roots?, function: wording.function, shape: wording.shape, noun: false })
        };
        let ways: Vec<Way> = wordings.filter_map(way).collect();
        (!ways.is_empty()).then_some(Self(ways))
    }

    /// A word that is in no group. One that is no verb does not stand for a verb of its root: `security`, `securing`.
    fn own(reading: &Reading<'_>, word: &str) -> Option<Self> {
        let Self(mut ways) = Self::of(reading, std::iter::once(&Wording::of(&reading.words, word)))?;
        let verbs = Classes::VERB.and(Classes::VERB_OR_NOUN).and(Classes::PARTICIPLE);
        let noun = !Lexicon::get().classes(&lower(word)).has(verbs);
        for way in &mut ways {
            way.noun = noun;
        }
        Some(Self(ways))
    }

    /// The first roots of its ways.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = RootId> {
        self.0.iter().map(|way| way.roots[0])
    }

    /// Where this part ends, if it starts at a token: the longest way.
    pub(crate) fn end_at(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
        self.0.iter().filter_map(|way| way.end_at(reading, at, end)).max()
    }
}

impl Way {
    /// Whether a first word of this shape will do.
    fn allows(&self, shape: Shape) -> bool {
        match self.shape {
            Shape::Upper => shape == Shape::Upper,
            Shape::Capitalised => shape.is_capital(),
            _ => true,
        }
    }

    fn end_at(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
        let function = self.function || !reading.is(at, Classes::STOP);
        let verb = self.noun && (reading.lower(at).ends_with("ed") || reading.lower(at).ends_with("ing"));
        if self.roots[0] != reading.root(at) || !function || verb || !self.allows(reading.shape(at)) {
            return None;
        }
        let mut last = at;
        for (index, root) in self.roots.iter().enumerate().skip(1) {
            let skipped = |token: &usize| is_article(reading.lower(*token)) || reading.lower(*token) == "-";
            let next = (last + 1..end).find(|token| !skipped(token))?;
            last = if reading.root(next) == *root {
                next
            } else if index == 1 && self.roots.len() == 2 {
                parted(reading, next..end.min(next + PARTED), *root)?
            } else {
                return None;
            };
        }
        Some(last + 1)
    }
}

/// The particle of a verb behind its object: `give the land up`.
fn parted(reading: &Reading<'_>, tokens: Range<usize>, root: RootId) -> Option<usize> {
    let object = |token: &usize| reading.shape(*token) != Shape::Mark || matches!(reading.lower(*token), "-" | "'s");
    let particle = |token: &usize| reading.root(*token) == root && PARTICLES.contains(&reading.lower(*token));
    tokens.take_while(object).find(particle)
}
