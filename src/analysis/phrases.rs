//! Tables of phrases that are looked up at a place in a text, the longest first.

use std::collections::HashMap;

use super::{
    reading::Reading,
    tokens::{Shape, pieces},
    vocabulary::lower,
};

/// Phrases, each with what it stands for.
pub(crate) struct Phrases<T> {
    by_first: HashMap<Box<str>, Vec<Phrase<T>>>,
}

struct Phrase<T> {
    /// Its words in lower case.
    words: Box<[Box<str>]>,
    case: Case,
    value: T,
}

/// How the first word must be written.
enum Case {
    /// In any way.
    Any,
    /// With a capital.
    Capital,
    /// Just so: `US` is not `us`, nor `Us`.
    Exact(Box<str>),
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<T> Phrases<T> {
    /// Takes a phrase in. One that was there already with the same words keeps its first value.
    pub(crate) fn insert(&mut self, phrase: &str, value: T) {
        let words: Box<[Box<str>]> = pieces(phrase).map(|(_, piece)| lower(piece).into()).collect();
        let Some((_, first)) = pieces(phrase).next() else { return };
        let case = match Shape::of(first) {
            Shape::Upper if words.iter().filter(|word| word.len() > 1).count() == 1 => Case::Exact(first.into()),
            shape if shape.is_capital() => Case::Capital,
            _ => Case::Any,
        };
        let row = self.by_first.entry(words[0].clone()).or_default();
        let place = row.partition_point(|other| other.words.len() >= words.len());
        row.insert(place, Phrase { words, case, value });
    }

    /// The longest phrase that starts at this token and ends before `end`: how many tokens it has, and its value.
    pub(crate) fn longest_at(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<(usize, &T)> {
        let row = self.by_first.get(reading.lower(at))?;
        row.iter()
            .find(|phrase| {
                at + phrase.words.len() <= end
                    && phrase.case.allows(reading, at)
                    && phrase.words.iter().enumerate().all(|(i, word)| reading.lower(at + i) == &**word)
            })
            .map(|phrase| (phrase.words.len(), &phrase.value))
    }
}

impl Case {
    fn allows(&self, reading: &Reading<'_>, at: usize) -> bool {
        match self {
            Self::Any => true,
            Self::Capital => reading.shape(at).is_capital(),
            Self::Exact(written) => reading.written(at) == &**written,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    #[test]
    fn the_longest_phrase_wins_and_case_counts() {
        let mut table = Phrases::default();
        for phrase in ["US", "Security Council", "UN Security Council", "prime minister"] {
            table.insert(phrase, phrase);
        }
        let briefing = briefing(&["Let us ask the UN Security Council and the US Prime Minister"]);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        let found: Vec<_> = (0..reading.tokens.len())
            .filter_map(|at| table.longest_at(&reading, at, reading.tokens.len()))
            .map(|(_, phrase)| *phrase)
            .collect();
        assert_eq!(found, ["UN Security Council", "Security Council", "US", "prime minister"]);
    }
}
