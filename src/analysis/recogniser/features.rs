//! What the recogniser looks at: each word's form, clusters and lists, those of its neighbours, and the run of
//! capitalised words that it stands in. A feature is a hash; the model has weights for some of them.
//!
//! What depends on one word alone is told by [`around`], at each place where that word can stand beside the one in
//! question, so that it can be added up once for every distinct word; the rest by [`features_at`].

use std::ops::Range;

use super::gazetteer::Gazetteer;
use crate::analysis::{
    lexicon::{Classes, Lexicon},
    word_clusters::WordClusters,
    word_hash::{hash, join},
};

/// How many words to either side are looked at.
pub const REACH: usize = 2;

/// The most words of a listed phrase.
const LONGEST_PHRASE: usize = 4;
/// Words that join the capitals of one name: `Bank of England`.
const JOINTS: [&str; 18] =
    ["of", "for", "the", "and", "&", "de", "la", "von", "van", "der", "bin", "al", "el", "du", "da", "di", "del", "le"];

/// One distinct word, with all that is known of it.
#[derive(Debug, Clone)]
pub struct Form {
    lower: Box<str>,
    word: u64,
    written: u64,
    /// Letters as `x` and `X`, digits as `0`, runs of more than two shortened.
    shape: u64,
    prefixes: [u64; 4],
    suffixes: [u64; 4],
    /// One up; 0 where it has none.
    clusters: [u64; 3],
    listed: u64,
    classes: u64,
    is_capital: bool,
    is_joint: bool,
    is_glue: bool,
}

/// A word as the recogniser reads it: one sort of quotation mark, dash and apostrophe.
#[must_use]
pub fn normal(piece: &str) -> &str {
    match piece {
        "“" | "”" | "„" | "«" | "»" | "``" | "''" => "\"",
        "‘" | "’" | "`" => "'",
        "’s" => "'s",
        "–" | "—" | "--" | "‑" => "-",
        "[" | "-LRB-" | "-LSB-" => "(",
        "]" | "-RRB-" | "-RSB-" => ")",
        piece => piece,
    }
}

/// What is known of a word, given as [`normal`] makes it.
#[must_use]
pub fn form(piece: &str) -> Form {
    let lower = piece.to_lowercase().replace('’', "'");
    let letters: Vec<usize> = lower.char_indices().map(|(at, _)| at).chain([lower.len()]).collect();
    let count = letters.len() - 1;
    let prefix = |n: usize| hash(&lower[..letters[(n + 1).min(count)]]);
    let suffix = |n: usize| hash(&lower[letters[count.saturating_sub(n + 1)]..]);
    let classes = Lexicon::get().classes(&lower);
    let told = [
        Classes::ORGANISATION_HEAD,
        Classes::PLACE_HEAD,
        Classes::FIRST_NAME,
        Classes::CALENDAR,
        Classes::ROLE_MODIFIER,
        Classes::GROUP_HEAD,
        Classes::SPEAKER,
        Classes::STOP,
    ];
    let classes = told.iter().enumerate().map(|(bit, class)| u64::from(classes.has(*class)) << bit).sum();
    let clusters = WordClusters::get().of(&lower).map_or([0; 3], |of| of.map(|cluster| u64::from(cluster) + 1));
    Form {
        word: hash(&lower),
        written: hash(piece),
        shape: hash(&shape(piece)),
        prefixes: std::array::from_fn(prefix),
        suffixes: std::array::from_fn(suffix),
        clusters,
        listed: Gazetteer::get().of(&lower).bits().into(),
        classes,
        is_capital: piece.chars().next().is_some_and(char::is_uppercase),
        is_joint: JOINTS.contains(&&*lower) || &*lower == "'s",
        is_glue: matches!(&*lower, "-" | "." | "'" | "/"),
        lower: lower.into(),
    }
}

fn shape(piece: &str) -> String {
    let mut out = String::new();
    let mut run = (' ', 0);
    for c in piece.chars() {
        let class = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            c => c,
        };
        run = if run.0 == class { (class, run.1 + 1) } else { (class, 1) };
        if run.1 <= 2 {
            out.push(class);
        }
    }
    out
}

