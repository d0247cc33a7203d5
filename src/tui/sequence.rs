//! Cuts what the terminal sends into whole pieces: a character, an escape sequence, a paste.
//!
//! Input comes in chunks that end anywhere. An unfinished piece is held, and so is an Escape byte that may be the Escape
//! key or the start of more; [`Splitter::deadline`] says how long at most. Nothing here reads or waits, and nothing
//! here knows what a sequence means.

use std::time::Duration;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const CANCEL: u8 = 0x18;
const SUBSTITUTE: u8 = 0x1a;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// No answer and no key is longer than this.
const LONGEST_SEQUENCE: usize = 4096;
/// A longer paste arrives in parts.
const LONGEST_PASTE: usize = 16 << 20;

/// How long one or two bytes are held that may be a key, or the start of more.
const KEY_OR_MORE: Duration = Duration::from_millis(30);
/// How long the rest of a sequence is waited for that can't be typing.
const REST_OF_SEQUENCE: Duration = Duration::from_secs(1);
/// How long a paste may pause.
const REST_OF_PASTE: Duration = Duration::from_secs(3);

/// One whole piece of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// One character, or one escape sequence.
    Sequence(&'a [u8]),
    /// Pasted bytes.
    Paste(&'a [u8]),
}

/// What the bytes held so far are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Nothing,
    Character,
    Escape,
    Control,
    Single,
    /// A string that a BEL or `ESC \` ends: the terminal's answer to a question.
    Text,
    AltCharacter,
}

/// Holds what is unfinished.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    held: Vec<u8>,
    pasting: bool,
}

