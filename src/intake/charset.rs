//! Bytes to characters: a byte order mark, then UTF-8, then a guess that says it was one. Never an error.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::Diagnostic;

/// How much of a file is looked at to tell text from other things.
const SAMPLE: usize = 64 * 1024;

/// A text and what was imperfect about its bytes.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// How the files that people mix up with text begin, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (such as .doc)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1F\x8B", "compressed data"),
    (b"\x7FELF", "a program"),
];

/// What the bytes are, if not text.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some(kind);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if Encoding::for_bom(bytes).is_some() || unmarked_utf16(sample).is_some() {
        return None;
    }
    let controls = sample.iter().filter(|&&byte| is_binary_control(byte)).count();
    (controls * 50 > sample.len()).then_some("binary data")
}

/// A control byte that text files do not hold; escape is left out, since logs of terminals are text.
const fn is_binary_control(byte: u8) -> bool {
    matches!(byte, 0..=6 | 14..=26 | 28..=31)
}

/// The characters of `bytes`.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..], false);
    }
    if let Some(encoding) = unmarked_utf16(&bytes[..bytes.len().min(SAMPLE)]) {
        return decode_as(encoding, bytes, true);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), diagnostics: Vec::new() };
    }
    if is_damaged_utf8(bytes) {
        return decode_as(UTF_8, bytes, false);
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    decode_as(detector.guess(None, false), bytes, true)
}

/// The characters of bytes that come with the name of a charset. Where the bytes speak against the name, they are believed.
pub(super) fn decode_declared<'a>(bytes: &'a [u8], charset: Option<&str>) -> Decoded<'a> {
    let Some(encoding) = charset.and_then(|charset| Encoding::for_label(charset.trim().as_bytes())) else {
        return decode(bytes);
    };
    let (text, damaged) = encoding.decode_with_bom_removal(bytes);
    // Every byte is a letter in the charsets of one byte a letter: only they are got wrong without a sign of it.
    let is_belied = damaged || encoding.is_single_byte() && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    if !is_belied {
        return Decoded { text, diagnostics: Vec::new() };
    }
    let mut decoded = decode(bytes);
    if decoded.text.contains(char::REPLACEMENT_CHARACTER) && !text.contains(char::REPLACEMENT_CHARACTER) {
        decoded.text = text;
    }
    let name = encoding.name();
    decoded.diagnostics.insert(0, Diagnostic::warning(format!("It says that it is in {name}, and is not.")));
    decoded
}

pub(super) fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], guessed: bool) -> Decoded<'a> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut diagnostics = Vec::new();
    if guessed {
        let name = encoding.name();
        diagnostics.push(Diagnostic::warning(format!(
            "It does not say how its characters are encoded; read as {name}, a guess, so look at its accents."
        )));
    }
    if damaged {
        let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
        diagnostics.push(Diagnostic::warning(format!(
            "{bad} of its characters could not be read as {} and are shown as \u{FFFD}.",
            encoding.name()
        )));
    }
    Decoded { text, diagnostics }
}

/// UTF-16 without a mark: Latin text then has a zero in nearly every other byte, always on the same side.
fn unmarked_utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |side: usize| sample.chunks_exact(2).filter(|pair| pair[side] == 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    if low_first * 10 > pairs * 7 && high_first * 20 < pairs {
        Some(UTF_16LE)
    } else if high_first * 10 > pairs * 7 && low_first * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether it is UTF-8 with a few bad bytes, which a guess at an old charset would turn to gibberish throughout.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn marked_text_is_read_as_it_says() {
        let text = "Zelenskyy’s “guarantees”";
        assert_eq!(decode(format!("\u{FEFF}{text}").as_bytes()).text, text);
        for big in [false, true] {
            let decoded = decode(&utf16(text, true, big)).text.into_owned();
            assert_eq!(decoded, text);
        }
    }

    #[test]
    fn unmarked_utf16_is_not_binary() {
        let text = "A ministry wrote this on an old machine, without a mark.";
        for big in [false, true] {
            let bytes = utf16(text, false, big);
            assert_eq!(binary_kind(&bytes), None);
            assert_eq!(decode(&bytes).text, text);
        }
    }

    #[test]
    fn old_charsets_are_guessed_and_said() {
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1252.encode("Le président a déclaré que l’été serait décisif — à Genève.");
        let decoded = decode(&bytes);
        assert_eq!(decoded.text, "Le président a déclaré que l’été serait décisif — à Genève.");
        assert!(decoded.diagnostics[0].message.contains("windows-1252"), "{:?}", decoded.diagnostics);
    }

    #[test]
    fn a_charset_that_is_named_is_believed_unless_the_bytes_speak_against_it() {
        let text = "Le président a déclaré que l’été serait décisif — à Genève.";
        let (old, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        for (bytes, charset, says) in [
            (&*old, Some("windows-1252"), false),
            (&old, Some("utf-8"), true),
            (text.as_bytes(), Some("iso-8859-1"), true),
            (text.as_bytes(), Some("UTF8"), false),
            (text.as_bytes(), Some("no-such"), false),
            (text.as_bytes(), None, false),
        ] {
            let decoded = decode_declared(bytes, charset);
            assert_eq!(decoded.text, text, "{charset:?}");
            assert_eq!(!decoded.diagnostics.is_empty(), says, "{charset:?}");
        }
    }

    #[test]
    fn a_few_bad_bytes_in_utf8_stay_a_few() {
        let mut bytes = "Élan – “größer” – naïve".as_bytes().to_vec();
        bytes.push(0xFF);
        let decoded = decode(&bytes);
        assert_eq!(decoded.text, "Élan – “größer” – naïve\u{FFFD}");
        assert!(decoded.diagnostics[0].message.starts_with("1 of"));
    }

    #[test]
    fn one_zero_byte_in_a_long_text_is_no_reason_to_refuse_it() {
        let text = format!("{}\0{}", "words ".repeat(50), "words ".repeat(50));
        assert_eq!(binary_kind(text.as_bytes()), None);
    }
}
