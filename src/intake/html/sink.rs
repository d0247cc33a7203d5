//! html5ever's tokens to a [`Dom`], within bounds.
//!
//! A page can open a million tags; a tree builder would search them all for each further one. So tags that nest too deep are
//! left out ahead of it (their words stay), and a page with too many nodes is cut. No script is run.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TokenizerResult, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::attributes;
use super::dom::{Data, Dom, Node, NodeId};

/// How many elements may be open at once; browsers stop at 512.
pub(super) const DEEPEST: u32 = 400;
/// How many nodes of a page are read.
const MOST_NODES: usize = 600_000;

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose content is no markup: to leave out their tags would make it words.
const RAW: &[&str] =
    &["script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp", "plaintext"];

/// The tree of a page or of a piece of one.
pub(super) fn parse(html: &str) -> Dom {
    let sink = Sink::default();
    let options = TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() };
    let guard = Guard { builder: TreeBuilder::new(sink, options), closes_itself: is_xhtml(html) };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(&attributes::few(html)));
    // A script's end tag and a declared charset pause the tokenizer.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Whether `<a/>` is a whole element, as XML has it.
fn is_xhtml(html: &str) -> bool {
    let head = &html.as_bytes()[..html.len().min(1024)];
    html.trim_start().starts_with("<?xml") || head.windows(6).any(|window| window == b"xmlns=")
}

/// Stands between tokenizer and tree builder.
struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    closes_itself: bool,
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let sink = &self.builder.sink;
        if sink.is_full() && token != Token::EOFToken {
            sink.is_cut.set(true);
            return TokenSinkResult::Continue;
        }
        let Token::TagToken(tag) = &token else { return self.builder.process_token(token, line) };
        let name = &*tag.name;
        let is_open = tag.kind == TagKind::StartTag && !VOID.contains(&name);
        if is_open && sink.depth.get() >= DEEPEST && !RAW.contains(&name) {
            return TokenSinkResult::Continue;
        }
        if is_open && tag.self_closing && self.closes_itself && !matches!(name, "svg" | "math") {
            let end = Tag {
                kind: TagKind::EndTag,
                name: tag.name.clone(),
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            };
            let _ = self.builder.process_token(token, line);
            let _ = self.builder.process_token(Token::TagToken(end), line);
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Where the tree builder puts its nodes.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    names: RefCell<Vec<Option<QualName>>>,
    /// How deep the element stands that was opened or closed last.
    depth: Cell<u32>,
    is_cut: Cell<bool>,
}

/// Where what a `<template>` holds goes: nowhere.
const LIMBO: usize = 1;

impl Default for Sink {
    fn default() -> Self {
        Self {
            nodes: RefCell::new(vec![Node::new(Data::Nothing), Node::new(Data::Nothing)]),
            names: RefCell::new(vec![None, None]),
            depth: Cell::new(0),
            is_cut: Cell::new(false),
        }
    }
}

/// A name that the tree builder may look at.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn is_full(&self) -> bool {
        self.nodes.borrow().len() >= MOST_NODES
    }

    fn add(&self, data: Data, name: Option<QualName>) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(data));
        self.names.borrow_mut().push(name);
        NodeId::at(nodes.len() - 1)
    }

    /// Puts a node under `parent`, ahead of `before` or as the last.
    fn insert(&self, parent: NodeId, child: NodeId, before: Option<NodeId>) {
        self.detach(child);
        let nodes = &mut *self.nodes.borrow_mut();
        let previous = match before {
            Some(sibling) => nodes[sibling.index()].previous.replace(child),
            None => nodes[parent.index()].last.replace(child),
        };
        match previous {
            Some(previous) => nodes[previous.index()].next = Some(child),
            None => nodes[parent.index()].first = Some(child),
        }
        let depth = nodes[parent.index()].depth + 1;
        let node = &mut nodes[child.index()];
        (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, before, depth);
        if matches!(node.data, Data::Element { .. }) {
            self.depth.set(depth);
        }
    }

    fn detach(&self, id: NodeId) {
        let nodes = &mut *self.nodes.borrow_mut();
        let node = &mut nodes[id.index()];
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => nodes[previous.index()].next = next,
            None => nodes[parent.index()].first = next,
        }
        match next {
            Some(next) => nodes[next.index()].previous = previous,
            None => nodes[parent.index()].last = previous,
        }
    }

    /// Adds words to a text node, if `id` is one.
    fn extend(&self, id: Option<NodeId>, words: &StrTendril) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        match id.map(|id| &mut nodes[id.index()].data) {
            Some(Data::Text(text)) => {
                text.push_tendril(words);
                true
            }
            _ => false,
        }
    }

    fn place(&self, parent: NodeId, child: NodeOrText<NodeId>, before: Option<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) => self.insert(parent, child, before),
            NodeOrText::AppendText(words) => {
                let previous = {
                    let nodes = self.nodes.borrow();
                    before.map_or(nodes[parent.index()].last, |sibling| nodes[sibling.index()].previous)
                };
                if !self.extend(previous, &words) {
                    let text = self.add(Data::Text(words), None);
                    self.insert(parent, text, before);
                }
            }
        }
    }

    fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[id.index()].parent
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Dom;
    type ElemName<'a> = Name;

    fn finish(self) -> Dom {
        Dom { nodes: self.nodes.into_inner(), is_cut: self.is_cut.get() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        NodeId::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        Name(self.names.borrow()[target.index()].clone().expect("the tree builder asks only for names of elements"))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.add(Data::Element { name: name.local.clone(), attributes }, Some(name))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Data::Nothing, None)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Data::Nothing, None)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.place(*parent, child, None);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.parent(*element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &NodeId) {
        self.depth.set(self.nodes.borrow()[node.index()].depth.saturating_sub(1));
    }

    fn get_template_contents(&self, _: &NodeId) -> NodeId {
        NodeId::at(LIMBO)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let Some(parent) = self.parent(*sibling) {
            self.place(parent, child, Some(*sibling));
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[target.index()].data {
            let room = attributes::MOST.saturating_sub(attributes.len());
            for attribute in more.into_iter().take(room) {
                if attributes.iter().all(|known| known.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        loop {
            let Some(child) = self.nodes.borrow()[node.index()].first else { return };
            self.insert(*parent, child, None);
        }
    }
}
