//! What the screen has done outside of it: opening, analysing, keeping, exporting, by the rooms that can.

mod adding;
mod ahead;
mod keeping;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use jiff::Timestamp;

use super::failure::sentence;
use super::form::Form;
use super::settings::Home;
use super::{export, input, note, settings, shelf};
use crate::analysis::{self, Analysis, Knowledge, KnownPosition};
use crate::app;
use crate::app::message::{Draft, Entry, Export, NotesRead, Place, Reloaded, Target};
use crate::config::Config;
use crate::document::{self, Briefing};
use crate::export::{ExportError, Material, Overwrite};
use crate::intake;
use crate::library::Shelf;
use crate::notes::{Base, FileStore, News, Note, Notebook, Store as _, StoreError, Subject, Versions};
pub(crate) use ahead::Ahead;
use keeping::Keeping;

/// A file larger than this is shown from its top while the rest is read.
const LARGE: u64 = 1 << 20;
/// So much of its top.
const TOP: u64 = 1 << 16;

/// A text longer than this, in bytes, is not analysed while a reader waits for what is found in it.
const LONG: usize = 1 << 20;
/// So much of its top is analysed first.
const FIRST_ANALYSED: usize = 1 << 18;

/// The services of this program, as it is configured.
pub struct Services {
    config: Config,
    targets: Vec<Target>,
    home: Home,
    /// What analysis is told; it grows when the reader adds a position.
    knowledge: RwLock<Knowledge>,
    notes: FileStore,
    keeping: Keeping,
    /// What the files that were named are read as, whatever they look like.
    read_as: Option<document::Format>,
    /// The briefing that was opened ahead, until it is asked for.
    ahead: Mutex<Option<Ahead>>,
    /// Read once, on first use.
    standard_input: OnceLock<Result<Arc<Briefing>, String>>,
    /// What each briefing's notes were when they were last read or written.
    bases: Mutex<HashMap<Subjects, Base>>,
}

/// What a briefing's notes are known by: its path, or the hash of its bytes for standard input.
type Subjects = Result<PathBuf, String>;

impl Services {
    pub(crate) fn new(config: Config, targets: Vec<Target>, home: Home) -> Self {
        Self {
            knowledge: RwLock::new(settings::knowledge(&config)),
            notes: note::store(&config.notes, &home),
            keeping: Keeping::new(home.state.as_deref()),
            read_as: None,
            ahead: Mutex::default(),
            standard_input: OnceLock::new(),
            bases: Mutex::default(),
            config,
            targets,
            home,
        }
    }

    /// With a format for what was named on the command line.
    pub(crate) fn reading_as(self, format: Option<document::Format>) -> Self {
        Self { read_as: format, ..self }
    }

    /// What a file is read as: what the reader said, where the reader named the file.
    fn format_of(&self, path: &Path) -> Option<document::Format> {
        let is_named = |target: &Target| matches!(target, Target::File(named) if named == path);
        self.read_as.filter(|_| self.targets.iter().any(is_named))
    }

    /// With a briefing that is being opened already.
    pub(crate) fn with(self, ahead: Option<Ahead>) -> Self {
        Self { ahead: Mutex::new(ahead), ..self }
    }

    fn opened_ahead(&self, path: &Path) -> Option<Result<Arc<Briefing>, String>> {
        let ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner).take_if(|ahead| ahead.is_of(path));
        ahead.and_then(Ahead::finish)
    }

    fn bases(&self) -> MutexGuard<'_, HashMap<Subjects, Base>> {
        // A panic elsewhere leaves no map half changed.
        self.bases.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files that were named, where there are several; else those of the library.
    fn shelf(&self) -> anyhow::Result<Shelf> {
        let files = self.targets.iter().filter_map(|target| match target {
            Target::File(path) => Some(path.as_path()),
            Target::StandardInput => None,
        });
        let files: Vec<&Path> = files.collect();
        let folder = || shelf::read_and_keep(&self.config, &self.home);
        match files.as_slice() {
            [] => folder(),
            [one] => folder().or_else(|_| shelf::read_files(&[one], self.read_as, &self.config, &self.home)),
            files => shelf::read_files(files, self.read_as, &self.config, &self.home),
        }
    }
}

