//! The notes file: its schema, its order, and what is kept of what a later version wrote into it.
//!
//! Pure: text in, text out. Comments that somebody wrote into the file by hand are not kept on a rewrite; keys are.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Anchor, Note, NoteId, conflict};
use crate::document::{Briefing, ParagraphId, SourceInfo, Span};
use crate::yaml;

/// The schema that is written: its name, and the version that only changes when older programs cannot read it.
const SCHEMA: &str = "brief.notes";
const MAJOR: u32 = 1;

/// The document that a notes file is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Where it came from.
    pub source: SourceInfo,
    /// Its headline, for whoever opens the notes file.
    pub headline: Option<String>,
}

impl Subject {
    /// What the notes of this briefing are about.
    #[must_use]
    pub fn of(briefing: &Briefing) -> Self {
        Self { source: briefing.source.clone(), headline: briefing.masthead.headline.clone() }
    }
}

/// What a notes file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contents {
    /// The notes, in the order of the file, and behind them those in its trash.
    pub notes: Vec<Note>,
    /// What a later version wrote and this one does not know.
    pub unknown: Unknown,
}

/// Keys that this version does not know; they are written back as they were.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unknown {
    top: yaml::Mapping,
    notes: BTreeMap<NoteId, yaml::Mapping>,
}

impl Unknown {
    /// What either holds; where both do, what the other one holds.
    pub(super) fn overlaid_by(mut self, other: Self) -> Self {
        self.top.extend(other.top);
        self.notes.extend(other.notes);
        self
    }
}

/// Why a text is no notes file that this version may read and rewrite.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is broken.
    #[error("{0}")]
    Broken(#[from] yaml::Error),
    /// A version control system left both sides of a merge in it, from this line on.
    #[error("line {0}: a merge left conflict marks here")]
    Conflicted(usize),
    /// A later version wrote it.
    #[error("it has the schema `{0}`, which this version of brief does not know; use the version that wrote it")]
    Newer(String),
}

impl FileError {
    /// Where in the file, as far as it is known.
    #[must_use]
    pub fn place(&self) -> Option<yaml::Place> {
        match self {
            Self::Broken(error) => error.place,
            Self::Conflicted(line) => Some(yaml::Place { line: *line, column: 1 }),
            Self::Newer(_) => None,
        }
    }
}

#[derive(Deserialize)]
struct SchemaOnly {
    schema: String,
}

#[derive(Serialize, Deserialize)]
struct FileDto {
    schema: String,
    source: SourceDto,
    #[serde(default)]
    notes: Vec<NoteDto>,
    /// Notes that were removed, until they are purged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    trash: Vec<NoteDto>,
    #[serde(flatten)]
    unknown: yaml::Mapping,
}

