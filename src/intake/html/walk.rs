//! A tree to blocks: what stands on lines of its own, with its inline markup.

use super::calls;
use super::caption;
use super::cruft;
use super::dom::{Data, Dom, NodeId, heading_level};
use super::style::{Role, Spaces, declared, role, spaces};
use super::table;
use crate::document::{Block, BlockKind, MarkKind, ends_sentence, word_count};
use crate::intake::ink::Ink;
use crate::intake::spaces::one_line;

/// A heading of more words than this that ends as a sentence is a paragraph set large.
const HEADING_WORDS: usize = 30;
/// Markup nested deeper than this means nothing to a reader.
const DEEPEST_MARK: usize = 16;
/// A tree's moves can put nodes deeper than the parser let them nest; what is deeper is left out.
const DEEPEST: usize = 2 * super::sink::DEEPEST as usize;

/// The blocks in an element, without what `is_dropped` names.
pub(super) fn blocks(dom: &Dom, top: NodeId, is_dropped: &dyn Fn(NodeId) -> bool) -> Vec<Block> {
    let mut walk = Walk {
        dom,
        is_dropped,
        found: Vec::new(),
        ink: Ink::default(),
        kind: Kind::Plain,
        quotes: 0,
        lists: Vec::new(),
        marks: Vec::new(),
        spaces: Spaces::Collapse,
        depth: 0,
    };
    walk.node(top);
    walk.flush();
    walk.found
}

/// What the ink belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Text, a quote or a list item, by what it stands in.
    Plain,
    Heading(u8),
    Caption,
    Code,
}

/// An open list.
struct List {
    /// The next item's number.
    next: Option<u64>,
    /// The open item's number.
    ordinal: Option<u64>,
    /// Whether the open item's first words are still to be written.
    is_fresh: bool,
}

struct Walk<'a> {
    dom: &'a Dom,
    is_dropped: &'a dyn Fn(NodeId) -> bool,
    found: Vec<Block>,
    ink: Ink,
    kind: Kind,
    quotes: usize,
    lists: Vec<List>,
    /// Open inline markup: where in the ink it starts.
    marks: Vec<(usize, MarkKind)>,
    spaces: Spaces,
    depth: usize,
}

