//! The pure model of a briefing, and the way from a [`Source`] to a [`Briefing`].
//!
//! Nothing here reads a file, knows a format or looks at what the words mean.

mod briefing;
mod build;
mod bylines;
mod canonical;
mod dates;
mod fingerprint;
mod institution;
mod language;
mod lines;
mod looks;
mod masthead;
mod outline;
mod printable;
mod repeats;
mod sections;
mod shape;
mod source;
mod span;
mod top;

pub use briefing::{Briefing, Masthead, Paragraph, ParagraphId, ParagraphKind};
pub use build::{build, plain};
pub(crate) use dates::{date_in, date_in_language, date_line};
pub use fingerprint::fingerprint;
pub(crate) use looks::{is_furniture, is_imprint, is_kicker};
pub(crate) use masthead::above;
pub use outline::{Outline, Section, SectionId, SectionOrigin};
pub use printable::{is_unprintable, on_one_line, printable, printable_char};
pub(crate) use shape::{
    ends_sentence, is_all_capitals, is_heading_like, is_release_mark, is_rule, is_title_like, memo_field, same_words,
    speaker_turn, word_count,
};
pub use source::{
    Block, BlockKind, Diagnostic, Format, Level, Mark, MarkKind, Metadata, Source, SourceInfo, WrittenDate,
};
pub use span::Span;