#[derive(Serialize, Deserialize)]
struct SourceDto {
    name: String,
    sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    headline: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct NoteDto {
    id: String,
    #[serde(default)]
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    created: Timestamp,
    changed: Timestamp,
    /// When it was put in the trash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed: Option<Timestamp>,
    /// The paragraph's number as the reader sees it, from 1.
    paragraph: std::num::NonZeroUsize,
    /// `paragraph` for the paragraph as a whole, `words` for chosen words of it.
    about: AboutDto,
    quote: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    prefix: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    suffix: String,
    span: SpanDto,
    /// The source that it was made on, where it is not the file's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(flatten)]
    unknown: yaml::Mapping,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AboutDto {
    Paragraph,
    Words,
}

#[derive(Serialize, Deserialize)]
struct SpanDto {
    start: usize,
    end: usize,
}

/// Reads a notes file; one with nothing in it has no notes.
///
/// # Errors
/// Where the text holds conflict marks, is no YAML, is not of the schema, gives an id twice, or was written by a later version.
pub fn read(text: &str) -> Result<Contents, FileError> {
    if text.trim().is_empty() {
        return Ok(Contents::default());
    }
    if let Some(line) = conflict::first_mark(text) {
        return Err(FileError::Conflicted(line));
    }
    let SchemaOnly { schema } = yaml::read(text)?;
    check_schema(&schema, text)?;
    let file: FileDto = yaml::read(text)?;
    let mut contents = Contents { notes: Vec::with_capacity(file.notes.len()), ..Contents::default() };
    let mut ids = HashSet::new();
    let standing = file.notes.into_iter().enumerate().map(|(i, dto)| ("notes", i, NoteDto { removed: None, ..dto }));
    let trash = file.trash.into_iter().enumerate().map(|(i, dto)| ("trash", i, dto.in_the_trash()));
    for (list, i, mut dto) in standing.chain(trash) {
        if !ids.insert(dto.id.clone()) {
            let place = yaml::locate_value(text, &[list, &i.to_string(), "id"]);
            let message = format!("the id `{}` is given to two notes; give one of them another", dto.id);
            return Err(yaml::Error { place, message }.into());
        }
        let unknown = std::mem::take(&mut dto.unknown);
        if !unknown.is_empty() {
            contents.unknown.notes.insert(NoteId(dto.id.clone()), unknown);
        }
        contents.notes.push(dto.into_note(&file.source.sha256));
    }
    contents.unknown.top = file.unknown;
    Ok(contents)
}

/// Writes a notes file: the notes in the order in which they stood in their text, whatever order they come in.
///
/// # Errors
/// Where unknown keys of a later version have no plain form.
pub fn write<'a>(
    subject: &Subject,
    notes: impl IntoIterator<Item = &'a Note>,
    unknown: &Unknown,
) -> Result<String, FileError> {
    let mut notes: Vec<&Note> = notes.into_iter().collect();
    notes.sort_by_key(|note| (note.anchor.span, note.created, &note.id));
    let sha256 = &subject.source.sha256;
    let dto = |note: &Note| NoteDto::new(note, sha256, unknown.notes.get(&note.id).cloned().unwrap_or_default());
    let (trash, standing): (Vec<&Note>, Vec<&Note>) = notes.into_iter().partition(|note| note.removed.is_some());
    let file = FileDto {
        schema: format!("{SCHEMA}/{MAJOR}"),
        source: SourceDto { name: subject.source.name(), sha256: sha256.clone(), headline: subject.headline.clone() },
        notes: standing.into_iter().map(dto).collect(),
        trash: trash.into_iter().map(dto).collect(),
        unknown: unknown.top.clone(),
    };
    Ok(yaml::write(&file)?)
}

impl NoteDto {
    fn new(note: &Note, file_source: &str, unknown: yaml::Mapping) -> Self {
        let anchor = &note.anchor;
        Self {
            id: note.id.0.clone(),
            text: note.text.clone(),
            tags: note.tags.clone(),
            author: note.author.clone(),
            created: note.created,
            changed: note.changed,
            removed: note.removed,
            paragraph: std::num::NonZeroUsize::MIN.saturating_add(anchor.paragraph.0),
            about: if anchor.whole_paragraph { AboutDto::Paragraph } else { AboutDto::Words },
            quote: anchor.quote.clone(),
            prefix: anchor.prefix.clone(),
            suffix: anchor.suffix.clone(),
            span: SpanDto { start: anchor.span.start, end: anchor.span.end },
            source: (anchor.source != file_source).then(|| anchor.source.clone()),
            unknown,
        }
    }

    fn into_note(self, file_source: &str) -> Note {
        Note {
            id: NoteId(self.id),
            anchor: Anchor {
                source: self.source.unwrap_or_else(|| file_source.to_owned()),
                quote: self.quote,
                prefix: self.prefix,
                suffix: self.suffix,
                span: Span::new(self.span.start, self.span.end),
                paragraph: ParagraphId(self.paragraph.get() - 1),
                whole_paragraph: matches!(self.about, AboutDto::Paragraph),
            },
            text: self.text,
            tags: self.tags,
            author: self.author,
            created: self.created,
            changed: self.changed,
            removed: self.removed,
        }
    }

    /// One that somebody put there by hand is taken to have been removed when it was last changed.
    fn in_the_trash(self) -> Self {
        Self { removed: self.removed.or(Some(self.changed)), ..self }
    }
}

fn check_schema(schema: &str, text: &str) -> Result<(), FileError> {
    let major = schema.split_once('/').filter(|(name, _)| *name == SCHEMA).and_then(|(_, version)| {
        let major = version.split('.').next().unwrap_or_default();
        major.parse::<u32>().ok()
    });
    match major {
        Some(MAJOR) => Ok(()),
        Some(newer) if newer > MAJOR => Err(FileError::Newer(schema.to_owned())),
        _ => {
            let message = format!("`{schema}` is not the schema of a notes file, which is `{SCHEMA}/{MAJOR}`");
            Err(yaml::Error { place: yaml::locate_value(text, &["schema"]), message }.into())
        }
    }
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
