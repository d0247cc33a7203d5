//! Lines of newspaper furniture: where a text comes from.

use super::dates::date_line;
use super::shape::word_count;

/// How far into a paragraph a dateline can reach, in scalar values.
const DATELINE: usize = 80;
/// What closes a dateline.
const DASHES: [&str; 5] = [" — ", " – ", " -- ", " - ", "—"];

/// The dateline that a paragraph opens with, up to its dash: `GENEVA, Aug 18 (Agency)`, `Geneva`.
pub(super) fn dateline_at(paragraph: &str) -> Option<&str> {
    let reach = paragraph.char_indices().nth(DATELINE).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..reach];
    let (end, dash) = DASHES.iter().filter_map(|dash| Some((head.find(dash)?, *dash))).min_by_key(|(at, _)| *at)?;
    let (words, text) = (&head[..end], paragraph[end + dash.len()..].trim_start());
    // A dash that goes on in the sentence before it leads to no capital.
    if !text.starts_with(|c: char| !c.is_lowercase() && !c.is_whitespace()) {
        return None;
    }
    let goes_back = head[end + dash.len()..].contains(dash);
    let is_named = is_town(words) && (dash != " - " && !goes_back || words.contains(['(', ',']));
    (is_place(words) || is_named).then_some(words)
}

/// Whether a line is a dateline and nothing else.
pub(super) fn is_dateline(line: &str) -> bool {
    let line = line.trim();
    if line.chars().nth(DATELINE).is_some() {
        return false;
    }
    let bare = line.trim_end_matches([' ', '—', '–', '-']);
    let is_closed = bare.len() < line.len();
    is_place(bare) && (is_closed || bare.ends_with(')') || bare.ends_with(|c: char| c.is_ascii_digit()))
        || is_town(bare) && (is_closed && line.ends_with('—') || has_date_after_comma(bare))
}

/// A name in small letters with nothing after it, or (as datelines go on) a bracket, a country or a date.
fn is_town(words: &str) -> bool {
    let place = words.split([',', '(']).next().unwrap_or(words);
    let more = words[place.len()..].trim();
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
    };
    (1..=3).contains(&word_count(place))
        && place.split_whitespace().all(is_name)
        && (more.is_empty()
            || more.ends_with(')')
            || is_place_line(words)
            || has_date_after_comma(words)
            || has_day(more))
}

/// `Port Selm, Tamaria, 18 August 2025`.
fn has_date_after_comma(words: &str) -> bool {
    words.match_indices(", ").any(|(at, comma)| date_line(&words[at + comma.len()..]).is_some())
}

/// A month's day after the comma, the year left out: `, 3 June`.
fn has_day(more: &str) -> bool {
    let words = more.trim_start_matches([',', ' ']);
    word_count(words) <= 3 && words.contains(|c: char| c.is_ascii_digit())
}

/// A place in capitals, with a comma or a bracket or nothing after it.
fn is_place(words: &str) -> bool {
    let place = words.split([',', '(']).next().unwrap_or(words).trim();
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let more = words[words.find(place).unwrap_or(0) + place.len()..].trim();
    letters >= 3
        && place.chars().all(|c| c.is_uppercase() || " .'’-/".contains(c))
        && word_count(place) <= 4
        && (more.is_empty() || more.starts_with([',', '(']))
        && word_count(words) <= 10
}

/// Whether a line has the form of a place: one word, or a town and what it lies in.
pub(super) fn is_place_line(line: &str) -> bool {
    const BINDING: [&str; 8] = ["of", "the", "and", "de", "la", "am", "an", "upon"];
    let line = line.trim();
    let parts: Vec<&str> = line.split(',').map(str::trim).collect();
    let is_name = |part: &&str| {
        (1..=4).contains(&word_count(part))
            && part.split_whitespace().all(|word| BINDING.contains(&word) || word.starts_with(char::is_uppercase))
            && part.chars().all(|c| c.is_alphabetic() || " .'’-".contains(c))
            && !part.split_whitespace().any(|word| is_calling(&word.to_lowercase()))
    };
    parts.len() <= 3 && parts.iter().all(is_name) && (parts.len() > 1 || word_count(line) == 1)
}

/// What people are who write: they stand after a name and a comma, as a country does after a town.
fn is_calling(word: &str) -> bool {
    const CALLINGS: [&str; 10] = [
        "editor",
        "correspondent",
        "reporter",
        "writer",
        "analyst",
        "fellow",
        "columnist",
        "staff",
        "chief",
        "spokesperson",
    ];
    CALLINGS.contains(&word)
}

/// The pieces of a line that says several things in short, parted by full stops, bars or dots.
pub(super) fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let ends = [" | ", " • ", " · ", " / "];
    let part = ends.into_iter().find(|end| line.contains(end)).unwrap_or(". ");
    line.split(part).map(|piece| piece.trim().trim_end_matches('.')).filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for line in ["Port Selm, Tamaria", "Geneva", "Stratford upon Avon, England", "NEW YORK, N.Y."] {
            assert!(is_place_line(line), "{line}");
        }
        for line in ["Via Teleconference", "Ann Lee, Foreign Editor", "Geneva, 3 June", "Talks, again", "in Geneva"] {
            assert!(!is_place_line(line), "{line}");
        }
    }

    #[test]
    fn lines_in_pieces() {
        let of = |line| pieces(line).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(of("The Office. 3 June 2025. Next: Friday."), ["The Office", "3 June 2025", "Next: Friday"]);
        assert_eq!(of("By A. Lee | 3 June 2025"), ["By A. Lee", "3 June 2025"]);
    }

    #[test]
    fn datelines() {
        for (paragraph, dateline) in [
            ("WASHINGTON, Aug 18 (Agency) — They met.", Some("WASHINGTON, Aug 18 (Agency)")),
            ("KYIV (Agency) -- They met.", Some("KYIV (Agency)")),
            ("NEW YORK – They met.", Some("NEW YORK")),
            ("NATO leaders — all of them — met.", None),
            ("NATO — all of it — met.", None),
            ("They met — again.", None),
            ("GENEVA, 3 June (Agency) - They met.", Some("GENEVA, 3 June (Agency)")),
            ("GENEVA—They met.", Some("GENEVA")),
            ("Geneva — They met.", Some("Geneva")),
            ("New York, 3 June (Agency) - They met.", Some("New York, 3 June (Agency)")),
            ("Geneva, Switzerland – “We met,” they said.", Some("Geneva, Switzerland")),
            ("Macron — Paris had asked — spoke.", None),
            ("Geneva - They met.", None),
            ("Lee, 3 others and 4 of their friends — They met.", None),
        ] {
            assert_eq!(dateline_at(paragraph), dateline, "{paragraph}");
        }
        assert!(is_dateline("KYIV, Ukraine (Agency) —") && is_dateline("GENEVA, 18 August 2025"));
        assert!(is_dateline("Geneva, 18 August 2025") && is_dateline("Port Selm, Tamaria, May 14, 2025"));
        assert!(is_dateline("Geneva —") && !is_dateline("Geneva") && !is_dateline("Lee, 3 June"));
        assert!(!is_dateline("The talks of Monday, 18 August 2025"));
        assert!(!is_dateline("BACKGROUND") && !is_dateline("FOR IMMEDIATE RELEASE"));
    }
}
