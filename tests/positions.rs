//! How well positions are found in phrasings that the reader did not write down. Each line of the fixtures is a position
//! as a reader describes it, in two phrases, with sentences that name it and sentences that only look alike: the same
//! words in another sense, the opposite, a neighbour. The rules and `alike.txt` were made with `tuned.jsonl` at hand;
//! `reported.jsonl` was written before them and only scored.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "these are tests, and they print their tables")]

use std::path::Path;

use brief::analysis::{Knowledge, KnownPosition, PositionId, analyse};
use brief::{document, intake};
use serde::Deserialize;

#[derive(Deserialize)]
struct Described {
    subject: String,
    label: String,
    phrases: Vec<String>,
    named: Vec<String>,
    others: Vec<String>,
}

fn described(name: &str) -> Vec<Described> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/positions").join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn is_found(position: &Described, sentence: &str) -> bool {
    let known = KnownPosition {
        id: PositionId("wanted".to_owned()),
        label: position.label.clone(),
        definition: None,
        phrases: position.phrases.clone(),
        supports: Vec::new(),
        opposes: Vec::new(),
    };
    let knowledge = Knowledge { positions: vec![known], actors: Vec::new() };
    let source = intake::from_bytes(sentence.as_bytes(), Some(Path::new("sentence.txt")), None).unwrap();
    let briefing = document::build(source);
    !analyse(&briefing, &knowledge).positions.is_empty()
}

/// Precision and recall over all sentences; prints what went wrong where `shown`.
fn score(name: &str, shown: bool) -> (f64, f64) {
    let (mut right, mut missed, mut wrong) = (0_u32, 0_u32, 0_u32);
    for position in described(name) {
        let (mut hits, mut strays) = (0, 0);
        for sentence in &position.named {
            hits += u32::from(is_found(&position, sentence));
            if shown && !is_found(&position, sentence) {
                println!("  missed: {sentence}");
            }
        }
        for sentence in &position.others {
            strays += u32::from(is_found(&position, sentence));
            if shown && is_found(&position, sentence) {
                println!("  wrong: {sentence}");
            }
        }
        let all = u32::try_from(position.named.len()).unwrap();
        println!("{name}, {}: {hits} of {all} found, {strays} wrong", position.subject);
        (right, missed, wrong) = (right + hits, missed + all - hits, wrong + strays);
    }
    let (precision, recall) =
        (f64::from(right) / f64::from((right + wrong).max(1)), f64::from(right) / f64::from(right + missed));
    println!("{name}: precision {precision:.3}, recall {recall:.3}");
    (precision, recall)
}

#[test]
fn positions_at_hand_are_found_in_many_phrasings() {
    let (precision, recall) = score("tuned.jsonl", true);
    assert!(precision >= 0.88 && recall >= 0.96, "{precision:.3} {recall:.3}");
}

#[test]
fn positions_that_were_not_at_hand_are_found_too() {
    let (precision, recall) = score("reported.jsonl", false);
    assert!(precision >= 0.85 && recall >= 0.87, "{precision:.3} {recall:.3}");
}
