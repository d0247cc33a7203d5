//! Notes: the reader's own words on a paragraph or a span, how they hold on to their text, and the file they live in.
//!
//! A note is never dropped, never moved to text that it was not made on, and never written in a way that a crash could
//! leave half done. Nothing here knows a screen; the clock and new ids come from outside.

mod anchor;
pub mod anchoring;
pub mod atomic;
mod conflict;
mod disk;
mod drafts;
pub mod file;
mod folders;
pub mod merge;
mod model;
mod notebook;
mod offsets;
mod places;
mod placing;
mod seek;
mod store;
#[cfg(test)]
pub(crate) mod testing;
mod versions;

pub use crate::document::fingerprint;
pub use anchor::CONTEXT;
pub use drafts::{Draft, DraftError, Drafts, FoundDrafts};
pub use file::Subject;
pub use folders::{Folders, NoHome};
pub use model::{Anchor, Note, NoteId};
pub use notebook::{Change, ChangeError, History, Notebook, Placed};
pub use places::{Places, ReadingPlace};
pub use placing::{Placement, Spot, place, place_all};
pub use store::{Base, FileStore, Loaded, Saved, Store, StoreError};
pub use versions::Versions;
