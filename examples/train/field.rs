//! The conditional random field while it learns: weights in full precision, the likelihood's gradient by the forward and
//! backward sums over all labellings, steps by `AdaGrad`'s dual averaging with an L1 penalty, which leaves most weights at
//! nothing (Duchi, Hazan and Singer, 2011).
//!
//! Where a corpus leaves a label open, all that it allows count as right together. One feature in eight is left out at
//! random at each visit, so that a name is not known by its letters alone.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use brief::analysis::recogniser::{
    Form, LABELS, Label, Layout, Model, REACH, Rows, around, features_at, form, lay_out,
};

use crate::corpus::{Sentence, bit};

type Row = [f32; LABELS];
/// How well each label follows each, the sentence's start last.
type Steps = [Row; LABELS + 1];

/// The length of a step.
const RATE: f32 = 0.4;
/// What is added to the squares, so that what is rare is not learned in leaps.
const CALM: f32 = 25.0;
/// Gradients smaller than this are not worth a step.
const SLIGHT: f32 = 0.004;
/// How many times a feature must occur to be learned.
const OFTEN: u8 = 2;

/// Hashes are hashes already.
#[derive(Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

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

/// A weight row, with the sums of its past gradients and of their squares.
#[derive(Clone, Copy, Default)]
struct Learned {
    weights: Row,
    sums: Row,
    squares: Row,
}

impl Learned {
    /// Takes a gradient in; `penalty` is what all steps up to now take off a sum.
    fn step(&mut self, gradient: &Row, penalty: f32) {
        for (label, by) in gradient.iter().enumerate() {
            self.sums[label] += by;
            self.squares[label] += by * by;
        }
        self.settle(penalty);
    }

    fn settle(&mut self, penalty: f32) {
        for label in 0..LABELS {
            let size = (self.sums[label].abs() - penalty).max(0.0);
            self.weights[label] = RATE * size.copysign(self.sums[label]) / (self.squares[label] + CALM).sqrt();
        }
    }
}

/// A sentence as features.
struct Lesson {
    /// The features of all words, one word's after the other's.
    features: Vec<u32>,
    /// Where each word's end.
    ends: Vec<usize>,
    allowed: Vec<u16>,
}

/// All that is learned, and what it is learned from.
pub struct Field {
    lessons: Vec<Lesson>,
    hashes: Vec<u64>,
    rows: Vec<Learned>,
    steps: [Learned; LABELS + 1],
    /// How many sentences were learned from.
    time: usize,
    /// What an epoch takes off the sum of a weight's gradients.
    penalty: f32,
}

impl Field {
    /// Takes in the features that these sentences have more than once.
    pub fn of(sentences: &[Sentence], penalty: f32) -> Self {
        let forms = Forms::of(sentences);
        let mut counts = vec![0_u8; 1 << 28];
        for sentence in sentences {
            forms.tell(sentence, &mut |_, feature| {
                let count = &mut counts[(feature >> 20) as usize & ((1 << 28) - 1)];
                *count = count.saturating_add(1);
            });
        }
        let mut ids: HashMap<u64, u32, BuildHasherDefault<AsIs>> = HashMap::default();
        let mut hashes = Vec::new();
        let mut lessons = Vec::new();
        for sentence in sentences {
            let mut lesson =
                Lesson { features: Vec::new(), ends: vec![0; sentence.words.len()], allowed: sentence.allowed.clone() };
            forms.tell(sentence, &mut |at, feature| {
                if counts[(feature >> 20) as usize & ((1 << 28) - 1)] >= OFTEN {
                    let id = *ids.entry(feature).or_insert_with(|| {
                        hashes.push(feature);
                        hashes.len() as u32 - 1
                    });
                    lesson.features.push(id);
                }
                lesson.ends[at] = lesson.features.len();
            });
            lessons.push(lesson);
        }
        println!("{} features", hashes.len());
        let rows = vec![Learned::default(); hashes.len()];
        Self { lessons, hashes, rows, steps: [Learned::default(); LABELS + 1], time: 0, penalty }
    }

