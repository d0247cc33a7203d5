//! Titles for derived sections: a noun phrase out of each section's own text, frequent there and rare elsewhere.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    lexicon::{Classes, Lexicon},
    notices::notices,
    noun_phrases::{NounPhrase, names_somebody, noun_phrases},
    reading::{Cancelled, KeepGoing, Reading, Sentence, go_on},
    tokens::Shape,
    vocabulary::{StemId, WordId},
};

/// How long a title is at most, in scalar values.
const LONGEST: usize = 60;
/// How many words after a title or a given name may belong to the name.
const NAME: usize = 3;

/// Finds titles for the sections of a reading.
pub(crate) struct Titles<'a, 'b> {
    reading: &'a Reading<'b>,
    /// The noun phrases of each section.
    sections: Vec<Vec<NounPhrase>>,
    ranges: &'a [Range<usize>],
    /// How often each stem occurs in the phrases of all sections.
    totals: HashMap<StemId, f64>,
    /// In how many places each phrase occurs in all of them.
    phrases: HashMap<Vec<StemId>, f64>,
    people: HashSet<WordId>,
}

/// A phrase with what speaks for it.
struct Ranked<'p> {
    score: f64,
    phrase: &'p NounPhrase,
}

impl<'a, 'b> Titles<'a, 'b> {
    /// For these sections, given as ranges of passages.
    pub(crate) fn of(
        reading: &'a Reading<'b>,
        ranges: &'a [Range<usize>],
        keep_going: KeepGoing<'_>,
    ) -> Result<Self, Cancelled> {
        // Nothing here tells the noun phrases of another language.
        let is_english = notices(reading.briefing).is_empty();
        let (mut sections, mut totals, mut phrases) = (Vec::new(), HashMap::new(), HashMap::new());
        for range in ranges {
            go_on(keep_going)?;
            let sentences =
                reading.passages[range.start].sentences.start..reading.passages[range.end - 1].sentences.end;
            let told = reading.sentences[sentences].iter().filter(|sentence| is_english && is_prose(reading, sentence));
            let found: Vec<NounPhrase> = told.flat_map(|sentence| noun_phrases(reading, sentence)).collect();
            for phrase in &found {
                *phrases.entry(phrase.stems.clone()).or_default() += 1.0;
                for stem in phrase.stems.iter().filter(|_| phrase.joint.is_none()) {
                    *totals.entry(*stem).or_default() += 1.0;
                }
            }
            sections.push(found);
        }
        Ok(Self { reading, sections, ranges, totals, phrases, people: people(reading) })
    }

    /// One title a section, all different.
    pub(crate) fn all(&self) -> Vec<String> {
        let mut used: HashSet<String> = HashSet::new();
        let mut said: HashSet<&[StemId]> = HashSet::new();
        let mut titles = Vec::with_capacity(self.sections.len());
        for (phrases, range) in self.sections.iter().zip(self.ranges) {
            let fresh = |ranked: &Ranked<'_>| !said.contains(ranked.phrase.stems.as_slice());
            let best = self.ranked(phrases).into_iter().filter(fresh).find_map(|ranked| {
                let title = self.written(&ranked.phrase.tokens);
                (!used.contains(&title.to_lowercase())).then_some((title, ranked.phrase))
            });
            let title = match best {
                Some((title, phrase)) => {
                    said.insert(&phrase.stems);
                    title
                }
                None => self
                    .openings(range)
                    .find(|title| !used.contains(&title.to_lowercase()))
                    .unwrap_or_else(|| cut(self.reading.text(&self.tokens(range)))),
            };
            used.insert(title.to_lowercase());
            titles.push(title);
        }
        titles
    }

    fn tokens(&self, section: &Range<usize>) -> Range<usize> {
        self.reading.passages[section.start].tokens.start..self.reading.passages[section.end - 1].tokens.end
    }

