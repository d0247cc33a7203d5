//! Where words occur in a library: all words in one paragraph, the best paragraphs first.
//!
//! A word is found at the start of a word, so that `guarantee` finds `guarantees`; words in quotes are found in that
//! order, side by side. A term in lower case is found in any case, one with a capital only as it is written. Ranked by
//! BM25 (Robertson and Zaragoza, 2009) over paragraphs; a masthead counts double.

use super::Shelved;
use crate::document::Span;

/// The usual BM25 parameters: how soon more of the same word stops counting, how much long paragraphs are held back.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// How many scalar values of a paragraph a snippet shows, about.
const SNIPPET: usize = 160;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    words: String,
    exact_case: bool,
}

impl Query {
    /// Words and `"phrases in quotes"`; `None` where there is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let straight: String = text.chars().map(plain_quote).collect();
        let mut terms = Vec::new();
        for (i, part) in straight.split('"').enumerate() {
            if i % 2 == 1 {
                terms.extend(Term::of(part));
            } else {
                terms.extend(part.split_whitespace().filter_map(Term::of));
            }
        }
        terms.dedup();
        (!terms.is_empty()).then_some(Self { terms })
    }
}

impl Term {
    fn of(text: &str) -> Option<Self> {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let exact_case = words.chars().any(char::is_uppercase);
        words.chars().any(char::is_alphanumeric).then_some(Self { words, exact_case })
    }
}

/// A paragraph in which every word of a query occurs.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<'a> {
    /// The briefing.
    pub briefing: &'a Shelved,
    /// The paragraph's number; `None` for the masthead.
    pub paragraph: Option<usize>,
    /// How well it fits; only comparable with other hits of the same search.
    pub score: f64,
    /// The words around the first place.
    pub snippet: Snippet,
}

/// A piece of a paragraph and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The words, with `…` where some were left out; on one line.
    pub text: String,
    /// What was found, as spans of `text`.
    pub found: Vec<Span>,
}

/// The paragraphs in which every term of the query occurs, the best first.
#[must_use]
pub fn search<'a>(briefings: &'a [Shelved], query: &Query) -> Vec<Hit<'a>> {
    let mut tally = Tally { units: 0, length: 0, with_term: vec![0; query.terms.len()] };
    let mut candidates = Vec::new();
    for briefing in briefings {
        let masthead = std::iter::once((None, briefing.masthead.as_str()));
        let paragraphs = briefing.paragraphs.iter().map(|(number, words)| (Some(*number), words.as_str()));
        for (paragraph, words) in masthead.chain(paragraphs) {
            let unit = Unit::look(words, query);
            tally.count(&unit);
            if unit.places.iter().all(|places| !places.is_empty()) {
                candidates.push((briefing, paragraph, words, unit));
            }
        }
    }
    let mut hits: Vec<_> = candidates
        .into_iter()
        .map(|(briefing, paragraph, words, unit)| {
            let weight = if paragraph.is_none() { 2.0 } else { 1.0 };
            Hit { briefing, paragraph, score: weight * tally.score(&unit), snippet: snippet(words, unit.places) }
        })
        .collect();
    // Stable: what is equally good stays in the order of the shelf.
    hits.sort_by(|a, b| b.score.total_cmp(&a.score));
    hits
}

/// A paragraph as the query sees it.
struct Unit {
    /// In scalar values.
    length: usize,
    /// Where each term occurs.
    places: Vec<Vec<Span>>,
}

impl Unit {
    fn look(words: &str, query: &Query) -> Self {
        let exact: String = words.chars().map(plain).collect();
        let folded: String = exact.chars().map(lower).collect();
        let places = query.terms.iter().map(|term| {
            let text = if term.exact_case { &exact } else { &folded };
            places(text, &term.words)
        });
        Self { length: exact.chars().count(), places: places.collect() }
    }
}

/// Where a term occurs in a text, at the starts of words.
fn places(text: &str, term: &str) -> Vec<Span> {
    let width = term.chars().count();
    let (mut found, mut bytes, mut chars) = (Vec::new(), 0, 0);
    for (at, _) in text.match_indices(term) {
        if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        chars += text[bytes..at].chars().count();
        bytes = at;
        found.push(Span::new(chars, chars + width));
    }
    found
}

/// One scalar value for one, so that spans stay right.
fn plain(c: char) -> char {
    if c.is_whitespace() { ' ' } else { plain_quote(c) }
}

fn plain_quote(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    }
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// What BM25 needs to know of all paragraphs.
struct Tally {
    units: usize,
    length: usize,
    with_term: Vec<usize>,
}

