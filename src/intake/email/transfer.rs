//! The bytes of a part as they were before they were sent: base64 and quoted-printable, damaged or not.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode_char;

/// The bytes that a part was sent for; `encoding` is what its Content-Transfer-Encoding says.
pub(super) fn decode<'a>(encoding: Option<&str>, body: &'a [u8]) -> Cow<'a, [u8]> {
    let encoding = encoding.map(str::to_ascii_lowercase);
    match encoding.as_deref() {
        Some("base64") => Cow::Owned(base64(body)),
        Some("quoted-printable") => Cow::Owned(quoted_printable(body)),
        _ => Cow::Borrowed(body),
    }
}

/// What follows the padding, and what is no letter of the alphabet, is left out: list servers add lines in plain text.
fn base64(body: &[u8]) -> Vec<u8> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let encoded = body.split(|byte| *byte == b'=').next().unwrap_or(body);
    let mut letters: Vec<u8> = encoded.iter().copied().filter(is_letter).collect();
    // One letter alone is no byte.
    letters.truncate(letters.len() - usize::from(letters.len() % 4 == 1));
    while !letters.len().is_multiple_of(4) {
        letters.push(b'=');
    }
    base64_decode(&letters).unwrap_or_default()
}

/// What is not encoded as it should be stands as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let words = line.trim_ascii_end();
        let (words, is_soft) = words.strip_suffix(b"=").map_or((words, false), |words| (words, true));
        let mut rest = words;
        while let Some(at) = rest.iter().position(|byte| *byte == b'=') {
            out.extend_from_slice(&rest[..at]);
            let decoded =
                rest.get(at + 1).zip(rest.get(at + 2)).and_then(|(a, b)| quoted_printable_decode_char(*a, *b));
            out.push(decoded.unwrap_or(b'='));
            rest = &rest[at + if decoded.is_some() { 3 } else { 1 }..];
        }
        out.extend_from_slice(rest);
        if !is_soft && line.ends_with(b"\n") {
            out.push(b'\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        for (encoding, body, expected) in [
            ("base64", "V2F0\r\nZXI=\r\n", "Water"),
            ("BASE64", "V2F0ZXI", "Water"),
            ("base64", "V2F0ZXI=\n_____\nlist footer\n", "Water"),
            ("quoted-printable", "caf=C3=A9, a long=\r\n line =\n=20\nend", "café, a long line  \nend"),
            ("quoted-printable", "a = b =ZZ =3", "a = b =ZZ =3"),
            ("7bit", "as it is", "as it is"),
        ] {
            let found = decode(Some(encoding), body.as_bytes());
            assert_eq!(String::from_utf8_lossy(&found), expected, "{body}");
        }
    }
}
