//! The notes as W3C Web Annotations: one page of annotations in JSON-LD, after the Web Annotation Data Model of 2017.
//!
//! Places are told three ways, as notes themselves hold on to their text: by the words with what stands around them, by
//! their offsets in the canonical text (scalar values), and, for a whole paragraph, by its number.

use serde_json::{Map, Value, json};

use super::{Format, Material, json::line};
use crate::notes::{Note, Placed};

pub(super) const FORMAT: Format = Format {
    name: "web-annotation",
    about: "the notes as W3C Web Annotations",
    extension: "annotations.jsonld",
    render: web_annotation,
    is_ours: |text| text.starts_with(HEAD),
    keeps_edits: false,
};

/// By which we know our own work.
const HEAD: &str = "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\",\
    \"generator\":{\"type\":\"Software\",\"name\":\"brief\"}";

/// An annotation a line, so that versions of a file can be compared.
fn web_annotation(material: Material<'_>) -> String {
    let items: Vec<String> = material.notes.all().iter().map(|placed| line(&annotation(material, placed))).collect();
    let about =
        [("id", format!("urn:sha256:{}", material.briefing.source.sha256)), ("label", material.briefing.title())];
    let about: String = about.iter().map(|(key, value)| format!(",\"{key}\":{}", line(value))).collect();
    let items = if items.is_empty() { String::new() } else { format!("\n{}\n", items.join(",\n")) };
    format!("{HEAD}{about},\"items\":[{items}]}}\n")
}

fn annotation(material: Material<'_>, placed: &Placed) -> Value {
    let note = &placed.note;
    let is_highlight = note.text.trim().is_empty();
    let mut annotation = Map::new();
    let mut put = |key: &str, value: Value| annotation.insert(key.to_owned(), value);
    put("id", json!(format!("urn:brief:note:{}", note.id.0)));
    put("type", json!("Annotation"));
    put("motivation", json!(if is_highlight { "highlighting" } else { "commenting" }));
    put("created", json!(note.created.to_string()));
    put("modified", json!(note.changed.to_string()));
    if let Some(author) = &note.author {
        put("creator", json!({ "type": "Person", "name": author }));
    }
    let bodies = bodies(note);
    if !bodies.is_empty() {
        put("body", Value::Array(bodies));
    }
    put("target", target(material, placed));
    Value::Object(annotation)
}

fn bodies(note: &Note) -> Vec<Value> {
    let words = (!note.text.is_empty())
        .then(|| json!({ "type": "TextualBody", "value": note.text, "format": "text/plain", "purpose": "commenting" }));
    let tag = |tag: &String| json!({ "type": "TextualBody", "value": tag, "purpose": "tagging" });
    words.into_iter().chain(note.tags.iter().map(tag)).collect()
}

fn target(material: Material<'_>, placed: &Placed) -> Value {
    let anchor = &placed.note.anchor;
    // Where it stands now; an orphan says where it stood in the text that it was made on.
    let span = placed.placement.span().unwrap_or(anchor.span);
    let mut selectors = vec![
        json!({ "type": "TextQuoteSelector", "exact": anchor.quote, "prefix": anchor.prefix, "suffix": anchor.suffix }),
        json!({ "type": "TextPositionSelector", "start": span.start, "end": span.end }),
    ];
    if anchor.whole_paragraph {
        let paragraph = placed.placement.paragraph().unwrap_or(anchor.paragraph);
        selectors.push(json!({ "type": "FragmentSelector", "value": paragraph.to_string() }));
    }
    json!({
        "source": material.source(),
        "selector": selectors,
        "state": { "type": "State", "value": format!("sha256:{}", anchor.source) },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::Owned;

    #[test]
    fn each_note_is_an_annotation_with_its_words_tags_and_place() {
        let owned = Owned::new();
        let page: Value = serde_json::from_str(&web_annotation(owned.material())).unwrap();
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), owned.notes.len());
        for (item, placed) in items.iter().zip(owned.notes.all()) {
            let quote = &item["target"]["selector"][0];
            assert_eq!(item["type"], "Annotation");
            assert_eq!(quote["exact"], placed.note.anchor.quote.as_str());
            let tags: Vec<_> =
                item["body"].as_array().into_iter().flatten().filter(|body| body["purpose"] == "tagging").collect();
            assert_eq!(tags.len(), placed.note.tags.len());
        }
        let highlight = items.iter().find(|item| item["motivation"] == "highlighting").unwrap();
        assert!(highlight.get("body").is_none());
    }

    #[test]
    fn no_notes_are_an_empty_page() {
        let mut owned = Owned::new();
        owned.notes = crate::notes::Notebook::default();
        let page: Value = serde_json::from_str(&web_annotation(owned.material())).unwrap();
        assert_eq!(page["items"], json!([]));
    }
}
