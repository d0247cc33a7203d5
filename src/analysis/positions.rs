//! Where a briefing names a position, in whatever inflection and order of words.
//!
//! A phrasing matches where the stems of all its words that carry meaning stand close together in one sentence, in any
//! order, with at most [`GAP`] other words between neighbours. Each phrasing is looked up by its rarest word, so the work
//! grows with the text and with how often those words occur, not with their product.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{
    Knowledge, Mention, Origin, Position,
    cues::is_auxiliary,
    lexicon::{Classes, Lexicon},
    reading::{Cancelled, KeepGoing, Reading, go_on},
    tokens::{Shape, pieces},
    vocabulary::{StemId, lower},
};

/// How many words may stand between two neighbouring words of a phrasing.
const GAP: usize = 3;

/// Function words that change what a phrasing means, and so count.
const TELLING: [&str; 9] = ["for", "against", "without", "before", "after", "over", "under", "only", "out"];

/// What a phrasing says of its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slant {
    /// It names it.
    Names,
    /// It speaks for it.
    Supports,
    /// It speaks against it.
    Opposes,
}

/// Words that name a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PositionMatch {
    /// The words.
    pub tokens: Range<usize>,
    /// The position, by its place in the configuration.
    pub position: usize,
    /// What they say of it; the sharpest where phrasings overlap.
    pub slant: Slant,
}

/// A word of a phrasing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Any word with this stem.
    Stem(StemId),
    /// A function word, or a verb that is one as well, with this stem.
    Function(StemId),
    /// `not`, `never`, `no`, `won't`.
    Negation,
}

struct Pattern {
    position: usize,
    slant: Slant,
    parts: Vec<Part>,
    anchor: StemId,
}

/// Every place that names a position, in reading order.
pub(crate) fn find(
    reading: &Reading<'_>,
    knowledge: &Knowledge,
    keep_going: KeepGoing<'_>,
) -> Result<Vec<PositionMatch>, Cancelled> {
    let patterns = compile(reading, knowledge);
    let mut by_anchor: HashMap<StemId, Vec<&Pattern>> = HashMap::new();
    for pattern in &patterns {
        by_anchor.entry(pattern.anchor).or_default().push(pattern);
    }
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        go_on(keep_going)?;
        let mut here = Vec::new();
        for at in sentence.tokens.clone() {
            for pattern in by_anchor.get(&reading.stem(at)).into_iter().flatten() {
                if let Some(tokens) = pattern.around(reading, at, &sentence.tokens) {
                    here.push(PositionMatch { tokens, position: pattern.position, slant: pattern.slant });
                }
            }
        }
        found.extend(merge(here));
    }
    Ok(found)
}

/// The matches that start within these tokens.
pub(crate) fn within<'m>(
    matches: &'m [PositionMatch],
    tokens: &Range<usize>,
) -> impl Iterator<Item = &'m PositionMatch> + use<'m> {
    let start = matches.partition_point(|place| place.tokens.start < tokens.start);
    let end = tokens.end;
    matches[start..].iter().take_while(move |place| place.tokens.start < end)
}

/// The positions that were found, with their mentions, in the order of the configuration.
pub(crate) fn positions(reading: &Reading<'_>, knowledge: &Knowledge, found: &[PositionMatch]) -> Vec<Position> {
    let mut mentions: BTreeMap<usize, Vec<Mention>> = BTreeMap::new();
    for place in found {
        let paragraph = reading.paragraph_of(place.tokens.start);
        mentions.entry(place.position).or_default().push(Mention { span: reading.span(&place.tokens), paragraph });
    }
    let position = |(index, mentions): (usize, Vec<Mention>)| {
        let known = &knowledge.positions[index];
        Position { id: known.id.clone(), label: known.label.clone(), origin: Origin::Config, mentions }
    };
    mentions.into_iter().map(position).collect()
}

