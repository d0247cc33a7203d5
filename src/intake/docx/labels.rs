//! The numbers that Word writes ahead of paragraphs and never into their text: "Article 5", "2.1", "(iv)".

/// Longer patterns hold no number that a reader would want.
const LONGEST: usize = 80;
/// Numbers past this are written in figures, in whatever numerals they were asked for.
const LARGEST: u64 = 4999;

/// How a level writes its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Numerals {
    #[default]
    Figures,
    LowerLetters,
    UpperLetters,
    LowerRoman,
    UpperRoman,
}

impl Numerals {
    /// By the names of ECMA-376, 17.18.59.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "lowerLetter" => Self::LowerLetters,
            "upperLetter" => Self::UpperLetters,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            _ => Self::Figures,
        }
    }

    fn write(self, number: u64) -> String {
        if number == 0 || number > LARGEST {
            return number.to_string();
        }
        match self {
            Self::Figures => number.to_string(),
            Self::LowerLetters => letters(number),
            Self::UpperLetters => letters(number).to_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
        }
    }
}

/// Word goes on after z with aa, bb, cc.
fn letters(number: u64) -> String {
    let at = u8::try_from((number - 1) % 26).unwrap_or_default();
    let times = usize::try_from((number - 1) / 26).unwrap_or_default() + 1;
    char::from(b'a' + at).to_string().repeat(times)
}

fn roman(mut number: u64) -> String {
    const VALUES: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut written = String::new();
    for (value, letters) in VALUES {
        while number >= value {
            written.push_str(letters);
            number -= value;
        }
    }
    written
}

/// Whether a pattern says more than one number and what stands around it: several levels, or words.
pub(super) fn says_more(pattern: &str) -> bool {
    let mut levels = 0;
    let mut has_words = false;
    each(pattern, |piece| match piece {
        Piece::Level(_) => levels += 1,
        Piece::Word(c) => has_words |= c.is_alphanumeric(),
    });
    levels > 1 || has_words && levels > 0
}

/// What stands ahead of a paragraph: the pattern, with the number of each level in its place.
pub(super) fn label(pattern: &str, number: impl Fn(usize) -> (Numerals, u64)) -> String {
    let mut label = String::new();
    each(pattern, |piece| match piece {
        Piece::Level(level) => {
            let (numerals, number) = number(level);
            label.push_str(&numerals.write(number));
        }
        Piece::Word(c) => label.push(c),
    });
    label.trim().to_owned()
}

enum Piece {
    /// The number of this level, from 0.
    Level(usize),
    Word(char),
}

fn each(pattern: &str, mut take: impl FnMut(Piece)) {
    let mut characters = pattern.chars().take(LONGEST).peekable();
    while let Some(c) = characters.next() {
        let level = characters.peek().and_then(|next| next.to_digit(10)).filter(|level| c == '%' && *level > 0);
        match level.and_then(|level| usize::try_from(level - 1).ok()) {
            Some(level) => {
                characters.next();
                take(Piece::Level(level));
            }
            None => take(Piece::Word(c)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_written_as_word_writes_them() {
        let numbers = [(Numerals::UpperRoman, 14), (Numerals::Figures, 3), (Numerals::LowerLetters, 28)];
        for (pattern, expected, more) in [
            ("Article %1.", "Article XIV.", true),
            ("%1.%2", "XIV.3", true),
            ("(%3)", "(bb)", false),
            ("%2.", "3.", false),
            ("§ %2", "§ 3", false),
            ("100 %", "100 %", false),
            ("", "", false),
        ] {
            assert_eq!(label(pattern, |level| numbers[level]), expected, "{pattern}");
            assert_eq!(says_more(pattern), more, "{pattern}");
        }
        assert_eq!(Numerals::LowerRoman.write(1949), "mcmxlix");
        assert_eq!(Numerals::UpperLetters.write(9_000_000), "9000000");
    }
}
