//! The list of a library's briefings.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Found;
use crate::document::{Briefing, Outline, ParagraphId};

/// What a list shows of one briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// Its headline, or its file's name.
    pub headline: String,
    /// When it was published.
    pub date: Option<Date>,
    /// How many sections.
    pub sections: usize,
    /// How many paragraphs that say something new.
    pub paragraphs: usize,
    /// How many words they have.
    pub words: usize,
    /// How many notes.
    pub notes: usize,
    /// How many of its paragraphs have been read.
    pub read: usize,
    /// The file's size in bytes.
    pub size: u64,
    /// When the file was last changed, in nanoseconds since 1970.
    pub modified: u64,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Why it cannot be opened, where it cannot.
    pub error: Option<String>,
}

impl Entry {
    /// The entry of a briefing; notes and reading are not counted yet.
    #[must_use]
    pub fn of(found: &Found, briefing: &Briefing, outline: &Outline) -> Self {
        let new = |id: &ParagraphId| briefing.paragraphs[id.0].repeats.is_none();
        let paragraphs = (0..briefing.paragraphs.len()).map(ParagraphId).filter(new);
        Self {
            headline: briefing.title(),
            date: briefing.masthead.date.as_ref().map(|date| date.day),
            sections: outline.sections().len(),
            paragraphs: briefing.unique_paragraphs(),
            words: paragraphs.map(|id| briefing.words(id).split_whitespace().count()).sum(),
            sha256: briefing.source.sha256.clone(),
            error: None,
            ..Self::closed(found, String::new())
        }
    }

    /// The entry of a file that cannot be opened.
    #[must_use]
    pub fn closed(found: &Found, error: String) -> Self {
        let name = found.path.file_name().unwrap_or(found.path.as_os_str());
        Self {
            path: found.path.clone(),
            headline: name.to_string_lossy().into_owned(),
            date: None,
            sections: 0,
            paragraphs: 0,
            words: 0,
            notes: 0,
            read: 0,
            size: found.size,
            modified: found.modified,
            sha256: String::new(),
            error: Some(error),
        }
    }

    /// Whether the file is, by its size and time, still the one that was described.
    #[must_use]
    pub fn is_of(&self, found: &Found) -> bool {
        self.path == found.path && self.size == found.size && self.modified == found.modified && found.modified != 0
    }
}

/// The briefings of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    entries: Vec<Entry>,
}

impl Catalogue {
    /// A catalogue of these entries: the newest date first, those without a date last, the same date by path.
    #[must_use]
    pub fn of(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| (Reverse(a.date), &a.path).cmp(&(Reverse(b.date), &b.path)));
        Self { entries }
    }

    /// The entries in that order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a file.
    #[must_use]
    pub fn get(&self, path: &Path) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path == path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_comes_first_and_what_has_no_date_last() {
        let day = |day| Some(jiff::civil::date(2025, 8, day));
        let entries = [("c", None), ("d", day(18)), ("a", day(18)), ("b", day(19))].map(|(path, date)| {
            let found = Found { path: path.into(), size: 1, modified: 7 };
            Entry { date, error: None, ..Entry::closed(&found, String::new()) }
        });
        let catalogue = Catalogue::of(entries.to_vec());
        let paths: Vec<_> = catalogue.entries().iter().map(|entry| entry.path.to_str().unwrap()).collect();
        assert_eq!(paths, ["b", "a", "d", "c"]);
    }

    #[test]
    fn an_entry_without_a_time_is_never_taken_for_unchanged() {
        let found = Found { path: "a".into(), size: 1, modified: 0 };
        assert!(!Entry::closed(&found, String::new()).is_of(&found));
    }
}
