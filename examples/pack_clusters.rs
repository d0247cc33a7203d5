//! Packs a list of word clusters into the file that `analysis/word_clusters.rs` compiles in.
//!
//! `cargo run --example pack_clusters CLUSTERS.tsv PACKED`: each line of the list is a word and its cluster of 64, 256
//! and 1024, parted by tabs. Words are kept in lower case, those that letters, inner hyphens, dots and apostrophes make.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{env, fs, process::ExitCode};

use anyhow::{Context, Result};
use brief::analysis::word_clusters::{Clusters, pack};

const ABOUT: &str = "k-means clusters (64, 256, 1024) of English word vectors whose publisher dedicates them CC0";
/// Longer words are hardly ever met.
const LONGEST: usize = 24;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: pack_clusters CLUSTERS.tsv PACKED");
        return ExitCode::from(2);
    };
    match run(&from, &to) {
        Ok(count) => {
            println!("{count} words");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(from: &str, to: &str) -> Result<usize> {
    let list = fs::read_to_string(from).with_context(|| format!("can't read {from}"))?;
    let mut words: Vec<(String, Clusters)> = list.lines().filter_map(entry).collect();
    words.sort();
    words.dedup_by(|next, word| next.0 == word.0);
    fs::write(to, pack(ABOUT, &words)?).with_context(|| format!("can't write {to}"))?;
    Ok(words.len())
}

/// A word worth keeping, in lower case and as analysis cuts it, without a full stop at its end.
fn entry(line: &str) -> Option<(String, Clusters)> {
    let mut fields = line.split('\t');
    let word = fields.next()?;
    let clusters = [fields.next()?.parse().ok()?, fields.next()?.parse().ok()?, fields.next()?.parse().ok()?];
    let word = word.strip_suffix('.').filter(|word| !word.is_empty()).unwrap_or(word).to_lowercase();
    let inner = |c: char| c.is_alphabetic() || matches!(c, '-' | '.' | '\'');
    let kept = word.starts_with(char::is_alphabetic) && word.chars().all(inner) && word.len() <= LONGEST;
    (kept || word.chars().count() == 1).then_some((word, clusters))
}
