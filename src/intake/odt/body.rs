//! The text of a document: a walk over its elements, in order, to paragraphs, lists and tables.

use super::lists::Lists;
use super::styles::{Family, Style, Styles};
use crate::intake::Unreadable;
use crate::intake::ink::Ink;
use crate::intake::manuscript::{Face, Manuscript, Pen, Role};
use crate::intake::xml::{Event, Tag, Xml};

/// The most spaces that one element stands for.
const SPACES: u64 = 80;

/// A walk over the text.
pub(super) struct Walk<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    flow: Flow,
    /// What is around the note that is being read.
    outer: Vec<Flow>,
    /// The notes that have been read, in order.
    notes: Vec<Manuscript>,
    /// Whether the text itself has begun.
    is_in_text: bool,
}

/// A stream of paragraphs: the text's, or a note's.
#[derive(Default)]
struct Flow {
    manuscript: Manuscript,
    lists: Lists,
    /// The open paragraphs: one, and within it those of its frames.
    paragraphs: Vec<Paragraph>,
}

/// A paragraph, being read.
struct Paragraph {
    pen: Pen,
    role: Role,
    style: Style,
    /// The open stretches of words, outermost first.
    spans: Vec<Style>,
    /// Paragraphs of its frames, which come after it.
    frames: Vec<(Role, Ink)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(part: &'a str, styles: &'a Styles) -> Self {
        let (outer, notes) = (Vec::new(), Vec::new());
        Self { xml: Xml::new(part), styles, flow: Flow::default(), outer, notes, is_in_text: false }
    }

