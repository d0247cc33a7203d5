//! The sections of a briefing: the author's where there are headings, else derived from where the subject turns.

use std::collections::HashMap;
use std::ops::Range;

use super::{
    cohesion::{GRAINS, Unit, count},
    lexicon::Classes,
    reading::{Cancelled, KeepGoing, Reading},
    segmentation::{scale, starts},
    titles::Titles,
    vocabulary::StemId,
    word_clusters::WordClusters,
};
use crate::document::{Briefing, Outline, ParagraphId, Section, SectionOrigin};

/// The longest text, in bytes, that sections are derived for: nobody walks an outline that was guessed from a longer one.
const LONGEST_TEXT: usize = 8 << 20;
/// How many words a unit has at least in a text of usual length: paragraphs with fewer go with the next.
const UNIT: f64 = 7.0;
/// How many words at the head of a paragraph may point back.
const HEAD: usize = 5;
/// Words that point back from anywhere near the head of a paragraph.
const POINTING: [&str; 16] = [
    "this", "these", "those", "such", "it", "they", "he", "she", "him", "her", "his", "their", "its", "them", "that",
    "same",
];
/// Words that go on with what was said when they open a paragraph.
const GOING_ON: [&str; 20] = [
    "and",
    "but",
    "or",
    "so",
    "also",
    "yet",
    "then",
    "thus",
    "moreover",
    "furthermore",
    "however",
    "therefore",
    "for",
    "nor",
    "instead",
    "still",
    "additionally",
    "similarly",
    "indeed",
    "likewise",
];

/// The sections of a briefing. Empty where there are neither headings nor enough paragraphs to cut.
///
/// A repeat never opens a section; it belongs to the one that it stands in.
#[must_use]
pub fn outline(briefing: &Briefing) -> Outline {
    if is_settled(briefing) {
        return briefing.outline.clone();
    }
    let derived = Reading::of(briefing, &|| true).and_then(|reading| sections(&reading, &|| true));
    derived.unwrap_or_default()
}

/// The sections of a reading.
pub(crate) fn sections(reading: &Reading<'_>, keep_going: KeepGoing<'_>) -> Result<Outline, Cancelled> {
    let briefing = reading.briefing;
    if is_settled(briefing) || reading.passages.is_empty() {
        return Ok(briefing.outline.clone());
    }
    let groups = groups(reading);
    let numbering = Numbering::of(reading);
    let units: Vec<Unit> = groups.iter().map(|group| numbering.unit(group.clone())).collect();
    let starts = starts(&units, keep_going)?;
    if starts.len() < 2 {
        return Ok(Outline::default());
    }
    let end_of = |i: usize| starts.get(i + 1).map_or(reading.passages.len(), |&unit| groups[unit].start);
    let ranges: Vec<_> = starts.iter().enumerate().map(|(i, &unit)| groups[unit].start..end_of(i)).collect();
    let titles = Titles::of(reading, &ranges, keep_going)?.all();
    let first = |passage: usize| if passage == 0 { ParagraphId(0) } else { reading.passages[passage].paragraph };
    let end = |passage: usize| {
        reading.passages.get(passage).map_or(ParagraphId(briefing.paragraphs.len()), |passage| passage.paragraph)
    };
    let section = |(range, title): (&Range<usize>, String)| Section {
        title,
        level: 1,
        origin: SectionOrigin::Derived,
        start: first(range.start),
        end: end(range.end),
    };
    Ok(Outline::new(ranges.iter().zip(titles).map(section).collect()))
}

/// Whether the outline stays as it is: the author's, or none for a text that is too long.
fn is_settled(briefing: &Briefing) -> bool {
    !briefing.outline.is_empty() || briefing.text.len() > LONGEST_TEXT
}

/// Passages that stand together in a unit. The longer the text, the longer each, so that the units grow with the square
/// root of the text.
fn groups(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let words: Vec<usize> = reading.passages.iter().map(|passage| words(reading, &passage.tokens)).collect();
    let least = UNIT * scale(words.iter().sum());
    let (mut groups, mut start, mut held) = (Vec::new(), 0, 0);
    for (passage, words) in words.iter().enumerate() {
        held += words;
        if count(held) >= least {
            groups.push(start..passage + 1);
            (start, held) = (passage + 1, 0);
        }
    }
    match groups.last_mut() {
        Some(last) => last.end = words.len(),
        None => groups.push(0..words.len()),
    }
    groups
}

