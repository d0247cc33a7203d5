//! The bytes of a rich text as tokens: groups, control words, characters.

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group opens.
    Open,
    /// A group ends.
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// A control symbol, such as `\~`.
    Symbol(u8),
    /// One byte of text, written `\'e9`.
    Byte(u8),
    /// Bytes of text.
    Text(&'a [u8]),
}

/// The tokens of a rich text.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Passes over bytes that are no text: those of a picture.
    pub(super) fn pass_over(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// A control word, its letters first.
    fn word(&mut self) -> Token<'a> {
        let letters = self.rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, after) = self.rest.split_at(letters);
        let sign = usize::from(after.first() == Some(&b'-'));
        let digits = after[sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, after) = after.split_at(if digits > 0 { sign + digits } else { 0 });
        self.rest = after.strip_prefix(b" ").unwrap_or(after);
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        Token::Word(std::str::from_utf8(name).unwrap_or_default(), number)
    }

    /// What a backslash introduces.
    fn control(&mut self) -> Option<Token<'a>> {
        let [first, after @ ..] = self.rest else { return None };
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.rest = after;
        Some(match first {
            b'\'' => {
                let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
                let byte = code.and_then(|two| u8::from_str_radix(two, 16).ok());
                if byte.is_some() {
                    self.pass_over(2);
                }
                Token::Byte(byte.unwrap_or(b'?'))
            }
            b'\\' | b'{' | b'}' => Token::Byte(*first),
            b'\n' | b'\r' => Token::Word("par", None),
            b'\t' => Token::Word("tab", None),
            other => Token::Symbol(*other),
        })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends are the writer's, and no text.
        let start = self.rest.iter().position(|byte| !matches!(byte, b'\r' | b'\n' | 0))?;
        self.rest = &self.rest[start..];
        let (first, after) = self.rest.split_first()?;
        match first {
            b'{' | b'}' | b'\\' => self.rest = after,
            _ => {
                let is_end = |byte: &u8| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                let end = self.rest.iter().position(is_end).unwrap_or(self.rest.len());
                let (text, after) = self.rest.split_at(end);
                self.rest = after;
                return Some(Token::Text(text));
            }
        }
        match first {
            b'{' => Some(Token::Open),
            b'}' => Some(Token::Close),
            _ => self.control(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let found: Vec<_> = Tokens::new(b"{\\rtf1\\b0 one\r\ntwo\\'e9\\~\\{\\li-20x\\u8217?}").collect();
        let expected = [
            Token::Open,
            Token::Word("rtf", Some(1)),
            Token::Word("b", Some(0)),
            Token::Text(b"one"),
            Token::Text(b"two"),
            Token::Byte(0xE9),
            Token::Symbol(b'~'),
            Token::Byte(b'{'),
            Token::Word("li", Some(-20)),
            Token::Text(b"x"),
            Token::Word("u", Some(8217)),
            Token::Text(b"?"),
            Token::Close,
        ];
        assert_eq!(found, expected);
        assert_eq!(Tokens::new(b"\\").count() + Tokens::new(b"\\'").count(), 1);
    }
}
