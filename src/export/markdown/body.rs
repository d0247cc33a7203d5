//! The briefing itself: masthead, sections, paragraphs by kind, and the notes under them.

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::document::{Briefing, Paragraph, ParagraphId, ParagraphKind, SectionOrigin, is_unprintable, printable_char};
use crate::export::Material;
use crate::notes::{Notebook, Placed, Placement};

use super::escape::{Stand, line, lines};
use super::inline::{emphasised, inline, longest_run};
use super::page::{Page, table};

/// Headline, subtitle, summary, and who wrote it where and when.
pub(super) fn masthead(page: &mut Page, material: Material<'_>) {
    let masthead = &material.briefing.masthead;
    page.block(&format!("# {}", line(&material.briefing.title(), Stand::Inside)));
    if let Some(subtitle) = &masthead.subtitle {
        page.block(&emphasised(&subtitle.replace('\n', " ")));
    }
    if let Some(summary) = &masthead.summary {
        page.block(&lines(summary.trim(), Stand::LineStart));
    }
    let about = material.about();
    if !about.is_empty() {
        page.block(&line(&about.join(" · "), Stand::LineStart));
    }
}

/// The paragraphs under their sections' headings, each with its notes.
pub(super) fn paragraphs(page: &mut Page, material: Material<'_>) {
    let Material { briefing, analysis, notes } = material;
    let sections = analysis.outline.sections();
    if sections.iter().any(|section| section.origin == SectionOrigin::Derived) {
        page.block("*The section titles are brief’s, not the author’s.*");
    }
    let linked = linked_to(briefing, analysis);
    let mut left = sections;
    for (i, paragraph) in briefing.paragraphs.iter().enumerate() {
        let id = ParagraphId(i);
        left = headings(page, left, id);
        let target = if linked.contains(&id) { format!("<a id=\"{id}\"></a>") } else { String::new() };
        self::paragraph(page, briefing, id, paragraph, &target);
        for placed in notes.on(id) {
            page.note(&note(placed));
        }
    }
    headings(page, left, ParagraphId(usize::MAX));
}

/// The headings of the sections that start at or before this paragraph; gives the rest.
fn headings<'a>(
    page: &mut Page,
    sections: &'a [crate::document::Section],
    at: ParagraphId,
) -> &'a [crate::document::Section] {
    let due = sections.partition_point(|section| section.start <= at);
    for section in &sections[..due] {
        // The headline has the first level to itself.
        let marks = "#".repeat(usize::from(section.level).clamp(1, 5) + 1);
        page.block(&format!("{marks} {}", line(section.title.trim(), Stand::Inside)));
    }
    &sections[due..]
}

/// The paragraphs that something on the page points to.
fn linked_to(briefing: &Briefing, analysis: &Analysis) -> HashSet<ParagraphId> {
    let repeated = briefing.paragraphs.iter().filter_map(|paragraph| paragraph.repeats);
    let evidence = analysis.statements.iter().map(|statement| statement.evidence.paragraph);
    let mentions = analysis.actors.iter().filter_map(|actor| actor.mentions.first());
    let named = analysis.positions.iter().filter_map(|position| position.mentions.first());
    repeated.chain(evidence).chain(mentions.chain(named).map(|mention| mention.paragraph)).collect()
}

/// A link to a paragraph that this page has.
pub(super) fn link(paragraph: ParagraphId) -> String {
    format!("[¶{}](#{paragraph})", paragraph.number())
}

fn paragraph(page: &mut Page, briefing: &Briefing, id: ParagraphId, paragraph: &Paragraph, target: &str) {
    let words = briefing.words(id);
    if let Some(original) = paragraph.repeats {
        page.block(&format!("{target}*¶{} repeats {}.*", id.number(), link(original)));
        return;
    }
    let stand = if target.is_empty() { Stand::LineStart } else { Stand::Inside };
    let text = || target.to_owned() + &inline(words, &paragraph.marks, stand);
    match paragraph.kind {
        ParagraphKind::Text => page.block(&text()),
        ParagraphKind::Quote => page.quote(&text()),
        ParagraphKind::ListItem { depth, ordinal } => page.item(usize::from(depth), ordinal, &text()),
        ParagraphKind::Caption => page.block(&(target.to_owned() + &emphasised(&words.replace('\n', " ")))),
        ParagraphKind::Table => {
            targeted(page, target);
            page.block(&rows(words));
        }
        ParagraphKind::Code => {
            targeted(page, target);
            page.block(&fenced(words));
        }
    }
}

