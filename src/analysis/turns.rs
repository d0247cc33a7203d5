//! Who is speaking: the turns of a transcript, `MR. WEBER:` at the head of a paragraph.

use super::{
    actors::{ActorMention, mentions_in},
    lexicon::Title,
    reading::Reading,
    tags::{Tag, Tags},
    tokens::Shape,
};

/// How many tokens a speaker's name may have.
const LONGEST: usize = 8;
/// How many turns make a transcript: one may be a mere colon.
const FEWEST: usize = 2;

/// Who speaks in a paragraph of a transcript.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Turn {
    /// The speaker, by their place in the list of actors; `None` for an unnamed one, such as `Q`.
    pub actor: Option<usize>,
    /// The first token of what is said.
    pub from: usize,
}

/// The turn that each passage belongs to. All `None` in what is no transcript.
pub(crate) fn turns(reading: &Reading<'_>, tags: &Tags, mentions: &[ActorMention]) -> Vec<Option<Turn>> {
    let opened: Vec<Option<Turn>> = reading
        .passages
        .iter()
        .map(|passage| opened(reading, tags, mentions, passage.tokens.start, passage.tokens.end))
        .collect();
    if opened.iter().flatten().filter(|turn| turn.actor.is_some()).count() < FEWEST {
        return vec![None; opened.len()];
    }
    let mut speaker = None;
    let passages = opened.into_iter().zip(&reading.passages);
    let turn = |(turn, passage): (Option<Turn>, &super::reading::Passage)| {
        if let Some(turn) = turn {
            speaker = Some(turn.actor);
            return Some(turn);
        }
        speaker.map(|actor| Turn { actor, from: passage.tokens.start })
    };
    passages.map(turn).collect()
}

fn opened(reading: &Reading<'_>, tags: &Tags, mentions: &[ActorMention], start: usize, end: usize) -> Option<Turn> {
    if reading.written(start) == "Q" {
        return Some(Turn { actor: None, from: start + 1 });
    }
    let colon = (start..end.min(start + LONGEST)).find(|&at| reading.lower(at) == ":")?;
    let name_like = (start..colon).all(|at| {
        reading.shape(at).is_capital()
            || reading.shape(at) == Shape::Mark
            || tags.at(at).is_some_and(|t| matches!(t.tag, Tag::Title(Title::Office | Title::Address)))
    });
    let mention = mentions_in(mentions, &(start..colon)).find(|mention| mention.tokens.end == colon)?;
    name_like.then_some(Turn { actor: Some(mention.actor), from: colon + 1 })
}
