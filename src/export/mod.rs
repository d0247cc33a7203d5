//! A briefing, what was found in it and what was noted on it, as text for other programs.
//!
//! Each format is a pure function in a file of its own: same input, same bytes. Only [`save`] touches a file, and it
//! writes over none that this program did not write.

mod format;
mod html;
mod json;
mod markdown;
mod network;
mod renewal;
mod tables;
mod web_annotation;
mod writer;

#[cfg(test)]
mod testing;

pub use format::Format;
pub(crate) use json::Safe;
pub use markdown::{TemplateError, from_template};
pub use writer::{ExportError, Overwrite, Written, save, save_unmarked};

use std::collections::HashMap;

use crate::analysis::{Actor, ActorId, Analysis, Position, PositionId, Statement};
use crate::document::{Briefing, ParagraphId, is_unprintable, printable_char};
use crate::notes::Notebook;

/// What is exported.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// What was noted on it.
    pub notes: &'a Notebook,
}

impl<'a> Material<'a> {
    fn actors(self) -> HashMap<&'a ActorId, &'a Actor> {
        self.analysis.actors.iter().map(|actor| (&actor.id, actor)).collect()
    }

    fn positions(self) -> HashMap<&'a PositionId, &'a Position> {
        self.analysis.positions.iter().map(|position| (&position.id, position)).collect()
    }

    /// The title of the section that a paragraph is in; empty where it is in none.
    fn section(self, paragraph: ParagraphId) -> &'a str {
        let outline = &self.analysis.outline;
        outline.section_of(paragraph).and_then(|id| outline.sections().get(id.0)).map_or("", |section| &section.title)
    }

    /// Who wrote it, for whom, where and when: what the masthead tells of it.
    fn about(self) -> Vec<&'a str> {
        let masthead = &self.briefing.masthead;
        let date = masthead.date.as_ref().map(|date| date.written.as_str());
        let named = [&masthead.byline, &masthead.publisher, &masthead.dateline].map(Option::as_deref);
        named.into_iter().chain([date]).flatten().map(str::trim).filter(|part| !part.is_empty()).collect()
    }

    /// The statements on each position, and those on none, in reading order.
    fn by_position(self) -> HashMap<Option<&'a PositionId>, Vec<&'a Statement>> {
        let mut statements = HashMap::<_, Vec<_>>::new();
        for statement in &self.analysis.statements {
            statements.entry(statement.position.as_ref()).or_default().push(statement);
        }
        statements
    }

    /// The address that the briefing was taken from, else its name.
    fn source(self) -> String {
        self.briefing.masthead.url.clone().unwrap_or_else(|| self.briefing.source.name())
    }
}

/// The name of who makes a statement.
fn holder<'a>(statement: &'a Statement, actors: &HashMap<&'a ActorId, &'a Actor>) -> &'a str {
    let name = statement.actor.as_ref().map(|id| actors.get(id).map_or(id.0.as_str(), |actor| &actor.name));
    name.unwrap_or("somebody not named")
}

/// The name of what an actor belongs to; empty where nothing tells.
fn affiliation<'a>(actor: &'a Actor, actors: &HashMap<&'a ActorId, &'a Actor>) -> &'a str {
    let Some(affiliation) = actor.affiliation.as_deref() else { return "" };
    actors.get(&ActorId(affiliation.to_owned())).map_or(affiliation, |actor| &actor.name)
}

/// Untrusted words with their line breaks, and nothing in them that acts on a terminal.
fn clean(words: &str) -> String {
    words
        .chars()
        .filter(|c| *c != '\r')
        .map(|c| if is_unprintable(c) && c != '\n' { printable_char(c) } else { c })
        .collect()
}
