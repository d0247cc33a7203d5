//! Untrusted text made safe to show: every character that could steer a terminal becomes one visible mark.
//!
//! One character in, one character out, so that spans into the text stay right. What is kept on disk is never changed.

use std::borrow::Cow;

/// The mark for a control character that has no picture of its own.
const UNKNOWN: char = '\u{FFFD}';

/// Whether a character would act on the terminal or on the order of the text instead of being seen.
///
/// Line breaks and tabs count: who wraps the text has dealt with those that mean something. The joiners that emoji,
/// Arabic and Indic scripts need (U+200C, U+200D) and variation selectors do not count.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// What is shown for one character.
#[must_use]
pub fn printable_char(c: char) -> char {
    match c {
        '\t' | '\n' => ' ',
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(UNKNOWN),
        '\u{7F}' => '\u{2421}',
        '\u{00AD}' => '-',
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => '\u{2423}',
        _ if is_unprintable(c) => UNKNOWN,
        _ => c,
    }
}

/// A text as it may be shown on one line: nothing in it acts on the terminal. Borrowed where there was nothing to change.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_unprintable) {
        Cow::Owned(text.chars().map(printable_char).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The first `most` characters of a text as one line to show, with one space for each run of spaces and line breaks.
#[must_use]
pub fn on_one_line(text: &str, most: usize) -> String {
    let start: String = text.trim_start().chars().take(most).collect();
    printable(&start.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_becomes_a_mark() {
        assert_eq!(printable("a\x1b[31mb\u{202E}c"), "a\u{241B}[31mb\u{FFFD}c");
        assert_eq!(printable("\u{9b}x\u{7f}"), "\u{FFFD}x\u{2421}");
    }

    #[test]
    fn a_text_is_shown_on_one_line() {
        assert_eq!(on_one_line("  No \n\t land\u{7}. None at all.", 12), "No land\u{2407}.");
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        assert!(matches!(printable("Zelenskyy’s “guarantees” 漢字 👩‍👩‍👧"), Cow::Borrowed(_)));
    }

    #[test]
    fn one_character_in_one_out() {
        let wild = "a\u{200B}\r\n\t\u{2066}b";
        assert_eq!(printable(wild).chars().count(), wild.chars().count());
    }
}
