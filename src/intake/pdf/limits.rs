//! How much a PDF may unpack to and ask for.
//!
//! The parser decodes a stream in one piece, so what a stream inflates to is measured, without keeping it, before the
//! parser sees the file.

use flate2::read::{DeflateDecoder, ZlibDecoder};
use memchr::memmem;

use crate::intake::Unreadable;

/// The largest PDF that is read.
const LARGEST_FILE: usize = 192 << 20;
/// What all streams but pictures may inflate to together, and the text streams of all pages when run.
const MOST_DECODED: usize = 256 << 20;
/// What one picture may inflate to: it is never looked at, but may be no picture.
const LARGEST_PICTURE: usize = 256 << 20;
/// How much of all pictures together is measured.
const MOST_MEASURED: usize = 512 << 20;
/// What may be packed in the ways that can't be measured here (LZW), which unpack to some 1,400 times as much at worst.
const LARGEST_LZW: usize = 256 << 10;
/// The most streams, and what looks like one.
const MOST_STREAMS: usize = 200_000;
/// The most pages.
pub(super) const MOST_PAGES: usize = 20_000;
/// The most operations that are run.
const MOST_OPERATIONS: usize = 20_000_000;
/// How many operations a form counts for, beside its own.
const FORM: usize = 150;
/// The most character codes that are shown.
const MOST_GLYPHS: usize = 6_000_000;
/// How many bytes may be searched for the ends of pictures that stand within a page's operations.
const MOST_SEARCHED: u64 = 16 << 30;
/// How far before its bytes a stream's dictionary is looked for.
const LONGEST_DICTIONARY: usize = 4096;

/// That a file asks for more than is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Exceeded {
    #[error("more than {} MiB", LARGEST_FILE >> 20)]
    FileSize,
    #[error("its streams unpack to more than {} MiB", MOST_DECODED >> 20)]
    Decoded,
    #[error("its streams are packed more than once")]
    PackedTwice,
    #[error("more than {MOST_STREAMS} streams")]
    Streams,
    #[error("more than {MOST_PAGES} pages")]
    Pages,
    #[error("more than {MOST_OPERATIONS} drawing operations")]
    Operations,
    #[error("more than {MOST_GLYPHS} characters")]
    Glyphs,
    #[error("more pictures within its text than can be passed over")]
    Pictures,
}

impl From<Exceeded> for Unreadable {
    fn from(exceeded: Exceeded) -> Self {
        Self::Limit(exceeded.to_string())
    }
}

/// What is left of what a file may ask for while its pages are run.
#[derive(Debug)]
pub(super) struct Allowance {
    decoded: usize,
    operations: usize,
    glyphs: usize,
    searched: u64,
}

impl Allowance {
    pub(super) const fn new() -> Self {
        Self { decoded: MOST_DECODED, operations: MOST_OPERATIONS, glyphs: MOST_GLYPHS, searched: MOST_SEARCHED }
    }

    /// Operations are about to be run. Each picture among them, and each mark that may be the end of one, can make the
    /// parser search the rest.
    pub(super) fn content(&mut self, content: &[u8]) -> Result<(), Exceeded> {
        let marks = memmem::find_iter(content, b"BI").count() + memmem::find_iter(content, b"EI").count();
        let searched = (marks as u64).saturating_mul(content.len() as u64);
        self.searched = self.searched.checked_sub(searched).ok_or(Exceeded::Pictures)?;
        Ok(())
    }

    pub(super) fn decoded(&mut self, bytes: usize) -> Result<(), Exceeded> {
        take(&mut self.decoded, bytes, Exceeded::Decoded)
    }

    pub(super) fn operation(&mut self) -> Result<(), Exceeded> {
        take(&mut self.operations, 1, Exceeded::Operations)
    }

    /// A form is run: it is decoded each time that it is painted.
    pub(super) fn form(&mut self, bytes: usize) -> Result<(), Exceeded> {
        take(&mut self.operations, FORM, Exceeded::Operations)?;
        self.decoded(bytes)
    }

    pub(super) fn glyph(&mut self) -> Result<(), Exceeded> {
        take(&mut self.glyphs, 1, Exceeded::Glyphs)
    }
}

fn take(left: &mut usize, amount: usize, or: Exceeded) -> Result<(), Exceeded> {
    *left = left.checked_sub(amount).ok_or(or)?;
    Ok(())
}

/// Whether the streams of a file unpack to what is safe.
pub(super) fn check(bytes: &[u8]) -> Result<(), Exceeded> {
    check_within(bytes, MOST_DECODED, LARGEST_PICTURE)
}

fn check_within(bytes: &[u8], mut decoded: usize, largest_picture: usize) -> Result<(), Exceeded> {
    if bytes.len() > LARGEST_FILE {
        return Err(Exceeded::FileSize);
    }
    let (mut measured, mut streams) = (MOST_MEASURED, MOST_STREAMS);
    let mut after = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let is_end = bytes[..at].ends_with(b"end");
        if is_end || at < after {
            continue;
        }
        take(&mut streams, 1, Exceeded::Streams)?;
        let dictionary = Dictionary::before(bytes, at);
        let packed = packed_bytes(&bytes[at + b"stream".len()..]);
        if dictionary.is_picture {
            let size = inflated(packed, largest_picture.min(measured));
            if size.out >= largest_picture {
                return Err(Exceeded::Decoded);
            }
            measured = measured.saturating_sub(size.out + size.read);
            continue;
        }
        if dictionary.packings > 1 {
            return Err(Exceeded::PackedTwice);
        }
        if dictionary.is_lzw && memmem::find(packed, b"endstream").unwrap_or(packed.len()) > LARGEST_LZW {
            return Err(Exceeded::Decoded);
        }
        let size = inflated(packed, decoded);
        take(&mut decoded, size.out + size.read / 8, Exceeded::Decoded)?;
        // What was inflated to its end holds no further stream.
        after = if size.is_whole { at + size.read } else { after };
    }
    Ok(())
}

