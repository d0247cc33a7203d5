//! What of a page is not its article: told by elements, roles and the words of classes and ids.

use super::dom::{Dom, NodeId, heading_level};
use super::mass::Mass;
use super::style::{Role, role};

/// Elements that hold no article, wherever they stand.
const ELEMENTS: &[&str] = &["nav", "aside", "footer", "form", "search", "amp-sidebar", "label", "fieldset"];
const ROLES: &[&str] = &[
    "navigation",
    "search",
    "complementary",
    "contentinfo",
    "banner",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "tablist",
    "form",
    "note",
];

/// Words of classes and ids that name what is not the article.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "alert",
    "attribution",
    "authorbio",
    "banner",
    "biography",
    "bio",
    "bookmark",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "carousel",
    "catlinks",
    "citation",
    "comment",
    "comments",
    "commentlist",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "dateline",
    "discussion",
    "disclaimer",
    "disqus",
    "donate",
    "donation",
    "feedback",
    "follow",
    "footer",
    "gdpr",
    "hatnote",
    "infobox",
    "interactive",
    "jumplink",
    "keywords",
    "livefyre",
    "lightbox",
    "login",
    "masthead",
    "menu",
    "metadata",
    "modal",
    "mostread",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "newsletter",
    "newsletters",
    "noprint",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "playlist",
    "podcast",
    "poll",
    "popular",
    "popup",
    "popover",
    "printonly",
    "promo",
    "promotion",
    "pullquote",
    "rail",
    "rating",
    "reactions",
    "readmore",
    "recirc",
    "recirculation",
    "recommend",
    "recommendation",
    "recommendations",
    "recommended",
    "references",
    "reflist",
    "relatedposts",
    "related",
    "reply",
    "respond",
    "sharebar",
    "share",
    "sharedaddy",
    "shares",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "slideshow",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "survey",
    "tagcloud",
    "taglist",
    "tags",
    "taboola",
    "teaser",
    "teasers",
    "ticker",
    "timestamp",
    "toc",
    "toolbar",
    "tools",
    "tooltip",
    "topics",
    "trending",
    "ufi",
    "upsell",
    "vcard",
    "video",
    "widget",
    "widgets",
    "gallery",
    "editsection",
    "sronly",
    "colophon",
];

/// The same, where only two words together say so.
const PAIRS: &[(&str, &str)] = &[
    ("about", "author"),
    ("also", "like"),
    ("also", "read"),
    ("article", "footer"),
    ("article", "info"),
    ("article", "meta"),
    ("article", "tags"),
    ("author", "bio"),
    ("author", "box"),
    ("author", "card"),
    ("author", "info"),
    ("author", "name"),
    ("contact", "box"),
    ("contact", "info"),
    ("contact", "details"),
    ("dont", "miss"),
    ("entry", "footer"),
    ("entry", "meta"),
    ("entry", "utility"),
    ("last", "updated"),
    ("more", "from"),
    ("more", "news"),
    ("more", "on"),
    ("more", "stories"),
    ("most", "popular"),
    ("most", "read"),
    ("next", "article"),
    ("off", "screen"),
    ("page", "updated"),
    ("post", "footer"),
    ("post", "info"),
    ("post", "meta"),
    ("post", "tags"),
    ("pub", "date"),
    ("pull", "quote"),
    ("read", "more"),
    ("read", "next"),
    ("reading", "time"),
    ("screen", "reader"),
    ("see", "also"),
    ("site", "header"),
    ("site", "info"),
    ("site", "sub"),
    ("sr", "only"),
    ("story", "footer"),
    ("story", "meta"),
    ("table", "contents"),
    ("up", "next"),
    ("visually", "hidden"),
    ("in", "brief"),
    ("global", "header"),
    ("page", "header"),
    ("cc", "window"),
    ("action", "bar"),
    ("read", "time"),
    ("live", "blog"),
    ("print", "only"),
    ("print", "button"),
    ("print", "link"),
];

/// Words that make the above say nothing, since they name what holds the article too.
const HOLDERS: &[&str] =
    &["has", "with", "without", "no", "wrapper", "container", "layout", "page", "columns", "content", "body", "single"];

