//! The flavours of Markdown, each a template under `flavours/`, and templates of the reader's own.
//!
//! A template sees what [`super::context`] gives it and nothing else: it reads no file, and ends in bounded time.

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use super::context::Context;
use super::inline::NOTED;
use super::layout;
use crate::document::{is_unprintable, printable_char};
use crate::export::{Format, Material};
use crate::yaml;

/// A flavour: its name in the front matter, and its template.
struct Flavour {
    generator: &'static str,
    template: &'static str,
}

/// The files that templates are made of.
const SOURCES: &[(&str, &str)] = &[
    ("masthead.md", include_str!("flavours/masthead.md")),
    ("findings.md", include_str!("flavours/findings.md")),
    ("markdown.md", include_str!("flavours/markdown.md")),
    ("github.md", include_str!("flavours/github.md")),
    ("obsidian.md", include_str!("flavours/obsidian.md")),
    ("pandoc.md", include_str!("flavours/pandoc.md")),
    ("logseq.md", include_str!("flavours/logseq.md")),
];

/// Steps that a template may take: some hundred for each block of the largest briefing.
const FUEL: u64 = 200_000_000;

const PORTABLE: Flavour = Flavour { generator: "generator: brief", template: "markdown.md" };
const GITHUB: Flavour = Flavour { generator: "generator: brief-github", template: "github.md" };
const OBSIDIAN: Flavour = Flavour { generator: "generator: brief-obsidian", template: "obsidian.md" };
const PANDOC: Flavour = Flavour { generator: "generator: brief-pandoc", template: "pandoc.md" };
const LOGSEQ: Flavour = Flavour { generator: "generator:: brief-logseq", template: "logseq.md" };

pub(in crate::export) const MARKDOWN: Format = Format {
    name: "markdown",
    about: "Markdown that GitHub, pandoc and any other reader show alike",
    extension: "md",
    render: |material| PORTABLE.render(material),
    is_ours: |text| PORTABLE.wrote(text),
    keeps_edits: true,
};
pub(in crate::export) const FOR_GITHUB: Format = Format {
    name: "github",
    about: "Markdown for GitHub, notes as alerts",
    extension: "github.md",
    render: |material| GITHUB.render(material),
    is_ours: |text| GITHUB.wrote(text),
    keeps_edits: true,
};
pub(in crate::export) const FOR_OBSIDIAN: Format = Format {
    name: "obsidian",
    about: "Markdown for Obsidian: properties, callouts, highlights, links to blocks and actors",
    extension: "obsidian.md",
    render: |material| OBSIDIAN.render(material),
    is_ours: |text| OBSIDIAN.wrote(text),
    keeps_edits: true,
};
pub(in crate::export) const FOR_PANDOC: Format = Format {
    name: "pandoc",
    about: "Markdown for pandoc: notes as footnotes, noted words marked",
    extension: "pandoc.md",
    render: |material| PANDOC.render(material),
    is_ours: |text| PANDOC.wrote(text),
    keeps_edits: true,
};
pub(in crate::export) const FOR_LOGSEQ: Format = Format {
    name: "logseq",
    about: "Markdown for Logseq, an outline",
    extension: "logseq.md",
    render: |material| LOGSEQ.render(material),
    is_ours: |text| LOGSEQ.wrote(text),
    keeps_edits: true,
};

static BUILT_IN: LazyLock<Environment<'static>> = LazyLock::new(environment);

impl Flavour {
    fn render(&self, material: Material<'_>) -> String {
        let template = BUILT_IN.get_template(self.template).expect("each flavour's template is among the sources");
        let text = template.render(Serde(Context::of(material)));
        finished(&text.unwrap_or_else(|error| unreachable!("a template of ours, which the tests render: {error:#}")))
    }

    /// Whether a text starts with front matter that names this flavour.
    fn wrote(&self, text: &str) -> bool {
        let text = text.strip_prefix("---").unwrap_or(text);
        let head = text.lines().skip(usize::from(text.starts_with(['\n', '\r'])));
        head.take_while(|line| !line.is_empty() && *line != "---").any(|line| line == self.generator)
    }
}

