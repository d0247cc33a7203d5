//! What a word's ending tells of it where no word list does: `-ous` makes an adjective, `-ed` a participle.

use super::lexicon::Classes;

/// Endings of adjectives.
const ADJECTIVES: [&str; 14] =
    ["al", "ive", "ous", "ful", "ic", "able", "ible", "ish", "less", "ary", "ory", "ile", "like", "wide"];

/// The classes that a lower-case word has by its ending. A noun of the lists has none, nor has a verb's form.
pub(crate) fn classes(lower: &str, listed: Classes) -> Classes {
    let settled = Classes::NOUN.and(Classes::VERB).and(Classes::VERB_OR_NOUN).and(Classes::STOP);
    if listed.has(settled) {
        return Classes::default();
    }
    let ends = |ending: &str| lower.len() > ending.len() + 2 && lower.ends_with(ending);
    if ADJECTIVES.into_iter().any(ends) {
        Classes::ADJECTIVE
    } else if (ends("ed") && !ends("eed")) || ends("ing") {
        Classes::PARTICIPLE
    } else {
        Classes::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lexicon::Lexicon;

    #[test]
    fn endings_tell_what_no_list_does() {
        for (word, class, expected) in [
            ("diplomatic", Classes::ADJECTIVE, true),
            ("contentious", Classes::ADJECTIVE, true),
            ("proposal", Classes::ADJECTIVE, false),
            ("traffic", Classes::ADJECTIVE, false),
            ("galvanised", Classes::PARTICIPLE, true),
            ("hundred", Classes::PARTICIPLE, false),
            ("meeting", Classes::NOUN, true),
            ("stood", Classes::VERB, true),
            ("arrives", Classes::VERB, true),
            ("supports", Classes::VERB_OR_NOUN, true),
            ("guarantees", Classes::VERB, false),
        ] {
            assert_eq!(Lexicon::get().classes(word).has(class), expected, "{word}");
        }
    }
}
