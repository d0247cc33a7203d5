//! Whose a body is that many states have: `the Ukrainian Foreign Ministry`, `Tunisia's Ministry of Health`, `the Finance
//! Ministry in Oslo`. What the words right around a name tell, no more.

use std::ops::Range;

use super::{
    ActorKind,
    lexicon::{Classes, Entry},
    reading::Reading,
    recognise::{Name, Named},
    tags::{Tag, Tags},
};

/// The state that a body's name belongs to by the words within, ahead of or behind it; `None` for a body that is not of
/// a kind that states have.
pub(crate) fn state_of(reading: &Reading<'_>, tags: &Tags, named: &Named) -> Option<&'static str> {
    let tokens = &named.tokens;
    let body = named.kind == ActorKind::Organisation && matches!(named.name, Name::Written);
    if !body || !tokens.clone().any(|at| is_kind(reading, at)) {
        return None;
    }
    let within = || tags.within(tokens).iter().find_map(|tagged| state(&tagged.tag));
    within().or_else(|| ahead(reading, tags, tokens)).or_else(|| behind(reading, tags, tokens))
}

/// Whether a word is for a body of which each state has its own.
fn is_kind(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, Classes::ORGANISATION_HEAD)
        && matches!(
            reading.lower(at),
            "ministry"
                | "department"
                | "parliament"
                | "army"
                | "navy"
                | "cabinet"
                | "senate"
                | "assembly"
                | "treasury"
                | "court"
                | "police"
                | "bank"
                | "council"
                | "agency"
        )
}

/// `Ukrainian`, `Ukraine's`, `Kyiv's` right ahead.
fn ahead(reading: &Reading<'_>, tags: &Tags, tokens: &Range<usize>) -> Option<&'static str> {
    let last = tokens.start.checked_sub(1)?;
    let owned = matches!(reading.lower(last), "'s" | "'");
    let tagged = tags.at(if owned { last.checked_sub(1)? } else { last })?;
    let demonym = matches!(tagged.tag, Tag::Demonym(_));
    (owned || demonym).then(|| state(&tagged.tag)).flatten()
}

/// `in Kyiv` right behind.
fn behind(reading: &Reading<'_>, tags: &Tags, tokens: &Range<usize>) -> Option<&'static str> {
    let next = tokens.end;
    let placed = next + 1 < reading.tokens.len() && matches!(reading.lower(next), "in" | "of");
    let same = placed && reading.sentence_of(next + 1) == reading.sentence_of(tokens.start);
    tags.at(next + 1).filter(|_| same).and_then(|tagged| state(&tagged.tag))
}

/// The state that a tag names, or whose capital or adjective it is.
const fn state(tag: &Tag) -> Option<&'static str> {
    match tag {
        Tag::Demonym(demonym) if demonym.state => Some(demonym.of),
        Tag::Name(Entry { kind: ActorKind::State, name, .. }) => Some(*name),
        Tag::Name(Entry { capital: true, of, .. }) => *of,
        _ => None,
    }
}
