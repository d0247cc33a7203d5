//! A window over the screen: a query and a list that it narrows. Picker, palette and help are all this.

use std::path::PathBuf;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::command::{self, Command};
use super::editor::SingleLine;
use super::library::Library;
use super::state::State;
use crate::analysis::ActorId;
use crate::document::printable;

/// Columns of a query: a longer one scrolls.
const QUERY_WIDTH: u16 = 30;

/// What it is worth in the order of the list that a name starts with the query.
const NAMED: u32 = 10_000;

/// A query and a list.
#[derive(Debug)]
pub struct Window {
    /// What it lists.
    pub lists: Lists,
    /// What narrows the list.
    pub query: SingleLine,
    /// Everything there is to choose from.
    pub rows: Vec<WindowRow>,
    /// What the query lets through, the best first.
    pub shown: Vec<Shown>,
    /// The selected one of those.
    pub selected: usize,
    narrowed: Option<u64>,
}

/// What a window lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// Commands that can be carried out now.
    Commands,
    /// Every key.
    Help,
    /// The briefings of the library.
    Briefings,
    /// Actors of the open briefing.
    Actors,
}

impl Lists {
    /// What stands in the frame.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Commands => "Commands",
            Self::Help => "Help",
            Self::Briefings => "Open",
            Self::Actors => "Follow",
        }
    }
}

/// One row to choose.
#[derive(Debug, Clone)]
pub struct WindowRow {
    /// What the query is matched against and the eye reads first. Printable.
    pub text: String,
    /// What stands behind it. Printable.
    pub detail: String,
    /// What stands at the right: keys, a date. Printable.
    pub aside: String,
    /// What choosing it does.
    pub choice: WindowChoice,
}

/// What choosing a row does.
#[derive(Debug, Clone)]
pub enum WindowChoice {
    /// Carries out a command.
    Command(&'static Command),
    /// Opens a briefing.
    Open(PathBuf),
    /// Follows an actor.
    Follow(ActorId),
}

/// A row that the query lets through, and which of its text's characters it matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its place among all rows.
    pub row: usize,
    /// Scalar values of its text, in order.
    pub matched: Vec<u32>,
}

impl Window {
    fn new(lists: Lists, rows: Vec<WindowRow>) -> Self {
        let mut window = Self {
            lists,
            query: SingleLine::new("", QUERY_WIDTH),
            rows,
            shown: Vec::new(),
            selected: 0,
            narrowed: None,
        };
        window.narrow();
        window
    }

    /// Every command that can be carried out from the screen beneath, searchable by what it does.
    #[must_use]
    pub fn palette(state: &State) -> Self {
        let places = state.places();
        let here = command::all().filter(|command| places.contains(&command.when));
        let rows = here.map(|command| {
            let refused = (command.refused)(state).map(|why| format!("  ({why})")).unwrap_or_default();
            command_row(state, command, format!("{}{refused}", command.name))
        });
        Self::new(Lists::Commands, rows.collect())
    }

    /// Every key there is, those that count now first.
    #[must_use]
    pub fn help(state: &State) -> Self {
        let places = state.places();
        let mut commands: Vec<&'static Command> = command::all().collect();
        commands.sort_by_key(|command| {
            let place = places.iter().position(|when| *when == command.when);
            let order = command::When::ALL.iter().position(|when| *when == command.when);
            (place.unwrap_or(usize::MAX), order)
        });
        let rows = commands.into_iter().map(|command| command_row(state, command, command.when.title().to_owned()));
        Self::new(Lists::Help, rows.collect())
    }

    /// The briefings of the library, to open one.
    #[must_use]
    pub fn briefings(state: &State) -> Self {
        Self::new(Lists::Briefings, briefing_rows(&state.library))
    }

    /// The library was read: where its briefings are listed, they are these now.
    pub fn library_read(&mut self, library: &Library) {
        if self.lists == Lists::Briefings {
            self.rows = briefing_rows(library);
            self.narrowed = None;
            self.narrow();
        }
    }

    /// These actors of the open briefing, to follow one.
    #[must_use]
    pub fn actors(state: &State, actors: &[usize]) -> Option<Self> {
        let analysis = state.analysis()?;
        let rows = actors.iter().filter_map(|i| analysis.actors.get(*i)).map(|actor| WindowRow {
            text: printable(&actor.name).into_owned(),
            detail: printable(actor.role.as_deref().unwrap_or(actor.kind.name())).into_owned(),
            aside: actor.mentions.len().to_string(),
            choice: WindowChoice::Follow(actor.id.clone()),
        });
        Some(Self::new(Lists::Actors, rows.collect()))
    }

    /// Matches the rows against the query anew, where it has changed.
    pub fn narrow(&mut self) {
        if self.narrowed.replace(self.query.revision()) == Some(self.query.revision()) {
            return;
        }
        let query = self.query.text();
        self.selected = 0;
        if query.trim().is_empty() {
            self.shown = (0..self.rows.len()).map(|row| Shown { row, matched: Vec::new() }).collect();
            return;
        }
        let pattern = Pattern::parse(query, CaseMatching::Smart, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, Shown)> = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let mut matched = Vec::new();
            // `:q` means quit, whatever else has a q in it.
            let named = u32::from(row.detail.starts_with(query)) * NAMED;
            if let Some(score) = pattern.indices(Utf32Str::new(&row.text, &mut buffer), &mut matcher, &mut matched) {
                matched.sort_unstable();
                matched.dedup();
                scored.push((score * 2 + named, Shown { row: i, matched }));
            } else if let Some(score) = pattern.score(Utf32Str::new(&row.detail, &mut buffer), &mut matcher) {
                scored.push((score + named, Shown { row: i, matched: Vec::new() }));
            }
        }
        scored.sort_by_key(|(score, shown)| (std::cmp::Reverse(*score), shown.row));
        self.shown = scored.into_iter().map(|(_, shown)| shown).collect();
    }

    /// Moves the selection by rows, and stops at the ends.
    pub fn select(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// What the selected row does.
    #[must_use]
    pub fn choice(&self) -> Option<&WindowChoice> {
        self.shown.get(self.selected).map(|shown| &self.rows[shown.row].choice)
    }
}

fn briefing_rows(library: &Library) -> Vec<WindowRow> {
    let rows = library.in_order().map(|entry| WindowRow {
        text: printable(&entry.headline).into_owned(),
        detail: printable(&entry.path.file_name().unwrap_or_default().to_string_lossy()).into_owned(),
        aside: entry.date.clone().unwrap_or_default(),
        choice: WindowChoice::Open(entry.path.clone()),
    });
    rows.collect()
}

fn command_row(state: &State, command: &'static Command, detail: String) -> WindowRow {
    WindowRow {
        text: command.does.to_owned(),
        detail,
        aside: state.keymap.keys_of(command).join(", "),
        choice: WindowChoice::Command(command),
    }
}
