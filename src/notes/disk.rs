//! The disk as what the reader wrote is kept on it: every operation in one place, so that each can be made to fail.
//!
//! Nothing here knows what is kept. What is not there is no error, and is told apart from what cannot be looked at.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

/// An operation; for messages, and for tests that let each of them fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Looking whether a file is there, how large it is and who may read it.
    Look,
    /// Following a symbolic link.
    Follow,
    /// Reading a file.
    Read,
    /// Listing a folder.
    List,
    /// Making a folder.
    MakeFolder,
    /// Locking a folder.
    Lock,
    /// Making a temporary file.
    Create,
    /// Letting the same people read it as the old one.
    Permit,
    /// Filling it.
    Fill,
    /// Syncing it.
    Sync,
    /// Renaming it over the target.
    Rename,
    /// Syncing the folder. The new file is there already, but a power cut could still bring back the old one.
    SyncFolder,
    /// Removing a file.
    Remove,
}

/// Who may read a file that is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Its user alone.
    User,
    /// Whoever the user's umask lets.
    Umask,
}

/// What is asked before each operation, and may say that it failed.
type Gate = dyn Fn(Step, &Path) -> io::Result<()> + Send + Sync;

/// The disk.
#[derive(Clone, Default)]
pub(super) struct Disk(Option<Arc<Gate>>);

/// A folder that nobody else may save in until this is dropped.
pub(super) struct Lock(Option<File>);

/// Another program kept the folder locked.
pub(super) struct Busy;

/// Links followed before a chain of them is taken for a ring.
const MAX_LINKS: usize = 40;
/// What follows a file's name, and a dot, in that of its temporary file: so many letters and digits, and [`TEMPORARY`].
const CHANCE: usize = 6;
/// How the name of a temporary file ends.
const TEMPORARY: &str = ".tmp";

impl Disk {
    /// A disk that asks before each operation.
    #[cfg(test)]
    pub(super) fn asking(gate: impl Fn(Step, &Path) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(gate)))
    }

    fn go(&self, step: Step, path: &Path) -> io::Result<()> {
        self.0.as_ref().map_or(Ok(()), |gate| gate(step, path))
    }

    /// What the system knows of a file; `None` where there is none.
    pub(super) fn look(&self, path: &Path) -> io::Result<Option<fs::Metadata>> {
        self.go(Step::Look, path)?;
        there(fs::metadata(path))
    }

    /// The bytes of a file; `None` where there is none.
    pub(super) fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.go(Step::Read, path)?;
        there(fs::read(path))
    }

    /// What is in a folder, in no order; nothing where there is no folder.
    pub(super) fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.go(Step::List, folder)?;
        let Some(entries) = there(fs::read_dir(folder))? else { return Ok(Vec::new()) };
        entries.map(|entry| Ok(entry?.path())).collect()
    }

    /// Removes a file; one that is not there is removed.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.go(Step::Remove, path)?;
        there(fs::remove_file(path)).map(|_| ())
    }

    /// Makes a folder that only its user may look into, and those above it; one that is there is left as it is.
    pub(super) fn make_private(&self, folder: &Path) -> io::Result<()> {
        self.go(Step::MakeFolder, folder)?;
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    /// The file at the end of a chain of symbolic links, whether it exists yet or not.
    pub(super) fn target_of(&self, path: &Path) -> io::Result<PathBuf> {
        let mut target = path.to_owned();
        for _ in 0..MAX_LINKS {
            self.go(Step::Follow, &target)?;
            match fs::read_link(&target) {
                Ok(next) => target = folder_of(&target).join(next),
                // It is not there, or is no link, which has no kind of error of its own everywhere.
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(target),
                Err(error) => {
                    let is_link = there(fs::symlink_metadata(&target))?.is_some_and(|about| about.is_symlink());
                    return if is_link { Err(error) } else { Ok(target) };
                }
            }
        }
        Err(io::Error::other("too many symbolic links follow one another"))
    }

    /// Holds the folder against other saves; where the file system knows no locks, nothing does.
    ///
    /// The folder and not the file is locked, because the file is replaced by the save. Who has to wait stands in the
    /// system's queue, so that nobody is passed over for ever; and a process that ends, however it does, holds no lock.
    pub(super) fn lock(&self, folder: &Path, patience: Duration) -> Result<Lock, Busy> {
        let Ok(file) = self.go(Step::Lock, folder).and_then(|()| File::open(folder)) else { return Ok(Lock(None)) };
        match file.try_lock() {
            Ok(()) => Ok(Lock(Some(file))),
            Err(TryLockError::Error(_)) => Ok(Lock(None)),
            Err(TryLockError::WouldBlock) => wait(file, patience).map(|file| Lock(Some(file))),
        }
    }

    /// Makes an empty temporary file beside the target.
    pub(super) fn create(&self, audience: Audience, target: &Path) -> io::Result<NamedTempFile> {
        self.go(Step::Create, target)?;
        let prefix = prefix_of(target)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(TEMPORARY).rand_bytes(CHANCE);
        #[cfg(unix)]
        if audience == Audience::Umask {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        builder.tempfile_in(folder_of(target))
    }

    /// Lets the same people read it as the file that it will replace, if there is one.
    pub(super) fn permit(&self, file: &NamedTempFile, target: &Path) -> io::Result<()> {
        self.go(Step::Permit, target)?;
        match there(fs::metadata(target))? {
            Some(old) => file.as_file().set_permissions(old.permissions()),
            None => Ok(()),
        }
    }

    pub(super) fn fill(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        self.go(Step::Fill, file.path())?;
        file.write_all(bytes)
    }

    pub(super) fn sync(&self, file: &NamedTempFile) -> io::Result<()> {
        self.go(Step::Sync, file.path())?;
        file.as_file().sync_all()
    }

    pub(super) fn rename(&self, file: NamedTempFile, target: &Path) -> io::Result<()> {
        self.go(Step::Rename, target)?;
        file.persist(target)?;
        Ok(())
    }

    pub(super) fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.go(Step::SyncFolder, folder)?;
        sync_folder(folder)
    }

    /// Removes what saves of this file left behind that were ended half way. Whoever holds the folder's lock knows that
    /// no save is under way; what cannot be removed costs nothing but its room.
    pub(super) fn sweep(&self, lock: &Lock, target: &Path) {
        let (Some(_), Ok(prefix)) = (&lock.0, prefix_of(target)) else { return };
        let is_left = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str());
            let chance = name.and_then(|name| name.strip_prefix(&prefix)?.strip_suffix(TEMPORARY));
            chance
                .is_some_and(|chance| chance.len() == CHANCE && chance.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        };
        for left in self.list(folder_of(target)).unwrap_or_default().iter().filter(|path| is_left(path)) {
            let _ = self.remove(left);
        }
    }
}

