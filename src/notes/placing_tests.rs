//! Notes find their text again, or say that they cannot.

use std::time::{Duration, Instant};

use super::*;
use crate::notes::testing::{briefing, note};

const TALKS: [&str; 5] = [
    "Delegations met in the capital on Monday for talks that were to last a day.",
    "The president spoke of cast-iron guarantees, and said no land would be given up for them.",
    "His guests agreed in public and differed in private, according to two people in the room.",
    "The president spoke of cast-iron guarantees once more before the cameras.",
    "Nobody would say when the next round is to be held, or where.",
];

/// The words at which the anchor ends up, or why it has none.
fn lands(anchor: &Anchor, on: &Briefing) -> String {
    told(place(anchor, on), on)
}

fn told(placement: Placement, on: &Briefing) -> String {
    match placement {
        Placement::Exact(spot) => format!("exact {}: {}", spot.paragraph, on.slice(spot.span)),
        Placement::Moved(spot) => format!("moved {}: {}", spot.paragraph, on.slice(spot.span)),
        Placement::Changed(spot) => format!("changed {}: {}", spot.paragraph, on.slice(spot.span)),
        Placement::ParagraphOnly(paragraph) => format!("only {paragraph}"),
        Placement::Orphan { .. } => "orphan".to_owned(),
    }
}

fn on_words(briefing: &Briefing, words: &str, nth: usize) -> Anchor {
    let (byte, _) = briefing.text.match_indices(words).nth(nth).unwrap();
    let start = briefing.text[..byte].chars().count();
    Anchor::on_span(briefing, Span::new(start, start + words.chars().count())).unwrap()
}

#[test]
fn the_same_bytes_keep_the_span() {
    let talks = briefing(&TALKS);
    assert_eq!(lands(&on_words(&talks, "guarantees", 1), &talks), "exact p4: guarantees");
}

#[test]
fn a_span_that_no_longer_reads_the_same_is_searched_for() {
    let talks = briefing(&TALKS);
    let mut anchor = on_words(&talks, "differed in private", 0);
    anchor.span = Span::new(0, 5);
    assert_eq!(lands(&anchor, &talks), "moved p3: differed in private");
    anchor.span = Span::new(7_000, 7_019);
    assert_eq!(lands(&anchor, &talks), "moved p3: differed in private");
}

#[test]
fn words_follow_their_paragraph() {
    let talks = briefing(&TALKS);
    let later = briefing(&["An editor’s note, set ahead of all.", TALKS[0], TALKS[1], TALKS[2], TALKS[3], TALKS[4]]);
    assert_eq!(lands(&on_words(&talks, "cast-iron guarantees", 0), &later), "moved p3: cast-iron guarantees");
    assert_eq!(lands(&on_words(&talks, "cast-iron guarantees", 1), &later), "moved p5: cast-iron guarantees");
    let whole = Anchor::on_paragraph(&talks, ParagraphId(2)).unwrap();
    assert_eq!(lands(&whole, &later), format!("moved p4: {}", TALKS[2]));
}

#[test]
fn a_whole_paragraph_is_found_among_other_neighbours() {
    let talks = briefing(&TALKS);
    let shuffled = briefing(&[TALKS[4], TALKS[2], TALKS[0], TALKS[1]]);
    let whole = Anchor::on_paragraph(&talks, ParagraphId(2)).unwrap();
    assert_eq!(lands(&whole, &shuffled), format!("moved p2: {}", TALKS[2]));
}

#[test]
fn words_whose_place_was_cut_are_not_given_to_the_same_words_elsewhere() {
    let talks = briefing(&TALKS);
    let cut = briefing(&[TALKS[0], TALKS[2], TALKS[3], TALKS[4]]);
    assert_eq!(lands(&on_words(&talks, "guarantees, and said", 0), &cut), "orphan");
    let gone = briefing(&[TALKS[0], TALKS[4]]);
    assert_eq!(lands(&on_words(&talks, "differed in private", 0), &gone), "orphan");
    assert_eq!(lands(&on_words(&talks, "The", 0), &gone), "orphan");
}

#[test]
fn an_edited_paragraph_keeps_the_note_between_its_old_neighbours() {
    let talks = briefing(&TALKS);
    let edited = "His guests agreed in public and differed in private, say three people in the room.";
    let later = briefing(&[TALKS[0], TALKS[1], edited, TALKS[3], TALKS[4]]);
    let whole = Anchor::on_paragraph(&talks, ParagraphId(2)).unwrap();
    assert_eq!(lands(&whole, &later), format!("changed p3: {edited}"));
    let rewritten = "In private they differed, and in public agreed, his guests.";
    let later = briefing(&[TALKS[0], TALKS[1], rewritten, TALKS[3], TALKS[4]]);
    assert_eq!(lands(&whole, &later), "only p3");
    let replaced = briefing(&[TALKS[0], TALKS[1], "Rain fell all afternoon.", TALKS[3], TALKS[4]]);
    assert_eq!(lands(&whole, &replaced), "orphan");
}

#[test]
fn of_words_repeated_whole_the_near_one_is_taken_or_none() {
    let twice = [TALKS, TALKS].concat();
    let old = briefing(&twice);
    let with_head = [&["An editor’s note."], &twice[..]].concat();
    let later = briefing(&with_head);
    for (paragraph, expected) in [(2, "p4"), (7, "p9")] {
        let whole = Anchor::on_paragraph(&old, ParagraphId(paragraph)).unwrap();
        assert_eq!(lands(&whole, &later), format!("moved {expected}: {}", TALKS[2]));
    }
    // Half way between the two there is no telling.
    let mut whole = Anchor::on_paragraph(&old, ParagraphId(2)).unwrap();
    whole.span =
        whole.span.shifted(later.paragraphs[8].span.start.midpoint(later.paragraphs[3].span.start) - whole.span.start);
    assert_eq!(lands(&whole, &later), "orphan");
}

