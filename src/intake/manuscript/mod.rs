//! What word processors write, whichever wrote it: paragraphs with roles, tables and notes, on their way to blocks.
//!
//! The formats say what a paragraph's style is and what its words are; what follows from that is decided here, once.

mod link;
mod pen;
mod properties;
mod roles;
mod table;

use super::ink::{Ink, Words};
use super::spaces::one_line;
use super::{Draft, Unreadable};
use crate::document::{
    Block, BlockKind, Diagnostic, Mark, Metadata, Span, date_in, ends_sentence, is_furniture, word_count,
};

pub(super) use link::address;
pub(super) use pen::{Face, Pen};
pub(super) use properties::Properties;
pub(super) use roles::Role;
use table::Table;

/// A heading of more words than this that ends as a sentence is a paragraph in a heading's dress.
const HEADING_WORDS: usize = 20;
/// How many blocks may stand ahead of what belongs to the masthead.
const LEAD: usize = 12;

/// A document, being read.
#[derive(Default)]
pub(super) struct Manuscript {
    metadata: Metadata,
    blocks: Vec<Block>,
    /// The open tables, outermost first.
    tables: Vec<Table>,
    /// Whether the last paragraph was the title: then the next of its kind goes on with it.
    in_title: bool,
}

impl Manuscript {
    /// Ends a paragraph.
    pub(super) fn paragraph(&mut self, role: Role, ink: Ink) {
        if let Some(table) = self.tables.last_mut() {
            table.paragraph(role, ink);
            return;
        }
        if ink.is_blank() {
            return;
        }
        let was_in_title = std::mem::replace(&mut self.in_title, role == Role::Title);
        match role {
            Role::Title => self.title(ink, was_in_title),
            Role::Subtitle | Role::Author | Role::Date | Role::Summary => self.field(role, ink),
            Role::Heading(level) => self.heading(level, ink),
            Role::Text => self.running(BlockKind::Text, ink, true),
            Role::Quote => self.running(BlockKind::Quote, ink, true),
            Role::Item { depth, ordinal } => self.running(BlockKind::ListItem { depth, ordinal }, ink, false),
            Role::Code => self.code(ink),
            Role::Caption => self.blocks.push(ink.line().into_block(BlockKind::Caption)),
            Role::Furniture => {}
        }
    }

    pub(super) fn open_table(&mut self) {
        self.tables.push(Table::default());
    }

    pub(super) fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.open_row();
        }
    }

    pub(super) fn open_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.open_cell();
        }
    }

    /// Says that the open row was deleted by a tracked change.
    pub(super) fn delete_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.delete_row();
        }
    }

    pub(super) fn close_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.close_row();
        }
    }

    /// Ends a table; one within another's cell becomes that cell's words.
    pub(super) fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        if !self.tables.is_empty() || table.is_layout() {
            for (role, ink) in table.into_pieces() {
                self.paragraph(role, ink);
            }
            return;
        }
        self.in_title = false;
        self.blocks.extend(table.into_blocks());
    }

    /// Adds the words of a footnote or endnote under its label.
    pub(super) fn note(&mut self, label: &str, note: Self) {
        let mut label = Some(format!("[{label}] "));
        for mut block in note.into_blocks() {
            if let Some(label) = label.take() {
                prefix(&mut block, &label);
            }
            self.blocks.push(block);
        }
    }

    /// Adds what stands in a frame.
    pub(super) fn append(&mut self, frame: Self) {
        self.blocks.extend(frame.into_blocks());
    }

    /// The blocks alone: of a note, or of a part.
    fn into_blocks(mut self) -> Vec<Block> {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.blocks
    }

    /// The whole, with what the document's properties add to what stands on its pages; `damage` is why its reading stopped
    /// ahead of its end.
    ///
    /// # Errors
    /// Where nothing is there to read.
    pub(super) fn finish(mut self, properties: Properties, damage: Option<&str>) -> Result<Draft, Unreadable> {
        let metadata = std::mem::take(&mut self.metadata);
        let blocks = self.into_blocks();
        if blocks.is_empty() && metadata.headline.is_none() {
            return Err(damage.map_or(Unreadable::Empty, |cause| Unreadable::Broken(cause.to_owned())));
        }
        let metadata = properties.complete(metadata, &blocks);
        let warning = |cause| Diagnostic::warning(format!("It is damaged ({cause}), and read up to there."));
        Ok(Draft { metadata, blocks, diagnostics: damage.map(warning).into_iter().collect() })
    }

    fn title(&mut self, ink: Ink, goes_on: bool) {
        let words = one_line(&ink.line().text);
        match &mut self.metadata.headline {
            Some(title)
                if goes_on && !ends_sentence(title) && word_count(title) + word_count(&words) <= HEADING_WORDS =>
            {
                title.push(' ');
                title.push_str(&words);
            }
            None if self.blocks.len() < LEAD => self.metadata.headline = Some(words),
            _ => self.blocks.push(Block { kind: BlockKind::Heading(1), text: words, marks: Vec::new() }),
        }
    }

    /// A paragraph that its style assigns to the masthead; where the masthead has such a thing, or it is far down, it is text.
    fn field(&mut self, role: Role, ink: Ink) {
        let words = ink.line();
        let line = one_line(&words.text);
        let is_above = self.blocks.len() < LEAD;
        let metadata = &mut self.metadata;
        match role {
            Role::Subtitle if is_above && metadata.subtitle.is_none() && !is_furniture(&line) => {
                metadata.subtitle = Some(line);
            }
            Role::Author if is_above => match &mut metadata.byline {
                Some(names) => names.extend([", ", &line]),
                None => metadata.byline = Some(line),
            },
            Role::Date if is_above && metadata.date.is_none() && date_in(&line).is_some() => {
                metadata.date = date_in(&line);
            }
            Role::Summary if is_above && metadata.summary.is_none() => metadata.summary = Some(line),
            _ => self.blocks.push(words.into_block(BlockKind::Text)),
        }
    }

    fn heading(&mut self, level: u8, ink: Ink) {
        let words = ink.line();
        if word_count(&words.text) > HEADING_WORDS && ends_sentence(&words.text) {
            self.blocks.push(words.into_block(BlockKind::Text));
            return;
        }
        let text = one_line(&words.text);
        self.blocks.push(Block { kind: BlockKind::Heading(level), text, marks: Vec::new() });
    }

    /// Running words; after a line break twice over, what follows is a paragraph of its own.
    fn running(&mut self, kind: BlockKind, ink: Ink, free_lines: bool) {
        let mut kind = kind;
        for words in ink.paragraphs(free_lines) {
            self.blocks.push(words.into_block(kind));
            if matches!(kind, BlockKind::ListItem { .. }) {
                kind = BlockKind::Text;
            }
        }
    }

    /// A line of code goes on with the line before it: word processors make a paragraph of each.
    fn code(&mut self, ink: Ink) {
        let mut words = ink.rows();
        words.text.truncate(words.text.trim_end().len());
        match self.blocks.last_mut() {
            Some(last) if last.kind == BlockKind::Code => {
                last.text.push('\n');
                last.text.push_str(&words.text);
            }
            _ => self.blocks.push(Words { text: words.text, marks: Vec::new() }.into_block(BlockKind::Code)),
        }
    }
}

