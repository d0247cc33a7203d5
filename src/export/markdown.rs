//! Markdown in several flavours: the briefing by its sections with each note by its paragraph, then positions, evidence and
//! actors.
//!
//! Nothing out of the document is taken for markup. Each flavour is a template; what all of them are made of is not.

mod context;
mod escape;
mod findings;
mod flavours;
mod inline;
mod layout;

pub(super) use flavours::{FOR_GITHUB, FOR_LOGSEQ, FOR_OBSIDIAN, FOR_PANDOC, MARKDOWN};
pub use flavours::{TemplateError, from_template};

#[cfg(test)]
mod tests;
