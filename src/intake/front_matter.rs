//! Front matter: the YAML between two `---` lines on top of a file, or the TOML between two `+++` lines, under the keys
//! that real sites use.

mod fields;
mod toml;

use self::fields::metadata;
use crate::document::{Diagnostic, Metadata};
use crate::yaml::{self, Mapping, Value};

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

/// How a fence says what stands within.
#[derive(Debug, Clone, Copy)]
enum Fence {
    /// `---`
    Yaml,
    /// `+++`
    Toml,
}

impl Fence {
    const ALL: [Self; 2] = [Self::Yaml, Self::Toml];

    const fn line(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }

    /// Whether this line ends what the fence opened.
    fn closes(self, line: &str) -> bool {
        line == self.line() || matches!(self, Self::Yaml) && line == "..."
    }
}

/// A stretch between two fences.
struct Fenced<'a> {
    fence: Fence,
    inside: &'a str,
    body: &'a str,
    /// How many lines of the file stand above it, the fence counted in.
    above: usize,
}

/// Takes the front matter off a text whose line ends are `\n`.
pub(crate) fn split(text: &str) -> Split<'_> {
    let whole = Split { metadata: Metadata::default(), body: text, broken: None, diagnostics: Vec::new() };
    let Some(found) = fenced(text) else {
        return whole;
    };
    match parse(&found) {
        Ok(Some(metadata)) => Split { metadata, body: found.body, ..whole },
        // Two rules with prose between them are no front matter.
        Ok(None) => whole,
        Err(cause) => {
            let message = format!("Its front matter could not be read ({cause}); it is shown as text instead.");
            let diagnostics = vec![Diagnostic::warning(message)];
            Split { body: found.body, broken: Some(found.inside), diagnostics, ..whole }
        }
    }
}

/// The lines between two fences, each alone on its line, and what follows them.
fn fenced(text: &str) -> Option<Fenced<'_>> {
    let top = text.trim_start_matches(['\n', '\u{FEFF}']);
    let fence = Fence::ALL.into_iter().find(|fence| top.starts_with(fence.line()))?;
    let inside = top[fence.line().len()..].trim_start_matches([' ', '\t']).strip_prefix('\n')?;
    let mut end = 0;
    for line in inside.split_inclusive('\n') {
        if fence.closes(line.trim_end()) {
            let above = 1 + text[..text.len() - top.len()].matches('\n').count();
            return Some(Fenced { fence, inside: &inside[..end], body: &inside[end + line.len()..], above });
        }
        end += line.len();
        if end > LONGEST {
            break;
        }
    }
    None
}

/// What is said between the fences; `None` where that is no mapping, `Err` with the cause where it is not even sound.
fn parse(found: &Fenced<'_>) -> Result<Option<Metadata>, yaml::Error> {
    let fields = match found.fence {
        Fence::Yaml => yaml_fields(found.inside),
        Fence::Toml => toml::fields(found.inside),
    };
    let fields = fields.map_err(|mut error| {
        error.place.iter_mut().for_each(|place| place.line += found.above);
        error
    })?;
    Ok(fields.and_then(|fields| {
        let said = metadata(&fields);
        let is_meant = said != Metadata::default() || fields.keys().all(is_plain_key);
        is_meant.then_some(said)
    }))
}

fn yaml_fields(inside: &str) -> Result<Option<Mapping>, yaml::Error> {
    // A blank line right at the top, or no colon at all, is prose between two rules.
    if !inside.contains(':') || inside.starts_with('\n') {
        return Ok(None);
    }
    Ok(match yaml::read(inside)? {
        Value::Mapping(fields) => Some(fields),
        _ => None,
    })
}

/// A key as programs write them, such as `slug`; prose before a colon starts with a capital or has spaces.
fn is_plain_key(key: &Value) -> bool {
    key.as_str().is_some_and(|key| key.starts_with(|c: char| c.is_lowercase()) && !key.contains(char::is_whitespace))
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
    fn toml_under_the_same_keys() {
        let split = split(
            "+++\ntitle = 'The \"bridge\", again'\nsubtitle = \"\"\"\nWhat the towns\n want\"\"\"\ndate = 2025-08-19T10:16:11-04:00\n\
             draft = false\n\n[taxonomies]\ntags = [\"river\", \"talks\"]\n\n[[authors]]\nname = \"Ann Lee\"\n\n[[authors]]\n\
             name = \"Bo Roe\"\n\n[extra]\nsource = \"https://example.org/a\"\nlang = \"en\"\n+++\n\nBody.\n",
        );
        let said = &split.metadata;
        assert_eq!(said.headline.as_deref(), Some("The \"bridge\", again"));
        assert_eq!(said.subtitle.as_deref(), Some("What the towns want"));
        assert_eq!(said.date.as_ref().unwrap().day.to_string(), "2025-08-19");
        assert_eq!(said.byline.as_deref(), Some("Ann Lee, Bo Roe"));
        assert_eq!(said.url.as_deref(), Some("https://example.org/a"));
        assert_eq!((said.language.as_deref(), &said.publisher), (Some("en"), &None));
        assert_eq!(said.tags, ["river", "talks"]);
        assert_eq!(split.body, "\nBody.\n");
        assert!(split.diagnostics.is_empty());
        let local = super::split("+++\ndate = 2025-08-19\n+++\n").metadata.date.unwrap();
        assert_eq!(local.day.to_string(), "2025-08-19");
    }

    #[test]
    fn broken_front_matter_is_shown_and_said_with_its_place_in_the_file() {
        for (text, place) in [
            ("---\nslug: b\ntitle: a: b: [\n---\nBody", "line 3, column 9"),
            ("\n---\ntitle: a\ntitle: b\n---\nBody", "line 4, column 1"),
            ("+++\ntitle = \"a\n+++\nBody", "line 2, column "),
            ("+++\ntitle = 'a'\ndate = soon\n+++\nBody", "line 3, column 8"),
            ("+++\ntitle = 'a'\ntitle = 'b'\n+++\nBody", "line 3, column 1"),
        ] {
            let split = split(text);
            assert!(split.broken.is_some_and(|words| text.contains(words)), "{text}");
            assert_eq!(split.body, "Body");
            let said: Vec<&str> = split.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
            assert!(said.len() == 1 && said[0].contains(place) && !said[0].contains('\n'), "{text}: {said:?}");
        }
    }

    #[test]
    fn what_is_no_front_matter_is_left_alone() {
        for text in [
            "---\nA rule above.\n---\nBody",
            "---\n\nNote: prose.\n\n---\n",
            "---\ntitle: never closed\n",
            "---\nNote: prose\n---\nBody",
            "+++\n\n+++\nBody",
            "+++\ntitle = 'never closed'\n",
            "Body",
        ] {
            let split = split(text);
            assert_eq!(split.body, text);
            assert!(split.diagnostics.is_empty());
        }
    }
}
