//! Claims: a source, a verb and what the verb governs, clause by clause.

use std::ops::Range;

use super::{
    cues::{Cue, CueClass, Cues, follows_noun, is_adverb, is_auxiliary, is_form_of_be, is_modal},
    lexicon::Classes,
    quotes::Quotes,
    reading::{Reading, Sentence},
    sources::{Source, Sources},
    stance::negates,
    tokens::Shape,
};

/// Words right ahead of a noun, never of a verb that reports: `the claim`, `by demand`.
const AHEAD_OF_NOUNS: [&str; 25] = [
    "a", "an", "the", "this", "these", "those", "any", "no", "some", "its", "his", "her", "their", "our", "my", "your",
    "'s", "of", "for", "with", "from", "by", "more", "such", "-",
];

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
}

/// Finds claims.
pub(crate) struct Claims<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// Its quotations.
    pub quotes: Quotes,
    /// Whose they are.
    pub sources: Sources<'a, 'b>,
}

impl Claims<'_, '_> {
    /// The claims of a sentence, in order. A verb inside another's content counts where it has a source of its own.
    pub(crate) fn of(&self, sentence: &Sentence) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::new();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some(cue) = self.cue(at, sentence) else {
                at += 1;
                continue;
            };
            if let Some(joint) = self.conjunction(at, cue, sentence)
                && let Some(last) =
                    claims.last_mut().filter(|last| last.content.contains(&joint) && last.cue.end < joint)
                && let Some(next) = self.made(
                    last.source.clone(),
                    at..at + cue.len,
                    cue.class,
                    self.content_after(&(at..at + cue.len), cue.class, &(at..last.content.end)),
                )
            {
                let negated = (joint..at).any(|token| negates(self.reading, token));
                last.content = self.reading.inner(last.content.start..joint);
                claims.push(Claim { negated, ..next });
                at += cue.len;
                continue;
            }
            let clause = self.clause(at, sentence);
            let claim = self.claim(at..at + cue.len, cue, &clause, sentence);
            if let Some(claim) = claim.filter(|new| self.is_new(new, &mut claims)) {
                claims.push(claim);
            }
            at += cue.len;
        }
        claims
    }

    /// Whether a claim's source has made none yet in its sentence, or none but in a relative clause that is over:
    /// `Poland, which ruled it out in May, no longer rejects it`. That one's content ends at the comma.
    fn is_new(&self, new: &Claim, claims: &mut [Claim]) -> bool {
        let Some(old) = claims.iter_mut().find(|old| old.source.tokens == new.source.tokens) else { return true };
        let ahead = (old.source.tokens.end..old.cue.start).find(|&at| self.reading.shape(at).is_word());
        let relative = ahead.is_some_and(|at| matches!(self.reading.lower(at), "who" | "which"));
        let comma = (old.cue.end..new.cue.start).rev().find(|&at| self.reading.lower(at) == ",");
        match comma.filter(|comma| relative && old.content.contains(comma)) {
            Some(comma) => {
                old.content = self.reading.inner(old.content.start..comma);
                !old.content.is_empty()
            }
            None => false,
        }
    }

    /// The `and` or `but` that hangs a verb on the subject of the one before: `opposes troops and now supports ships`.
    fn conjunction(&self, at: usize, cue: Cue, sentence: &Sentence) -> Option<usize> {
        let skipped = |token: &usize| is_adverb(self.reading.lower(*token)) || is_auxiliary(self.reading.lower(*token));
        let joint = (sentence.tokens.start..at).rev().find(|token| !skipped(token))?;
        let governed = joint + 1 < at && self.reading.lower(at - 1) != "to";
        let joins = matches!(self.reading.lower(joint), "and" | "but");
        let outside = self.quotes.around(joint).is_none();
        (joins
            && outside
            && (governed || !cue.noun && !cue.participle || cue.participle && cue.class == CueClass::Says))
            .then_some(joint)
    }

    /// The verb at a token, or `according to`; not a noun that looks like one.
    fn cue(&self, at: usize, sentence: &Sentence) -> Option<Cue> {
        let end = sentence.tokens.end;
        if self.reading.lower(at) == "according" && at + 1 < end && self.reading.lower(at + 1) == "to" {
            return Some(Cue { len: 2, class: CueClass::Says, noun: false, participle: false });
        }
        let found = Cues::get().at(self.reading, at, end)?;
        let before = at.checked_sub(1).filter(|&token| token >= sentence.tokens.start);
        let is_noun = before.is_some_and(|token| AHEAD_OF_NOUNS.contains(&self.reading.lower(token)));
        let passive = found.participle
            && found.len == 1
            && self.follows_be(at, sentence.tokens.start)
            && !(at + 1 < end && self.reading.lower(at + 1) == "by");
        (!is_noun && !passive).then_some(found)
    }

    /// Whether a form of `be` stands ahead of this token, but for adverbs and `not`.
    fn follows_be(&self, at: usize, floor: usize) -> bool {
        let skipped = |token: &usize| is_adverb(self.reading.lower(*token)) || self.reading.lower(*token) == "not";
        (floor..at).rev().find(|token| !skipped(token)).is_some_and(|token| is_form_of_be(self.reading.lower(token)))
    }

    /// The clause around a verb: between semicolons, and between commas that a contrast follows.
    fn clause(&self, at: usize, sentence: &Sentence) -> Range<usize> {
        let start = (sentence.tokens.start..at)
            .rev()
            .find(|&t| self.parts(t, sentence.tokens.end))
            .map_or(sentence.tokens.start, |t| t + 1);
        let end =
            (at..sentence.tokens.end).find(|&t| self.parts(t, sentence.tokens.end)).unwrap_or(sentence.tokens.end);
        start..end
    }

    fn parts(&self, token: usize, end: usize) -> bool {
        let next = if token + 1 < end { self.reading.lower(token + 1) } else { "" };
        match self.reading.lower(token) {
            ";" => true,
            "," => matches!(next, "while" | "whereas" | "although" | "but" | "though"),
            _ => false,
        }
    }

    fn claim(&self, tokens: Range<usize>, cue: Cue, clause: &Range<usize>, sentence: &Sentence) -> Option<Claim> {
        if self.reading.lower(tokens.start) == "according" {
            return self.according(tokens, clause);
        }
        if tokens.end < clause.end && self.reading.lower(tokens.end) == "by" {
            let source = self.sources.after(tokens.end + 1, clause)?;
            return self.made(source, tokens.clone(), cue.class, clause.start..tokens.start);
        }
        let reports = matches!(cue.class, CueClass::Says | CueClass::Warns);
        if let Some(claim) = self.inverted(&tokens, cue, clause, sentence).filter(|_| reports) {
            return Some(claim);
        }
        let source = self.sources.before(tokens.start, clause)?;
        let governed = tokens.start > 0 && is_auxiliary(self.reading.lower(tokens.start - 1));
        let bare = cue.noun && !governed;
        if bare
            && (!source.direct && self.pronoun(&source).is_none() || follows_noun(self.reading, tokens.end, clause.end))
        {
            return None;
        }
        let after = self.content_after(&tokens, cue.class, clause);
        if reports && let Some(ahead) = self.content_ahead(source.tokens.start, &after, sentence) {
            return self.made(source, tokens, cue.class, ahead);
        }
        self.made(source, tokens, cue.class, after)
    }

    /// `“We agree,” said Ms Weber.`
    fn inverted(&self, tokens: &Range<usize>, cue: Cue, clause: &Range<usize>, sentence: &Sentence) -> Option<Claim> {
        let content = self.content_ahead(tokens.start, &(0..0), sentence)?;
        let source = self.sources.after(tokens.end, clause)?;
        self.made(source, tokens.clone(), cue.class, content)
    }

    /// The quotation that ends ahead of this token, or the clause that a comma parts from it where `after`, which
    /// follows the verb, says too little to be the content.
    fn content_ahead(&self, at: usize, after: &Range<usize>, sentence: &Sentence) -> Option<Range<usize>> {
        let words = after.clone().filter(|&token| self.reading.shape(token).is_word()).count();
        let quote = self.quotes.before(self.reading, at).filter(|quote| {
            self.reading.paragraph_of(quote.start) == sentence.paragraph
                && (quote.end >= sentence.tokens.start || words < 3)
        });
        if quote.is_some() {
            return quote.cloned();
        }
        let comma = at > sentence.tokens.start + 2 && self.reading.lower(at - 1) == ",";
        let quoted = after.clone().any(|token| self.quotes.around(token).is_some());
        (comma && words < 5 && !quoted).then_some(sentence.tokens.start..at)
    }

    fn made(&self, source: Source, cue: Range<usize>, class: CueClass, content: Range<usize>) -> Option<Claim> {
        let content = self.reading.inner(content);
        if self.pronoun(&source).is_some() && self.is_supposed(source.tokens.start) {
            return None;
        }
        let negated = (source.tokens.end..cue.start).any(|token| negates(self.reading, token));
        content.clone().any(|token| self.reading.shape(token).is_word()).then_some(Claim {
            source,
            cue,
            class,
            negated,
            content,
        })
    }

    /// Whether a clause that starts here is only supposed or awaited: `when they report`.
    fn is_supposed(&self, start: usize) -> bool {
        start > 0 && matches!(self.reading.lower(start - 1), "when" | "if" | "until" | "unless" | "where" | "once")
    }

    /// `according to Ms Weber`: ahead of what it goes with, or behind.
    fn according(&self, cue: Range<usize>, clause: &Range<usize>) -> Option<Claim> {
        let source = self.sources.after(cue.end, clause)?;
        let opens = (clause.start..cue.start).all(|token| !self.reading.shape(token).is_word());
        let content = if opens { source.tokens.end..clause.end } else { clause.start..cue.start };
        self.made(source, cue, CueClass::Says, content)
    }

    /// What follows a verb: past `that` or a colon where one comes soon.
    fn content_after(&self, cue: &Range<usize>, class: CueClass, clause: &Range<usize>) -> Range<usize> {
        let soon = cue.end..clause.end.min(cue.end + 7);
        let reports = matches!(class, CueClass::Says | CueClass::Warns);
        let that = soon
            .clone()
            .take_while(|&t| self.reading.shape(t) != Shape::Mark)
            .find(|&t| self.reading.lower(t) == "that");
        let colon = (cue.end..clause.end.min(cue.end + 14)).find(|&token| self.reading.lower(token) == ":");
        let start = that.filter(|_| reports).or(colon).map_or(cue.end, |token| token + 1);
        let first = (start..clause.end).find(|&token| self.reading.shape(token) != Shape::Mark).unwrap_or(start);
        // A quotation that opens the content goes on to its end, sentences further on.
        let end = self.quotes.around(first).filter(|quote| quote.start == first).map_or(clause.end, |quote| quote.end);
        let end = end.max(clause.end);
        let goes_on = |at: &usize| {
            matches!(self.reading.lower(*at), "and" | "but") && *at + 1 < end && is_modal(self.reading.lower(*at + 1))
        };
        // What somebody favours ends where they go on to say what they would do.
        let next = if reports { None } else { (start + 1..end).find(goes_on) };
        start..next.unwrap_or(end)
    }

    /// Whether a source is a pronoun, and which: `in Paris he` is, whatever stands ahead.
    pub(crate) fn pronoun(&self, source: &Source) -> Option<&str> {
        let words: Vec<usize> = source.tokens.clone().filter(|&token| self.reading.shape(token).is_word()).collect();
        let last = *words.last()?;
        let word = self.reading.lower(last);
        let alone = words.iter().all(|&token| {
            token == last || self.reading.is(token, Classes::STOP) || is_auxiliary(self.reading.lower(token))
        });
        let subject = matches!(word, "he" | "she" | "they" | "we" | "i");
        (subject || (alone && word == "it")).then_some(word)
    }
}
