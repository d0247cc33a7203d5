//! What a page says of itself in JSON-LD: the things it describes, and the article among them.

use serde_json::Value;

use super::dom::{Dom, NodeId};
use super::sink;
use crate::document::{Block, BlockKind};
use crate::intake::spaces::one_line;

/// The most things of one page that are looked at.
const MOST_THINGS: usize = 500;

/// The things that a page's JSON-LD describes.
pub(super) struct LinkedData {
    things: Vec<Value>,
}

impl LinkedData {
    /// Reads the page's scripts of linked data; what is no JSON is left out.
    pub(super) fn of(dom: &Dom) -> Self {
        let mut things = Vec::new();
        for id in dom.descendants(NodeId::ROOT).filter(|id| dom.name(*id) == "script") {
            if dom.attribute(id, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
                && let Some(value) = parse(&dom.words(id))
            {
                flatten(value, &mut things);
            }
        }
        Self { things }
    }

    /// The article that the page is about.
    pub(super) fn article(&self) -> Option<&Value> {
        self.things.iter().find(|thing| is_a(thing, is_article))
    }

    /// The page as a thing of its own.
    pub(super) fn page(&self) -> Option<&Value> {
        self.things.iter().find(|thing| is_a(thing, |kind| kind.ends_with("WebPage") || kind.ends_with("ItemPage")))
    }

    /// The names of who a field names, persons first told from organisations. References within the page are followed once.
    pub(super) fn people(&self, thing: &Value, field: &str) -> Vec<String> {
        many(&thing[field])
            .filter_map(|who| {
                let whole = who["@id"].as_str().filter(|_| who["name"].is_null()).and_then(|id| {
                    self.things.iter().find(|thing| thing["@id"].as_str() == Some(id) && !thing["name"].is_null())
                });
                let who = whole.unwrap_or(who);
                let is_person =
                    who.is_string() || !is_a(who, |kind| kind.ends_with("Organization") || kind == "WebSite");
                let name = who.as_str().or_else(|| who["name"].as_str()).or_else(|| who["name"][0].as_str());
                name.filter(|_| is_person).map(plain)
            })
            .collect()
    }

    /// The name of the organisation that a field names.
    pub(super) fn name(&self, thing: &Value, field: &str) -> Option<String> {
        let who = many(&thing[field]).next()?;
        let whole = who["@id"].as_str().and_then(|id| {
            self.things.iter().find(|thing| thing["@id"].as_str() == Some(id) && !thing["name"].is_null())
        });
        who["name"].as_str().or_else(|| whole?["name"].as_str()).map(plain).filter(|name| !name.is_empty())
    }
}

/// A field's words, its entities and tags read.
pub(super) fn words(thing: &Value, field: &str) -> Option<String> {
    let value = &thing[field];
    value.as_str().or_else(|| value[0].as_str()).map(plain).filter(|words| !words.is_empty())
}

/// The paragraphs of a field that holds a whole text: a line each, or its own tags.
pub(super) fn text(thing: &Value, field: &str) -> Vec<Block> {
    let words = thing[field].as_str().unwrap_or_default();
    if words.contains("<p") {
        return super::fragment(words);
    }
    let lines = words.lines().map(plain).filter(|line| !line.is_empty());
    lines.map(|text| Block { kind: BlockKind::Text, text, marks: Vec::new() }).collect()
}

/// All words of a field that may be a list or be parted by commas.
pub(super) fn list(thing: &Value, field: &str) -> Vec<String> {
    let words = many(&thing[field]).filter_map(|value| value.as_str().or_else(|| value["name"].as_str()));
    words.flat_map(|words| words.split(',')).map(plain).filter(|word| !word.is_empty()).collect()
}

/// Text that may hold entities and tags, as sites write them into their fields.
pub(super) fn plain(words: &str) -> String {
    if words.contains(['&', '<']) {
        let dom = sink::parse(words);
        one_line(&dom.words(NodeId::ROOT))
    } else {
        one_line(words)
    }
}

fn many(value: &Value) -> impl Iterator<Item = &Value> {
    let all = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    all.iter().filter(|value| !value.is_null())
}

/// Reads JSON as sites write it: within comments or a CDATA section, with raw line breaks in strings.
fn parse(script: &str) -> Option<Value> {
    let script = script.split_once("<![CDATA[").map_or(script, |(_, inner)| inner);
    let from = script.find(['{', '['])?;
    let end = script.rfind("]]>").map_or(script, |end| &script[..end]).rfind(['}', ']'])?;
    let json = script.get(from..=end)?;
    serde_json::from_str(json).ok().or_else(|| {
        let even: String = json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&even).ok()
    })
}

/// Lists and graphs laid out flat. JSON is parsed to a bounded depth, so this goes no deeper.
fn flatten(value: Value, things: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| flatten(value, things)),
        Value::Object(mut fields) if things.len() < MOST_THINGS => {
            let graph = fields.remove("@graph");
            let main = fields.get("mainEntity").filter(|main| is_a(main, is_article)).cloned();
            things.push(Value::Object(fields));
            graph.into_iter().chain(main).for_each(|inner| flatten(inner, things));
        }
        _ => {}
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "LegalNewsArticle" | "Review")
}

fn is_a(thing: &Value, is: impl Fn(&str) -> bool) -> bool {
    many(&thing["@type"]).filter_map(Value::as_str).any(|kind| is(kind.rsplit(['/', '#']).next().unwrap_or(kind)))
}
