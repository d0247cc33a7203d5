//! Where notes are kept: a trait, so that a team can share them one day, and files, which come first.
//!
//! A save never writes over what it has not read: it takes the folder's lock, reads the file again, merges what somebody
//! else wrote meanwhile, and replaces the file whole. A broken file is left as it is.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::atomic::WriteError;
use super::disk::{Audience, Disk, Lock, Step, folder_of};
use super::file::{self, Contents, FileError, Subject};
use super::merge::merge;
use super::{Note, NoteId, conflict, fingerprint, versions};
use crate::yaml;

/// Keeps the notes of briefings.
pub trait Store {
    /// Loads the notes on this subject; where there are none yet, none.
    ///
    /// # Errors
    /// Where the notes are there and cannot be read.
    fn load(&self, subject: &Subject) -> Result<Loaded, StoreError>;

    /// Saves these notes, which were made out of those of `base`, and gives what is kept now.
    ///
    /// # Errors
    /// Where the notes cannot be written, or what is kept cannot be read; what is kept is then as it was.
    fn save(&self, subject: &Subject, base: &Base, notes: &[&Note]) -> Result<Saved, StoreError>;

    /// Keeps the canonical text of a source that notes were made on, beside them; one that is kept already stays as it is.
    ///
    /// # Errors
    /// Where it cannot be written. The notes are safe all the same.
    fn keep_text(&self, base: &Base, source: &str, text: &str) -> Result<(), StoreError>;

    /// The canonical text of a source that notes were made on; `None` where it is not kept, or broken.
    fn old_text(&self, base: &Base, source: &str) -> Option<String>;
}

/// What a load gives.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The notes.
    pub notes: Vec<Note>,
    /// What the next save needs to tell its own changes from those of others.
    pub base: Base,
}

/// What a save gives.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The notes as they are kept now: those that were saved, and what others did meanwhile.
    pub notes: Vec<Note>,
    /// For the next save.
    pub base: Base,
    /// Notes that others had changed too: both versions are kept, and these are the ids of those that lost.
    pub conflicts: Vec<NoteId>,
}

/// The state that notes were loaded or saved in.
#[derive(Debug, Clone)]
pub struct Base {
    path: PathBuf,
    /// Of the file's bytes; `None` where there was no file.
    fingerprint: Option<String>,
    contents: Contents,
}

impl Base {
    /// The file that the notes are in, or will be.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Why notes could not be loaded or saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The notes file is broken, or of a later version. It is never written over.
    #[error("{}: {cause}; the file is left as it is, so mend it or move it away and save again", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        #[source]
        cause: FileError,
    },
    /// A version control system left both sides of a merge in the notes file. Neither is lost, and nothing is written over.
    #[error("a merge left two versions of the notes in {}; `brief note merge` on the briefing, or the command merge-notes on the screen, makes one of them and keeps what either says", .0.display())]
    Conflicted(PathBuf),
    /// The system does not let us read it.
    #[error("cannot read {}: {cause}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The system does not let us write it.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Another program keeps the folder locked.
    #[error("another program has been writing notes in {} for {} seconds; try again once it is done or ended", .0.display(), PATIENCE.as_secs())]
    Busy(PathBuf),
    /// There is neither a folder that may be written nor a home folder.
    #[error("notes on standard input are kept in the home folder, and there is none; set HOME")]
    Nowhere,
}

/// Notes in files: beside the briefing, or in a folder of their own.
pub struct FileStore {
    /// The folder for all notes files; `None` puts each beside its briefing.
    folder: Option<PathBuf>,
    /// For notes that cannot be where they should.
    data: Option<PathBuf>,
    disk: Disk,
}

/// How long a save waits for those of other programs. Each takes as long as a disk under load takes to sync.
const PATIENCE: Duration = Duration::from_secs(30);
/// What follows a briefing's file name in that of its notes.
const SUFFIX: &str = ".notes.yaml";

impl FileStore {
    /// Notes in `folder`, or else beside each briefing; in the user's `data` folder where that cannot be.
    #[must_use]
    pub fn new(folder: Option<PathBuf>, data: Option<PathBuf>) -> Self {
        Self { folder, data, disk: Disk::default() }
    }

    /// The notes file of a subject: the one that exists, or the one that would be made first.
    ///
    /// # Errors
    /// Where there is no place for it at all, or it cannot be told which it is.
    pub fn path(&self, subject: &Subject) -> Result<PathBuf, StoreError> {
        match (self.usual(subject), self.substitute(subject)) {
            (Some(usual), Some(substitute)) => {
                let looked = self.disk.look(&substitute);
                let found = looked.map_err(|cause| StoreError::Read { path: substitute.clone(), cause })?;
                // Once notes had to go to the user's folder, that is where they are.
                Ok(if found.is_some() { substitute } else { usual })
            }
            (Some(path), None) | (None, Some(path)) => Ok(path),
            (None, None) => Err(StoreError::Nowhere),
        }
    }

    /// Where the notes file belongs; `None` for standard input, which has no place of its own.
    fn usual(&self, subject: &Subject) -> Option<PathBuf> {
        let briefing = subject.source.path.as_ref()?;
        let mut name = briefing.file_name()?.to_owned();
        name.push(SUFFIX);
        Some(self.folder.as_ref().map_or_else(|| briefing.with_file_name(&name), |folder| folder.join(&name)))
    }

    /// Where it goes instead: by the briefing's full path, or for standard input by its content.
    fn substitute(&self, subject: &Subject) -> Option<PathBuf> {
        let name = match &subject.source.path {
            None => subject.source.sha256.clone(),
            Some(path) => {
                let full = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                let key = fingerprint(full.as_os_str().as_encoded_bytes());
                format!("{}-{}", subject.source.name(), &key[..16])
            }
        };
        Some(self.data.as_ref()?.join("notes").join(name + SUFFIX))
    }