#[test]
fn two_thousand_notes_on_a_megabyte_take_a_moment() {
    let paragraphs: Vec<String> = (0..5_000)
        .map(|i| format!("Paragraph {i} tells of {} and of the things that came of it. ", i * 7919).repeat(4))
        .collect();
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let old = briefing(&paragraphs);
    let notes: Vec<Note> = (0..2_000).map(|i| note(&format!("n{i}"), &old, i * 2, "")).collect();
    let new = briefing(&[&["A new head."], &paragraphs[..]].concat());
    let start = Instant::now();
    let placed = place_all(&notes, &new, &Versions::default());
    let took = start.elapsed();
    for (i, placement) in placed.iter().enumerate() {
        assert_eq!(placement.paragraph(), Some(ParagraphId(i * 2 + 1)));
    }
    assert!(took < Duration::from_secs(5), "{took:?} without optimisation");
}

/// Where the anchor ends up when the text that it was made on is at hand.
fn carried_to(anchor: &Anchor, old: &Briefing, on: &Briefing) -> String {
    let mut versions = Versions::default();
    versions.insert(old.source.sha256.clone(), old.text.clone());
    told(place_anchors(&[anchor], on, &versions)[0], on)
}

#[test]
fn with_its_old_text_an_edited_quote_is_followed() {
    let talks = briefing(&TALKS);
    let edited = TALKS[1].replace("cast-iron guarantees, and said", "firm guarantees and insisted");
    let later = briefing(&[TALKS[0], TALKS[2], &edited, TALKS[3], TALKS[4]]);
    let words = on_words(&talks, "cast-iron guarantees, and said no land", 0);
    assert_eq!(carried_to(&words, &talks, &later), "changed p3: firm guarantees and insisted no land");
    let whole = Anchor::on_paragraph(&talks, ParagraphId(1)).unwrap();
    assert_eq!(carried_to(&whole, &talks, &later), format!("changed p3: {edited}"));
    let cut = briefing(&[TALKS[0], TALKS[2], TALKS[3], TALKS[4]]);
    assert_eq!(carried_to(&words, &talks, &cut), "orphan");
}

#[test]
fn an_orphan_knows_what_stands_nearest_to_where_it_stood() {
    let talks = briefing(&TALKS);
    let cut = briefing(&["Set ahead by the editor.", TALKS[0], TALKS[1], TALKS[3], TALKS[4]]);
    let whole = Anchor::on_paragraph(&talks, ParagraphId(2)).unwrap();
    let mut versions = Versions::default();
    for kept in [false, true] {
        assert_eq!(place_anchors(&[&whole], &cut, &versions)[0].near(), Some(ParagraphId(2)), "{kept}");
        versions.insert(talks.source.sha256.clone(), talks.text.clone());
    }
}

#[test]
fn words_cut_out_of_a_paragraph_leave_their_note_at_the_paragraph() {
    let talks = briefing(&TALKS);
    let edited = TALKS[2].replace(", according to two people in the room", "");
    let later = briefing(&[TALKS[0], TALKS[1], &edited, TALKS[3], TALKS[4]]);
    assert_eq!(carried_to(&on_words(&talks, "two people in the room", 0), &talks, &later), "only p3");
}

#[test]
fn an_old_text_that_does_not_have_the_quote_is_not_believed() {
    let (talks, other) = (briefing(&TALKS), briefing(&["Something else.", "Quite another text stands here."]));
    let later = briefing(&["An editor\u{2019}s note.", TALKS[0], TALKS[1], TALKS[2]]);
    let mut anchor = on_words(&talks, "differed in private", 0);
    anchor.source.clone_from(&other.source.sha256);
    assert_eq!(carried_to(&anchor, &other, &later), "moved p4: differed in private");
}

#[test]
fn two_thousand_notes_are_carried_over_a_revised_megabyte_in_a_moment() {
    let paragraph =
        |i: usize| format!("Paragraph {i} tells of {} and of the things that came of it. ", i * 7919).repeat(4);
    let paragraphs: Vec<String> = (0..5_000).map(paragraph).collect();
    let edit =
        |(i, words): (usize, &String)| if i % 3 == 0 { words.replace("tells of", "is about") } else { words.clone() };
    let edited: Vec<String> = paragraphs.iter().enumerate().map(edit).collect();
    let old = briefing(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
    let new = briefing(&edited.iter().map(String::as_str).collect::<Vec<_>>());
    let notes: Vec<Note> = (0..2_000).map(|i| note(&format!("n{i}"), &old, i * 2, "")).collect();
    let mut versions = Versions::default();
    versions.insert(old.source.sha256.clone(), old.text.clone());
    let start = Instant::now();
    let placed = place_all(&notes, &new, &versions);
    let took = start.elapsed();
    for (i, placement) in placed.iter().enumerate() {
        assert_eq!(placement.paragraph(), Some(ParagraphId(i * 2)));
        assert_eq!(matches!(placement, Placement::Changed(_)), i * 2 % 3 == 0, "{i}");
    }
    assert!(took < Duration::from_secs(20), "{took:?} without optimisation");
}
