//! Lists: what stands ahead of their items, and how these are counted.

use std::collections::HashMap;

/// How many levels a list has.
const LEVELS: usize = 10;

/// What stands ahead of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Marker {
    #[default]
    Bullet,
    Number {
        start: u64,
    },
    /// Nothing: the paragraph is only indented.
    None,
}

/// The markers of a list's levels.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ListStyle([Marker; LEVELS]);

impl ListStyle {
    /// Sets the marker of a level, counted from 1.
    pub(super) fn set(&mut self, level: u64, marker: Marker) {
        if let Some(slot) = usize::try_from(level).ok().and_then(|level| self.0.get_mut(level.checked_sub(1)?)) {
            *slot = marker;
        }
    }

    fn at(&self, depth: usize) -> Marker {
        self.0[depth.min(LEVELS - 1)]
    }
}

/// An open list.
struct List {
    style: String,
    marker: Marker,
    /// The number of the open item.
    number: u64,
    /// Whether the open item's first paragraph is still to come, and whether it has a marker.
    is_fresh: bool,
}

/// The open lists, outermost first.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<List>,
    /// The last number of each style and depth, for lists that go on.
    last: HashMap<(String, usize), u64>,
}

impl Lists {
    /// Opens a list; one without a style has the one around it.
    pub(super) fn open(&mut self, style: Option<String>, goes_on: bool, styles: &HashMap<String, ListStyle>) {
        let style = style.or_else(|| self.open.last().map(|list| list.style.clone())).unwrap_or_default();
        let depth = self.open.len();
        let marker = styles.get(&style).map(|style| style.at(depth)).unwrap_or_default();
        let start = if let Marker::Number { start } = marker { start } else { 1 };
        let last = self.last.get(&(style.clone(), depth)).copied().filter(|_| goes_on);
        let number = last.unwrap_or_else(|| start.saturating_sub(1));
        self.open.push(List { style, marker, number, is_fresh: false });
    }

    pub(super) fn close(&mut self) {
        if let Some(list) = self.open.pop() {
            self.last.insert((list.style, self.open.len()), list.number);
        }
    }

    /// Opens an item, with a number of its own where it has one.
    pub(super) fn item(&mut self, number: Option<u64>) {
        if let Some(list) = self.open.last_mut() {
            list.number = number.unwrap_or_else(|| list.number.saturating_add(1));
            list.is_fresh = true;
        }
    }

    /// The depth and number of a paragraph that comes now; `None` where it is no item's first.
    pub(super) fn take(&mut self) -> Option<(u8, Option<u64>)> {
        let depth = u8::try_from(self.open.len().checked_sub(1)?).unwrap_or(u8::MAX);
        let list = self.open.last_mut()?;
        if !std::mem::take(&mut list.is_fresh) || list.marker == Marker::None {
            return None;
        }
        let is_numbered = matches!(list.marker, Marker::Number { .. });
        Some((depth, is_numbered.then_some(list.number)))
    }
}