impl Walk<'_> {
    fn node(&mut self, id: NodeId) {
        match &self.dom.node(id).data {
            Data::Text(words) => self.words(words),
            Data::Nothing => self.children(id),
            Data::Element { .. } if (self.is_dropped)(id) => {
                if role(self.dom, id) == Role::Block {
                    self.flush();
                }
            }
            Data::Element { .. } => match role(self.dom, id) {
                Role::Silent => {}
                Role::Inline => self.inline(id),
                Role::Block => self.block(id),
            },
        }
    }

    fn children(&mut self, id: NodeId) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        let outer = self.spaces;
        self.spaces = spaces(self.dom, id, outer);
        let mut next = self.dom.node(id).first;
        while let Some(child) = next {
            self.node(child);
            next = self.dom.node(child).next;
        }
        self.spaces = outer;
        self.depth -= 1;
    }

    fn words(&mut self, words: &str) {
        match self.spaces {
            Spaces::Keep => self.ink.push(&words.replace('\r', "")),
            Spaces::Lines => {
                for (at, line) in words.split('\n').enumerate() {
                    if at > 0 {
                        self.ink.hard_break();
                    }
                    self.collapsed(line);
                }
            }
            Spaces::Collapse => self.collapsed(words),
        }
    }

    /// Writes words whose white space says nothing. Soft hyphens and the like are for line breakers alone.
    fn collapsed(&mut self, words: &str) {
        let is_mute = |c: char| matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\0');
        if words.contains(|c: char| c.is_ascii_whitespace() && c != ' ' || is_mute(c)) {
            let kept = words.chars().filter(|c| !is_mute(*c));
            let plain: String = kept.map(|c| if c.is_ascii_whitespace() { ' ' } else { c }).collect();
            self.ink.push(&plain);
        } else {
            self.ink.push(words);
        }
    }

    fn inline(&mut self, id: NodeId) {
        match self.dom.name(id) {
            "br" => return self.ink.hard_break(),
            "q" => {
                self.ink.push("“");
                self.children(id);
                return self.ink.push("”");
            }
            _ => {}
        }
        if let Some(call) = calls::of_note(self.dom, id) {
            return self.ink.push(&call);
        }
        let mark = mark(self.dom, id).filter(|_| self.marks.len() < DEEPEST_MARK);
        let Some(mark) = mark else { return self.children(id) };
        self.marks.push((self.ink.place(), mark));
        self.children(id);
        if let Some((from, kind)) = self.marks.pop() {
            self.ink.mark(from, kind);
        }
    }

    fn block(&mut self, id: NodeId) {
        self.flush();
        let outer = self.kind;
        match self.dom.name(id) {
            "ul" | "menu" | "dir" => self.list(id, None),
            "ol" => self.list(id, Some(self.number(id, "start").unwrap_or(1))),
            "li" => self.item(id),
            "blockquote" => {
                self.quotes += 1;
                self.children(id);
                self.flush();
                self.quotes -= 1;
            }
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(id),
            "table" => self.table(id),
            "hr" => {}
            _ => {
                self.kind = kind(self.dom, id).unwrap_or(self.kind);
                self.children(id);
            }
        }
        self.flush();
        self.kind = outer;
    }

    fn number(&self, id: NodeId, attribute: &str) -> Option<u64> {
        self.dom.attribute(id, attribute)?.trim().parse().ok()
    }

    fn list(&mut self, id: NodeId, next: Option<u64>) {
        self.lists.push(List { next, ordinal: None, is_fresh: false });
        self.children(id);
        self.flush();
        self.lists.pop();
    }

    fn item(&mut self, id: NodeId) {
        let value = self.number(id, "value");
        if let Some(list) = self.lists.last_mut() {
            list.ordinal = list.next.map(|next| value.unwrap_or(next));
            list.next = list.ordinal.map(|number| number.saturating_add(1));
            list.is_fresh = true;
        }
        self.children(id);
    }

    fn preformatted(&mut self, id: NodeId) {
        let outer = std::mem::replace(&mut self.spaces, Spaces::Keep);
        self.kind = Kind::Code;
        self.children(id);
        self.flush();
        self.spaces = outer;
    }

    /// A table of facts is one block; a table that only lays out a page is as many as it holds.
    fn table(&mut self, id: NodeId) {
        if !table::is_data(self.dom, id) {
            return self.children(id);
        }
        let rows = table::rows(self.dom, id, |cell| {
            let mut inner =
                Walk { found: Vec::new(), ink: Ink::default(), lists: Vec::new(), marks: Vec::new(), ..*self };
            inner.children(cell);
            inner.flush();
            inner.found
        });
        let caption = self.dom.children(id).find(|child| self.dom.name(*child) == "caption");
        if let Some(caption) = caption.filter(|caption| !(self.is_dropped)(*caption)) {
            self.kind = Kind::Caption;
            self.children(caption);
            self.flush();
        }
        self.found.extend(rows);
    }

    /// Ends the block that is being written, and starts none. Markup that is open goes on in the next.
    fn flush(&mut self) {
        for (from, kind) in &mut self.marks {
            self.ink.mark(*from, kind.clone());
            *from = 0;
        }
        let ink = std::mem::take(&mut self.ink);
        if ink.is_blank() {
            return;
        }
        match self.kind {
            Kind::Heading(level) => {
                let words = ink.line();
                let is_sentence = word_count(&words.text) > HEADING_WORDS && ends_sentence(&words.text);
                let kind = if is_sentence { BlockKind::Text } else { BlockKind::Heading(level) };
                let text = one_line(&words.text);
                let marks = if is_sentence { words.marks } else { Vec::new() };
                self.push(Block { kind, text, marks });
            }
            Kind::Caption => self.push(ink.line().into_block(BlockKind::Caption)),
            Kind::Code => {
                let mut words = ink.rows();
                words.text.truncate(words.text.trim_end().len());
                words.marks.clear();
                self.push(words.into_block(BlockKind::Code));
            }
            Kind::Plain => {
                for words in ink.paragraphs(self.lists.is_empty()) {
                    let kind = self.paragraph_kind();
                    self.push(words.into_block(kind));
                }
            }
        }
    }

    fn paragraph_kind(&mut self) -> BlockKind {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        match self.lists.last_mut() {
            Some(list) if list.is_fresh => {
                list.is_fresh = false;
                BlockKind::ListItem { depth, ordinal: list.ordinal }
            }
            _ if self.quotes > 0 => BlockKind::Quote,
            _ => BlockKind::Text,
        }
    }

    fn push(&mut self, block: Block) {
        if !block.text.is_empty() {
            self.found.push(block);
        }
    }
}

/// What kind of block an element makes of its words; `None` where that is its parent's.
fn kind(dom: &Dom, id: NodeId) -> Option<Kind> {
    let name = dom.name(id);
    if let Some(level) = heading_level(name) {
        return Some(Kind::Heading(level));
    }
    if dom.attribute(id, "role") == Some("heading") {
        let level = dom.attribute(id, "aria-level").and_then(|level| level.trim().parse().ok()).unwrap_or(2);
        return Some(Kind::Heading(level.clamp(1, 6)));
    }
    caption::is(dom, id).then_some(Kind::Caption)
}

/// Whether a class says that words are bold.
fn is_bold(class: &str) -> bool {
    class.len() < 80
        && class
            .split_ascii_whitespace()
            .map(cruft::words)
            .any(|words| words.first().is_some_and(|first| first == "bold"))
}

/// What inline markup an element puts on its words.
fn mark(dom: &Dom, id: NodeId) -> Option<MarkKind> {
    match dom.name(id) {
        "strong" | "b" => Some(MarkKind::Strong),
        "em" | "i" | "cite" | "var" | "dfn" => Some(MarkKind::Emphasis),
        "code" | "kbd" | "samp" | "tt" => Some(MarkKind::Code),
        "a" => dom
            .attribute(id, "href")
            .map(str::trim)
            .filter(|to| !to.is_empty() && !to.starts_with('#') && !to.starts_with("javascript:"))
            .map(|to| MarkKind::Link(to.to_owned())),
        _ => match (declared(dom, id, "font-weight"), declared(dom, id, "font-style")) {
            (Some("bold" | "bolder" | "600" | "700" | "800" | "900"), _) => Some(MarkKind::Strong),
            (_, Some("italic" | "oblique")) => Some(MarkKind::Emphasis),
            _ if matches!(dom.name(id), "span" | "font") => {
                is_bold(dom.attribute(id, "class")?).then_some(MarkKind::Strong)
            }
            _ => None,
        },
    }
}
