//! Verbs that report, support, oppose, warn or weigh, found by stem wherever they stand in a reading.

use std::collections::HashMap;

use super::{
    lexicon::{lines, list},
    reading::Reading,
    tokens::{Shape, pieces},
    vocabulary::StemId,
};

/// What a verb makes of what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueClass {
    /// `say`, `point out`: the content decides.
    Says,
    /// `support`, `call for`.
    Supports,
    /// `oppose`, `rule out`.
    Opposes,
    /// `warn`, `doubt`.
    Warns,
    /// `consider`, `grapple with`: it is on the table, no more.
    Weighs,
}

/// The verbs that can occur in one briefing.
pub(crate) struct Cues {
    by_first: HashMap<StemId, Vec<(Vec<StemId>, CueClass)>>,
}

impl Cues {
    /// The verbs of the word list, as far as the briefing has their stems.
    pub(crate) fn of(reading: &Reading<'_>) -> Self {
        let mut by_first: HashMap<StemId, Vec<(Vec<StemId>, CueClass)>> = HashMap::new();
        for line in lines(include_str!("data/cues.txt")) {
            let Some((class, verbs)) = line.split_once(':') else { continue };
            let class = class_named(class);
            for verb in list(verbs) {
                let stems: Option<Vec<_>> = pieces(verb).map(|(_, piece)| reading.words.stem_of(piece)).collect();
                let Some(stems) = stems else { continue };
                by_first.entry(stems[0]).or_default().push((stems, class));
            }
        }
        for row in by_first.values_mut() {
            row.sort_by_key(|(stems, _)| std::cmp::Reverse(stems.len()));
        }
        Self { by_first }
    }

    /// The longest verb that starts at this token: how many tokens it has, and its class.
    pub(crate) fn at(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<(usize, CueClass)> {
        if reading.shape(at) != Shape::Lower {
            return None;
        }
        let row = self.by_first.get(&reading.stem(at))?;
        row.iter()
            .find(|(stems, _)| {
                at + stems.len() <= end && stems.iter().enumerate().all(|(i, stem)| reading.stem(at + i) == *stem)
            })
            .map(|(stems, class)| (stems.len(), *class))
    }

    /// The verb that starts at this token or past auxiliaries and adverbs from it.
    pub(crate) fn soon(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
        let mut token = at;
        while token < end && token < at + 4 {
            if self.at(reading, token, end).is_some() {
                return Some(token);
            }
            if !is_auxiliary(reading.lower(token)) && !is_adverb(reading.lower(token)) {
                return None;
            }
            token += 1;
        }
        None
    }
}

fn class_named(name: &str) -> CueClass {
    match name {
        "supports" => CueClass::Supports,
        "opposes" => CueClass::Opposes,
        "warns" => CueClass::Warns,
        "weighs" => CueClass::Weighs,
        _ => CueClass::Says,
    }
}

/// Whether a lower-case word is an auxiliary or a negation that may stand between a source and its verb.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    word.ends_with("n't")
        || matches!(
            word,
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "being"
                | "has"
                | "have"
                | "had"
                | "do"
                | "does"
                | "did"
                | "will"
                | "would"
                | "shall"
                | "should"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "not"
                | "never"
                | "to"
                | "cannot"
        )
}

/// Whether a lower-case word is an adverb that may stand between a source and its verb.
pub(crate) fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly"))
        || matches!(
            word,
            "also"
                | "again"
                | "later"
                | "then"
                | "now"
                | "still"
                | "already"
                | "yet"
                | "just"
                | "even"
                | "once"
                | "always"
                | "often"
                | "today"
                | "yesterday"
                | "both"
                | "all"
                | "further"
                | "since"
                | "long"
                | "first"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    #[test]
    fn verbs_are_found_in_every_inflection() {
        let table = [
            ("She said so", Some((1, CueClass::Says))),
            ("She pointed out that", Some((2, CueClass::Says))),
            ("She calls for peace", Some((2, CueClass::Supports))),
            ("She ruled out force", Some((2, CueClass::Opposes))),
            ("They grapple with it", Some((2, CueClass::Weighs))),
            ("She sang it", None),
        ];
        for (text, expected) in table {
            let briefing = briefing(&[text]);
            let reading = Reading::of(&briefing, &|| true).unwrap();
            assert_eq!(Cues::of(&reading).at(&reading, 1, reading.tokens.len()), expected, "{text}");
        }
    }
}
