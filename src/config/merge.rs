//! Lays one layer over another, key by key, and remembers which layer each value comes from.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::check::name_of;
use super::schema::{Field, Shape};
use crate::yaml::ordered::Tree;

/// The configuration after some layers.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Merged {
    /// A value, and the layer that it comes from.
    Leaf(Tree, usize),
    /// Keys, ids or names with what they hold.
    Group(Vec<(String, Merged)>),
}

/// What a merge needs to know of the layer on top.
pub(super) struct Top<'a> {
    /// Which layer it is.
    pub(super) layer: usize,
    /// What its relative paths count from.
    pub(super) folder: &'a Path,
    /// What `~` stands for.
    pub(super) home: &'a Path,
}

impl Merged {
    pub(super) fn empty() -> Self {
        Self::Group(Vec::new())
    }

    /// Lays a layer that fits the shape on top.
    pub(super) fn lay(&mut self, tree: &Tree, shape: &Shape, top: &Top<'_>) {
        match (shape, tree) {
            (Shape::Record(fields), Tree::Map(entries)) => self.lay_record(entries, fields, top),
            (Shape::ById(fields), Tree::Map(entries)) => {
                for (id, value) in entries {
                    if *value == Tree::Null {
                        self.group().retain(|(known, _)| known != id);
                    } else if let Tree::Map(entries) = value {
                        self.child(id).lay_record(entries, fields, top);
                    }
                }
            }
            (Shape::ByName(fields), Tree::List(items)) => {
                for item in items {
                    if let (Some(name), Tree::Map(entries)) = (name_of(item), item) {
                        self.child(&name.to_lowercase()).lay_record(entries, fields, top);
                    }
                }
            }
            (Shape::Keys, Tree::Map(entries)) => {
                for (command, keys) in entries {
                    *self.child(command) = Self::Leaf(key_list(keys), top.layer);
                }
            }
            (Shape::Record(_) | Shape::ById(_) | Shape::ByName(_) | Shape::Keys, _) => {
                self.group();
            }
            (Shape::Path | Shape::Optional(Shape::Path), Tree::Text(path)) => {
                let path = resolve(path, top).to_string_lossy().into_owned();
                *self = Self::Leaf(Tree::Text(path), top.layer);
            }
            _ => *self = Self::Leaf(tree.clone(), top.layer),
        }
    }

    fn lay_record(&mut self, entries: &[(String, Tree)], fields: &[Field], top: &Top<'_>) {
        self.group();
        for (key, value) in entries {
            if let Some(field) = fields.iter().find(|field| field.name == key) {
                self.child(key).lay(value, &field.shape, top);
            }
        }
    }

    /// What it holds, as a group.
    fn group(&mut self) -> &mut Vec<(String, Self)> {
        if let Self::Leaf(..) = self {
            *self = Self::empty();
        }
        match self {
            Self::Group(entries) => entries,
            Self::Leaf(..) => unreachable!("made a group above"),
        }
    }

    fn child(&mut self, key: &str) -> &mut Self {
        let entries = self.group();
        let at = entries.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
            entries.push((key.to_owned(), Self::empty()));
            entries.len() - 1
        });
        &mut entries[at].1
    }

    /// What a key of a group holds.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Group(entries) => entries.iter().find_map(|(known, value)| (known == key).then_some(value)),
            Self::Leaf(..) => None,
        }
    }

    /// The entries of a group.
    pub(super) fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Group(entries) => entries,
            Self::Leaf(..) => &[],
        }
    }

    /// The same as JSON, for the typed configuration: records by id become a list with `id`, those by name a list.
    pub(super) fn to_json(&self, shape: &Shape) -> Value {
        match (self, shape) {
            (Self::Leaf(tree, _), _) => tree_to_json(tree),
            (Self::Group(entries), Shape::ById(fields)) => entries
                .iter()
                .map(|(id, record)| {
                    let mut object = record_to_json(record.entries(), fields);
                    object.entry("label").or_insert_with(|| Value::from(in_words(id)));
                    object.insert("id".to_owned(), Value::from(id.as_str()));
                    Value::Object(object)
                })
                .collect(),
            (Self::Group(entries), Shape::ByName(fields)) => {
                entries.iter().map(|(_, record)| Value::Object(record_to_json(record.entries(), fields))).collect()
            }
            (Self::Group(entries), Shape::Record(fields)) => Value::Object(record_to_json(entries, fields)),
            (Self::Group(_), _) => Value::Null,
        }
    }
}

fn record_to_json(entries: &[(String, Merged)], fields: &[Field]) -> Map<String, Value> {
    let known = |key: &str| fields.iter().find(|field| field.name == key);
    entries.iter().filter_map(|(key, value)| Some((key.clone(), value.to_json(&known(key)?.shape)))).collect()
}

fn tree_to_json(tree: &Tree) -> Value {
    match tree {
        Tree::Null => Value::Null,
        Tree::Flag(flag) => Value::from(*flag),
        Tree::Whole(number) => Value::from(*number),
        Tree::Real(number) => Value::from(*number),
        Tree::Text(text) => Value::from(text.as_str()),
        Tree::List(items) => items.iter().map(tree_to_json).collect(),
        Tree::Map(entries) => Value::Object(entries.iter().map(|(k, v)| (k.clone(), tree_to_json(v))).collect()),
    }
}

/// A command's keys as a list of texts, however they are written.
fn key_list(keys: &Tree) -> Tree {
    let text = |tree: &Tree| match tree {
        Tree::Whole(number) => Tree::Text(number.to_string()),
        other => other.clone(),
    };
    match keys {
        Tree::Null => Tree::List(Vec::new()),
        Tree::List(items) => Tree::List(items.iter().map(text).collect()),
        single => Tree::List(vec![text(single)]),
    }
}

/// 'cast-iron-guarantees' as 'Cast iron guarantees'.
fn in_words(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn resolve(path: &str, top: &Top<'_>) -> PathBuf {
    match path.strip_prefix('~') {
        Some("") => top.home.to_owned(),
        Some(rest) if rest.starts_with('/') => top.home.join(rest.trim_start_matches('/')),
        _ => top.folder.join(path),
    }
}
