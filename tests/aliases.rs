//! Who is who, from the text to the actors: passages of our own, with every name marked by whom it names, scored by
//! B-cubed end to end (Bagga and Baldwin, 1998; a name that is not found counts as recall of nothing). The rules were
//! made with the passages under `tuned` at hand; what is reported comes from those under `reported`.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use brief::analysis::{ActorKind, Knowledge, analyse};
use brief::document::{Format, SourceInfo, plain};

/// A passage and its marked names.
struct Passage {
    text: String,
    /// Where each name stands, and whom it names.
    names: Vec<(usize, usize, String)>,
}

/// Reads `{who|the words}`.
fn passage(marked: &str) -> Passage {
    let mut passage = Passage { text: String::new(), names: Vec::new() };
    let mut rest = marked.trim_end();
    let place = |text: &str| text.chars().count();
    while let Some((ahead, opened)) = rest.split_once('{') {
        let (who, name) = opened.split_once('|').expect("a mark names somebody");
        let (name, behind) = name.split_once('}').expect("a mark is closed");
        passage.text.push_str(ahead);
        let start = place(&passage.text);
        passage.text.push_str(name);
        passage.names.push((start, place(&passage.text), who.to_owned()));
        rest = behind;
    }
    passage.text.push_str(rest);
    passage
}

fn passages(folder: &str) -> Vec<Passage> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/aliases").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| passage(&fs::read_to_string(file).unwrap())).collect()
}

/// The actor that each marked name was found as: the one whose mention overlaps it most.
fn found(passage: &Passage) -> Vec<Option<usize>> {
    let source = SourceInfo { path: None, format: Format::Text, sha256: String::new() };
    let briefing = plain(source, passage.text.clone(), Vec::new());
    let analysis = analyse(&briefing, &Knowledge::default());
    let actors = analysis.actors.iter().enumerate().filter(|(_, actor)| actor.kind != ActorKind::Group);
    let mentions: Vec<(usize, usize, usize)> =
        actors.flat_map(|(i, actor)| actor.mentions.iter().map(move |m| (m.span.start, m.span.end, i))).collect();
    let overlap = |start: usize, end: usize, m: &(usize, usize, usize)| end.min(m.1).saturating_sub(start.max(m.0));
    let best = |(start, end, _): &(usize, usize, String)| {
        let all = mentions.iter().filter(|mention| overlap(*start, *end, mention) > 0);
        all.max_by_key(|mention| overlap(*start, *end, mention)).map(|mention| mention.2)
    };
    passage.names.iter().map(best).collect()
}

/// Precision over the names found and recall over all marked ones, in hundredths.
fn b_cubed(passages: &[Passage]) -> (f64, f64, f64) {
    let (mut precision, mut recall, mut shared, mut all) = (0.0, 0.0, 0.0, 0.0);
    for passage in passages {
        let found = found(passage);
        let (mut gold, mut ours, mut both) = (HashMap::new(), HashMap::new(), HashMap::new());
        for ((_, _, who), actor) in passage.names.iter().zip(&found) {
            *gold.entry(who).or_insert(0.0) += 1.0;
            if let Some(actor) = actor {
                *ours.entry(actor).or_insert(0.0) += 1.0;
                *both.entry((who, actor)).or_insert(0.0) += 1.0;
            }
        }
        for ((who, actor), count) in &both {
            let count: f64 = *count;
            precision += count * count / ours[actor];
            recall += count * count / gold[who];
            shared += count;
        }
        all += gold.values().sum::<f64>();
    }
    let (precision, recall) = (100.0 * precision / shared, 100.0 * recall / all);
    (precision, recall, 2.0 * precision * recall / (precision + recall))
}

#[test]
fn one_actor_goes_by_many_names() {
    for (folder, floor) in [("tuned", 96.0), ("reported", 93.0)] {
        let passages = passages(folder);
        let (precision, recall, both) = b_cubed(&passages);
        println!("{folder}: {} passages, B-cubed P {precision:.1} R {recall:.1} F1 {both:.1}", passages.len());
        assert!(both >= floor, "{folder}: {both:.1}, at least {floor}");
    }
}
