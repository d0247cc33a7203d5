//! A briefing as analysis reads it: the tokens and sentences of every paragraph that says something new.
//!
//! Repeats and preformatted text are left out, so nothing that works on a reading can count them.

use std::ops::Range;

use super::{
    lexicon::Classes,
    sentences::sentences,
    tokens::{Shape, Token, pieces},
    vocabulary::{RootId, StemId, Vocabulary, Word},
};
use crate::document::{Briefing, ParagraphId, ParagraphKind, Span};

/// The analysis was cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cancelled;

/// Asked now and then whether to go on.
pub(crate) type KeepGoing<'a> = &'a dyn Fn() -> bool;

/// Stops where the reader no longer wants the answer.
pub(crate) fn go_on(keep_going: KeepGoing<'_>) -> Result<(), Cancelled> {
    if keep_going() { Ok(()) } else { Err(Cancelled) }
}

/// The most tokens in a sentence. What is longer is no sentence but a text without full stops: it is cut, so that
/// work within a sentence stays bounded.
const LONGEST_SENTENCE: usize = 400;

/// The tokens and sentences of a briefing.
pub(crate) struct Reading<'b> {
    /// What is read.
    pub briefing: &'b Briefing,
    /// All tokens in reading order.
    pub tokens: Vec<Token>,
    /// All sentences in reading order.
    pub sentences: Vec<Sentence>,
    /// The paragraphs read, in order.
    pub passages: Vec<Passage>,
    /// The distinct words.
    pub words: Vocabulary,
}

/// A sentence; it never crosses a paragraph.
pub(crate) struct Sentence {
    /// Its tokens; never empty.
    pub tokens: Range<usize>,
    /// Where it stands.
    pub paragraph: ParagraphId,
    /// Whether most of its words start with a capital, so that capitals tell nothing.
    pub title_case: bool,
}

/// A paragraph that is read.
pub(crate) struct Passage {
    /// Which.
    pub paragraph: ParagraphId,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentences.
    pub sentences: Range<usize>,
}

impl<'b> Reading<'b> {
    /// Reads a briefing.
    pub(crate) fn of(briefing: &'b Briefing, keep_going: KeepGoing<'_>) -> Result<Self, Cancelled> {
        let mut reading = Self {
            briefing,
            tokens: Vec::new(),
            sentences: Vec::new(),
            passages: Vec::new(),
            words: Vocabulary::new(),
        };
        for (index, paragraph) in briefing.paragraphs.iter().enumerate() {
            go_on(keep_going)?;
            if paragraph.repeats.is_none() && paragraph.kind != ParagraphKind::Code {
                reading.read(ParagraphId(index));
            }
        }
        Ok(reading)
    }

    fn read(&mut self, id: ParagraphId) {
        let text = self.briefing.words(id);
        let (first_token, first_sentence) = (self.tokens.len(), self.sentences.len());
        self.read_tokens(id, text);
        let origin = self.briefing.paragraphs[id.0].bytes.start;
        let mut start = first_token;
        for range in sentences(text) {
            let end = start + self.tokens[start..].partition_point(|token| token.bytes.start < origin + range.end);
            while start < end {
                let stop = end.min(start + LONGEST_SENTENCE);
                let title_case = is_title_case(&self.tokens[start..stop]);
                self.sentences.push(Sentence { tokens: start..stop, paragraph: id, title_case });
                start = stop;
            }
        }
        if first_token < self.tokens.len() {
            self.passages.push(Passage {
                paragraph: id,
                tokens: first_token..self.tokens.len(),
                sentences: first_sentence..self.sentences.len(),
            });
        }
    }

