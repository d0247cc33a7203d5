//! The loop in a real pseudo-terminal, with a small room of our own: also what the reading room never does, as panic.
//!
//! The test program starts itself again in the pseudo-terminal, with the one test that is the room.

use std::collections::BTreeMap;
use std::env;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rustix::process::Signal;

use super::{Room, stay};
use crate::analysis::{Analysis, KnownPosition};
use crate::app::key::{Key, KeyCode};
use crate::app::message::{Draft, Effect, Entry, Event, Export, Message, NotesRead, Place, Target};
use crate::app::view::{Line, Panel, Role, View};
use crate::app::{Area, Point, Services, Size, ThemeChoice};
use crate::document::Briefing;
use crate::notes::{Note, Notebook};

#[path = "../../tests/support/pty.rs"]
#[allow(dead_code)]
mod pty;

use pty::{CommandBuilder, Pty};

/// Set where the test program is the room.
const IS_ROOM: &str = "BRIEF_TEST_ROOM";
/// Set where the room is to be without colours.
const NO_COLOUR: &str = "BRIEF_TEST_NO_COLOUR";

/// A room that shows what it heard last.
struct Small {
    size: Size,
    heard: String,
    /// How often it heard each kind of thing.
    counts: BTreeMap<&'static str, usize>,
    wake: Option<Timestamp>,
}

