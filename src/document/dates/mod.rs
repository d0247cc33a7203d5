//! Dates as documents write them, in many languages, with the words they were written in.
//!
//! Of `04/05/2025` no reading is chosen unless the document's language says which comes first.

mod forms;
mod words;

use std::borrow::Cow;

use jiff::civil::Date;

use self::forms::{Day, Token, date_at, tokens};
use super::WrittenDate;

/// The longest line that can be nothing but a date.
const LONGEST_LINE: usize = 80;
/// How many scalar values of a field are looked at.
const LONGEST_FIELD: usize = 200;

/// The date in a field of metadata: its first one, whatever else the field says.
pub(crate) fn date_in(field: &str) -> Option<WrittenDate> {
    date_in_language(field, None)
}

/// As [`date_in`], where the language of the document is known by its BCP 47 tag.
pub(crate) fn date_in_language(field: &str, language: Option<&str>) -> Option<WrittenDate> {
    let written = field.trim();
    let head: String = written.chars().take(LONGEST_FIELD).collect();
    let head = plain_digits(&head);
    let tokens = tokens(&head);
    let found = (0..tokens.len()).find_map(|at| date_at(&tokens[at..])).map(|(day, _)| day);
    let day = found.and_then(|day| resolved(day, language)).or_else(|| together(tokens.first()?))?;
    Some(WrittenDate { day, written: written.to_owned() })
}

/// A line that holds a date and nothing else but a weekday, a time or a word such as `Published`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateLine {
    day: Day,
    /// Whether it says when the document was changed, not when it was published.
    pub(super) is_change: bool,
}

impl DateLine {
    pub(super) fn of(line: &str) -> Option<Self> {
        let line = line.trim();
        if line.chars().nth(LONGEST_LINE).is_some() {
            return None;
        }
        let line = plain_digits(line);
        let tokens = tokens(&line);
        let mut found: Option<Self> = None;
        let (mut at, mut is_change) = (0, false);
        while at < tokens.len() {
            if let Some((day, length)) = date_at(&tokens[at..]) {
                // `Published 3 June 2025, updated 4 June 2025`: the first that is no change counts.
                if found.is_none_or(|known| known.is_change && !is_change) {
                    found = Some(Self { day, is_change });
                }
                at += length;
            } else {
                is_change |= tokens[at].is_change();
                if !tokens[at].is_idle() && !tokens[at].is_change() {
                    return None;
                }
                at += 1;
            }
        }
        found
    }

    /// The day; none where it can be read in two ways and the language (a BCP 47 tag) says neither.
    pub(super) fn day(self, language: Option<&str>) -> Option<Date> {
        resolved(self.day, language)
    }

    /// Whether the language must say what the day is.
    pub(super) const fn is_unsure(self) -> bool {
        matches!(self.day, Day::Either { .. })
    }
}

/// The date of a line that says when the document was published and nothing else.
pub(crate) fn date_line(line: &str) -> Option<WrittenDate> {
    let found = DateLine::of(line).filter(|found| !found.is_change)?;
    Some(WrittenDate { day: found.day(None)?, written: line.trim().to_owned() })
}

/// Whether a line is a date and nothing else, of whatever and whichever way it is read.
pub(super) fn is_date_line(line: &str) -> bool {
    DateLine::of(line).is_some()
}

/// Day first, but in the United States and where their dates are used; English alone does not say.
fn resolved(day: Day, language: Option<&str>) -> Option<Date> {
    let (day_first, month_first) = match day {
        Day::Sure(day) => return Some(day),
        Day::Either { day_first, month_first } => (day_first, month_first),
    };
    let mut parts = language?.split(['-', '_']);
    let (primary, region) = (parts.next()?.to_ascii_lowercase(), parts.next_back().map(str::to_ascii_uppercase));
    match (primary.as_str(), region.as_deref()) {
        ("en", Some("US" | "PH" | "PR")) => Some(month_first),
        ("en", None | Some("CA")) | ("zh" | "ja" | "ko" | "", _) => None,
        _ => Some(day_first),
    }
}

/// `20250818`, `20250818T101500Z`.
fn together(token: &Token<'_>) -> Option<Date> {
    let Token::Number(digits, after) = token else { return None };
    let is_day = digits.len() == 8 && after.is_none_or(|c| c == 'T' || c.is_whitespace());
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let year = part(0..4).filter(|year| is_day && (1900..2100).contains(year))?;
    forms::date(year, i8::try_from(part(4..6)?).ok()?, part(6..8)?)
}

/// The line with the digits of other scripts made ASCII's.
fn plain_digits(line: &str) -> Cow<'_, str> {
    const ZEROS: [char; 4] = ['\u{660}', '\u{6F0}', '\u{966}', '\u{FF10}'];
    let value = |c: char| {
        let value =
            ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10));
        value.and_then(|value| char::from_digit(value, 10))
    };
    if !line.contains(|c: char| value(c).is_some()) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.chars().map(|c| value(c).unwrap_or(c)).collect())
}

