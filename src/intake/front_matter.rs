//! Front matter: the YAML between two `---` lines on top of a file, under the keys that real sites use.

use serde_yaml::Value;

use super::spaces::one_line;
use crate::document::{Diagnostic, Metadata, WrittenDate, date_in};

/// Front matter is no longer than this: what comes after so many bytes is not looked at.
const LONGEST: usize = 64 * 1024;

/// A text without its front matter, and what the front matter said.
pub(crate) struct Split<'a> {
    pub(crate) metadata: Metadata,
    /// The text below.
    pub(crate) body: &'a str,
    /// Front matter that could not be understood, to be shown as it stands: nothing is lost.
    pub(crate) broken: Option<&'a str>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Takes the front matter off a text whose line ends are `\n`.
pub(crate) fn split(text: &str) -> Split<'_> {
    let Some((inside, body, fence)) = fenced(text) else {
        return Split { metadata: Metadata::default(), body: text, broken: None, diagnostics: Vec::new() };
    };
    let parsed = if fence == "---" { parse(inside) } else { Err("TOML is not read".to_owned()) };
    match parsed {
        Ok(Some(metadata)) => Split { metadata, body, broken: None, diagnostics: Vec::new() },
        // Two rules with prose between them are no front matter.
        Ok(None) => Split { metadata: Metadata::default(), body: text, broken: None, diagnostics: Vec::new() },
        Err(cause) => {
            let message = format!("Its front matter could not be read ({cause}); it is shown as text instead.");
            let diagnostics = vec![Diagnostic::warning(message)];
            Split { metadata: Metadata::default(), body, broken: Some(inside), diagnostics }
        }
    }
}

/// The lines between the fences, what follows them, and the fence. Both fences stand alone on their lines.
fn fenced(text: &str) -> Option<(&str, &str, &'static str)> {
    let text = text.trim_start_matches(['\n', '\u{FEFF}']);
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let inside = text[fence.len()..].trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut end = 0;
    for line in inside.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (bare == "..." && fence == "---") {
            return Some((&inside[..end], &inside[end + line.len()..], fence));
        }
        end += line.len();
        if end > LONGEST {
            break;
        }
    }
    None
}

/// The metadata in a YAML mapping; `None` where it is YAML but no mapping, `Err` with the cause where it is neither.
fn parse(yaml: &str) -> Result<Option<Metadata>, String> {
    // A blank line right at the top, or no colon at all, is prose between two rules.
    if !yaml.contains(':') || yaml.starts_with('\n') {
        return Ok(None);
    }
    match serde_yaml::from_str::<Value>(yaml) {
        Ok(Value::Mapping(fields)) => {
            let found = metadata(&Fields(&fields));
            let is_meant = found != Metadata::default() || fields.keys().all(is_plain_key);
            Ok(is_meant.then_some(found))
        }
        Ok(_) => Ok(None),
        Err(cause) => Err(cause.to_string().replace('\n', " ")),
    }
}

/// A key as programs write them, such as `slug`; prose before a colon starts with a capital or has spaces.
fn is_plain_key(key: &Value) -> bool {
    key.as_str().is_some_and(|key| key.starts_with(|c: char| c.is_lowercase()) && !key.contains(char::is_whitespace))
}

fn metadata(fields: &Fields<'_>) -> Metadata {
    Metadata {
        headline: fields.words(&["title", "headline"]),
        subtitle: fields.words(&["subtitle", "deck", "dek", "standfirst", "subheadline"]),
        summary: fields.words(&["summary", "description", "excerpt", "teaser", "abstract"]),
        byline: fields.list(&["byline", "authors", "author"]),
        date: fields.date(&["date", "published", "published_time", "publish_date", "pubdate", "created"]),
        publisher: fields.words(&["publisher", "site", "source", "agency", "organization"]),
        tags: fields.tags(&["tags", "topics", "categories", "keywords"]),
        url: fields.address(&["url", "source_url", "canonical_url", "link", "source"]),
        language: fields.words(&["lang", "language"]),
    }
}

/// A mapping, asked by several names for one thing; keys in any case, `-` as good as `_`.
struct Fields<'a>(&'a serde_yaml::Mapping);

