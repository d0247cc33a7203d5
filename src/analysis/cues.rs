//! Words that report, support, oppose, warn or weigh, in all their forms, with what they take.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{
    inflection::{Tense, forms},
    lexicon::{lines, list},
    reading::Reading,
    tokens::{Shape, pieces},
};

/// What a cue makes of what it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueClass {
    /// `say`, `point out`: the content decides.
    Says,
    /// `support`, `call for`.
    Supports,
    /// `oppose`, `rule out`.
    Opposes,
    /// `warn`, `doubt`.
    Warns,
    /// `consider`, `grapple with`: it is on the table, no more.
    Weighs,
}

/// What a cue can govern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Takes(u8);

impl Takes {
    /// `that …`, a clause without it, a question, a quotation.
    pub(crate) const CLAUSE: Self = Self(1);
    /// Somebody, then a clause or an infinitive.
    pub(crate) const ADDRESSEE: Self = Self(1 << 1);
    /// `to …`.
    pub(crate) const INFINITIVE: Self = Self(1 << 2);
    /// A noun phrase.
    pub(crate) const OBJECT: Self = Self(1 << 3);

    /// `that …` alone: `held that …`.
    pub(crate) const THAT: Self = Self(1 << 4);

    /// Both together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it can govern one of these.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn named(names: &str) -> Self {
        names.split_whitespace().fold(Self::default(), |all, name| match name.trim_start_matches('=') {
            "clause" => Self(all.0 | Self::CLAUSE.0),
            "addressee" => Self(all.0 | Self::ADDRESSEE.0),
            "infinitive" => Self(all.0 | Self::INFINITIVE.0),
            "object" => Self(all.0 | Self::OBJECT.0),
            "that" => Self(all.0 | Self::THAT.0),
            _ => all,
        })
    }
}

/// A cue at a place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    /// How many tokens it has.
    pub len: usize,
    /// What it makes of what it governs.
    pub class: CueClass,
    /// What it can govern.
    pub takes: Takes,
    /// Which form of its verb stands here; `None` for an adjective.
    pub tense: Option<Tense>,
    /// Whether this form is a noun as well: `claims`.
    pub noun: bool,
}

impl Cue {
    /// Whether this form is a past participle as well: `rejected`.
    pub(crate) fn is_participle(&self) -> bool {
        self.tense == Some(Tense::Past)
    }
}

/// The cues of the word list.
pub(crate) struct Cues {
    by_first: HashMap<String, Vec<Row>>,
}

struct Row {
    /// What comes after the first word.
    particles: Vec<String>,
    cue: Cue,
}

static CUES: LazyLock<Cues> = LazyLock::new(Cues::compile);

impl Cues {
    /// The one list of cues.
    pub(crate) fn get() -> &'static Self {
        &CUES
    }

    fn compile() -> Self {
        let mut all = Self { by_first: HashMap::new() };
        let nouns = nouns();
        for (head, verbs) in lines(include_str!("data/cues.txt")).filter_map(|line| line.split_once(':')) {
            let (class, takes) = head.split_once(',').unwrap_or((head, ""));
            let cue = Cue { len: 0, class: class_named(class), takes: Takes::named(takes), tense: None, noun: false };
            for verb in list(verbs) {
                let mut words = pieces(verb.trim_start_matches(['*', '='])).map(|(_, piece)| piece.to_owned());
                let Some(first) = words.next() else { continue };
                all.add(&first, words.collect(), cue, verb.starts_with('='), nouns.contains(first.as_str()));
            }
        }
        for row in all.by_first.values_mut() {
            row.sort_by_key(|row| std::cmp::Reverse(row.particles.len()));
        }
        all
    }

    fn add(&mut self, first: &str, particles: Vec<String>, cue: Cue, as_it_stands: bool, noun: bool) {
        let cue = Cue { len: particles.len() + 1, ..cue };
        if as_it_stands {
            self.by_first.entry(first.to_owned()).or_default().push(Row { particles, cue });
            return;
        }
        for (form, tense) in forms(first) {
            let noun = noun && tense == Tense::Present;
            let cue = Cue { tense: Some(tense), noun, ..cue };
            self.by_first.entry(form).or_default().push(Row { particles: particles.clone(), cue });
        }
    }

    /// The cues that start at this token, the longest first, in the order of the list.
    pub(crate) fn all_at<'a>(
        &'a self,
        reading: &'a Reading<'_>,
        at: usize,
        end: usize,
    ) -> impl Iterator<Item = Cue> + use<'a> {
        let lower = reading.shape(at) == Shape::Lower || is_opening_gerund(reading, at);
        let rows = self.by_first.get(reading.lower(at)).filter(|_| lower);
        let fits = move |row: &&Row| {
            at + row.cue.len <= end
                && row.particles.iter().enumerate().all(|(i, particle)| reading.lower(at + 1 + i) == particle)
        };
        rows.into_iter().flatten().filter(fits).map(|row| row.cue)
    }

    /// The longest verb that starts at this token.
    pub(crate) fn at(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<Cue> {
        if reading.shape(at) != Shape::Lower {
            return None;
        }
        self.all_at(reading, at, end).find(|cue| cue.tense.is_some())
    }

    /// Whether a verb starts at this token or past auxiliaries and adverbs from it.
    pub(crate) fn soon(&self, reading: &Reading<'_>, at: usize, end: usize) -> bool {
        for token in at..end.min(at + 4) {
            if let Some(cue) = self.at(reading, token, end) {
                return !cue.noun || token > at || !follows_noun(reading, token + cue.len, end);
            }
            if !is_auxiliary(reading.lower(token)) && !is_adverb(reading.lower(token)) {
                return false;
            }
        }
        false
    }
}

