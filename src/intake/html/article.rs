//! Where on a page its article stands: the element that holds its body, and what beside that belongs to it.
//!
//! Never decides by words what a line is for: that is `trim`'s.

use super::cruft;
use super::dom::{Dom, NodeId};
use super::mass::Mass;
use super::style::{Role, role};
use super::title::Headline;
use super::trim::{is_lead, share};
use super::walk;
use crate::document::{Block, BlockKind, MarkKind, ends_sentence};

/// What a page calls its article by, surest first.
const HOLDERS: &[fn(&Dom, NodeId) -> bool] = &[
    |dom, id| dom.has_word(id, "itemprop", "articleBody"),
    |dom, id| {
        [
            "article-body",
            "articlebody",
            "story-body",
            "entry-content",
            "post-content",
            "article__body",
            "mw-parser-output",
        ]
        .iter()
        .any(|class| dom.has_word(id, "class", class))
    },
    |dom, id| dom.name(id) == "article" || dom.attribute(id, "role") == Some("article"),
    |dom, id| dom.name(id) == "main" || dom.attribute(id, "role") == Some("main"),
];
/// Elements that are parts of a text and hold no article.
const PARTS: &[&str] =
    &["p", "ul", "ol", "dl", "blockquote", "pre", "table", "figure", "h2", "h3", "h4", "h5", "h6", "hr"];

/// The blocks of the article under a headline.
pub(super) fn blocks(dom: &Dom, headline: &Headline) -> Vec<Block> {
    let whole = Mass::of(dom, |_| false);
    let bodies = whole.order.iter().copied().filter(|id| HOLDERS[0](dom, *id));
    let anchors: Vec<NodeId> = headline.at.into_iter().chain(bodies).collect();
    let mut dropped = cruft::find(dom, &whole, &anchors);
    let mass = Mass::of(dom, |id| dropped[id.index()]);
    let holder = find(dom, &mass, headline.at);
    let top = top(dom, holder, headline.at);
    let body = descend(dom, &mass, holder);
    let mut path: Vec<NodeId> = std::iter::once(body).chain(dom.ancestors(body)).take_while(|id| *id != top).collect();
    path.reverse();
    let mut found = Vec::new();
    for heavy in path {
        let is_inside = dom.ancestors(heavy).any(|up| up == holder);
        let is_part = |id| {
            let is_of_one_make = if is_inside { is_alike(dom, id, heavy) } else { is_body(dom, id) };
            is_of_one_make && mass.prose(id) > 0 && mass.link_share(id) < 50
        };
        let is_beside = |id| !is_part(id) && (is_box(dom, id) || !is_inside && dom.is_element(id));
        found.extend(lead(
            dom,
            before(dom, heavy).filter(|id| is_beside(*id) && mass.prose(*id) > 0),
            headline,
            &dropped,
        ));
        for id in before(dom, heavy).chain(after(dom, heavy)).filter(|id| is_beside(*id)) {
            dropped[id.index()] = true;
        }
    }
    found.extend(walk::blocks(dom, top, &|id| dropped[id.index()]));
    if headline.at.is_some_and(|at| !dom.ancestors(at).any(|up| up == body)) {
        let first = walk::blocks(dom, body, &|id| dropped[id.index()]).into_iter().find(is_first);
        let first = first.and_then(|first| found.iter_mut().find(|block| block.text == first.text));
        first.into_iter().for_each(set_plain);
    }
    found
}

/// Whether a block may be the first paragraph of a body.
fn is_first(block: &Block) -> bool {
    const SHORTEST: usize = 60;
    let is_line = matches!(block.kind, BlockKind::Text | BlockKind::Heading(_));
    is_line && block.text.len() >= SHORTEST && ends_sentence(&block.text)
}

/// Sets a first paragraph as the others are: in the box of the text, with no headline in it, large letters make no line
/// under the headline of it.
fn set_plain(block: &mut Block) {
    block.kind = BlockKind::Text;
    let is_strong = |kind: &MarkKind| *kind == MarkKind::Strong;
    let is_italic = |kind: &MarkKind| *kind == MarkKind::Emphasis;
    let is_all = |block: &Block, is: fn(&MarkKind) -> bool| share(block, is) >= 95;
    let (all_strong, all_italic) = (is_all(block, is_strong), is_all(block, is_italic));
    block
        .marks
        .retain(|mark| !(all_strong && mark.kind == MarkKind::Strong || all_italic && mark.kind == MarkKind::Emphasis));
}

