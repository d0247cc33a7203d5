//! The words in a scrap of HTML: tags and comments dropped, breaks kept. Nothing in it is run.

use std::borrow::Cow;

/// Elements whose content is no text.
const SILENT: &[&str] = &["script", "style", "template", "noscript"];
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "blockquote",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "figcaption",
    "hr",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
];
/// The entities that prose uses.
const ENTITIES: &[(&str, &str)] = &[
    ("&nbsp;", "\u{A0}"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&rsquo;", "’"),
    ("&mdash;", "—"),
    ("&ndash;", "–"),
    ("&amp;", "&"),
];

/// The name of a tag such as `<br/>` or `</p>`, lower case.
pub(super) fn name(tag: &str) -> String {
    tag.trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The paragraphs of a block of HTML.
pub(super) fn paragraphs(html: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        push(&mut paragraphs, &rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            push(&mut paragraphs, "<");
            rest = &rest[1..];
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = name(&rest[..end]);
        let closing = rest.starts_with("</");
        rest = &rest[end..];
        if SILENT.contains(&tag.as_str()) && !closing {
            rest = after_closing(rest, &tag);
        } else if tag == "br" {
            push(&mut paragraphs, " ");
        } else if BLOCKS.contains(&tag.as_str()) {
            paragraphs.push(String::new());
        }
    }
    push(&mut paragraphs, rest);
    paragraphs.retain(|words| !words.trim().is_empty());
    paragraphs
}

fn push(paragraphs: &mut [String], words: &str) {
    if let Some(last) = paragraphs.last_mut() {
        last.push_str(&with_characters(words));
    }
}

fn with_characters(words: &str) -> Cow<'_, str> {
    if !words.contains('&') {
        return Cow::Borrowed(words);
    }
    Cow::Owned(ENTITIES.iter().fold(words.to_owned(), |words, (entity, character)| words.replace(entity, character)))
}

/// What follows the closing tag of a silent element; nothing where it is never closed.
fn after_closing<'a>(html: &'a str, tag: &str) -> &'a str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = &rest[at..];
        if name(rest) == tag {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
        rest = &rest[2..];
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay() {
        for (html, expected) in [
            ("<p>One <b>two</b></p>\n<p>three &amp; four", &["One two", "three & four"][..]),
            ("<!-- hidden --><div>seen</div>", &["seen"]),
            ("<script>alert('<p>no</p>')</script>yes", &["yes"]),
            ("1 < 2 and <em>so", &["1 < 2 and so"]),
            ("<!-- never closed", &[]),
            ("a<br/>b", &["a b"]),
        ] {
            let found: Vec<String> = paragraphs(html).iter().map(|words| words.trim().to_owned()).collect();
            assert_eq!(found, expected, "{html}");
        }
    }
}
