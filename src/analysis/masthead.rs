//! Full names out of the masthead, for people whom the text calls by their surname alone.
//!
//! A headline is no text: nobody is an actor for being named in it, and it gives no mentions. It only completes a name
//! that the text has. In a headline's capitals a name shows by the office or form of address ahead of it, or by its
//! given name.

use std::collections::HashMap;

use super::{
    Knowledge,
    fold::fold,
    lexicon::Classes,
    reading::{Cancelled, KeepGoing, Reading},
    runs::Runs,
    tags::Tags,
};
use crate::document::{Briefing, plain};

/// The most words of a full name; what follows them in a headline is seldom part of it.
const LONGEST: usize = 3;

/// Full names by surname.
pub(crate) struct FullNames {
    /// By folded surname; `None` where two people share it.
    by_surname: HashMap<String, Option<String>>,
}

impl FullNames {
    /// Those in the headline, the subtitle and the summary.
    pub(crate) fn of(briefing: &Briefing, knowledge: &Knowledge, keep_going: KeepGoing<'_>) -> Result<Self, Cancelled> {
        let masthead = &briefing.masthead;
        let lines = [&masthead.headline, &masthead.subtitle, &masthead.summary];
        let text = lines.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n\n");
        let lines = plain(briefing.source.clone(), text, Vec::new());
        let reading = Reading::of(&lines, keep_going)?;
        let tags = Tags::of(&reading, knowledge, keep_going)?;
        let mut names = Self { by_surname: HashMap::new() };
        for sentence in &reading.sentences {
            names.learn(&Runs { reading: &reading, tags: &tags }, sentence.tokens.start, sentence.tokens.end);
        }
        Ok(names)
    }

    /// The full name of whom the text calls by this surname.
    pub(crate) fn of_surname(&self, surname: &str) -> Option<&str> {
        self.by_surname.get(&fold(surname))?.as_deref()
    }

    fn learn(&mut self, runs: &Runs<'_, '_>, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let titled = at > start && runs.tags.title_before(at).is_some();
            let opens = titled && runs.tags.at(at).is_none() || runs.reading.is(at, Classes::FIRST_NAME);
            if !opens || !runs.reading.shape(at).is_capital() {
                at += 1;
                continue;
            }
            let run = runs.plain(at, end);
            let name = |stop: usize| runs.reading.text(&(at..stop));
            // In capitals throughout, where the name ends does not show: each length may be it.
            let names = (at + 2..=run.end).map(name).filter(|name| name.split(' ').count() <= LONGEST);
            for name in names.filter(|name| name.ends_with(char::is_alphabetic)) {
                self.learn_name(name);
            }
            at = run.end;
        }
    }

    fn learn_name(&mut self, name: &str) {
        let Some(surname) = name.split(' ').next_back() else { return };
        let known = self.by_surname.entry(fold(surname)).or_insert_with(|| Some(name.to_owned()));
        if known.as_deref().is_some_and(|known| fold(known) != fold(name)) {
            *known = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    #[test]
    fn surnames_that_a_headline_completes() {
        let table = [
            ("Statement by Minister Runa Halvik on the Harbour", "Halvik", Some("Runa Halvik")),
            ("Minister Runa Halvik Visits Lund", "HALVIK", Some("Runa Halvik")),
            ("Anna Halvik Answers Questions", "Halvik", Some("Anna Halvik")),
            ("Minister Runa Halvik meets Minister Olo Halvik", "Halvik", None),
            ("Minister Halvik on the Harbour", "Halvik", None),
            ("Crucial Halvik Talks Fail", "Halvik", None),
        ];
        for (headline, surname, expected) in table {
            let mut briefing = briefing(&["It rained."]);
            briefing.masthead.headline = Some(headline.to_owned());
            let names = FullNames::of(&briefing, &Knowledge::default(), &|| true).unwrap();
            assert_eq!(names.of_surname(surname), expected, "{headline}");
        }
    }
}
