//! The fonts of a document: how a string of character codes is parted, how wide each is and what it says.
//!
//! The decoding (`ToUnicode`, `Differences`, the standard encodings, CID maps) is the crate's; what is ours is the cache,
//! the guard against dictionaries made to do harm, and what counts as a word's character.

use std::collections::HashMap;
use std::sync::Arc;

use hayro_cmap::{BfString, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontData, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};

use super::glyphs::Style;
use crate::document::is_unprintable;

/// The most codes that the widths of one font may be given for.
const MOST_WIDTHS: u64 = 1 << 17;
/// The most letters of one code: a ligature has a few.
const MOST_LETTERS: usize = 64;
/// The flags of a font descriptor (ISO 32000-2, table 121).
const ITALIC: u32 = 1 << 6;
const FORCE_BOLD: u32 = 1 << 18;
/// The weight from which a font is bold.
const BOLD: f32 = 600.0;

/// The fonts met so far.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    standard: FontResolverFn,
    maps: CMapResolverFn,
    faces: Vec<Face<'a>>,
    by_object: HashMap<ObjectIdentifier, Option<usize>>,
}

/// One font, and what its codes were found to be.
pub(super) struct Face<'a> {
    font: Font<'a>,
    pub(super) style: Style,
    codes: HashMap<u32, Code>,
}

/// What a character code shows.
#[derive(Debug, Clone)]
pub(super) struct Code {
    /// How far it moves on, in ems.
    pub(super) advance: f64,
    pub(super) says: Says,
}

/// The words of a character code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    One(char),
    Several(Box<str>),
    /// The font does not tell.
    Unknown,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            standard: Arc::new(|query: &FontQuery| Some(standard_font(query))),
            maps: Arc::new(load_embedded),
            faces: Vec::new(),
            by_object: HashMap::new(),
        }
    }

    /// The font that a dictionary describes; `None` where it can't be read or asks for too much.
    pub(super) fn load(&mut self, dict: &Dict<'a>) -> Option<usize> {
        let id = dict.obj_id();
        if let Some(known) = id.and_then(|id| self.by_object.get(&id)) {
            return *known;
        }
        let font = is_sane(dict).then(|| self.cache.font(dict, &self.standard, &self.maps)).flatten();
        let at = font.map(|font| {
            self.faces.push(Face { font, style: style(dict), codes: HashMap::new() });
            self.faces.len() - 1
        });
        if let Some(id) = id {
            self.by_object.insert(id, at);
        }
        at
    }

    pub(super) fn face(&mut self, at: usize) -> Option<&mut Face<'a>> {
        self.faces.get_mut(at)
    }
}

impl Face<'_> {
    /// The next character code of a string, and how many bytes it has (one at least).
    pub(super) fn next_code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    pub(super) fn code(&mut self, code: u32) -> &Code {
        let Self { font, codes, .. } = self;
        codes.entry(code).or_insert_with(|| {
            let advance = font.code_advance(code);
            let along = if font.is_horizontal() { advance.x } else { advance.y };
            Code { advance: along / f64::from(UNITS_PER_EM), says: says(font, code) }
        })
    }
}

fn says(font: &Font<'_>, code: u32) -> Says {
    let found = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    match found {
        Some(BfString::Char(c)) => one(c),
        Some(BfString::String(words)) => {
            let kept: String = words.chars().filter(|c| is_kept(*c)).take(MOST_LETTERS).collect();
            if kept.is_empty() { Says::Unknown } else { Says::Several(kept.into_boxed_str()) }
        }
        None => Says::Unknown,
    }
}

/// What a map that gives one character says: ligatures become their letters, white space a space.
fn one(c: char) -> Says {
    match ligature(c) {
        Some(letters) => Says::Several(letters.into()),
        None if c.is_whitespace() => Says::One(if c == '\u{A0}' { c } else { ' ' }),
        None if is_kept(c) => Says::One(c),
        None => Says::Unknown,
    }
}

const fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return None,
    })
}

/// Whether a character belongs to words: a map to control characters is no map. A soft hyphen is needed for the joining
/// of words.
pub(super) fn is_kept(c: char) -> bool {
    c == '\u{AD}' || (!is_unprintable(c) && c != '\u{FFFD}')
}

fn standard_font(query: &FontQuery) -> (FontData, u32) {
    match query {
        FontQuery::Standard(font) => font.get_font_data(),
        FontQuery::Fallback(fallback) => fallback.pick_standard_font().get_font_data(),
    }
}

/// The dictionary with the descriptor: a composite font's is its descendant's.
fn described<'a>(dict: &Dict<'a>) -> Dict<'a> {
    let descendant = dict.get::<Array<'a>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'a>>().next());
    descendant.unwrap_or_else(|| dict.clone())
}

fn style(dict: &Dict<'_>) -> Style {
    let name = dict.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_ascii_lowercase()).unwrap_or_default();
    let descriptor = described(dict).get::<Dict<'_>>("FontDescriptor").unwrap_or_else(Dict::empty);
    let flags = descriptor.get::<u32>("Flags").unwrap_or(0);
    let weight = descriptor.get::<f32>("FontWeight").unwrap_or(0.0);
    // After the prefix of a subset (`ABCDEF+`).
    let name = name.rsplit('+').next().unwrap_or_default();
    let named = |marks: &[&str]| marks.iter().any(|mark| name.contains(mark));
    Style {
        is_bold: named(&["bold", "black", "heavy", "cmbx", "sfbx", "-medi", "demi"])
            || weight >= BOLD
            || flags & FORCE_BOLD != 0,
        is_italic: named(&["italic", "oblique", "cmti", "sfti", "slanted"]) || flags & ITALIC != 0,
    }
}

/// Whether the widths are for as many codes as a font can have: the crate makes an entry for each.
fn is_sane(dict: &Dict<'_>) -> bool {
    let first = dict.get::<i64>("FirstChar").unwrap_or(0);
    let descendant = described(dict);
    let spread = |key: &str, values: usize| descendant.get::<Array<'_>>(key).map_or(0, |array| spread(&array, values));
    (0..=255).contains(&first) && spread("W", 1).saturating_add(spread("W2", 3)) <= MOST_WIDTHS
}

/// How many codes the ranges of a `W` or `W2` array span.
fn spread(array: &Array<'_>, values: usize) -> u64 {
    let mut items = array.flex_iter();
    let mut total = 0_u64;
    loop {
        if let Some((_, widths)) = items.next::<(u32, Array<'_>)>() {
            total = total.saturating_add(widths.raw_iter().count() as u64);
        } else if let Some((first, last)) = items.next::<(u32, u32)>() {
            total = total.saturating_add(u64::from(last.saturating_sub(first)) + 1);
            for _ in 0..values {
                if items.next::<f32>().is_none() {
                    return total;
                }
            }
        } else {
            return total;
        }
    }
}
