//! What analysis could not do on a briefing, so that nobody takes its silence for a finding.

use std::fmt;

use crate::document::Briefing;

/// A limit that the findings of a briefing have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The briefing is in a language that the rules do not know.
    Language {
        /// Its ISO 639 code.
        code: String,
    },
}

impl Notice {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Language { .. } => "language",
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Language { code } => write!(
                f,
                "the text is in another language than English ({code}): sections and what the configuration names are \
                 found; other actors, statements and key phrases are not looked for"
            ),
        }
    }
}

/// The limits of what can be found in a briefing. A text whose language is not clear is read as English.
pub(super) fn notices(briefing: &Briefing) -> Vec<Notice> {
    let other = briefing.language.as_deref().filter(|code| *code != "en");
    other.map(|code| Notice::Language { code: code.to_owned() }).into_iter().collect()
}
