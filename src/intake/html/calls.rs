//! Where a page calls a note: a small raised number that leads to it. It is set off from the words, as `[1]`.

use super::dom::{Dom, NodeId};

/// The longest number or sign of a note, in scalar values.
const LONGEST: usize = 4;

/// What to write for an element that calls a note; `None` where it calls none.
pub(super) fn of_note(dom: &Dom, id: NodeId) -> Option<String> {
    let calls = match dom.name(id) {
        "a" => is_called_so(dom, id),
        "sup" => dom.node(id).parent.is_some_and(|outer| leads_on(dom, outer)) || holds_link(dom, id),
        _ => false,
    };
    let words = calls.then(|| dom.words(id))?;
    let sign = words.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§' | '¶');
    let fits = !sign.is_empty() && sign.chars().count() <= LONGEST && sign.chars().all(is_sign);
    fits.then(|| format!("[{sign}]"))
}

/// Whether a link's own page says that it calls a note, after EPUB's vocabulary of structure and that of WAI-ARIA.
fn is_called_so(dom: &Dom, id: NodeId) -> bool {
    dom.has_word(id, "epub:type", "noteref") || dom.has_word(id, "role", "doc-noteref")
}

fn leads_on(dom: &Dom, id: NodeId) -> bool {
    dom.name(id) == "a" && dom.attribute(id, "href").is_some_and(|href| href.contains('#'))
}

fn holds_link(dom: &Dom, id: NodeId) -> bool {
    let mut elements = dom.children(id).filter(|child| dom.is_element(*child));
    elements.next().is_some_and(|child| leads_on(dom, child)) && elements.next().is_none()
}
