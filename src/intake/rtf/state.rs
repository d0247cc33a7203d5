//! What holds for the words in a group of a rich text, and ends with the group.

use encoding_rs::Encoding;

use crate::intake::manuscript::Face;

/// Where a group's words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Into the text.
    Text,
    /// Nowhere: pictures, running heads, tables of colours.
    Nowhere,
    /// Into the table of fonts, and of styles.
    Fonts,
    Styles,
    /// Into a property.
    Property(Property),
    /// Into the marker ahead of a list's item.
    Marker,
    /// Into a field's instruction.
    Instruction,
}

/// A property of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    Title,
    Subject,
    Author,
    Keywords,
    Comment,
    Created,
    /// One that is not read.
    Other,
}

/// What a group does when it ends, beyond going back to what held before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Nothing,
    Note,
    Frame,
    Link,
}

/// What holds in a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) goal: Goal,
    pub(super) ending: Ending,
    pub(super) face: Face,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// How many characters stand in for one that old programs can't show.
    pub(super) substitutes: usize,
    pub(super) charset: &'static Encoding,
    pub(super) style: i32,
    pub(super) outline: Option<i32>,
    pub(super) in_table: bool,
    /// The list's level; the paragraph's indents, in twentieths of a point.
    pub(super) level: Option<i32>,
    pub(super) left: i32,
    pub(super) first: i32,
}

impl State {
    pub(super) const fn new(charset: &'static Encoding) -> Self {
        Self {
            goal: Goal::Text,
            ending: Ending::Nothing,
            face: Face { strong: false, emphasis: false, code: false },
            hidden: false,
            deleted: false,
            substitutes: 1,
            charset,
            style: 0,
            outline: None,
            in_table: false,
            level: None,
            left: 0,
            first: 0,
        }
    }

    /// Takes up what a control word says of words; whether it did.
    pub(super) fn set_words(&mut self, name: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        match name {
            "b" => self.face.strong = is_on,
            "i" => self.face.emphasis = is_on,
            "v" => self.hidden = is_on,
            "deleted" => self.deleted = is_on,
            "plain" => (self.face, self.hidden, self.deleted) = (Face::default(), false, false),
            "uc" => self.substitutes = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            _ => return false,
        }
        true
    }

    /// Takes up what a control word says of paragraphs; whether it did.
    pub(super) fn set_paragraph(&mut self, name: &str, number: Option<i32>) -> bool {
        match name {
            "pard" => {
                (self.style, self.outline, self.in_table, self.level) = (0, None, false, None);
                (self.left, self.first) = (0, 0);
            }
            "s" => self.style = number.unwrap_or_default(),
            "outlinelevel" => self.outline = number,
            "intbl" => self.in_table = true,
            "ilvl" => self.level = number,
            "li" => self.left = number.unwrap_or_default(),
            "fi" => self.first = number.unwrap_or_default(),
            _ => return false,
        }
        true
    }
}
