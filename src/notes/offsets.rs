//! From bytes to scalar values and back, in time that does not grow with the text.

/// Bytes between two entries of the table.
const STEP: usize = 512;

/// A text and a table of how many scalar values start before each multiple of [`STEP`] bytes.
pub(crate) struct Offsets<'a> {
    text: &'a str,
    chars: Vec<usize>,
}

impl<'a> Offsets<'a> {
    /// Reads the text once.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut before = 0;
        let chars = text.as_bytes().chunks(STEP).map(|chunk| {
            let here = before;
            before += starts(chunk);
            here
        });
        let mut chars: Vec<_> = chars.collect();
        chars.push(starts(text.as_bytes()));
        Self { text, chars }
    }

    /// The text under a span; none where it has no such span.
    pub(crate) fn slice(&self, span: crate::document::Span) -> Option<&'a str> {
        self.text.get(self.byte(span.start)?..self.byte(span.end)?)
    }

    /// How many scalar values start before this byte; `None` past the end or inside a character.
    pub(crate) fn char(&self, byte: usize) -> Option<usize> {
        if !self.text.is_char_boundary(byte) {
            return None;
        }
        let entry = byte / STEP;
        Some(self.chars.get(entry)? + starts(&self.text.as_bytes()[(entry * STEP).min(byte)..byte]))
    }

    /// The byte at which this scalar value starts; the text's length for the one past the end; `None` beyond.
    pub(crate) fn byte(&self, char: usize) -> Option<usize> {
        let entry = self.chars.partition_point(|&before| before <= char).checked_sub(1)?;
        let mut left = char - self.chars[entry];
        let from = (entry * STEP).min(self.text.len());
        for (i, byte) in self.text.as_bytes()[from..].iter().enumerate() {
            if is_start(*byte) {
                if left == 0 {
                    return Some(from + i);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }
}

/// Whether a byte starts a character in UTF-8.
const fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn bytes_and_scalar_values_agree(text in "(.|\n){0,40}", times in 1_usize..60) {
            let text = text.repeat(times);
            let offsets = Offsets::new(&text);
            let ends = [(text.len(), '\0')];
            for (char, (byte, _)) in text.char_indices().chain(ends).enumerate() {
                prop_assert_eq!(offsets.char(byte), Some(char));
                prop_assert_eq!(offsets.byte(char), Some(byte));
            }
            prop_assert_eq!(offsets.byte(text.chars().count() + 1), None);
        }
    }
}
