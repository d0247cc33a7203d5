//! The whole screen: title bar, text, panes, the note under way, the foot, and what lies over them.

use super::panes::{cut, pair};
use super::{Frame, Line, Panel, Role, Scroll, View, card, foot, library, text, window};
use crate::app::layout::{Layout, SMALLEST, TextColumns, editor_inside};
use crate::app::panes::{PaneKind, Row};
use crate::app::reading::Reading;
use crate::app::state::{Over, Screen, State};
use crate::app::{Area, Point};
use crate::document::printable;

/// What is to be seen of a state.
#[must_use]
pub fn view(state: &State) -> View {
    let mut view = View { size: state.size, ..View::default() };
    if state.size.width < SMALLEST.width || state.size.height < SMALLEST.height {
        let area = Area::new(0, 0, state.size.width, state.size.height);
        let lines = vec![Line::of(Role::Text, "too small to read"), Line::of(Role::Dim, "make it larger, or q")];
        view.panels.push(Panel { area, lines, ..Panel::default() });
        return view;
    }
    let layout = state.layout();
    view.panels.push(Panel { area: layout.title, lines: vec![title(state, layout.title.width)], ..Panel::default() });
    match (state.screen, &state.reading) {
        (Screen::Briefing, Some(reading)) => briefing(state, reading, &layout, &mut view),
        _ => view.panels.push(library::panel(state, layout.body)),
    }
    let (line, cursor) = foot::line(state, layout.context);
    view.panels.push(Panel { area: layout.context, lines: vec![line], ..Panel::default() });
    view.cursor = cursor.or(view.cursor);
    match &state.over {
        Some(Over::Window(open)) => window::push(open, layout.body, &mut view),
        Some(Over::Card(open)) => card::push(open, layout.body, &mut view),
        Some(Over::Question(_) | Over::Prompt(_)) | None => {}
    }
    view
}

fn briefing(state: &State, reading: &Reading, layout: &Layout, view: &mut View) {
    let columns = TextColumns::of(layout.text, reading.briefing.paragraphs.len(), state.settings.measure);
    let margin = columns.gutter - layout.text.x;
    let height = usize::from(layout.text.height);
    view.panels.push(Panel {
        area: layout.text,
        lines: text::lines(state, reading, columns, margin, height),
        scroll: scroll(reading),
        ..Panel::default()
    });
    for (kind, area) in [layout.left, layout.right].into_iter().flatten() {
        view.panels.push(pane(state, reading, kind, area));
    }
    if let (Some(area), Some(editing)) = (layout.editor, &state.jotting.editing) {
        let inside = editor_inside(area);
        let (lines, cursor) = editing.editor.lines(inside.height);
        let what = if editing.note.is_some() { "Note" } else { "New note" };
        view.panels.push(Panel {
            area,
            frame: Frame::Focused,
            title: Line::of(Role::PaneTitle, format!(" {what} on ¶{} ", editing.paragraph.number())),
            lines,
            scroll: editing.editor.scrolled(),
        });
        view.cursor = cursor.map(|at| Point { x: inside.x + at.x, y: inside.y + at.y });
    }
}

fn scroll(reading: &Reading) -> Option<Scroll> {
    let (first, last) = reading.in_sight();
    let of = reading.items.all().len();
    (first > 0 || last + 1 < of).then_some(Scroll { from: first, seen: last + 1 - first, of })
}

fn pane(state: &State, reading: &Reading, kind: PaneKind, area: Area) -> Panel {
    let focused = state.panes.focus == Some(kind);
    let list = state.panes.list(kind);
    let inside = area.inset(1, 1);
    let height = usize::from(inside.height);
    let rows = list.rows.iter().enumerate().skip(list.top).take(height);
    let lines = rows.map(|(i, row)| {
        let line = super::panes::line(state, reading, row, usize::from(inside.width));
        if focused && i == list.selected && row.can_be_selected() {
            line.filled(Role::Selected)
        } else if is_followed(reading, row) {
            line.filled(Role::QuietSelected)
        } else {
            line
        }
    });
    let seen = height.min(list.rows.len());
    Panel {
        area,
        frame: if focused { Frame::Focused } else { Frame::Quiet },
        title: tabs(state, kind, usize::from(inside.width)),
        lines: lines.collect(),
        scroll: (seen < list.rows.len()).then_some(Scroll { from: list.top, seen, of: list.rows.len() }),
    }
}

