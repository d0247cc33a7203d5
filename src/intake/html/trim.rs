//! The lines around and within an article that are not the author's: told by what they say and where they stand.

use super::echoes;
use super::furniture::{END_HEADINGS, is_furniture, is_of_comments};
use super::lives;
use crate::document::{
    Block, BlockKind, MarkKind, Span, ends_sentence, is_furniture as is_date_line, same_words, word_count,
};

/// The author's blocks. `known` are the lines of the masthead, which are not said again.
pub(super) fn trim(found: Vec<Block>, headline: Option<&str>, byline: Option<&str>, known: &[&str]) -> Vec<Block> {
    let found = join_capitals(after_headline(found, headline));
    let lead = found.iter().position(is_prose).unwrap_or(0);
    let mut keep: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(at, found)| {
            let is_said = || known.iter().any(|line| same_words(line, &found.text));
            let is_head = at < lead && is_head_line(found);
            !(is_head || at < lead + 2 && is_said() || is_furniture(found))
        })
        .collect();
    echoes::drop_all(&found, headline, &mut keep);
    drop_scraps(&found, &mut keep);
    drop_link_lists(&found, &mut keep);
    drop_end_sections(&found, &mut keep);
    drop_scrap_end(&found, &mut keep);
    drop_tail(&found, &mut keep);
    lives::drop_all(&found, byline, &mut keep);
    drop_bare_headings(&found, &mut keep);
    let mut keep = keep.into_iter();
    found.into_iter().filter(|_| keep.next().unwrap_or(true)).collect()
}

/// First letters that are set by themselves, put back where they belong.
fn join_capitals(found: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(found.len());
    for mut block in found {
        let is_rest = block.kind == BlockKind::Text && block.text.starts_with(char::is_lowercase);
        if is_rest && let Some(capital) = joined.pop_if(|last| is_capital(last)) {
            let by = capital.text.chars().count();
            block.text.insert_str(0, &capital.text);
            for mark in &mut block.marks {
                mark.span = Span::new(mark.span.start + by, mark.span.end + by);
            }
        }
        joined.push(block);
    }
    joined
}

/// Whether a block is one capital, or one behind a quotation mark.
fn is_capital(block: &Block) -> bool {
    let mut letters = block.text.trim_start_matches(['“', '"', '‘', '\'', '«', '„']).chars();
    block.kind == BlockKind::Text && letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// What stands below the headline, where it stands near the top; what is above are kickers, dates and paths.
fn after_headline(mut found: Vec<Block>, headline: Option<&str>) -> Vec<Block> {
    let Some(headline) = headline else { return found };
    let all: usize = found.iter().map(|found| found.text.len()).sum();
    let mut above = 0;
    let at = found.iter().position(|found| {
        let is_it = same_words(&found.text, headline);
        above += if is_it { 0 } else { found.text.len() };
        is_it || above * 4 > all
    });
    match at {
        Some(at) if same_words(&found[at].text, headline) => found.split_off(at + 1),
        _ => found,
    }
}

/// Whether a block is a paragraph that is read for what it says.
fn is_prose(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Text | BlockKind::Quote | BlockKind::ListItem { .. })
        && block.text.len() >= 80
        && link_share(block) < 50
        && !is_furniture(block)
}

/// Whether a block between the headline and the body is running text or says what a picture shows.
pub(super) fn is_lead(block: &Block) -> bool {
    is_prose(block) && ends_sentence(&block.text) || block.kind == BlockKind::Caption
}

/// Whether a block ahead of the first paragraph is a byline, a date, a label or the like.
fn is_head_line(block: &Block) -> bool {
    match block.kind {
        BlockKind::Text | BlockKind::Code | BlockKind::ListItem { .. } => {
            !ends_sentence(&block.text) && word_count(&block.text) < 14 || word_count(&block.text) < 3
        }
        BlockKind::Heading(_) => is_date_line(&block.text),
        _ => false,
    }
}

/// How much of a block's words are links, of 100.
pub(super) fn link_share(block: &Block) -> usize {
    share(block, |kind| matches!(kind, MarkKind::Link(_)))
}

pub(super) fn share(block: &Block, is: fn(&MarkKind) -> bool) -> usize {
    let marked: usize = block.marks.iter().filter(|mark| is(&mark.kind)).map(|mark| mark.span.len()).sum();
    marked * 100 / block.text.chars().count().max(1)
}

/// Lists of nothing but links are ways elsewhere.
fn drop_link_lists(found: &[Block], keep: &mut [bool]) {
    let is_item = |at: usize| matches!(found[at].kind, BlockKind::ListItem { .. });
    let mut at = 0;
    while at < found.len() {
        let end = (at..found.len()).find(|&next| !is_item(next)).unwrap_or(found.len());
        if end > at {
            let links: usize = found[at..end].iter().map(link_share).sum();
            let is_nested =
                found[at..end].iter().any(|item| matches!(item.kind, BlockKind::ListItem { depth: 1.., .. }));
            if links >= 80 * (end - at) && !is_nested {
                keep[at..end].fill(false);
            }
        }
        at = end + 1;
    }
}

