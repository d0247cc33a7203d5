//! Tables: those that hold facts, and those that only lay out a page.

use super::dom::{Dom, NodeId};
use crate::document::{Block, BlockKind, Mark, Span};

/// The longest cell of a table of facts, in bytes; more is a page laid out in columns.
const LONGEST_CELL: usize = 1200;

/// Whether a table holds facts: at least two rows and two columns of short cells, no table within.
pub(super) fn is_data(dom: &Dom, table: NodeId) -> bool {
    if matches!(dom.attribute(table, "role"), Some("presentation" | "none")) {
        return false;
    }
    let (mut rows, mut wide_rows, mut cells_of_row, mut has_head) = (0, 0, 0, false);
    for node in dom.descendants(table).skip(1) {
        match dom.name(node) {
            "table" | "h1" | "h2" | "article" | "section" | "form" => return false,
            "tr" => {
                rows += 1;
                cells_of_row = 0;
            }
            name @ ("td" | "th") => {
                has_head |= name == "th";
                cells_of_row += 1;
                wide_rows += usize::from(cells_of_row == 2);
            }
            _ => {}
        }
    }
    let is_long = |id: NodeId| {
        let lengths = dom.descendants(id).filter_map(|node| dom.text(node)).map(|words| words.trim().len());
        lengths.sum::<usize>() > LONGEST_CELL
    };
    rows >= 2
        && (wide_rows * 2 > rows || has_head && wide_rows > 0)
        && !dom.descendants(table).filter(|id| matches!(dom.name(*id), "td" | "th")).any(is_long)
}

/// The rows as one block, cells joined by ` | `; `read` gives what a cell holds. `None` where no cell has words.
pub(super) fn rows(dom: &Dom, table: NodeId, mut read: impl FnMut(NodeId) -> Vec<Block>) -> Option<Block> {
    let mut whole = Joined::default();
    for row in dom.descendants(table).filter(|id| dom.name(*id) == "tr") {
        let mut line = Joined::default();
        for (at, cell) in dom.children(row).filter(|id| matches!(dom.name(*id), "td" | "th")).enumerate() {
            let mut words = Joined::default();
            for block in read(cell) {
                words.add(" ", block);
            }
            line.glue(if at > 0 { " | " } else { "" });
            line.add("", words.into_block());
        }
        if line.text.chars().any(|c| c != ' ' && c != '|') {
            whole.add("\n", line.into_block());
        }
    }
    let block = whole.into_block();
    (!block.text.is_empty()).then_some(block)
}

/// Blocks set one after the other, their marks moved along.
#[derive(Default)]
struct Joined {
    text: String,
    length: usize,
    marks: Vec<Mark>,
}

impl Joined {
    fn glue(&mut self, words: &str) {
        self.text.push_str(words);
        self.length += words.chars().count();
    }

    fn add(&mut self, glue: &str, block: Block) {
        if !self.text.is_empty() && !block.text.is_empty() {
            self.glue(glue);
        }
        let at = self.length;
        let moved = |mark: Mark| Mark { span: Span::new(mark.span.start + at, mark.span.end + at), kind: mark.kind };
        self.marks.extend(block.marks.into_iter().map(moved));
        let words = if glue == "\n" { block.text } else { same_length_line(&block.text) };
        self.glue(&words);
    }

    fn into_block(self) -> Block {
        Block { kind: BlockKind::Table, text: self.text, marks: self.marks }
    }
}

/// The words on one line, each scalar value in its place.
fn same_length_line(words: &str) -> String {
    if words.contains('\n') { words.replace('\n', " ") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::fragment;
    use super::*;

    #[test]
    fn rows_are_lines_and_layout_is_not() {
        let blocks = fragment(
            "<table><caption>What</caption><tr><th>Town</th><th>Share</th></tr><tr><td> <p>Old <b>Ford</b></p>\n<td>3<br>%</table>",
        );
        assert_eq!(blocks[0].kind, BlockKind::Caption);
        assert_eq!(blocks[1].text, "Town | Share\nOld Ford | 3 %");
        assert_eq!(blocks[1].marks[0].span, Span::new(17, 21));
        let blocks = fragment("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>");
        assert_eq!(blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["One.", "Two."]);
    }
}
