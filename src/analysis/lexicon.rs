//! The word lists under `data/`, compiled once on first use.
//!
//! The lists are our own selection. They hold general English and the names of states, bodies and places; what is
//! particular to a reader's subject belongs in the configuration.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{
    ActorKind,
    cues::single_verbs,
    endings,
    inflection::{Tense, forms},
    phrases::Phrases,
};

/// The word lists that hold a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(u16);

impl Classes {
    /// Function words and sentence openers.
    pub(crate) const STOP: Self = Self(1);
    /// Common given names.
    pub(crate) const FIRST_NAME: Self = Self(1 << 1);
    /// Words that make a capitalised run an organisation.
    pub(crate) const ORGANISATION_HEAD: Self = Self(1 << 2);
    /// Plural nouns for people who act together.
    pub(crate) const GROUP_HEAD: Self = Self(1 << 3);
    /// Group heads that need no nation before them.
    pub(crate) const BARE_GROUP: Self = Self(1 << 4);
    /// `former`, `acting`, `deputy`.
    pub(crate) const ROLE_MODIFIER: Self = Self(1 << 5);
    /// Months, days, seasons.
    pub(crate) const CALENDAR: Self = Self(1 << 6);
    /// Words that make a poor part of a title.
    pub(crate) const WEAK: Self = Self(1 << 7);

    /// Nouns for who speaks without a name.
    pub(crate) const SPEAKER: Self = Self(1 << 8);
    /// Forms of verbs that are no nouns; participles are not among them.
    pub(crate) const VERB: Self = Self(1 << 9);
    /// Forms of verbs that are nouns as well: `support`.
    pub(crate) const VERB_OR_NOUN: Self = Self(1 << 10);
    /// Participles, past and present.
    pub(crate) const PARTICIPLE: Self = Self(1 << 11);
    /// Adjectives.
    pub(crate) const ADJECTIVE: Self = Self(1 << 12);
    /// Nouns that end as adjectives or participles do.
    pub(crate) const NOUN: Self = Self(1 << 13);
    /// Words for a kind of place, ahead of `of` or at the end of its name.
    pub(crate) const PLACE_HEAD: Self = Self(1 << 14);

    /// Whether it holds one of these.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What an abbreviation's full stop can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// It never ends a sentence.
    Always,
    /// It may end one: `U.S.`
    MayEnd,
}

/// A name that the lists hold.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The name as it is shown.
    pub name: &'static str,
    /// What it is.
    pub kind: ActorKind,
    /// The state or body it belongs to; a capital's state.
    pub of: Option<&'static str>,
    /// Whether it is a capital, which can stand for its state.
    pub capital: bool,
}

/// An adjective or noun for what comes from a state or region.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Demonym {
    /// The state or region.
    pub of: &'static str,
    /// Whether that is a state.
    pub state: bool,
    /// Whether this is the plural noun.
    pub plural: bool,
}

/// What a title does before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Title {
    /// `President`: an office, part of a role.
    Office,
    /// `Mr`, `Sir`: a form of address.
    Address,
}

/// All word lists.
pub(crate) struct Lexicon {
    /// States, bodies, places, capitals.
    pub names: Phrases<Entry>,
    /// Adjectives and nouns of states and regions.
    pub demonyms: Phrases<Demonym>,
    /// Offices and forms of address.
    pub titles: Phrases<Title>,
    classes: HashMap<Box<str>, Classes>,
    abbreviations: HashMap<&'static str, Abbreviation>,
    states: HashSet<&'static str>,
    owners: HashMap<&'static str, &'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::compile);