/// Why a template of the reader's could not be used.
#[derive(Debug, thiserror::Error)]
#[error("the template {name} cannot be used{at}: {why}")]
pub struct TemplateError {
    name: String,
    at: String,
    why: String,
}

/// The material as a template of the reader's makes it; `name` is what messages call it.
///
/// # Errors
/// Where the template is broken, asks for what there is not, or takes too long.
pub fn from_template(name: &str, source: &str, material: Material<'_>) -> Result<String, TemplateError> {
    rendered(name, source, material, FUEL)
}

/// The same in so many steps at most.
pub(super) fn rendered(name: &str, source: &str, material: Material<'_>, fuel: u64) -> Result<String, TemplateError> {
    let failed = |error: &Error| TemplateError {
        name: name.to_owned(),
        at: error.line().map(|line| format!(" (line {line})")).unwrap_or_default(),
        why: error.detail().map_or_else(|| error.kind().to_string(), |detail| format!("{}: {detail}", error.kind())),
    };
    let mut environment = environment();
    environment.set_fuel(Some(fuel));
    let template = environment.template_from_named_str(name, source).map_err(|error| failed(&error))?;
    let text = template.render(Serde(Context::of(material))).map_err(|error| failed(&error))?;
    Ok(finished(&text))
}

/// A text without what was meant for filters, and with nothing in it that acts on a terminal.
fn finished(text: &str) -> String {
    let shown = |c: char| if is_unprintable(c) && !matches!(c, '\n' | '\t') { printable_char(c) } else { c };
    let text: String = text.trim_matches('\n').chars().filter(|c| !NOTED.contains(c)).map(shown).collect();
    text + "\n"
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.expect("the usual marks"));
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.add_filter("laid", laid);
    environment.add_filter("marked", marked);
    environment.add_filter("outlined", outlined);
    environment.add_filter("plain", |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" "));
    environment.add_filter("prefixed", |text: &str, prefix: &str| layout::prefixed(text, prefix, prefix));
    environment.add_filter("tag", tag);
    environment.add_filter("wikilink", wikilink);
    environment.add_filter("yaml", to_yaml);
    for (name, source) in SOURCES {
        let added = environment.add_template(name, source);
        added.unwrap_or_else(|error| unreachable!("a template of ours, which the tests read: {error:#}"));
    }
    environment
}

/// Words where their block stands: behind its marker, within its list or quotation.
fn laid(block: &Value, text: &str) -> Result<String, Error> {
    let part = |name: &str| block.get_attr(name).map(|part| part.as_str().unwrap_or_default().to_owned());
    Ok(part("lead")? + &layout::prefixed(text, &part("first")?, &part("rest")?))
}

/// Text with the words that notes are on between these two.
fn marked(text: &str, open: &str, close: &str) -> String {
    text.replace(NOTED[0], open).replace(NOTED[1], close)
}

/// Text as a block of an outline, so many levels in.
fn outlined(text: &str, level: usize) -> String {
    let indent = "  ".repeat(level);
    layout::prefixed(text, &format!("{indent}- "), &format!("{indent}  "))
}

/// A tag as programs take it: without spaces and marks.
fn tag(words: &str) -> String {
    let words = words.replace('\\', "");
    let parts = words.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/')));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// A link to the page of this name.
fn wikilink(name: &str) -> String {
    let bare: String = name.chars().filter(|c| !matches!(c, '[' | ']' | '|' | '#' | '^' | '\\')).collect();
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    if bare.is_empty() { name.to_owned() } else { format!("[[{bare}]]") }
}

/// A line of YAML with a key and a value, line break and all; nothing where there is no value.
fn to_yaml(value: &Value, key: &str) -> Result<String, Error> {
    if matches!(value.kind(), ValueKind::None | ValueKind::Undefined) {
        return Ok(String::new());
    }
    let pair = std::collections::BTreeMap::from([(key, value)]);
    yaml::write(&pair).map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))
}
