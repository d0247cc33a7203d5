//! Annotated text: reading it, cutting its words as analysis does, and what each corpus leaves unsaid.

use std::fs;

use anyhow::{Context, Result};
use brief::analysis::recogniser::{Kind, LABELS, Label, normal, pieces};

/// A sentence to learn from or to be scored on.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its words, as the recogniser reads them.
    pub words: Vec<String>,
    /// The labels that each word may have, a bit each.
    pub allowed: Vec<u16>,
}

/// The bit of a label.
pub fn bit(label: Label) -> u16 {
    1 << label.number()
}

/// One file of sentences.
pub struct Corpus {
    /// The file's name without its ending.
    pub name: String,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
}

/// What is known of a corpus.
struct Known {
    name: &'static str,
    licence: &'static str,
    /// Which of its sentences are learned from: every one, every second …
    every: usize,
    /// How many times over.
    times: usize,
    /// Whether its annotators told peoples.
    peoples: bool,
}

const fn known(name: &'static str, licence: &'static str, every: usize, times: usize, peoples: bool) -> Known {
    Known { name, licence, every, times, peoples }
}

/// The weights are those that did best on corpora that were held back. All of the Groningen Meaning Bank, which has many
/// bodies unmarked, did worse on each of them than a fourth of it.
const KNOWN: [Known; 7] = [
    known("gmb", "public domain texts", 4, 1, true),
    known("wikigold", "CC BY 4.0", 1, 2, false),
    known("ewt", "CC BY-SA 4.0", 1, 1, false),
    known("wnut17", "CC BY 4.0", 1, 1, false),
    known("crossner-other", "MIT; text CC BY-SA", 1, 1, false),
    known("crossner-politics-train", "MIT; text CC BY-SA", 1, 3, false),
    known("crossner-politics-dev", "MIT; text CC BY-SA", 1, 3, false),
];

/// The corpora of a folder, by name.
pub fn read_folder(folder: &str) -> Result<Vec<Corpus>> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("can't read {folder}"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "bio"));
    files.sort();
    files
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let peoples = known_as(&name).is_none_or(|known| known.peoples);
            let sentences = text.split("\n\n").filter_map(|lines| sentence(lines, peoples)).collect();
            Ok(Corpus { name, sentences })
        })
        .collect()
}

fn known_as(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.name == name)
}

impl Corpus {
    /// Its licence, as its publisher states it.
    pub fn licence(&self) -> &'static str {
        known_as(&self.name).map_or("licence unknown", |known| known.licence)
    }

    /// Its sentences as many times over as they count, some of them in capitals.
    pub fn lessons(&self) -> impl Iterator<Item = Sentence> {
        let (every, times) = known_as(&self.name).map_or((1, 1), |known| (known.every, known.times));
        let loud = self.sentences.iter().enumerate().filter_map(|(i, sentence)| match i % 40 {
            0 => Some(sentence.rewritten(str::to_uppercase)),
            20 => Some(sentence.rewritten(capitalised)),
            _ => None,
        });
        (0..times).flat_map(move |_| self.sentences.iter().step_by(every).cloned()).chain(loud)
    }
}

impl Sentence {
    fn rewritten(&self, write: impl Fn(&str) -> String) -> Self {
        Self { words: self.words.iter().map(|word| write(word)).collect(), allowed: self.allowed.clone() }
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if word.chars().count() > 3 => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

fn sentence(lines: &str, peoples: bool) -> Option<Sentence> {
    let mut sentence = Sentence { words: Vec::new(), allowed: Vec::new() };
    for line in lines.lines() {
        let (word, tag) = line.split_once('\t')?;
        if goes_on(word)
            && let Some(last) = sentence.words.last_mut()
        {
            last.push_str(word);
            continue;
        }
        let kind = kind(tag);
        for (i, piece) in cut(word).enumerate() {
            let allowed = match kind {
                Some(kind) if tag.starts_with("B-") && i == 0 => bit(Label::first(kind)),
                Some(kind) => bit(Label::further(kind)),
                None if peoples => bit(Label::OUTSIDE),
                // Nobody said whether this is a nationality.
                None => bit(Label::OUTSIDE) | bit(Label::first(Kind::People)) | bit(Label::further(Kind::People)),
            };
            sentence.words.push(normal(piece).to_owned());
            sentence.allowed.push(allowed);
        }
    }
    mend(&mut sentence.allowed);
    (!sentence.words.is_empty()).then_some(sentence)
}

/// Whether this is the rest of the word before it, which corpora cut off: `do n't`, `we 'll`.
fn goes_on(word: &str) -> bool {
    matches!(&*word.replace('’', "'").to_lowercase(), "n't" | "'ll" | "'re" | "'ve" | "'d" | "'m")
}

/// A word as analysis cuts it; a possessive ending that the corpus cut off stays whole.
fn cut(word: &str) -> impl Iterator<Item = &str> {
    let ending = matches!(word, "'s" | "’s" | "'S" | "’S");
    pieces(word).map(|(_, piece)| piece).filter(move |_| !ending).chain(ending.then_some(word))
}

fn kind(tag: &str) -> Option<Kind> {
    match tag.get(2..)? {
        "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Organisation),
        "LOC" => Some(Kind::Place),
        "NORP" => Some(Kind::People),
        _ => None,
    }
}

/// A name's further word with nothing of its kind ahead of it opens the name.
fn mend(allowed: &mut [u16]) {
    let labels = || (0..LABELS).map(Label::numbered);
    let mut before = bit(Label::OUTSIDE);
    for here in allowed {
        let possible = |label: &Label| {
            bit(*label) & *here != 0 && labels().any(|last| bit(last) & before != 0 && label.can_follow(Some(last)))
        };
        let kept: u16 = labels().filter(possible).map(bit).sum();
        let kind = labels().find(|label| bit(*label) & *here != 0).and_then(Label::kind);
        *here = match kind {
            Some(kind) if kept == 0 => bit(Label::first(kind)),
            _ => kept,
        };
        before = *here;
    }
}
