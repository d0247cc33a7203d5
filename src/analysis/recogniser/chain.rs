//! The best labels for a sentence, by the algorithm of Viterbi over the model's weights.

use std::collections::HashMap;

use super::{
    features::{Form, Layout, REACH, around, features_at, form, lay_out, normal},
    label::{LABELS, Label},
    model::Model,
};

type Sums = [i32; LABELS];
/// How well each label follows each, the sentence's start last.
type Steps = [Sums; LABELS + 1];
/// The best ways to the labels of a word: each one's sum, and the label ahead of it.
type Ways = [(i32, u8); LABELS];
/// What a distinct word tells of the word in question, by how far it stands from it: from [`REACH`] ahead of it to as far
/// behind it. Added up when it is first asked for.
type Around = [Option<Sums>; 2 * REACH + 1];

/// Less than any sum, with room to add to.
const NEVER: i32 = i32::MIN / 4;

/// Labels sentences one after the other, keeping in mind what it has worked out of their words.
pub struct Chain<'m, 't> {
    model: Model<'m>,
    steps: Steps,
    places: HashMap<&'t str, usize>,
    forms: Vec<Form>,
    told: Vec<Around>,
    outside: [Sums; 2 * REACH + 1],
    layout: Layout,
    best: Vec<Ways>,
}

impl<'m, 't> Chain<'m, 't> {
    /// Starts with a model.
    #[must_use]
    pub fn new(model: Model<'m>) -> Self {
        let label = Label::numbered;
        let steps = std::array::from_fn(|before| {
            let before = (before < LABELS).then(|| label(before));
            std::array::from_fn(|next| {
                let can = label(next).can_follow(before);
                if can { model.step(before, label(next)) } else { NEVER }
            })
        });
        Self {
            model,
            steps,
            places: HashMap::new(),
            forms: Vec::new(),
            told: Vec::new(),
            outside: std::array::from_fn(|i| told(&model, None, i)),
            layout: Layout::default(),
            best: Vec::new(),
        }
    }

    /// Puts the labels of a sentence's words in `labels`, in place of what was there.
    pub fn label(&mut self, words: impl Iterator<Item = &'t str>, labels: &mut Vec<Label>) {
        labels.clear();
        let places: Vec<usize> = words.map(|word| self.place(normal(word))).collect();
        let Self { model, steps, forms: known, told: around, outside, layout, best, .. } = self;
        let forms: Vec<&Form> = places.iter().map(|place| &known[*place]).collect();
        lay_out(&forms, layout);
        best.clear();
        for at in 0..places.len() {
            let last = best.last().copied();
            if !layout.may_name(at) {
                best.push(std::array::from_fn(|label| {
                    if label == 0 { way(steps, last.as_ref(), label, 0) } else { (NEVER, 0) }
                }));
                continue;
            }
            let mut sums = [0; LABELS];
            for (i, own) in outside.iter().enumerate() {
                let neighbour = (at + i).checked_sub(REACH).and_then(|neighbour| places.get(neighbour));
                let told = neighbour.map_or(*own, |place| {
                    *around[*place][i].get_or_insert_with(|| told(model, Some(&known[*place]), i))
                });
                sums.iter_mut().zip(told).for_each(|(sum, more)| *sum += more);
            }
            features_at(&forms, layout, at, &mut |feature| model.add(feature, &mut sums));
            best.push(std::array::from_fn(|label| way(steps, last.as_ref(), label, sums[label])));
        }
        read_back(best, labels);
    }

    fn place(&mut self, word: &'t str) -> usize {
        let Self { places, forms, told, .. } = self;
        *places.entry(word).or_insert_with(|| {
            forms.push(form(word));
            told.push([None; 2 * REACH + 1]);
            forms.len() - 1
        })
    }
}

/// What a word tells at one of the places around the word in question.
fn told(model: &Model<'_>, form: Option<&Form>, place: usize) -> Sums {
    let mut sums = [0; LABELS];
    let offset = place.cast_signed() - REACH.cast_signed();
    around(form, offset, &mut |feature| model.add(feature, &mut sums));
    sums
}

/// The best way to a label.
fn way(steps: &Steps, last: Option<&Ways>, label: usize, sum: i32) -> (i32, u8) {
    let Some(last) = last else { return ((steps[LABELS][label] + sum).max(NEVER), 0) };
    let mut best = (NEVER, 0);
    for (before, number) in (0..LABELS).zip(0_u8..) {
        let ways = last[before].0.saturating_add(steps[before][label]);
        if ways > best.0 {
            best = (ways, number);
        }
    }
    (best.0.saturating_add(sum).max(NEVER), best.1)
}

fn read_back(best: &[Ways], labels: &mut Vec<Label>) {
    let Some(end) = best.last() else { return };
    let mut label = (0..LABELS).rev().max_by_key(|label| end[*label].0).unwrap_or_default();
    for row in best.iter().rev() {
        labels.push(Label::numbered(label));
        label = row[label].1.into();
    }
    labels.reverse();
}
