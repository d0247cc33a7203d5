//! Claims: a source, a cue and what the cue governs. How a cue stands in its sentence decides where the other two are:
//! `she said that …`, `“…,” said Ms Weber`, `…, he added, …`, `adding that …`, `dismissed by the ministry`.

use std::ops::Range;

use super::{
    Attribution,
    clauses::{is_determiner, is_finite, is_preposition, past_adverbs, verb_of_clause},
    complements::{Complements, Form},
    cues::{Cue, CueClass, Cues, Takes, follows_noun, is_adverb, is_auxiliary, is_form_of_be},
    inflection::Tense,
    lexicon::Classes,
    quotes::Quotes,
    reading::{Reading, Sentence},
    reported::Reported,
    sayings::Sayings,
    sources::{Source, Sources},
    stance::negates,
    tokens::Shape,
};

/// Somebody's words or view, before it is known what it is about.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// Who.
    pub source: Source,
    /// The verb.
    pub cue: Range<usize>,
    /// What the verb makes of the content.
    pub class: CueClass,
    /// Whether the verb is negated.
    pub negated: bool,
    /// What is said or held.
    pub content: Range<usize>,
    /// How it is told whose it is.
    pub attribution: Attribution,
    /// Which form the verb has.
    tense: Option<Tense>,
}

/// How a verb stands in its sentence.
enum Usage {
    /// Behind its subject, or ahead of it where the order is turned round.
    Verb,
    /// `X, adding that …`: its subject is the sentence's.
    Participle,
    /// `dismissed by …`.
    Agent,
    /// `opposes troops and supports ships`: the joint.
    Joined(usize),
}

/// Finds claims.
pub(crate) struct Claims<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// Its quotations.
    pub quotes: &'a Quotes,
    /// Whose they are.
    pub sources: Sources<'a, 'b>,
    /// What cues govern.
    pub complements: Complements<'a, 'b>,
    /// What stands ahead of them.
    pub reported: Reported<'a, 'b>,
}

impl<'a, 'b> Claims<'a, 'b> {
    /// For this reading.
    pub(crate) fn of(reading: &'a Reading<'b>, quotes: &'a Quotes, sources: Sources<'a, 'b>) -> Self {
        let complements = Complements { reading, quotes };
        Self { reading, quotes, sources, complements, reported: Reported { reading, quotes, complements } }
    }

