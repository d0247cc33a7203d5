//! Whole documents, made by real programs from the texts beside them, and broken ones.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::document::{Briefing, SectionOrigin, build};
use crate::intake::{IntakeError, from_bytes, open};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).unwrap()
}

fn briefing(name: &str) -> Briefing {
    build(open(&fixture(name), None).unwrap())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn paragraphs(briefing: &Briefing) -> Vec<String> {
    briefing.paragraphs.iter().map(|paragraph| letters(&briefing.text[paragraph.bytes.clone()])).collect()
}

fn headings(briefing: &Briefing) -> Vec<String> {
    let sections = briefing.outline.sections().iter();
    sections.filter(|section| section.origin == SectionOrigin::Heading).map(|section| letters(&section.title)).collect()
}

/// How well two lists agree, order aside: the harmonic mean of precision and recall.
fn f1(found: &[String], gold: &[String]) -> f64 {
    let mut left: HashMap<&str, i64> = HashMap::new();
    for words in gold {
        *left.entry(words).or_default() += 1;
    }
    let mut same = 0.0;
    for words in found {
        if let Some(count) = left.get_mut(words.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            same += 1.0;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred paragraphs")]
    let both = (found.len() + gold.len()) as f64;
    2.0 * same / both
}

#[test]
fn what_a_pdf_opens_with() {
    for (bytes, is_pdf) in
        [(&b"%PDF-1.7\n"[..], true), (b"\xEF\xBB\xBF\n%PDF-1.4", true), (b"A note on %PDF-1.7", false), (b"", false)]
    {
        assert_eq!(is(bytes), is_pdf);
    }
}

/// A text that PDFs were made from: beside them, or among the samples.
fn gold(name: &str) -> Briefing {
    let beside = fixture(name);
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefings").join(name);
    build(open(if beside.exists() { &beside } else { &sample }, None).unwrap())
}

/// Each file, the text that it was made from, and the least that its paragraphs and headings must score.
const MADE: &[(&str, &str, [f64; 2])] = &[
    ("talks-columns.pdf", "talks.md", [0.93, 0.95]),
    ("unlocked.pdf", "talks.md", [0.93, 0.95]),
    ("talks-office.pdf", "talks.md", [0.95, 0.95]),
    ("floods-tex.pdf", "floods.md", [0.95, 0.95]),
    ("floods-browser.pdf", "floods.md", [0.95, 0.95]),
    ("harbour-initials.pdf", "harbour-de.md", [0.9, 0.95]),
    ("harbour-uk.pdf", "harbour-uk.md", [0.9, 0.95]),
    ("harbour-ar.pdf", "harbour-ar.md", [0.85, 0.95]),
    ("report-cover.pdf", "report-arctic-cables.md", [0.95, 0.95]),
    ("sitrep-webkit.pdf", "sitrep-flooding.md", [0.95, 0.95]),
    ("sitrep-distilled.pdf", "sitrep-flooding.md", [0.95, 0.95]),
    ("paris-office.pdf", "paris-follow-up.md", [0.95, 0.95]),
];

#[test]
fn the_model_is_that_of_the_text_which_the_pdf_was_made_from() {
    let mut sums = [0.0; 2];
    for (pdf, text, floors) in MADE {
        let (found, gold) = (briefing(pdf), gold(text));
        let scores = [f1(&paragraphs(&found), &paragraphs(&gold)), f1(&headings(&found), &headings(&gold))];
        println!("{pdf}: paragraphs {:.3}, headings {:.3}", scores[0], scores[1]);
        for (at, (score, floor)) in scores.iter().zip(floors).enumerate() {
            sums[at] += score;
            assert!(
                score >= floor,
                "{pdf}: {} {score:.3}\n{:#?}",
                ["paragraphs", "headings"][at],
                missed(&found, &gold)
            );
        }
        let said = |briefing: &Briefing| briefing.masthead.headline.as_deref().map(letters);
        assert_eq!(said(&found), said(&gold), "{pdf}");
        // Where nothing sets it apart, it stays a paragraph.
        let subtitle = |briefing: &Briefing| briefing.masthead.subtitle.as_deref().map(letters);
        assert!(subtitle(&found).is_none() || subtitle(&found) == subtitle(&gold), "{pdf}");
        assert_eq!(found.masthead.date.map(|date| date.day), gold.masthead.date.map(|date| date.day), "{pdf}");
    }
    #[expect(clippy::cast_precision_loss, reason = "a dozen files")]
    let count = MADE.len() as f64;
    assert!(sums.iter().all(|sum| sum / count >= 0.95), "{:?}", sums.map(|sum| sum / count));
}

/// The paragraphs that were not found as they are.
fn missed(found: &Briefing, gold: &Briefing) -> Vec<String> {
    let found = paragraphs(found);
    let of = |paragraph: &crate::document::Paragraph| gold.text[paragraph.bytes.clone()].to_owned();
    gold.paragraphs.iter().map(of).filter(|words| !found.contains(&letters(words))).collect()
}

#[test]
fn what_cannot_be_read_says_why() {
    let picture =
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj \
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>endobj \
        4 0 obj<</Subtype/Image/Width 1/Height 1/Length 1>>stream\nx\nendstream endobj \
        5 0 obj<</Length 5>>stream\n/I Do\nendstream endobj trailer<</Root 1 0 R>>";
    let empty: Vec<u8> = String::from_utf8_lossy(picture).replace("/I Do", "q Q  ").into_bytes();
    for (bytes, expected) in [
        (bytes("locked.pdf"), Unreadable::Encrypted),
        (picture.to_vec(), Unreadable::OnlyPictures),
        (empty, Unreadable::Empty),
    ] {
        assert_eq!(read(&bytes).unwrap_err(), expected);
    }
    assert!(matches!(read(b"%PDF-1.7\nnothing"), Err(Unreadable::Broken(_))));
    let error = from_bytes(&picture[..], Some(Path::new("scan.txt")), None).unwrap_err();
    assert!(matches!(error, IntakeError::Unreadable { .. }), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise_is_no_document(mut noise in proptest::collection::vec(any::<u8>(), 0..2000)) {
        noise.splice(0..0, *b"%PDF-1.7\n");
        let _ = read(&noise);
    }

    #[test]
    fn damaged_documents_are_read_or_refused(cut in 0_usize..22_000, changes in proptest::collection::vec((0_usize..22_000, any::<u8>()), 0..40)) {
        let mut bytes = bytes("talks-columns.pdf");
        for (at, byte) in changes {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        bytes.truncate(bytes.len().max(cut) - cut.min(bytes.len() / 2));
        if let Ok(draft) = read(&bytes) {
            prop_assert!(draft.blocks.iter().all(|block| !block.text.chars().any(char::is_control)));
        }
    }
}
