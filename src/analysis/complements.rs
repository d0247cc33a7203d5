//! What a cue governs: the clause, the quotation, the infinitive or the noun phrase behind it, and where that ends.

use std::ops::Range;

use super::{
    clauses::{
        is_determiner, is_finite, is_plain_verb, is_preposition, is_subject_pronoun, is_subordinator, opens_clause,
        past_adjuncts, past_adverbs,
    },
    cues::{Cue, CueClass, Cues, Takes, is_adverb, is_modal},
    lexicon::Classes,
    quotes::Quotes,
    reading::Reading,
    tokens::Shape,
};

/// How far behind a cue its content may start, past the one it is told to.
const ADDRESSEE: usize = 16;
/// How far behind a cue the colon may stand that its message follows.
const MESSAGE: usize = 14;
/// How far behind a comma a subject and verb of another attribution may stand.
const ATTRIBUTION: usize = 9;

/// How a cue governs its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A clause.
    Clause,
    /// A quotation.
    Quotation,
    /// `to …`.
    Infinitive,
    /// A noun phrase.
    Object,
}

/// A content and how it is governed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Complement {
    /// How.
    pub form: Form,
    /// The words.
    pub content: Range<usize>,
}

/// Finds contents behind cues.
#[derive(Clone, Copy)]
pub(crate) struct Complements<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// Its quotations.
    pub quotes: &'a Quotes,
}

impl Complements<'_, '_> {
    /// What this cue, which ends at `from`, governs before `end`; `None` where it governs nothing of its sort.
    pub(crate) fn after(&self, cue: Cue, from: usize, end: usize) -> Option<Complement> {
        let at = past_adverbs(self.reading, from, end);
        let found = self
            .clause(cue, at, end)
            .or_else(|| self.addressed(cue, at, end))
            .or_else(|| self.infinitive(cue, at, end))
            .or_else(|| self.object(cue, at, end))?;
        let start = found.1;
        let end = self.end(found.0, cue, start, end);
        let content = self.reading.inner(start..end);
        let worded = content.clone().any(|token| self.reading.shape(token).is_word());
        worded.then_some(Complement { form: found.0, content })
    }

    /// `that …`, `whether …`, a quotation, a clause without `that`; past `on Friday` and its like.
    fn clause(&self, cue: Cue, at: usize, end: usize) -> Option<(Form, usize)> {
        if cue.takes.has(Takes::THAT) && at + 1 < end && self.reading.lower(at) == "that" {
            return Some((Form::Clause, at + 1));
        }
        if !cue.takes.has(Takes::CLAUSE) {
            return None;
        }
        self.opening(at, end).or_else(|| self.plain_clause(cue, at, end)).or_else(|| {
            let past = past_adjuncts(self.reading, at, end);
            (past > at).then(|| self.opening(past, end).or_else(|| self.plain_clause(cue, past, end)))?
        })
    }

    /// A content that is marked as one by its first word or mark.
    fn opening(&self, at: usize, end: usize) -> Option<(Form, usize)> {
        if at >= end {
            return None;
        }
        let next = |by: usize| if at + by < end { self.reading.lower(at + by) } else { "" };
        if self.opens_quote(at, end) {
            return Some((Form::Quotation, at + 1));
        }
        match self.reading.lower(at) {
            "," | ":" if self.opens_quote(at + 1, end) => Some((Form::Quotation, at + 2)),
            "," if next(1) == "that" => None,
            ":" | "that" => (at + 1 < end).then_some((Form::Clause, at + 1)),
            "whether" | "if" | "how" | "why" | "what" | "where" | "who" => Some((Form::Clause, at)),
            _ => None,
        }
    }

    fn opens_quote(&self, at: usize, end: usize) -> bool {
        at + 1 < end && self.quotes.opens(at + 1)
    }

    /// A clause without `that`; not after an adjective's preposition, nor where the cue's own object comes first.
    fn plain_clause(&self, cue: Cue, at: usize, end: usize) -> Option<(Form, usize)> {
        let willing = cue.tense.is_some() || at < end && is_subject_pronoun(self.reading.lower(at));
        (willing && at < end && opens_clause(self.reading, at..end)).then_some((Form::Clause, at))
    }

    /// Past the one who is told: `told reporters that …`, `urged Kyiv to …`.
    fn addressed(&self, cue: Cue, at: usize, end: usize) -> Option<(Form, usize)> {
        if !cue.takes.has(Takes::ADDRESSEE) {
            return None;
        }
        let limit = end.min(at + ADDRESSEE);
        for token in at + 1..limit {
            let word = self.reading.lower(token);
            if matches!(word, ";" | "." | "?" | "!") {
                return None;
            }
            if matches!(word, "to")
                && cue.takes.has(Takes::INFINITIVE)
                && token + 1 < end
                && is_plain_verb(self.reading, token + 1)
            {
                return Some((Form::Infinitive, token));
            }
            if let Some(found) = self.opening(token, end) {
                return Some(found);
            }
            let own = is_subject_pronoun(word) || is_determiner(word) && token == at + 1 && word != "'s";
            if own && opens_clause(self.reading, token..end) {
                return Some((Form::Clause, token));
            }
        }
        None
    }

