//! Which cells of a frame lead somewhere: laid beside the buffer, whose cells know nothing of links.
//!
//! A link is opened and closed around the very cells that are sent (OSC 8), so none is ever left open, and a cell that
//! leads elsewhere than before is sent again. What an address may be made of is [`Address`]'s to say.

use std::io;
use std::ops::Range;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;

use crate::app::view::Address;

/// What ends a string that is for the terminal.
const END: &[u8] = b"\x1b\\";
const OPEN: &[u8] = b"\x1b]8;;";

/// The links of one frame.
#[derive(Debug, Default)]
pub(super) struct Links {
    runs: Vec<Run>,
}

/// Neighbouring cells of one row that lead to the same place.
#[derive(Debug)]
struct Run {
    row: u16,
    columns: Range<u16>,
    address: Address,
}

impl Links {
    /// Forgets them all.
    pub(super) fn clear(&mut self) {
        self.runs.clear();
    }

    /// Lets cells lead somewhere.
    pub(super) fn put(&mut self, row: u16, columns: Range<u16>, address: &Address) {
        if !columns.is_empty() {
            self.runs.push(Run { row, columns, address: address.clone() });
        }
    }

    /// Takes the links out of a rectangle.
    pub(super) fn cover(&mut self, area: Rect) {
        for run in std::mem::take(&mut self.runs) {
            if run.row < area.top() || run.row >= area.bottom() {
                self.runs.push(run);
                continue;
            }
            let Range { start, end } = run.columns;
            for columns in [start..end.min(area.left()), start.max(area.right())..end] {
                self.put(run.row, columns, &run.address);
            }
        }
    }

    fn at(&self, x: u16, y: u16) -> Option<&Address> {
        self.runs.iter().find(|run| run.row == y && run.columns.contains(&x)).map(|run| &run.address)
    }

