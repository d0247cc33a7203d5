//! Lines in reading order to what intake hands over: paragraphs, headings, lists, and what the document says of itself.

use super::compose::{Composed, compose};
use super::headings::{self, Levels, Rank};
use super::hyphens::Hyphens;
use super::lists::{Depths, Marker};
use super::metadata::Fields;
use super::paragraphs::{self, Body, Column, Paragraph};
use crate::document::{Block, BlockKind, Diagnostic, Metadata, date_in, is_furniture, same_words};
use crate::intake::Draft;

/// How many blocks can hold what stands above the text.
const LEAD: usize = 12;

pub(super) fn of(columns: Vec<Column>, fields: Fields) -> Draft {
    let body = Body::of(&columns);
    let hyphens = hyphens(&columns);
    let paragraphs = paragraphs::of(columns, body);
    let composed: Vec<Composed> = paragraphs.iter().map(|paragraph| compose(paragraph, &hyphens)).collect();
    let ranks: Vec<Option<Rank>> = paragraphs
        .iter()
        .zip(&composed)
        .map(|(paragraph, composed)| headings::rank(paragraph, &composed.text, body))
        .collect();
    let first_page = paragraphs.first().and_then(|paragraph| paragraph.lines.first()).map(|line| line.page);
    let is_first_page: Vec<bool> =
        paragraphs.iter().map(|paragraph| paragraph.lines.first().map(|line| line.page) == first_page).collect();
    let named = |at: usize| fields.title.as_deref().is_some_and(|title| same_words(title, &composed[at].text));
    let levels = Levels::of(&ranks, &is_first_page, named);
    let has_title = levels.title.is_some();
    let blocks = blocks(&paragraphs, composed, &ranks, &levels, body);
    with_fields(blocks, fields, has_title)
}

/// How the document breaks words, from all of its lines.
fn hyphens(columns: &[Column]) -> Hyphens {
    let texts: Vec<Vec<String>> =
        columns.iter().map(|column| column.lines.iter().map(super::lines::Line::text).collect()).collect();
    let pairs = texts.iter().flat_map(|lines| {
        let next = lines.iter().skip(1).map(String::as_str).chain([""]);
        lines.iter().map(String::as_str).zip(next)
    });
    Hyphens::of(pairs)
}

fn blocks(
    paragraphs: &[Paragraph],
    composed: Vec<Composed>,
    ranks: &[Option<Rank>],
    levels: &Levels,
    body: Body,
) -> Vec<Block> {
    let mut depths = Depths::default();
    let mut blocks = Vec::with_capacity(composed.len());
    for (at, (paragraph, composed)) in paragraphs.iter().zip(composed).enumerate() {
        let x = paragraph.lines.first().map_or(0.0, |line| line.x0);
        let is_lead = is_furniture(&composed.text) && levels.title != Some(at);
        let (kind, marks) = match (ranks[at].filter(|_| !is_lead), paragraph.marker) {
            (Some(rank), _) => {
                depths.close();
                (BlockKind::Heading(levels.level(at, rank)), Vec::new())
            }
            (None, Some(marker @ (Marker::Bullet | Marker::Number(_)))) => {
                let depth = depths.of(x, body.size / 2.0);
                let ordinal = if let Marker::Number(number) = marker { Some(number) } else { None };
                (BlockKind::ListItem { depth, ordinal }, composed.marks)
            }
            (None, _) => {
                depths.close();
                (BlockKind::Text, composed.marks)
            }
        };
        let text = match (kind, paragraph.marker, paragraph.lines.first()) {
            // A heading keeps its number: `1. Purpose`.
            (BlockKind::Heading(_), Some(Marker::Number(_)), Some(line)) => {
                format!("{} {}", line.first_word(), composed.text)
            }
            _ => composed.text,
        };
        if !text.trim().is_empty() {
            blocks.push(Block { kind, text, marks });
        }
    }
    blocks
}

/// The blocks with what the document's own fields add: only what the page itself does not say.
fn with_fields(mut blocks: Vec<Block>, fields: Fields, has_title: bool) -> Draft {
    let Fields { title, author, subject, keywords, date, language } = fields;
    let lead = || blocks.iter().take(LEAD);
    let said = |words: &str| lead().any(|block| same_words(&block.text, words));
    let has_date = lead().any(|block| is_furniture(&block.text) && date_in(&block.text).is_some());
    let first_text = lead().find(|block| block.kind == BlockKind::Text && !is_furniture(&block.text));
    let has_dateline = first_text.is_some_and(|block| date_in(block.text.get(..60).unwrap_or("")).is_some());
    let byline = author.filter(|author| said(author));
    let summary = subject.filter(|subject| said(subject));
    let metadata = Metadata {
        headline: title.filter(|_| !has_title),
        byline: byline.clone(),
        date: date.filter(|_| !has_date && !has_dateline),
        summary,
        tags: keywords,
        language,
        ..Metadata::default()
    };
    if let Some(byline) = byline {
        let at = blocks.iter().take(LEAD).position(|block| same_words(&block.text, &byline));
        at.map(|at| blocks.remove(at));
    }
    Draft { metadata, blocks, diagnostics: Vec::new() }
}

/// That the fonts do not say what some of the characters are.
pub(super) fn unknown_characters(unknown: usize, of: usize) -> Diagnostic {
    Diagnostic::warning(format!(
        "{unknown} of its {of} characters are left out: its fonts do not say which letters they are."
    ))
}
