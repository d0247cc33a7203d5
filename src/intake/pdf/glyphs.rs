//! What a page's content stream puts on the page: pieces of text with their place, size and style.
//!
//! Coordinates are points with the origin at the top left of the page as it is read, `y` growing downwards.

use super::dots::Dot;

/// How a font looks, as far as reading goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
}

/// One character code shown on the page; its words may be none (part of a ligature) or several.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// Where its words stand in [`PageText::text`].
    pub(super) start: u32,
    /// How many bytes they have.
    pub(super) length: u16,
    pub(super) style: Style,
    /// Whether the document says that it is no part of its words: running heads, page numbers, ornaments.
    pub(super) is_artifact: bool,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline.
    pub(super) y: f32,
    /// The height of the font in points.
    pub(super) size: f32,
}

/// Everything that a page says, in the order of its content stream.
#[derive(Debug, Default)]
pub(super) struct PageText {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    /// Small shapes, such as bullets are painted as.
    pub(super) dots: Vec<Dot>,
    /// How many glyphs the fonts say nothing of.
    pub(super) unknown: usize,
    /// Whether pictures are painted on it.
    pub(super) has_pictures: bool,
}

impl PageText {
    /// The words of a glyph.
    pub(super) fn words(&self, glyph: &Glyph) -> &str {
        let start = glyph.start as usize;
        self.text.get(start..start + usize::from(glyph.length)).unwrap_or("")
    }
}
