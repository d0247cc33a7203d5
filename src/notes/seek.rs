//! Where the words of many anchors occur in a text, found in one reading of it.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use super::Anchor;

/// Words that occur more often than this are of no use to tell a place.
const TOO_MANY: usize = 2_000;

/// The places of each searched string.
pub(super) struct Found<'a> {
    places: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Found<'a> {
    /// Looks for the quotes, prefixes and suffixes of the anchors (Aho and Corasick, 1975).
    pub(super) fn new(anchors: &[&'a Anchor], text: &str) -> Self {
        let strings = anchors.iter().flat_map(|anchor| [&anchor.quote, &anchor.prefix, &anchor.suffix]);
        let mut needles: Vec<&'a str> = strings.map(String::as_str).filter(|string| !string.is_empty()).collect();
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
        Self { places: needles.into_iter().zip(places).collect() }
    }

    /// Every place of the string, in bytes, in order; `None` where there are too many to tell.
    pub(super) fn all(&self, string: &str) -> Option<&[usize]> {
        self.places.get(string).map(Vec::as_slice).filter(|places| places.len() <= TOO_MANY)
    }

    /// The string's place, where it has one and no other.
    pub(super) fn only(&self, string: &str) -> Option<usize> {
        match self.all(string)? {
            [place] => Some(*place),
            _ => None,
        }
    }
}
