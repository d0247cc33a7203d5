//! The briefing itself: masthead, sections, paragraphs by kind, and the notes under them.

use std::fmt::Write as _;
use std::ops::Range;

use super::Material;
use super::inline::inline;
use super::markup::{element, escaped};
use crate::document::{Paragraph, ParagraphId, ParagraphKind, SectionOrigin};
use crate::notes::{Placed, Placement};

pub(super) fn masthead(out: &mut String, material: Material<'_>) {
    let masthead = &material.briefing.masthead;
    element(out, "h1", &escaped(&material.briefing.title()));
    if let Some(subtitle) = &masthead.subtitle {
        element(out, "p class=\"subtitle\"", &escaped(subtitle));
    }
    if let Some(summary) = &masthead.summary {
        element(out, "p", &escaped(summary));
    }
    let about = material.about();
    if !about.is_empty() {
        element(out, "p class=\"about\"", &escaped(&about.join(" · ")));
    }
}

pub(super) fn paragraphs(out: &mut String, material: Material<'_>) {
    let sections = material.analysis.outline.sections();
    if sections.iter().any(|section| section.origin == SectionOrigin::Derived) {
        element(out, "p class=\"about\"", "The section titles are brief’s, not the author’s.");
    }
    let mut due = sections.iter().peekable();
    for (i, paragraph) in material.briefing.paragraphs.iter().enumerate() {
        let id = ParagraphId(i);
        while let Some(section) = due.next_if(|section| section.start <= id) {
            // The headline has the first level to itself.
            let level = usize::from(section.level).clamp(1, 5) + 1;
            element(out, &format!("h{level}"), &escaped(section.title.trim()));
        }
        self::paragraph(out, material, id, paragraph);
        for placed in material.notes.on(id) {
            note(out, placed);
        }
    }
}

fn paragraph(out: &mut String, material: Material<'_>, id: ParagraphId, paragraph: &Paragraph) {
    let number = id.number();
    if let Some(original) = paragraph.repeats {
        let words = format!("¶{number} repeats <a href=\"#{original}\">¶{}</a>.", original.number());
        return element(out, &format!("p class=\"repeat\" id=\"{id}\""), &words);
    }
    let words = material.briefing.words(id);
    let text = || inline(words, &paragraph.marks, &noted(material, id, paragraph));
    let numbered = || format!("<span class=\"number\">{number}</span>{}", text());
    match paragraph.kind {
        ParagraphKind::Text => element(out, &format!("p id=\"{id}\""), &numbered()),
        ParagraphKind::Quote => element(out, &format!("blockquote id=\"{id}\""), &numbered()),
        ParagraphKind::Caption => element(out, &format!("p class=\"about\" id=\"{id}\""), &text()),
        ParagraphKind::Code => element(out, &format!("pre id=\"{id}\""), &escaped(words)),
        ParagraphKind::Table => element(out, &format!("table id=\"{id}\""), &rows(words)),
        ParagraphKind::ListItem { depth, ordinal } => {
            let indent = 1 + usize::from(depth);
            let item = format!("<li>{}</li>", text());
            let (name, start) = match ordinal {
                Some(ordinal) => ("ol", format!(" start=\"{ordinal}\"")),
                None => ("ul", String::new()),
            };
            element(out, &format!("{name} id=\"{id}\" style=\"margin-left: {indent}rem\"{start}"), &item);
        }
    }
}

/// The words of a paragraph that notes on chosen words are on, in scalar values of the paragraph.
fn noted(material: Material<'_>, id: ParagraphId, paragraph: &Paragraph) -> Vec<Range<usize>> {
    let chosen = material.notes.on(id).iter().filter(|placed| !placed.note.anchor.whole_paragraph);
    let spans = chosen.filter_map(|placed| placed.placement.span());
    spans
        .map(|span| {
            let end = span.end.min(paragraph.span.end);
            span.start.saturating_sub(paragraph.span.start)..end.saturating_sub(paragraph.span.start)
        })
        .filter(|range| range.start < range.end)
        .collect()
}

/// A table, one row a line, cells joined by ` | `; the first row is its head.
fn rows(words: &str) -> String {
    let mut out = String::from("\n");
    for (at, row) in words.split('\n').enumerate() {
        let name = if at == 0 { "th" } else { "td" };
        let cells: String = row.split(" | ").map(|cell| format!("<{name}>{}</{name}>", escaped(cell.trim()))).collect();
        element(&mut out, "tr", &cells);
    }
    out
}

fn note(out: &mut String, placed: &Placed) {
    let note = &placed.note;
    let kind = if note.text.trim().is_empty() { "Highlight" } else { "Note" };
    let tags: String = note.tags.iter().map(|tag| format!(" #{}", escaped(tag))).collect();
    let mut head = format!("{kind}{tags} · {}", note.created.strftime("%Y-%m-%d %H:%M UTC"));
    if let Some(author) = &note.author {
        let _ = write!(head, " · {}", escaped(author));
    }
    let mut inner = String::new();
    element(&mut inner, "header", &head);
    let quote = || format!("“{}”", escaped(note.anchor.quote.trim()));
    match placed.placement {
        Placement::Exact(_) | Placement::Moved(_) => {}
        Placement::Orphan { .. } => element(&mut inner, "p", &format!("On words that are gone: {}", quote())),
        _ => element(&mut inner, "p", &format!("On words that have changed since: {}", quote())),
    }
    inner.push_str(&escaped(note.text.trim()));
    element(out, "aside", &inner);
}

pub(super) fn orphans(out: &mut String, material: Material<'_>) {
    if material.notes.orphans().is_empty() {
        return;
    }
    element(out, "h2", "Notes whose text is gone");
    for placed in material.notes.orphans() {
        note(out, placed);
    }
}