/// `Citing the report, …`: a capital owed to the start of a sentence.
fn is_opening_gerund(reading: &Reading<'_>, at: usize) -> bool {
    reading.shape(at) == Shape::Capitalised
        && reading.lower(at).ends_with("ing")
        && reading.sentences[reading.sentence_of(at)].tokens.start == at
}

/// The verbs whose plain and -s forms are nouns as well.
fn nouns() -> HashSet<&'static str> {
    let verbs = lines(include_str!("data/cues.txt")).filter_map(|line| line.split_once(':'));
    let starred = verbs.flat_map(|(_, verbs)| list(verbs)).filter_map(|verb| verb.strip_prefix('*'));
    starred.filter_map(|verb| verb.split(' ').next()).collect()
}

/// The verbs of the list that stand alone, each with whether its plain and -s forms are nouns as well.
pub(crate) fn single_verbs() -> impl Iterator<Item = (&'static str, bool)> {
    let nouns = nouns();
    let verbs = lines(include_str!("data/cues.txt")).filter_map(|line| line.split_once(':'));
    verbs
        .flat_map(|(_, verbs)| list(verbs))
        .filter(|verb| !verb.contains(' ') && !verb.starts_with('='))
        .map(|verb| verb.trim_start_matches('*'))
        .map(move |verb| (verb, nouns.contains(verb)))
}

/// Whether what stands here shows that the word before it was a noun: `US demands are …`.
pub(crate) fn follows_noun(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    at < end
        && (is_auxiliary(reading.lower(at)) && reading.lower(at) != "to" || matches!(reading.lower(at), "of" | "for"))
}

/// The class of this name in the word lists; what they do not name only says.
pub(crate) fn class_named(name: &str) -> CueClass {
    match name {
        "supports" => CueClass::Supports,
        "opposes" => CueClass::Opposes,
        "warns" => CueClass::Warns,
        "weighs" => CueClass::Weighs,
        _ => CueClass::Says,
    }
}

/// Whether a lower-case word is an auxiliary or a negation that may stand between a source and its verb.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    word.ends_with("n't")
        || is_form_of_be(word)
        || is_modal(word)
        || matches!(word, "has" | "have" | "had" | "do" | "does" | "did" | "not" | "never" | "to")
}

/// `is`, `been` and the rest.
pub(crate) fn is_form_of_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am")
}

/// `will`, `must` and the rest.
pub(crate) fn is_modal(word: &str) -> bool {
    matches!(word, "will" | "would" | "shall" | "should" | "can" | "could" | "may" | "might" | "must" | "cannot")
}

/// Whether a lower-case word is an adverb that may stand between a source and its verb.
pub(crate) fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly") && !matches!(word, "family" | "reply" | "ally" | "imply" | "rally"))
        || matches!(
            word,
            "also"
                | "again"
                | "later"
                | "then"
                | "now"
                | "still"
                | "already"
                | "yet"
                | "just"
                | "even"
                | "once"
                | "always"
                | "often"
                | "today"
                | "yesterday"
                | "both"
                | "all"
                | "further"
                | "since"
                | "long"
                | "first"
                | "ever"
                | "soon"
                | "instead"
                | "too"
                | "twice"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    #[test]
    fn verbs_are_found_in_every_form() {
        let table = [
            ("She said so", Some((1, CueClass::Says))),
            ("She pointed out that", Some((2, CueClass::Says))),
            ("She calls for peace", Some((2, CueClass::Supports))),
            ("She ruled out force", Some((2, CueClass::Opposes))),
            ("She denied it", Some((1, CueClass::Opposes))),
            ("She admitted it", Some((1, CueClass::Says))),
            ("They grapple with it", Some((2, CueClass::Weighs))),
            ("She weighs it", Some((1, CueClass::Weighs))),
            ("The announcements came", None),
            ("She sang it", None),
        ];
        for (text, expected) in table {
            let briefing = briefing(&[text]);
            let reading = Reading::of(&briefing, &|| true).unwrap();
            let found = Cues::get().at(&reading, 1, reading.tokens.len()).map(|cue| (cue.len, cue.class));
            assert_eq!(found, expected, "{text}");
        }
    }
}
