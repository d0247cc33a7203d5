//! The HTML of a mail: its blocks, with quotations without marks and signatures set apart.

use super::voices::{Piece, Voice, voices};
use crate::document::{Block, BlockKind};
use crate::intake::html::fragment;

/// The blocks of a mail's HTML, and which of them are the writer's.
pub(super) fn blocks(html: &str, passes_on: bool) -> Vec<(Voice, Block)> {
    let blocks = fragment(html);
    let pieces: Vec<Piece<'_>> =
        blocks.iter().map(|block| Piece { words: &block.text, is_quoted: block.kind == BlockKind::Quote }).collect();
    let voices = voices(&pieces, passes_on);
    voices.into_iter().zip(blocks).collect()
}
