//! From a folder to its shelf: unchanged files come from the index, the others are opened.

use std::ops::ControlFlow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Catalogue, Entry, Found, Index, LibraryError, briefings_in};
use crate::document::{Briefing, Outline, ParagraphId};

/// What the library needs others to do for it.
pub trait Reader {
    /// Whether a file's name is a briefing's.
    fn is_briefing(&self, path: &Path) -> bool;
    /// Opens a briefing and finds its sections.
    ///
    /// # Errors
    /// Why it cannot be opened, in one sentence.
    fn open(&self, path: &Path) -> Result<(Briefing, Outline), String>;
    /// How many notes a briefing has.
    fn notes(&self, path: &Path) -> usize;
    /// How many of its paragraphs have been read; `sha256` is that of its bytes.
    fn read(&self, _path: &Path, _sha256: &str) -> usize {
        0
    }
    /// Told before each file; may stop the reading.
    fn progress(&self, _progress: Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// How far the reading of a library is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So many files are done.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

/// One briefing of a library: its entry and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelved {
    /// What lists show.
    pub entry: Entry,
    /// Headline and subtitle.
    pub masthead: String,
    /// The paragraphs that say something new: number and words.
    pub paragraphs: Vec<(usize, String)>,
}

/// All briefings of a library, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The briefings.
    pub briefings: Vec<Shelved>,
    /// How many of them had to be opened.
    pub opened: usize,
}

impl Shelf {
    /// The list of what is on it.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::of(self.briefings.iter().map(|shelved| shelved.entry.clone()).collect())
    }
}

/// Reads a library. What `index` holds of files that have not changed since is taken from there.
///
/// # Errors
/// Where the folder cannot be listed, or the reader stops.
pub fn read(folder: &Path, index: Index, reader: &dyn Reader) -> Result<Shelf, LibraryError> {
    read_files(&briefings_in(folder, &|path| reader.is_briefing(path))?, index, reader)
}

/// Reads these files, in this order, as [`read`] does those of a folder.
///
/// # Errors
/// Where the reader stops.
pub fn read_files(found: &[Found], index: Index, reader: &dyn Reader) -> Result<Shelf, LibraryError> {
    let mut known = index.into_briefings();
    let mut shelf = Shelf::default();
    for (done, file) in found.iter().enumerate() {
        if reader.progress(Progress { done, of: found.len() }).is_break() {
            return Err(LibraryError::Stopped);
        }
        let kept = known.remove(&file.path).filter(|shelved| shelved.entry.is_of(file));
        let mut shelved = kept.unwrap_or_else(|| {
            shelf.opened += 1;
            shelve(file, reader)
        });
        shelved.entry.notes = reader.notes(&file.path);
        shelved.entry.read = reader.read(&file.path, &shelved.entry.sha256);
        shelf.briefings.push(shelved);
    }
    Ok(shelf)
}

fn shelve(found: &Found, reader: &dyn Reader) -> Shelved {
    match reader.open(&found.path) {
        Ok((briefing, outline)) => Shelved {
            entry: Entry::of(found, &briefing, &outline),
            masthead: masthead(&briefing),
            paragraphs: paragraphs(&briefing),
        },
        Err(error) => Shelved { entry: Entry::closed(found, error), masthead: String::new(), paragraphs: Vec::new() },
    }
}

fn masthead(briefing: &Briefing) -> String {
    let lines = [&briefing.masthead.headline, &briefing.masthead.subtitle];
    lines.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn paragraphs(briefing: &Briefing) -> Vec<(usize, String)> {
    let ids = (0..briefing.paragraphs.len()).map(ParagraphId);
    ids.filter(|id| briefing.paragraphs[id.0].repeats.is_none())
        .map(|id| (id.number(), briefing.words(id).to_owned()))
        .collect()
}