/// Which elements of a page are not its article. `anchors` are surely in it, or hold its headline.
pub(super) fn find(dom: &Dom, mass: &Mass, anchors: &[NodeId]) -> Vec<bool> {
    let mut dropped = vec![false; dom.len()];
    let mut kept = vec![false; dom.len()];
    for anchor in anchors {
        kept[anchor.index()] = true;
        dom.ancestors(*anchor).for_each(|id| kept[id.index()] = true);
    }
    mark_teasers(dom, mass, &kept, &mut dropped);
    let whole = mass.prose(NodeId::ROOT);
    // What stands in an element that is surely the article's body.
    let mut in_body = vec![false; dom.len()];
    for &id in &mass.order {
        let parent = dom.node(id).parent;
        in_body[id.index()] =
            parent.is_some_and(|parent| in_body[parent.index()] || dom.has_word(parent, "itemprop", "articleBody"));
        if parent.is_some_and(|parent| dropped[parent.index()]) {
            dropped[id.index()] = true;
        } else if dom.is_element(id)
            && !kept[id.index()]
            && !matches!(dom.name(id), "html" | "body" | "main" | "article")
        {
            // What holds most of a page is the page, whatever it is called.
            // Within what is surely the body, a gallery may be longer than the text around it.
            let most = if in_body[id.index()] { 9 } else { 6 };
            let is_most = u64::from(mass.prose(id)) * 10 > u64::from(whole) * most && whole > 0;
            let is_cruft = if is_in_line(dom, mass, id) { is_unread(dom, id) } else { is_cruft(dom, id) };
            dropped[id.index()] |= !is_most && (is_cruft || is_links(dom, mass, id) || is_life(dom, mass, id));
        }
    }
    dropped
}

fn is_cruft(dom: &Dom, id: NodeId) -> bool {
    let name = dom.name(id);
    ELEMENTS.contains(&name)
        || dom.attribute(id, "role").is_some_and(|role| ROLES.contains(&role))
        || dom.attribute(id, "aria-modal") == Some("true")
        || dom.attribute(id, "aria-hidden") == Some("true") && !matches!(name, "p" | "div" | "section")
        || name == "sup" && dom.has_word(id, "class", "reference")
        || ["class", "data-component", "data-testid"].iter().any(|attribute| {
            let classes = dom.attribute(id, attribute).unwrap_or_default().split_ascii_whitespace().take(24);
            // Whether a quotation set large was said before is told by its words.
            classes.filter(|class| name != "blockquote" || !class.ends_with("pullquote")).any(says_cruft)
        })
        || dom.attribute(id, "id").is_some_and(|value| says_cruft(value) && !is_slug(dom, id, value))
}

/// Whether an id is made of the words of the heading that it stands at, and so says what the text is about.
fn is_slug(dom: &Dom, id: NodeId, value: &str) -> bool {
    /// How many nodes of an element its heading is looked for in.
    const NODES: usize = 12;
    let slug = words(value);
    let heading = dom.descendants(id).take(NODES).find(|inner| heading_level(dom.name(*inner)).is_some());
    heading.is_some_and(|heading| {
        let said: String = dom.descendants(heading).take(NODES).filter_map(|inner| dom.text(inner)).collect();
        let said = said.to_lowercase();
        slug.len() >= 2 && slug.iter().all(|word| said.contains(word.as_str()))
    })
}

/// Whether an element is some words of a paragraph: what its class calls them, the sentence needs them.
fn is_in_line(dom: &Dom, mass: &Mass, id: NodeId) -> bool {
    let in_paragraph = dom.node(id).parent.is_some_and(|parent| {
        let words = mass.prose(parent) > 0 && mass.text(parent) >= mass.text(id) * 2;
        words && matches!(dom.name(parent), "p" | "li" | "td" | "blockquote" | "span" | "em" | "i" | "b" | "strong")
    });
    in_paragraph && role(dom, id) == Role::Inline
}

/// Whether words in a line are there for programs alone, or are marks of an editor's.
fn is_unread(dom: &Dom, id: NodeId) -> bool {
    const WORDS: &[&str] = &["ad", "editsection", "hidden", "noprint", "share", "sronly", "tooltip", "print"];
    const PAIRS: &[(&str, &str)] = &[("sr", "only"), ("screen", "reader"), ("off", "screen")];
    dom.name(id) == "sup" && dom.has_word(id, "class", "reference")
        || dom.attribute(id, "aria-hidden") == Some("true")
        || dom.attribute(id, "class").is_some_and(|class| {
            class.split_ascii_whitespace().take(24).map(words).any(|words| {
                words.iter().any(|word| WORDS.contains(&word.as_str()))
                    || PAIRS.iter().any(|(one, other)| words.windows(2).any(|two| two[0] == *one && two[1] == *other))
            })
        })
}

