//! Lists: which a paragraph is an item of, how deep, and with what number, counted as Word counts.

use std::collections::{HashMap, HashSet};

use super::labels::{self, Numerals};
use crate::intake::Unreadable;
use crate::intake::xml::{Event, Xml};

/// How many levels a list has.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u64,
    form: Form,
    numerals: Numerals,
    /// What stands ahead of an item, its number and those of the levels above as `%1` to `%9`.
    pattern: String,
    /// Whether the numbers of all levels are written in figures here.
    is_legal: bool,
    /// Whether its count starts anew after an item of a level above.
    restarts: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            form: Form::Number,
            numerals: Numerals::Figures,
            pattern: String::new(),
            is_legal: false,
            restarts: true,
        }
    }
}

/// What stands ahead of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Bullet,
    Number,
    /// Nothing: a paragraph that goes on with an item.
    Nothing,
}

/// A list as a paragraph names it.
#[derive(Debug, Default)]
struct List {
    /// The definition that it shares with others.
    definition: u64,
    /// Levels whose count it starts anew.
    starts: [Option<u64>; LEVELS],
    /// Levels that it defines itself.
    levels: [Option<Level>; LEVELS],
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<u64, [Level; LEVELS]>,
    lists: HashMap<u64, List>,
}

/// Where a paragraph stands in a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) depth: u8,
    pub(super) ordinal: Option<u64>,
    /// What Word writes ahead of it.
    pub(super) label: String,
    /// Whether the label says more than the ordinal does: its place among several levels, or a word such as "Article".
    pub(super) says_more: bool,
}

impl Numbering {
    pub(super) fn read(part: &str) -> Result<Self, Unreadable> {
        let mut numbering = Self::default();
        // A definition may only name a style of lists that another definition describes.
        let (mut described, mut named) = (HashMap::new(), Vec::new());
        let mut xml = Xml::new(part);
        while let Some(event) = xml.next()? {
            let Event::Open(tag) = event else { continue };
            match tag.local() {
                "abstractNum" => {
                    let id = tag.number("abstractNumId").unwrap_or_default();
                    let read = definition(&mut xml)?;
                    numbering.definitions.insert(id, read.levels);
                    described.extend(read.describes.map(|style| (style, id)));
                    named.extend(read.follows.map(|style| (id, style)));
                }
                "num" => {
                    let id = tag.number("numId").unwrap_or_default();
                    numbering.lists.insert(id, list(&mut xml)?);
                }
                _ => {}
            }
        }
        for (id, style) in named {
            if let Some(levels) = described.get(&style).and_then(|other| numbering.definitions.get(other)).cloned() {
                numbering.definitions.insert(id, levels);
            }
        }
        Ok(numbering)
    }

    fn level<'a>(&'a self, list: &'a List, level: usize) -> Option<&'a Level> {
        let shared = || self.definitions.get(&list.definition).map(|levels| &levels[level]);
        list.levels[level].as_ref().or_else(shared)
    }
}

/// The counts, as far as a document has been read.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// The last number of each level, by definition.
    last: HashMap<u64, [Option<u64>; LEVELS]>,
    /// The lists and levels that have started anew already.
    started: HashSet<(u64, usize)>,
}

impl Counts {
    /// Counts an item; `None` where the paragraph is no item, though it stands in a list.
    pub(super) fn count(&mut self, numbering: &Numbering, id: u64, level: u64) -> Option<Place> {
        let list = numbering.lists.get(&id)?;
        let at = usize::try_from(level).unwrap_or(LEVELS).min(LEVELS - 1);
        let usual = Level::default();
        let level = numbering.level(list, at).unwrap_or(&usual);
        if level.form == Form::Nothing {
            return None;
        }
        let last = self.last.entry(list.definition).or_default();
        let fresh = list.starts[at].filter(|_| self.started.insert((id, at)));
        let number = fresh.or_else(|| last[at].map(|last| last.saturating_add(1))).unwrap_or(level.start);
        last[at] = Some(number);
        for (deeper, count) in last.iter_mut().enumerate().skip(at + 1) {
            if numbering.level(list, deeper).is_none_or(|deeper| deeper.restarts) {
                *count = None;
            }
        }
        let number_of = |above: usize| {
            let other = numbering.level(list, above).unwrap_or(&usual);
            let numerals = if level.is_legal { Numerals::Figures } else { other.numerals };
            (numerals, last[above].unwrap_or(other.start))
        };
        let is_number = level.form == Form::Number;
        Some(Place {
            depth: u8::try_from(at).unwrap_or_default(),
            ordinal: is_number.then_some(number),
            label: if is_number { labels::label(&level.pattern, number_of) } else { String::new() },
            says_more: is_number && labels::says_more(&level.pattern),
        })
    }
}

