//! `brief note`: notes without the screen.

use std::path::Path;

use anyhow::{Context as _, bail};
use jiff::Timestamp;

use super::arguments::{Global, Note as Command, Reading};
use super::failure::{Outcome, say};
use super::json::NoteList;
use super::page::{Ink, Page, columns};
use super::settings::Home;
use super::{identity, input, settings};
use crate::config::{Config, NotesConfig};
use crate::document::{Briefing, ParagraphId, Span};
use crate::notes::{Anchor, Base, Change, FileStore, Note, NoteId, Notebook, Placed, Store as _, Subject, Versions};

pub(crate) fn run(command: &Command, global: &Global) -> anyhow::Result<Outcome> {
    let config = settings::load(global, None)?.config;
    match command {
        Command::Add { file, paragraph, quote, tags, text, reading } => {
            let mut desk = Desk::open(file, *reading, &config, global)?;
            let anchor = desk.anchor(*paragraph, quote.as_deref())?;
            desk.add(anchor, text, tags, config.notes.author)?;
        }
        Command::List { file, tag, trash, json, reading } => {
            let desk = Desk::open(file, *reading, &config, global)?;
            let is_asked_for = |placed: &&Placed| tag.as_ref().is_none_or(|tag| placed.note.tags.contains(tag));
            let notes = if *trash { desk.notebook.trash() } else { desk.notebook.all() };
            let mut notes = notes.iter().filter(is_asked_for);
            let mut page = Page::stdout(global.color);
            if *json {
                page.json(&NoteList::of(&desk.briefing, notes))?;
            } else {
                notes.try_for_each(|placed| print(&mut page, placed))?;
            }
            page.finish()?;
        }
        Command::Edit { file, id, text, tags, reading } => {
            Desk::open(file, *reading, &config, global)?.edit(id, text.as_deref(), tags)?;
        }
        Command::Remove { file, id, reading } => {
            let mut desk = Desk::open(file, *reading, &config, global)?;
            let id = desk.standing(id)?;
            desk.notebook.apply(Change::Remove { id, removed: Timestamp::now() })?;
            desk.save()?;
        }
        Command::Restore { file, id, reading } => {
            let mut desk = Desk::open(file, *reading, &config, global)?;
            let id = desk.in_trash(id)?;
            desk.notebook.apply(Change::Restore(id))?;
            desk.save()?;
        }
        Command::Purge { file, id, reading, all: _ } => {
            Desk::open(file, *reading, &config, global)?.purge(id.as_deref())?;
        }
        Command::Merge { file, reading } => {
            let briefing = input::open(file, reading.format, global.verbose)?;
            let conflicts = store(&config.notes, &Home::of_user()).merge_conflict(&Subject::of(&briefing))?;
            tell_conflicts(&conflicts);
        }
    }
    Ok(Outcome::Done)
}

/// The store of notes as it is configured.
pub(crate) fn store(notes: &NotesConfig, home: &Home) -> FileStore {
    FileStore::new(notes.folder.clone(), home.data.clone())
}

/// A briefing and its notes.
struct Desk {
    store: FileStore,
    briefing: Briefing,
    base: Base,
    notebook: Notebook,
}

impl Desk {
    fn open(file: &Path, reading: Reading, config: &Config, global: &Global) -> anyhow::Result<Self> {
        let store = store(&config.notes, &Home::of_user());
        let briefing = input::open(file, reading.format, global.verbose)?;
        let loaded = store.load(&Subject::of(&briefing))?;
        if global.verbose {
            say(&format!("notes: {}", loaded.base.path().display()));
        }
        let versions = Versions::of(&store, &loaded.base, &loaded.notes, &briefing);
        let notebook = Notebook::carried_over(loaded.notes, &briefing, &versions);
        Ok(Self { store, briefing, base: loaded.base, notebook })
    }

    /// What a new note is on.
    fn anchor(&self, paragraph: usize, quote: Option<&str>) -> anyhow::Result<Anchor> {
        let count = self.briefing.paragraphs.len();
        let id = paragraph.checked_sub(1).filter(|at| *at < count).map(ParagraphId);
        let id = id.with_context(|| {
            let name = self.briefing.source.name();
            format!("{name} has no paragraph {paragraph}; `brief show` numbers them, from 1 to {count}")
        })?;
        let anchor = match quote {
            None => Anchor::on_paragraph(&self.briefing, id),
            Some(quote) => {
                let words = self.briefing.words(id);
                let at = words.find(quote).filter(|_| !quote.is_empty()).with_context(|| {
                    format!("paragraph {paragraph} does not hold the words \u{2018}{quote}\u{2019}; quote it as `brief show` prints it")
                })?;
                let start = self.briefing.paragraphs[id.0].span.start + words[..at].chars().count();
                Anchor::on_span(&self.briefing, Span::new(start, start + quote.chars().count()))
            }
        };
        anchor.with_context(|| format!("there is nothing in paragraph {paragraph} to hold a note"))
    }