/// Puts words ahead of a block's own.
fn prefix(block: &mut Block, words: &str) {
    let by = words.chars().count();
    block.text.insert_str(0, words);
    for Mark { span, .. } in &mut block.marks {
        *span = Span::new(span.start + by, span.end + by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(words: &str) -> Ink {
        let mut ink = Ink::default();
        ink.push(words);
        ink
    }

    fn finished(paragraphs: &[(Role, &str)]) -> Draft {
        let mut manuscript = Manuscript::default();
        for (role, words) in paragraphs {
            manuscript.paragraph(*role, ink(words));
        }
        manuscript.finish(Properties::default(), None).unwrap()
    }

    #[test]
    fn roles_go_to_the_masthead_or_to_blocks() {
        let draft = finished(&[
            (Role::Title, "Ferries and"),
            (Role::Title, "Floods"),
            (Role::Subtitle, "18 August 2025"),
            (Role::Subtitle, "What the islands want"),
            (Role::Author, "Ann Lee"),
            (Role::Author, "Bo Roe"),
            (Role::Date, "19 August 2025"),
            (Role::Text, "They met."),
            (Role::Title, "Part two"),
            (Role::Furniture, "Contents 3"),
        ]);
        assert_eq!(draft.metadata.headline.as_deref(), Some("Ferries and Floods"));
        assert_eq!(draft.metadata.subtitle.as_deref(), Some("What the islands want"));
        assert_eq!(draft.metadata.byline.as_deref(), Some("Ann Lee, Bo Roe"));
        assert_eq!(draft.metadata.date.unwrap().day.to_string(), "2025-08-19");
        let blocks: Vec<_> = draft.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        let expected =
            [(BlockKind::Text, "18 August 2025"), (BlockKind::Text, "They met."), (BlockKind::Heading(1), "Part two")];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn tables_are_rows_and_layouts_are_their_words() {
        for (rows, expected) in [
            (&[&["Port", "Ships"][..], &["North", "4"]][..], &["Port | Ships\nNorth | 4"][..]),
            (&[&["TO:", "The Minister"], &["FROM:", "Ann Lee"]], &["TO: The Minister", "FROM: Ann Lee"]),
            (&[&["", "Words beside a logo."]], &["Words beside a logo."]),
            (&[&["In a box."], &["Of two."]], &["In a box.", "Of two."]),
        ] {
            let mut manuscript = Manuscript::default();
            manuscript.open_table();
            for row in rows {
                manuscript.open_row();
                for cell in *row {
                    manuscript.open_cell();
                    manuscript.paragraph(Role::Text, ink(cell));
                }
            }
            manuscript.close_table();
            let draft = manuscript.finish(Properties::default(), None).unwrap();
            assert_eq!(draft.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn notes_are_labelled_and_code_is_joined() {
        let mut note = Manuscript::default();
        note.paragraph(Role::Text, ink("Seen there."));
        note.paragraph(Role::Text, ink("And here."));
        let mut manuscript = Manuscript::default();
        manuscript.paragraph(Role::Code, ink("one"));
        manuscript.paragraph(Role::Code, ink("  two"));
        manuscript.note("3", note);
        let draft = manuscript.finish(Properties::default(), Some("cut off")).unwrap();
        let words: Vec<_> = draft.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(words, ["one\n  two", "[3] Seen there.", "And here."]);
        assert_eq!(draft.diagnostics.len(), 1);
        assert_eq!(Manuscript::default().finish(Properties::default(), None).unwrap_err(), Unreadable::Empty);
    }
}
