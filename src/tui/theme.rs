//! How each role looks: a tone, maybe a ground, and marks that say the same without colour.
//!
//! Quiet by design: running text, frames and titles keep to greys; one accent for actors and structure, one warm tone for
//! positions. What the reader must tell apart in the text differs in its marks (underline, bold, italics, reverse) too.

use ratatui::style::{Modifier, Style as Look};

use super::environment::{Depth, Environment};
use super::palette::{Palette, Tone};
use crate::app::ThemeChoice;
use crate::app::message::Background;
use crate::app::view::{Frame, Role, Style};

/// The looks of one theme on one terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Theme {
    palette: Palette,
    /// Whether there are grounds to tell rows apart by; else they are marked.
    tinted: bool,
}

/// How a role looks, before it meets a palette.
struct Face {
    tone: Tone,
    ground: Option<Tone>,
    marks: Modifier,
    /// Marks that stand for greys and grounds where there are none.
    untinted: Modifier,
}

impl Theme {
    /// The theme that the reader chose, as far as the terminal can show it. `background` is what it said of its ground.
    pub(super) fn of(choice: ThemeChoice, background: Option<Background>, environment: Environment) -> Self {
        let depth = environment.depth;
        let palette = match (choice, background) {
            _ if depth == Depth::None => Palette::none(),
            (ThemeChoice::Dark, _) => Palette::of(Background::Dark, depth),
            (ThemeChoice::Light, _) => Palette::of(Background::Light, depth),
            (ThemeChoice::HighContrast, _) => Palette::high_contrast(depth),
            (ThemeChoice::Auto, Some(background)) => Palette::of(background, depth).on_own_ground(),
            (ThemeChoice::Auto | ThemeChoice::Terminal, _) => Palette::sixteen(background.unwrap_or(Background::Dark)),
        };
        Self { palette, tinted: palette.colour(Tone::Bar) != Palette::none().colour(Tone::Bar) }
    }

    /// No colours.
    #[cfg(test)]
    pub(super) const fn plain() -> Self {
        Self { palette: Palette::none(), tinted: false }
    }

    /// What lies under everything.
    pub(super) fn ground(&self) -> Look {
        Look::new().fg(self.palette.colour(Tone::Text)).bg(self.palette.colour(Tone::Ground))
    }

    /// The look of a piece of text. It sets a ground only where the role has one of its own.
    pub(super) fn style(&self, style: Style) -> Look {
        let face = face(style.role);
        let mut look = Look::new().fg(self.palette.colour(face.tone)).add_modifier(face.marks);
        if let (Some(ground), true) = (face.ground, self.tinted) {
            look = look.bg(self.palette.colour(ground));
        }
        let more = [
            (!self.tinted, face.untinted),
            (style.strong, Modifier::BOLD),
            (style.emphasis, Modifier::ITALIC),
            (style.selected, Modifier::REVERSED),
        ];
        more.into_iter().filter(|(on, _)| *on).fold(look, |look, (_, mark)| look.add_modifier(mark))
    }

    /// The look of a frame.
    pub(super) fn frame(&self, frame: Frame) -> Look {
        let tone = if matches!(frame, Frame::Focused | Frame::Window) { Tone::Dim } else { Tone::Faint };
        let look = Look::new().fg(self.palette.colour(tone));
        match (self.tinted, tone) {
            (false, Tone::Faint) => look.add_modifier(Modifier::DIM),
            _ => look,
        }
    }
}