fn words(reading: &Reading<'_>, tokens: &Range<usize>) -> usize {
    tokens.clone().filter(|&at| reading.shape(at).is_word()).count()
}

/// The content words of a reading, numbered in each grain.
struct Numbering<'a, 'b> {
    reading: &'a Reading<'b>,
    stems: HashMap<StemId, usize>,
}

impl<'a, 'b> Numbering<'a, 'b> {
    fn of(reading: &'a Reading<'b>) -> Self {
        let mut stems = HashMap::new();
        for at in 0..reading.tokens.len() {
            let next = stems.len();
            stems.entry(reading.stem(at)).or_insert(next);
        }
        Self { reading, stems }
    }

    fn unit(&self, passages: Range<usize>) -> Unit {
        let reading = self.reading;
        let tokens = reading.passages[passages.start].tokens.start..reading.passages[passages.end - 1].tokens.end;
        let tells = |at: &usize| reading.shape(*at).is_word() && !reading.is(*at, Classes::STOP);
        let mut numbers: [Vec<usize>; GRAINS.len()] = Default::default();
        for at in tokens.clone().filter(tells) {
            numbers[0].push(self.stems[&reading.stem(at)]);
            if let Some([coarse, ..]) = WordClusters::get().of(reading.lower(at)) {
                numbers[1].push(usize::from(coarse));
            }
        }
        Unit { numbers, words: words(reading, &tokens), leans: self.leans(&tokens) }
    }

    fn leans(&self, tokens: &Range<usize>) -> bool {
        let words = tokens.clone().filter(|&at| self.reading.shape(at).is_word()).map(|at| self.reading.lower(at));
        let mut head = words.take(HEAD).peekable();
        head.peek().is_some_and(|first| GOING_ON.contains(first)) || head.any(|word| POINTING.contains(&word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::{briefing, repeat_last};

    const FARM: [&str; 3] = [
        "Dairy farmers in the valley fear for their milk prices.",
        "The milk price fell as dairy exports to the valley stalled.",
        "Without a dairy quota, farmers say, milk will be poured away.",
    ];
    const SEA: [&str; 3] = [
        "At the harbour, container ships wait for a pilot.",
        "Each pilot guides ten container ships into the harbour.",
        "A harbour strike would leave container ships at sea.",
    ];

    #[test]
    fn sections_are_derived_where_the_subject_turns() {
        let texts: Vec<&str> = FARM.into_iter().chain(SEA).collect();
        let outline = outline(&briefing(&texts));
        let starts: Vec<_> = outline.sections().iter().map(|section| section.start.0).collect();
        assert_eq!(starts, [0, 3]);
        assert!(outline.sections().iter().all(|s| !s.title.is_empty() && s.title.chars().count() <= 60));
        assert_ne!(outline.sections()[0].title, outline.sections()[1].title);
    }

    #[test]
    fn a_repeat_opens_no_section() {
        let texts: Vec<&str> = FARM.into_iter().chain(SEA).chain([FARM[0]]).collect();
        let outline = outline(&repeat_last(briefing(&texts), 0));
        let last = outline.sections().last().unwrap();
        assert!(last.start.0 < 6);
        assert_eq!(last.end.0, 7);
    }

    #[test]
    fn a_short_briefing_is_not_cut() {
        assert!(outline(&briefing(&FARM)).is_empty());
        assert!(outline(&briefing(&[])).is_empty());
    }

    #[test]
    fn the_authors_sections_stand() {
        let mut briefing = briefing(&FARM);
        let section = Section {
            title: "Milk".to_owned(),
            level: 2,
            origin: SectionOrigin::Heading,
            start: ParagraphId(1),
            end: ParagraphId(3),
        };
        briefing.outline = Outline::new(vec![section]);
        assert_eq!(outline(&briefing), briefing.outline);
    }
}
