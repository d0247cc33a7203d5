//! What the reader takes for one character: where it starts and ends, how it is shown and how wide that is.
//!
//! Grapheme clusters are those of Unicode Standard Annex 29. Everything here looks at the neighbourhood of one place and
//! never walks the whole line.

use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthStr;

use crate::document::{is_unprintable, printable_char};

/// The columns that a tab takes.
const TAB: &str = "    ";
/// What carries a mark that has no letter to stand on.
const DOTTED_CIRCLE: char = '\u{25CC}';

/// Where the cluster after `at` ends; the line's length at its end.
pub(super) fn next(line: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, line.len(), true);
    cursor.next_boundary(line, 0).ok().flatten().unwrap_or(line.len())
}

/// Where the cluster before `at` starts; 0 at the line's start.
pub(super) fn previous(line: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, line.len(), true);
    cursor.prev_boundary(line, 0).ok().flatten().unwrap_or(0)
}

/// Whether no cluster goes across `at`.
pub(super) fn is_boundary(line: &str, at: usize) -> bool {
    GraphemeCursor::new(at, line.len(), true).is_boundary(line, 0).unwrap_or(true)
}

/// `at`, or the end of the cluster that it lies in.
pub(super) fn at_or_after(line: &str, at: usize) -> usize {
    if is_boundary(line, at) { at } else { next(line, at) }
}

/// `at`, or the start of the cluster that it lies in.
pub(super) fn at_or_before(line: &str, at: usize) -> usize {
    if is_boundary(line, at) { at } else { previous(line, at) }
}

/// How many columns a cluster takes: at least one, so that the cursor can stand on each.
pub(super) fn width(cluster: &str) -> usize {
    match cluster.as_bytes() {
        [b'\t'] => TAB.len(),
        [_] => 1,
        _ if cluster.chars().any(is_unprintable) => {
            let mut shown = String::new();
            show(cluster, &mut shown);
            shown.width().max(1)
        }
        _ => cluster.width().max(1),
    }
}

/// Adds what is shown for a cluster. Nothing in it acts on the terminal.
pub(super) fn show(cluster: &str, out: &mut String) {
    if cluster == "\t" {
        return out.push_str(TAB);
    }
    let from = out.len();
    out.extend(cluster.chars().map(printable_char));
    if out[from..].width() == 0 {
        out.insert(from, DOTTED_CIRCLE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_whole_clusters() {
        let family = "👩‍👩‍👧";
        for cluster in ["a", "e\u{301}", family, "🇪🇺", "한", "漢", "क्षि", "\t", "\u{1b}"] {
            let line = format!("x{cluster}y");
            let end = 1 + cluster.len();
            assert_eq!((next(&line, 1), previous(&line, end)), (end, 1), "{cluster:?}");
        }
        let inside = 1 + "👩".len();
        let line = format!("x{family}");
        assert!(!is_boundary(&line, inside));
        assert_eq!((at_or_before(&line, inside), at_or_after(&line, inside)), (1, line.len()));
    }

    #[test]
    fn widths_are_those_of_what_is_shown() {
        let cases = [
            ("a", 1, "a"),
            ("漢", 2, "漢"),
            ("👩‍👩‍👧", 2, "👩‍👩‍👧"),
            ("e\u{301}", 1, "e\u{301}"),
            ("\t", 4, "    "),
            ("\u{1b}", 1, "\u{241B}"),
            ("\u{202E}", 1, "\u{FFFD}"),
            ("\u{301}", 1, "\u{25CC}\u{301}"),
            ("\u{200B}", 1, "\u{2423}"),
        ];
        for (cluster, columns, shown) in cases {
            let mut out = String::new();
            show(cluster, &mut out);
            assert_eq!((width(cluster), out.as_str()), (columns, shown), "{cluster:?}");
        }
    }
}
