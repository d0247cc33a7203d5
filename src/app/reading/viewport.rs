//! Which rows are in sight. Places are (item, row within it): nothing here ever counts the rows of a whole briefing.

use std::rc::Rc;

use super::items::{Item, space_after};
use super::wrap::Row;

/// A row of the reader: an item and a row within it. Rows past the item's text are the blank ones after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowPlace {
    /// Which item, from 0.
    pub item: usize,
    /// Which of its rows, from 0.
    pub row: usize,
}

/// What scrolling needs to know of the text: never more than the items that it passes.
pub trait Rows {
    /// How many items there are.
    fn items(&self) -> usize;
    /// How many rows this item takes, the blank ones after it included.
    fn height(&self, item: usize) -> usize;
}

/// The place `by` rows further down, or up where `by` is negative; stops at the first and the last row.
pub fn moved(rows: &impl Rows, from: RowPlace, by: isize) -> RowPlace {
    let mut place = from;
    let mut left = by.unsigned_abs();
    while left > 0 {
        if by > 0 {
            let below = rows.height(place.item).saturating_sub(place.row + 1);
            if left <= below {
                place.row += left;
                break;
            }
            if place.item + 1 >= rows.items() {
                place.row += below;
                break;
            }
            left -= below + 1;
            place = RowPlace { item: place.item + 1, row: 0 };
        } else {
            if left <= place.row {
                place.row -= left;
                break;
            }
            if place.item == 0 {
                place.row = 0;
                break;
            }
            left -= place.row + 1;
            place.item -= 1;
            place.row = rows.height(place.item).saturating_sub(1);
        }
    }
    place
}

/// How many rows lie from `from` down to `to`, counted up to `most`.
pub fn distance(rows: &impl Rows, from: RowPlace, to: RowPlace, most: usize) -> usize {
    let mut place = from;
    let mut far = 0;
    while place.item < to.item && far < most {
        far += rows.height(place.item).saturating_sub(place.row);
        place = RowPlace { item: place.item + 1, row: 0 };
    }
    (far + to.row.saturating_sub(place.row)).min(most)
}

/// The lowest place for the top of the screen: the last row stands on the last line.
pub fn lowest_top(rows: &impl Rows, height: usize) -> RowPlace {
    let Some(item) = rows.items().checked_sub(1) else {
        return RowPlace::default();
    };
    let last = RowPlace { item, row: rows.height(item).saturating_sub(1) };
    moved(rows, last, 1 - isize::try_from(height.max(1)).unwrap_or(isize::MAX))
}

/// The rows of an item's text and how many blank ones follow.
pub struct ItemRows {
    /// The text, wrapped.
    pub text: Rc<[Row]>,
    /// Blank rows behind it.
    pub space: usize,
}

impl super::Reading {
    /// The rows of the item at this place.
    pub fn item_rows(&self, place: usize) -> ItemRows {
        let items = self.items.all();
        let item = items[place];
        let space = space_after(&self.briefing, item, items.get(place + 1).copied());
        let width = self.width_of(item);
        let text = self.wraps.rows(item, width, || {
            let mut rows = super::wrap::wrap(&self.text_of(item), width);
            if matches!(item, Item::Folded(_)) {
                rows.truncate(1);
            }
            rows
        });
        ItemRows { text, space }
    }

    /// The columns that an item's text is wrapped at.
    pub fn width_of(&self, item: Item) -> usize {
        self.measure.saturating_sub(self.indent_of(item)).max(8)
    }
}

impl Rows for super::Reading {
    fn items(&self) -> usize {
        self.items.all().len()
    }

    fn height(&self, item: usize) -> usize {
        let rows = self.item_rows(item);
        rows.text.len() + rows.space
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Rows for Vec<usize> {
        fn items(&self) -> usize {
            self.len()
        }
        fn height(&self, item: usize) -> usize {
            self[item]
        }
    }

    fn at(item: usize, row: usize) -> RowPlace {
        RowPlace { item, row }
    }

    #[test]
    fn moving_crosses_items_and_stops_at_the_ends() {
        let rows = vec![3, 1, 4];
        assert_eq!(moved(&rows, at(0, 0), 3), at(1, 0));
        assert_eq!(moved(&rows, at(0, 2), 3), at(2, 1));
        assert_eq!(moved(&rows, at(2, 1), -3), at(0, 2));
        assert_eq!(moved(&rows, at(0, 1), -9), at(0, 0));
        assert_eq!(moved(&rows, at(0, 1), 99), at(2, 3));
    }

    #[test]
    fn distance_is_the_inverse_of_moving() {
        let rows = vec![3, 1, 4, 2];
        for by in 0..10 {
            let to = moved(&rows, at(0, 0), by);
            assert_eq!(distance(&rows, at(0, 0), to, 100), by.unsigned_abs());
        }
    }

    #[test]
    fn the_last_row_can_stand_on_the_last_line() {
        assert_eq!(lowest_top(&vec![3, 1, 4], 5), at(1, 0));
        assert_eq!(lowest_top(&vec![3], 50), at(0, 0));
        assert_eq!(lowest_top(&Vec::new(), 5), at(0, 0));
    }
}