/// Whether a line is a time of day and nothing else: `11:05 A.M. local time`.
pub(super) fn is_time_line(line: &str) -> bool {
    let line = line.trim();
    if line.len() > LONGEST_LINE || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let tokens = tokens(line);
    let Some((Token::Number(hour, after), rest)) = tokens.split_first() else {
        return false;
    };
    let mut words = rest.iter().filter_map(|token| if let Token::Word(word) = token { Some(*word) } else { None });
    let first_word = words.next();
    let is_pair = rest.first().is_some_and(|token| token.number(2..=2).is_some());
    let has_minutes = is_pair && (*after == Some(':') || *after == Some('.') && first_word.is_some());
    let has_half =
        first_word.is_some_and(|word| ["a", "am", "p", "pm"].iter().any(|half| word.eq_ignore_ascii_case(half)));
    hour.len() <= 2 && (has_minutes || has_half) && rest.iter().all(Token::is_idle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_dates() {
        for (line, day) in [
            ("Friday, August 21, 2015", Some("2015-08-21")),
            ("18 August 2025", Some("2025-08-18")),
            ("18th of August 2025", Some("2025-08-18")),
            ("Published: 2025-08-18", Some("2025-08-18")),
            ("2025-08-18T10:16:11-04:00", Some("2025-08-18")),
            ("Aug. 18, 2025 at 10:23 A.M. CET", Some("2025-08-18")),
            ("Sept 3rd, 2024", Some("2024-09-03")),
            ("18.08.2025", Some("2025-08-18")),
            ("25/12/2025", Some("2025-12-25")),
            ("12/25/2025", Some("2025-12-25")),
            ("04/05/2025", None),
            ("18-08-2025", Some("2025-08-18")),
            ("18. August 2025", Some("2025-08-18")),
            ("Berlin, 18. August 2025", None),
            ("Veröffentlicht am 18. August 2025 um 10:30 Uhr", Some("2025-08-18")),
            ("Mo, 18.08.2025", Some("2025-08-18")),
            ("Publié le lundi 18 août 2025 à 10h30", Some("2025-08-18")),
            ("1er mai 2025", Some("2025-05-01")),
            ("18 de agosto de 2025", Some("2025-08-18")),
            ("18 agosto 2025", Some("2025-08-18")),
            ("1º de março de 2025", Some("2025-03-01")),
            ("18 серпня 2025 року", Some("2025-08-18")),
            ("18 августа 2025 г.", Some("2025-08-18")),
            ("18 sierpnia 2025 r.", Some("2025-08-18")),
            ("pondělí 18. srpna 2025", Some("2025-08-18")),
            ("2025. augusztus 18.", Some("2025-08-18")),
            ("18 Ağustos 2025", Some("2025-08-18")),
            ("2025年8月18日 星期一", Some("2025-08-18")),
            ("２０２５年８月１８日", Some("2025-08-18")),
            ("令和7年8月18日", Some("2025-08-18")),
            ("2025년 8월 18일", Some("2025-08-18")),
            ("١٨ آب/أغسطس ٢٠٢٥", Some("2025-08-18")),
            ("18-Aug-2025", Some("2025-08-18")),
            ("Published 17 Aug 2025, updated 18 Aug 2025", Some("2025-08-17")),
            ("Updated 18 Aug 2025; first published 17 Aug 2025", None),
            ("Last updated: 18 August 2025", None),
            ("Stand: 18.08.2025", None),
            ("Mis à jour le 18 août 2025", None),
            ("Оновлено 18 серпня 2025", None),
            ("31 February 2025", None),
            ("On 18 August 2025 they met", None),
            ("Chapter 2025", None),
            ("10:23 A.M. CET", None),
            ("August 2025", None),
        ] {
            assert_eq!(date_line(line).map(|date| date.day.to_string()).as_deref(), day, "{line}");
        }
    }

    #[test]
    fn lines_that_are_times() {
        for line in
            ["11:05 A.M. local time", "10:23 A.M. CET", "18:00", "9 a.m. EDT", "16.30 CEST", "10:23 A.M. to 11:05 A.M."]
        {
            assert!(is_time_line(line), "{line}");
        }
        for line in [
            "3.5 percent",
            "18",
            "3.1 Time",
            "11:05 they met",
            "A.M.",
            "10,000",
            "1. The time",
            "3.14",
            "12:30 at the bridge",
        ] {
            assert!(!is_time_line(line), "{line}");
        }
    }

    #[test]
    fn the_words_are_kept() {
        assert_eq!(date_line(" Friday, August 21, 2015 ").unwrap().written, "Friday, August 21, 2015");
        assert_eq!(date_in("2024-06-13 15:18:57-04:00").unwrap().day.to_string(), "2024-06-13");
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_read_as_its_language_does() {
        for (language, day) in [
            (None, None),
            (Some("en"), None),
            (Some("en-US"), Some("2025-04-05")),
            (Some("en_GB"), Some("2025-05-04")),
            (Some("fr"), Some("2025-05-04")),
            (Some("pt-BR"), Some("2025-05-04")),
        ] {
            let found = date_in_language("04/05/2025", language).map(|date| date.day.to_string());
            assert_eq!(found.as_deref(), day, "{language:?}");
        }
        assert!(is_date_line("04/05/2025") && DateLine::of("04/05/2025").unwrap().is_unsure());
        assert!(DateLine::of("Last updated: 18 August 2025").unwrap().is_change);
    }

    #[test]
    fn fields_of_digits_alone() {
        assert_eq!(date_in("20250818T101500Z").unwrap().day.to_string(), "2025-08-18");
        for field in ["20251818", "12345678", "202508181", "20250818x"] {
            assert!(date_in(field).is_none(), "{field}");
        }
    }
}