/// Sections that say by their heading that they are not the article.
fn drop_end_sections(found: &[Block], keep: &mut [bool]) {
    let mut inside: Option<u8> = None;
    for (at, block) in found.iter().enumerate() {
        if let BlockKind::Heading(level) = block.kind {
            let title = block.text.trim_end_matches([':', '…', ' ']).to_lowercase();
            if END_HEADINGS.contains(&title.as_str()) || is_of_comments(&title) {
                inside = Some(inside.map_or(level, |outer| outer.min(level)));
            } else if inside.is_some_and(|outer| level <= outer) {
                inside = None;
            }
        }
        keep[at] &= inside.is_none();
    }
}

/// Short lines after the last paragraph that end as no sentence does.
fn drop_tail(found: &[Block], keep: &mut [bool]) {
    for at in (0..found.len()).rev() {
        let block = &found[at];
        let is_way = !ends_sentence(&block.text) && link_share(block) >= 40;
        if keep[at] && block.kind == BlockKind::Text && (is_way || is_signature(block)) {
            keep[at] = false;
        } else if keep[at] {
            return;
        }
    }
}

/// Three or more short lines behind the last paragraph that are no sentences: buttons, counters, rubrics, teasers without
/// links. Lists alone are the author's.
fn drop_scrap_end(found: &[Block], keep: &mut [bool]) {
    const FEWEST: usize = 3;
    const WORDS: usize = 8;
    const ITEM_WORDS: usize = 3;
    let is_scrap = |at: &usize| {
        let block = &found[*at];
        let most = match block.kind {
            BlockKind::Text | BlockKind::Heading(_) => WORDS,
            BlockKind::ListItem { .. } => ITEM_WORDS,
            _ => 0,
        };
        word_count(&block.text) <= most && block.text.len() <= most * 8 && !ends_sentence(&block.text)
    };
    let end: Vec<usize> = (0..found.len()).rev().filter(|at| keep[*at]).take_while(is_scrap).collect();
    let lines = end.iter().filter(|at| !matches!(found[**at].kind, BlockKind::Heading(_))).count();
    if lines >= FEWEST && end.iter().any(|at| found[*at].kind == BlockKind::Text) {
        for at in end {
            keep[at] = false;
        }
    }
}

/// Whether the last line of a page is an address, a note of the desk's in brackets, or a title over nothing.
fn is_signature(block: &Block) -> bool {
    let text = block.text.trim();
    let words = word_count(text);
    let has_address = || {
        text.split_whitespace()
            .any(|word| word.contains("://") || word.starts_with("www.") || word.contains('@') && word.contains('.'))
    };
    let is_bracketed = text.starts_with(['【', '[', '［']) && text.ends_with(['】', ']', '］']);
    let lower = text.to_lowercase();
    let is_imprint = lower.contains("first published") || lower.starts_with("published") || lower.starts_with("posted");
    let is_title = share(block, |kind| *kind == MarkKind::Strong) >= 95 && !ends_sentence(text);
    words <= 12 && (has_address() || is_imprint && text.contains(|c: char| c.is_ascii_digit()))
        || words <= 20 && is_bracketed
        || words <= 8 && is_title
}

/// Rows of short scraps in a row: the labels of a chart, the numbers of a score board.
fn drop_scraps(found: &[Block], keep: &mut [bool]) {
    const FEWEST: usize = 5;
    /// In bytes: a script without spaces has no words to count.
    const SCRAP: usize = 24;
    let is_scrap = |at: &usize| {
        let block = &found[*at];
        block.kind == BlockKind::Text
            && word_count(&block.text) <= 3
            && block.text.len() <= SCRAP
            && !ends_sentence(&block.text)
    };
    let mut at = 0;
    while at < found.len() {
        let end = at + (at..found.len()).take_while(is_scrap).count();
        if end - at >= FEWEST {
            keep[at..end].fill(false);
        }
        at = end + 1;
    }
}

/// Headings whose words were all dropped, and those that stand last.
fn drop_bare_headings(found: &[Block], keep: &mut [bool]) {
    // The rank of the heading that follows among the kept, and whether something was dropped in between.
    let (mut next, mut is_gap): (Option<u8>, bool) = (Some(0), true);
    for at in (0..found.len()).rev() {
        match found[at].kind {
            _ if !keep[at] => is_gap = true,
            BlockKind::Heading(level) => {
                if is_gap && next.is_some_and(|next| next <= level) {
                    keep[at] = false;
                } else {
                    (next, is_gap) = (Some(level), false);
                }
            }
            _ => (next, is_gap) = (None, false),
        }
    }
}
