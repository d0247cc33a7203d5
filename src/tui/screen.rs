//! Composes frames: only the cells that changed, as one write, as one synchronized update.

use std::io;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;

use super::links::Links;
use super::paint::paint;
use super::theme::Theme;
use crate::app::Point;
use crate::app::view::View;

/// What the terminal shows, as far as is known.
#[derive(Debug, Default)]
pub(super) struct Screen {
    shown: Buffer,
    next: Buffer,
    shown_links: Links,
    next_links: Links,
    /// Whether the terminal knows what a link is.
    links: bool,
    cursor: Option<Point>,
    /// What is shown is unknown: all of it is sent.
    forgotten: bool,
}

impl Screen {
    /// A screen of which nothing is known.
    pub(super) fn unknown(links: bool) -> Self {
        Self { forgotten: true, links, ..Self::default() }
    }

    /// Someone else wrote on the terminal, or its size changed.
    pub(super) fn forget(&mut self) {
        self.forgotten = true;
    }

    /// The bytes that turn what is shown into the view; none when they are the same.
    pub(super) fn frame(&mut self, view: &View, theme: &Theme) -> io::Result<Vec<u8>> {
        let area = Rect::new(0, 0, view.size.width, view.size.height);
        if self.shown.area != area {
            self.next = Buffer::empty(area);
            self.forgotten = true;
        }
        if self.forgotten {
            self.shown = Buffer::empty(area);
        }
        self.next.reset();
        self.next_links.clear();
        paint(view, theme, &mut self.next, &mut self.next_links);
        if self.links {
            self.shown_links.outdate(&mut self.shown, &self.next_links);
        } else {
            self.next_links.clear();
        }
        outdate_uncertain_rows(&mut self.shown, &self.next);

        let mut cells = self.shown.diff_iter(&self.next).peekable();
        if cells.peek().is_none() && self.cursor == view.cursor && !self.forgotten {
            return Ok(Vec::new());
        }
        let mut bytes = Vec::with_capacity(4096);
        queue!(bytes, BeginSynchronizedUpdate)?;
        if self.cursor.is_some() || self.forgotten {
            queue!(bytes, Hide)?;
        }
        if self.forgotten {
            queue!(bytes, Clear(ClearType::All))?;
        }
        self.next_links.draw(cells, &mut bytes)?;
        if let Some(Point { x, y }) = view.cursor {
            queue!(bytes, MoveTo(x, y), Show)?;
        }
        queue!(bytes, EndSynchronizedUpdate)?;

        std::mem::swap(&mut self.shown, &mut self.next);
        std::mem::swap(&mut self.shown_links, &mut self.next_links);
        self.cursor = view.cursor;
        self.forgotten = false;
        Ok(bytes)
    }
}

/// Terminals disagree on how many columns a cluster of characters takes (flags, families, Thai vowels), so what else
/// stands in its row may be elsewhere than was meant. Such a row is sent as a whole when anything in it changes.
fn outdate_uncertain_rows(shown: &mut Buffer, next: &Buffer) {
    let width = usize::from(next.area.width).max(1);
    let is_cluster = |cell: &Cell| cell.symbol().len() > 1 && cell.symbol().chars().nth(1).is_some();
    for (old, new) in shown.content.chunks_mut(width).zip(next.content.chunks(width)) {
        if (old.iter().any(is_cluster) || new.iter().any(is_cluster)) && old != new {
            for cell in old {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::{Line, Panel, Role};
    use crate::app::{Area, Size};

    fn view(width: u16, height: u16, words: &str) -> View {
        let area = Area::new(0, 0, width, height);
        let panel = Panel { area, lines: vec![Line::of(Role::Text, words)], ..Panel::default() };
        View { size: Size { width, height }, panels: vec![panel], cursor: None }
    }

    /// What a terminal shows after the frames of some views.
    fn shown(views: &[View]) -> (Vec<usize>, vt100::Parser) {
        let mut screen = Screen::unknown(true);
        let mut terminal = vt100::Parser::new(24, 80, 0);
        let mut lengths = Vec::new();
        for view in views {
            let bytes = screen.frame(view, &Theme::plain()).unwrap();
            terminal.screen_mut().set_size(view.size.height, view.size.width);
            terminal.process(&bytes);
            lengths.push(bytes.len());
        }
        (lengths, terminal)
    }

    #[test]
    fn the_same_view_sends_nothing() {
        let (lengths, _) = shown(&[view(40, 5, "talks"), view(40, 5, "talks")]);
        assert_eq!(lengths[1], 0);
    }

    #[test]
    fn only_what_changed_is_sent() {
        let (lengths, terminal) = shown(&[view(80, 24, "the talks go on"), view(80, 24, "the talks go un")]);
        assert_eq!(terminal.screen().contents(), "the talks go un");
        assert!(lengths[1] < 80, "{lengths:?}");
    }

    #[test]
    fn a_new_size_leaves_nothing_of_the_old_one() {
        let (_, terminal) = shown(&[view(40, 5, "a long line of old words"), view(20, 3, "new"), view(60, 9, "newer")]);
        assert_eq!(terminal.screen().contents(), "newer");
    }

    #[test]
    fn wide_characters_come_and_go_whole() {
        let (_, terminal) = shown(&[view(8, 1, "漢字漢字"), view(8, 1, "a漢b字"), view(8, 1, "漢")]);
        assert_eq!(terminal.screen().contents().trim_end(), "漢");
    }

    #[test]
    fn what_terminals_measure_otherwise_leaves_nothing_behind() {
        let texts = ["a กำ b", "ab", "x 🇺🇦 y", "", "👩‍👩‍👧 and ☀️.", "กำ", "e\u{301}a", "漢กำ漢", "漢字"];
        for before in texts {
            for after in texts {
                let rows = |views: &[View]| shown(views).1.screen().contents().trim_end().to_owned();
                assert_eq!(rows(&[view(30, 2, before), view(30, 2, after)]), rows(&[view(30, 2, after)]), "{before:?}");
            }
        }
    }

    #[test]
    fn the_cursor_is_where_the_view_says() {
        let mut typing = view(20, 2, "note");
        typing.cursor = Some(Point { x: 4, y: 0 });
        let (_, terminal) = shown(&[view(20, 2, "note"), typing.clone()]);
        assert_eq!((terminal.screen().cursor_position(), terminal.screen().hide_cursor()), ((0, 4), false));
        let (_, terminal) = shown(&[typing, view(20, 2, "note")]);
        assert!(terminal.screen().hide_cursor());
    }

    #[test]
    fn a_frame_is_one_synchronized_update() {
        let bytes = Screen::unknown(true).frame(&view(20, 2, "talks"), &Theme::plain()).unwrap();
        assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
    }
}
