//! The headline of a page and the line under it.
//!
//! The heading on the page wins where it agrees with what the page says in its fields: those are shortened for search engines
//! and carry the site's name. A first heading that agrees with none of them is a logo, or the name of a rubric.

use super::cruft;
use super::dom::{Dom, NodeId, heading_level};
use super::facts::Facts;
use crate::document::{same_words, word_count};
use crate::intake::spaces::one_line;

/// What parts a title from the name of its site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " ‹ ", " // "];
/// The most words of a site's name that no field gives.
const SITE_WORDS: usize = 5;
/// The most words of a line under a headline.
const DECK_WORDS: usize = 60;
/// How many elements after the headline its second line is looked for.
const NEAR: usize = 40;
/// The most nodes of a line that is looked at.
const MOST_NODES: usize = 500;
/// The most bytes of a headline or of the line under it.
const LONGEST: usize = 600;

/// The words of a headline and where they stand on the page.
#[derive(Debug, Default)]
pub(super) struct Headline {
    pub(super) words: Option<String>,
    pub(super) at: Option<NodeId>,
}

impl Headline {
    pub(super) fn is(&self, words: &str) -> bool {
        self.words.as_deref().is_some_and(|headline| same_words(headline, words))
    }
}

/// The headline of a page.
pub(super) fn find(facts: &Facts<'_>) -> Headline {
    let publisher = facts.publisher();
    let url = facts.url();
    let host = url.as_deref().and_then(host);
    let fields: Vec<String> =
        fields(facts).into_iter().map(|title| without_site(&title, publisher.as_deref(), host)).collect();
    let set = shown(facts, publisher.as_deref(), &is_set);
    let agreed = |shown: &[(NodeId, String)], is: fn(&str, &str) -> usize, least: usize| {
        fields.iter().find_map(|field| {
            let agree = shown.iter().filter(|(_, words)| is(field, words) >= least);
            let (at, words) = agree.max_by_key(|(_, words)| is(field, words).min(90))?;
            // A heading that is cut in two says its first half.
            let words = if words.ends_with(':') && field.len() > words.len() { field } else { words };
            Some(Headline { words: Some(words.clone()), at: Some(*at) })
        })
    };
    let alone = || match &set[..] {
        [(at, words)] if fields.is_empty() || word_count(words) >= 4 => {
            Some(Headline { words: Some(words.clone()), at: Some(*at) })
        }
        _ => None,
    };
    agreed(&set, agreement, 60)
        .or_else(|| agreed(&shown(facts, publisher.as_deref(), &is_named), agreement, 60))
        .or_else(|| agreed(&shown(facts, publisher.as_deref(), &is_large), likeness, 75))
        .or_else(alone)
        .unwrap_or_else(|| Headline { words: fields.into_iter().next(), at: None })
}

/// What the page's address calls its site: `lantern` of `www.lantern.example`.
fn host(url: &str) -> Option<&str> {
    const LEAST: usize = 4;
    let host = url.split_once("://")?.1.split(['/', ':', '?']).next()?;
    host.split('.').filter(|label| *label != "www").max_by_key(|label| label.len()).filter(|label| label.len() >= LEAST)
}

/// The titles that the page's fields give, surest first.
fn fields(facts: &Facts<'_>) -> Vec<String> {
    let metas =
        ["og:title", "twitter:title", "parsely-title", "sailthru.title", "citation_title", "dc.title", "dcterms.title"];
    let article = facts.of_article("headline").or_else(|| facts.of_article("name"));
    let given =
        article.into_iter().chain(metas.iter().filter_map(|name| facts.meta(&[name]))).chain(facts.title.clone());
    given.filter(|title| title.len() <= LONGEST).collect()
}