impl app::Services for Services {
    fn open(&self, target: &Target, partial: &mut dyn FnMut(Arc<Briefing>)) -> Result<Arc<Briefing>, String> {
        match target {
            Target::StandardInput => {
                self.standard_input.get_or_init(|| ahead::open(Path::new("-"), self.read_as)).clone()
            }
            Target::File(path) => {
                if let Some(opened) = self.opened_ahead(path) {
                    return opened;
                }
                let format = self.format_of(path);
                if let Some(top) = top_of(path, format) {
                    partial(Arc::new(top));
                }
                ahead::open(path, format)
            }
        }
    }

    fn read_notes(&self, briefing: &Briefing) -> Result<NotesRead, String> {
        let (place, news) = self.keeping.place(briefing);
        let mut read = NotesRead { place, news: news.map(Arc::new), ..NotesRead::default() };
        match self.notes.load(&Subject::of(briefing)) {
            Ok(loaded) => {
                let versions = Versions::of(&self.notes, &loaded.base, &loaded.notes, briefing);
                read.book = Notebook::carried_over(loaded.notes, briefing, &versions);
                self.bases().insert(subject(briefing), loaded.base);
            }
            // The briefing can be read all the same, and the screen says why no note can be written.
            Err(error) => {
                read.conflicted = matches!(error, StoreError::Conflicted(_));
                read.locked = Some(error.to_string());
            }
        }
        (read.draft, read.said) = self.keeping.draft(briefing);
        Ok(read)
    }

    fn reload(
        &self,
        target: &Target,
        briefing: &Briefing,
        since: &str,
        notes: Vec<Note>,
    ) -> Result<Option<Box<Reloaded>>, String> {
        let Target::File(path) = target else { return Ok(None) };
        let new = ahead::open(path, self.format_of(path))?;
        if new.source.sha256 == briefing.source.sha256 {
            return Ok(None);
        }
        let moved = Arc::new(News::since(&briefing.text, &new));
        let news = if since == briefing.text { Arc::clone(&moved) } else { Arc::new(News::since(since, &new)) };
        let base = self.bases().get(&subject(briefing)).cloned();
        let kept = base.map(|base| Versions::of(&self.notes, &base, &notes, &new));
        let mut versions = kept.unwrap_or_default();
        versions.insert(briefing.source.sha256.clone(), briefing.text.clone());
        let book = Notebook::carried_over(notes, &new, &versions);
        Ok(Some(Box::new(Reloaded { briefing: new, news, moved, book })))
    }

    fn analyse(
        &self,
        briefing: &Briefing,
        keep_going: &(dyn Fn() -> bool + Sync),
        partial: &mut dyn FnMut(Arc<Analysis>),
    ) -> Option<Arc<Analysis>> {
        let knowledge = self.knowledge.read().unwrap_or_else(PoisonError::into_inner).clone();
        if briefing.text.len() > LONG {
            let top = analysis::analyse_while(&briefing.top(FIRST_ANALYSED), &knowledge, keep_going)?;
            partial(Arc::new(top));
        }
        analysis::analyse_while(briefing, &knowledge, keep_going).map(Arc::new)
    }

    fn save_notes(&self, briefing: &Briefing, notes: &[Note]) -> Result<Option<Notebook>, String> {
        let about = Subject::of(briefing);
        let known = self.bases().get(&subject(briefing)).cloned();
        let base = match known {
            Some(base) => base,
            None => self.notes.load(&about).map_err(|error| error.to_string())?.base,
        };
        let ours: Vec<&Note> = notes.iter().collect();
        let saved = self.notes.save(&about, &base, &ours).map_err(|error| error.to_string())?;
        if notes.iter().any(|note| note.anchor.source == about.source.sha256) {
            // The notes are safe; without the text they are searched for when it changes.
            let _ = self.notes.keep_text(&saved.base, &about.source.sha256, &briefing.text);
        }
        let same = saved.notes.len() == notes.len() && saved.notes.iter().all(|note| notes.contains(note));
        let book = (!same).then(|| {
            let versions = Versions::of(&self.notes, &saved.base, &saved.notes, briefing);
            Notebook::carried_over(saved.notes, briefing, &versions)
        });
        self.bases().insert(subject(briefing), saved.base);
        Ok(book)
    }

