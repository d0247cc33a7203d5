//! The words of an old text beside those of a new one: which old token became which new one.
//!
//! First the frame of paragraphs and runs that occur once in both, recursively with shorter runs in the stretches between; then every
//! pair of places where a stretch is short enough; then blocks that stand elsewhere. Ends in bounded time on any texts:
//! stretches that are long and share nothing unique are left unaligned.

use std::collections::HashMap;
use std::ops::Range;

use super::chain::{Run, longest_in_order, runs, unique_pairs};
use super::dense::{self, Edges, Scale};
use super::tokens::{Opens, Token};

/// Lengths of the runs that are looked for, from the whole text down to small stretches.
const RUN_LENGTHS: [usize; 4] = [8, 5, 3, 2];
/// Stretches of up to so many pairs of places are aligned by weighing each pair.
const DENSE: usize = 400_000;
/// So many where no run is left to part them by.
const DENSE_AT_LAST: usize = 4_000_000;
/// Pairs that may be weighed in all, whatever the texts.
const PAIRS_IN_ALL: usize = 150_000_000;
/// So many tokens at the ends of a run are left to be weighed, because there it may be off by a word or a sentence.
const MARGIN: usize = 12;

/// Two texts side by side.
pub(super) struct Alignment {
    /// The new token of each old one.
    forward: Vec<u32>,
    /// The old token of each new one.
    back: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Alignment {
    /// Aligns two texts.
    pub(super) fn new(old: &[Token], new: &[Token], scale: Scale<'_>) -> Self {
        let mut work = Work {
            old,
            new,
            scale,
            left: PAIRS_IN_ALL,
            found: Self { forward: vec![NONE; old.len()], back: vec![NONE; new.len()] },
        };
        let edges = Edges { ahead: true, behind: Some(Opens::Paragraph) };
        work.between(0..old.len(), 0..new.len(), edges, &whole_paragraphs(old, new), &RUN_LENGTHS);
        let doubtful = work.forget_doubtful();
        work.follow_moves();
        work.remember(&doubtful);
        work.forget_chance();
        work.found
    }

    /// The new token that an old one became.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.forward.get(old).filter(|&&new| new != NONE).map(|&new| new as usize)
    }

    /// The old token that became a new one.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.back.get(new).filter(|&&old| old != NONE).map(|&old| old as usize)
    }

    fn put(&mut self, run: Run) {
        for i in 0..run.len {
            let (old, new) = (run.old + i, run.new + i);
            if self.forward[old] == NONE && self.back[new] == NONE {
                self.forward[old] = u32::try_from(new).unwrap_or(NONE);
                self.back[new] = u32::try_from(old).unwrap_or(NONE);
            }
        }
    }

    fn forget(&mut self, old: usize) {
        if let Some(new) = self.new_of(old) {
            self.forward[old] = NONE;
            self.back[new] = NONE;
        }
    }
}

struct Work<'a> {
    old: &'a [Token],
    new: &'a [Token],
    scale: Scale<'a>,
    /// Pairs that may still be weighed.
    left: usize,
    found: Alignment,
}

impl Work<'_> {
    fn stretch(&mut self, old: Range<usize>, new: Range<usize>, edges: Edges, lengths: &[usize]) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        let pairs = old.len().saturating_mul(new.len());
        if pairs <= DENSE.min(self.left / 16) {
            self.weigh(old, new, edges);
            return;
        }
        for (i, &length) in lengths.iter().enumerate() {
            let unique = unique_pairs((self.old, old.clone()), (self.new, new.clone()), length);
            let frame = without_margins(&runs(&longest_in_order(&unique), length));
            if !frame.is_empty() {
                self.between(old, new, edges, &frame, &lengths[i + 1..]);
                return;
            }
        }
        if pairs <= DENSE_AT_LAST.min(self.left) {
            self.weigh(old, new, edges);
        }
    }

    /// Takes the runs of a frame for right, and looks into the stretches between.
    fn between(&mut self, old: Range<usize>, new: Range<usize>, edges: Edges, frame: &[Run], lengths: &[usize]) {
        let (mut old_at, mut new_at, mut ahead) = (old.start, new.start, edges.ahead);
        for run in frame {
            let opens = self.old[run.old].opens.min(self.new[run.new].opens);
            let around = Edges { ahead, behind: Some(opens) };
            self.stretch(old_at..run.old, new_at..run.new, around, lengths);
            self.found.put(*run);
            (old_at, new_at, ahead) = (run.old_end(), run.new_end(), true);
        }
        self.stretch(old_at..old.end, new_at..new.end, Edges { ahead, ..edges }, lengths);
    }

    fn weigh(&mut self, old: Range<usize>, new: Range<usize>, edges: Edges) {
        self.left = self.left.saturating_sub(old.len() * new.len());
        for run in dense::align(&self.old[old.clone()], &self.new[new.clone()], edges, self.scale) {
            self.found.put(Run { old: run.old + old.start, new: run.new + new.start, len: run.len });
        }
    }
}

