//! Following an actor: the reader keeps to the paragraphs that name it.

use super::no_briefing;
use crate::analysis::ActorId;
use crate::app::command::{Command, Turn, When};
use crate::app::reading::Reading;
use crate::app::reading::finder::{Follow, Stepping};
use crate::app::reading::findings::Named;
use crate::app::state::{Over, State, Tone};
use crate::app::window::Window;

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(
        When::Text,
        "follow-actor",
        "Follow an actor of this paragraph: keep to the paragraphs that name it, until Esc",
        &["f"],
        follow_here,
    )
    .hinted("follow")
    .unless(not_analysed),
    Command::new(
        When::Text,
        "next-mention",
        "Go to the next mention of the actor that is followed, or of any actor",
        &["] a"],
        |state, turn| mention(state, turn, true),
    )
    .unless(not_analysed),
    Command::new(
        When::Text,
        "previous-mention",
        "Go to the previous mention of the actor that is followed, or of any actor",
        &["[ a"],
        |state, turn| mention(state, turn, false),
    )
    .unless(not_analysed),
];

/// For commands that need the analysis.
pub(crate) fn not_analysed(state: &State) -> Option<&'static str> {
    no_briefing(state).or_else(|| state.analysis().is_none().then_some("still reading: actors come in a moment"))
}

/// For commands that need the analysis of all of it.
pub(crate) fn not_wholly_analysed(state: &State) -> Option<&'static str> {
    let is_partial = state.reading.as_ref().is_some_and(|reading| !reading.analysed);
    no_briefing(state).or(is_partial.then_some("still reading: in a moment"))
}

fn follow_here(state: &mut State, turn: &mut Turn) {
    let Some(reading) = &state.reading else { return };
    if reading.finder.follow.is_some() {
        stop(state);
        return;
    }
    let mut here: Vec<usize> = Vec::new();
    for found in reading.findings.in_paragraph(reading.cursor) {
        if let Named::Actor(actor) = found.named
            && !here.contains(&actor)
        {
            here.push(actor);
        }
    }
    match here.as_slice() {
        [] => state.say(Tone::Refused, "nobody is named in this paragraph; choose in the actors pane"),
        [one] => follow(state, *one, turn),
        _ => state.over = Window::actors(state, &here).map(Over::Window),
    }
}

/// Follows an actor, by its place in the analysis.
pub(crate) fn follow(state: &mut State, actor: usize, _: &mut Turn) {
    let Some(analysis) = state.analysis().cloned() else { return };
    let Some(actor) = analysis.actors.get(actor) else { return };
    let Some(mut follow) = Follow::new(&analysis, &actor.id) else { return };
    let Some(reading) = &mut state.reading else { return };
    let start = reading.briefing.paragraphs[reading.cursor.0].span.start;
    follow.at = follow.mentions.partition_point(|span| span.start < start).min(follow.mentions.len() - 1);
    let words = format!(
        "following {}: {} mentions in {} paragraphs; n and N go through them, Esc shows all",
        actor.name,
        follow.mentions.len(),
        follow.paragraphs.len()
    );
    let span = follow.mentions[follow.at];
    reading.finder.follow = Some(follow);
    reading.finder.stepping = Stepping::Mentions;
    reading.finder.evidence = None;
    reading.rebuild();
    reading.show_span(span);
    state.say(Tone::Plain, words);
}

/// Follows an actor by its id; whether it is in this briefing.
pub(crate) fn follow_id(state: &mut State, id: &ActorId, turn: &mut Turn) -> bool {
    let place = state.analysis().and_then(|analysis| analysis.actors.iter().position(|actor| actor.id == *id));
    if let Some(place) = place {
        follow(state, place, turn);
    }
    place.is_some()
}

/// Shows every paragraph again.
pub(crate) fn stop(state: &mut State) {
    let Some(reading) = &mut state.reading else { return };
    if reading.finder.follow.take().is_some() {
        reading.finder.stepping = Stepping::Hits;
        reading.rebuild();
        reading.reveal();
        state.say(Tone::Plain, "all paragraphs again");
    }
}

/// Goes to the next or the previous mention of the actor that is followed; says which it is.
pub(crate) fn step(reading: &mut Reading, forward: bool) -> Option<String> {
    let follow = reading.finder.follow.as_mut()?;
    let count = follow.mentions.len();
    follow.at = if forward { (follow.at + 1) % count } else { (follow.at + count - 1) % count };
    let (at, span) = (follow.at, follow.mentions[follow.at]);
    reading.show_span(span);
    Some(format!("mention {} of {count}", at + 1))
}

fn mention(state: &mut State, turn: &mut Turn, forward: bool) {
    for _ in 0..turn.times() {
        let Some(reading) = &mut state.reading else { return };
        let said = if reading.finder.follow.is_some() { step(reading, forward) } else { any(reading, forward) };
        match said {
            Some(words) => state.say(Tone::Plain, words),
            None => state.say(Tone::Refused, "nobody is named further on"),
        }
    }
}

/// The nearest other paragraph that names anybody.
fn any(reading: &mut Reading, forward: bool) -> Option<String> {
    let paragraphs = reading.briefing.paragraphs.len();
    let here = reading.cursor.0;
    let names = |i: &usize| {
        let found = reading.findings.in_paragraph(crate::document::ParagraphId(*i));
        found.iter().any(|f| matches!(f.named, Named::Actor(_)))
    };
    let next = if forward { (here + 1..paragraphs).find(names) } else { (0..here).rev().find(names) }?;
    let id = crate::document::ParagraphId(next);
    let words = reading.findings.in_paragraph(id).first().map(|f| reading.briefing.slice(f.span).to_owned())?;
    reading.jump_to(id);
    Some(words)
}