    /// The phrases of a section that make a title, the best first.
    fn ranked<'p>(&self, phrases: &'p [NounPhrase]) -> Vec<Ranked<'p>> {
        let (mut words, mut whole): (HashMap<StemId, f64>, HashMap<&[StemId], f64>) = Default::default();
        for phrase in phrases {
            *whole.entry(&phrase.stems).or_default() += 1.0;
            for stem in phrase.stems.iter().filter(|_| phrase.joint.is_none()) {
                *words.entry(*stem).or_default() += 1.0;
            }
        }
        let fits = |phrase: &&NounPhrase| !phrase.stems.is_empty() && self.fits(phrase);
        let score = |phrase: &'p NounPhrase| Ranked { score: self.score(phrase, &words, &whole), phrase };
        let mut ranked: Vec<Ranked<'p>> = phrases.iter().filter(fits).map(score).collect();
        ranked.sort_by(|a, b| {
            let late = |ranked: &Ranked<'_>| self.is_bare(ranked.phrase);
            late(a).cmp(&late(b)).then(b.score.total_cmp(&a.score))
        });
        ranked
    }

    /// Whether a phrase makes a title only where there is no other: one word tells too little (`Period`), and who
    /// speaks is not what about.
    fn is_bare(&self, phrase: &NounPhrase) -> bool {
        phrase.tokens.clone().filter(|&at| self.counts(at)).nth(1).is_none()
            || names_somebody(self.reading, phrase)
            || self.names_a_person(phrase)
    }

    /// How well a phrase tells its section from the others, and how much it reads like a title.
    fn score(&self, phrase: &NounPhrase, words: &HashMap<StemId, f64>, whole: &HashMap<&[StemId], f64>) -> f64 {
        let here = |stem: &StemId| words.get(stem).copied().unwrap_or(1.0);
        let telling = |stem: &StemId| {
            (1.0 + here(stem)).ln() * (here(stem) / self.totals.get(stem).copied().unwrap_or(1.0)).sqrt()
        };
        let size = phrase.tokens.clone().filter(|&at| self.counts(at)).count();
        let mean = phrase.stems.iter().map(telling).sum::<f64>() / f64::from(u16::try_from(size).unwrap_or(u16::MAX));
        let times = whole[phrase.stems.as_slice()];
        let kept = times / self.phrases[&phrase.stems];
        let long = [0.0, 0.3, 1.3, 1.5, 1.5, 1.3, 1.1].get(size).copied().unwrap_or(0.8);
        let form = match phrase.joint {
            Some(joint) if matches!(self.reading.lower(joint), "versus" | "vs") => 1.6,
            Some(_) if phrase.quoted => 1.5,
            Some(_) => 0.95,
            None if phrase.quoted => 1.25,
            None => 1.0,
        };
        mean * long
            * form
            * (1.0 + times.ln())
            * kept.sqrt()
            * (1.0 - 0.85 * self.share_of_names(phrase)).max(0.05)
            * if names_somebody(self.reading, phrase) { 0.3 } else { 1.0 }
    }

    /// Whether a token is a word that counts for a phrase's size.
    fn counts(&self, at: usize) -> bool {
        self.reading.shape(at).is_word() && !self.reading.is(at, Classes::STOP)
    }

    /// How much of a phrase, from 0 to 1, has a capital; more where it names a person.
    fn share_of_names(&self, phrase: &NounPhrase) -> f64 {
        let words = phrase.tokens.clone().filter(|&at| self.counts(at));
        let (all, names) = words.fold((0.0, 0.0), |(all, names), at| {
            let name = self.reading.shape(at).is_capital() && !self.reading.word(at).seen_lower;
            (all + 1.0, names + f64::from(u8::from(name)))
        });
        match (self.names_a_person(phrase), all > 0.0) {
            (true, _) => 1.15,
            (false, true) => names / all,
            (false, false) => 0.0,
        }
    }

    /// Whether a phrase holds a word of a person's name.
    fn names_a_person(&self, phrase: &NounPhrase) -> bool {
        let name = |at: usize| self.people.contains(&self.reading.tokens[at].word);
        phrase.tokens.clone().any(|at| self.counts(at) && self.reading.shape(at).is_capital() && name(at))
    }

    fn fits(&self, phrase: &NounPhrase) -> bool {
        let text = self.reading.text(&phrase.tokens);
        let shouted = phrase.tokens.clone().filter(|&at| self.reading.shape(at) == Shape::Upper).count();
        text.chars().count() <= LONGEST && !text.contains('\n') && shouted < 2 && text.chars().count() > 3
    }

    /// A phrase as a title: a capital first, quotation marks left out, and sentence case but for names.
    fn written(&self, tokens: &Range<usize>) -> String {
        let text = self.reading.text(tokens);
        sentence_case(&text.chars().filter(|c| !matches!(c, '"' | '“' | '”')).collect::<String>())
    }

    /// The opening words of each sentence of a section: for one without a noun phrase.
    fn openings(&self, section: &Range<usize>) -> impl Iterator<Item = String> + use<'_, 'a, 'b> {
        let passages = &self.reading.passages[section.clone()];
        let bounds = |at: usize| self.reading.shape(at) != Shape::Mark && !self.reading.is(at, Classes::STOP);
        let sentences = passages.iter().flat_map(|passage| passage.sentences.clone());
        sentences.filter_map(move |sentence| {
            let tokens = &self.reading.sentences[sentence].tokens;
            let start = tokens.clone().find(|&at| bounds(at))?;
            let fits = |end: &usize| bounds(end - 1) && self.reading.text(&(start..*end)).chars().count() <= LONGEST;
            let end = (start + 1..=tokens.end.min(start + 12)).rev().find(fits)?;
            Some(sentence_case(self.reading.text(&(start..end))))
        })
    }
}