/// The element that holds the article and little else.
fn find(dom: &Dom, mass: &Mass, headline: Option<NodeId>) -> NodeId {
    let mut top = NodeId::ROOT;
    for holds in HOLDERS.iter().rev() {
        let inside = mass.order.iter().copied().filter(|id| dom.is_element(*id) && holds(dom, *id));
        let inside = inside.filter(|id| *id == top || dom.ancestors(*id).any(|up| up == top));
        let Some(best) = inside.clone().max_by_key(|id| mass.prose(*id)) else { continue };
        // Of several articles in a row, the page is about the one that its headline stands over.
        let own = headline
            .and_then(|headline| inside.filter(|id| *id != top).find(|id| dom.ancestors(headline).any(|up| up == *id)));
        let own = own.filter(|own| mass.prose(*own) * 3 >= mass.prose(best));
        // An `article` that is one teaser of many holds little of the page; a body in several parts, some of it.
        top = match own {
            Some(own) => own,
            None if mass.prose(best) * 4 >= mass.prose(top) * 3 => best,
            None => top,
        };
    }
    top
}

/// The element that holds both the article's holder and its headline; the holder itself where no headline is shown.
fn top(dom: &Dom, holder: NodeId, headline: Option<NodeId>) -> NodeId {
    let Some(headline) = headline else { return holder };
    let above: Vec<NodeId> = dom.ancestors(headline).collect();
    std::iter::once(holder).chain(dom.ancestors(holder)).find(|up| above.contains(up)).unwrap_or(holder)
}

/// Goes down while one child holds most of the running text.
fn descend(dom: &Dom, mass: &Mass, from: NodeId) -> NodeId {
    let mut body = from;
    while let Some(heavy) = dom.children(body).max_by_key(|child| mass.prose(*child)) {
        let is_most = u64::from(mass.prose(heavy)) * 100 >= u64::from(mass.prose(from)) * 75;
        let is_holder = dom.children(heavy).any(|child| dom.is_element(child) && mass.prose(child) > 0);
        if mass.prose(from) == 0 || !is_most || !is_holder || matches!(dom.name(heavy), "ul" | "ol" | "blockquote") {
            break;
        }
        body = heavy;
    }
    body
}

/// The running text in boxes between the headline and the body: a first paragraph set apart, a text in parts.
fn lead(dom: &Dom, boxes: impl Iterator<Item = NodeId>, headline: &Headline, dropped: &[bool]) -> Vec<Block> {
    let Some(at) = headline.at else { return Vec::new() };
    let mut boxes: Vec<NodeId> = boxes.filter(|id| *id > at || dom.ancestors(at).any(|up| up == *id)).collect();
    boxes.reverse();
    let mut found = Vec::new();
    for id in boxes {
        let mut blocks = walk::blocks(dom, id, &|id| dropped[id.index()]);
        if let Some(said) = blocks.iter().position(|block| headline.is(&block.text)) {
            blocks.drain(..=said);
        }
        found.extend(blocks.into_iter().filter(is_lead));
    }
    found
}

/// What stands ahead of an element in its parent, nearest first.
fn before(dom: &Dom, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(dom.node(id).previous, |id| dom.node(*id).previous)
}

/// What follows an element in its parent.
fn after(dom: &Dom, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(dom.node(id).next, |id| dom.node(*id).next)
}

/// Whether the page calls an element the body of an article.
fn is_body(dom: &Dom, id: NodeId) -> bool {
    HOLDERS[..2].iter().any(|holds| holds(dom, id))
}

/// Whether an element is a box of its own, and no part of the text that it stands in.
fn is_box(dom: &Dom, id: NodeId) -> bool {
    let is_part = PARTS.contains(&dom.name(id)) && dom.attribute(id, "class").is_none();
    dom.is_element(id) && role(dom, id) == Role::Block && !is_part
}

/// Whether two elements are of one make, as the parts of one text are.
fn is_alike(dom: &Dom, one: NodeId, other: NodeId) -> bool {
    let class = |id| dom.attribute(id, "class").and_then(|class| class.split_ascii_whitespace().next());
    let is_named = |id| dom.attribute(id, "class").is_some() || dom.attribute(id, "id").is_none();
    let are_sections = dom.name(one) == "section";
    dom.name(one) == dom.name(other) && (are_sections || class(one) == class(other) && is_named(one) && is_named(other))
}
