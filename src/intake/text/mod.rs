//! Plain text: paragraphs, wrapped by hand or one a line, and the headings, lists, quotes and turns that people type.
//!
//! Nothing is dropped but what is markup: bullets, quote marks, bold markers, rules and underlines.

mod heading;
mod line;
mod list;
mod quote;
mod table;
mod wrap;

use std::borrow::Cow;

use self::heading::Headings;
use self::line::Line;
use self::list::{Lists, Marker};
use self::quote::Quotes;
use self::wrap::Wrap;
use super::ink::{Ink, Words};
use super::{Draft, front_matter};
use crate::document::{Block, BlockKind, is_furniture, is_imprint, is_kicker, is_release_mark};

/// Characters that end a line, besides `\n`.
const LINE_ENDS: [char; 6] = ['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// How many lines from the top a date or a byline is looked for.
const TOP: usize = 24;

/// How many blocks from the top a headline can start.
const HEADING_REACH: usize = 6;

/// The same text with `\n` at the end of every line; a form feed and a paragraph separator leave a blank line.
pub(super) fn normalise_lines(text: &str) -> Cow<'_, str> {
    if !text.contains(LINE_ENDS) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(LINE_ENDS) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let end = tail.chars().next().unwrap_or('\n');
        out.push_str(if matches!(end, '\u{C}' | '\u{2029}') { "\n\n" } else { "\n" });
        rest = tail.strip_prefix("\r\n").unwrap_or(&tail[end.len_utf8()..]);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The blocks of a text whose lines end in `\n`.
pub(super) fn read(text: &str) -> Draft {
    let split = front_matter::split(text);
    let lines: Vec<Line<'_>> = split.body.split('\n').map(Line::new).collect();
    let wrap = Wrap::of(&lines);
    let headings = Headings::of(&lines);
    let quotes = Quotes::of(&lines);
    let mut reader = Reader { lines: &lines, wrap, headings, quotes, lists: Lists::default(), blocks: Vec::new() };
    if let Some(words) = split.broken {
        reader.blocks.push(Block { kind: BlockKind::Code, text: words.trim_end().to_owned(), marks: Vec::new() });
    }
    let mut at = 0;
    while at < lines.len() {
        at = reader.block(at);
    }
    Draft { metadata: split.metadata, blocks: reader.blocks, diagnostics: split.diagnostics }
}

struct Reader<'a> {
    lines: &'a [Line<'a>],
    wrap: Wrap,
    headings: Headings<'a>,
    quotes: Quotes,
    lists: Lists,
    blocks: Vec<Block>,
}

impl<'a> Reader<'a> {
    /// Reads one block, or a run of paragraphs, that starts at a line; returns the line after it.
    fn block(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if line.is_blank() || line.is_rule() {
            return at + 1;
        }
        if let Some(table) = table::at(&self.lines[at..]) {
            self.lists.close();
            self.blocks.push(Block { kind: BlockKind::Table, text: table.text, marks: Vec::new() });
            return at + table.lines;
        }
        if let Some(heading) = self.headings.at(at, self.opens()) {
            self.lists.close();
            self.push(BlockKind::Heading(heading.level), at..at + heading.words);
            return at + heading.lines;
        }
        if line.body.starts_with('>') {
            self.lists.close();
            return self.quote(at);
        }
        if let Some(marker) = self.marker(at) {
            return self.item(at, &marker);
        }
        self.run(at)
    }

    /// Whether a headline may stand here: nothing stands before it but who speaks, and marks of a release.
    fn opens(&self) -> bool {
        let is_ahead = |block: &Block| is_kicker(&block.text) || is_furniture(&block.text);
        let is_named = |block: &Block| is_kicker(&block.text) || is_release_mark(&block.text);
        self.blocks.is_empty()
            || self.blocks.len() < HEADING_REACH && self.blocks.iter().all(is_ahead) && self.blocks.iter().any(is_named)
    }

