//! YAML in and out: the one module that names the YAML crates.
//!
//! Reading is strict where a silent guess could cost words: a key given twice, a second document, a file that is far
//! too large or too deep are refused, with line and column. Writing is for people who read diffs: long and many-lined
//! texts stand as blocks, whatever could be taken for something else is quoted, and what is written reads back the same.
//! It never touches a file and knows no schema.

pub(crate) mod ordered;
mod tree;
mod write;

use std::borrow::Cow;

use serde::{Serialize, de::DeserializeOwned};

pub use serde_yaml::{Mapping, Value};
pub use tree::{locate, locate_value};

/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;
/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 64;

/// A place in a text, both counted from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// What is wrong with a YAML text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", .place.map(|place| format!("{place}: ")).unwrap_or_default())]
pub struct Error {
    /// Where, as far as it is known.
    pub place: Option<Place>,
    /// What, in words that need no knowledge of the program.
    pub message: String,
}

impl Error {
    pub(crate) fn at(place: Place, message: impl Into<String>) -> Self {
        Self { place: Some(place), message: message.into() }
    }
}

/// Reads a value out of a YAML text; an empty text is a null.
///
/// # Errors
/// Where the text is no YAML, has a key twice in one map or a second document, passes [`MAX_BYTES`] or [`MAX_DEPTH`],
/// or is not of the shape that `T` asks for. The place is that of the offending node wherever one is known.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let text = without_bom(text);
    tree::parse(text)?;
    serde_yaml::from_str(text).map_err(|error| from_serde(&error))
}

/// Reads a value out of bytes that should be a YAML text in UTF-8.
///
/// # Errors
/// As [`read`], and where the bytes are no UTF-8.
pub fn read_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    read(text_of(bytes)?)
}

/// The text in these bytes.
///
/// # Errors
/// Where they are no UTF-8, with the place of the first byte that is none.
pub fn text_of(bytes: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let line = good.matches('\n').count() + 1;
        Error::at(Place { line, column }, "this byte is not UTF-8; save the file as UTF-8")
    })
}

/// Writes a value as a YAML text that ends in a line break.
///
/// # Errors
/// Where the value cannot be told in plain YAML: a map whose keys are no scalars, an enum variant with content.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    let value = serde_yaml::to_value(value).map_err(|error| from_serde(&error))?;
    write::document(&value)
}

/// A byte order mark says nothing in UTF-8, and YAML readers stumble over it.
fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

/// `serde_yaml` puts the place at the end of its sentence; ours stands in its own field.
fn from_serde(error: &serde_yaml::Error) -> Error {
    let message = error.to_string();
    let place = error.location().map(|at| Place { line: at.line(), column: at.column() });
    let message = match place {
        Some(at) => message.replace(&format!(" at line {} column {}", at.line, at.column), ""),
        None => message,
    };
    Error { place, message: one_sentence(&message).into_owned() }
}

/// Messages of the crates may span lines; ours never do.
fn one_sentence(message: &str) -> Cow<'_, str> {
    if message.contains('\n') { Cow::Owned(message.replace('\n', " ")) } else { Cow::Borrowed(message) }
}

#[cfg(test)]
mod tests;
