//! What the blocks ahead of the text look like, each by its form and by what stands around it.

use super::bylines::byline;
use super::dates::{date_line, is_date_line, is_time_line};
use super::institution::{is_genre, is_institution};
use super::lines::{is_dateline, is_place_line, pieces};
use super::shape::{ends_sentence, is_release_mark, is_title_like, memo_field, same_words, word_count};
use super::{Block, BlockKind, MarkKind};

/// How many blocks can stand above the text.
const LEAD: usize = 16;
/// The most words of a plain sentence that can be a subtitle.
const DECK_WORDS: usize = 45;
/// A plain line of at least so many words between headline and byline is a subtitle, though no sentence.
const SUBTITLE_WORDS: usize = 7;
/// The most words of a line that only stands between headline and date.
const ASIDE_WORDS: usize = 8;

/// What a leading block looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A heading of this level.
    Heading(u8),
    /// A line wholly in bold.
    Bold,
    /// A paragraph wholly in italics.
    Italic,
    /// Who speaks, or what kind of text this is, on a line ahead of the headline.
    Kicker,
    /// A plain line that is the headline by where it stands.
    Title,
    /// A date, a time, a byline, a dateline or a memorandum's field alone on its line.
    Furniture,
    /// Several of these on one line, among other things.
    Imprint,
    /// A short line, of whatever kind, with a date or the like below it.
    Aside,
    /// A plain sentence between headline and byline.
    Deck,
    /// Preformatted lines on top, such as front matter that could not be read.
    Preformatted,
    /// Anything else.
    Body,
}

impl Look {
    fn of(block: &Block) -> Self {
        match block.kind {
            // A line of dashes right under a byline was meant for a rule.
            BlockKind::Heading(_) if byline(&block.text).is_some() => Self::Furniture,
            BlockKind::Heading(level) => Self::Heading(level),
            BlockKind::Text if is_furniture(&block.text) => Self::Furniture,
            BlockKind::Text if block.is_wholly(&MarkKind::Strong) => Self::Bold,
            BlockKind::Text if is_imprint(&block.text) => Self::Imprint,
            BlockKind::Text if block.is_wholly(&MarkKind::Emphasis) => Self::Italic,
            _ => Self::Body,
        }
    }

    /// Whether it is set as headlines are.
    pub(super) const fn is_display(self) -> bool {
        matches!(self, Self::Heading(_) | Self::Bold)
    }
}

/// Whether a line stands between headline and text on its own: a date, a time, a byline, a dateline, a memorandum's field.
pub(crate) fn is_furniture(line: &str) -> bool {
    is_date_line(line)
        || is_time_line(line)
        || byline(line).is_some()
        || is_dateline(line)
        || memo_field(line).is_some()
        || is_release_mark(line)
}

/// Whether a line ahead of a headline says who speaks, or what kind of text this is.
pub(crate) fn is_kicker(line: &str) -> bool {
    is_genre(line) || is_institution(line)
}

/// The looks of the blocks up to the text; `headline` where the document's own fields name one.
pub(super) fn of(blocks: &[Block], headline: Option<&str>) -> Vec<Look> {
    let mut looks: Vec<Look> = blocks.iter().take(LEAD).map(Look::of).collect();
    if blocks.first().is_some_and(|block| block.kind == BlockKind::Code) {
        looks[0] = Look::Preformatted;
    }
    let title = mark_title(blocks, &mut looks, headline);
    if let Some(at) = deck(blocks, &looks, title) {
        looks[at] = Look::Deck;
    }
    for at in (title + 1..looks.len().saturating_sub(1)).rev() {
        let leads_on = matches!(looks[at + 1], Look::Furniture | Look::Imprint | Look::Aside);
        if looks[at] == Look::Body && leads_on && is_aside(&blocks[at]) {
            looks[at] = Look::Aside;
        }
    }
    looks.truncate(looks.iter().take_while(|look| **look != Look::Body).count());
    looks
}