    fn merge_notes(&self, briefing: &Briefing) -> Result<usize, String> {
        let conflicts = self.notes.merge_conflict(&Subject::of(briefing)).map_err(|error| error.to_string())?;
        Ok(conflicts.len())
    }

    fn keep_draft(&self, briefing: &Briefing, draft: Option<&Draft>) -> Result<(), String> {
        self.keeping.keep_draft(briefing, draft, Timestamp::now())
    }

    fn keep_place(&self, briefing: &Briefing, place: &Place) -> Result<(), String> {
        self.keeping.keep_place(briefing, place)
    }

    fn read_library(&self) -> Result<Arc<Vec<Entry>>, String> {
        let shelf = self.shelf().map_err(|error| sentence(&error))?;
        let entries = shelf.briefings.into_iter().map(|shelved| {
            let entry = shelved.entry;
            Entry {
                path: entry.path,
                headline: entry.headline,
                date: entry.date.map(|date| date.to_string()),
                sections: entry.sections,
                paragraphs: entry.paragraphs,
                notes: entry.notes,
                read: entry.read,
                error: entry.error,
            }
        });
        Ok(Arc::new(entries.collect()))
    }

    fn add_position(&self, position: &KnownPosition) -> Result<PathBuf, String> {
        let file = self.home.config.as_ref().ok_or("there is no home folder to keep a configuration in")?;
        adding::add_position(file, position).map_err(|error| sentence(&error))?;
        self.knowledge.write().unwrap_or_else(PoisonError::into_inner).positions.push(position.clone());
        Ok(file.clone())
    }

    fn export(
        &self,
        briefing: &Briefing,
        analysis: &Analysis,
        notes: &Notebook,
        overwrite: bool,
    ) -> Result<Export, String> {
        let told = |error: anyhow::Error| sentence(&error);
        let form = Form::configured(&self.config.export).map_err(told)?;
        let folder = self.config.export.folder.as_deref();
        let path = form.path_in(folder, &briefing.source);
        let path = path.unwrap_or_else(|| {
            let name = format!("standard-input.{}.{}", export::MARK, form.extension());
            folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
        });
        let text = form.render(Material { briefing, analysis, notes }).map_err(told)?;
        let overwrite = if overwrite { Overwrite::Anything } else { Overwrite::Ours };
        match export::make_folder_of(&path).and_then(|()| Ok(form.save(&path, &text, overwrite)?)) {
            Ok(written) => Ok(Export::Written(export::told(&path, written))),
            Err(error) => match error.downcast_ref::<ExportError>() {
                Some(ExportError::NotOurs(path)) => Ok(Export::WouldOverwrite(path.clone())),
                _ => Err(sentence(&error)),
            },
        }
    }
}

fn subject(briefing: &Briefing) -> Subjects {
    briefing.source.path.clone().ok_or_else(|| briefing.source.sha256.clone())
}

/// The first lines of a large file, as a briefing of their own; `None` where the whole comes soon enough.
fn top_of(path: &Path, format: Option<document::Format>) -> Option<Briefing> {
    // The opening of a pipe may wait for ever.
    let about = fs::metadata(path).ok()?;
    if !about.is_file() || about.len() < LARGE {
        return None;
    }
    let file = File::open(path).ok()?;
    let mut bytes = Vec::new();
    file.take(TOP).read_to_end(&mut bytes).ok()?;
    let line_end = bytes.iter().rposition(|&byte| byte == b'\n')?;
    intake::from_bytes(&bytes[..=line_end], Some(path), format).ok().map(document::build)
}

#[cfg(test)]
mod tests;
