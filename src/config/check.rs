//! Holds one layer against the schema: unknown keys, wrong types, duplicates; all of them, not the first alone.

use super::schema::{Field, Shape, nearest};
use crate::yaml::ordered::{At, Route, Tree};

/// Something wrong with a layer.
pub(super) struct Finding {
    pub(super) route: Route,
    pub(super) at: At,
    pub(super) message: String,
}

/// Everything that is wrong with a layer, in the order of its text.
pub(super) fn check(tree: &Tree, shape: &Shape) -> Vec<Finding> {
    let mut check = Check { route: Vec::new(), findings: Vec::new() };
    check.value("the configuration", tree, shape);
    check.findings
}

struct Check {
    route: Route,
    findings: Vec<Finding>,
}

impl Check {
    fn report(&mut self, at: At, message: String) {
        self.findings.push(Finding { route: self.route.clone(), at, message });
    }

    fn below(&mut self, child: usize, look: impl FnOnce(&mut Self)) {
        self.route.push(child);
        look(self);
        self.route.pop();
    }

    fn value(&mut self, name: &str, tree: &Tree, shape: &Shape) {
        match (shape, tree) {
            (Shape::Record(_) | Shape::ById(_) | Shape::ByName(_) | Shape::Keys, Tree::Null) => {}
            (Shape::Record(fields), Tree::Map(entries)) => self.record(name, entries, fields),
            (Shape::ById(fields), Tree::Map(entries)) => self.by_id(entries, fields),
            (Shape::ByName(fields), Tree::List(items)) => self.by_name(name, items, fields),
            (Shape::Keys, Tree::Map(entries)) => self.keys(entries),
            (Shape::Texts, Tree::List(items)) => self.texts(name, items),
            _ if shape.fits(tree) => {}
            _ => self.wrong(name, tree, shape),
        }
    }

    fn wrong(&mut self, name: &str, tree: &Tree, shape: &Shape) {
        let hint = match (shape, tree) {
            (Shape::Word(words), Tree::Text(text)) => {
                nearest(text, words.iter().copied()).map(|word| format!("; did you mean `{word}`?"))
            }
            (Shape::Text | Shape::Optional(Shape::Text), Tree::Whole(_) | Tree::Real(_) | Tree::Flag(_)) => {
                Some("; write it in quotes".to_owned())
            }
            (Shape::Flag, Tree::Text(text)) => match text.to_lowercase().as_str() {
                "yes" | "on" => Some("; did you mean `true`?".to_owned()),
                "no" | "off" => Some("; did you mean `false`?".to_owned()),
                _ => None,
            },
            (Shape::Texts, Tree::Text(text)) => Some(format!("; write [{text}] for a list of one")),
            (Shape::Texts, Tree::Null) => Some("; write [] for an empty list".to_owned()),
            _ => None,
        };
        let hint = hint.unwrap_or_default();
        self.report(At::Value, format!("`{name}` must be {}, not {}{hint}", shape.described(), tree.described()));
    }

    fn record(&mut self, group: &str, entries: &[(String, Tree)], fields: &[Field]) {
        self.duplicates(entries.iter().map(|(key, _)| key.clone()), At::Key, "key");
        for (child, (key, value)) in entries.iter().enumerate() {
            self.below(child, |check| match fields.iter().find(|field| field.name == key) {
                Some(field) => check.value(key, value, &field.shape),
                None => check.unknown(group, key, fields),
            });
        }
    }

    fn unknown(&mut self, group: &str, key: &str, fields: &[Field]) {
        let names = fields.iter().map(|field| field.name);
        let hint = if let Some(near) = nearest(key, names.clone()) {
            format!("did you mean `{near}`?")
        } else if let Some(home) = Shape::home_of(key) {
            format!("it belongs under `{home}`")
        } else {
            format!("{group} takes {}", names.collect::<Vec<_>>().join(", "))
        };
        self.report(At::Key, format!("unknown key `{key}`; {hint}"));
    }

