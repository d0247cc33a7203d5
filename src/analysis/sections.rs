//! The sections of a briefing: the author's where there are headings, else derived from where the subject turns.

use std::ops::Range;

use super::{
    cohesion::{Limits, Unit, segments},
    lexicon::Classes,
    reading::{Cancelled, KeepGoing, Reading},
    titles::Titles,
};
use crate::document::{Briefing, Outline, ParagraphId, Section, SectionOrigin};

/// The fewest paragraphs that are cut at all.
const WORTH_CUTTING: usize = 4;
/// The most: nobody reads an outline of so many, and each is compared with dozens of others.
const MOST_CUT: usize = 40_000;
/// The fewest paragraphs in a derived section.
const SHORTEST: usize = 2;
/// How many paragraphs are one section too few: as many sections as fit are made, wherever the subject turns most.
const TOO_LONG: usize = 6;
/// The fewest paragraphs for which one section is too few.
const WORTH_TWO: usize = 6;
/// What share of the words of an average section one must hold.
const SLIGHT: f64 = 0.25;
/// The most sections that are made although nothing shows that the subject turns.
const MADE: usize = 8;
/// On how many paragraphs a derived section stands at the least, on average.
const AVERAGE: usize = 3;

/// The sections of a briefing. Empty where there are neither headings nor enough paragraphs to cut.
///
/// A repeat never opens a section; it belongs to the one that it stands in.
#[must_use]
pub fn outline(briefing: &Briefing) -> Outline {
    if !briefing.outline.is_empty() {
        return briefing.outline.clone();
    }
    if !(WORTH_CUTTING..=MOST_CUT).contains(&briefing.unique_paragraphs()) {
        return Outline::default();
    }
    let derived = Reading::of(briefing, &|| true).and_then(|reading| sections(&reading, &|| true));
    derived.unwrap_or_default()
}

/// The sections of a reading.
pub(crate) fn sections(reading: &Reading<'_>, keep_going: KeepGoing<'_>) -> Result<Outline, Cancelled> {
    let briefing = reading.briefing;
    if !briefing.outline.is_empty() {
        return Ok(briefing.outline.clone());
    }
    let count = reading.passages.len();
    if !(WORTH_CUTTING..=MOST_CUT).contains(&count) {
        return Ok(Outline::default());
    }
    let units: Vec<Unit> = (0..count).map(|passage| unit(reading, passage)).collect();
    let fewest = if count < WORTH_TWO { 1 } else { (count / TOO_LONG).clamp(2, MADE) };
    let limits = Limits { shortest: SHORTEST, fewest, most: (count / AVERAGE).max(2) };
    let starts = substantial(&segments(&units, limits, keep_going)?, &units);
    if starts.len() < 2 {
        return Ok(Outline::default());
    }
    let ranges: Vec<_> =
        starts.iter().enumerate().map(|(i, &start)| start..starts.get(i + 1).copied().unwrap_or(count)).collect();
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

/// The starts of the segments that hold words enough; what is slight goes to the segment ahead, or at the start behind.
fn substantial(starts: &[usize], units: &[Unit]) -> Vec<usize> {
    let words = |range: Range<usize>| units[range].iter().flat_map(Unit::values).sum::<f64>();
    let mean = words(0..units.len()) / f64::from(u32::try_from(starts.len().max(1)).unwrap_or(u32::MAX));
    let mut kept: Vec<usize> = Vec::with_capacity(starts.len());
    let mut slight = false;
    for (i, &start) in starts.iter().enumerate() {
        let here = words(start..starts.get(i + 1).copied().unwrap_or(units.len())) < mean * SLIGHT;
        let opens = !here && !slight || kept.is_empty();
        if opens {
            kept.push(start);
        }
        slight = here && kept.len() == 1 && kept[0] == start;
    }
    kept
}

/// The stems of a paragraph's content words.
fn unit(reading: &Reading<'_>, passage: usize) -> Unit {
    let mut unit = Unit::new();
    for at in reading.passages[passage].tokens.clone() {
        if reading.shape(at).is_word() && !reading.is(at, Classes::STOP) {
            *unit.entry(reading.stem(at)).or_default() += 1.0;
        }
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::{briefing, repeat_last};
    use crate::analysis::tokens::Shape;
    use crate::analysis::vocabulary::Vocabulary;

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
    fn slight_segments_go_to_a_neighbour() {
        let mut vocabulary = Vocabulary::new();
        let id = vocabulary.learn("word", Shape::Lower);
        let stem = vocabulary.word(id).stem;
        let unit = |words: u8| Unit::from([(stem, f64::from(words))]);
        let units: Vec<Unit> = [9, 9, 1, 1, 9, 9].map(unit).into();
        assert_eq!(substantial(&[0, 2, 4], &units), [0, 4]);
        let units: Vec<Unit> = [1, 1, 9, 9, 9, 9].map(unit).into();
        assert_eq!(substantial(&[0, 2, 4], &units), [0, 4]);
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
