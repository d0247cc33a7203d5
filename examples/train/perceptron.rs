//! The averaged structured perceptron (Collins, 2002): where the best labels for a sentence are not right, what speaks for
//! them loses weight and what speaks for the right ones gains it; what is kept is each weight's mean over all that time.
//! On names of corpora that were held back it does better than the likelihood's gradient did.
//!
//! Where a corpus leaves a label open, the best labels that it allows count as right. One feature in eight is left out at
//! random at each visit, so that a name is not known by its letters alone.

use brief::analysis::recogniser::{LABELS, Label, Model, Rows};

use crate::lessons::{Lesson, Lessons};

type Row = [f32; LABELS];
/// How well each label follows each, the sentence's start last.
type Steps = [Row; LABELS + 1];

/// Less than any sum, with room to add to.
const NEVER: f32 = f32::MIN / 4.0;

/// Chance, the same on every run (xorshift, Marsaglia, 2003).
pub struct Dice(u64);

impl Dice {
    /// Chance from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// A row of weights, and each change times the sentence that it came with.
#[derive(Clone, Copy, Default)]
struct Learned {
    now: Row,
    late: [f64; LABELS],
}

impl Learned {
    fn change(&mut self, label: usize, by: f32, time: f64) {
        self.now[label] += by;
        self.late[label] += f64::from(by) * time;
    }

    /// The weights' means up to this time.
    fn mean(&self, time: f64) -> Row {
        std::array::from_fn(|label| (f64::from(self.now[label]) - self.late[label] / time) as f32)
    }
}

/// All that is learned, and what it is learned from.
pub struct Perceptron {
    lessons: Lessons,
    rows: Vec<Learned>,
    steps: [Learned; LABELS + 1],
    /// How many sentences were learned from, and one.
    time: f64,
}

impl Perceptron {
    /// Knows nothing yet.
    pub fn new(lessons: Lessons) -> Self {
        let rows = vec![Learned::default(); lessons.hashes.len()];
        Self { lessons, rows, steps: [Learned::default(); LABELS + 1], time: 1.0 }
    }

    /// How many features there are.
    pub fn features(&self) -> usize {
        self.rows.len()
    }

    /// Learns from every sentence once, in an order of chance; how many it had wrong.
    pub fn learn(&mut self, dice: &mut Dice) -> usize {
        let Self { lessons, rows, steps, time } = self;
        let mut order: Vec<usize> = (0..lessons.list.len()).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, (dice.roll() % (i as u64 + 1)) as usize);
        }
        let mut wrong = 0;
        for i in order {
            *time += 1.0;
            wrong += usize::from(study(&lessons.list[i], rows, steps, *time, dice));
        }
        wrong
    }

    /// Packs the `keep` features that tell most: those whose weights are large, and the sooner the more often they occur.
    pub fn pack(&self, about: &str, keep: usize) -> Vec<u8> {
        let size = |row: &Row| row.iter().map(|weight| weight * weight).sum::<f32>().sqrt();
        // What is centred tells labels apart just as well, and fits eight bits better.
        let centred = |row: Row| {
            let mean = row.iter().sum::<f32>() / LABELS as f32;
            row.map(|weight| weight - mean)
        };
        let mut rows: Vec<(f32, u64, Row)> = Vec::with_capacity(self.rows.len());
        for ((row, hash), count) in self.rows.iter().zip(&self.lessons.hashes).zip(&self.lessons.counts) {
            let row = centred(row.mean(self.time));
            rows.push((size(&row) * (*count as f32).powf(0.25), *hash, row));
        }
        rows.retain(|row| row.0 > 0.0);
        println!("{} features of weight", rows.len());
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        rows.truncate(keep);
        let mut sizes: Vec<f32> = rows.iter().flat_map(|row| row.2).map(f32::abs).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() - sizes.len() / 2000 - 1).copied().unwrap_or(1.0);
        let scale = 127.0 / largest;
        let packed: Vec<(u64, Rows)> =
            rows.iter().map(|(_, hash, row)| (*hash, row.map(|weight| (weight * scale).round() as i8))).collect();
        let steps = self.steps.map(|row| row.mean(self.time).map(|weight| (weight * scale).round() as i16));
        Model::pack(about, &steps, &packed)
    }
}

/// Learns from one sentence; whether it had it wrong.
fn study(lesson: &Lesson, rows: &mut [Learned], steps: &mut [Learned; LABELS + 1], time: f64, dice: &mut Dice) -> bool {
    let (mut used, mut ends, mut words, mut start) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for &end in &lesson.ends {
        let mut sums = [0.0; LABELS];
        for features in lesson.features[start..end].chunks(64) {
            let left_out = dice.roll() & dice.roll() & dice.roll();
            for (_, &feature) in features.iter().enumerate().filter(|(i, _)| left_out >> i & 1 == 0) {
                used.push(feature as usize);
                sums.iter_mut().zip(&rows[feature as usize].now).for_each(|(sum, weight)| *sum += weight);
            }
        }
        words.push(sums);
        ends.push(used.len());
        start = end;
    }
    let weights: Steps = std::array::from_fn(|before| steps[before].now);
    let found = best(&words, &weights, |_, _| true);
    if found.iter().zip(&lesson.allowed).all(|(label, allowed)| allowed >> label & 1 == 1) {
        return false;
    }
    let right = best(&words, &weights, |at, label| lesson.allowed[at] >> label & 1 == 1);
    let (mut before, mut start) = ((LABELS, LABELS), 0);
    for (at, &end) in ends.iter().enumerate() {
        let here = (right[at], found[at]);
        if here.0 != here.1 {
            for &feature in &used[start..end] {
                rows[feature].change(here.0, 1.0, time);
                rows[feature].change(here.1, -1.0, time);
            }
        }
        if (before.0, here.0) != (before.1, here.1) {
            steps[before.0].change(here.0, 1.0, time);
            steps[before.1].change(here.1, -1.0, time);
        }
        (before, start) = (here, end);
    }
    true
}

/// The best labels among those that are allowed, by the algorithm of Viterbi.
fn best(words: &[Row], steps: &Steps, allowed: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut rows: Vec<[(f32, usize); LABELS]> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let last = rows.last().copied();
        rows.push(std::array::from_fn(|label| {
            if !allowed(at, label) {
                return (NEVER, 0);
            }
            let follows = |before: Option<usize>| Label::numbered(label).can_follow(before.map(Label::numbered));
            let (ways, before) = match last {
                None if follows(None) => (steps[LABELS][label], 0),
                None => (NEVER, 0),
                Some(last) => (0..LABELS)
                    .filter(|before| follows(Some(*before)))
                    .map(|before| (last[before].0 + steps[before][label], before))
                    .fold((NEVER, 0), |best, way| if way.0 > best.0 { way } else { best }),
            };
            ((ways + word[label]).max(NEVER), before)
        }));
    }
    let Some(end) = rows.last() else { return Vec::new() };
    let mut label = (0..LABELS).rev().max_by(|a, b| end[*a].0.total_cmp(&end[*b].0)).unwrap_or_default();
    let mut labels = vec![0; words.len()];
    for (at, row) in rows.iter().enumerate().rev() {
        labels[at] = label;
        label = row[label].1;
    }
    labels
}
