//! What the environment says of the terminal: its colours, its ground, whether it may be asked.

use std::env;

use super::replies::background_by_variable;
use crate::app::message::Background;

/// How many colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// None are wanted (`NO_COLOR`) or there are none.
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
}

impl Environment {
    /// This process's.
    pub(super) fn of_process() -> Self {
        Self::of(|name| env::var(name).ok())
    }

    /// By a function from a variable's name to its value.
    pub(super) fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        Self {
            depth: depth(&term, &variable),
            background: variable("COLORFGBG").and_then(|value| background_by_variable(&value)),
            answers: !matches!(term.as_str(), "" | "dumb" | "linux"),
        }
    }
}

fn depth(term: &str, variable: &impl Fn(&str) -> Option<String>) -> Depth {
    let says = |name| variable(name).unwrap_or_default();
    if !says("NO_COLOR").is_empty() || matches!(term, "dumb" | "vt100" | "vt220") {
        Depth::None
    } else if matches!(says("COLORTERM").as_str(), "truecolor" | "24bit") || term.ends_with("-direct") {
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
            (&[("TERM", "xterm-256color"), ("COLORTERM", "24bit"), ("NO_COLOR", "1")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Table),
            (&[("TERM", "xterm")], Depth::Sixteen),
            (&[("TERM", "linux")], Depth::Sixteen),
            (&[("TERM", "dumb")], Depth::None),
        ];
        for (variables, expected) in table {
            let variable =
                |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(Environment::of(variable).depth, *expected, "{variables:?}");
        }
    }
}
