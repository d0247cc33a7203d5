//! Briefing to [`Analysis`], as a pure function: who is in it, what each of them wants, and where it says so.
//!
//! Offline and deterministic: the same briefing and the same [`Knowledge`] give the same analysis. Nothing here reads a
//! file, keeps state, or decides how a finding is shown. What is found says that it was found; nothing is presented as
//! certain that the text does not carry.

mod knowledge;
mod model;

pub use knowledge::{Knowledge, KnownActor, KnownPosition};
pub use model::{
    Actor, ActorId, ActorKind, Analysis, KeyPhrase, Mention, Origin, Position, PositionId, Stance, Statement,
};
