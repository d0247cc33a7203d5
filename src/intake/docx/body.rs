//! The document's own part, and its notes': a walk over their elements, in order, to paragraphs and tables.

use std::collections::HashMap;

use super::fields::Fields;
use super::numbering::{Counts, Numbering};
use super::styles::{Style, Styles, Words, outline_role};
use super::symbols;
use crate::intake::Unreadable;
use crate::intake::ink::Ink;
use crate::intake::manuscript::{Face, Manuscript, Pen, Role, address};
use crate::intake::xml::{Event, Tag, Xml};

/// What a note hangs on: the foot of a page, or the end of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// A note's kind and its id there.
pub(super) type NoteId = (NoteKind, String);

impl NoteKind {
    /// How the relation to the part with such notes ends.
    pub(super) const fn part(self) -> &'static str {
        match self {
            Self::Footnote => "/footnotes",
            Self::Endnote => "/endnotes",
        }
    }

    const fn element(self) -> &'static str {
        match self {
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
        }
    }
}

/// The notes in their part.
///
/// # Errors
/// Where it goes beyond a limit.
pub(super) fn notes(
    part: &str,
    kind: NoteKind,
    styles: &Styles,
    numbering: &Numbering,
) -> Result<HashMap<NoteId, Manuscript>, Unreadable> {
    let mut walk = Walk::new(part, styles, numbering, HashMap::new());
    let (mut found, mut id) = (HashMap::new(), None);
    while let Some(event) = walk.xml.next()? {
        match &event {
            Event::Open(tag) if tag.local() == kind.element() => {
                // Those with a type are lines between text and notes.
                id = tag.attribute("id").filter(|_| tag.attribute("type").is_none_or(|kind| kind == "normal"));
            }
            Event::Close(name) if name.local() == kind.element() => {
                let note = std::mem::take(&mut walk.manuscript);
                found.extend(id.take().map(|id| ((kind, id), note)));
            }
            _ => {}
        }
        walk.take(event)?;
    }
    Ok(found)
}

/// A walk over one part.
pub(super) struct Walk<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    numbering: &'a Numbering,
    /// The addresses of links, by their ids.
    links: HashMap<String, String>,
    counts: Counts,
    manuscript: Manuscript,
    /// The open paragraphs: one, and within it those of its text boxes.
    paragraphs: Vec<Paragraph>,
    /// A paragraph whose end a tracked change took away: the next one goes on with it.
    carried: Option<Paragraph>,
    fields: Fields,
    reading: Reading,
    /// The open run's words so far.
    words: String,
    /// Whether the content that comes next is no part of the text: a table of contents, a prompt to type something.
    is_idle_content: bool,
    /// The notes that are referred to, in order, and the place of each.
    cited: Vec<NoteId>,
    numbers: HashMap<NoteId, usize>,
}

/// What the words that come are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Nothing,
    Text { keeps_spaces: bool },
    Instruction,
}