/// The features of one word for the word that stands `offset` places ahead of it: 0 is the word itself, 1 the next
/// word's neighbour to the left. `None` is what lies outside of the sentence.
pub fn around(form: Option<&Form>, offset: isize, told: &mut impl FnMut(u64)) {
    let mut number = hash("around") ^ (offset.unsigned_abs() as u64 * 2 + u64::from(offset < 0));
    let mut tell = |value: u64| {
        number = number.wrapping_add(64);
        told(join(number, value));
    };
    let Some(form) = form else { return tell(0) };
    let Form { word, written, shape, prefixes, suffixes, clusters: [coarse, middle, fine], listed, classes, .. } = form;
    let case = u64::from(form.is_capital);
    for value in [word, shape, fine, middle] {
        tell(*value);
    }
    if offset.unsigned_abs() == REACH {
        return;
    }
    for value in [coarse, &suffixes[2], &prefixes[2], &join(*listed, case), &join(*classes, case)] {
        tell(*value);
    }
    if offset != 0 {
        return;
    }
    for value in [written, &prefixes[0], &prefixes[1], &prefixes[3], &suffixes[0], &suffixes[1], &suffixes[3]] {
        tell(*value);
    }
    for value in [fine, middle, coarse, &suffixes[1], &suffixes[2]] {
        tell(join(*value, *shape));
    }
    for bit in 0..12 {
        if listed >> bit & 1 == 1 {
            tell(join(bit, *shape));
        }
    }
    number = hash("classes");
    for bit in 0..8 {
        if classes >> bit & 1 == 1 {
            told(join(number, join(bit, *shape)));
        }
    }
}

/// What the words of a sentence tell together.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The run of capitals that each word stands in; empty where it stands in none.
    tight: Vec<Range<usize>>,
    /// The same with the words that join capitals.
    loose: Vec<Range<usize>>,
    /// The lists that hold a phrase over each word, with the word's place in it.
    phrases: Vec<u64>,
    /// How the sentence is written: 0 as usual, 1 with capitals at most words, 2 in capitals.
    case: u64,
    buffer: String,
}

/// Lays a sentence out.
pub fn lay_out(forms: &[&Form], layout: &mut Layout) {
    let Layout { tight, loose, phrases, case, buffer } = layout;
    runs(forms, tight, |form| form.is_glue);
    runs(forms, loose, |form| form.is_glue || form.is_joint);
    phrases.clear();
    phrases.resize(forms.len(), 0);
    for at in 0..forms.len() {
        if forms[at].is_capital && tight[at].end > at + 1 && phrases[at] == 0 {
            phrase(forms, at, buffer, phrases);
        }
    }
    let words = forms.iter().filter(|form| form.lower.len() >= 4 && form.lower.starts_with(char::is_alphabetic));
    let (words, capitals) = words.fold((0, 0), |(all, capitals), f| (all + 1, capitals + usize::from(f.is_capital)));
    *case = u64::from(words >= 4 && capitals * 4 >= words * 3);
}

/// The runs of capitals, with single words between two capitals where `joins` lets them (two for `of the`).
fn runs(forms: &[&Form], out: &mut Vec<Range<usize>>, joins: impl Fn(&Form) -> bool) {
    out.clear();
    out.resize(forms.len(), 0..0);
    let mut at = 0;
    while at < forms.len() {
        if !forms[at].is_capital {
            at += 1;
            continue;
        }
        let (mut end, mut next) = (at + 1, at + 1);
        while next < forms.len() && next - end <= 2 {
            if forms[next].is_capital {
                end = next + 1;
            } else if !joins(forms[next]) {
                break;
            }
            next += 1;
        }
        out[at..end].fill(at..end);
        at = end;
    }
}

/// Marks the longest listed phrase that starts here.
fn phrase(forms: &[&Form], at: usize, buffer: &mut String, phrases: &mut [u64]) {
    buffer.clear();
    buffer.push_str(&forms[at].lower);
    let mut found = (0, 0);
    for (i, form) in forms[at + 1..].iter().take(LONGEST_PHRASE - 1).enumerate() {
        buffer.push(' ');
        buffer.push_str(&form.lower);
        let listed = if form.is_capital { Gazetteer::get().of(buffer).bits() } else { 0 };
        if listed != 0 {
            found = (i + 2, listed.into());
        }
    }
    for (place, mark) in phrases[at..at + found.0].iter_mut().enumerate() {
        *mark = join(found.1, u64::from(place > 0));
    }
}

