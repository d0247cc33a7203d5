//! Quotations in plain text: behind `>`, or set in where the text around them is not.

use super::line::Line;
use super::list::Marker;

/// How far a quotation is set in, in columns.
const SET_IN: usize = 2;
/// Where more than one line in so many is set in, that is how the text is typed.
const RARE: usize = 4;

/// Whether a document sets quotations in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quotes {
    are_set_in: bool,
}

impl Quotes {
    /// The habit of a document: few of its lines are set in, the items of lists aside.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut item: Option<usize> = None;
        let (mut set_in, mut all) = (0_usize, 0_usize);
        for line in lines.iter().filter(|line| !line.is_blank()) {
            let marker = Marker::of(line).map(|marker| marker.column);
            item = marker.or_else(|| item.filter(|column| line.indent + 1 >= *column && line.indent > 0));
            if item.is_none() {
                all += 1;
                set_in += usize::from(line.indent >= SET_IN);
            }
        }
        Self { are_set_in: set_in > 0 && set_in * RARE <= all }
    }

    /// Whether lines between blank ones are a quotation: two or more, all set in as far.
    pub(super) fn is_quote(self, run: &[Line<'_>]) -> bool {
        let [first, _, ..] = run else { return false };
        self.are_set_in && first.indent >= SET_IN && run.iter().all(|line| line.indent == first.indent)
    }
}
