//! E-books, after EPUB 3.3 and the older forms of it: chapters in the order of the spine, each read as the page it is.
//!
//! Covers, title pages, tables of contents and imprints are passed over: what they say stands in the book's own record.

mod contents;
mod page;
mod record;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use super::container::{Container, beside, has_type, tidy};
use super::xml::{Event, Xml, characters};
use super::{Draft, Unreadable, html, notes};
use crate::document::{Block, BlockKind, Diagnostic, same_words};
use contents::Titles;
use record::{Item, Record};

/// The most chapters of a book.
const CHAPTERS: usize = 10_000;

/// Among how many parts the title page is looked for.
const TITLE_PAGES: usize = 6;

/// Whether the bytes are an e-book.
pub(super) fn is(bytes: &[u8]) -> bool {
    has_type(bytes, b"application/epub+zip")
}

/// The blocks of an e-book.
///
/// # Errors
/// Where it is encrypted, broken, empty or goes beyond a limit.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let mut container = Container::open(bytes)?;
    let at = package(&mut container)?;
    let text =
        text_of(&mut container, &at)?.ok_or_else(|| Unreadable::Broken("its table of parts is missing".to_owned()))?;
    let mut record = Record::read(&text, &at)?;
    if record.spine.len() > CHAPTERS {
        return Err(Unreadable::Limit(format!("it has {} chapters", record.spine.len())));
    }
    let titles = titles(&mut container, &record)?;
    let encrypted = encrypted(&mut container)?;
    let mut book = Book::default();
    let chapters: Vec<&Item> = record.spine.iter().filter(|item| !record.is_furniture(item)).collect();
    for item in &chapters {
        if encrypted.contains(&item.path) {
            return Err(Unreadable::Encrypted);
        }
        match text_of(&mut container, &item.path)? {
            Some(text) => book.chapter(item, &text, &titles),
            None => book.missing += 1,
        }
    }
    if record.metadata.subtitle.is_none() {
        record.metadata.subtitle = subtitle(&mut container, &record)?;
    }
    book.finish(record)
}

/// What the title page says that the record does not.
fn subtitle(container: &mut Container<'_>, record: &Record) -> Result<Option<String>, Unreadable> {
    let served = record.spine.iter().take(TITLE_PAGES).filter(|item| record.is_furniture(item));
    for item in served {
        let found = text_of(container, &item.path)?.and_then(|text| page::subtitle(&text));
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The book, being read.
#[derive(Default)]
struct Book {
    chapters: Vec<Vec<Block>>,
    /// Pages that only serve the book. They are kept for a book of nothing else.
    furniture: Vec<Block>,
    /// Paths that have been read: a spine may name one twice.
    read: HashSet<String>,
    missing: usize,
}

impl Book {
    fn chapter(&mut self, item: &Item, text: &str, titles: &Titles) {
        if !self.read.insert(item.path.clone()) {
            return;
        }
        let mut blocks = html::fragment(text);
        notes::label(&mut blocks);
        if page::is_furniture(text) {
            self.furniture.append(&mut blocks);
            return;
        }
        if let Some(title) = titles.of(&item.path)
            && !blocks.is_empty()
        {
            entitle(&mut blocks, title);
        }
        if !blocks.is_empty() {
            self.chapters.push(blocks);
        }
    }

    fn finish(self, record: Record) -> Result<Draft, Unreadable> {
        let blocks: Vec<Block> = match self.chapters.len() {
            0 => self.furniture,
            _ => self.chapters.into_iter().flatten().collect(),
        };
        if blocks.is_empty() {
            return Err(Unreadable::Empty);
        }
        let lost = format!("{} of its chapters are missing from the file.", self.missing);
        let diagnostics = (self.missing > 0).then(|| Diagnostic::warning(lost)).into_iter().collect();
        Ok(Draft { metadata: record.metadata, blocks, diagnostics })
    }
}

/// Heads a chapter that has no heading of its own with its title in the table of contents.
fn entitle(blocks: &mut Vec<Block>, title: &str) {
    if blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading(_))) {
        return;
    }
    let heading = Block { kind: BlockKind::Heading(1), text: title.to_owned(), marks: Vec::new() };
    match blocks.first_mut() {
        Some(first) if same_words(&first.text, title) => *first = heading,
        _ => blocks.insert(0, heading),
    }
}

/// Where the book's record stands, as the container says.
fn package(container: &mut Container<'_>) -> Result<String, Unreadable> {
    let text = text_of(container, "META-INF/container.xml")?.unwrap_or_default();
    let mut xml = Xml::new(&text);
    while let Some(event) = xml.next()? {
        if let Event::Open(tag) = event
            && tag.local() == "rootfile"
            && let Some(path) = tag.attribute("full-path")
        {
            return Ok(tidy(&path));
        }
    }
    Err(Unreadable::Broken("it does not say where its table of parts is".to_owned()))
}

/// The titles of chapters; none for a book of one, whose title is the book's.
fn titles(container: &mut Container<'_>, record: &Record) -> Result<Titles, Unreadable> {
    let mut titles = Titles::default();
    if record.spine.iter().filter(|item| !record.is_furniture(item)).count() < 2 {
        return Ok(titles);
    }
    for path in [&record.nav, &record.ncx].into_iter().flatten() {
        if let Some(text) = text_of(container, path)? {
            titles.read(&text, path)?;
        }
    }
    Ok(titles)
}

/// The parts that are encrypted.
fn encrypted(container: &mut Container<'_>) -> Result<HashSet<String>, Unreadable> {
    let text = text_of(container, "META-INF/encryption.xml")?.unwrap_or_default();
    let mut xml = Xml::new(&text);
    let mut found = HashSet::new();
    while let Some(event) = xml.next()? {
        if let Event::Open(tag) = event
            && tag.local() == "CipherReference"
        {
            found.extend(tag.attribute("URI").map(|path| path_of("", &path)));
        }
    }
    Ok(found)
}

/// The path that an address in the part `from` names: without its place in the page, and with its `%20` read.
fn path_of(from: &str, address: &str) -> String {
    let path = address.split('#').next().unwrap_or_default();
    beside(from, &unescaped(path))
}

fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        let escaped = code.and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text_of(container: &mut Container<'_>, path: &str) -> Result<Option<String>, Unreadable> {
    Ok(container.read(path)?.map(|bytes| characters(&bytes).into_owned()))
}
