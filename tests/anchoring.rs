//! How often a span finds its text again, on generated revisions of our own texts: what the figures in ARCHITECTURE.md
//! are, and the floors under them. The engine's figures were set on other texts: `BRIEF_ANCHORING_TEXTS` names a folder of
//! such, and `BRIEF_ANCHORING_SHOW` prints what went wrong.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a test that prints its figures"
)]

#[path = "support/revisions.rs"]
mod revisions;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use brief::document::{self, Span};
use brief::intake;
use brief::notes::anchoring::{Anchored, Revision};
use revisions::{Case, Fate, Unit, Zeal, revise, sentences_of};

const ZEALS: [Zeal; 3] = [
    Zeal { paragraphs: 8, sentences: 16, words: 8 },
    Zeal { paragraphs: 20, sentences: 40, words: 15 },
    Zeal { paragraphs: 36, sentences: 64, words: 28 },
];

/// Revisions of each text with each zeal.
const SEEDS: usize = 2;

/// Canonical texts of our own samples.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var_os("BRIEF_ANCHORING_TEXTS").map_or_else(|| root.join("briefings"), Into::into);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let text = |path: &Path| Some(document::build(intake::open(path, None).ok()?).text);
    paths.iter().filter_map(|path| text(path)).filter(|text| text.len() > 1_000).collect()
}

#[derive(Default, Clone, Copy)]
struct Tally {
    all: usize,
    half: usize,
    nine: usize,
    attached: usize,
}

impl Tally {
    fn add(&mut self, case: &Case, found: Option<Span>) {
        let overlap = match (case.gold, found) {
            (Some(gold), Some(found)) => overlap(gold, found),
            _ => 0.0,
        };
        self.all += 1;
        self.half += usize::from(overlap >= 0.5);
        self.nine += usize::from(overlap >= 0.9);
        self.attached += usize::from(found.is_some());
    }

    fn share(&self, count: usize) -> f64 {
        100.0 * count as f64 / self.all.max(1) as f64
    }
}

/// The characters that both cover, as a share of those that either covers (Jaccard's index).
fn overlap(gold: (usize, usize), found: Span) -> f64 {
    let both = gold.1.min(found.end).saturating_sub(gold.0.max(found.start)) as f64;
    both / ((gold.1 - gold.0 + found.len()) as f64 - both)
}

fn found(revision: &Revision<'_>, case: &Case) -> Option<Span> {
    match revision.find(Span::new(case.span.0, case.span.1)) {
        Anchored::Found { span, .. } => Some(span),
        Anchored::Orphan => None,
    }
}

#[test]
fn spans_find_their_text_in_generated_revisions() {
    let texts = texts();
    let mut tallies: BTreeMap<(Fate, Option<Unit>), Tally> = BTreeMap::new();
    for (i, text) in texts.iter().enumerate() {
        let others: Vec<String> =
            texts.iter().enumerate().filter(|(j, _)| *j != i).flat_map(|(_, text)| sentences_of(text)).collect();
        for seed in 0..SEEDS * ZEALS.len() {
            let revised = revise(text, &others, ZEALS[seed % ZEALS.len()], (1_000 * i + seed) as u64);
            let revision = Revision::new(&revised.old, &revised.new);
            for case in &revised.cases {
                let found = found(&revision, case);
                for unit in [None, Some(case.unit)] {
                    tallies.entry((case.fate, unit)).or_default().add(case, found);
                }
                if std::env::var_os("BRIEF_ANCHORING_SHOW").is_some() {
                    show(&revised, case, found);
                }
            }
        }
    }
    for ((fate, unit), tally) in &tallies {
        let unit = unit.map_or_else(|| "all".to_owned(), |unit| format!("{unit:?}"));
        println!(
            "{:8} {unit:10} {:5} spans  overlap 0.5: {:5.1}  0.9: {:5.1}  attached: {:5.1}",
            format!("{fate:?}"),
            tally.all,
            tally.share(tally.half),
            tally.share(tally.nine),
            tally.share(tally.attached)
        );
    }
    let of = |fate| tallies[&(fate, None)];
    let (intact, edited, deleted) = (of(Fate::Intact), of(Fate::Edited), of(Fate::Deleted));
    assert!(intact.all > 1_500 && edited.all > 500 && deleted.all > 300);
    assert!(intact.share(intact.half) >= 99.5, "intact: {}", intact.share(intact.half));
    assert!(edited.share(edited.half) >= 90.0, "edited: {}", edited.share(edited.half));
    assert!(edited.share(edited.nine) >= 82.0, "edited, closely: {}", edited.share(edited.nine));
    assert!(deleted.share(deleted.attached) <= 0.5, "deleted: {}", deleted.share(deleted.attached));
}

fn show(revised: &revisions::Revised, case: &Case, found: Option<Span>) {
    let close = matches!((case.gold, found), (Some(gold), Some(found)) if overlap(gold, found) >= 0.9);
    if close || (case.gold.is_none() && found.is_none()) {
        return;
    }
    let cut = |text: &str, from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    println!("--- {:?} {:?}\n OLD  {}", case.fate, case.unit, cut(&revised.old, case.span.0, case.span.1));
    println!(" GOLD {}", case.gold.map_or_else(|| "-".into(), |gold| cut(&revised.new, gold.0, gold.1)));
    println!(" GOT  {}", found.map_or_else(|| "-".into(), |found| cut(&revised.new, found.start, found.end)));
}
