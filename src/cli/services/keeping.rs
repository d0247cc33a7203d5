//! Drafts and places between the screen's words for them and the files they are kept in.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::app::message::{Draft, Place};
use crate::document::{Briefing, ParagraphId};
use crate::notes::{self, Anchor, Drafts, News, Places, ReadingPlace};

/// What outlives the program without being a note. Without a state folder nothing does, and nothing is said about it.
pub(super) struct Keeping {
    drafts: Option<Drafts>,
    places: Option<Places>,
    /// The draft of each briefing that the screen knows of, by its path, or the hash of its source: what is removed when the screen
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
        self.kept().insert(key(briefing), last);
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
            Some(new) => kept.insert(key(briefing), new.clone()),
            None => kept.remove(&key(briefing)),
        };
        // Only now that the new words are safe, and only where they are not in the same file.
        if let Some(old) = old.filter(|old| new.as_ref().is_none_or(|new| !same_file(old, new))) {
            drafts.remove(&old).map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    /// Where the reader was in a briefing, carried over from the version that they read; and what is new in it since.
    pub(super) fn place(&self, briefing: &Briefing) -> (Option<Place>, Option<News>) {
        let Some((places, place)) =
            self.places.as_ref().and_then(|places| Some((places, places.load(&briefing.source)?)))
        else {
            return (None, None);
        };
        let (count, sha256) = (briefing.paragraphs.len(), &briefing.source.sha256);
        let is_other = place.kept.as_ref().is_some_and(|kept| kept != sha256);
        let old = is_other.then(|| places.kept_text(&briefing.source, &place)).flatten();
        let news = old.map(|old| News::since(&old, briefing));
        let (paragraph, read) = match &news {
            _ if place.source == *sha256 => (place.paragraph, runs(&place.read, count)),
            Some(news) if place.kept.as_ref() == Some(&place.source) => {
                (news.now(place.paragraph), news.still_read(&runs(&place.read, usize::MAX)))
            }
            // What was read of another version is not known here.
            _ => (place.paragraph, Vec::new()),
        };
        let paragraph = paragraph.0.min(count.saturating_sub(1));
        let news = news.filter(|news| !news.is_empty());
        (Some(Place { paragraph, read, caught_up: news.is_none() }), news)
    }

    pub(super) fn keep_place(&self, briefing: &Briefing, place: &Place) -> Result<(), String> {
        let Some(places) = &self.places else { return Ok(()) };
        // Until what is new was read, it is told against the text that was.
        let text = place.caught_up.then_some(briefing.text.as_str());
        let place = ReadingPlace {
            source: briefing.source.sha256.clone(),
            paragraph: ParagraphId(place.paragraph),
            line: 0,
            read: place.read.iter().flat_map(|(first, past)| *first..*past).map(ParagraphId).collect(),
            kept: None,
        };
        places.save(&briefing.source, &place, text).map_err(|error| error.to_string())
    }
}

/// What a briefing is known by, in whatever version.
fn key(briefing: &Briefing) -> String {
    let source = &briefing.source;
    source.path.as_ref().map_or_else(|| source.sha256.clone(), |path| path.display().to_string())
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
