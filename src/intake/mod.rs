//! Bytes to a [`Source`]: which format, which charset, which blocks.
//!
//! Imperfect documents are not errors here: whatever can be read is handed over with diagnostics. Nothing in a document
//! is run, fetched or resolved, and nothing here decides what a block is for: that is `document`'s.
//!
//! Only `reader` does I/O. To add a format: a variant in [`Format`], a file here, a line in the table of `formats`.

mod charset;
mod error;
mod formats;
pub(crate) mod front_matter;
mod html;
mod ink;
mod markdown;
mod pdf;
mod reader;
mod spaces;
mod tags;
mod text;

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::document::{Block, Briefing, Diagnostic, Format, Metadata, Source, SourceInfo, plain};

pub use error::{IntakeError, Unreadable};
pub use formats::{format_named, names_a_briefing};
pub use reader::{MAX_BYTES, open, open_plain, read_stdin, read_stdin_plain};

/// What a format's file makes of a text.
#[derive(Debug, Default)]
struct Draft {
    metadata: Metadata,
    blocks: Vec<Block>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads a document from bytes in memory.
///
/// `path` is only a hint and a name for messages; `format` overrides what would be detected.
///
/// # Errors
/// Where the bytes are no document at all: empty, binary, or more than [`MAX_BYTES`].
pub fn from_bytes(bytes: &[u8], path: Option<&Path>, format: Option<Format>) -> Result<Source, IntakeError> {
    check_size(bytes, path)?;
    if let Some((format, read)) = formats::of_bytes(bytes, path, format) {
        let why = |why| IntakeError::Unreadable { name: error::name_of(path), format, why };
        return Ok(source(bytes, path, format, read(bytes).map_err(why)?));
    }
    let decoded = decode(bytes, path)?;
    let text = text::normalise_lines(&decoded.text);
    let format = format.unwrap_or_else(|| formats::detect(&text, path));
    let mut draft = formats::read(format, &text);
    draft.diagnostics.splice(0..0, decoded.diagnostics);
    Ok(source(bytes, path, format, draft))
}

fn source(bytes: &[u8], path: Option<&Path>, format: Format, draft: Draft) -> Source {
    let Draft { metadata, blocks, diagnostics } = draft;
    Source { info: info(bytes, path, format), metadata, blocks, diagnostics }
}

/// Reads bytes as running text: no format, no masthead, and offsets into the decoded text as it stands.
///
/// # Errors
/// As for [`from_bytes`].
pub fn plain_from_bytes(bytes: &[u8], path: Option<&Path>) -> Result<Briefing, IntakeError> {
    let decoded = decode(bytes, path)?;
    Ok(plain(info(bytes, path, Format::Text), decoded.text.into_owned(), decoded.diagnostics))
}

fn check_size(bytes: &[u8], path: Option<&Path>) -> Result<(), IntakeError> {
    let bytes = bytes.len() as u64;
    if bytes > MAX_BYTES { Err(IntakeError::TooLarge { name: error::name_of(path), bytes }) } else { Ok(()) }
}

fn decode<'a>(bytes: &'a [u8], path: Option<&Path>) -> Result<charset::Decoded<'a>, IntakeError> {
    let name = || error::name_of(path);
    check_size(bytes, path)?;
    if let Some(kind) = charset::binary_kind(bytes) {
        return Err(IntakeError::Binary { name: name(), kind });
    }
    let decoded = charset::decode(bytes);
    if decoded.text.trim().is_empty() {
        return Err(IntakeError::Empty { name: name() });
    }
    Ok(decoded)
}

fn info(bytes: &[u8], path: Option<&Path>, format: Format) -> SourceInfo {
    use std::fmt::Write as _;
    let mut sha256 = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(sha256, "{byte:02x}");
    }
    SourceInfo { path: path.map(Path::to_path_buf), format, sha256 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_document_says_so_in_one_sentence() {
        let name = Path::new("a/talks.txt");
        for (bytes, says) in [
            (&b""[..], "a/talks.txt is empty"),
            (b" \n\t\r\n ", "a/talks.txt is empty"),
            (b"\xEF\xBB\xBF", "a/talks.txt is empty"),
            (b"%PDF-1.7\n\x00\x01", "a PDF"),
            (b"PK\x03\x04\x14\0\0\0", "a ZIP archive"),
            (b"\x7fELF\x02\x01\x01\0\0\0", "a program"),
            (b"a\0\x01\x02\0\0\x03b\0\0", "binary"),
        ] {
            let said = from_bytes(bytes, Some(name), None).unwrap_err().to_string();
            assert!(said.contains(says), "{said}");
            assert!(!said.contains('\n'));
        }
    }

    #[test]
    fn the_hash_is_of_the_raw_bytes() {
        let source = from_bytes(b"abc", None, None).unwrap();
        assert_eq!(source.info.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(source.info.path, None);
    }

    #[test]
    fn plain_text_keeps_its_offsets() {
        let text = "**One**\r\nstill one\r\n\r\nTwo.\r\n";
        let briefing = plain_from_bytes(text.as_bytes(), None).unwrap();
        assert_eq!(briefing.text, text);
        assert_eq!(briefing.paragraphs.len(), 2);
        assert_eq!(briefing.slice(briefing.paragraphs[1].span), "Two.");
        assert_eq!(briefing.masthead.headline, None);
    }
}
