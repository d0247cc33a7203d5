//! Soft wrap: where the row of a line that starts here gives way to the next. A pure function, one row at a time.
//!
//! Rows are filled greedily and break where Unicode Standard Annex 14 allows it; a word wider than a row breaks between
//! clusters. One space may hang over the edge, in the column that is kept free for the cursor.

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

use super::grapheme;

const SEGMENTER: LineSegmenterBorrowed<'static> =
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());

/// A row that is not the last of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Full {
    /// Where the next row starts.
    pub next: usize,
    /// One past the last byte that had a say in it.
    pub reach: usize,
}

/// The row of `line` that starts at `start`; `None` where everything up to the line's end fits in it.
///
/// `measure` is in columns. Every row holds at least one cluster.
pub(super) fn row(line: &str, start: usize, measure: usize) -> Option<Full> {
    let rest = &line[start..];
    let (at, cluster, seen) = overflow(rest, measure)?;
    let next = match cluster {
        " " => at + 1,
        "\t" | "\u{3000}" => at,
        _ => last_break(rest, at, seen).unwrap_or(at),
    };
    Some(Full { next: start + next, reach: start + seen })
}

/// The first cluster that does not fit: its place, itself, and the end of the cluster after it, which is the most that a
/// break ahead of it may depend on.
fn overflow(rest: &str, measure: usize) -> Option<(usize, &str, usize)> {
    // In plain text every byte is a cluster and a column; one byte more shows that nothing clings to the last.
    if rest.as_bytes().get(..measure + 3).is_some_and(|bytes| bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))) {
        return Some((measure, &rest[measure..=measure], measure + 2));
    }
    let mut columns = 0;
    let mut clusters = rest.grapheme_indices(true);
    let (at, cluster) = clusters.find(|&(at, cluster)| {
        columns += grapheme::width(cluster);
        columns > measure && at > 0
    })?;
    Some((at, cluster, clusters.next().map_or(rest.len(), |(at, cluster)| at + cluster.len())))
}

/// The last place up to `at`, the line's start apart, where the first `seen` bytes may break.
fn last_break(rest: &str, at: usize, seen: usize) -> Option<usize> {
    let places = SEGMENTER.segment_str(&rest[..seen]).take_while(|&place| place <= at);
    places.filter(|&place| place > 0 && grapheme::is_boundary(rest, place)).last()
}

/// How many columns the clusters of `words` take.
pub(super) fn columns(words: &str) -> usize {
    words.graphemes(true).map(grapheme::width).sum()
}

/// The byte of `words` at which the cluster under `column` starts; their length past the last.
pub(super) fn byte_at(words: &str, column: usize) -> usize {
    let mut end = 0;
    words
        .grapheme_indices(true)
        .find_map(|(at, cluster)| {
            end += grapheme::width(cluster);
            (end > column).then_some(at)
        })
        .unwrap_or(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(line: &str, measure: usize) -> Vec<&str> {
        let mut rows = Vec::new();
        let mut start = 0;
        while let Some(full) = row(line, start, measure) {
            rows.push(&line[start..full.next]);
            start = full.next;
        }
        rows.push(&line[start..]);
        rows
    }

    #[test]
    fn rows_break_where_a_reader_would() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("", 5, &[""]),
            ("one two three", 7, &["one two ", "three"]),
            ("one two  three", 7, &["one two ", " three"]),
            ("one two ", 7, &["one two ", ""]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("cease-fire talks", 8, &["cease-", "fire ", "talks"]),
            ("漢字。漢字", 5, &["漢", "字。", "漢字"]),
            ("👩‍👩‍👧👩‍👩‍👧", 3, &["👩‍👩‍👧", "👩‍👩‍👧"]),
            ("漢字", 1, &["漢", "字"]),
            ("ab\tc", 5, &["ab", "\tc"]),
            ("a \u{301}b", 2, &["a \u{301}", "b"]),
        ];
        for (line, measure, expected) in cases {
            assert_eq!(rows(line, *measure), *expected, "{line:?} at {measure}");
        }
    }

    #[test]
    fn a_column_finds_its_cluster() {
        for (column, byte) in [(0, 0), (1, 1), (2, 1), (3, 4), (6, 4), (7, 5), (9, 5)] {
            assert_eq!(byte_at("a漢\t", column), byte, "{column}");
        }
        assert_eq!(columns("a漢\t"), 7);
    }
}
