//! The library on the command line: its list, `brief search` and `brief index`.

use std::path::{Path, PathBuf};

use super::arguments::{Global, Search};
use super::failure::{Outcome, Usage, say};
use super::form::is_export;
use super::json::Results;
use super::page::{Ink, Page};
use super::settings::Home;
use super::{input, note, settings};
use crate::config::Config;
use crate::document::{Briefing, Format, Outline, SourceInfo};
use crate::intake;
use crate::library::{self, Entry, Found, Hit, Index, Query, Reader, Shelf, Snippet, index_file};
use crate::notes::{FileStore, Places, Store as _, Subject};

/// Prints the library's list, as `brief` does where there is no terminal.
pub(crate) fn list(folder: Option<PathBuf>, global: &Global) -> anyhow::Result<Outcome> {
    let config = settings::load(global, folder)?.config;
    let home = Home::of_user();
    let shelf = read(&config, &home)?;
    let mut page = Page::stdout(global.color);
    for entry in shelf.catalogue().entries() {
        print_entry(&mut page, entry)?;
    }
    page.finish()?;
    if shelf.briefings.is_empty() {
        say(&format!("there are no briefings in {}; put some there, or name another folder", config.library.display()));
    }
    Ok(Outcome::Done)
}

/// `brief index`.
pub(crate) fn index(folder: Option<PathBuf>, global: &Global) -> anyhow::Result<Outcome> {
    let config = settings::load(global, folder)?.config;
    let home = Home::of_user();
    let Some(file) = index_of(&config.library, &home) else {
        anyhow::bail!("there is no home folder to keep the index in; set HOME or XDG_CACHE_HOME");
    };
    let shelf = read(&config, &home)?;
    Index::save(&shelf, &file, &config.library)?;
    let mut page = Page::stdout(global.color);
    let (all, opened) = (shelf.briefings.len(), shelf.opened);
    page.line(
        Ink::Plain,
        &format!("{all} briefings in {}, {opened} of them new or changed", config.library.display()),
    )?;
    page.finish()?;
    let mut outcome = Outcome::Done;
    for error in shelf.briefings.iter().filter_map(|shelved| shelved.entry.error.as_ref()) {
        say(error);
        outcome = Outcome::Partly;
    }
    Ok(outcome)
}

/// `brief search`.
pub(crate) fn search(search: &Search, global: &Global) -> anyhow::Result<Outcome> {
    let words = search.query.join(" ");
    let query = Query::parse(&words).ok_or_else(|| Usage("the query holds no word to look for".to_owned()))?;
    let config = settings::load(global, search.library.folder.clone())?.config;
    let home = Home::of_user();
    let shelf = read(&config, &home)?;
    let hits = library::search(&shelf.briefings, &query);
    let mut page = Page::stdout(global.color);
    if search.json {
        page.json(&Results::of(&words, &config.library, &hits, search.limit))?;
    } else {
        hits.iter().take(search.limit).try_for_each(|hit| print_hit(&mut page, hit))?;
    }
    page.finish()?;
    if hits.is_empty() {
        say(&format!("nothing in {} holds all of these words in one paragraph", config.library.display()));
    } else if hits.len() > search.limit {
        say(&format!("{} more; `--limit {}` shows all", hits.len() - search.limit, hits.len()));
    }
    Ok(Outcome::Done)
}

fn read(config: &Config, home: &Home) -> anyhow::Result<Shelf> {
    let index = index_of(&config.library, home).map(|file| Index::load(&file, &config.library)).unwrap_or_default();
    Ok(library::read(&config.library, index, &Opening::new(config, home))?)
}

/// Reads the library, and keeps what is new in its index where that can be done.
pub(crate) fn read_and_keep(config: &Config, home: &Home) -> anyhow::Result<Shelf> {
    let shelf = read(config, home)?;
    if let Some(file) = index_of(&config.library, home).filter(|_| shelf.opened > 0) {
        // An index that cannot be written costs time and nothing else.
        let _ = Index::save(&shelf, &file, &config.library);
    }
    Ok(shelf)
}

