//! The model's file: weights of features for each label, in eight bits, found by the feature's hash; and how well one
//! label follows another.

use thiserror::Error;

use super::label::{LABELS, Label};

/// How a model's file starts: what it is and which version of features and format.
const MAGIC: &[u8] = b"brief recogniser 1\n";

/// The weights of one feature, a label each.
pub type Rows = [i8; LABELS];

/// A model in packed form.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    /// Labels by what they follow, the sentence's start last; two bytes each.
    steps: &'a [u8],
    /// What tells features apart; 0 is an empty slot. Two bytes each.
    tags: &'a [u8],
    weights: &'a [u8],
}

/// The bytes are no model of this version.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("no model of the recogniser, or of another version")]
pub struct ModelError;

impl Model<'static> {
    /// The one that is compiled in.
    ///
    /// # Panics
    /// Never: the tests hold that the file can be read.
    pub fn get() -> Self {
        Self::read(include_bytes!("../data/recogniser.bin")).expect("the tests read it")
    }
}

impl<'a> Model<'a> {
    /// Reads a packed model. Looks at the header alone.
    ///
    /// # Errors
    /// Where the bytes are not what [`Model::pack`] makes.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError)?;
        let end = rest.iter().position(|byte| *byte == 0).ok_or(ModelError)?;
        let (steps, rest) = rest[end + 1..].split_at_checked((LABELS + 1) * LABELS * 2).ok_or(ModelError)?;
        let slots = rest.len() / (2 + LABELS);
        let (tags, weights) = rest.split_at_checked(slots * 2).ok_or(ModelError)?;
        let sound = slots > 0 && weights.len() == slots * LABELS;
        sound.then_some(Self { steps, tags, weights }).ok_or(ModelError)
    }

    /// Packs weights. `about` says what the model was made of, under which terms, and how it scored; `steps` has a row
    /// for each label, and one for the sentence's start, of how well each label follows.
    #[must_use]
    pub fn pack(about: &str, steps: &[[i16; LABELS]; LABELS + 1], features: &[(u64, Rows)]) -> Vec<u8> {
        let slots = features.len() + features.len() / 4 + 1;
        let (mut tags, mut weights) = (vec![0_u16; slots], vec![[0_i8; LABELS]; slots]);
        for (feature, row) in features {
            let (tag, mut slot) = place(*feature, slots);
            while tags[slot] != 0 && tags[slot] != tag {
                slot = (slot + 1) % slots;
            }
            if tags[slot] == 0 {
                (tags[slot], weights[slot]) = (tag, *row);
            }
        }
        let mut bytes = [MAGIC, about.as_bytes(), &[0]].concat();
        bytes.extend(steps.iter().flatten().flat_map(|step| step.to_le_bytes()));
        bytes.extend(tags.iter().flat_map(|tag| tag.to_le_bytes()));
        bytes.extend(weights.iter().flatten().flat_map(|weight| weight.to_le_bytes()));
        bytes
    }

    /// How well a label follows another, or the sentence's start.
    pub fn step(&self, before: Option<Label>, label: Label) -> i32 {
        let row = before.map_or(LABELS, Label::number);
        let at = (row * LABELS + label.number()) * 2;
        i16::from_le_bytes([self.steps[at], self.steps[at + 1]]).into()
    }

    /// Adds what a feature speaks for to the sums.
    pub fn add(&self, feature: u64, sums: &mut [i32; LABELS]) {
        let slots = self.tags.len() / 2;
        let (tag, mut slot) = place(feature, slots);
        for _ in 0..slots {
            let found = u16::from_le_bytes([self.tags[slot * 2], self.tags[slot * 2 + 1]]);
            if found == 0 {
                return;
            }
            if found == tag {
                let row = &self.weights[slot * LABELS..(slot + 1) * LABELS];
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(weight.cast_signed());
                }
                return;
            }
            slot = if slot + 1 == slots { 0 } else { slot + 1 };
        }
    }
}

/// A feature's tag and the slot where looking for it starts.
fn place(feature: u64, slots: usize) -> (u16, usize) {
    let tag = u16::try_from(feature >> 48).unwrap_or_default().max(1);
    let slot = ((feature & 0xffff_ffff) * slots as u64) >> 32;
    (tag, usize::try_from(slot).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::word_hash::join;

    #[test]
    fn weights_are_found_again() {
        let features: Vec<(u64, Rows)> =
            (0..200).map(|i| (join(i, i), [i8::try_from(i % 100).unwrap(); LABELS])).collect();
        let bytes = Model::pack("made up", &[[7; LABELS]; LABELS + 1], &features);
        let model = Model::read(&bytes).unwrap();
        for (feature, row) in features {
            let mut sums = [0; LABELS];
            model.add(feature, &mut sums);
            assert_eq!(sums, row.map(i32::from));
        }
        assert_eq!(model.step(None, Label::OUTSIDE), 7);
    }

    #[test]
    fn the_shipped_model_can_be_read_and_other_bytes_can_not() {
        assert_eq!(Model::get().step(None, Label::OUTSIDE).signum().abs(), 1);
        for bytes in [&b""[..], b"brief recogniser 0\n\0", b"brief recogniser 1\n\0\0\0"] {
            assert_eq!(Model::read(bytes).map(|_| ()), Err(ModelError));
        }
    }
}