impl Lexicon {
    /// The one lexicon.
    pub(crate) fn get() -> &'static Self {
        &LEXICON
    }

    /// The word lists that hold a lower-case word, and what its ending tells where they do not.
    pub(crate) fn classes(&self, lower: &str) -> Classes {
        let listed = self.classes.get(lower).copied().unwrap_or_default();
        listed.and(endings::classes(lower, listed))
    }

    /// Whether a lower-case word is a function word or a sentence opener.
    pub(crate) fn is_stop_word(&self, lower: &str) -> bool {
        self.classes(lower).has(Classes::STOP)
    }

    /// What the full stop after this word can mean; `None` where it is no abbreviation.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word.to_lowercase().as_str()).copied()
    }

    /// Whether this is the name of a state as the lists show it.
    pub(crate) fn is_state(&self, name: &str) -> bool {
        self.states.contains(name)
    }

    /// The state or body that a listed body or capital belongs to.
    pub(crate) fn owner(&self, name: &str) -> Option<&'static str> {
        self.owners.get(name).copied()
    }

    fn compile() -> Self {
        let mut lexicon = Self {
            names: Phrases::default(),
            demonyms: Phrases::default(),
            titles: Phrases::default(),
            classes: HashMap::new(),
            abbreviations: HashMap::new(),
            states: HashSet::new(),
            owners: HashMap::new(),
        };
        lexicon.add_states();
        lexicon.add_bodies();
        lexicon.add_places();
        lexicon.add_titles();
        lexicon.add_classes();
        lexicon.add_verbs();
        lexicon.add_adjectives();
        lexicon.add_abbreviations();
        lexicon
    }

    fn add_states(&mut self) {
        for [name, others, demonyms, capitals] in lines(include_str!("data/countries.txt")).map(fields) {
            self.states.insert(name);
            for written in std::iter::once(name).chain(list(others)) {
                self.names.insert(written, Entry { name, kind: ActorKind::State, of: None, capital: false });
            }
            for capital in list(capitals) {
                self.owners.insert(capital, name);
                self.names
                    .insert(capital, Entry { name: capital, kind: ActorKind::Place, of: Some(name), capital: true });
            }
            self.add_demonyms(name, demonyms, true);
        }
    }

    fn add_demonyms(&mut self, of: &'static str, demonyms: &'static str, state: bool) {
        for demonym in list(demonyms) {
            self.demonyms.insert(demonym, Demonym { of, state, plural: false });
            self.demonyms.insert(&format!("{demonym}s"), Demonym { of, state, plural: true });
        }
    }

    fn add_bodies(&mut self) {
        for [name, others, kind, of] in lines(include_str!("data/bodies.txt")).map(fields) {
            let kind = if kind == ActorKind::Group.name() { ActorKind::Group } else { ActorKind::Organisation };
            let of = (!of.is_empty()).then_some(of);
            if let Some(of) = of {
                self.owners.insert(name, of);
            }
            for written in std::iter::once(name).chain(list(others)) {
                self.names.insert(written, Entry { name, kind, of, capital: false });
            }
        }
    }

    fn add_places(&mut self) {
        for [name, adjectives] in lines(include_str!("data/places.txt")).map(fields) {
            self.names.insert(name, Entry { name, kind: ActorKind::Place, of: None, capital: false });
            self.add_demonyms(name, adjectives, false);
        }
    }

    fn add_titles(&mut self) {
        for line in lines(include_str!("data/titles.txt")) {
            match line.strip_prefix('*') {
                Some(address) => self.titles.insert(address, Title::Address),
                None => self.titles.insert(line, Title::Office),
            }
        }
    }

    fn add_classes(&mut self) {
        let lists = [
            (include_str!("data/stop-words.txt"), Classes::STOP),
            (include_str!("data/organisation-heads.txt"), Classes::ORGANISATION_HEAD),
            (include_str!("data/role-modifiers.txt"), Classes::ROLE_MODIFIER),
            (include_str!("data/months-days.txt"), Classes::CALENDAR),
            (include_str!("data/weak-words.txt"), Classes::WEAK),
            (include_str!("data/speakers.txt"), Classes::SPEAKER),
            (include_str!("data/first-names.txt"), Classes::FIRST_NAME),
            (include_str!("data/place-heads.txt"), Classes::PLACE_HEAD),
        ];
        for (text, class) in lists {
            for word in lines(text).flat_map(str::split_whitespace) {
                self.add_class(word, class);
            }
        }
        for word in lines(include_str!("data/group-heads.txt")).flat_map(str::split_whitespace) {
            match word.strip_prefix('*') {
                Some(word) => self.add_class(word, Classes::GROUP_HEAD.and(Classes::BARE_GROUP)),
                None => self.add_class(word, Classes::GROUP_HEAD),
            }
        }
    }

    fn add_class(&mut self, word: &str, class: Classes) {
        match self.classes.get_mut(word) {
            Some(classes) => *classes = classes.and(class),
            None => {
                self.classes.insert(word.into(), class);
            }
        }
    }

    fn add_verbs(&mut self) {
        for (verb, noun_too) in single_verbs() {
            self.add_verb(verb, noun_too);
        }
        for verb in lines(include_str!("data/verbs.txt")).flat_map(str::split_whitespace) {
            match verb.strip_prefix('=') {
                Some(form) => self.add_class(form, Classes::VERB),
                None => self.add_verb(verb.trim_start_matches('*'), verb.starts_with('*')),
            }
        }
    }

    fn add_verb(&mut self, verb: &str, noun_too: bool) {
        let present = if noun_too { Classes::VERB_OR_NOUN } else { Classes::VERB };
        for (form, tense) in forms(verb) {
            self.add_class(&form, if tense == Tense::Present { present } else { Classes::PARTICIPLE });
        }
    }

    fn add_adjectives(&mut self) {
        for word in lines(include_str!("data/adjectives.txt")).flat_map(str::split_whitespace) {
            match word.strip_prefix('-') {
                Some(noun) => self.add_class(noun, Classes::NOUN),
                None => self.add_class(word, Classes::ADJECTIVE),
            }
        }
    }

    fn add_abbreviations(&mut self) {
        for word in lines(include_str!("data/abbreviations.txt")).flat_map(str::split_whitespace) {
            let (word, meaning) = match word.strip_prefix('?') {
                Some(word) => (word, Abbreviation::MayEnd),
                None => (word, Abbreviation::Always),
            };
            self.abbreviations.insert(word, meaning);
        }
    }
}

/// The lines of a list, without its comments.
pub(crate) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The fields of a line; those that it lacks are empty.
pub(crate) fn fields<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut parts = line.split(';');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// The parts of a field.
pub(crate) fn list(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(',').map(str::trim).filter(|part| !part.is_empty())
}
