//! A text as words, numbers and signs that compare as a reader compares them: white space, letter case, typographic marks
//! and diacritics make no difference, and places stay those of the text.

use std::collections::HashMap;

/// A word, a number or a sign of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Its first scalar value.
    pub(super) start: u32,
    /// One past its last.
    pub(super) end: u32,
    /// Its word in the [`Vocabulary`].
    pub(super) word: u32,
    /// What starts with it.
    pub(super) opens: Opens,
}

/// What starts with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Opens {
    Nothing,
    Sentence,
    Paragraph,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Sign,
}

/// The words of one or several texts, each with a number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<Box<str>, u32>,
    words: Vec<Word>,
    total: u32,
}

#[derive(Debug)]
struct Word {
    text: Box<str>,
    count: u32,
    kind: Kind,
}

/// What a sign weighs beside a word.
const SIGN_WEIGHT: f32 = 0.08;
/// What a word of up to two letters, and one of three, weighs beside a longer one that is as rare.
const SHORT_WEIGHTS: [f32; 2] = [0.45, 0.65];
/// The letters that two words must share for a likeness, and the share of the longer one that these must be.
const LIKE_LETTERS: usize = 4;
const LIKE_SHARE: (usize, usize) = (7, 10);

impl Vocabulary {
    fn number(&mut self, text: &str, kind: Kind) -> u32 {
        self.total += 1;
        if let Some(&number) = self.numbers.get(text) {
            self.words[number as usize].count += 1;
            return number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.into(), number);
        self.words.push(Word { text: text.into(), count: 1, kind });
        number
    }

    /// How much each word tells of the place it is in, from 0 to 1: rare words tell most, signs and the like next to nothing.
    pub(super) fn weights(&self) -> Vec<f32> {
        #[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
        let weight = |word: &Word| {
            let rarity = (1.0 + self.total as f32 / word.count.max(1) as f32).ln() / (2.0 + self.total as f32).ln();
            match (word.kind, word.text.chars().count()) {
                (Kind::Sign, _) => SIGN_WEIGHT * rarity,
                (Kind::Word, short @ 1..=2) if !word.text.starts_with(stands_alone) => {
                    rarity * SHORT_WEIGHTS[usize::from(short > 2)]
                }
                (Kind::Word, 3) => rarity * SHORT_WEIGHTS[1],
                _ => rarity,
            }
        };
        self.words.iter().map(weight).collect()
    }

    /// How often a word occurs in all that was read.
    pub(super) fn count(&self, word: u32) -> u32 {
        self.words[word as usize].count
    }

    /// A word as it compares.
    pub(super) fn text(&self, word: u32) -> &str {
        &self.words[word as usize].text
    }

    /// Whether two words are forms or spellings of one: most of their letters are the same, from the start on.
    pub(super) fn are_alike(&self, one: u32, other: u32) -> bool {
        let (one, other) = (&self.words[one as usize], &self.words[other as usize]);
        if one.kind != Kind::Word || other.kind != Kind::Word {
            return false;
        }
        let (a, b) = (one.text.as_bytes(), other.text.as_bytes());
        let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
        if shorter < LIKE_LETTERS || a[0] != b[0] || shorter * LIKE_SHARE.1 < longer * LIKE_SHARE.0 {
            return false;
        }
        let ahead = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let behind = a.iter().rev().zip(b.iter().rev()).take(shorter - ahead).take_while(|(a, b)| a == b).count();
        ahead + behind >= LIKE_LETTERS && (ahead + behind) * LIKE_SHARE.1 >= longer * LIKE_SHARE.0
    }

    /// Reads a text; where it has no blank line, each of its lines is a paragraph.
    pub(super) fn read(&mut self, text: &str) -> Vec<Token> {
        let by_lines = !has_blank_line(text);
        let mut reader = Reader { chars: text.chars().peekable(), at: 0, first: ' ', folded: String::new() };
        let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
        let mut gap = Gap { breaks: 2, ..Gap::default() };
        let mut voice = Voice::default();
        while let Some((start, kind)) = reader.next(&mut gap) {
            let word = self.number(&reader.folded, kind);
            let is_item = gap.breaks == 1 && matches!(reader.folded.as_str(), "*" | "-");
            let opens = if gap.breaks > 1 || (gap.breaks == 1 && by_lines) || is_item {
                Opens::Paragraph
            } else if voice.has_ended(gap) && !reader.first.is_lowercase() {
                Opens::Sentence
            } else {
                Opens::Nothing
            };
            voice.heard(&reader, kind);
            tokens.push(Token { start, end: reader.at, word, opens });
            gap = Gap::default();
        }
        tokens
    }
}

fn has_blank_line(text: &str) -> bool {
    let body = text.trim();
    let mut lines = body.lines();
    lines.any(|line| line.trim().is_empty())
}

/// The white space ahead of a token.
#[derive(Clone, Copy, Default)]
struct Gap {
    breaks: u32,
    blanks: u32,
}

