//! A folder of briefings: which there are, what is in them in a few figures, and where words occur in all of them.
//!
//! The library opens no document itself: whoever asks hands it a [`Reader`] that can. It never changes a briefing or a
//! note; the one thing it writes is its index, which may be deleted at any time.

mod catalogue;
mod folder;
mod index;
mod reading;
mod search;
#[cfg(test)]
mod tests;

pub use catalogue::{Catalogue, Entry};
pub use folder::{Found, briefings_in};
pub use index::{Index, IndexError, index_file};
pub use reading::{Progress, Reader, Shelf, Shelved, read, read_files};
pub use search::{Hit, Query, Snippet, search};

/// Why a library cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The folder cannot be listed.
    #[error("the library {} cannot be read: {cause}; name another folder, or set `library` in config.yaml", .folder.display())]
    Folder {
        /// Which.
        folder: std::path::PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The one who asked for it wants it no more.
    #[error("reading the library was stopped")]
    Stopped,
}
