//! A window over the screen: its query, and the rows that the query lets through.

use super::panes::cut;
use super::{Frame, Line, Panel, Role, Scroll, View};
use crate::app::window::{Shown, Window, WindowRow};
use crate::app::{Area, Point};

/// The rectangle of a window within the body of the screen.
#[must_use]
pub(crate) fn area(body: Area) -> Area {
    let width = body.width.saturating_sub(if body.width >= 60 { 8 } else { 0 }).min(100);
    let height = body.height.saturating_sub(if body.height >= 16 { 4 } else { 0 }).min(32);
    Area::new(body.x + (body.width - width) / 2, body.y + (body.height - height) / 3, width, height)
}

/// Where the rows of a window stand: below the query and a blank row.
#[must_use]
pub(crate) fn inside(body: Area) -> Area {
    let inner = area(body).inset(1, 1);
    Area { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner }
}

/// The first row in sight, so that the selected one is too.
#[must_use]
pub(crate) fn top(window: &Window, height: usize) -> usize {
    let half = height / 2;
    window.selected.saturating_sub(half).min(window.shown.len().saturating_sub(height))
}

pub(super) fn push(window: &Window, body: Area, view: &mut View) {
    let area = area(body);
    let inner = area.inset(1, 1);
    let rows = usize::from(inside(body).height);
    let first = top(window, rows);
    let (typed, column) = window.query.line();
    let mut query = Line::of(Role::Key, "› ");
    query.segments.extend(typed.segments);
    let mut lines = vec![query, Line::default()];
    for (i, shown) in window.shown.iter().enumerate().skip(first).take(rows) {
        let line = row(&window.rows[shown.row], shown, usize::from(inner.width));
        lines.push(if i == window.selected { line.filled(Role::Selected) } else { line });
    }
    if window.shown.is_empty() {
        lines.push(Line::of(Role::Dim, "  nothing matches"));
    }
    let count = format!(" {} · {} of {} ", window.lists.title(), window.shown.len(), window.rows.len());
    view.panels.push(Panel {
        area,
        frame: Frame::Window,
        title: Line::of(Role::PaneTitle, count),
        lines,
        scroll: (rows < window.shown.len()).then_some(Scroll { from: first, seen: rows, of: window.shown.len() }),
    });
    view.cursor = Some(Point { x: inner.x + 2 + column, y: inner.y });
}

/// The words with what the query matched in them, what stands behind, and the aside at the right edge.
fn row(row: &WindowRow, shown: &Shown, width: usize) -> Line {
    let aside = cut(&row.aside, width / 3);
    let room = width.saturating_sub(textwrap::core::display_width(&aside) + 3);
    let words = cut(&row.text, room);
    let mut line = Line::of(Role::Text, " ");
    for (i, c) in (0u32..).zip(words.chars()) {
        let role = if shown.matched.binary_search(&i).is_ok() { Role::Match } else { Role::Text };
        match line.segments.last_mut() {
            Some(last) if last.style.role == role => last.text.push(c),
            _ => line.push(role, c.to_string()),
        }
    }
    let left = room.saturating_sub(textwrap::core::display_width(&words) + 2);
    if left > 6 {
        line.push(Role::Dim, format!("  {}", cut(&row.detail, left)));
    }
    let gap = width.saturating_sub(line.width() + textwrap::core::display_width(&aside) + 1);
    line.push(Role::Text, " ".repeat(gap));
    line.push(Role::Key, aside);
    line
}