/// Takes a text apart into tokens.
struct Reader<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    at: u32,
    /// The first character of the token.
    first: char,
    /// The token as it compares.
    folded: String,
}

impl Reader<'_> {
    /// The start and kind of the next token, which is then in `folded` and ends at `at`.
    fn next(&mut self, gap: &mut Gap) -> Option<(u32, Kind)> {
        loop {
            let c = *self.chars.peek()?;
            if c == '\n' {
                gap.breaks += 1;
            } else if c.is_whitespace() {
                gap.blanks += 1;
            } else if !is_unseen(c) {
                break;
            }
            self.step();
        }
        let start = self.at;
        self.folded.clear();
        let c = self.step()?;
        self.first = c;
        let kind = if c.is_numeric() {
            self.number(c);
            Kind::Number
        } else if stands_alone(c) {
            self.folded.push(c);
            Kind::Word
        } else if c.is_alphanumeric() {
            self.word(c);
            Kind::Word
        } else {
            self.sign(c);
            Kind::Sign
        };
        Some((start, kind))
    }

    fn step(&mut self) -> Option<char> {
        let c = self.chars.next();
        self.at += u32::from(c.is_some());
        c
    }

    fn number(&mut self, first: char) {
        self.folded.push(first);
        while let Some(&c) = self.chars.peek() {
            let mut ahead = self.chars.clone();
            let joins = matches!(c, '.' | ',') && ahead.nth(1).is_some_and(char::is_numeric);
            if !joins && !c.is_numeric() {
                break;
            }
            self.folded.push(c);
            self.step();
        }
    }

    fn word(&mut self, first: char) {
        let mut c = first;
        loop {
            if c.is_ascii() {
                self.folded.push(c.to_ascii_lowercase());
            } else if !is_unseen(c) && !is_combining(c) {
                fold(c, &mut self.folded);
            }
            match self.chars.peek() {
                Some(&next) if is_in_word(next) => c = next,
                _ => break,
            }
            self.step();
        }
    }

    fn sign(&mut self, first: char) {
        let plain = match first {
            '“' | '”' | '„' | '«' | '»' | '‟' | '″' => '"',
            '‘' | '’' | '‚' | '‹' | '›' | '′' | '`' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '…' => '.',
            '•' | '◦' | '▪' | '‣' | '·' => '*',
            other => other,
        };
        self.folded.push(plain);
        // Dots and dashes in a row are one sign, however they are written.
        while matches!(plain, '.' | '-') && self.chars.peek() == Some(&plain) {
            self.step();
        }
    }
}

/// A letter as it compares: small and without diacritics, as far as it has a Latin form.
fn fold(c: char, into: &mut String) {
    let latin = ('\u{c0}'..='\u{24f}').contains(&c)
        || ('\u{1e00}'..='\u{1eff}').contains(&c)
        || ('\u{fb00}'..='\u{fb06}').contains(&c);
    match latin.then(|| deunicode::deunicode_char(c)).flatten() {
        Some(plain) => into.extend(plain.chars().flat_map(char::to_lowercase)),
        None => into.extend(c.to_lowercase()),
    }
}

/// Whether a character is never seen: soft hyphens, joiners, marks of direction.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_in_word(c: char) -> bool {
    (c.is_alphanumeric() && !stands_alone(c)) || is_combining(c) || c == '\u{ad}' || c == '\u{200c}' || c == '\u{200d}'
}

/// Whether a character is a word for our purpose: scripts that put no blanks between words.
const fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// What was last read, as far as it tells where sentences end.
#[derive(Default)]
struct Voice {
    ended: bool,
    /// The end needs no blank behind it.
    ideographic: bool,
    /// The word before was short or known to be cut.
    cut: bool,
}

const ABBREVIATIONS: [&str; 24] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "art", "arts", "sec", "para", "paras", "fig", "eg", "ie", "cf",
    "vs", "gen", "sen", "rep", "gov", "lt", "col",
];

impl Voice {
    fn heard(&mut self, reader: &Reader<'_>, kind: Kind) {
        let text = reader.folded.as_str();
        match (kind, text) {
            (Kind::Sign, "." | "!" | "?" | "。" | "！" | "？") => {
                self.ended = text != "." || !self.cut;
                self.ideographic = !text.is_ascii();
                self.cut = false;
            }
            // What closes a quotation or a bracket belongs to the sentence it closes.
            (Kind::Sign, "\"" | "'" | ")" | "]" | "」" | "』") if self.ended => {}
            _ => {
                *self = Self {
                    cut: kind == Kind::Word && (text.len() == 1 || ABBREVIATIONS.contains(&text)),
                    ..Self::default()
                };
            }
        }
    }

    /// Whether what stands behind this gap may start a sentence.
    const fn has_ended(&self, gap: Gap) -> bool {
        self.ended && (self.ideographic || gap.blanks + gap.breaks > 0)
    }
}
