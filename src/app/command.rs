//! Commands: everything a reader can do, each with a name, a sentence, its keys and what it does.
//!
//! Each file under [`super::act`] lists the commands of its subject beside the functions that carry them out. The
//! keymap, the palette, the help screen, `brief keys` and the table in the README are all made from [`all`].

use jiff::Timestamp;

use super::act;
use super::editor::EditAct;
use super::message::Effect;
use super::state::State;

/// One thing that a reader can do.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Its name in config.yaml and in the palette, in kebab case.
    pub name: &'static str,
    /// What it does, in one sentence without a full stop.
    pub does: &'static str,
    /// A word or two for the context line; `None` keeps it off that line.
    pub hint: Option<&'static str>,
    /// The keys it has unless the configuration gives it others.
    pub keys: &'static [&'static str],
    /// Where its keys count.
    pub when: When,
    /// Carries it out.
    pub run: Run,
    /// Why it can't be done now, where it can't.
    pub refused: fn(&State) -> Option<&'static str>,
}

impl Command {
    /// A command that can always be carried out and does not stand on the context line.
    pub(crate) const fn new(
        when: When,
        name: &'static str,
        does: &'static str,
        keys: &'static [&'static str],
        run: fn(&mut State, &mut Turn),
    ) -> Self {
        Self { name, does, hint: None, keys, when, run: Run::Do(run), refused: |_| None }
    }

    /// The same with a word or two on the context line.
    pub(crate) const fn hinted(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The same, which can't be carried out where this gives a reason.
    pub(crate) const fn unless(mut self, refused: fn(&State) -> Option<&'static str>) -> Self {
        self.refused = refused;
        self
    }
}

/// How a command is carried out.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// By this function.
    Do(fn(&mut State, &mut Turn)),
    /// By the text that is being typed.
    Edit(EditAct),
}

/// Where keys count. The most particular place that knows a key decides what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// The text of a briefing has the keys.
    Text,
    /// A list beside the text has the keys.
    Pane,
    /// The sections pane has the keys.
    Sections,
    /// The actors pane has the keys.
    Actors,
    /// The positions pane has the keys.
    Positions,
    /// The notes pane has the keys.
    Notes,
    /// A briefing is open, whatever part of it has the keys.
    Briefing,
    /// The library's list has the keys.
    Library,
    /// A window with a query and a list: picker, palette, help.
    Window,
    /// A line is being typed: search, filter, tags.
    Prompt,
    /// A note is being written.
    Editor,
    /// Text is being typed, whatever into.
    Typing,
    /// A card that is read: why something was found.
    Card,
    /// A question waits for its answer.
    Question,
    /// Everywhere; plain characters excepted while something is being typed.
    Everywhere,
}

impl When {
    /// Every place, in the order of the key table.
    pub const ALL: [Self; 15] = [
        Self::Text,
        Self::Briefing,
        Self::Pane,
        Self::Sections,
        Self::Actors,
        Self::Positions,
        Self::Notes,
        Self::Editor,
        Self::Typing,
        Self::Prompt,
        Self::Window,
        Self::Card,
        Self::Question,
        Self::Library,
        Self::Everywhere,
    ];

    /// Its title in the key table and in help.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "Reading",
            Self::Pane => "In any pane",
            Self::Sections => "Sections pane",
            Self::Actors => "Actors pane",
            Self::Positions => "Positions pane",
            Self::Notes => "Notes pane",
            Self::Briefing => "With a briefing open",
            Self::Library => "Library",
            Self::Window => "Picker, palette and help",
            Self::Prompt => "In a line: search, filter, tags",
            Self::Editor => "While writing a note",
            Self::Typing => "While typing",
            Self::Card => "Card",
            Self::Question => "When asked",
            Self::Everywhere => "Everywhere",
        }
    }
}

/// One turn of the state: when it happens, the count that was typed ahead of the command, and what is to be done
/// outside because of it.
#[derive(Debug)]
pub struct Turn {
    /// The time of the message.
    pub at: Timestamp,
    /// The number typed ahead of the command.
    pub count: Option<usize>,
    /// What is to be done outside.
    pub effects: Vec<Effect>,
}

impl Turn {
    /// A turn with no count.
    #[must_use]
    pub const fn new(at: Timestamp) -> Self {
        Self { at, count: None, effects: Vec::new() }
    }

    /// How many times: the count, or once.
    #[must_use]
    pub fn times(&self) -> usize {
        self.count.unwrap_or(1).max(1)
    }

    /// Asks for something to be done outside.
    pub fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}

/// Every command, by subject.
pub fn all() -> impl Iterator<Item = &'static Command> {
    act::SUBJECTS.iter().copied().flatten()
}

/// The command of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Command> {
    all().find(|command| command.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_command_has_a_name_of_its_own_a_sentence_and_keys_that_read() {
        let mut names = HashSet::new();
        for command in all() {
            assert!(names.insert(command.name), "{} twice", command.name);
            assert!(
                command.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{}",
                command.name
            );
            assert!(command.does.len() >= 2 && !command.does.ends_with('.'), "{}", command.name);
            for key in command.keys {
                assert!(key.parse::<super::super::key::Chord>().is_ok(), "{}: {key}", command.name);
            }
        }
    }
}
