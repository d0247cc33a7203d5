//! Rich text, after Microsoft's specification 1.9.1: what is needed of it to read words, not to set them.
//!
//! What is no text (pictures, fonts, running heads, instructions) is passed over; deleted and hidden words are not read.

mod charset;
mod paragraph;
mod state;
mod styles;
mod token;
mod walk;

#[cfg(test)]
mod tests;

use super::{Draft, Unreadable};

/// Whether the bytes are a rich text.
pub(super) fn is(bytes: &[u8]) -> bool {
    let start = bytes.iter().take(16).position(|byte| !byte.is_ascii_whitespace()).unwrap_or_default();
    bytes[start..].starts_with(b"{\\rtf")
}

/// The blocks of a rich text.
///
/// # Errors
/// Where it is broken, empty or goes beyond a limit.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let mut walk = walk::Walk::default();
    walk.read(bytes)?;
    walk.finish()
}
