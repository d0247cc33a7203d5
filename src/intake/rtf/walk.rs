//! A walk over the tokens, in order, to paragraphs and tables.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::charset;
use super::paragraph::Paragraph;
use super::state::{Ending, Goal, Property, State};
use super::styles::Styles;
use super::token::{Token, Tokens};
use crate::intake::manuscript::{Face, Manuscript, Properties, address};
use crate::intake::{Draft, Unreadable};

/// The deepest nesting of groups.
const DEEPEST: usize = 4_000;
/// The most notes in notes and frames in frames.
const DEEPEST_FLOW: usize = 16;
/// How far a list's level is indented where nothing else says how deep it is, in twentieths of a point.
const INDENT: i32 = 360;

/// Groups that are no text. Those that are marked as such in the file are not among them.
const NOWHERE: &[&str] = &[
    "colortbl",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "tc",
    "tcn",
    "xe",
    "rxe",
    "txe",
    "sp",
    "upr",
    "nonshppict",
    "listtable",
    "filetbl",
    "revtbl",
    "themedata",
    "xmlopen",
];

/// A walk over a rich text.
pub(super) struct Walk {
    state: State,
    groups: Vec<State>,
    /// Whether the next control word says what to do with a group that old programs pass over.
    is_optional: bool,
    /// Bytes of text, not yet made characters of.
    bytes: Vec<u8>,
    /// The first half of a character beyond the basic plane.
    half: Option<u16>,
    /// How many characters still stand in for one that was written as a number.
    substitutes: usize,
    charset: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    font: i32,
    styles: Styles,
    properties: Properties,
    created: [i32; 3],
    instruction: String,
    marker: String,
    flow: Flow,
    /// What is around the note or frame that is being read.
    outer: Vec<Flow>,
    notes: Vec<Manuscript>,
}

/// A stream of paragraphs: the text's, a note's, a frame's.
#[derive(Default)]
struct Flow {
    manuscript: Manuscript,
    paragraph: Paragraph,
    is_in_table: bool,
    is_in_row: bool,
    is_in_cell: bool,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            state: State::new(WINDOWS_1252),
            groups: Vec::new(),
            is_optional: false,
            bytes: Vec::new(),
            half: None,
            substitutes: 0,
            charset: WINDOWS_1252,
            fonts: HashMap::new(),
            font: 0,
            styles: Styles::default(),
            properties: Properties::default(),
            created: [0; 3],
            instruction: String::new(),
            marker: String::new(),
            flow: Flow::default(),
            outer: Vec::new(),
            notes: Vec::new(),
        }
    }
}

impl Walk {
    /// Reads a rich text to its end.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        let mut tokens = Tokens::new(bytes);
        while let Some(token) = tokens.next() {
            if !matches!(token, Token::Byte(_) | Token::Text(_)) {
                self.flush();
            }
            match token {
                Token::Open => self.open()?,
                Token::Close => self.close(),
                Token::Word("bin", count) => {
                    tokens.pass_over(count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default())
                }
                Token::Word(name, number) => self.word(name, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Byte(byte) => self.text(&[byte]),
                Token::Text(text) => self.text(text),
            }
        }
        self.flush();
        Ok(())
    }

    /// The whole.
    pub(super) fn finish(mut self) -> Result<Draft, Unreadable> {
        let damage = (!self.groups.is_empty()).then_some("it is cut off");
        while !self.outer.is_empty() {
            self.close_flow(Ending::Frame);
        }
        self.end_paragraph();
        self.flow.close_table();
        let mut manuscript = self.flow.manuscript;
        for (number, note) in self.notes.into_iter().enumerate() {
            manuscript.note(&(number + 1).to_string(), note);
        }
        let [year, month, day] = self.created;
        self.properties.created = format!("{year:04}-{month:02}-{day:02}");
        manuscript.finish(self.properties, damage)
    }

    fn open(&mut self) -> Result<(), Unreadable> {
        if self.groups.len() >= DEEPEST {
            return Err(Unreadable::Limit(format!("its groups nest deeper than {DEEPEST}")));
        }
        self.substitutes = 0;
        self.groups.push(self.state);
        self.state.ending = Ending::Nothing;
        if self.state.goal == Goal::Styles {
            self.styles.open();
        }
        Ok(())
    }

