//! The cursor: where the next character goes, and what is selected.

use super::buffer::Position;

/// The cursor and the selection. Both ends are always between clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cursor {
    /// Where the cursor stands.
    pub head: Position,
    /// Where the selection started; the same as `head` where nothing is selected.
    pub anchor: Position,
    /// The column that moves from row to row try to keep.
    pub column: Option<usize>,
}

impl Cursor {
    /// A cursor with nothing selected.
    pub const fn at(place: Position) -> Self {
        Self { head: place, anchor: place, column: None }
    }

    /// What is selected, from its first place to its last; both the same where nothing is.
    pub fn selection(self) -> (Position, Position) {
        (self.head.min(self.anchor), self.head.max(self.anchor))
    }

    /// Whether something is selected.
    pub fn selects(self) -> bool {
        self.head != self.anchor
    }

    /// The cursor moved to `place`; the selection goes with it or ends.
    pub fn moved(self, place: Position, column: Option<usize>, select: bool) -> Self {
        Self { head: place, anchor: if select { self.anchor } else { place }, column }
    }
}
