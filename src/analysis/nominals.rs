//! People who are named by state and office alone: `the German chancellor` is whom the briefing gave that office.
//!
//! Only where one person holds it; `the chancellor` without a state names nobody here.

use std::collections::HashMap;
use std::ops::Range;

use super::{
    actors::ActorMention,
    fold::fold,
    lexicon::{Classes, Demonym, Title},
    reading::Reading,
    tags::{Tag, Tags},
};

/// The most tokens between a demonym and the end of the office.
const LONGEST: usize = 6;

/// An office that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Office {
    /// The state or body, folded.
    pub of: String,
    /// The office's own words in lower case: `foreign minister`.
    pub words: String,
}

/// Where people are named by the offices they hold, in order. `holders` has each office with its actor; `mentions` are
/// the other names, in order, which these never overlap.
pub(crate) fn nominals(
    reading: &Reading<'_>,
    tags: &Tags,
    holders: &[(Office, usize)],
    mentions: &[ActorMention],
) -> Vec<ActorMention> {
    let holders = by_state(holders);
    if holders.is_empty() {
        return Vec::new();
    }
    let all = tags.within(&(0..reading.tokens.len()));
    let demonyms = all.iter().filter_map(|tagged| match tagged.tag {
        Tag::Demonym(demonym) if !demonym.plural => Some((tagged.tokens.clone(), demonym)),
        _ => None,
    });
    demonyms
        .filter_map(|(tokens, demonym)| {
            let (end, actor) = holder(reading, tags, &holders, &tokens, demonym)?;
            let tokens = tokens.start..end;
            (!is_beside_name(mentions, &tokens, reading)).then_some(ActorMention { tokens, actor })
        })
        .collect()
}

/// Offices by their state, folded; each with who holds it.
fn by_state(holders: &[(Office, usize)]) -> HashMap<&str, Vec<(&str, usize)>> {
    let mut by_state: HashMap<&str, Vec<(&str, usize)>> = HashMap::new();
    for (office, actor) in holders {
        by_state.entry(&office.of).or_default().push((&office.words, *actor));
    }
    by_state
}

/// Who holds the office named behind this demonym, and where its words end.
fn holder(
    reading: &Reading<'_>,
    tags: &Tags,
    holders: &HashMap<&str, Vec<(&str, usize)>>,
    demonym: &Range<usize>,
    of: Demonym,
) -> Option<(usize, usize)> {
    let held = holders.get(fold(of.of).as_str())?;
    let definite = demonym.start.checked_sub(1).is_some_and(|at| reading.lower(at) == "the");
    let sentence = &reading.sentences[reading.sentence_of(demonym.start)].tokens;
    let reach = demonym.end..sentence.end.min(demonym.end + LONGEST);
    let stop =
        reach.clone().find(|&at| !reading.shape(at).is_word() || reading.is(at, Classes::STOP)).unwrap_or(reach.end);
    let title = tags
        .within(&(demonym.end..stop))
        .iter()
        .take_while(|tagged| matches!(tagged.tag, Tag::Title(_)))
        .filter(|tagged| matches!(tagged.tag, Tag::Title(Title::Office)))
        .last()?;
    let end = title.tokens.end;
    let capital = end < sentence.end && reading.shape(end).is_capital();
    if !definite || capital {
        return None;
    }
    let words: Vec<&str> = (demonym.end..end).map(|at| reading.lower(at)).collect();
    let words = words.join(" ");
    let fits =
        |office: &str| office == words || office.strip_suffix(words.as_str()).is_some_and(|rest| rest.ends_with(' '));
    let mut fitting = held.iter().filter(|(office, _)| fits(office)).map(|(_, actor)| *actor);
    let actor = fitting.next()?;
    fitting.all(|other| other == actor).then_some((end, actor))
}

/// Whether a name stands on these words or right beside them, so that they say what its bearer is: `Anna Lind, the
/// German chancellor`.
fn is_beside_name(mentions: &[ActorMention], tokens: &Range<usize>, reading: &Reading<'_>) -> bool {
    let after = mentions.partition_point(|mention| mention.tokens.start < tokens.start);
    let comma =
        |at: usize| reading.tokens.get(at).is_some() && matches!(reading.lower(at), "," | "-" | "–" | "—" | "(");
    let ahead = after
        .checked_sub(1)
        .map(|i| mentions[i].tokens.end)
        .is_some_and(|end| end > tokens.start || (end + 2 == tokens.start && comma(end)) || end + 1 == tokens.start);
    let behind = mentions.get(after).map(|mention| mention.tokens.start);
    let behind = behind.is_some_and(|start| start <= tokens.end || (start == tokens.end + 1 && comma(tokens.end)));
    ahead || behind
}
