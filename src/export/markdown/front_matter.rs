//! The YAML ahead of the text, by which other programs and we ourselves know it again.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::export::Material;
use crate::yaml;

/// The value of `generator` in what this program writes.
const GENERATOR: &str = "brief";

#[derive(Serialize)]
struct FrontMatter<'a> {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    source: String,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    actors: Vec<&'a str>,
    positions: Vec<&'a str>,
    tags: Vec<&'a str>,
    generator: &'static str,
}

/// The front matter, with its fences.
pub(super) fn front_matter(material: Material<'_>) -> String {
    let masthead = &material.briefing.masthead;
    let noted = material.notes.notes().flat_map(|note| &note.tags).collect::<BTreeSet<_>>();
    let mut tags: Vec<&str> = masthead.tags.iter().map(String::as_str).collect();
    tags.extend(noted.into_iter().map(String::as_str).filter(|tag| !masthead.tags.iter().any(|own| own == tag)));
    let front = FrontMatter {
        title: material.briefing.title(),
        subtitle: masthead.subtitle.as_deref(),
        date: masthead.date.as_ref().map(|date| date.day.to_string()),
        source: material.briefing.source.name(),
        sha256: &material.briefing.source.sha256,
        url: masthead.url.as_deref(),
        publisher: masthead.publisher.as_deref(),
        byline: masthead.byline.as_deref(),
        actors: material.analysis.actors.iter().map(|actor| actor.name.as_str()).collect(),
        positions: material.analysis.positions.iter().map(|position| position.label.as_str()).collect(),
        tags,
        generator: GENERATOR,
    };
    let yaml = yaml::write(&front).expect("strings and lists of strings have a plain form");
    format!("---\n{yaml}---")
}

/// Whether a text starts with front matter that names this program.
pub(super) fn is_ours(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("---\n") else {
        return false;
    };
    let mark = format!("generator: {GENERATOR}");
    rest.lines().take_while(|line| *line != "---").any(|line| line == mark)
}
