//! Elements and the words in them, in which nothing is markup.

use super::clean;

/// Words that mean themselves, in text and in attributes between double quotes.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in clean(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

/// An element on a line of its own. `inner` is markup already; `open` may hold attributes behind the name.
pub(super) fn element(out: &mut String, open: &str, inner: &str) {
    let name = open.split(' ').next().unwrap_or(open);
    for part in ["<", open, ">", inner, "</", name, ">\n"] {
        out.push_str(part);
    }
}
