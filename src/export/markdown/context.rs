//! What a template is given: the briefing, its notes and its findings, as Markdown that stands as it is.
//!
//! Whatever comes out of a document or a note is escaped here, so that no template can forget it.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use super::escape::{Stand, line, lines};
use super::findings::{self, Findings};
use super::inline::{Piece, emphasised, inline, longest_run};
use super::layout::{Layout, MAX_ORDINAL, Stance, table};
use crate::document::{
    Paragraph, ParagraphId, ParagraphKind, Section, SectionOrigin, Span, is_unprintable, printable, printable_char,
};
use crate::export::Material;
use crate::notes::{Placed, Placement};

/// All of it.
#[derive(Debug, Serialize)]
pub(super) struct Context {
    title: String,
    subtitle: String,
    summary: String,
    /// Who wrote it, for whom, where and when.
    about: String,
    /// Whether titles of sections are ours and not the author's.
    has_derived_sections: bool,
    blocks: Vec<Block>,
    /// Notes whose text is gone.
    orphans: Vec<Card>,
    front: Front,
    #[serde(flatten)]
    findings: Findings,
}

/// What is known of the whole, as plain words: for front matter, by the filter `yaml`.
#[derive(Debug, Serialize)]
struct Front {
    title: String,
    subtitle: Option<String>,
    date: Option<String>,
    source: String,
    sha256: String,
    url: Option<String>,
    publisher: Option<String>,
    byline: Option<String>,
    actors: Vec<String>,
    positions: Vec<String>,
    tags: Vec<String>,
}

/// A heading, or a paragraph with the notes on it.
#[derive(Debug, Serialize)]
struct Block {
    /// `heading`, `repeat`, or the kind of the paragraph.
    kind: &'static str,
    /// `p3`; empty for a heading.
    id: String,
    /// 3
    number: usize,
    /// Of a heading, from 2.
    level: u8,
    depth: u8,
    ordinal: Option<u64>,
    text: String,
    /// Whether something on the page points here.
    is_linked: bool,
    /// What it repeats.
    repeats: Option<Place>,
    notes: Vec<Card>,
    gap: &'static str,
    lead: String,
    first: String,
    rest: String,
    indent: String,
}

/// A paragraph that is pointed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    id: String,
    number: usize,
}

impl Place {
    pub(super) fn of(paragraph: ParagraphId) -> Self {
        Self { id: paragraph.to_string(), number: paragraph.number() }
    }
}

/// A note.
#[derive(Debug, Serialize)]
struct Card {
    id: String,
    /// `Note` or `Highlight`
    kind: &'static str,
    tags: Vec<String>,
    time: String,
    author: String,
    /// `exact`, `moved`, `changed`, `paragraph only` or `orphan`
    state: &'static str,
    /// What it is on, where that is not the whole paragraph: `On “…”`
    on: String,
    /// The reader's words.
    words: String,
}

impl Context {
    pub(super) fn of(material: Material<'_>) -> Self {
        let masthead = &material.briefing.masthead;
        let optional = |words: Option<&String>| words.map(|words| words.replace('\n', " ")).unwrap_or_default();
        let subtitle = optional(masthead.subtitle.as_ref());
        let sections = material.analysis.outline.sections();
        Self {
            title: line(&material.briefing.title(), Stand::Inside),
            subtitle: if subtitle.is_empty() { subtitle } else { emphasised(&subtitle) },
            summary: masthead.summary.as_deref().map(|words| lines(words.trim(), Stand::LineStart)).unwrap_or_default(),
            about: line(&material.about().join(" · "), Stand::LineStart),
            has_derived_sections: sections.iter().any(|section| section.origin == SectionOrigin::Derived),
            blocks: blocks(material),
            orphans: material.notes.orphans().iter().map(card).collect(),
            front: Front::of(material),
            findings: findings::findings(material),
        }
    }
}

