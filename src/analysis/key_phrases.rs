//! What a briefing is about, in its own words: noun phrases that come back, and hold more than one telling word.
//!
//! A phrase scores by how often it is said, over how many paragraphs, how long it is, and how often its words come in
//! other phrases (near to the C-value of K. Frantzi and others, "Automatic recognition of multi-word terms", 2000).
//! Headlines are not read, since their phrases are cut short, and who acts is left to the actors.

use std::collections::{HashMap, HashSet};

use super::{
    KeyPhrase,
    actors::ActorMention,
    lexicon::Classes,
    noun_phrases::{NounPhrase, names_somebody, noun_phrases},
    reading::{Cancelled, KeepGoing, Reading, go_on},
    vocabulary::StemId,
};

/// How many key phrases a briefing has at most.
const MOST: usize = 20;
/// How much a phrase of so many telling words counts.
const BY_SIZE: [f64; 7] = [0.0, 0.0, 1.0, 1.3, 1.3, 1.1, 1.0];

/// A phrase in all the places where it is said.
struct Said<'p> {
    first: &'p NounPhrase,
    times: f64,
    paragraphs: f64,
    last: usize,
}

/// The most telling phrases, the best first, each once.
pub(crate) fn key_phrases(
    reading: &Reading<'_>,
    mentions: &[ActorMention],
    keep_going: KeepGoing<'_>,
) -> Result<Vec<KeyPhrase>, Cancelled> {
    let mut phrases = Vec::new();
    for sentence in reading.sentences.iter().filter(|sentence| !sentence.title_case) {
        go_on(keep_going)?;
        phrases.extend(noun_phrases(reading, sentence));
    }
    let names = names(reading, mentions);
    phrases.retain(|phrase| phrase.stems.len() > 1 && is_about(reading, phrase, &names));
    let mut words: HashMap<StemId, f64> = HashMap::new();
    for stem in phrases.iter().filter(|phrase| phrase.joint.is_none()).flat_map(|phrase| &phrase.stems) {
        *words.entry(*stem).or_default() += 1.0;
    }
    let mut ranked: Vec<(f64, &NounPhrase)> =
        said(reading, &phrases).into_iter().map(|said| (score(&said, &words), said.first)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.tokens.start.cmp(&b.1.tokens.start)));
    Ok(best(reading, &ranked))
}

/// Each phrase once, in reading order; what differs in endings alone is the same.
fn said<'p>(reading: &Reading<'_>, phrases: &'p [NounPhrase]) -> Vec<Said<'p>> {
    let mut found: Vec<Said<'p>> = Vec::new();
    let mut places: HashMap<&[StemId], usize> = HashMap::new();
    for phrase in phrases {
        let paragraph = reading.paragraph_of(phrase.tokens.start).0;
        let place = *places.entry(&phrase.stems).or_insert_with(|| {
            found.push(Said { first: phrase, times: 0.0, paragraphs: 1.0, last: paragraph });
            found.len() - 1
        });
        let said = &mut found[place];
        said.times += 1.0;
        if said.last != paragraph {
            said.paragraphs += 1.0;
            said.last = paragraph;
        }
    }
    found
}

fn score(said: &Said<'_>, words: &HashMap<StemId, f64>) -> f64 {
    let stems = &said.first.stems;
    let each = |stem: &StemId| words.get(stem).map_or(0.0, |times| times.ln_1p());
    let telling = stems.iter().map(each).sum::<f64>() / stems.iter().map(|_| 1.0).sum::<f64>();
    let form = if said.first.joint.is_none() || said.first.quoted { 1.0 } else { 0.8 };
    let size = BY_SIZE.get(stems.len()).copied().unwrap_or(0.8);
    (said.times + 0.5 * (said.paragraphs - 1.0)) * (0.5 + telling) * size * form
}

/// The first of them that say something new.
fn best(reading: &Reading<'_>, ranked: &[(f64, &NounPhrase)]) -> Vec<KeyPhrase> {
    let top = ranked.first().map_or(1.0, |(score, _)| *score);
    let mut known: HashSet<StemId> = HashSet::new();
    let mut is_new = |phrase: &NounPhrase| {
        let new = phrase.stems.iter().filter(|stem| !known.contains(stem)).count();
        known.extend(&phrase.stems);
        new * 2 >= phrase.stems.len()
    };
    let fresh = ranked.iter().filter(|(_, phrase)| is_new(phrase)).take(MOST);
    let text = |phrase: &NounPhrase| reading.text(&phrase.tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    fresh.map(|(score, phrase)| KeyPhrase { text: text(phrase), score: score / top }).collect()
}

/// Which tokens name an actor.
fn names(reading: &Reading<'_>, mentions: &[ActorMention]) -> Vec<bool> {
    let mut names = vec![false; reading.tokens.len()];
    for mention in mentions {
        names[mention.tokens.clone()].fill(true);
    }
    names
}

/// Whether a phrase says what about, and not who: it does not end in a name or in a word for people, and has more than
/// capitals.
fn is_about(reading: &Reading<'_>, phrase: &NounPhrase, names: &[bool]) -> bool {
    let words = || phrase.tokens.clone().filter(|&at| reading.shape(at).is_word());
    let capitals = words().filter(|&at| !reading.is(at, Classes::STOP)).all(|at| reading.shape(at).is_capital());
    let ends_in_name = words().next_back().is_none_or(|last| names[last]);
    !capitals && !ends_in_name && !names_somebody(reading, phrase)
}

#[cfg(test)]
mod tests {
    use crate::analysis::fixture::{briefing, knowledge};

    fn found(paragraphs: &[&str]) -> Vec<String> {
        let analysis = crate::analysis::analyse(&briefing(paragraphs), &knowledge());
        analysis.key_phrases.into_iter().map(|phrase| phrase.text).collect()
    }

    #[test]
    fn what_comes_back_is_first_and_said_once() {
        let phrases = found(&[
            "Ministers fear for the fishing quota. A harbour strike would not help.",
            "The fishing quotas were cut, and fishing quotas matter.",
        ]);
        assert_eq!(phrases[0], "fishing quota");
        assert!(phrases.contains(&"harbour strike".to_owned()));
        assert_eq!(phrases.iter().filter(|phrase| phrase.starts_with("fishing")).count(), 1, "{phrases:?}");
    }

    #[test]
    fn who_acts_and_what_a_headline_says_is_no_key_phrase() {
        let phrases = found(&[
            "Crucial Harbour Talks Seek Peace",
            "Foreign Minister Anna Weber and European leaders discussed the coastal ceasefire with Norway.",
        ]);
        assert_eq!(phrases, ["coastal ceasefire"]);
    }

    #[test]
    fn the_best_has_one() {
        let phrases = crate::analysis::analyse(&briefing(&["They want a peace agreement."]), &knowledge()).key_phrases;
        assert!((phrases[0].score - 1.0).abs() < f64::EPSILON);
    }
}
