//! A briefing, what was found in it and what was noted on it, as text for other programs.
//!
//! Each format is a pure function in a file of its own: same input, same bytes. Only [`save`] touches a file, and it
//! writes over none that this program did not write.

mod markdown;
mod writer;

pub use markdown::markdown;
pub use writer::{ExportError, Overwrite, save};

use crate::analysis::Analysis;
use crate::document::Briefing;
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

/// A format to export to. A new one is a file here and a line in each of these matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Markdown that GitHub and pandoc read alike.
    #[default]
    Markdown,
}

impl Format {
    /// Every format, the default first.
    pub const ALL: [Self; 1] = [Self::Markdown];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What its files end in, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
        }
    }

    /// The material in this format.
    #[must_use]
    pub fn render(self, material: Material<'_>) -> String {
        match self {
            Self::Markdown => markdown(material.briefing, material.analysis, material.notes),
        }
    }

    /// Whether this program wrote this text, by the mark it leaves at its head.
    #[must_use]
    pub fn is_ours(self, text: &str) -> bool {
        match self {
            Self::Markdown => markdown::is_ours(text),
        }
    }
}
