//! Where the subject turns: C99, from the stems of content words.
//!
//! After F. Y. Y. Choi, "Advances in domain independent linear text segmentation", NAACL 2000: the cosine similarity of
//! every two units, each replaced by its rank among its neighbours, and the best split of a segment, again and again,
//! until splitting gains no more than usual. Its matrix is square in the units, so long texts go through in blocks of
//! [`BLOCK`] units; each block starts where the last segment of the one ahead started.

use std::collections::HashMap;

use super::{
    reading::{Cancelled, KeepGoing, go_on},
    vocabulary::StemId,
};

/// How many units are compared with each other at most.
const BLOCK: usize = 120;
/// Half the side of the square in which a similarity is ranked: Choi's 11 by 11.
const REACH: usize = 5;
/// How far above the mean a gain must lie, in standard deviations. Choi has 1.2, where a segment may be a single unit and
/// so there are more, smaller gains to rise above.
const UNUSUAL: f64 = 0.6;

/// The stems of one unit of text with how often each occurs.
pub(crate) type Unit = HashMap<StemId, f64>;

/// How finely to cut.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// The fewest units in a segment.
    pub shortest: usize,
    /// The fewest segments, if there are units enough.
    pub fewest: usize,
    /// The most segments in a block.
    pub most: usize,
}

/// The units that open a segment, in order; the first is 0. Empty for no units.
pub(crate) fn segments(units: &[Unit], limits: Limits, keep_going: KeepGoing<'_>) -> Result<Vec<usize>, Cancelled> {
    let mut starts = Vec::new();
    let mut start = 0;
    while start < units.len() {
        go_on(keep_going)?;
        let end = units.len().min(start + BLOCK);
        let mut found: Vec<usize> = segment_block(&units[start..end], limits).iter().map(|at| start + at).collect();
        // What the last segment of a block leads to is told by the next block.
        start = match found.last() {
            Some(&last) if end < units.len() && last > start => {
                found.pop();
                last
            }
            _ => end,
        };
        starts.append(&mut found);
    }
    Ok(starts)
}

fn segment_block(units: &[Unit], limits: Limits) -> Vec<usize> {
    let sums = Sums::of(&ranks(&similarities(units)), units.len());
    let mut bounds = vec![0, units.len()];
    let (mut inside, mut area) = (sums.square(0, units.len()), square(units.len()));
    let mut gains = Vec::new();
    let mut order = Vec::new();
    while bounds.len() <= limits.most {
        let Some(best) = best_split(&sums, &bounds, limits.shortest, inside, area) else { break };
        gains.push(best.inside / best.area - inside / area);
        (inside, area) = (best.inside, best.area);
        let place = bounds.partition_point(|&bound| bound < best.at);
        bounds.insert(place, best.at);
        order.push(best.at);
    }
    let mut starts: Vec<usize> = order.into_iter().take(worthwhile(&gains, limits.fewest)).chain([0]).collect();
    starts.sort_unstable();
    starts
}

/// How many splits to keep: those up to the last whose gain is unusual, and as many as are asked for.
fn worthwhile(gains: &[f64], fewest: usize) -> usize {
    let smooth: Vec<f64> = (0..gains.len())
        .map(|i| {
            let near = &gains[i.saturating_sub(1)..gains.len().min(i + 2)];
            near.iter().sum::<f64>() / count(near.len())
        })
        .collect();
    let mean = smooth.iter().sum::<f64>() / count(smooth.len().max(1));
    let variance = smooth.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / count(smooth.len().max(1));
    let threshold = mean + UNUSUAL * variance.sqrt();
    let kept = smooth.iter().rposition(|gain| *gain >= threshold).map_or(0, |last| last + 1);
    kept.max(fewest.saturating_sub(1))
}

struct Split {
    at: usize,
    inside: f64,
    area: f64,
}

/// The split that leaves the densest segments.
fn best_split(sums: &Sums, bounds: &[usize], shortest: usize, inside: f64, area: f64) -> Option<Split> {
    let mut best: Option<Split> = None;
    for pair in bounds.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let (whole, whole_area) = (sums.square(start, end), square(end - start));
        for at in start + shortest..(end + 1).saturating_sub(shortest) {
            let split = Split {
                at,
                inside: inside - whole + sums.square(start, at) + sums.square(at, end),
                area: area - whole_area + square(at - start) + square(end - at),
            };
            let better = best.as_ref().is_none_or(|best| split.inside / split.area > best.inside / best.area);
            if better {
                best = Some(split);
            }
        }
    }
    best
}

