//! Who a verb belongs to: the noun phrase ahead of it or, where the order is turned round, behind it.

use std::ops::Range;

use super::{
    actors::ActorMention,
    cues::{is_adverb, is_auxiliary},
    lexicon::{Classes, Title},
    reading::Reading,
    tags::{Tag, Tags},
    tokens::Shape,
};

/// How many tokens a source may have.
const LONGEST: usize = 14;

/// Words that end a noun phrase read backwards.
const SUBORDINATORS: [&str; 22] = [
    "that", "while", "as", "but", "because", "when", "if", "after", "before", "since", "although", "though", "whereas",
    "where", "so", "than", "who", "which", "what", "how", "why", "or",
];

/// Whether a noun phrase read backwards ends ahead of this word.
fn ends_phrase(word: &str) -> bool {
    SUBORDINATORS.contains(&word) || (is_auxiliary(word) && word != "to")
}

/// The words that name who.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The words.
    pub tokens: Range<usize>,
    /// The actors that they name, by their place in the list of actors.
    pub actors: Vec<usize>,
    /// Whether the actor is named outright, not through something of theirs.
    pub direct: bool,
}

/// Finds sources.
pub(crate) struct Sources<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// What is known of its tokens.
    pub tags: &'a Tags,
    /// Every mention of an actor, in reading order.
    pub mentions: &'a [ActorMention],
}

impl Sources<'_, '_> {
    /// The noun phrase that a verb at `cue` belongs to, within `clause`.
    pub(crate) fn before(&self, cue: usize, clause: &Range<usize>) -> Option<Source> {
        let end = self.past_relative(self.past_auxiliaries(cue, clause.start), clause.start);
        if end <= clause.start {
            return None;
        }
        if self.reading.lower(end - 1) == "," {
            return self.past_apposition(end - 1, clause.start);
        }
        let start = self.phrase_start(end, clause.start);
        (start < end).then(|| self.source(start..end))
    }

    /// The noun phrase behind a verb that ends at `from`: `said Ms Weber`.
    pub(crate) fn after(&self, from: usize, clause: &Range<usize>) -> Option<Source> {
        let limit = clause.end.min(from + LONGEST);
        let stops = |&token: &usize| {
            let word = self.reading.lower(token);
            self.is_break(token) || SUBORDINATORS.contains(&word) || matches!(word, "in" | "on" | "at" | "during")
        };
        let end = (from..limit).find(stops).unwrap_or(limit);
        let source = (from < end).then(|| self.source(from..end))?;
        let first = self.inside(&source.tokens).next()?;
        let near = (from..first.tokens.start).all(|token| {
            self.tags.at(token).is_some()
                || !self.reading.is(token, Classes::STOP)
                || self.reading.lower(token) == "the"
        });
        near.then_some(source)
    }

    /// Back over `has repeatedly`, `are intent on`, `appear to`.
    fn past_auxiliaries(&self, cue: usize, floor: usize) -> usize {
        let mut at = cue;
        while at > floor {
            let word = self.reading.lower(at - 1);
            if is_auxiliary(word) || is_adverb(word) {
                at -= 1;
                let governed = word == "to" && at > floor && self.reading.shape(at - 1) == Shape::Lower;
                if governed && !self.reading.is(at - 1, Classes::STOP) && !self.ends_mention(at) {
                    at -= 1;
                }
            } else if (word == "longer" && at >= floor + 2 && self.reading.lower(at - 2) == "no")
                || (at >= floor + 3
                    && matches!(word, "on" | "in" | "of" | "about")
                    && is_auxiliary(self.reading.lower(at - 3)))
            {
                at -= 2;
            } else {
                break;
            }
        }
        at
    }

    fn past_relative(&self, at: usize, floor: usize) -> usize {
        if at <= floor || !matches!(self.reading.lower(at - 1), "who" | "which" | "that") {
            return at;
        }
        let at = at - 1;
        if at > floor && self.reading.lower(at - 1) == "," { at - 1 } else { at }
    }

    /// `Anna Weber, the chancellor, …`: the name ahead of the apposition that this comma closes.
    fn past_apposition(&self, comma: usize, floor: usize) -> Option<Source> {
        let floor = floor.max(comma.saturating_sub(LONGEST));
        let open = (floor..comma).rev().find(|&token| self.reading.lower(token) == ",")?;
        self.ends_mention(open).then(|| {
            let start = self.phrase_start(open, floor);
            self.source(start..open)
        })
    }

