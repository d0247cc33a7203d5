//! The pure model of a briefing, and the way from a [`Source`] to a [`Briefing`].
//!
//! Nothing here reads a file, knows a format or looks at what the words mean.

mod briefing;
mod outline;
mod printable;
mod source;
mod span;

pub use briefing::{Briefing, Masthead, Paragraph, ParagraphId, ParagraphKind};
pub use outline::{Outline, Section, SectionId, SectionOrigin};
pub use printable::{is_unprintable, printable, printable_char};
pub use source::{
    Block, BlockKind, Diagnostic, Format, Level, Mark, MarkKind, Metadata, Source, SourceInfo, WrittenDate,
};
pub use span::Span;