/// Marks a plain headline and what stands over it; returns where the headline is, or would be.
fn mark_title(blocks: &[Block], looks: &mut [Look], headline: Option<&str>) -> usize {
    let ahead = ahead(blocks, looks);
    let has_kicker = ahead.contains(&Look::Kicker);
    let is_title = |at: usize| match (headline, looks.get(at)) {
        (_, None) => false,
        (Some(headline), _) => same_words(headline, &blocks[at].text),
        (None, Some(Look::Heading(level))) => {
            // Under a kicker in the same dress, a heading that ranks with later ones may be the first of the sections.
            let dated = looks[at + 1..].iter().take(2).any(|look| *look == Look::Furniture);
            is_title_like(&blocks[at].text) && (dated || !has_peer(blocks, at, *level))
        }
        (None, Some(Look::Bold)) => is_title_like(&blocks[at].text),
        (None, Some(_)) => is_plain_headline(&blocks[at..], &looks[at..], has_kicker),
    };
    // What was taken for a place may be the headline after all.
    let first_place = ahead.iter().position(|look| *look == Look::Aside);
    let Some(title) = [Some(ahead.len()), first_place].into_iter().flatten().find(|at| is_title(*at)) else {
        return 0;
    };
    looks[..title].copy_from_slice(&ahead[..title]);
    if looks[title] == Look::Body {
        looks[title] = Look::Title;
    }
    title
}

/// Whether a later heading ranks with or above this one.
pub(super) fn has_peer(blocks: &[Block], at: usize, level: u8) -> bool {
    blocks[at + 1..].iter().any(|block| matches!(block.kind, BlockKind::Heading(other) if other <= level))
}

/// The looks of what could stand over a headline.
fn ahead(blocks: &[Block], looks: &[Look]) -> Vec<Look> {
    let mut ahead: Vec<Look> = Vec::new();
    for (at, block) in blocks[..looks.len()].iter().enumerate() {
        let is_line = matches!(block.kind, BlockKind::Text | BlockKind::Heading(_));
        let is_by_furniture = || ahead.last() == Some(&Look::Furniture) || looks.get(at + 1) == Some(&Look::Furniture);
        ahead.push(match looks[at] {
            look @ (Look::Furniture | Look::Preformatted) => look,
            _ if is_line && is_kicker(&block.text) => Look::Kicker,
            Look::Body if at > 0 && is_place_line(&block.text) && is_by_furniture() => Look::Aside,
            _ => break,
        });
    }
    ahead
}

/// Whether the first block, in no way set apart, is a headline by its form: a short title over longer text, and
/// (where no kicker stands over it) no other title right below.
fn is_plain_headline(blocks: &[Block], looks: &[Look], has_kicker: bool) -> bool {
    let [first, rest @ ..] = blocks else {
        return false;
    };
    let over_text =
        || rest.iter().take(LEAD).any(|block| ends_sentence(&block.text) && block.text.len() > first.text.len());
    let is_title_below = || looks.iter().skip(1).take_while(|look| **look != Look::Body).any(|look| look.is_display());
    looks.first() == Some(&Look::Body)
        && first.kind == BlockKind::Text
        && !first.text.contains('\n')
        && is_title_like(&first.text)
        && !ends_sentence(first.text.trim_end_matches(['?', '!']))
        && (has_kicker || !is_title_below())
        && over_text()
}

/// Where a plain sentence stands between the headline and a byline or date.
fn deck(blocks: &[Block], looks: &[Look], title: usize) -> Option<usize> {
    let titles = looks[title.min(looks.len())..].iter().take_while(|look| look.is_display() || **look == Look::Title);
    let at = title + titles.count();
    let is_deck = at > title && looks.get(at) == Some(&Look::Body) && looks.get(at + 1) == Some(&Look::Furniture);
    let block = blocks.get(at).filter(|block| is_deck && block.kind == BlockKind::Text)?;
    let words = word_count(&block.text);
    let is_second_title =
        || words >= SUBTITLE_WORDS && is_title_like(&block.text) && byline(&blocks[at + 1].text).is_some();
    (words <= DECK_WORDS && (ends_sentence(&block.text) || is_second_title())).then_some(at)
}

/// Whether a line says several things in short, one of them a date: `The Office. 18 August 2025. Next report: Friday.`
pub(crate) fn is_imprint(line: &str) -> bool {
    word_count(line) <= DECK_WORDS
        && pieces(line).nth(1).is_some()
        && pieces(line).any(|piece| date_line(piece).is_some())
}

/// Whether a block is the text's own: a sentence, or too long for a line on top of it.
pub(super) fn is_running_text(block: &Block) -> bool {
    let is_sentence = || ends_sentence(&block.text) || word_count(&block.text) > DECK_WORDS;
    block.kind == BlockKind::Text && is_sentence() && !is_imprint(&block.text) && !is_furniture(&block.text)
}

fn is_aside(block: &Block) -> bool {
    block.kind == BlockKind::Text
        && word_count(&block.text) <= ASIDE_WORDS
        && is_title_like(&block.text)
        && !ends_sentence(&block.text)
}
