//! Writing an export to a file, whole or not at all, and never over somebody else's work.

use std::io;
use std::path::{Path, PathBuf};

use super::{Format, renewal};
use crate::notes::atomic::{self, Audience, WriteError};

/// What may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// What this program wrote.
    Ours,
    /// Anything.
    Anything,
}

/// Why an export could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is a file that this program did not write, or that was edited beyond telling.
    #[error("{} is there already and was not written by brief, or what was edited in it cannot be told; choose another name, or say that it may be replaced", .0.display())]
    NotOurs(PathBuf),
    /// The system does not let us see what is there.
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
}

/// What writing an export came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many blocks of the file stand as somebody edited, added or removed them since it was written.
    pub kept: usize,
}

/// Writes an export to a path, whole or not at all; a file that holds the same already is left alone. What was edited in
/// Markdown of ours stays as it was edited.
///
/// # Errors
/// Where a file is there that may not be written over, or the system refuses.
pub fn save(format: Format, path: &Path, text: &str, overwrite: Overwrite) -> Result<Written, ExportError> {
    let fresh = if format.keeps_edits { renewal::stamped(text) } else { text.to_owned() };
    let old = if overwrite == Overwrite::Ours { read(path)?.filter(|old| !old.is_empty()) } else { None };
    let (text, kept) = match &old {
        Some(old) => renewed(format, old, text, fresh).ok_or_else(|| ExportError::NotOurs(path.to_owned()))?,
        None => (fresh, 0),
    };
    if old.as_deref() != Some(text.as_bytes()) {
        atomic::write_for(Audience::Umask, path, text.as_bytes())?;
    }
    Ok(Written { kept })
}

/// As [`save()`], what has no mark of ours in it: nothing is written over but the same.
///
/// # Errors
/// As [`save()`].
pub fn save_unmarked(path: &Path, text: &str, overwrite: Overwrite) -> Result<Written, ExportError> {
    let old = if overwrite == Overwrite::Ours { read(path)?.filter(|old| !old.is_empty()) } else { None };
    match old {
        Some(old) if old != text.as_bytes() => Err(ExportError::NotOurs(path.to_owned())),
        Some(_) => Ok(Written { kept: 0 }),
        None => {
            atomic::write_for(Audience::Umask, path, text.as_bytes())?;
            Ok(Written { kept: 0 })
        }
    }
}

/// What to write over an old file, and how much of that is kept; `None` where it is not ours, or what was edited in it
/// cannot be told.
fn renewed(format: Format, old: &[u8], text: &str, fresh: String) -> Option<(String, usize)> {
    let old = std::str::from_utf8(old).ok()?;
    if !format.is_ours(old) {
        return None;
    }
    if !format.keeps_edits {
        return Some((fresh, 0));
    }
    renewal::renewed(old, text).map(|renewed| (renewed.text, renewed.kept))
}

/// The bytes of a file; `None` where there is none.
fn read(path: &Path) -> Result<Option<Vec<u8>>, ExportError> {
    let failed = |cause| ExportError::Read { path: path.to_owned(), cause };
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
        // A pipe or a device would be waited for; a file that large is none of ours.
        Ok(about) if !about.is_file() || about.len() > MOST => return Err(ExportError::NotOurs(path.to_owned())),
        Ok(_) => {}
    }
    std::fs::read(path).map(Some).map_err(failed)
}

/// The largest file that is looked into.
const MOST: u64 = 1 << 30;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::analysis::Analysis;
    use crate::export::Material;
    use crate::notes::{Notebook, testing::briefing};

    #[test]
    fn only_our_own_files_are_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("talks.md");
        let (briefing, analysis, notes) = (briefing(&["One."]), Analysis::default(), Notebook::default());
        let text = Format::MARKDOWN.render(Material { briefing: &briefing, analysis: &analysis, notes: &notes });
        let save = |overwrite| save(Format::MARKDOWN, &path, &text, overwrite);

        save(Overwrite::Ours).unwrap();
        let written = fs::read_to_string(&path).unwrap();
        assert!(written.starts_with(text.trim_end()));
        save(Overwrite::Ours).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), written);
        fs::write(&path, written.replace("One.", "One, as I see it.")).unwrap();
        assert_eq!(save(Overwrite::Ours).unwrap(), Written { kept: 1 });
        assert!(fs::read_to_string(&path).unwrap().contains("One, as I see it."));
        for theirs in ["# My own\n\ngenerator: brief\n", "---\ntitle: Mine\n---\ngenerator: brief\n", "\u{0}\u{1}"] {
            fs::write(&path, theirs).unwrap();
            assert!(matches!(save(Overwrite::Ours), Err(ExportError::NotOurs(_))), "{theirs:?}");
            assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
        }
        save(Overwrite::Anything).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), written);
        assert!(super::save(Format::MARKDOWN, folder.path(), "", Overwrite::Ours).is_err());
    }
}
