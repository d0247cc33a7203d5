//! Which blocks are headings, and the outline they make.

use super::shape::is_heading_like;
use super::{Block, BlockKind, MarkKind, Outline, ParagraphId, Section, SectionOrigin};

/// The rank of a heading that is only a bold line: under every heading that says it is one.
const BOLD_RANK: u8 = 7;

/// The rank of a heading (1 to 6 as marked, then bold lines), or `None` for a paragraph. The last block, if only bold,
/// heads nothing.
pub(super) fn heading_level(blocks: &[Block], at: usize) -> Option<u8> {
    let block = &blocks[at];
    match block.kind {
        BlockKind::Heading(level) if !block.text.is_empty() => Some(level),
        BlockKind::Text if is_bold_heading(block) && at + 1 < blocks.len() => Some(BOLD_RANK),
        _ => None,
    }
}

fn is_bold_heading(block: &Block) -> bool {
    !block.marks.is_empty() && block.is_wholly(&MarkKind::Strong) && is_heading_like(&block.text)
}

/// Headings and where they stand, in order.
#[derive(Default)]
pub(super) struct Headings {
    sections: Vec<Section>,
    /// The ranks of the sections that are open, outermost first.
    open: Vec<u8>,
}

impl Headings {
    /// Adds a heading whose first paragraph would be `start`. A skipped rank is no level.
    pub(super) fn push(&mut self, rank: u8, title: &str, start: ParagraphId) {
        while self.open.last().is_some_and(|open| *open >= rank) {
            self.open.pop();
        }
        self.open.push(rank);
        let level = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(last) = self.sections.last_mut() {
            last.end = start;
        }
        self.sections.push(Section { title, level, origin: SectionOrigin::Heading, start, end: start });
    }

    /// The outline, once `end` is the paragraph past the last.
    pub(super) fn outline(mut self, end: ParagraphId) -> Outline {
        if let Some(last) = self.sections.last_mut() {
            last.end = end;
        }
        Outline::new(self.sections)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_depths_and_skipped_ranks_are_none() {
        let mut headings = Headings::default();
        for (at, rank) in [2, 4, 4, 2, 3, BOLD_RANK, 1].into_iter().enumerate() {
            headings.push(rank, "A  title", ParagraphId(at));
        }
        let outline = headings.outline(ParagraphId(9));
        let levels: Vec<u8> = outline.sections().iter().map(|section| section.level).collect();
        assert_eq!(levels, [1, 2, 2, 1, 2, 3, 1]);
        assert_eq!(outline.sections()[6].end, ParagraphId(9));
        assert_eq!(outline.sections()[0].title, "A title");
    }

    #[test]
    fn a_lead_in_has_no_section() {
        let mut headings = Headings::default();
        headings.push(2, "One", ParagraphId(2));
        let outline = headings.outline(ParagraphId(4));
        assert_eq!(outline.section_of(ParagraphId(1)), None);
        assert_eq!(outline.section_of(ParagraphId(3)).map(|id| id.0), Some(0));
    }
}