/// A paragraph, being read.
#[derive(Default)]
struct Paragraph {
    pen: Pen,
    style: Style,
    outline: Option<u64>,
    list: Option<u64>,
    level: Option<u64>,
    /// Whether its end was deleted.
    goes_on: bool,
    /// What the open run says of its words, and what its style does.
    run: Words,
    run_style: Words,
    /// Paragraphs of its text boxes, which come after it.
    boxes: Vec<(Role, Ink)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        part: &'a str,
        styles: &'a Styles,
        numbering: &'a Numbering,
        links: HashMap<String, String>,
    ) -> Self {
        Self {
            xml: Xml::new(part),
            styles,
            numbering,
            links,
            counts: Counts::default(),
            manuscript: Manuscript::default(),
            paragraphs: Vec::new(),
            carried: None,
            fields: Fields::default(),
            reading: Reading::Nothing,
            words: String::new(),
            is_idle_content: false,
            cited: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// Reads the part to its end.
    pub(super) fn read(&mut self) -> Result<(), Unreadable> {
        while let Some(event) = self.xml.next()? {
            self.take(event)?;
        }
        Ok(())
    }

    pub(super) fn damage(&self) -> Option<String> {
        self.xml.damage().map(str::to_owned)
    }

    /// What was read, and the notes that it refers to.
    pub(super) fn finish(mut self) -> (Manuscript, Vec<NoteId>) {
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        self.put_carried();
        (self.manuscript, self.cited)
    }

    fn take(&mut self, event: Event<'a>) -> Result<(), Unreadable> {
        match event {
            Event::Open(tag) => self.open(&tag),
            Event::Close(name) => {
                self.close(name.local());
                Ok(())
            }
            Event::Words(words) => {
                match self.reading {
                    Reading::Nothing => {}
                    Reading::Text { .. } => self.words.push_str(&words),
                    Reading::Instruction => self.fields.instruct(&words),
                }
                Ok(())
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Unreadable> {
        match tag.local() {
            "p" => self.open_paragraph(),
            "pPr" => return self.paragraph_properties(),
            "rPr" => return self.run_properties(),
            "tbl" => {
                self.put_carried();
                self.manuscript.open_table();
            }
            "tr" => self.manuscript.open_row(),
            "tc" => self.manuscript.open_cell(),
            "trPr" => return self.row_properties(),
            "sdt" => self.is_idle_content = false,
            "sdtPr" => return self.content_properties(),
            "sdtContent" if std::mem::take(&mut self.is_idle_content) => return self.xml.skip(),
            // Old versions of what changed, what is shown in place of what can't be, and what is set over words to say them.
            "del" | "moveFrom" | "Fallback" | "sectPr" | "tblPr" | "tblGrid" | "tcPr" | "rt" => return self.xml.skip(),
            _ => self.inline(tag),
        }
        Ok(())
    }

    /// What stands in a paragraph.
    fn inline(&mut self, tag: &Tag<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match tag.local() {
            "r" => (paragraph.run, paragraph.run_style) = (Words::default(), Words::default()),
            "t" => {
                let keeps_spaces = tag.attribute("space").is_some_and(|value| value == "preserve");
                self.reading = Reading::Text { keeps_spaces };
            }
            "instrText" => self.reading = Reading::Instruction,
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" if !self.fields.is_instruction() => paragraph.pen.line_break(),
            "noBreakHyphen" => self.write("\u{2011}"),
            "sym" => {
                let attribute = |name| tag.attribute(name).unwrap_or_default();
                let character = symbols::character(&attribute("font"), &attribute("char"));
                self.write(character.encode_utf8(&mut [0; 4]));
            }
            "hyperlink" => {
                let target = tag.attribute("id").and_then(|id| self.links.get(&id)).cloned();
                paragraph.pen.open_link(target.unwrap_or_default());
            }
            "fldSimple" => {
                if let Some(target) = tag.attribute("instr").as_deref().and_then(address) {
                    paragraph.pen.open_link(target);
                }
            }
            "fldChar" => self.field(&tag.attribute("fldCharType").unwrap_or_default()),
            "footnoteReference" => self.cite(NoteKind::Footnote, tag),
            "endnoteReference" => self.cite(NoteKind::Endnote, tag),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "tr" => self.manuscript.close_row(),
            "tbl" => self.manuscript.close_table(),
            "t" | "instrText" => self.close_words(),
            "hyperlink" | "fldSimple" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.pen.close_link();
                }
            }
            _ => {}
        }
    }

    /// Ends a run's words, which come in pieces. Spaces at their ends count only where the file says so.
    fn close_words(&mut self) {
        let mut words = std::mem::take(&mut self.words);
        if let Reading::Text { keeps_spaces } = std::mem::replace(&mut self.reading, Reading::Nothing) {
            let spaces: &[char] = if keeps_spaces { &[] } else { &[' ', '\t', '\r', '\n'] };
            self.write(words.trim_matches(spaces));
        }
        words.clear();
        self.words = words;
    }

    fn write(&mut self, words: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if !self.fields.is_instruction() && !paragraph.is_hidden() {
            let face = paragraph.face();
            paragraph.pen.write(words, face);
        }
    }

    fn field(&mut self, part: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match part {
            "begin" => self.fields.begin(),
            "separate" => {
                if let Some(target) = self.fields.separate() {
                    paragraph.pen.open_link(target);
                }
            }
            "end" if self.fields.end() => paragraph.pen.close_link(),
            _ => {}
        }
    }

    fn cite(&mut self, kind: NoteKind, tag: &Tag<'_>) {
        let Some(id) = tag.attribute("id") else {
            return;
        };
        let id = (kind, id);
        let next = self.numbers.len();
        let number = *self.numbers.entry(id.clone()).or_insert(next);
        if number == next {
            self.cited.push(id);
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.pen.write(&format!("[{}]", number + 1), Face::default());
        }
    }

    fn open_paragraph(&mut self) {
        let carried = if self.paragraphs.is_empty() { self.carried.take() } else { None };
        let Paragraph { pen, boxes, .. } = carried.unwrap_or_default();
        self.paragraphs.push(Paragraph { pen, boxes, style: self.styles.of(None), ..Paragraph::default() });
    }

    fn close_paragraph(&mut self) {
        self.fields.end_paragraph();
        self.close_words();
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        if paragraph.goes_on && self.paragraphs.is_empty() {
            self.carried = Some(paragraph);
            return;
        }
        self.put(paragraph);
    }

    /// Ends a paragraph that nothing came to go on with.
    fn put_carried(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.put(paragraph);
        }
    }

    fn put(&mut self, paragraph: Paragraph) {
        let (role, label) = self.role(&paragraph);
        let Paragraph { pen, boxes, .. } = paragraph;
        let mut ink = pen.finish();
        if !label.is_empty() && !ink.is_blank() {
            ink.put_ahead(&format!("{label} "));
        }
        if let Some(outer) = self.paragraphs.last_mut() {
            outer.boxes.push((role, ink));
            outer.boxes.extend(boxes);
            return;
        }
        self.manuscript.paragraph(role, ink);
        for (role, ink) in boxes {
            self.manuscript.paragraph(role, ink);
        }
    }

    /// What a paragraph is: what its style says, its own outline level, its place in a list; and the number that stands
    /// ahead of its words.
    fn role(&mut self, paragraph: &Paragraph) -> (Role, String) {
        let styled = paragraph.style.role;
        let role = match (paragraph.outline, styled) {
            (Some(level), None | Some(Role::Text | Role::Heading(_))) => outline_role(level),
            _ => styled.unwrap_or(Role::Text),
        };
        let list = paragraph.list.or(paragraph.style.list);
        let level = paragraph.level.or(paragraph.style.level).unwrap_or_default();
        // Headings are counted too: they may share a list with items.
        let place = list.filter(|id| *id > 0).map(|id| self.counts.count(self.numbering, id, level));
        match (role, place) {
            (Role::Heading(_), Some(Some(place))) => (role, place.label),
            (Role::Text | Role::Item { .. }, Some(Some(place))) if place.says_more => (Role::Text, place.label),
            (Role::Text | Role::Item { .. }, Some(Some(place))) => {
                (Role::Item { depth: place.depth, ordinal: place.ordinal }, String::new())
            }
            (Role::Item { .. }, None) if list == Some(0) => (Role::Text, String::new()),
            _ => (role, String::new()),
        }
    }

    fn paragraph_properties(&mut self) -> Result<(), Unreadable> {
        let (mut read, mut style) = (Paragraph::default(), None);
        properties(&mut self.xml, |tag| match tag.local() {
            "pStyle" => style = tag.value(),
            "outlineLvl" => read.outline = tag.number("val"),
            "numId" => read.list = tag.number("val"),
            "ilvl" => read.level = tag.number("val"),
            // In a paragraph's properties these are about its end.
            "del" | "moveFrom" => read.goes_on = true,
            _ => {}
        })?;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let Paragraph { outline, list, level, goes_on, .. } = read;
            let style = self.styles.of(style.as_deref());
            (paragraph.style, paragraph.outline, paragraph.goes_on) = (style, outline, goes_on);
            (paragraph.list, paragraph.level) = (list, level);
        }
        Ok(())
    }

    fn run_properties(&mut self) -> Result<(), Unreadable> {
        let (mut run, mut style) = (Words::default(), None);
        properties(&mut self.xml, |tag| match tag.local() {
            "rStyle" => style = tag.value(),
            _ => run.set(tag),
        })?;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.run = run;
            paragraph.run_style = style.map(|id| self.styles.of(Some(&id)).words).unwrap_or_default();
        }
        Ok(())
    }

    fn row_properties(&mut self) -> Result<(), Unreadable> {
        let mut is_deleted = false;
        properties(&mut self.xml, |tag| is_deleted |= tag.local() == "del")?;
        if is_deleted {
            self.manuscript.delete_row();
        }
        Ok(())
    }

    fn content_properties(&mut self) -> Result<(), Unreadable> {
        let mut is_idle = false;
        properties(&mut self.xml, |tag| {
            let is_contents = || tag.value().is_some_and(|value| value == "Table of Contents");
            is_idle |= match tag.local() {
                "docPartGallery" => is_contents(),
                "showingPlcHdr" => tag.is_on(),
                _ => false,
            };
        })?;
        self.is_idle_content = is_idle;
        Ok(())
    }
}