    fn read(&self, path: &Path) -> Result<Base, StoreError> {
        let Some(bytes) = self.bytes(path)? else {
            return Ok(Base { path: path.to_owned(), fingerprint: None, contents: Contents::default() });
        };
        let contents = yaml::text_of(&bytes).map_err(FileError::from).and_then(file::read);
        let contents = contents.map_err(|cause| unreadable(path, cause))?;
        Ok(Base { path: path.to_owned(), fingerprint: Some(fingerprint(&bytes)), contents })
    }

    /// The bytes of a notes file; `None` where there is none.
    fn bytes(&self, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
        let failed = |cause| StoreError::Read { path: path.to_owned(), cause };
        let about = self.disk.look(path).map_err(failed)?;
        if about.is_some_and(|about| about.len() > yaml::MAX_BYTES as u64) {
            let limit = format!("the file is larger than {} MB", yaml::MAX_BYTES >> 20);
            return Err(failed(io::Error::new(io::ErrorKind::FileTooLarge, limit)));
        }
        self.disk.read(path).map_err(failed)
    }

    /// Makes one of the two versions that a merge left in the notes file; nothing of either is lost. Gives the ids of
    /// notes that both had changed, under which those are kept that lost; a file without conflict marks stays as it is.
    ///
    /// # Errors
    /// Where the file cannot be read or written, or the marks are not as version control systems leave them.
    pub fn merge_conflict(&self, subject: &Subject) -> Result<Vec<NoteId>, StoreError> {
        let path = self.path(subject)?;
        let failed = |cause| WriteError { path: path.clone(), step: Step::Follow, cause };
        let target = self.disk.target_of(&path).map_err(failed)?;
        let lock = self.lock(&target)?;
        self.disk.sweep(&lock, &target);
        let broken = |cause| StoreError::Unreadable { path: path.clone(), cause };
        let bytes = self.bytes(&path)?.unwrap_or_default();
        let text = yaml::text_of(&bytes).map_err(|error| broken(error.into()))?;
        if conflict::first_mark(text).is_none() {
            return Ok(Vec::new());
        }
        let (contents, merged) = conflict::resolve(text).map_err(broken)?;
        let text = file::write(subject, &contents.notes, &contents.unknown).map_err(broken)?;
        self.disk.replace(Audience::User, &path, text.as_bytes())?;
        Ok(merged.conflicts)
    }

    fn lock(&self, target: &Path) -> Result<Lock, StoreError> {
        let folder = folder_of(target);
        self.disk.lock(folder, PATIENCE).map_err(|_| StoreError::Busy(folder.to_owned()))
    }

    /// Reads, merges and writes, under the folder's lock.
    fn save_at(&self, path: &Path, subject: &Subject, base: &Base, notes: &[&Note]) -> Result<Saved, StoreError> {
        let at = |step| move |cause| WriteError { path: path.to_owned(), step, cause };
        let target = self.disk.target_of(path).map_err(at(Step::Follow))?;
        let folder = folder_of(&target);
        // Only our own folders are made; a briefing's is there, or the write says so.
        if [&self.folder, &self.data].into_iter().flatten().any(|own| path.starts_with(own)) {
            self.disk.make_private(folder).map_err(at(Step::MakeFolder))?;
        }
        let lock = self.lock(&target)?;
        self.disk.sweep(&lock, &target);
        let disk = self.read(path)?;
        let notes: Vec<Note> = notes.iter().map(|note| (*note).clone()).collect();
        let merged = match &disk.fingerprint {
            // Nobody was here meanwhile, or somebody took the file away: what we hold is all there is.
            None => None,
            same if *same == base.fingerprint => None,
            Some(_) => Some(merge(&base.contents.notes, &notes, &disk.contents.notes)),
        };
        let (notes, conflicts) = merged.map_or((notes, Vec::new()), |merged| (merged.notes, merged.conflicts));
        let unknown = base.contents.unknown.clone().overlaid_by(disk.contents.unknown);
        let text = file::write(subject, &notes, &unknown).map_err(|cause| unreadable(path, cause))?;
        let fingerprint = Some(fingerprint(text.as_bytes()));
        if fingerprint != disk.fingerprint {
            self.disk.replace(Audience::User, path, text.as_bytes())?;
        }
        let contents = Contents { notes: notes.clone(), unknown };
        Ok(Saved { notes, base: Base { path: path.to_owned(), fingerprint, contents }, conflicts })
    }
}

impl Store for FileStore {
    fn load(&self, subject: &Subject) -> Result<Loaded, StoreError> {
        let base = self.read(&self.path(subject)?)?;
        Ok(Loaded { notes: base.contents.notes.clone(), base })
    }

    fn save(&self, subject: &Subject, base: &Base, notes: &[&Note]) -> Result<Saved, StoreError> {
        match self.save_at(&base.path, subject, base, notes) {
            Err(StoreError::Write(error)) if error.is_refused() => match self.substitute(subject) {
                Some(other) if other != base.path => self.save_at(&other, subject, base, notes),
                _ => Err(error.into()),
            },
            outcome => outcome,
        }
    }

    fn keep_text(&self, base: &Base, source: &str, text: &str) -> Result<(), StoreError> {
        Ok(versions::keep(&self.disk, &base.path, source, text)?)
    }

    fn old_text(&self, base: &Base, source: &str) -> Option<String> {
        versions::read(&self.disk, &base.path, source)
    }
}

fn unreadable(path: &Path, cause: FileError) -> StoreError {
    if matches!(cause, FileError::Conflicted(_)) {
        return StoreError::Conflicted(path.to_owned());
    }
    StoreError::Unreadable { path: path.to_owned(), cause }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