/// The phrasings whose words all occur in the briefing.
fn compile(reading: &Reading<'_>, knowledge: &Knowledge) -> Vec<Pattern> {
    let mut counts: HashMap<StemId, usize> = HashMap::new();
    for at in 0..reading.tokens.len() {
        *counts.entry(reading.stem(at)).or_default() += 1;
    }
    let mut patterns = Vec::new();
    for (position, known) in knowledge.positions.iter().enumerate() {
        let slants =
            [(&known.phrases, Slant::Names), (&known.supports, Slant::Supports), (&known.opposes, Slant::Opposes)];
        for (phrase, slant) in slants.iter().flat_map(|(list, slant)| list.iter().map(move |phrase| (phrase, *slant))) {
            let Some(parts) = parts(reading, phrase) else { continue };
            let stems = parts.iter().filter_map(|part| match part {
                Part::Stem(stem) => Some(*stem),
                _ => None,
            });
            if let Some(anchor) = stems.min_by_key(|stem| counts.get(stem).copied().unwrap_or_default()) {
                patterns.push(Pattern { position, slant, parts, anchor });
            }
        }
    }
    patterns
}

/// The words of a phrasing that carry meaning; `None` where the briefing lacks one of them.
fn parts(reading: &Reading<'_>, phrase: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    for (_, piece) in pieces(phrase).filter(|(_, piece)| Shape::of(piece) != Shape::Mark) {
        let word = lower(piece);
        if is_negation(&word) {
            parts.push(Part::Negation);
        } else if !Lexicon::get().is_stop_word(&word) {
            parts.push(Part::Stem(reading.words.stem_of(&word)?));
        } else if TELLING.contains(&word.as_str()) || is_verb(&word) {
            parts.push(Part::Function(reading.words.stem_of(&word)?));
        }
    }
    Some(parts)
}

impl Pattern {
    /// The words of the phrasing around its anchor.
    fn around(&self, reading: &Reading<'_>, anchor: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        if reading.is(anchor, Classes::STOP) {
            return None;
        }
        let mut wanted: Vec<Part> = self.parts.clone();
        wanted.remove(wanted.iter().position(|part| *part == Part::Stem(self.anchor))?);
        let mut tokens = anchor..anchor + 1;
        let negated = wanted.contains(&Part::Negation);
        wanted.retain(|part| *part != Part::Negation);
        while !wanted.is_empty() {
            let (place, which) = nearest(reading, &tokens, sentence, &wanted)?;
            wanted.swap_remove(which);
            tokens = tokens.start.min(place)..tokens.end.max(place + 1);
        }
        if negated { with_negation(reading, tokens, sentence) } else { Some(tokens) }
    }
}

/// These tokens with the negation among them or, but for one word, right ahead: further off it turns down something else.
fn with_negation(reading: &Reading<'_>, tokens: Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let floor = sentence.start.max(tokens.start.saturating_sub(2));
    let place = (floor..tokens.end).rev().find(|&token| is_negation(reading.lower(token)))?;
    Some(tokens.start.min(place)..tokens.end)
}

/// The nearest token around these that is one of the wanted parts, and which.
fn nearest(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    sentence: &Range<usize>,
    wanted: &[Part],
) -> Option<(usize, usize)> {
    let ahead = within_gap(reading, (sentence.start..tokens.start).rev());
    let behind = within_gap(reading, tokens.end..sentence.end);
    let hit = |place: &usize| wanted.iter().position(|part| part.is(reading, *place)).map(|which| (*place, which));
    let (ahead, behind) = (
        ahead.iter().enumerate().find_map(|(i, p)| hit(p).map(|h| (i, h))),
        behind.iter().enumerate().find_map(|(i, p)| hit(p).map(|h| (i, h))),
    );
    match (ahead, behind) {
        (Some(a), Some(b)) => Some(if a.0 < b.0 { a.1 } else { b.1 }),
        (a, b) => a.or(b).map(|(_, hit)| hit),
    }
}