    /// The marker of a list item, where the line is one in its place.
    fn marker(&self, at: usize) -> Option<Marker<'a>> {
        let marker = Marker::of(&self.lines[at])?;
        let first = at == 0 || self.lines[at - 1].is_blank();
        let fits = first
            || marker
                .ordinal
                .is_none_or(|ordinal| ordinal == 1 || self.lists.expects(ordinal) || self.headings.ended_before(at));
        fits.then_some(marker)
    }

    /// Whether a line starts something of its own, even with no blank line before it.
    fn interrupts(&self, at: usize) -> bool {
        let line = &self.lines[at];
        line.is_blank()
            || line.is_rule()
            || line.body.starts_with('>')
            || line.is_bold().is_some()
            || table::at(&self.lines[at..]).is_some()
            || self.marker(at).is_some()
            || self.headings.at(at, self.opens()).is_some()
            || line.is_labelled()
            || self.is_furniture(at)
    }

    /// Whether a line near the top is a date, a byline or the like, all on its own.
    fn is_furniture(&self, at: usize) -> bool {
        at < TOP && (is_furniture(self.lines[at].body) || is_imprint(self.lines[at].body))
    }

    fn item(&mut self, at: usize, marker: &Marker<'a>) -> usize {
        let depth = self.lists.open(marker);
        let mut end = at + 1;
        while end < self.lines.len() && !self.interrupts(end) && self.goes_on(end - 1, marker) {
            end += 1;
        }
        let mut ink = Ink::default();
        ink.push_raw(marker.words);
        self.write(&mut ink, at + 1..end);
        let kind = BlockKind::ListItem { depth, ordinal: marker.ordinal };
        self.blocks.push(ink.line().into_block(kind));
        end
    }

    /// Whether an item goes on in the line after `at`: set in, or wrapped.
    fn goes_on(&self, at: usize, marker: &Marker<'_>) -> bool {
        self.lines[at + 1].indent > marker.indent
            || self.wrap.is_wrapped && self.wrap.joins(&self.lines[at], &self.lines[at + 1])
    }

    fn quote(&mut self, at: usize) -> usize {
        let length = self.lines[at..].iter().take_while(|line| line.body.starts_with('>')).count();
        let inner: Vec<Line<'_>> = self.lines[at..at + length].iter().map(Line::unquoted).collect();
        for (kind, words) in paragraphs_of(&inner, self.wrap) {
            self.blocks.push(words.into_block(kind));
        }
        at + length
    }

    /// Plain lines up to the next thing that is none.
    fn run(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.lines.len()
            && !self.interrupts(end)
            && self.lines[end - 1].is_bold().is_none()
            && !self.is_furniture(end - 1)
        {
            end += 1;
        }
        let run = &self.lines[at..end];
        let is_alone = (at == 0 || self.lines[at - 1].is_blank()) && self.lines.get(end).is_none_or(Line::is_blank);
        let is_quote = is_alone && self.lists.is_short_of(&run[0]) && self.quotes.is_quote(run);
        if is_quote || !self.lists.holds(&run[0]) {
            self.lists.close();
        }
        let kind = if is_quote { BlockKind::Quote } else { BlockKind::Text };
        let paragraphs = if self.blocks.is_empty() { self.wrap.title_lines(run) } else { None }
            .unwrap_or_else(|| self.wrap.paragraphs(run));
        for paragraph in paragraphs {
            self.push(kind, at + paragraph.start..at + paragraph.end);
        }
        end
    }

    fn push(&mut self, kind: BlockKind, lines: std::ops::Range<usize>) {
        let mut ink = Ink::default();
        let heading = matches!(kind, BlockKind::Heading(_));
        if heading {
            for line in &self.lines[lines] {
                ink.push(wrap::space_before(ink.last(), line.title()));
                ink.push_raw(line.title());
            }
        } else {
            self.write(&mut ink, lines);
        }
        let mut words = ink.line();
        if heading {
            words.marks.clear();
        } else {
            words.take_italics();
        }
        if !words.text.is_empty() {
            self.blocks.push(words.into_block(kind));
        }
    }

    fn write(&self, ink: &mut Ink, lines: std::ops::Range<usize>) {
        write_lines(ink, &self.lines[lines]);
    }
}