impl Front {
    fn of(material: Material<'_>) -> Self {
        let masthead = &material.briefing.masthead;
        let noted = material.notes.notes().flat_map(|note| &note.tags).collect::<BTreeSet<_>>();
        let mut tags = masthead.tags.clone();
        tags.extend(noted.into_iter().filter(|tag| !masthead.tags.contains(tag)).cloned());
        Self {
            title: material.briefing.title(),
            subtitle: masthead.subtitle.clone(),
            date: masthead.date.as_ref().map(|date| date.day.to_string()),
            source: material.briefing.source.name(),
            sha256: material.briefing.source.sha256.clone(),
            url: masthead.url.clone(),
            publisher: masthead.publisher.clone(),
            byline: masthead.byline.clone(),
            actors: material.analysis.actors.iter().map(|actor| actor.name.clone()).collect(),
            positions: material.analysis.positions.iter().map(|position| position.label.clone()).collect(),
            tags,
        }
    }
}

/// The paragraphs under the headings of their sections.
fn blocks(material: Material<'_>) -> Vec<Block> {
    let linked = linked_to(material);
    let (mut layout, mut blocks) = (Layout::default(), Vec::new());
    // What is on top of the page.
    layout.below();
    let mut left = material.analysis.outline.sections();
    for (at, paragraph) in material.briefing.paragraphs.iter().enumerate() {
        let id = ParagraphId(at);
        let due = left.partition_point(|section| section.start <= id);
        blocks.extend(left[..due].iter().map(|section| heading(section, &mut layout)));
        left = &left[due..];
        let mut block = block(material, id, paragraph, &mut layout);
        block.is_linked = linked.contains(&id);
        if !block.notes.is_empty() {
            layout.below();
        }
        blocks.push(block);
    }
    blocks.extend(left.iter().map(|section| heading(section, &mut layout)));
    blocks
}

fn heading(section: &Section, layout: &mut Layout) -> Block {
    let text = line(section.title.trim(), Stand::Inside);
    // The headline has the first level to itself.
    let level = section.level.clamp(1, 5) + 1;
    let mut block = Block::new("heading", text, layout.block());
    block.first = "#".repeat(usize::from(level)) + " ";
    Block { level, ..block }
}

fn block(material: Material<'_>, id: ParagraphId, paragraph: &Paragraph, layout: &mut Layout) -> Block {
    let words = material.briefing.words(id);
    let notes = material.notes.on(id);
    let text = || inline(words, &pieces(paragraph, notes), Stand::LineStart);
    let mut block = match paragraph.kind {
        _ if paragraph.repeats.is_some() => Block::new("repeat", String::new(), layout.block()),
        ParagraphKind::Text => Block::new("text", text(), layout.block()),
        ParagraphKind::Quote => Block::new("quote", text(), layout.quote()),
        ParagraphKind::Caption => Block::new("caption", emphasised(&words.replace('\n', " ")), layout.block()),
        ParagraphKind::Table => Block::new("table", rows(words), layout.block()),
        ParagraphKind::Code => Block::new("code", fenced(words), layout.block()),
        ParagraphKind::ListItem { depth, ordinal } => {
            let number = ordinal.filter(|number| *number <= MAX_ORDINAL);
            let said = ordinal.filter(|number| *number > MAX_ORDINAL);
            let text = said.map(|number| format!("{number}\\. ")).unwrap_or_default() + &text();
            let stance = layout.item(usize::from(depth), number);
            Block { depth, ordinal: number, ..Block::new("list item", text, stance) }
        }
    };
    block.id = id.to_string();
    block.number = id.number();
    block.repeats = paragraph.repeats.map(Place::of);
    block.notes = notes.iter().map(card).collect();
    block
}

impl Block {
    fn new(kind: &'static str, text: String, stance: Stance) -> Self {
        let Stance { gap, lead, first, rest, indent } = stance;
        let (notes, repeats) = (Vec::new(), None);
        let (id, number, level, depth) = (String::new(), 0, 0, 0);
        Self {
            kind,
            id,
            number,
            level,
            depth,
            ordinal: None,
            text,
            is_linked: false,
            repeats,
            notes,
            gap,
            lead,
            first,
            rest,
            indent,
        }
    }
}

