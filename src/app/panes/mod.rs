//! The panes beside the text: sections, actors, positions, notes. Each is a list of rows, made anew when what it shows
//! has changed and never while painting.

mod rows;

pub(crate) use rows::holder;

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

/// How the actors are sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ActorOrder {
    /// The heaviest first.
    #[default]
    Weight,
    /// People, states, organisations, groups, places; in each the heaviest first.
    Kind,
    /// By name.
    Name,
}

impl ActorOrder {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weight => "weight",
            Self::Kind => "kind",
            Self::Name => "name",
        }
    }

    /// The next one, around the end.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Weight => Self::Kind,
            Self::Kind => Self::Name,
            Self::Name => Self::Weight,
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
    /// How the actors are sorted.
    pub actors_by: ActorOrder,
    /// Whether the notes in the trash are shown.
    pub trash_open: bool,
    lists: [PaneList; 4],
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            focus: None,
            side: PaneKind::Actors,
            latest: PaneKind::Actors,
            hidden: false,
            actors_by: ActorOrder::default(),
            trash_open: false,
            lists: std::array::from_fn(|_| PaneList::default()),
        }
    }
}

/// The rows of one pane.
#[derive(Debug, Default, Clone)]
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
    /// What stands ahead of the positions that the program proposes.
    Proposals,
    /// One of those.
    Proposal(usize),
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
    /// The trash, and how many notes are in it.
    Trash(usize),
    /// One of those.
    Trashed(NoteId),
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
    /// What stands nearest to where the words of such a one stood.
    Near,
}

/// Where Enter on a row leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// To a section.
    Section(SectionId),
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

impl Row {
    /// Whether the selection can rest on it.
    #[must_use]
    pub const fn can_be_selected(&self) -> bool {
        !matches!(
            self,
            Self::ActorDetail(_)
                | Self::Stance(..)
                | Self::NoPosition
                | Self::Proposals
                | Self::NoteLine(..)
                | Self::Empty(_)
                | Self::Evidence(_)
        )
    }
}

impl PaneList {
    /// Puts other rows in; the selection stays on the same row where it is still there.
    pub fn put(&mut self, rows: Vec<Row>) {
        let selected = self.rows.get(self.selected);
        let place = selected.and_then(|row| rows.iter().position(|other| other == row));
        self.selected = place.unwrap_or(self.selected.min(rows.len().saturating_sub(1)));
        self.rows = rows;
        self.select(0);
    }

    /// Moves the selection by rows that it can rest on, and stops at the ends.
    pub fn select(&mut self, by: isize) {
        let choices: Vec<usize> = (0..self.rows.len()).filter(|i| self.rows[*i].can_be_selected()).collect();
        let Some(last) = choices.len().checked_sub(1) else { return };
        let at = choices.partition_point(|i| *i < self.selected).min(last);
        self.selected = choices[at.saturating_add_signed(by).min(last)];
    }

    /// Selects the row at this place, or the nearest above it that the selection can rest on. Whether there is one.
    pub fn select_at(&mut self, place: usize) -> bool {
        let found = (0..=place).rev().find(|i| self.rows.get(*i).is_some_and(Row::can_be_selected));
        if let (Some(i), true) = (found, place < self.rows.len()) {
            self.selected = i;
            return true;
        }
        false
    }

    /// Scrolls so that the selection is in sight in so many rows, with what belongs to it below.
    pub fn keep_in_sight(&mut self, height: usize) {
        let mut end = self.selected;
        while self.rows.get(end + 1).is_some_and(|row| !row.can_be_selected()) && end < self.selected + 3 {
            end += 1;
        }
        let mut start = self.selected;
        while start > 0 && matches!(self.rows[start - 1], Row::Stance(..) | Row::NoPosition | Row::Proposals) {
            start -= 1;
        }
        if end + 1 > self.top + height {
            self.top = end + 1 - height.min(end + 1);
        }
        self.top = self.top.min(start).min(self.rows.len().saturating_sub(1));
    }

    /// Scrolls by rows; the selection stays where it is.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.rows.len().saturating_sub(height));
    }

    /// Selects the row of a section, or the one ahead of the first.
    pub fn select_section(&mut self, section: Option<SectionId>) {
        let wanted = section.map_or(Row::Opening, Row::Section);
        if let Some(place) = self.rows.iter().position(|row| *row == wanted) {
            self.selected = place;
        }
    }

    /// The selected row.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// The note of the selected row.
    #[must_use]
    pub fn note(&self) -> Option<NoteId> {
        match self.row()? {
            Row::Note(id) | Row::NoteLine(id, _) => Some(id.clone()),
            _ => None,
        }
    }
}
