//! What the recogniser tells as a name and is none that acts: the name of a text, a people ahead of those of it who are
//! meant, a word that owes its capital to the start of its sentence.

use super::{lexicon::Classes, reading::Reading, recogniser::Kind, tags::Tags, tokens::Shape, told::Told};

/// What the names of texts end with.
const DOCUMENTS: [&str; 13] = [
    "act",
    "agreement",
    "bill",
    "charter",
    "communique",
    "communiqué",
    "declaration",
    "directive",
    "framework",
    "memorandum",
    "protocol",
    "resolution",
    "treaty",
];

/// Whether what was told names nobody.
pub(crate) fn is_misnomer(reading: &Reading<'_>, tags: &Tags, told: &Told, end: usize) -> bool {
    is_document(reading, told) || is_adjective(reading, tags, told, end) || is_common(reading, told)
}

/// Whether a name is that of a text, which does nothing: `the UN Charter`, `the Treaty on Open Skies`.
fn is_document(reading: &Reading<'_>, told: &Told) -> bool {
    let name = &told.tokens;
    let joint = |at: &usize| matches!(reading.lower(*at), "of" | "on" | "for" | "between");
    let end = name.clone().find(joint).unwrap_or(name.end);
    let body = told.kind == Kind::Organisation && name.len() > 1;
    body && end > name.start && DOCUMENTS.contains(&reading.lower(end - 1))
}

/// Whether one word that was told for a person is a people of whom some are spoken of: `Rohingya refugees`.
fn is_adjective(reading: &Reading<'_>, tags: &Tags, told: &Told, end: usize) -> bool {
    let next = told.tokens.end;
    let person = told.kind == Kind::Person && told.tokens.len() == 1 && tags.at(told.tokens.start).is_none();
    person && next < end && reading.shape(next) == Shape::Lower && reading.is(next, Classes::GROUP_HEAD)
}

/// Whether one word owes its capital to the start of its sentence: `Plans announced by Norway`.
fn is_common(reading: &Reading<'_>, told: &Told) -> bool {
    let name = &told.tokens;
    let opens = reading.sentences[reading.sentence_of(name.start)].tokens.start == name.start;
    let word = reading.lower(name.start);
    name.len() == 1 && opens && word.ends_with('s') && reading.is(name.start, Classes::VERB_OR_NOUN)
}
