//! Lines in reading order to what intake hands over: paragraphs, headings, lists, and what the document says of itself.

use std::collections::HashSet;

use super::body::Body;
use super::compose::{Composed, compose, compose_note};
use super::headings::{self, Levels, Rank};
use super::hyphens::Hyphens;
use super::lists::{Depths, Marker};
use super::metadata::Fields;
use super::paragraphs::{self, Column, Paragraph};
use crate::document::{
    Block, BlockKind, Diagnostic, Metadata, WrittenDate, date_in, date_line, is_furniture, is_title_like, same_words,
    word_count,
};
use crate::intake::{Draft, notes, signature};

/// How many blocks can hold what stands above the text.
const LEAD: usize = 12;
/// The fewest words of a title in a document whose headings are all set alike.
const TITLE_WORDS: usize = 3;
/// How many words a subtitle has.
const SUBTITLE_WORDS: usize = 5;
const MOST_SUBTITLE_WORDS: usize = 50;
/// How many characters a dateline has at most.
const DATELINE: usize = 60;

pub(super) fn of(mut columns: Vec<Column>, fields: Fields) -> Draft {
    let body = Body::of(&columns);
    let hyphens = hyphens(&columns);
    let notes = paragraphs::take_notes(&mut columns, body);
    let mut paragraphs = paragraphs::of(columns, body);
    let at_feet = paragraphs::of(notes, body);
    let numbers: HashSet<u64> = at_feet.iter().filter_map(Paragraph::note_number).collect();
    let text = paragraphs.len();
    paragraphs.extend(at_feet);
    let composed: Vec<Composed> = paragraphs
        .iter()
        .enumerate()
        .map(|(at, paragraph)| match paragraph.note_number().filter(|_| at >= text) {
            Some(number) => compose_note(paragraph, number, &hyphens, &numbers),
            None => compose(paragraph, &hyphens, &numbers),
        })
        .collect();
    let ranks: Vec<Option<Rank>> = paragraphs
        .iter()
        .zip(&composed)
        .map(|(paragraph, composed)| headings::rank(paragraph, &composed.text, body))
        .collect();
    let first_page = paragraphs.first().and_then(|paragraph| paragraph.lines.first()).map(|line| line.page);
    let is_first_page: Vec<bool> =
        paragraphs.iter().map(|paragraph| paragraph.lines.first().map(|line| line.page) == first_page).collect();
    let named = |at: usize| fields.title.as_deref().is_some_and(|title| same_words(title, &composed[at].text));
    let is_titled = |at: usize| is_title_like(&composed[at].text) && word_count(&composed[at].text) >= TITLE_WORDS;
    let levels = Levels::of(&ranks, &is_first_page, named, is_titled);
    let subtitle = levels.title.filter(|title| is_subtitle(&paragraphs, &composed, &ranks, title + 1));
    let is_author = |words: &String| fields.author.as_ref().is_some_and(|author| same_words(author, words));
    let subtitle = subtitle.map(|title| composed[title + 1].text.clone()).filter(|words| !is_author(words));
    let title = levels.title.map(|at| composed[at].text.clone());
    // What was made a note has its number in its words.
    for note in &mut paragraphs[text..] {
        note.marker = note.marker.filter(|_| note.note_number().is_none());
    }
    let mut blocks = blocks(&paragraphs, composed, &ranks, &levels, body);
    notes::label(&mut blocks);
    with_fields(blocks, fields, title, subtitle)
}

/// Whether a paragraph right below the title belongs to it: set as nothing else is, or in the middle as the title is.
fn is_subtitle(paragraphs: &[Paragraph], composed: &[Composed], ranks: &[Option<Rank>], at: usize) -> bool {
    let (Some(title), Some(below)) = (paragraphs.get(at - 1), paragraphs.get(at)) else { return false };
    let words = word_count(&composed[at].text);
    if !(SUBTITLE_WORDS..=MOST_SUBTITLE_WORDS).contains(&words) || is_furniture(&composed[at].text) {
        return false;
    }
    let middle = |paragraph: &Paragraph| paragraph.lines.first().map(|line| f32::midpoint(line.x0, line.x1));
    let same_middle = middle(title).zip(middle(below)).is_some_and(|(one, other)| (one - other).abs() < 3.0);
    let starts = paragraphs.iter().zip(composed).skip(at + 1).take(2);
    let same_left = |one: &Paragraph, other: &Paragraph| {
        one.lines.first().zip(other.lines.first()).is_some_and(|(one, other)| (one.x0 - other.x0).abs() < 3.0)
    };
    // Running text that fills its lines has the middle of the title too.
    let is_set_in = starts.clone().all(|(next, _)| !same_left(below, next));
    Levels::is_only(ranks, at) || (same_middle && is_set_in)
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
                (kind(paragraph), composed.marks)
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

/// What a paragraph is that is neither a heading nor an item.
const fn kind(paragraph: &Paragraph) -> BlockKind {
    match (paragraph.is_table, paragraph.set_in) {
        (true, _) => BlockKind::Table,
        (_, Some(_)) => BlockKind::Quote,
        _ => BlockKind::Text,
    }
}

/// The blocks with what the document's own fields add: only what the page itself does not say.
fn with_fields(mut blocks: Vec<Block>, fields: Fields, on_top: Option<String>, subtitle: Option<String>) -> Draft {
    let Fields { title, author, subject, keywords, date, language } = fields;
    let said = |words: &String| blocks.iter().take(LEAD).any(|block| same_words(&block.text, words));
    let byline = author.filter(said).or_else(|| signature::find(&blocks, false).map(|at| blocks[at].text.clone()));
    let summary = subject.filter(said);
    let on_page = date_on_page(&blocks);
    let is_dated = on_page.is_some() || has_dateline(&blocks);
    let written = on_page.as_ref().map(|date| date.written.clone());
    let taken: Vec<String> =
        [on_top.clone(), byline.clone(), subtitle.clone(), written].into_iter().flatten().collect();
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        at > LEAD || !taken.iter().any(|words| same_words(&block.text, words))
    });
    let metadata = Metadata {
        headline: on_top.or(title),
        subtitle,
        byline,
        date: on_page.or(date.filter(|_| !is_dated)),
        summary,
        tags: keywords,
        language,
        ..Metadata::default()
    };
    Draft { metadata, blocks, diagnostics: Vec::new() }
}

/// The first line ahead of the text that is nothing but a date.
fn date_on_page(blocks: &[Block]) -> Option<WrittenDate> {
    blocks.iter().take(LEAD).find_map(|block| date_line(&block.text))
}

/// Whether a line ahead of the text, or its first words, hold a date that the masthead will find.
fn has_dateline(blocks: &[Block]) -> bool {
    let lead = || blocks.iter().take(LEAD);
    let is_dated = |text: &str| date_in(text).is_some();
    let first = lead().find(|block| block.kind == BlockKind::Text && !is_furniture(&block.text));
    let head = |text: &str| text.chars().take(DATELINE).collect::<String>();
    lead().any(|block| is_furniture(&block.text) && is_dated(&block.text))
        || first.is_some_and(|block| is_dated(&head(&block.text)))
}

/// That the fonts do not say what some of the characters are.
pub(super) fn unknown_characters(unknown: usize, of: usize) -> Diagnostic {
    Diagnostic::warning(format!(
        "{unknown} of its {of} characters are left out: its fonts do not say which letters they are."
    ))
}
