//! What the whole briefing tells of names: one string is one kind, a surname is whose full name was given, an acronym is
//! what it is explained as, and a name that was found once is found wherever it stands.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    ActorKind, Knowledge,
    acronyms::acronym_after,
    fold::fold,
    lexicon::Classes,
    reading::Reading,
    recognise::{Name, Named},
    recogniser::{Gazetteer, Listed},
    shorts::first_word,
    tags::{Tag, Tags},
    tokens::Shape,
    vocabulary::WordId,
};

/// The most tokens of a name that is looked for elsewhere.
const LONGEST: usize = 8;
/// Settles kinds and finds names again; in reading order, none overlapping.
pub(crate) fn settle(reading: &Reading<'_>, tags: &Tags, knowledge: &Knowledge, named: Vec<Named>) -> Vec<Named> {
    let mut named = named;
    let kinds = Kinds::of(reading, tags, knowledge, &named);
    for name in named.iter_mut().filter(|name| matches!(name.name, Name::Written)) {
        let folded = fold(reading.text(&name.tokens));
        name.kind = kinds.of_name(&folded).unwrap_or(name.kind);
        if kinds.is_titled(reading, &name.tokens, &folded) {
            name.kind = ActorKind::Person;
        }
    }
    let again = Again::of(reading, &named, kinds);
    let mut all = Vec::with_capacity(named.len());
    let mut at = 0;
    for name in named {
        again.find(reading, tags, at..name.tokens.start, &mut all);
        at = name.tokens.end;
        all.push(name);
    }
    again.find(reading, tags, at..reading.tokens.len(), &mut all);
    all
}

/// What kinds the briefing tells of names, folded.
#[derive(Default)]
struct Kinds {
    /// How often each string is of each kind.
    votes: HashMap<String, Votes>,
    /// Surnames of those who are named in full.
    surnames: HashSet<String>,
    /// Surnames that a title stands ahead of: `Ms Okafor`.
    titled: HashSet<String>,
    /// First words of bodies' names that tell a body when they stand alone.
    bodies: HashSet<String>,
    /// Acronyms that the briefing explains.
    acronyms: HashMap<String, ActorKind>,
}

/// How often a string is of each of the kinds that are voted on, and which it was first.
struct Votes {
    of: [usize; 3],
    first: usize,
}

const VOTED: [ActorKind; 3] = [ActorKind::Person, ActorKind::Organisation, ActorKind::Place];

impl Kinds {
    fn of(reading: &Reading<'_>, tags: &Tags, knowledge: &Knowledge, named: &[Named]) -> Self {
        let mut kinds = Self::default();
        for name in named.iter().filter(|name| matches!(name.name, Name::Written)) {
            let folded = fold(reading.text(&name.tokens));
            if let Some(acronym) = acronym_after(reading, &name.tokens) {
                kinds.acronyms.insert(fold(reading.text(&acronym)), name.kind);
            }
            if let Some((_, surname)) =
                folded.rsplit_once(' ').filter(|(_, surname)| name.kind == ActorKind::Person && surname.len() > 2)
            {
                kinds.surnames.insert(surname.to_owned());
            }
            let dotted = name.tokens.start > 0 && reading.lower(name.tokens.start - 1) == ".";
            let title = tags.title_before(name.tokens.start - usize::from(dotted)).is_some();
            if name.kind == ActorKind::Person && title && !folded.contains(' ') {
                kinds.titled.insert(folded.clone());
            }
            if name.kind == ActorKind::Organisation && is_telling(reading, &name.tokens) {
                kinds.bodies.insert(fold(reading.written(name.tokens.start)));
            }
            if let Some(kind) = VOTED.iter().position(|kind| *kind == name.kind) {
                kinds.votes.entry(folded).or_insert(Votes { of: [0; VOTED.len()], first: kind }).of[kind] += 1;
            }
        }
        let people = knowledge.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
        let surnames = people.filter_map(|actor| Some(fold(&actor.name).rsplit_once(' ')?.1.to_owned()));
        kinds.surnames.extend(surnames.filter(|surname| surname.len() > 2));
        kinds
    }

    /// The kind of a string that is named in so many words: by majority, else what it is first.
    fn of_name(&self, folded: &str) -> Option<ActorKind> {
        if let Some(kind) = self.acronyms.get(folded) {
            return Some(*kind);
        }
        if self.surnames.contains(folded) {
            return Some(ActorKind::Person);
        }
        if self.bodies.contains(folded) {
            return Some(ActorKind::Organisation);
        }
        let votes = self.votes.get(folded)?;
        let best = (0..VOTED.len()).max_by_key(|&kind| (votes.of[kind], kind == votes.first))?;
        Some(VOTED[best])
    }

