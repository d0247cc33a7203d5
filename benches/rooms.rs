//! How long the pure parts take, each on a generated briefing of 1 MB: reading it in, finding what is in it, wrapping,
//! and the step from a key to the view of the next frame. `benches/figures.py` measures the program as a whole.

use std::hint::black_box;
use std::time::Duration;

use brief::app::reading::wrap::wrap;
use brief::app::view::view;
use brief::document::ParagraphId;
use brief::notes::{Anchor, Note, NoteId, Versions, place_all};
use brief::{analysis, document};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::Timestamp;

use support::{MEGABYTE, briefing, knowledge, markdown, press, room, source};

mod support;

/// Notes that are placed at once.
const NOTES: usize = 2_000;

fn reading_in(c: &mut Criterion) {
    let text = markdown(MEGABYTE);
    let halves = markdown(MEGABYTE / 2);
    let mut group = c.benchmark_group("1 MB");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    group.bench_function("intake", |b| b.iter(|| source(black_box(&text))));
    let read = source(&text);
    group.bench_function("build", |b| b.iter_batched(|| read.clone(), document::build, BatchSize::LargeInput));
    let twice = source(&format!("{halves}\n\n{halves}"));
    let name = "build, the second half repeated";
    group.bench_function(name, |b| b.iter_batched(|| twice.clone(), document::build, BatchSize::LargeInput));
    group.finish();
}

fn finding(c: &mut Criterion) {
    let knowledge = knowledge();
    let mut group = c.benchmark_group("analyse");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for (name, bytes) in [("6 KB", 6 << 10), ("60 KB", 60 << 10), ("1 MB", MEGABYTE)] {
        let briefing = briefing(&markdown(bytes));
        group.throughput(Throughput::Bytes(briefing.text.len() as u64));
        group.bench_function(name, |b| b.iter(|| analysis::analyse(black_box(&briefing), &knowledge)));
    }
    group.finish();
}

fn wrapping(c: &mut Criterion) {
    let briefing = briefing(&markdown(MEGABYTE));
    let mut group = c.benchmark_group("wrap");
    group.throughput(Throughput::Bytes(briefing.text.len() as u64)).sample_size(20);
    group.bench_function("1 MB at 72 columns", |b| b.iter(|| wrap(black_box(&briefing.text), 72)));
    group.finish();
}

/// Two thousand notes on a briefing that was revised since: every fifth paragraph edited, one in fifty taken out.
fn anchoring(c: &mut Criterion) {
    let text = markdown(MEGABYTE);
    let old = briefing(&text);
    let edit = |(i, paragraph): (usize, &str)| match i {
        i if i % 50 == 7 => String::new(),
        i if i % 5 == 2 => paragraph.replacen(" the ", " that very ", 2) + " More is expected.",
        _ => paragraph.to_owned(),
    };
    let new = briefing(&text.split("\n\n").enumerate().map(edit).collect::<Vec<_>>().join("\n\n"));
    let count = old.paragraphs.len();
    let note = |i: usize| Note {
        id: NoteId(format!("n{i}")),
        anchor: Anchor::on_paragraph(&old, ParagraphId(i * count / NOTES)).expect("the paragraph is there"),
        text: String::new(),
        tags: Vec::new(),
        author: None,
        created: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
        removed: None,
    };
    let notes: Vec<Note> = (0..NOTES).map(note).collect();
    let mut kept = Versions::default();
    kept.insert(old.source.sha256.clone(), old.text.clone());
    let mut group = c.benchmark_group("2,000 notes on 1 MB, revised");
    group.sample_size(10);
    for (name, versions) in [("with the old text", kept), ("without", Versions::default())] {
        group.bench_function(name, |b| b.iter(|| place_all(black_box(&notes), &new, &versions)));
    }
    group.finish();
}

/// A key press and the view that follows it, from the middle of the briefing on.
fn keys(c: &mut Criterion) {
    let briefing = briefing(&markdown(MEGABYTE));
    let mut group = c.benchmark_group("key to view, 1 MB");
    for (name, before, there, back) in [
        ("next paragraph", "5 0 0 G", "j", "k"),
        ("page", "5 0 0 G", "pgdn", "pgup"),
        ("end and top", "", "G", "g"),
        ("a letter of a search", "/ c e a s e", "f", "backspace"),
        ("a letter of a note", "5 0 0 G a", "f", "backspace"),
        ("next hit", "/ c e a s e f i r e enter", "n", "N"),
    ] {
        let mut state = room(&briefing);
        press(&mut state, before);
        group.bench_function(name, |b| {
            b.iter(|| {
                press(&mut state, there);
                black_box(view(&state));
                press(&mut state, back);
                black_box(view(&state));
            });
        });
    }
    group.finish();
}

criterion_group!(rooms, reading_in, finding, wrapping, anchoring, keys);
criterion_main!(rooms);
