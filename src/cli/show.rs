//! `brief show`: a briefing on paper.

use std::io;

use super::arguments::{Global, Show};
use super::failure::Outcome;
use super::json;
use super::page::{Ink, Page, columns};
use super::{input, settings};
use crate::config::ReadingConfig;
use crate::document::{Briefing, Outline, Paragraph, ParagraphId, ParagraphKind, printable};

/// What the gutter with the paragraph's number takes.
const GUTTER: usize = 6;

pub(crate) fn run(show: &Show, global: &Global) -> anyhow::Result<Outcome> {
    let reading = if show.json { None } else { Some(settings::load(global, None)?.config.reading) };
    let briefing = input::open(&show.file, show.reading.format, global.verbose)?;
    let outline = input::outline(&briefing);
    let mut page = Page::stdout(global.color);
    match reading {
        Some(reading) => print(&mut page, &briefing, &outline, &Setting::new(&reading, show.width))?,
        None => page.json(&json::Document::of(&briefing, &outline))?,
    }
    page.finish()?;
    Ok(Outcome::Done)
}

/// How a briefing is set.
pub(crate) struct Setting {
    width: usize,
    fold_repeats: bool,
}

impl Setting {
    /// As wide as asked for; else as the terminal, up to a readable measure.
    pub(crate) fn new(reading: &ReadingConfig, width: Option<u16>) -> Self {
        let readable = || columns().min(usize::from(reading.measure) + GUTTER);
        Self { width: width.map_or_else(readable, usize::from), fold_repeats: reading.fold_repeats }
    }
}

/// Prints masthead, sections and paragraphs.
pub(crate) fn print(page: &mut Page, briefing: &Briefing, outline: &Outline, setting: &Setting) -> io::Result<()> {
    masthead(page, briefing, setting.width)?;
    let mut sections = outline.sections().iter().peekable();
    for (i, paragraph) in briefing.paragraphs.iter().enumerate() {
        let id = ParagraphId(i);
        while let Some(section) = sections.next_if(|section| section.start <= id) {
            page.end()?;
            page.text(Ink::Title, &section.title, 2 * usize::from(section.level.saturating_sub(1)), setting.width)?;
        }
        page.end()?;
        match paragraph.repeats {
            Some(original) if setting.fold_repeats => {
                gutter(page, &format!("≡{}", id.number()))?;
                page.line(Ink::Quiet, &format!("repeats ¶{}", original.number()))?;
            }
            _ => body(page, paragraph, briefing.words(id), id, setting.width)?,
        }
    }
    for section in sections {
        page.end()?;
        page.text(Ink::Title, &section.title, 0, setting.width)?;
    }
    Ok(())
}

fn masthead(page: &mut Page, briefing: &Briefing, width: usize) -> io::Result<()> {
    let masthead = &briefing.masthead;
    page.text(Ink::Strong, &briefing.title(), 0, width)?;
    for (ink, words) in [(Ink::Plain, &masthead.subtitle), (Ink::Quiet, &masthead.summary)] {
        if let Some(words) = words {
            page.end()?;
            page.text(ink, words, 0, width)?;
        }
    }
    let date = masthead.date.as_ref().map(|date| date.written.clone());
    let facts = [&masthead.byline, &masthead.publisher, &masthead.dateline, &date];
    let facts: Vec<_> = facts.into_iter().flatten().map(String::as_str).collect();
    if !facts.is_empty() {
        page.end()?;
        page.text(Ink::Quiet, &facts.join(" · "), 0, width)?;
    }
    Ok(())
}

fn body(page: &mut Page, paragraph: &Paragraph, words: &str, id: ParagraphId, width: usize) -> io::Result<()> {
    let mark = match paragraph.kind {
        ParagraphKind::Quote => "> ".to_owned(),
        ParagraphKind::ListItem { depth, ordinal } => {
            let mark = ordinal.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
            format!("{:1$}{mark} ", "", 2 * usize::from(depth))
        }
        _ => String::new(),
    };
    let room = width.saturating_sub(GUTTER + mark.chars().count());
    let shown = printable(words);
    let lines = if paragraph.kind.keeps_lines() {
        words.split('\n').map(printable).collect()
    } else {
        super::page::wrap(&shown, room)
    };
    for (i, line) in lines.iter().enumerate() {
        gutter(page, &if i == 0 { id.number().to_string() } else { String::new() })?;
        let mark = if i == 0 || paragraph.kind == ParagraphKind::Quote { &mark } else { &blanks(&mark) };
        page.put(Ink::Plain, mark)?;
        page.line(Ink::Plain, line)?;
    }
    Ok(())
}

fn gutter(page: &mut Page, number: &str) -> io::Result<()> {
    page.put(Ink::Quiet, &format!("{number:>width$}", width = GUTTER - 2))?;
    page.put(Ink::Plain, "  ")
}

fn blanks(mark: &str) -> String {
    " ".repeat(mark.chars().count())
}