    fn by_id(&mut self, entries: &[(String, Tree)], fields: &[Field]) {
        self.duplicates(entries.iter().map(|(id, _)| id.clone()), At::Key, "id");
        for (child, (id, value)) in entries.iter().enumerate() {
            self.below(child, |check| {
                let kebab = kebab_case(id);
                if kebab != *id {
                    let hint = if kebab.is_empty() { String::new() } else { format!(": write `{kebab}`") };
                    check.report(At::Key, format!("the id `{id}` is not in kebab case{hint}"));
                }
                match value {
                    Tree::Null => {}
                    Tree::Map(entries) => check.record("a position", entries, fields),
                    other => check.wrong(id, other, &Shape::Record(&[])),
                }
            });
        }
    }

    fn by_name(&mut self, list: &str, items: &[Tree], fields: &[Field]) {
        let names = items.iter().enumerate().map(|(i, item)| match name_of(item) {
            Some(name) => name.to_lowercase(),
            None => format!("\0{i}"),
        });
        self.duplicates(names, At::Value, "name");
        for (child, item) in items.iter().enumerate() {
            self.below(child, |check| match item {
                Tree::Map(entries) => {
                    check.record("an actor", entries, fields);
                    if !entries.iter().any(|(key, _)| key == "name") {
                        check.report(At::Value, format!("an entry of `{list}` needs a `name`"));
                    }
                }
                other => {
                    let what = other.described();
                    check.report(
                        At::Value,
                        format!("an entry of `{list}` must be a group of keys with a `name`, not {what}"),
                    );
                }
            });
        }
    }

    fn keys(&mut self, entries: &[(String, Tree)]) {
        self.duplicates(entries.iter().map(|(command, _)| command.clone()), At::Key, "command");
        for (child, (command, value)) in entries.iter().enumerate() {
            self.below(child, |check| match value {
                Tree::Text(_) | Tree::Whole(0..=9) | Tree::Null => {}
                Tree::List(items) => {
                    for (child, item) in items.iter().enumerate() {
                        check.below(child, |check| {
                            if !matches!(item, Tree::Text(_) | Tree::Whole(0..=9)) {
                                check.report(
                                    At::Value,
                                    format!(
                                        "a key of `{command}` must be text, not {}; write it in quotes",
                                        item.described()
                                    ),
                                );
                            }
                        });
                    }
                }
                other => {
                    let what = other.described();
                    check.report(At::Value, format!("`{command}` must be a list of keys, not {what}"));
                }
            });
        }
    }

    fn texts(&mut self, name: &str, items: &[Tree]) {
        for (child, item) in items.iter().enumerate() {
            self.below(child, |check| match item {
                Tree::Text(text) if text.trim().is_empty() => {
                    check.report(At::Value, format!("an entry of `{name}` is empty; leave it out"));
                }
                Tree::Text(_) => {}
                other => {
                    let what = other.described();
                    check.report(
                        At::Value,
                        format!("an entry of `{name}` must be text, not {what}; write it in quotes"),
                    );
                }
            });
        }
    }

    /// Reports each name that has occurred before.
    fn duplicates(&mut self, names: impl Iterator<Item = String>, at: At, what: &str) {
        let mut seen = std::collections::HashSet::new();
        for (child, name) in names.enumerate() {
            if seen.contains(&name) {
                self.below(child, |check| {
                    check.report(at, format!("the {what} `{name}` occurs twice; keep one of the two"));
                });
            } else {
                seen.insert(name);
            }
        }
    }
}

/// The name of an entry in a list of named ones.
pub(super) fn name_of(item: &Tree) -> Option<&str> {
    let Tree::Map(entries) = item else { return None };
    entries.iter().find_map(|(key, value)| match value {
        Tree::Text(text) if key == "name" => Some(text.as_str()),
        _ => None,
    })
}

fn kebab_case(id: &str) -> String {
    let lower = id.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
