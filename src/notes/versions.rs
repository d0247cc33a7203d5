//! The texts that notes were made on, kept beside the notes, so that a note can be carried over when its text changes.
//!
//! Each is a compressed file named by the SHA-256 of the source that it is the canonical text of; it is written once and
//! never changed, and stays when its notes go: another notes file of the folder may need it. One that is missing or broken
//! only means that notes on it are searched for; it never keeps a note from being shown.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::atomic::{Step, WriteError};
use super::disk::{Disk, folder_of};
use super::{Base, Note, Store};
use crate::document::Briefing;

/// The folder, beside the notes files. Hidden, so that no library takes it for briefings.
const FOLDER: &str = ".brief-texts";
/// The most that is unpacked of one text.
const MAX_UNPACKED: u64 = 256 << 20;

/// Canonical texts, by the SHA-256 of their sources.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Versions(BTreeMap<String, String>);

impl Versions {
    /// The texts that these notes were made on, other than the briefing's own, as far as the store still has them.
    #[must_use]
    pub fn of(store: &dyn Store, base: &Base, notes: &[Note], briefing: &Briefing) -> Self {
        let sources: BTreeSet<&String> = notes.iter().map(|note| &note.anchor.source).collect();
        let others = sources.into_iter().filter(|source| **source != briefing.source.sha256);
        Self(others.filter_map(|source| Some((source.clone(), store.old_text(base, source)?))).collect())
    }

    /// Puts a text in.
    pub fn insert(&mut self, source: String, text: String) {
        self.0.insert(source, text);
    }

    /// The text of a source.
    #[must_use]
    pub fn get(&self, source: &str) -> Option<&str> {
        self.0.get(source).map(String::as_str)
    }
}

/// Where the text of a source is kept for a notes file; `None` where the source's name is no hash.
fn path_of(notes_file: &Path, source: &str) -> Option<PathBuf> {
    let is_hash = source.len() == 64 && source.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then(|| folder_of(notes_file).join(FOLDER).join(format!("{source}.txt.gz")))
}

/// The text of a source, if it is kept and whole.
pub(super) fn read(disk: &Disk, notes_file: &Path, source: &str) -> Option<String> {
    let packed = disk.read(&path_of(notes_file, source)?).ok()??;
    let mut text = String::new();
    let read = GzDecoder::new(packed.as_slice()).take(MAX_UNPACKED + 1).read_to_string(&mut text).ok()?;
    (read as u64 <= MAX_UNPACKED).then_some(text)
}

/// Keeps the text of a source, if it is not kept yet.
pub(super) fn keep(disk: &Disk, notes_file: &Path, source: &str, text: &str) -> Result<(), WriteError> {
    let Some(path) = path_of(notes_file, source) else { return Ok(()) };
    let failed = |step| {
        let path = path.clone();
        move |cause| WriteError { path, step, cause }
    };
    if disk.look(&path).map_err(failed(Step::Look))?.is_some() {
        return Ok(());
    }
    let packed = packed(text).map_err(failed(Step::Fill))?;
    disk.keep(&path, &packed)
}

fn packed(text: &str) -> io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(text.as_bytes())?;
    packed.finish()
}
