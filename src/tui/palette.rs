//! The colours of the themes, and how each is shown by a terminal with fewer.

use ratatui::style::Color;

use super::environment::Depth;
use crate::app::message::Background;

/// A colour by its use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Running text.
    Text,
    /// Text out of the way.
    Dim,
    /// Frames.
    Faint,
    /// Actors, headings, the cursor.
    Accent,
    /// Positions, conditions, warnings.
    Warm,
    /// Support, success.
    Good,
    /// Opposition, errors.
    Bad,
    /// The reader's own words.
    Note,
    /// What was searched for.
    Hit,
    /// The ground under everything.
    Ground,
    /// The ground of bars and quiet selections.
    Bar,
    /// The ground of the selected row.
    Chosen,
    /// The ground of evidence.
    Shown,
}

impl Tone {
    const ALL: [Self; TONES] = [
        Self::Text,
        Self::Dim,
        Self::Faint,
        Self::Accent,
        Self::Warm,
        Self::Good,
        Self::Bad,
        Self::Note,
        Self::Hit,
        Self::Ground,
        Self::Bar,
        Self::Chosen,
        Self::Shown,
    ];
}

/// How many tones there are.
const TONES: usize = Tone::Shown as usize + 1;

/// Red, green, blue of each tone, in the order of [`Tone`].
type Table = [[u8; 3]; TONES];

const DARK: Table = [
    [0xd8, 0xdb, 0xe0],
    [0xa4, 0xaa, 0xb4],
    [0x4c, 0x53, 0x5f],
    [0x9c, 0xc0, 0xee],
    [0xe0, 0xbe, 0x86],
    [0xa3, 0xcc, 0xa0],
    [0xee, 0xab, 0xa2],
    [0xc9, 0xb5, 0xec],
    [0xe8, 0xd2, 0x7c],
    [0x16, 0x18, 0x1d],
    [0x23, 0x27, 0x2f],
    [0x2c, 0x35, 0x45],
    [0x2b, 0x30, 0x26],
];

const LIGHT: Table = [
    [0x24, 0x27, 0x2e],
    [0x56, 0x5b, 0x66],
    [0xc2, 0xc5, 0xcb],
    [0x22, 0x50, 0x96],
    [0x7a, 0x4f, 0x08],
    [0x28, 0x5f, 0x2f],
    [0x9c, 0x2b, 0x21],
    [0x5f, 0x40, 0x94],
    [0x75, 0x53, 0x00],
    [0xfb, 0xfa, 0xf7],
    [0xee, 0xed, 0xe8],
    [0xdf, 0xe7, 0xf4],
    [0xf4, 0xec, 0xcf],
];

const HIGH_CONTRAST: Table = [
    [0xff, 0xff, 0xff],
    [0xe0, 0xe0, 0xe0],
    [0xb0, 0xb0, 0xb0],
    [0xff, 0xff, 0x5f],
    [0xff, 0xd7, 0x5f],
    [0x87, 0xff, 0x87],
    [0xff, 0xaf, 0xaf],
    [0xd7, 0xd7, 0xff],
    [0xff, 0xff, 0x00],
    [0x00, 0x00, 0x00],
    [0x26, 0x26, 0x26],
    [0x00, 0x00, 0x5f],
    [0x30, 0x30, 0x30],
];

/// One theme's colours for one terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Palette([Color; TONES]);

impl Palette {
    /// Light on dark, or dark on light.
    pub(super) fn of(background: Background, depth: Depth) -> Self {
        match background {
            Background::Dark => Self::from_table(&DARK, depth, background),
            Background::Light => Self::from_table(&LIGHT, depth, background),
        }
    }

    /// Black, white and yellow; only black and white where the terminal's colours are not known.
    pub(super) fn high_contrast(depth: Depth) -> Self {
        if depth >= Depth::Table {
            Self::from_table(&HIGH_CONTRAST, depth, Background::Dark)
        } else {
            Self([Color::Reset; TONES])
        }
    }

    /// The terminal's own sixteen, of which only those are used that are readable on most grounds of that kind.
    pub(super) fn sixteen(background: Background) -> Self {
        let tone = |tone| match (tone, background) {
            (Tone::Accent, Background::Dark) => Color::Cyan,
            (Tone::Accent, Background::Light) => Color::Blue,
            (Tone::Warm | Tone::Hit, Background::Dark) => Color::Yellow,
            (Tone::Note, _) | (Tone::Warm | Tone::Hit, Background::Light) => Color::Magenta,
            (Tone::Good, _) => Color::Green,
            (Tone::Bad, _) => Color::Red,
            _ => Color::Reset,
        };
        Self(Tone::ALL.map(tone))
    }

    /// No colour at all.
    pub(super) const fn none() -> Self {
        Self([Color::Reset; TONES])
    }

    /// The same, with the terminal's own text and ground.
    pub(super) fn on_own_ground(mut self) -> Self {
        self.0[Tone::Text as usize] = Color::Reset;
        self.0[Tone::Ground as usize] = Color::Reset;
        self
    }

    /// A tone's colour.
    pub(super) const fn colour(&self, tone: Tone) -> Color {
        self.0[tone as usize]
    }

    fn from_table(table: &Table, depth: Depth, background: Background) -> Self {
        match depth {
            Depth::True => Self(table.map(|[red, green, blue]| Color::Rgb(red, green, blue))),
            Depth::Table => Self(table.map(|colour| Color::Indexed(nearest(colour)))),
            Depth::Sixteen => Self::sixteen(background),
            Depth::None => Self::none(),
        }
    }
}

/// The steps of the cube that colours 16 to 231 of the table are.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The number in the table of 256 that comes nearest. The first 16 are the terminal's own and may be anything.
fn nearest(colour: [u8; 3]) -> u8 {
    let distance =
        |index: &u8| colour.iter().zip(entry(*index)).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>();
    (16..=255).min_by_key(distance).unwrap_or(16)
}

/// The colour of an entry of the table, from 16.
pub(super) fn entry(index: u8) -> [u8; 3] {
    if index >= 232 {
        return [8 + 10 * (index - 232); 3];
    }
    let at = index.saturating_sub(16);
    [at / 36, at / 6 % 6, at % 6].map(|step| STEPS[usize::from(step)])
}