/// The bytes of a stream, from the line after its keyword.
fn packed_bytes(after: &[u8]) -> &[u8] {
    let after = after.strip_prefix(b"\r").unwrap_or(after);
    after.strip_prefix(b"\n").unwrap_or(after)
}

/// How much was read and how much came out.
#[derive(Debug, Clone, Copy, Default)]
struct Inflated {
    read: usize,
    out: usize,
    is_whole: bool,
}

/// What the bytes inflate to, up to `most` and one buffer; nothing where they are no deflate stream.
fn inflated(bytes: &[u8], most: usize) -> Inflated {
    let is_zlib = matches!(bytes, [cmf, flg, ..] if cmf & 0x0f == 8 && u16::from_be_bytes([*cmf, *flg]) % 31 == 0);
    if is_zlib {
        let mut zlib = ZlibDecoder::new(bytes);
        let (out, is_whole) = drain(&mut zlib, most);
        return Inflated { read: usize::try_from(zlib.total_in()).unwrap_or(bytes.len()), out, is_whole };
    }
    let mut raw = DeflateDecoder::new(bytes);
    let (out, is_whole) = drain(&mut raw, most);
    Inflated { read: usize::try_from(raw.total_in()).unwrap_or(bytes.len()), out, is_whole }
}

fn drain(from: &mut impl std::io::Read, most: usize) -> (usize, bool) {
    let mut buffer = [0; 16 << 10];
    let mut out = 0;
    while out <= most {
        match from.read(&mut buffer) {
            Ok(0) => return (out, true),
            Ok(read) => out += read,
            Err(_) => return (out, false),
        }
    }
    (out, false)
}

/// What the dictionary before a stream says, read by its letters.
#[derive(Debug, Default)]
struct Dictionary {
    is_picture: bool,
    is_lzw: bool,
    /// How many of its filters make more of less.
    packings: usize,
}

impl Dictionary {
    fn before(bytes: &[u8], at: usize) -> Self {
        let before = &bytes[at.saturating_sub(LONGEST_DICTIONARY)..at];
        let words = match memmem::rfind(before, b"obj") {
            Some(object) => &before[object..],
            None => before,
        };
        let names = names(words);
        let has = |name: &[u8]| names.iter().any(|other| other == name);
        let is_picture = has(b"Image") && has(b"Width") && !has(b"First") && !has(b"W");
        let is_lzw = has(b"LZWDecode") || has(b"LZW");
        let packing = |name: &&Vec<u8>| {
            matches!(name.as_slice(), b"FlateDecode" | b"Fl" | b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL")
        };
        Self { is_picture, is_lzw, packings: names.iter().filter(packing).count() }
    }
}

/// The names in a dictionary's letters, `#` escapes undone.
fn names(words: &[u8]) -> Vec<Vec<u8>> {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[]()%\0".contains(byte);
    let after_slashes = words.split(|byte| *byte == b'/').skip(1);
    after_slashes
        .map(|rest| {
            let name = rest.split(is_end).next().unwrap_or_default();
            unescaped(name)
        })
        .collect()
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [byte, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let meant = digits.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *byte == b'#');
        out.push(meant.unwrap_or(*byte));
        rest = if meant.is_some() { &tail[2..] } else { tail };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn packed(size: usize) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        let zeros = vec![0; 1 << 20];
        for _ in 0..size >> 20 {
            encoder.write_all(&zeros).unwrap();
        }
        encoder.finish().unwrap()
    }

    fn file(dictionary: &str, stream: &[u8]) -> Vec<u8> {
        let mut bytes = format!("%PDF-1.7\n1 0 obj\n{dictionary}\nstream\n").into_bytes();
        bytes.extend_from_slice(stream);
        bytes.extend_from_slice(b"\nendstream\nendobj\n");
        bytes
    }

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_found_without_unpacking_it() {
        let bomb = packed(4 << 20);
        for (dictionary, stream, found) in [
            ("<</Filter/FlateDecode>>", packed(1 << 20), Ok(())),
            ("<</Filter/FlateDecode>>", bomb.clone(), Err(Exceeded::Decoded)),
            ("<</Filter/F#6cateDecode>>", bomb.clone(), Err(Exceeded::Decoded)),
            ("<</Subtype/Image/Width 1/Filter/FlateDecode>>", bomb, Err(Exceeded::Decoded)),
            ("<</Filter[/FlateDecode /FlateDecode]>>", packed(1 << 20), Err(Exceeded::PackedTwice)),
            ("<</Filter[/Fl /F#6c]>>", packed(1 << 20), Err(Exceeded::PackedTwice)),
            ("<</Filter[/ASCII85Decode /FlateDecode]>>", b"zzz".to_vec(), Ok(())),
            ("<</Filter/LZWDecode>>", vec![1; 1 << 20], Err(Exceeded::Decoded)),
        ] {
            assert_eq!(check_within(&file(dictionary, &stream), 3 << 20, 3 << 20), found, "{dictionary}");
        }
    }

    #[test]
    fn pictures_without_an_end_are_not_searched_for_it_for_ever() {
        let mut allowance = Allowance::new();
        assert_eq!(allowance.content(&b"BI /W 1 ID x EI Q ".repeat(5_000)), Ok(()));
        assert_eq!(allowance.content(&b"BI /W 1 ID x ".repeat(50_000)), Err(Exceeded::Pictures));
    }
}