impl Paragraph {
    /// How the open run's words look. What two styles both switch on is off, as Word has it.
    fn face(&self) -> Face {
        let dress = if self.style.role.is_some_and(Role::has_own_dress) { Words::default() } else { self.style.words };
        let toggled = |run: Option<bool>, own: Option<bool>, around: Option<bool>| {
            run.unwrap_or(own.unwrap_or_default() != around.unwrap_or_default())
        };
        Face {
            strong: toggled(self.run.strong, self.run_style.strong, dress.strong),
            emphasis: toggled(self.run.emphasis, self.run_style.emphasis, dress.emphasis),
            code: self.run_style.code.unwrap_or_default(),
        }
    }

    fn is_hidden(&self) -> bool {
        self.run.or(self.run_style).or(self.style.words).hidden.unwrap_or_default()
    }
}

/// Hands each property to `each`, those that a tracked change replaced left out.
fn properties(xml: &mut Xml<'_>, mut each: impl FnMut(&Tag<'_>)) -> Result<(), Unreadable> {
    let outside = xml.depth().saturating_sub(1);
    while let Some(event) = xml.next()? {
        match event {
            Event::Open(tag) if tag.local().ends_with("Change") => xml.skip()?,
            Event::Open(tag) => each(&tag),
            Event::Close(_) if xml.depth() <= outside => break,
            _ => {}
        }
    }
    Ok(())
}
