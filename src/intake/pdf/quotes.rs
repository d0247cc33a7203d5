//! Quotations: paragraphs set in from both margins, or from the left where little else is.

use super::lines::Line;
use super::paragraphs::{Margin, Paragraph, has_room};

/// How far a quotation is set in, in ems.
const SET_IN: f32 = 1.2;
/// How close edges that are the same are, in ems.
const SAME_EDGE: f32 = 0.35;
/// How close, in ems, to the text of an item what goes on with it begins: both are set by one measure.
const SAME_PLACE: f32 = 0.09;
/// The least share of the column that a line of it fills: shorter lines are addresses and signatures.
const FILLED: f32 = 0.55;
/// Where more than one paragraph in so many is set in from the left alone, that is how the text is set.
const RARE: usize = 5;

/// From where a paragraph is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SetIn {
    Left,
    BothSides,
}

/// How a paragraph of two lines or more is set in: all of them begin at one place right of the margin. Each was broken
/// although the next word had room, where the right margin is another too.
pub(super) fn set_in(paragraph: &Paragraph, margin: Margin) -> Option<SetIn> {
    let [first, rest @ ..] = paragraph.lines.as_slice() else { return None };
    let left = rest.iter().map(|line| line.x0).reduce(f32::min)?;
    let is_aligned = |line: &Line| line.x0 - left < SAME_EDGE * line.size;
    let is_narrow = |pair: &[Line]| has_room(&pair[0], &pair[1], margin.right);
    let widest = paragraph.lines.iter().map(|line| line.x1 - line.x0).fold(0.0, f32::max);
    let is_set_in = paragraph.marker.is_none()
        && !paragraph.is_table
        && paragraph.is_apart
        && left > margin.left + SET_IN * first.size
        && first.x0 >= left - SAME_EDGE * first.size
        && rest.iter().all(is_aligned)
        && widest > FILLED * (margin.right - margin.left);
    let sides = if paragraph.lines.windows(2).all(is_narrow) { SetIn::BothSides } else { SetIn::Left };
    is_set_in.then_some(sides)
}

/// Takes back what may be no quotation: it goes on with the item of a list, or much of the text is set in as it is.
pub(super) fn settle(paragraphs: &mut [Paragraph]) {
    let mut item: Option<f32> = None;
    for paragraph in paragraphs.iter_mut() {
        let Some(line) = paragraph.lines.first() else { continue };
        let goes_on = item.is_some_and(|text| (text - line.x0).abs() < SAME_PLACE * line.size);
        match paragraph.marker {
            Some(_) => item = line.words.get(1).map(|word| word.x0),
            None if goes_on => paragraph.set_in = None,
            None => item = None,
        }
    }
    let from_left = paragraphs.iter().filter(|paragraph| paragraph.set_in == Some(SetIn::Left)).count();
    if from_left * RARE > paragraphs.len() {
        let is_left = |paragraph: &&mut Paragraph| paragraph.set_in == Some(SetIn::Left);
        paragraphs.iter_mut().filter(is_left).for_each(|paragraph| paragraph.set_in = None);
    }
}