fn face(role: Role) -> Face {
    const NONE: Modifier = Modifier::empty();
    const BOLD: Modifier = Modifier::BOLD;
    const ITALIC: Modifier = Modifier::ITALIC;
    const UNDERLINED: Modifier = Modifier::UNDERLINED;
    const REVERSED: Modifier = Modifier::REVERSED;
    let face = |tone, marks| Face { tone, ground: None, marks, untinted: NONE };
    let dim = |marks| Face { tone: Tone::Dim, ground: None, marks, untinted: Modifier::DIM };
    let on = |ground, marks, untinted| Face { tone: Tone::Text, ground: Some(ground), marks, untinted };
    match role {
        Role::Text | Role::Code => face(Tone::Text, NONE),
        Role::Dim | Role::QuietTitle | Role::Number | Role::OtherStance | Role::Hint => dim(NONE),
        Role::Repeat => dim(ITALIC),
        Role::Link => dim(UNDERLINED),
        Role::Headline | Role::PaneTitle | Role::Key => face(Tone::Text, BOLD),
        Role::Subtitle | Role::Quote => face(Tone::Text, ITALIC),
        Role::Heading | Role::Cursor => face(Tone::Accent, BOLD),
        Role::Actor => face(Tone::Accent, UNDERLINED),
        Role::Followed | Role::Match => face(Tone::Accent, BOLD.union(UNDERLINED)),
        Role::Strip => face(Tone::Accent, NONE),
        Role::Position => face(Tone::Warm, ITALIC.union(UNDERLINED)),
        Role::Conditional => face(Tone::Warm, NONE),
        Role::Warning => face(Tone::Warm, BOLD),
        Role::Supports | Role::Success => face(Tone::Good, NONE),
        Role::Opposes => face(Tone::Bad, NONE),
        Role::Error => face(Tone::Bad, BOLD),
        Role::Note | Role::Tag => face(Tone::Note, NONE),
        Role::Hit => face(Tone::Hit, REVERSED),
        Role::CurrentHit => face(Tone::Hit, REVERSED.union(BOLD).union(UNDERLINED)),
        Role::Evidence => on(Tone::Shown, BOLD, REVERSED.union(ITALIC)),
        Role::TitleBar => on(Tone::Bar, NONE, REVERSED),
        Role::Selected => on(Tone::Chosen, BOLD, REVERSED),
        Role::QuietSelected => on(Tone::Bar, NONE, BOLD),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use ratatui::style::Color;

    use super::*;
    use crate::tui::palette::entry;
    use crate::tui::replies::luminance;

    const ROLES: [Role; 33] = [
        Role::Text,
        Role::Dim,
        Role::TitleBar,
        Role::Headline,
        Role::Subtitle,
        Role::Heading,
        Role::PaneTitle,
        Role::QuietTitle,
        Role::Number,
        Role::Cursor,
        Role::Quote,
        Role::Code,
        Role::Link,
        Role::Actor,
        Role::Followed,
        Role::Position,
        Role::Evidence,
        Role::Hit,
        Role::CurrentHit,
        Role::Note,
        Role::Tag,
        Role::Repeat,
        Role::Supports,
        Role::Opposes,
        Role::Conditional,
        Role::OtherStance,
        Role::Selected,
        Role::QuietSelected,
        Role::Key,
        Role::Hint,
        Role::Match,
        Role::Warning,
        Role::Error,
    ];

    fn theme(choice: ThemeChoice, background: Option<Background>, depth: Depth) -> Theme {
        Theme::of(choice, background, Environment { depth, background: None, answers: false, links: false })
    }

    fn of_role(theme: &Theme, role: Role) -> Look {
        theme.style(Style { role, ..Style::default() })
    }

    fn rgb(colour: Option<Color>) -> Option<[u8; 3]> {
        match colour? {
            Color::Rgb(red, green, blue) => Some([red, green, blue]),
            Color::Indexed(index) => Some(entry(index)),
            _ => None,
        }
    }

    /// The contrast ratio of WCAG 2.2, from 1 to 21.
    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    fn assert_readable(theme: &Theme, grounds: &[[u8; 3]], least: f64) {
        for role in ROLES {
            let look = of_role(theme, role);
            let Some(text) = rgb(look.fg) else { continue };
            let own = rgb(look.bg).map(|own| vec![own]);
            for ground in own.as_deref().unwrap_or(grounds) {
                let ratio = contrast(text, *ground);
                assert!(ratio >= least, "{role:?} {text:?} on {ground:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn text_is_readable_on_every_ground_it_may_stand_on() {
        for depth in [Depth::True, Depth::Table] {
            for (choice, least) in
                [(ThemeChoice::Dark, 4.5), (ThemeChoice::Light, 4.5), (ThemeChoice::HighContrast, 7.0)]
            {
                let theme = theme(choice, None, depth);
                let grounds = [Tone::Ground, Tone::Bar, Tone::Chosen, Tone::Shown]
                    .map(|tone| rgb(Some(theme.palette.colour(tone))).unwrap());
                assert_readable(&theme, &grounds, least);
            }
        }
    }

    #[test]
    fn on_the_terminals_own_ground_text_is_readable_too() {
        let grounds = [
            (
                Background::Dark,
                [[0, 0, 0], [0x1e, 0x1e, 0x2e], [0x00, 0x2b, 0x36], [0x28, 0x28, 0x28], [0x2e, 0x34, 0x40]],
            ),
            (Background::Light, [[255; 3], [0xfa; 3], [0xfd, 0xf6, 0xe3], [0xfb, 0xf1, 0xc7], [0xef, 0xf1, 0xf5]]),
        ];
        for depth in [Depth::True, Depth::Table] {
            for (background, grounds) in grounds {
                assert_readable(&theme(ThemeChoice::Auto, Some(background), depth), &grounds, 4.5);
            }
        }
    }

    #[test]
    fn colour_is_never_the_only_sign_in_the_text() {
        let in_text = [
            Role::Text,
            Role::Actor,
            Role::Followed,
            Role::Position,
            Role::Evidence,
            Role::Hit,
            Role::CurrentHit,
            Role::Quote,
        ];
        for depth in [Depth::None, Depth::Sixteen, Depth::Table, Depth::True] {
            for choice in ThemeChoice::ALL {
                let theme = theme(choice, Some(Background::Dark), depth);
                let marks: HashSet<Modifier> = in_text.map(|role| of_role(&theme, role).add_modifier).into();
                assert_eq!(marks.len(), in_text.len(), "{choice:?} {depth:?}");
            }
        }
    }

    #[test]
    fn no_colour_means_no_colour() {
        for choice in ThemeChoice::ALL {
            let theme = theme(choice, Some(Background::Light), Depth::None);
            for look in ROLES.map(|role| of_role(&theme, role)).into_iter().chain([theme.ground()]) {
                assert!(matches!((look.fg, look.bg), (Some(Color::Reset), None | Some(Color::Reset))), "{look:?}");
            }
            assert!(of_role(&theme, Role::Selected).add_modifier.contains(Modifier::REVERSED));
        }
    }

    #[test]
    fn auto_leaves_the_terminal_its_ground() {
        for background in [None, Some(Background::Dark), Some(Background::Light)] {
            let ground = theme(ThemeChoice::Auto, background, Depth::True).ground();
            assert_eq!((ground.fg, ground.bg), (Some(Color::Reset), Some(Color::Reset)));
        }
        assert_ne!(theme(ThemeChoice::Light, None, Depth::True).ground().bg, Some(Color::Reset));
    }

    #[test]
    fn sixteen_colours_are_all_that_such_a_terminal_gets() {
        for choice in ThemeChoice::ALL {
            let theme = theme(choice, None, Depth::Sixteen);
            for role in ROLES {
                assert_eq!(rgb(of_role(&theme, role).fg), None, "{choice:?} {role:?}");
            }
        }
    }
}
