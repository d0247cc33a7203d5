//! Which of the words that name an actor name the same one.
//!
//! A surname goes to the person whose full name has it, else to one whose surname sounds alike; where two people share
//! it, to the one whom `Ms` or `Mr` fits, else to the one named last. Everything else goes by its folded name, an acronym by the name in front of its brackets,
//! a short name of a body by the only full one that it fits.

use std::collections::HashMap;

use super::{
    ActorKind, Knowledge,
    acronyms::acronym_after,
    address::{Address, address, goes_with},
    fold::{fold, is_same_given_name, sound},
    offices::state_of,
    reading::Reading,
    recognise::{Name, Named},
    shorts::Shorts,
    tags::Tags,
};

/// Words that name one actor.
#[derive(Debug)]
pub(crate) struct Cluster {
    /// What the actor is.
    pub kind: ActorKind,
    /// The name it goes by.
    pub name: Name,
    /// Places in the list of named runs, in reading order; empty for an actor of the configuration that is not named.
    pub members: Vec<usize>,
}

/// Groups named runs by the actor they name.
pub(crate) fn cluster(reading: &Reading<'_>, tags: &Tags, named: &[Named], knowledge: &Knowledge) -> Vec<Cluster> {
    let mut clusters = Clusters::new(knowledge);
    let (people, others): (Vec<_>, Vec<_>) = (0..named.len()).partition(|&i| is_person(&named[i]));
    clusters.add_people(reading, named, &people);
    clusters.add_others(reading, tags, named, &others);
    let mut list = clusters.list;
    for cluster in &mut list {
        cluster.members.sort_unstable();
    }
    list.retain(|cluster| !cluster.members.is_empty());
    list
}

/// Clusters as they grow.
struct Clusters<'k> {
    knowledge: &'k Knowledge,
    list: Vec<Cluster>,
    /// Full names of people, each as folded words, with the cluster they belong to; by every word of theirs.
    people: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Everybody else by folded name; a body of which each state has its own by its state's name too.
    others: HashMap<String, usize>,
    /// Whose such bodies are.
    states: HashMap<usize, &'static str>,
}

