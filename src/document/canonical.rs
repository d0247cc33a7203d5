//! The canonical text, being written: paragraphs joined by `\n\n`, each with its place in scalar values and in bytes.

use super::{Block, Paragraph, ParagraphId, Span};

/// What stands between two paragraphs.
const JOINT: &str = "\n\n";

#[derive(Default)]
pub(super) struct Canonical {
    text: String,
    /// Scalar values in `text`.
    length: usize,
    paragraphs: Vec<Paragraph>,
}

impl Canonical {
    /// The paragraph that will be written next.
    pub(super) const fn next(&self) -> ParagraphId {
        ParagraphId(self.paragraphs.len())
    }

    /// Writes a block as a paragraph; one without words is no paragraph.
    pub(super) fn push(&mut self, block: &Block) {
        if block.text.is_empty() {
            return;
        }
        if !self.paragraphs.is_empty() {
            self.text.push_str(JOINT);
            self.length += JOINT.len();
        }
        let (byte, start) = (self.text.len(), self.length);
        self.text.push_str(&block.text);
        self.length += block.text.chars().count();
        self.paragraphs.push(Paragraph {
            kind: block.kind.into(),
            span: Span::new(start, self.length),
            bytes: byte..self.text.len(),
            repeats: None,
            marks: block.marks.clone(),
        });
    }

    pub(super) fn finish(self) -> (String, Vec<Paragraph>) {
        (self.text, self.paragraphs)
    }
}
