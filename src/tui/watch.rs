//! Tells when a file was written, on a thread that sleeps until the system says so.
//!
//! The folder is watched and not the file, because most programs put a new file in the old one's place. Where the system
//! has no such messages, or none for this file system, the file is looked at now and then.

use std::fs;
use std::io;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A file that is watched until this is dropped.
pub(super) struct Watch {
    /// Closing it wakes the thread.
    wake: Option<UnixStream>,
    thread: Option<JoinHandle<()>>,
}

/// Whoever writes a file may write it several times in a moment: it is told once.
const SETTLES: Duration = Duration::from_millis(60);

impl Watch {
    /// Watches a file; `written` is called on the thread each time that it was written.
    pub(super) fn start(path: &Path, written: impl FnMut() + Send + 'static) -> io::Result<Self> {
        Self::begin(path, false, written)
    }

    /// The same for a file that may have been written before anybody watched: `written` is called once at the start too.
    pub(super) fn start_late(path: &Path, written: impl FnMut() + Send + 'static) -> io::Result<Self> {
        Self::begin(path, true, written)
    }

    fn begin(path: &Path, is_late: bool, mut written: impl FnMut() + Send + 'static) -> io::Result<Self> {
        // Behind a link it is the link's target that is written.
        let path = fs::canonicalize(path)?;
        let (wake, woken) = UnixStream::pair()?;
        let watched = system::Watched::new(&path)?;
        let watch = move || {
            if is_late {
                // Whoever is writing just now may be half way.
                thread::sleep(SETTLES);
                written();
            }
            watched.until_woken(&woken, written);
        };
        let thread = thread::Builder::new().name("watch".into()).spawn(watch)?;
        Ok(Self { wake: Some(wake), thread: Some(thread) })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.wake.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod system {
    //! By inotify.

    use std::ffi::OsString;
    use std::io;
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::net::UnixStream;
    use std::path::Path;
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init};
    use rustix::io::Errno;

    use super::SETTLES;

    pub(super) struct Watched {
        messages: OwnedFd,
        name: OsString,
    }

    impl Watched {
        pub(super) fn new(path: &Path) -> io::Result<Self> {
            let (folder, name) = path.parent().zip(path.file_name()).ok_or(io::ErrorKind::InvalidInput)?;
            let messages = init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
            add_watch(&messages, folder, WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::ONLYDIR)?;
            Ok(Self { messages, name: name.to_owned() })
        }

        pub(super) fn until_woken(self, woken: &UnixStream, mut written: impl FnMut()) {
            let mut due: Option<Instant> = None;
            loop {
                let left = due.map(|due| due.saturating_duration_since(Instant::now()));
                let timeout = left.and_then(|left| Timespec::try_from(left).ok());
                let mut ready = [PollFd::new(&self.messages, PollFlags::IN), PollFd::new(woken, PollFlags::IN)];
                match poll(&mut ready, timeout.as_ref()) {
                    Ok(0) => {
                        due = None;
                        written();
                    }
                    Ok(_) if !ready[1].revents().is_empty() => return,
                    Ok(_) => {
                        if self.is_about_the_file() {
                            due = due.or_else(|| Instant::now().checked_add(SETTLES));
                        }
                    }
                    Err(Errno::INTR) => {}
                    Err(_) => return,
                }
            }
        }

        /// Takes the messages that are there in. Whether one is about the file.
        fn is_about_the_file(&self) -> bool {
            let mut buffer = [MaybeUninit::uninit(); 4096];
            let mut reader = Reader::new(&self.messages, &mut buffer);
            let mut found = false;
            // It ends where nothing is left to be read.
            while let Ok(message) = reader.next() {
                found |= message.file_name().is_some_and(|name| name.to_bytes() == self.name.as_bytes());
            }
            found
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod system {
    //! By looking.

    use std::fs;
    use std::io;
    use std::os::unix::net::UnixStream;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, SystemTime};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    /// How often.
    const EVERY: Duration = Duration::from_secs(2);

    pub(super) struct Watched {
        path: PathBuf,
        seen: Option<(u64, SystemTime)>,
    }

    impl Watched {
        pub(super) fn new(path: &Path) -> io::Result<Self> {
            Ok(Self { path: path.to_owned(), seen: look(path) })
        }

        pub(super) fn until_woken(mut self, woken: &UnixStream, mut written: impl FnMut()) {
            let every = Timespec::try_from(EVERY).ok();
            loop {
                let mut ready = [PollFd::new(woken, PollFlags::IN)];
                match poll(&mut ready, every.as_ref()) {
                    Ok(0) => {
                        let now = look(&self.path);
                        if now.is_some() && now != self.seen {
                            self.seen = now;
                            written();
                        }
                    }
                    Err(Errno::INTR) => {}
                    _ => return,
                }
            }
        }
    }

    fn look(path: &Path) -> Option<(u64, SystemTime)> {
        let about = fs::metadata(path).ok()?;
        Some((about.len(), about.modified().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn each_way_of_writing_a_file_is_told_and_what_others_do_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("talks.md");
        fs::write(&path, "one").unwrap();
        let (tell, told) = channel();
        let watch = Watch::start(&path, move || tell.send(()).unwrap()).unwrap();
        fs::write(folder.path().join("other.md"), "x").unwrap();
        assert!(told.recv_timeout(3 * SETTLES).is_err());
        fs::write(&path, "two, and longer").unwrap();
        told.recv_timeout(PATIENCE).unwrap();
        fs::write(folder.path().join("new"), "three").unwrap();
        fs::rename(folder.path().join("new"), &path).unwrap();
        told.recv_timeout(PATIENCE).unwrap();
        drop(watch);
        assert!(told.recv().is_err(), "the thread has ended");
        assert!(Watch::start(&folder.path().join("none"), || {}).is_err());
    }
}