/// A definition as it stands in the file.
#[derive(Default)]
struct Definition {
    levels: [Level; LEVELS],
    /// The style of lists that it describes.
    describes: Option<String>,
    /// The style of lists that it takes its levels from.
    follows: Option<String>,
}

fn definition(xml: &mut Xml<'_>) -> Result<Definition, Unreadable> {
    let mut definition = Definition::default();
    let mut at = 0;
    xml.within(|event| {
        let Event::Open(tag) = event else { return };
        match tag.local() {
            "lvl" => at = level_at(tag.number("ilvl")),
            "styleLink" => definition.describes = tag.value(),
            "numStyleLink" => definition.follows = tag.value(),
            name => definition.levels[at].set(name, &tag.value().unwrap_or_default()),
        }
    })?;
    Ok(definition)
}

fn list(xml: &mut Xml<'_>) -> Result<List, Unreadable> {
    let mut list = List::default();
    let mut at = 0;
    xml.within(|event| {
        let Event::Open(tag) = event else { return };
        match tag.local() {
            "abstractNumId" => list.definition = tag.number("val").unwrap_or_default(),
            "lvlOverride" => at = level_at(tag.number("ilvl")),
            "startOverride" => list.starts[at] = tag.number("val"),
            "lvl" => list.levels[at] = Some(Level::default()),
            name => {
                if let Some(level) = &mut list.levels[at] {
                    level.set(name, &tag.value().unwrap_or_default());
                }
            }
        }
    })?;
    Ok(list)
}

fn level_at(number: Option<u64>) -> usize {
    number.and_then(|number| usize::try_from(number).ok()).unwrap_or_default().min(LEVELS - 1)
}

impl Level {
    fn set(&mut self, name: &str, value: &str) {
        match name {
            "start" => self.start = value.trim().parse().unwrap_or(1),
            "lvlRestart" => self.restarts = value != "0",
            "numFmt" => {
                self.numerals = Numerals::named(value);
                self.form = match value {
                    "bullet" => Form::Bullet,
                    "none" => Form::Nothing,
                    _ => Form::Number,
                };
            }
            // A bullet that is a space is none: converters indent an item's further paragraphs so.
            "lvlText" if self.form == Form::Bullet && value.trim().is_empty() => self.form = Form::Nothing,
            "lvlText" => value.clone_into(&mut self.pattern),
            "isLgl" => self.is_legal = value != "0",
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val=" "/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="1"/>
            <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn items_are_counted_as_word_counts_them() {
        let numbering = Numbering::read(LISTS).unwrap();
        let mut counts = Counts::default();
        let number = |depth, ordinal| Some((depth, ordinal));
        for (id, level, expected) in [
            (1, 0, number(0, Some(1))),
            (1, 1, number(1, Some(1))),
            (1, 1, number(1, Some(2))),
            (1, 0, number(0, Some(2))),
            (1, 1, number(1, Some(1))),
            (2, 0, number(0, None)),
            (2, 1, None),
            (3, 0, number(0, Some(5))),
            (3, 0, number(0, Some(6))),
            (1, 0, number(0, Some(7))),
            (9, 0, None),
            (1, 77, number(8, Some(1))),
        ] {
            let place = counts.count(&numbering, id, level).map(|place| (place.depth, place.ordinal));
            assert_eq!(place, expected, "{id} {level}");
        }
    }

    #[test]
    fn numbers_of_several_levels_are_told_as_they_stand_on_the_page() {
        let numbering = Numbering::read(
            r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
            </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#,
        )
        .unwrap();
        let mut counts = Counts::default();
        let labels: Vec<_> = [0, 1, 1, 2, 2, 0, 1]
            .map(|level| counts.count(&numbering, 1, level).map(|place| (place.label, place.says_more)).unwrap())
            .into();
        let expected = [
            ("Article I.", true),
            ("1.1", true),
            ("1.2", true),
            ("(a)", false),
            ("(b)", false),
            ("Article II.", true),
            ("2.1", true),
        ];
        assert_eq!(labels, expected.map(|(label, more)| (label.to_owned(), more)));
    }
}
