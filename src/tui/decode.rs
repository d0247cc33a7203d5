//! What whole pieces of input mean: keys, the mouse, a paste, an answer of the terminal.
//!
//! The tables of key codes are termina's; here its events become the reading room's. Releases, bare modifiers, mouse
//! moves without a button and whatever is unknown mean nothing.

use std::time::Duration;

use termina::escape::csi::{Csi, Keyboard};
use termina::escape::osc::{ColorOrQuery, DynamicColorNumber, Osc};
use termina::event::{KeyCode as Code, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEvent, MouseEventKind};
use termina::{Event as Raw, Parser};

use super::arrival::Arrival;
use super::replies::background_of;
use super::sequence::{Piece, Splitter};
use crate::app::Point;
use crate::app::key::{Key, KeyCode};
use crate::app::message::{Event, Mouse, MouseAct};

/// Turns chunks of bytes into arrivals.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    splitter: Splitter,
    parser: Parser,
}

impl Decoder {
    /// Takes a chunk.
    pub(super) fn feed(&mut self, bytes: &[u8], mut take: impl FnMut(Arrival)) {
        let Self { splitter, parser } = self;
        splitter.feed(bytes, |piece| give(parser, piece, &mut take));
    }

    /// How long to wait for more before [`Decoder::release`]; `None` when nothing is held.
    pub(super) fn deadline(&self) -> Option<Duration> {
        self.splitter.deadline()
    }

    /// The rest did not come.
    pub(super) fn release(&mut self, mut take: impl FnMut(Arrival)) {
        let Self { splitter, parser } = self;
        splitter.release(|piece| give(parser, piece, &mut take));
    }
}

fn give(parser: &mut Parser, piece: Piece<'_>, take: &mut impl FnMut(Arrival)) {
    let arrival = match piece {
        Piece::Paste(bytes) => Some(Arrival::Event(Event::Paste(pasted(bytes)))),
        Piece::Sequence(bytes) => decode(parser, bytes),
    };
    if let Some(arrival) = arrival {
        take(arrival);
    }
}

/// Terminals send a line break as Enter does.
fn pasted(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n")
}

fn decode(parser: &mut Parser, bytes: &[u8]) -> Option<Arrival> {
    // These start longer sequences too, so the parser would wait for the rest.
    if let [0x1b, start @ (b'[' | b']' | b'O' | b'P' | b'_' | b'^')] = bytes {
        return Some(pressed(Key { alt: true, ..Key::plain(KeyCode::Char(char::from(*start))) }));
    }
    parser.parse(bytes, false);
    let Some(event) = parser.pop() else {
        *parser = Parser::default();
        return None;
    };
    meaning(event)
}

fn meaning(event: Raw) -> Option<Arrival> {
    match event {
        Raw::Key(event) => key(event).map(pressed),
        Raw::Mouse(event) => mouse(event).map(|mouse| Arrival::Event(Event::Mouse(mouse))),
        Raw::Osc(Osc::ChangeDynamicColors(DynamicColorNumber::TextBackgroundColor, colours)) => match *colours {
            [ColorOrQuery::Color(colour)] => {
                Some(Arrival::Background(background_of([colour.red, colour.green, colour.blue])))
            }
            _ => None,
        },
        Raw::Csi(Csi::Keyboard(Keyboard::ReportFlags(_))) => Some(Arrival::KeyboardFlags),
        Raw::Csi(Csi::Device(_)) => Some(Arrival::LastAnswer),
        _ => None,
    }
}

fn pressed(key: Key) -> Arrival {
    Arrival::Event(Event::Key(key))
}

fn key(event: KeyEvent) -> Option<Key> {
    let beyond_us = Modifiers::SUPER | Modifiers::HYPER | Modifiers::META;
    if event.kind == KeyEventKind::Release || event.modifiers.intersects(beyond_us) {
        return None;
    }
    let shift = event.modifiers.contains(Modifiers::SHIFT);
    let key = Key {
        code: code(event.code, shift)?,
        ctrl: event.modifiers.contains(Modifiers::CONTROL) || event.code == Code::Null,
        alt: event.modifiers.contains(Modifiers::ALT),
        shift: shift || event.code == Code::BackTab,
    };
    Some(Key { shift: key.shift && !matches!(key.code, KeyCode::Char(_)), ..key })
}

