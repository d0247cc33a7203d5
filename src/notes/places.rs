//! Where the reader was in each briefing, and what of it they have read.
//!
//! A convenience, kept in the user's state folder: losing it costs nobody a word, so a broken file is as good as none.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{Step, WriteError};
use super::disk::Disk;
use super::fingerprint;
use crate::document::{ParagraphId, SourceInfo};
use crate::yaml;

/// Where the reader was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadingPlace {
    /// SHA-256 of the source then; where it is another now, paragraphs may have other numbers.
    pub source: String,
    /// The paragraph under the cursor.
    pub paragraph: ParagraphId,
    /// The first line of it that was on the screen, from 0.
    pub line: usize,
    /// The paragraphs that were read.
    pub read: BTreeSet<ParagraphId>,
}

/// The places in a user's state folder.
#[derive(Clone)]
pub struct Places {
    folder: PathBuf,
    disk: Disk,
}

#[derive(Serialize, Deserialize)]
struct PlaceDto {
    source: String,
    paragraph: usize,
    line: usize,
    /// First and last of each run of paragraphs, from 0.
    read: Vec<(usize, usize)>,
}

/// Runs longer than this are of no briefing.
const MAX_RUN: usize = 1 << 22;

impl Places {
    /// The places in this state folder.
    #[must_use]
    pub fn new(state: &Path) -> Self {
        Self { folder: state.join("places"), disk: Disk::default() }
    }

    /// Where the reader was; `None` where they never were, or it cannot be told any more.
    #[must_use]
    pub fn load(&self, source: &SourceInfo) -> Option<ReadingPlace> {
        let bytes = self.disk.read(&self.file(source)).ok()??;
        let dto: PlaceDto = yaml::read_bytes(&bytes).ok()?;
        let runs = dto.read.iter().filter(|(first, last)| last.saturating_sub(*first) < MAX_RUN);
        Some(ReadingPlace {
            source: dto.source,
            paragraph: ParagraphId(dto.paragraph),
            line: dto.line,
            read: runs.flat_map(|(first, last)| *first..=*last).map(ParagraphId).collect(),
        })
    }

    /// Keeps where the reader is.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save(&self, source: &SourceInfo, place: &ReadingPlace) -> Result<(), WriteError> {
        let path = self.file(source);
        let dto = PlaceDto {
            source: place.source.clone(),
            paragraph: place.paragraph.0,
            line: place.line,
            read: runs(&place.read),
        };
        let failed = |error| WriteError { path: path.clone(), step: Step::Fill, cause: io::Error::other(error) };
        self.disk.keep(&path, yaml::write(&dto).map_err(failed)?.as_bytes())
    }

    /// By path, so that the place outlives a change of the briefing; by content for standard input.
    fn file(&self, source: &SourceInfo) -> PathBuf {
        let key = match &source.path {
            None => source.sha256.clone(),
            Some(path) => {
                let full = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                fingerprint(full.as_os_str().as_encoded_bytes())
            }
        };
        self.folder.join(format!("{}.yaml", key.get(..32).unwrap_or(&key)))
    }
}

/// First and last of each run of neighbours.
fn runs(read: &BTreeSet<ParagraphId>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &ParagraphId(paragraph) in read {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == paragraph => *last = paragraph,
            _ => runs.push((paragraph, paragraph)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::testing::briefing;

    #[test]
    fn a_place_is_found_again() {
        let state = tempfile::tempdir().unwrap();
        let places = Places::new(&state.path().join("brief"));
        let source = briefing(&["One."]).source;
        assert_eq!(places.load(&source), None);
        let place = ReadingPlace {
            source: source.sha256.clone(),
            paragraph: ParagraphId(6),
            line: 2,
            read: [0, 1, 2, 3, 6, 8, 9].map(ParagraphId).into(),
        };
        places.save(&source, &place).unwrap();
        assert_eq!(places.load(&source), Some(place.clone()));
        assert_eq!(runs(&place.read), [(0, 3), (6, 6), (8, 9)]);
        assert_eq!(places.load(&SourceInfo { path: None, ..source.clone() }), None);
        std::fs::write(places.file(&source), "paragraph: x").unwrap();
        assert_eq!(places.load(&source), None);
    }
}
