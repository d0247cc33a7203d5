//! Writing a file so that a crash at any moment leaves the old one or the new one, whole.
//!
//! A temporary file in the same folder is written and synced, renamed over the target, and the folder is synced. A
//! symbolic link stays one: its target is replaced. The old file's permissions are kept.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use super::disk::{Audience, Step};
use super::disk::{Disk, folder_of};

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
    Disk::default().replace(audience, path, bytes)
}

/// How long what is no note waits for another program; then it is written without the lock.
const PATIENCE: Duration = Duration::from_secs(1);

impl Disk {
    /// Writes the bytes to the path, whole or not at all.
    pub(super) fn replace(&self, audience: Audience, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        let at = |step| move |cause| WriteError { path: path.to_owned(), step, cause };
        let target = self.target_of(path).map_err(at(Step::Follow))?;
        let mut file = self.create(audience, &target).map_err(at(Step::Create))?;
        self.permit(&file, &target).map_err(at(Step::Permit))?;
        self.fill(&mut file, bytes).map_err(at(Step::Fill))?;
        self.sync(&file).map_err(at(Step::Sync))?;
        self.rename(file, &target).map_err(at(Step::Rename))?;
        self.sync_folder(folder_of(&target)).map_err(at(Step::SyncFolder))
    }

    /// The same in a folder of the user's alone, which is made, and cleared of what was left half written.
    pub(super) fn keep(&self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        let folder = folder_of(path);
        let failed = |cause| WriteError { path: path.to_owned(), step: Step::MakeFolder, cause };
        self.make_private(folder).map_err(failed)?;
        let lock = self.lock(folder, PATIENCE).ok();
        if let Some(lock) = &lock {
            self.sweep(lock, path);
        }
        self.replace(Audience::User, path, bytes)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
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
        let steps = [Step::Follow, Step::Create, Step::Permit, Step::Fill, Step::Sync, Step::Rename, Step::SyncFolder];
        for fails in steps {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("notes.yaml");
            fs::write(&path, "old").unwrap();
            let full =
                move |step, _: &Path| if step == fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) };
            let error = Disk::asking(full).replace(Audience::User, &path, b"the new one").unwrap_err();
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
