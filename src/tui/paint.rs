//! Paints a view into a buffer of cells, and its links beside it.
//!
//! It takes `&` and changes nothing but the two. Whatever a text holds, only printable characters get into cells.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style as Look;
use unicode_width::UnicodeWidthStr;

use super::links::Links;
use super::theme::Theme;
use crate::app::Area;
use crate::app::view::{Frame, Line, Panel, Scroll, Style, View};

/// Paints all panels, the later over the earlier.
pub(super) fn paint(view: &View, theme: &Theme, buffer: &mut Buffer, links: &mut Links) {
    buffer.set_style(buffer.area, theme.ground());
    for panel in &view.panels {
        paint_panel(panel, theme, buffer, links);
    }
}

fn paint_panel(panel: &Panel, theme: &Theme, buffer: &mut Buffer, links: &mut Links) {
    let Area { x, y, width, height } = panel.area;
    let area = Rect::new(x, y, width, height).intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    blank(area, theme, buffer);
    links.cover(area);
    let inner = if panel.frame == Frame::None { panel.area } else { panel.area.inset(1, 1) };
    if panel.frame != Frame::None {
        paint_frame(panel, theme, buffer, links);
    }
    for (line, row) in panel.lines.iter().zip(inner.y..inner.y.saturating_add(inner.height)) {
        paint_line(line, Area::new(inner.x, row, inner.width, 1), theme, buffer, links);
    }
    if let Some(scroll) = panel.scroll {
        paint_scroll(panel, scroll, theme, buffer);
    }
}

/// Empties a rectangle; of a wide character that is only half inside, the other half becomes a space.
fn blank(area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let is_wide = |buffer: &Buffer, x, y| buffer.cell((x, y)).is_some_and(|cell| cell.symbol().width() > 1);
    for y in area.top()..area.bottom() {
        if area.x > 0 && is_wide(buffer, area.x - 1, y) {
            buffer[(area.x - 1, y)].set_symbol(" ");
        }
        if is_wide(buffer, area.right() - 1, y) {
            put(buffer, area.right(), y, " ", theme.ground());
        }
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
    buffer.set_style(area, theme.ground());
}

/// Corners and sides of a frame: top left, top right, bottom left, bottom right, across, down.
const SQUARE: [&str; 6] = ["┌", "┐", "└", "┘", "─", "│"];
const ROUND: [&str; 6] = ["╭", "╮", "╰", "╯", "─", "│"];

fn paint_frame(panel: &Panel, theme: &Theme, buffer: &mut Buffer, links: &mut Links) {
    let Area { x, y, width, height } = panel.area;
    if width < 2 || height < 2 {
        return;
    }
    let [top_left, top_right, bottom_left, bottom_right, across, down] =
        if panel.frame == Frame::Window { ROUND } else { SQUARE };
    let look = theme.frame(panel.frame);
    let (right, bottom) = (x.saturating_add(width - 1), y.saturating_add(height - 1));
    for column in x + 1..right {
        put(buffer, column, y, across, look);
        put(buffer, column, bottom, across, look);
    }
    for row in y + 1..bottom {
        put(buffer, x, row, down, look);
        put(buffer, right, row, down, look);
    }
    for (column, row, corner) in
        [(x, y, top_left), (right, y, top_right), (x, bottom, bottom_left), (right, bottom, bottom_right)]
    {
        put(buffer, column, row, corner, look);
    }
    paint_segments(&panel.title, Area::new(x + 1, y, width - 2, 1), theme, buffer, links);
}

fn paint_line(line: &Line, area: Area, theme: &Theme, buffer: &mut Buffer, links: &mut Links) {
    let row = Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area);
    if let Some(fill) = line.fill {
        buffer.set_style(row, theme.style(Style { role: fill, ..Style::default() }));
    }
    paint_segments(line, area, theme, buffer, links);
}

/// Paints segments side by side as far as they fit; a wide character that only half fits is left out.
fn paint_segments(line: &Line, area: Area, theme: &Theme, buffer: &mut Buffer, links: &mut Links) {
    if area.y >= buffer.area.bottom() {
        return;
    }
    let end = area.x.saturating_add(area.width).min(buffer.area.right());
    let mut x = area.x;
    for segment in &line.segments {
        if x >= end {
            break;
        }
        // In a filled row plain text keeps the row's look.
        let plain = segment.style == Style::default();
        let look = if line.fill.is_some() && plain { Look::new() } else { theme.style(segment.style) };
        let from = x;
        x = buffer.set_stringn(x, area.y, printable(&segment.text), usize::from(end - x), look).0;
        if let Some(address) = &segment.address {
            links.put(area.y, from..x, address);
        }
    }
}

