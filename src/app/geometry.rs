//! Cells of the screen: sizes, places, rectangles.

/// How many columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A cell, from the top left corner of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Point {
    /// The column, from 0.
    pub x: u16,
    /// The row, from 0.
    pub y: u16,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// Its first column.
    pub x: u16,
    /// Its first row.
    pub y: u16,
    /// How many columns.
    pub width: u16,
    /// How many rows.
    pub height: u16,
}

impl Area {
    /// A rectangle.
    #[must_use]
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self { x, y, width, height }
    }

    /// Whether the cell lies inside.
    #[must_use]
    pub const fn contains(self, at: Point) -> bool {
        at.x >= self.x && at.x < self.x + self.width && at.y >= self.y && at.y < self.y + self.height
    }

    /// The rectangle left when `columns` are taken off either side and `rows` off top and bottom.
    #[must_use]
    pub const fn inset(self, columns: u16, rows: u16) -> Self {
        Self {
            x: self.x + columns,
            y: self.y + rows,
            width: self.width.saturating_sub(2 * columns),
            height: self.height.saturating_sub(2 * rows),
        }
    }

    /// Whether there is no cell in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}
