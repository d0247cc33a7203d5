//! What is said ahead of the words that say whose it is, around them, and on past them: `“Yes,” she said. “Today.”`

use std::ops::Range;

use super::{
    clauses::{is_finite, past_adjuncts, past_adverbs},
    complements::Complements,
    cues::Cues,
    quotes::Quotes,
    reading::{Reading, Sentence},
    tokens::Shape,
};

/// Finds contents ahead of cues.
pub(crate) struct Reported<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// Its quotations.
    pub quotes: &'a Quotes,
    /// What stands behind cues.
    pub complements: Complements<'a, 'b>,
}

impl Reported<'_, '_> {
    /// What is reported by the words from `from` to `to`, which hold a source and a cue.
    pub(crate) fn around(&self, from: usize, to: usize, sentence: &Sentence) -> Option<Range<usize>> {
        let ahead = self.ahead(from, sentence)?;
        let end = sentence.tokens.end;
        let quoted = self.quotes.around(ahead.end - 1).is_some();
        let past = past_adjuncts(self.reading, to, end);
        let comma = past < end && matches!(self.reading.lower(past), "," | "—" | "-" | ":");
        if let Some(quote) = self.quotes.first_in(&(past..end.min(past + 3))).filter(|_| comma) {
            let whole = ahead.start..quote.end;
            return Some(if Self::is_mostly(&whole, from..quote.start) {
                self.with_more(whole, sentence)
            } else {
                ahead
            });
        }
        if comma && !quoted && past + 1 < end && self.goes_on(past + 1, end) {
            return Some(ahead.start..self.complements.end_of_clause(past + 1, end));
        }
        let done = quoted || (past..end).all(|at| self.reading.shape(at) == Shape::Mark);
        let more = if done { self.with_more(ahead.clone(), sentence) } else { ahead.clone() };
        Some(if Self::is_mostly(&more, from..end) { more } else { ahead })
    }

    /// Whether a content is for the most part what is said, not the words in it that say whose it is.
    fn is_mostly(content: &Range<usize>, told: Range<usize>) -> bool {
        told.len() * 3 < content.len() * 2
    }

    /// The quotation that ends ahead of this token, with what its sentence says before it, or the clause that a comma
    /// parts from it.
    fn ahead(&self, at: usize, sentence: &Sentence) -> Option<Range<usize>> {
        let start = sentence.tokens.start;
        if let Some(quote) = self.quotes.before(self.reading, at) {
            let here = self.reading.paragraph_of(quote.start) == sentence.paragraph;
            let words = start < quote.start && !self.reading.inner(start..quote.start).is_empty();
            let first = if words { start } else { quote.start };
            return here.then_some(first..quote.end);
        }
        let parted = at > start + 1 && matches!(self.reading.lower(at - 1), "," | "—" | "-" | "?" | "!");
        let content = self.reading.inner(start..at);
        let aside = past_adjuncts(self.reading, content.start, content.end) >= content.end;
        let said = content.clone().any(|token| is_finite(self.reading, token, content.end));
        (parted && !aside && said).then_some(content)
    }

    /// Whether a clause goes on behind the words that say whose it is, and not with what else its speaker did.
    fn goes_on(&self, at: usize, end: usize) -> bool {
        let word = self.reading.lower(at);
        let other =
            matches!(word, "who" | "which" | "while" | "whereas" | "although" | "though" | "as" | "when" | "after");
        let next = past_adverbs(self.reading, at + 1, end);
        let does = matches!(word, "and" | "but") && next < end && is_finite(self.reading, next, end);
        let also = word.ends_with("ing") && Cues::get().at(self.reading, at, end).is_some();
        !(other || does || also)
    }

    /// A content with the quotations that follow its sentence in the same paragraph and have no words of their own
    /// that say whose they are.
    pub(crate) fn with_more(&self, content: Range<usize>, sentence: &Sentence) -> Range<usize> {
        let reading = self.reading;
        let (mut content, mut sentence) = (content, sentence);
        loop {
            let last = reading.sentence_of(content.end.max(sentence.tokens.end) - 1);
            let Some(next) = reading.sentences.get(last + 1).filter(|next| next.paragraph == sentence.paragraph) else {
                return content;
            };
            let start = next.tokens.start;
            let Some(quote) = self.quotes.first_in(&(start..start + 3)) else { return content };
            let opens = (start..quote.start).all(|at| !reading.shape(at).is_word());
            let end = reading.sentences[reading.sentence_of(quote.end - 1)].tokens.end;
            let alone = (quote.end..end).all(|at| !reading.shape(at).is_word());
            if !opens || !alone {
                return content;
            }
            content.end = quote.end;
            sentence = next;
        }
    }
}
