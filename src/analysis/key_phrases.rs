//! What a briefing is about, in its own words: runs of telling words, scored as RAKE does it.
//!
//! After S. Rose and others, "Automatic keyword extraction from individual documents", 2010: a word scores by the size of
//! the runs that it stands in over how often it occurs; a run by the sum of its words. Added here: runs end at everyday
//! verbs and adverbs too, `of`, `for` and `versus` may join two short ones, and what is said in more than one place
//! counts more.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    KeyPhrase,
    lexicon::Classes,
    reading::{Cancelled, KeepGoing, Reading, go_on},
    tokens::Shape,
    vocabulary::StemId,
};

/// How many key phrases a briefing has at most.
const MOST: usize = 20;
/// How many words a phrase has at most.
const LONGEST: usize = 5;

/// A run of telling words.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// Its words.
    pub tokens: Range<usize>,
    /// The stems of those that tell, in order.
    pub stems: Vec<StemId>,
}

/// The runs of telling words of a reading, in order.
pub(crate) fn phrases(reading: &Reading<'_>, keep_going: KeepGoing<'_>) -> Result<Vec<Phrase>, Cancelled> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        go_on(keep_going)?;
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in sentence.tokens.clone() {
            if !tells(reading, at, sentence.tokens.start) {
                continue;
            }
            match runs.last_mut() {
                Some(run)
                    if run.end == at
                        || (run.end + 1 == at && reading.lower(run.end) == "-" && reading.is_glued(at)) =>
                {
                    run.end = at + 1;
                }
                // The second half of a compound tells nothing without the first.
                _ if at > 0 && reading.lower(at - 1) == "-" && reading.is_glued(at) => {}
                _ => runs.push(at..at + 1),
            }
        }
        for pair in runs.windows(2) {
            let joined = pair[1].start == pair[0].end + 1
                && matches!(reading.lower(pair[0].end), "of" | "for" | "versus")
                && pair[0].len() + pair[1].len() < LONGEST;
            if joined {
                found.push(phrase(reading, pair[0].start..pair[1].end));
            }
        }
        found.extend(runs.into_iter().filter(|run| run.len() <= LONGEST).map(|run| phrase(reading, run)));
    }
    Ok(found)
}

fn phrase(reading: &Reading<'_>, tokens: Range<usize>) -> Phrase {
    let telling = tokens.clone().filter(|&at| reading.shape(at).is_word() && !reading.is(at, Classes::STOP));
    Phrase { stems: telling.map(|at| reading.stem(at)).collect(), tokens }
}

/// Whether a word tells what a text is about.
fn tells(reading: &Reading<'_>, at: usize, sentence: usize) -> bool {
    let word = reading.lower(at);
    let unfit = Classes::STOP.and(Classes::WEAK).and(Classes::CALENDAR);
    reading.shape(at).is_word()
        && word.chars().count() > 1
        && !reading.is(at, unfit)
        && !(reading.shape(at) == Shape::Lower
            && word.len() > 4
            && ["ly", "ing", "ed"].iter().any(|end| word.ends_with(end)))
        && !(at == sentence && reading.word(at).seen_lower && word.ends_with('s'))
}

/// How telling each stem is.
pub(crate) fn word_scores(phrases: &[Phrase]) -> HashMap<StemId, f64> {
    let mut sums: HashMap<StemId, (f64, f64)> = HashMap::new();
    for phrase in phrases {
        for stem in &phrase.stems {
            let (degree, frequency) = sums.entry(*stem).or_default();
            *degree += f64::from(u8::try_from(phrase.stems.len()).unwrap_or(u8::MAX));
            *frequency += 1.0;
        }
    }
    sums.into_iter()
        .map(|(stem, (degree, frequency))| (stem, degree / frequency * (1.0 + f64::ln(frequency))))
        .collect()
}

/// The most telling phrases, the best first, each once.
pub(crate) fn key_phrases(reading: &Reading<'_>, phrases: &[Phrase]) -> Vec<KeyPhrase> {
    let words = word_scores(phrases);
    let mut best: HashMap<&[StemId], (f64, &Phrase)> = HashMap::new();
    for phrase in phrases.iter().filter(|phrase| phrase.stems.len() > 1 && !is_name(reading, phrase)) {
        let score: f64 = phrase.stems.iter().map(|stem| words[stem]).sum();
        let (total, _) = best.entry(&phrase.stems).or_insert((score, phrase));
        *total += score / 2.0;
    }
    let mut ranked: Vec<(f64, &Phrase)> = best.into_values().collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.tokens.start.cmp(&b.1.tokens.start)));
    let top = ranked.first().map_or(1.0, |(score, _)| *score);
    let mut said: HashSet<StemId> = HashSet::new();
    ranked
        .into_iter()
        .filter(|(_, phrase)| phrase.stems.iter().filter(|stem| said.insert(**stem)).count() * 2 > phrase.stems.len())
        .take(MOST)
        .map(|(score, phrase)| KeyPhrase { text: reading.text(&phrase.tokens).to_owned(), score: score / top })
        .collect()
}

/// Whether every word of a phrase has a capital, as those of a name do.
pub(crate) fn is_name(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    phrase.tokens.clone().filter(|&at| reading.shape(at).is_word()).all(|at| reading.shape(at).is_capital())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    #[test]
    fn phrases_are_runs_of_telling_words() {
        let briefing = briefing(&[
            "Central to the discussions is the issue of territorial integrity versus security.",
            "Without territorial integrity there is no lasting peace agreement.",
        ]);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        let found = key_phrases(&reading, &phrases(&reading, &|| true).unwrap());
        assert_eq!(found[0].text, "territorial integrity versus security");
        assert!((found[0].score - 1.0).abs() < f64::EPSILON);
        assert!(found.iter().any(|phrase| phrase.text == "peace agreement"));
    }
}