/// A target on a line of its own, ahead of what has no room for it.
fn targeted(page: &mut Page, target: &str) {
    if !target.is_empty() {
        page.block(target);
    }
}

/// A table, one row a line, cells joined by ` | `; the first row is its head.
fn rows(words: &str) -> String {
    let cells = |row: &str| row.split(" | ").map(|cell| line(cell.trim(), Stand::Inside)).collect::<Vec<_>>();
    let mut rows = words.split('\n').map(cells);
    let head = rows.next().unwrap_or_default();
    table(&head, &rows.collect::<Vec<_>>())
}

/// Preformatted text between fences longer than any run of backticks in it.
fn fenced(words: &str) -> String {
    let fence = "`".repeat(longest_run(words, '`').max(2) + 1);
    let is_bad = |c: char| is_unprintable(c) && c != '\n' && c != '\t';
    let words: String = words.chars().map(|c| if is_bad(c) { printable_char(c) } else { c }).collect();
    format!("{fence}\n{words}\n{fence}")
}

/// A note: what it is, its tags and time, the words it is on, and its own words line by line.
fn note(placed: &Placed) -> String {
    let note = &placed.note;
    let kind = if note.text.trim().is_empty() { "Highlight" } else { "Note" };
    let time = note.created.strftime("%Y-%m-%d %H:%M UTC").to_string();
    let tags = (!note.tags.is_empty()).then(|| line(&note.tags.join(", "), Stand::Inside));
    let author = note.author.as_deref().map(|author| line(author.trim(), Stand::Inside));
    let head = [Some(format!("**{kind}**")), tags, Some(time), author];
    let mut parts = vec![head.into_iter().flatten().collect::<Vec<_>>().join(" · ")];
    let old = || quoted(&note.anchor.quote);
    match placed.placement {
        Placement::Exact(_) | Placement::Moved(_) if note.anchor.whole_paragraph => {}
        Placement::Exact(_) | Placement::Moved(_) => parts.push(format!("On {}", old())),
        Placement::Changed(_) | Placement::ParagraphOnly(_) => {
            parts.push(format!("On words that have changed since: {}", old()))
        }
        Placement::Orphan { .. } => parts.push(format!("On words that are gone: {}", old())),
    }
    parts.extend(own_words(&note.text));
    parts.join("\n\n")
}

/// Words in quotation marks, on one line; words that open with their own get no more.
pub(super) fn quoted(words: &str) -> String {
    let words = line(words.replace("\n\n", "\n").trim(), Stand::Inside);
    if words.starts_with(['“', '"', '«', '„']) { words } else { format!("“{words}”") }
}

/// The reader's words, a part for each paragraph of theirs; line breaks and indents are kept.
fn own_words(text: &str) -> Vec<String> {
    let mut parts: Vec<Vec<String>> = vec![Vec::new()];
    for row in text.replace("\r\n", "\n").split('\n') {
        let row = row.replace('\t', "    ");
        let words = row.trim();
        if words.is_empty() {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            let indent = "&nbsp;".repeat(row.len() - row.trim_start().len());
            let stand = if indent.is_empty() { Stand::LineStart } else { Stand::Inside };
            part.push(indent + &line(words, stand));
        }
    }
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| part.join("\\\n")).collect()
}

/// The notes whose text is gone.
pub(super) fn orphans(page: &mut Page, notes: &Notebook) {
    if notes.orphans().is_empty() {
        return;
    }
    page.block("## Notes whose text is gone");
    for placed in notes.orphans() {
        page.note(&note(placed));
    }
}