/// The words from here on, as far as the gap and the clause allow; at most one more than the gap.
fn within_gap(reading: &Reading<'_>, tokens: impl Iterator<Item = usize>) -> Vec<usize> {
    tokens
        .take_while(|&token| !matches!(reading.lower(token), ";" | ":" | "." | "?" | "!" | "—" | "–" | "(" | ")"))
        .filter(|&token| reading.shape(token) != Shape::Mark)
        .take(GAP + 1)
        .collect()
}

impl Part {
    fn is(self, reading: &Reading<'_>, token: usize) -> bool {
        match self {
            Self::Stem(stem) => reading.stem(token) == stem && !reading.is(token, Classes::STOP),
            Self::Function(stem) => reading.stem(token) == stem,
            Self::Negation => false,
        }
    }
}

/// Whether a function word is a verb too that a phrasing hangs on: `back` in `back the plan`, not `must`.
fn is_verb(word: &str) -> bool {
    Lexicon::get().classes(word).has(Classes::VERB.and(Classes::VERB_OR_NOUN)) && !is_auxiliary(word)
}

/// Whether a lower-case word says no.
pub(crate) fn is_negation(word: &str) -> bool {
    word.ends_with("n't") || matches!(word, "not" | "no" | "never" | "cannot" | "nor" | "neither" | "none" | "nobody")
}

/// Joins what overlaps for the same position.
fn merge(mut found: Vec<PositionMatch>) -> Vec<PositionMatch> {
    found.sort_by_key(|place| (place.position, place.tokens.start, place.tokens.end));
    let mut merged: Vec<PositionMatch> = Vec::new();
    for place in found {
        match merged.last_mut() {
            Some(last) if last.position == place.position && place.tokens.start < last.tokens.end => {
                last.tokens.end = last.tokens.end.max(place.tokens.end);
                last.slant = last.slant.max(place.slant);
            }
            _ => merged.push(place),
        }
    }
    merged.sort_by_key(|place| (place.tokens.start, place.position));
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::{briefing, knowledge};

    fn found(text: &str) -> Vec<(String, String, Slant)> {
        let (briefing, knowledge) = (briefing(&[text]), knowledge());
        let reading = Reading::of(&briefing, &|| true).unwrap();
        find(&reading, &knowledge, &|| true)
            .unwrap()
            .into_iter()
            .map(|p| (knowledge.positions[p.position].id.0.clone(), reading.text(&p.tokens).to_owned(), p.slant))
            .collect()
    }

    #[test]
    fn many_phrasings() {
        let table = [
            ("Kyiv is ceding some territory.", "land-for-security", "ceding some territory", Slant::Names),
            ("Some territory might be ceded.", "land-for-security", "territory might be ceded", Slant::Names),
            (
                "They trade Ukrainian land for security.",
                "land-for-security",
                "trade Ukrainian land for security",
                Slant::Names,
            ),
            ("They will not relinquish any land.", "land-for-security", "not relinquish any land", Slant::Opposes),
            ("They won’t cede territory.", "land-for-security", "won’t cede territory", Slant::Opposes),
            (
                "It asks for \"cast-iron\" security guarantees.",
                "cast-iron-guarantees",
                "cast-iron\" security guarantees",
                Slant::Names,
            ),
            (
                "A robust, lasting security guarantee",
                "cast-iron-guarantees",
                "robust, lasting security guarantee",
                Slant::Names,
            ),
            ("the Coalition of the Willing", "coalition-of-the-willing", "Coalition of the Willing", Slant::Names),
        ];
        for (text, position, words, slant) in table {
            assert_eq!(found(text), [(position.to_owned(), words.to_owned(), slant)], "{text}");
        }
    }

    #[test]
    fn what_only_looks_alike() {
        for text in [
            "The coalition will meet.",
            "Land was bought; security was tight.",
            "The territory in the east of the vast country was ceded.",
            "National security and land law.",
            "They did not build on land or rule security out.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
