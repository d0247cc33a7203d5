//! Where to cut a text into sections: the cuts that disagree least with all ways to cut it, each weighed by how likely
//! its sections are.
//!
//! A hidden semi-Markov model: what speaks for a section is its cohesion and a wide prior on its length; forward and
//! backward sums (L. Rabiner, "A tutorial on hidden Markov models", 1989) give how likely it is that any two places share
//! a section. The cuts then minimise the expected share of windows in which they are wrong about whether a section ends: the
//! measure `P_k` (D. Beeferman and others, "Statistical models for text segmentation", 1999). So where the text does not
//! tell, nothing is cut.

use std::ops::RangeInclusive;

use super::cohesion::{Cohesion, LONGEST, Unit, count};
use super::reading::{Cancelled, KeepGoing, go_on};

/// How many words the text has that the other figures were tuned on; longer texts have longer sections.
const USUAL: f64 = 1500.0;
/// How many words a section of such a text has, before the text has been looked at.
const WORDS: f64 = 350.0;
/// How strongly sections keep to that length.
const STRICT: f64 = 2.3;
/// What each section must gain.
const COST: f64 = 154.0;
/// What one more must gain that starts with words that point back.
const LEANING: f64 = 7.0;
/// How far the model is trusted: its words are not independent of each other, as it takes them to be.
const TRUST: f64 = 0.81;
/// How much of an average section a window spans.
const WINDOW: f64 = 0.4;
/// The fewest units in a section.
const SHORTEST: usize = 2;

/// How much longer than usual the sections of a text of so many words are: sections and what is in them grow alike.
pub(crate) fn scale(words: usize) -> f64 {
    (count(words) / USUAL).sqrt().max(f64::MIN_POSITIVE)
}

/// The units that open a section, in order; the first is 0. Empty for no units.
///
/// The work grows with the square of the units: their number must grow no faster than the square root of the text.
pub(crate) fn starts(units: &[Unit], keep_going: KeepGoing<'_>) -> Result<Vec<usize>, Cancelled> {
    if units.len() < 2 * SHORTEST {
        return Ok(if units.is_empty() { Vec::new() } else { vec![0] });
    }
    let model = Model::of(units, keep_going)?;
    let likely = model.likelihoods(keep_going)?;
    go_on(keep_going)?;
    Ok(Risk::of(&model, &likely).cuts())
}

/// What speaks for each possible section.
struct Model<'a> {
    units: &'a [Unit],
    cohesion: Cohesion,
    /// How many words stand ahead of each unit.
    words: Vec<usize>,
    scale: f64,
}

/// The logarithms of how likely all ways to cut are, together.
struct Likelihoods {
    /// Those of what is ahead of a place that is cut.
    ahead: Vec<f64>,
    /// Those of what is behind it.
    behind: Vec<f64>,
}

impl<'a> Model<'a> {
    fn of(units: &'a [Unit], keep_going: KeepGoing<'_>) -> Result<Self, Cancelled> {
        let mut words = vec![0];
        words.extend(units.iter().scan(0, |words, unit| {
            *words += unit.words;
            Some(*words)
        }));
        let scale = scale(words[units.len()].max(1));
        Ok(Self { units, cohesion: Cohesion::of(units, keep_going)?, words, scale })
    }

    /// What speaks for a section from one unit up to and without another.
    fn section(&self, start: usize, end: usize) -> f64 {
        let words = count((self.words[end] - self.words[start]).max(1));
        let unusual = (words / self.scale / WORDS).ln().powi(2);
        let leaning = if start > 0 && self.units[start].leans { LEANING } else { 0.0 };
        TRUST * (self.cohesion.of_run(start, end) / self.scale - COST - STRICT * unusual - leaning)
    }

    /// The ends that a section can have that starts here.
    fn ends(&self, start: usize) -> RangeInclusive<usize> {
        start + SHORTEST..=(start + LONGEST).min(self.units.len())
    }

    fn likelihoods(&self, keep_going: KeepGoing<'_>) -> Result<Likelihoods, Cancelled> {
        let last = self.units.len();
        let mut ahead = vec![f64::NEG_INFINITY; last + 1];
        let mut behind = ahead.clone();
        (ahead[0], behind[last]) = (0.0, 0.0);
        for start in 0..last {
            go_on(keep_going)?;
            for end in self.ends(start) {
                ahead[end] = sum_of_logs(ahead[end], ahead[start] + self.section(start, end));
            }
        }
        for start in (0..last).rev() {
            for end in self.ends(start) {
                behind[start] = sum_of_logs(behind[start], self.section(start, end) + behind[end]);
            }
        }
        Ok(Likelihoods { ahead, behind })
    }
}

/// What a cut is expected to set right, summed over windows. A window holds a cut or none, and so does the text.
struct Risk {
    units: usize,
    window: usize,
    /// For the windows that start ahead of each unit, together: how many more are wrong with a cut in them than without.
    with_cut: Vec<f64>,
}

