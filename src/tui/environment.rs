//! What the environment says of the terminal: its colours, its ground, whether it may be asked.

use std::env;

use super::replies::background_by_variable;
use crate::app::message::Background;

/// How many colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// None are wanted or there are none.
    None,
    /// The terminal's sixteen.
    Sixteen,
    /// The table of 256.
    Table,
    /// Any.
    True,
}

/// What is known before the terminal is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Environment {
    /// How many colours there are.
    pub(super) depth: Depth,
    /// Its ground.
    pub(super) background: Option<Background>,
    /// Whether it can be asked: terminals that can't would print the question.
    pub(super) answers: bool,
    /// Whether it knows links, or at least keeps quiet about them.
    pub(super) links: bool,
}

impl Environment {
    /// This process's. Without `colour` there is none.
    pub(super) fn of_process(colour: bool) -> Self {
        Self::of(colour, |name| env::var(name).ok())
    }

    /// By a function from a variable's name to its value.
    pub(super) fn of(colour: bool, variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        Self {
            depth: if colour { depth(&term, &variable) } else { Depth::None },
            background: variable("COLORFGBG").and_then(|value| background_by_variable(&value)),
            answers: !is_plain(&term),
            links: !is_plain(&term) && !term.starts_with("vt"),
        }
    }
}

/// Whether a terminal of this name may print what it does not understand.
fn is_plain(term: &str) -> bool {
    matches!(term, "" | "dumb" | "linux")
}

fn depth(term: &str, variable: &impl Fn(&str) -> Option<String>) -> Depth {
    let says_true = variable("COLORTERM").is_some_and(|value| matches!(value.as_str(), "truecolor" | "24bit"));
    if matches!(term, "dumb" | "vt100" | "vt220") {
        Depth::None
    } else if says_true || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") {
        Depth::Table
    } else {
        Depth::Sixteen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depths() {
        let table: &[(&[(&str, &str)], Depth)] = &[
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True),
            (&[("TERM", "xterm-256color")], Depth::Table),
            (&[("TERM", "xterm")], Depth::Sixteen),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "dumb")], Depth::None),
        ];
        for (variables, expected) in table {
            let variable =
                |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(Environment::of(true, variable).depth, *expected, "{variables:?}");
            assert_eq!(Environment::of(false, variable).depth, Depth::None);
        }
    }

    #[test]
    fn terminals_that_may_print_a_link_get_none() {
        for (term, links) in [
            ("xterm-256color", true),
            ("tmux-256color", true),
            ("linux", false),
            ("dumb", false),
            ("", false),
            ("vt100", false),
        ] {
            assert_eq!(Environment::of(true, |name| (name == "TERM").then(|| term.into())).links, links, "{term}");
        }
    }
}
