//! The panes beside the text: sections, actors, positions, notes. Each is a list of rows, made anew when what it shows
//! has changed and never while painting.

use super::reading::Reading;
use super::writing::Jotting;
use crate::analysis::Stance;
use crate::document::{ParagraphId, SectionId, Span};
use crate::notes::NoteId;

/// A pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaneKind {
    /// The sections.
    Sections,
    /// The actors.
    Actors,
    /// The positions and who holds them.
    Positions,
    /// The reader's notes.
    Notes,
}

impl PaneKind {
    /// Every pane, from left to right.
    pub const ALL: [Self; 4] = [Self::Sections, Self::Actors, Self::Positions, Self::Notes];
    /// The panes that share the right side, as tabs.
    pub const SIDE: [Self; 3] = [Self::Actors, Self::Positions, Self::Notes];

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sections => "Sections",
            Self::Actors => "Actors",
            Self::Positions => "Positions",
            Self::Notes => "Notes",
        }
    }
}

/// All panes, and which has the keys.
#[derive(Debug)]
pub struct Panes {
    /// The pane that has the keys; `None` while the text has them.
    pub focus: Option<PaneKind>,
    /// The tab of the right side that is shown.
    pub side: PaneKind,
    /// The pane that had the keys last: it is shown where there is room for one only.
    pub latest: PaneKind,
    /// Whether they are put away.
    pub hidden: bool,
    lists: [PaneList; 4],
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            focus: None,
            side: PaneKind::Actors,
            latest: PaneKind::Actors,
            hidden: false,
            lists: std::array::from_fn(|_| PaneList::default()),
        }
    }
}

/// The rows of one pane.
#[derive(Debug, Default)]
pub struct PaneList {
    /// The rows that its filter lets through.
    pub rows: Vec<Row>,
    /// The selected row.
    pub selected: usize,
    /// The first row in sight.
    pub top: usize,
    /// Words that a row must have.
    pub filter: String,
}

/// One row of a pane. Indexes are into the analysis that the rows were made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// What stands ahead of the first section.
    Opening,
    /// A section.
    Section(SectionId),
    /// An actor.
    Actor(usize),
    /// Its role and affiliation.
    ActorDetail(usize),
    /// A position.
    Position(usize),
    /// Statements that no position names.
    NoPosition,
    /// A stance to the position above it, and how many hold it.
    Stance(Stance, usize),
    /// A statement: who, and where.
    Statement(usize),
    /// The words that show it.
    Evidence(usize),
    /// A note: its paragraph and the first of its words.
    Note(NoteId),
    /// A further line of a note: its words, its tags, its old quote.
    NoteLine(NoteId, NoteLine),
    /// What there is to say where there is nothing to list.
    Empty(&'static str),
}

/// A further line of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteLine {
    /// Its tags.
    Tags,
    /// The words it is on.
    Quote,
    /// A heading for notes whose text is gone.
    Orphans,
}

/// Where Enter on a row leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// To a paragraph.
    Paragraph(ParagraphId),
    /// To evidence, which is marked.
    Evidence(Span),
    /// To an actor, which is followed.
    Actor(usize),
    /// Nowhere.
    Nowhere,
}

impl Panes {
    /// The list of a pane.
    #[must_use]
    pub fn list(&self, kind: PaneKind) -> &PaneList {
        &self.lists[kind as usize]
    }

    /// The list of a pane, to be changed.
    pub fn list_mut(&mut self, kind: PaneKind) -> &mut PaneList {
        &mut self.lists[kind as usize]
    }
}
