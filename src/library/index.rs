//! The index: what is known of a library's briefings, kept so that unchanged ones need not be opened again.
//!
//! A JSON file in the user's cache folder, one for each library, named after the library's absolute path. It is never
//! trusted: one that is missing, broken, of another version or of another library is an empty one.

use std::collections::HashMap;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Shelf, Shelved};
use crate::document::fingerprint;

const SCHEMA: &str = "brief.index/1";

/// What an index holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    briefings: Vec<Shelved>,
}

/// Why an index cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the index {} cannot be written: {cause}; check the folder's permissions and space", .file.display())]
pub struct IndexError {
    /// Which file.
    pub file: PathBuf,
    /// Why.
    pub cause: std::io::Error,
}

#[derive(Deserialize)]
struct Stored {
    schema: String,
    folder: String,
    briefings: Vec<Shelved>,
}

#[derive(Serialize)]
struct Storing<'a> {
    schema: &'a str,
    folder: &'a str,
    briefings: &'a [Shelved],
}

/// The file that holds the index of a library; `cache` is the program's cache folder.
#[must_use]
pub fn index_file(cache: &Path, folder: &Path) -> PathBuf {
    let name = fingerprint(absolute(folder).as_os_str().as_encoded_bytes());
    // Half of it is enough, and short names are easier on the eye.
    cache.join("libraries").join(format!("{}.json", &name[..32]))
}

impl Index {
    /// The index in a file, or an empty one.
    #[must_use]
    pub fn load(file: &Path, folder: &Path) -> Self {
        let stored = fs::read(file).ok().and_then(|bytes| serde_json::from_slice::<Stored>(&bytes).ok());
        let fits =
            stored.filter(|stored| stored.schema == SCHEMA && stored.folder == absolute(folder).to_string_lossy());
        let mut briefings = fits.map(|stored| stored.briefings).unwrap_or_default();
        // Kept by the path inside the library, so that it can be named in another way the next time.
        for shelved in &mut briefings {
            shelved.entry.path = folder.join(&shelved.entry.path);
        }
        Self { briefings }
    }

    /// Writes what is on a shelf into a file, whole or not at all.
    ///
    /// # Errors
    /// Where the file or its folder cannot be written.
    pub fn save(shelf: &Shelf, file: &Path, folder: &Path) -> Result<(), IndexError> {
        let mut briefings = shelf.briefings.clone();
        for shelved in &mut briefings {
            if let Ok(inside) = shelved.entry.path.strip_prefix(folder) {
                shelved.entry.path = inside.to_owned();
            }
        }
        // What could not be opened is tried again; JSON knows no paths that are no text.
        briefings.retain(|shelved| shelved.entry.error.is_none() && shelved.entry.path.to_str().is_some());
        let absolute = absolute(folder);
        let storing = Storing { schema: SCHEMA, folder: &absolute.to_string_lossy(), briefings: &briefings };
        write(&storing, file).map_err(|cause| IndexError { file: file.to_owned(), cause })
    }

    /// How many briefings it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.briefings.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.briefings.is_empty()
    }

    pub(super) fn into_briefings(self) -> HashMap<PathBuf, Shelved> {
        self.briefings.into_iter().map(|shelved| (shelved.entry.path.clone(), shelved)).collect()
    }
}

fn write(storing: &Storing<'_>, file: &Path) -> std::io::Result<()> {
    let parent = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut draft = tempfile::NamedTempFile::new_in(parent)?;
    let mut out = BufWriter::new(&mut draft);
    serde_json::to_writer(&mut out, storing)?;
    out.flush()?;
    drop(out);
    draft.persist(file)?;
    Ok(())
}

fn absolute(folder: &Path) -> PathBuf {
    fs::canonicalize(folder).or_else(|_| std::path::absolute(folder)).unwrap_or_else(|_| folder.to_owned())
}
