//! Lines that say who wrote a text, in the languages that briefings come in.

use super::institution::is_institution;
use super::shape::word_count;

/// The most words of a byline.
const BYLINE_WORDS: usize = 16;
/// The most words of the names in a byline whose first word begins sentences too.
const NAME_WORDS: usize = 8;

/// What can only stand before who wrote.
const LABELS: &[&str] = &[
    "By: ",
    "Written by ",
    "Words by ",
    "Text by ",
    "Author: ",
    "Authors: ",
    "Autor: ",
    "Autorin: ",
    "Autoren: ",
    "Auteur : ",
    "Auteur: ",
    "Auteurs : ",
    "Autore: ",
    "Autores: ",
    "Autora: ",
    "Auteure : ",
    "Text: ",
    "Texte : ",
    "Texto: ",
    "Testo di ",
    "Tekst: ",
    "Автор: ",
    "Автори: ",
    "Авторы: ",
    "Авторка: ",
    "Текст: ",
    "Écrit par ",
    "Propos recueillis par ",
    "Escrito por ",
    "Scritto da ",
    "Geschrieben von ",
    "Door: ",
    "Forfatter: ",
    "Από: ",
    "Yazan: ",
    "作者：",
    "作者:",
    "文：",
    "记者：",
    "著者：",
    "بقلم: ",
    "بقلم ",
    "الكاتب: ",
    "글: ",
];
/// What begins sentences as well.
const WORDS: &[&str] =
    &["Von ", "VON ", "Par ", "PAR ", "Por ", "POR ", "Di ", "DI ", "Door ", "DOOR ", "Av ", "AV ", "Af "];
/// Small words between and within names.
const BETWEEN: &[&str] = &[
    "und", "et", "y", "e", "en", "och", "og", "and", "de", "da", "do", "dos", "du", "di", "del", "della", "der", "den",
    "van", "von", "zu", "la", "le", "el", "al", "bin", "ten", "ter", "af", "i", "та", "и", "і", "й",
];
/// Letters of scripts that have no capitals.
const fn has_no_case(c: char) -> bool {
    !c.is_ascii() && !c.is_ascii_punctuation()
}

/// The names in a line such as `By Ann Lee and Bo Roe, in Geneva`.
pub(super) fn byline(line: &str) -> Option<&str> {
    let line = line.trim();
    english(line).or_else(|| labelled(line)).or_else(|| worded(line))
}

/// Whether a line is the names of two people or more and nothing else: what such a line says hangs on what stands by it.
pub(super) fn is_people(line: &str) -> bool {
    const JOINS: [&str; 9] = [" and ", " und ", " et ", " y ", " та ", " и ", " e ", " en ", " & "];
    // Without such a word, what follows the comma may be what the first one is.
    if !JOINS.iter().any(|join| line.contains(join)) {
        return false;
    }
    let line = JOINS.iter().fold(line.trim().to_owned(), |line, join| line.replace(join, ", "));
    let people: Vec<&str> = line.split(", ").collect();
    let is_name = |word: &str| {
        let is_named = word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase) || word.ends_with('.');
        BETWEEN.contains(&word) || is_named && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
    };
    let is_person = |person: &&str| {
        let words: Vec<&str> = person.split_whitespace().collect();
        (2..=4).contains(&words.len()) && words.iter().all(|word| is_name(word)) && !is_institution(person)
    };
    (2..=4).contains(&people.len()) && people.iter().all(is_person)
}

fn english(line: &str) -> Option<&str> {
    let names = ["By ", "BY ", "by "].into_iter().find_map(|by| line.strip_prefix(by))?.trim();
    let capitals = names.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let is_name = names.starts_with(char::is_uppercase) && capitals * 2 > word_count(names);
    (is_name && is_short(names)).then_some(names)
}

/// After a label that nothing else has: most words are names.
fn labelled(line: &str) -> Option<&str> {
    let names = LABELS.iter().find_map(|label| line.strip_prefix(label))?.trim();
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || has_no_case(c) && !c.is_lowercase());
    let named = names.split_whitespace().filter(|word| is_name(word)).count();
    (names.starts_with(char::is_alphabetic) && named * 2 > word_count(names) && is_short(names)).then_some(names)
}

/// After a word that sentences begin with too: nothing but two names or more, and what follows a comma.
fn worded(line: &str) -> Option<&str> {
    let names = WORDS.iter().find_map(|word| line.strip_prefix(word))?.trim();
    let first = names.split([',', '(', '|']).next().unwrap_or(names).trim();
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
            || BETWEEN.contains(&word)
    };
    let count = word_count(first);
    let is_named = first.starts_with(char::is_uppercase) && first.split_whitespace().all(is_name);
    ((2..=NAME_WORDS).contains(&count) && is_named && is_short(names)).then_some(names)
}

fn is_short(names: &str) -> bool {
    word_count(names) <= BYLINE_WORDS && !names.ends_with(['.', ':', ';', '?', '!', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people() {
        for line in ["Ann Lee and Bo Roe", "Ann Lee, Bo Roe and Cy van Dyk", "Анна Лі та Богдан Рой"] {
            assert!(is_people(line), "{line}");
        }
        for line in ["Ann Lee", "Peace and Security", "Ministry of Finance and Bank of Kesh", "Ann Lee, Foreign Editor"]
        {
            assert!(!is_people(line), "{line}");
        }
    }

    #[test]
    fn bylines() {
        for (line, names) in [
            ("By Ann Lee", Some("Ann Lee")),
            ("By Ann Lee and Bo Roe, Staff Writers", Some("Ann Lee and Bo Roe, Staff Writers")),
            ("BY ANN LEE", Some("ANN LEE")),
            ("By Monday the talks had ended.", None),
            ("By the way", None),
            ("By Monday the talks had come to nothing much at all", None),
            ("Von Anna Meier und Jan van Dyk, Berlin", Some("Anna Meier und Jan van Dyk, Berlin")),
            ("Von Berlin lernen", None),
            ("Von Montag an gilt das Verbot", None),
            ("Par Marie Dupont", Some("Marie Dupont")),
            ("Par ailleurs, le ministre", None),
            ("Por José Luis Pérez", Some("José Luis Pérez")),
            ("Por la noche", None),
            ("Автор: Олена Коваль", Some("Олена Коваль")),
            ("Текст: Олена Коваль, Київ", Some("Олена Коваль, Київ")),
            ("Text: Anna Meier", Some("Anna Meier")),
            ("Text: the agreement in full", None),
            ("作者：王小明", Some("王小明")),
        ] {
            assert_eq!(byline(line), names, "{line}");
        }
    }
}
