//! Spans go where their text went, or nowhere.

use std::time::{Duration, Instant};

use super::*;

const OLD: &str = "The ministers met in Basel on Monday. They agreed on a water pact for the lower river.\n\n\
    The committee shall report on progress within 30 days. Delegates asked for a second round before the summer, and \
    the chair promised to look into it.\n\n\
    Fishermen on the lower river fear for their catch. Their union wants compensation for three seasons.";

/// What became of these words: the state and the words that they are now.
fn lands(old: &str, words: &str, new: &str) -> String {
    let byte = old.find(words).unwrap();
    let start = old[..byte].chars().count();
    let span = Span::new(start, start + words.chars().count());
    told(Revision::new(old, new).find(span), new)
}

fn told(anchored: Anchored, new: &str) -> String {
    match anchored {
        Anchored::Orphan => "orphan".to_owned(),
        Anchored::Found { span, state, score } => {
            assert!((0.0..=1.0).contains(&score), "{score}");
            let words: String = new.chars().skip(span.start).take(span.len()).collect();
            format!("{}: {words}", state.name())
        }
    }
}

#[test]
fn what_was_not_touched_is_exact() {
    assert_eq!(lands(OLD, "Delegates asked for a second round", OLD), "exact: Delegates asked for a second round");
    assert_eq!(lands(OLD, "egates ask", OLD), "exact: egates ask", "words may be cut");
}

#[test]
fn words_set_in_another_way_are_the_same_words() {
    let new = OLD.replace("the\nchair", "the chair").replace("second round", "second\nround");
    assert_eq!(lands(OLD, "a second round", &new), "moved: a second\nround");
    assert_eq!(lands("He said “no” — twice.", "“no” — twice", "He said \"no\" – twice."), "moved: \"no\" – twice");
}

#[test]
fn a_paragraph_that_was_moved_is_followed() {
    let mut paragraphs: Vec<&str> = OLD.split("\n\n").collect();
    paragraphs.rotate_left(1);
    let new = paragraphs.join("\n\n");
    assert_eq!(lands(OLD, "agreed on a water pact", &new), "moved: agreed on a water pact");
    assert_eq!(lands(OLD, paragraphs[1], &new), format!("moved: {}", paragraphs[1]));
}

#[test]
fn edited_words_are_covered_whole() {
    for (words, edit, expected) in [
        ("within 30 days", ("30", "45"), "within 45 days"),
        ("a second round", ("second round", "second, shorter round"), "a second, shorter round"),
        (
            "Their union wants compensation",
            ("union wants", "union now asks for"),
            "Their union now asks for compensation",
        ),
        (
            "The committee shall report on progress within 30 days.",
            ("The committee shall", "From May on, the committee shall"),
            "From May on, the committee shall report on progress within 30 days.",
        ),
    ] {
        let new = OLD.replace(edit.0, edit.1);
        assert_eq!(lands(OLD, words, &new), format!("changed: {expected}"));
    }
}

#[test]
fn what_was_taken_out_is_an_orphan_also_where_something_took_its_place() {
    for (words, replacement) in [
        ("The committee shall report on progress within 30 days. ", ""),
        ("The committee shall report on progress within 30 days.", "Rain is expected in the hills all week."),
        (", and the chair promised to look into it", ""),
        ("Their union wants compensation for three seasons.", "The port of Basel will be dredged in the autumn."),
    ] {
        let new = OLD.replace(words, replacement);
        assert_ne!(new, OLD);
        assert_eq!(lands(OLD, words.trim(), &new), "orphan");
    }
}

#[test]
fn words_that_stand_elsewhere_too_stay_with_their_own_sentence() {
    let new = OLD.replace("They agreed on a water pact for the lower river.", "They parted without a word.");
    assert_eq!(lands(OLD, "the lower river", &new), "orphan", "those of the fishermen are others");
    let new = OLD.replace("Fishermen on", "Anglers on");
    assert_eq!(lands(OLD, "the lower river", &new), "exact: the lower river");
}

#[test]
fn spans_of_nothing_are_orphans() {
    let revision = Revision::new(OLD, OLD);
    for span in [Span::new(0, 0), Span::new(90_000, 90_001), Span::new(9, 3)] {
        assert_eq!(revision.find(span), Anchored::Orphan);
    }
    assert_eq!(Revision::new("", OLD).find(Span::new(0, 3)), Anchored::Orphan);
    assert_eq!(Revision::new(OLD, "").find(Span::new(0, 3)), Anchored::Orphan);
}

#[test]
fn scripts_without_blanks_are_aligned_too() {
    let (old, new) =
        ("部长们星期一在巴塞尔会面。他们同意了一项水协议。", "部长们星期二在巴塞尔会面。他们最后同意了一项水协议。");
    assert_eq!(lands(old, "他们同意了一项水协议。", new), "changed: 他们最后同意了一项水协议。");
}

fn searched(quote: (&str, &str, &str), text: &str) -> String {
    let quote = Quote { prefix: quote.0, words: quote.1, suffix: quote.2 };
    told(find_quotes(text, &[quote])[0], text)
}

#[test]
fn a_quote_without_its_old_text_is_searched_for() {
    let new = OLD.replace("a second round before", "another round before");
    let around =
        ("within 30 days. ", "Delegates asked for a second round before the summer", ", and the chair promised");
    assert_eq!(searched(around, &new), "changed: Delegates asked for another round before the summer");
    let lost = OLD.replace("Delegates asked for a second round before the summer", "Lunch was served at noon");
    assert_eq!(searched(around, &lost), "orphan");
    assert_eq!(searched(("", "nothing of the kind", ""), OLD), "orphan");
    assert_eq!(searched(("", "", ""), OLD), "orphan");
}

#[test]
fn a_quote_that_could_be_at_two_places_is_at_none() {
    let twice = format!("{OLD}\n\n{OLD}");
    assert_eq!(searched(("", "They agreed on a water pact", ""), &twice), "orphan");
}

/// A text of this many paragraphs, each with words of its own.
fn long(paragraphs: usize, salt: usize) -> String {
    let paragraph = |i: usize| {
        let word = |n: usize| format!("w{:x}", (i * 31 + n + salt).wrapping_mul(2_654_435_761) % 9_000);
        (0..24).map(word).collect::<Vec<_>>().join(" ") + "."
    };
    (0..paragraphs).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn hopeless_texts_end_in_time() {
    let start = Instant::now();
    let (one, other) = ("the same words ".repeat(20_000), "same the words again ".repeat(16_000));
    assert_eq!(Revision::new(&one, &other).find(Span::new(0, 0)), Anchored::Orphan);
    assert_eq!(Revision::new(&long(2_000, 1), &long(2_000, 999_983)).find(Span::new(0, 0)), Anchored::Orphan);
    assert!(start.elapsed() < Duration::from_mins(1), "{:?} without optimisation", start.elapsed());
}
