//! One page to send to a colleague: the briefing with its notes, positions and actors, in one HTML file that needs no
//! other, runs nothing and prints well.

mod body;
mod findings;
mod inline;
mod markup;

use super::{Format, Material, affiliation, clean, holder};
use markup::{element, escaped};

pub(super) const FORMAT: Format = Format {
    name: "html",
    about: "one page to send to a colleague",
    extension: "html",
    render: page,
    is_ours: |text| text.starts_with(HEAD),
    keeps_edits: false,
};

/// By which we know our own work. Nothing but the page's own style may be loaded, whatever a document says.
const HEAD: &str = "<!DOCTYPE html>\n<meta name=\"generator\" content=\"brief\">\n";
const POLICY: &str =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
const STYLE: &str = include_str!("html/style.css");

fn page(material: Material<'_>) -> String {
    let language = escaped(material.briefing.language.as_deref().unwrap_or("en"));
    let mut out = format!("{HEAD}<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n{POLICY}");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element(&mut out, "title", &escaped(&material.briefing.title()));
    out.extend(["<style>\n", STYLE, "</style>\n<main>\n"]);
    body::masthead(&mut out, material);
    body::paragraphs(&mut out, material);
    body::orphans(&mut out, material);
    findings::positions(&mut out, material);
    findings::actors(&mut out, material);
    out.push_str("</main>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::Owned;

    #[test]
    fn the_page_holds_every_paragraph_and_every_note() {
        let owned = Owned::new();
        let page = page(owned.material());
        for placed in owned.notes.all() {
            assert!(page.contains(&escaped(placed.note.text.trim())), "{:?}", placed.note.text);
        }
        insta::assert_snapshot!(page.split_once("</style>").unwrap().1);
    }

    #[test]
    fn nothing_in_a_document_is_markup_or_is_loaded() {
        let page = page(Owned::hostile().material());
        let body = page.split_once("</style>").unwrap().1;
        for bad in ["<script", "<img", "onerror=\"", "javascript:", "<b>this"] {
            assert!(!body.contains(bad), "{bad}");
        }
    }
}
