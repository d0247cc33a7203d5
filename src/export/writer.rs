//! Writing an export to a file, whole or not at all, and never over somebody else's work.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::Format;
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
    /// There is a file that this program did not write.
    #[error("{} is there already and was not written by brief; choose another name, or say that it may be replaced", .0.display())]
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

/// As much of a file as its mark can be in.
const HEAD: u64 = 1 << 20;

/// Writes an export to a path, whole or not at all.
///
/// # Errors
/// Where a file is there that may not be written over, or the system refuses.
pub fn save(format: Format, path: &Path, text: &str, overwrite: Overwrite) -> Result<(), ExportError> {
    if overwrite == Overwrite::Ours && !may_replace(format, path)? {
        return Err(ExportError::NotOurs(path.to_owned()));
    }
    Ok(atomic::write_for(Audience::Umask, path, text.as_bytes())?)
}

/// Whether there is no file, an empty one, or one of ours.
fn may_replace(format: Format, path: &Path) -> Result<bool, ExportError> {
    let failed = |cause| ExportError::Read { path: path.to_owned(), cause };
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        file => file.map_err(failed)?,
    };
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head).map_err(failed)?;
    Ok(head.is_empty() || format.is_ours(&String::from_utf8_lossy(&head)))
}

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
        save(Overwrite::Ours).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        for theirs in ["# My own\n\ngenerator: brief\n", "---\ntitle: Mine\n---\ngenerator: brief\n", "\u{0}\u{1}"] {
            fs::write(&path, theirs).unwrap();
            assert!(matches!(save(Overwrite::Ours), Err(ExportError::NotOurs(_))), "{theirs:?}");
            assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
        }
        save(Overwrite::Anything).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert!(matches!(
            super::save(Format::MARKDOWN, folder.path(), "", Overwrite::Ours),
            Err(ExportError::Read { .. })
        ));
    }
}