impl Risk {
    fn of(model: &Model<'_>, likely: &Likelihoods) -> Self {
        let units = model.units.len();
        let share = |log: f64| (log - likely.ahead[units]).exp();
        let cuts: f64 = (1..units).map(|at| share(likely.ahead[at] + likely.behind[at])).sum();
        let window = nearest(count(units) / (cuts + 1.0) * WINDOW).clamp(2, units - 1);
        // How likely each window is to lie within one section, as differences from the window ahead of it.
        let mut within = vec![0.0; units + 1];
        for start in 0..units {
            for end in model.ends(start).filter(|end| end - start > window) {
                let likely = share(likely.ahead[start] + model.section(start, end) + likely.behind[end]);
                within[start] += likely;
                within[end - window] -= likely;
            }
        }
        let (mut with_cut, mut inside) = (vec![0.0], 0.0);
        for change in &within[..units - window] {
            inside += change;
            with_cut.push(with_cut[with_cut.len() - 1] + 2.0 * inside - 1.0);
        }
        Self { units, window, with_cut }
    }

    /// The units that open a section when the fewest windows are expected to be wrong.
    fn cuts(&self) -> Vec<usize> {
        let mut best = vec![Cut { wrong: 0.0, before: 0 }; self.units + 1];
        // The best of the cuts that share no window with the one looked at.
        let mut apart = 0;
        let mut last = 0;
        for at in SHORTEST..=self.units - SHORTEST {
            let far = at.saturating_sub(self.window.max(SHORTEST));
            if best[far].wrong < best[apart].wrong && (far == 0 || far >= SHORTEST) {
                apart = far;
            }
            let near = (far + 1..=at - SHORTEST).filter(|before| *before >= SHORTEST);
            let wrong = |before: usize| best[before].wrong + self.between(before, at);
            let before = near.fold(apart, |one, other| if wrong(other) < wrong(one) { other } else { one });
            best[at] = Cut { wrong: wrong(before), before };
            if best[at].wrong < best[last].wrong - f64::EPSILON {
                last = at;
            }
        }
        let mut cuts: Vec<usize> = std::iter::successors(Some(last), |&at| (at > 0).then(|| best[at].before)).collect();
        cuts.reverse();
        cuts
    }

    /// What a cut adds in windows that do not hold the one before it.
    fn between(&self, before: usize, at: usize) -> f64 {
        let start = before.max(at.saturating_sub(self.window));
        let sum = |at: usize| self.with_cut[at.min(self.with_cut.len() - 1)];
        sum(at) - sum(start)
    }
}

/// A cut, if it is made: what it and those before it add to the windows that are wrong.
#[derive(Debug, Clone, Copy)]
struct Cut {
    wrong: f64,
    before: usize,
}

/// The logarithm of the sum of two numbers, given by theirs.
fn sum_of_logs(a: f64, b: f64) -> f64 {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Units of a window: few, and never below 0.
fn nearest(number: f64) -> usize {
    number.round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units of 20 words each; the letters are subjects, with words of their own that each unit takes some of.
    fn text(subjects: &str) -> Vec<Unit> {
        let unit = |(at, subject): (usize, u8)| {
            let subject = usize::from(subject - b'a');
            let words = (0..10).map(|word| subject * 12 + (at * 5 + word) % 12).collect();
            Unit { numbers: [words, vec![subject; 10]], words: 20, leans: false }
        };
        subjects.bytes().enumerate().map(unit).collect()
    }

    fn found(subjects: &str) -> Vec<usize> {
        starts(&text(subjects), &|| true).unwrap()
    }

    #[test]
    fn a_turn_of_subject_is_cut() {
        assert_eq!(found("aaaaaabbbbbbcccccc"), [0, 6, 12]);
        assert_eq!(found("aaaabbbb"), [0, 4]);
    }

    #[test]
    fn nothing_is_cut_where_the_text_does_not_turn() {
        for subjects in ["aaaa", "aaaaaaaaaaaaaaaaaaaa", &"a".repeat(100)] {
            assert_eq!(found(subjects), [0], "{}", subjects.len());
        }
        assert_eq!(found(""), [] as [usize; 0]);
        assert_eq!(found("a"), [0]);
        assert_eq!(found("abc"), [0]);
    }

    #[test]
    fn a_unit_that_leans_on_the_one_ahead_opens_nothing_if_another_can() {
        let mut units = text("aaaaaaabbbbbb");
        units[6].numbers = [vec![0, 1, 12, 13], vec![0, 0, 1, 1]];
        units[7].leans = true;
        assert_eq!(starts(&units, &|| true).unwrap(), [0, 6]);
    }

    #[test]
    fn every_section_has_two_units_at_least() {
        let starts = found("aabcddddaaeeefgabbbbbbcdefgaaaa");
        assert!(starts.windows(2).all(|pair| pair[1] - pair[0] >= 2), "{starts:?}");
    }

    #[test]
    fn it_stops_when_asked() {
        assert_eq!(starts(&text("aaaabbbb"), &|| false), Err(Cancelled));
    }
}
