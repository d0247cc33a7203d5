//! An export written anew over one that somebody edited: what they changed stays, what we would write otherwise now is written.
//!
//! Pure. A text is taken as blocks between blank lines. At its end an export carries the hashes of its blocks as they were
//! written; with them the three versions are merged as version control does (diff3; Khanna, Kunal and Pierce, FSTTCS 2007).

use std::collections::HashSet;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::document::fingerprint;

/// How the comment starts that holds the hashes.
const STAMP: &str = "<!-- brief wrote these blocks:";
const END: &str = "-->";
/// Hexadecimal digits of a block's hash.
const DIGITS: usize = 12;
/// Hashes on a line.
const A_LINE: usize = 8;

/// An export after it was written anew.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Renewed {
    /// The whole text, stamped.
    pub(super) text: String,
    /// How many blocks stand as somebody edited, added or removed them.
    pub(super) kept: usize,
}

/// A text with the hashes of its blocks at its end.
pub(super) fn stamped(text: &str) -> String {
    stamp(text.trim_end(), &blocks(text.trim_end()))
}

/// The new text with what was edited in the old one since it was written; `None` where the old one has no hashes.
pub(super) fn renewed(old: &str, new: &str) -> Option<Renewed> {
    let old = old.replace("\r\n", "\n");
    let (old, base) = unstamped(&old)?;
    let new = new.trim_end();
    let between = if is_outline(new) { "\n" } else { "\n\n" };
    let (old, new) = (blocks(old), blocks(new));
    let (front, rest) = base.split_first()?;
    let mut merge = Merge { out: Vec::new(), kept: 0 };
    let front = merge.front(front, &old, &new);
    merge.all(rest, old.get(1..).unwrap_or_default(), new.get(1..).unwrap_or_default());
    let body = merge.out.join(between);
    let text = if front.is_empty() { body } else { format!("{front}\n\n{body}") };
    Some(Renewed { text: stamp(&text, &new), kept: merge.kept })
}

/// A piece of a text between blank lines, and what it is known by.
#[derive(Debug, Clone)]
struct Block<'a> {
    text: &'a str,
    hash: String,
}

/// The front matter, or nothing, and the blocks after it.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let block = |text| Block { text, hash: hash(text) };
    let (front, rest) = text.split_at(front(text));
    let pieces: Vec<&str> = if is_outline(text) { items(rest) } else { rest.split("\n\n").collect() };
    let pieces = pieces.into_iter().map(|piece| piece.trim_matches('\n')).filter(|piece| !piece.trim().is_empty());
    std::iter::once(block(front)).chain(pieces.map(block)).collect()
}

/// Where the front matter ends: YAML between its fences, or an outline's properties.
fn front(text: &str) -> usize {
    if is_outline(text) {
        return text.find("\n\n").unwrap_or(text.len());
    }
    let yaml = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---"));
    yaml.map_or(0, |at| at + "---\n".len() + "\n---".len())
}

/// Whether a text is an outline: it starts with a property and not with YAML.
fn is_outline(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains(":: "))
}

/// The items of an outline, each with its own lines.
fn items(text: &str) -> Vec<&str> {
    let is_item = |line: &str| line.trim_start().starts_with("- ");
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_item(line) && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(text.len());
    starts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

/// What a block is known by; spaces at the ends of its lines do not count.
fn hash(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    fingerprint(lines.join("\n").as_bytes()).chars().take(DIGITS).collect()
}

fn stamp(text: &str, written: &[Block<'_>]) -> String {
    let hashes: Vec<&str> = written.iter().map(|block| block.hash.as_str()).collect();
    let lines: Vec<String> = hashes.chunks(A_LINE).map(|line| line.join(" ")).collect();
    format!("{text}\n\n{STAMP}\n{}\n{END}\n", lines.join("\n"))
}

/// A text without its stamp, and the hashes in it.
fn unstamped(text: &str) -> Option<(&str, Vec<String>)> {
    let at = text.rfind(STAMP)?;
    let (hashes, behind) = text[at + STAMP.len()..].split_once(END)?;
    let hashes: Vec<String> = hashes.split_whitespace().map(str::to_owned).collect();
    let is_hash = |hash: &String| hash.len() == DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit());
    // What was written behind the stamp would be lost.
    (behind.trim().is_empty() && hashes.iter().all(is_hash)).then(|| (text[..at].trim_end(), hashes))
}

struct Merge<'a> {
    out: Vec<&'a str>,
    kept: usize,
}