/// What of a page is set as `is` says, in its order, without the name of the site.
fn shown(facts: &Facts<'_>, publisher: Option<&str>, is: &dyn Fn(&Dom, NodeId) -> bool) -> Vec<(NodeId, String)> {
    const MOST: usize = 12;
    let dom = facts.dom;
    let site = facts.title.as_deref().and_then(last_part);
    let is_site = |words: &str| {
        publisher.is_some_and(|name| same_words(name, words)) || site.is_some_and(|site| same_words(site, words))
    };
    let found = facts.shown.iter().copied().filter(|id| is(dom, *id) && !is_logo(dom, *id));
    let worded = found.filter_map(|id| Some((id, words(dom, id, LONGEST)?)));
    worded.filter(|(_, words)| words.chars().nth(1).is_some() && !is_site(words)).take(MOST).collect()
}

/// What follows the last mark in a title that parts names from it, where it is the shorter part.
fn last_part(title: &str) -> Option<&str> {
    let parted = SEPARATORS.iter().filter_map(|separator| title.rsplit_once(separator));
    let tails = parted.filter(|(head, tail)| word_count(tail) < word_count(head));
    tails.map(|(_, tail)| tail.trim_matches(|c: char| !c.is_alphanumeric())).min_by_key(|tail| tail.len())
}

/// Whether an element is a headline by its markup.
fn is_set(dom: &Dom, id: NodeId) -> bool {
    dom.name(id) == "h1"
        || dom.has_word(id, "itemprop", "headline") && dom.name(id) != "meta"
        || dom.has_word(id, "class", "entry-title") && !matches!(dom.name(id), "a" | "body" | "article")
        || dom.attribute(id, "role") == Some("heading") && dom.attribute(id, "aria-level") == Some("1")
}

/// Whether an element is a heading whose class names the title of an entry.
fn is_named(dom: &Dom, id: NodeId) -> bool {
    matches!(dom.name(id), "h2" | "h3" | "h4") && dom.attribute(id, "class").is_some_and(is_title)
}

/// Whether an element may be set as large as a headline.
fn is_large(dom: &Dom, id: NodeId) -> bool {
    matches!(dom.name(id), "h2" | "h3" | "b" | "strong")
        || dom.attribute(id, "class").is_some_and(|class| class.len() < 200 && is_title(class))
}

/// Whether a class names the title of an entry.
fn is_title(class: &str) -> bool {
    const OF: &[&str] = &["entry", "post", "article", "story", "page", "node"];
    class.split_ascii_whitespace().take(12).map(cruft::words).any(|words| {
        words.windows(2).any(|two| OF.contains(&two[0].as_str()) && matches!(two[1].as_str(), "title" | "headline"))
    })
}

