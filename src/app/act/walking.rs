//! Walking the text: by paragraph, section, page, half page, line; to the top, the end, a number; back.

use std::collections::BTreeSet;

use super::{no_briefing, with_reading};
use crate::app::command::{Command, Turn, When};
use crate::app::reading::items::Item;
use crate::app::reading::signed;
use crate::app::reading::{Reading, Selection};
use crate::app::state::{State, Tone};
use crate::document::{ParagraphId, SectionId};

const fn walk(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Text, name, does, keys, run).unless(no_briefing)
}

pub(crate) const COMMANDS: &[Command] = &[
    walk(
        "next-paragraph",
        "Go to the next paragraph, or further down one that is longer than the screen",
        &["j", "down", "enter", "ctrl-n"],
        next_paragraph,
    )
    .hinted("paragraph"),
    walk(
        "previous-paragraph",
        "Go to the previous paragraph, or further up one that is longer than the screen",
        &["k", "up", "ctrl-p"],
        previous_paragraph,
    ),
    walk("next-section", "Go to the next section", &["J", "] s", "}"], next_section).hinted("section"),
    walk(
        "previous-section",
        "Go to the start of this section, or to the previous one",
        &["K", "[ s", "{"],
        previous_section,
    ),
    walk("page-down", "Go down by a page", &["space", "pgdn", "ctrl-f"], |state, turn| pages(state, turn, 2)),
    walk("page-up", "Go up by a page", &["b", "pgup", "ctrl-b"], |state, turn| pages(state, turn, -2)),
    walk("half-page-down", "Go down by half a page", &["d", "ctrl-d"], |state, turn| pages(state, turn, 1)),
    walk("half-page-up", "Go up by half a page", &["ctrl-u"], |state, turn| pages(state, turn, -1)),
    walk("line-down", "Scroll down by a line", &["ctrl-e"], |state, turn| lines(state, turn, 1)),
    walk("line-up", "Scroll up by a line", &["ctrl-y"], |state, turn| lines(state, turn, -1)),
    walk("top", "Go to the top, or to the paragraph of the number typed ahead", &["g", "home", "<"], top),
    walk("end", "Go to the end, or to the paragraph of the number typed ahead", &["G", "end", ">"], end),
    walk("back", "Go back to where you were before the last jump", &["ctrl-o", "'"], back),
    walk("next-repeat", "Go to the next repeat", &["] r"], |state, _| repeat(state, true)),
    walk("previous-repeat", "Go to the previous repeat", &["[ r"], |state, _| repeat(state, false)),
    walk("fold-repeat", "Unfold the repeat under the cursor, or fold it again", &["z", "="], fold_repeat),
    walk("select", "Select paragraphs from here on, to copy them or to note them; again lets go", &["v"], select),
    walk("fold-repeats", "Unfold every repeat, or fold them all again", &["Z"], fold_all),
];

fn next_paragraph(state: &mut State, turn: &mut Turn) {
    step(state, turn, 1);
}

fn previous_paragraph(state: &mut State, turn: &mut Turn) {
    step(state, turn, -1);
}

/// A paragraph longer than the screen is read to its end before the next one comes.
fn step(state: &mut State, turn: &mut Turn, direction: isize) {
    let times = turn.times();
    with_reading(state, |reading| {
        let most = signed(reading.height.saturating_sub(2).max(1));
        let hidden = if direction > 0 { reading.cursor_goes_on() } else { reading.cursor_starts_above() };
        if times == 1 && hidden {
            let before = reading.cursor;
            reading.scroll(direction * most);
            reading.cursor = before;
            return;
        }
        let mut place = reading.items.place_of(reading.cursor);
        for _ in 0..times {
            match neighbour(reading, place, direction) {
                Some(next) => place = next,
                None => break,
            }
        }
        if let Some(id) = reading.items.all()[place].paragraph() {
            reading.go_to(id);
        }
        if neighbour(reading, place, direction).is_none() {
            reading.scroll(direction * most);
            reading.reveal();
        }
    });
}

/// The nearest place with a paragraph in a direction.
fn neighbour(reading: &Reading, place: usize, direction: isize) -> Option<usize> {
    let items = reading.items.all();
    let has = |i: &usize| items[*i].paragraph().is_some();
    if direction > 0 { (place + 1..items.len()).find(has) } else { (0..place).rev().find(has) }
}

fn next_section(state: &mut State, turn: &mut Turn) {
    let times = turn.times();
    with_reading(state, |reading| {
        let starts = section_starts(reading);
        let after = starts.partition_point(|start| *start <= reading.cursor);
        if let Some(start) = starts.get((after + times - 1).min(starts.len().saturating_sub(1)))
            && after < starts.len()
        {
            go_to_section(reading, *start);
        }
    });
}

fn previous_section(state: &mut State, turn: &mut Turn) {
    let times = turn.times();
    with_reading(state, |reading| {
        let starts = section_starts(reading);
        let before = starts.partition_point(|start| *start < reading.cursor);
        match before.checked_sub(times) {
            Some(i) => go_to_section(reading, starts[i]),
            None => go_to_section(reading, ParagraphId(0)),
        }
    });
}

fn section_starts(reading: &Reading) -> Vec<ParagraphId> {
    let mut starts: Vec<ParagraphId> = reading
        .outline()
        .sections()
        .iter()
        .filter(|section| !section.is_empty())
        .map(|section| section.start)
        .collect();
    starts.dedup();
    starts
}

