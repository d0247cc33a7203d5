//! How well stances are told, on passages of our own: `tuned.jsonl` was at hand while the rules were written,
//! `reported.jsonl` was written before and only scored. Each line is a passage with its own positions and, for each
//! holder and position, the stance that a reader takes from it.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "these are tests, and one prints its table")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use brief::analysis::{self, Analysis, Knowledge, KnownPosition, PositionId, Stance};
use brief::{document, intake};
use serde::Deserialize;

#[derive(Deserialize)]
struct Passage {
    subject: String,
    positions: Vec<Configured>,
    paragraphs: Vec<String>,
    gold: Vec<Gold>,
}

#[derive(Deserialize)]
struct Configured {
    id: String,
    phrases: Vec<String>,
    supports: Vec<String>,
    opposes: Vec<String>,
}

#[derive(Deserialize)]
struct Gold {
    holder: String,
    position: String,
    stance: String,
}

/// What was found for each stance of the gold; `missed` where there was no statement.
type Confusion = BTreeMap<String, BTreeMap<String, usize>>;

fn passages(name: &str) -> Vec<Passage> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stance").join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn analysed(passage: &Passage) -> Analysis {
    let known = |position: &Configured| KnownPosition {
        id: PositionId(position.id.clone()),
        label: position.id.clone(),
        definition: None,
        phrases: position.phrases.clone(),
        supports: position.supports.clone(),
        opposes: position.opposes.clone(),
    };
    let knowledge = Knowledge { positions: passage.positions.iter().map(known).collect(), actors: Vec::new() };
    let text = format!("# On {}\n\n{}\n", passage.subject, passage.paragraphs.join("\n\n"));
    let source = intake::from_bytes(text.as_bytes(), Some(Path::new("passage.md")), None).unwrap();
    analysis::analyse(&document::build(source), &knowledge)
}

/// The surest stance of a holder to a position.
fn stance(analysis: &Analysis, gold: &Gold) -> Option<Stance> {
    let holder = |id: &analysis::ActorId| {
        let actor = analysis.actors.iter().find(|actor| actor.id == *id);
        actor.is_some_and(|actor| actor.name == gold.holder || actor.aliases.contains(&gold.holder))
    };
    let held = analysis.statements.iter().filter(|statement| {
        statement.actor.as_ref().is_some_and(holder)
            && statement.position.as_ref().is_some_and(|position| position.0 == gold.position)
    });
    held.max_by(|a, b| a.confidence.total_cmp(&b.confidence)).map(|statement| statement.stance)
}

fn confusion(name: &str) -> Confusion {
    let mut table = Confusion::new();
    for passage in passages(name) {
        let analysis = analysed(&passage);
        for gold in &passage.gold {
            assert!(Stance::ALL.iter().any(|stance| stance.name() == gold.stance), "{}", gold.stance);
            let found = stance(&analysis, gold).map_or("missed", Stance::name);
            if found != gold.stance && std::env::var_os("SHOW_STANCES").is_some() {
                println!(
                    "{name}: {}: {} {}: {} for {}",
                    passage.subject, gold.holder, gold.position, found, gold.stance
                );
            }
            *table.entry(gold.stance.clone()).or_default().entry(found.to_owned()).or_default() += 1;
        }
    }
    table
}

fn counts(table: &Confusion, of: impl Fn(&str, &str) -> bool) -> usize {
    let rows = table.iter().flat_map(|(gold, row)| row.iter().map(move |(found, n)| (gold, found, *n)));
    rows.filter(|(gold, found, _)| of(gold, found)).map(|(_, _, n)| n).sum()
}

/// Prints the table and gives the share of gold stances that were found right.
fn accuracy(name: &str) -> f64 {
    let table = confusion(name);
    let mut shown = format!("{name}, gold by row:\n");
    for (gold, row) in &table {
        let right = row.get(gold).copied().unwrap_or_default();
        let all: usize = row.values().sum();
        writeln!(shown, "  {gold:12} {right:3} of {all:3} right   {row:?}").unwrap();
    }
    let (right, all) = (counts(&table, |gold, found| gold == found), counts(&table, |_, _| true));
    println!("{shown}  all          {right:3} of {all:3} right");
    f64::from(u32::try_from(right).unwrap()) / f64::from(u32::try_from(all).unwrap())
}

#[test]
fn stances_are_told_on_passages_at_hand() {
    let accuracy = accuracy("tuned.jsonl");
    assert!(accuracy >= 0.74, "{accuracy:.3}");
}

#[test]
fn stances_are_told_on_passages_that_were_not() {
    let accuracy = accuracy("reported.jsonl");
    assert!(accuracy >= 0.74, "{accuracy:.3}");
}
