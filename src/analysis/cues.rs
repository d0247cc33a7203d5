//! Verbs that report, support, oppose, warn or weigh, in all their forms.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{
    lexicon::{lines, list},
    reading::Reading,
    tokens::{Shape, pieces},
};

/// What a verb makes of what follows it.
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

/// A verb at a place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cue {
    /// How many tokens it has.
    pub len: usize,
    /// What it makes of what follows.
    pub class: CueClass,
    /// Whether this form is a noun as well: `claims`.
    pub noun: bool,
    /// Whether this form is a past participle as well: `rejected`.
    pub participle: bool,
}

/// The verbs of the word list.
pub(crate) struct Cues {
    by_first: HashMap<String, Vec<Row>>,
}

struct Row {
    /// What comes after the verb itself.
    particles: Vec<String>,
    cue: Cue,
}

static CUES: LazyLock<Cues> = LazyLock::new(Cues::compile);

impl Cues {
    /// The one list of verbs.
    pub(crate) fn get() -> &'static Self {
        &CUES
    }

    fn compile() -> Self {
        let mut by_first: HashMap<String, Vec<Row>> = HashMap::new();
        for (class, verbs) in lines(include_str!("data/cues.txt")).filter_map(|line| line.split_once(':')) {
            let class = class_named(class);
            for verb in list(verbs) {
                let (verb, noun_too) = verb.strip_prefix('*').map_or((verb, false), |verb| (verb, true));
                let mut words = pieces(verb).map(|(_, piece)| piece.to_owned());
                let Some(first) = words.next() else { continue };
                let particles: Vec<String> = words.collect();
                for (form, tense) in forms(&first) {
                    let noun = noun_too && tense == Tense::Present;
                    let cue = Cue { len: particles.len() + 1, class, noun, participle: tense == Tense::Past };
                    by_first.entry(form).or_default().push(Row { particles: particles.clone(), cue });
                }
            }
        }
        for row in by_first.values_mut() {
            row.sort_by_key(|row| std::cmp::Reverse(row.particles.len()));
        }
        Self { by_first }
    }

    /// The longest verb that starts at this token.
    pub(crate) fn at(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<Cue> {
        if reading.shape(at) != Shape::Lower {
            return None;
        }
        let rows = self.by_first.get(reading.lower(at))?;
        let fits = |row: &&Row| {
            at + row.cue.len <= end
                && row.particles.iter().enumerate().all(|(i, particle)| reading.lower(at + 1 + i) == particle)
        };
        rows.iter().find(fits).map(|row| row.cue)
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

/// Whether what stands here shows that the word before it was a noun: `US demands are …`.
pub(crate) fn follows_noun(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    at < end
        && (is_auxiliary(reading.lower(at)) && reading.lower(at) != "to" || matches!(reading.lower(at), "of" | "for"))
}

fn class_named(name: &str) -> CueClass {
    match name {
        "supports" => CueClass::Supports,
        "opposes" => CueClass::Opposes,
        "warns" => CueClass::Warns,
        "weighs" => CueClass::Weighs,
        _ => CueClass::Says,
    }
}

/// Which form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// `say`, `says`.
    Present,
    /// `stated`, as a participle too.
    Past,
    /// `stating`.
    Gerund,
}

/// The regular forms of a verb; where a final consonant may double, with and without.
pub(crate) fn forms(verb: &str) -> Vec<(String, Tense)> {
    const IRREGULAR: [&str; 12] =
        ["said", "told", "wrote", "thought", "made", "sent", "knew", "swore", "sought", "stood", "fought", "spoke"];
    if IRREGULAR.contains(&verb) {
        return vec![(verb.to_owned(), Tense::Past)];
    }
    let mut forms = vec![(verb.to_owned(), Tense::Present)];
    let bytes = verb.as_bytes();
    let last = bytes[bytes.len() - 1];
    let vowel = |byte: u8| b"aeiou".contains(&byte);
    let consonant_y = last == b'y' && !vowel(bytes[bytes.len() - 2]);
    let stem = verb.strip_suffix(['e', 'y']).filter(|_| last == b'e' || consonant_y).unwrap_or(verb);
    let third = match last {
        b'y' if consonant_y => format!("{stem}ies"),
        b's' | b'x' | b'o' => format!("{verb}es"),
        b'h' if verb.ends_with("ch") || verb.ends_with("sh") => format!("{verb}es"),
        _ => format!("{verb}s"),
    };
    forms.push((third, Tense::Present));
    forms.push((if consonant_y { format!("{stem}ied") } else { format!("{stem}ed") }, Tense::Past));
    forms.push((if consonant_y { format!("{verb}ing") } else { format!("{stem}ing") }, Tense::Gerund));
    if !vowel(last) && bytes.len() > 2 && vowel(bytes[bytes.len() - 2]) && !vowel(bytes[bytes.len() - 3]) {
        let doubled = format!("{verb}{}", char::from(last));
        forms.push((format!("{doubled}ed"), Tense::Past));
        forms.push((format!("{doubled}ing"), Tense::Gerund));
    }
    forms
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
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being")
}

/// `will`, `must` and the rest.
pub(crate) fn is_modal(word: &str) -> bool {
    matches!(word, "will" | "would" | "shall" | "should" | "can" | "could" | "may" | "might" | "must" | "cannot")
}

/// Whether a lower-case word is an adverb that may stand between a source and its verb.
pub(crate) fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly"))
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