    fn add(&mut self, anchor: Anchor, text: &str, tags: &[String], author: Option<String>) -> anyhow::Result<()> {
        let now = Timestamp::now();
        let id = NoteId(format!("n-{}-1", identity::seed(now)));
        let note = Note {
            id: id.clone(),
            anchor,
            text: text.to_owned(),
            tags: clean(tags),
            author,
            created: now,
            changed: now,
            removed: None,
        };
        self.notebook.apply(Change::add(note, &self.briefing))?;
        self.save()?;
        let mut page = Page::stdout(super::arguments::Colour::Never);
        page.line(Ink::Plain, &id.0)?;
        Ok(page.finish()?)
    }

    fn edit(&mut self, id: &str, text: Option<&str>, tags: &[String]) -> anyhow::Result<()> {
        let (id, changed) = (self.standing(id)?, Timestamp::now());
        if let Some(text) = text {
            self.notebook.apply(Change::Edit { id: id.clone(), text: text.to_owned(), changed })?;
        }
        if !tags.is_empty() {
            self.notebook.apply(Change::Retag { id, tags: clean(tags), changed })?;
        }
        self.save()
    }

    /// Purges a note of the trash, or all of them.
    fn purge(&mut self, id: Option<&str>) -> anyhow::Result<()> {
        let ids = match id {
            Some(id) => vec![self.in_trash(id)?],
            None => self.notebook.trash().iter().map(|placed| placed.note.id.clone()).collect(),
        };
        for id in ids {
            self.notebook.apply(Change::Purge(id))?;
        }
        self.save()
    }

    /// The note whose id starts like this.
    fn standing(&self, start: &str) -> anyhow::Result<NoteId> {
        self.find(start, self.notebook.all(), "note", "brief note list")
    }

    /// The note in the trash whose id starts like this.
    fn in_trash(&self, start: &str) -> anyhow::Result<NoteId> {
        self.find(start, self.notebook.trash(), "note in its trash", "brief note list --trash")
    }

    fn find(&self, start: &str, among: &[Placed], what: &str, lister: &str) -> anyhow::Result<NoteId> {
        let start = start.strip_prefix("n-").unwrap_or(start);
        let fits = |id: &&NoteId| id.0.strip_prefix("n-").unwrap_or(&id.0).starts_with(start);
        let mut fitting = among.iter().map(|placed| &placed.note.id).filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(id), None) => Ok(id.clone()),
            (Some(_), Some(_)) => bail!("several notes have an id that starts with `{start}`; give more of it"),
            (None, _) => {
                let name = self.briefing.source.name();
                bail!("{name} has no {what} `{start}`; `{lister}` prints the ids")
            }
        }
    }

    fn save(&mut self) -> anyhow::Result<()> {
        let notes: Vec<_> = self.notebook.everything().collect();
        let saved = self.store.save(&Subject::of(&self.briefing), &self.base, &notes)?;
        if notes.iter().any(|note| note.anchor.source == self.briefing.source.sha256) {
            let kept = self.store.keep_text(&saved.base, &self.briefing.source.sha256, &self.briefing.text);
            if let Err(error) = kept {
                say(&format!("the note is saved, but not the text that it is on: {error}"));
            }
        }
        tell_conflicts(&saved.conflicts);
        Ok(())
    }
}

fn tell_conflicts(conflicts: &[NoteId]) {
    for id in conflicts {
        say(&format!("the same note was changed elsewhere; its other version is kept as `{}`", id.0));
    }
}

fn print(page: &mut Page, placed: &Placed) -> std::io::Result<()> {
    let note = &placed.note;
    page.put(Ink::Quiet, &note.id.0)?;
    match placed.placement.paragraph() {
        Some(paragraph) => {
            page.put(Ink::Strong, &format!("  ¶{}", paragraph.number()))?;
            if placed.placement.is_revised() {
                page.put(Ink::Strong, &format!("  {}", placed.placement.name()))?;
            }
        }
        None => page.put(Ink::Strong, "  orphan")?,
    }
    if !note.anchor.whole_paragraph || placed.placement.is_revised() {
        page.put(Ink::Quiet, &format!("  \u{201C}{}\u{201D}", note.anchor.quote))?;
    }
    for tag in &note.tags {
        page.put(Ink::Found, &format!("  #{tag}"))?;
    }
    page.end()?;
    for line in note.text.lines() {
        page.text(Ink::Plain, line, 4, columns())?;
    }
    Ok(())
}

/// Tags without `#`, empty ones and blanks around them, each once.
fn clean(tags: &[String]) -> Vec<String> {
    let mut clean: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| tag.trim().trim_start_matches('#')).filter(|tag| !tag.is_empty()) {
        if !clean.iter().any(|known| known == tag) {
            clean.push(tag.to_owned());
        }
    }
    clean
}