impl Splitter {
    /// Takes a chunk and gives its whole pieces away.
    pub(super) fn feed(&mut self, bytes: &[u8], mut take: impl FnMut(Piece<'_>)) {
        for byte in bytes {
            if self.pasting {
                self.paste(*byte, &mut take);
            } else {
                self.step(*byte, &mut take);
            }
        }
    }

    /// How long to wait for more before [`Splitter::release`]; `None` when nothing is held.
    pub(super) fn deadline(&self) -> Option<Duration> {
        match (self.pasting, self.held.len()) {
            (true, _) => Some(REST_OF_PASTE),
            (false, 0) => None,
            (false, 1 | 2) => Some(KEY_OR_MORE),
            (false, _) => Some(REST_OF_SEQUENCE),
        }
    }

    /// Lets go of what is held: a key after all, the part of a paste that came, or half an answer that is dropped.
    pub(super) fn release(&mut self, mut take: impl FnMut(Piece<'_>)) {
        if self.pasting {
            self.pasting = false;
            take(Piece::Paste(&self.held));
        } else if matches!(self.held.len(), 1 | 2) {
            take(Piece::Sequence(&self.held));
        }
        self.held.clear();
    }

    fn paste(&mut self, byte: u8, take: &mut impl FnMut(Piece<'_>)) {
        self.held.push(byte);
        if self.held.ends_with(PASTE_END) {
            take(Piece::Paste(&self.held[..self.held.len() - PASTE_END.len()]));
            self.held.clear();
            self.pasting = false;
        } else if self.held.len() >= LONGEST_PASTE && byte != ESC {
            take(Piece::Paste(&self.held));
            self.held.clear();
        }
    }

    fn step(&mut self, byte: u8, take: &mut impl FnMut(Piece<'_>)) {
        self.interrupt(byte, take);
        self.held.push(byte);
        if self.held == PASTE_START {
            self.held.clear();
            self.pasting = true;
        } else if self.is_whole() {
            take(Piece::Sequence(&self.held));
            self.held.clear();
        } else if self.held.len() > LONGEST_SEQUENCE {
            self.held.clear();
        }
    }

    /// Ends what is held where the next byte can't belong to it.
    fn interrupt(&mut self, next: u8, take: &mut impl FnMut(Piece<'_>)) {
        let broken = match self.kind() {
            Held::Nothing | Held::Single => false,
            Held::Escape => next == ESC,
            Held::Character | Held::AltCharacter => !is_continuation(next),
            Held::Control => !self.is_old_mouse() && !(0x20..=0x7e).contains(&next),
            Held::Text if self.held.len() == 2 => !self.starts_an_answer(next),
            Held::Text => matches!(next, CANCEL | SUBSTITUTE) || (self.ends_in_escape() && next != b'\\'),
        };
        if !broken {
            return;
        }
        let escaped = self.kind() == Held::Text && self.held.len() > 2 && self.ends_in_escape();
        self.release(&mut *take);
        if escaped {
            self.held.push(ESC);
        }
    }

    fn kind(&self) -> Held {
        match self.held.as_slice() {
            [] => Held::Nothing,
            [ESC] => Held::Escape,
            [ESC, b'[', ..] => Held::Control,
            [ESC, b'O', ..] => Held::Single,
            [ESC, b']' | b'P' | b'_' | b'^', ..] => Held::Text,
            [ESC, ..] => Held::AltCharacter,
            _ => Held::Character,
        }
    }

    fn is_whole(&self) -> bool {
        let last = self.held.last().copied().unwrap_or_default();
        match self.kind() {
            Held::Nothing | Held::Escape => false,
            Held::Character => self.held.len() >= character_length(self.held[0]),
            Held::AltCharacter => self.held.len() > character_length(self.held[1]),
            Held::Single => self.held.len() == 3,
            Held::Control if self.is_old_mouse() => self.held.len() == 6,
            // `ESC [ [ A` is F1 on the Linux console.
            Held::Control => {
                self.held.len() > 2 && (0x40..=0x7e).contains(&last) && !(self.held.len() == 3 && last == b'[')
            }
            Held::Text => self.held.len() > 2 && (last == BEL || self.held.ends_with(b"\x1b\\")),
        }
    }

    /// `ESC [ M` and three bytes of any value: the mouse of terminals that know no newer way.
    fn is_old_mouse(&self) -> bool {
        self.held.starts_with(b"\x1b[M")
    }

    fn ends_in_escape(&self) -> bool {
        self.held.last() == Some(&ESC)
    }

    /// Whether an answer may go on like this after its two first bytes, which Alt and a key send too.
    fn starts_an_answer(&self, next: u8) -> bool {
        match self.held[1] {
            b']' => next.is_ascii_digit(),
            b'P' => next.is_ascii_digit() || matches!(next, b'>' | b'!' | b'+' | b'$'),
            _ => next == b'G',
        }
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// How many bytes a character takes, by its first.
const fn character_length(first: u8) -> usize {
    match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The pieces of chunks; a chunk `None` is a deadline that passed.
    fn pieces(chunks: &[Option<&[u8]>]) -> Vec<String> {
        let mut splitter = Splitter::default();
        let mut found = Vec::new();
        let mut take = |piece: Piece<'_>| {
            found.push(match piece {
                Piece::Sequence(bytes) => bytes.escape_ascii().to_string(),
                Piece::Paste(bytes) => format!("paste {}", bytes.escape_ascii()),
            });
        };
        for chunk in chunks {
            match chunk {
                Some(bytes) => splitter.feed(bytes, &mut take),
                None if splitter.deadline().is_some() => splitter.release(&mut take),
                None => {}
            }
        }
        found
    }

    #[test]
    fn whole_pieces() {
        let table: &[(&[u8], &[&str])] = &[
            (b"jk", &["j", "k"]),
            ("é漢".as_bytes(), &["\\xc3\\xa9", "\\xe6\\xbc\\xa2"]),
            (b"\x1b[A\x1b[1;5Cx", &["\\x1b[A", "\\x1b[1;5C", "x"]),
            (b"\x1bOPq", &["\\x1bOP", "q"]),
            (b"\x1b[[Aq", &["\\x1b[[A", "q"]),
            (b"\x1bx\x1bb", &["\\x1bx", "\\x1bb"]),
            (b"\x1b[<0;3;4M", &["\\x1b[<0;3;4M"]),
            (b"\x1b[M !\x82", &["\\x1b[M !\\x82"]),
            (b"\x1b\x1b[A", &["\\x1b", "\\x1b[A"]),
            (b"a\x1b[200~b\x1b[A\r\x1b[201~c", &["a", "paste b\\x1b[A\\r", "c"]),
        ];
        for (bytes, expected) in table {
            assert_eq!(pieces(&[Some(bytes)]), *expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn an_answer_is_one_piece_however_it_comes() {
        for answer in [&b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07"[..], b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", b"\x1bP1$r0m\x1b\\"]
        {
            let expected = [answer.escape_ascii().to_string(), "j".to_owned()];
            for cut in 2..answer.len() {
                let (head, tail) = answer.split_at(cut);
                assert_eq!(pieces(&[Some(head), Some(tail), Some(b"j")]), expected, "cut at {cut}");
            }
        }
    }

    #[test]
    fn half_an_answer_never_becomes_keys() {
        assert_eq!(pieces(&[Some(b"\x1b]11;rgb:1e1e"), None, Some(b"j")]), ["j"]);
        assert_eq!(pieces(&[Some(b"\x1b]11;rgb:1e1e\x1b[A")]), ["\\x1b[A"]);
        assert_eq!(pieces(&[Some(b"\x1b]11;rgb\x18j")]), ["\\x18", "j"]);
    }

    #[test]
    fn what_was_typing_is_let_go() {
        type Case<'a> = (&'a [Option<&'a [u8]>], &'a [&'a str]);
        let table: &[Case<'_>] = &[
            (&[Some(b"\x1b"), None], &["\\x1b"]),
            (&[Some(b"\x1b"), None, Some(b"j")], &["\\x1b", "j"]),
            (&[Some(b"\x1b]"), None, Some(b"1")], &["\\x1b]", "1"]),
            (&[Some(b"\x1b]s")], &["\\x1b]", "s"]),
            (&[Some(b"\x1bPp")], &["\\x1bP", "p"]),
            (&[Some(b"\x1b["), None], &["\\x1b["]),
            (&[Some(b"\x1bO"), None, Some(b"P")], &["\\x1bO", "P"]),
            (&[Some(b"\x1b[200~half"), None, Some(b"j")], &["paste half", "j"]),
        ];
        for (chunks, expected) in table {
            assert_eq!(pieces(chunks), *expected, "{chunks:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_chunks_leave_nothing_held_for_ever(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..200) {
            let mut splitter = Splitter::default();
            let (head, tail) = bytes.split_at(cut.min(bytes.len()));
            splitter.feed(head, |_| {});
            splitter.feed(tail, |_| {});
            splitter.release(|_| {});
            prop_assert_eq!(splitter.deadline(), None);
            let mut last = Vec::new();
            splitter.feed(b"j", |piece| if let Piece::Sequence(bytes) = piece { last = bytes.to_vec(); });
            prop_assert_eq!(last, b"j");
        }

        #[test]
        fn typed_text_comes_through(text in "[^\\x00-\\x1f\\x7f]{0,60}", cut in 0_usize..60) {
            let bytes = text.as_bytes();
            let (head, tail) = bytes.split_at(cut.min(bytes.len()));
            let mut typed = Vec::new();
            let mut splitter = Splitter::default();
            for chunk in [head, tail] {
                splitter.feed(chunk, |piece| if let Piece::Sequence(bytes) = piece { typed.extend_from_slice(bytes); });
            }
            prop_assert_eq!(typed, bytes);
        }
    }
}
