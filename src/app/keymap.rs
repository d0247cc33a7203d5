//! The keymap: which keys mean which command where. Made of the commands' own keys and those of the configuration.

use std::collections::BTreeMap;

use super::command::{self, Command, When};
use super::key::{Chord, Key, KeyError};

/// Keys for a command, as the configuration gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The command's name.
    pub command: String,
    /// Its keys; none takes all keys off it.
    pub keys: Vec<String>,
    /// Where that is written, for messages: `config.yaml:12:3`.
    pub place: String,
}

/// Why a binding can't be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// No command has this name.
    #[error("{place}: there is no command `{name}`{}; `brief keys` lists them all", nearest.as_ref().map(|n| format!(", did you mean `{n}`?")).unwrap_or_default())]
    UnknownCommand {
        /// Where.
        place: String,
        /// The name.
        name: String,
        /// The most similar name.
        nearest: Option<&'static str>,
    },
    /// The words are no key.
    #[error("{place}: {error}")]
    NoKey {
        /// Where.
        place: String,
        /// Why.
        error: KeyError,
    },
    /// Two bindings want the same keys in the same place.
    #[error(
        "{place}: `{keys}` is given to `{second}`, and {first_place} gives it to `{first}`; take it off one of them"
    )]
    Conflict {
        /// Where.
        place: String,
        /// The keys.
        keys: String,
        /// The command of this binding.
        second: &'static str,
        /// The command that has them.
        first: &'static str,
        /// Where that is written.
        first_place: String,
    },
}

/// Which keys mean which command where.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    bound: BTreeMap<(When, Chord), &'static Command>,
}

