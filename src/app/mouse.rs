//! The mouse: the wheel scrolls what is under it, a click selects, a click on a mention follows the actor.

use super::command::Turn;
use super::layout::TextColumns;
use super::message::{Mouse, MouseAct};
use super::panes::PaneKind;
use super::reading::findings::Named;
use super::reading::viewport::moved;
use super::reading::{Reading, Selection, signed};
use super::state::{Over, Screen, State, Tone};
use super::view::{self, window_inside};
use super::{Area, Point, act, layout};
use crate::document::ParagraphId;

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Takes in what the mouse did.
pub(crate) fn happened(state: &mut State, mouse: Mouse, turn: &mut Turn) {
    match mouse.act {
        MouseAct::WheelUp => wheel(state, mouse.at, -NOTCH),
        MouseAct::WheelDown => wheel(state, mouse.at, NOTCH),
        MouseAct::Press => press(state, mouse.at, turn),
        MouseAct::Drag => drag(state, mouse.at),
        MouseAct::Release => release(state, turn),
    }
}

fn wheel(state: &mut State, at: Point, by: isize) {
    match &mut state.over {
        Some(Over::Window(window)) => return window.select(by.signum()),
        Some(Over::Card(card)) => return card.scroll(by),
        _ => {}
    }
    if state.screen == Screen::Library {
        state.library.select(by.signum());
        return;
    }
    let layout = state.layout();
    if let Some((kind, area)) = pane_at(&layout, at) {
        let height = usize::from(area.height.saturating_sub(2));
        state.panes.list_mut(kind).scroll(by, height);
    } else if layout.editor.is_some_and(|area| area.contains(at)) {
        if let Some(editing) = &mut state.jotting.editing {
            editing.editor.scroll(if by < 0 { -1 } else { 1 });
        }
    } else if let Some(reading) = &mut state.reading {
        reading.scroll(by);
    }
}

fn pane_at(layout: &layout::Layout, at: Point) -> Option<(PaneKind, Area)> {
    [layout.left, layout.right].into_iter().flatten().find(|(_, area)| area.contains(at))
}

fn press(state: &mut State, at: Point, turn: &mut Turn) {
    state.notice = None;
    let layout = state.layout();
    match &mut state.over {
        Some(Over::Window(window)) => {
            let inside = window_inside(layout.body);
            if inside.contains(at) {
                let first = view::window_top(window, usize::from(inside.height));
                let row = first + usize::from(at.y - inside.y);
                if row < window.shown.len() {
                    window.selected = row;
                    act::windows::choose(state, turn);
                }
            } else {
                state.over = None;
            }
        }
        Some(Over::Card(_)) => state.over = None,
        Some(_) => {}
        None if state.screen == Screen::Library => press_library(state, at, layout.body, turn),
        None => press_briefing(state, at, &layout, turn),
    }
}

fn press_library(state: &mut State, at: Point, body: Area, turn: &mut Turn) {
    let height = usize::from(body.height.saturating_sub(view::LIBRARY_HEAD));
    let first = view::library_top(state, height);
    let Some(row) = (usize::from(at.y)).checked_sub(usize::from(body.y + view::LIBRARY_HEAD)).map(|row| first + row)
    else {
        return;
    };
    if row == state.library.selected {
        act::library::open(state, turn);
    } else if row < state.library.in_order().len() {
        state.library.selected = row;
    }
}

fn press_briefing(state: &mut State, at: Point, layout: &layout::Layout, turn: &mut Turn) {
    if let Some((kind, area)) = pane_at(layout, at) {
        act::panes::give_keys(state, kind);
        let inside = area.inset(1, 1);
        let list = state.panes.list_mut(kind);
        if inside.contains(at) && list.select_at(list.top + usize::from(at.y - inside.y)) {
            let lead = state.lead(kind);
            act::panes::follow_lead(state, lead, turn);
        }
    } else if layout.editor.is_some_and(|area| area.contains(at)) {
        write_at(state, at, false);
    } else if layout.text.contains(at) {
        state.panes.focus = None;
        press_text(state, at, layout.text);
    }
}

fn press_text(state: &mut State, at: Point, area: Area) {
    let measure = state.settings.measure;
    let Some(reading) = &mut state.reading else { return };
    reading.selection = None;
    reading.pressed = None;
    if let Some((paragraph, place)) = text_at(reading, at, area, measure) {
        reading.cursor = paragraph;
        reading.pressed = place;
    }
}

/// Words are selected from where the button went down; in a note that is written, too.
fn drag(state: &mut State, at: Point) {
    let area = state.layout().text;
    let measure = state.settings.measure;
    let Some((reading, from)) = state.reading.as_mut().and_then(|reading| reading.pressed.map(|from| (reading, from)))
    else {
        write_at(state, at, true);
        return;
    };
    let place = if area.contains(at) { text_at(reading, at, area, measure) } else { None };
    if let Some(to) = place.and_then(|(_, place)| place) {
        reading.selection = Some(Selection::Words(from, to));
    }
}

/// A click on a mention follows its actor; a drag has selected words.
fn release(state: &mut State, turn: &mut Turn) {
    let Some(reading) = &mut state.reading else { return };
    let Some(place) = reading.pressed.take() else { return };
    if let Some(span) = reading.selected() {
        let count = reading.briefing.slice(span).split_whitespace().count();
        state.say(Tone::Plain, format!("{count} words selected: y copies, a notes, Esc lets go"));
        return;
    }
    let found = reading.findings.in_paragraph(reading.cursor);
    let actor = found.iter().filter(|f| f.span.contains(place)).find_map(|f| match f.named {
        Named::Actor(actor) => Some(actor),
        Named::Position(_) => None,
    });
    if let Some(actor) = actor {
        act::following::follow(state, actor, turn);
    }
}

/// The paragraph under a cell of the text pane, and the scalar value of the canonical text there.
fn text_at(reading: &Reading, at: Point, area: Area, measure: usize) -> Option<(ParagraphId, Option<usize>)> {
    let columns = TextColumns::of(area, reading.briefing.paragraphs.len(), measure);
    let place = moved(reading, reading.top, signed(usize::from(at.y - area.y)));
    let item = reading.items.all()[place.item];
    let id = item.paragraph()?;
    let rows = reading.item_rows(place.item);
    let start = usize::from(columns.text) + reading.indent_of(item);
    let within = rows.text.get(place.row).zip(usize::from(at.x).checked_sub(start)).and_then(|(row, column)| {
        let text = reading.text_of(item);
        let mut used = 0;
        let hit = text[row.bytes.clone()].chars().position(|c| {
            used += unicode_width::UnicodeWidthChar::width(crate::document::printable_char(c)).unwrap_or(0);
            used > column
        });
        hit.map(|i| reading.briefing.paragraphs[id.0].span.start + row.span.start + i)
    });
    Some((id, within))
}

fn write_at(state: &mut State, at: Point, select: bool) {
    let Some(area) = state.layout().editor else { return };
    let inside = layout::editor_inside(area);
    if let (Some(editing), true) = (&mut state.jotting.editing, inside.contains(at)) {
        editing.editor.click(at.y - inside.y, at.x - inside.x, select);
    }
}