/// The author's marks on a paragraph, and the words that notes are on.
fn pieces<'a>(paragraph: &'a Paragraph, notes: &[Placed]) -> Vec<Piece<'a>> {
    let Span { start, end } = paragraph.span;
    let noted = notes.iter().filter(|placed| !placed.note.anchor.whole_paragraph);
    let within = noted.filter_map(|placed| placed.placement.span()).filter(|span| span.overlaps(paragraph.span));
    let mut spans: Vec<_> = within.map(|span| (span.start.max(start) - start, span.end.min(end) - start)).collect();
    spans.sort_unstable();
    // Notes on the same words, or on words that overlap, are one highlight.
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    let noted = joined.into_iter().map(|(from, to)| Piece::Noted(Span::new(from, to)));
    noted.chain(paragraph.marks.iter().map(Piece::Mark)).collect()
}

/// The paragraphs that something on the page points to.
fn linked_to(material: Material<'_>) -> HashSet<ParagraphId> {
    let analysis = material.analysis;
    let repeated = material.briefing.paragraphs.iter().filter_map(|paragraph| paragraph.repeats);
    let evidence = analysis.statements.iter().map(|statement| statement.evidence.paragraph);
    let mentions = analysis.actors.iter().filter_map(|actor| actor.mentions.first());
    let named = analysis.positions.iter().filter_map(|position| position.mentions.first());
    repeated.chain(evidence).chain(mentions.chain(named).map(|mention| mention.paragraph)).collect()
}

/// A table, one row a line, cells joined by ` | `; the first row is its head.
fn rows(words: &str) -> String {
    let cells = |row: &str| row.split(" | ").map(|cell| line(cell.trim(), Stand::Inside)).collect();
    table(&words.split('\n').map(cells).collect::<Vec<_>>())
}

/// Preformatted text between fences longer than any run of backticks in it.
fn fenced(words: &str) -> String {
    let fence = "`".repeat(longest_run(words, '`').max(2) + 1);
    let is_bad = |c: char| is_unprintable(c) && c != '\n' && c != '\t';
    let words: String = words.chars().map(|c| if is_bad(c) { printable_char(c) } else { c }).collect();
    format!("{fence}\n{words}\n{fence}")
}

/// A note: what it is, its tags and time, the words it is on, and its own words line by line.
fn card(placed: &Placed) -> Card {
    let note = &placed.note;
    let old = || quoted(&note.anchor.quote);
    let on = match placed.placement {
        Placement::Exact(_) | Placement::Moved(_) if note.anchor.whole_paragraph => String::new(),
        Placement::Exact(_) | Placement::Moved(_) => format!("On {}", old()),
        Placement::Changed(_) | Placement::ParagraphOnly(_) => format!("On words that have changed since: {}", old()),
        Placement::Orphan { .. } => format!("On words that are gone: {}", old()),
    };
    Card {
        id: printable(&note.id.0).chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect(),
        kind: if note.text.trim().is_empty() { "Highlight" } else { "Note" },
        tags: note.tags.iter().map(|tag| line(tag, Stand::Inside)).collect(),
        time: note.created.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        author: note.author.as_deref().map(|author| line(author.trim(), Stand::Inside)).unwrap_or_default(),
        state: placed.placement.name(),
        on,
        words: own_words(&note.text),
    }
}

/// Words in quotation marks, on one line; words that open with their own get no more.
pub(super) fn quoted(words: &str) -> String {
    let words = line(words.replace("\n\n", "\n").trim(), Stand::Inside);
    if words.starts_with(['“', '"', '«', '„']) { words } else { format!("“{words}”") }
}

/// The reader's words, a paragraph for each of theirs; line breaks and indents are kept.
fn own_words(text: &str) -> String {
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
    let parts = parts.into_iter().filter(|part| !part.is_empty()).map(|part| part.join("\\\n"));
    parts.collect::<Vec<_>>().join("\n\n")
}