/// What keys mean.
#[derive(Debug, Clone)]
pub enum Meaning {
    /// This command.
    Command(&'static Command),
    /// Nothing yet: more keys must follow.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Keymap {
    /// The commands' own keys, and over them the configuration's. Everything that is wrong is told at once.
    ///
    /// # Errors
    /// Unknown commands, words that are no key, and keys that two bindings want.
    pub fn new(bindings: &[Binding]) -> Result<Self, Vec<KeymapError>> {
        let mut wanted: BTreeMap<(When, Chord), (&'static Command, &str)> = BTreeMap::new();
        let mut errors = Vec::new();
        for binding in bindings {
            let Some(command) = command::named(&binding.command) else {
                errors.push(KeymapError::UnknownCommand {
                    place: binding.place.clone(),
                    name: binding.command.clone(),
                    nearest: nearest(&binding.command),
                });
                continue;
            };
            for words in &binding.keys {
                match words.parse::<Chord>() {
                    Ok(chord) => match clash(&wanted, command, &chord) {
                        Some((first, first_place)) => errors.push(KeymapError::Conflict {
                            place: binding.place.clone(),
                            keys: chord.to_string(),
                            second: command.name,
                            first: first.name,
                            first_place: first_place.to_owned(),
                        }),
                        None => {
                            wanted.insert((command.when, chord), (command, &binding.place));
                        }
                    },
                    Err(error) => errors.push(KeymapError::NoKey { place: binding.place.clone(), error }),
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Self { bound: with_defaults(&wanted, bindings) })
    }

    /// What these keys mean in these places, the most particular place first.
    #[must_use]
    pub fn meaning(&self, places: &[When], keys: &[Key]) -> Meaning {
        for &when in places {
            let chord = Chord(keys.to_vec());
            if let Some(command) = self.bound.get(&(when, chord.clone())) {
                return Meaning::Command(command);
            }
            let longer = self.bound.range((when, chord)..).next();
            if longer.is_some_and(|((place, chord), _)| *place == when && chord.0.starts_with(keys)) {
                return Meaning::Prefix;
            }
        }
        Meaning::Nothing
    }

    /// What may follow these keys in these places: the next key, and the command it leads to.
    #[must_use]
    pub fn continuations(&self, places: &[When], keys: &[Key]) -> Vec<(String, &'static Command)> {
        self.bound
            .iter()
            .filter(|((when, chord), _)| {
                places.contains(when) && chord.0.len() > keys.len() && chord.0.starts_with(keys)
            })
            .map(|((_, chord), command)| (Chord(chord.0[keys.len()..].to_vec()).to_string(), *command))
            .collect()
    }

    /// The keys of a command, in the order in which it lists them.
    #[must_use]
    pub fn keys_of(&self, command: &Command) -> Vec<String> {
        let mut keys: Vec<String> = self
            .bound
            .iter()
            .filter(|(_, bound)| std::ptr::eq(**bound, command))
            .map(|((_, chord), _)| chord.to_string())
            .collect();
        keys.sort_by_key(|key| command.keys.iter().position(|own| own == key).unwrap_or(usize::MAX));
        keys
    }

    /// The first key of a command, for hints.
    #[must_use]
    pub fn first_key_of(&self, command: &Command) -> Option<String> {
        self.keys_of(command).into_iter().next()
    }
}

/// Whether one chord is the other or begins it: then the longer can't be typed.
fn shadows(a: &Chord, b: &Chord) -> bool {
    a.0.starts_with(&b.0) || b.0.starts_with(&a.0)
}

fn clash<'a>(
    wanted: &BTreeMap<(When, Chord), (&'static Command, &'a str)>,
    command: &Command,
    chord: &Chord,
) -> Option<(&'static Command, &'a str)> {
    wanted
        .iter()
        .find(|((when, taken), (owner, _))| {
            *when == command.when && shadows(taken, chord) && !std::ptr::eq(*owner, command)
        })
        .map(|(_, owner)| *owner)
}

/// A command that the configuration names has those keys and no others; the rest keep those of their own that the
/// configuration has not given away.
fn with_defaults(
    wanted: &BTreeMap<(When, Chord), (&'static Command, &str)>,
    bindings: &[Binding],
) -> BTreeMap<(When, Chord), &'static Command> {
    let mut bound: BTreeMap<(When, Chord), &'static Command> =
        wanted.iter().map(|(key, (command, _))| (key.clone(), *command)).collect();
    for command in command::all() {
        if bindings.iter().any(|binding| binding.command == command.name) {
            continue;
        }
        for chord in command.keys.iter().filter_map(|words| words.parse::<Chord>().ok()) {
            let taken = wanted.keys().any(|(when, other)| *when == command.when && shadows(other, &chord));
            if !taken {
                bound.insert((command.when, chord), command);
            }
        }
    }
    bound
}

/// The most similar command name, where one is similar at all.
fn nearest(name: &str) -> Option<&'static str> {
    let near = command::all().map(|command| (strsim::damerau_levenshtein(command.name, name), command.name)).min()?;
    (near.0 <= 2.max(name.len() / 4)).then_some(near.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn binding(command: &str, keys: &[&str], line: usize) -> Binding {
        Binding {
            command: command.into(),
            keys: keys.iter().map(|k| (*k).into()).collect(),
            place: format!("config.yaml:{line}:3"),
        }
    }

    fn meaning(map: &Keymap, keys: &str) -> Option<&'static str> {
        match map.meaning(&[When::Text, When::Briefing, When::Everywhere], &keys.parse::<Chord>().unwrap().0) {
            Meaning::Command(command) => Some(command.name),
            _ => None,
        }
    }

    #[test]
    fn no_two_commands_want_the_same_keys_in_one_place() {
        let mut seen: Vec<(When, Chord, &str)> = Vec::new();
        for command in command::all() {
            for chord in command.keys.iter().map(|keys| keys.parse::<Chord>().unwrap()) {
                for (when, other, name) in &seen {
                    assert!(*when != command.when || !shadows(other, &chord), "{chord}: {name} and {}", command.name);
                }
                seen.push((command.when, chord, command.name));
            }
        }
    }

    #[test]
    fn the_configuration_gives_keys_and_takes_them() {
        let map = Keymap::new(&[binding("next-paragraph", &["x"], 2)]).unwrap();
        assert_eq!(meaning(&map, "x"), Some("next-paragraph"));
        assert_ne!(meaning(&map, "j"), Some("next-paragraph"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_all_at_once() {
        let errors = Keymap::new(&[
            binding("next-paragraf", &["x"], 2),
            binding("next-section", &["x y z zz"], 3),
            binding("quit", &["x"], 4),
            binding("help", &["x"], 5),
        ])
        .unwrap_err();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(
            told[0].starts_with("config.yaml:2:3: there is no command `next-paragraf`, did you mean `next-paragraph`")
        );
        assert!(told[1].starts_with("config.yaml:3:3: `zz` is no key"));
        assert!(told[2].starts_with("config.yaml:5:3: `x` is given to `help`, and config.yaml:4:3"));
    }

    #[test]
    fn a_prefix_shows_what_may_follow() {
        let map = Keymap::new(&[]).unwrap();
        let prefix = "]".parse::<Chord>().unwrap().0;
        assert!(matches!(map.meaning(&[When::Text], &prefix), Meaning::Prefix));
        assert!(
            map.continuations(&[When::Text], &prefix)
                .iter()
                .any(|(key, command)| key == "s" && command.name == "next-section")
        );
    }
}
