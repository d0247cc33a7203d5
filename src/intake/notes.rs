//! Notes at the end of a text, as makers of pages and books write them: numbered items that lead back to where they are
//! called. They are labelled `[1]` as the notes of word processors are, and are no list.

use crate::document::{Block, BlockKind, Mark, Span};

/// The signs that lead back, and what makes them signs and no pictures.
const BACK: [char; 4] = ['↩', '\u{FE0E}', '\u{FE0F}', '↑'];

/// Labels the notes among these blocks.
pub(super) fn label(blocks: &mut [Block]) {
    for block in blocks {
        let BlockKind::ListItem { ordinal: Some(number), .. } = block.kind else { continue };
        let words = block.text.trim_end_matches(|c: char| c.is_whitespace() || BACK.contains(&c));
        if !block.text[words.len()..].contains(['↩', '↑']) || words.is_empty() {
            continue;
        }
        block.text.truncate(words.len());
        put_ahead(block, &format!("[{number}] "));
        block.kind = BlockKind::Text;
    }
}

/// Puts a label ahead of a block's words; its marks go with the words.
fn put_ahead(block: &mut Block, label: &str) {
    let length = block.text.chars().count();
    let by = label.chars().count();
    block.text.insert_str(0, label);
    block.marks.retain(|mark| mark.span.start < length);
    for Mark { span, .. } in &mut block.marks {
        *span = Span::new(span.start + by, span.end.min(length) + by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::MarkKind;

    #[test]
    fn items_that_lead_back_are_notes() {
        let item = |text: &str| Block {
            kind: BlockKind::ListItem { depth: 0, ordinal: Some(2) },
            text: text.to_owned(),
            marks: vec![
                Mark { span: Span::new(0, 4), kind: MarkKind::Emphasis },
                Mark { span: Span::new(10, 11), kind: MarkKind::Link("#a".to_owned()) },
            ],
        };
        let mut blocks = vec![item("Seen here.↩\u{FE0E}"), item("Seen here.")];
        label(&mut blocks);
        assert_eq!((blocks[0].kind, blocks[0].text.as_str()), (BlockKind::Text, "[2] Seen here."));
        assert_eq!(blocks[0].marks.len(), 1);
        assert_eq!(blocks[0].marks[0].span, Span::new(4, 8));
        assert_eq!(blocks[1], item("Seen here."));
    }
}
