//! The panes beside the text: going to them, moving in them, following where a row leads, filtering.

use super::no_briefing;
use crate::app::command::{Command, Turn, When};
use crate::app::panes::{Lead, PaneKind, Row};
use crate::app::reading::signed;
use crate::app::state::{Over, State, Tone};
use crate::app::writing::{Prompt, PromptKind};

const fn briefing(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Briefing, name, does, keys, run).unless(no_briefing)
}

const fn pane(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Pane, name, does, keys, run)
}

pub(crate) const COMMANDS: &[Command] = &[
    briefing("next-pane", "Give the keys to the next pane", &["tab"], |state, _| cycle(state, 1)).hinted("pane"),
    briefing("previous-pane", "Give the keys to the previous pane", &["shift-tab"], |state, _| cycle(state, -1)),
    briefing("sections", "Go to the sections pane, or back to the text", &["s", "F2"], |state, _| {
        focus(state, PaneKind::Sections)
    }),
    briefing("actors", "Go to the actors pane, or back to the text", &["w", "F3"], |state, _| {
        focus(state, PaneKind::Actors)
    }),
    briefing("positions", "Go to the positions pane, or back to the text", &["p", "F4"], |state, _| {
        focus(state, PaneKind::Positions)
    }),
    briefing("notes", "Go to the notes pane, or back to the text", &["m", "F5"], |state, _| {
        focus(state, PaneKind::Notes)
    }),
    briefing("panes", "Put the panes away, or show them again", &["\\"], toggle),
    pane("pane-open", "Go where the selected row leads", &["enter"], |state, turn| open(state, turn, true))
        .hinted("go there"),
    pane("pane-peek", "Show where the selected row leads and stay in the pane", &["space"], |state, turn| {
        open(state, turn, false)
    }),
    pane("pane-down", "Select the next row", &["j", "down", "ctrl-n"], |state, turn| select(state, turn, 1)),
    pane("pane-up", "Select the previous row", &["k", "up", "ctrl-p"], |state, turn| select(state, turn, -1)),
    pane("pane-page-down", "Select a row a page further down", &["pgdn", "ctrl-d", "ctrl-f"], |state, turn| {
        select(state, turn, 10)
    }),
    pane("pane-page-up", "Select a row a page further up", &["pgup", "ctrl-u", "ctrl-b"], |state, turn| {
        select(state, turn, -10)
    }),
    pane("pane-top", "Select the first row", &["g", "home"], |state, turn| select(state, turn, isize::MIN / 2)),
    pane("pane-end", "Select the last row", &["G", "end"], |state, turn| select(state, turn, isize::MAX / 2)),
    pane("next-tab", "Show the next pane of the right side", &["l", "right"], |state, _| tab(state, 1)).hinted("tab"),
    pane("previous-tab", "Show the previous pane of the right side", &["h", "left"], |state, _| tab(state, -1)),
    Command::new(When::Actors, "sort-actors", "Sort the actors by weight, kind or name", &["S"], |state, _| {
        state.panes.actors_by = state.panes.actors_by.next();
        state.refresh_panes();
        state.say(Tone::Plain, format!("actors by {}", state.panes.actors_by.name()));
    })
    .hinted("sort"),
    pane("filter", "Show only rows with these words, tags or kinds", &["f"], filter).hinted("filter"),
];

fn cycle(state: &mut State, by: isize) {
    let kinds = [None, Some(PaneKind::Sections), Some(state.panes.side)];
    let at = kinds.iter().position(|kind| *kind == state.panes.focus).unwrap_or(0);
    let next = at.wrapping_add_signed(by + 3) % kinds.len();
    match kinds[next] {
        Some(kind) => give_keys(state, kind),
        None => state.panes.focus = None,
    }
}

fn focus(state: &mut State, kind: PaneKind) {
    if state.panes.focus == Some(kind) {
        state.panes.focus = None;
    } else {
        give_keys(state, kind);
    }
}

/// Gives the keys to a pane, and shows it.
pub(crate) fn give_keys(state: &mut State, kind: PaneKind) {
    state.panes.focus = Some(kind);
    state.panes.latest = kind;
    if kind != PaneKind::Sections {
        state.panes.side = kind;
    } else if let Some(reading) = &state.reading {
        let here = reading.section();
        state.panes.list_mut(kind).select_section(here);
    }
    let waiting = state.analysis().is_none() && matches!(kind, PaneKind::Actors | PaneKind::Positions);
    if waiting {
        state.say(Tone::Plain, "still reading: this comes in a moment");
    }
}

fn toggle(state: &mut State, _: &mut Turn) {
    state.panes.hidden = !state.panes.hidden;
    state.panes.focus = None;
}

fn tab(state: &mut State, by: isize) {
    let at = PaneKind::SIDE.iter().position(|kind| *kind == state.panes.side).unwrap_or(0);
    let next = at.wrapping_add_signed(by + 3) % PaneKind::SIDE.len();
    give_keys(state, PaneKind::SIDE[next]);
}

fn select(state: &mut State, turn: &mut Turn, by: isize) {
    let Some(kind) = state.panes.focus else { return };
    let height = state.layout().pane(kind).map_or(1, |area| usize::from(area.height.saturating_sub(2)));
    let list = state.panes.list_mut(kind);
    list.select(by.saturating_mul(signed(turn.times())));
    list.keep_in_sight(height);
}

fn open(state: &mut State, turn: &mut Turn, leave: bool) {
    let Some(kind) = state.panes.focus else { return };
    if matches!(state.panes.list(kind).row(), Some(Row::Trash(_))) {
        return super::trash::fold(state, turn);
    }
    let lead = state.lead(kind);
    if leave && lead != Lead::Nowhere {
        state.panes.focus = None;
    }
    follow_lead(state, lead, turn);
}

/// Goes where a row leads.
pub(crate) fn follow_lead(state: &mut State, lead: Lead, turn: &mut Turn) {
    if let Lead::Actor(actor) = lead {
        super::following::follow(state, actor, turn);
        return;
    }
    let Some(reading) = &mut state.reading else { return };
    if reading.finder.follow.take().is_some() {
        reading.rebuild();
    }
    reading.finder.evidence = None;
    match lead {
        Lead::Section(section) => super::walking::open_section(reading, section),
        Lead::Paragraph(paragraph) => reading.jump_to(paragraph),
        Lead::Evidence(span) => {
            reading.finder.evidence = Some(span);
            reading.show_span(span);
        }
        Lead::Nowhere => state.say(Tone::Refused, "this row leads nowhere"),
        Lead::Actor(_) => {}
    }
}

fn filter(state: &mut State, _: &mut Turn) {
    let Some(kind) = state.panes.focus else { return };
    let words = state.panes.list(kind).filter.clone();
    state.over = Some(Over::Prompt(Prompt::new(PromptKind::Filter(kind), &words)));
}