impl<'a> Merge<'a> {
    /// The front matter is one thing: edited, it stays whole.
    fn front(&mut self, base: &str, old: &[Block<'a>], new: &[Block<'a>]) -> &'a str {
        let [Some(old), Some(new)] = [old.first(), new.first()] else { return "" };
        let is_edited = old.hash != base;
        self.kept += usize::from(is_edited);
        if is_edited { old.text } else { new.text }
    }

    fn all(&mut self, base: &[String], old: &[Block<'a>], new: &[Block<'a>]) {
        let (in_old, in_new) = (matches(base, old), matches(base, new));
        let (mut from, mut o, mut n) = (0, 0, 0);
        for at in 0..base.len() {
            let (Some(in_old), Some(in_new)) = (in_old[at], in_new[at]) else { continue };
            self.region(&base[from..at], &old[o..in_old], &new[n..in_new]);
            self.out.push(new[in_new].text);
            (from, o, n) = (at + 1, in_old + 1, in_new + 1);
        }
        self.region(&base[from..], &old[o..], &new[n..]);
    }

    /// What stands between two blocks that all three have.
    fn region(&mut self, base: &[String], old: &[Block<'a>], new: &[Block<'a>]) {
        let same = |blocks: &[Block<'_>]| blocks.iter().map(|block| &block.hash).eq(base);
        if same(old) {
            self.out.extend(new.iter().map(|block| block.text));
            return;
        }
        let written: HashSet<&str> = base.iter().map(String::as_str).collect();
        let wanted: HashSet<&str> = new.iter().map(|block| block.hash.as_str()).collect();
        let held: HashSet<&str> = old.iter().map(|block| block.hash.as_str()).collect();
        let is_new = same(new);
        let stays = |block: &&Block<'_>| is_new || !written.contains(&*block.hash) || wanted.contains(&*block.hash);
        let comes = |block: &&Block<'_>| !written.contains(&*block.hash) && !held.contains(&*block.hash);
        let edited =
            old.iter().filter(|block| !written.contains(&*block.hash) && !wanted.contains(&*block.hash)).count();
        let removed = base.iter().filter(|hash| !held.contains(hash.as_str())).count();
        self.kept += edited.max(removed);
        self.out.extend(old.iter().filter(stays).chain(new.iter().filter(comes)).map(|block| block.text));
    }
}

/// Where each block of the base stands in a text, in the order of both.
fn matches(base: &[String], text: &[Block<'_>]) -> Vec<Option<usize>> {
    let hashes: Vec<&str> = text.iter().map(|block| block.hash.as_str()).collect();
    let base: Vec<&str> = base.iter().map(String::as_str).collect();
    let mut found = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Patience, &base, &hashes) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            for (at, place) in old.zip(new) {
                found[at] = Some(place);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "---\ntitle: Talks\n---\n\n# Talks\n\nOne.\n\nTwo.\n\nThree.";

    fn edited(by: &[(&str, &str)]) -> String {
        by.iter().fold(stamped(FIRST), |text, (old, new)| text.replacen(old, new, 1))
    }

    /// What is written over the first text, edited so, when ours is this now.
    fn over(edits: &[(&str, &str)], new: &str) -> (String, usize) {
        let renewed = renewed(&edited(edits), new).unwrap();
        let (text, _) = unstamped(&renewed.text).unwrap();
        (text.to_owned(), renewed.kept)
    }

    #[test]
    fn nothing_changes_where_nothing_did() {
        let once = stamped(FIRST);
        assert_eq!(renewed(&once, FIRST), Some(Renewed { text: once.clone(), kept: 0 }));
        assert_eq!(renewed(&once.replace('\n', "\r\n"), FIRST).unwrap().text, once);
    }

    #[test]
    fn ours_are_renewed_and_theirs_are_kept() {
        let with_note = FIRST.replace("Two.", "Two.\n\n> A note.");
        let full = |body: &str| format!("---\ntitle: Talks\n---\n\n# Talks\n\n{body}");
        for (edits, new, expected, kept) in [
            (&[][..], with_note.as_str(), full("One.\n\nTwo.\n\n> A note.\n\nThree."), 0),
            (&[("One.", "One, as I see it.")], &with_note, full("One, as I see it.\n\nTwo.\n\n> A note.\n\nThree."), 1),
            (&[("Two.", "Two, as I see it.")], &with_note, full("One.\n\nTwo, as I see it.\n\n> A note.\n\nThree."), 1),
            (&[("Two.", "Two.\n\nMy own.")], &with_note, full("One.\n\nTwo.\n\nMy own.\n\n> A note.\n\nThree."), 1),
            (&[("\n\nTwo.", "")], FIRST, full("One.\n\nThree."), 1),
            (&[("\n\nTwo.", "")], &with_note, full("One.\n\n> A note.\n\nThree."), 1),
            (&[("Two.", "Zwei.")], &full("One.\n\nDeux.\n\nThree."), full("One.\n\nZwei.\n\nDeux.\n\nThree."), 1),
            (&[("One.", "Eins.")], &full("One.\n\nThree."), full("Eins.\n\nThree."), 1),
            (
                &[("title: Talks", "title: Mine")],
                &with_note.replace("title: Talks", "title: New"),
                full("One.\n\nTwo.\n\n> A note.\n\nThree.").replace("title: Talks", "title: Mine"),
                1,
            ),
        ] {
            assert_eq!(over(edits, new), (expected, kept), "{edits:?} {new:?}");
        }
    }

    #[test]
    fn an_outline_is_renewed_by_its_items() {
        let first = "title:: Talks\n\n- # Talks\n  - One.\n  - Two.\n    more of two";
        let edited = stamped(first).replace("One.", "One, as I see it.");
        let renewed = renewed(&edited, &first.replace("  - Two.", "    - A note.\n  - Two.")).unwrap();
        let (text, _) = unstamped(&renewed.text).unwrap();
        let expected = "title:: Talks\n\n- # Talks\n  - One, as I see it.\n    - A note.\n  - Two.\n    more of two";
        assert_eq!((text, renewed.kept), (expected, 1));
    }

    #[test]
    fn what_was_kept_once_is_kept_again() {
        let once = renewed(&edited(&[("One.", "Mine.")]), FIRST).unwrap();
        let twice = renewed(&once.text, FIRST).unwrap();
        assert_eq!(twice, once);
    }

    #[test]
    fn without_hashes_nothing_is_known_of_edits() {
        assert_eq!(renewed(FIRST, FIRST), None);
        assert_eq!(renewed(&format!("{}\nMy own words at the end.\n", stamped(FIRST)), FIRST), None);
        assert_eq!(renewed(&stamped(FIRST).replace(END, "nobody -->"), FIRST), None);
    }
}
