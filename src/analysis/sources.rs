//! Who a verb belongs to: the noun phrase ahead of it or, where the order is turned round, behind it.

use std::ops::Range;

use super::{
    actors::ActorMention,
    clauses::{is_determiner, is_finite, is_preposition, is_subject_pronoun, is_subordinator},
    cues::{CueClass, Cues, Takes, is_adverb, is_auxiliary},
    inflection::Tense,
    lexicon::{Classes, Lexicon, Title},
    reading::Reading,
    tags::{Tag, Tags},
    tokens::Shape,
};

/// How many tokens a source may have.
const LONGEST: usize = 14;
/// How many tokens may stand in brackets or between dashes behind a source.
const ASIDE: usize = 24;
/// How many tokens may say more about a source, between commas.
const LONGEST_APPOSITION: usize = 48;

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

impl Source {
    /// `its`, `their`: a source that only its antecedent names.
    pub(crate) const fn possessive(at: usize) -> Self {
        Self { tokens: at..at + 1, actors: Vec::new(), direct: false }
    }
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
        let auxiliaries = self.past_auxiliaries(cue, clause.start);
        let end = self.past_asides(self.past_relative(auxiliaries, clause.start), clause.start);
        if end <= clause.start {
            return None;
        }
        if self.reading.lower(end - 1) == "," {
            return self.past_apposition(end - 1, clause.start);
        }
        self.phrase(end, clause.start)
    }

    /// The noun phrase that ends ahead of `end`; `None` where no noun does.
    fn phrase(&self, end: usize, floor: usize) -> Option<Source> {
        let start = self.phrase_start(end, floor);
        // `Ministers who opposed the tax said …`: the noun stands ahead of its relative clause.
        let relative = start > floor + 1 && start < end && matches!(self.reading.lower(start - 1), "who" | "which");
        let (start, end) = if relative && self.reading.lower(start - 2) != "," {
            (self.phrase_start(start - 1, floor), start - 1)
        } else {
            (start, end)
        };
        let tokens = self.reading.inner(start..end);
        let last = tokens.clone().next_back()?;
        let word = self.reading.lower(last);
        if self.is_modifier(last) {
            return None;
        }
        let noun = is_subject_pronoun(word)
            || matches!(word, "who" | "many" | "some" | "most" | "others" | "few" | "both" | "each" | "all" | "one")
            || !self.reading.is(last, Classes::STOP) && !is_adverb(word)
            || self.ends_mention(last + 1);
        (noun && !tokens.is_empty()).then(|| self.source(tokens))
    }

    /// Whether a word can end no noun phrase: a verb, an adjective, a participle.
    fn is_modifier(&self, at: usize) -> bool {
        let nouns = Classes::NOUN.and(Classes::VERB_OR_NOUN).and(Classes::SPEAKER).and(Classes::STOP);
        let other = Classes::VERB.and(Classes::PARTICIPLE).and(Classes::ADJECTIVE);
        self.reading.shape(at) == Shape::Lower && self.reading.is(at, other) && !self.reading.is(at, nouns)
    }

    /// The noun phrase behind a verb that ends at `from`: `said Ms Weber`.
    pub(crate) fn after(&self, from: usize, clause: &Range<usize>) -> Option<Source> {
        let limit = clause.end.min(from + LONGEST);
        let stops = |&token: &usize| {
            let word = self.reading.lower(token);
            self.is_break(token)
                || is_subordinator(word)
                || matches!(word, "who" | "which" | "in" | "on" | "at" | "during")
                || token > from && is_finite(self.reading, token, clause.end)
                || token > from && self.reading.is(token, Classes::CALENDAR) && self.reading.shape(token).is_capital()
        };
        let end = (from..limit).find(stops).unwrap_or(limit);
        let tokens = self.reading.inner(from..end);
        let last = tokens.clone().next_back()?;
        let named = self.inside(&tokens).next().is_some();
        let noun = named || !self.reading.is(last, Classes::STOP) || self.reading.is(last, Classes::SPEAKER);
        let first = self.reading.lower(tokens.start);
        let opens = named
            || is_determiner(first)
            || self.reading.is(last, Classes::SPEAKER)
            || self.reading.shape(tokens.start).is_capital()
            || first.ends_with('s');
        (noun && opens && !is_preposition(first)).then(|| self.source(tokens))
    }

    /// Past what is added to a source that stands behind its verb: `Ms Weber, the minister, …`.
    pub(crate) fn past_tail(&self, source: &Source, end: usize) -> usize {
        let at = source.tokens.end;
        let limit = end.min(at + ASIDE);
        if at >= end || self.reading.lower(at) != "," {
            return at;
        }
        let close = (at + 1..limit).find(|&token| self.reading.lower(token) == ",");
        let verb = |close: usize| (at + 1..close).any(|token| is_finite(self.reading, token, close));
        close.filter(|&close| !verb(close) && is_determiner(self.reading.lower(at + 1))).map_or(at, |close| close + 1)
    }

    /// Back over `has repeatedly`, `are intent on`, `appear to`.
    pub(crate) fn past_auxiliaries(&self, cue: usize, floor: usize) -> usize {
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
        if at <= floor + 1 || !matches!(self.reading.lower(at - 1), "who" | "which" | "that") {
            return at;
        }
        let at = at - 1;
        if self.reading.lower(at - 1) == "," { at - 1 } else { at }
    }

    /// Back over `(a Democrat)` and `-- the last of them --`.
    fn past_asides(&self, end: usize, floor: usize) -> usize {
        let mut end = end;
        for _ in 0..2 {
            let Some(last) = end.checked_sub(1).filter(|&last| last > floor) else { return end };
            let bottom = floor.max(last.saturating_sub(ASIDE));
            let open = if self.reading.lower(last) == ")" {
                (bottom..last).rev().find(|&at| self.reading.lower(at) == "(")
            } else if self.is_dash(last) {
                let dashes = last - usize::from(self.reading.lower(last) == "-");
                (bottom..dashes).rev().find(|&at| self.is_dash(at))
            } else {
                None
            };
            let Some(open) = open else { return end };
            end = (bottom..open).rev().find(|&at| !self.is_dash(at)).map_or(open, |at| at + 1);
        }
        end
    }

    /// Whether a token is a dash, or half of one made of two hyphens.
    fn is_dash(&self, at: usize) -> bool {
        match self.reading.lower(at) {
            "—" | "―" | "–" => true,
            "-" => {
                at > 0 && self.reading.lower(at - 1) == "-"
                    || at + 1 < self.reading.tokens.len() && self.reading.lower(at + 1) == "-"
            }
            _ => false,
        }
    }

    /// `Anna Weber, the chancellor, …`: the noun phrase ahead of the appositions that this comma closes.
    fn past_apposition(&self, comma: usize, floor: usize) -> Option<Source> {
        let floor = floor.max(comma.saturating_sub(LONGEST_APPOSITION));
        let mut close = comma;
        let mut found = None;
        for _ in 0..4 {
            let Some(open) = (floor..close).rev().find(|&token| self.reading.lower(token) == ",") else { break };
            let first = self.reading.lower(open + 1);
            let relative = matches!(first, "who" | "which" | "whose" | "where");
            if !relative && self.is_clause(open + 1, close) {
                break;
            }
            let start = self.phrase_start(open, floor);
            let opener = if start < open { self.reading.lower(start) } else { "" };
            if start < open && !is_preposition(opener) {
                let may_name = is_determiner(opener) || self.reading.shape(open - 1).is_capital();
                if self.ends_mention(open) || (found.is_none() && may_name) {
                    found = Some(start..open);
                }
            }
            close = open;
        }
        found.map(|tokens| self.source(tokens))
    }

    /// Whether a verb stands here that no relative pronoun ahead of it claims.
    fn is_clause(&self, start: usize, end: usize) -> bool {
        let mut relatives = 0;
        for at in start..end {
            if matches!(self.reading.lower(at), "who" | "which" | "that") {
                relatives += 1;
            } else if is_finite(self.reading, at, end) {
                if relatives == 0 {
                    return true;
                }
                relatives -= 1;
            }
        }
        false
    }

    fn phrase_start(&self, end: usize, floor: usize) -> usize {
        let floor = floor.max(end.saturating_sub(LONGEST));
        let mut start = end;
        while start > floor && !self.is_break(start - 1) && !self.ends_phrase(start - 1, end) {
            start -= 1;
        }
        start
    }

    /// Whether a noun phrase read backwards ends ahead of this token: at a verb, or at what opens a clause.
    fn ends_phrase(&self, at: usize, end: usize) -> bool {
        let word = self.reading.lower(at);
        let alone = at + 1 < end;
        let verb = self.reading.shape(at) == Shape::Lower
            && self.reading.is(at, Classes::VERB)
            && !self
                .reading
                .is(at, Classes::VERB_OR_NOUN.and(Classes::NOUN).and(Classes::ADJECTIVE).and(Classes::SPEAKER));
        let reports = || {
            let governs = Takes::CLAUSE.and(Takes::INFINITIVE);
            Cues::get().all_at(self.reading, at, end).any(|cue| {
                cue.is_participle() && cue.takes.has(governs)
                    || cue.tense == Some(Tense::Gerund) && cue.class == CueClass::Says
            }) && !(at > 0 && is_determiner(self.reading.lower(at - 1)))
        };
        is_subordinator(word)
            || matches!(word, "who" | "which")
            || is_auxiliary(word) && word != "to"
            || alone && (verb || reports())
            || alone && is_subject_pronoun(word) && word.contains('\'')
    }

    /// A mark that ends a phrase; not the full stop of `U.S.`, nor a possessive.
    fn is_break(&self, token: usize) -> bool {
        self.reading.shape(token) == Shape::Mark
            && (self.is_dash(token) || !matches!(self.reading.lower(token), "'s" | "-" | "'" | "&" | "/"))
            && self.tags.at(token).is_none()
            && !self.is_abbreviating(token)
            && self.inside(&(token..token + 1)).next().is_none()
            || self.is_doubled(token)
    }

    /// The full stop of `Rep.` and `Dr.`.
    fn is_abbreviating(&self, token: usize) -> bool {
        token > 0
            && self.reading.lower(token) == "."
            && self.reading.is_glued(token)
            && (Lexicon::get().abbreviation(self.reading.written(token - 1)).is_some()
                || self.reading.shape(token - 1) == Shape::Initial
                || self.reading.shape(token - 1).is_capital() && self.reading.written(token - 1).len() < 5)
    }

    /// `''`, a typewriter's quotation mark.
    fn is_doubled(&self, token: usize) -> bool {
        let single = |at: usize| at < self.reading.tokens.len() && self.reading.lower(at) == "'";
        single(token) && (single(token + 1) || token > 0 && single(token - 1))
    }

    /// Whether a source is a pronoun, and which: `in Paris he` is, whatever stands ahead.
    pub(crate) fn pronoun(&self, source: &Source) -> Option<&str> {
        let words: Vec<usize> = source.tokens.clone().filter(|&token| self.reading.shape(token).is_word()).collect();
        let last = *words.last()?;
        let word = self.reading.lower(last);
        let word = word.split_once('\'').map_or(word, |(base, _)| base);
        if words.len() == 1
            && let Some(owner) = owner(word)
        {
            return Some(owner);
        }
        let alone = words.iter().all(|&token| {
            token == last || self.reading.is(token, Classes::STOP) || is_auxiliary(self.reading.lower(token))
        });
        let subject = matches!(word, "he" | "she" | "they" | "we" | "i");
        (subject || (alone && word == "it")).then_some(word)
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

/// The pronoun of a possessive.
fn owner(possessive: &str) -> Option<&'static str> {
    match possessive {
        "his" => Some("he"),
        "her" => Some("she"),
        "its" => Some("it"),
        "their" => Some("they"),
        "our" => Some("we"),
        "my" => Some("i"),
        _ => None,
    }
}
