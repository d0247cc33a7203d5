//! Which characters a page's bytes are: a byte order mark, then UTF-8 that is whole, then what the page declares, then a guess.
//!
//! Whole UTF-8 goes ahead of the declaration, since pages are saved as UTF-8 with the old declaration left in; old charsets
//! hardly ever make whole UTF-8 by chance.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::intake::charset::{self, Decoded};

/// How far into a page its charset may be declared. Browsers stop at 1024 bytes; saved pages put longer things first.
const HEAD: usize = 16 * 1024;

/// The characters of a page.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return charset::decode(bytes);
    }
    match declared(&bytes[..bytes.len().min(HEAD)]) {
        Some(encoding) if encoding != UTF_8 => charset::decode_as(encoding, bytes, false),
        _ => charset::decode(bytes),
    }
}

/// The charset that a page's head names: `<meta charset=…>`, `<meta http-equiv … content="…; charset=…">`, `encoding="…"`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let mut rest = head;
    while let Some(at) = find(rest, b"charset").into_iter().chain(find(rest, b"encoding")).min() {
        rest = &rest[at + b"charset".len()..];
        let value = rest.strip_prefix(b"g").unwrap_or(rest).trim_ascii_start();
        let Some(value) = value.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value).trim_ascii_start();
        let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
        // A page that could be read this far to find the name is not in UTF-16; Latin-1 is windows-1252 on the web.
        match Encoding::for_label(&value[..end.unwrap_or(value.len())]) {
            Some(found) if found == UTF_16LE || found == UTF_16BE => return Some(WINDOWS_1252),
            Some(found) => return Some(found),
            None => {}
        }
    }
    None
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_declares_is_believed_where_it_can_be() {
        let words = "Élan à Genève";
        let (old, _, _) = WINDOWS_1252.encode(words);
        let (cyrillic, _, _) = encoding_rs::KOI8_U.encode("Рада в Києві");
        for (head, body, expected) in [
            (&b"<meta charset=iso-8859-1>"[..], &old[..], words),
            (b"<META http-equiv='Content-Type' content='text/html; charset=windows-1252'>", &old, words),
            (b"<?xml version='1.0' encoding = \"koi8-u\"?>", &cyrillic, "Рада в Києві"),
            (b"<meta charset='latin1'>", words.as_bytes(), words),
            (b"<meta charset='utf-16'>", &old, words),
            (b"<meta charset='no-such'><meta charset=koi8-u>", &cyrillic, "Рада в Києві"),
            (b"\xEF\xBB\xBF<meta charset='koi8-u'>", words.as_bytes(), words),
        ] {
            let bytes = [head, body].concat();
            let text = decode(&bytes).text;
            assert!(text.ends_with(expected), "{text}");
        }
    }
}
