//! Bytes to characters: a byte order mark, then UTF-8, then a guess that says it was one. Never an error.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use crate::document::Diagnostic;

/// How much of a file is looked at to tell text from other things.
const SAMPLE: usize = 64 * 1024;

/// What ISO-2022-JP writes ahead of Japanese characters, and no other text has.
const JAPANESE: [&[u8]; 2] = [b"\x1b$B", b"\x1b$@"];

/// How many bytes an old charset is guessed from.
const GUESSED: usize = 1 << 20;

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
    if Encoding::for_bom(bytes).is_some()
        || utf32(&bytes[..bytes.len().min(8)]).is_some()
        || unmarked_utf16(sample).is_some()
    {
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
    if let Some(decoded) = utf32(bytes) {
        return decoded;
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[length..], false);
    }
    if let Some(encoding) = unmarked_utf16(&bytes[..bytes.len().min(SAMPLE)]) {
        return decode_as(encoding, bytes, true);
    }
    if bytes.is_ascii() && JAPANESE.iter().any(|switch| memmem::find(bytes, switch).is_some()) {
        return decode_as(ISO_2022_JP, bytes, false);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), diagnostics: Vec::new() };
    }
    if is_damaged_utf8(bytes) {
        return decode_as(UTF_8, bytes, false);
    }
    // Charsets differ in what is not ASCII: a guess needs no more than the first stretch of that.
    let from = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    let telling = &bytes[from..bytes.len().min(from + GUESSED)];
    let mut detector = EncodingDetector::new();
    detector.feed(telling, from + telling.len() == bytes.len());
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
        diagnostics.extend(damage(&text, encoding.name()));
    }
    Decoded { text, diagnostics }
}

/// UTF-16 without a mark: nearly every unit is a letter or what stands between letters, and some are such as no text of
/// single bytes has at two of its bytes: ASCII, or the stops of Chinese and Japanese.
fn unmarked_utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let is_text = |unit: fn([u8; 2]) -> u16| {
        let units = || sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let telling =
            units().filter(|unit| matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0x3001 | 0x3002 | 0xFF0C)).count();
        let sound = units().filter(|unit| is_of_text(*unit)).count();
        telling * 100 >= pairs && sound * 50 >= pairs * 49
    };
    match (is_text(u16::from_le_bytes), is_text(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

fn is_of_text(unit: u16) -> bool {
    let is_mark = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{A0}'..='\u{BF}' | '\u{2010}'..='\u{205F}' | '\u{3000}'..='\u{303F}' | '\u{FE00}'..='\u{FFEF}');
    // Half of a pair is no character of its own; the vowel signs of many scripts count as letters.
    char::from_u32(u32::from(unit)).is_none_or(|c| c.is_alphanumeric() || is_mark(c) || is_joined(c))
}

/// Marks that stand over and under letters where they are no letters themselves.
const fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{60C}'..='\u{61F}' | '\u{64B}'..='\u{66D}' | '\u{900}'..='\u{DFF}' | '\u{E30}'..='\u{E5B}')
}

/// The characters of UTF-32, which says by a mark that it is; `None` where it is not.
fn utf32(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (rest, unit): (_, fn([u8; 4]) -> u32) = match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => (rest, u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => (rest, u32::from_be_bytes),
        _ => return None,
    };
    let character = |four: &[u8]| four.try_into().ok().and_then(|four| char::from_u32(unit(four)));
    let text: String = rest.chunks(4).map(|four| character(four).unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let diagnostics = damage(&text, "UTF-32").into_iter().collect();
    Some(Decoded { text: Cow::Owned(text), diagnostics })
}

/// What to say where characters could not be read.
fn damage(text: &str, charset: &str) -> Option<Diagnostic> {
    let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
    (bad > 0).then(|| {
        Diagnostic::warning(format!(
            "{bad} of its characters could not be read as {charset} and are shown as \u{FFFD}."
        ))
    })
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
        for text in [
            "A ministry wrote this on an old machine, without a mark.",
            "Міністерство написало це на старій машині.\r\nБез позначки.",
            "外交部在一台旧机器上写了这份文件，没有标记。",
            "كتبت الوزارة هذا على جهاز قديم، بلا علامة.",
            "मंत्रालय ने इसे एक पुरानी मशीन पर लिखा।",
        ] {
            for big in [false, true] {
                let bytes = utf16(text, false, big);
                assert_eq!((binary_kind(&bytes), &*decode(&bytes).text), (None, text));
            }
        }
    }

    #[test]
    fn rare_charsets_are_known_by_what_only_they_write() {
        let text = "大臣らが港湾協定で合意した。 Agreed.";
        let marked = format!("\u{FEFF}{text}");
        let utf32 =
            |bytes: fn(u32) -> [u8; 4]| -> Vec<u8> { marked.chars().flat_map(|c| bytes(u32::from(c))).collect() };
        let (mail, _, _) = ISO_2022_JP.encode(text);
        for bytes in [utf32(u32::to_le_bytes), utf32(u32::to_be_bytes), mail.into_owned()] {
            assert_eq!((binary_kind(&bytes), &*decode(&bytes).text), (None, text));
        }
    }

    #[test]
    fn old_charsets_are_guessed_and_said() {
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1252.encode("Le président a déclaré que l’été serait décisif — à Genève.");
        let decoded = decode(&bytes);
        assert_eq!(decoded.text, "Le président a déclaré que l’été serait décisif — à Genève.");
        assert!(decoded.diagnostics[0].message.contains("windows-1252"), "{:?}", decoded.diagnostics);
        let late = [&b"Plain words. ".repeat(200_000)[..], &bytes, &b" and on.".repeat(200_000)].concat();
        assert!(super::decode(&late).text.contains("l’été serait décisif — à Genève."));
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