    /// Learns from every sentence once, in an order of chance; the mean loss.
    pub fn learn(&mut self, dice: &mut Dice) -> f64 {
        let mut order: Vec<usize> = (0..self.lessons.len()).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, (dice.roll() % (i as u64 + 1)) as usize);
        }
        let mut loss = 0.0;
        for &i in &order {
            self.time += 1;
            let penalty = self.penalty * self.time as f32 / self.lessons.len() as f32;
            loss += Lattice::learn(&self.lessons[i], &mut self.rows, &mut self.steps, penalty, dice);
        }
        let penalty = self.penalty * self.time as f32 / self.lessons.len() as f32;
        self.rows.iter_mut().for_each(|row| row.settle(penalty));
        loss / order.len().max(1) as f64
    }

    /// Packs the `keep` features that weigh most.
    pub fn pack(&self, about: &str, keep: usize) -> Vec<u8> {
        let weight = |row: &Row| row.iter().map(|w| w * w).sum::<f32>();
        // What is centred tells labels apart just as well, and fits eight bits better.
        let centred = |row: &Row| {
            let mean = row.iter().sum::<f32>() / LABELS as f32;
            row.map(|weight| (weight - mean) * 7.0 / 8.0)
        };
        let mut rows: Vec<(f32, u64, Row)> = self
            .rows
            .iter()
            .zip(&self.hashes)
            .map(|(row, hash)| (centred(&row.weights), *hash))
            .map(|(row, hash)| (weight(&row), hash, row))
            .collect();
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
        let steps = self.steps.map(|row| row.weights.map(|weight| (weight * scale).round() as i16));
        println!("weights up to {largest:.2}, least kept {:.3}", rows.last().map_or(0.0, |row| row.0.sqrt()));
        Model::pack(about, &steps, &packed)
    }
}

/// The distinct words of the sentences.
struct Forms<'s>(HashMap<&'s str, Form>);

impl<'s> Forms<'s> {
    fn of(sentences: &'s [Sentence]) -> Self {
        let mut forms = HashMap::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            forms.entry(word.as_str()).or_insert_with(|| form(word));
        }
        Self(forms)
    }

    /// Each word's place and features, in order.
    fn tell(&self, sentence: &Sentence, told: &mut impl FnMut(usize, u64)) {
        let forms: Vec<&Form> = sentence.words.iter().map(|word| &self.0[word.as_str()]).collect();
        let mut layout = Layout::default();
        lay_out(&forms, &mut layout);
        for at in 0..forms.len() {
            for i in 0..=2 * REACH {
                let neighbour = (at + i).checked_sub(REACH).and_then(|neighbour| forms.get(neighbour)).copied();
                around(neighbour, i as isize - REACH as isize, &mut |feature| told(at, feature));
            }
            features_at(&forms, &layout, at, &mut |feature| told(at, feature));
        }
    }
}

/// The sums over all labellings of one sentence.
struct Lattice {
    /// What each word's features say of each label, as factors.
    words: Vec<[f64; LABELS]>,
    steps: [[f64; LABELS]; LABELS + 1],
}

/// How likely each label and step is.
struct Likely {
    log_sum: f64,
    words: Vec<[f64; LABELS]>,
    steps: [[f64; LABELS]; LABELS + 1],
}