    fn infinitive(&self, cue: Cue, at: usize, end: usize) -> Option<(Form, usize)> {
        let takes = cue.takes.has(Takes::INFINITIVE);
        let to = takes
            && at + 1 < end
            && self.reading.lower(at) == "to"
            && is_plain_verb(self.reading, past_adverbs(self.reading, at + 1, end - 1));
        to.then_some((Form::Infinitive, at))
    }

    fn object(&self, cue: Cue, at: usize, end: usize) -> Option<(Form, usize)> {
        if !cue.takes.has(Takes::OBJECT) || at >= end {
            return None;
        }
        let word = self.reading.lower(at);
        if self.opens_quote(at, end) {
            return Some((Form::Object, at + 1));
        }
        let barred = self.reading.shape(at) == Shape::Mark
            || is_preposition(word)
            || is_subordinator(word) && !matches!(word, "what" | "how" | "whether" | "that")
            || matches!(word, "and" | "or" | "by" | "up" | "down" | "out" | "away")
            || is_finite(self.reading, at, end) && !is_determiner(word)
            || is_adverb(word) && word != "all";
        // `conveyed one message: …`
        let colon = (at..end.min(at + MESSAGE)).find(|&token| self.reading.lower(token) == ":");
        let colon = colon.filter(|&colon| cue.takes.has(Takes::CLAUSE) && opens_clause(self.reading, colon + 1..end));
        let found = colon.map_or((Form::Object, at), |colon| (Form::Clause, colon + 1));
        (!barred).then_some(found)
    }

    /// Where the clause that goes on at `start` ends.
    pub(crate) fn end_of_clause(&self, start: usize, end: usize) -> usize {
        let cue = Cue { len: 0, class: CueClass::Says, takes: Takes::CLAUSE, tense: None, noun: false };
        self.end(Form::Clause, cue, start, end)
    }

    /// The matter of a noun of saying, in this form from `start` on.
    pub(crate) fn matter(&self, form: Form, class: CueClass, start: usize, end: usize) -> Range<usize> {
        let cue = Cue { len: 1, class, takes: Takes::OBJECT, tense: None, noun: true };
        self.reading.inner(start..self.end(form, cue, start, end))
    }

    /// Where a content that starts at `start` ends.
    fn end(&self, form: Form, cue: Cue, start: usize, end: usize) -> usize {
        // A quotation that opens the content goes on to its end, sentences further on.
        if let Some(quote) = self.quotes.around(start).filter(|quote| quote.start == start && form != Form::Object) {
            return self.past_quote(quote.end, end);
        }
        let mut at = start;
        while at < end {
            if let Some(quote) = self.quotes.around(at).filter(|quote| quote.start == at) {
                at = quote.end.max(at + 1);
                if at >= end {
                    return at;
                }
                continue;
            }
            if at > start && self.stops(form, cue, start..at, end) {
                return at;
            }
            at += 1;
        }
        end
    }

    /// `called it “a gift” and left`: the content ends with the quotation or, where words of its clause go on, with that.
    fn past_quote(&self, quote_end: usize, end: usize) -> usize {
        let next = quote_end + 1;
        if next >= end || self.reading.shape(next) == Shape::Mark || quote_end >= end {
            return quote_end;
        }
        let stops = |token: &usize| matches!(self.reading.lower(*token), "," | ";" | ":" | "and" | "but");
        (next..end).find(stops).unwrap_or(end)
    }

    /// Whether a content stops ahead of the token at the end of what there is of it so far.
    fn stops(&self, form: Form, cue: Cue, so_far: Range<usize>, end: usize) -> bool {
        let at = so_far.end;
        let next = if at + 1 < end { self.reading.lower(at + 1) } else { "" };
        match self.reading.lower(at) {
            ";" => true,
            "," => self.comma_stops(form, at, next, end),
            "according" => next == "to",
            "—" | "―" => form == Form::Object,
            "said" | "say" | "says" if form == Form::Object => !is_determiner(self.reading.lower(at - 1)),
            "-" => form == Form::Object && next == "-",
            "and" | "but" | "or" => self.joint_stops(form, cue, &so_far, end),
            "in" | "on" | "during" | "at" | "last" if form != Form::Clause => self.tells_occasion(form, at, end),
            word => {
                form != Form::Clause
                    && cue.class != CueClass::Weighs
                    && matches!(word, "because" | "while" | "although" | "though" | "whereas" | "unless" | "when")
                    && cue.takes.has(Takes::OBJECT)
                    && word != "unless"
            }
        }
    }

