//! Making anchors: what a note remembers of the words it is made on.

use crate::document::{Briefing, ParagraphId, Span};

use super::Anchor;

/// How much of the text on either side an anchor remembers, in Unicode scalar values.
pub const CONTEXT: usize = 64;

impl Anchor {
    /// An anchor on a paragraph as a whole; `None` where the briefing has no such paragraph.
    #[must_use]
    pub fn on_paragraph(briefing: &Briefing, paragraph: ParagraphId) -> Option<Self> {
        let span = briefing.paragraphs.get(paragraph.0)?.span;
        Some(Self { whole_paragraph: true, ..Self::at(briefing, span, paragraph) })
    }

    /// An anchor on chosen words; `None` where the span covers none of the briefing's text.
    #[must_use]
    pub fn on_span(briefing: &Briefing, span: Span) -> Option<Self> {
        let last = briefing.paragraphs.last()?.span.end;
        let span = Span::new(span.start.min(last), span.end.min(last));
        if span.is_empty() {
            return None;
        }
        Some(Self::at(briefing, span, briefing.paragraph_at(span.start)?))
    }

    fn at(briefing: &Briefing, span: Span, paragraph: ParagraphId) -> Self {
        Self {
            source: briefing.source.sha256.clone(),
            quote: briefing.slice(span).to_owned(),
            prefix: briefing.slice(Span::new(span.start.saturating_sub(CONTEXT), span.start)).to_owned(),
            suffix: briefing.slice(Span::new(span.end, span.end + CONTEXT)).to_owned(),
            span,
            paragraph,
            whole_paragraph: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::testing::briefing;

    #[test]
    fn an_anchor_remembers_words_and_context() {
        let briefing = briefing(&["First things.", "Zelenskyy’s ask: “guarantees” first.", "Last."]);
        let anchor = Anchor::on_paragraph(&briefing, ParagraphId(1)).unwrap();
        assert_eq!(anchor.quote, "Zelenskyy’s ask: “guarantees” first.");
        assert_eq!((anchor.prefix.as_str(), anchor.suffix.as_str()), ("First things.\n\n", "\n\nLast."));
        assert!(anchor.whole_paragraph);

        let start = anchor.span.start + 18;
        let words = Anchor::on_span(&briefing, Span::new(start, start + 10)).unwrap();
        assert_eq!((words.quote.as_str(), words.paragraph), ("guarantees", ParagraphId(1)));
        assert_eq!(words.prefix, "First things.\n\nZelenskyy’s ask: “");
    }

    #[test]
    fn there_is_no_anchor_on_nothing() {
        let one = briefing(&["One."]);
        assert_eq!(Anchor::on_paragraph(&one, ParagraphId(1)), None);
        assert_eq!(Anchor::on_span(&one, Span::new(9, 12)), None);
        assert_eq!(Anchor::on_span(&one, Span::new(2, 2)), None);
        assert_eq!(Anchor::on_span(&briefing(&[]), Span::new(0, 1)), None);
        assert_eq!(Anchor::on_span(&one, Span::new(1, 99)).unwrap().span, Span::new(1, 4));
    }
}
