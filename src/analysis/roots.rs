//! The root of a word: what its inflected forms, its noun and its two spellings share. `abolish` and `abolition`, `froze`
//! and `frozen`, `legalise` and `legalization`, `defence` and `defense`, `sixteen` and `16` have one root each.
//!
//! Coarser than a stem, for comparing what two wordings mean; it is no word, and never shown.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::inflection::plain_form;

/// Endings of stems, of at least so many letters, by which a noun differs from its verb, or one spelling from another; and
/// what stands for both.
const ENDINGS: [(&str, &str, usize); 20] = [
    ("duct", "duc", 6),
    ("pans", "pand", 6),
    ("ens", "end", 6),
    ("clus", "clud", 6),
    ("cis", "cid", 5),
    ("ovis", "ovid", 6),
    ("ivis", "ivid", 5),
    ("vas", "vad", 5),
    ("suas", "suad", 7),
    ("rmiss", "rmit", 7),
    ("smiss", "smit", 9),
    ("osit", "os", 7),
    ("quisit", "quir", 7),
    ("olit", "olish", 6),
    ("puls", "pel", 6),
    ("ognit", "ognis", 7),
    ("ifi", "if", 5),
    ("sur", "s", 6),
    ("zur", "z", 6),
    ("our", "or", 5),
];

/// Stems of nouns that no ending ties to their verbs, words of two spellings, and plurals without an s.
const STRAYS: [(&str, &str); 28] = [
    ("defens", "defenc"),
    ("offens", "offenc"),
    ("licens", "licenc"),
    ("occupi", "occup"),
    ("applic", "appli"),
    ("mainten", "maintain"),
    ("intervent", "interven"),
    ("detent", "detain"),
    ("retent", "retain"),
    ("recept", "receiv"),
    ("revoc", "revok"),
    ("growth", "grow"),
    ("sale", "sell"),
    ("closur", "close"),
    ("deferr", "defer"),
    ("admiss", "admit"),
    ("emiss", "emit"),
    ("destruct", "destroy"),
    ("taxat", "tax"),
    ("center", "centr"),
    ("programm", "program"),
    ("children", "child"),
    ("women", "woman"),
    ("men", "man"),
    ("lives", "life"),
    ("halv", "half"),
    ("freed", "free"),
    ("fed", "feed"),
];

/// Numbers that are written out.
const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

static IRREGULAR: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| STRAYS.into_iter().collect());

/// The root of a lower-case word; `stem` gives its stem.
pub(crate) fn root(stem: impl Fn(&str) -> String, lower: &str) -> String {
    if let Some(number) = NUMBERS.iter().position(|word| *word == lower) {
        return number.to_string();
    }
    let plain = plain_form(lower).unwrap_or(lower);
    let stem = british(plain).map_or_else(|| stem(plain), |spelt| stem(&spelt));
    if let Some(root) = IRREGULAR.get(stem.as_str()) {
        return (*root).to_owned();
    }
    let ending = ENDINGS.iter().find(|(ending, _, least)| stem.len() >= *least && stem.ends_with(ending));
    ending.map_or_else(|| stem.clone(), |(ending, root, _)| format!("{}{root}", &stem[..stem.len() - ending.len()]))
}

/// `legalization` as `legalisation`: before stemming, for the stemmer takes `-ize` off and leaves `-ise`.
fn british(word: &str) -> Option<String> {
    let at = word.rfind("iz").filter(|&at| at >= 4)?;
    let before = word[..at].chars().next_back()?;
    let ends = ["e", "es", "ed", "er", "ers", "ing", "ation", "ations"].contains(&&word[at + 2..]);
    (ends && !"aeiou".contains(before)).then(|| format!("{}is{}", &word[..at], &word[at + 2..]))
}

#[cfg(test)]
mod tests {
    use crate::analysis::vocabulary::Vocabulary;

    #[test]
    fn forms_of_one_word_share_a_root() {
        let words = Vocabulary::new();
        for forms in [
            &["abolish", "abolition", "abolishing"][..],
            &["reduce", "reduction", "reducing"],
            &["freeze", "frozen", "froze"],
            &["legalise", "legalize", "legalization", "legalisation"],
            &["recognise", "recognition", "recognizing"],
            &["defence", "defense"],
            &["ratify", "ratification"],
            &["include", "inclusion"],
            &["close", "closure"],
            &["labour", "labor"],
            &["child", "children"],
            &["sixteen", "16"],
            &["withdraw", "withdrew", "withdrawal"],
            &["territory", "territorial"],
            &["permit", "permission", "permitted"],
            &["impose", "imposition"],
        ] {
            let roots: Vec<String> = forms.iter().map(|form| words.root_of(form)).collect();
            assert!(roots.iter().all(|root| *root == roots[0]), "{forms:?} {roots:?}");
        }
    }

    #[test]
    fn other_words_keep_theirs() {
        let words = Vocabulary::new();
        for (one, other) in [
            ("commit", "commission"),
            ("legal", "legalise"),
            ("national", "nationalize"),
            ("access", "accede"),
            ("political", "polish"),
            ("hour", "hor"),
            ("measure", "mean"),
            ("defender", "defence"),
        ] {
            assert_ne!(words.root_of(one), words.root_of(other), "{one} {other}");
        }
    }
}