    /// The claims of a sentence, in order. A verb inside another's content counts where it has a source of its own.
    pub(crate) fn in_sentence(&self, sentence: &Sentence) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::new();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match self.claim(at, sentence, &mut claims) {
                Some(claim) => {
                    at = claim.cue.end.max(at + 1);
                    if Self::is_new(&claim, &claims) {
                        claims.push(claim);
                    }
                }
                None => at += 1,
            }
        }
        claims
    }

    /// Not what an earlier claim of the same source holds already: the infinitive in `wants to support`.
    fn is_new(new: &Claim, claims: &[Claim]) -> bool {
        !claims.iter().any(|old| old.source.tokens == new.source.tokens && old.content.contains(&new.cue.start))
    }

    fn claim(&self, at: usize, sentence: &Sentence, claims: &mut [Claim]) -> Option<Claim> {
        let end = sentence.tokens.end;
        if self.reading.lower(at) == "according" && at + 1 < end && self.reading.lower(at + 1) == "to" {
            return self.according(at..at + 2, sentence);
        }
        self.by_verb(at, sentence, claims).or_else(|| self.by_noun(at, sentence))
    }

    fn by_verb(&self, at: usize, sentence: &Sentence, claims: &mut [Claim]) -> Option<Claim> {
        let end = sentence.tokens.end;
        let cue = Cues::get().all_at(self.reading, at, end).next()?;
        match self.usage(at, cue, sentence, claims)? {
            Usage::Joined(joint) => self.joined(at, joint, sentence, claims.last_mut()?),
            Usage::Agent => self.by_agent(at, cue, sentence),
            Usage::Participle => {
                let source = self.subject(at, sentence, claims)?;
                self.governing(at, source, sentence)
            }
            Usage::Verb => self.with_subject(at, cue, sentence),
        }
    }

    /// How a verb stands here; `None` where it is a noun, or passive and nobody's.
    fn usage(&self, at: usize, cue: Cue, sentence: &Sentence, claims: &[Claim]) -> Option<Usage> {
        let floor = sentence.tokens.start;
        let skipped = |token: &usize| is_adverb(self.reading.lower(*token)) || self.reading.lower(*token) == "not";
        let before = (floor..at).rev().find(|token| !skipped(token));
        let word = before.map_or("", |token| self.reading.lower(token));
        let being = is_form_of_be(word) || is_clitic_be(word);
        let Some(tense) = cue.tense else {
            let links = being
                || matches!(word, "seemed" | "seems" | "remain" | "remains" | "remained" | "feel" | "feels" | "felt");
            return links.then_some(Usage::Verb);
        };
        let by = at + cue.len < sentence.tokens.end && self.reading.lower(at + cue.len) == "by";
        match tense {
            Tense::Past if by => return Some(Usage::Agent),
            Tense::Past if being => return None,
            Tense::Gerund if being => return Some(Usage::Verb),
            _ => {}
        }
        if let Some(joint) = self.joint(at, cue, sentence, claims) {
            return Some(Usage::Joined(joint));
        }
        let noun_before = is_determiner(word)
            && !matches!(word, "all" | "both" | "each" | "some" | "this" | "those" | "more")
            || before
                .is_some_and(|token| token + 1 == at && word != "longer" && self.reading.is(token, Classes::ADJECTIVE));
        match tense {
            Tense::Gerund if noun_before => None,
            Tense::Gerund => {
                let marked = before.is_none_or(|token| self.reading.shape(token) == Shape::Mark);
                let governed =
                    is_preposition(word) || matches!(word, "while" | "when" | "than" | "and" | "or" | "without");
                Some(if marked || governed { Usage::Participle } else { Usage::Verb })
            }
            _ if noun_before && (cue.noun || tense == Tense::Present || cue.class != CueClass::Says) => None,
            Tense::Present
                if is_preposition(word) && word != "to" || matches!(word, "-" | "more" | "most" | "least") =>
            {
                None
            }
            _ => Some(Usage::Verb),
        }
    }

    /// The `and` or `but` that hangs a verb on the subject of the one before: `opposes troops and now supports ships`.
    fn joint(&self, at: usize, cue: Cue, sentence: &Sentence, claims: &[Claim]) -> Option<usize> {
        let last = claims.last()?;
        let skipped = |token: &usize| is_adverb(self.reading.lower(*token)) || is_auxiliary(self.reading.lower(*token));
        let joint = (sentence.tokens.start..at).rev().find(|token| !skipped(token))?;
        let governed = joint + 1 < at && self.reading.lower(at - 1) != "to";
        let joins = matches!(self.reading.lower(joint), "and" | "but");
        let like = last.tense == cue.tense && !cue.noun;
        let near = last.content.contains(&joint) || last.content.end + 1 >= joint;
        (joins && near && last.cue.end < joint && (governed || like) && self.quotes.around(joint).is_none())
            .then_some(joint)
    }

    fn joined(&self, at: usize, joint: usize, sentence: &Sentence, last: &mut Claim) -> Option<Claim> {
        let made = self.governing(at, last.source.clone(), sentence)?;
        let negated = (joint..at).any(|token| negates(self.reading, token));
        let kept = self.reading.inner(last.content.start..last.content.end.min(joint));
        if !kept.is_empty() {
            last.content = kept;
        }
        Some(Claim { negated, ..made })
    }

    /// A verb with a subject of its own.
    fn with_subject(&self, at: usize, cue: Cue, sentence: &Sentence) -> Option<Claim> {
        if let Some(claim) = self.inverted(at, sentence) {
            return Some(claim);
        }
        let clause = self.clause_start(at, sentence)..sentence.tokens.end;
        let source = self.sources.before(at, &clause)?;
        let governed = is_auxiliary(self.reading.lower(at - 1));
        if cue.noun && !governed && follows_noun(self.reading, at + cue.len, clause.end) {
            return None;
        }
        let known = source.direct || self.sources.pronoun(&source).is_some();
        if cue.noun && !governed && (!self.agrees(&source, at) || !known && !self.is_marked(at + cue.len, sentence)) {
            return None;
        }
        let supposed = source.tokens.start > 0 && self.is_supposed(source.tokens.start);
        if supposed && self.sources.pronoun(&source).is_some() {
            return None;
        }
        if self.quotes.before(self.reading, source.tokens.start).is_some()
            && let Some(claim) = self.ahead(at, source.clone(), sentence)
        {
            return Some(claim);
        }
        self.governing(at, source.clone(), sentence).or_else(|| self.ahead(at, source, sentence))
    }

    /// Whether a form that may be a noun has the number of its subject: `critics claim`, not `the Trump claim`.
    fn agrees(&self, source: &Source, verb: usize) -> bool {
        let last = source.tokens.end - 1;
        let word = self.reading.lower(last);
        let plural = word.ends_with('s') && !word.ends_with("ss") && !self.reading.shape(last).is_capital()
            || matches!(word, "people" | "many" | "some" | "most" | "others" | "they" | "we" | "i" | "you" | "who")
            || source.actors.len() > 1;
        let third = self.reading.lower(verb).ends_with('s');
        plural != third || self.reading.shape(last).is_capital() || word == "who"
    }

    /// Whether a content stands here that only a verb can govern.
    fn is_marked(&self, at: usize, sentence: &Sentence) -> bool {
        let at = past_adverbs(self.reading, at, sentence.tokens.end);
        let quoted = self.quotes.first_in(&(at..sentence.tokens.end.min(at + 3))).is_some();
        at < sentence.tokens.end && self.reading.lower(at) == "that" || quoted
    }

    /// What a cue at `at` governs, for this source: by the first of its uses that fits.
    fn governing(&self, at: usize, source: Source, sentence: &Sentence) -> Option<Claim> {
        let end = sentence.tokens.end;
        let mut uses = Cues::get().all_at(self.reading, at, end);
        let (cue, found) =
            uses.find_map(|cue| self.complements.after(cue, at + cue.len, end).map(|found| (cue, found)))?;
        let attribution = match found.form {
            Form::Quotation => Attribution::Quoted,
            Form::Clause if matches!(cue.class, CueClass::Says | CueClass::Warns) => Attribution::Reported,
            _ => Attribution::Held,
        };
        self.made(at, cue, source, found.content, attribution)
    }

    /// `“We agree,” Ms Weber said`, `the plan, he added, would fail`.
    fn ahead(&self, at: usize, source: Source, sentence: &Sentence) -> Option<Claim> {
        let cue = self.reporting(at, sentence)?;
        let content = self.reported.around(source.tokens.start, at + cue.len, sentence)?;
        self.made(at, cue, source, content, Attribution::Quoted)
    }

    /// `“We agree,” said Ms Weber.`
    fn inverted(&self, at: usize, sentence: &Sentence) -> Option<Claim> {
        let cue = self.reporting(at, sentence)?;
        let from = at + cue.len;
        let before = (sentence.tokens.start..at).rev().find(|&token| !is_adverb(self.reading.lower(token)))?;
        let marked = self.reading.shape(before) == Shape::Mark && !matches!(self.reading.lower(before), "'s" | ")");
        if !marked
            || verb_of_clause(self.reading, past_adverbs(self.reading, from, sentence.tokens.end)..sentence.tokens.end)
                .is_some_and(|verb| self.near_clause(from, verb))
        {
            return None;
        }
        let source = self.sources.after(from, &sentence.tokens)?;
        let content = self.reported.around(at, source.tokens.end, sentence)?;
        self.made(at, cue, source, content, Attribution::Quoted)
    }

    /// Whether nothing but a subject stands between a cue and the verb of a clause behind it.
    fn near_clause(&self, from: usize, verb: usize) -> bool {
        (from..verb).all(|at| {
            !matches!(self.reading.lower(at), "," | "who" | "which" | "that" | "and" | "—" | "“" | "\"" | "''")
        })
    }

    /// The use of a cue that reports words.
    fn reporting(&self, at: usize, sentence: &Sentence) -> Option<Cue> {
        let reports = |cue: &Cue| {
            matches!(cue.class, CueClass::Says | CueClass::Warns)
                && cue.tense.is_some()
                && (cue.takes.has(Takes::CLAUSE) || cue.takes.has(Takes::ADDRESSEE))
        };
        Cues::get().all_at(self.reading, at, sentence.tokens.end).find(reports)
    }

    /// `Territorial concessions were dismissed by the Kremlin`, `a view shared by economists`.
    fn by_agent(&self, at: usize, cue: Cue, sentence: &Sentence) -> Option<Claim> {
        let source = self.sources.after(at + cue.len + 1, &sentence.tokens)?;
        let start = self.clause_start(at, sentence);
        let end = self.sources.past_auxiliaries(at, start);
        self.made(at, cue, source, start..end, Attribution::Held)
    }

    /// The subject of a participle: the source of the claim it hangs on, else whoever the sentence is about.
    fn subject(&self, at: usize, sentence: &Sentence, claims: &[Claim]) -> Option<Source> {
        if let Some(last) = claims.iter().rev().find(|claim| self.quotes.around(claim.cue.start).is_none()) {
            return Some(last.source.clone());
        }
        let Range { start, end } = sentence.tokens;
        let from = if at == start {
            (at..end).find(|&token| self.reading.lower(token) == ",")? + 1
        } else {
            past_adverbs(self.reading, start, at)
        };
        let stop = if at == start { end } else { at };
        let verb = (from + 1..stop).find(|&token| is_finite(self.reading, token, end))?;
        self.sources.before(verb, &(from..end))
    }

    /// Where the clause around a verb starts: past a semicolon, or a comma that a contrast follows.
    fn clause_start(&self, at: usize, sentence: &Sentence) -> usize {
        let parts = |token: &usize| {
            let next = self.reading.lower(*token + 1);
            match self.reading.lower(*token) {
                ";" | ":" => true,
                "," => matches!(next, "while" | "whereas" | "although" | "but" | "though" | "and"),
                _ => false,
            }
        };
        let start = (sentence.tokens.start..at).rev().find(parts).map_or(sentence.tokens.start, |token| token + 1);
        // A verb in a quotation has its subject there.
        self.quotes.around(at).map_or(start, |quote| quote.start.max(start))
    }

    /// `according to Ms Weber`: ahead of what it goes with, or behind.
    fn according(&self, tokens: Range<usize>, sentence: &Sentence) -> Option<Claim> {
        let source = self.sources.after(tokens.end, &sentence.tokens)?;
        let Range { start, end } = sentence.tokens;
        let opens = (start..tokens.start).all(|token| !self.reading.shape(token).is_word());
        let content = if opens {
            self.sources.past_tail(&source, end)..end
        } else {
            self.clause_start(tokens.start, sentence)..tokens.start
        };
        let cue = Cue { len: 2, class: CueClass::Says, takes: Takes::CLAUSE, tense: None, noun: false };
        self.made(tokens.start, cue, source, content, Attribution::AccordingTo)
    }

    /// `its call for …`, `Weber: …`.
    fn by_noun(&self, at: usize, sentence: &Sentence) -> Option<Claim> {
        let sayings = Sayings { reading: self.reading, sources: &self.sources, complements: self.complements };
        let (saying, attribution) = match sayings.at(at, sentence) {
            Some(saying) => (saying, Attribution::Noun),
            None => (sayings.colon(at, sentence)?, Attribution::Colon),
        };
        self.made(at, Sayings::cue(saying.class), saying.source, saying.content, attribution)
    }

    fn made(
        &self,
        at: usize,
        cue: Cue,
        source: Source,
        content: Range<usize>,
        attribution: Attribution,
    ) -> Option<Claim> {
        let content = self.reading.inner(content);
        let negated = (source.tokens.end..at).any(|token| negates(self.reading, token));
        let worded = content.clone().any(|token| self.reading.shape(token).is_word());
        let (cue, class, tense) = (at..at + cue.len, cue.class, cue.tense);
        worded.then_some(Claim { source, cue, class, negated, content, attribution, tense })
    }

    /// Whether a clause that starts here is only supposed or awaited: `when they report`.
    fn is_supposed(&self, start: usize) -> bool {
        matches!(self.reading.lower(start - 1), "when" | "if" | "until" | "unless" | "where" | "once")
    }
}

/// `they're`, `he's`: a subject with its `be`.
fn is_clitic_be(word: &str) -> bool {
    word.ends_with("'re") || word.ends_with("'m") || matches!(word, "he's" | "she's" | "it's" | "that's" | "who's")
}
