//! The notes of one briefing in reading order, and the changes that can be made to them, each with its exact inverse.

use super::{Anchor, Note, NoteId, Placement, Versions, place, place_all};
use crate::document::{Briefing, ParagraphId};
use jiff::Timestamp;

/// A note and where it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The note.
    pub note: Note,
    /// Where.
    pub placement: Placement,
}

impl Placed {
    /// The note where this briefing has its text.
    #[must_use]
    pub fn new(note: Note, briefing: &Briefing) -> Self {
        let placement = place(&note.anchor, briefing);
        Self { note, placement }
    }

    fn is_removed(&self) -> bool {
        self.note.removed.is_some()
    }
}

/// The notes of one briefing in reading order, orphans last; and those in its trash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notebook {
    notes: Vec<Placed>,
    trash: Vec<Placed>,
}

/// One change to a notebook. Applying it gives the change that takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Puts a note in; one that was removed, into the trash.
    Add(Box<Placed>),
    /// Takes a note out altogether, also of the trash: nothing of it is left.
    Purge(NoteId),
    /// Puts a note into the trash.
    Remove {
        /// Which.
        id: NoteId,
        /// When.
        removed: Timestamp,
    },
    /// Takes a note out of the trash: it stands where it stood.
    Restore(NoteId),
    /// Gives a note other words.
    Edit {
        /// Which.
        id: NoteId,
        /// The new words.
        text: String,
        /// When.
        changed: Timestamp,
    },
    /// Puts a note on other text.
    Reattach {
        /// Which.
        id: NoteId,
        /// What it is on from now on.
        anchor: Box<Anchor>,
        /// Where that is.
        placement: Placement,
        /// When.
        changed: Timestamp,
    },
    /// Gives a note other tags.
    Retag {
        /// Which.
        id: NoteId,
        /// The new tags, all of them.
        tags: Vec<String>,
        /// When.
        changed: Timestamp,
    },
}

/// Why a change could not be made; the notebook is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// It is about a note that is not there.
    #[error("there is no note `{}` here any more; it may have been removed by another program", .0.0)]
    Unknown(NoteId),
    /// It adds a note whose id is taken.
    #[error("there is a note `{}` here already; a new note needs a new id", .0.0)]
    Taken(NoteId),
}

impl Change {
    /// Puts this note in where the briefing has its text.
    #[must_use]
    pub fn add(note: Note, briefing: &Briefing) -> Self {
        Self::Add(Box::new(Placed::new(note, briefing)))
    }

    /// Puts this note on a paragraph of the briefing as a whole; `None` where the briefing has no such paragraph.
    #[must_use]
    pub fn reattach(id: NoteId, paragraph: ParagraphId, briefing: &Briefing, changed: Timestamp) -> Option<Self> {
        let anchor = Anchor::on_paragraph(briefing, paragraph)?;
        let placement = place(&anchor, briefing);
        Some(Self::Reattach { id, anchor: Box::new(anchor), placement, changed })
    }

    /// The note that it is about.
    #[must_use]
    pub fn id(&self) -> &NoteId {
        match self {
            Self::Add(placed) => &placed.note.id,
            Self::Purge(id)
            | Self::Restore(id)
            | Self::Remove { id, .. }
            | Self::Edit { id, .. }
            | Self::Retag { id, .. }
            | Self::Reattach { id, .. } => id,
        }
    }
}

impl Notebook {
    /// The notes where this briefing has their text, without the texts that they were made on.
    #[must_use]
    pub fn new(notes: Vec<Note>, briefing: &Briefing) -> Self {
        Self::carried_over(notes, briefing, &Versions::default())
    }

    /// The notes where this briefing has their text. Takes a while for many notes on a long text that was revised.
    #[must_use]
    pub fn carried_over(notes: Vec<Note>, briefing: &Briefing, versions: &Versions) -> Self {
        let placements = place_all(&notes, briefing, versions);
        let placed = notes.into_iter().zip(placements).map(|(note, placement)| Placed { note, placement });
        let (mut trash, mut notes): (Vec<Placed>, Vec<Placed>) = placed.partition(Placed::is_removed);
        notes.sort_by(|a, b| order(a).cmp(&order(b)));
        trash.sort_by(|a, b| order_in_trash(a).cmp(&order_in_trash(b)));
        Self { notes, trash }
    }

