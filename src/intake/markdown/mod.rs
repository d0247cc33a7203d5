//! Markdown: `CommonMark` with tables, strikethrough, footnotes, task lists and front matter.
//!
//! Tags are dropped and their words kept; links stay marks and are never followed.

mod walk;

use super::formats::Likeness;
use super::{Draft, front_matter};
use crate::document::{Block, BlockKind};

/// The blocks of a Markdown text.
pub(super) fn read(text: &str) -> Draft {
    let split = front_matter::split(text);
    let shown =
        split.broken.map(|words| Block { kind: BlockKind::Code, text: words.trim_end().to_owned(), marks: Vec::new() });
    let blocks = shown.into_iter().chain(walk::blocks(split.body)).collect();
    Draft { metadata: split.metadata, blocks, diagnostics: split.diagnostics }
}

/// Markdown has no signature; its headings, links, fences and front matter are what prose seldom has.
pub(super) fn likeness(text: &str) -> Likeness {
    let is_heading = |line: &str| {
        let bare = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - bare.len())) && bare.starts_with(' ')
    };
    let mut lines = text.lines().take(400);
    let likely = text.starts_with("---\n")
        || text.starts_with("+++\n")
        || lines
            .any(|line| is_heading(line) || line.starts_with("```") || line.starts_with("|--") || line.contains("]("));
    if likely { Likeness::Likely } else { Likeness::None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Mark, MarkKind, Span};

    fn item(depth: u8, ordinal: Option<u64>) -> BlockKind {
        BlockKind::ListItem { depth, ordinal }
    }

    fn blocks(text: &str) -> Vec<(BlockKind, String)> {
        read(text).blocks.into_iter().map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn each_kind_of_block() {
        use BlockKind::{Caption, Code, Heading, Quote, Table, Text};
        for (text, expected) in [
            ("# A *b*\n\nOne\ntwo.", vec![(Heading(1), "A b"), (Text, "One two.")]),
            ("> said\n> so\n>\n> > twice", vec![(Quote, "said so"), (Quote, "twice")]),
            (
                "- a\n  - b\n- c\n\n3. d",
                vec![(item(0, None), "a"), (item(1, None), "b"), (item(0, None), "c"), (item(0, Some(3)), "d")],
            ),
            ("1. a\n\n   more\n2. b", vec![(item(0, Some(1)), "a"), (Text, "more"), (item(0, Some(2)), "b")]),
            ("| a | b |\n|---|---|\n| 1 | 2 |", vec![(Table, "a | b\n1 | 2")]),
            ("```\nx\n\n y\n```", vec![(Code, "x\n\n y")]),
            ("![A map](m.png)", vec![(Caption, "A map")]),
            ("Before ![A map](m.png) after", vec![(Text, "Before after"), (Caption, "A map")]),
            ("13<sup>th</sup> <!-- no -->June", vec![(Text, "13th June")]),
            ("<div>\n<p>One</p><p>two</p>\n</div>\n\n<!-- no -->", vec![(Text, "One"), (Text, "two")]),
            ("one  \ntwo", vec![(Text, "one\ntwo")]),
            ("one<br>two", vec![(Text, "one\ntwo")]),
            ("- [x] done", vec![(item(0, None), "[x] done")]),
            ("Said.[^1]\n\n[^1]: Where.", vec![(Text, "Said.[1]"), (Text, "[1] Where.")]),
            ("one\n\n---\n\ntwo\n\n\\###", vec![(Text, "one"), (Text, "two")]),
            (
                "**TO:** A\n**FROM:** B  \n**SUBJECT:** C",
                vec![(Text, "TO: A"), (Text, "FROM: B"), (Text, "SUBJECT: C")],
            ),
            ("~~no~~ yes", vec![(Text, "no yes")]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(kind, words)| (kind, words.to_owned())).collect();
            assert_eq!(blocks(text), expected, "{text}");
        }
    }

    #[test]
    fn links_and_bold_are_marks() {
        let block = &read("See [the **text**](https://example.org).").blocks[0];
        assert_eq!(block.text, "See the text.");
        let mark = |start, end, kind| Mark { span: Span::new(start, end), kind };
        assert_eq!(
            block.marks,
            [mark(4, 12, MarkKind::Link("https://example.org".into())), mark(8, 12, MarkKind::Strong)]
        );
    }

    #[test]
    fn turns_parted_by_hard_breaks_and_blank_looking_lines_are_paragraphs() {
        let text = "MS. LEE:\u{A0} Good morning,\neveryone.\u{A0}  \n\u{A0}  \nQ\u{A0}\u{A0} Why now?  \n\u{A0}\nMS. LEE:\u{A0} Because.  \n";
        let expected = ["MS. LEE: Good morning, everyone.", "Q Why now?", "MS. LEE: Because."];
        assert_eq!(blocks(text).iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn whole_bold_lines_without_blank_lines_between_them_stand_alone() {
        let found = blocks("**A teaser that is a sentence.**\n**The Headline**\nThe body starts here\nand goes on.");
        let words: Vec<&str> = found.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, ["A teaser that is a sentence.", "The Headline", "The body starts here and goes on."]);
        let title = blocks("**A Title over\nTwo Lines**\n\nBody.");
        assert_eq!(title[0].1, "A Title over Two Lines");
    }

    #[test]
    fn a_sentence_over_dashes_is_no_heading() {
        let long = "This is a sentence that someone wrote above a line of dashes, meaning a rule and never a heading of it all.";
        assert_eq!(blocks(&format!("{long}\n---\nMore."))[0].0, BlockKind::Text);
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        for text in ["> ".repeat(20_000) + "a", "- ".repeat(20_000) + "a", "[".repeat(50_000), "**a ".repeat(20_000)] {
            read(&text);
        }
    }
}
