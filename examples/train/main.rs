//! Trains the recogniser of names, `src/analysis/recogniser/`, and packs its model.
//!
//! `cargo run --profile quick --example train -- FOLDER [--measure NAME]... [--out FILE] [--epochs N] [--keep N] [--seed N]
//! [--note TEXT]`
//!
//! FOLDER holds annotated text, a file a corpus (`NAME.bio`): a word, a tab and its BIO tag (PER, ORG, LOC, NORP) on each
//! line, an empty line after each sentence. What is named by `--measure` is not trained on, and the model is scored on
//! it: names with their kinds, exactly. The same input gives the same model.

// A tool at a terminal, whose figures are far from where a float or an index of 32 bits ends.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss
)]

mod corpus;
mod lessons;
mod perceptron;
mod score;

use std::fmt::Write as _;
use std::{env, fs, process::ExitCode};

use anyhow::{Context, Result, bail};
use brief::analysis::recogniser::Model;

use corpus::{Corpus, Sentence};
use lessons::Lessons;
use perceptron::{Dice, Perceptron};

/// What the arguments ask for.
struct Wish {
    folder: String,
    measure: Vec<String>,
    out: Option<String>,
    epochs: usize,
    keep: usize,
    seed: u64,
    /// What else the file is to say of itself.
    note: String,
}

fn main() -> ExitCode {
    match wish(env::args().skip(1)).and_then(|wish| run(&wish)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn wish(mut arguments: impl Iterator<Item = String>) -> Result<Wish> {
    let folder = arguments.next().context("which folder holds the corpora?")?;
    let mut wish =
        Wish { folder, measure: Vec::new(), out: None, epochs: 6, keep: 260_000, seed: 1, note: String::new() };
    while let Some(option) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{option} wants a value"))?;
        match option.as_str() {
            "--measure" => wish.measure.push(value),
            "--out" => wish.out = Some(value),
            "--epochs" => wish.epochs = value.parse()?,
            "--keep" => wish.keep = value.parse()?,
            "--note" => wish.note = value,
            "--seed" => wish.seed = value.parse()?,
            _ => bail!("unknown option {option}"),
        }
    }
    Ok(wish)
}

fn run(wish: &Wish) -> Result<()> {
    let corpora = corpus::read_folder(&wish.folder)?;
    let (held, used): (Vec<Corpus>, Vec<Corpus>) =
        corpora.into_iter().partition(|corpus| wish.measure.contains(&corpus.name));
    let sentences: Vec<Sentence> = used.iter().flat_map(Corpus::lessons).collect();
    println!("{} sentences to learn from", sentences.len());
    let mut perceptron = Perceptron::new(Lessons::of(&sentences));
    println!("{} features", perceptron.features());
    let mut dice = Dice::new(wish.seed);
    for epoch in 1..=wish.epochs {
        println!("epoch {epoch}: {} wrong", perceptron.learn(&mut dice));
    }
    let about = about(&used, &held, &perceptron.pack("", wish.keep))? + &wish.note;
    let bytes = perceptron.pack(&about, wish.keep);
    println!("{about}\n{} bytes", bytes.len());
    if let Some(out) = &wish.out {
        fs::write(out, bytes).with_context(|| format!("can't write {out}"))?;
    }
    Ok(())
}

/// What the file says of itself: sources, their licences, scores on what was held back.
fn about(used: &[Corpus], held: &[Corpus], bytes: &[u8]) -> Result<String> {
    let model = Model::read(bytes)?;
    let sources: Vec<String> = used.iter().map(|corpus| format!("{} ({})", corpus.name, corpus.licence())).collect();
    let mut about = format!("trained on {}", sources.join("; "));
    for corpus in held {
        let scores = score::score(model, &corpus.sentences);
        let _ = write!(about, "\nmeasured on {}: {scores}", corpus.name);
    }
    Ok(about)
}
