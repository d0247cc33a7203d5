//! What is being typed, kept outside the notes file until it is a note, so that it outlives the program.
//!
//! A draft is one small file in the user's state folder. A draft that cannot be read is reported and left where it is.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::atomic::WriteError;
use super::disk::Disk;
use super::{Anchor, NoteId, fingerprint};
use crate::document::{ParagraphId, SourceInfo, Span};
use crate::yaml;

/// Words that are not a note yet, or not yet those of their note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The note that is being changed; `None` for a new one.
    pub note: Option<NoteId>,
    /// What it is on.
    pub anchor: Anchor,
    /// The briefing's path as it was given; `None` for standard input.
    pub path: Option<PathBuf>,
    /// The words so far.
    pub text: String,
    /// The tags so far.
    pub tags: Vec<String>,
    /// When it was last typed on.
    pub changed: Timestamp,
}

/// What was found at a start.
#[derive(Debug, Default)]
pub struct FoundDrafts {
    /// Drafts on the briefing, the oldest first.
    pub drafts: Vec<Draft>,
    /// Files that should be drafts and cannot be read.
    pub broken: Vec<DraftError>,
}

/// Why a draft could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// Its file is broken.
    #[error("the draft {} cannot be read: {cause}", .path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        cause: yaml::Error,
    },
    /// The system does not let us read or remove it.
    #[error("the draft {} cannot be opened: {cause}", .path.display())]
    Refused {
        /// The file or its folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The drafts in a user's state folder.
#[derive(Clone)]
pub struct Drafts {
    folder: PathBuf,
    disk: Disk,
}

#[derive(Serialize, Deserialize)]
struct DraftDto {
    schema: Schema,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    path: Option<PathBuf>,
    text: String,
    #[serde(default)]
    tags: Vec<String>,
    changed: Timestamp,
    source: String,
    paragraph: usize,
    whole_paragraph: bool,
    quote: String,
    prefix: String,
    suffix: String,
    start: usize,
    end: usize,
}

#[derive(Serialize, Deserialize)]
enum Schema {
    #[serde(rename = "brief.draft/1")]
    One,
}

impl Drafts {
    /// The drafts in this state folder.
    #[must_use]
    pub fn new(state: &Path) -> Self {
        Self { folder: state.join("drafts"), disk: Disk::default() }
    }

    /// Keeps a draft in place of the one that was kept on the same note, or on the same words.
    ///
    /// # Errors
    /// Where it cannot be written; the one that was kept is then as it was.
    pub fn save(&self, draft: &Draft) -> Result<(), DraftError> {
        let path = self.file(draft);
        let text =
            yaml::write(&DraftDto::new(draft)).map_err(|cause| DraftError::Broken { path: path.clone(), cause })?;
        Ok(self.disk.keep(&path, text.as_bytes())?)
    }

    /// The drafts on a briefing: on these bytes, or on what its path held before.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn load(&self, source: &SourceInfo) -> Result<FoundDrafts, DraftError> {
        let failed = |cause| DraftError::Refused { path: self.folder.clone(), cause };
        let mut found = FoundDrafts::default();
        for path in self.disk.list(&self.folder).map_err(failed)? {
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            match self.read(path) {
                Ok(Some(draft)) if draft.is_on(source) => found.drafts.push(draft),
                Ok(_) => {}
                Err(error) => found.broken.push(error),
            }
        }
        found.drafts.sort_by_key(|draft| (draft.changed, draft.anchor.span));
        Ok(found)
    }

    /// Forgets a draft, because it has become a note or was thrown away; one that is not there is no error.
    ///
    /// # Errors
    /// Where its file cannot be removed.
    pub fn remove(&self, draft: &Draft) -> Result<(), DraftError> {
        let path = self.file(draft);
        self.disk.remove(&path).map_err(|cause| DraftError::Refused { path, cause })
    }

    /// A draft; `None` where another program has just done away with it.
    fn read(&self, path: PathBuf) -> Result<Option<Draft>, DraftError> {
        match self.disk.read(&path) {
            Err(cause) => Err(DraftError::Refused { path, cause }),
            Ok(None) => Ok(None),
            Ok(Some(bytes)) => match yaml::read_bytes::<DraftDto>(&bytes) {
                Ok(dto) => Ok(Some(dto.into_draft())),
                Err(cause) => Err(DraftError::Broken { path, cause }),
            },
        }
    }

    /// One file for each note, and for each stretch of words that a new note is to be on.
    fn file(&self, draft: &Draft) -> PathBuf {
        let anchor = &draft.anchor;
        let key = match &draft.note {
            Some(id) => format!("note {}", id.0),
            None => format!("span {} {} {}", anchor.span.start, anchor.span.end, anchor.whole_paragraph),
        };
        let name = fingerprint(format!("{} {key}", anchor.source).as_bytes());
        self.folder.join(format!("{}.yaml", &name[..32]))
    }
}

impl Draft {
    fn is_on(&self, source: &SourceInfo) -> bool {
        self.anchor.source == source.sha256
            || (self.path.is_some() && absolute(self.path.as_deref()) == absolute(source.path.as_deref()))
    }
}

