//! `brief anchor`: where spans of one version of a text are in another, as the notes find their text again.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};

use super::arguments::{Anchor, Global};
use super::failure::{Outcome, Usage};
use super::input::{self, is_stdin};
use super::page::{Ink, Page, columns};
use crate::document::{Briefing, Span};
use crate::notes::anchoring::{Anchored, Revision};

/// A line of the spans.
#[derive(Deserialize)]
struct Line {
    start: usize,
    end: usize,
}

/// A line of the answer.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Found { start: usize, end: usize, state: &'static str, score: f64 },
    Orphan { state: &'static str },
}

impl From<Anchored> for Answer {
    fn from(anchored: Anchored) -> Self {
        match anchored {
            Anchored::Found { span, state, score } => Self::Found {
                start: span.start,
                end: span.end,
                state: state.name(),
                score: (score * 1000.0).round() / 1000.0,
            },
            Anchored::Orphan => Self::Orphan { state: "orphan" },
        }
    }
}

pub(crate) fn run(anchor: &Anchor, global: &Global) -> anyhow::Result<Outcome> {
    let inputs = [&anchor.old, &anchor.new, &anchor.spans];
    if inputs.iter().filter(|path| is_stdin(path)).count() > 1 {
        return Err(Usage("standard input can be only one of OLD, NEW and the spans".to_owned()).into());
    }
    let old = open(&anchor.old, anchor, global)?;
    let new = open(&anchor.new, anchor, global)?;
    let spans = spans_of(&text_of(&anchor.spans)?, &anchor.spans, &old)?;
    let revision = Revision::new(&old.text, &new.text);
    let mut page = Page::stdout(global.color);
    for span in spans {
        let found = revision.find(span);
        if anchor.json {
            page.json(&Answer::from(found))?;
        } else {
            print(&mut page, found, old.slice(span), &new)?;
        }
    }
    page.finish()?;
    Ok(Outcome::Done)
}

fn open(path: &Path, how: &Anchor, global: &Global) -> anyhow::Result<Briefing> {
    Ok(if how.plain {
        input::open_plain(path, global.verbose)
    } else {
        input::open(path, how.reading.format, global.verbose)
    }?)
}

fn text_of(path: &Path) -> anyhow::Result<String> {
    if is_stdin(path) {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).context("cannot read the spans from standard input")?;
        return Ok(text);
    }
    fs::read_to_string(path).with_context(|| format!("cannot read the spans in {}", path.display()))
}

/// The spans, a JSON object a line; empty lines are left out.
fn spans_of(text: &str, path: &Path, old: &Briefing) -> anyhow::Result<Vec<Span>> {
    let length = old.text.chars().count();
    let mut spans = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place =
            format!("{}:{}", if is_stdin(path) { "standard input".into() } else { path.display().to_string() }, i + 1);
        let Line { start, end } = serde_json::from_str(line)
            .map_err(|error| anyhow::anyhow!("{place}: this is no span like {{\"start\": 0, \"end\": 12}}: {error}"))?;
        if start >= end {
            bail!(
                "{place}: the span from {start} to {end} covers nothing; its end is the place behind its last character"
            );
        }
        if end > length {
            let name = old.source.name();
            bail!(
                "{place}: the span ends at {end}, but the text of {name} has {length} characters; count them in `text` of `brief show --json`"
            );
        }
        spans.push(Span::new(start, end));
    }
    Ok(spans)
}

fn print(page: &mut Page, found: Anchored, quote: &str, new: &Briefing) -> io::Result<()> {
    match found {
        Anchored::Orphan => {
            page.line(Ink::Strong, "orphan")?;
            page.text(Ink::Quiet, &format!("\u{201C}{quote}\u{201D}"), 9, columns())
        }
        Anchored::Found { span, state, score } => {
            let mut head = format!("{:<9}{}\u{2013}{}", state.name(), span.start, span.end);
            if let Some(paragraph) = new.paragraph_at(span.start) {
                let _ = write!(head, "  ¶{}", paragraph.number());
            }
            page.put(Ink::Strong, &head)?;
            page.line(Ink::Quiet, &format!("  {score:.2}"))?;
            page.text(Ink::Plain, &format!("\u{201C}{}\u{201D}", new.slice(span)), 9, columns())
        }
    }
}