/// Whether an element is a box about who wrote the page: it is named for them, and tells more than a name.
fn is_life(dom: &Dom, mass: &Mass, id: NodeId) -> bool {
    const WHO: &[&str] = &["author", "authors", "writer", "contributor", "auteur", "autor", "autore"];
    let names_who = |class: &str| words(class).iter().any(|word| WHO.contains(&word.as_str()));
    mass.prose(id) > 0
        && matches!(dom.name(id), "div" | "section" | "li")
        && dom.attribute(id, "class").is_some_and(|class| class.split_ascii_whitespace().take(8).any(names_who))
}

/// Whether an element is a box of little but links.
fn is_links(dom: &Dom, mass: &Mass, id: NodeId) -> bool {
    matches!(dom.name(id), "div" | "section" | "ul" | "ol" | "dl" | "table" | "header")
        && mass.prose(id) == 0
        && mass.link_share(id) >= 60
        && mass.ways(id) > 1
}

/// Marks the boxes that stand side by side and lead to other articles: three or more, each with a heading that is a link.
fn mark_teasers(dom: &Dom, mass: &Mass, kept: &[bool], dropped: &mut [bool]) {
    const FEWEST: usize = 3;
    const LONGEST: u32 = 700;
    /// How many nodes of a box are looked at.
    const NODES: usize = 60;
    let is_heading = |id: NodeId| matches!(dom.name(id), "h2" | "h3" | "h4" | "h5");
    let is_link = |id: NodeId| {
        dom.name(id) == "a" && dom.attribute(id, "href").is_some_and(|to| !to.trim_start().starts_with('#'))
    };
    let is_teaser = |id: NodeId| {
        mass.text(id) <= LONGEST
            && !kept[id.index()]
            && !is_heading(id)
            && dom.descendants(id).take(NODES).any(|inner| {
                is_heading(inner)
                    && (dom.descendants(inner).take(NODES).any(is_link) || dom.ancestors(inner).take(2).any(is_link))
            })
    };
    for &id in mass.order.iter().filter(|id| dom.is_element(**id)) {
        let teasers: Vec<NodeId> =
            dom.children(id).filter(|child| dom.is_element(*child) && is_teaser(*child)).collect();
        if teasers.len() >= FEWEST {
            for teaser in teasers {
                dropped[teaser.index()] = true;
            }
        }
    }
}

/// Whether one class or id names what is not the article.
fn says_cruft(class: &str) -> bool {
    // Classes with a colon or a bracket style what holds them; page builders call every box a widget.
    if class.contains([':', '[']) {
        return false;
    }
    let mut words = words(class);
    if class.starts_with("elementor") {
        words.retain(|word| word != "widget");
    }
    if words.first().is_some_and(|first| matches!(first.as_str(), "has" | "is" | "no" | "with" | "js" | "wp")) {
        return false;
    }
    let is_holder = words.last().is_some_and(|last| HOLDERS.contains(&last.as_str()));
    let has = |word: &str| words.iter().any(|found| found == word);
    let pair = || PAIRS.iter().any(|(one, other)| words.windows(2).any(|two| two[0] == *one && two[1] == *other));
    pair() || (!is_holder || words.len() == 1) && WORDS.iter().any(|word| has(word))
}

/// The words of a class: `mw-editSection__link2` is mw, edit, section, link.
pub(super) fn words(class: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    let mut was_lower = false;
    for c in class.chars().take(80) {
        if !c.is_ascii_alphabetic() {
            is_open = false;
            continue;
        }
        if !is_open || c.is_ascii_uppercase() && was_lower {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
        (is_open, was_lower) = (true, c.is_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_of_a_headings_words_say_nothing() {
        let html = "<div id=sharing-with-a-colleague><h2>Sharing with <a href=#x>a colleague</a></h2><p>Words.</p></div>\
                    <div id=sharing-tools><h2>Send it</h2></div>";
        let dom = super::super::sink::parse(html);
        let boxes = dom.descendants(NodeId::ROOT).filter(|id| dom.name(*id) == "div");
        assert_eq!(boxes.map(|id| is_cruft(&dom, id)).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn classes_are_read_by_their_words() {
        assert_eq!(words("mw-editSection__link2"), ["mw", "edit", "section", "link"]);
        for (class, expected) in [
            ("sidebar", true),
            ("article-sidebar__inner", true),
            ("has-sidebar", false),
            ("content-sidebar-wrapper", false),
            ("relatedPosts", true),
            ("author-bio", true),
            ("author", false),
            ("broad", false),
            ("comments-open", true),
            ("shareholder-letter", false),
            ("read-more", true),
            ("entry-content", false),
            ("elementor-widget-text-editor", false),
            ("print:hidden", false),
            ("overflow-hidden", false),
        ] {
            assert_eq!(says_cruft(class), expected, "{class}");
        }
    }
}
