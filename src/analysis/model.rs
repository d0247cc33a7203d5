//! What an analysis says: actors, positions, statements, sections, key phrases.

use super::Notice;
use super::Reason;
use crate::document::{Outline, ParagraphId, Span};

/// Everything that was found in one briefing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// The author's sections where there are any, else derived ones.
    pub outline: Outline,
    /// Actors by weight, the heaviest first.
    pub actors: Vec<Actor>,
    /// Positions that the briefing names, in the order of the configuration.
    pub positions: Vec<Position>,
    /// Statements in reading order.
    pub statements: Vec<Statement>,
    /// Positions that no configuration names and the text suggests, the most telling first.
    pub proposals: Vec<Proposal>,
    /// Key phrases, the best first.
    pub key_phrases: Vec<KeyPhrase>,
    /// What could not be done.
    pub notices: Vec<Notice>,
}

/// An actor's id: its name in kebab case, with a number where two would be the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub String);

/// A position's id, in kebab case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PositionId(pub String);

/// Who or what can hold a position.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// Its id.
    pub id: ActorId,
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Office or function, as the text or the configuration gives it.
    pub role: Option<String>,
    /// Whom it belongs to: the id of another actor here, or else a name.
    pub affiliation: Option<String>,
    /// Other names that the text uses.
    pub aliases: Vec<String>,
    /// Whose claim this is.
    pub origin: Origin,
    /// Where it is named, in reading order; never in repeats.
    pub mentions: Vec<Mention>,
}

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A person.
    Person,
    /// A ministry, alliance, company, newspaper.
    Organisation,
    /// A state.
    State,
    /// People spoken of together: coalition, 'European leaders', experts.
    Group,
    /// A place where things happen.
    Place,
}

impl ActorKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 5] = [Self::Person, Self::State, Self::Organisation, Self::Group, Self::Place];

    /// Its name in JSON and in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Group => "group",
            Self::Place => "place",
        }
    }
}

/// A span that names an actor or a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The words, in the canonical text.
    pub span: Span,
    /// The paragraph that holds them.
    pub paragraph: ParagraphId,
}

/// A policy idea that the briefing names.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// Its id.
    pub id: PositionId,
    /// What the reader sees.
    pub label: String,
    /// Whose claim this is.
    pub origin: Origin,
    /// Where it is named, in reading order; never in repeats.
    pub mentions: Vec<Mention>,
}

/// A position that the text suggests: a guess for the reader to take up or leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The position as it would be.
    pub position: Position,
    /// Wordings for the configuration.
    pub phrases: Vec<String>,
    /// The statements on it, by their place in the analysis; their own `position` stays `None`.
    pub statements: Vec<usize>,
}

/// Who says what on which position, and the words that show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Whose it is; `None` where the text names nobody that was recognised.
    pub actor: Option<ActorId>,
    /// On what; `None` where no position names it.
    pub position: Option<PositionId>,
    /// For or against.
    pub stance: Stance,
    /// The words that name who.
    pub source: Option<Span>,
    /// The reporting verb or phrase.
    pub cue: Option<Span>,
    /// What is said or held.
    pub content: Span,
    /// The sentence or sentences that show it.
    pub evidence: Mention,
    /// Whether the content is in the actor's own words.
    pub quoted: bool,
    /// From 0, a guess, to 1.
    pub confidence: f64,
    /// Why: how it is told whose it is, and what decided its stance.
    pub reason: Reason,
    /// Whose claim this is.
    pub origin: Origin,
}

/// How an actor stands to a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// For it.
    Supports,
    /// Against it.
    Opposes,
    /// For it, if something else holds.
    Conditional,
    /// Says it and takes no side.
    Reports,
    /// The text does not tell.
    Unclear,
}

impl Stance {
    /// Every stance, in the order in which lists show them.
    pub const ALL: [Self; 5] = [Self::Supports, Self::Opposes, Self::Conditional, Self::Reports, Self::Unclear];

    /// Its name in JSON and on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Opposes => "opposes",
            Self::Conditional => "conditional",
            Self::Reports => "reports",
            Self::Unclear => "unclear",
        }
    }
}

/// Whose claim a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Ours: a guess.
    Found,
    /// The configuration names it.
    Config,
    /// The reader confirmed it.
    Confirmed,
    /// Ours, and not yet the reader's: a position that the text suggests.
    Proposed,
}

impl Origin {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Config => "config",
            Self::Confirmed => "confirmed",
            Self::Proposed => "proposed",
        }
    }
}

/// A phrase that tells what the briefing is about.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPhrase {
    /// The words.
    pub text: String,
    /// How telling; the best has 1.
    pub score: f64,
}
