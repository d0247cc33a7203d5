//! Names of institutions, told by the nouns that such names are made of, and words for kinds of texts.
//!
//! It knows no institution by name but the few houses that have none of these nouns.

use super::shape::word_count;

/// The nouns, in English.
const NOUNS: &[&str] = &[
    "administration",
    "agency",
    "association",
    "authority",
    "bank",
    "bureau",
    "centre",
    "center",
    "chancellery",
    "commission",
    "committee",
    "council",
    "court",
    "delegation",
    "department",
    "directorate",
    "embassy",
    "federation",
    "foundation",
    "government",
    "institute",
    "ministry",
    "mission",
    "office",
    "organisation",
    "organization",
    "parliament",
    "presidency",
    "secretariat",
    "senate",
    "service",
    "union",
];
/// Houses that stand for who sits in them.
const HOUSES: &[&str] = &["white house", "kremlin", "pentagon", "10 downing street", "élysée palace", "holy see"];
/// Words that bind a name together.
const SMALL: &[&str] = &["of", "and", "for", "on", "the", "de", "&"];
/// What a text says it is, over its headline.
const GENRES: &[&str] = &[
    "analysis",
    "briefing",
    "communiqué",
    "editorial",
    "exclusive",
    "fact sheet",
    "joint statement",
    "media note",
    "media release",
    "memorandum",
    "opinion",
    "press briefing",
    "press conference",
    "press statement",
    "readout",
    "remarks",
    "situation report",
    "special briefing",
    "statement",
    "transcript",
];
/// The most words of such a name.
const LONGEST: usize = 12;

/// Whether a line is a kind of text and nothing else.
pub(super) fn is_genre(line: &str) -> bool {
    let line = line.trim_end_matches(':').to_lowercase();
    GENRES.contains(&line.as_str())
}

/// Whether a line has the form of an institution's name: `MINISTRY OF FINANCE`, `Kesh Relief Coordination Office`.
pub(super) fn is_institution(line: &str) -> bool {
    if word_count(line) > LONGEST
        || line.contains([':', ';', '?', '!', '"', '“', '”'])
        || line.split_whitespace().any(ends_a_sentence)
    {
        return false;
    }
    let lower = line.to_lowercase();
    let name = lower.strip_prefix("the ").unwrap_or(&lower);
    if HOUSES.contains(&name) {
        return true;
    }
    let words: Vec<&str> = name.split([' ', ',', '\u{A0}']).filter(|word| !word.is_empty()).collect();
    is_set_as_name(line) && (has_leading_noun(&words) || has_closing_noun(&words))
}

/// Whether a word ends a sentence, as `U.S.` does not.
fn ends_a_sentence(word: &str) -> bool {
    word.contains('.') && word.split('.').any(|part| part.chars().nth(1).is_some())
}

/// Whether every word starts with a capital but those that bind.
fn is_set_as_name(line: &str) -> bool {
    line.split_whitespace()
        .all(|word| SMALL.contains(&word) || word == "to" || word.starts_with(|c: char| c.is_uppercase() || c == '('))
}

/// `department of …`, with whose it is ahead of it.
fn has_leading_noun(words: &[&str]) -> bool {
    let Some(at) = words.windows(2).position(|pair| NOUNS.contains(&pair[0]) && matches!(pair[1], "of" | "for")) else {
        return false;
    };
    let binds_only = |pair: &[&str]| {
        !matches!(pair[0], "in" | "at" | "by" | "with" | "after") && (pair[0] != "to" || pair[1] == "the")
    };
    at <= 4
        && words[..at].iter().all(|word| !SMALL.contains(word))
        && words.len() > at + 2
        && words.windows(2).all(binds_only)
}

/// `… council`, with nothing but a name ahead of it.
fn has_closing_noun(words: &[&str]) -> bool {
    let Some((last, ahead)) = words.split_last() else {
        return false;
    };
    let is_loose = |word: &str| matches!(word, "to" | "in" | "at" | "by" | "with" | "from" | "after" | "on" | "over");
    NOUNS.contains(last) && (1..=7).contains(&ahead.len()) && !ahead.iter().any(|word| is_loose(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_headlines() {
        for line in [
            "MINISTRY OF FINANCE AND TRADE",
            "OFFICE OF THE SPOKESPERSON",
            "Office of the Press Secretary",
            "THE WHITE HOUSE",
            "U.S. DEPARTMENT OF STATE",
            "Permanent Mission of Skarland to the United Nations",
            "EUROPEAN COUNCIL",
            "Kesh Relief Coordination Office",
        ] {
            assert!(is_institution(line), "{line}");
        }
        for line in [
            "Ministers Meet at the White House",
            "LEADERS ARRIVE IN PARLIAMENT",
            "Office of the President to Move",
            "The ministry of finance said no",
            "Council",
            "The Ministry of Finance.",
            "MINISTRY OF FINANCE: NO NEW TAXES",
            "Talks Resume in Geneva",
        ] {
            assert!(!is_institution(line), "{line}");
        }
        assert!(is_genre("ANALYSIS") && is_genre("Press conference:") && !is_genre("Analysis of a War"));
    }
}