    fn close(&mut self) {
        (self.substitutes, self.is_optional) = (0, false);
        let Some(outer) = self.groups.pop() else {
            return;
        };
        let ended = std::mem::replace(&mut self.state, outer);
        match ended.ending {
            Ending::Nothing => {}
            Ending::Link => self.flow.paragraph.pen().close_link(),
            ending => self.close_flow(ending),
        }
        if ended.goal == Goal::Marker && outer.goal != Goal::Marker {
            self.flow.paragraph.marker = Some(std::mem::take(&mut self.marker));
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.is_optional = true,
            b'~' => self.write("\u{A0}"),
            b'_' => self.write("\u{2011}"),
            _ => {}
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let is_optional = std::mem::take(&mut self.is_optional);
        self.substitutes = 0;
        if self.state.goal == Goal::Styles {
            self.styles.set(name, number);
            return;
        }
        if self.destination(name, is_optional)
            || self.state.set_words(name, number)
            || self.state.set_paragraph(name, number)
        {
            return;
        }
        match name {
            "u" => self.unicode(number.unwrap_or_default()),
            "f" => self.set_font(number.unwrap_or_default()),
            "fcharset" if self.state.goal == Goal::Fonts => {
                if let Some(charset) = number.and_then(charset::of_font) {
                    self.fonts.insert(self.font, charset);
                }
            }
            "ansicpg" => {
                self.charset = number.and_then(charset::of_page).unwrap_or(self.charset);
                self.state.charset = self.charset;
            }
            "mac" => {
                self.charset = charset::of_page(10000).unwrap_or(self.charset);
                self.state.charset = self.charset;
            }
            "yr" | "mo" | "dy" if self.state.goal == Goal::Property(Property::Created) => {
                let at = ["yr", "mo", "dy"].iter().position(|known| *known == name).unwrap_or_default();
                self.created[at] = number.unwrap_or_default();
            }
            _ if is_optional => self.state.goal = Goal::Nowhere,
            _ => self.layout(name),
        }
    }

    /// Takes up a control word that says where its group's words go; whether it does.
    fn destination(&mut self, name: &str, is_optional: bool) -> bool {
        let property = match name {
            "title" => Property::Title,
            "subject" => Property::Subject,
            "author" => Property::Author,
            "keywords" => Property::Keywords,
            "doccomm" => Property::Comment,
            "creatim" => Property::Created,
            _ => Property::Other,
        };
        let goal = match name {
            // A group in one that is passed over is passed over too, but for the newer form of its words.
            "ud" => Goal::Text,
            _ if self.state.goal == Goal::Nowhere => return true,
            "info" => Goal::Property(Property::Other),
            _ if matches!(self.state.goal, Goal::Property(_)) && property != Property::Other => {
                Goal::Property(property)
            }
            "fonttbl" => Goal::Fonts,
            "stylesheet" => Goal::Styles,
            "listtext" | "pntext" => Goal::Marker,
            "fldinst" => {
                self.instruction.clear();
                Goal::Instruction
            }
            "fldrslt" => {
                self.open_link();
                return true;
            }
            "footnote" => {
                self.open_flow(Ending::Note);
                return true;
            }
            "shptxt" | "dptxbxtext" => {
                self.open_flow(Ending::Frame);
                return true;
            }
            // Drawn objects hold text boxes.
            "shpinst" | "do" if is_optional => return true,
            _ if NOWHERE.contains(&name) => Goal::Nowhere,
            _ => return false,
        };
        self.state.goal = goal;
        true
    }

    /// Takes up a control word that ends something, or stands for a character.
    fn layout(&mut self, name: &str) {
        match name {
            "par" | "sect" | "page" if self.state.goal == Goal::Text => self.end_paragraph(),
            "cell" | "nestcell" if self.state.goal == Goal::Text => {
                self.flow.open_cell();
                self.end_paragraph();
                self.flow.is_in_cell = name != "cell" && self.flow.is_in_cell;
            }
            "row" => self.flow.close_row(),
            "line" | "lbr" if self.is_shown() => self.flow.paragraph.pen().line_break(),
            "tab" => self.write("\t"),
            "emdash" => self.write("—"),
            "endash" => self.write("–"),
            "lquote" => self.write("‘"),
            "rquote" => self.write("’"),
            "ldblquote" => self.write("“"),
            "rdblquote" => self.write("”"),
            "bullet" => self.write("•"),
            "emspace" | "enspace" | "qmspace" => self.write(" "),
            _ => {}
        }
    }

    fn set_font(&mut self, font: i32) {
        self.font = font;
        if self.state.goal != Goal::Fonts {
            self.state.charset = self.fonts.get(&font).copied().unwrap_or(self.charset);
        }
    }

    fn unicode(&mut self, number: i32) {
        self.substitutes = self.state.substitutes;
        // The number is written as a signed one of 16 bits.
        let Ok(unit) = u16::try_from(number & 0xFFFF) else {
            return;
        };
        let units = self.half.take().into_iter().chain([unit]);
        let mut written = String::new();
        for decoded in char::decode_utf16(units) {
            match decoded {
                Ok(character) => written.push(character),
                Err(half) if half.unpaired_surrogate() == unit && (0xD800..0xDC00).contains(&unit) => {
                    self.half = Some(unit)
                }
                Err(_) => written.push(char::REPLACEMENT_CHARACTER),
            }
        }
        self.write(&written);
    }

    fn text(&mut self, text: &[u8]) {
        let stand_in = self.substitutes.min(text.len());
        self.substitutes -= stand_in;
        if !matches!(self.state.goal, Goal::Nowhere | Goal::Fonts) {
            self.bytes.extend_from_slice(&text[stand_in..]);
        }
    }

    /// Makes characters of the bytes that have come.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let words = self.state.charset.decode_without_bom_handling(&bytes).0;
            self.write(&words);
        }
    }

    fn write(&mut self, words: &str) {
        let properties = &mut self.properties;
        match self.state.goal {
            Goal::Text => self.write_text(words),
            Goal::Styles => self.styles.name(words),
            Goal::Marker => self.marker.push_str(words),
            Goal::Instruction => self.instruction.push_str(words),
            Goal::Property(Property::Title) => properties.title.push_str(words),
            Goal::Property(Property::Subject) => properties.subject.push_str(words),
            Goal::Property(Property::Author) => properties.creators.push(words.to_owned()),
            Goal::Property(Property::Keywords) => properties.keywords(words),
            Goal::Property(Property::Comment) => properties.summary.push_str(words),
            Goal::Property(_) | Goal::Nowhere | Goal::Fonts => {}
        }
    }

    fn write_text(&mut self, words: &str) {
        if !self.is_shown() {
            return;
        }
        let State { face: Face { strong, emphasis, .. }, style, outline, first, .. } = self.state;
        // What the style of a quote sets in italics is the quote's dress.
        let has_dress = (strong || emphasis) && self.styles.role(style, outline).has_own_dress();
        let (strong_dress, emphasis_dress) = if has_dress { self.styles.dress(style) } else { (false, false) };
        let face = Face { strong: strong && !strong_dress, emphasis: emphasis && !emphasis_dress, code: false };
        self.flow.paragraph.write(words, face, first < 0);
    }

    const fn is_shown(&self) -> bool {
        matches!(self.state.goal, Goal::Text) && !self.state.hidden && !self.state.deleted
    }

    fn open_link(&mut self) {
        if let Some(target) = address(&self.instruction) {
            self.flow.paragraph.pen().open_link(target);
            self.state.ending = Ending::Link;
        }
        self.instruction.clear();
    }

    /// Opens a note or a frame, whose paragraphs are its own.
    fn open_flow(&mut self, ending: Ending) {
        if self.outer.len() >= DEEPEST_FLOW {
            self.state.goal = Goal::Nowhere;
            return;
        }
        if ending == Ending::Note {
            let number = self.notes.len() + self.outer.len() + 1;
            self.flow.paragraph.pen().write(&format!("[{number}]"), Face::default());
        }
        self.outer.push(std::mem::take(&mut self.flow));
        self.state = State { goal: Goal::Text, ending, ..State::new(self.state.charset) };
    }

    fn close_flow(&mut self, ending: Ending) {
        self.end_paragraph();
        self.flow.close_table();
        let Some(outer) = self.outer.pop() else {
            return;
        };
        let inner = std::mem::replace(&mut self.flow, outer);
        if ending == Ending::Note {
            self.notes.push(inner.manuscript);
        } else {
            self.flow.manuscript.append(inner.manuscript);
        }
    }

    fn end_paragraph(&mut self) {
        let State { style, outline, level, left, in_table, .. } = self.state;
        let role = self.styles.role(style, outline);
        let depth = level.unwrap_or_else(|| left / INDENT - 1).clamp(0, 8);
        let paragraph = std::mem::take(&mut self.flow.paragraph);
        let (role, pen) = paragraph.finish(role, u8::try_from(depth).unwrap_or_default());
        let ink = pen.finish();
        if in_table || self.flow.is_in_cell {
            self.flow.open_cell();
        } else if !ink.is_blank() {
            self.flow.close_table();
        }
        self.flow.manuscript.paragraph(role, ink);
    }
}

impl Flow {
    fn open_cell(&mut self) {
        if !self.is_in_table {
            self.manuscript.open_table();
            self.is_in_table = true;
        }
        if !self.is_in_row {
            self.manuscript.open_row();
            self.is_in_row = true;
        }
        if !self.is_in_cell {
            self.manuscript.open_cell();
            self.is_in_cell = true;
        }
    }

    fn close_row(&mut self) {
        (self.is_in_row, self.is_in_cell) = (false, false);
    }

    fn close_table(&mut self) {
        if std::mem::take(&mut self.is_in_table) {
            self.manuscript.close_table();
        }
        self.close_row();
    }
}