impl Fields<'_> {
    /// The values under these names, in the order of the names.
    fn under<'n>(&self, names: &'n [&'n str]) -> impl Iterator<Item = &Value> {
        names.iter().flat_map(|name| {
            self.0
                .iter()
                .filter(|(key, _)| key.as_str().is_some_and(|key| key.replace('-', "_").eq_ignore_ascii_case(name)))
                .map(|(_, value)| value)
        })
    }

    fn words(&self, names: &[&str]) -> Option<String> {
        self.under(names).filter_map(scalar).find(|words| !is_address(words))
    }

    fn address(&self, names: &[&str]) -> Option<String> {
        self.under(names).filter_map(scalar).find(|words| is_address(words))
    }

    fn date(&self, names: &[&str]) -> Option<WrittenDate> {
        self.under(names).filter_map(scalar).find_map(|written| date_in(&written))
    }

    /// One name or several, joined as a byline joins them.
    fn list(&self, names: &[&str]) -> Option<String> {
        self.under(names).map(items).find(|items| !items.is_empty()).map(|items| items.join(", "))
    }

    fn tags(&self, names: &[&str]) -> Vec<String> {
        let mut tags = Vec::new();
        for value in self.under(names) {
            let found = match value {
                Value::String(line) => line.split(',').map(one_line).filter(|tag| !tag.is_empty()).collect(),
                other => items(other),
            };
            tags.extend(found.into_iter().filter(|tag| !tags.contains(tag)).collect::<Vec<_>>());
        }
        tags
    }
}

fn is_address(words: &str) -> bool {
    words.starts_with("http://") || words.starts_with("https://")
}

fn scalar(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => one_line(words),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

/// The scalars of a sequence; of a mapping in it, what it calls its name.
fn items(value: &Value) -> Vec<String> {
    match value {
        Value::Sequence(values) => values.iter().flat_map(items).collect(),
        Value::Mapping(fields) => Fields(fields).words(&["name", "title"]).into_iter().collect(),
        other => scalar(other).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_real_sites() {
        let split = split(
            "---\ntitle: \"A\\_Title:  with \\u2019 marks\"\ndeck: A deck\nsummary: A summary\nauthors:\n  - jane-doe\n  - name: \
             John Roe\npublished_time: 2025-08-19 10:16:11-04:00\nsource_url: https://example.org/a\nTopics: [a, b]\ntags: b, c\n\
             lang: en\nsource: Example News\n---\n\nBody.\n",
        );
        let said = &split.metadata;
        assert_eq!(said.headline.as_deref(), Some("A Title: with ’ marks"));
        assert_eq!(said.subtitle.as_deref(), Some("A deck"));
        assert_eq!(said.summary.as_deref(), Some("A summary"));
        assert_eq!(said.byline.as_deref(), Some("jane-doe, John Roe"));
        assert_eq!(said.date.as_ref().unwrap().day.to_string(), "2025-08-19");
        assert_eq!(said.date.as_ref().unwrap().written, "2025-08-19 10:16:11-04:00");
        assert_eq!(said.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(said.publisher.as_deref(), Some("Example News"));
        assert_eq!(said.tags, ["b", "c", "a"]);
        assert_eq!(split.body, "\nBody.\n");
    }

    #[test]
    fn keys_that_say_nothing_to_us_are_front_matter_too() {
        let split = split("---\nslug: a\nweight: 3\n---\nBody");
        assert_eq!((split.body, split.metadata), ("Body", Metadata::default()));
    }

    #[test]
    fn broken_front_matter_is_shown_and_said() {
        for text in ["---\ntitle: a: b: [\n---\nBody", "+++\ntitle = \"a\"\n+++\nBody"] {
            let split = split(text);
            assert!(split.broken.is_some(), "{text}");
            assert_eq!(split.body, "Body");
            assert_eq!(split.diagnostics.len(), 1);
        }
    }

    #[test]
    fn what_is_no_front_matter_is_left_alone() {
        for text in [
            "---\nA rule above.\n---\nBody",
            "---\n\nNote: prose.\n\n---\n",
            "---\ntitle: never closed\n",
            "---\nNote: prose\n---\nBody",
            "Body",
        ] {
            let split = split(text);
            assert_eq!(split.body, text);
            assert!(split.diagnostics.is_empty());
        }
    }
}