    fn comma_stops(&self, form: Form, at: usize, next: &str, end: usize) -> bool {
        let gerund = next.ends_with("ing") && Cues::get().at(self.reading, at + 1, end).is_some();
        if gerund || matches!(next, "while" | "whereas" | "although" | "though" | "according") {
            return true;
        }
        // `Poland, which ruled it out in May, no longer rejects it`: the relative clause is over.
        let main = past_adverbs(self.reading, at + 1, end);
        let resumes = next == "no" && at + 2 < end && self.reading.lower(at + 2) == "longer";
        if form != Form::Clause && (resumes || main < end && is_finite(self.reading, main, end)) {
            return true;
        }
        if matches!(next, "and" | "but") {
            let clause = at + 2..end;
            return form != Form::Clause && opens_clause(self.reading, clause.clone())
                || self.attributes(&clause)
                || is_finite(self.reading, at + 2, end) && form != Form::Clause;
        }
        if form != Form::Clause && matches!(next, "which" | "who" | "whose" | "where" | "including" | "even") {
            return true;
        }
        self.attributes(&(at + 1..end))
    }

    /// Whether a subject of its own and a verb that reports stand here: `…, she added`, `and Paris said that …`.
    fn attributes(&self, tokens: &Range<usize>) -> bool {
        let limit = tokens.end.min(tokens.start + ATTRIBUTION);
        for at in tokens.start + 1..limit {
            if self.reading.shape(at) == Shape::Mark && !matches!(self.reading.lower(at), "'s" | "." | "-") {
                return false;
            }
            let cue = Cues::get().at(self.reading, at, tokens.end);
            if let Some(cue) =
                cue.filter(|cue| cue.takes.has(Takes::CLAUSE) && !cue.noun && cue.class == CueClass::Says)
            {
                let past =
                    past_adjuncts(self.reading, past_adverbs(self.reading, at + cue.len, tokens.end), tokens.end);
                // `…, she said, …` stands in a clause that goes on.
                if past < tokens.end
                    && self.reading.lower(past) == ","
                    && is_subject_pronoun(self.reading.lower(tokens.start))
                {
                    return false;
                }
                let subject = (tokens.start..at)
                    .all(|t| !is_finite(self.reading, t, tokens.end) || is_modal(self.reading.lower(t)));
                return subject
                    && (past >= tokens.end
                        || self.reading.shape(past) == Shape::Mark
                        || self.opening(past, tokens.end).is_some()
                        || opens_clause(self.reading, past..tokens.end));
            }
        }
        false
    }

    /// Whether what follows `and` or `but` belongs to the cue's own subject: `promised a veto and attempted to …`.
    fn joint_stops(&self, form: Form, cue: Cue, so_far: &Range<usize>, end: usize) -> bool {
        let at = past_adverbs(self.reading, so_far.end + 1, end);
        if at >= end {
            return false;
        }
        let word = self.reading.lower(at);
        let verb = is_finite(self.reading, at, end);
        match form {
            Form::Clause => {
                // The cue again, or its like: `said that … and added that …`.
                let like = Cues::get().at(self.reading, at, end);
                like.is_some_and(|like| {
                    like.tense == cue.tense && like.takes.has(Takes::CLAUSE) && !like.noun && cue.tense.is_some()
                })
            }
            _ => {
                verb && !self.reading.is(at, Classes::CALENDAR) && !is_determiner(word)
                    || is_subject_pronoun(word)
                    || self.attributes(&(so_far.end + 1..end))
                    || form == Form::Object && opens_clause(self.reading, at..end)
            }
        }
    }

    /// Whether a phrase tells on what occasion the words were said rather than belongs to them.
    fn tells_occasion(&self, form: Form, at: usize, end: usize) -> bool {
        let past = past_adjuncts(self.reading, at, end);
        // `called his remarks on Friday “a mistake”`: there what it is called is still to come.
        if past < end && self.opens_quote(past, end) {
            return false;
        }
        let day = |token| self.reading.is(token, Classes::CALENDAR) && self.reading.shape(token).is_capital();
        (at..past).any(|at| OCCASIONS.contains(&self.reading.lower(at)) || form == Form::Object && day(at))
    }
}

/// Nouns for what things are said in or at.
const OCCASIONS: [&str; 30] = [
    "statement",
    "interview",
    "speech",
    "tweet",
    "letter",
    "email",
    "e-mail",
    "memo",
    "post",
    "briefing",
    "hearing",
    "debate",
    "article",
    "essay",
    "column",
    "remarks",
    "testimony",
    "conference",
    "broadcast",
    "podcast",
    "appearance",
    "address",
    "report",
    "op-ed",
    "blog",
    "week",
    "month",
    "year",
    "interviews",
    "statements",
];
