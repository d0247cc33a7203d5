//! YAML as a tree that keeps order and duplicates, for those who check it themselves and report all that is wrong.
//!
//! `serde_yaml` gives places only with its errors. So a place is found by reading the text again and failing, on
//! purpose, at the node in question: places are asked for rarely, and configurations are short.

use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Error, Place};

/// A YAML document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Null,
    Flag(bool),
    Whole(i64),
    Real(f64),
    Text(String),
    List(Vec<Tree>),
    /// In the order of the text, with the duplicates that it has.
    Map(Vec<(String, Tree)>),
}

/// The way from the root to a node: which child of which child, from 0.
pub(crate) type Route = Vec<usize>;

/// What of a map's entry is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    Key,
    Value,
}

/// Reads one YAML document; an empty text is null.
///
/// # Errors
/// Where the text is no YAML, holds a second document, or a map has a list or a map for a key.
pub(crate) fn parse(text: &str) -> Result<Tree, Error> {
    serde_yaml::from_str(text).map_err(|error| {
        let full = error.to_string();
        let message = full.split(" at line ").next().unwrap_or(&full).to_owned();
        Error { place: place_of(&error), message }
    })
}

/// Where a node stands in the text that the tree was read from.
pub(crate) fn place_at(text: &str, route: &[usize], at: At) -> Option<Place> {
    Seek { route, at }.deserialize(serde_yaml::Deserializer::from_str(text)).err().as_ref().and_then(place_of)
}

fn place_of(error: &serde_yaml::Error) -> Option<Place> {
    error.location().map(|location| Place { line: location.line(), column: location.column() })
}

impl Tree {
    /// What it is, in words for a message.
    pub(crate) fn described(&self) -> String {
        match self {
            Self::Null => "nothing (null)".to_owned(),
            Self::Flag(flag) => format!("{flag}"),
            Self::Whole(number) => format!("the number {number}"),
            Self::Real(number) => format!("the number {number}"),
            Self::Text(text) => format!("the text \u{2018}{text}\u{2019}"),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a group of keys".to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Build)
    }
}

struct Build;

impl<'de> Visitor<'de> for Build {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, true, false, null, a list or a group of keys")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Tree, E> {
        Ok(Tree::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(i64::try_from(number).map_or_else(|_| Tree::Text(number.to_string()), Tree::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::Real(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key::<Tree>()? {
            let key = match key {
                Tree::Text(text) => text,
                Tree::Null => "null".to_owned(),
                Tree::Flag(flag) => flag.to_string(),
                Tree::Whole(number) => number.to_string(),
                Tree::Real(number) => number.to_string(),
                Tree::List(_) | Tree::Map(_) => return Err(de::Error::custom("a key must be text")),
            };
            map.push((key, entries.next_value()?));
        }
        Ok(Tree::Map(map))
    }
}

/// Follows a route and fails where it ends.
#[derive(Clone, Copy)]
struct Seek<'r> {
    route: &'r [usize],
    at: At,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Seek<'_> {
    fn found<E: de::Error>() -> E {
        E::custom("found")
    }

    fn scalar<E: de::Error>(self) -> Result<(), E> {
        if self.route.is_empty() { Err(Self::found()) } else { Ok(()) }
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.scalar()
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.scalar()
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.scalar()
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        self.scalar()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((&child, route)) = self.route.split_first() else { return Err(Self::found()) };
        for _ in 0..child {
            if items.next_element::<de::IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(Seek { route, at: self.at })?;
        while items.next_element::<de::IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((&child, route)) = self.route.split_first() else { return Err(Self::found()) };
        for _ in 0..child {
            if entries.next_entry::<de::IgnoredAny, de::IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        if route.is_empty() && self.at == At::Key {
            return entries.next_key_seed(Seek { route, at: self.at }).map(|_| ());
        }
        if entries.next_key::<de::IgnoredAny>()?.is_some() {
            entries.next_value_seed(Seek { route, at: self.at })?;
        }
        while entries.next_entry::<de::IgnoredAny, de::IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_keeps_order_and_duplicates() {
        let tree = parse("b: 1\na: [x, true, null, 0.5]\nb: 2\n").unwrap();
        assert_eq!(
            tree,
            Tree::Map(vec![
                ("b".into(), Tree::Whole(1)),
                ("a".into(), Tree::List(vec![Tree::Text("x".into()), Tree::Flag(true), Tree::Null, Tree::Real(0.5)])),
                ("b".into(), Tree::Whole(2)),
            ])
        );
        assert_eq!(parse("").unwrap(), Tree::Null);
        assert_eq!(parse("# only words\n").unwrap(), Tree::Null);
    }

    #[test]
    fn places_are_lines_and_columns() {
        let text = "é: 1\nlist:\n  - a\n  - {k: v, l: w}\né: 2\n";
        for (route, at, place) in [
            (vec![0], At::Value, (1, 4)),
            (vec![2], At::Key, (5, 1)),
            (vec![1, 0], At::Value, (3, 5)),
            (vec![1, 1, 1], At::Key, (4, 12)),
            (vec![1, 1, 1], At::Value, (4, 15)),
        ] {
            assert_eq!(place_at(text, &route, at), Some(Place { line: place.0, column: place.1 }), "{route:?} {at:?}");
        }
        assert_eq!(place_at(text, &[7], At::Value), None);
        assert_eq!(place_at(text, &[1, 9], At::Value), None);
    }

    #[test]
    fn a_flaw_has_its_place() {
        let flaw = parse("a: [1, 2\nb: 3\n").unwrap_err();
        assert!(flaw.place.is_some(), "{flaw:?}");
        assert!(!flaw.message.contains("line"), "{flaw:?}");
    }
}
