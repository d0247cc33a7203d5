//! The configuration that holds, as YAML, each value with the layer it comes from.

use std::fmt::Write as _;

use super::layers::Loaded;
use super::merge::Merged;
use super::schema::{Field, ROOT, Shape};
use crate::yaml::ordered::{self, Tree};

impl Loaded {
    /// What holds, as YAML that says the same when it is read; each value's layer stands in a comment behind it.
    pub fn show(&self) -> String {
        let mut page = Page { loaded: self, out: String::new() };
        page.group(&self.merged, ROOT, 0);
        page.out
    }
}

struct Page<'a> {
    loaded: &'a Loaded,
    out: String,
}

impl Page<'_> {
    fn group(&mut self, group: &Merged, shape: Shape, depth: usize) {
        for (key, value) in group.entries() {
            let _ = write!(self.out, "{:1$}{2}:", "", depth * 2, scalar(&Tree::Text(key.clone())));
            self.value(value, child_shape(shape, key), depth);
        }
    }

    fn value(&mut self, value: &Merged, shape: Shape, depth: usize) {
        match (value, shape) {
            (Merged::Leaf(tree, layer), _) => self.leaf(tree, *layer),
            (Merged::Group(entries), Shape::ByName(fields)) => {
                self.out.push_str(if entries.is_empty() { " []\n" } else { "\n" });
                for (_, record) in entries {
                    self.item(record, fields, depth + 1);
                }
            }
            (Merged::Group(entries), _) => {
                self.out.push_str(if entries.is_empty() { " {}\n" } else { "\n" });
                self.group(value, shape, depth + 1);
            }
        }
    }

    fn item(&mut self, record: &Merged, fields: &'static [Field], depth: usize) {
        let start = self.out.len();
        self.group(record, Shape::Record(fields), depth + 1);
        let dash = start + depth * 2;
        if dash < self.out.len() {
            self.out.replace_range(dash..=dash, "-");
        }
    }

    fn leaf(&mut self, tree: &Tree, layer: usize) {
        let value = match tree {
            Tree::List(items) => format!("[{}]", items.iter().map(scalar).collect::<Vec<_>>().join(", ")),
            other => scalar(other),
        };
        let layer = self.loaded.layers().get(layer).map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(self.out, " {value}  # {}", layer.replace(char::is_control, "\u{FFFD}"));
    }
}

fn child_shape(shape: Shape, key: &str) -> Shape {
    match shape {
        Shape::Record(fields) => {
            fields.iter().find(|field| field.name == key).map_or(Shape::Texts, |field| field.shape)
        }
        Shape::ById(fields) => Shape::Record(fields),
        other => other,
    }
}

/// A value on one line: plain where that reads back the same, else in quotes.
fn scalar(tree: &Tree) -> String {
    match tree {
        Tree::Text(text) => {
            let safe = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '\u{2019}');
            let plain = text.starts_with(char::is_alphabetic)
                && text.chars().all(safe)
                && !text.ends_with(' ')
                && ordered::parse(text).is_ok_and(|read| read == *tree);
            if plain { text.clone() } else { quoted(text) }
        }
        Tree::Null => "null".to_owned(),
        Tree::Flag(flag) => flag.to_string(),
        Tree::Whole(number) => number.to_string(),
        Tree::Real(number) => number.to_string(),
        Tree::List(_) | Tree::Map(_) => String::new(),
    }
}

/// In double quotes, with everything escaped that could act on a terminal or end the quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}') =>
            {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
