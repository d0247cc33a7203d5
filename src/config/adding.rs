//! A position more in a configuration file, the rest of it left as it stands: comments, order and all.
//!
//! It works on the text and never writes a file. What comes out is read again, and is given only where it holds what the
//! old text held and the new position, and nothing else.

use super::PositionConfig;
use crate::yaml::ordered::{self, At, Tree};
use crate::yaml::{self, Mapping, Value};

/// The key under which positions stand.
const POSITIONS: &str = "positions";

/// Why a position can't be added to a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// The text is no configuration.
    #[error("it is no YAML: {0}")]
    Unreadable(yaml::Error),
    /// It has a position of this id already.
    #[error("it has a position `{0}` already")]
    Taken(String),
    /// It is written in a way that this can't add to.
    #[error("its positions are written in a form that can't be added to; add this one by hand:\n{0}")]
    Form(String),
}

/// The text of a configuration file with a position more.
///
/// # Errors
/// Where the text is no YAML, knows the id already, or has its positions in braces on one line and the like.
pub fn with_position(text: &str, position: &PositionConfig) -> Result<String, AddError> {
    let old = ordered::parse(text).map_err(AddError::Unreadable)?;
    let entries: &[(String, Tree)] = if let Tree::Map(entries) = &old { entries } else { &[] };
    let at = entries.iter().position(|(key, _)| key == POSITIONS);
    let known = at.and_then(|at| if let Tree::Map(known) = &entries[at].1 { Some(known) } else { None });
    if known.is_some_and(|known| known.iter().any(|(id, _)| *id == position.id)) {
        return Err(AddError::Taken(position.id.clone()));
    }
    let entry = entry(position)?;
    let form = || AddError::Form(indented(&entry, 2));
    let new = match at {
        None => format!("{}{POSITIONS}:\n{}", ended(text), indented(&entry, 2)),
        Some(at) => {
            let indent = known.filter(|known| !known.is_empty()).map_or(Some(2), |_| {
                ordered::place_at(text, &[at, 0], At::Key).map(|place| place.column - 1).filter(|indent| *indent > 0)
            });
            let end = end_of(text, at, entries.len()).ok_or_else(form)?;
            format!("{}{}{}", ended(&text[..end]), indented(&entry, indent.ok_or_else(form)?), &text[end..])
        }
    };
    let wanted = grown(&old, at, &entry);
    if ordered::parse(&new).ok() == wanted && wanted.is_some() { Ok(new) } else { Err(form()) }
}

/// A position as it stands in a file, from its id on.
fn entry(position: &PositionConfig) -> Result<String, AddError> {
    let mut fields = Mapping::new();
    fields.insert("label".into(), Value::from(position.label.as_str()));
    if let Some(definition) = &position.definition {
        fields.insert("definition".into(), Value::from(definition.as_str()));
    }
    for (key, words) in
        [("phrases", &position.phrases), ("supports", &position.supports), ("opposes", &position.opposes)]
    {
        if !words.is_empty() {
            fields.insert(key.into(), words.iter().map(|words| Value::from(words.as_str())).collect());
        }
    }
    let entry: Mapping = [(Value::from(position.id.as_str()), Value::Mapping(fields))].into_iter().collect();
    yaml::write(&entry).map_err(AddError::Unreadable)
}

/// The tree that the new text must read as.
fn grown(old: &Tree, at: Option<usize>, entry: &str) -> Option<Tree> {
    let Ok(Tree::Map(added)) = ordered::parse(entry) else { return None };
    let mut entries = if let Tree::Map(entries) = old { entries.clone() } else { Vec::new() };
    match at {
        None => entries.push((POSITIONS.to_owned(), Tree::Map(added))),
        Some(at) => match &mut entries[at].1 {
            Tree::Map(known) => known.extend(added),
            nothing @ Tree::Null => *nothing = Tree::Map(added),
            _ => return None,
        },
    }
    Some(Tree::Map(entries))
}

/// The byte past the last line of a top-level key's value: blank lines and comments ahead of the next key are that
/// one's.
fn end_of(text: &str, at: usize, of: usize) -> Option<usize> {
    let next = (at + 1 < of).then(|| ordered::place_at(text, &[at + 1], At::Key)).flatten();
    let past = match next {
        Some(place) => text.split_inclusive('\n').take(place.line - 1).map(str::len).sum(),
        None if at + 1 < of => return None,
        None => text.len(),
    };
    let mut end = past;
    for line in text[..past].split_inclusive('\n').rev() {
        if !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
        end -= line.len();
    }
    Some(end)
}

fn ended(text: &str) -> String {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{end}")
}

fn indented(text: &str, by: usize) -> String {
    text.split_inclusive('\n').map(|line| format!("{}{line}", " ".repeat(by))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position() -> PositionConfig {
        PositionConfig {
            id: "quota-swap".into(),
            label: "Quota swap".into(),
            phrases: vec!["quota swap".into(), "swap of quotas: cod".into()],
            ..PositionConfig::default()
        }
    }

    const ENTRY: &str = "  quota-swap:\n    label: Quota swap\n    phrases: [quota swap, \"swap of quotas: cod\"]\n";

    #[test]
    fn a_position_comes_behind_the_others_and_the_rest_stays() {
        let table = [
            ("", format!("positions:\n{ENTRY}")),
            ("# mine\n", format!("# mine\npositions:\n{ENTRY}")),
            ("theme: dark", format!("theme: dark\npositions:\n{ENTRY}")),
            (
                "positions:\n  a:\n    label: A\n\n# Keys\nkeys:\n  quit: [q]\n",
                format!("positions:\n  a:\n    label: A\n{ENTRY}\n# Keys\nkeys:\n  quit: [q]\n"),
            ),
            (
                "theme: dark\npositions: # mine\n  # the first\n  a:\n    label: A # so",
                format!("theme: dark\npositions: # mine\n  # the first\n  a:\n    label: A # so\n{ENTRY}"),
            ),
            ("positions:\nmouse: true\n", format!("positions:\n{ENTRY}mouse: true\n")),
        ];
        for (text, expected) in table {
            assert_eq!(with_position(text, &position()).as_deref(), Ok(expected.as_str()), "{text}");
        }
    }

    #[test]
    fn deeper_indented_positions_get_one_of_their_depth() {
        let new = with_position("positions:\n    a:\n        label: A\n", &position()).unwrap();
        assert!(
            new.ends_with(
                "    quota-swap:\n      label: Quota swap\n      phrases: [quota swap, \"swap of quotas: cod\"]\n"
            ),
            "{new}"
        );
    }

    #[test]
    fn what_can_not_be_added_to_is_left_alone() {
        let error = |text: &str| with_position(text, &position()).unwrap_err();
        assert!(matches!(error("positions: {a: {label: A}}\n"), AddError::Form(_)));
        assert!(matches!(error("{theme: dark}\n"), AddError::Form(_)));
        assert!(matches!(error("theme: dark\n...\n"), AddError::Form(_)));
        assert!(matches!(error("positions: ["), AddError::Unreadable(_)));
        assert_eq!(error("positions:\n  quota-swap: null\n"), AddError::Taken("quota-swap".into()));
    }

    #[test]
    fn every_position_can_be_added_to_the_built_in_file() {
        let built_in = include_str!("../../config.yaml");
        let new = with_position(built_in, &position()).unwrap();
        assert_eq!(new.replacen(ENTRY, "", 1), built_in);
    }
}
