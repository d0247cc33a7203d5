//! The library's list: date, headline, sections, notes, what was read.

use super::panes::{cut, pair};
use super::{Line, Panel, Role, Scroll};
use crate::app::Area;
use crate::app::message::Entry;
use crate::app::state::State;
use crate::document::printable;

/// Rows above the list: a blank one and the head of the columns.
pub(crate) const HEAD: u16 = 2;

/// The first briefing in sight, so that the selected one is too.
#[must_use]
pub(crate) fn top(state: &State, height: usize) -> usize {
    let count = state.library.in_order().len();
    state.library.selected.saturating_sub(height / 2).min(count.saturating_sub(height))
}

pub(super) fn panel(state: &State, area: Area) -> Panel {
    let inner = area.inset(if area.width >= 60 { 2 } else { 0 }, 0);
    let width = usize::from(inner.width);
    let rows = usize::from(inner.height.saturating_sub(HEAD));
    let mut lines = vec![Line::default(), head(state, width)];
    let first = top(state, rows);
    for (i, entry) in state.library.in_order().enumerate().skip(first).take(rows) {
        let line = row(entry, width);
        lines.push(if i == state.library.selected { line.filled(Role::Selected) } else { line });
    }
    let count = state.library.in_order().len();
    if count == 0 {
        lines.truncate(1);
        lines.push(nothing(state));
    }
    let scroll = (rows < count).then_some(Scroll { from: first, seen: rows, of: count });
    Panel { area: inner, lines, scroll, ..Panel::default() }
}

fn nothing(state: &State) -> Line {
    let folder = printable(&state.library.folder.to_string_lossy()).into_owned();
    match &state.library.failure {
        Some(why) => Line::of(Role::Error, printable(why).into_owned()),
        None if state.library.is_read() => {
            Line::of(Role::Dim, format!("no briefings in {folder}; put some there, or run `brief FILE`"))
        }
        None => Line::of(Role::Dim, format!("reading {folder}…")),
    }
}

fn head(state: &State, width: usize) -> Line {
    let lead = Line::of(Role::Dim, format!("  {:<12}", "Date"));
    let aside = columns("§", "¶", "Notes", "Read", width);
    let words = format!("Briefing, by {}", state.library.sort.name());
    pair(lead, Role::Dim, &words, Line::of(Role::Dim, aside), width)
}

fn columns(sections: &str, paragraphs: &str, notes: &str, read: &str, width: usize) -> String {
    if width >= 70 {
        format!("{sections:>4}{paragraphs:>6}{notes:>7}{read:>7} ")
    } else {
        format!("{notes:>6}{read:>6} ")
    }
}

fn row(entry: &Entry, width: usize) -> Line {
    let unread = entry.read == 0 && entry.error.is_none();
    let lead = Line::of(Role::Cursor, if unread { "• " } else { "  " })
        .with(Role::Number, format!("{:<12}", entry.date.as_deref().unwrap_or("—")));
    if let Some(why) = &entry.error {
        let words = format!("{}: {}", entry.path.file_name().unwrap_or_default().to_string_lossy(), why);
        return lead.with(Role::Error, cut(&printable(&words), width.saturating_sub(14)));
    }
    let number = |n: usize| if n == 0 { "·".to_owned() } else { n.to_string() };
    let read = match (entry.read * 100).checked_div(entry.paragraphs) {
        Some(0) | None => "·".to_owned(),
        Some(percent) if percent >= 100 => "✓".to_owned(),
        Some(percent) => format!("{percent}%"),
    };
    let aside = columns(&number(entry.sections), &number(entry.paragraphs), &number(entry.notes), &read, width);
    let role = if unread { Role::Headline } else { Role::Text };
    pair(lead, role, &printable(&entry.headline), Line::of(Role::Dim, aside), width)
}