/// The last line of defence; views are printable already.
fn printable(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if text.contains(steers) { Cow::Owned(text.replace(steers, "\u{FFFD}")) } else { Cow::Borrowed(text) }
}

/// Marks in the right edge which part of the whole is in sight.
fn paint_scroll(panel: &Panel, scroll: Scroll, theme: &Theme, buffer: &mut Buffer) {
    let Area { x, y, width, height } = panel.area;
    let framed = panel.frame != Frame::None;
    let (top, rows) = if framed { (y + 1, height.saturating_sub(2)) } else { (y, height) };
    let Some((from, length)) = thumb(scroll, rows) else { return };
    let column = x.saturating_add(width.saturating_sub(1));
    let (mark, look) = if framed { ("┃", theme.frame(Frame::Focused)) } else { ("▐", theme.frame(Frame::Quiet)) };
    for row in top + from..top + from + length {
        if framed || buffer.cell((column, row)).is_some_and(|cell| cell.symbol() == " ") {
            put(buffer, column, row, mark, look);
        }
    }
}

/// First row and length of the mark; `None` when all is in sight.
fn thumb(scroll: Scroll, rows: u16) -> Option<(u16, u16)> {
    if rows == 0 || scroll.of == 0 || scroll.seen >= scroll.of {
        return None;
    }
    let part = |count: usize| u16::try_from(count * usize::from(rows) / scroll.of).unwrap_or(rows);
    let length = part(scroll.seen).clamp(1, rows);
    // The mark touches an end only at that end of the whole.
    let last = rows - length;
    let from = match part(scroll.from) {
        _ if scroll.from == 0 => 0,
        _ if scroll.from + scroll.seen >= scroll.of => last,
        from => from.clamp(1.min(last), last.saturating_sub(1).max(1).min(last)),
    };
    Some((from, length))
}

