//! What may come into the text from a key press or a paste: words, line breaks and tabs.

/// What becomes of line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// They start a new line.
    Kept,
    /// They become spaces, as tabs do: the text is one line.
    Spaces,
}

/// The text as it may be put in: every kind of line break is one `\n`, other control characters are left out.
pub(super) fn clean(text: &str, breaks: Breaks) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut last = None;
    for c in text.chars() {
        let second_half = c == '\n' && last == Some('\r');
        last = Some(c);
        match (c, breaks) {
            _ if second_half => {}
            (_, Breaks::Kept) if is_break(c) => clean.push('\n'),
            (_, Breaks::Spaces) if is_break(c) || c == '\t' => clean.push(' '),
            ('\t', Breaks::Kept) => clean.push('\t'),
            _ if c.is_control() => {}
            _ => clean.push(c),
        }
    }
    clean
}

/// The line breaks of Unicode: carriage return, line feed, vertical tab, form feed, next line, the two separators.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_breaks_and_tabs_come_in() {
        let cases = [
            ("a\r\nb\rc\nd", "a\nb\nc\nd", "a b c d"),
            ("a\r\r\nb\n\nc", "a\n\nb\n\nc", "a  b  c"),
            ("\x1b[31mred\x07\t!", "[31mred\t!", "[31mred !"),
            ("one\u{2028}two\u{85}three", "one\ntwo\nthree", "one two three"),
            ("👩‍👧 e\u{301} \u{202E}", "👩‍👧 e\u{301} \u{202E}", "👩‍👧 e\u{301} \u{202E}"),
        ];
        for (text, lines, line) in cases {
            assert_eq!((clean(text, Breaks::Kept), clean(text, Breaks::Spaces)), (lines.into(), line.into()));
        }
    }
}
