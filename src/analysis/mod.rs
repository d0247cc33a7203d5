//! Briefing to [`Analysis`], as a pure function: who is in it, what each of them wants, and where it says so.
//!
//! Offline and deterministic: the same briefing and the same [`Knowledge`] give the same analysis. Nothing here reads a
//! file, keeps state, or decides how a finding is shown. What is found says that it was found; nothing is presented as
//! certain that the text does not carry.

mod acronyms;
mod actors;
mod aliases;
mod claims;
mod cohesion;
mod cues;
#[cfg(test)]
mod fixture;
mod fold;
mod groups;
mod key_phrases;
mod knowledge;
mod lexicon;
mod model;
mod phrases;
mod positions;
mod quotes;
mod reading;
mod recognise;
mod roles;
mod runs;
mod sections;
mod sentences;
mod sources;
mod stance;
mod statements;
mod tags;
mod titles;
mod tokens;
mod turns;
mod vocabulary;

use crate::document::Briefing;
use reading::{Cancelled, KeepGoing, Reading};

pub use knowledge::{Knowledge, KnownActor, KnownPosition};
pub use model::{
    Actor, ActorId, ActorKind, Analysis, KeyPhrase, Mention, Origin, Position, PositionId, Stance, Statement,
};
pub use sections::outline;

/// Everything that is found in a briefing. Repeats are not read.
#[must_use]
pub fn analyse(briefing: &Briefing, knowledge: &Knowledge) -> Analysis {
    analyse_while(briefing, knowledge, &|| true).unwrap_or_default()
}

/// The same for a thread of its own: `keep_going` is asked at every paragraph, and `None` comes back soon after it
/// says no.
#[must_use]
pub fn analyse_while(briefing: &Briefing, knowledge: &Knowledge, keep_going: &dyn Fn() -> bool) -> Option<Analysis> {
    read(briefing, knowledge, keep_going).ok()
}

fn read(briefing: &Briefing, knowledge: &Knowledge, keep_going: KeepGoing<'_>) -> Result<Analysis, Cancelled> {
    let reading = Reading::of(briefing, keep_going)?;
    let tags = tags::Tags::of(&reading, knowledge, keep_going)?;
    let mut named = recognise::recognise(&reading, &tags, knowledge, keep_going)?;
    named.extend(groups::groups(&reading, &tags, keep_going)?);
    named.sort_by_key(|named| (named.tokens.start, named.tokens.end));
    let (actors, mentions) = actors::actors(&reading, &tags, knowledge, &named);
    let matches = positions::find(&reading, knowledge, keep_going)?;
    let phrases = key_phrases::phrases(&reading, keep_going)?;
    let findings = statements::Findings {
        reading: &reading,
        tags: &tags,
        knowledge,
        actors: &actors,
        mentions: &mentions,
        matches: &matches,
    };
    Ok(Analysis {
        outline: sections::sections(&reading, &phrases, keep_going)?,
        positions: positions::positions(&reading, knowledge, &matches),
        statements: statements::statements(&findings, keep_going)?,
        key_phrases: key_phrases::key_phrases(&reading, &phrases),
        actors,
    })
}