impl Tally {
    fn count(&mut self, unit: &Unit) {
        self.units += 1;
        self.length += unit.length;
        for (with, places) in self.with_term.iter_mut().zip(&unit.places) {
            *with += usize::from(!places.is_empty());
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of paragraphs and characters, far below 2^52")]
    fn score(&self, unit: &Unit) -> f64 {
        let average = self.length as f64 / self.units.max(1) as f64;
        let terms = self.with_term.iter().zip(&unit.places).map(|(&with, places)| {
            let rarity = (1.0 + (self.units as f64 - with as f64 + 0.5) / (with as f64 + 0.5)).ln();
            let often = places.len() as f64;
            rarity * often * (K1 + 1.0) / (often + K1 * (1.0 - B + B * unit.length as f64 / average))
        });
        terms.sum()
    }
}

/// The stretch of a paragraph that starts a little ahead of the first place, cut between words.
fn snippet(words: &str, places: Vec<Vec<Span>>) -> Snippet {
    let letters: Vec<char> = words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let mut found: Vec<Span> = places.into_iter().flatten().collect();
    found.sort_unstable();
    let first = found.first().map_or(0, |span| span.start);
    let gap = |at: &usize| letters[*at] == ' ';
    let start = match first.saturating_sub(SNIPPET / 4) {
        0 => 0,
        _ if letters.len() <= SNIPPET => 0,
        early => (early..first).find(gap).map_or(first, |at| at + 1),
    };
    let end = match start + SNIPPET {
        late if late >= letters.len() => letters.len(),
        late => (start + 1..late).rev().find(gap).filter(|at| *at > first).unwrap_or(late),
    };
    let (ahead, behind) = (if start > 0 { "…" } else { "" }, if end < letters.len() { "…" } else { "" });
    let text = format!("{ahead}{}{behind}", letters[start..end].iter().collect::<String>());
    let shift = ahead.chars().count();
    let seen = found.into_iter().filter(|span| start <= span.start && span.end <= end);
    Snippet { text, found: seen.map(|span| Span::new(span.start - start + shift, span.end - start + shift)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Entry, Found};

    fn shelved(path: &str, masthead: &str, paragraphs: &[&str]) -> Shelved {
        let found = Found { path: path.into(), size: 1, modified: 1 };
        let paragraphs = paragraphs.iter().enumerate().map(|(i, words)| (i + 1, (*words).to_owned())).collect();
        Shelved { entry: Entry::closed(&found, String::new()), masthead: masthead.to_owned(), paragraphs }
    }

    fn hits(shelf: &[Shelved], query: &str) -> Vec<(String, Option<usize>)> {
        let query = Query::parse(query).unwrap();
        search(shelf, &query).iter().map(|hit| (hit.briefing.entry.path.display().to_string(), hit.paragraph)).collect()
    }

    #[test]
    fn all_words_phrases_and_smart_case() {
        let shelf = [
            shelved("a", "Talks on water", &["The guarantees were firm.", "A firm of lawyers; no guarantee."]),
            shelved("b", "Rivers", &["Firm security guarantees’ worth, said Firmin.", "Security needs no guarantees."]),
        ];
        for (query, mut expected) in [
            ("guarantee firm", vec![("a", Some(1)), ("a", Some(2)), ("b", Some(1))]),
            ("\"security guarantees\"", vec![("b", Some(1))]),
            ("“security guarantees'”", vec![("b", Some(1))]),
            ("Firm", vec![("b", Some(1))]),
            ("irm", vec![]),
            ("water", vec![("a", None)]),
            ("water guarantee", vec![]),
        ] {
            let mut found = hits(&shelf, query);
            found.sort();
            expected.sort_unstable();
            let expected: Vec<_> = expected.into_iter().map(|(path, number)| (path.to_owned(), number)).collect();
            assert_eq!(found, expected, "{query}");
        }
        assert_eq!(Query::parse(" \"\" – "), None);
    }

    #[test]
    fn the_better_paragraph_comes_first() {
        let long = format!("One ceasefire and {}", "many other words ".repeat(30));
        let shelf = [shelved("a", "", &[&long, "A ceasefire is a ceasefire.", "Nothing here.", "Nor here."])];
        assert_eq!(hits(&shelf, "ceasefire"), [("a".to_owned(), Some(2)), ("a".to_owned(), Some(1))]);
    }

    #[test]
    fn a_snippet_shows_the_place_and_marks_it() {
        let words = format!("{}İ Macron’s\nplan {}", "ahead ".repeat(40), "behind ".repeat(40));
        let shelf = [shelved("a", "", &[&words])];
        let query = Query::parse("macron's").unwrap();
        let snippet = search(&shelf, &query).remove(0).snippet;
        let letters: Vec<char> = snippet.text.chars().collect();
        assert!(letters.len() <= SNIPPET + 2 && !snippet.text.contains('\n'), "{snippet:?}");
        assert!(snippet.text.starts_with("…ahead") && snippet.text.ends_with("behind…"), "{snippet:?}");
        let marked: String = letters[snippet.found[0].start..snippet.found[0].end].iter().collect();
        assert_eq!(marked, "Macron’s");
    }

    #[test]
    fn a_paragraph_of_one_endless_word_is_cut() {
        let words = "a".repeat(10_000);
        let shelf = [shelved("a", "", &[&words])];
        let snippet = search(&shelf, &Query::parse("aa").unwrap()).remove(0).snippet;
        assert!(snippet.text.chars().count() <= SNIPPET + 2);
    }
}
