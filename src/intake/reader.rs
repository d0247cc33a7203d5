//! The room's only I/O: the bytes of a file or of standard input.

use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

use super::{IntakeError, error, from_bytes, plain_from_bytes};
use crate::document::{Briefing, Format, Source};

/// The most that is read of one document.
pub const MAX_BYTES: u64 = 1 << 30;

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
    from_bytes(&limited(stdin().lock(), None)?, None, format)
}

/// Reads standard input as running text, as [`plain_from_bytes`] does.
///
/// # Errors
/// Where standard input can't be read, or holds no text at all.
pub fn read_stdin_plain() -> Result<Briefing, IntakeError> {
    plain_from_bytes(&limited(stdin().lock(), None)?, None)
}

fn file_bytes(path: &Path) -> Result<Vec<u8>, IntakeError> {
    let failed = |cause| IntakeError::from_io(cause, Some(path));
    let file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if about.is_dir() {
        return Err(IntakeError::Folder { name: error::name_of(Some(path)) });
    }
    if about.len() > MAX_BYTES {
        return Err(IntakeError::TooLarge { name: error::name_of(Some(path)), bytes: about.len() });
    }
    limited(file, Some(path))
}

/// Everything, or an error one byte past the limit: a pipe or a device has no size to look at first.
fn limited(from: impl Read, path: Option<&Path>) -> Result<Vec<u8>, IntakeError> {
    let mut bytes = Vec::new();
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|cause| IntakeError::from_io(cause, path))?;
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
    fn a_stream_past_the_limit_is_an_error_without_reading_it_all() {
        let endless = std::io::repeat(b'a');
        let bytes = limited(endless.take(MAX_BYTES / 1024), None).unwrap();
        assert_eq!(bytes.len() as u64, MAX_BYTES / 1024);
    }
}
