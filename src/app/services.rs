//! What the reading room needs from outside and never does itself: reading, analysing, keeping.

use std::path::PathBuf;
use std::sync::Arc;

use super::message::{Draft, Entry, Export, NotesRead, Place, Target};
use crate::analysis::{Analysis, KnownPosition};
use crate::document::Briefing;
use crate::notes::{Note, Notebook};

/// Whoever reads and writes for the room. It is called on threads that may wait; an error is a sentence for the reader.
pub trait Services: Send + Sync {
    /// Opens a briefing. For a large one, `partial` may be given the top of it first.
    ///
    /// # Errors
    /// Why it can't be opened.
    fn open(&self, target: &Target, partial: &mut dyn FnMut(Arc<Briefing>)) -> Result<Arc<Briefing>, String>;

    /// Reads the notes on a briefing, the draft, and where the reader was.
    ///
    /// # Errors
    /// Why the notes can't be read.
    fn read_notes(&self, briefing: &Briefing) -> Result<NotesRead, String>;

    /// Analyses a briefing; `None` once `keep_going` says no. For a large one, `partial` may be given what was found in
    /// the top of it first.
    fn analyse(
        &self,
        briefing: &Briefing,
        keep_going: &(dyn Fn() -> bool + Sync),
        partial: &mut dyn FnMut(Arc<Analysis>),
    ) -> Option<Arc<Analysis>>;

    /// Writes the notes on a briefing; holds them as they are in the file now, where another program had changed it.
    ///
    /// # Errors
    /// Why they could not be written; the file is as it was.
    fn save_notes(&self, briefing: &Briefing, notes: &[Note]) -> Result<Option<Notebook>, String>;

    /// Makes one of two versions that a merge left in the notes file; how many notes both had changed, which are kept twice.
    ///
    /// # Errors
    /// Why they could not be made one; the file is as it was.
    fn merge_notes(&self, briefing: &Briefing) -> Result<usize, String>;

    /// Keeps what is being typed; `None` removes the draft.
    ///
    /// # Errors
    /// Why it could not be kept.
    fn keep_draft(&self, briefing: &Briefing, draft: Option<&Draft>) -> Result<(), String>;

    /// Keeps where the reader is.
    ///
    /// # Errors
    /// Why it could not be kept.
    fn keep_place(&self, briefing: &Briefing, place: &Place) -> Result<(), String>;

    /// Reads the library's folder.
    ///
    /// # Errors
    /// Why it can't be read.
    fn read_library(&self) -> Result<Arc<Vec<Entry>>, String>;

    /// Exports a briefing as Markdown.
    ///
    /// # Errors
    /// Why it could not be written.
    fn export(
        &self,
        briefing: &Briefing,
        analysis: &Analysis,
        notes: &Notebook,
        overwrite: bool,
    ) -> Result<Export, String>;

    /// Adds a position to the reader's configuration, and looks for it from now on; gives the file that it stands in.
    ///
    /// # Errors
    /// Why it could not be added; the file is as it was.
    fn add_position(&self, position: &KnownPosition) -> Result<PathBuf, String>;
}
