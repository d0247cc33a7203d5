//! Wrapping: a pure function of a text and a width, and a cache over it for what is on the screen.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use textwrap::WordSeparator;
use textwrap::core::{Word, break_words};
use textwrap::wrap_algorithms::wrap_first_fit;

use super::items::Item;
use crate::document::{Span, printable};

/// One row of a wrapped text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its scalar values, counted from the start of the text; the space at which it broke is not among them.
    pub span: Span,
    /// The same in bytes.
    pub bytes: Range<usize>,
}

/// Breaks a text into rows of at most `width` columns, by Unicode's line breaking rules (UAX #14); first fit. A text
/// with nothing in it has one empty row.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Row> {
    let shown = printable(text);
    // What is shown has a mark for each character that must not be shown: the same characters in number, not in bytes.
    let same_bytes = matches!(shown, std::borrow::Cow::Borrowed(_));
    let mut rows = Vec::with_capacity(text.len() / width.max(1) + 1);
    let mut place = Place::default();
    for line in text.split('\n') {
        if same_bytes {
            wrap_line(line, line, width, &mut place, &mut rows);
        } else {
            wrap_line(line, &printable(line), width, &mut place, &mut rows);
        }
        place.char += 1;
        place.byte += 1;
    }
    rows
}

/// How far wrapping has come in the text.
#[derive(Default)]
struct Place {
    char: usize,
    byte: usize,
}

fn wrap_line(line: &str, shown: &str, width: usize, place: &mut Place, rows: &mut Vec<Row>) {
    let words = WordSeparator::UnicodeBreakProperties.find_words(shown);
    // No screen is wider than this.
    let columns = f64::from(u16::try_from(width).unwrap_or(u16::MAX));
    let words: Vec<Word<'_>> = break_words(words, width.max(1));
    let mut rest = line.chars();
    for row in wrap_first_fit(&words, &[columns]) {
        let chars: usize = row.iter().map(|word| word.word.chars().count() + word.whitespace.chars().count()).sum();
        let blank = row.last().map_or(0, |word| word.whitespace.chars().count());
        let (mut words_bytes, mut blank_bytes) = (0, 0);
        for (i, c) in rest.by_ref().take(chars).enumerate() {
            if i < chars - blank {
                words_bytes += c.len_utf8();
            } else {
                blank_bytes += c.len_utf8();
            }
        }
        rows.push(Row {
            span: Span::new(place.char, place.char + chars - blank),
            bytes: place.byte..place.byte + words_bytes,
        });
        place.char += chars;
        place.byte += words_bytes + blank_bytes;
    }
}

/// What rows are kept for: an item and the width it was wrapped at.
type Kept = (Item, usize);

/// Rows of what was on the screen lately.
#[derive(Debug, Default)]
pub struct WrapCache {
    kept: RefCell<HashMap<Kept, Rc<[Row]>>>,
}

/// More than any screen shows; past it the cache starts again.
const KEPT: usize = 2_048;

impl WrapCache {
    /// The rows of an item's text at a width, wrapped now or before.
    pub fn rows(&self, item: Item, width: usize, text: impl FnOnce() -> Vec<Row>) -> Rc<[Row]> {
        if let Some(rows) = self.kept.borrow().get(&(item, width)) {
            return Rc::clone(rows);
        }
        let rows: Rc<[Row]> = text().into();
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert((item, width), Rc::clone(&rows));
        rows
    }

    /// Forgets everything: the texts have changed.
    pub fn clear(&self) {
        self.kept.borrow_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use textwrap::core::display_width;

    fn shown(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|row| &text[row.bytes]).collect()
    }

    #[test]
    fn words_move_down_whole() {
        assert_eq!(shown("land for security guarantees", 12), ["land for", "security", "guarantees"]);
    }

    #[test]
    fn a_long_word_is_broken_and_an_empty_text_has_a_row() {
        assert_eq!(shown("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(shown("", 10), [""]);
    }

    #[test]
    fn chinese_breaks_between_characters_and_never_before_a_full_stop() {
        for row in shown("各方同意继续谈判。乌克兰要求安全保障。", 8) {
            assert!(!row.starts_with('。') && display_width(row) <= 8, "{row}");
        }
    }

    #[test]
    fn line_breaks_are_kept() {
        assert_eq!(shown("a | b\nc | d", 20), ["a | b", "c | d"]);
    }

    proptest! {
        #[test]
        fn rows_hold_every_visible_character_in_order(text in "[a-z é漢\u{202e}\u{1b}\u{200b}👩\n\\-]{0,200}", width in 1usize..40) {
            let rows = wrap(&text, width);
            let kept: String = rows.iter().map(|row| &text[row.bytes.clone()]).collect();
            let visible = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&kept), visible(&text));
            for row in &rows {
                prop_assert_eq!(text[row.bytes.clone()].chars().count(), row.span.len());
                prop_assert_eq!(text[..row.bytes.start].chars().count(), row.span.start);
            }
        }
    }
}
