//! Where on a page its article stands.

use super::cruft;
use super::dom::{Dom, NodeId};
use super::mass::Mass;
use super::walk;
use crate::document::Block;

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

/// The blocks of the article. `headline` is the element that shows its title.
pub(super) fn blocks(dom: &Dom, headline: Option<NodeId>) -> Vec<Block> {
    let whole = Mass::of(dom, |_| false);
    let bodies: Vec<NodeId> = whole.order.iter().copied().filter(|id| HOLDERS[0](dom, *id)).collect();
    let anchors: Vec<NodeId> = headline.into_iter().chain(bodies).collect();
    let dropped = cruft::find(dom, &whole, &anchors);
    let mass = Mass::of(dom, |id| dropped[id.index()]);
    let top = find(dom, &mass);
    walk::blocks(dom, top, &|id| dropped[id.index()])
}

/// The element that holds the article and little else.
fn find(dom: &Dom, mass: &Mass) -> NodeId {
    let mut top = NodeId::ROOT;
    for holds in HOLDERS.iter().rev() {
        let inside = mass.order.iter().copied().filter(|id| dom.is_element(*id) && holds(dom, *id));
        let best =
            inside.filter(|id| *id == top || dom.ancestors(*id).any(|up| up == top)).max_by_key(|id| mass.prose(*id));
        // An `article` that is one teaser of many holds little of the page; a body in several parts, some of it.
        if let Some(best) = best.filter(|best| mass.prose(*best) * 4 >= mass.prose(top) * 3) {
            top = best;
        }
    }
    descend(dom, mass, top)
}

/// Goes down while one child holds nearly all of the running text.
fn descend(dom: &Dom, mass: &Mass, from: NodeId) -> NodeId {
    let mut top = from;
    while let Some(heavy) = dom.children(top).max_by_key(|child| mass.prose(*child)) {
        let is_nearly_all = u64::from(mass.prose(heavy)) * 100 >= u64::from(mass.prose(top)) * 92;
        let is_holder = dom.children(heavy).any(|child| dom.is_element(child) && mass.prose(child) > 0);
        if mass.prose(top) == 0 || !is_nearly_all || !is_holder || matches!(dom.name(top), "ul" | "ol" | "blockquote") {
            break;
        }
        top = heavy;
    }
    top
}