    /// The notes in reading order, orphans last.
    #[must_use]
    pub fn all(&self) -> &[Placed] {
        &self.notes
    }

    /// The notes alone, in the same order.
    pub fn notes(&self) -> impl ExactSizeIterator<Item = &Note> {
        self.notes.iter().map(|placed| &placed.note)
    }

    /// The notes in the trash, those last removed first.
    #[must_use]
    pub fn trash(&self) -> &[Placed] {
        &self.trash
    }

    /// The notes and those in the trash: what is kept in the file.
    pub fn everything(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().chain(&self.trash).map(|placed| &placed.note)
    }

    /// The note with this id, also in the trash.
    #[must_use]
    pub fn find(&self, id: &NoteId) -> Option<&Placed> {
        self.notes.iter().chain(&self.trash).find(|placed| placed.note.id == *id)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// The note with this id.
    #[must_use]
    pub fn get(&self, id: &NoteId) -> Option<&Placed> {
        self.notes.iter().find(|placed| placed.note.id == *id)
    }

    /// The notes on this paragraph, in reading order.
    #[must_use]
    pub fn on(&self, paragraph: ParagraphId) -> &[Placed] {
        let start = self.notes.partition_point(|placed| shelf(placed) < Shelf::On(paragraph));
        let len = self.notes[start..].partition_point(|placed| shelf(placed) == Shelf::On(paragraph));
        &self.notes[start..start + len]
    }

    /// The notes whose text is gone.
    #[must_use]
    pub fn orphans(&self) -> &[Placed] {
        let start = self.notes.partition_point(|placed| shelf(placed) < Shelf::Orphans);
        &self.notes[start..]
    }

    /// Every tag that is used, each once, in alphabetical order, with the number of notes that have it.
    #[must_use]
    pub fn tags(&self) -> std::collections::BTreeMap<&str, usize> {
        let mut tags = std::collections::BTreeMap::new();
        for tag in self.notes.iter().flat_map(|placed| &placed.note.tags) {
            *tags.entry(tag.as_str()).or_default() += 1;
        }
        tags
    }

    /// Makes a change and gives the one that takes it back.
    ///
    /// # Errors
    /// Where the change is about a note that is not there, or adds one whose id is taken.
    pub fn apply(&mut self, change: Change) -> Result<Change, ChangeError> {
        match change {
            Change::Add(placed) => self.add(*placed),
            Change::Purge(id) => {
                let removed = match self.trash.iter().position(|placed| placed.note.id == id) {
                    Some(at) => self.trash.remove(at),
                    None => self.take_out(&id)?,
                };
                Ok(Change::Add(Box::new(removed)))
            }
            Change::Remove { id, removed } => {
                let mut placed = self.take_out(&id)?;
                placed.note.removed = Some(removed);
                self.put(placed);
                Ok(Change::Restore(id))
            }
            Change::Restore(id) => {
                let at = self.trash.iter().position(|placed| placed.note.id == id);
                let mut placed = self.trash.remove(at.ok_or_else(|| ChangeError::Unknown(id.clone()))?);
                let removed = placed.note.removed.take();
                self.put(placed);
                // Whatever is in the trash says when it came there.
                Ok(match removed {
                    Some(removed) => Change::Remove { id, removed },
                    None => Change::Purge(id),
                })
            }
            Change::Edit { id, text, changed } => {
                let note = self.find_mut(&id)?;
                let text = std::mem::replace(&mut note.text, text);
                let changed = std::mem::replace(&mut note.changed, changed);
                Ok(Change::Edit { id, text, changed })
            }
            Change::Reattach { id, anchor, placement, changed } => {
                let mut placed = self.take_out(&id)?;
                let before = Change::Reattach {
                    id,
                    anchor: Box::new(std::mem::replace(&mut placed.note.anchor, *anchor)),
                    placement: std::mem::replace(&mut placed.placement, placement),
                    changed: std::mem::replace(&mut placed.note.changed, changed),
                };
                self.put(placed);
                Ok(before)
            }
            Change::Retag { id, tags, changed } => {
                let note = self.find_mut(&id)?;
                let tags = std::mem::replace(&mut note.tags, tags);
                let changed = std::mem::replace(&mut note.changed, changed);
                Ok(Change::Retag { id, tags, changed })
            }
        }
    }

    fn add(&mut self, placed: Placed) -> Result<Change, ChangeError> {
        let id = placed.note.id.clone();
        if self.find(&id).is_some() {
            return Err(ChangeError::Taken(id));
        }
        self.put(placed);
        Ok(Change::Purge(id))
    }

    fn put(&mut self, placed: Placed) {
        if placed.is_removed() {
            let at = self.trash.partition_point(|other| order_in_trash(other) < order_in_trash(&placed));
            self.trash.insert(at, placed);
        } else {
            let at = self.notes.partition_point(|other| order(other) < order(&placed));
            self.notes.insert(at, placed);
        }
    }

    fn at(&self, id: &NoteId) -> Result<usize, ChangeError> {
        self.notes.iter().position(|placed| placed.note.id == *id).ok_or_else(|| ChangeError::Unknown(id.clone()))
    }

    fn take_out(&mut self, id: &NoteId) -> Result<Placed, ChangeError> {
        let at = self.at(id)?;
        Ok(self.notes.remove(at))
    }

    fn find_mut(&mut self, id: &NoteId) -> Result<&mut Note, ChangeError> {
        let at = self.at(id)?;
        Ok(&mut self.notes[at].note)
    }
}

/// Where in the book a note is found.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Shelf {
    On(ParagraphId),
    Orphans,
}

