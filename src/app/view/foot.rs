//! The foot of the screen: a question, a line that is typed, what just happened, or what is possible now.

use super::panes::cut;
use super::{Line, Role};
use crate::app::command::{self, Command, When};
use crate::app::key::Chord;
use crate::app::reading::finder::Search;
use crate::app::state::{Over, State, Tone};
use crate::app::writing::{Prompt, PromptKind};
use crate::app::{Area, Point};
use crate::document::printable;

/// The line, and the terminal's cursor where something is typed in it.
pub(super) fn line(state: &State, area: Area) -> (Line, Option<Point>) {
    let width = usize::from(area.width);
    match &state.over {
        Some(Over::Question(question)) => {
            let line = Line::of(Role::Warning, format!(" {} ", printable(&question.words)));
            return (hints(state, line, width), None);
        }
        Some(Over::Prompt(prompt)) => return prompt_line(state, prompt, area),
        _ => {}
    }
    if let Some(notice) = &state.notice {
        let role = match notice.tone {
            Tone::Plain => Role::Hint,
            Tone::Good => Role::Success,
            Tone::Refused => Role::Warning,
            Tone::Error => Role::Error,
        };
        return (Line::of(role, format!(" {}", cut(&printable(&notice.words), width.saturating_sub(1)))), None);
    }
    if !state.pending.keys.is_empty() || state.pending.count.is_some() {
        return (pending(state, width), None);
    }
    (hints(state, Line::of(Role::Hint, " "), width), None)
}

fn prompt_line(state: &State, prompt: &Prompt, area: Area) -> (Line, Option<Point>) {
    let (typed, column) = prompt.line.line();
    let mut line = Line::of(Role::Key, format!(" {}", prompt.label()));
    let x = area.x + u16::try_from(line.width()).unwrap_or(0) + column;
    line.segments.extend(typed.segments);
    let search = state.reading.as_ref().and_then(|reading| reading.finder.search.as_ref());
    if let (PromptKind::Search { .. }, Some(search)) = (&prompt.kind, search) {
        line.push(Role::Dim, format!("   {}", hits(search)));
    }
    (line, Some(Point { x, y: area.y }))
}

fn hits(search: &Search) -> String {
    match (search.at, search.count()) {
        (_, 0) => "no hit".to_owned(),
        (Some(at), count) => format!("{} of {count}", at + 1),
        (None, count) => format!("{count} hits"),
    }
}

/// A count or a prefix that waits for more, and what may follow.
fn pending(state: &State, width: usize) -> Line {
    let mut line = Line::of(Role::Hint, " ");
    if let Some(count) = state.pending.count {
        line.push(Role::Key, format!("{count} "));
        line.push(Role::Hint, "then a key: G goes to that paragraph, j so many further   ");
    }
    if !state.pending.keys.is_empty() {
        line.push(Role::Key, format!("{} ", Chord(state.pending.keys.clone())));
        for (key, command) in state.keymap.continuations(state.places(), &state.pending.keys) {
            let words = command.name.replace('-', " ");
            if line.width() + key.chars().count() + words.len() + 3 > width {
                break;
            }
            line.push(Role::Key, format!(" {key} "));
            line.push(Role::Hint, format!("{words} "));
        }
    }
    line
}

/// What is possible now, the most useful first, as far as there is room.
fn hints(state: &State, mut line: Line, width: usize) -> Line {
    let last = [hint(state, "palette"), hint(state, "help")];
    let asked = matches!(state.over, Some(Over::Question(_)));
    let mut tail = Line::default();
    if !asked && !state.is_typing() {
        for (key, words) in last.into_iter().flatten() {
            tail.push(Role::Key, format!("{key} "));
            tail.push(Role::Hint, format!("{words}  "));
        }
    }
    let places = state.places();
    let ranked = places.iter().filter(|when| **when != When::Everywhere);
    for command in ranked.flat_map(|when| command::all().filter(move |command| command.when == *when)) {
        let Some((key, words)) = hint_of(state, command) else { continue };
        let room = key.chars().count() + words.chars().count() + 3;
        if line.width() + room + tail.width() > width {
            continue;
        }
        line.push(Role::Key, format!("{key} "));
        line.push(Role::Hint, format!("{words}  "));
    }
    line.segments.extend(tail.segments);
    line
}

fn hint(state: &State, name: &str) -> Option<(String, &'static str)> {
    hint_of(state, command::named(name)?)
}

/// The key and the words of a command that can be carried out now.
fn hint_of(state: &State, command: &'static Command) -> Option<(String, &'static str)> {
    let words = command.hint?;
    if (command.refused)(state).is_some() {
        return None;
    }
    Some((state.keymap.first_key_of(command)?, words))
}
