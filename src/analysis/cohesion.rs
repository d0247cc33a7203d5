//! How well neighbouring units of text hang together: how much better their words are foretold by what their own
//! section has said so far than by the text as a whole.
//!
//! Each grain (stems, clusters of words used alike) is a Pólya urn, as in J. Eisenstein and R. Barzilay, "Bayesian
//! unsupervised topic segmentation", EMNLP 2008, but with the whole text's frequencies as its base, so that a word that is
//! everywhere weighs nothing and no list of frequencies is needed. Where to cut is decided in `segmentation`.

use super::reading::{Cancelled, KeepGoing, go_on};

/// How many units a segment has at most: what keeps the work linear in the text.
pub(crate) const LONGEST: usize = 120;

/// One way to tell words apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grain {
    /// How much it counts.
    weight: f64,
    /// How many words of the whole text an urn holds before its section has said anything.
    base: f64,
}

/// Stems, and clusters of the coarsest grain. The figures are tuned on half of two development sets.
pub(crate) const GRAINS: [Grain; 2] = [Grain { weight: 2.83, base: 2.06 }, Grain { weight: 4.3, base: 6.3 }];

/// The content words of a unit of text, numbered in each grain from 0 on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unit {
    /// The numbers, a list for each of [`GRAINS`].
    pub numbers: [Vec<usize>; GRAINS.len()],
    /// How many words it has, content or not.
    pub words: usize,
    /// Whether its first words point back, so that it hardly opens anything.
    pub leans: bool,
}

/// What speaks for every run of at most [`LONGEST`] units being one section.
pub(crate) struct Cohesion {
    runs: Vec<Vec<f64>>,
}

impl Cohesion {
    /// Of these units.
    pub(crate) fn of(units: &[Unit], keep_going: KeepGoing<'_>) -> Result<Self, Cancelled> {
        let mut runs: Vec<Vec<f64>> =
            (0..units.len()).map(|start| vec![0.0; (units.len() - start).min(LONGEST)]).collect();
        for (level, grain) in GRAINS.iter().enumerate() {
            let urn = Urn::of(units, level, *grain);
            let mut drawn = vec![0; urn.first.len()];
            for (start, sums) in runs.iter_mut().enumerate() {
                go_on(keep_going)?;
                let (mut sum, mut all) = (0.0, 0);
                for (unit, total) in units[start..].iter().zip(sums.iter_mut()) {
                    for &number in &unit.numbers[level] {
                        sum += urn.gain(number, drawn[number], all);
                        drawn[number] += 1;
                        all += 1;
                    }
                    *total += sum;
                }
                for unit in units[start..].iter().take(LONGEST) {
                    unit.numbers[level].iter().for_each(|&number| drawn[number] = 0);
                }
            }
        }
        Ok(Self { runs })
    }

    /// What speaks for the units from `start` up to and without `end`: the logarithm of how much likelier their words are
    /// as one section than as words of the text at large.
    pub(crate) fn of_run(&self, start: usize, end: usize) -> f64 {
        self.runs[start][end - start - 1]
    }
}

/// The logarithms that an urn asks for, worked out beforehand.
struct Urn {
    /// Where each number's logarithms start.
    first: Vec<usize>,
    /// For each number, for each time that it can have been drawn already.
    drawn: Vec<f64>,
    /// For each number of words that can have been drawn already.
    all: Vec<f64>,
}

impl Urn {
    fn of(units: &[Unit], level: usize, grain: Grain) -> Self {
        let numbers = || units.iter().flat_map(|unit| &unit.numbers[level]);
        let mut times = vec![0; numbers().max().map_or(0, |most| most + 1)];
        numbers().for_each(|&number| times[number] += 1);
        let total = numbers().count();
        let longest = units.windows(LONGEST.min(units.len()).max(1));
        let longest = longest.map(|run| run.iter().map(|unit| unit.numbers[level].len()).sum()).max().unwrap_or(0);
        let (mut first, mut drawn) = (Vec::with_capacity(times.len()), Vec::with_capacity(total));
        for &times in &times {
            first.push(drawn.len());
            let base = grain.base * count(times) / count(total);
            drawn.extend((0..times).map(|drawn| grain.weight * (count(drawn) / base).ln_1p()));
        }
        let all = (0..longest).map(|all| grain.weight * (count(all) / grain.base).ln_1p()).collect();
        Self { first, drawn, all }
    }

    fn gain(&self, number: usize, drawn: usize, all: usize) -> f64 {
        self.drawn[self.first[number] + drawn] - self.all[all]
    }
}

#[allow(clippy::cast_precision_loss)] // Counts of words: far below 2^52.
pub(crate) fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(numbers: &[usize]) -> Unit {
        Unit { numbers: [numbers.to_vec(), Vec::new()], words: numbers.len(), leans: false }
    }

    #[test]
    fn what_shares_words_hangs_together() {
        let units = [unit(&[0, 1]), unit(&[1, 0]), unit(&[2, 3]), unit(&[3, 2])];
        let cohesion = Cohesion::of(&units, &|| true).unwrap();
        assert!(cohesion.of_run(0, 2) > cohesion.of_run(1, 3));
        assert!(cohesion.of_run(0, 2) + cohesion.of_run(2, 4) > cohesion.of_run(0, 4));
    }

    #[test]
    fn a_word_that_is_everywhere_weighs_nothing() {
        let cohesion = Cohesion::of(&vec![unit(&[0]); 50], &|| true).unwrap();
        assert!((cohesion.of_run(3, 9)).abs() < 1e-9);
    }

    #[test]
    fn it_stops_when_asked() {
        assert!(Cohesion::of(&[unit(&[0])], &|| false).is_err());
    }
}
