//! A page as a tree in one array: nothing in it is freed or walked recursively, however deep the page nests.

use std::iter::successors;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName};

/// A node's place in its [`Dom`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

impl NodeId {
    /// The document itself.
    pub(super) const ROOT: Self = Self(0);

    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// The document, a comment, a processing instruction: nothing that is read.
    Nothing,
    Text(StrTendril),
    Element {
        name: LocalName,
        attributes: Vec<Attribute>,
    },
}

/// A node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) data: Data,
    pub(super) parent: Option<NodeId>,
    pub(super) previous: Option<NodeId>,
    pub(super) next: Option<NodeId>,
    pub(super) first: Option<NodeId>,
    pub(super) last: Option<NodeId>,
    /// How many elements it stood in when it was put in its place.
    pub(super) depth: u32,
}

impl Node {
    pub(super) const fn new(data: Data) -> Self {
        Self { data, parent: None, previous: None, next: None, first: None, last: None, depth: 0 }
    }
}

/// The rank of a heading by its element's name.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// A page.
#[derive(Debug)]
pub(super) struct Dom {
    pub(super) nodes: Vec<Node>,
    /// Whether the page was larger than is read, and what follows was left out.
    pub(super) is_cut: bool,
}

impl Dom {
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The element's name, lower case; empty for what is no element.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match &self.node(id).data {
            Data::Element { name, .. } => name,
            _ => "",
        }
    }

    pub(super) fn is_element(&self, id: NodeId) -> bool {
        matches!(self.node(id).data, Data::Element { .. })
    }

    /// The words of a text node.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Text(words) => Some(words),
            _ => None,
        }
    }

    pub(super) fn attribute(&self, id: NodeId, wanted: &str) -> Option<&str> {
        let Data::Element { attributes, .. } = &self.node(id).data else { return None };
        attributes.iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| &*attribute.value)
    }

    /// Whether one of an attribute's words is this one, in any case.
    pub(super) fn has_word(&self, id: NodeId, attribute: &str, word: &str) -> bool {
        self.attribute(id, attribute)
            .is_some_and(|words| words.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(word)))
    }

    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        successors(self.node(id).first, |child| self.node(*child).next)
    }

    /// The node's parents, nearest first.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        successors(self.node(id).parent, |node| self.node(*node).parent)
    }

    /// The node and everything in it, in the page's order.
    pub(super) fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> {
        successors(Some(top), move |node| {
            self.node(*node).first.or_else(|| {
                let mut at = *node;
                loop {
                    if at == top {
                        return None;
                    }
                    if let Some(next) = self.node(at).next {
                        return Some(next);
                    }
                    at = self.node(at).parent?;
                }
            })
        })
    }

    /// All words in a node, as they stand.
    pub(super) fn words(&self, id: NodeId) -> String {
        self.descendants(id).filter_map(|node| self.text(node)).collect()
    }
}
