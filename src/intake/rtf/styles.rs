//! The styles of a rich text, which say by their names and outline levels what paragraphs are for.

use std::collections::HashMap;

use crate::intake::manuscript::Role;

/// The longest chain of styles based on one another; longer ones are circles.
const CHAIN: usize = 24;

/// A style as it stands in the file.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<i32>,
    outline: Option<i32>,
    strong: bool,
    emphasis: bool,
}

/// The styles, as they are read.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<i32, Style>,
    /// The style that is being read: paragraphs' only.
    open: Option<i32>,
}

impl Styles {
    /// A style's group opens.
    pub(super) fn open(&mut self) {
        self.open = Some(0);
    }

    /// Takes up a control word in a style's group.
    pub(super) fn set(&mut self, name: &str, number: Option<i32>) {
        match name {
            "s" => self.open = number,
            "cs" | "ts" | "ds" => self.open = None,
            _ => {}
        }
        let Some(style) = self.open.map(|id| self.styles.entry(id).or_default()) else {
            return;
        };
        match name {
            "sbasedon" => style.based_on = number,
            "outlinelevel" => style.outline = number,
            "b" => style.strong = number != Some(0),
            "i" => style.emphasis = number != Some(0),
            _ => {}
        }
    }

    /// Takes up words in a style's group: its name.
    pub(super) fn name(&mut self, words: &str) {
        if let Some(style) = self.open.and_then(|id| self.styles.get_mut(&id)) {
            style.name.push_str(words.trim_end_matches(';'));
        }
    }

    /// The role that a style gives; the outline level that the paragraph says itself counts for more than the style's.
    pub(super) fn role(&self, id: i32, outline: Option<i32>) -> Role {
        let (mut role, mut level) = (None, outline);
        let mut next = self.styles.get(&id);
        for _ in 0..CHAIN {
            let Some(style) = next.filter(|_| role.is_none()) else { break };
            role = Role::named(&style.name);
            level = level.or(style.outline);
            next = style.based_on.filter(|other| *other != id).and_then(|other| self.styles.get(&other));
        }
        let heading = level.and_then(|level| u8::try_from(level + 1).ok()).filter(|level| (1..=9).contains(level));
        role.or_else(|| heading.map(|level| Role::Heading(level.min(6)))).unwrap_or(Role::Text)
    }

    /// Whether a style sets its words in bold, and in italics.
    pub(super) fn dress(&self, id: i32) -> (bool, bool) {
        self.styles.get(&id).map(|style| (style.strong, style.emphasis)).unwrap_or_default()
    }
}
