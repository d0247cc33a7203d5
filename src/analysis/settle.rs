//! The second look at runs of capitals: what the whole briefing tells of a run whose own surroundings were silent or
//! told only that it speaks.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    ActorKind, Knowledge,
    acronyms::acronym_after,
    fold::fold,
    reading::Reading,
    recognise::{Name, Named},
    tokens::Shape,
};

/// A run of capitals of which nothing has been settled yet.
pub(crate) struct Open {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What the words in and around it tell.
    pub evidence: Option<Evidence>,
}

/// What the words in and around a run tell of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evidence {
    /// What it is.
    pub kind: ActorKind,
    /// Whether it is more than that the run speaks, as people and bodies do.
    pub sure: bool,
}

/// What the rest of the briefing tells of the runs that are open.
pub(crate) fn settle(reading: &Reading<'_>, open: &[Open], named: &[Named], knowledge: &Knowledge) -> Vec<Named> {
    let settled = Settled::of(reading, open, named, knowledge);
    let mut kinds: Vec<Option<ActorKind>> = open.iter().map(|run| settled.kind(reading, run)).collect();
    for i in 1..open.len() {
        enlist(reading, open, &mut kinds, i, i - 1);
    }
    for i in (1..open.len()).rev() {
        enlist(reading, open, &mut kinds, i - 1, i);
    }
    let runs = open.iter().zip(kinds);
    runs.filter_map(|(run, kind)| Some(Named { tokens: run.tokens.clone(), kind: kind?, name: Name::Written }))
        .collect()
}

/// A full name that nothing is known of is a person where a comma or an `and` joins it to one.
fn enlist(reading: &Reading<'_>, open: &[Open], kinds: &mut [Option<ActorKind>], run: usize, neighbour: usize) {
    let (first, last) = (&open[run.min(neighbour)].tokens, &open[run.max(neighbour)].tokens);
    let between = first.end..last.start;
    let joined =
        (1..=2).contains(&between.len()) && between.clone().all(|at| matches!(reading.lower(at), "," | "and" | "or"));
    let tokens = &open[run].tokens;
    let full =
        (2..=3).contains(&word_count(reading, tokens)) && tokens.clone().all(|at| reading.shape(at) != Shape::Upper);
    let person = kinds[neighbour] == Some(ActorKind::Person) && word_count(reading, &open[neighbour].tokens) > 1;
    if kinds[run].is_none() && joined && full && person {
        kinds[run] = Some(ActorKind::Person);
    }
}

/// How often a name of two words must stand in full, its last word never alone, to be no person's.
const OFTEN: usize = 3;

/// What is known of names by the whole briefing.
struct Settled {
    /// Whole names, folded.
    whole: HashMap<String, Evidence>,
    /// How often each run occurs, folded.
    counts: HashMap<String, usize>,
    /// Runs that have an article somewhere, folded.
    articled: HashSet<String>,
    /// Words of the names of people, folded.
    people: HashSet<String>,
    /// Acronyms that the briefing explains.
    acronyms: HashSet<String>,
}

impl Settled {
    fn of(reading: &Reading<'_>, open: &[Open], named: &[Named], knowledge: &Knowledge) -> Self {
        let mut settled = Self {
            whole: HashMap::new(),
            counts: HashMap::new(),
            articled: HashSet::new(),
            people: HashSet::new(),
            acronyms: HashSet::new(),
        };
        settled.count(reading, open);
        for run in open {
            settled.learn(reading, run);
        }
        let people = knowledge.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
        for name in people.flat_map(|actor| std::iter::once(&actor.name).chain(&actor.aliases)) {
            settled.people.extend(fold(name).split(' ').map(str::to_owned));
        }
        let spelled_out = named.iter().map(|named| &named.tokens).chain(open.iter().map(|run| &run.tokens));
        for acronym in spelled_out.filter_map(|tokens| acronym_after(reading, tokens)) {
            settled.acronyms.insert(reading.written(acronym.start).to_owned());
        }
        settled
    }

    fn count(&mut self, reading: &Reading<'_>, open: &[Open]) {
        for run in open {
            let whole = fold(reading.text(&run.tokens));
            if has_article(reading, &run.tokens) {
                self.articled.insert(whole.clone());
            }
            *self.counts.entry(whole).or_default() += 1;
        }
    }

    fn learn(&mut self, reading: &Reading<'_>, run: &Open) {
        let Some(evidence) = run.evidence else { return };
        let whole = fold(reading.text(&run.tokens));
        let evidence = self.weighed(&whole, evidence);
        if evidence.kind == ActorKind::Person {
            self.people.extend(whole.split(' ').map(str::to_owned));
        }
        let known = self.whole.entry(whole).or_insert(evidence);
        if evidence.sure && (!known.sure || evidence.kind == ActorKind::Person) {
            *known = evidence;
        }
    }

    /// What evidence that a run only speaks comes to: people have no article, and are soon called by their surname.
    fn weighed(&self, whole: &str, evidence: Evidence) -> Evidence {
        let alone = |word: &str| self.counts.contains_key(word);
        let never_short = self.counts.get(whole).is_some_and(|count| *count >= OFTEN)
            && whole.rsplit(' ').next().is_some_and(|last| !alone(last));
        if evidence.sure || !(self.articled.contains(whole) || never_short) {
            return evidence;
        }
        Evidence { kind: ActorKind::Organisation, ..evidence }
    }

    fn kind(&self, reading: &Reading<'_>, run: &Open) -> Option<ActorKind> {
        let written = reading.text(&run.tokens);
        if self.acronyms.contains(written) {
            return Some(ActorKind::Organisation);
        }
        let whole = fold(written);
        if !whole.contains(' ') && whole.len() > 2 && self.people.contains(&whole) {
            return Some(ActorKind::Person);
        }
        let here = run.evidence.filter(|evidence| evidence.sure);
        here.or_else(|| self.whole.get(&whole).copied()).map(|evidence| evidence.kind)
    }
}

/// How many words a run has, hyphenated ones as one.
pub(crate) fn word_count(reading: &Reading<'_>, tokens: &Range<usize>) -> usize {
    reading.text(tokens).split_whitespace().count()
}

/// Whether `the` stands ahead of a run: people have none.
pub(crate) fn has_article(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    tokens.start > 0 && reading.lower(tokens.start - 1) == "the"
}
