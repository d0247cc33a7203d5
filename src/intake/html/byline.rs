//! Who wrote a page. A wrong name is worse than none: what is not surely a person's name is left out.

use super::cruft;
use super::dom::NodeId;
use super::facts::Facts;
use super::title::{same_words, words};

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
/// Words in the addresses of pages about a writer.
const WRITERS: &[&str] = &[
    "author",
    "authors",
    "writer",
    "writers",
    "profile",
    "profiles",
    "contributor",
    "contributors",
    "by",
    "staff",
    "reporter",
    "reporters",
    "journalist",
    "journalists",
    "correspondents",
    "columnist",
    "columnists",
    "auteur",
    "auteurs",
    "autor",
    "autores",
    "autori",
    "autoren",
    "autore",
    "signatures",
    "firma",
    "firmas",
    "redacteur",
    "journaliste",
    "autorzy",
    "avtor",
    "author_profile",
    "bio",
    "experts",
];
/// Agencies that sign their reports with their own names.
const AGENCIES: &[&str] = &[
    "reuters",
    "associated press",
    "the associated press",
    "ap",
    "afp",
    "agence france-presse",
    "dpa",
    "efe",
    "ansa",
    "lusa",
    "pa media",
    "press association",
    "interfax",
    "interfax-ukraine",
    "ukrinform",
    "xinhua",
    "kyodo",
    "kyodo news",
    "yonhap",
    "bloomberg",
    "bloomberg news",
    "upi",
    "ritzau",
    "tt",
    "ntb",
    "apa",
    "ats",
    "belga",
    "anp",
    "pap",
    "čtk",
];
/// Titles before a name.
const TITLES: &[&str] = &["dr", "prof", "professor", "sir", "mr", "mrs", "ms"];
/// The most people that sign a page.
const MOST: usize = 8;
/// How many elements after the headline a line that reads as a byline is looked for.
const NEAR: usize = 60;
/// The same for elements that the page marks as one.
const MARKED_NEAR: usize = 200;
/// How many elements may stand between two who wrote one text.
const APART: usize = 14;
/// The most bytes of a byline.
const LONGEST: usize = 160;

/// The names of who wrote the page, joined.
pub(super) fn find(facts: &Facts<'_>, headline: Option<NodeId>, publisher: Option<&str>) -> Option<String> {
    let names = |lines: Vec<String>| -> Option<Vec<String>> {
        let mut all: Vec<String> = Vec::new();
        for name in lines.iter().flat_map(|line| people(line, publisher)) {
            if !all.iter().any(|known| same_words(known, &name)) {
                all.push(name);
            }
        }
        (!all.is_empty() && all.len() <= MOST).then_some(all)
    };
    let data = facts.data.article().map(|article| facts.data.people(article, "author")).unwrap_or_default();
    let metas = [
        "parsely-author",
        "sailthru.author",
        "article:author",
        "author",
        "byl",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor.author",
    ];
    names(data)
        .or_else(|| on_page(facts, headline).and_then(&names))
        .or_else(|| {
            metas.iter().find_map(|meta| names(facts.every_meta(meta).map(|name| turned(meta, &name)).collect()))
        })
        .map(|names| joined(&names))
        .or_else(|| agency(facts, headline, publisher))
}

/// The agency that the page names as its author.
fn agency(facts: &Facts<'_>, headline: Option<NodeId>, publisher: Option<&str>) -> Option<String> {
    let article = facts.data.article();
    let given = article.and_then(|article| facts.data.name(article, "author"));
    let marked = || {
        let dom = facts.dom;
        let near = facts.near(headline, 6, MARKED_NEAR).iter().copied();
        near.filter(|id| dom.attribute(*id, "class").is_some_and(is_byline)).find_map(|id| words(dom, id, LONGEST))
    };
    given.into_iter().chain(marked()).find_map(|line| {
        let name = without_by(line.trim());
        let is_agency = AGENCIES.contains(&name.to_lowercase().as_str());
        (is_agency && !publisher.is_some_and(|publisher| same_words(publisher, name))).then(|| name.to_owned())
    })
}

