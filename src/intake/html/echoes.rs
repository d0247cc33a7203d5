//! What a page says twice: its headline over the text again, and sentences of the text set large beside it.
//!
//! The first saying of anything is never dropped.

use crate::document::same_words;
use crate::document::{Block, BlockKind, word_count};

/// The fewest words of a sentence set large, and the most bytes.
const FEWEST: usize = 4;
const LONGEST: usize = 400;
/// How many quotes of a page are looked for in its text.
const MOST: usize = 40;

/// Marks what has been said already as not kept.
pub(super) fn drop_all(found: &[Block], headline: Option<&str>, keep: &mut [bool]) {
    for (block, keep) in found.iter().zip(keep.iter_mut()) {
        let is_display = matches!(block.kind, BlockKind::Heading(_)) || block.text.len() <= LONGEST;
        *keep &= !(is_display && headline.is_some_and(|headline| same_words(headline, &block.text)));
    }
    let is_quote = |block: &Block| block.kind == BlockKind::Quote;
    let mut text = String::new();
    for block in found.iter().filter(|block| !is_quote(block)) {
        fold(&block.text, &mut text);
        text.push('\n');
    }
    let quotes = found.iter().zip(keep.iter_mut()).filter(|(block, _)| is_quote(block) && block.text.len() <= LONGEST);
    for (block, keep) in quotes.filter(|(block, _)| word_count(&block.text) >= FEWEST).take(MOST) {
        let mut words = String::new();
        fold(&block.text, &mut words);
        *keep &= words.is_empty() || memchr::memmem::find(text.as_bytes(), words.as_bytes()).is_none();
    }
}

/// Letters and digits alone, in lower case.
fn fold(words: &str, into: &mut String) {
    into.extend(words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: BlockKind, text: &str) -> Block {
        Block { kind, text: text.to_owned(), marks: Vec::new() }
    }

    #[test]
    fn a_sentence_set_large_is_dropped_and_a_quotation_is_not() {
        let found = [
            block(BlockKind::Heading(2), "The Ferry Stays"),
            block(BlockKind::Text, "“Nobody wants to be the one who strands a nurse,” she said."),
            block(BlockKind::Quote, "Nobody wants to be the one who strands a nurse"),
            block(BlockKind::Quote, "We shall row ourselves, wrote the islanders."),
        ];
        let mut keep = [true; 4];
        drop_all(&found, Some("The ferry stays"), &mut keep);
        assert_eq!(keep, [false, true, false, true]);
    }
}
