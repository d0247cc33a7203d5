//! Drafts and places between the screen's words for them and the files they are kept in.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::app::message::{Draft, Place};
use crate::document::{Briefing, ParagraphId};
use crate::notes::{self, Anchor, Drafts, Places, ReadingPlace};

/// What outlives the program without being a note. Without a state folder nothing does, and nothing is said about it.
pub(super) struct Keeping {
    drafts: Option<Drafts>,
    places: Option<Places>,
    /// The draft of each briefing that the screen knows of, by the hash of its source: what is removed when the screen
    /// has no draft there any more. No other is ever removed.
    kept: Mutex<HashMap<String, notes::Draft>>,
}

impl Keeping {
    pub(super) fn new(state: Option<&Path>) -> Self {
        Self { drafts: state.map(Drafts::new), places: state.map(Places::new), kept: Mutex::default() }
    }

    /// The last draft on a briefing, and what there is to say of drafts that cannot be read.
    pub(super) fn draft(&self, briefing: &Briefing) -> (Option<Draft>, Option<String>) {
        let Some(drafts) = &self.drafts else { return (None, None) };
        let found = match drafts.load(&briefing.source) {
            Ok(found) => found,
            Err(error) => return (None, Some(error.to_string())),
        };
        let said = found.broken.first().map(ToString::to_string);
        let Some(last) = found.drafts.into_iter().next_back() else { return (None, said) };
        let paragraph = notes::place(&last.anchor, briefing).paragraph().unwrap_or(last.anchor.paragraph);
        if paragraph.0 >= briefing.paragraphs.len() {
            return (None, said);
        }
        let draft = Draft { note: last.note.clone(), paragraph: paragraph.0, text: last.text.clone() };
        self.kept().insert(briefing.source.sha256.clone(), last);
        (Some(draft), said)
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<String, notes::Draft>> {
        // A panic elsewhere leaves no map half changed.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a draft, or removes the one that was kept.
    pub(super) fn keep_draft(&self, briefing: &Briefing, draft: Option<&Draft>, now: Timestamp) -> Result<(), String> {
        let Some(drafts) = &self.drafts else { return Ok(()) };
        let mut kept = self.kept();
        let new = draft.and_then(|draft| {
            Some(notes::Draft {
                note: draft.note.clone(),
                anchor: Anchor::on_paragraph(briefing, ParagraphId(draft.paragraph))?,
                path: briefing.source.path.clone(),
                text: draft.text.clone(),
                tags: Vec::new(),
                changed: now,
            })
        });
        if let Some(new) = &new {
            drafts.save(new).map_err(|error| error.to_string())?;
        }
        let old = match &new {
            Some(new) => kept.insert(briefing.source.sha256.clone(), new.clone()),
            None => kept.remove(&briefing.source.sha256),
        };
        // Only now that the new words are safe, and only where they are not in the same file.
        if let Some(old) = old.filter(|old| new.as_ref().is_none_or(|new| !same_file(old, new))) {
            drafts.remove(&old).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// Where the reader was in a briefing. What was read of another version of it is not counted.
    pub(super) fn place(&self, briefing: &Briefing) -> Option<Place> {
        let place = self.places.as_ref()?.load(&briefing.source)?;
        let count = briefing.paragraphs.len();
        let same = place.source == briefing.source.sha256;
        let read = if same { runs(&place.read, count) } else { Vec::new() };
        Some(Place { paragraph: place.paragraph.0.min(count.saturating_sub(1)), read })
    }

    pub(super) fn keep_place(&self, briefing: &Briefing, place: &Place) -> Result<(), String> {
        let Some(places) = &self.places else { return Ok(()) };
        let place = ReadingPlace {
            source: briefing.source.sha256.clone(),
            paragraph: ParagraphId(place.paragraph),
            line: 0,
            read: place.read.iter().flat_map(|(first, past)| *first..*past).map(ParagraphId).collect(),
        };
        places.save(&briefing.source, &place).map_err(|error| error.to_string())
    }
}

/// Whether two drafts are kept in the same file.
fn same_file(one: &notes::Draft, other: &notes::Draft) -> bool {
    let words = |draft: &notes::Draft| (draft.anchor.span, draft.anchor.whole_paragraph);
    one.anchor.source == other.anchor.source
        && one.note == other.note
        && (one.note.is_some() || words(one) == words(other))
}

/// Runs of neighbours: first, and one past the last.
fn runs(read: &BTreeSet<ParagraphId>, count: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for id in read.iter().map(|id| id.0).take_while(|id| *id < count) {
        match runs.last_mut() {
            Some((_, past)) if *past == id => *past += 1,
            _ => runs.push((id, id + 1)),
        }
    }
    runs
}
