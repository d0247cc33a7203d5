//! The parser's events, in order, to blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::{Block, BlockKind, MarkKind, ends_sentence, word_count};
use crate::intake::ink::{Ink, Words};
use crate::intake::spaces::one_line;
use crate::intake::tags;

/// A heading of more words than this that ends as a sentence is a paragraph over a line of dashes.
const HEADING_WORDS: usize = 20;

/// Markup nested deeper than this means nothing to a reader; without a limit it would cost depth times lines.
const DEEPEST_MARK: usize = 16;

/// The blocks of a Markdown text without front matter.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut walk = Walk { source: text, ..Walk::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        walk.event(event, range.start);
    }
    walk.flush();
    walk.blocks
}

/// What is being read, and where in the document it stands.
#[derive(Default)]
struct Walk<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    ink: Ink,
    /// The open quotes and lists, outermost first.
    containers: Vec<Container>,
    /// How many of the containers are lists.
    lists: usize,
    /// What block the ink belongs to, where the parser has said.
    block: Option<BlockKind>,
    /// Open inline markup: where it started and what it marks.
    opened: Vec<(usize, Option<MarkKind>)>,
    /// The descriptions of this block's pictures, to be set under it.
    captions: Vec<String>,
    /// How many pictures are open, and the words of the outermost one so far.
    pictures: usize,
    picture: String,
    /// The scrap of HTML that is open.
    html: String,
    /// The label of a footnote, until its first words are written.
    label: Option<String>,
    /// Whether the next cell is its row's first.
    row_starts: bool,
}

/// A block that holds blocks.
enum Container {
    Quote,
    List {
        /// The next item's number.
        next: Option<u64>,
        /// The open item's number.
        ordinal: Option<u64>,
        /// Whether the open item's first words are still to be written.
        is_fresh: bool,
    },
}

impl Walk<'_> {
    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, at),
            Event::Code(words) => {
                let from = self.ink.place();
                self.write(&words);
                self.ink.mark(from, MarkKind::Code);
            }
            Event::InlineHtml(tag) if tags::name(&tag) == "br" => self.ink.hard_break(),
            Event::Html(scrap) => self.html.push_str(&scrap),
            Event::FootnoteReference(label) => self.write(&format!("[{label}]")),
            Event::SoftBreak | Event::HardBreak if self.pictures > 0 => self.write(" "),
            Event::SoftBreak => self.ink.soft_break(),
            Event::HardBreak => self.ink.hard_break(),
            Event::TaskListMarker(done) => self.write(if done { "[x] " } else { "[ ] " }),
            Event::Rule => self.flush(),
            Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn words(&mut self, words: &str, at: usize) {
        let is_typed = self.source[at..].starts_with(words) && !self.source[..at].ends_with('\\');
        if self.pictures > 0 || self.block == Some(BlockKind::Code) || !is_typed {
            self.write(words);
        } else if words == "*" {
            self.ink.push_star();
        } else {
            self.ink.push_raw(words);
        }
    }

    fn write(&mut self, words: &str) {
        if self.pictures > 0 {
            self.picture.push_str(words);
        } else {
            self.ink.push(words);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.open_mark(Some(MarkKind::Emphasis)),
            Tag::Strong => self.open_mark(Some(MarkKind::Strong)),
            Tag::Link { dest_url, .. } => self.open_mark(Some(MarkKind::Link(dest_url.into_string()))),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.open_mark(None),
            Tag::Image { .. } => self.pictures += 1,
            Tag::TableHead | Tag::TableRow => {
                if !self.ink.is_blank() {
                    self.ink.hard_break();
                }
                self.row_starts = true;
            }
            Tag::TableCell => {
                if !std::mem::take(&mut self.row_starts) {
                    self.ink.push(" | ");
                }
            }
            tag => {
                self.flush();
                self.open(tag);
            }
        }
    }

    fn open_mark(&mut self, kind: Option<MarkKind>) {
        let kind = kind.filter(|_| self.opened.len() < DEEPEST_MARK);
        self.opened.push((self.ink.place(), kind));
    }

    /// Opens a block, or a block that holds blocks.
    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.block = Some(BlockKind::Heading(level as u8)),
            Tag::CodeBlock(_) => self.block = Some(BlockKind::Code),
            Tag::Table(_) => self.block = Some(BlockKind::Table),
            Tag::BlockQuote(_) => self.containers.push(Container::Quote),
            Tag::List(next) => {
                self.containers.push(Container::List { next, ordinal: None, is_fresh: false });
                self.lists += 1;
            }
            Tag::Item => {
                if let Some(Container::List { next, ordinal, is_fresh }) = self.containers.last_mut() {
                    (*ordinal, *is_fresh) = (*next, true);
                    *next = next.map(|number| number.saturating_add(1));
                }
            }
            Tag::FootnoteDefinition(label) => self.label = Some(format!("[{label}] ")),
            Tag::Paragraph => self.ink.push(&self.label.take().unwrap_or_default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Link
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {
                if let Some((from, Some(kind))) = self.opened.pop() {
                    self.ink.mark(from, kind);
                }
            }
            TagEnd::Image => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 {
                    self.captions.push(one_line(&std::mem::take(&mut self.picture)));
                }
            }
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => {}
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.flush();
                if let Some(Container::List { .. }) = self.containers.pop() {
                    self.lists -= 1;
                }
            }
            TagEnd::HtmlBlock => {
                for words in tags::paragraphs(&std::mem::take(&mut self.html)) {
                    self.ink.push(&one_line(&words));
                    self.flush();
                }
            }
            _ => self.flush(),
        }
    }

    /// Ends the block that is being written, and starts none.
    fn flush(&mut self) {
        let ink = std::mem::take(&mut self.ink);
        let block = self.block.take();
        match block {
            _ if ink.is_blank() => {}
            Some(BlockKind::Heading(level)) => self.heading(level, ink),
            Some(kind @ BlockKind::Code) => {
                let mut words = ink.rows();
                words.text.truncate(words.text.trim_end().len());
                self.blocks.push(words.into_block(kind));
            }
            Some(kind) => self.blocks.push(ink.rows().into_block(kind)),
            None => self.paragraphs(ink),
        }
        let captions = self.captions.drain(..).filter(|words| !words.is_empty());
        self.blocks.extend(captions.map(|text| Block { kind: BlockKind::Caption, text, marks: Vec::new() }));
    }

    fn heading(&mut self, level: u8, ink: Ink) {
        let mut words = ink.line();
        if word_count(&words.text) > HEADING_WORDS && ends_sentence(&words.text) {
            self.blocks.push(words.into_block(BlockKind::Text));
            return;
        }
        words = Words { text: one_line(&words.text), marks: Vec::new() };
        self.blocks.push(words.into_block(BlockKind::Heading(level)));
    }

    fn paragraphs(&mut self, ink: Ink) {
        let depth = u8::try_from(self.lists.saturating_sub(1)).unwrap_or(u8::MAX);
        let in_list = self.lists > 0;
        for words in ink.paragraphs(!in_list) {
            let kind = match self.containers.last_mut() {
                Some(Container::Quote) => BlockKind::Quote,
                Some(Container::List { ordinal, is_fresh, .. }) if *is_fresh => {
                    *is_fresh = false;
                    BlockKind::ListItem { depth, ordinal: *ordinal }
                }
                _ => BlockKind::Text,
            };
            self.blocks.push(words.into_block(kind));
        }
    }
}
