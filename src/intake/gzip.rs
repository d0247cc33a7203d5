//! Gzip: what is compressed is read as what it is inside, within a limit.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::Unreadable;
use crate::document::Diagnostic;

/// The most that is unpacked.
const MAX_UNPACKED: u64 = 128 << 20;
/// How a member of a gzip file starts: its mark, and deflate.
const SIGNATURE: &[u8] = b"\x1F\x8B\x08";

/// What was compressed.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What is compressed here; `None` where nothing is.
///
/// # Errors
/// Where nothing can be unpacked, or too much.
pub(super) fn unpack(bytes: &[u8]) -> Result<Option<Unpacked>, Unreadable> {
    if !bytes.starts_with(SIGNATURE) {
        return Ok(None);
    }
    let mut unpacked = Unpacked { bytes: Vec::new(), diagnostics: Vec::new() };
    let read = MultiGzDecoder::new(bytes).take(MAX_UNPACKED + 1).read_to_end(&mut unpacked.bytes);
    if unpacked.bytes.len() as u64 > MAX_UNPACKED {
        return Err(Unreadable::Limit(format!("more than {} MiB when unpacked", MAX_UNPACKED >> 20)));
    }
    match read {
        Ok(_) => {}
        Err(cause) if unpacked.bytes.is_empty() => return Err(Unreadable::Broken(cause.to_string())),
        Err(cause) => unpacked.diagnostics.push(Diagnostic::warning(format!(
            "Its compressed data are damaged or cut short ({cause}); this is what could be unpacked."
        ))),
    }
    Ok(Some(unpacked))
}

/// The name of what is compressed: without `.gz`.
pub(super) fn inner_name(path: &Path) -> Option<PathBuf> {
    let is_gzip = path.extension()?.eq_ignore_ascii_case("gz");
    is_gzip.then(|| path.with_extension(""))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_are_joined_and_what_is_cut_short_says_so() {
        let mut bytes = packed(b"One. ");
        bytes.extend(packed(b"Two."));
        let whole = unpack(&bytes).unwrap().unwrap();
        assert_eq!((whole.bytes.as_slice(), whole.diagnostics.len()), (&b"One. Two."[..], 0));
        let cut = unpack(&bytes[..bytes.len() - 4]).unwrap().unwrap();
        assert_eq!((cut.bytes.as_slice(), cut.diagnostics.len()), (&b"One. Two."[..], 1));
        assert!(matches!(unpack(&bytes[..6]), Err(Unreadable::Broken(_))));
        assert!(unpack(b"One.").unwrap().is_none());
    }

    #[test]
    fn a_bomb_is_an_error() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        let zeros = vec![0; 1 << 20];
        for _ in 0..=MAX_UNPACKED >> 20 {
            encoder.write_all(&zeros).unwrap();
        }
        assert!(matches!(unpack(&encoder.finish().unwrap()), Err(Unreadable::Limit(_))));
    }

    #[test]
    fn names_lose_their_last_ending() {
        assert_eq!(inner_name(Path::new("a/talks.md.GZ")), Some(PathBuf::from("a/talks.md")));
        assert_eq!(inner_name(Path::new("a/talks.md")), None);
    }
}
