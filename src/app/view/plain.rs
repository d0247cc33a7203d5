//! A view as plain text: for tests, and for the picture in the README.

use super::{Frame, Line, Panel, View};

/// A cell of the grid; an empty one is the second half of a wide character.
type Cell = String;

impl View {
    /// The screen as lines of text, without trailing blanks. What has only a role, and no mark, is not to be seen.
    #[must_use]
    pub fn plain(&self) -> String {
        let (width, height) = (usize::from(self.size.width), usize::from(self.size.height));
        let mut grid: Vec<Vec<Cell>> = vec![vec![" ".to_owned(); width]; height];
        for panel in &self.panels {
            draw(panel, &mut grid);
        }
        let lines = grid.into_iter().map(|row| row.concat().trim_end().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn draw(panel: &Panel, grid: &mut [Vec<Cell>]) {
    let framed = panel.frame != Frame::None;
    let inside = if framed { panel.area.inset(1, 1) } else { panel.area };
    for y in panel.area.y..panel.area.y + panel.area.height {
        put(grid, panel.area.x, y, panel.area.width, &Line::default());
    }
    if framed && panel.area.width >= 2 && panel.area.height >= 2 {
        frame(panel, grid);
    }
    for (y, line) in (inside.y..inside.y + inside.height).zip(&panel.lines) {
        put(grid, inside.x, y, inside.width, line);
    }
}

fn frame(panel: &Panel, grid: &mut [Vec<Cell>]) {
    let area = panel.area;
    let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
    for x in area.x..=right {
        set(grid, x, area.y, "─");
        set(grid, x, bottom, "─");
    }
    for y in area.y..=bottom {
        set(grid, area.x, y, "│");
        set(grid, right, y, "│");
    }
    for (x, y, corner) in [(area.x, area.y, "╭"), (right, area.y, "╮"), (area.x, bottom, "╰"), (right, bottom, "╯")]
    {
        set(grid, x, y, corner);
    }
    let room = area.width.saturating_sub(2);
    let title = u16::try_from(panel.title.width()).unwrap_or(u16::MAX).min(room);
    put(grid, area.x + 1, area.y, title, &panel.title);
}

/// Puts a line into so many columns and blanks the rest of them.
fn put(grid: &mut [Vec<Cell>], x: u16, y: u16, width: u16, line: &Line) {
    let mut at = x;
    let end = x + width;
    for c in line.words().chars() {
        let wide = u16::try_from(unicode_width::UnicodeWidthChar::width(c).unwrap_or(0)).unwrap_or(0);
        if at + wide > end {
            break;
        }
        if wide == 0 {
            if let Some(cell) = at.checked_sub(1).and_then(|x| cell(grid, x, y)) {
                cell.push(c);
            }
            continue;
        }
        set(grid, at, y, c.encode_utf8(&mut [0; 4]));
        for extra in 1..wide {
            set(grid, at + extra, y, "");
        }
        at += wide;
    }
    for x in at..end {
        set(grid, x, y, " ");
    }
}

fn cell(grid: &mut [Vec<Cell>], x: u16, y: u16) -> Option<&mut Cell> {
    grid.get_mut(usize::from(y)).and_then(|row| row.get_mut(usize::from(x)))
}

fn set(grid: &mut [Vec<Cell>], x: u16, y: u16, what: &str) {
    if let Some(cell) = cell(grid, x, y) {
        what.clone_into(cell);
    }
}
