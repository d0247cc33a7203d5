//! A paragraph's words with their marks, and with the words set off that notes are on.

use std::ops::Range;

use super::markup::escaped;
use crate::document::{Mark, MarkKind};

/// Addresses that a reader may follow; others are shown as words alone.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The words as markup. Marks and `noted` count scalar values of `text`. Each stretch that is the same throughout opens and
/// closes all that is on it, so that marks may overlap as they like.
pub(super) fn inline(text: &str, marks: &[Mark], noted: &[Range<usize>]) -> String {
    let length = text.chars().count();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.extend(noted.iter().flat_map(|range| [range.start, range.end]));
    cuts.extend([0, length]);
    cuts.retain(|cut| *cut <= length);
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut characters = text.chars();
    for pair in cuts.windows(2) {
        let words: String = characters.by_ref().take(pair[1] - pair[0]).collect();
        let is_on = |start: usize, end: usize| start <= pair[0] && pair[1] <= end;
        let mut around: Vec<(String, &str)> = Vec::new();
        if noted.iter().any(|range| is_on(range.start, range.end)) {
            around.push(("<mark>".to_owned(), "</mark>"));
        }
        around.extend(
            marks.iter().filter(|mark| is_on(mark.span.start, mark.span.end)).filter_map(|mark| tags(&mark.kind)),
        );
        out.extend(around.iter().map(|(open, _)| open.as_str()));
        out.push_str(&escaped(&words).replace('\n', "<br>"));
        out.extend(around.iter().rev().map(|(_, close)| *close));
    }
    out
}

fn tags(kind: &MarkKind) -> Option<(String, &'static str)> {
    match kind {
        MarkKind::Strong => Some(("<strong>".to_owned(), "</strong>")),
        MarkKind::Emphasis => Some(("<em>".to_owned(), "</em>")),
        MarkKind::Code => Some(("<code>".to_owned(), "</code>")),
        MarkKind::Link(target) => SCHEMES
            .iter()
            .any(|scheme| target.starts_with(scheme))
            .then(|| (format!("<a href=\"{}\" rel=\"noreferrer\">", escaped(target)), "</a>")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    #[test]
    #[allow(clippy::single_range_in_vec_init, reason = "one stretch of words is noted")]
    fn marks_may_overlap_and_links_lead_only_where_a_reader_may_go() {
        let mark = |start, end, kind| Mark { span: Span::new(start, end), kind };
        for (marks, noted, expected) in [
            (vec![], vec![], "a &lt;b&gt; ĉ d"),
            (
                vec![mark(0, 5, MarkKind::Strong)],
                vec![2..7],
                "<strong>a </strong><mark><strong>&lt;b&gt;</strong></mark><mark> ĉ</mark> d",
            ),
            (vec![mark(6, 7, MarkKind::Link("javascript:x".into()))], vec![], "a &lt;b&gt; ĉ d"),
            (
                vec![mark(6, 7, MarkKind::Link("https://x.example/?a=\"b\"".into()))],
                vec![],
                "a &lt;b&gt; <a href=\"https://x.example/?a=&quot;b&quot;\" rel=\"noreferrer\">ĉ</a> d",
            ),
            (vec![mark(6, 99, MarkKind::Code)], vec![50..60], "a &lt;b&gt; <code>ĉ d</code>"),
        ] {
            assert_eq!(inline("a <b> ĉ d", &marks, &noted), expected);
        }
    }
}
