//! People spoken of together: `European leaders`, `experts`, `Merz and his allies`.

use std::ops::Range;

use super::{
    ActorKind,
    cues::Cues,
    lexicon::Classes,
    reading::{Cancelled, KeepGoing, Reading, Sentence, go_on},
    recognise::{Name, Named},
    tags::{Tag, Tags},
    tokens::Shape,
};

/// The groups of a reading, in order. One may hold the name of the state it comes from: `US` in `US officials`.
pub(crate) fn groups(reading: &Reading<'_>, tags: &Tags, keep_going: KeepGoing<'_>) -> Result<Vec<Named>, Cancelled> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        go_on(keep_going)?;
        for head in sentence.tokens.clone() {
            if !reading.is(head, Classes::GROUP_HEAD) || reading.shape(head) == Shape::Upper {
                continue;
            }
            let tokens = of_origin(reading, tags, head, sentence)
                .or_else(|| of_person(reading, head, sentence))
                .or_else(|| on_its_own(reading, head, sentence));
            if let Some(tokens) = tokens {
                found.push(Named { tokens, kind: ActorKind::Group, name: Name::Written });
            }
        }
    }
    Ok(found)
}

/// `European leaders`, `US military officials`: a nation, region or body, at most one word, the head.
fn of_origin(reading: &Reading<'_>, tags: &Tags, head: usize, sentence: &Sentence) -> Option<Range<usize>> {
    let mut before = head.checked_sub(1).filter(|&token| token >= sentence.tokens.start)?;
    if tags.at(before).is_none() {
        let word = reading.lower(before);
        let fits = reading.shape(before) == Shape::Lower
            && !reading.is(before, Classes::STOP)
            && !word.ends_with("ed")
            && (!word.ends_with('s') || word.ends_with("ss"))
            && Cues::get().at(reading, before, sentence.tokens.end).is_none();
        before = before.checked_sub(1).filter(|&token| fits && token >= sentence.tokens.start)?;
    }
    if matches!(reading.lower(before), "western") {
        return Some(before..head + 1);
    }
    let tagged = tags.at(before)?;
    let origin = match tagged.tag {
        Tag::Demonym(demonym) => !demonym.plural,
        Tag::Name(entry) => !entry.capital,
        Tag::Known(_) => true,
        Tag::Title(_) => false,
    };
    (origin && tagged.tokens.end == before + 1).then_some(tagged.tokens.start..head + 1)
}

/// `Merz and his allies`.
fn of_person(reading: &Reading<'_>, head: usize, sentence: &Sentence) -> Option<Range<usize>> {
    let start = head.checked_sub(3).filter(|&token| token >= sentence.tokens.start)?;
    let joined = reading.lower(start + 1) == "and" && matches!(reading.lower(start + 2), "his" | "her");
    (joined && reading.shape(start).is_capital()).then_some(start..head + 1)
}

/// `military experts warn`: a head that needs no nation, before a verb that reports.
fn on_its_own(reading: &Reading<'_>, head: usize, sentence: &Sentence) -> Option<Range<usize>> {
    if !reading.is(head, Classes::BARE_GROUP) || !Cues::get().soon(reading, head + 1, sentence.tokens.end) {
        return None;
    }
    let before = head.checked_sub(1).filter(|&token| token >= sentence.tokens.start);
    let adjective = before.filter(|&token| reading.shape(token) == Shape::Lower && !reading.is(token, Classes::STOP));
    Some(adjective.unwrap_or(head)..head + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Knowledge;
    use crate::analysis::fixture::briefing;

    #[test]
    fn who_is_a_group() {
        let table: &[(&str, &[&str])] = &[
            ("Many European leaders met US military officials.", &["European leaders", "US military officials"]),
            ("Nevertheless, experts warn of war.", &["experts"]),
            ("As Merz and his allies arrive, the leaders wait.", &["Merz and his allies"]),
            ("It needs experts and the leaders of tomorrow.", &[]),
            ("Russian strikes killed officials.", &[]),
        ];
        for (text, expected) in table {
            let briefing = briefing(&[text]);
            let reading = Reading::of(&briefing, &|| true).unwrap();
            let tags = Tags::of(&reading, &Knowledge::default(), &|| true).unwrap();
            let found = groups(&reading, &tags, &|| true).unwrap();
            let found: Vec<_> = found.iter().map(|named| reading.text(&named.tokens)).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
