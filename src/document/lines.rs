//! Lines of newspaper furniture: who wrote it, and from where.

use super::shape::word_count;

/// The most words of a byline.
const BYLINE_WORDS: usize = 16;
/// How far into a paragraph a dateline can reach, in scalar values.
const DATELINE: usize = 80;
/// What closes a dateline.
const DASHES: [&str; 4] = [" — ", " – ", " -- ", " - "];

/// The names in a line such as `By Ann Lee and Bo Roe, in Geneva`.
pub(super) fn byline(line: &str) -> Option<&str> {
    let line = line.trim();
    let names = ["By ", "BY ", "by ", "By: ", "Written by "].into_iter().find_map(|by| line.strip_prefix(by))?.trim();
    let is_name = names.starts_with(|c: char| c.is_uppercase()) && !names.ends_with(['.', ':', ';', '?', '!']);
    let capitals = names.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_uppercase())).count();
    let words = word_count(names);
    (is_name && words <= BYLINE_WORDS && capitals * 2 > words && names.starts_with(char::is_alphabetic))
        .then_some(names)
}

/// The dateline that a paragraph opens with, up to its dash: `GENEVA, Aug 18 (Agency)`.
pub(super) fn dateline_at(paragraph: &str) -> Option<&str> {
    let reach = paragraph.char_indices().nth(DATELINE).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..reach];
    let end = DASHES.iter().filter_map(|dash| head.find(dash)).min()?;
    is_place(&head[..end]).then_some(&head[..end])
}

/// Whether a line is a dateline and nothing else.
pub(super) fn is_dateline(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_end_matches([' ', '—', '–', '-']);
    let closed = bare.len() < line.len();
    line.chars().count() <= DATELINE
        && is_place(bare)
        && (closed || bare.ends_with(')') || bare.ends_with(|c: char| c.is_ascii_digit()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        for (line, names) in [
            ("By Ann Lee", Some("Ann Lee")),
            ("By Ann Lee and Bo Roe, Staff Writers", Some("Ann Lee and Bo Roe, Staff Writers")),
            ("BY ANN LEE", Some("ANN LEE")),
            ("By Monday the talks had ended.", None),
            ("By the way", None),
            ("By Monday the talks had come to nothing much at all", None),
        ] {
            assert_eq!(byline(line), names, "{line}");
        }
    }

    #[test]
    fn datelines() {
        for (paragraph, dateline) in [
            ("WASHINGTON, Aug 18 (Agency) — They met.", Some("WASHINGTON, Aug 18 (Agency)")),
            ("KYIV (Agency) -- They met.", Some("KYIV (Agency)")),
            ("NEW YORK – They met.", Some("NEW YORK")),
            ("NATO leaders — all of them — met.", None),
            ("They met — again.", None),
        ] {
            assert_eq!(dateline_at(paragraph), dateline, "{paragraph}");
        }
        assert!(is_dateline("KYIV, Ukraine (Agency) —") && is_dateline("GENEVA, 18 August 2025"));
        assert!(!is_dateline("BACKGROUND") && !is_dateline("FOR IMMEDIATE RELEASE"));
    }
}
