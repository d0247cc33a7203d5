//! The names of persons in the lines that sign a text: told from offices, outlets, places and dates.

use crate::document::same_words;

/// Words that are in the names of offices and houses, and in no person's.
const NO_NAMES: &[&str] = &[
    "staff",
    "team",
    "editor",
    "editors",
    "editorial",
    "desk",
    "newsroom",
    "admin",
    "administrator",
    "press",
    "office",
    "ministry",
    "department",
    "news",
    "bureau",
    "agency",
    "agencies",
    "media",
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "contributor",
    "contributors",
    "institute",
    "university",
    "council",
    "government",
    "association",
    "committee",
    "group",
    "foundation",
    "webmaster",
    "web",
    "website",
    "online",
    "service",
    "services",
    "times",
    "post",
    "herald",
    "journal",
    "magazine",
    "radio",
    "tv",
    "network",
    "the",
    "author",
    "authors",
    "writer",
    "guest",
    "user",
    "unknown",
    "anonymous",
    "house",
    "communications",
    "publications",
    "library",
    "center",
    "centre",
    "commission",
    "embassy",
    "company",
    "inc",
    "ltd",
    "llc",
    "blog",
    "about",
    "by",
    "posted",
    "published",
    "updated",
    "read",
    "share",
    "follow",
    "more",
    "min",
    "view",
    "all",
    "articles",
    "digital",
    "wire",
    "reuters",
    "afp",
    "bbc",
    "cnn",
    "associated",
    "special",
    "of",
    "for",
    "from",
    "with",
    "at",
    "on",
    "in",
    "to",
    "this",
    "is",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "night",
    "morning",
    "developers",
    "unfollow",
    "profile",
    "email",
    "subscribe",
    "contact",
    "edited",
    "photos",
    "photo",
];
/// Words that join the parts of a person's name, though they are small.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "der", "den", "van", "von", "el", "al", "bin", "ibn", "la", "le", "du", "dos",
    "das", "ter", "ten", "zu", "y", "e", "af", "av", "ben",
];
/// How a line begins that says who wrote what follows, lower case.
const BY: &[&str] = &[
    "written by ",
    "words by ",
    "story by ",
    "report by ",
    "analysis by ",
    "opinion by ",
    "text by ",
    "by: ",
    "by ",
    "par ",
    "propos recueillis par ",
    "von ",
    "por ",
    "texto: ",
    "di ",
    "door ",
    "autor: ",
    "autora: ",
    "autore: ",
    "auteur: ",
    "text: ",
    "av ",
    "af ",
    "od ",
    "autorzy: ",
    "автор: ",
    "автори: ",
    "авторы: ",
    "текст: ",
];
/// What stands between two names.
const AND: &[&str] = &[
    " and ", " & ", " with ", " et ", " avec ", " und ", " mit ", " y ", " con ", " e ", " en ", " och ", " i ",
    " oraz ", " та ", " і ", " и ", ";", "، ",
];
/// Titles before a name.
const TITLES: &[&str] = &["dr", "prof", "professor", "sir", "mr", "mrs", "ms"];
/// Words of a date ahead of its first digit, and what leads to one.
const OF_DATES: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "on",
    "at",
    "published",
    "updated",
    "posted",
];

/// What follows the words that say that a line is a byline.
pub(super) fn without_by(line: &str) -> &str {
    let lower = line.to_lowercase();
    let by = BY.iter().find(|by| lower.starts_with(**by));
    by.and_then(|by| line.get(by.len()..)).unwrap_or(line).trim()
}

/// The persons that a line names; none where it names anything else.
pub(super) fn people(line: &str, publisher: Option<&str>) -> Vec<String> {
    const MARKS: [char; 12] = ['•', '|', '-', '–', '—', ' ', '*', '_', '"', '“', '\'', '\n'];
    let line = without_by(line.trim_start_matches(MARKS).trim());
    // What follows the names: where, when, for whom.
    let line = line.split(['|', '•', '·', '(', '—', '/', '@']).next().unwrap_or(line);
    let line = first_lines(line.split(" - ").next().unwrap_or(line));
    let line = AND.iter().fold(line.replace(" AND ", ","), |line, and| line.replace(and, ","));
    let mut found = Vec::new();
    for part in line.split(',').map(|part| without_date(part.trim())).filter(|part| !part.is_empty()) {
        if is_person(part) && !publisher.is_some_and(|name| same_words(name, part)) {
            found.push(part.to_owned());
        } else if found.is_empty() {
            return Vec::new();
        } else {
            break;
        }
    }
    found
}

