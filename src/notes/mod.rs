//! Notes: the reader's own words on a paragraph or a span, how they hold on to their text, and the file they live in.
//!
//! A note is never dropped, never moved to text that it was not made on, and never written in a way that a crash could
//! leave half done. Nothing here knows a screen; the clock and new ids come from outside.

mod model;

pub use model::{Anchor, Note, NoteId};