fn put(buffer: &mut Buffer, x: u16, y: u16, symbol: &str, look: Look) {
    if let Some(cell) = buffer.cell_mut((x, y)) {
        cell.set_symbol(symbol).set_style(look);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;
    use crate::app::Size;
    use crate::app::view::{Role, Segment};

    fn painted(width: u16, height: u16, panels: Vec<Panel>) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let view = View { size: Size { width, height }, panels, cursor: None };
        paint(&view, &Theme::plain(), &mut buffer, &mut Links::default());
        buffer
    }

    fn rows(buffer: &Buffer) -> Vec<String> {
        let Rect { width, height, .. } = buffer.area;
        let row = |y| {
            let mut x = 0;
            let mut words = String::new();
            while x < width {
                let symbol = buffer[(x, y)].symbol();
                words.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).unwrap();
            }
            words.trim_end().to_owned()
        };
        (0..height).map(row).collect()
    }

    fn panel(area: Area, frame: Frame, lines: &[&str]) -> Panel {
        let lines = lines.iter().map(|words| Line::of(Role::Text, *words)).collect();
        Panel { area, frame, lines, ..Panel::default() }
    }

    #[test]
    fn a_framed_panel_with_its_title() {
        let title = Line::of(Role::PaneTitle, " Sections ");
        let sections = Panel { title, ..panel(Area::new(0, 0, 16, 4), Frame::Quiet, &["Talks", "Land", "cut"]) };
        assert_eq!(
            rows(&painted(16, 4, vec![sections])),
            ["┌ Sections ────┐", "│Talks         │", "│Land          │", "└──────────────┘"]
        );
    }

    #[test]
    fn a_title_too_long_stays_in_its_frame() {
        for width in 0..14 {
            let title = Line::of(Role::PaneTitle, " 漢字 Positions ");
            let narrow = Panel { title, ..panel(Area::new(0, 0, width, 2), Frame::Window, &[]) };
            let rows = rows(&painted(14, 2, vec![narrow]));
            if width >= 2 {
                assert!(rows[0].starts_with('╭') && rows[0].ends_with('╮'), "{width}: {}", rows[0]);
                assert_eq!(rows[0].width(), usize::from(width));
            }
        }
    }

    #[test]
    fn a_later_panel_covers_an_earlier_one_and_halves_no_character() {
        let under = panel(Area::new(0, 0, 10, 3), Frame::None, &["漢字漢字漢", "漢字漢字漢", "漢字漢字漢"]);
        let over = panel(Area::new(3, 0, 4, 2), Frame::None, &["ab", "字字"]);
        assert_eq!(rows(&painted(10, 3, vec![under, over])), ["漢 ab   漢", "漢 字字 漢", "漢字漢字漢"]);
    }

    #[test]
    fn a_wide_character_that_half_fits_is_left_out() {
        let narrow = panel(Area::new(0, 0, 5, 1), Frame::None, &["漢字漢字"]);
        assert_eq!(rows(&painted(8, 1, vec![narrow])), ["漢字"]);
    }

    #[test]
    fn nothing_is_painted_outside() {
        let far = panel(Area::new(6, 1, 30, 30), Frame::Focused, &["outside", "and below"]);
        let away = panel(Area::new(60, 60, 5, 5), Frame::Quiet, &["no"]);
        assert_eq!(rows(&painted(10, 3, vec![far, away])), ["", "      ┌───", "      │out"]);
        for (width, height) in [(0, 0), (1, 1), (2, 1), (1, 2)] {
            painted(width, height, vec![panel(Area::new(0, 0, 40, 12), Frame::Window, &["much"])]);
        }
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        let wild = panel(Area::new(0, 0, 30, 1), Frame::None, &["a\u{1b}[31mb\u{202e}c\u{9b}d\ne"]);
        let buffer = painted(30, 1, vec![wild]);
        let cells: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(cells.trim_end(), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}e");
    }

    #[test]
    fn a_filled_row_reaches_the_edge() {
        let line = Line::of(Role::Text, "Talks").with(Role::Actor, "Kyiv").filled(Role::Selected);
        let list = Panel { area: Area::new(0, 0, 12, 2), lines: vec![line], ..Panel::default() };
        let buffer = painted(12, 2, vec![list]);
        let marks = |x: u16, y: u16| buffer[(x, y)].modifier;
        for x in 0..12 {
            assert!(marks(x, 0).contains(Modifier::REVERSED), "{x}");
            assert!(!marks(x, 1).contains(Modifier::REVERSED), "{x}");
        }
        assert!(marks(5, 0).contains(Modifier::UNDERLINED));
    }

    #[test]
    fn roles_and_the_authors_marks_meet() {
        let style = Style { role: Role::Actor, strong: true, emphasis: true, selected: true };
        let line = Line { segments: vec![Segment { text: "Kyiv".into(), style, address: None }], fill: None };
        let text = Panel { area: Area::new(0, 0, 6, 1), lines: vec![line], ..Panel::default() };
        let expected = Modifier::UNDERLINED | Modifier::BOLD | Modifier::ITALIC | Modifier::REVERSED;
        assert_eq!(painted(6, 1, vec![text])[(0, 0)].modifier, expected);
    }

    #[test]
    fn the_scroll_mark_says_where_one_is() {
        let table = [
            (Scroll { from: 0, seen: 10, of: 10 }, 8, None),
            (Scroll { from: 0, seen: 10, of: 40 }, 8, Some((0, 2))),
            (Scroll { from: 30, seen: 10, of: 40 }, 8, Some((6, 2))),
            (Scroll { from: 1, seen: 10, of: 4000 }, 8, Some((1, 1))),
            (Scroll { from: 3989, seen: 10, of: 4000 }, 8, Some((6, 1))),
            (Scroll { from: 3990, seen: 10, of: 4000 }, 8, Some((7, 1))),
            (Scroll { from: 5, seen: 1, of: 9 }, 1, Some((0, 1))),
            (Scroll { from: 5, seen: 1, of: 9 }, 2, Some((1, 1))),
            (Scroll { from: 0, seen: 0, of: 0 }, 8, None),
            (Scroll { from: 90, seen: 10, of: 40 }, 3, Some((2, 1))),
            (Scroll { from: 0, seen: 1, of: 4 }, 0, None),
        ];
        for (scroll, rows, expected) in table {
            assert_eq!(thumb(scroll, rows), expected, "{scroll:?} in {rows}");
        }
    }

    #[test]
    fn the_scroll_mark_stands_in_the_edge() {
        let scroll = Some(Scroll { from: 6, seen: 2, of: 8 });
        let framed = Panel { scroll, ..panel(Area::new(0, 0, 6, 4), Frame::Quiet, &["a", "b"]) };
        assert_eq!(rows(&painted(6, 4, vec![framed])), ["┌────┐", "│a   │", "│b   ┃", "└────┘"]);
        let bare = Panel { scroll, ..panel(Area::new(0, 0, 3, 2), Frame::None, &["a", "b"]) };
        assert_eq!(rows(&painted(3, 2, vec![bare])), ["a", "b ▐"]);
    }
}