impl Room for Small {
    fn update(&mut self, message: Message) -> Vec<Effect> {
        let (kind, heard) = match &message.event {
            Event::Key(key) => ("keys", format!("key {key}")),
            Event::Paste(text) => ("pastes", format!("paste {text}")),
            Event::Mouse(mouse) => ("mouse", format!("mouse {:?}", mouse.act)),
            Event::Resize(size) => ("sizes", format!("size {}x{}", size.width, size.height)),
            Event::Woken => ("wakes", "woken".into()),
            Event::Background(background) => ("grounds", format!("ground {background:?}")),
            Event::Edited { result } => ("edits", format!("edited {result:?}")),
            Event::Failed(why) | Event::LibraryRead(Err(why)) => ("failures", format!("failed {why}")),
            _ => ("others", "other".into()),
        };
        *self.counts.entry(kind).or_default() += 1;
        self.heard = heard;
        match message.event {
            Event::Key(Key { code: KeyCode::Char(c), alt: false, .. }) => self.typed(c, message.at),
            Event::Resize(size) => {
                self.size = size;
                Vec::new()
            }
            Event::Woken => {
                self.wake = None;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn view(&self) -> View {
        let Size { width, height } = self.size;
        let lines = vec![
            Line::of(Role::TitleBar, "a small room").filled(Role::TitleBar),
            Line::of(Role::Text, format!("{}x{}", self.size.width, self.size.height)),
            Line::of(Role::Text, self.heard.clone()),
            Line::of(Role::Text, format!("{:?}", self.counts)),
        ];
        let panel = Panel { area: Area::new(0, 0, width, height), lines, ..Panel::default() };
        View { size: self.size, panels: vec![panel], cursor: Some(Point { x: 0, y: 3 }) }
    }

    fn wake_at(&self) -> Option<Timestamp> {
        self.wake
    }

    fn theme(&self) -> ThemeChoice {
        ThemeChoice::Auto
    }
}

impl Small {
    fn typed(&mut self, c: char, at: Timestamp) -> Vec<Effect> {
        match c {
            'q' => vec![Effect::Quit],
            'p' => panic!("the room fell in"),
            'e' => vec![Effect::EditOutside { text: "words".into() }],
            's' => vec![Effect::Suspend],
            'm' => vec![Effect::CaptureMouse(true)],
            'c' => vec![Effect::Copy("Kyiv".into())],
            'C' => vec![Effect::Copy("x".repeat(80_000))],
            'l' => vec![Effect::ReadLibrary],
            'w' => {
                self.wake = Some(at + Duration::from_millis(30));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}

/// Services of which only a broken one is asked for anything.
struct Broken;

impl Services for Broken {
    fn open(&self, _: &Target, _: &mut dyn FnMut(Arc<Briefing>)) -> Result<Arc<Briefing>, String> {
        Err("none".into())
    }
    fn read_notes(&self, _: &Briefing) -> Result<NotesRead, String> {
        Err("none".into())
    }
    fn analyse(
        &self,
        _: &Briefing,
        _: &(dyn Fn() -> bool + Sync),
        _: &mut dyn FnMut(Arc<Analysis>),
    ) -> Option<Arc<Analysis>> {
        None
    }
    fn save_notes(&self, _: &Briefing, _: &[Note]) -> Result<Option<Notebook>, String> {
        Err("none".into())
    }
    fn merge_notes(&self, _: &Briefing) -> Result<usize, String> {
        Err("none".into())
    }
    fn keep_draft(&self, _: &Briefing, _: Option<&Draft>) -> Result<(), String> {
        Err("none".into())
    }
    fn keep_place(&self, _: &Briefing, _: &Place) -> Result<(), String> {
        Err("none".into())
    }
    fn read_library(&self) -> Result<Arc<Vec<Entry>>, String> {
        panic!("the shelves broke")
    }
    fn export(&self, _: &Briefing, _: &Analysis, _: &Notebook, _: bool) -> Result<Export, String> {
        Err("none".into())
    }
    fn add_position(&self, _: &KnownPosition) -> Result<std::path::PathBuf, String> {
        Err("none".into())
    }
}

#[test]
#[ignore = "the other tests run it in a pseudo-terminal"]
fn room() {
    if env::var_os(IS_ROOM).is_none() {
        return;
    }
    let open = |size, _| (Small { size, heard: "nothing yet".into(), counts: BTreeMap::new(), wake: None }, Vec::new());
    let colour = env::var_os(NO_COLOUR).is_none();
    stay(open, Arc::new(Broken), colour).unwrap();
}

const ROOM: [&str; 5] = ["tui::pty_tests::room", "--exact", "--ignored", "--nocapture", "--test-threads=1"];

fn command() -> CommandBuilder {
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(ROOM);
    command.env(IS_ROOM, "1");
    command.env("RUST_BACKTRACE", "0");
    command
}

fn opened(command: CommandBuilder) -> Pty {
    let pty = Pty::start(command, 60, 12);
    pty.wait_for("a small room");
    pty
}

fn quit(mut pty: Pty) {
    pty.press("q");
    assert!(pty.wait_for_end().success());
    pty.assert_given_back();
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut pty = opened(command());
    pty.press("m");
    pty.wait_until("a terminal in our hands", |screen| {
        screen.alternate_screen()
            && screen.bracketed_paste()
            && screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
    });
    quit(pty);
}

#[test]
fn signals_that_end_give_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let mut pty = opened(command());
        pty.press("m");
        pty.wait_for("key m");
        pty.signal(signal);
        assert!(pty.wait_for_end().success());
        pty.assert_given_back();
    }
}

#[test]
fn a_panic_is_told_on_a_terminal_that_was_given_back() {
    let mut pty = opened(command());
    pty.press("mp");
    assert!(!pty.wait_for_end().success());
    pty.wait_for_bytes(b"the room fell in");
    let received = pty.received();
    let place = |bytes: &[u8]| received.windows(bytes.len()).position(|window| window == bytes);
    assert!(place(b"\x1b[?1049l") < place(b"the room fell in"), "the message must not go down with the screen");
    pty.assert_given_back();
}

#[test]
fn a_workers_panic_is_told_in_the_room() {
    let mut pty = opened(command());
    pty.press("l");
    pty.wait_for("the shelves broke");
    pty.wait_until("the room, unharmed", |screen| {
        screen.alternate_screen() && screen.contents().starts_with("a small")
    });
    quit(pty);
}

#[test]
fn keys_pastes_and_the_mouse_arrive() {
    let mut pty = opened(command());
    for (bytes, heard) in [
        ("\x1b[A", "key up"),
        ("\x1b", "key esc"),
        ("\x1bx", "key alt-x"),
        ("é", "key é"),
        ("\x1b[200~one q two\x1b[201~", "paste one q two"),
        ("\x1b[<64;3;4M", "mouse WheelUp"),
    ] {
        pty.press(bytes);
        pty.wait_for(heard);
    }
    quit(pty);
}

#[test]
fn more_keys_than_a_buffer_holds_arrive_all() {
    let mut pty = opened(command());
    pty.press("j".repeat(3000));
    pty.wait_for("\"keys\": 3000");
    quit(pty);
}

#[test]
fn answers_of_the_terminal_are_no_keys_however_late() {
    let mut pty = opened(command());
    pty.wait_for_bytes(b"\x1b]11;?\x1b\\");
    pty.press("j\x1b]11;rgb:ffff/ff");
    pty.wait_for("key j");
    pty.press("ff/ffff\x1b\\");
    pty.wait_for("ground Light");
    pty.press("\x1b[?0u\x1b[?62;22c");
    // Only a terminal that knows the protocol gets flags.
    pty.wait_for_bytes(b"\x1b[>1u");
    pty.press("k");
    pty.wait_for("key k");
    pty.wait_for("\"keys\": 2");
    pty.press("q");
    assert!(pty.wait_for_end().success());
    pty.wait_for_bytes(b"\x1b[<u");
    pty.assert_given_back();
}

#[test]
fn a_terminal_that_answers_nothing_is_asked_nothing() {
    let mut dumb = command();
    dumb.env("TERM", "linux");
    let mut pty = opened(dumb);
    pty.press("c");
    pty.wait_for_bytes(b"\x1b]52;c;S3lpdg==");
    assert!(!pty.screen().contains("]11"));
    quit(pty);
}

#[test]
fn without_colour_no_colour_is_sent() {
    let is_colour = |received: Vec<u8>| String::from_utf8_lossy(&received).contains("48;5;");
    let mut colourless = command();
    colourless.env(NO_COLOUR, "1");
    for (command, expected) in [(command(), true), (colourless, false)] {
        let mut pty = opened(command);
        pty.press("\x1b]11;rgb:0/0/0\x07");
        pty.wait_for("ground Dark");
        assert_eq!(is_colour(pty.received()), expected);
        quit(pty);
    }
}

#[test]
fn what_is_too_long_for_the_clipboard_is_said() {
    let mut pty = opened(command());
    pty.press("C");
    pty.wait_for("failed 80 KB are too much");
    quit(pty);
}

#[test]
fn a_new_size_is_painted() {
    let pty = opened(command());
    pty.resize(40, 8);
    pty.wait_for("40x8");
    pty.resize(100, 30);
    pty.wait_for("100x30");
    quit(pty);
}

#[test]
fn it_wakes_when_asked_and_only_then() {
    let mut pty = opened(command());
    pty.press("w");
    pty.wait_for("woken");
    pty.press("j");
    pty.wait_for("\"wakes\": 1");
    quit(pty);
}

#[test]
fn the_editor_has_the_terminal_and_its_keys() {
    let mut editing = command();
    editing.env("VISUAL", "sh -c 'echo EDITING; read line; printf \"%s\" \"$line\" > $1' sh");
    let mut pty = opened(editing);
    pty.press("me");
    pty.wait_for("EDITING");
    pty.assert_given_back();
    pty.press("qqq new\r");
    pty.wait_for("edited Ok(\"qqq new\")");
    pty.wait_until("the room again", vt100::Screen::alternate_screen);
    quit(pty);
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let mut editing = command();
    editing.env("EDITOR", "/no/such/editor --flag");
    let mut pty = opened(editing);
    pty.press("e");
    pty.wait_for("edited Err(");
    quit(pty);
}

#[test]
fn ending_while_the_editor_runs_ends_both() {
    let mut editing = command();
    editing.env("VISUAL", "sh -c 'echo EDITING; exec sleep 600'");
    let mut pty = opened(editing);
    pty.press("e");
    pty.wait_for("EDITING");
    pty.signal(Signal::TERM);
    assert!(pty.wait_for_end().success());
    pty.assert_given_back();
}

#[test]
fn without_a_shell_there_is_no_stopping() {
    let mut pty = opened(command());
    pty.press("s");
    pty.wait_for("There is no shell to go back to");
    pty.signal(Signal::TSTP);
    pty.press("j");
    pty.wait_for("key j");
    quit(pty);
}

#[test]
fn stopping_gives_the_terminal_to_the_shell_and_back() {
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-c", "set -m; \"$@\"; echo STOPPED; read _; fg; echo DONE", "sh"]);
    shell.arg(env::current_exe().unwrap());
    shell.args(ROOM);
    shell.env(IS_ROOM, "1");
    let mut pty = opened(shell);
    pty.press("ms");
    pty.wait_for("STOPPED");
    pty.assert_given_back();
    pty.press("\r");
    pty.wait_until("the room again", |screen| {
        screen.alternate_screen()
            && screen.contents().starts_with("a small room")
            && screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
    });
    pty.press("q");
    pty.wait_for("DONE");
    pty.assert_given_back();
}

#[test]
fn keys_come_from_the_terminal_when_standard_input_is_a_pipe() {
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-c", "echo piped | \"$@\"", "sh"]);
    shell.arg(env::current_exe().unwrap());
    shell.args(ROOM);
    shell.env(IS_ROOM, "1");
    let mut pty = opened(shell);
    pty.press("j");
    pty.wait_for("key j");
    quit(pty);
}
