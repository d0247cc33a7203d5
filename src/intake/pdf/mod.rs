//! PDF: glyphs with their places to paragraphs in reading order.
//!
//! The file's syntax and its fonts are read by crates (`hayro-syntax`, `hayro-font`); words, lines, columns, furniture,
//! paragraphs and headings are ours. Nothing is painted, run or fetched, and pictures are never decoded.

mod body;
mod columns;
mod compose;
mod content;
mod contents;
mod dots;
mod draft;
mod drop_caps;
mod fonts;
mod furniture;
mod glyphs;
mod headings;
mod hyphens;
mod limits;
mod lines;
mod lists;
mod metadata;
mod paragraphs;
mod quotes;
mod right_to_left;
mod tables;
mod words;

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use memchr::memmem;

use self::fonts::Fonts;
use self::glyphs::PageText;
use self::lines::Line;
use self::paragraphs::Column;
use self::words::Word;
use super::{Draft, GUARDED_THREAD, Unreadable};
use crate::document::is_rule;

/// How far into a file its mark may stand.
const MARK_WITHIN: usize = 1024;
/// The stack for the parser, which follows nested objects by recursion.
const STACK: usize = 16 << 20;

/// Whether the bytes open as a PDF does.
pub(super) fn is(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(MARK_WITHIN)];
    memmem::find(head, b"%PDF-").is_some_and(|at| head[..at].iter().all(|byte| !byte.is_ascii_alphabetic()))
}

/// Reads a PDF, on a thread of its own: the parser's stack and its panics stay there.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    limits::check(bytes)?;
    let failed = || Unreadable::Broken("its structure can’t be followed".to_owned());
    std::thread::scope(|scope| {
        let work = || catch_unwind(AssertUnwindSafe(|| read_here(bytes))).unwrap_or_else(|_| Err(failed()));
        let thread =
            std::thread::Builder::new().name(GUARDED_THREAD.to_owned()).stack_size(STACK).spawn_scoped(scope, work);
        thread.ok().and_then(|thread| thread.join().ok()).unwrap_or_else(|| Err(failed()))
    })
}

fn read_here(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| unreadable(error, bytes))?;
    let pages = page_texts(&pdf)?;
    if pages.iter().all(|page| page.text.trim().is_empty()) {
        let has_pictures = pages.iter().any(|page| page.has_pictures);
        return Err(if has_pictures { Unreadable::OnlyPictures } else { Unreadable::Empty });
    }
    let fields = metadata::read(&pdf);
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    let glyphs: usize = pages.iter().map(|page| page.glyphs.len()).sum();
    let columns = in_order(&pages, metadata::is_tagged(&pdf));
    let mut draft = draft::of(columns, fields);
    if unknown > 0 {
        draft.diagnostics.push(draft::unknown_characters(unknown, glyphs));
    }
    Ok(draft)
}

fn unreadable(error: LoadPdfError, bytes: &[u8]) -> Unreadable {
    match error {
        LoadPdfError::Decryption(DecryptionError::InvalidEncryption) => {
            Unreadable::Broken("its encryption can’t be followed".to_owned())
        }
        LoadPdfError::Decryption(_) => Unreadable::Encrypted,
        LoadPdfError::Invalid if memmem::find(bytes, b"/Encrypt").is_some() => Unreadable::Encrypted,
        LoadPdfError::Invalid => Unreadable::Broken("it has no pages that can be found".to_owned()),
    }
}

fn page_texts(pdf: &Pdf) -> Result<Vec<PageText>, Unreadable> {
    let pages = pdf.pages();
    if pages.len() > limits::MOST_PAGES {
        return Err(limits::Exceeded::Pages.into());
    }
    let mut allowance = limits::Allowance::new();
    let mut fonts = Fonts::new();
    let mut texts = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        let mut text = content::read_page(page, &mut fonts, &mut allowance)?;
        right_to_left::mirror(&mut text);
        texts.push(text);
    }
    Ok(texts)
}

/// The lines of all pages in reading order, furniture left out.
fn in_order(pages: &[PageText], is_tagged: bool) -> Vec<Column> {
    let words: Vec<Vec<Word>> = pages.iter().map(|page| on_page(page, is_tagged)).collect();
    let rows: Vec<Vec<Line>> = words.iter().enumerate().map(|(at, words)| lines::of(words.clone(), at)).collect();
    let edges: Vec<furniture::Page<'_>> =
        rows.iter().zip(pages).map(|(rows, page)| furniture::Page { rows, height: page.height }).collect();
    let furniture = furniture::find(&edges);
    let mut columns = Vec::new();
    for (at, ((words, rows), (top, bottom))) in words.into_iter().zip(&rows).zip(furniture).enumerate() {
        let Some(kept) = rows.get(top..rows.len() - bottom).filter(|kept| !kept.is_empty()) else { continue };
        let words =
            if kept.len() == rows.len() { words } else { kept.iter().flat_map(|row| row.words.clone()).collect() };
        for column in columns::of(words) {
            columns.push(Column { lines: lines::of(column, at) });
        }
    }
    contents::drop(&mut columns, pages.len());
    columns
}

/// The words of a page that stand on it; where the structure is marked, those that it calls no part of the text are left
/// out, as long as others are left.
fn on_page(page: &PageText, is_tagged: bool) -> Vec<Word> {
    let mut words = words::of(page);
    dots::mark(&mut words, &page.dots);
    words.retain(|word| !is_rule(&word.text));
    words.retain(|word| word.x1 > 0.0 && word.x0 < page.width && word.y > 0.0 && word.y < page.height + word.size);
    let real = words.iter().filter(|word| !word.is_artifact).count();
    if is_tagged && real * 2 > words.len() {
        words.retain(|word| !word.is_artifact);
    }
    drop_caps::lift(&mut words);
    words
}
