//! Lines at the end of a text about who wrote it: their callings, their addresses. Told by the names in the byline.

use crate::document::{Block, BlockKind, word_count};

/// How many blocks from the end such a line is looked for.
const LAST: usize = 4;
/// The most words of one.
const WORDS: usize = 90;
/// What follows a name in a line about who bears it.
const IS: &[&str] = &[
    "is", "was", "are", "has", "covers", "writes", "reports", "joined", "teaches", "works", "leads", "serves", "ist",
    "est", "es", "è", "é", "jest",
];
/// What stands before the name in a line that says where to write to.
const REACH: &[&str] = &["follow", "email", "e-mail", "contact", "reach", "tweet"];
/// How a line begins that names nobody, lower case.
const STARTS: &[&str] = &[
    "the writer is a ",
    "the writer is an ",
    "the writer is the ",
    "the author is a ",
    "the author is an ",
    "the author is the ",
    "about the author",
];

/// Marks lines about who wrote the text as not kept.
pub(super) fn drop_all(found: &[Block], byline: Option<&str>, keep: &mut [bool]) {
    let names: Vec<&str> =
        byline.into_iter().flat_map(|byline| byline.split(", ")).flat_map(|part| part.split(" and ")).collect();
    let last: Vec<usize> = (0..found.len()).rev().filter(|at| keep[*at]).take(LAST).collect();
    for at in last {
        keep[at] = !is_life(&found[at], &names);
    }
}

fn is_life(block: &Block, names: &[&str]) -> bool {
    let is_line = matches!(block.kind, BlockKind::Text | BlockKind::Quote | BlockKind::ListItem { .. });
    if !is_line || word_count(&block.text) > WORDS {
        return false;
    }
    let text = block.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = text.to_lowercase();
    let of_name = |name: &&str| {
        let name = name.to_lowercase();
        let is_said = |rest: &str| {
            let next = rest.trim_start_matches([',', ' ']).split_whitespace().next();
            next.is_some_and(|next| IS.contains(&next))
        };
        lower.strip_prefix(&name).is_some_and(is_said)
            || REACH
                .iter()
                .any(|reach| lower.strip_prefix(reach).is_some_and(|rest| rest.trim_start().starts_with(&name)))
    };
    STARTS.iter().any(|start| lower.starts_with(start)) || names.iter().filter(|name| name.len() > 4).any(of_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wrote_is_no_part_of_what_is_written() {
        for (text, is_kept) in [
            ("Ann Lee is a professor of law at Velden.", false),
            ("— Ann Lee covers rivers for The Lantern. Follow her @annlee.", false),
            ("Follow Bo Roe on the networks.", false),
            ("The writer is a fellow of the Institute for Rivers.", false),
            ("Ann Lee contributed from Velden.", true),
            ("Cy Pym is a ferryman.", true),
        ] {
            let block = Block { kind: BlockKind::Text, text: text.to_owned(), marks: Vec::new() };
            let mut keep = [true];
            drop_all(&[block], Some("Ann Lee and Bo Roe"), &mut keep);
            assert_eq!(keep, [is_kept], "{text}");
        }
    }
}
