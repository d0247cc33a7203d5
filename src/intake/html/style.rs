//! How a browser would lay an element out, as far as the page's own tags and attributes say.

use super::dom::{Dom, NodeId};

/// What an element is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is not shown, or what it holds is no text.
    Silent,
    /// It stands in the line.
    Inline,
    /// It stands on lines of its own.
    Block,
}

/// What is never shown as text.
const SILENT: &[&str] = &[
    "head", "script", "style", "template", "noscript", "iframe", "object", "embed", "audio", "video", "canvas", "svg",
    "math", "map", "datalist", "textarea", "select", "button", "input", "title", "meta", "link", "progress", "meter",
    "dialog", "noframes", "noembed", "img",
];

const BLOCK: &[&str] = &[
    "html",
    "body",
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "address",
    "center",
    "fieldset",
    "legend",
    "form",
    "figure",
    "figcaption",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "menu",
    "li",
    "dir",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "pre",
    "listing",
    "xmp",
    "plaintext",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hgroup",
    "blockquote",
    "search",
    "option",
    "optgroup",
];

/// What an element is to a reader.
pub(super) fn role(dom: &Dom, id: NodeId) -> Role {
    let name = dom.name(id);
    if SILENT.contains(&name) || is_hidden(dom, id) {
        return Role::Silent;
    }
    let is_block = match declared(dom, id, "display") {
        Some(value) if value.starts_with("inline") => false,
        // A capital that hangs over two lines is the first letter of its word.
        Some("block") if name == "span" && declared(dom, id, "float") == Some("left") => false,
        Some("block" | "flex" | "grid" | "table" | "list-item") => true,
        _ => BLOCK.contains(&name),
    };
    if is_block { Role::Block } else { Role::Inline }
}

/// Whether the page hides it from everybody.
pub(super) fn is_hidden(dom: &Dom, id: NodeId) -> bool {
    dom.attribute(id, "hidden").is_some_and(|value| value != "until-found")
        || declared(dom, id, "display") == Some("none")
        || declared(dom, id, "visibility") == Some("hidden")
        || declared(dom, id, "mso-hide") == Some("all")
}

/// The value of a property in the element's `style` attribute. What style sheets say is not known.
pub(super) fn declared<'a>(dom: &'a Dom, id: NodeId, property: &str) -> Option<&'a str> {
    let style = dom.attribute(id, "style")?;
    // Styles are short; what is not was not written by hand, and holds pictures.
    let declarations = style.split(';').take(64);
    let found = declarations.filter_map(|declaration| declaration.split_once(':'));
    found
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case(property))
        .map(|(_, value)| value.trim().trim_end_matches("!important").trim_end())
        .last()
}

/// How white space in an element is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spaces {
    /// Runs of it are one space.
    Collapse,
    /// Its line breaks are kept.
    Lines,
    /// All of it is kept.
    Keep,
}

/// How an element shows white space, within one that shows it `outer`.
pub(super) fn spaces(dom: &Dom, id: NodeId, outer: Spaces) -> Spaces {
    match declared(dom, id, "white-space") {
        Some("pre-wrap" | "pre-line" | "break-spaces") => Spaces::Lines,
        Some("normal" | "nowrap") => Spaces::Collapse,
        _ => outer,
    }
}

/// The nodes of a page that are shown, in its order, but for those in what `is_dropped` names.
pub(super) fn shown(dom: &Dom, is_dropped: impl Fn(NodeId) -> bool) -> Vec<NodeId> {
    let mut order = Vec::with_capacity(dom.len());
    let mut next = Some(NodeId::ROOT);
    while let Some(id) = next {
        let is_out = dom.is_element(id) && (is_dropped(id) || role(dom, id) == Role::Silent);
        if !is_out {
            order.push(id);
        }
        next = dom.node(id).first.filter(|_| !is_out).or_else(|| {
            let mut up = Some(id);
            std::iter::from_fn(|| {
                let at = up?;
                up = dom.node(at).parent;
                Some(dom.node(at).next)
            })
            .flatten()
            .next()
        });
    }
    order
}
