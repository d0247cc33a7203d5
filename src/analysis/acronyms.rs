//! Acronyms in brackets after the name they stand for: `Korean People's Army (KPA)`.

use std::ops::Range;

use super::{reading::Reading, tokens::Shape};

/// The acronym in brackets right after these tokens, where its letters are initials of theirs.
pub(crate) fn acronym_after(reading: &Reading<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let at = name.end + 1;
    let closed = reading.tokens.get(at + 1).is_some()
        && matches!(reading.lower(name.end), "(" | "[")
        && matches!(reading.lower(at + 1), ")" | "]")
        && matches!(reading.shape(at), Shape::Upper | Shape::Capitalised);
    (closed && stands_for(reading.written(at), reading, name)).then_some(at..at + 1)
}

/// Whether the acronym's capitals come in order among the first letters of the name's words, all but one of them.
fn stands_for(acronym: &str, reading: &Reading<'_>, name: &Range<usize>) -> bool {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).collect();
    let mut initials = name.clone().filter_map(|token| reading.lower(token).chars().next());
    let met = letters.iter().filter(|c| initials.any(|initial| c.to_lowercase().eq([initial]))).count();
    letters.len() >= 2 && met + 1 >= letters.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    #[test]
    fn only_initials_count() {
        for (text, words, expected) in [
            ("Korean Central News Agency (KCNA) said", 4, Some("KCNA")),
            ("Shanghai Cooperation Organisation [SCO] met", 3, Some("SCO")),
            ("Foreign Policy Review (LONDON) said", 3, None),
            ("Foreign Policy Review, said", 3, None),
        ] {
            let briefing = briefing(&[text]);
            let reading = Reading::of(&briefing, &|| true).unwrap();
            assert_eq!(acronym_after(&reading, &(0..words)).map(|range| reading.text(&range)), expected, "{text}");
        }
    }
}