/// The features of a word that depend on more than one word.
pub fn features_at(forms: &[&Form], layout: &Layout, at: usize, told: &mut impl FnMut(u64)) {
    const NONE: u64 = 0;
    let mut number = hash("context");
    let mut tell = |one: u64, other: u64| {
        number = number.wrapping_add(64);
        told(join(number, join(one, other)));
    };
    let here = forms[at];
    let before = at.checked_sub(1).map(|i| forms[i]);
    let after = forms.get(at + 1).copied();
    let shape = |form: Option<&Form>| form.map_or(NONE, |form| form.shape);
    let word = |form: Option<&Form>| form.map_or(NONE, |form| form.word);
    let middle = |form: Option<&Form>| form.map_or(NONE, |form| form.clusters[1]);
    let fine = |form: Option<&Form>| form.map_or(NONE, |form| form.clusters[2]);
    tell(shape(before), here.shape);
    tell(here.shape, shape(after));
    tell(join(shape(before), here.shape), shape(after));
    tell(word(before), here.word);
    tell(here.word, word(after));
    tell(middle(before), here.clusters[1]);
    tell(here.clusters[1], middle(after));
    tell(fine(before), here.shape);
    tell(fine(after), here.shape);
    tell(word(before), here.shape);
    tell(word(after), here.shape);
    tell(middle(before), join(here.shape, middle(after)));
    tell(u64::from(at == 0), join(layout.case, here.shape));
    tell(u64::from(at == 0), join(here.clusters[1], u64::from(here.is_capital)));
    tell(layout.phrases[at], NONE);
    for (runs, name) in [(&layout.tight, hash("tight")), (&layout.loose, hash("loose"))] {
        run(forms, &runs[at], at, name, told);
    }
}

/// What the run around a word tells: its length, its ends, its head, and the words on either side.
fn run(forms: &[&Form], run: &Range<usize>, at: usize, name: u64, told: &mut impl FnMut(u64)) {
    if run.is_empty() {
        return;
    }
    let place = match at {
        at if run.len() == 1 && at == run.start => 0,
        at if at == run.start => 1,
        at if at + 1 == run.end => 2,
        _ => 3,
    };
    let mut number = name;
    let mut tell = |one: u64, other: u64| {
        number = number.wrapping_add(64);
        told(join(number, join(one, other)));
    };
    let (first, last) = (forms[run.start], forms[run.end - 1]);
    let before = run.start.checked_sub(1).map(|i| forms[i]);
    let after = forms.get(run.end).copied();
    let word = |form: Option<&Form>| form.map_or(0, |form| form.word);
    let fine = |form: Option<&Form>| form.map_or(0, |form| form.clusters[2]);
    let length = run.len().min(6) as u64;
    tell(place, length);
    tell(place, last.word);
    tell(place, join(last.clusters[2], 1));
    tell(place, join(last.clusters[1], last.classes));
    tell(place, first.word);
    tell(place, join(first.clusters[1], first.listed));
    tell(place, join(first.listed, join(last.listed, length)));
    tell(place, word(before));
    tell(place, fine(before));
    tell(place, word(after));
    tell(place, fine(after));
    tell(join(place, length.min(3)), join(word(before), word(after)));
    tell(join(place, fine(before)), last.clusters[1]);
    tell(place, join(last.suffixes[2], first.shape));
    tell(last.word, first.word);
    let heads = forms[run.clone()].iter().map(|form| form.classes & 3).fold(0, |all, one| all | one);
    tell(place, join(heads, length));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_short() {
        for (word, expected) in [("McDonald", "XxXxx"), ("NATO", "XX"), ("2025", "00"), ("U.S", "X.X"), ("é", "x")] {
            assert_eq!(shape(word), expected, "{word}");
        }
    }

    #[test]
    fn runs_of_capitals_are_joined_by_small_words() {
        let forms: Vec<Form> = "the Bank of the North met Anna".split(' ').map(form).collect();
        let forms: Vec<&Form> = forms.iter().collect();
        let mut layout = Layout::default();
        lay_out(&forms, &mut layout);
        assert_eq!((layout.tight[1].clone(), layout.loose[2].clone()), (1..2, 1..5));
        assert_eq!((layout.loose[5].clone(), layout.loose[6].clone()), (0..0, 6..7));
    }

    #[test]
    fn the_same_words_tell_the_same() {
        let (one, other) = (form("Oslo"), form("Bergen"));
        let told = |form: &Form, offset: isize| {
            let mut told = Vec::new();
            around(Some(form), offset, &mut |feature| told.push(feature));
            told
        };
        assert_eq!(told(&one, 0), told(&form("Oslo"), 0));
        assert_ne!(told(&one, 0), told(&other, 0));
        assert!(told(&one, 1).iter().all(|feature| !told(&one, -1).contains(feature)));
    }
}
