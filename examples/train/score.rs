//! How well a model finds the names of annotated sentences: the same words and the same kind.

use std::fmt;
use std::ops::Range;

use brief::analysis::recogniser::{Chain, Kind, LABELS, Label, Model};

use crate::corpus::{Sentence, bit};

/// How many names were found.
#[derive(Debug, Default)]
pub struct Score {
    right: usize,
    found: usize,
    gold: usize,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        let both = 200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64;
        write!(f, "P {:.1} R {:.1} F1 {both:.1}", share(self.found), share(self.gold))
    }
}

/// Scores a model on sentences; peoples are not counted, as most corpora do not tell them.
pub fn score(model: Model<'_>, sentences: &[Sentence]) -> Score {
    let mut chain = Chain::new(model);
    let (mut score, mut labels) = (Score::default(), Vec::new());
    for sentence in sentences {
        chain.label(sentence.words.iter().map(String::as_str), &mut labels);
        let told = (0..LABELS).map(Label::numbered);
        let gold = sentence.allowed.iter().map(|allowed| told.clone().find(|label| bit(*label) & allowed != 0));
        let gold = names(&gold.map(Option::unwrap_or_default).collect::<Vec<_>>());
        let found = names(&labels);
        score.right += found.iter().filter(|name| gold.contains(name)).count();
        score.found += found.len();
        score.gold += gold.len();
    }
    score
}

fn names(labels: &[Label]) -> Vec<(Range<usize>, Kind)> {
    let mut names: Vec<(Range<usize>, Kind)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        match (label.kind(), names.last_mut()) {
            (Some(kind), Some(last)) if !label.is_first() && last.0.end == at && last.1 == kind => last.0.end += 1,
            (Some(kind), _) => names.push((at..at + 1, kind)),
            (None, _) => {}
        }
    }
    names.retain(|(_, kind)| *kind != Kind::People);
    names
}
