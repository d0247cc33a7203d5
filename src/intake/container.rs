//! The ZIP archives that word processors and e-book makers pack their files in. Read in memory, entry by entry, within
//! limits; nothing is ever written to a disk, and names are only compared.
//!
//! After PKWARE's APPNOTE.TXT, 6.3: what is needed of it. Its 64-bit extension is not: no document here has 4 GiB.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::DeflateDecoder;

use super::Unreadable;

/// The most entries of an archive.
const ENTRIES: usize = 20_000;
/// The most bytes that one entry unpacks to.
const ENTRY: u64 = 64 << 20;
/// The most bytes that are unpacked in all.
const TOTAL: u64 = 96 << 20;
/// How many times its packed size an entry may unpack to, once it has more than [`FREE`] bytes. Word's XML stays under 60.
const RATIO: u64 = 250;
/// Bytes that may unpack from next to nothing.
const FREE: u64 = 8 << 20;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

/// An archive: where its entries are, and what may still be unpacked.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    entries: HashMap<String, Entry>,
    left: u64,
}

#[derive(Clone, Copy)]
struct Entry {
    is_encrypted: bool,
    method: u16,
    packed: u64,
    /// Where its local header starts.
    at: usize,
}

/// Whether the bytes open as an archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(&LOCAL)
}

/// Whether an archive holds an entry that this is true of. Where its directory is cut off, only its first entry is asked.
pub(super) fn has_entry(bytes: &[u8], is: impl Fn(&[u8]) -> bool) -> bool {
    if !is_archive(bytes) {
        return false;
    }
    match directory(bytes) {
        Some(directory) => directory.headers(bytes).any(|header| is(header.name)),
        None => first_entry(bytes).is_some_and(|(name, _)| is(name)),
    }
}

/// Whether an archive says in its entry `mimetype` that it is of this type, as e-books and open documents do.
pub(super) fn has_type(bytes: &[u8], wanted: &[u8]) -> bool {
    let says = |content: &[u8]| content.trim_ascii() == wanted;
    if let Some((b"mimetype", content)) = first_entry(bytes) {
        return content.starts_with(wanted);
    }
    let is_type = |name: &[u8]| name == b"mimetype";
    has_entry(bytes, is_type)
        && Container::open(bytes)
            .and_then(|mut all| all.read("mimetype"))
            .is_ok_and(|content| content.is_some_and(|c| says(&c)))
}

impl<'a> Container<'a> {
    /// The archive in these bytes.
    ///
    /// # Errors
    /// Where its directory is missing or has too many entries.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let directory = directory(bytes).ok_or_else(|| Unreadable::Broken("its end is missing".to_owned()))?;
        if directory.entries > ENTRIES {
            return Err(Unreadable::Limit(format!("it has {} entries", directory.entries)));
        }
        let named = |header: Header<'_>| (tidy(&String::from_utf8_lossy(header.name)), header.entry);
        let entries = directory.headers(bytes).take(ENTRIES).map(named).collect();
        Ok(Self { bytes, entries, left: TOTAL })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The content of an entry; `None` where there is no such entry.
    ///
    /// # Errors
    /// Where it is encrypted, damaged, or unpacks to more than is safe.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(entry) = self.entries.get(name).copied() else {
            return Ok(None);
        };
        if entry.is_encrypted {
            return Err(Unreadable::Encrypted);
        }
        let broken = || Unreadable::Broken(format!("its part {name} is damaged"));
        let packed = self.packed(entry).ok_or_else(broken)?;
        let most = ENTRY.min(self.left).min((entry.packed * RATIO).max(FREE));
        let mut content = Vec::new();
        let read = match entry.method {
            0 => packed.take(most + 1).read_to_end(&mut content),
            8 => DeflateDecoder::new(packed).take(most + 1).read_to_end(&mut content),
            _ => return Err(Unreadable::Broken(format!("its part {name} is packed in a way that is not read"))),
        };
        read.map_err(|_| broken())?;
        if content.len() as u64 > most {
            return Err(Unreadable::Limit(format!("its part {name} unpacks to more than {} MiB", most >> 20)));
        }
        self.left -= content.len() as u64;
        Ok(Some(content))
    }

    fn packed(&self, entry: Entry) -> Option<&'a [u8]> {
        let header = self.bytes.get(entry.at..)?;
        let start = 30 + usize::from(u16_at(header, 26)?) + usize::from(u16_at(header, 28)?);
        let length = usize::try_from(entry.packed).ok()?;
        header.starts_with(&LOCAL).then(|| header.get(start..start.checked_add(length)?))?
    }
}

/// A path as others name it: `/` between folders, nothing before the first, no `.` and no `..`.
pub(super) fn tidy(path: &str) -> String {
    let mut folders: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(folders.pop()),
            part => folders.push(part),
        }
    }
    folders.join("/")
}

