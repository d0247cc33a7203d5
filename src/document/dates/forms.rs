//! The forms of a date: which tokens, in which order, are a day. Of two readings of `04/05/2025` it chooses none.

use jiff::civil::Date;

use super::words;

/// Digits and letters of a line; what parts them is left out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a> {
    /// A number and the character after it.
    Number(&'a str, Option<char>),
    Word(&'a str),
}

/// A day, or the two that it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Sure(Date),
    Either { day_first: Date, month_first: Date },
}

impl Token<'_> {
    /// Whether it may stand beside a date and says nothing more.
    pub(super) fn is_idle(&self) -> bool {
        match self {
            Self::Number(..) => true,
            Self::Word(word) => words::is_idle(&word.to_lowercase()),
        }
    }

    /// Whether it says that the date is that of a change.
    pub(super) fn is_change(&self) -> bool {
        matches!(self, Self::Word(word) if words::is_change(&word.to_lowercase()))
    }

    pub(super) fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        match self {
            Self::Number(number, _) if digits.contains(&number.len()) => number.parse().ok(),
            _ => None,
        }
    }

    fn month(&self) -> Option<i8> {
        let Self::Word(word) = self else {
            return None;
        };
        words::month(&word.to_lowercase())
    }

    const fn is_followed_by(&self, separator: char) -> bool {
        matches!(self, Self::Number(_, Some(c)) if *c == separator)
    }

    fn is_one_of(&self, list: &[&str]) -> bool {
        matches!(self, Self::Word(word) if list.contains(&word.to_lowercase().as_str()))
    }
}

pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
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

/// The date that the tokens begin with, and how many of them it takes.
pub(super) fn date_at(tokens: &[Token<'_>]) -> Option<(Day, usize)> {
    let sure = [year_first, year_month_day, with_signs, day_first, month_first].iter().find_map(|form| form(tokens));
    sure.map(|(day, length)| (Day::Sure(day), length)).or_else(|| numbers(tokens))
}

/// `2025-08-18`, `2025/8/18`, `2025. 8. 18.`
fn year_first(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let [year, month, day, ..] = tokens else {
        return None;
    };
    let same = ['-', '/', '.'].into_iter().any(|c| year.is_followed_by(c) && month.is_followed_by(c));
    let found = date(year.number(4..=4)?, i8::try_from(month.number(1..=2)?).ok()?, day.number(1..=2)?)?;
    same.then_some((found, 3))
}

/// `2025. augusztus 18.`, `2025 August 18`.
fn year_month_day(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let [year, month, day, ..] = tokens else {
        return None;
    };
    let found = date(year.number(4..=4)?, month.month()?, day.number(1..=2)?)?;
    // `18 August 2025 August 19` has its day before.
    (!day.is_followed_by(':')).then_some((found, 3))
}

/// `2025年8月18日`, `2025년 8월 18일`, and years of Japan's eras and of Taiwan.
fn with_signs(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let sign = |at: usize, sign: &[char]| match tokens.get(at) {
        Some(Token::Word(word)) if word.starts_with(sign) => Some(()),
        _ => None,
    };
    let era = match tokens.first()? {
        Token::Word(word) => Some(
            [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)]
                .into_iter()
                .find_map(|(era, before)| word.ends_with(era).then_some(before))?,
        ),
        Token::Number(..) => None,
    };
    let at = usize::from(era.is_some());
    let year = tokens.get(at)?.number(if era.is_some() { 1..=3 } else { 4..=4 })? + era.unwrap_or(0);
    sign(at + 1, &['年', '년'])?;
    let month = tokens.get(at + 2)?.number(1..=2)?;
    sign(at + 3, &['月', '월'])?;
    let day = tokens.get(at + 4)?.number(1..=2)?;
    sign(at + 5, &['日', '일', '号'])?;
    Some((date(year, i8::try_from(month).ok()?, day)?, at + 6))
}

/// `18 August 2025`, `18th of Aug. 2025`, `18 de agosto de 2025`, `1er août 2025`, `18. 8. 2025`.
fn day_first(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    const OF: &[&str] = &["of", "de", "del", "d"];
    let day = tokens.first()?.number(1..=2)?;
    let mut at = 1;
    at += usize::from(is_ordinal(tokens.get(at)?));
    at += usize::from(tokens.get(at)?.is_one_of(OF));
    let month = tokens.get(at)?.month()?;
    at += 1;
    // The same month by another name: `آب/أغسطس`.
    at += usize::from(tokens.get(at)?.month() == Some(month));
    at += usize::from(tokens.get(at)?.is_one_of(OF));
    let year = tokens.get(at)?.number(4..=4)?;
    Some((date(year, month, day)?, at + 1))
}

/// `August 18, 2025`, `Aug. 18th, 2025`.
fn month_first(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let month = tokens.first()?.month()?;
    let day = tokens.get(1)?.number(1..=2)?;
    let at = 2 + usize::from(is_ordinal(tokens.get(2)?));
    let year = tokens.get(at)?.number(4..=4)?;
    Some((date(year, month, day)?, at + 1))
}

/// `18.08.2025`, `18-08-2025`, `18/08/2025` or `08/18/2025`.
fn numbers(tokens: &[Token<'_>]) -> Option<(Day, usize)> {
    let [first, second, year, ..] = tokens else {
        return None;
    };
    let (a, b, year) = (first.number(1..=2)?, second.number(1..=2)?, year.number(4..=4)?);
    let month = |number: i16| i8::try_from(number).ok();
    let is_parted_by = |sign: char| first.is_followed_by(sign) && second.is_followed_by(sign);
    let (day_first, month_first) = (date(year, month(b)?, a), date(year, month(a)?, b));
    let found = if is_parted_by('.') {
        Day::Sure(day_first?)
    } else if is_parted_by('/') || is_parted_by('-') {
        match (day_first, month_first) {
            (Some(one), Some(other)) if one != other => Day::Either { day_first: one, month_first: other },
            (one, other) => Day::Sure(one.or(other)?),
        }
    } else {
        return None;
    };
    Some((found, 3))
}

fn is_ordinal(token: &Token<'_>) -> bool {
    token.is_one_of(&["st", "nd", "rd", "th", "er", "º", "ª", "го", "е"])
}

pub(super) fn date(year: i16, month: i8, day: i16) -> Option<Date> {
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}