/// Whether a sentence is told, and not a heading or a line of particulars: those have neither a full stop nor a
/// function word.
fn is_prose(reading: &Reading<'_>, sentence: &Sentence) -> bool {
    let stopped = reading.lower(sentence.tokens.end - 1) == "." && sentence.tokens.len() > 3;
    !sentence.title_case && (stopped || sentence.tokens.clone().any(|at| reading.is(at, Classes::STOP)))
}

/// The words of people's names: capitals behind a given name, an office or a form of address.
fn people(reading: &Reading<'_>) -> HashSet<WordId> {
    let mut people = HashSet::new();
    let name = |at: usize| {
        at < reading.tokens.len()
            && reading.shape(at).is_capital()
            && !reading.word(at).seen_lower
            && !reading.is(at, Classes::STOP)
    };
    for at in 0..reading.tokens.len() {
        let given = name(at) && reading.is(at, Classes::FIRST_NAME);
        let first = match Lexicon::get().titles.longest_at(reading, at, reading.tokens.len()) {
            _ if given => at,
            Some((len, _)) if reading.shape(at).is_capital() => {
                at + len + usize::from(at + len < reading.tokens.len() && reading.lower(at + len) == ".")
            }
            _ => continue,
        };
        people.extend((first..first + NAME).take_while(|&at| name(at)).map(|at| reading.tokens[at].word));
    }
    people
}

fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The first characters of a text that holds no words at all.
fn cut(text: &str) -> String {
    sentence_case(&text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).take(LONGEST).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    fn titles(paragraphs: &[&str], sections: &[Range<usize>]) -> Vec<String> {
        let briefing = briefing(paragraphs);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        Titles::of(&reading, sections, &|| true).unwrap().all()
    }

    #[test]
    fn a_title_is_a_phrase_of_the_section() {
        let table: &[(&[&str], &[&str])] = &[
            (
                &[
                    "Anna Weber and Nora Lind disagree on fishing quota reform. A fishing quota is what they fear.",
                    "The harbour strike is over, and a harbour strike fund was set up by Anna Weber.",
                ],
                &["Fishing quota reform", "Harbour strike"],
            ),
            (
                &[
                    "Fishers stood together. Central to the talks is the issue of coastal jobs versus fishing rights.",
                    "ANNA WEBER JR: Norway leaves Sweden free. A milk subsidy is an annex consistent with it. The milk subsidy ends.",
                ],
                &["Coastal jobs versus fishing rights", "Milk subsidy"],
            ),
            (
                &[
                    "Ministers want \"ironclad\" harbour pledges, they say.",
                    "Ferries arrive late. Ferry timetables changed.",
                ],
                &["Ironclad harbour pledges", "Ferry timetables"],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(titles(text, &[0..1, 1..2]), *expected, "{text:?}");
        }
    }

    #[test]
    fn one_word_gives_way_to_more() {
        let table: &[(&[&str], &str)] = &[
            (&["Ferries, ferries and more ferries. The harbour strike ended.", "1 2 3"], "Harbour strike"),
            (&["Ferries, ferries and more ferries. Anna Weber agreed.", "1 2 3"], "Ferries"),
            (&["Ferries, ferries and more ferries. The harbour officials agreed.", "1 2 3"], "Ferries"),
        ];
        for (text, expected) in table {
            assert_eq!(titles(text, &[0..1, 1..2])[0], *expected, "{text:?}");
        }
    }

    #[test]
    fn titles_differ_even_where_the_text_does_not() {
        let text = ["A harbour strike is over. It went well.", "The harbour strike was short. Nobody came.", "1 2 3"];
        let titles = titles(&text, &[0..1, 1..2, 2..3]);
        assert_eq!(titles[0], "Harbour strike");
        assert_ne!(titles[1], titles[0]);
        assert_eq!(titles[2], "1 2 3");
    }
}