/// The path that `target` names when it stands in the entry `from`.
pub(super) fn beside(from: &str, target: &str) -> String {
    if target.starts_with('/') {
        return tidy(target);
    }
    let folder = from.rfind('/').map_or("", |end| &from[..end]);
    tidy(&format!("{folder}/{target}"))
}

/// Where the directory stands, and what it says of itself.
struct Directory {
    start: usize,
    entries: usize,
    /// What stands ahead of the archive, by which all its offsets are off.
    shift: usize,
}

struct Header<'a> {
    name: &'a [u8],
    entry: Entry,
}

fn directory(bytes: &[u8]) -> Option<Directory> {
    let tail = bytes.len().saturating_sub(usize::from(u16::MAX) + 22);
    let end = tail + bytes[tail..].windows(4).rposition(|four| four == END)?;
    let record = &bytes[end..];
    let entries = usize::from(u16_at(record, 10)?);
    let size = usize::try_from(u32_at(record, 12)?).ok()?;
    let start = end.checked_sub(size)?;
    let shift = start.checked_sub(usize::try_from(u32_at(record, 16)?).ok()?)?;
    Some(Directory { start, entries, shift })
}

impl Directory {
    /// The headers, as far as they hold together.
    fn headers<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = Header<'a>> {
        let (mut at, shift) = (self.start, self.shift);
        std::iter::from_fn(move || {
            let header = bytes.get(at..).filter(|header| header.starts_with(&CENTRAL))?;
            let size = |place| u16_at(header, place).map(usize::from);
            let name = header.get(46..46 + size(28)?)?;
            at += 46 + size(28)? + size(30)? + size(32)?;
            let entry = Entry {
                is_encrypted: u16_at(header, 8)? & 1 != 0,
                method: u16_at(header, 10)?,
                packed: u64::from(u32_at(header, 20)?),
                at: usize::try_from(u32_at(header, 42)?).ok()?.checked_add(shift)?,
            };
            Some(Header { name, entry })
        })
    }
}

/// The first entry's name, and all that follows the name.
fn first_entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let header = bytes.starts_with(&LOCAL).then_some(bytes)?;
    let (name, extra) = (usize::from(u16_at(header, 26)?), usize::from(u16_at(header, 28)?));
    Some((header.get(30..30 + name)?, header.get(30 + name + extra..)?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// Archives for tests.
#[cfg(test)]
#[path = "../../tests/support/archive.rs"]
pub(super) mod fixture;

#[cfg(test)]
mod tests {
    use super::fixture::{archive, deflated};
    use super::*;

    #[test]
    fn entries_are_found_and_unpacked() {
        let bytes = archive(&[("a/b.txt", b"one"), ("../c.txt", b"two")]);
        let mut container = Container::open(&bytes).unwrap();
        assert_eq!(container.read("a/b.txt").unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(container.read("c.txt").unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(container.read("none").unwrap(), None);
        assert!(has_entry(&bytes, |name| name.starts_with(b"a/")));
        let shifted = [&b"something ahead"[..], &bytes].concat();
        assert!(Container::open(&shifted).unwrap().read("a/b.txt").unwrap().is_some());
        let packed = deflated("x", &b"word ".repeat(1000));
        assert_eq!(Container::open(&packed).unwrap().read("x").unwrap().unwrap().len(), 5000);
    }

    #[test]
    fn bombs_and_damage_are_refused() {
        let bomb = deflated("x", &vec![b' '; 20 << 20]);
        assert!(matches!(Container::open(&bomb).unwrap().read("x"), Err(Unreadable::Limit(_))));
        let names: Vec<String> = (0..=ENTRIES).map(|at| at.to_string()).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(matches!(Container::open(&archive(&many)).err(), Some(Unreadable::Limit(_))));
        let whole = archive(&[("word/document.xml", b"one")]);
        // The last two bytes are the length of a comment, which nobody needs.
        for end in 0..whole.len() - 2 {
            let cut = &whole[..end];
            assert!(Container::open(cut).is_err(), "{end}");
            has_entry(cut, |_| true);
            has_type(cut, b"x");
        }
        let mut locked = whole;
        let at = locked.len() - 22 - 46 - "word/document.xml".len();
        locked[at + 8] |= 1;
        assert_eq!(Container::open(&locked).unwrap().read("word/document.xml"), Err(Unreadable::Encrypted));
    }

    #[test]
    fn paths_stay_inside() {
        for (from, target, path) in [
            ("word/document.xml", "styles.xml", "word/styles.xml"),
            ("word/document.xml", "/word/styles.xml", "word/styles.xml"),
            ("a/b/c.opf", "../d/./e.xhtml", "a/d/e.xhtml"),
            ("c.opf", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(beside(from, target), path);
        }
    }
}