fn shelf(placed: &Placed) -> Shelf {
    placed.placement.paragraph().map_or(Shelf::Orphans, Shelf::On)
}

/// Reading order: by paragraph, in it by words, and on the same words by age. Ids only keep it the same every time.
fn order(placed: &Placed) -> impl Ord + use<'_> {
    let note = &placed.note;
    let words = placed.placement.span().unwrap_or(note.anchor.span);
    (shelf(placed), words.start, words.end, note.created, &note.id)
}

/// Those last removed first.
fn order_in_trash(placed: &Placed) -> impl Ord + use<'_> {
    (std::cmp::Reverse(placed.note.removed), &placed.note.id)
}

/// What was done to a notebook since it was opened, so that all of it can be taken back and done again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    undo: Vec<Change>,
    redo: Vec<Change>,
}

impl History {
    /// Makes a change that can be undone; what had been undone before cannot be redone any more.
    ///
    /// # Errors
    /// As [`Notebook::apply`].
    pub fn apply(&mut self, notebook: &mut Notebook, change: Change) -> Result<(), ChangeError> {
        self.undo.push(notebook.apply(change)?);
        self.redo.clear();
        Ok(())
    }

    /// Takes the last change back and names its note; `None` where there is nothing to undo.
    ///
    /// # Errors
    /// As [`Notebook::apply`]; that change is then forgotten.
    pub fn undo(&mut self, notebook: &mut Notebook) -> Result<Option<NoteId>, ChangeError> {
        step(&mut self.undo, &mut self.redo, notebook)
    }

    /// Makes the last undone change again and names its note; `None` where there is nothing to redo.
    ///
    /// # Errors
    /// As [`Notebook::apply`]; that change is then forgotten.
    pub fn redo(&mut self, notebook: &mut Notebook) -> Result<Option<NoteId>, ChangeError> {
        step(&mut self.redo, &mut self.undo, notebook)
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

fn step(from: &mut Vec<Change>, to: &mut Vec<Change>, notebook: &mut Notebook) -> Result<Option<NoteId>, ChangeError> {
    let Some(change) = from.pop() else {
        return Ok(None);
    };
    let id = change.id().clone();
    to.push(notebook.apply(change)?);
    Ok(Some(id))
}

#[cfg(test)]
#[path = "notebook_tests.rs"]
mod tests;
