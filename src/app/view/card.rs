//! A card over the screen: heads at the left, words beside them, as many rows as they need.

use super::window::area;
use super::{Frame, Line, Panel, Role, Scroll, View};
use crate::app::Area;
use crate::app::card::{Card, Part};

/// Columns of the heads.
const HEADS: usize = 14;
/// From so many columns on, what is compared stands side by side.
const TWO_COLUMNS: usize = 84;

pub(super) fn push(card: &Card, body: Area, view: &mut View) {
    let most = area(body);
    let rows = rows(card, inner_width(most));
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2).min(most.height);
    let seen = usize::from(height.saturating_sub(2));
    let first = card.top.min(rows.len().saturating_sub(seen));
    let of = rows.len();
    view.panels.push(Panel {
        area: Area { height, ..most },
        frame: Frame::Window,
        title: Line::of(
            Role::PaneTitle,
            format!(" {} ", super::panes::cut(&card.title, inner_width(most).saturating_sub(2))),
        ),
        lines: rows.into_iter().skip(first).take(seen).collect(),
        scroll: (seen < of).then_some(Scroll { from: first, seen, of }),
    });
}

/// The lowest row that can be the first in sight.
#[must_use]
pub(crate) fn lowest(card: &Card, body: Area) -> usize {
    let most = area(body);
    rows(card, inner_width(most)).len().saturating_sub(usize::from(most.height.saturating_sub(2)))
}

fn inner_width(area: Area) -> usize {
    usize::from(area.width.saturating_sub(2))
}

fn rows(card: &Card, width: usize) -> Vec<Line> {
    let mut rows = Vec::new();
    for part in &card.parts {
        match &part.beside {
            Some(other) if width >= TWO_COLUMNS => push_pair(&mut rows, part, other, width),
            other => {
                push_part(&mut rows, part, width);
                if let Some(other) = other {
                    push_part(&mut rows, other, width);
                }
            }
        }
    }
    rows
}

fn push_part(rows: &mut Vec<Line>, part: &Part, width: usize) {
    // Where there is little room, the words stand below their head.
    let beside = width >= 50;
    let room = if beside { width.saturating_sub(HEADS + 3) } else { width.saturating_sub(3) };
    if !beside {
        rows.push(Line::of(Role::Hint, format!(" {}", part.head)));
    }
    for (i, words) in textwrap::wrap(&part.words, room.max(1)).iter().enumerate() {
        let head = if i == 0 { part.head } else { "" };
        let lead = if beside { format!(" {head:HEADS$}") } else { "  ".to_owned() };
        rows.push(Line::of(Role::Hint, lead).with(role_of(part), words.to_string()));
    }
}

/// Two parts in columns of their own, below their heads.
fn push_pair(rows: &mut Vec<Line>, left: &Part, right: &Part, width: usize) {
    let room = (width - 5) / 2;
    rows.push(Line::default());
    rows.push(Line::of(Role::Hint, format!(" {:room$} │ {}", left.head, right.head)));
    let (lefts, rights) = (textwrap::wrap(&left.words, room), textwrap::wrap(&right.words, room));
    for i in 0..lefts.len().max(rights.len()) {
        let words = lefts.get(i).map_or("", |words| words);
        let gap = " ".repeat(room.saturating_sub(textwrap::core::display_width(words)));
        let line =
            Line::of(Role::Hint, " ").with(role_of(left), words.to_owned()).with(Role::Hint, format!("{gap} │ "));
        rows.push(line.with(role_of(right), rights.get(i).map_or("", |words| words).to_owned()));
    }
}

const fn role_of(part: &Part) -> Role {
    if part.quoted { Role::Quote } else { Role::Text }
}