/// Paragraphs that each text has once, word for word, in the longest order that both keep.
fn whole_paragraphs(old: &[Token], new: &[Token]) -> Vec<Run> {
    let (old_starts, new_starts) = (paragraphs(old), paragraphs(new));
    let mut numbers = HashMap::new();
    let (old_units, new_units) = (units(old, &old_starts, &mut numbers), units(new, &new_starts, &mut numbers));
    let pairs = unique_pairs((&old_units, 0..old_units.len()), (&new_units, 0..new_units.len()), 1);
    let run = |(from, to): (usize, usize)| {
        let (from, to) = (&old_starts[from], &new_starts[to]);
        Run { old: from.start, new: to.start, len: from.len() }
    };
    longest_in_order(&pairs).into_iter().map(run).collect()
}

/// The paragraphs of a text.
fn paragraphs(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> =
        (0..tokens.len()).filter(|&at| at == 0 || tokens[at].opens == Opens::Paragraph).collect();
    starts.push(tokens.len());
    starts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Each paragraph as one token: the same words are the same token.
fn units(tokens: &[Token], paragraphs: &[Range<usize>], numbers: &mut HashMap<Vec<u32>, u32>) -> Vec<Token> {
    let unit = |range: &Range<usize>| {
        let words = tokens[range.clone()].iter().map(|token| token.word).collect();
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let word = *numbers.entry(words).or_insert(next);
        Token { start: 0, end: 0, word, opens: Opens::Paragraph }
    };
    paragraphs.iter().map(unit).collect()
}

/// Runs without the tokens at their ends that had better be weighed, and without those that then have nothing left.
fn without_margins(frame: &[Run]) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(frame.len());
    for run in frame {
        let margin = MARGIN.min(run.len / 3);
        let mut run = Run { old: run.old + margin, new: run.new + margin, len: run.len - 2 * margin };
        if let Some(last) = kept.last() {
            // Runs on two diagonals may overlap.
            let overlap = last.old_end().saturating_sub(run.old).max(last.new_end().saturating_sub(run.new));
            run = Run { old: run.old + overlap, new: run.new + overlap, len: run.len.saturating_sub(overlap) };
        }
        if run.len > 0 {
            kept.push(run);
        }
    }
    kept
}

/// The share of a sentence's weight that must have come along, for it not to be chance.
const MORE_THAN_CHANCE: f32 = 0.2;
/// With less than this it is worth a look whether the sentence stands elsewhere.
const DOUBTFUL: f32 = 0.5;

