//! Which paragraphs were read: runs, in order, never touching.

use crate::document::ParagraphId;

/// The paragraphs that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadSet {
    runs: Vec<(usize, usize)>,
}

impl ReadSet {
    /// The set of these runs (first, one past the last), in any order.
    pub fn of(runs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut set = Self::default();
        for (first, past) in runs {
            set.add(first, past);
        }
        set
    }

    /// Adds the paragraphs from `first` up to and without `past`. Whether any of them was new.
    pub fn add(&mut self, first: usize, past: usize) -> bool {
        if first >= past {
            return false;
        }
        let from = self.runs.partition_point(|run| run.1 < first);
        let to = self.runs.partition_point(|run| run.0 <= past);
        if to == from + 1 && self.runs[from].0 <= first && past <= self.runs[from].1 {
            return false;
        }
        let merged = self.runs[from..to].iter().fold((first, past), |all, run| (all.0.min(run.0), all.1.max(run.1)));
        self.runs.splice(from..to, [merged]);
        true
    }

    /// Whether this paragraph was read.
    #[must_use]
    pub fn contains(&self, id: ParagraphId) -> bool {
        let after = self.runs.partition_point(|run| run.0 <= id.0);
        after > 0 && id.0 < self.runs[after - 1].1
    }

    /// How many of the paragraphs from `first` up to and without `past` were read.
    #[must_use]
    pub fn count_in(&self, first: usize, past: usize) -> usize {
        let from = self.runs.partition_point(|run| run.1 <= first);
        self.runs[from..].iter().take_while(|run| run.0 < past).map(|run| run.1.min(past) - run.0.max(first)).sum()
    }

    /// The runs.
    #[must_use]
    pub fn runs(&self) -> &[(usize, usize)] {
        &self.runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set(runs in proptest::collection::vec((0usize..60, 0usize..8), 0..20)) {
            let runs: Vec<_> = runs.into_iter().map(|(first, n)| (first, first + n)).collect();
            let plain: BTreeSet<usize> = runs.iter().flat_map(|run| run.0..run.1).collect();
            let set = ReadSet::of(runs);
            for i in 0..80 {
                prop_assert_eq!(set.contains(ParagraphId(i)), plain.contains(&i));
            }
            prop_assert_eq!(set.count_in(10, 40), plain.range(10..40).count());
            prop_assert!(set.runs().windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
