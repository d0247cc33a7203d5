//! Runs of words that two texts share and that occur once in each, in the longest order that both keep: the frame of an
//! alignment (patience diff after Cohen; the longest increasing run after Fredman, 1975).

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::Token;

/// A run of tokens that is the same in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) len: usize,
}

impl Run {
    pub(super) const fn old_end(&self) -> usize {
        self.old + self.len
    }

    pub(super) const fn new_end(&self) -> usize {
        self.new + self.len
    }
}

/// Where `size` tokens in a row occur once in the old text and once in the new: pairs of places, in the new text's order.
pub(super) fn unique_pairs(
    (old, old_range): (&[Token], Range<usize>),
    (new, new_range): (&[Token], Range<usize>),
    size: usize,
) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy)]
    struct Seen {
        old: u32,
        old_count: u8,
        new_count: u8,
    }
    let mut seen: HashMap<u64, Seen, std::hash::BuildHasherDefault<AsItIs>> = HashMap::default();
    seen.reserve(old_range.len());
    for (at, hash) in hashes(&old[old_range.clone()], size) {
        let at = u32::try_from(at + old_range.start).unwrap_or(u32::MAX);
        let entry = seen.entry(hash).or_insert(Seen { old: at, old_count: 0, new_count: 0 });
        entry.old_count = entry.old_count.saturating_add(1);
    }
    for (_, hash) in hashes(&new[new_range.clone()], size) {
        if let Some(entry) = seen.get_mut(&hash) {
            entry.new_count = entry.new_count.saturating_add(1);
        }
    }
    hashes(&new[new_range.clone()], size)
        .filter_map(|(at, hash)| {
            let entry = seen.get(&hash).filter(|entry| entry.old_count == 1 && entry.new_count == 1)?;
            let (old_at, new_at) = (entry.old as usize, at + new_range.start);
            let same = |i: usize| old[old_at + i].word == new[new_at + i].word;
            (0..size).all(same).then_some((old_at, new_at))
        })
        .collect()
}

/// A hash that is hashed already.
#[derive(Default)]
struct AsItIs(u64);

impl std::hash::Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Each place with a hash of the `size` tokens from there on.
fn hashes(tokens: &[Token], size: usize) -> impl Iterator<Item = (usize, u64)> + '_ {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    tokens.windows(size).enumerate().map(|(at, window)| {
        let hash = window.iter().fold(0_u64, |hash, token| {
            let mixed = (hash ^ u64::from(token.word).wrapping_add(1)).wrapping_mul(PRIME);
            mixed ^ (mixed >> 29)
        });
        (at, hash)
    })
}

/// The longest choice of these pairs, given in the new text's order, that keeps the old one's as well.
pub(super) fn longest_in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, (old, _)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|&tail| pairs[tail].0 < *old);
        before.push(length.checked_sub(1).map(|shorter| tails[shorter]));
        match tails.get_mut(length) {
            Some(tail) => *tail = i,
            None => tails.push(i),
        }
    }
    let mut chosen: Vec<(usize, usize)> =
        std::iter::successors(tails.last().copied(), |&i| before[i]).map(|i| pairs[i]).collect();
    chosen.reverse();
    chosen
}

/// Pairs of places as runs: neighbours on one diagonal are one.
pub(super) fn runs(pairs: &[(usize, usize)], size: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &(old, new) in pairs {
        match runs.last_mut() {
            Some(run) if run.new + old == run.old + new && new <= run.new_end() => run.len = new + size - run.new,
            _ => runs.push(Run { old, new, len: size }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::tokens::Vocabulary;
    use super::*;

    fn chained(old: &str, new: &str, size: usize) -> Vec<(usize, usize, usize)> {
        let mut words = Vocabulary::default();
        let (old, new) = (words.read(old), words.read(new));
        let pairs = unique_pairs((&old, 0..old.len()), (&new, 0..new.len()), size);
        runs(&longest_in_order(&pairs), size).iter().map(|run| (run.old, run.new, run.len)).collect()
    }

    #[test]
    fn runs_are_what_both_texts_keep_in_order() {
        assert_eq!(chained("a b c d e f", "a b c x d e f", 2), [(0, 0, 3), (3, 4, 3)]);
        assert_eq!(chained("a b c d e f g", "e f g a b c d", 2), [(0, 3, 4)], "the longer part stays");
        assert_eq!(chained("a b a b", "a b", 2), [], "what occurs twice tells nothing");
        assert_eq!(chained("", "a b", 2), []);
    }
}
