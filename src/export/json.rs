//! JSON in which what would act on a terminal is written as an escape: it means the same to whoever parses it.

use std::io::{self, Write};

use serde::Serialize;

use crate::document::is_unprintable;

/// Writes compact JSON so.
pub(crate) struct Safe;

impl serde_json::ser::Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_unprintable(*c)) {
            out.write_all(&fragment.as_bytes()[from..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}

/// A value on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Safe));
    written.expect("maps with string keys, written to memory");
    String::from_utf8(bytes).expect("it was written from strings")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_means_the_same_and_acts_on_no_terminal() {
        let words = "é \u{1b}[2J \u{9b}2J \u{7f} \u{202e} \u{e0041} \"\\\n漢";
        let json = line(&words);
        assert!(!json.chars().any(is_unprintable) && json.contains('é') && json.contains("\\u009b2J"), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), words);
    }
}
