//! How much of a text is read: more than anyone reads, and little enough to be held whole, with all that is found in it.

use std::borrow::Cow;

use memchr::memchr_iter;

use crate::document::Diagnostic;

/// The most bytes of a text.
const LONGEST: usize = 64 << 20;
/// The most lines of a text.
const LINES: usize = 1_000_000;

/// The bytes of a text that are looked at.
pub(super) fn head(bytes: &[u8]) -> &[u8] {
    if bytes.len() <= LONGEST {
        return bytes;
    }
    // The rest of a UTF-8 character has no more than three bytes.
    let is_inside = |end: &usize| bytes[*end] & 0b1100_0000 == 0b1000_0000;
    let end = (LONGEST - 3..=LONGEST).rev().find(|end| !is_inside(end)).unwrap_or(LONGEST);
    &bytes[..end]
}

/// The lines of a text that are read; and what there is to say where that is not all, or its bytes were cut before.
pub(super) fn cut(text: Cow<'_, str>, was_cut: bool) -> (Cow<'_, str>, Option<Diagnostic>) {
    cut_at(text, was_cut, LINES)
}

fn cut_at(text: Cow<'_, str>, was_cut: bool, lines: usize) -> (Cow<'_, str>, Option<Diagnostic>) {
    let end = memchr_iter(b'\n', text.as_bytes()).nth(lines.saturating_sub(1)).map_or(text.len(), |at| at + 1);
    let warning = || {
        Diagnostic::warning(format!(
            "Its end is missing: no more is read than {} MiB, and {LINES} lines; split it to read the rest.",
            LONGEST >> 20
        ))
    };
    let said = (was_cut || end < text.len()).then(warning);
    let kept = match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
        Cow::Owned(mut text) => {
            text.truncate(end);
            Cow::Owned(text)
        }
    };
    (kept, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_after_a_line_and_says_so() {
        for (text, expected, is_cut) in
            [("", "", false), ("one\ntwo\n", "one\ntwo\n", false), ("one\ntwo\nthree", "one\ntwo\n", true)]
        {
            for text in [Cow::Borrowed(text), Cow::Owned(text.to_owned())] {
                let (kept, said) = cut_at(text, false, 2);
                assert_eq!((&*kept, said.is_some()), (expected, is_cut));
            }
        }
        assert!(cut_at(Cow::Borrowed("one"), true, 2).1.is_some());
    }

    #[test]
    fn bytes_are_cut_between_characters() {
        let long = "漢".repeat(LONGEST / 3 + 1);
        let kept = head(long.as_bytes());
        assert!(kept.len() > LONGEST - 3 && std::str::from_utf8(kept).is_ok());
        assert_eq!(head(b"short"), b"short");
    }
}
