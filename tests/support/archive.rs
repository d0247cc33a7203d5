//! Archives as word processors and e-book makers write them, and as nobody honest does.
#![allow(clippy::unwrap_used, reason = "what cannot be packed is no test")]

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// An entry of an archive.
pub struct Entry<'a> {
    pub name: &'a str,
    /// The bytes as they stand in the archive.
    pub packed: &'a [u8],
    /// How they are packed: 0 as they are, 8 deflated.
    pub method: u16,
    /// How many bytes the archive says that they unpack to.
    pub size: u32,
}

/// An archive of these entries, which are not compressed.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    packed(entries.iter().map(|(name, content)| stored(name, content)))
}

/// An archive with one entry, which is.
#[allow(dead_code)]
pub fn deflated(name: &str, content: &[u8]) -> Vec<u8> {
    let packed_content = deflate(content);
    packed(std::iter::once(Entry { name, packed: &packed_content, method: 8, size: content.len().try_into().unwrap() }))
}

/// What deflates to as little as can be.
pub fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// An entry that is not compressed.
pub fn stored<'a>(name: &'a str, content: &'a [u8]) -> Entry<'a> {
    Entry { name, packed: content, method: 0, size: content.len().try_into().unwrap() }
}

/// An archive of these entries, in this order.
pub fn packed<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Vec<u8> {
    let (mut bytes, mut directory, mut count) = (Vec::new(), Vec::new(), 0u16);
    let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    for Entry { name, packed, method, size } in entries {
        let at = bytes.len();
        let mut common = vec![20, 0, 0, 0];
        common.extend(method.to_le_bytes());
        common.extend([0; 8]);
        common.extend(four(packed.len()).into_iter().chain(size.to_le_bytes()));
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0; 2]);
        bytes.extend(b"PK\x03\x04".iter().chain(&common).chain(name.as_bytes()).chain(packed));
        directory.extend(b"PK\x01\x02\x14\0".iter().chain(&common));
        directory.extend([0; 10]);
        directory.extend(four(at).iter().chain(name.as_bytes()));
        count = count.saturating_add(1);
    }
    let start = bytes.len();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend(four(directory.len()).into_iter().chain(four(start)));
    bytes.extend([0; 2]);
    bytes
}