/// A section is shown from its heading on.
fn go_to_section(reading: &mut Reading, start: ParagraphId) {
    reading.go_to(start);
    let mut place = reading.items.place_of(start);
    while place > 0 && matches!(reading.items.all()[place - 1], Item::Heading(_)) {
        place -= 1;
    }
    reading.put_at_top(place);
}

/// Goes to a section, as from the sections pane.
pub(crate) fn open_section(reading: &mut Reading, section: SectionId) {
    let Some(start) = reading.outline().sections().get(section.0).map(|section| section.start) else { return };
    reading.jump_to(start);
    go_to_section(reading, start);
}

fn pages(state: &mut State, turn: &mut Turn, halves: isize) {
    let times = signed(turn.times());
    with_reading(state, |reading| {
        let page = signed(reading.height.saturating_sub(2).max(2));
        let before = reading.top;
        reading.scroll(halves * page / 2 * times);
        if reading.top == before {
            let ends = if halves > 0 { reading.briefing.paragraphs.len() } else { 0 };
            reading.go_to(ParagraphId(ends));
        } else {
            reading.cursor_to_sight(halves > 0);
        }
    });
}

fn lines(state: &mut State, turn: &mut Turn, by: isize) {
    let times = signed(turn.times());
    with_reading(state, |reading| reading.scroll(by * times));
}

fn top(state: &mut State, turn: &mut Turn) {
    go_to_number(state, turn.count, 1);
    if turn.count.is_none() {
        with_reading(state, |reading| reading.put_at_top(0));
    }
}

fn end(state: &mut State, turn: &mut Turn) {
    go_to_number(state, turn.count, usize::MAX);
    if turn.count.is_none() {
        with_reading(state, |reading| reading.scroll(isize::MAX / 2));
    }
}

/// Goes to the paragraph of this number.
pub(crate) fn go_to_number(state: &mut State, number: Option<usize>, otherwise: usize) {
    let Some(reading) = &mut state.reading else { return };
    let count = reading.briefing.paragraphs.len();
    let wanted = number.unwrap_or(otherwise);
    reading.jump_to(ParagraphId(wanted.clamp(1, count) - 1));
    if number.is_some_and(|n| n > count) {
        state.say(Tone::Refused, format!("there are {count} paragraphs"));
    }
}

fn back(state: &mut State, _: &mut Turn) {
    let Some(reading) = &mut state.reading else { return };
    match reading.jumps.pop() {
        Some(place) => reading.go_to(place),
        None => state.say(Tone::Refused, "there was no jump to go back from"),
    }
}

fn repeat(state: &mut State, forward: bool) {
    let Some(reading) = &mut state.reading else { return };
    let paragraphs = &reading.briefing.paragraphs;
    let is_repeat = |i: &usize| paragraphs[*i].repeats.is_some();
    let here = reading.cursor.0;
    let found = if forward { (here + 1..paragraphs.len()).find(is_repeat) } else { (0..here).rev().find(is_repeat) };
    match found {
        Some(i) => reading.go_to(ParagraphId(i)),
        None => state.say(Tone::Refused, "there is no repeat further on"),
    }
}

fn fold_repeat(state: &mut State, _: &mut Turn) {
    let Some(reading) = &mut state.reading else { return };
    let id = reading.cursor;
    let Some(of) = reading.briefing.paragraphs[id.0].repeats else {
        state.say(Tone::Refused, "this paragraph repeats nothing");
        return;
    };
    let unfolded = reading.unfolded.insert(id);
    if !unfolded {
        reading.unfolded.remove(&id);
    }
    reading.rebuild();
    reading.reveal();
    let words = if unfolded { format!("unfolded; it repeats ¶{}", of.number()) } else { "folded".to_owned() };
    state.say(Tone::Plain, words);
}

fn select(state: &mut State, _: &mut Turn) {
    let Some(reading) = &mut state.reading else { return };
    reading.selection = match reading.selection {
        None => Some(Selection::Paragraphs(reading.cursor)),
        Some(_) => None,
    };
    let selecting = reading.selection.is_some();
    state.say(
        Tone::Plain,
        if selecting { "selecting: move, then y copies and a notes; Esc lets go" } else { "nothing selected" },
    );
}

/// Unfolds every repeat of a briefing that was just opened.
pub(crate) fn unfold_all(state: &mut State) {
    with_reading(state, |reading| {
        reading.unfolded = repeats_of(reading);
        reading.rebuild();
    });
}

fn repeats_of(reading: &Reading) -> BTreeSet<ParagraphId> {
    let repeats = reading.briefing.paragraphs.iter().enumerate().filter(|(_, p)| p.repeats.is_some());
    repeats.map(|(i, _)| ParagraphId(i)).collect()
}

fn fold_all(state: &mut State, _: &mut Turn) {
    let Some(reading) = &mut state.reading else { return };
    let repeats = repeats_of(reading);
    let count = repeats.len();
    let unfold = reading.unfolded.len() < count;
    reading.unfolded = if unfold { repeats } else { BTreeSet::new() };
    reading.rebuild();
    reading.reveal();
    let words = match (count, unfold) {
        (0, _) => "nothing in this briefing repeats".to_owned(),
        (_, true) => format!("{count} repeats unfolded"),
        (_, false) => format!("{count} repeats folded"),
    };
    state.say(Tone::Plain, words);
}
