//! What most of a document looks like: the size of its text, its pitch, and what parts its paragraphs.

use std::collections::HashMap;

use super::lines::Line;
use super::paragraphs::{Column, ends_clause, has_room, is_apart, margins, marker, runs_on};

/// How far apart, as a share, two sizes are different.
pub(super) const OTHER_SIZE: f32 = 0.06;
/// How much a line that goes on with a sentence says of the usual gap, beside one that may be a new paragraph.
const RUNS_ON: usize = 4;
/// So many paragraphs must be parted by space, and so many for one that only a short line would part, before space is
/// what parts this document's paragraphs.
const SPACED: usize = 6;
const SPACED_TO_SHORT: usize = 4;

/// What most of the document looks like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    /// The size of running text.
    pub(super) size: f32,
    /// From one baseline to the next, in ems.
    pub(super) pitch: f32,
    /// Whether space parts its paragraphs, always: then a short line ends none.
    pub(super) is_spaced: bool,
}

impl Body {
    pub(super) fn of(columns: &[Column]) -> Self {
        let mut sizes: HashMap<i32, usize> = HashMap::new();
        for line in columns.iter().flat_map(|column| &column.lines) {
            let letters: usize = line.words.iter().map(|word| word.text.len()).sum();
            *sizes.entry(bucket(line.size, 4.0)).or_default() += letters;
        }
        let size = most(&sizes).map_or(10.0, |size| unbucket(size, 4.0));
        let mut pitches: HashMap<i32, usize> = HashMap::new();
        for pair in columns.iter().flat_map(|column| column.lines.windows(2)) {
            if is_size(&pair[0], size) && is_size(&pair[1], size) && pair[1].y > pair[0].y {
                let weight = if runs_on(&pair[0], &pair[1]) { RUNS_ON } else { 1 };
                *pitches.entry(bucket((pair[1].y - pair[0].y) / size, 20.0)).or_default() += weight;
            }
        }
        // Double-spaced text has its own usual pitch; beyond that, lines are paragraphs.
        pitches.retain(|pitch, _| (0.8..=2.6).contains(&unbucket(*pitch, 20.0)));
        let pitch = most(&smooth(&pitches)).map_or(1.25, |pitch| unbucket(pitch, 20.0));
        let body = Self { size, pitch, is_spaced: false };
        Self { is_spaced: is_spaced(columns, body), ..body }
    }
}

/// Whether sentences that end where a line has room left are followed by space, nearly always.
fn is_spaced(columns: &[Column], body: Body) -> bool {
    let (mut parted, mut short) = (0_usize, 0_usize);
    for (column, margin) in columns.iter().zip(margins(columns, body)) {
        for pair in column.lines.windows(2).filter(|pair| is_size(&pair[0], body.size)) {
            let is_end = ends_clause(&pair[0]) && marker(&pair[1]).is_none();
            let is_apart = is_apart(&pair[0], &pair[1], body);
            parted += usize::from(is_end && is_apart);
            short += usize::from(is_end && !is_apart && has_room(&pair[0], &pair[1], margin.right));
        }
    }
    parted >= SPACED && short * SPACED_TO_SHORT <= parted
}

pub(super) fn is_size(line: &Line, size: f32) -> bool {
    (line.size - size).abs() <= OTHER_SIZE * size
}

#[expect(clippy::cast_possible_truncation, reason = "sizes on a page are small")]
pub(super) fn bucket(value: f32, per_unit: f32) -> i32 {
    (value * per_unit).round() as i32
}

#[expect(clippy::cast_precision_loss, reason = "buckets are small")]
fn unbucket(bucket: i32, per_unit: f32) -> f32 {
    bucket as f32 / per_unit
}

/// Each count with its neighbours': pages set on pixels have one pitch in two steps.
fn smooth(counts: &HashMap<i32, usize>) -> HashMap<i32, usize> {
    let at = |step: i32| counts.get(&step).copied().unwrap_or(0);
    counts.iter().map(|(step, count)| (*step, 2 * count + at(step - 1) + at(step + 1))).collect()
}

fn most(counts: &HashMap<i32, usize>) -> Option<i32> {
    counts.iter().max_by_key(|(value, count)| (**count, -**value)).map(|(value, _)| *value)
}
