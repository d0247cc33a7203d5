//! Sections: which paragraphs belong together, and under what title.

use super::ParagraphId;

/// The sections of a briefing, in order; their paragraph ranges never overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    sections: Vec<Section>,
}

/// A section's place in its outline, from 0. Shown as `s1`, `s2`, …
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub usize);

impl std::fmt::Display for SectionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s{}", self.0 + 1)
    }
}

/// A titled run of paragraphs. A parent holds the paragraphs ahead of its first child only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// 1 for the outermost.
    pub level: u8,
    /// Whose it is.
    pub origin: SectionOrigin,
    /// Its first paragraph.
    pub start: ParagraphId,
    /// The paragraph past its last; equal to `start` where it holds none itself.
    pub end: ParagraphId,
}

/// Whose a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionOrigin {
    /// The author's heading.
    Heading,
    /// Ours, from where the subject turns.
    Derived,
}

impl SectionOrigin {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Derived => "derived",
        }
    }
}

impl Outline {
    /// An outline of these sections.
    ///
    /// # Panics
    /// Where a section starts before the one ahead of it ends.
    #[must_use]
    pub fn new(sections: Vec<Section>) -> Self {
        assert!(
            sections.windows(2).all(|pair| pair[0].end <= pair[1].start),
            "sections are in order and do not overlap"
        );
        Self { sections }
    }

    /// The sections in order.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Whether there is no section at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// The section that holds this paragraph; `None` for one ahead of the first heading.
    #[must_use]
    pub fn section_of(&self, paragraph: ParagraphId) -> Option<SectionId> {
        let after = self.sections.partition_point(|section| section.start <= paragraph);
        (0..after)
            .rev()
            .find(|&i| !self.sections[i].is_empty())
            .and_then(|i| self.sections[i].contains(paragraph).then_some(SectionId(i)))
    }
}

impl Section {
    /// Whether the paragraph is one of its own.
    #[must_use]
    pub fn contains(&self, paragraph: ParagraphId) -> bool {
        self.start <= paragraph && paragraph < self.end
    }

    /// Whether it holds no paragraph itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Its paragraphs.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = ParagraphId> + use<> {
        (self.start.0..self.end.0).map(ParagraphId)
    }
}
