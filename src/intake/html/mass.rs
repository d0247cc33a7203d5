//! How much running text each part of a page holds: what an article is found by.

use super::dom::{Dom, NodeId, heading_level};
use super::style::{Role, role, shown};

/// The shortest run of words, in bytes, that counts as running text.
const SHORTEST: usize = 50;

/// What is shown of a page, and where its running text stands.
pub(super) struct Mass {
    /// What is shown, in the page's order.
    pub(super) order: Vec<NodeId>,
    /// Bytes of text in each element.
    text: Vec<u32>,
    /// Those of them that are in links.
    links: Vec<u32>,
    /// Those of them that are running text.
    prose: Vec<u32>,
    /// How many links are in each element.
    ways: Vec<u32>,
}

impl Mass {
    /// Weighs what `is_dropped` does not name.
    pub(super) fn of(dom: &Dom, is_dropped: impl Fn(NodeId) -> bool) -> Self {
        let order = shown(dom, is_dropped);
        let count = dom.len();
        let (mut text, mut links, mut prose) = (vec![0u32; count], vec![0u32; count], vec![0u32; count]);
        let mut ways = vec![0u32; count];
        // The words that stand in a block itself, in no block within it.
        let (mut own, mut own_links) = (vec![0u32; count], vec![0u32; count]);
        let mut block = vec![NodeId::ROOT; count];
        let mut in_link = vec![false; count];
        for &id in &order {
            let parent = dom.node(id).parent.unwrap_or(NodeId::ROOT);
            let at = id.index();
            (block[at], in_link[at]) = (block[parent.index()], in_link[parent.index()]);
            if let Some(words) = dom.text(id) {
                let size = u32::try_from(words.trim().len()).unwrap_or(u32::MAX);
                text[at] = size;
                own[block[at].index()] = own[block[at].index()].saturating_add(size);
                if in_link[at] {
                    links[at] = size;
                    own_links[block[at].index()] = own_links[block[at].index()].saturating_add(size);
                }
            } else if dom.is_element(id) {
                ways[at] = u32::from(dom.name(id) == "a");
                in_link[at] |= ways[at] > 0;
                if role(dom, id) == Role::Block {
                    block[at] = id;
                }
            }
        }
        for &id in &order {
            let at = id.index();
            let is_heading = heading_level(dom.name(id)).is_some();
            if own[at] as usize >= SHORTEST && own_links[at] * 3 <= own[at] && !is_heading {
                prose[at] = own[at] - own_links[at];
            }
        }
        for &id in order.iter().rev() {
            if let Some(parent) = dom.node(id).parent {
                for sums in [&mut text, &mut links, &mut prose, &mut ways] {
                    sums[parent.index()] = sums[parent.index()].saturating_add(sums[id.index()]);
                }
            }
        }
        Self { order, text, links, prose, ways }
    }

    pub(super) fn text(&self, id: NodeId) -> u32 {
        self.text[id.index()]
    }

    pub(super) fn prose(&self, id: NodeId) -> u32 {
        self.prose[id.index()]
    }

    /// How many links are in an element.
    pub(super) fn ways(&self, id: NodeId) -> u32 {
        self.ways[id.index()]
    }

    /// How much of an element's text is links, of 100.
    pub(super) fn link_share(&self, id: NodeId) -> u32 {
        let share = u64::from(self.links[id.index()]) * 100 / u64::from(self.text(id).max(1));
        u32::try_from(share).unwrap_or(100)
    }
}
