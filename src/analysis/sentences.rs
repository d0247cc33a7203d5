//! Where sentences end: the boundaries of Unicode Standard Annex 29, less those after abbreviations and initials and
//! those that would part a quotation from the words that say whose it is.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::{Abbreviation, Lexicon};

/// Closing marks that may stand between a sentence's last full stop and the space after it.
const CLOSERS: [char; 6] = ['"', '”', '’', '\'', ')', ']'];

/// The sentences of one paragraph, as byte ranges of it, in order; they cover all of it.
pub(crate) fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, piece) in paragraph.split_sentence_bound_indices() {
        let range = at..at + piece.len();
        match found.last_mut() {
            Some(last) if belongs(&paragraph[last.clone()], piece) => last.end = range.end,
            _ => found.push(range),
        }
    }
    found
}

/// Whether `next` goes on with the sentence that `before` seemed to end.
fn belongs(before: &str, next: &str) -> bool {
    if before.ends_with(['\n', '\u{2029}']) {
        return false;
    }
    let before = before.trim_end();
    let Some(first) = next.chars().find(|c| !c.is_whitespace()) else { return true };
    if first.is_lowercase() || before.is_empty() {
        return true;
    }
    let open = before.trim_end_matches(CLOSERS);
    let Some(stem) = open.strip_suffix('.') else { return false };
    if open.len() < before.len() {
        return false;
    }
    let word = stem.rsplit(|c: char| c.is_whitespace() || "([“\"‘-–—/".contains(c)).next().unwrap_or(stem);
    match Lexicon::get().abbreviation(word) {
        Some(Abbreviation::Always) => true,
        Some(Abbreviation::MayEnd) => !opens_sentence(next),
        None => is_initial(word),
    }
}

/// `J` of `Donald J. Trump`.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Whether a text starts with a word that opens sentences: after `U.S.` the only sign there is.
fn opens_sentence(text: &str) -> bool {
    let word = text.trim_start_matches(|c: char| !c.is_alphanumeric()).split(|c: char| !c.is_alphanumeric()).next();
    word.is_some_and(|word| Lexicon::get().is_stop_word(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_sentences_end() {
        let table: &[(&str, &[&str])] = &[
            ("One came. Two left.", &["One came. ", "Two left."]),
            ("Mr. Merz met Dr. Weber. They spoke.", &["Mr. Merz met Dr. Weber. ", "They spoke."]),
            ("Donald J. Trump spoke.", &["Donald J. Trump spoke."]),
            ("He left the U.S. He came back.", &["He left the U.S. ", "He came back."]),
            ("The U.S. State Department spoke.", &["The U.S. State Department spoke."]),
            ("“Never!” she said. He went.", &["“Never!” she said. ", "He went."]),
            ("“We agree.” “We do not.”", &["“We agree.” ", "“We do not.”"]),
            ("Costs, e.g. Rent, rose 3.5 per cent.", &["Costs, e.g. Rent, rose 3.5 per cent."]),
            ("", &[]),
        ];
        for (text, expected) in table {
            let found: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