impl Work<'_> {
    /// Two sentences of which one took the place of the other share small words by chance: these are no matches.
    fn forget_chance(&mut self) {
        for sentence in sentences(self.old) {
            if self.kept_share(&sentence) < MORE_THAN_CHANCE {
                sentence.for_each(|at| self.found.forget(at));
            }
        }
    }

    /// Forgets for now what little came along of a sentence: all of it may stand elsewhere. Gives what was forgotten.
    fn forget_doubtful(&mut self) -> Vec<Run> {
        let mut forgotten = Vec::new();
        for sentence in sentences(self.old) {
            if self.kept_share(&sentence) < DOUBTFUL {
                for old in sentence {
                    forgotten.extend(self.found.new_of(old).map(|new| Run { old, new, len: 1 }));
                    self.found.forget(old);
                }
            }
        }
        forgotten
    }

    /// Takes back what was forgotten of the sentences that were not found elsewhere.
    fn remember(&mut self, forgotten: &[Run]) {
        for run in forgotten {
            self.found.put(*run);
        }
    }

    /// The share of a sentence's weight that came along.
    fn kept_share(&self, sentence: &Range<usize>) -> f32 {
        let (mut all, mut kept) = (0.0, 0.0);
        for at in sentence.clone() {
            let weight = self.scale.weight(&self.old[at]);
            all += weight;
            if self.found.new_of(at).is_some() {
                kept += weight;
            }
        }
        if all > 0.0 { kept / all } else { 0.0 }
    }

    /// Finds what was taken out at one place and put in at another.
    fn follow_moves(&mut self) {
        for length in MOVED_RUNS {
            let blocks = self.moved_blocks(length);
            for block in blocks {
                self.settle_block(block);
            }
        }
    }

    /// Runs of tokens that are left in both texts and occur once in what is left, the weightiest first.
    fn moved_blocks(&self, length: usize) -> Vec<Run> {
        let old = left_over(self.old, |at| self.found.new_of(at).is_none(), length, 0);
        let new = left_over(self.new, |at| self.found.old_of(at).is_none(), length, 1);
        let pairs = unique_pairs((&old.tokens, 0..old.tokens.len()), (&new.tokens, 0..new.tokens.len()), length);
        let mut blocks: Vec<Run> = runs(&pairs, length)
            .into_iter()
            .filter_map(|run| {
                let (from, to) = (old.places[run.old]?, new.places[run.new]?);
                let len = run.len;
                let whole = old.places.get(run.old + len - 1).copied().flatten() == Some(from + len - 1)
                    && new.places.get(run.new + len - 1).copied().flatten() == Some(to + len - 1);
                whole.then_some(Run { old: from, new: to, len })
            })
            .collect();
        blocks.sort_by(|a, b| self.weight_of(*b).total_cmp(&self.weight_of(*a)).then(a.new.cmp(&b.new)));
        blocks
    }

    fn weight_of(&self, run: Run) -> f32 {
        self.old[run.old..run.old_end()].iter().map(|token| self.scale.weight(token)).sum()
    }

    /// Takes a moved block for right if it says enough, with what is like it around it.
    fn settle_block(&mut self, block: Run) {
        let is_open = (0..block.len)
            .all(|i| self.found.new_of(block.old + i).is_none() && self.found.old_of(block.new + i).is_none());
        if !is_open || self.weight_of(block) < MOVED_WEIGHT {
            return;
        }
        let old = self.open_around(self.old, block.old..block.old_end(), |work, at| work.found.new_of(at).is_none());
        let new = self.open_around(self.new, block.new..block.new_end(), |work, at| work.found.old_of(at).is_none());
        self.found.put(block);
        let edges = Edges { ahead: false, behind: Some(Opens::Nothing) };
        self.weigh_within_reach(old.start..block.old, new.start..block.new, edges, false);
        let edges = Edges { ahead: true, behind: None };
        self.weigh_within_reach(block.old_end()..old.end, block.new_end()..new.end, edges, true);
        self.forget_chance_in(old);
    }

    fn forget_chance_in(&mut self, old: Range<usize>) {
        for sentence in sentences(&self.old[old.clone()]) {
            let sentence = sentence.start + old.start..sentence.end + old.start;
            if self.kept_share(&sentence) < 2.0 * MORE_THAN_CHANCE {
                sentence.for_each(|at| self.found.forget(at));
            }
        }
    }

    /// The stretch around these tokens that nothing was found for, within reach.
    fn open_around(&self, tokens: &[Token], inner: Range<usize>, is_open: fn(&Self, usize) -> bool) -> Range<usize> {
        let start = (inner.start.saturating_sub(REACH)..inner.start).rev().take_while(|&at| is_open(self, at)).last();
        let end = (inner.end..tokens.len().min(inner.end + REACH)).take_while(|&at| is_open(self, at)).last();
        start.unwrap_or(inner.start)..end.map_or(inner.end, |last| last + 1)
    }

    fn weigh_within_reach(&mut self, old: Range<usize>, new: Range<usize>, edges: Edges, from_start: bool) {
        let (old, new) = if from_start {
            (
                old.start..old.end.min(old.start + 2 * new.len() + 8),
                new.start..new.end.min(new.start + 2 * old.len() + 8),
            )
        } else {
            (
                old.start.max(old.end.saturating_sub(2 * new.len() + 8))..old.end,
                new.start.max(new.end.saturating_sub(2 * old.len() + 8))..new.end,
            )
        };
        if !old.is_empty() && !new.is_empty() && old.len() * new.len() <= self.left {
            self.weigh(old, new, edges);
        }
    }
}

/// Lengths of the runs by which moved blocks are found.
const MOVED_RUNS: [usize; 2] = [6, 4];
/// What such a run must weigh.
const MOVED_WEIGHT: f32 = 1.6;
/// So many tokens on either side of a moved block may belong to it.
const REACH: usize = 250;

/// The tokens that are left, with gaps that no run goes across.
struct LeftOver {
    tokens: Vec<Token>,
    places: Vec<Option<usize>>,
}

fn left_over(tokens: &[Token], is_left: impl Fn(usize) -> bool, shortest: usize, side: u32) -> LeftOver {
    let mut left = LeftOver { tokens: Vec::new(), places: Vec::new() };
    let (mut at, mut bars) = (0, 0);
    while at < tokens.len() {
        let end = (at..tokens.len()).find(|&at| !is_left(at)).unwrap_or(tokens.len());
        if end - at >= shortest {
            left.tokens.extend_from_slice(&tokens[at..end]);
            left.places.extend((at..end).map(Some));
            // A token that nothing else has, in either text.
            let bar = u32::MAX - 2 * bars - side;
            left.tokens.push(Token { start: 0, end: 0, word: bar, opens: Opens::Nothing });
            bars += 1;
            left.places.push(None);
        }
        at = end.max(at + 1);
    }
    left
}

/// The sentences of a text.
pub(super) fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match sentences.last_mut() {
            Some(sentence) if token.opens == Opens::Nothing => sentence.end = at + 1,
            _ => sentences.push(at..at + 1),
        }
    }
    sentences
}