    /// Makes every cell of what is shown differ from the next frame's that does not lead where it will.
    pub(super) fn outdate(&self, shown: &mut Buffer, next: &Self) {
        for run in self.runs.iter().chain(&next.runs) {
            for x in run.columns.clone().filter(|x| self.at(*x, run.row) != next.at(*x, run.row)) {
                if let Some(cell) = shown.cell_mut((x, run.row)) {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        }
    }

    /// Adds to a frame the cells that changed, with their links around them.
    pub(super) fn draw<'a>(
        &self,
        cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
        frame: &mut Vec<u8>,
    ) -> io::Result<()> {
        if self.runs.is_empty() {
            return CrosstermBackend::new(frame).draw(cells);
        }
        let cells: Vec<_> = cells.collect();
        let together = |a: &(u16, u16, &Cell), b: &(u16, u16, &Cell)| {
            let (one, other) = (self.at(a.0, a.1), self.at(b.0, b.1));
            one == other && (one.is_none() || a.1 == b.1)
        };
        for run in cells.chunk_by(together) {
            let address = self.at(run[0].0, run[0].1);
            if let Some(address) = address {
                frame.extend_from_slice(&[OPEN, address.as_str().as_bytes(), END].concat());
            }
            CrosstermBackend::new(&mut *frame).draw(run.iter().copied())?;
            if address.is_some() {
                frame.extend_from_slice(&[OPEN, END].concat());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::{Line, Panel, Role, Segment, Style, View};
    use crate::app::{Area, Size};
    use crate::tui::screen::Screen;
    use crate::tui::theme::Theme;

    fn segment(text: &str, address: Option<&str>) -> Segment {
        let address = address.map(|words| Address::of(words).unwrap());
        Segment { text: text.into(), style: Style { role: Role::Link, ..Style::default() }, address }
    }

    fn panel(area: Area, lines: Vec<Vec<Segment>>) -> Panel {
        let lines = lines.into_iter().map(|segments| Line { segments, fill: None }).collect();
        Panel { area, lines, ..Panel::default() }
    }

    fn view(panels: Vec<Panel>) -> View {
        View { size: Size { width: 20, height: 3 }, panels, cursor: None }
    }

    fn whole(lines: Vec<Vec<Segment>>) -> View {
        view(vec![panel(Area::new(0, 0, 20, 3), lines)])
    }

    /// The addresses that a frame opens, each with what is printed before it is closed.
    fn links(frame: &[u8]) -> Vec<(String, String)> {
        let frame = String::from_utf8(frame.to_vec()).unwrap();
        let mut pieces = frame.split("\x1b]8;;").skip(1);
        let mut links = Vec::new();
        while let Some(opened) = pieces.next() {
            let (address, rest) = opened.split_once("\x1b\\").unwrap();
            assert!(pieces.next().unwrap().starts_with("\x1b\\"), "{frame:?} leaves one open");
            let mut terminal = vt100::Parser::new(3, 20, 0);
            terminal.process(rest.as_bytes());
            links.push((address.to_owned(), terminal.screen().contents().trim().to_owned()));
        }
        links
    }

    fn frames(views: &[View]) -> Vec<Vec<u8>> {
        let mut screen = Screen::unknown(true);
        views.iter().map(|view| screen.frame(view, &Theme::plain()).unwrap()).collect()
    }

    fn link(address: &str, words: &str) -> (String, String) {
        (address.to_owned(), words.to_owned())
    }

    const OSLO: &str = "https://example.org/oslo";
    const BASEL: &str = "https://example.org/basel";

    #[test]
    fn a_link_is_closed_at_the_end_of_its_row() {
        let rows = vec![
            vec![segment("in ", None), segment("the Oslo", Some(OSLO))],
            vec![segment("accords", Some(OSLO)), segment("pact", Some(BASEL)), segment(".", None)],
        ];
        let frames = frames(&[whole(rows)]);
        assert_eq!(links(&frames[0]), [link(OSLO, "the Oslo"), link(OSLO, "accords"), link(BASEL, "pact")]);
        let mut terminal = vt100::Parser::new(3, 20, 0);
        terminal.process(&frames[0]);
        assert_eq!(terminal.screen().contents(), "in the Oslo\naccordspact.");
    }

    #[test]
    fn a_row_that_goes_right_to_the_edge_does_not_join_the_next() {
        let full = "漢".repeat(10);
        let frames = frames(&[whole(vec![vec![segment(&full, Some(OSLO))], vec![segment("and", Some(OSLO))]])]);
        assert_eq!(links(&frames[0]), [link(OSLO, &full), link(OSLO, "and")]);
    }

    #[test]
    fn what_leads_elsewhere_is_sent_again_and_what_does_not_is_not() {
        let at = |address| whole(vec![vec![segment("pact", address)]]);
        let frames = frames(&[at(Some(OSLO)), at(Some(BASEL)), at(Some(BASEL)), at(None), at(Some(OSLO))]);
        assert_eq!(links(&frames[1]), [link(BASEL, "pact")]);
        assert!(frames[2].is_empty(), "{}", frames[2].escape_ascii());
        assert!(links(&frames[3]).is_empty() && frames[3].windows(4).any(|bytes| bytes == b"pact"));
        assert_eq!(links(&frames[4]), [link(OSLO, "pact")]);
    }

    #[test]
    fn what_lies_over_a_link_leads_nowhere() {
        let under = panel(Area::new(0, 0, 20, 3), vec![vec![segment("the Oslo accords", Some(OSLO))]]);
        let over = panel(Area::new(4, 0, 4, 1), vec![vec![segment("Bern", None)]]);
        let frames = frames(&[view(vec![under, over])]);
        assert_eq!(links(&frames[0]), [link(OSLO, "the"), link(OSLO, "accords")]);
    }

    #[test]
    fn a_terminal_that_knows_no_links_gets_none() {
        let view = whole(vec![vec![segment("pact", Some(OSLO))]]);
        let mut screen = Screen::unknown(false);
        let frame = screen.frame(&view, &Theme::plain()).unwrap();
        assert!(links(&frame).is_empty());
        assert!(screen.frame(&view, &Theme::plain()).unwrap().is_empty());
    }
}
