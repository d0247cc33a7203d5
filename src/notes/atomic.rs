//! Writing a file so that a crash at any moment leaves the old one or the new one, whole.
//!
//! A temporary file in the same folder is written and synced, renamed over the target, and the folder is synced. A
//! symbolic link stays one: its target is replaced. The old file's permissions are kept.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A step of the way, in order; for messages, and for tests that let each of them fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Making the temporary file.
    Create,
    /// Filling it.
    Fill,
    /// Syncing it.
    Sync,
    /// Renaming it over the target.
    Rename,
    /// Syncing the folder. The new file is there already, but a power cut could still bring back the old one.
    SyncFolder,
}

impl Step {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 5] = [Self::Create, Self::Fill, Self::Sync, Self::Rename, Self::SyncFolder];
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {cause}", .path.display())]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// The step that failed.
    pub step: Step,
    /// What the system says.
    #[source]
    pub cause: io::Error,
}

impl WriteError {
    /// Whether the place does not let us write at all, so that another place may do.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
    }
}

/// Who may read a file that is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Its user alone.
    User,
    /// Whoever the user's umask lets.
    Umask,
}

/// Writes the bytes to the path, whole or not at all; a new file is the user's alone.
///
/// # Errors
/// Where the system refuses a step; at every one but [`Step::SyncFolder`] the old file is as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_for(Audience::User, path, bytes)
}

/// As [`write()`], with a word on who may read a new file.
///
/// # Errors
/// As [`write()`].
pub fn write_for(audience: Audience, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_checked(audience, path, bytes, &mut |_| Ok(()))
}

/// What is asked before each step; production never says no.
pub(super) type Check<'a> = &'a mut dyn FnMut(Step) -> io::Result<()>;

pub(super) fn write_checked(
    audience: Audience,
    path: &Path,
    bytes: &[u8],
    before: Check<'_>,
) -> Result<(), WriteError> {
    let mut step = Step::Create;
    let mut go = |next: Step| {
        step = next;
        before(next)
    };
    replace(audience, path, bytes, &mut go).map_err(|cause| WriteError { path: path.to_owned(), step, cause })
}

fn replace(audience: Audience, path: &Path, bytes: &[u8], go: Check<'_>) -> io::Result<()> {
    go(Step::Create)?;
    let target = target_of(path)?;
    let folder = folder_of(&target);
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let prefix = format!(".{name}.");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    #[cfg(unix)]
    if audience == Audience::Umask {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(&target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    go(Step::Fill)?;
    file.write_all(bytes)?;
    go(Step::Sync)?;
    file.as_file().sync_all()?;
    go(Step::Rename)?;
    file.persist(&target)?;
    go(Step::SyncFolder)?;
    sync_folder(folder)
}

/// The folder that a path is in; `.` for a bare name.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Links followed before a chain of them is taken for a ring.
const MAX_LINKS: usize = 40;

/// The file at the end of a chain of symbolic links, whether it exists yet or not.
pub(crate) fn target_of(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder_of(&target).join(next),
            // It is no link, or is not there.
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links follow one another"))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems know no such thing; there is nothing more to be done there.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_file_or_the_new_one_whole_and_nothing_beside_it() {
        for fails in Step::ALL {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("notes.yaml");
            fs::write(&path, "old").unwrap();
            let error = write_checked(Audience::User, &path, b"the new one", &mut |step| {
                if step == fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
            })
            .unwrap_err();
            assert_eq!(error.step, fails);
            let expected = if fails == Step::SyncFolder { "the new one" } else { "old" };
            assert_eq!(fs::read_to_string(&path).unwrap(), expected, "{fails:?}");
            assert_eq!(names(folder.path()), ["notes.yaml"], "{fails:?}");
        }
    }

    #[test]
    fn permissions_are_kept_and_new_files_are_private() {
        let folder = tempfile::tempdir().unwrap();
        let (new, old) = (folder.path().join("new"), folder.path().join("old"));
        fs::write(&old, "x").unwrap();
        fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).unwrap();
        write(&new, b"1").unwrap();
        write(&old, b"2").unwrap();
        assert_eq!((mode(&new), mode(&old)), (0o600, 0o640));
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real");
        fs::create_dir(&real).unwrap();
        let (first, second) = (folder.path().join("first"), folder.path().join("second"));
        symlink("second", &first).unwrap();
        symlink("real/notes", &second).unwrap();
        for words in ["made through a link that led nowhere", "changed"] {
            write(&first, words.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(real.join("notes")).unwrap(), words);
            assert!(first.is_symlink() && second.is_symlink());
        }
        symlink("ring", folder.path().join("ring")).unwrap();
        assert!(write(&folder.path().join("ring"), b"x").is_err());
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(&folder.path().join("none/notes"), b"x").unwrap_err();
        assert_eq!(error.step, Step::Create);
        assert!(error.to_string().starts_with("cannot write "));
    }
}
