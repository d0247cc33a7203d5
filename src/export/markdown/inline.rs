//! A paragraph's words with their emphasis, code and links.
//!
//! Markup is only ever added where every reader will take it for markup; elsewhere the words stand bare.

use crate::document::{Mark, MarkKind, Span};

use super::escape::{Stand, push_lines};

/// What stands ahead of and behind words that a note is on: characters that no text has, for a template to put its own in
/// their place. What is printed of a document holds none of them.
pub(super) const NOTED: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// A part of a paragraph that is told apart.
pub(super) enum Piece<'a> {
    /// By its author.
    Mark(&'a Mark),
    /// By a note on it.
    Noted(Span),
}

/// How a part is told apart.
#[derive(Clone, Copy)]
enum Kind<'a> {
    Mark(&'a MarkKind),
    Noted,
}

/// A mark with its place in bytes of the paragraph.
struct Styled<'a> {
    start: usize,
    end: usize,
    kind: Kind<'a>,
}

/// The words, escaped, with their marks. Line breaks are kept as hard breaks.
pub(super) fn inline(text: &str, pieces: &[Piece<'_>], stand: Stand) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    render(&mut out, text, 0, text.len(), &nested(text, pieces), stand);
    out
}

/// Emphasised words, as far as they can be emphasised.
pub(super) fn emphasised(text: &str) -> String {
    let span = Span::new(0, text.chars().count());
    inline(text, &[Piece::Mark(&Mark { span, kind: MarkKind::Emphasis })], Stand::LineStart)
}

/// The parts in byte places, outer ahead of inner; marks that cross another part, and what cannot be told, are left out.
fn nested<'a>(text: &str, pieces: &[Piece<'a>]) -> Vec<Styled<'a>> {
    if pieces.is_empty() {
        return Vec::new();
    }
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    let placed = |span: Span, kind| trimmed(text, *starts.get(span.start)?, *starts.get(span.end)?, kind);
    let mut styled: Vec<_> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Mark(mark) => placed(mark.span, Kind::Mark(&mark.kind)),
            Piece::Noted(span) => placed(*span, Kind::Noted),
        })
        .collect();
    let noted: Vec<(usize, usize)> =
        styled.iter().filter(|part| matches!(part.kind, Kind::Noted)).map(|part| (part.start, part.end)).collect();
    let crosses = |part: &Styled<'_>, (start, end): (usize, usize)| {
        part.start < start && start < part.end && part.end < end
            || start < part.start && part.start < end && end < part.end
    };
    styled.retain(|part| !noted.iter().any(|noted| crosses(part, *noted)));
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
fn trimmed<'a>(text: &str, start: usize, end: usize, kind: Kind<'a>) -> Option<Styled<'a>> {
    let inside = text.get(start..end)?;
    let start = start + (inside.len() - inside.trim_start().len());
    let end = start + inside.trim().len();
    let possible = match kind {
        Kind::Mark(MarkKind::Emphasis | MarkKind::Strong) => flanks(text, start, end),
        Kind::Mark(MarkKind::Code) | Kind::Noted => true,
        Kind::Mark(MarkKind::Link(target)) => is_safe(target),
    };
    (possible && start < end && !text[start..end].contains('\n')).then_some(Styled { start, end, kind })
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
    let kind = match mark.kind {
        Kind::Mark(kind) => kind,
        Kind::Noted => {
            out.push(NOTED[0]);
            render(out, text, mark.start, mark.end, inner, stand);
            out.push(NOTED[1]);
            return;
        }
    };
    let (open, close) = match kind {
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
    let bare = is_emphasis(kind) && inner.iter().any(|other| collides(text, mark, other));
    let stand = if matches!(kind, MarkKind::Link(_)) || !stands_free(text, mark) { Stand::NoLink } else { stand };
    out.push_str(open);
    render(out, text, mark.start, mark.end, if bare { &[] } else { inner }, stand);
    out.push_str(&close);
}

const fn is_emphasis(kind: &MarkKind) -> bool {
    matches!(kind, MarkKind::Emphasis | MarkKind::Strong)
}

/// Whether an inner mark touches an end of emphasis in a way that would change what its asterisks mean.
fn collides(text: &str, mark: &Styled<'_>, inner: &Styled<'_>) -> bool {
    (inner.start == mark.start || inner.end == mark.end)
        && (matches!(inner.kind, Kind::Mark(kind) if is_emphasis(kind)) || !stands_free(text, mark))
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
