//! Any text as Markdown that says the same, for CommonMark, GitHub's flavour of it and pandoc's.
//!
//! A backslash ahead of ASCII punctuation is the one escape that all of them share. What is always dangerous is always
//! escaped; what is so only in some place, only there, so that prose stays prose.

use std::borrow::Cow;

use crate::document::{is_unprintable, printable_char};

/// Where a text will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// At the start of a line.
    LineStart,
    /// Behind something else on the line.
    Inside,
    /// Behind something else on the line, where no link can be, as among the words of another.
    NoLink,
}

/// One line of text. Line breaks and tabs in it become spaces.
pub(super) fn line(text: &str, stand: Stand) -> String {
    let text = shown(text);
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_line(&mut out, &text, stand, None);
    out
}

/// Text whose line breaks are meant: each becomes a hard break.
pub(super) fn lines(text: &str, stand: Stand) -> String {
    let mut out = String::new();
    push_lines(&mut out, text, stand);
    out
}

/// As [`lines`], at the end of what is there.
pub(super) fn push_lines(out: &mut String, text: &str, stand: Stand) {
    for (i, part) in text.split('\n').enumerate() {
        if i > 0 {
            out.truncate(out.trim_end_matches(' ').len());
            out.push_str("\\\n");
        }
        let part = if i > 0 { part.trim_start_matches([' ', '\t']) } else { part };
        let stand = if i > 0 { Stand::LineStart } else { stand };
        let before = if i > 0 { None } else { out.chars().next_back() };
        push_line(out, &shown(part), stand, before);
    }
}

/// The text with a visible mark for what would act instead of being seen.
fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(is_unprintable) {
        Cow::Owned(text.chars().map(printable_char).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn push_line(out: &mut String, text: &str, stand: Stand, before: Option<char>) {
    let opener = if stand == Stand::LineStart { opener(text) } else { None };
    let (mut before, mut skip) = (before, 0);
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        if at < skip {
            continue;
        }
        if c == 'h'
            && stand != Stand::NoLink
            && !before.is_some_and(char::is_alphanumeric)
            && let Some(address) = address(rest)
        {
            out.extend(["<", address, ">"]);
            (before, skip) = (Some('>'), at + address.len());
            continue;
        }
        if opener == Some(at) || (c.is_ascii_punctuation() && is_special(c, before, rest)) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// The web address at the start of a text, without the punctuation of the sentence that it stands in.
fn address(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~/?#%@!$'()*+,:=".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let address = text[..end].trim_end_matches(['.', ',', ':', '!', '?', '\'', '(', ')', '*', '_', '-']);
    (address.len() > scheme.len()).then_some(address)
}

/// Whether the character means something here, wherever on the line that is.
fn is_special(c: char, before: Option<char>, rest: &str) -> bool {
    let next = rest[c.len_utf8()..].chars().next();
    match c {
        '\\' | '`' | '*' | '[' | ']' | '{' | '}' | '<' | '|' | '~' | '^' | '$' => true,
        // Inside a word it means nothing.
        '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
        // An image, once a link follows.
        '!' => next.is_none(),
        '#' => before.is_none_or(|b| b == '#' || b.is_whitespace()),
        '&' => is_entity(rest),
        // A citation of pandoc's.
        '@' => next.is_some_and(char::is_alphanumeric) && !before.is_some_and(char::is_alphanumeric),
        // An address that would become a link, or a name that would become a picture.
        // Or, twice, a property of Logseq's.
        ':' => rest.starts_with("://") || rest.starts_with("::") || is_emoji_name(rest),
        '.' => next == Some('.') || is_www(before, next),
        // Dashes that pandoc would draw together, Obsidian's highlights and comments.
        '-' | '=' | '%' => next == Some(c) || before == Some(c),
        _ => false,
    }
}

/// `&name;` or `&#1;`, or what may go on to be one behind the end of the text.
fn is_entity(rest: &str) -> bool {
    let name = rest[1..].trim_start_matches('#');
    name.find(|c: char| !c.is_ascii_alphanumeric()).is_none_or(|end| end > 0 && name[end..].starts_with(';'))
}

/// `:name:`, of letters, digits, `_`, `+` and `-`.
fn is_emoji_name(rest: &str) -> bool {
    let name = &rest[1..];
    name.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-')))
        .is_some_and(|end| end > 0 && name[end..].starts_with(':'))
}

/// The first dot of `www.name`.
fn is_www(before: Option<char>, next: Option<char>) -> bool {
    matches!(before, Some('w' | 'W')) && next.is_some_and(char::is_alphanumeric)
}

/// The byte that makes a line the start of a list, quote, heading, rule, table or definition.
fn opener(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let ends_marker = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    match first {
        '>' | '=' | ':' | '%' | '#' => Some(0),
        '-' | '+' => (ends_marker(&text[1..]) || text[1..].starts_with(['-', '=', '+'])).then_some(0),
        '(' => {
            let inner = text[1..].find(|c: char| !c.is_alphanumeric()).unwrap_or(0);
            text[1 + inner..].starts_with(')').then_some(1 + inner)
        }
        _ if first.is_ascii_alphanumeric() => {
            let end = text.find(|c: char| !c.is_ascii_alphanumeric())?;
            let marker = &text[..end];
            let counts = marker.bytes().all(|b| b.is_ascii_digit()) || end == 1 || is_roman(marker);
            // To pandoc one capital is an initial, unless two spaces follow.
            let is_initial = end == 1 && first.is_ascii_uppercase() && text[end..].starts_with(". ");
            if is_initial && !text[end..].starts_with(".  ") {
                return None;
            }
            (counts && text[end..].starts_with(['.', ')']) && ends_marker(&text[end + 1..])).then_some(end)
        }
        _ => None,
    }
}

/// Whether pandoc could take it for a number.
fn is_roman(marker: &str) -> bool {
    marker.bytes().all(|b| b"ivxlcdmIVXLCDM".contains(&b))
}
