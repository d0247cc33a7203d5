//! Where a briefing names a position, in whatever inflection, order and choice of words.
//!
//! A phrasing matches where all its parts stand close together in one sentence, in any order: at most [`GAP`] words that
//! carry meaning between neighbours, and no verb that takes them apart. Each phrasing is looked up by its rarest part, so
//! the work grows with the text and with how often those words occur, not with their product.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{
    Knowledge, KnownPosition, Mention, Origin, Position,
    clauses::{is_determiner, is_finite},
    cues::is_auxiliary,
    phrasings::{Freedom, Part, Pattern, compile},
    reading::{Cancelled, KeepGoing, Reading, go_on},
    tokens::Shape,
    vocabulary::RootId,
};

/// How many words that carry meaning may stand between two neighbouring parts of a phrasing.
const GAP: usize = 3;
/// How many tokens in all.
const FARTHEST: usize = 10;

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

/// Every place that names one of these positions, in reading order.
pub(crate) fn find(
    reading: &Reading<'_>,
    positions: &[KnownPosition],
    freedom: Freedom,
    keep_going: KeepGoing<'_>,
) -> Result<Vec<PositionMatch>, Cancelled> {
    let patterns = compile(reading, positions, freedom);
    let mut by_anchor: HashMap<RootId, Vec<&Pattern>> = HashMap::new();
    for pattern in &patterns {
        let mut firsts: Vec<RootId> = pattern.parts[pattern.anchor].firsts().collect();
        firsts.sort_unstable();
        firsts.dedup();
        for first in firsts {
            by_anchor.entry(first).or_default().push(pattern);
        }
    }
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        go_on(keep_going)?;
        let mut here = Vec::new();
        for at in sentence.tokens.clone() {
            for pattern in by_anchor.get(&reading.root(at)).into_iter().flatten() {
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

impl Pattern {
    /// The words of the phrasing around its anchor.
    fn around(&self, reading: &Reading<'_>, anchor: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let mut tokens = anchor..self.parts[self.anchor].end_at(reading, anchor, sentence.end)?;
        let mut taken = vec![anchor, tokens.end - 1];
        let mut wanted: Vec<&Part> = self.parts.iter().collect();
        wanted.swap_remove(self.anchor);
        while !wanted.is_empty() {
            let (place, end, which) = nearest(reading, &tokens, &taken, sentence, &wanted)?;
            wanted.swap_remove(which);
            taken.extend([place, end - 1]);
            tokens = tokens.start.min(place)..tokens.end.max(end);
        }
        if self.negated { with_negation(reading, tokens, sentence) } else { Some(tokens) }
    }
}

/// These tokens with the negation among them or, but for one word, right ahead: further off it turns down something else.
fn with_negation(reading: &Reading<'_>, tokens: Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let floor = sentence.start.max(tokens.start.saturating_sub(2));
    let place = (floor..tokens.end).rev().find(|&token| is_negation(reading.lower(token)))?;
    Some(tokens.start.min(place)..tokens.end)
}

/// The nearest place within or around these tokens where one of the wanted parts starts, where it ends, and which it is.
fn nearest(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    taken: &[usize],
    sentence: &Range<usize>,
    wanted: &[&Part],
) -> Option<(usize, usize, usize)> {
    let hit = |place: usize| {
        let part = |(which, part): (usize, &&Part)| Some((place, part.end_at(reading, place, sentence.end)?, which));
        wanted.iter().enumerate().find_map(part)
    };
    if let Some(hit) = tokens.clone().filter(|place| !taken.contains(place)).find_map(hit) {
        return Some(hit);
    }
    let ahead = within_gap(reading, (sentence.start..tokens.start).rev(), sentence.end);
    let behind = within_gap(reading, tokens.end..sentence.end, sentence.end);
    let (ahead, behind) = (
        ahead.into_iter().enumerate().find_map(|(i, place)| hit(place).map(|hit| (i, hit))),
        behind.into_iter().enumerate().find_map(|(i, place)| hit(place).map(|hit| (i, hit))),
    );
    match (ahead, behind) {
        (Some(a), Some(b)) => Some(if a.0 < b.0 { a.1 } else { b.1 }),
        (a, b) => a.or(b).map(|(_, hit)| hit),
    }
}

/// The words from here on, as far as the gap and the clause allow: up to the first verb that has a subject of its own.
fn within_gap(reading: &Reading<'_>, tokens: impl Iterator<Item = usize>, end: usize) -> Vec<usize> {
    let mut words = Vec::new();
    let mut telling = 0;
    for token in tokens.take(FARTHEST) {
        let word = reading.lower(token);
        let joins = matches!(word, "and" | "but") && token + 1 < end && is_finite(reading, token + 1, end);
        if joins || matches!(word, ";" | ":" | "." | "?" | "!" | "—" | "–" | "(" | ")") {
            break;
        }
        if reading.shape(token) == Shape::Mark {
            continue;
        }
        words.push(token);
        let light = is_determiner(word) || is_auxiliary(word);
        telling += usize::from(!light);
        if telling > GAP || !light && is_finite(reading, token, end) {
            break;
        }
    }
    words
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
        find(&reading, &knowledge.positions, Freedom::Meaning, &|| true)
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