    fn read_tokens(&mut self, id: ParagraphId, text: &str) {
        let paragraph = &self.briefing.paragraphs[id.0];
        let (mut byte, mut place) = (0, paragraph.span.start);
        for (at, piece) in pieces(text) {
            place += text[byte..at].chars().count();
            let end = place + piece.chars().count();
            let shape = Shape::of(piece);
            let bytes = paragraph.bytes.start + at..paragraph.bytes.start + at + piece.len();
            self.tokens.push(Token { span: Span::new(place, end), bytes, word: self.words.learn(piece, shape), shape });
            (byte, place) = (at + piece.len(), end);
        }
    }

    /// What is known of a token's word.
    pub(crate) fn word(&self, at: usize) -> &Word {
        self.words.word(self.tokens[at].word)
    }

    /// These tokens without the marks at either end; empty where they are nothing but marks.
    pub(crate) fn inner(&self, tokens: Range<usize>) -> Range<usize> {
        let word = |token: &usize| self.shape(*token) != Shape::Mark;
        let start = tokens.clone().find(word).unwrap_or(tokens.end);
        let end = tokens.rev().find(word).map_or(start, |last| last + 1);
        start..end
    }

    /// A token in lower case.
    pub(crate) fn lower(&self, at: usize) -> &str {
        &self.word(at).lower
    }

    /// A token's stem.
    pub(crate) fn stem(&self, at: usize) -> StemId {
        self.word(at).stem
    }

    /// A token's root.
    pub(crate) fn root(&self, at: usize) -> RootId {
        self.word(at).root
    }

    /// Whether a token's word is in one of these lists.
    pub(crate) fn is(&self, at: usize, classes: Classes) -> bool {
        self.word(at).classes.has(classes)
    }

    /// How a token is written.
    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.tokens[at].shape
    }

    /// A token as it is written.
    pub(crate) fn written(&self, at: usize) -> &'b str {
        &self.briefing.text[self.tokens[at].bytes.clone()]
    }

    /// The words of a run of tokens, as they are written. Empty for an empty run.
    pub(crate) fn text(&self, tokens: &Range<usize>) -> &'b str {
        if tokens.is_empty() {
            return "";
        }
        &self.briefing.text[self.tokens[tokens.start].bytes.start..self.tokens[tokens.end - 1].bytes.end]
    }

    /// Where a run of tokens stands.
    ///
    /// # Panics
    /// Where the run is empty.
    pub(crate) fn span(&self, tokens: &Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// Whether a token follows the one ahead of it without a space.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].bytes.end == self.tokens[at].bytes.start
    }

    /// The sentence that holds a token.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.start <= token).saturating_sub(1)
    }

    /// The paragraph that holds a token.
    pub(crate) fn paragraph_of(&self, token: usize) -> ParagraphId {
        self.sentences[self.sentence_of(token)].paragraph
    }
}

/// Whether capitals tell nothing here: no full stop, and of at least four words of four letters or more three in four
/// have one.
fn is_title_case(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|token| token.shape.is_word() && token.span.len() >= 4);
    let (words, capitals) =
        long.fold((0, 0), |(words, capitals), t| (words + 1, capitals + usize::from(t.shape.is_capital())));
    words >= 4 && capitals * 4 >= words * 3 && tokens.last().is_some_and(|last| last.shape != Shape::Mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::{briefing, repeat_last};

    #[test]
    fn spans_count_scalar_values_of_the_canonical_text() {
        let briefing = briefing(&["Élan.", "“Non” — Macron’s word."]);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        for (at, token) in reading.tokens.iter().enumerate() {
            assert_eq!(briefing.slice(token.span), reading.written(at));
        }
        assert_eq!(reading.sentences.len(), 2);
    }

    #[test]
    fn repeats_are_not_read() {
        let briefing = repeat_last(briefing(&["One.", "Two.", "One."]), 0);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        assert_eq!(reading.passages.len(), 2);
    }

    #[test]
    fn a_sentence_of_capitals_is_seen() {
        let briefing = briefing(&["Crucial White House Talks Seek Peace", "Leaders of France met in Paris."]);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        assert_eq!(reading.sentences.iter().map(|s| s.title_case).collect::<Vec<_>>(), [true, false]);
    }
}
