//! The best labels for a sentence, by the algorithm of Viterbi over the model's weights.

use std::collections::HashMap;

use super::{
    features::{Form, Layout, REACH, around, features_at, form, lay_out, normal},
    label::{LABELS, Label},
    model::Model,
};

type Sums = [i32; LABELS];

/// What a distinct word tells, added up.
struct Known {
    form: Form,
    /// By how far it stands from the word in question, from [`REACH`] ahead of it to as far behind it.
    told: [Sums; 2 * REACH + 1],
}

/// Labels sentences one after the other, keeping in mind what it has worked out of their words.
pub struct Chain<'m, 't> {
    model: Model<'m>,
    places: HashMap<&'t str, usize>,
    known: Vec<Known>,
    outside: [Sums; 2 * REACH + 1],
    layout: Layout,
    best: Vec<[(i32, u8); LABELS]>,
}

impl<'m, 't> Chain<'m, 't> {
    /// Starts with a model.
    #[must_use]
    pub fn new(model: Model<'m>) -> Self {
        let outside = told(&model, None);
        Self { model, places: HashMap::new(), known: Vec::new(), outside, layout: Layout::default(), best: Vec::new() }
    }

    /// Puts the labels of a sentence's words in `labels`, in place of what was there.
    pub fn label(&mut self, words: impl Iterator<Item = &'t str>, labels: &mut Vec<Label>) {
        labels.clear();
        let places: Vec<usize> = words.map(|word| self.place(normal(word))).collect();
        let Self { model, known, outside, layout, best, .. } = self;
        let forms: Vec<&Form> = places.iter().map(|place| &known[*place].form).collect();
        lay_out(&forms, layout);
        best.clear();
        for at in 0..places.len() {
            let mut sums = [0; LABELS];
            for (i, own) in outside.iter().enumerate() {
                let neighbour = (at + i).checked_sub(REACH).and_then(|neighbour| places.get(neighbour));
                let told = neighbour.map_or(own, |place| &known[*place].told[i]);
                sums.iter_mut().zip(told).for_each(|(sum, more)| *sum += more);
            }
            features_at(&forms, layout, at, &mut |feature| model.add(feature, &mut sums));
            let last = best.last().copied();
            best.push(std::array::from_fn(|label| step(model, last.as_ref(), Label::numbered(label), sums[label])));
        }
        read_back(best, labels);
    }

    fn place(&mut self, word: &'t str) -> usize {
        let Self { model, places, known, .. } = self;
        *places.entry(word).or_insert_with(|| {
            let form = form(word);
            known.push(Known { told: told(model, Some(&form)), form });
            known.len() - 1
        })
    }
}

/// What a word tells at each place around the one in question.
fn told(model: &Model<'_>, form: Option<&Form>) -> [Sums; 2 * REACH + 1] {
    std::array::from_fn(|i| {
        let mut sums = [0; LABELS];
        let offset = i.cast_signed() - REACH.cast_signed();
        around(form, offset, &mut |feature| model.add(feature, &mut sums));
        sums
    })
}

/// The best way to a label: its sum, and the label ahead of it.
fn step(model: &Model<'_>, last: Option<&[(i32, u8); LABELS]>, label: Label, sum: i32) -> (i32, u8) {
    /// Less than any sum, with room to add to.
    const NEVER: i32 = i32::MIN / 4;
    let Some(last) = last else {
        let allowed = label.can_follow(None);
        return (if allowed { model.step(None, label) + sum } else { NEVER }, 0);
    };
    let ways = (0..LABELS).zip(0_u8..).filter(|(before, _)| label.can_follow(Some(Label::numbered(*before))));
    let ways = ways.map(|(before, number)| (last[before].0 + model.step(Some(Label::numbered(before)), label), number));
    let (best, before) = ways.max_by_key(|(sum, number)| (*sum, std::cmp::Reverse(*number))).unwrap_or((NEVER, 0));
    (best.saturating_add(sum).max(NEVER), before)
}

fn read_back(best: &[[(i32, u8); LABELS]], labels: &mut Vec<Label>) {
    let Some(end) = best.last() else { return };
    let mut label = (0..LABELS).rev().max_by_key(|label| end[*label].0).unwrap_or_default();
    for row in best.iter().rev() {
        labels.push(Label::numbered(label));
        label = row[label].1.into();
    }
    labels.reverse();
}
