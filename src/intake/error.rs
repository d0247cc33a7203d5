//! Why bytes could not be had, or are no document at all.

use std::path::Path;

use crate::document::{Format, on_one_line};

/// The most scalar values of what a parser says, which may quote the document at length.
const LONGEST: usize = 200;

/// Why there is no document to read. Each says what, where and what to do, in one sentence.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// There is no such file.
    #[error("there is no file {name}: check the spelling and the folder")]
    Missing {
        /// The path as it was given.
        name: String,
    },
    /// The path is a folder.
    #[error("{name} is a folder, not a briefing: name a file in it, or open the folder as a library")]
    Folder {
        /// The path as it was given.
        name: String,
    },
    /// The file may not be read.
    #[error("{name} may not be read by you: ask its owner, or change its permissions")]
    Denied {
        /// The path as it was given.
        name: String,
    },
    /// Reading failed for another reason.
    #[error("{name} could not be read ({cause}): check the disk or the connection and try again")]
    Read {
        /// The path as it was given.
        name: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Nothing is in it.
    #[error("{name} is empty: there is nothing to read in it")]
    Empty {
        /// The path as it was given.
        name: String,
    },
    /// It is not text.
    #[error("{name} is {kind}, not text: convert it to text or Markdown first")]
    Binary {
        /// The path as it was given.
        name: String,
        /// What it looks like: `a PDF`, `binary data`.
        kind: &'static str,
    },
    /// It is of a format that we read, and can't be read all the same.
    #[error("{name} is {}, and {why}", .format.with_article())]
    Unreadable {
        /// The path as it was given.
        name: String,
        /// What it is.
        format: Format,
        /// Why not.
        why: Unreadable,
    },
    /// It is compressed, and can't be unpacked.
    #[error("{name} is compressed with gzip, and {why}")]
    Compressed {
        /// The path as it was given.
        name: String,
        /// Why not.
        why: Unreadable,
    },
    /// It is a pipe or a device that sends nothing.
    #[error("nothing came from {name} for {seconds} seconds: check that something writes to it")]
    Silent {
        /// The path as it was given.
        name: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// It has no size, and goes on past [`MAX_BYTES`](super::MAX_BYTES).
    #[error("{name} goes on past {} MiB, which is all that brief reads of one document: save the part you need to a file", super::MAX_BYTES >> 20)]
    Endless {
        /// The path as it was given.
        name: String,
    },
    /// It is larger than [`MAX_BYTES`](super::MAX_BYTES).
    #[error("{name} has {} MiB, and brief reads no more than {} MiB: split it first", .bytes >> 20, super::MAX_BYTES >> 20)]
    TooLarge {
        /// The path as it was given.
        name: String,
        /// Its size, as far as it was read.
        bytes: u64,
    },
}

/// Why a document of a known format can't be read: what follows 'it is a PDF, and …', with what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Its structure is broken beyond what can be mended.
    #[error("it is broken ({}): get it anew, or convert it to text", on_one_line(.0, LONGEST))]
    Broken(String),
    /// It is encrypted.
    #[error("it is encrypted: save a copy without a password first")]
    Encrypted,
    /// It has pictures of text and no text.
    #[error("it has no text, only pictures: run it through text recognition (OCR) first")]
    OnlyPictures,
    /// It holds no words.
    #[error("there is nothing to read in it")]
    Empty,
    /// It unpacks to more than is safe, or nests deeper.
    #[error(
        "it goes beyond a limit ({0}), as files made to do harm do: open it elsewhere and save what you need as text"
    )]
    Limit(String),
}

impl IntakeError {
    /// The error for a failed system call on `path`.
    pub(super) fn from_io(cause: std::io::Error, path: Option<&Path>) -> Self {
        let name = name_of(path);
        match cause.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Self::Missing { name },
            std::io::ErrorKind::IsADirectory => Self::Folder { name },
            std::io::ErrorKind::PermissionDenied => Self::Denied { name },
            _ => Self::Read { name, cause },
        }
    }
}

/// What messages call it. Untrusted, so made printable.
pub(super) fn name_of(path: Option<&Path>) -> String {
    path.map_or_else(
        || "standard input".to_owned(),
        |path| crate::document::printable(&path.to_string_lossy()).into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_parser_quotes_of_a_document_is_shown_safely() {
        let said = Unreadable::Broken(format!("expected `</st\u{1}\0e>`\u{9b}2J {}", "x".repeat(9000))).to_string();
        assert!(said.contains("`</st␁␀e>`") && said.len() < 400, "{said}");
        assert!(!said.chars().any(crate::document::is_unprintable));
    }
}