    /// Reads the text to its end.
    pub(super) fn read(&mut self) -> Result<(), Unreadable> {
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Open(tag) if self.is_in_text => self.open(&tag)?,
                Event::Open(tag) => self.is_in_text = tag.local() == "body",
                Event::Close(name) => self.close(name.local()),
                Event::Words(words) => self.write(&words),
            }
        }
        Ok(())
    }

    pub(super) fn damage(&self) -> Option<String> {
        self.xml.damage().map(str::to_owned)
    }

    /// What was read, the notes at its end.
    pub(super) fn finish(mut self) -> Manuscript {
        while !self.outer.is_empty() {
            self.close_note();
        }
        while !self.flow.paragraphs.is_empty() {
            self.flow.close_paragraph();
        }
        let mut manuscript = self.flow.manuscript;
        for (number, note) in self.notes.into_iter().enumerate() {
            manuscript.note(&(number + 1).to_string(), note);
        }
        manuscript
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Unreadable> {
        match tag.local() {
            "p" | "h" => self.open_paragraph(tag),
            "list" => {
                let goes_on = tag.attribute("continue-numbering").is_some_and(|value| value == "true");
                let goes_on = goes_on || tag.attribute("continue-list").is_some();
                self.flow.lists.open(tag.attribute("style-name"), goes_on, &self.styles.lists);
            }
            "list-item" => self.flow.lists.item(tag.number("start-value")),
            "table" => self.flow.manuscript.open_table(),
            "table-row" => self.flow.manuscript.open_row(),
            "table-cell" | "covered-table-cell" => self.flow.manuscript.open_cell(),
            "section" if tag.attribute("display").is_some_and(|value| value == "none") => return self.xml.skip(),
            "note-body" => {
                self.cite();
                self.outer.push(std::mem::take(&mut self.flow));
            }
            // What was deleted, what is written about the text, what is made of it, and what is not shown.
            "tracked-changes" | "annotation" | "note-citation" | "table-of-content" | "alphabetical-index"
            | "illustration-index" | "table-index" | "object-index" | "user-index" | "hidden-text" | "placeholder"
            | "ruby-text" | "title" | "desc" | "forms" | "script" | "binary-data" => return self.xml.skip(),
            _ => self.inline(tag),
        }
        Ok(())
    }

    fn inline(&mut self, tag: &Tag<'_>) {
        let Some(paragraph) = self.flow.paragraphs.last_mut() else {
            return;
        };
        match tag.local() {
            "span" => {
                let style = self.styles.of(Family::Words, tag.attribute("style-name"));
                paragraph.spans.push(style.or(paragraph.words()));
            }
            "a" => paragraph
                .pen
                .open_link(tag.attribute("href").filter(|target| !target.starts_with('#')).unwrap_or_default()),
            "s" => {
                let many = tag.number("c").unwrap_or(1).min(SPACES);
                self.write(&" ".repeat(usize::try_from(many).unwrap_or(1)));
            }
            "tab" => self.write("\t"),
            "line-break" => paragraph.pen.line_break(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.flow.close_paragraph(),
            "list" => self.flow.lists.close(),
            "table-row" => self.flow.manuscript.close_row(),
            "table" => self.flow.manuscript.close_table(),
            "note-body" => self.close_note(),
            "span" => {
                if let Some(paragraph) = self.flow.paragraphs.last_mut() {
                    paragraph.spans.pop();
                }
            }
            "a" => {
                if let Some(paragraph) = self.flow.paragraphs.last_mut() {
                    paragraph.pen.close_link();
                }
            }
            "body" => self.is_in_text = false,
            _ => {}
        }
    }

    fn open_paragraph(&mut self, tag: &Tag<'_>) {
        let style = self.styles.of(Family::Paragraph, tag.attribute("style-name"));
        let is_heading = tag.local() == "h";
        let level = tag.number("outline-level").filter(|_| is_heading).unwrap_or(1).clamp(1, 6);
        let own = match style.role {
            Some(role @ (Role::Title | Role::Furniture)) => Some(role),
            _ if is_heading => Some(Role::Heading(u8::try_from(level).unwrap_or(1))),
            role => role,
        };
        let role = match own {
            None | Some(Role::Text | Role::Item { .. }) => {
                let place = self.flow.lists.take();
                place.map_or(own, |(depth, ordinal)| Some(Role::Item { depth, ordinal }))
            }
            _ => own,
        };
        self.flow.paragraphs.push(Paragraph {
            pen: Pen::default(),
            role: role.unwrap_or(Role::Text),
            style,
            spans: Vec::new(),
            frames: Vec::new(),
        });
    }

    fn write(&mut self, words: &str) {
        if let Some(paragraph) = self.flow.paragraphs.last_mut() {
            let looks = paragraph.words();
            if !looks.hidden.unwrap_or_default() {
                paragraph.pen.write(words, looks.face());
            }
        }
    }

    /// Writes the number of the note that begins.
    fn cite(&mut self) {
        let number = self.notes.len() + self.outer.len() + 1;
        if let Some(paragraph) = self.flow.paragraphs.last_mut() {
            paragraph.pen.write(&format!("[{number}]"), Face::default());
        }
    }

    fn close_note(&mut self) {
        let Some(outer) = self.outer.pop() else {
            return;
        };
        let mut note = std::mem::replace(&mut self.flow, outer);
        while !note.paragraphs.is_empty() {
            note.close_paragraph();
        }
        self.notes.push(note.manuscript);
    }
}

impl Flow {
    fn close_paragraph(&mut self) {
        let Some(Paragraph { pen, role, frames, .. }) = self.paragraphs.pop() else {
            return;
        };
        let ink = pen.finish();
        if let Some(outer) = self.paragraphs.last_mut() {
            outer.frames.push((role, ink));
            outer.frames.extend(frames);
            return;
        }
        self.manuscript.paragraph(role, ink);
        for (role, ink) in frames {
            self.manuscript.paragraph(role, ink);
        }
    }
}

impl Paragraph {
    /// How words look here: as the innermost stretch says, else as the paragraph's style does.
    fn words(&self) -> Style {
        let dress = if self.role.has_own_dress() {
            Style { hidden: self.style.hidden, ..Style::default() }
        } else {
            self.style
        };
        self.spans.last().copied().unwrap_or(dress)
    }
}
