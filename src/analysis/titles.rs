//! Titles for derived sections: a short phrase out of each section's own text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    key_phrases::{Phrase, is_name, may_bound, word_scores},
    reading::Reading,
    tokens::Shape,
    vocabulary::StemId,
};

/// How long a title is at most, in scalar values.
const LONGEST: usize = 60;

/// Finds titles for the sections of a reading.
pub(crate) struct Titles<'a, 'b> {
    reading: &'a Reading<'b>,
    sections: &'a [Range<usize>],
    phrases: Vec<&'a Phrase>,
    scores: HashMap<StemId, f64>,
    totals: HashMap<StemId, f64>,
}

impl<'a, 'b> Titles<'a, 'b> {
    /// For these sections, given as ranges of passages.
    pub(crate) fn of(reading: &'a Reading<'b>, phrases: &'a [Phrase], sections: &'a [Range<usize>]) -> Self {
        let mut ordered: Vec<&Phrase> = phrases.iter().collect();
        ordered.sort_by_key(|phrase| phrase.tokens.start);
        let mut totals = HashMap::new();
        for stem in phrases.iter().flat_map(|phrase| &phrase.stems) {
            *totals.entry(*stem).or_default() += 1.0;
        }
        Self { reading, sections, phrases: ordered, scores: word_scores(phrases), totals }
    }

    /// One title a section, all different.
    pub(crate) fn all(&self) -> Vec<String> {
        let mut used: HashSet<String> = HashSet::new();
        let mut titles = Vec::with_capacity(self.sections.len());
        for section in self.sections {
            let tokens = self.tokens(section);
            let title = self
                .ranked(&tokens)
                .into_iter()
                .map(|phrase| sentence_case(self.reading.text(&phrase.tokens)))
                .chain(self.openings(section))
                .find(|title| !used.contains(&title.to_lowercase()))
                .unwrap_or_else(|| cut(self.reading.text(&tokens)));
            used.insert(title.to_lowercase());
            titles.push(title);
        }
        titles
    }

    fn tokens(&self, section: &Range<usize>) -> Range<usize> {
        self.reading.passages[section.start].tokens.start..self.reading.passages[section.end - 1].tokens.end
    }

    /// The phrases of a section that make a title, the best first.
    fn ranked(&self, tokens: &Range<usize>) -> Vec<&'a Phrase> {
        let start = self.phrases.partition_point(|phrase| phrase.tokens.start < tokens.start);
        let end = self.phrases.partition_point(|phrase| phrase.tokens.start < tokens.end);
        let here = &self.phrases[start..end];
        let mut counts: HashMap<StemId, f64> = HashMap::new();
        for stem in here.iter().flat_map(|phrase| &phrase.stems) {
            *counts.entry(*stem).or_default() += 1.0;
        }
        let mut ranked: Vec<(f64, &Phrase)> = here
            .iter()
            .filter(|phrase| self.fits(phrase))
            .map(|phrase| (self.score(phrase, &counts), *phrase))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.into_iter().map(|(_, phrase)| phrase).collect()
    }

    /// Telling words that keep to this section; a phrase of names alone only where there is nothing else.
    fn score(&self, phrase: &Phrase, counts: &HashMap<StemId, f64>) -> f64 {
        let telling: f64 = phrase.stems.iter().map(|stem| self.scores[stem] * counts[stem] / self.totals[stem]).sum();
        let size = if self.reading.text(&phrase.tokens).contains(' ') { 1.0 } else { 0.3 };
        let named = if is_name(self.reading, phrase) { 0.1 } else { 1.0 - 0.8 * self.share_of_names(phrase) };
        telling * size * named
    }

    /// How much of a phrase, from 0 to 1, has a capital.
    fn share_of_names(&self, phrase: &Phrase) -> f64 {
        let words = phrase.tokens.clone().filter(|&at| self.reading.shape(at).is_word());
        let (all, names) = words.fold((0.0, 0.0), |(all, names), at| {
            (all + 1.0, names + if self.reading.shape(at).is_capital() { 1.0 } else { 0.0 })
        });
        if all > 0.0 { names / all } else { 0.0 }
    }

    fn fits(&self, phrase: &Phrase) -> bool {
        let text = self.reading.text(&phrase.tokens);
        text.chars().count() <= LONGEST
            && !text.contains('\n')
            && may_bound(self.reading, phrase.tokens.start)
            && may_bound(self.reading, phrase.tokens.end - 1)
    }

    /// The opening words of each sentence of a section: for one without a telling phrase.
    fn openings(&self, section: &Range<usize>) -> impl Iterator<Item = String> + use<'_, 'a, 'b> {
        let passages = &self.reading.passages[section.clone()];
        let sentences = passages.iter().flat_map(|passage| passage.sentences.clone());
        sentences.filter_map(|sentence| {
            let tokens = &self.reading.sentences[sentence].tokens;
            let start = tokens.clone().find(|&at| may_bound(self.reading, at))?;
            let fits = |end: &usize| {
                may_bound(self.reading, end - 1) && self.reading.text(&(start..*end)).chars().count() <= LONGEST
            };
            let end = (start + 1..=tokens.end.min(start + 12)).rev().find(fits)?;
            let holds_word = (start..end).any(|at| self.reading.shape(at) != Shape::Mark);
            holds_word.then(|| sentence_case(self.reading.text(&(start..end))))
        })
    }
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
    use crate::analysis::key_phrases::phrases;

    fn titles(paragraphs: &[&str], sections: &[Range<usize>]) -> Vec<String> {
        let briefing = briefing(paragraphs);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        let phrases = phrases(&reading, &|| true).unwrap();
        Titles::of(&reading, &phrases, sections).all()
    }

    #[test]
    fn a_title_is_a_phrase_of_the_section() {
        let text = [
            "Anna Weber and Nora Lind disagree on fishing quota reform. A fishing quota is what they fear.",
            "The harbour strike is over, and a harbour strike fund was set up by Anna Weber.",
        ];
        assert_eq!(titles(&text, &[0..1, 1..2]), ["Quota reform", "Harbour strike fund"]);
    }

    #[test]
    fn titles_differ_even_where_the_text_does_not() {
        let text = ["Harbour strike ends. It ended well.", "Harbour strike ends. Nobody came.", "1 2 3"];
        let titles = titles(&text, &[0..1, 1..2, 2..3]);
        assert_eq!(titles[0], "Harbour strike");
        assert_ne!(titles[1], titles[0]);
        assert_eq!(titles[2], "1 2 3");
    }
}
