//! Sentences as the numbers of their features.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use brief::analysis::recogniser::{Form, Layout, REACH, around, features_at, form, lay_out};

use crate::corpus::Sentence;

/// How many times a feature must occur to be learned.
const OFTEN: u8 = 2;
/// How many counters there are; features that share one are both learned when one of them is.
const COUNTERS: usize = 1 << 28;

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

/// A sentence as features.
pub struct Lesson {
    /// The features of all words, one word's after the other's.
    pub features: Vec<u32>,
    /// Where each word's end.
    pub ends: Vec<usize>,
    /// The labels that each word may have, a bit each.
    pub allowed: Vec<u16>,
}

/// All that is learned from.
pub struct Lessons {
    /// The sentences.
    pub list: Vec<Lesson>,
    /// Each feature's hash, by its number.
    pub hashes: Vec<u64>,
    /// How often each occurs.
    pub counts: Vec<u32>,
}

impl Lessons {
    /// Takes in the features that these sentences have more than once.
    pub fn of(sentences: &[Sentence]) -> Self {
        let forms = Forms::of(sentences);
        let mut counters = vec![0_u8; COUNTERS];
        let counter = |feature: u64| (feature >> 20) as usize % COUNTERS;
        for sentence in sentences {
            forms.tell(sentence, &mut |_, feature| {
                let count = &mut counters[counter(feature)];
                *count = count.saturating_add(1);
            });
        }
        let mut numbers: HashMap<u64, u32, BuildHasherDefault<AsIs>> = HashMap::default();
        let mut lessons = Self { list: Vec::new(), hashes: Vec::new(), counts: Vec::new() };
        for sentence in sentences {
            let mut lesson =
                Lesson { features: Vec::new(), ends: vec![0; sentence.words.len()], allowed: sentence.allowed.clone() };
            forms.tell(sentence, &mut |at, feature| {
                if counters[counter(feature)] >= OFTEN {
                    let number = *numbers.entry(feature).or_insert_with(|| {
                        lessons.hashes.push(feature);
                        lessons.counts.push(0);
                        lessons.hashes.len() as u32 - 1
                    });
                    lessons.counts[number as usize] += 1;
                    lesson.features.push(number);
                }
                lesson.ends[at] = lesson.features.len();
            });
            lessons.list.push(lesson);
        }
        lessons
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
