//! Where the reader was in each briefing, and what of it they have read.
//!
//! A convenience, kept in the user's state folder: losing it costs nobody a word, so a broken file is as good as none.
//! Beside each place the text that was read is kept, compressed, so that what is new in a later version can be told.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{Step, WriteError};
use super::disk::Disk;
use super::{fingerprint, versions};
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
    /// SHA-256 of the source whose text is kept: the one that later versions are compared with.
    pub kept: Option<String>,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept: Option<String>,
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
            kept: dto.kept,
        })
    }

    /// The text that was kept with a place.
    #[must_use]
    pub fn kept_text(&self, source: &SourceInfo, place: &ReadingPlace) -> Option<String> {
        let path = self.text_file(source, place.kept.as_ref()?);
        versions::unpacked(&self.disk.read(&path).ok()??)
    }

    /// Keeps where the reader is; and the text, where it is given: that of the place's source, which later versions are
    /// compared with from now on. Else the one that was kept stays.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save(&self, source: &SourceInfo, place: &ReadingPlace, text: Option<&str>) -> Result<(), WriteError> {
        let before = self.load(source).and_then(|place| place.kept);
        let mut place = ReadingPlace { kept: before.clone(), ..place.clone() };
        if let Some(text) = text.filter(|_| before.as_ref() != Some(&place.source)) {
            let path = self.text_file(source, &place.source);
            let failed = |cause| WriteError { path: path.clone(), step: Step::Fill, cause };
            self.disk.keep(&path, &versions::packed(text).map_err(failed)?)?;
            place.kept = Some(place.source.clone());
        }
        self.write(source, &place)?;
        if let Some(before) = before.filter(|before| place.kept.as_ref() != Some(before)) {
            // It costs nothing but its room.
            let _ = self.disk.remove(&self.text_file(source, &before));
        }
        Ok(())
    }

    fn write(&self, source: &SourceInfo, place: &ReadingPlace) -> Result<(), WriteError> {
        let path = self.file(source);
        let dto = PlaceDto {
            source: place.source.clone(),
            paragraph: place.paragraph.0,
            line: place.line,
            read: runs(&place.read),
            kept: place.kept.clone(),
        };
        let failed = |error| WriteError { path: path.clone(), step: Step::Fill, cause: io::Error::other(error) };
        self.disk.keep(&path, yaml::write(&dto).map_err(failed)?.as_bytes())
    }

    /// By path, so that the place outlives a change of the briefing; by content for standard input.
    fn file(&self, source: &SourceInfo) -> PathBuf {
        self.folder.join(format!("{}.yaml", Self::key(source)))
    }

    /// Where the text of one version is kept.
    fn text_file(&self, source: &SourceInfo, version: &str) -> PathBuf {
        let name: String = version.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
        self.folder.join(format!("{}.{name}.txt.gz", Self::key(source)))
    }

    fn key(source: &SourceInfo) -> String {
        let key = match &source.path {
            None => source.sha256.clone(),
            Some(path) => {
                let full = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                fingerprint(full.as_os_str().as_encoded_bytes())
            }
        };
        key.get(..32).unwrap_or(&key).to_owned()
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
            kept: None,
        };
        places.save(&source, &place, None).unwrap();
        assert_eq!(places.load(&source), Some(place.clone()));
        assert_eq!(runs(&place.read), [(0, 3), (6, 6), (8, 9)]);
        assert_eq!(places.load(&SourceInfo { path: None, ..source.clone() }), None);

        places.save(&source, &place, Some("One.")).unwrap();
        let later = ReadingPlace { source: "another".into(), ..place };
        places.save(&source, &later, None).unwrap();
        let found = places.load(&source).unwrap();
        assert_eq!(places.kept_text(&source, &found).as_deref(), Some("One."), "it stays until another is kept");
        places.save(&source, &later, Some("Two.")).unwrap();
        let found = places.load(&source).unwrap();
        assert_eq!(places.kept_text(&source, &found).as_deref(), Some("Two."));
        assert_eq!(places.disk.list(&places.folder).unwrap().len(), 2, "the place and one text");
        std::fs::write(places.file(&source), "paragraph: x").unwrap();
        assert_eq!(places.load(&source), None);
    }
}