/// The cosine of every two units.
fn similarities(units: &[Unit]) -> Vec<f64> {
    let n = units.len();
    let norms: Vec<f64> = units.iter().map(|unit| unit.values().map(|c| c * c).sum::<f64>().sqrt()).collect();
    let mut matrix = vec![0.0; n * n];
    for i in 0..n {
        matrix[i * n + i] = 1.0;
        for j in 0..i {
            let (small, large) = if units[i].len() < units[j].len() { (i, j) } else { (j, i) };
            let dot: f64 =
                units[small].iter().map(|(stem, c)| c * units[large].get(stem).copied().unwrap_or_default()).sum();
            let cosine = if dot > 0.0 { dot / (norms[i] * norms[j]) } else { 0.0 };
            (matrix[i * n + j], matrix[j * n + i]) = (cosine, cosine);
        }
    }
    matrix
}

/// Each similarity as the share of its neighbours that are smaller.
fn ranks(matrix: &[f64]) -> Vec<f64> {
    let n = matrix.len().isqrt();
    let mut ranks = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let rows = i.saturating_sub(REACH)..n.min(i + REACH + 1);
            let columns = j.saturating_sub(REACH)..n.min(j + REACH + 1);
            let here = matrix[i * n + j];
            let neighbours = rows.len() * columns.len() - 1;
            let smaller: usize = rows
                .map(|row| matrix[row * n + columns.start..row * n + columns.end].iter().filter(|s| **s < here).count())
                .sum();
            let rank = if neighbours == 0 { 0.0 } else { count(smaller) / count(neighbours) };
            (ranks[i * n + j], ranks[j * n + i]) = (rank, rank);
        }
    }
    ranks
}

/// Sums over any rectangle of a matrix, in constant time.
struct Sums {
    n: usize,
    table: Vec<f64>,
}

impl Sums {
    fn of(matrix: &[f64], n: usize) -> Self {
        let mut table = vec![0.0; (n + 1) * (n + 1)];
        for i in 0..n {
            let mut row = 0.0;
            for j in 0..n {
                row += matrix[i * n + j];
                table[(i + 1) * (n + 1) + j + 1] = table[i * (n + 1) + j + 1] + row;
            }
        }
        Self { n, table }
    }

    /// The sum over the square from `start` up to and without `end`.
    fn square(&self, start: usize, end: usize) -> f64 {
        let at = |i: usize, j: usize| self.table[i * (self.n + 1) + j];
        at(end, end) - at(start, end) - at(end, start) + at(start, start)
    }
}

fn square(n: usize) -> f64 {
    count(n * n)
}

#[allow(clippy::cast_precision_loss)] // Counts within a block: far below 2^52.
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tokens::Shape;
    use crate::analysis::vocabulary::Vocabulary;

    const LIMITS: Limits = Limits { shortest: 2, fewest: 1, most: 40 };

    fn units(texts: &[&str]) -> Vec<Unit> {
        let mut vocabulary = Vocabulary::new();
        let mut unit = |text: &str| {
            let mut unit = Unit::new();
            for word in text.split(' ') {
                let id = vocabulary.learn(word, Shape::Lower);
                *unit.entry(vocabulary.word(id).stem).or_default() += 1.0;
            }
            unit
        };
        texts.iter().map(|text| unit(text)).collect()
    }

    #[test]
    fn a_turn_of_subject_is_found() {
        let farm = ["cow milk farm", "farm milk cheese", "cow farm hay", "cheese milk cow"];
        let sea = ["ship harbour sail", "sail wind ship", "harbour wind ship", "ship sail sea"];
        let texts: Vec<&str> = farm.into_iter().chain(sea).collect();
        assert_eq!(segments(&units(&texts), Limits { fewest: 2, ..LIMITS }, &|| true).unwrap(), [0, 4]);
    }

    #[test]
    fn long_texts_go_through_in_blocks() {
        let farm = "cow milk farm cheese hay";
        let sea = "ship harbour sail wind sea";
        let texts: Vec<&str> = (0..1000).map(|i| if i / 20 % 2 == 0 { farm } else { sea }).collect();
        let starts = segments(&units(&texts), LIMITS, &|| true).unwrap();
        assert_eq!(starts[0], 0);
        assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "{starts:?}");
        assert!((20..1000).step_by(20).all(|turn| starts.contains(&turn)), "{starts:?}");
    }

    #[test]
    fn it_stops_when_asked() {
        assert_eq!(segments(&units(&["a b"; 300]), LIMITS, &|| false), Err(Cancelled));
    }
}