fn is_followed(reading: &Reading, row: &Row) -> bool {
    let (Row::Actor(i), Some(follow), Some(analysis)) = (row, &reading.finder.follow, &reading.analysis) else {
        return false;
    };
    analysis.actors[*i].id == follow.actor
}

/// The titles of the panes that share a place, and the filter of the one that is shown.
fn tabs(state: &State, shown: PaneKind, width: usize) -> Line {
    let alone = shown == PaneKind::Sections;
    let kinds: &[PaneKind] = if alone { &[PaneKind::Sections] } else { &PaneKind::SIDE };
    let mut line = Line::of(Role::QuietTitle, " ");
    for (i, kind) in kinds.iter().enumerate() {
        if i > 0 {
            line.push(Role::QuietTitle, " │ ");
        }
        let role = if *kind == shown { Role::PaneTitle } else { Role::QuietTitle };
        line.push(role, kind.title());
    }
    let filter = &state.panes.list(shown).filter;
    if !filter.is_empty() {
        let room = width.saturating_sub(line.width() + 4);
        line.push(Role::Match, format!(" ~{}", cut(&printable(filter), room)));
    }
    line.push(Role::QuietTitle, " ");
    line
}

fn title(state: &State, width: u16) -> Line {
    let width = usize::from(width);
    let lead = Line::of(Role::TitleBar, " brief  ");
    let line = if let (Screen::Briefing, Some(reading)) = (state.screen, &state.reading) {
        let headline = reading.briefing.title();
        pair(lead, Role::Headline, &printable(&headline), aside(state, reading, width), width)
    } else {
        let words = if state.library.of_folder { state.library.folder.display().to_string() } else { "Library".into() };
        let count = state.library.in_order().len();
        let count = format!("{count} {} ", if count == 1 { "briefing" } else { "briefings" });
        pair(lead, Role::Headline, &printable(&words), Line::of(Role::TitleBar, count), width)
    };
    line.filled(Role::TitleBar)
}

/// Where the reader is, how many notes there are, what is unsaved, what is going on: the less there is room for, the
/// fewer.
fn aside(state: &State, reading: &Reading, width: usize) -> Line {
    let mut line = Line::default();
    if let Some(why) = state.jotting.unsaved() {
        let urgent = state.jotting.failed() || state.jotting.locked().is_some();
        let words =
            if urgent { format!("unsaved: {}  ", cut(&printable(why), width / 4)) } else { "saving  ".to_owned() };
        line.push(if urgent { Role::Error } else { Role::Warning }, words);
    } else if state.jotting.locked().is_some() {
        line.push(Role::Error, "notes can't be written  ");
    }
    if state.jotting.editing.as_ref().is_some_and(|editing| editing.editor.is_changed()) {
        line.push(Role::Warning, "● not saved yet  ");
    }
    if let (Some(follow), Some(analysis)) = (&reading.finder.follow, &reading.analysis) {
        let name = analysis.actors.iter().find(|actor| actor.id == follow.actor).map_or("", |actor| &actor.name);
        let name = cut(&printable(name), width / 5);
        line.push(Role::Followed, format!("▶ {name} {}/{}  ", follow.at + 1, follow.mentions.len()));
    }
    let paragraphs = reading.briefing.paragraphs.len();
    let number = if paragraphs == 0 { 0 } else { reading.cursor.number() };
    line.push(Role::TitleBar, format!("{number}/{paragraphs} ¶  "));
    let notes = state.jotting.book.len();
    if notes > 0 && width >= 60 {
        line.push(Role::TitleBar, format!("{notes} {}  ", if notes == 1 { "note" } else { "notes" }));
    }
    if reading.partial || state.library.opening.is_some() {
        line.push(Role::TitleBar, "⠋ opening ");
    } else if !reading.analysed && width >= 50 {
        line.push(Role::TitleBar, "⠋ reading ");
    }
    line
}
