//! What is to be seen, as plain data: panels of lines of segments, each with a role and no colour.
//!
//! A painter needs nothing but a [`View`]. Every text in it is printable already. Nothing here changes the state.

mod address;
mod card;
mod foot;
mod library;
mod panes;
mod plain;
mod screen;
mod text;
mod window;

use super::{Area, Point, Size};

pub use address::Address;
pub(crate) use card::lowest as card_lowest;
pub(crate) use library::{HEAD as LIBRARY_HEAD, top as library_top};
pub use screen::view;
pub(crate) use window::{inside as window_inside, top as window_top};

/// One whole screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// The size it was made for.
    pub size: Size,
    /// Panels in painting order: a later one covers an earlier one.
    pub panels: Vec<Panel>,
    /// Where the terminal's cursor stands, when something is being typed.
    pub cursor: Option<Point>,
}

/// A rectangle with lines in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panel {
    /// The whole rectangle, its frame included.
    pub area: Area,
    /// What is around it.
    pub frame: Frame,
    /// What stands in the top edge of the frame.
    pub title: Line,
    /// Lines from the top; those past the height are cut, the rest of the rectangle is blank.
    pub lines: Vec<Line>,
    /// How much of the whole is in sight, where that is not all of it.
    pub scroll: Option<Scroll>,
}

/// What is around a panel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Frame {
    /// Nothing: lines start in the corner of the area.
    #[default]
    None,
    /// A quiet border.
    Quiet,
    /// The border of the pane that has the keys.
    Focused,
    /// The border of a window over the others.
    Window,
}

/// How much of the whole is in sight, in parts of `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scroll {
    /// The first part in sight.
    pub from: usize,
    /// How many parts are in sight.
    pub seen: usize,
    /// How many there are.
    pub of: usize,
}

/// One row of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// From left to right.
    pub segments: Vec<Segment>,
    /// A role for the whole row, right to the edge: the selected row of a list, the title bar.
    pub fill: Option<Role>,
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Printable text.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// Where it leads, where it is part of a link that is safe to follow.
    pub address: Option<Address>,
}

/// How a segment looks, without colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// What it is.
    pub role: Role,
    /// The author wrote it in bold.
    pub strong: bool,
    /// The author wrote it in italics.
    pub emphasis: bool,
    /// It is selected.
    pub selected: bool,
}

/// What a piece of the screen is: a theme gives each a look, a mark in the text says the same without colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// Text out of the reader's way: unfollowed, read, explanations.
    Dim,
    /// The title bar.
    TitleBar,
    /// A briefing's headline.
    Headline,
    /// Its subtitle and summary.
    Subtitle,
    /// A section's heading.
    Heading,
    /// The title of the pane that has the keys.
    PaneTitle,
    /// The title of another pane.
    QuietTitle,
    /// A paragraph's number.
    Number,
    /// The number and bar of the paragraph under the cursor.
    Cursor,
    /// A quotation set apart.
    Quote,
    /// Preformatted text.
    Code,
    /// The words of a link.
    Link,
    /// A mention of an actor.
    Actor,
    /// A mention of the actor that is followed.
    Followed,
    /// A mention of a position.
    Position,
    /// The evidence that the reader jumped to.
    Evidence,
    /// A search hit.
    Hit,
    /// The search hit under the cursor.
    CurrentHit,
    /// A note, its mark and its words.
    Note,
    /// A tag.
    Tag,
    /// A folded repeat.
    Repeat,
    /// The stance supports.
    Supports,
    /// The stance opposes.
    Opposes,
    /// The stance conditional.
    Conditional,
    /// The stances reports and unclear.
    OtherStance,
    /// The selected row of a list that has the keys.
    Selected,
    /// The row of the actor that is followed.
    QuietSelected,
    /// A key on the context line or in help.
    Key,
    /// What a key does.
    Hint,
    /// A character that the reader's query matched in a list.
    Match,
    /// Something went well.
    Success,
    /// Something may go wrong, or is not saved.
    Warning,
    /// Something went wrong.
    Error,
    /// The strip of an actor's mentions.
    Strip,
}

impl Line {
    /// A line of one segment.
    pub fn of(role: Role, text: impl Into<String>) -> Self {
        Self::default().with(role, text)
    }

    /// The line with one more segment.
    #[must_use]
    pub fn with(mut self, role: Role, text: impl Into<String>) -> Self {
        self.push(role, text);
        self
    }

    /// The line with a role for the whole row.
    #[must_use]
    pub fn filled(mut self, role: Role) -> Self {
        self.fill = Some(role);
        self
    }

    /// Adds a segment.
    pub fn push(&mut self, role: Role, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.segments.push(Segment { text, style: Style { role, ..Style::default() }, address: None });
        }
    }

    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.segments.iter().map(|segment| textwrap::core::display_width(&segment.text)).sum()
    }

    /// The words alone.
    #[must_use]
    pub fn words(&self) -> String {
        self.segments.iter().map(|segment| segment.text.as_str()).collect()
    }
}
