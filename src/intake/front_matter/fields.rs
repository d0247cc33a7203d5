//! The fields of front matter, whatever it was written in: who said what under which name.

use crate::document::{Metadata, WrittenDate, date_in_language};
use crate::intake::spaces::one_line;
use crate::yaml::{Mapping, Value};

/// Where programs keep the fields that they have no name for themselves.
const INNER: [&str; 4] = ["extra", "params", "taxonomies", "metadata"];

/// Where programs keep the day of publication, surest first. When a page was changed is not asked.
const DATES: [&str; 11] = [
    "date",
    "published",
    "published_at",
    "published_time",
    "publish_date",
    "publishdate",
    "pubdate",
    "date_published",
    "datepublished",
    "created",
    "created_at",
];

/// What a mapping says of its document.
pub(super) fn metadata(fields: &Mapping) -> Metadata {
    let fields = Fields::of(fields);
    let language = fields.words(&["lang", "language", "locale"]);
    Metadata {
        headline: fields.words(&["title", "headline", "meta_title"]),
        subtitle: fields.words(&[
            "subtitle",
            "sub_title",
            "deck",
            "dek",
            "standfirst",
            "subheadline",
            "subheading",
            "tagline",
        ]),
        summary: fields.words(&[
            "summary",
            "description",
            "excerpt",
            "custom_excerpt",
            "teaser",
            "abstract",
            "lede",
            "meta_description",
        ]),
        byline: fields.list(&["byline", "authors", "author", "creator", "by", "writer"]),
        date: fields.date(&DATES, language.as_deref()),
        publisher: fields.words(&[
            "publisher",
            "publication",
            "outlet",
            "site",
            "site_name",
            "source",
            "agency",
            "organization",
        ]),
        tags: fields.tags(&["tags", "tag", "topics", "categories", "category", "keywords"]),
        url: fields.address(&[
            "url",
            "source_url",
            "canonical_url",
            "canonical",
            "original_url",
            "permalink",
            "link",
            "source",
        ]),
        language,
    }
}

/// A mapping and those within it that count, asked by several names for one thing; keys in any case, `-` as good as `_`.
struct Fields<'a>(Vec<&'a Mapping>);

impl<'a> Fields<'a> {
    fn of(fields: &'a Mapping) -> Self {
        let inner = INNER.iter().filter_map(|name| fields.get(*name)?.as_mapping());
        Self(std::iter::once(fields).chain(inner).collect())
    }

    /// The values under these names, in the order of the names.
    fn under<'n>(&self, names: &'n [&'n str]) -> impl Iterator<Item = &'a Value> {
        names.iter().flat_map(|name| {
            let fields = self.0.iter().flat_map(|fields| fields.iter());
            fields
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

    fn date(&self, names: &[&str], language: Option<&str>) -> Option<WrittenDate> {
        self.under(names).filter_map(scalar).find_map(|written| date_in_language(&written, language))
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
        Value::Mapping(fields) => {
            Fields(vec![fields]).words(&["name", "display_name", "full_name", "title", "slug"]).into_iter().collect()
        }
        other => scalar(other).into_iter().collect(),
    }
}