    /// Whether a name of two words is that of somebody who is called by title and surname elsewhere.
    fn is_titled(&self, reading: &Reading<'_>, name: &Range<usize>, folded: &str) -> bool {
        let plain = Classes::ADJECTIVE.and(Classes::STOP).and(Classes::ORGANISATION_HEAD).and(Classes::PLACE_HEAD);
        name.len() == 2
            && !reading.is(name.start, plain)
            && folded.rsplit_once(' ').is_some_and(|(_, surname)| self.titled.contains(surname))
    }
}

/// Names to find again, by their first word.
struct Again {
    kinds: Kinds,
    by_first: HashMap<WordId, Vec<(Vec<WordId>, ActorKind)>>,
}

impl Again {
    fn of(reading: &Reading<'_>, named: &[Named], kinds: Kinds) -> Self {
        let mut again = Self { kinds, by_first: HashMap::new() };
        let mut seen = HashSet::new();
        for name in named.iter().filter(|name| matches!(name.name, Name::Written) && name.tokens.len() <= LONGEST) {
            let words: Vec<WordId> = name.tokens.clone().map(|at| reading.tokens[at].word).collect();
            again.learn(&words, name.kind, &mut seen);
            if let Some(acronym) = acronym_after(reading, &name.tokens) {
                again.learn(&[reading.tokens[acronym.start].word], name.kind, &mut seen);
            }
        }
        for row in again.by_first.values_mut() {
            row.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        again
    }

    fn learn(&mut self, words: &[WordId], kind: ActorKind, seen: &mut HashSet<Vec<WordId>>) {
        if seen.insert(words.to_vec()) {
            self.by_first.entry(words[0]).or_default().push((words.to_vec(), kind));
        }
    }

    /// Finds the names among tokens that name nobody yet.
    fn find(&self, reading: &Reading<'_>, tags: &Tags, tokens: Range<usize>, all: &mut Vec<Named>) {
        let mut at = tokens.start;
        let mut sentences = reading.sentences.iter().skip(reading.sentences.partition_point(|s| s.tokens.end <= at));
        let mut end = at;
        while at < tokens.end {
            // A name never goes on in the next sentence.
            if at >= end {
                end = sentences.next().map_or(tokens.end, |sentence| sentence.tokens.end.min(tokens.end)).max(at + 1);
            }
            match self.at(reading, tags, at, end) {
                Some((len, kind)) => {
                    all.push(Named { tokens: at..at + len, kind, name: Name::Written });
                    at += len;
                }
                None => at += 1,
            }
        }
    }

    fn at(&self, reading: &Reading<'_>, tags: &Tags, at: usize, end: usize) -> Option<(usize, ActorKind)> {
        if !reading.shape(at).is_capital() {
            return None;
        }
        let tag = tags.at(at).map(|tagged| tagged.tag);
        let telling = !reading.word(at).seen_lower
            && !reading.is(at, Classes::STOP.and(Classes::CALENDAR))
            && !matches!(tag, Some(Tag::Title(_) | Tag::Demonym(_)));
        let surname = || {
            let is_one = telling && tag.is_none() && self.kinds.surnames.contains(&fold(reading.written(at)));
            is_one.then_some((1, ActorKind::Person))
        };
        let alone = |at: Option<usize>| at.is_none_or(|at| at >= end || !reading.shape(at).is_capital());
        let body = || {
            let is_one = telling && tag.is_none() && self.kinds.bodies.contains(&fold(reading.written(at)));
            (is_one && alone(at.checked_sub(1)) && alone(Some(at + 1))).then_some((1, ActorKind::Organisation))
        };
        let row = self.by_first.get(&reading.tokens[at].word);
        row.into_iter()
            .flatten()
            .find(|(words, _)| {
                at + words.len() <= end
                    && words.iter().zip(&reading.tokens[at..]).all(|(word, token)| *word == token.word)
                    && (words.len() > 1 || telling)
            })
            .map(|(words, kind)| (words.len(), *kind))
            .or_else(surname)
            .or_else(body)
    }
}

/// Whether the first word of a body's name tells the body alone: `Helios` of `Helios Solar`, not `Green` of a party.
fn is_telling(reading: &Reading<'_>, name: &Range<usize>) -> bool {
    let lists = Gazetteer::get().of(reading.lower(name.start)) != Listed::default();
    name.len() > 1
        && reading.shape(name.start) == Shape::Capitalised
        && !lists
        && first_word(reading.written(name.start)).is_some()
}
