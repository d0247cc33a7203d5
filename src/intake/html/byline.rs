//! Who wrote a page. A wrong name is worse than none: what is not surely a person's name is left out.

use super::cruft;
use super::dom::{Dom, NodeId};
use super::facts::Facts;
use super::title::{is_unseen, lines};
use crate::document::same_words;
use crate::intake::people::{people, without_by};

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
        near.filter(|id| dom.attribute(*id, "class").is_some_and(is_byline)).find_map(|id| line(dom, id))
    };
    given.into_iter().chain(marked()).find_map(|line| {
        let name = without_by(line.trim());
        (is_agency(&name.to_lowercase()) && !publisher.is_some_and(|publisher| same_words(publisher, name)))
            .then(|| name.to_owned())
    })
}

/// Whether a name, lower case, is of an agency that signs its reports with it.
pub(super) fn is_agency(name: &str) -> bool {
    AGENCIES.contains(&name)
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
        let mut found = Vec::new();
        for (place, id) in facts.near(headline, 6, within).iter().copied().enumerate().filter(|(_, id)| is(*id)) {
            // What stands within one that was found says the same; what stands far off is of another text.
            if last.is_some_and(|(at, _)| place - at > APART) {
                break;
            }
            let is_within = last.is_some_and(|(_, last)| dom.ancestors(id).any(|up| up == last));
            if is_within || is_aside(dom, id, headline) {
                continue;
            }
            let line = line(dom, id).filter(|line| !people(line, None).is_empty());
            if let Some(line) = line.filter(|line| line.split_whitespace().count() <= 24) {
                found.push(line);
                last = Some((place, id));
            }
        }
        (!found.is_empty()).then_some(found)
    };
    let named = |id: NodeId| dom.has_word(id, "rel", "author") || dom.has_word(id, "itemprop", "author");
    let classed = |id: NodeId| dom.attribute(id, "class").is_some_and(is_byline);
    let linked = |id: NodeId| dom.name(id) == "a" && dom.attribute(id, "href").is_some_and(is_of_a_writer);
    let begins = |id: NodeId| line(dom, id).is_some_and(|line| without_by(&line) != line);
    collect(MARKED_NEAR, &named)
        .or_else(|| collect(MARKED_NEAR, &classed))
        .or_else(|| collect(NEAR * 2, &linked))
        .or_else(|| collect(NEAR, &begins))
}

/// The lines of an element without what in it says where, when and what for.
fn line(dom: &Dom, id: NodeId) -> Option<String> {
    lines(dom, id, LONGEST, |class| is_unseen(class) || is_beside_name(class))
}

/// Whether an element stands in a box of other texts, which the headline is not in.
fn is_aside(dom: &Dom, id: NodeId, headline: Option<NodeId>) -> bool {
    const BOXES: &[&str] = &["nav", "footer"];
    const WORDS: &[&str] = &[
        "related",
        "recommended",
        "popular",
        "trending",
        "comment",
        "comments",
        "menu",
        "nav",
        "teaser",
        "teasers",
        "promo",
        "mostread",
        "recirc",
        "latest",
    ];
    let names_box = |class: &str| {
        class.split_ascii_whitespace().take(12).any(|class| {
            let words = cruft::words(class);
            words.len() <= 4 && words.iter().any(|word| WORDS.contains(&word.as_str()))
        })
    };
    let is_box = |up: NodeId| {
        BOXES.contains(&dom.name(up))
            || ["class", "id"].iter().any(|name| dom.attribute(up, name).is_some_and(names_box))
    };
    let is_over = |up: NodeId| headline.is_some_and(|headline| dom.ancestors(headline).any(|over| over == up));
    dom.ancestors(id).take(8).take_while(|up| !is_over(*up)).any(is_box)
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
        NAMES.iter().any(|word| has(word)) && !is_beside_name(class)
    })
}

/// Whether a class in a byline is of what is no name: a picture, a place, a date, a calling.
fn is_beside_name(class: &str) -> bool {
    const WORDS: &[&str] = &[
        "bio",
        "box",
        "image",
        "avatar",
        "photo",
        "comment",
        "title",
        "about",
        "date",
        "job",
        "role",
        "social",
        "place",
        "location",
        "city",
        "time",
        "timestamp",
        "agency",
        "follow",
        "share",
        "button",
    ];
    class.split_ascii_whitespace().take(12).any(|class| {
        let words = cruft::words(class);
        words.iter().any(|word| WORDS.contains(&word.as_str()))
    })
}
