//! Names alone on a line between the headline and the date, as programs set who wrote a text. A line that may be a place or
//! a heading stays where it is.

use super::people::people;
use crate::document::{Block, BlockKind, Metadata, date_line, word_count};

/// How many blocks from the top the line is looked for.
const LEAD: usize = 6;
/// The most words of what stands ahead of it: headline and subtitle.
const TITLE_WORDS: usize = 40;
/// How the names of places and regions begin, which persons' do not.
const OF_PLACES: &[&str] = &[
    "abu", "addis", "buenos", "cape", "central", "dar", "east", "eastern", "el", "fort", "great", "greater", "hong",
    "inner", "kuala", "la", "las", "latin", "los", "lower", "middle", "mount", "new", "north", "northern", "outer",
    "phnom", "port", "puerto", "rio", "saint", "san", "sankt", "santa", "santo", "south", "southern", "sri", "st",
    "tel", "united", "upper", "west", "western",
];

/// Takes the line for the byline, where the document names nobody by itself.
pub(super) fn take(metadata: &mut Metadata, blocks: &mut Vec<Block>) {
    if metadata.byline.is_none()
        && let Some(at) = find(blocks, metadata.headline.is_some())
    {
        metadata.byline = Some(blocks.remove(at).text);
    }
}

/// Where the line stands; `is_headed` where the headline is not among the blocks.
pub(super) fn find(blocks: &[Block], is_headed: bool) -> Option<usize> {
    let is_title = |block: &Block| word_count(&block.text) <= TITLE_WORDS;
    let top = blocks.iter().take(LEAD).take_while(|block| is_title(block)).count();
    let is_dated = |at: usize| blocks.get(at + 1).is_some_and(|block| date_line(&block.text).is_some());
    (usize::from(!is_headed)..top).find(|&at| is_dated(at) && is_signature(&blocks[at]))
}

fn is_signature(block: &Block) -> bool {
    let line = block.text.as_str();
    let named = people(line, None);
    let begins = line.split_whitespace().next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let letters = |words: &str| words.chars().filter(|c| c.is_alphabetic()).count();
    // Nothing but names, and what joins them.
    let said: usize = named.iter().map(|name| letters(name)).sum();
    block.kind == BlockKind::Text
        && !named.is_empty()
        && letters(line) <= said + 3 * (named.len() - 1)
        && !OF_PLACES.contains(&begins.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn byline(lines: &[&str]) -> (Option<String>, usize) {
        let mut metadata = Metadata::default();
        let text = |line: &&str| Block { kind: BlockKind::Text, text: (*line).to_owned(), marks: Vec::new() };
        let mut blocks: Vec<Block> = lines.iter().map(text).collect();
        take(&mut metadata, &mut blocks);
        (metadata.byline, blocks.len())
    }

    #[test]
    fn names_between_headline_and_date() {
        assert_eq!(byline(&["The bridge", "Ann Lee", "2026-03-17", "Words."]), (Some("Ann Lee".to_owned()), 3));
        let both = byline(&["The bridge", "What it costs", "Ann Lee and Bo van Dyk", "17 March 2026", "Words."]);
        assert_eq!(both, (Some("Ann Lee and Bo van Dyk".to_owned()), 4));
        for lines in [
            &["The bridge", "New York", "17 March 2026"][..],
            &["The bridge", "Ministry of Rivers", "17 March 2026"],
            &["Ann Lee", "17 March 2026", "Words."],
            &["The bridge", "Ann Lee", "Words."],
            &["The bridge", "Ann Lee, who paid for it", "17 March 2026"],
        ] {
            assert_eq!(byline(lines), (None, lines.len()), "{lines:?}");
        }
    }
}