impl Lattice {
    /// One step along the gradient of a sentence's likelihood; its loss.
    fn learn(
        lesson: &Lesson,
        rows: &mut [Learned],
        steps: &mut [Learned; LABELS + 1],
        penalty: f32,
        dice: &mut Dice,
    ) -> f64 {
        let mut used: Vec<u32> = Vec::with_capacity(lesson.features.len());
        let (mut ends, mut words, mut start) = (Vec::new(), Vec::new(), 0);
        for &end in &lesson.ends {
            let mut sums = [0.0_f32; LABELS];
            for features in lesson.features[start..end].chunks(64) {
                let left_out = dice.roll() & dice.roll() & dice.roll();
                let kept = features.iter().enumerate().filter(|(i, _)| left_out >> i & 1 == 0);
                for (_, &feature) in kept {
                    used.push(feature);
                    sums.iter_mut().zip(&rows[feature as usize].weights).for_each(|(sum, weight)| *sum += weight);
                }
            }
            words.push(factors(&sums));
            ends.push(used.len());
            start = end;
        }
        let weights: Steps = std::array::from_fn(|before| steps[before].weights);
        let lattice = Self { words, steps: step_factors(&weights) };
        let free = lattice.likely(|_, _| true);
        let right = lattice.likely(|at, label| lesson.allowed[at] & bit(Label::numbered(label)) != 0);
        let mut start = 0;
        for (at, &end) in ends.iter().enumerate() {
            let slope: Row = std::array::from_fn(|label| (right.words[at][label] - free.words[at][label]) as f32);
            if slope.iter().any(|slope| slope.abs() > SLIGHT) {
                for &feature in &used[start..end] {
                    rows[feature as usize].step(&slope, penalty);
                }
            }
            start = end;
        }
        for (before, row) in steps.iter_mut().enumerate() {
            row.step(
                &std::array::from_fn(|label| (right.steps[before][label] - free.steps[before][label]) as f32),
                0.0,
            );
        }
        free.log_sum - right.log_sum
    }

    /// How likely labels and steps are among the labellings that are allowed.
    fn likely(&self, allowed: impl Fn(usize, usize) -> bool) -> Likely {
        let count = self.words.len();
        let word = |at: usize, label: usize| if allowed(at, label) { self.words[at][label] } else { 0.0 };
        let (mut ahead, mut log_sum) = (Vec::with_capacity(count), 0.0);
        for at in 0..count {
            let mut row: [f64; LABELS] = std::array::from_fn(|label| {
                let ways = ahead.last().map_or(self.steps[LABELS][label], |last: &[f64; LABELS]| {
                    (0..LABELS).map(|before| last[before] * self.steps[before][label]).sum()
                });
                ways * word(at, label)
            });
            log_sum += even(&mut row);
            ahead.push(row);
        }
        let mut likely = Likely { log_sum, words: vec![[0.0; LABELS]; count], steps: [[0.0; LABELS]; LABELS + 1] };
        let mut behind = [1.0; LABELS];
        for at in (0..count).rev() {
            let mut here: [f64; LABELS] = std::array::from_fn(|label| ahead[at][label] * behind[label]);
            even(&mut here);
            likely.words[at] = here;
            let own: [f64; LABELS] = std::array::from_fn(|label| word(at, label) * behind[label]);
            let Some(last) = at.checked_sub(1).map(|before| ahead[before]) else {
                likely.steps[LABELS] = here;
                break;
            };
            let ways: [[f64; LABELS]; LABELS] = std::array::from_fn(|before| {
                std::array::from_fn(|label| last[before] * self.steps[before][label] * own[label])
            });
            let all: f64 = ways.iter().flatten().sum();
            for (sums, ways) in likely.steps.iter_mut().zip(&ways) {
                sums.iter_mut().zip(ways).for_each(|(sum, way)| *sum += way / all);
            }
            behind = std::array::from_fn(|before| (0..LABELS).map(|l| self.steps[before][l] * own[l]).sum());
            even(&mut behind);
        }
        likely
    }
}

/// Makes a row sum to 1; the logarithm of what it summed to.
fn even(row: &mut [f64; LABELS]) -> f64 {
    let sum: f64 = row.iter().sum();
    for value in row.iter_mut() {
        *value /= sum;
    }
    sum.ln()
}

fn factors(sums: &Row) -> [f64; LABELS] {
    let largest = sums.iter().copied().fold(f32::MIN, f32::max);
    // Nothing is impossible: an allowed labelling must never come to nothing.
    sums.map(|sum| f64::from((sum - largest).max(-60.0)).exp())
}

fn step_factors(steps: &Steps) -> [[f64; LABELS]; LABELS + 1] {
    std::array::from_fn(|before| {
        let last = (before < LABELS).then(|| Label::numbered(before));
        std::array::from_fn(|label| {
            let can = Label::numbered(label).can_follow(last);
            if can { f64::from(steps[before][label]).exp() } else { 0.0 }
        })
    })
}
