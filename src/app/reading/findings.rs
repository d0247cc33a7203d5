//! The mentions of an analysis in reading order, for painting and for following.

use crate::analysis::{Actor, Analysis, Position};
use crate::document::{ParagraphId, Span};

/// Something that the text names: an actor or a position, by its place in the analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// An actor.
    Actor(usize),
    /// A position.
    Position(usize),
}

/// One mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The words, in the canonical text.
    pub span: Span,
    /// The paragraph that holds them.
    pub paragraph: ParagraphId,
    /// What they name.
    pub named: Named,
}

/// All mentions in reading order.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    found: Vec<Found>,
}

impl Findings {
    /// The mentions of an analysis.
    #[must_use]
    pub fn of(analysis: &Analysis) -> Self {
        let actors = analysis.actors.iter().enumerate().flat_map(|(i, actor): (usize, &Actor)| {
            actor.mentions.iter().map(move |m| Found { span: m.span, paragraph: m.paragraph, named: Named::Actor(i) })
        });
        let positions = analysis.positions.iter().enumerate().flat_map(|(i, position): (usize, &Position)| {
            position.mentions.iter().map(move |m| Found {
                span: m.span,
                paragraph: m.paragraph,
                named: Named::Position(i),
            })
        });
        let mut found: Vec<Found> = actors.chain(positions).collect();
        found.sort_by_key(|f| (f.paragraph, f.span));
        Self { found }
    }

    /// The mentions in one paragraph.
    #[must_use]
    pub fn in_paragraph(&self, paragraph: ParagraphId) -> &[Found] {
        let from = self.found.partition_point(|f| f.paragraph < paragraph);
        let to = self.found.partition_point(|f| f.paragraph <= paragraph);
        &self.found[from..to]
    }
}
