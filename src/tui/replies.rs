//! What the terminal can tell about itself: asked after the first frame, never waited for.
//!
//! Answers come as input, late, in any order or never; [`super::decode`] keeps them from being taken for keys.

use super::environment::Environment;
use crate::app::message::Background;

/// Asks for the keyboard protocol's flags, then for what every terminal answers: after that no answer is under way.
const KEYBOARD_AND_LAST: &[u8] = b"\x1b[?u\x1b[c";
/// Asks for the colour of the ground.
const BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// What to send; empty where the terminal is not known to keep quiet about what it does not know.
pub(super) fn questions(environment: Environment, background_known: bool) -> Vec<u8> {
    if !environment.answers {
        return Vec::new();
    }
    let background = if background_known { &[][..] } else { BACKGROUND };
    [background, KEYBOARD_AND_LAST].concat()
}

/// Whether a ground of this colour is dark: by its relative luminance (WCAG 2.2), cut where black and white text have
/// the same contrast on it.
pub(super) fn background_of(colour: [u8; 3]) -> Background {
    if luminance(colour) < 0.179 { Background::Dark } else { Background::Light }
}

/// Relative luminance, from 0 to 1, as WCAG 2.2 defines it.
pub(super) fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// What `COLORFGBG` says: its last part is the number of the ground's colour among the sixteen.
pub(super) fn background_by_variable(value: &str) -> Option<Background> {
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        7 | 9..=15 => Some(Background::Light),
        0..=6 | 8 => Some(Background::Dark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds() {
        use Background::{Dark, Light};
        let table = [
            ([0, 0, 0], Dark),
            ([0x2e, 0x34, 0x40], Dark),
            ([0, 0x2b, 0x36], Dark),
            ([0xfd, 0xf6, 0xe3], Light),
            ([255, 255, 255], Light),
            ([0x80, 0x80, 0x80], Light),
        ];
        for (colour, expected) in table {
            assert_eq!(background_of(colour), expected, "{colour:?}");
        }
    }

    #[test]
    fn the_variable() {
        let table = [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;7", Some(Background::Light)),
            ("12;8", Some(Background::Dark)),
            ("15;default", None),
            ("", None),
        ];
        for (value, expected) in table {
            assert_eq!(background_by_variable(value), expected, "{value}");
        }
    }

    #[test]
    fn a_terminal_that_may_print_questions_is_not_asked() {
        let asked = |term: &str| questions(Environment::of(true, |name| (name == "TERM").then(|| term.into())), false);
        for term in ["dumb", "linux", ""] {
            assert!(asked(term).is_empty(), "{term}");
        }
        assert!(asked("xterm-256color").starts_with(BACKGROUND));
    }
}
