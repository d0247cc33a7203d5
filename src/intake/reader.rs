//! The room's only I/O: the bytes of a file or of standard input.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, stdin};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use super::{IntakeError, error, from_bytes, plain_from_bytes};
use crate::document::{Briefing, Format, Source};

/// The most that is read of one document.
pub const MAX_BYTES: u64 = 192 << 20;
/// How long a pipe or a device may be silent. Standard input may be so for ever: its reader sees what it waits for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How much is read of such at once, and how many times that may wait to be taken.
const CHUNK: usize = 64 << 10;
const CHUNKS: usize = 16;

/// Reads a document from a file; `format` overrides what would be detected.
///
/// # Errors
/// Where the file can't be read, or is no document at all.
pub fn open(path: &Path, format: Option<Format>) -> Result<Source, IntakeError> {
    from_bytes(&file_bytes(path)?, Some(path), format)
}

/// Reads a file as running text, as [`plain_from_bytes`] does.
///
/// # Errors
/// Where the file can't be read, or is no text at all.
pub fn open_plain(path: &Path) -> Result<Briefing, IntakeError> {
    plain_from_bytes(&file_bytes(path)?, Some(path))
}

/// Reads a document from standard input, to its end.
///
/// # Errors
/// Where standard input can't be read, or holds no document at all.
pub fn read_stdin(format: Option<Format>) -> Result<Source, IntakeError> {
    from_bytes(&limited(stdin().lock(), 0, None)?, None, format)
}

/// Reads standard input as running text, as [`plain_from_bytes`] does.
///
/// # Errors
/// Where standard input can't be read, or holds no text at all.
pub fn read_stdin_plain() -> Result<Briefing, IntakeError> {
    plain_from_bytes(&limited(stdin().lock(), 0, None)?, None)
}

fn file_bytes(path: &Path) -> Result<Vec<u8>, IntakeError> {
    let failed = |cause| IntakeError::from_io(cause, Some(path));
    let about = fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(IntakeError::Folder { name: error::name_of(Some(path)) });
    }
    if about.len() > MAX_BYTES {
        return Err(IntakeError::TooLarge { name: error::name_of(Some(path)), bytes: about.len() });
    }
    if !about.is_file() {
        return stream_bytes(path, PATIENCE);
    }
    limited(File::open(path).map_err(failed)?, about.len(), Some(path))
}

/// The bytes of a pipe or a device. The mere opening of one may wait for ever, so another thread does it; where nothing
/// comes, the thread is left to itself.
fn stream_bytes(path: &Path, patience: Duration) -> Result<Vec<u8>, IntakeError> {
    let (sender, chunks) = sync_channel(CHUNKS);
    let from = path.to_owned();
    thread::spawn(move || send_chunks(&from, &sender));
    let mut bytes = Vec::new();
    loop {
        match chunks.recv_timeout(patience) {
            Ok(chunk) => bytes.extend(chunk.map_err(|cause| IntakeError::from_io(cause, Some(path)))?),
            Err(RecvTimeoutError::Disconnected) => return Ok(bytes),
            Err(RecvTimeoutError::Timeout) => {
                return Err(IntakeError::Silent { name: error::name_of(Some(path)), seconds: patience.as_secs() });
            }
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(IntakeError::Endless { name: error::name_of(Some(path)) });
        }
    }
}

/// Sends what there is until it ends, or nobody wants more.
fn send_chunks(path: &Path, sender: &SyncSender<std::io::Result<Vec<u8>>>) {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(cause) => {
            let _ = sender.send(Err(cause));
            return;
        }
    };
    loop {
        let mut chunk = vec![0; CHUNK];
        let sent = match file.read(&mut chunk) {
            Ok(0) => return,
            Ok(length) => {
                chunk.truncate(length);
                sender.send(Ok(chunk))
            }
            Err(cause) if cause.kind() == ErrorKind::Interrupted => continue,
            Err(cause) => {
                let _ = sender.send(Err(cause));
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}

/// Everything, or an error one byte past the limit: a pipe or a device has no size to look at first.
fn limited(from: impl Read, expected: u64, path: Option<&Path>) -> Result<Vec<u8>, IntakeError> {
    // One more than is expected, so that the end is seen without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(MAX_BYTES) + 1).unwrap_or(0));
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|cause| IntakeError::from_io(cause, path))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(IntakeError::Endless { name: error::name_of(path) });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_says_what_where_and_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let missing = open(&folder.path().join("none.txt"), None).unwrap_err();
        assert!(matches!(missing, IntakeError::Missing { .. }), "{missing}");
        assert!(missing.to_string().contains("none.txt"));
        let dir = open(folder.path(), None).unwrap_err();
        assert!(matches!(dir, IntakeError::Folder { .. }), "{dir}");
        let under_a_file = folder.path().join("a.txt");
        std::fs::write(&under_a_file, "words").unwrap();
        let odd = open(&under_a_file.join("b.txt"), None).unwrap_err();
        assert!(matches!(odd, IntakeError::Missing { .. }), "{odd}");
    }

    #[test]
    fn a_file_that_claims_too_much_is_refused_unread() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(8 << 30).unwrap();
        let error = open(file.path(), None).unwrap_err();
        assert!(matches!(error, IntakeError::TooLarge { bytes, .. } if bytes == 8 << 30), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_devices_end_in_time() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let silent = stream_bytes(&fifo, Duration::from_millis(50)).unwrap_err();
        assert!(matches!(silent, IntakeError::Silent { .. }), "{silent}");
        let endless = open(Path::new("/dev/zero"), None).unwrap_err();
        assert!(matches!(endless, IntakeError::Endless { .. }), "{endless}");
        let nothing = open(Path::new("/dev/null"), None).unwrap_err();
        assert!(matches!(nothing, IntakeError::Empty { .. }), "{nothing}");
        // The first pipe still has a reader that waits.
        let fifo = folder.path().join("other");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let writer = {
            let fifo = fifo.clone();
            thread::spawn(move || fs::write(fifo, "Words."))
        };
        let piped = stream_bytes(&fifo, PATIENCE).unwrap();
        writer.join().unwrap().unwrap();
        assert_eq!(piped, b"Words.");
    }

    #[test]
    fn a_stream_past_the_limit_is_an_error_without_reading_it_all() {
        let endless = std::io::repeat(b'a');
        let bytes = limited(endless.take(MAX_BYTES / 1024), 0, None).unwrap();
        assert_eq!(bytes.len() as u64, MAX_BYTES / 1024);
    }
}
