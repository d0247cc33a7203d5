//! A card over the screen: heads at the left, words beside them, as many rows as they need.

use super::window::area;
use super::{Frame, Line, Panel, Role, Scroll, View};
use crate::app::Area;
use crate::app::card::Card;

/// Columns of the heads.
const HEADS: usize = 14;

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
    // Where there is little room, the words stand below their head.
    let beside = width >= 50;
    let room = if beside { width.saturating_sub(HEADS + 3) } else { width.saturating_sub(3) };
    let mut rows = Vec::new();
    for part in &card.parts {
        let role = if part.quoted { Role::Quote } else { Role::Text };
        if !beside {
            rows.push(Line::of(Role::Hint, format!(" {}", part.head)));
        }
        for (i, words) in textwrap::wrap(&part.words, room.max(1)).iter().enumerate() {
            let head = if i == 0 { part.head } else { "" };
            let lead = if beside { format!(" {head:HEADS$}") } else { "  ".to_owned() };
            rows.push(Line::of(Role::Hint, lead).with(role, words.to_string()));
        }
    }
    rows
}
