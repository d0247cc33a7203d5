//! A paragraph's words with their emphasis, code and links.
//!
//! Markup is only ever added where every reader will take it for markup; elsewhere the words stand bare.

use crate::document::{Mark, MarkKind};

use super::escape::{Stand, push_lines};

/// A mark with its place in bytes of the paragraph.
struct Styled<'a> {
    start: usize,
    end: usize,
    kind: &'a MarkKind,
}

/// The words, escaped, with their marks. Line breaks are kept as hard breaks.
pub(super) fn inline(text: &str, marks: &[Mark], stand: Stand) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    render(&mut out, text, 0, text.len(), &nested(text, marks), stand);
    out
}

/// Emphasised words, as far as they can be emphasised.
pub(super) fn emphasised(text: &str) -> String {
    let span = crate::document::Span::new(0, text.chars().count());
    inline(text, &[Mark { span, kind: MarkKind::Emphasis }], Stand::LineStart)
}

/// The marks in byte places, outer ahead of inner; those that cross another or cannot be told are left out.
fn nested<'a>(text: &str, marks: &'a [Mark]) -> Vec<Styled<'a>> {
    if marks.is_empty() {
        return Vec::new();
    }
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    let mut styled: Vec<_> = marks
        .iter()
        .filter_map(|mark| trimmed(text, *starts.get(mark.span.start)?, *starts.get(mark.span.end)?, &mark.kind))
        .collect();
    styled.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    let mut open: Vec<usize> = Vec::new();
    styled.retain(|mark| {
        open.retain(|&end| end > mark.start);
        let fits = open.last().is_none_or(|&end| mark.end <= end);
        if fits {
            open.push(mark.end);
        }
        fits
    });
    styled
}

/// The mark without white space at its ends, if there is anything else and it can be told.
fn trimmed<'a>(text: &str, start: usize, end: usize, kind: &'a MarkKind) -> Option<Styled<'a>> {
    let inside = text.get(start..end)?;
    let start = start + (inside.len() - inside.trim_start().len());
    let end = start + inside.trim().len();
    let possible = match kind {
        MarkKind::Emphasis | MarkKind::Strong => flanks(text, start, end) && !text[start..end].contains('\n'),
        MarkKind::Code => !text[start..end].contains('\n'),
        MarkKind::Link(target) => is_safe(target) && !text[start..end].contains('\n'),
    };
    (possible && start < end).then_some(Styled { start, end, kind })
}

/// Whether asterisks around these words can only be read as their emphasis (CommonMark's flanking runs): whole words, and
/// where they start or end with anything else, white space beyond it.
fn flanks(text: &str, start: usize, end: usize) -> bool {
    let is_free = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_open = |c: Option<char>| is_free(c) || c.is_some_and(is_punctuation);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, first) = (text[..start].chars().next_back(), text[start..].chars().next());
    let (last, behind) = (text[..end].chars().next_back(), text[end..].chars().next());
    (is_free(before) || (is_open(before) && is_word(first))) && (is_free(behind) || (is_open(behind) && is_word(last)))
}

/// What every reader takes for punctuation.
const fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '«' | '»' | '¿' | '¡' | '\u{2010}'..='\u{2027}' | '、' | '。' | '「' | '」')
}

/// Whether a link may be followed: web and mail only, and nothing in it that ends it early.
fn is_safe(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
        && target.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | ';'))
}

/// Writes the bytes from `at` to `end` with the marks that start among them.
fn render(out: &mut String, text: &str, mut at: usize, end: usize, marks: &[Styled<'_>], mut stand: Stand) {
    let mut left = marks;
    while let Some((mark, rest)) = left.split_first() {
        if at < mark.start {
            push_lines(out, &text[at..mark.start], stand);
        }
        let inner = rest.partition_point(|other| other.start < mark.end);
        let inside = if stand == Stand::NoLink { Stand::NoLink } else { Stand::Inside };
        style(out, text, mark, &rest[..inner], inside);
        stand = inside;
        at = mark.end;
        left = &rest[inner..];
    }
    if at < end {
        push_lines(out, &text[at..end], stand);
    }
}

fn style(out: &mut String, text: &str, mark: &Styled<'_>, inner: &[Styled<'_>], stand: Stand) {
    let words = &text[mark.start..mark.end];
    let (open, close) = match mark.kind {
        MarkKind::Emphasis => ("*", "*".to_owned()),
        MarkKind::Strong => ("**", "**".to_owned()),
        MarkKind::Link(_) if stand == Stand::NoLink => return push_lines(out, words, stand),
        MarkKind::Link(target) if target.contains(['(', ')']) => ("[", format!("](<{target}>)")),
        MarkKind::Link(target) => ("[", format!("]({target})")),
        MarkKind::Code if out.ends_with('`') => return push_lines(out, words, stand),
        MarkKind::Code => return code(out, words),
    };
    // As with backticks above, asterisks that touch would run together into another meaning.
    if open.starts_with('*') && out.ends_with('*') {
        return push_lines(out, words, stand);
    }
    let bare = is_emphasis(mark.kind) && inner.iter().any(|other| collides(text, mark, other));
    let stand = if matches!(mark.kind, MarkKind::Link(_)) || !stands_free(text, mark) { Stand::NoLink } else { stand };
    out.push_str(open);
    render(out, text, mark.start, mark.end, if bare { &[] } else { inner }, stand);
    out.push_str(&close);
}

const fn is_emphasis(kind: &MarkKind) -> bool {
    matches!(kind, MarkKind::Emphasis | MarkKind::Strong)
}

/// Whether an inner mark touches an end of emphasis in a way that would change what its asterisks mean.
fn collides(text: &str, mark: &Styled<'_>, inner: &Styled<'_>) -> bool {
    (inner.start == mark.start || inner.end == mark.end) && (is_emphasis(inner.kind) || !stands_free(text, mark))
}

/// Whether there is white space, or nothing, on either side.
fn stands_free(text: &str, mark: &Styled<'_>) -> bool {
    text[..mark.start].chars().next_back().is_none_or(char::is_whitespace)
        && text[mark.end..].chars().next().is_none_or(char::is_whitespace)
}

/// A code span, fenced by more backticks than stand in it.
fn code(out: &mut String, words: &str) {
    let fence = "`".repeat(longest_run(words, '`') + 1);
    let words = crate::document::printable(words);
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    out.extend([fence.as_str(), pad, &words, pad, &fence]);
}

/// The length of the longest unbroken run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(|run| run.chars().count()).max().unwrap_or(0)
}
