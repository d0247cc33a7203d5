//! Tables: rows of cells of paragraphs. Half of them in word processors' files are no tables but a page's layout.

use super::Role;
use crate::document::{Block, BlockKind, Mark, Span, memo_field};
use crate::intake::ink::{Ink, Words};

/// A paragraph in a cell.
type Piece = (Role, Ink);

/// A table, being read.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<Vec<Piece>>>,
    /// Whether the open row goes once it ends.
    is_row_deleted: bool,
}

impl Table {
    pub(super) fn open_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn open_cell(&mut self) {
        match self.rows.last_mut() {
            Some(row) => row.push(Vec::new()),
            None => self.rows.push(vec![Vec::new()]),
        }
    }

    pub(super) fn delete_row(&mut self) {
        self.is_row_deleted = true;
    }

    pub(super) fn close_row(&mut self) {
        if std::mem::take(&mut self.is_row_deleted) {
            self.rows.pop();
        }
    }

    /// Adds a paragraph to the open cell. Words between cells, as damaged files have them, are a cell.
    pub(super) fn paragraph(&mut self, role: Role, ink: Ink) {
        if ink.is_blank() {
            return;
        }
        if self.rows.last().is_none_or(Vec::is_empty) {
            self.open_cell();
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push((role, ink));
        }
    }

    /// Whether it only puts words in their places: no row has two cells with words, or the title stands in it.
    pub(super) fn is_layout(&self) -> bool {
        let filled = |row: &Vec<Vec<Piece>>| row.iter().filter(|cell| !cell.is_empty()).count();
        let holds_title = || self.rows.iter().flatten().flatten().any(|(role, _)| *role == Role::Title);
        self.rows.iter().all(|row| filled(row) < 2) || holds_title()
    }

    pub(super) fn into_pieces(self) -> impl Iterator<Item = Piece> {
        self.rows.into_iter().flatten().flatten()
    }

    /// One block of rows, or, where it is a memorandum's head, its fields as paragraphs.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        let words = |cell: Vec<Piece>| joined(cell.into_iter().map(|(_, ink)| ink.line()), " ");
        let rows = self.rows.into_iter().map(|row| row.into_iter().map(words).collect::<Vec<_>>());
        let rows: Vec<Vec<Words>> = rows.filter(|row| row.iter().any(|cell| !cell.text.is_empty())).collect();
        if let Some(fields) = memo_head(&rows) {
            return fields;
        }
        let lines = rows.into_iter().map(|row| joined(row.into_iter(), " | "));
        vec![joined(lines, "\n").into_block(BlockKind::Table)]
    }
}

/// The fields of a memorandum's head, where every row is one: `TO:` beside a name.
fn memo_head(rows: &[Vec<Words>]) -> Option<Vec<Block>> {
    let field = |row: &Vec<Words>| {
        let filled = row.iter().map(|cell| cell.text.as_str()).filter(|words| !words.is_empty());
        let text = filled.collect::<Vec<_>>().join(" ");
        memo_field(&text).is_some().then_some(Block { kind: BlockKind::Text, text, marks: Vec::new() })
    };
    rows.iter().map(field).collect()
}

/// Words put together, their marks moved along.
fn joined(parts: impl Iterator<Item = Words>, joint: &str) -> Words {
    let mut whole = Words { text: String::new(), marks: Vec::new() };
    let mut length = 0;
    for (at, part) in parts.enumerate() {
        if at > 0 {
            whole.text.push_str(joint);
            length += joint.chars().count();
        }
        let moved = |mark: Mark| Mark { span: Span::new(mark.span.start + length, mark.span.end + length), ..mark };
        whole.marks.extend(part.marks.into_iter().map(moved));
        length += part.text.chars().count();
        whole.text.push_str(&part.text);
    }
    whole
}