fn code(code: Code, shift: bool) -> Option<KeyCode> {
    Some(match code {
        Code::Char(c) if shift => KeyCode::Char(c.to_uppercase().next().unwrap_or(c)),
        Code::Char(c) => KeyCode::Char(c),
        Code::Null => KeyCode::Char(' '),
        Code::Function(n) => KeyCode::F(n),
        Code::Enter => KeyCode::Enter,
        Code::Escape => KeyCode::Esc,
        Code::Tab | Code::BackTab => KeyCode::Tab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        _ => return None,
    })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let act = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAct::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseAct::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseAct::Release,
        MouseEventKind::ScrollUp => MouseAct::WheelUp,
        MouseEventKind::ScrollDown => MouseAct::WheelDown,
        _ => return None,
    };
    Some(Mouse { at: Point { x: event.column, y: event.row }, act })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::message::Background;
    use proptest::prelude::*;

    fn arrivals(bytes: &[u8]) -> Vec<Arrival> {
        let mut decoder = Decoder::default();
        let mut found = Vec::new();
        decoder.feed(bytes, |arrival| found.push(arrival));
        decoder.release(|arrival| found.push(arrival));
        found
    }

    fn keys(bytes: &[u8]) -> String {
        let words = |arrival: &Arrival| match arrival {
            Arrival::Event(Event::Key(key)) => key.to_string(),
            other => format!("{other:?}"),
        };
        arrivals(bytes).iter().map(words).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_by_the_bytes_they_send() {
        let table: &[(&[u8], &str)] = &[
            (b"j", "j"),
            (b"G", "G"),
            (b" ", "space"),
            ("é".as_bytes(), "é"),
            (b"\r", "enter"),
            (b"\t", "tab"),
            (b"\x1b[Z", "shift-tab"),
            (b"\x7f", "backspace"),
            (b"\x04", "ctrl-d"),
            (b"\0", "ctrl-space"),
            (b"\x1b", "esc"),
            (b"\x1bb", "alt-b"),
            (b"\x1b\r", "alt-enter"),
            (b"\x1b]", "alt-]"),
            (b"\x1b[", "alt-["),
            (b"\x1b[A", "up"),
            (b"\x1bOB", "down"),
            (b"\x1b[1;2C", "shift-right"),
            (b"\x1b[1;5D", "ctrl-left"),
            (b"\x1b[5~", "pgup"),
            (b"\x1b[6~", "pgdn"),
            (b"\x1b[H", "home"),
            (b"\x1b[4~", "end"),
            (b"\x1b[3~", "delete"),
            (b"\x1bOP", "F1"),
            (b"\x1b[[A", "F1"),
            (b"\x1b[15~", "F5"),
            (b"\x1b[27u", "esc"),
            (b"\x1b[13;2u", "shift-enter"),
            (b"\x1b[13;5u", "ctrl-enter"),
            (b"\x1b[103;6u", "ctrl-G"),
            (b"\x1b[97;1:3u", ""),
            (b"\x1b[97;9u", ""),
            (b"\x1b[57441u", ""),
        ];
        for (bytes, expected) in table {
            assert_eq!(keys(bytes), *expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn the_mouse_counts_cells_from_nought() {
        let table: &[(&[u8], Option<MouseAct>)] = &[
            (b"\x1b[<0;3;4M", Some(MouseAct::Press)),
            (b"\x1b[<32;3;4M", Some(MouseAct::Drag)),
            (b"\x1b[<0;3;4m", Some(MouseAct::Release)),
            (b"\x1b[<64;3;4M", Some(MouseAct::WheelUp)),
            (b"\x1b[<65;3;4M", Some(MouseAct::WheelDown)),
            (b"\x1b[<2;3;4M", None),
            (b"\x1b[<35;3;4M", None),
        ];
        for (bytes, act) in table {
            let found = match arrivals(bytes).as_slice() {
                [Arrival::Event(Event::Mouse(mouse))] => Some(*mouse),
                _ => None,
            };
            assert_eq!(found, act.map(|act| Mouse { at: Point { x: 2, y: 3 }, act }), "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_paste_has_line_breaks() {
        let found = arrivals(b"\x1b[200~one\rtwo\r\nthree\x1b[201~");
        assert!(matches!(&*found, [Arrival::Event(Event::Paste(text))] if text == "one\ntwo\nthree"), "{found:?}");
    }

    #[test]
    fn answers_are_no_keys() {
        let table: &[(&[u8], &str)] = &[
            (b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07", "Background(Dark)"),
            (b"\x1b]11;rgb:ffff/fafa/f0f0\x1b\\", "Background(Light)"),
            (b"\x1b]11;rgb:ff/fa/f0\x1b\\", "Background(Light)"),
            (b"\x1b]11;rgb:zz\x07", ""),
            (b"\x1b]4;1;rgb:00/00/00\x07", ""),
            (b"\x1b]52;c;aGVsbG8=\x07", ""),
            (b"\x1b[?1u", "KeyboardFlags"),
            (b"\x1b[?62;22c", "LastAnswer"),
            (b"\x1b[?6c", "LastAnswer"),
            (b"\x1b[?64;1;2;6;9;15;18;21;22c", "LastAnswer"),
        ];
        for (bytes, expected) in table {
            assert_eq!(keys(bytes), *expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn an_answer_amid_typing_leaves_the_typing() {
        assert_eq!(keys(b"j\x1b]11;rgb:0000/0000/0000\x07k"), "j Background(Dark) k");
        let dark = arrivals(b"\x1b]11;rgb:0000/0000/0000\x07");
        assert!(matches!(*dark, [Arrival::Background(Background::Dark)]));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_deaf(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
            let mut decoder = Decoder::default();
            decoder.feed(&bytes, |_| {});
            decoder.release(|_| {});
            let mut found = Vec::new();
            decoder.feed(b"j", |arrival| found.push(arrival));
            prop_assert_eq!(found.len(), 1);
        }

        #[test]
        fn no_sequence_makes_it_panic(body in "[\\x1b]?[\\[O\\]P_][<?>]?[0-9;:a-zA-Z~^$ ]{0,14}") {
            arrivals(format!("\x1b{body}").as_bytes());
        }
    }
}
