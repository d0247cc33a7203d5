//! Glyphs to words: what stands together on one baseline with no space between.

use super::glyphs::{Glyph, PageText, Style};

/// The gap, in ems, from which two glyphs are two words.
const WORD_GAP: f32 = 0.17;
/// How far two glyphs of one word may overlap, in ems; beyond that the second was painted elsewhere.
const OVERLAP: f32 = 0.5;
/// How far apart, in ems, the baselines of one word's glyphs may be.
const SAME_BASELINE: f32 = 0.12;

/// A word on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) is_artifact: bool,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    /// Whether it goes on with the word before it on its line: a raised figure, a change of style within a word.
    pub(super) is_joined: bool,
}

impl Word {
    fn opened(page: &PageText, glyph: &Glyph, is_joined: bool) -> Self {
        let Glyph { style, is_artifact, x0, x1, y, size, .. } = *glyph;
        Self { text: page.words(glyph).to_owned(), style, is_artifact, x0, x1, y, size, is_joined }
    }
}

/// The words of a page, in the order of its content stream.
pub(super) fn of(page: &PageText) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    let mut last: Option<&Glyph> = None;
    for glyph in &page.glyphs {
        let said = page.words(glyph);
        if !said.is_empty() && said.chars().all(char::is_whitespace) {
            is_open = false;
            last = Some(glyph);
            continue;
        }
        if last.is_some_and(|last| is_painted_again(page, last, glyph)) {
            continue;
        }
        let follows = is_open && last.is_some_and(|last| follows(last, glyph));
        match words.last_mut() {
            Some(word) if follows && fits(word, glyph) => {
                word.text.push_str(said);
                word.x1 = word.x1.max(glyph.x1);
            }
            _ => {
                words.push(Word::opened(page, glyph, follows));
                is_open = true;
            }
        }
        last = Some(glyph);
    }
    words.retain(|word| !word.text.trim().is_empty());
    for word in words.iter_mut().filter(|word| word.text.contains(char::is_whitespace)) {
        word.text = word.text.trim().to_owned();
    }
    words
}

/// Whether a glyph stands right behind another.
fn follows(last: &Glyph, glyph: &Glyph) -> bool {
    let size = last.size.max(glyph.size);
    let gap = glyph.x0 - last.x1;
    let shift = (glyph.y - last.y).abs();
    gap < WORD_GAP * size && gap > -OVERLAP * size && shift < 0.5 * size
}

/// Whether a glyph that stands right behind a word is set as it is.
fn fits(word: &Word, glyph: &Glyph) -> bool {
    word.style == glyph.style
        && word.is_artifact == glyph.is_artifact
        && (word.y - glyph.y).abs() <= SAME_BASELINE * word.size
        && (word.size - glyph.size).abs() <= 0.05 * word.size
}

/// Whether a glyph is the one before it, painted once more to look bold or to cast a shadow.
fn is_painted_again(page: &PageText, last: &Glyph, glyph: &Glyph) -> bool {
    let near = 0.08 * glyph.size;
    let same_place = (last.x0 - glyph.x0).abs() < near && (last.y - glyph.y).abs() < near;
    same_place && glyph.x1 - glyph.x0 > near && page.words(last) == page.words(glyph)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A page with these pieces of text, each at its place, every glyph half an em wide.
    pub(in super::super) fn page(pieces: &[(f32, f32, f32, &str)]) -> PageText {
        let mut page = PageText { width: 600.0, height: 800.0, ..PageText::default() };
        for (x, y, size, words) in pieces {
            let mut x0 = *x;
            for c in words.chars() {
                let start = u32::try_from(page.text.len()).unwrap();
                page.text.push(c);
                let (x1, length) = (x0 + size / 2.0, u16::try_from(c.len_utf8()).unwrap());
                let (style, is_artifact) = (Style::default(), false);
                page.glyphs.push(Glyph { start, length, style, is_artifact, x0, x1, y: *y, size: *size });
                x0 = x1;
            }
        }
        page
    }

    #[test]
    fn gaps_and_spaces_part_words() {
        let text = |pieces: &[(f32, f32, f32, &str)]| -> Vec<(String, bool)> {
            of(&page(pieces)).into_iter().map(|word| (word.text, word.is_joined)).collect()
        };
        let plain = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), false)).collect::<Vec<_>>();
        assert_eq!(text(&[(10.0, 20.0, 10.0, "two words")]), plain(&["two", "words"]));
        assert_eq!(text(&[(10.0, 20.0, 10.0, "kern"), (30.5, 20.0, 10.0, "ed")]), plain(&["kerned"]));
        assert_eq!(text(&[(10.0, 20.0, 10.0, "a"), (18.0, 20.0, 10.0, "b")]), plain(&["a", "b"]));
        assert_eq!(text(&[(10.0, 20.0, 10.0, "line"), (10.0, 32.0, 10.0, "next")]), plain(&["line", "next"]));
        let raised = text(&[(10.0, 20.0, 10.0, "word"), (30.0, 16.0, 6.0, "1")]);
        assert_eq!(raised, [("word".to_owned(), false), ("1".to_owned(), true)]);
    }
}
