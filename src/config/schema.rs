//! Which keys there are, and what each of them takes.

use crate::yaml::ordered::Tree;

/// What a value may be.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Text.
    Text,
    /// Text that is a path: relative ones count from the folder of their file.
    Path,
    /// True or false.
    Flag,
    /// A whole number in this range.
    Whole(i64, i64),
    /// One of these words.
    Word(&'static [&'static str]),
    /// That, or null.
    Optional(&'static Shape),
    /// A list of texts.
    Texts,
    /// Key strings by command: a list of them or a single one.
    Keys,
    /// These keys and no others.
    Record(&'static [Field]),
    /// Records by id, merged id by id; null takes one away.
    ById(&'static [Field]),
    /// A list of records with a `name`, merged name by name.
    ByName(&'static [Field]),
}

/// A key of a record.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape }
}

/// The whole configuration.
pub(super) const ROOT: Shape = Shape::Record(FIELDS);

const FIELDS: &[Field] = &[
    field("library", Shape::Path),
    field("notes", Shape::Record(NOTES)),
    field("reading", Shape::Record(READING)),
    field("theme", Shape::Word(&["auto", "dark", "light", "high-contrast", "terminal"])),
    field("mouse", Shape::Flag),
    field("positions", Shape::ById(POSITION)),
    field("actors", Shape::ByName(ACTOR)),
    field("keys", Shape::Keys),
    field("export", Shape::Record(EXPORT)),
];

const NOTES: &[Field] =
    &[field("folder", Shape::Optional(&Shape::Path)), field("author", Shape::Optional(&Shape::Text))];

const READING: &[Field] = &[field("measure", Shape::Whole(20, 200)), field("fold-repeats", Shape::Flag)];

const POSITION: &[Field] = &[
    field("label", Shape::Text),
    field("definition", Shape::Optional(&Shape::Text)),
    field("phrases", Shape::Texts),
    field("supports", Shape::Texts),
    field("opposes", Shape::Texts),
];

const ACTOR: &[Field] = &[
    field("name", Shape::Text),
    field("kind", Shape::Word(&["person", "organisation", "state", "group", "place"])),
    field("aliases", Shape::Texts),
    field("role", Shape::Optional(&Shape::Text)),
    field("affiliation", Shape::Optional(&Shape::Text)),
];

/// The names of the formats that exports can have, as the export room has them.
pub const EXPORT_FORMATS: &[&str] = &[
    "markdown",
    "obsidian",
    "github",
    "pandoc",
    "logseq",
    "html",
    "web-annotation",
    "csv-notes",
    "csv-statements",
    "csv-actors",
    "readwise",
    "graphml",
    "graphml-congruence",
    "graphml-conflict",
];
const EXPORT: &[Field] = &[
    field("format", Shape::Word(EXPORT_FORMATS)),
    field("template", Shape::Optional(&Shape::Path)),
    field("folder", Shape::Optional(&Shape::Path)),
];

impl Shape {
    /// What it takes, in words for a message.
    pub(super) fn described(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Path => "a path".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Whole(least, most) => format!("a whole number from {least} to {most}"),
            Self::Word(words) => alternatives(words),
            Self::Optional(shape) => format!("{} or null", shape.described()),
            Self::Texts => "a list of texts".to_owned(),
            Self::Keys => "commands with a list of keys each".to_owned(),
            Self::Record(fields) => {
                let names: Vec<_> = fields.iter().map(|field| field.name).collect();
                format!("a group of keys ({})", names.join(", "))
            }
            Self::ById(_) => "a group of ids".to_owned(),
            Self::ByName(_) => "a list of entries with a name".to_owned(),
        }
    }

    /// Whether a value with nothing below it fits.
    pub(super) fn fits(&self, value: &Tree) -> bool {
        match (self, value) {
            (Self::Text | Self::Path, Tree::Text(_))
            | (Self::Flag, Tree::Flag(_))
            | (Self::Optional(_), Tree::Null) => true,
            (Self::Whole(least, most), Tree::Whole(number)) => least <= number && number <= most,
            (Self::Word(words), Tree::Text(text)) => words.contains(&text.as_str()),
            (Self::Optional(shape), value) => shape.fits(value),
            _ => false,
        }
    }

    /// The group of the whole configuration in which a key of this name stands, if it is one alone.
    pub(super) fn home_of(key: &str) -> Option<&'static str> {
        let mut homes = FIELDS.iter().filter_map(|group| match &group.shape {
            Self::Record(fields) if fields.iter().any(|field| field.name == key) => Some(group.name),
            _ => None,
        });
        homes.next().filter(|_| homes.next().is_none())
    }
}

/// 'a, b or c'.
pub(super) fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [words @ .., last] => format!("{} or {last}", words.join(", ")),
    }
}

/// The candidate that somebody may have meant: at most a third of the letters differ.
pub(super) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase().replace(['_', ' '], "-");
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
