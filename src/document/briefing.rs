//! A briefing as the reader knows it: masthead, sections, paragraphs, and the one canonical text under them.

use std::ops::Range;

use super::{Diagnostic, Mark, Outline, SourceInfo, Span, WrittenDate};

/// One document as the reader knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// Where it came from.
    pub source: SourceInfo,
    /// What stands above the text.
    pub masthead: Masthead,
    /// The author's sections; empty where the author set no headings.
    pub outline: Outline,
    /// Everything below the masthead, headings apart, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// The canonical text: the paragraphs in order, repeats included, joined by `\n\n`.
    pub text: String,
    /// The language, as an ISO 639-1 code where there is one.
    pub language: Option<String>,
    /// What was imperfect about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What stands above the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Masthead {
    /// The headline.
    pub headline: Option<String>,
    /// Standfirst, deck, dek.
    pub subtitle: Option<String>,
    /// Teaser.
    pub summary: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Where it was written.
    pub dateline: Option<String>,
    /// When it was published.
    pub date: Option<WrittenDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its tags or topics.
    pub tags: Vec<String>,
    /// The address it was taken from: untrusted.
    pub url: Option<String>,
}

/// A paragraph's place in its briefing, from 0. Shown as `p1`, `p2`, …
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ParagraphId(pub usize);

impl ParagraphId {
    /// The number the reader sees, from 1.
    #[must_use]
    pub const fn number(self) -> usize {
        self.0 + 1
    }
}

impl std::fmt::Display for ParagraphId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "p{}", self.number())
    }
}

/// One paragraph: where it stands in the canonical text, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Where it stands in the canonical text.
    pub span: Span,
    /// The same place in UTF-8 bytes.
    pub bytes: Range<usize>,
    /// The earlier paragraph that this one says again.
    pub repeats: Option<ParagraphId>,
    /// Inline markup; spans count from the paragraph's first scalar value.
    pub marks: Vec<Mark>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Text,
    /// A quotation set apart.
    Quote,
    /// An item of a list.
    ListItem {
        /// 0 for the outermost list.
        depth: u8,
        /// Its number in an ordered list.
        ordinal: Option<u64>,
    },
    /// A table, one row a line.
    Table,
    /// Preformatted text.
    Code,
    /// The words under a picture or table.
    Caption,
}

impl ParagraphKind {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Quote => "quote",
            Self::ListItem { .. } => "list item",
            Self::Table => "table",
            Self::Code => "code",
            Self::Caption => "caption",
        }
    }

    /// Whether its line breaks are the author's and must be kept.
    #[must_use]
    pub const fn keeps_lines(self) -> bool {
        matches!(self, Self::Table | Self::Code)
    }
}

impl Briefing {
    /// The words of one paragraph.
    ///
    /// # Panics
    /// Where the briefing has no such paragraph.
    #[must_use]
    pub fn words(&self, paragraph: ParagraphId) -> &str {
        &self.text[self.paragraphs[paragraph.0].bytes.clone()]
    }

    /// The paragraph that holds this scalar value of the canonical text, or the last one that starts before it.
    #[must_use]
    pub fn paragraph_at(&self, place: usize) -> Option<ParagraphId> {
        self.paragraphs.partition_point(|p| p.span.start <= place).checked_sub(1).map(ParagraphId)
    }

    /// The text under a span; what lies past the end of the text is left out.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let start = self.byte_at(span.start);
        &self.text[start..self.byte_at(span.end).max(start)]
    }

    /// The byte at which a scalar value of the canonical text starts; the text's length past its end.
    ///
    /// Walks one paragraph at the most, whatever the size of the briefing.
    #[must_use]
    pub fn byte_at(&self, place: usize) -> usize {
        let Some(id) = self.paragraph_at(place) else {
            return 0;
        };
        let paragraph = &self.paragraphs[id.0];
        let within = place - paragraph.span.start;
        if paragraph.bytes.len() == paragraph.span.len() && within <= paragraph.bytes.len() {
            return paragraph.bytes.start + within;
        }
        self.text[paragraph.bytes.start..]
            .char_indices()
            .nth(within)
            .map_or(self.text.len(), |(at, _)| paragraph.bytes.start + at)
    }

    /// The scalar value of the canonical text that starts at this byte, or the first after it.
    ///
    /// Walks one paragraph at the most, whatever the size of the briefing.
    #[must_use]
    pub fn place_at(&self, byte: usize) -> usize {
        let Some(paragraph) =
            self.paragraphs.partition_point(|p| p.bytes.start <= byte).checked_sub(1).map(|i| &self.paragraphs[i])
        else {
            return 0;
        };
        let within = byte - paragraph.bytes.start;
        if paragraph.bytes.len() == paragraph.span.len() && within <= paragraph.bytes.len() {
            return paragraph.span.start + within;
        }
        let end = byte.min(self.text.len());
        let ahead =
            self.text[paragraph.bytes.start..].char_indices().take_while(|(at, _)| paragraph.bytes.start + at < end);
        paragraph.span.start + ahead.count()
    }

    /// The headline, or failing one the file's name: what lists and title bars show.
    #[must_use]
    pub fn title(&self) -> String {
        self.masthead.headline.clone().unwrap_or_else(|| self.source.name())
    }

    /// How many paragraphs say something new.
    #[must_use]
    pub fn unique_paragraphs(&self) -> usize {
        self.paragraphs.iter().filter(|p| p.repeats.is_none()).count()
    }
}