    fn phrase_start(&self, end: usize, floor: usize) -> usize {
        let floor = floor.max(end.saturating_sub(LONGEST));
        let mut start = end;
        while start > floor && !self.is_break(start - 1) && !ends_phrase(self.reading.lower(start - 1)) {
            start -= 1;
        }
        start
    }

    /// A mark that ends a phrase; not the full stop of `U.S.`, nor a possessive.
    fn is_break(&self, token: usize) -> bool {
        self.reading.shape(token) == Shape::Mark
            && !matches!(self.reading.lower(token), "'s" | "-" | "'" | "&")
            && self.tags.at(token).is_none()
            && self.inside(&(token..token + 1)).next().is_none()
    }

    fn ends_mention(&self, end: usize) -> bool {
        self.inside(&(end.saturating_sub(8)..end)).any(|mention| mention.tokens.end == end)
    }

    /// The mentions that start or lie within these tokens.
    fn inside(&self, tokens: &Range<usize>) -> impl Iterator<Item = &ActorMention> {
        let first = self.mentions.partition_point(|m| m.tokens.start + LONGEST < tokens.start);
        let (start, end) = (tokens.start, tokens.end);
        self.mentions[first..].iter().take_while(move |m| m.tokens.start < end).filter(move |m| m.tokens.end > start)
    }

    /// Whom a noun phrase names: its head and what is joined to it, else whom the head belongs to.
    fn source(&self, phrase: Range<usize>) -> Source {
        let inside: Vec<&ActorMention> = self.inside(&phrase).collect();
        let heads: Vec<usize> = inside.iter().filter(|m| self.is_head(m, &phrase)).map(|m| m.actor).collect();
        let direct = !heads.is_empty();
        let actors = if direct { heads } else { self.owner(&inside, &phrase).into_iter().collect() };
        Source { tokens: phrase, actors, direct }
    }

    /// Whether a mention heads its phrase or is joined to what does; not `US` in `US President`, `France` in `in France`.
    fn is_head(&self, mention: &ActorMention, phrase: &Range<usize>) -> bool {
        let next = mention.tokens.end;
        let ends =
            next >= phrase.end || matches!(self.reading.lower(next), "and" | "," | "(") || self.is_phrase_tail(next);
        let before = self.phrase_before(mention, phrase);
        ends && !matches!(before, Some("in" | "at" | "with" | "to" | "by" | "on" | "against" | "about"))
            && !(matches!(before, Some("of" | "for" | "from")) && self.opens_with_noun(phrase))
    }

    fn is_phrase_tail(&self, token: usize) -> bool {
        matches!(self.reading.lower(token), "in" | "at" | "of" | "for" | "from" | "on")
    }

    /// The word ahead of a mention and of the article and offices before it.
    fn phrase_before(&self, mention: &ActorMention, phrase: &Range<usize>) -> Option<&str> {
        let mut at = mention.tokens.start;
        while at > phrase.start {
            let word = self.reading.lower(at - 1);
            if word != "the" && self.tags.at(at - 1).is_none() {
                return Some(word);
            }
            at -= 1;
        }
        None
    }

    fn opens_with_noun(&self, phrase: &Range<usize>) -> bool {
        let mut tokens = phrase.clone();
        tokens.any(|token| self.reading.shape(token) == Shape::Lower && !self.reading.is(token, Classes::STOP))
    }

    /// Who stands behind `Macron's office`, `the Kremlin spokesman`, `a spokesman for the army`.
    fn owner(&self, inside: &[&ActorMention], phrase: &Range<usize>) -> Option<usize> {
        let titled = |m: &ActorMention| {
            self.tags
                .at(m.tokens.end)
                .is_some_and(|t| matches!(t.tag, Tag::Title(Title::Office)) && t.tokens.end < phrase.end)
        };
        let fits = |m: &&&ActorMention| {
            !titled(m) && !matches!(self.phrase_before(m, phrase), Some("in" | "at" | "to" | "with"))
        };
        inside.iter().find(fits).map(|m| m.actor)
    }
}