/// Reads these files as if they were a library; `format` overrules what they look like.
pub(crate) fn read_files(
    files: &[&Path],
    format: Option<Format>,
    config: &Config,
    home: &Home,
) -> anyhow::Result<Shelf> {
    let found: Vec<_> = files.iter().map(|file| Found::named(file)).collect();
    let opening = Opening { format, ..Opening::new(config, home) };
    Ok(library::read_files(&found, Index::default(), &opening)?)
}

fn index_of(folder: &Path, home: &Home) -> Option<PathBuf> {
    home.cache.as_ref().map(|cache| index_file(cache, folder))
}

/// Opens briefings for the library.
struct Opening {
    notes: FileStore,
    places: Option<Places>,
    format: Option<Format>,
}

impl Opening {
    fn new(config: &Config, home: &Home) -> Self {
        let places = home.state.as_deref().map(Places::new);
        Self { notes: note::store(&config.notes, home), places, format: None }
    }
}

impl Reader for Opening {
    fn is_briefing(&self, path: &Path) -> bool {
        intake::names_a_briefing(path) && !is_export(path)
    }

    fn open(&self, path: &Path) -> Result<(Briefing, Outline), String> {
        let briefing = input::open(path, self.format, false).map_err(|error| error.to_string())?;
        let outline = input::outline(&briefing);
        Ok((briefing, outline))
    }

    fn notes(&self, path: &Path) -> usize {
        self.notes
            .load(&Subject { source: file(path), headline: None })
            .map_or(0, |loaded| loaded.notes.iter().filter(|note| note.removed.is_none()).count())
    }

    fn read(&self, path: &Path, sha256: &str) -> usize {
        let place = self.places.as_ref().and_then(|places| places.load(&file(path)));
        place.filter(|place| place.source == sha256).map_or(0, |place| place.read.len())
    }
}

/// A file as notes and places know it: by its path alone.
fn file(path: &Path) -> SourceInfo {
    SourceInfo { path: Some(path.to_owned()), format: Format::Text, sha256: String::new() }
}

fn print_entry(page: &mut Page, entry: &Entry) -> std::io::Result<()> {
    let date = entry.date.map_or_else(|| " ".repeat(10), |date| date.to_string());
    page.put(Ink::Quiet, &format!("{date}  "))?;
    page.put(Ink::Strong, &entry.headline)?;
    match &entry.error {
        Some(error) => page.put(Ink::Plain, &format!("  {error}"))?,
        None => page.put(Ink::Plain, &format!("  {} ¶, {} notes", entry.paragraphs, entry.notes))?,
    }
    page.line(Ink::Quiet, &format!("  {}", entry.path.display()))
}

fn print_hit(page: &mut Page, hit: &Hit<'_>) -> std::io::Result<()> {
    page.put(Ink::Quiet, &hit.briefing.entry.path.display().to_string())?;
    let place = hit.paragraph.map_or_else(|| "headline".to_owned(), |number| format!("¶{number}"));
    page.line(Ink::Strong, &format!("  {place}  {}", hit.briefing.entry.headline))?;
    page.put(Ink::Plain, "    ")?;
    print_snippet(page, &hit.snippet)?;
    page.end()
}

fn print_snippet(page: &mut Page, snippet: &Snippet) -> std::io::Result<()> {
    let letters: Vec<char> = snippet.text.chars().collect();
    let words = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let mut at = 0;
    for span in &snippet.found {
        // Two terms may be found in the same words.
        let start = span.start.max(at);
        page.put(Ink::Plain, &words(at, start))?;
        page.put(Ink::Found, &words(start, span.end.max(start)))?;
        at = span.end.max(start);
    }
    page.put(Ink::Plain, &words(at, letters.len()))
}
