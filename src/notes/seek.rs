//! Where the words of many anchors occur in a text, found in one reading of it.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::Anchor;

/// Words that occur more often than this are of no use to tell a place.
const TOO_MANY: usize = 2_000;
/// Bytes of each string that are looked for; the rest is compared where those are found.
const NEEDLE: usize = 96;

/// The places of each searched string.
pub(super) struct Found<'a> {
    text: &'a str,
    places: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Found<'a> {
    /// Looks for the quotes, prefixes and suffixes of the anchors (Aho and Corasick, 1975).
    pub(super) fn new(anchors: &[&'a Anchor], text: &'a str) -> Self {
        let strings = anchors.iter().flat_map(|anchor| [&anchor.quote, &anchor.prefix, &anchor.suffix]);
        let mut needles: Vec<&'a str> =
            strings.map(|string| needle(string)).filter(|needle| !needle.is_empty()).collect();
        needles.sort_unstable();
        needles.dedup();
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); needles.len()];
        // Too many needles for the automaton means that none is found: the notes are orphans, and nothing is wrong.
        if let Ok(automaton) = AhoCorasick::new(&needles) {
            for hit in automaton.find_overlapping_iter(text) {
                let places = &mut places[hit.pattern().as_usize()];
                if places.len() <= TOO_MANY {
                    places.push(hit.start());
                }
            }
        }
        Self { text, places: needles.into_iter().zip(places).collect() }
    }

    /// Every place of the string, in bytes, in order; `None` where there are too many to tell.
    pub(super) fn all(&self, string: &str) -> Option<Vec<usize>> {
        let places = self.places.get(needle(string)).filter(|places| places.len() <= TOO_MANY)?;
        Some(places.iter().copied().filter(|&place| self.text[place..].starts_with(string)).collect())
    }

    /// The string's place, where it has one and no other.
    pub(super) fn only(&self, string: &str) -> Option<usize> {
        match self.all(string)?.as_slice() {
            [place] => Some(*place),
            _ => None,
        }
    }
}

/// The part of a string that is looked for.
fn needle(string: &str) -> &str {
    let end = (0..=NEEDLE.min(string.len())).rev().find(|&at| string.is_char_boundary(at));
    &string[..end.unwrap_or(0)]
}
