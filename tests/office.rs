//! What word processors and e-book makers make of our sample briefings must come out as the samples do; files made of them by
//! damage must come out in bounds.

use std::fs;
use std::path::Path;

use brief::document::{self, Briefing, ParagraphId};
use brief::intake;
use proptest::prelude::*;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office");
const BRIEFINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/briefings");

/// How near a file comes to the briefing that it was made from.
struct Near {
    paragraphs: f64,
    headings: f64,
    headline: bool,
}

fn open(path: &Path) -> Briefing {
    document::build(intake::open(path, None).unwrap_or_else(|cause| panic!("{cause}")))
}

fn paragraphs(briefing: &Briefing) -> Vec<String> {
    let line = |at: usize| format!("{} {}", briefing.paragraphs[at].kind.name(), briefing.words(ParagraphId(at)));
    (0..briefing.paragraphs.len()).map(line).collect()
}

fn headings(briefing: &Briefing) -> Vec<String> {
    briefing.outline.sections().iter().map(|section| format!("{} {}", section.level, section.title)).collect()
}

/// The harmonic mean of precision and recall, each thing counted as often as it is there.
fn f1(found: &[String], expected: &[String]) -> f64 {
    let mut left = expected.to_vec();
    let hits =
        found.iter().filter(|one| left.iter().position(|other| other == *one).map(|at| left.swap_remove(at)).is_some());
    let hits = u32::try_from(hits.count()).expect("a few");
    let all = u32::try_from(found.len() + expected.len()).expect("a few");
    if all == 0 { 1.0 } else { f64::from(2 * hits) / f64::from(all) }
}

fn compare(file: &str, sample: &str) -> Near {
    let found = open(&Path::new(FIXTURES).join(file));
    let expected = open(&Path::new(BRIEFINGS).join(sample));
    Near {
        paragraphs: f1(&paragraphs(&found), &paragraphs(&expected)),
        headings: f1(&headings(&found), &headings(&expected)),
        headline: found.masthead.headline == expected.masthead.headline,
    }
}

#[test]
fn every_file_comes_out_as_the_text_it_was_made_from() {
    let (memo, report, sitrep, paris) =
        ("memo-ports-sanctions.md", "report-arctic-cables.md", "sitrep-flooding.md", "paris-follow-up.md");
    for (file, sample, floor_of_paragraphs, floor_of_headings) in [
        ("memo-ports-sanctions.docx", memo, 1.0, 1.0),
        ("memo-ports-sanctions-libreoffice.docx", memo, 1.0, 1.0),
        ("memo-ports-sanctions-libreoffice.odt", memo, 1.0, 1.0),
        ("memo-ports-sanctions-libreoffice.rtf", memo, 0.95, 1.0),
        ("memo-ports-sanctions.rtf", memo, 0.9, 1.0),
        ("report-arctic-cables.docx", report, 1.0, 1.0),
        ("report-arctic-cables.odt", report, 1.0, 1.0),
        ("report-arctic-cables.epub", report, 0.9, 1.0),
        ("paris-follow-up.epub", paris, 1.0, 1.0),
        ("sitrep-flooding-libreoffice.docx", sitrep, 1.0, 1.0),
        ("sitrep-flooding-libreoffice.odt", sitrep, 1.0, 1.0),
        ("sitrep-flooding-libreoffice.rtf", sitrep, 0.95, 1.0),
    ] {
        let near = compare(file, sample);
        println!(
            "{file}: paragraphs {:.3}, headings {:.3}, headline {}",
            near.paragraphs, near.headings, near.headline
        );
        assert!(near.headline, "{file}");
        assert!(near.paragraphs >= floor_of_paragraphs, "{file}: paragraphs {:.3}", near.paragraphs);
        assert!(near.headings >= floor_of_headings, "{file}: headings {:.3}", near.headings);
    }
}

#[test]
fn what_a_file_is_does_not_hang_on_its_name() {
    for (file, format) in [
        ("memo-ports-sanctions.docx", "docx"),
        ("report-arctic-cables.odt", "odt"),
        ("memo-ports-sanctions.rtf", "rtf"),
        ("paris-follow-up.epub", "epub"),
    ] {
        let bytes = fs::read(Path::new(FIXTURES).join(file)).unwrap();
        for name in [None, Some(Path::new("memo.txt")), Some(Path::new("memo.html"))] {
            let source = intake::from_bytes(&bytes, name, None).unwrap();
            assert_eq!(source.info.format.name(), format, "{file} {name:?}");
        }
    }
}

/// The fixtures' bytes, one file a format.
fn seeds() -> Vec<Vec<u8>> {
    ["memo-ports-sanctions.docx", "report-arctic-cables.odt", "memo-ports-sanctions.rtf", "paris-follow-up.epub"]
        .iter()
        .map(|file| fs::read(Path::new(FIXTURES).join(file)).expect("a fixture"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn damaged_files_are_read_or_refused(
        seed in 0..4usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..24),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = seeds().swap_remove(seed);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(source) = intake::from_bytes(&bytes, None, None) {
            let briefing = document::build(source);
            for paragraph in &briefing.paragraphs {
                prop_assert!(paragraph.marks.iter().all(|mark| mark.span.end <= paragraph.span.len()));
            }
        }
    }

    #[test]
    fn any_bytes_under_a_rich_texts_head_are_read(body in proptest::collection::vec(any::<u8>(), 0..400), pieces in proptest::collection::vec(
        prop::sample::select(vec!["{", "}", "\\par ", "\\intbl ", "\\cell ", "\\row ", "\\u8217?", "{\\footnote ", "{\\*\\x ", "{\\listtext 1.\\tab}", "\\'e9", "word ", "\\pard", "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt y}}"]), 0..40)) {
        let mut bytes = b"{\\rtf1 ".to_vec();
        bytes.extend(pieces.concat().bytes());
        bytes.extend(body);
        if let Ok(source) = intake::from_bytes(&bytes, None, None) {
            let _ = document::build(source);
        }
    }
}