/// Whether a heading is the name of the site: it leads to its front page.
fn is_logo(dom: &Dom, id: NodeId) -> bool {
    let link = dom.descendants(id).take(20).find(|inner| dom.name(*inner) == "a");
    let link = link.or_else(|| dom.ancestors(id).take(2).find(|up| dom.name(*up) == "a"));
    link.and_then(|link| dom.attribute(link, "href")).is_some_and(|to| {
        let path = to
            .trim()
            .split_once("://")
            .map_or(to.trim(), |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        to == "/" || path.is_empty() && to.contains("://")
    })
}

/// What is shown of an element's words, on one line; `None` where it holds more than `most` bytes.
pub(super) fn words(dom: &Dom, id: NodeId, most: usize) -> Option<String> {
    let lines = lines(dom, id, most, is_unseen)?;
    // The marks of links to a heading itself.
    Some(one_line(lines.trim_end_matches(['\n', ' ', '¶', '#'])))
}

/// The same, its lines kept and without what has a class or an id that `is_out` names.
pub(super) fn lines(dom: &Dom, id: NodeId, most: usize, is_out: fn(&str) -> bool) -> Option<String> {
    let mut length = 0;
    for (count, inner) in dom.descendants(id).enumerate() {
        length += dom.text(inner).map_or(0, |text| text.trim().len());
        if length > most || count > MOST_NODES {
            return None;
        }
    }
    let blocks = super::walk::blocks(dom, id, &|inner| {
        inner != id && ["class", "id"].iter().any(|name| dom.attribute(inner, name).is_some_and(is_out))
    });
    Some(blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n"))
}

/// Whether a class names words for screen readers alone.
pub(super) fn is_unseen(class: &str) -> bool {
    let words = cruft::words(class);
    let pair = |one: &str, other: &str| words.windows(2).any(|two| two[0] == one && two[1] == other);
    pair("sr", "only") || pair("visually", "hidden") || pair("screen", "reader")
}

/// How many of the words of the shorter title are in the other, of 100.
fn agreement(one: &str, other: &str) -> usize {
    let words = |title: &str| -> Vec<String> {
        let lower = title.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.is_empty() || short.len() < 2 && long.len() > 4 {
        return 0;
    }
    // Scripts without spaces are one long word.
    let joined = long.concat();
    let is_in = |word: &String| long.contains(word) || !word.is_ascii() && joined.contains(word.as_str());
    short.iter().filter(|word| is_in(word)).count() * 100 / short.len()
}

/// How many of the words of the longer title are in the other, of 100; all, where a field is the other and a site's name.
fn likeness(one: &str, other: &str) -> usize {
    let is_part = || SEPARATORS.iter().any(|mark| one.split(mark).any(|part| same_words(part, other)));
    if word_count(other) > 3 && is_part() {
        return 100;
    }
    let size = |title: &str| title.chars().filter(|c| c.is_alphanumeric()).count();
    let (one_size, other_size) = (size(one), size(other));
    agreement(one, other) * one_size.min(other_size) / one_size.max(other_size).max(1)
}

/// A title without the name of its site, where that stands before or after it.
fn without_site(title: &str, publisher: Option<&str>, host: Option<&str>) -> String {
    let mut title = without_rubrics(title.trim());
    for separator in SEPARATORS {
        let is_named = |part: &str, name: &str| same_words(name, part) || is_within(name, part);
        let is_site = |part: &str| publisher.into_iter().chain(host).any(|name| is_named(part, name));
        // The rarer marks part nothing but names from titles; dashes stand in titles too.
        let is_sure = matches!(*separator, " | " | " :: " | " » " | " ‹ " | " // ");
        while let Some((head, tail)) = title.rsplit_once(separator) {
            let is_guess = publisher.is_none() && word_count(tail) <= SITE_WORDS && word_count(head) >= 3;
            if word_count(head) > 0 && (is_site(tail) || is_sure && is_guess) {
                title = head.trim();
            } else {
                break;
            }
        }
        if let Some((head, tail)) = title.split_once(separator)
            && is_site(head)
        {
            title = tail.trim();
        }
    }
    title.to_owned()
}

/// A title in a script without spaces, without the rubric and the site behind it: `会谈重启_国际_灯塔网`.
fn without_rubrics(title: &str) -> &str {
    const MARKS: [char; 5] = ['_', '|', '｜', '-', '－'];
    /// The most characters of a rubric or a site, of which at least twice as many stand ahead.
    const LONGEST: usize = 12;
    let is_unspaced = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
    let mut head = title;
    while let Some((ahead, tail)) = head.rsplit_once(MARKS) {
        let (ahead, count) = (ahead.trim_end(), tail.trim().chars().count());
        if !tail.contains(is_unspaced) || count > LONGEST || ahead.chars().count() < count * 2 {
            break;
        }
        head = ahead;
    }
    head
}

/// Whether one name is the other with an article or a suffix: `The Lantern` and `Lantern`.
fn is_within(name: &str, part: &str) -> bool {
    let fold =
        |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (name, part) = (fold(name), fold(part));
    part.len() >= 3
        && word_count(&name) <= 6
        && (name.contains(&part) || part.contains(&name) && part.len() < name.len() + 12)
}

/// The line under a headline: what the page sets as one, or a line near the headline that one of its fields repeats.
pub(super) fn subtitle(facts: &Facts<'_>, headline: &Headline) -> Option<String> {
    let dom = facts.dom;
    let fits = |words: &String| (3..=DECK_WORDS).contains(&word_count(words)) && !headline.is(words);
    let given: Vec<String> =
        [facts.of_article("alternativeHeadline"), facts.description(), facts.meta(&["og:description", "description"])]
            .into_iter()
            .flatten()
            .collect();
    let at = headline.at?;
    for &id in facts.near(Some(at), 0, NEAR).iter().skip(1) {
        let is_set =
            ["class", "id", "data-testid", "itemprop"].iter().any(|name| dom.attribute(id, name).is_some_and(is_deck));
        let is_line = matches!(dom.name(id), "p" | "h2" | "h3" | "div" | "span");
        if !is_set && !is_line {
            continue;
        }
        let Some(words) = words(dom, id, LONGEST) else { continue };
        if fits(&words)
            && !is_first_paragraph(dom, id, at)
            && (is_set || given.iter().any(|given| same_words(given, &words)))
        {
            return Some(words);
        }
    }
    facts.of_article("alternativeHeadline").filter(fits)
}

/// Whether a line is the first of a text's paragraphs: of some alike, or in a box of its paragraphs that the headline is
/// not in. Sites describe a page by its first paragraph as often as by a line above it.
fn is_first_paragraph(dom: &Dom, id: NodeId, headline: NodeId) -> bool {
    const NEXT: usize = 12;
    const SHORTEST: usize = 40;
    let is_worded = |other: &NodeId| {
        let words = dom.descendants(*other).take(MOST_NODES).filter_map(|inner| dom.text(inner));
        words.map(|words| words.trim().len()).sum::<usize>() > SHORTEST
    };
    let is_alike = |other: &NodeId| {
        dom.name(*other) == dom.name(id) && dom.attribute(*other, "class") == dom.attribute(id, "class")
    };
    let next = || std::iter::successors(dom.node(id).next, |id| dom.node(*id).next).take(NEXT);
    let is_under = dom.node(id).parent.is_some_and(|parent| dom.ancestors(headline).any(|up| up == parent));
    next().any(|other| is_alike(&other) && is_worded(&other))
        || !is_under
            && heading_level(dom.name(id)).is_none()
            && next().filter(|other| dom.name(*other) == "p" && is_worded(other)).count() > 1
}

/// Whether a class names the line under a headline.
fn is_deck(class: &str) -> bool {
    class.split_ascii_whitespace().take(12).any(|class| {
        let words = cruft::words(class);
        let has = |word: &str| words.iter().any(|found| found == word);
        let pair = |one: &str, other: &str| words.windows(2).any(|two| two[0] == one && two[1] == other);
        [
            "standfirst",
            "dek",
            "deck",
            "subtitle",
            "subheadline",
            "subhed",
            "subheading",
            "strapline",
            "alternativeheadline",
        ]
        .iter()
        .any(|word| has(word))
            || pair("sub", "title")
            || pair("sub", "headline")
            || pair("sub", "head")
            || pair("alternative", "headline")
            || pair("article", "summary")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_the_site_where_nothing_else_does() {
        let host = host("https://www.thelantern.example/harbour/ferry");
        assert_eq!(without_site("Talks resume - The Lantern", None, host), "Talks resume");
        assert_eq!(without_site("Boats - and oars", None, host), "Boats - and oars");
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        for (title, publisher, expected) in [
            ("Talks resume in Velden | The Lantern", Some("The Lantern"), "Talks resume in Velden"),
            ("Talks resume in Velden - Lantern", Some("The Lantern"), "Talks resume in Velden"),
            ("The Lantern — Talks resume", Some("The Lantern"), "Talks resume"),
            ("Talks resume in Velden | Politics | The Lantern", None, "Talks resume in Velden"),
            ("Boats – and those who row them", None, "Boats – and those who row them"),
            ("Boats - and those who row them", Some("The Lantern"), "Boats - and those who row them"),
            ("The Lantern", Some("The Lantern"), "The Lantern"),
            ("维尔登会谈重启：渡轮继续航行_国际频道_灯塔网", None, "维尔登会谈重启：渡轮继续航行"),
        ] {
            assert_eq!(without_site(title, publisher, None), expected);
        }
    }
}