fn absolute(path: Option<&Path>) -> Option<PathBuf> {
    path.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

impl DraftDto {
    fn new(draft: &Draft) -> Self {
        let anchor = draft.anchor.clone();
        Self {
            schema: Schema::One,
            note: draft.note.as_ref().map(|id| id.0.clone()),
            path: absolute(draft.path.as_deref()),
            text: draft.text.clone(),
            tags: draft.tags.clone(),
            changed: draft.changed,
            source: anchor.source,
            paragraph: anchor.paragraph.0,
            whole_paragraph: anchor.whole_paragraph,
            quote: anchor.quote,
            prefix: anchor.prefix,
            suffix: anchor.suffix,
            start: anchor.span.start,
            end: anchor.span.end,
        }
    }

    fn into_draft(self) -> Draft {
        Draft {
            note: self.note.map(NoteId),
            anchor: Anchor {
                source: self.source,
                quote: self.quote,
                prefix: self.prefix,
                suffix: self.suffix,
                span: Span::new(self.start, self.end),
                paragraph: ParagraphId(self.paragraph),
                whole_paragraph: self.whole_paragraph,
            },
            path: self.path,
            text: self.text,
            tags: self.tags,
            changed: self.changed,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::document::Briefing;
    use crate::notes::testing::{ERRORS, briefing, failing, moment};

    fn draft(briefing: &Briefing, paragraph: usize, note: Option<&str>, text: &str) -> Draft {
        Draft {
            note: note.map(|id| NoteId(id.to_owned())),
            anchor: Anchor::on_paragraph(briefing, ParagraphId(paragraph)).unwrap(),
            path: briefing.source.path.as_ref().map(|path| std::path::absolute(path).unwrap()),
            text: text.to_owned(),
            tags: vec!["yes".to_owned()],
            changed: moment(i64::try_from(text.len()).unwrap()),
        }
    }

    #[test]
    fn what_is_typed_is_there_at_the_next_start_until_it_is_a_note() {
        let state = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(&state.path().join("brief"));
        let briefing = briefing(&["One.", "Two."]);
        assert!(drafts.load(&briefing.source).unwrap().drafts.is_empty());
        let new = draft(&briefing, 0, None, "Wh");
        let edit = draft(&briefing, 0, Some("n"), "A\n\tlonger\r\nthought \u{1b}");
        drafts.save(&new).unwrap();
        let new = Draft { text: "Who says so?".into(), ..new };
        drafts.save(&new).unwrap();
        drafts.save(&edit).unwrap();
        assert_eq!(drafts.load(&briefing.source).unwrap().drafts, [new.clone(), edit.clone()]);
        drafts.remove(&new).unwrap();
        drafts.remove(&new).unwrap();
        assert_eq!(drafts.load(&briefing.source).unwrap().drafts, [edit]);
    }

    #[test]
    fn drafts_outlive_a_change_of_the_briefing_and_keep_to_it() {
        let state = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(state.path());
        let old = briefing(&["One.", "Two."]);
        drafts.save(&draft(&old, 1, None, "words")).unwrap();
        let new = briefing(&["One.", "Two, and more."]);
        assert_eq!(drafts.load(&new.source).unwrap().drafts.len(), 1);
        let other = SourceInfo { path: Some("other.txt".into()), ..new.source };
        assert!(drafts.load(&other).unwrap().drafts.is_empty());
    }

    #[test]
    fn whichever_operation_fails_the_draft_is_whole_and_kept_the_next_time() {
        let briefing = briefing(&["One.", "Two."]);
        for (error, at) in ERRORS.into_iter().flat_map(|error| (0..12).map(move |at| (error, at))) {
            let state = tempfile::tempdir().unwrap();
            let drafts = Drafts::new(state.path());
            let old = draft(&briefing, 0, None, "Wh");
            drafts.save(&old).unwrap();
            let new = Draft { text: "Who says so?".into(), ..old.clone() };
            let broken = Drafts { disk: failing(at, error).0, ..drafts.clone() };
            let outcome = broken.save(&new);
            let kept = drafts.load(&briefing.source).unwrap();
            assert!(kept.broken.is_empty() && kept.drafts.len() == 1, "{error} at {at}");
            assert!(kept.drafts[0] == new || outcome.is_err() && kept.drafts[0] == old, "{error} at {at}");
            drafts.save(&new).unwrap();
            assert_eq!(drafts.load(&briefing.source).unwrap().drafts, [new], "{error} at {at}");
        }
    }

    #[test]
    fn a_broken_draft_is_reported_and_left() {
        let state = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(state.path());
        fs::create_dir(&drafts.folder).unwrap();
        let path = drafts.folder.join("broken.yaml");
        fs::write(&path, "text: [").unwrap();
        let found = drafts.load(&briefing(&["One."]).source).unwrap();
        assert!(matches!(found.broken.as_slice(), [DraftError::Broken { .. }]));
        assert!(path.exists());
    }
}
