//! The words that belong to a picture: what it shows, and whose it is. Told by elements, by classes, by boxes around pictures.

use super::cruft;
use super::dom::{Dom, NodeId};

/// The most nodes and bytes of words in a box that is no more than a picture and its words.
const NODES: usize = 60;
const BYTES: usize = 600;

/// Whether all that an element says, it says of a picture.
pub(super) fn is(dom: &Dom, id: NodeId) -> bool {
    let name = dom.name(id);
    if matches!(name, "figcaption" | "caption") {
        return true;
    }
    let classes = || dom.attribute(id, "class").filter(|class| class.len() < 200).into_iter();
    let mut words = classes().flat_map(str::split_ascii_whitespace).map(cruft::words);
    if words.clone().any(|words| is_caption(&words)) {
        return true;
    }
    let says = |words: Vec<String>, which: &[&str]| words.iter().any(|word| which.contains(&word.as_str()));
    words.clone().any(|words| says(words, &["caption"])) && is_small(dom, id, false)
        || (name == "figure" || name == "div" && words.any(|words| says(words, PICTURES))) && is_small(dom, id, true)
}

/// Words of the classes of boxes around pictures.
const PICTURES: &[&str] = &["image", "img", "photo", "picture", "figure"];

/// Whether the words of a class name what stands under a picture.
fn is_caption(words: &[String]) -> bool {
    let last = words.last().map(String::as_str);
    matches!(last, Some("caption" | "captions" | "cutline" | "figcaption" | "credit" | "credits"))
        || last == Some("text") && words.iter().rev().nth(1).is_some_and(|word| word == "caption")
}

/// Whether an element holds few words and no part of a text, and a picture where there must be one.
fn is_small(dom: &Dom, id: NodeId, must_show: bool) -> bool {
    let (mut has_picture, mut bytes) = (false, 0);
    for (count, inner) in dom.descendants(id).enumerate() {
        has_picture |= matches!(dom.name(inner), "img" | "picture" | "amp-img");
        bytes += dom.text(inner).map_or(0, |words| words.trim().len());
        let is_text = matches!(dom.name(inner), "h1" | "h2" | "h3" | "blockquote" | "table" | "pre");
        if count > NODES || bytes > BYTES || is_text {
            return false;
        }
    }
    has_picture || !must_show
}

#[cfg(test)]
mod tests {
    use super::super::fragment;
    use crate::document::BlockKind;

    #[test]
    fn what_is_said_of_a_picture_is_told_from_text() {
        for (html, is_caption) in [
            ("<div class='image on-image'><img><p>A boat</p></div>", true),
            ("<figure><img><span>A boat</span></figure>", true),
            ("<span class='caption caption--img' style='display:block'>A boat</span>", true),
            ("<div class=photo-credit>B. Lind</div>", true),
            ("<div class=image-free><p>A boat</p></div>", false),
            ("<figure><blockquote>A boat</blockquote></figure>", false),
            ("<div class=captions-off><p>A boat</p></div>", false),
        ] {
            let found = fragment(html);
            assert_eq!(found[0].kind == BlockKind::Caption, is_caption, "{html}");
        }
    }
}
