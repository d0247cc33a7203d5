//! The briefing that the reader asked for, opened while the program is still making itself ready.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::{LARGE, input};
use crate::app::message::Target;
use crate::document::{Briefing, Format};

/// A briefing that is being opened.
pub(crate) struct Ahead {
    path: PathBuf,
    opening: JoinHandle<Result<Arc<Briefing>, String>>,
}

impl Ahead {
    /// Begins to open a target; `None` for what is not small, or may have to be waited for.
    pub(crate) fn begin(target: &Target, format: Option<Format>) -> Option<Self> {
        let Target::File(path) = target else { return None };
        let known = fs::metadata(path).ok()?;
        if !known.is_file() || known.len() >= LARGE {
            return None;
        }
        let path = path.clone();
        let read = path.clone();
        let opening = thread::Builder::new().name("ahead".into()).spawn(move || open(&read, format)).ok()?;
        Some(Self { path, opening })
    }

    pub(super) fn is_of(&self, path: &Path) -> bool {
        self.path == path
    }

    /// What came of it; `None` where it broke off, so that whoever tries again hears why.
    pub(super) fn finish(self) -> Option<Result<Arc<Briefing>, String>> {
        self.opening.join().ok()
    }
}

/// Opens a file, or standard input for `-`; `format` overrules what it looks like.
pub(super) fn open(path: &Path, format: Option<Format>) -> Result<Arc<Briefing>, String> {
    input::open(path, format, false).map(Arc::new).map_err(|error| error.to_string())
}
