//! What bodies are called for short where the text does not explain it: by their initials, by the first word of their
//! name, without `Inc.`, `the Greens` for the Green Party.

use std::collections::HashMap;

use super::{
    fold::fold,
    lexicon::{Classes, Lexicon},
};

/// Words at the end of a firm's name that are left off for short.
const FORMS: [&str; 14] = [
    "inc",
    "ltd",
    "limited",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "gmbh",
    "ag",
    "sa",
    "group",
    "holdings",
];

/// The fewest initials that are taken for a name: two letters stand for too much.
const INITIALS: usize = 3;

/// Short names, folded, with the one full name that each can stand for.
#[derive(Debug, Default)]
pub(crate) struct Shorts(HashMap<String, Option<String>>);

impl Shorts {
    /// The short names of these bodies, given by their names as they are written.
    pub(crate) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut shorts = Self::default();
        for name in names {
            let full = fold(name);
            for short in short_names(name, &full) {
                let known = shorts.0.entry(short).or_insert_with(|| Some(full.clone()));
                if known.as_ref().is_some_and(|other| *other != full && !goes_on(other, &full)) {
                    *known = None;
                }
            }
        }
        shorts
    }

    /// The full name, folded, that a folded name is short for.
    pub(crate) fn full(&self, short: &str) -> Option<&str> {
        self.0.get(short)?.as_deref()
    }
}

/// Whether one name is the other with more behind it: `Helios Solar`, `Helios Solar Inc`.
fn goes_on(one: &str, other: &str) -> bool {
    let longer = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    longer(one, other) || longer(other, one)
}

/// What a body with this name may be called for short; folded.
fn short_names(name: &str, full: &str) -> Vec<String> {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let mut shorts = Vec::new();
    let initials = |word: &&&str| word.chars().next();
    let capitals: String =
        words.iter().filter(|word| word.starts_with(char::is_uppercase)).filter_map(|w| initials(&w)).collect();
    let all: String = words.iter().filter_map(|word| initials(&word)).collect();
    shorts.extend(
        [capitals, all].into_iter().filter(|short| short.chars().count() >= INITIALS).map(|short| fold(&short)),
    );
    if let Some((start, _)) = full.split_once(" of ").filter(|(start, _)| start.contains(' ')) {
        shorts.push(start.to_owned());
    }
    if let Some((start, last)) = full.rsplit_once(' ') {
        if FORMS.contains(&last) {
            shorts.push(start.to_owned());
        }
        if last == "party" && !start.contains(' ') {
            shorts.push(format!("{start}s"));
        }
    }
    if let Some(first) = first_word(words[0]) {
        shorts.push(first);
    }
    shorts
}

/// The first word of a body's name, where it can be told from other words.
pub(crate) fn first_word(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let common = Classes::STOP
        .and(Classes::CALENDAR)
        .and(Classes::FIRST_NAME)
        .and(Classes::ORGANISATION_HEAD)
        .and(Classes::PLACE_HEAD)
        .and(Classes::ADJECTIVE)
        .and(Classes::ROLE_MODIFIER)
        .and(Classes::VERB)
        .and(Classes::VERB_OR_NOUN);
    (lower.chars().count() >= 4 && !Lexicon::get().classes(&lower).has(common)).then(|| fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_short_names() {
        let shorts = Shorts::of(
            [
                "World Tariff Commission",
                "Helios Solar Inc.",
                "Green Party",
                "Bank of Sarrow",
                "National Bank of Sarrow",
            ]
            .into_iter(),
        );
        for (short, full) in [
            ("wtc", Some("world tarif comision")),
            ("helios", Some("helios solar inc")),
            ("helios solar", Some("helios solar inc")),
            ("greens", Some("gren party")),
            ("national bank", Some("national bank of sarow")),
            ("bs", None),
            ("bank", None),
        ] {
            assert_eq!(shorts.full(&fold(short)), full, "{short}");
        }
    }

    #[test]
    fn what_could_be_short_for_two_is_short_for_none() {
        let shorts = Shorts::of(["Nordkap Energy", "Nordkap Shipping"].into_iter());
        assert_eq!(shorts.full("nordkap"), None);
    }
}