/// The paragraphs of a quotation, its marks taken off.
fn paragraphs_of(lines: &[Line<'_>], wrap: Wrap) -> Vec<(BlockKind, Words)> {
    let runs = lines.split(Line::is_blank).filter(|run| !run.is_empty());
    let paragraphs = runs.flat_map(|run| wrap.paragraphs(run).into_iter().map(|range| &run[range]));
    let inked = paragraphs.map(|lines| {
        let mut ink = Ink::default();
        write_lines(&mut ink, lines);
        (BlockKind::Quote, ink.line())
    });
    inked.filter(|(_, words)| !words.text.is_empty()).collect()
}

fn write_lines(ink: &mut Ink, lines: &[Line<'_>]) {
    for line in lines {
        let space = wrap::space_before(ink.last(), line.body);
        ink.push(space);
        ink.push_raw(line.body);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn item(depth: u8, ordinal: Option<u64>) -> BlockKind {
        BlockKind::ListItem { depth, ordinal }
    }

    fn assert_blocks(text: &str, expected: &[(BlockKind, &str)]) {
        let blocks = read(&normalise_lines(text)).blocks;
        let found: Vec<_> = blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_way_to_end_a_line() {
        assert_eq!(normalise_lines("a\r\nb\rc\u{2028}d\u{C}e\r\n\r\nf"), "a\nb\nc\nd\n\ne\n\nf");
        assert!(matches!(normalise_lines("a\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn each_kind_of_block() {
        use BlockKind::{Heading, Quote, Text};
        for (text, expected) in [
            ("One.\n\nTwo.", vec![(Text, "One."), (Text, "Two.")]),
            (
                "Title\n=====\n\nScope\n-----\nWords.",
                vec![(Heading(1), "Title"), (Heading(2), "Scope"), (Text, "Words.")],
            ),
            (
                "Words.\n\nNEXT STEPS\nMore words.",
                vec![(Text, "Words."), (Heading(2), "NEXT STEPS"), (Text, "More words.")],
            ),
            ("STOP THE WAR!\n\nThey said.", vec![(Text, "STOP THE WAR!"), (Text, "They said.")]),
            (
                "1. Background\n\nIt began.\n\n1.1 The bridge\n\nBuilt.",
                vec![
                    (Heading(2), "1. Background"),
                    (Text, "It began."),
                    (Heading(3), "1.1 The bridge"),
                    (Text, "Built."),
                ],
            ),
            ("1. One\n\n2. Two", vec![(item(0, Some(1)), "One"), (item(0, Some(2)), "Two")]),
            (
                "- One\n  goes on\n  * Two\n\u{2022} Three",
                vec![(item(0, None), "One goes on"), (item(1, None), "Two"), (item(0, None), "Three")],
            ),
            (
                "1. One\n\n   More of one.\n2. Two",
                vec![(item(0, Some(1)), "One"), (Text, "More of one."), (item(0, Some(2)), "Two")],
            ),
            ("> Said\n> so.\n>\n> Again.", vec![(Quote, "Said so."), (Quote, "Again.")]),
            (
                "MS. LEE: Yes.\nQ  Why?\nMS. LEE: Because.",
                vec![(Text, "MS. LEE: Yes."), (Text, "Q Why?"), (Text, "MS. LEE: Because.")],
            ),
            ("TO: A\nFROM: B\nSUBJECT: C", vec![(Text, "TO: A"), (Text, "FROM: B"), (Text, "SUBJECT: C")]),
            ("One.\n\n* * *\n\nTwo.\n\n###", vec![(Text, "One."), (Text, "Two.")]),
            ("## Scope\nWords.", vec![(Heading(2), "Scope"), (Text, "Words.")]),
            (
                "Costs:\n| a | b |\n|---|--:|\n| 1  | 2 |\nMore.",
                vec![(Text, "Costs:"), (BlockKind::Table, "a | b\n1 | 2"), (Text, "More.")],
            ),
            ("#hashtag is text", vec![(Text, "#hashtag is text")]),
            (
                "They wrote a short letter\nto the mayor of the town:\n\n  Nobody wants to be\n  the last to leave.\n\nThe mayor has read it\nand has not answered it.\nNobody knows why that is\nor whether he means to.",
                vec![
                    (Text, "They wrote a short letter to the mayor of the town:"),
                    (Quote, "Nobody wants to be the last to leave."),
                    (
                        Text,
                        "The mayor has read it and has not answered it. Nobody knows why that is or whether he means to.",
                    ),
                ],
            ),
        ] {
            assert_blocks(text, &expected);
        }
    }

    #[test]
    fn short_lines_over_paragraphs() {
        use BlockKind::{Heading, Text};
        for (text, expected) in [
            (
                "A title over the text\n\nWords that say something.\n\nBackground\nIt began long ago, they said.\n\nWhat next?\n\nNobody knows that.",
                vec![
                    (Text, "A title over the text"),
                    (Text, "Words that say something."),
                    (Heading(2), "Background"),
                    (Text, "It began long ago, they said."),
                    (Heading(2), "What next?"),
                    (Text, "Nobody knows that."),
                ],
            ),
            (
                "Words that say something.\n\nBackground\nIt began long ago.",
                vec![(Text, "Words that say something."), (Text, "Background"), (Text, "It began long ago.")],
            ),
            (
                "A title over the text\nAnn Lee\n\nWords that say something, and more of them, so that the\nlines are wrapped and the first two of them were not.\n\nCosts\n\nWhat it costs is said in a table that nobody has read yet\nand that will not be read soon.\n\nFigures\n\n  Town    Cost\n  ------ -----\n  Orre      12\n\nRights\n\nWhat remains are the rights of the towns to what flows by\nand who may sell it:\n\n- nobody\n\nEnd\n\nThat is all there is to say of it, and of them, and of it\nthere is no more.",
                vec![
                    (Text, "A title over the text"),
                    (Text, "Ann Lee"),
                    (
                        Text,
                        "Words that say something, and more of them, so that the lines are wrapped and the first two of them were not.",
                    ),
                    (Heading(2), "Costs"),
                    (Text, "What it costs is said in a table that nobody has read yet and that will not be read soon."),
                    (Heading(2), "Figures"),
                    (BlockKind::Table, "Town | Cost\nOrre | 12"),
                    (Heading(2), "Rights"),
                    (Text, "What remains are the rights of the towns to what flows by and who may sell it:"),
                    (item(0, None), "nobody"),
                    (Heading(2), "End"),
                    (Text, "That is all there is to say of it, and of them, and of it there is no more."),
                ],
            ),
            (
                "Talks\nBy Ann Lee\n18 August 2025\nThe talks went on.",
                vec![(Text, "Talks"), (Text, "By Ann Lee"), (Text, "18 August 2025"), (Text, "The talks went on.")],
            ),
        ] {
            assert_blocks(text, &expected);
        }
    }

    #[test]
    fn whole_lines_in_bold_or_italics_are_marked() {
        let draft = read("**A Title**\n**A sentence below it.**\nThe **body** follows.");
        let texts: Vec<&str> = draft.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["A Title", "A sentence below it.", "The body follows."]);
        assert_eq!(draft.blocks[0].marks.len(), 1);
        let italic = &read("_A standfirst._").blocks[0];
        assert_eq!(
            (italic.text.as_str(), &italic.marks[0].kind),
            ("A standfirst.", &crate::document::MarkKind::Emphasis)
        );
        assert_eq!(draft.blocks[2].marks[0].span, crate::document::Span::new(4, 8));
    }

    #[test]
    fn front_matter_on_top_of_text() {
        let draft = read("---\ntitle: The bridge\n---\n\nWords.");
        assert_eq!(draft.metadata.headline.as_deref(), Some("The bridge"));
        assert_eq!(draft.blocks.len(), 1);
    }
}