/// What follows the words that say that a line is a byline.
fn without_by(line: &str) -> &str {
    let lower = line.to_lowercase();
    let by = BY.iter().find(|by| lower.starts_with(**by));
    by.and_then(|by| line.get(by.len()..)).unwrap_or(line).trim()
}

/// `Varga, Elspeth` as citations have it.
fn turned(meta: &str, name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if meta.starts_with("citation") || meta.starts_with("dc") => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.to_owned(),
    }
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The lines on the page that are set as a byline: by markup, by class, by where their links lead, by how they begin.
fn on_page(facts: &Facts<'_>, headline: Option<NodeId>) -> Option<Vec<String>> {
    let dom = facts.dom;
    let collect = |within: usize, is: &dyn Fn(NodeId) -> bool| -> Option<Vec<String>> {
        let mut last: Option<(usize, NodeId)> = None;
        let mut lines = Vec::new();
        for (place, id) in facts.near(headline, 6, within).iter().copied().enumerate().filter(|(_, id)| is(*id)) {
            // What stands within one that was found says the same; what stands far off is of another text.
            if last.is_some_and(|(at, _)| place - at > APART) {
                break;
            }
            let is_within = last.is_some_and(|(_, last)| dom.ancestors(id).any(|up| up == last));
            let line = words(dom, id, LONGEST).filter(|line| !people(line, None).is_empty());
            if let Some(line) = line.filter(|line| !is_within && line.split_whitespace().count() <= 24) {
                lines.push(line);
                last = Some((place, id));
            }
        }
        (!lines.is_empty()).then_some(lines)
    };
    let named = |id: NodeId| dom.has_word(id, "rel", "author") || dom.has_word(id, "itemprop", "author");
    let classed = |id: NodeId| dom.attribute(id, "class").is_some_and(is_byline);
    let linked = |id: NodeId| dom.name(id) == "a" && dom.attribute(id, "href").is_some_and(is_of_a_writer);
    let begins = |id: NodeId| words(dom, id, LONGEST).is_some_and(|line| without_by(&line) != line);
    collect(MARKED_NEAR, &named)
        .or_else(|| collect(MARKED_NEAR, &classed))
        .or_else(|| collect(NEAR * 2, &linked))
        .or_else(|| collect(NEAR, &begins))
}

/// Whether an address is of a page about one who writes.
fn is_of_a_writer(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.rsplit('/').filter(|part| !part.is_empty());
    parts.next().is_some() && parts.next().is_some_and(|part| WRITERS.contains(&part.to_ascii_lowercase().as_str()))
}

fn is_byline(class: &str) -> bool {
    const NAMES: &[&str] = &[
        "byline",
        "bylines",
        "author",
        "authors",
        "authorname",
        "auteur",
        "auteurs",
        "autor",
        "autores",
        "autoren",
        "autore",
        "firma",
        "signature",
        "contributor",
        "contributors",
        "writer",
        "writers",
    ];
    class.split_ascii_whitespace().take(12).any(|class| {
        let words = cruft::words(class);
        let has = |word: &str| words.iter().any(|found| found == word);
        NAMES.iter().any(|word| has(word))
            && ![
                "bio", "box", "image", "avatar", "photo", "comment", "title", "about", "date", "job", "role", "social",
                "place", "location", "city",
            ]
            .iter()
            .any(|word| has(word))
    })
}

/// The persons that a line names; none where it names anything else.
fn people(line: &str, publisher: Option<&str>) -> Vec<String> {
    let line = without_by(line.trim().trim_start_matches(['•', '|', '-', '–', '—', ' ']));
    // What follows the names: where, when, for whom.
    let line = line.split(['|', '•', '·', '\n', '(', '—', '/', '@']).next().unwrap_or(line);
    let line = line.split(" - ").next().unwrap_or(line).replace(" AND ", ",");
    let line = AND.iter().fold(line, |line, and| line.replace(and, ","));
    let mut found = Vec::new();
    for part in line.split(',').map(str::trim).filter(|part| !part.is_empty()) {
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
            is_capital && !NO_NAMES.contains(&bare(word).as_str()) || PARTICLES.contains(&bare(word).as_str())
        })
        && words.last().is_some_and(|last| !last.starts_with(char::is_lowercase))
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
