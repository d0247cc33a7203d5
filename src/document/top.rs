//! The top of a briefing as a briefing of its own: for those who would rather have a part at once than all of it later.
//!
//! It never moves anything: a span into the top means the same words in the whole.

use super::{Briefing, Outline, Paragraph, ParagraphId, Section, Span};

/// In bytes; what is longer is no word.
const LONG_WORD: usize = 256;

impl Briefing {
    /// The paragraphs from the top on, up to so many bytes of text: the last one ends after a word where it is cut.
    #[must_use]
    pub fn top(&self, bytes: usize) -> Self {
        let mut end = bytes.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        if end < self.text.len() {
            // A text without spaces is cut anywhere.
            end = self.text[..end].rfind(char::is_whitespace).filter(|space| end - space < LONG_WORD).unwrap_or(end);
        }
        let kept = self.paragraphs.iter().take_while(|paragraph| paragraph.bytes.start < end);
        let paragraphs: Vec<Paragraph> = kept.map(|paragraph| self.cut(paragraph, end)).collect();
        let end = paragraphs.last().map_or(0, |last| last.bytes.end);
        let sections = self.outline.sections().iter().filter(|section| section.start.0 < paragraphs.len());
        let last = ParagraphId(paragraphs.len());
        let sections = sections.map(|section| Section { end: section.end.min(last), ..section.clone() });
        Self {
            source: self.source.clone(),
            masthead: self.masthead.clone(),
            outline: Outline::new(sections.collect()),
            text: self.text[..end].to_owned(),
            paragraphs,
            language: self.language.clone(),
            diagnostics: self.diagnostics.clone(),
        }
    }

    /// A paragraph without what stands from this byte on.
    fn cut(&self, paragraph: &Paragraph, end: usize) -> Paragraph {
        if paragraph.bytes.end <= end {
            return paragraph.clone();
        }
        let words = self.text[paragraph.bytes.start..end].trim_end();
        let length = words.chars().count();
        let marks = paragraph.marks.iter().filter(|mark| mark.span.end <= length).cloned().collect();
        Paragraph {
            span: Span::new(paragraph.span.start, paragraph.span.start + length),
            bytes: paragraph.bytes.start..paragraph.bytes.start + words.len(),
            marks,
            ..*paragraph
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Block, BlockKind, Format, Metadata, Source, SourceInfo, build};

    fn briefing(texts: &[String]) -> Briefing {
        let info = SourceInfo { path: None, format: Format::Text, sha256: String::new() };
        let block = |(i, text): (usize, &String)| Block {
            kind: if i % 3 == 0 { BlockKind::Heading(1) } else { BlockKind::Text },
            text: text.clone(),
            marks: Vec::new(),
        };
        let blocks = texts.iter().enumerate().map(block).collect();
        build(Source { info, metadata: Metadata::default(), blocks, diagnostics: Vec::new() })
    }

    #[test]
    fn a_long_paragraph_is_cut_after_a_word() {
        let whole = briefing(&["Talks".into(), "First of all.".into(), "The delegations will meet again.".into()]);
        let top = whole.top(whole.text.len() - 4);
        assert_eq!(top.words(ParagraphId(top.paragraphs.len() - 1)), "The delegations will meet");
        assert_eq!(whole.top(usize::MAX), whole);
        assert!(whole.top(0).paragraphs.is_empty());
    }

    proptest! {
        #[test]
        fn a_span_into_the_top_is_the_same_words_in_the_whole(
            texts in prop::collection::vec("[a-zé ]{1,30}", 0..9),
            bytes in 0usize..200,
        ) {
            let whole = briefing(&texts);
            let top = whole.top(bytes);
            prop_assert!(top.text.len() <= bytes);
            for (at, paragraph) in top.paragraphs.iter().enumerate() {
                prop_assert_eq!(top.slice(paragraph.span), top.words(ParagraphId(at)));
                prop_assert_eq!(top.slice(paragraph.span), whole.slice(paragraph.span));
            }
            prop_assert!(top.outline.sections().iter().all(|section| section.end.0 <= top.paragraphs.len()));
        }
    }
}
