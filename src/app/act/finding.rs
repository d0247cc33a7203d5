//! Searching the text: live hits while typing, next and previous, and giving it up.

use super::{no_briefing, with_reading};
use crate::app::command::{Command, Turn, When};
use crate::app::reading::Reading;
use crate::app::reading::finder::{Search, Stepping};
use crate::app::state::{Over, State, Tone};
use crate::app::writing::{Prompt, PromptKind};

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(
        When::Briefing,
        "search",
        "Search the text; capitals count only if you type one",
        &["/", "ctrl-s"],
        |state, _| ask(state),
    )
    .hinted("search")
    .unless(no_briefing),
    Command::new(
        When::Briefing,
        "next-hit",
        "Go to the next search hit, or to the next mention of the actor that is followed",
        &["n"],
        |state, turn| step(state, turn, true),
    )
    .unless(nothing_to_step),
    Command::new(
        When::Briefing,
        "previous-hit",
        "Go to the previous search hit, or to the previous mention of the actor that is followed",
        &["N"],
        |state, turn| step(state, turn, false),
    )
    .unless(nothing_to_step),
    Command::new(
        When::Text,
        "search-word",
        "Search for the words of the paragraph's first mention",
        &["*"],
        search_mention,
    )
    .unless(no_briefing),
];

fn nothing_to_step(state: &State) -> Option<&'static str> {
    let finder = &state.reading.as_ref()?.finder;
    (finder.search.is_none() && finder.follow.is_none()).then_some("nothing is searched or followed: / or f first")
}

fn ask(state: &mut State) {
    let Some(reading) = &state.reading else { return };
    let from = reading.cursor;
    let last = reading.finder.search.as_ref().map(|search| search.query.clone()).unwrap_or_default();
    state.over = Some(Over::Prompt(Prompt::new(PromptKind::Search { from, last }, "")));
}

/// Searches while the query is typed: hits are marked and the nearest is shown.
pub(crate) fn typed(reading: &mut Reading, query: &str, from: crate::document::ParagraphId) {
    reading.finder.evidence = None;
    reading.finder.stepping = Stepping::Hits;
    let mut search = Search::new(&reading.briefing, query, from);
    search.at = search.first_from(&reading.briefing, from);
    let span = search.at.and_then(|at| search.span(&reading.briefing, at));
    let left_filter = span.is_some() && leave_follow(reading);
    reading.finder.search = (!query.is_empty()).then_some(search);
    if left_filter {
        reading.rebuild();
    }
    match span {
        Some(span) => {
            let jumps = reading.jumps.len();
            reading.show_span(span);
            reading.jumps.truncate(jumps);
        }
        None => reading.go_to(from),
    }
}

/// A search looks at every paragraph, so the reader no longer keeps to some.
fn leave_follow(reading: &mut Reading) -> bool {
    reading.finder.follow.take().is_some()
}

/// The query is whole.
pub(crate) fn accepted(state: &mut State, query: &str, from: crate::document::ParagraphId, last: &str) {
    let query = if query.is_empty() { last } else { query };
    let Some(reading) = &mut state.reading else { return };
    if query.is_empty() {
        reading.finder.search = None;
        return;
    }
    typed(reading, query, from);
    if reading.cursor != from {
        reading.jumps.push(from);
    }
    let Some(search) = &reading.finder.search else { return };
    let (count, at) = (search.count(), search.at);
    match at {
        Some(at) => state.say(Tone::Plain, format!("hit {} of {count}", at + 1)),
        None => state.say(Tone::Refused, format!("“{query}” is not in the text")),
    }
}

/// The query was given up: the reader is where they were.
pub(crate) fn given_up(reading: &mut Reading, from: crate::document::ParagraphId) {
    reading.finder.search = None;
    reading.go_to(from);
}

fn step(state: &mut State, turn: &mut Turn, forward: bool) {
    for _ in 0..turn.times() {
        let Some(reading) = &mut state.reading else { return };
        let mentions = reading.finder.stepping == Stepping::Mentions || reading.finder.search.is_none();
        let said = if mentions { super::following::step(reading, forward) } else { step_hit(reading, forward) };
        match said {
            Some(words) => state.say(Tone::Plain, words),
            None => state.say(Tone::Refused, "there is no hit"),
        }
    }
}

fn step_hit(reading: &mut Reading, forward: bool) -> Option<String> {
    let search = reading.finder.search.as_mut()?;
    let (at, around) = search.step(&reading.briefing, reading.cursor, forward)?;
    search.at = Some(at);
    let (span, count) = (search.span(&reading.briefing, at)?, search.count());
    if leave_follow(reading) {
        reading.rebuild();
    }
    reading.finder.evidence = None;
    reading.show_span(span);
    let around = match (around, forward) {
        (false, _) => "",
        (true, true) => ", on from the top",
        (true, false) => ", on from the end",
    };
    Some(format!("hit {} of {count}{around}", at + 1))
}

fn search_mention(state: &mut State, _: &mut Turn) {
    let Some(reading) = &state.reading else { return };
    let words =
        reading.findings.in_paragraph(reading.cursor).first().map(|f| reading.briefing.slice(f.span).to_owned());
    let from = reading.cursor;
    match words {
        Some(words) => {
            with_reading(state, |reading| typed(reading, &words, from));
            state.say(Tone::Plain, format!("searching “{words}”"));
        }
        None => state.say(Tone::Refused, "nobody is named in this paragraph"),
    }
}
