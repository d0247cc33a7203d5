//! What the reader told us beforehand: the positions to look for and the actors they know.

use super::{ActorKind, PositionId};

/// Everything analysis takes from the configuration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Knowledge {
    /// Positions to find, in the order in which they are shown.
    pub positions: Vec<KnownPosition>,
    /// Actors known by name.
    pub actors: Vec<KnownActor>,
}

/// A position as the configuration describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownPosition {
    /// Its id, in kebab case.
    pub id: PositionId,
    /// What the reader sees.
    pub label: String,
    /// What it means, in a sentence.
    pub definition: Option<String>,
    /// Phrasings that name it.
    pub phrases: Vec<String>,
    /// Phrasings that speak for it.
    pub supports: Vec<String>,
    /// Phrasings that speak against it.
    pub opposes: Vec<String>,
}

/// An actor as the configuration describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownActor {
    /// The full name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Other names.
    pub aliases: Vec<String>,
    /// Office or function.
    pub role: Option<String>,
    /// Whom it belongs to: the name of another actor.
    pub affiliation: Option<String>,
}
