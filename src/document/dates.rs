//! Dates as documents write them, with the words they were written in.

use jiff::civil::Date;

use super::WrittenDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Words that stand around a date on its own line.
const COMPANIONS: &[&str] = &[
    "date",
    "dated",
    "published",
    "posted",
    "updated",
    "issued",
    "released",
    "on",
    "at",
    "as",
    "of",
    "the",
    "last",
    "first",
    "th",
    "st",
    "nd",
    "rd",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "t",
    "z",
    "utc",
    "gmt",
    "est",
    "edt",
    "cet",
    "cest",
    "et",
    "bst",
    "pst",
    "pdt",
    "local",
    "time",
    "to",
    "h",
    "hrs",
    "hours",
];
/// The longest line that can be nothing but a date.
const LONGEST_LINE: usize = 80;

/// The date in a field of metadata: its first one, whatever else the field says.
pub(crate) fn date_in(field: &str) -> Option<WrittenDate> {
    let written = field.trim();
    let head: String = written.chars().take(LONGEST_LINE).collect();
    read(&head).map(|(day, _)| WrittenDate { day, written: written.to_owned() })
}

/// The date of a line that holds a date and nothing else but a weekday, a time or a word such as `Published`.
pub(crate) fn date_line(line: &str) -> Option<WrittenDate> {
    let written = line.trim();
    if written.len() > LONGEST_LINE {
        return None;
    }
    let (day, rest) = read(written)?;
    rest.iter().all(Token::is_idle).then(|| WrittenDate { day, written: written.to_owned() })
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

/// Digits and letters of a date, what parts them left out.
#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    /// A number and the character after it.
    Number(&'a str, Option<char>),
    Word(&'a str),
}

impl Token<'_> {
    /// Whether it may stand beside a date and says nothing more.
    fn is_idle(&self) -> bool {
        match self {
            Self::Number(..) => true,
            Self::Word(word) => {
                let word = word.to_lowercase();
                COMPANIONS.contains(&word.as_str()) || is_one_of(&WEEKDAYS, &word)
            }
        }
    }

    fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        match self {
            Self::Number(number, _) if digits.contains(&number.len()) => number.parse().ok(),
            _ => None,
        }
    }

    fn month(&self) -> Option<i8> {
        let Self::Word(word) = self else {
            return None;
        };
        let word = word.to_lowercase();
        // Three letters at least, so that `ma` is no May; `sept` is common.
        let found = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word));
        found.and_then(|at| i8::try_from(at + 1).ok())
    }

    const fn is_followed_by(&self, separator: char) -> bool {
        matches!(self, Self::Number(_, Some(c)) if *c == separator)
    }
}

fn is_one_of(names: &[&str], word: &str) -> bool {
    word.len() >= 3 && names.iter().any(|name| name.starts_with(word))
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let is_digit = c.is_ascii_digit();
        if !is_digit && !c.is_alphabetic() {
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let end =
            rest.find(|c: char| if is_digit { !c.is_ascii_digit() } else { !c.is_alphabetic() }).unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        found.push(if is_digit { Token::Number(token, after.chars().next()) } else { Token::Word(token) });
        rest = after;
    }
    found
}

/// The first date of a line, and the tokens that are no part of it.
fn read(line: &str) -> Option<(Date, Vec<Token<'_>>)> {
    let tokens = tokens(line);
    for at in 0..tokens.len() {
        if let Some((day, length)) =
            [year_first, day_first, month_first, numbers].iter().find_map(|form| form(&tokens[at..]))
        {
            let rest = tokens[..at].iter().chain(&tokens[at + length..]).copied().collect();
            return Some((day, rest));
        }
    }
    None
}

/// `2025-08-18`, `2025/8/18`.
fn year_first(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let [year, month, day, ..] = tokens else {
        return None;
    };
    let same = ['-', '/', '.'].into_iter().any(|c| year.is_followed_by(c) && month.is_followed_by(c));
    let found = date(year.number(4..=4)?, i8::try_from(month.number(1..=2)?).ok()?, day.number(1..=2)?)?;
    same.then_some((found, 3))
}

/// `18 August 2025`, `18th Aug. 2025`, `18 de agosto` is not read.
fn day_first(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let day = tokens.first()?.number(1..=2)?;
    let mut at = 1;
    at += usize::from(is_ordinal(tokens.get(at)?));
    at += usize::from(matches!(tokens.get(at)?, Token::Word("of")));
    let month = tokens.get(at)?.month()?;
    let year = tokens.get(at + 1)?.number(4..=4)?;
    Some((date(year, month, day)?, at + 2))
}

/// `August 18, 2025`, `Aug. 18th, 2025`.
fn month_first(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let month = tokens.first()?.month()?;
    let day = tokens.get(1)?.number(1..=2)?;
    let at = 2 + usize::from(is_ordinal(tokens.get(2)?));
    let year = tokens.get(at)?.number(4..=4)?;
    Some((date(year, month, day)?, at + 1))
}

/// `18.08.2025`, and `18/08/2025` or `08/18/2025` where only one of the two readings is a date.
fn numbers(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let [first, second, year, ..] = tokens else {
        return None;
    };
    let (a, b, year) = (first.number(1..=2)?, second.number(1..=2)?, year.number(4..=4)?);
    let month = |number: i16| i8::try_from(number).ok();
    let found = if first.is_followed_by('.') && second.is_followed_by('.') {
        date(year, month(b)?, a)
    } else if first.is_followed_by('/') && second.is_followed_by('/') {
        match (date(year, month(b)?, a), date(year, month(a)?, b)) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        }
    } else {
        None
    };
    Some((found?, 3))
}

fn is_ordinal(token: &Token<'_>) -> bool {
    matches!(token, Token::Word("st" | "nd" | "rd" | "th"))
}

fn date(year: i16, month: i8, day: i16) -> Option<Date> {
    Date::new(year, month, i8::try_from(day).ok()?).ok()
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
}
