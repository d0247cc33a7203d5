//! Bytes to a [`Source`]: which format, which charset, which blocks.
//!
//! Imperfect documents are not errors here: whatever can be read is handed over with diagnostics. Nothing in a document
//! is run, fetched or resolved, and nothing here decides what a block is for: that is `document`'s.
//!
//! Only `reader` does I/O. To add a format: a variant in [`Format`], a file here, a line in the table of `formats`.

mod amount;
mod charset;
mod container;
mod docx;
mod email;
mod epub;
mod error;
mod formats;
pub(crate) mod front_matter;
mod gzip;
mod html;
mod ink;
mod manuscript;
mod markdown;
mod notes;
mod odt;
mod pdf;
mod people;
mod reader;
mod rtf;
mod signature;
mod spaces;
mod tags;
mod text;
mod xml;

use std::borrow::Cow;
use std::path::Path;

use crate::document::{Block, Briefing, Diagnostic, Format, Metadata, Source, SourceInfo, fingerprint, plain};

pub use error::{IntakeError, Unreadable};
pub use formats::{format_named, format_names, names_a_briefing};
pub use reader::{MAX_BYTES, open, open_plain, read_stdin, read_stdin_plain};

/// The name of the thread on which a parser runs whose panics are caught: they are errors, and told as such.
pub const GUARDED_THREAD: &str = "pdf";

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
    let inner = inner(bytes, path)?;
    let (format, draft) = read(&inner, path, format)?;
    let Draft { mut metadata, mut blocks, diagnostics } = draft;
    // A page says by its tags who wrote it.
    if format != Format::Html {
        signature::take(&mut metadata, &mut blocks);
    }
    let diagnostics = inner.diagnostics.into_iter().chain(diagnostics).collect();
    Ok(Source { info: info(bytes, path, format), metadata, blocks, diagnostics })
}

/// A document without the compression around it.
struct Inner<'a> {
    bytes: Cow<'a, [u8]>,
    /// A hint; messages name what was given.
    path: Option<Cow<'a, Path>>,
    diagnostics: Vec<Diagnostic>,
}

fn inner<'a>(bytes: &'a [u8], path: Option<&'a Path>) -> Result<Inner<'a>, IntakeError> {
    check_size(bytes, path)?;
    let why = |why| IntakeError::Compressed { name: error::name_of(path), why };
    Ok(match gzip::unpack(bytes).map_err(why)? {
        None => Inner { bytes: Cow::Borrowed(bytes), path: path.map(Cow::Borrowed), diagnostics: Vec::new() },
        Some(unpacked) => Inner {
            bytes: Cow::Owned(unpacked.bytes),
            path: path.map(|path| gzip::inner_name(path).map_or(Cow::Borrowed(path), Cow::Owned)),
            diagnostics: unpacked.diagnostics,
        },
    })
}

/// Reads what is inside; `path` names it in messages.
fn read(inner: &Inner<'_>, path: Option<&Path>, wanted: Option<Format>) -> Result<(Format, Draft), IntakeError> {
    let (bytes, hint) = (&inner.bytes, inner.path.as_deref());
    if let Some((format, read)) = formats::of_bytes(bytes, hint, wanted) {
        let why = |why| IntakeError::Unreadable { name: error::name_of(path), format, why };
        return Ok((format, read(bytes).map_err(why)?));
    }
    let head = amount::head(bytes);
    let decoded = decode(head, path)?;
    let (text, cut) = amount::cut(text::normalise_lines(&decoded.text), head.len() < bytes.len());
    let format = wanted.unwrap_or_else(|| formats::detect(&text, hint));
    let mut draft = formats::read(format, &text);
    draft.diagnostics.splice(0..0, decoded.diagnostics.into_iter().chain(cut));
    Ok((format, draft))
}

/// Reads bytes as running text: no format, no masthead, and offsets into the decoded text as it stands.
///
/// # Errors
/// As for [`from_bytes`].
pub fn plain_from_bytes(bytes: &[u8], path: Option<&Path>) -> Result<Briefing, IntakeError> {
    let inner = inner(bytes, path)?;
    let head = amount::head(&inner.bytes);
    let decoded = decode(head, path)?;
    let (text, cut) = amount::cut(decoded.text, head.len() < inner.bytes.len());
    let diagnostics = inner.diagnostics.into_iter().chain(decoded.diagnostics).chain(cut).collect();
    Ok(plain(info(bytes, path, Format::Text), text.into_owned(), diagnostics))
}

fn check_size(bytes: &[u8], path: Option<&Path>) -> Result<(), IntakeError> {
    let bytes = bytes.len() as u64;
    if bytes > MAX_BYTES { Err(IntakeError::TooLarge { name: error::name_of(path), bytes }) } else { Ok(()) }
}

fn decode<'a>(bytes: &'a [u8], path: Option<&Path>) -> Result<charset::Decoded<'a>, IntakeError> {
    let name = || error::name_of(path);
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
    SourceInfo { path: path.map(Path::to_path_buf), format, sha256: fingerprint(bytes) }
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