impl<'k> Clusters<'k> {
    /// Starts with the actors of the configuration, in their order there.
    fn new(knowledge: &'k Knowledge) -> Self {
        let mut clusters = Self {
            knowledge,
            list: Vec::new(),
            people: HashMap::new(),
            others: HashMap::new(),
            states: HashMap::new(),
        };
        for (index, actor) in knowledge.actors.iter().enumerate() {
            clusters.list.push(Cluster { kind: actor.kind, name: Name::Known(index), members: Vec::new() });
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                if actor.kind == ActorKind::Person {
                    clusters.know_person(&words(name), index);
                } else {
                    clusters.others.entry(fold(name)).or_insert(index);
                }
            }
        }
        clusters
    }

    /// Full names first, so that a surname ahead of its full name finds it too.
    fn add_people(&mut self, reading: &Reading<'_>, named: &[Named], people: &[usize]) {
        let written: Vec<Vec<String>> = people.iter().map(|&i| words(reading.text(&named[i].tokens))).collect();
        let mut of: Vec<Option<usize>> = vec![None; people.len()];
        for (name, of) in written.iter().zip(&mut of).filter(|(name, _)| name.len() > 1) {
            let cluster = self.same_person(name).unwrap_or_else(|| self.open(ActorKind::Person, Name::Written));
            self.know_person(name, cluster);
            *of = Some(cluster);
        }
        let mut last_named: HashMap<usize, usize> = HashMap::new();
        for ((name, of), &member) in written.iter().zip(of).zip(people) {
            let address = address(reading, named[member].tokens.start);
            let cluster = of.or_else(|| self.by_one_name(&name[0], address, &last_named)).unwrap_or_else(|| {
                let cluster = self.open(ActorKind::Person, Name::Written);
                self.know_person(name, cluster);
                cluster
            });
            last_named.insert(cluster, member);
            self.list[cluster].members.push(member);
        }
    }

    fn add_others(&mut self, reading: &Reading<'_>, tags: &Tags, named: &[Named], others: &[usize]) {
        let bodies = others.iter().map(|&i| &named[i]).filter(|run| is_written_body(run));
        let shorts = Shorts::of(bodies.map(|run| reading.text(&run.tokens)));
        for &member in others {
            let run = &named[member];
            let name = match run.name {
                Name::Known(index) => {
                    self.list[index].members.push(member);
                    continue;
                }
                Name::Listed(name) => fold(name),
                Name::Written => fold(reading.text(&run.tokens)),
            };
            let full = shorts.full(&name).filter(|_| is_written_body(run)).map(str::to_owned);
            let state = state_of(reading, tags, run);
            let of_state = state.map(|state| format!("{name} of {state}"));
            let keys = [of_state.as_ref(), Some(&name), full.as_ref()];
            let cluster = match keys.into_iter().flatten().find_map(|key| self.body(key, state)) {
                Some(cluster) => cluster,
                None => self.open(run.kind, run.name),
            };
            if let Some((state, key)) = state.zip(of_state) {
                self.states.entry(cluster).or_insert(state);
                self.others.insert(key, cluster);
            }
            if is_written_body(run) {
                self.know_short(&name, cluster);
            }
            self.others.insert(name, cluster);
            if let Some(full) = full {
                self.others.entry(full).or_insert(cluster);
            }
            if let Some(acronym) = acronym_after(reading, &run.tokens) {
                self.others.entry(fold(reading.text(&acronym))).or_insert(cluster);
            }
            self.list[cluster].members.push(member);
        }
    }

    /// Who goes by this name and, where a state is given, is not another state's.
    fn body(&self, name: &str, state: Option<&'static str>) -> Option<usize> {
        let cluster = *self.others.get(name)?;
        let own = self.states.get(&cluster).copied();
        (state.is_none() || own.is_none() || own == state).then_some(cluster)
    }

    /// `Coast Guard` is short for `Skarland Coast Guard` from here on; not `Defence` for the ministry's name.
    fn know_short(&mut self, name: &str, cluster: usize) {
        if let Some((_, rest)) = name.split_once(' ').filter(|(_, rest)| rest.contains(' ')) {
            let owned = rest.split(' ').next().is_some_and(|word| matches!(word, "of" | "for" | "and" | "the" | "'s"));
            if !owned {
                self.others.entry(rest.to_owned()).or_insert(cluster);
            }
        }
    }

    fn open(&mut self, kind: ActorKind, name: Name) -> usize {
        debug_assert!(self.list.len() >= self.knowledge.actors.len());
        self.list.push(Cluster { kind, name, members: Vec::new() });
        self.list.len() - 1
    }

    fn know_person(&mut self, name: &[String], cluster: usize) {
        let heard = name.last().and_then(|surname| heard(surname));
        for word in name.iter().cloned().chain(heard) {
            let row = self.people.entry(word).or_default();
            if !row.iter().any(|(other, of)| *of == cluster && other == name) {
                row.push((name.to_vec(), cluster));
            }
        }
    }

    /// The person with this full name, or one that differs only in its middle.
    fn same_person(&self, name: &[String]) -> Option<usize> {
        let surname = name.last()?;
        let keys = [Some(surname.clone()), heard(surname)];
        let mut rows = keys.into_iter().flatten().filter_map(|key| self.people.get(&key)).flatten();
        rows.find(|(other, _)| is_same_name(name, other)).map(|(_, cluster)| *cluster)
    }

    /// The person meant by one word: by surname, else by first name; of several the one whom the form of address fits,
    /// else the one named last.
    fn by_one_name(&self, word: &str, address: Option<Address>, last_named: &HashMap<usize, usize>) -> Option<usize> {
        let row = self.people.get(word).or_else(|| self.people.get(&heard(word)?))?;
        let own = heard(word);
        let is_surname = |last: &String| last == word || (own.is_some() && heard(last) == own);
        let surnames = row.iter().filter(|(name, _)| name.last().is_some_and(is_surname));
        let fits = |name: &[String]| address.is_some_and(|address| name.len() > 1 && goes_with(&name[0], address));
        let latest = |(name, cluster): &&(Vec<String>, usize)| {
            (fits(name), last_named.get(cluster).copied(), std::cmp::Reverse(*cluster))
        };
        surnames.max_by_key(latest).or_else(|| row.iter().max_by_key(latest)).map(|(_, cluster)| *cluster)
    }
}

/// Whether these words name a person that the configuration did not give away.
fn is_person(named: &Named) -> bool {
    named.kind == ActorKind::Person && !matches!(named.name, Name::Known(_))
}

fn is_written_body(named: &Named) -> bool {
    named.kind == ActorKind::Organisation && matches!(named.name, Name::Written)
}

/// What people are known by whose surnames sound alike; no word is written so.
fn heard(surname: &str) -> Option<String> {
    sound(surname).map(|heard| format!("~{heard}"))
}

fn words(name: &str) -> Vec<String> {
    fold(name).split(' ').map(str::to_owned).collect()
}

/// Whether two full names with the same surname are one person's: `Donald J. Trump`, `Donald Trump`, `D. Trump`.
fn is_same_name(one: &[String], other: &[String]) -> bool {
    let (Some(a), Some(b)) = (one.first(), other.first()) else { return false };
    let initial = a.len() == 1 || b.len() == 1;
    let surname = one.last() == other.last()
        || one.last().zip(other.last()).is_some_and(|(one, other)| heard(one).is_some() && heard(one) == heard(other));
    let given = is_same_given_name(a, b) || (initial && a.chars().next() == b.chars().next());
    surname && given && one.len() > 1 && other.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_of_one_person() {
        let table = [
            ("Donald J. Trump", "Donald Trump", true),
            ("D. Trump", "Donald Trump", true),
            ("Volodymyr Zelenskyy", "Volodymyr Zelensky", true),
            ("Olexandr Volodko", "Oleksandr Volodko", true),
            ("Wolodymyr Selenskyj", "Volodymyr Zelensky", true),
            ("Melania Trump", "Donald Trump", false),
            ("Donald Tusk", "Donald Trump", false),
        ];
        for (one, other, expected) in table {
            assert_eq!(is_same_name(&words(one), &words(other)), expected, "{one}, {other}");
        }
    }
}
