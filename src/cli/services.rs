//! What the screen needs of the disk: briefings, notes, drafts, places, the library, exports.
//!
//! Every error becomes one sentence for the reader. Nothing here knows a terminal.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::{export, input, note, shelf};
use crate::analysis::{self, Analysis, Knowledge};
use crate::app::Services;
use crate::app::message::{Draft, Entry, Export, NotesRead, Place, Target};
use crate::config::Config;
use crate::document::{self, Briefing, ParagraphId};
use crate::export::{ExportError, Material, Overwrite, save};
use crate::intake;
use crate::notes::{
    self, Anchor, Base, Drafts, FileStore, Folders, Note, Notebook, Places, ReadingPlace, Store as _, Subject,
};

/// A file larger than this is shown from its top before the rest of it is read. Bytes.
const LARGE: u64 = 1 << 20;
/// So much of it is shown first. Bytes.
const TOP: u64 = 128 << 10;

/// The disk, as the screen sees it.
pub struct Desk {
    config: Config,
    knowledge: Knowledge,
    store: FileStore,
    drafts: Option<Drafts>,
    places: Option<Places>,
    /// What the last load or save of the open briefing's notes gave; the next save needs it.
    base: Mutex<Option<(String, Base)>>,
    /// Standard input can be read once only.
    stdin: Mutex<Option<Arc<Briefing>>>,
    /// The draft that is kept, to be removed when its words are a note.
    draft: Mutex<Option<notes::Draft>>,
}

impl Desk {
    /// The disk under a configuration.
    pub(crate) fn new(config: Config, knowledge: Knowledge) -> Self {
        let state = Folders::of_user().ok().map(|folders| folders.state);
        Self {
            store: note::store(&config.notes),
            drafts: state.as_deref().map(Drafts::new),
            places: state.as_deref().map(Places::new),
            config,
            knowledge,
            base: Mutex::default(),
            stdin: Mutex::default(),
            draft: Mutex::default(),
        }
    }

    /// The draft on a briefing, where there is one whose text is still there; else what is to be said of it.
    fn draft_on(&self, briefing: &Briefing) -> (Option<Draft>, Option<String>) {
        let Some(drafts) = &self.drafts else { return (None, None) };
        let found = match drafts.load(&briefing.source) {
            Ok(found) => found,
            Err(error) => return (None, Some(error.to_string())),
        };
        let broken = found.broken.first().map(ToString::to_string);
        let Some(draft) = found.drafts.into_iter().next_back() else { return (None, broken) };
        let Some(paragraph) = notes::place(&draft.anchor, briefing).paragraph() else {
            let words = "what you were typing when the program ended is kept, but the text it was on is gone";
            return (None, Some(words.to_owned()));
        };
        let under_way = Draft { note: draft.note.clone(), paragraph: paragraph.0, text: draft.text.clone() };
        *lock(&self.draft) = Some(draft);
        (Some(under_way), broken)
    }

    fn place_in(&self, briefing: &Briefing) -> Option<Place> {
        let place = self.places.as_ref()?.load(&briefing.source)?;
        // In another version of the source the paragraphs have other numbers: only where the reader was is near enough.
        let same = place.source == briefing.source.sha256;
        let read = if same { runs(place.read.iter().map(|id| id.0)) } else { Vec::new() };
        Some(Place { paragraph: place.paragraph.0, read })
    }
}

impl Services for Desk {
    fn open(&self, target: &Target, partial: &mut dyn FnMut(Arc<Briefing>)) -> Result<Arc<Briefing>, String> {
        match target {
            Target::StandardInput => {
                let mut kept = lock(&self.stdin);
                if let Some(briefing) = &*kept {
                    return Ok(Arc::clone(briefing));
                }
                let briefing = Arc::new(input::open(Path::new("-"), false).map_err(|error| error.to_string())?);
                *kept = Some(Arc::clone(&briefing));
                Ok(briefing)
            }
            Target::File(path) => {
                if let Some(top) = top_of(path) {
                    partial(Arc::new(top));
                }
                input::open(path, false).map(Arc::new).map_err(|error| error.to_string())
            }
        }
    }

    fn read_notes(&self, briefing: &Briefing) -> Result<NotesRead, String> {
        let loaded = self.store.load(&Subject::of(briefing)).map_err(|error| error.to_string())?;
        *lock(&self.base) = Some((briefing.source.sha256.clone(), loaded.base));
        let (draft, said) = self.draft_on(briefing);
        Ok(NotesRead { notes: loaded.notes, draft, place: self.place_in(briefing), said })
    }

    fn analyse(&self, briefing: &Briefing, keep_going: &(dyn Fn() -> bool + Sync)) -> Option<Arc<Analysis>> {
        analysis::analyse_while(briefing, &self.knowledge, keep_going).map(Arc::new)
    }