/// How the name of a temporary file for this one starts.
fn prefix_of(target: &Path) -> io::Result<String> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(format!(".{}.", name.to_string_lossy()))
}

/// The folder that a path is in; `.` for a bare name.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What there is, if it is there.
fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// Stands in the queue for a lock, but not for ever: a lock that comes too late is given back at once.
fn wait(file: File, patience: Duration) -> Result<File, Busy> {
    let (give, given) = mpsc::channel();
    let queue = move || {
        if file.lock().is_ok() {
            let _ = give.send(file);
        }
    };
    thread::Builder::new().name("lock".into()).spawn(queue).map_err(|_| Busy)?;
    given.recv_timeout(patience).map_err(|_| Busy)
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
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_waited_for_and_not_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::default();
        let held = disk.lock(folder.path(), Duration::ZERO).ok().unwrap();
        assert!(held.0.is_some() && disk.lock(folder.path(), Duration::from_millis(20)).is_err());
        thread::scope(|scope| {
            scope.spawn(|| {
                thread::sleep(Duration::from_millis(30));
                drop(held);
            });
            assert!(disk.lock(folder.path(), Duration::from_secs(20)).is_ok());
        });
        assert!(disk.lock(folder.path(), Duration::from_secs(20)).is_ok(), "what came too late is given back");
    }

    #[test]
    fn only_what_a_save_left_behind_is_swept() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let others = [".a.yaml.x.tmp", ".a.yaml.abc-ef.tmp", ".b.yaml.abcdef.tmp", "a.yaml.abcdef.tmp", "a.yaml"];
        for name in others.iter().chain(&[".a.yaml.abcdef.tmp", ".a.yaml.A1b2C3.tmp"]) {
            fs::write(path(name), "").unwrap();
        }
        let disk = Disk::default();
        disk.sweep(&Lock(None), &path("a.yaml"));
        assert_eq!(disk.list(folder.path()).unwrap().len(), 7, "without a lock a save may be under way");
        disk.sweep(&disk.lock(folder.path(), Duration::ZERO).ok().unwrap(), &path("a.yaml"));
        let mut left = disk.list(folder.path()).unwrap();
        left.sort();
        let mut expected: Vec<_> = others.iter().map(|name| path(name)).collect();
        expected.sort();
        assert_eq!(left, expected);
    }
}
