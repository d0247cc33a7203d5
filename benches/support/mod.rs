//! What the benchmarks work on: briefings of any size out of a seeded generator, and a reading room with one open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use brief::analysis::{self, Knowledge, KnownPosition, PositionId};
use brief::app::key::Key;
use brief::app::keymap::Keymap;
use brief::app::message::{Event, Message, NotesRead, Target};
use brief::app::{Settings, Setup, Size, State, update};
use brief::document::{self, Briefing, Source};
use brief::intake;
use jiff::Timestamp;

/// As many bytes as the figures in the README speak of.
pub const MEGABYTE: usize = 1 << 20;

const WHO: [&str; 6] = [
    "President Ana Moreau",
    "Foreign Minister Jonas Lindqvist",
    "the European Commission",
    "Norway",
    "Chancellor Petra Hofmann",
    "the Baltic Shipping Council",
];
const SAYS: [&str; 6] = ["said", "warned", "insisted", "denied", "told reporters", "proposed"];
const WHAT: [&str; 8] = [
    "that land for security was no basis for talks",
    "that the ports would stay open through the winter",
    "that cast-iron guarantees had to come before any withdrawal",
    "that inspectors should be let in without notice",
    "that the cables were cut on purpose",
    "that the budget could carry no further delay",
    "that a ceasefire was within reach",
    "that the “third draft” went further than the second",
];
const WHERE: [&str; 6] = [
    "in Oslo on Monday",
    "after the session",
    "at the harbour",
    "in a letter to the council",
    "behind closed doors",
    "late in the evening",
];

/// The same numbers for the same seed, on every machine.
struct Dice(u64);

impl Dice {
    /// A number below `sides`. Steele and Vigna's `SplitMix64`, modulo the number of sides.
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let sides_wide = u64::try_from(sides).expect("sides are few");
        usize::try_from((mixed ^ (mixed >> 31)) % sides_wide).expect("it is below the sides")
    }

    fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.throw(among.len())]
    }
}

/// A briefing of at least `bytes` bytes in Markdown: headings, paragraphs of three to seven sentences, and now and then
/// a paragraph that says an earlier one again.
pub fn markdown(bytes: usize) -> String {
    let mut dice = Dice(20_250_818);
    let mut text = String::from("# The winter talks, day by day\n\n*What was said, and by whom.*\n\n");
    let mut paragraphs: Vec<String> = Vec::new();
    while text.len() < bytes {
        if paragraphs.len().is_multiple_of(9) {
            text.extend(["## ", dice.pick(&WHAT), ", ", dice.pick(&WHERE), "\n\n"]);
        }
        let paragraph = match dice.throw(30) {
            0 if !paragraphs.is_empty() => paragraphs[dice.throw(paragraphs.len())].clone(),
            _ => (0..3 + dice.throw(5)).map(|_| sentence(&mut dice)).collect::<Vec<_>>().join(" "),
        };
        text.push_str(&paragraph);
        text.push_str("\n\n");
        paragraphs.push(paragraph);
    }
    text
}

fn sentence(dice: &mut Dice) -> String {
    let number = dice.throw(10_000);
    format!("{} {} {} {}, {number} days in.", dice.pick(&WHO), dice.pick(&SAYS), dice.pick(&WHERE), dice.pick(&WHAT))
}

/// What intake makes of a text.
pub fn source(text: &str) -> Source {
    intake::from_bytes(text.as_bytes(), Some(Path::new("talks.md")), None).expect("this is a text")
}

/// What the document room makes of that.
pub fn briefing(text: &str) -> Arc<Briefing> {
    Arc::new(document::build(source(text)))
}

/// One position to look for.
pub fn knowledge() -> Knowledge {
    let position = KnownPosition {
        id: PositionId("land-for-security".into()),
        label: "Land for security".into(),
        definition: None,
        phrases: vec!["land for security".into()],
        supports: Vec::new(),
        opposes: vec!["no basis".into()],
    };
    Knowledge { positions: vec![position], actors: Vec::new() }
}

/// A reading room of 120 by 40 cells with this briefing open and analysed.
pub fn room(briefing: &Arc<Briefing>) -> State {
    let setup = Setup {
        size: Size { width: 120, height: 40 },
        settings: Settings::default(),
        keymap: Keymap::new(&[]).expect("the default keys fit"),
        targets: vec![Target::File(PathBuf::from("talks.md"))],
        folder: PathBuf::from("briefings"),
        seed: "bench".into(),
    };
    let (mut state, _) = State::new(setup, Timestamp::UNIX_EPOCH);
    let request = state.requests;
    tell(&mut state, Event::Opened { request, result: Ok(Arc::clone(briefing)), partial: false });
    tell(&mut state, Event::NotesRead { request, result: Ok(NotesRead::default()) });
    let analysis = Arc::new(analysis::analyse(briefing, &knowledge()));
    tell(&mut state, Event::Analysed { request, analysis, partial: false });
    state
}

/// Presses keys, written as in config.yaml with spaces between.
pub fn press(state: &mut State, keys: &str) {
    for key in keys.split_whitespace() {
        tell(state, Event::Key(key.parse::<Key>().expect("a key")));
    }
}

fn tell(state: &mut State, event: Event) {
    // What is to be done outside is not measured here.
    drop(update(state, Message { at: Timestamp::UNIX_EPOCH, event }));
}
