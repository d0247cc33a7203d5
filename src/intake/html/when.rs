//! When a page was published; when it was changed only where it says nothing else.

use super::cruft;
use super::dom::NodeId;
use super::facts::Facts;
use super::table;
use super::title::words;
use crate::document::{WrittenDate, date_in, ends_sentence, is_furniture, word_count};

/// Meta tags that say when a page was published, surest first.
const METAS: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "bt:pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "published-date",
    "pubdate",
    "publication_date",
    "publicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.available",
    "dc.date.published",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date",
    "dcterms.date",
    "date",
    "dc.date.created",
    "dcterms.created",
    "created",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "rbpubdate",
    "article.published",
    "issue_date",
];
/// How many elements around the headline a date is looked for.
const NEAR: usize = 80;
/// The longest line that is a date.
const LONGEST: usize = 80;

/// When the page was published.
pub(super) fn find(facts: &Facts<'_>, headline: Option<NodeId>) -> Option<WrittenDate> {
    let read = |words: String| date_in(&words);
    let data = facts.of_article("datePublished").and_then(read);
    data.or_else(|| METAS.iter().find_map(|name| facts.every_meta(name).find_map(read)))
        .or_else(|| on_page(facts, headline))
        .or_else(|| facts.of_article("dateCreated").and_then(read))
        .or_else(|| super::linked_data::words(facts.data.page()?, "datePublished").and_then(read))
        .or_else(|| in_address(&facts.url()?))
        .or_else(|| facts.of_article("dateModified").and_then(read))
        .or_else(|| changed(facts, headline))
}

/// The date on the page: where its markup says so, then near the headline.
fn on_page(facts: &Facts<'_>, headline: Option<NodeId>) -> Option<WrittenDate> {
    let dom = facts.dom;
    let written = |id: NodeId| {
        let given =
            ["datetime", "content", "data-time"].iter().find_map(|name| dom.attribute(id, name)).and_then(date_in);
        let shown = || words(dom, id, LONGEST).filter(|words| !is_change(words));
        given.or_else(|| shown().and_then(|words| date_in(&words)))
    };
    let marked = facts
        .shown
        .iter()
        .copied()
        .filter(|id| dom.has_word(*id, "itemprop", "datePublished") || dom.attribute(*id, "pubdate").is_some());
    if let Some(found) = marked.clone().find_map(written) {
        return Some(found);
    }
    let near = || facts.near(headline, NEAR / 4, NEAR).iter().copied();
    let is_changed = |id: NodeId| {
        std::iter::once(id).chain(dom.ancestors(id).take(2)).any(|id| {
            dom.attribute(id, "class").is_some_and(|class| cruft::words(class).iter().any(|word| is_change(word)))
                || dom.has_word(id, "itemprop", "dateModified")
        })
    };
    let times = near().filter(|id| {
        dom.name(*id) == "time"
            && !is_changed(*id)
            && !dom.node(*id).parent.and_then(|parent| words(dom, parent, LONGEST)).is_some_and(|line| is_change(&line))
    });
    if let Some(found) = times.clone().find_map(written) {
        return Some(found);
    }
    let classed = |id: &NodeId| {
        dom.attribute(*id, "class").is_some_and(|class| {
            let words = cruft::words(class);
            ["date", "dateline", "timestamp", "time", "published", "pubdate", "posted", "datetime"]
                .iter()
                .any(|word| words.iter().any(|found| found == word))
        })
    };
    if let Some(found) = near().filter(classed).filter(|id| !is_changed(*id)).find_map(written) {
        return Some(found);
    }
    let in_table = |id: NodeId| {
        std::iter::once(id).chain(dom.ancestors(id)).any(|up| dom.name(up) == "table" && table::is_data(dom, up))
    };
    let lines = near().filter(|id| !is_changed(*id) && !in_table(*id)).filter_map(|id| words(dom, id, LONGEST));
    lines.filter(|line| is_date_line(line)).find_map(|line| date_in(&line))
}

/// When the page was changed, for one that says nothing else.
fn changed(facts: &Facts<'_>, headline: Option<NodeId>) -> Option<WrittenDate> {
    let lines = facts.near(headline, NEAR / 4, NEAR).iter().filter_map(|id| words(facts.dom, *id, LONGEST));
    lines.filter(|line| is_change(line)).find_map(|line| date_in(&line))
}

/// Whether a line is there to say when the page was published.
fn is_date_line(line: &str) -> bool {
    const STARTS: &[&str] = &[
        "published",
        "first published",
        "posted",
        "date",
        "created",
        "issued",
        "released",
        "release date",
        "by ",
        "on ",
    ];
    let lower = line.to_lowercase();
    let starts = STARTS.iter().any(|start| lower.starts_with(start)) && !ends_sentence(line);
    !is_change(line) && (starts && word_count(line) <= 14 || is_furniture(line))
}

/// Whether words say that a page was changed.
fn is_change(words: &str) -> bool {
    let lower = words.to_lowercase();
    let starts = ["updated", "modified", "last", "edited", "reviewed"];
    starts.iter().any(|start| lower.starts_with(start)) && !lower.contains("published")
}

/// The date in an address: `/2025/08/18/`, `/2025-08-18-`.
fn in_address(url: &str) -> Option<WrittenDate> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_']).collect();
    parts.windows(3).find_map(|three| {
        let is_year =
            three[0].len() == 4 && three[0].starts_with("20") || three[0].starts_with("19") && three[0].len() == 4;
        let is_two = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        (is_year && is_two(three[1]) && is_two(three[2])).then(|| date_in(&three.join("-"))).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_with_dates() {
        for (url, day) in [
            ("https://wire.example/2024/11/02/grain.html", Some("2024-11-02")),
            ("https://wire.example/news/2024-11-02-grain", Some("2024-11-02")),
            ("https://wire.example/2024/grain", None),
        ] {
            assert_eq!(in_address(url).map(|date| date.day.to_string()).as_deref(), day, "{url}");
        }
    }
}
