//! The blocks of a mail in the order they are read: the writer's, then what was set apart.

use super::marks;
use super::voices::Voice;
use crate::document::{Block, BlockKind, ends_sentence, word_count};

/// How many blocks on top may send the reader elsewhere, and how many at the end are boilerplate at the most.
const TOP: usize = 3;
const END: usize = 14;
/// The most words of what stands between boilerplate: an address or a link, a sentence on rights.
const BETWEEN: usize = 25;
const SENTENCE: usize = 8;

/// All blocks: what is not the writer's as quotations; on top of the text, it comes after it.
pub(super) fn in_order(mut blocks: Vec<(Voice, Block)>) -> Vec<Block> {
    mark_top(&mut blocks);
    mark_end(&mut blocks);
    let answered_below = blocks.iter().take_while(|(voice, _)| *voice == Voice::Quoted).count();
    let is_own = |(voice, _): &(Voice, Block)| *voice == Voice::Own;
    // An answer between the quotations needs them where they stand.
    let later = &blocks[answered_below..];
    let is_interleaved = later.iter().any(is_own)
        && later.iter().skip_while(|block| !is_own(block)).skip_while(|block| block.0 != Voice::Quoted).any(is_own);
    if !is_interleaved {
        blocks.rotate_left(answered_below);
    }
    let (elsewhere, text): (Vec<_>, Vec<_>) =
        blocks.into_iter().partition(|(voice, block)| *voice == Voice::Signature && marks::is_elsewhere(&block.text));
    let quoted = |(voice, block): (Voice, Block)| match voice {
        Voice::Own => block,
        _ => Block { kind: BlockKind::Quote, ..block },
    };
    text.into_iter().chain(elsewhere).map(quoted).collect()
}

/// `View this in your browser`, on top.
fn mark_top(blocks: &mut [(Voice, Block)]) {
    for (voice, block) in blocks.iter_mut().take(TOP) {
        if *voice == Voice::Own && marks::is_elsewhere(&block.text) {
            *voice = Voice::Signature;
        }
    }
}

/// Why it was sent, how to have no more of it, an address and a copyright, at the end.
fn mark_end(blocks: &mut [(Voice, Block)]) {
    let end = blocks.iter().rposition(|(voice, _)| *voice == Voice::Own).map_or(0, |last| last + 1);
    let mut first = None;
    for at in (end.saturating_sub(END)..end).rev() {
        let (voice, block) = &blocks[at];
        let is_elsewhere = marks::is_elsewhere(&block.text);
        match voice {
            Voice::Own if is_elsewhere || marks::is_boilerplate(&block.text) => first = Some(at),
            Voice::Own if is_between(block) => {}
            Voice::Signature if !is_elsewhere => {}
            _ => break,
        }
    }
    // Short paragraphs are boilerplate only below some.
    for (voice, _) in &mut blocks[first.unwrap_or(end)..end] {
        if *voice == Voice::Own {
            *voice = Voice::Signature;
        }
    }
}

/// Whether a block can stand between boilerplate.
fn is_between(block: &Block) -> bool {
    let most = if ends_sentence(&block.text) { SENTENCE } else { BETWEEN };
    !matches!(block.kind, BlockKind::Heading(_)) && word_count(&block.text) <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use Voice::{Own, Quoted, Signature};

    #[track_caller]
    fn check(blocks: &[(Voice, &str)], expected: &[&str]) {
        let block = |words: &str| Block { kind: BlockKind::Text, text: words.to_owned(), marks: Vec::new() };
        let found = in_order(blocks.iter().map(|(voice, words)| (*voice, block(words))).collect());
        let quoted = |block: &Block| {
            if block.kind == BlockKind::Quote { format!("> {}", block.text) } else { block.text.clone() }
        };
        assert_eq!(found.iter().map(quoted).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_writer_comes_first() {
        check(
            &[(Quoted, "Ann wrote:"), (Quoted, "Shall we?"), (Own, "Yes."), (Signature, "Bo")],
            &["Yes.", "> Bo", "> Ann wrote:", "> Shall we?"],
        );
        check(
            &[(Quoted, "Shall we?"), (Own, "Yes."), (Quoted, "When?"), (Own, "Monday.")],
            &["> Shall we?", "Yes.", "> When?", "Monday."],
        );
    }

    #[test]
    fn boilerplate_is_set_apart() {
        let long = "The ministers met on Monday and talked for nine hours about the dam, the water and the money, and then they agreed to meet again in the autumn.";
        check(
            &[
                (Own, "View this email in your browser"),
                (Own, long),
                (Own, "They meet again."),
                (Own, "You are receiving this because you asked for it."),
                (Own, "River House, 1 Quay, Basel"),
            ],
            &[
                long,
                "They meet again.",
                "> You are receiving this because you asked for it.",
                "> River House, 1 Quay, Basel",
                "> View this email in your browser",
            ],
        );
    }
}
