//! Wordings that say the same of a policy: `cede`, `give up` and `relinquish`; `ironclad` and `cast-iron`; `Russia` and
//! `Russian`. Groups of our own choice, in `alike.txt`, and the names of states and bodies with their adjectives.
//!
//! Nothing here looks at a text, or weighs how alike two wordings are: they are in one group or in none.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{
    lexicon::{Lexicon, fields, lines, list},
    tokens::{Shape, pieces},
    vocabulary::{Vocabulary, lower},
};

/// One or more words that stand for a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wording {
    /// Their roots, without articles.
    pub roots: Vec<String>,
    /// Whether it is a function word, which else carries no meaning.
    pub function: bool,
    /// How its first word must be written at least: a name has a capital, an acronym nothing else.
    pub shape: Shape,
}

/// All groups.
pub(crate) struct Alike {
    wordings: Vec<(Wording, Vec<usize>)>,
    by_first: HashMap<String, Vec<usize>>,
    groups: Vec<Vec<usize>>,
}

static ALIKE: LazyLock<Alike> = LazyLock::new(Alike::compile);

impl Alike {
    /// The one table of groups.
    pub(crate) fn get() -> &'static Self {
        &ALIKE
    }

    /// The longest wording at the start of these roots: how many of them it has, and all that say the same, itself
    /// among them.
    pub(crate) fn at(&self, roots: &[String]) -> Option<(usize, Vec<&Wording>)> {
        let candidates = self.by_first.get(roots.first()?)?;
        let fits = |index: &&usize| roots.starts_with(&self.wordings[**index].0.roots);
        let longest = candidates.iter().filter(fits).map(|&index| self.wordings[index].0.roots.len()).max()?;
        let of_length = candidates.iter().filter(fits).filter(|&&index| self.wordings[index].0.roots.len() == longest);
        let mut members: Vec<usize> = of_length
            .flat_map(|&index| &self.wordings[index].1)
            .flat_map(|&group| &self.groups[group])
            .copied()
            .collect();
        members.sort_unstable();
        members.dedup();
        Some((longest, members.into_iter().map(|index| &self.wordings[index].0).collect()))
    }

    fn compile() -> Self {
        let mut alike = Self { wordings: Vec::new(), by_first: HashMap::new(), groups: Vec::new() };
        let words = Vocabulary::new();
        for line in lines(include_str!("data/alike.txt")) {
            alike.add(&words, list(line));
        }
        for [name, others, demonyms, _] in lines(include_str!("data/countries.txt")).map(fields) {
            alike.add(&words, std::iter::once(name).chain(list(others)).chain(list(demonyms)));
        }
        for [name, others] in lines(include_str!("data/bodies.txt")).map(fields) {
            alike.add(&words, std::iter::once(name).chain(list(others)));
        }
        for [name, adjectives] in lines(include_str!("data/places.txt")).map(fields) {
            alike.add(&words, std::iter::once(name).chain(list(adjectives)));
        }
        alike
    }

    fn add(&mut self, words: &Vocabulary, wordings: impl Iterator<Item = &'static str>) {
        let group = self.groups.len();
        self.groups.push(Vec::new());
        for written in wordings {
            let wording = Wording::of(words, written);
            let Some(first) = wording.roots.first().cloned() else { continue };
            let row = self.by_first.entry(first).or_default();
            let same = row.iter().copied().find(|&index| self.wordings[index].0 == wording);
            let index = same.unwrap_or(self.wordings.len());
            if same.is_none() {
                row.push(index);
                self.wordings.push((wording, Vec::new()));
            }
            self.wordings[index].1.push(group);
            self.groups[group].push(index);
        }
    }
}

impl Wording {
    /// These words as a wording.
    pub(crate) fn of(words: &Vocabulary, written: &str) -> Self {
        let told: Vec<&str> = pieces(written).map(|(_, piece)| piece).filter(|piece| tells(piece)).collect();
        let shape = told.first().map_or(Shape::Lower, |first| match Shape::of(first) {
            shape @ (Shape::Capitalised | Shape::Upper) => shape,
            _ => Shape::Lower,
        });
        let function = told.len() > 1 || told.first().is_some_and(|word| Lexicon::get().is_stop_word(&lower(word)));
        Self { roots: told.iter().map(|word| words.root_of(word)).collect(), function, shape }
    }
}

/// Whether a piece counts in a wording of several words: no mark, no article.
fn tells(piece: &str) -> bool {
    Shape::of(piece) != Shape::Mark && !is_article(&lower(piece))
}

/// `the`, `a`, and the possessives that stand in their place.
pub(crate) fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "its" | "their" | "his" | "her" | "our" | "'s")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        let words = Vocabulary::new();
        let (one, other) = (Wording::of(&words, one), Wording::of(&words, other));
        Alike::get()
            .at(&one.roots)
            .is_some_and(|(len, all)| len == one.roots.len() && all.iter().any(|wording| wording.roots == other.roots))
    }

    #[test]
    fn wordings_of_a_group_are_alike_whichever_is_asked() {
        for (one, other) in [
            ("ceding", "give up"),
            ("handed over", "relinquishing"),
            ("ironclad", "cast-iron"),
            ("Russian", "Russia"),
            ("EU", "European Union"),
            ("abolition", "scrap"),
            ("put an end to", "abolish"),
        ] {
            assert!(alike(one, other) && alike(other, one), "{one} {other}");
        }
    }

    #[test]
    fn opposites_are_not() {
        for (one, other) in [
            ("raise", "lower"),
            ("ban", "allow"),
            ("admit", "expel"),
            ("support", "reject"),
            ("introduce", "abolish"),
            ("build", "close"),
            ("send", "withdraw"),
            ("tighten", "relax"),
            ("import", "export"),
            ("rich", "poor"),
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }
}