/// The first line that says something, and those that go on from it: what is on the next is where, when, for whom.
fn first_lines(words: &str) -> String {
    let mut whole = String::new();
    for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let joins = |end: &str| matches!(end.to_lowercase().as_str(), "and" | "&" | "," | "by" | "et" | "und" | "y");
        let goes_on = whole.is_empty()
            || whole.ends_with([',', ':'])
            || whole.split_whitespace().last().is_some_and(joins)
            || line.starts_with(',')
            || line.split_whitespace().next().is_some_and(joins);
        if !goes_on {
            break;
        }
        whole.push(' ');
        whole.push_str(line);
    }
    without_by(whole.trim()).to_owned()
}

/// A name without a date behind it.
fn without_date(part: &str) -> &str {
    let Some(digit) = part.find(|c: char| c.is_ascii_digit()) else { return part };
    let mut name = part[..digit].trim_end();
    while let Some(last) = name.split_whitespace().last() {
        let word = last.trim_end_matches(['.', ',', ':']).to_lowercase();
        if !OF_DATES.contains(&word.as_str()) {
            break;
        }
        name = name[..name.len() - last.len()].trim_end();
    }
    name
}

/// Whether words are a person's name: two to five, capitalised, with no word that offices have in theirs.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(['.', ',', '’', '\'', '"', '“', '”']).to_lowercase();
    let titles = words.iter().take_while(|word| TITLES.contains(&bare(word).as_str())).count();
    let is_spaced =
        !name.chars().any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'));
    let count = words.len() - titles;
    let least = if is_spaced { 2 } else { 1 };
    (least..=5).contains(&count)
        && name.chars().count() <= 60
        && !words.iter().any(|word| {
            word.trim_matches('.').split('.').any(|part| part.len() > 2) && word.trim_matches('.').contains('.')
        })
        && name.chars().all(|c| c.is_alphabetic() || " .'’-‑\u{A0}\u{300}\u{301}\"“”".contains(c))
        && words.iter().all(|word| {
            let is_capital = word.starts_with(|c: char| !c.is_lowercase());
            is_capital && !is_run_together(word) && !NO_NAMES.contains(&bare(word).as_str())
                || PARTICLES.contains(&bare(word).as_str())
        })
        && words.last().is_some_and(|last| !last.starts_with(char::is_lowercase))
}

/// Whether a word is several that a page sets side by side: `FollowUnfollow`.
fn is_run_together(word: &str) -> bool {
    let lower = |c: char| c.is_lowercase();
    let pairs = word.chars().zip(word.chars().skip(1));
    word.len() > 10 && pairs.filter(|(one, next)| lower(*one) && next.is_uppercase()).count() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_is_none() {
        for (line, expected) in [
            ("By Ann Lee", &["Ann Lee"][..]),
            ("By ANN LEE and Bo van der Roe, Associated Writers", &["ANN LEE", "Bo van der Roe"]),
            ("Dr. Elspeth Varga", &["Dr. Elspeth Varga"]),
            ("Ann Lee | 3 March 2025", &["Ann Lee"]),
            ("Тарас Гончар", &["Тарас Гончар"]),
            ("王小明", &["王小明"]),
            ("The Lantern", &[]),
            ("Ministry of Waterways", &[]),
            ("Staff", &[]),
            ("Staff Reporter", &[]),
            ("https://social.example/courier", &[]),
            ("ann.lee@lantern.example", &[]),
            ("admin", &[]),
            ("Published 3 March", &[]),
            ("Lantern Newsroom", &[]),
            ("By the way", &[]),
            ("By ANN LEE March 11, 2015 3:46 PM", &["ANN LEE"]),
            ("Written by Ann Lee\nEdited by Bo Roe", &["Ann Lee"]),
            ("By\nAnn Lee\nand\nBo Roe\nin Velden", &["Ann Lee", "Bo Roe"]),
            ("By Ann Lee, MD\nLantern Health News", &["Ann Lee"]),
            ("Ann Lee ProfileFollowUnfollow", &[]),
            ("Par Jeanne Aubry et Luc Meyer", &["Jeanne Aubry", "Luc Meyer"]),
            ("Von Anna Weiß und Jörg Brandt", &["Anna Weiß", "Jörg Brandt"]),
            ("Por María R. Soto y Luis Peña", &["María R. Soto", "Luis Peña"]),
            ("Автор: Олена Бойко", &["Олена Бойко"]),
            ("Ann Lee Lantern.example Archive", &[]),
        ] {
            assert_eq!(people(line, Some("Lantern")), expected, "{line}");
        }
    }
}