    fn save_notes(&self, briefing: &Briefing, notes: &[Note]) -> Result<Option<Vec<Note>>, String> {
        let subject = Subject::of(briefing);
        let mut kept = lock(&self.base);
        let base = match kept.take() {
            Some((source, base)) if source == briefing.source.sha256 => base,
            // Another briefing was opened meanwhile: what its file holds now is what these notes were made out of.
            _ => self.store.load(&subject).map_err(|error| error.to_string())?.base,
        };
        let wanted: Vec<&Note> = notes.iter().collect();
        match self.store.save(&subject, &base, &wanted) {
            Ok(saved) => {
                *kept = Some((briefing.source.sha256.clone(), saved.base));
                let same = saved.notes.len() == notes.len() && notes.iter().all(|note| saved.notes.contains(note));
                Ok((!same).then_some(saved.notes))
            }
            Err(error) => {
                *kept = Some((briefing.source.sha256.clone(), base));
                Err(error.to_string())
            }
        }
    }

    fn keep_draft(&self, briefing: &Briefing, draft: Option<&Draft>) -> Result<(), String> {
        let Some(drafts) = &self.drafts else { return Ok(()) };
        let mut kept = lock(&self.draft);
        let wanted = draft.and_then(|draft| {
            Some(notes::Draft {
                note: draft.note.clone(),
                anchor: Anchor::on_paragraph(briefing, ParagraphId(draft.paragraph))?,
                path: briefing.source.path.clone(),
                text: draft.text.clone(),
                tags: Vec::new(),
                changed: Timestamp::now(),
            })
        });
        if let Some(wanted) = &wanted {
            drafts.save(wanted).map_err(|error| error.to_string())?;
        }
        let same =
            |old: &notes::Draft| wanted.as_ref().is_some_and(|new| new.note == old.note && new.anchor == old.anchor);
        if let Some(old) = kept.take().filter(|old| !same(old)) {
            drafts.remove(&old).map_err(|error| error.to_string())?;
        }
        *kept = wanted;
        Ok(())
    }

    fn keep_place(&self, briefing: &Briefing, place: &Place) -> Result<(), String> {
        let Some(places) = &self.places else { return Ok(()) };
        let kept = ReadingPlace {
            source: briefing.source.sha256.clone(),
            paragraph: ParagraphId(place.paragraph),
            line: 0,
            read: place.read.iter().flat_map(|(first, past)| (*first..*past).map(ParagraphId)).collect(),
        };
        places.save(&briefing.source, &kept).map_err(|error| error.to_string())
    }

    fn read_library(&self) -> Result<Arc<Vec<Entry>>, String> {
        let shelf = shelf::read(&self.config).map_err(|error| error.to_string())?;
        let catalogue = shelf.catalogue();
        let entries = catalogue.entries().iter().map(|entry| Entry {
            path: entry.path.clone(),
            headline: entry.headline.clone(),
            date: entry.date.map(|date| date.to_string()),
            sections: entry.sections,
            paragraphs: entry.paragraphs,
            notes: entry.notes,
            read: entry.read,
            error: entry.error.clone(),
        });
        Ok(Arc::new(entries.collect()))
    }

    fn export(
        &self,
        briefing: &Briefing,
        analysis: &Analysis,
        notes: &[Note],
        overwrite: bool,
    ) -> Result<Export, String> {
        let format = export::format(&self.config.export);
        let notes = Notebook::new(notes.to_vec(), briefing);
        let text = format.render(Material { briefing, analysis, notes: &notes });
        let folder = self.config.export.folder.as_deref();
        let path = export::path_in(folder, &briefing.source, format)
            .or_else(|| {
                folder.map(|folder| folder.join(format!("standard-input.{}.{}", export::MARK, format.extension())))
            })
            .ok_or("standard input has no folder to export to; set `export.folder` in config.yaml")?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|cause| format!("cannot make {}: {cause}", folder.display()))?;
        }
        let overwrite = if overwrite { Overwrite::Anything } else { Overwrite::Ours };
        match save(format, &path, &text, overwrite) {
            Ok(()) => Ok(Export::Written(path)),
            Err(ExportError::NotOurs(path)) => Ok(Export::WouldOverwrite(path)),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// The top of a large text, cut at the end of a line; `None` for what is not large, or no text.
fn top_of(path: &Path) -> Option<Briefing> {
    let file = File::open(path).ok()?;
    let about = file.metadata().ok()?;
    if !about.is_file() || about.len() <= LARGE {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(TOP).read_to_end(&mut bytes).ok()?;
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    let source = intake::from_bytes(&bytes[..end], Some(path), None).ok()?;
    Some(document::build(source))
}

/// Numbers in order as runs: first, and one past the last.
fn runs(numbers: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for n in numbers {
        match runs.last_mut() {
            Some(last) if last.1 == n => last.1 += 1,
            _ => runs.push((n, n + 1)),
        }
    }
    runs
}

/// A thread that panicked while it held this left nothing half done in it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
