//! Revisions that nobody wrote: a text as words that know where they stood, edits as editors make them, and what then
//! became of each span, by construction.

#![allow(dead_code)]

/// A source of chance that is the same every time (`SplitMix64`, Steele and others, 2014).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }

    pub fn percent(&mut self, n: u64) -> bool {
        self.next() % 100 < n
    }

    pub fn one<'a, S: AsRef<str>>(&mut self, of: &'a [S]) -> &'a str {
        of[self.below(of.len())].as_ref()
    }
}

/// A word with the signs that stick to it.
#[derive(Clone)]
pub struct Atom {
    text: String,
    /// Where it stood, or the word that it took the place of.
    old: Option<(usize, usize)>,
    kept: bool,
}

pub type Sentence = Vec<Atom>;
pub type Paragraph = Vec<Sentence>;

/// What became of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Intact,
    Edited,
    Deleted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Phrase,
    Sentence,
    Paragraph,
}

#[derive(Debug, Clone)]
pub struct Case {
    pub span: (usize, usize),
    pub unit: Unit,
    pub fate: Fate,
    pub gold: Option<(usize, usize)>,
}

pub struct Revised {
    pub old: String,
    pub new: String,
    pub cases: Vec<Case>,
}

/// How much is edited, in percent of what could be.
#[derive(Clone, Copy)]
pub struct Zeal {
    pub paragraphs: u64,
    pub sentences: u64,
    pub words: u64,
}

/// Other texts' sentences, to put in.
pub fn sentences_of(text: &str) -> Vec<String> {
    let is_whole = |sentence: &String| sentence.split(' ').count() > 4 && sentence.ends_with('.');
    text.split("\n\n").flat_map(split_sentences).filter(is_whole).collect()
}

fn split_sentences(paragraph: &str) -> Vec<String> {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let mut sentences = vec![String::new()];
    for (i, word) in words.iter().enumerate() {
        let last = sentences.last_mut().unwrap();
        if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(word);
        let bare = word.trim_end_matches(['"', '”', '’', ')']);
        let next_is_capital = words.get(i + 1).is_some_and(|next| next.starts_with(char::is_uppercase));
        if bare.ends_with(['.', '!', '?']) && bare.len() > 3 && next_is_capital {
            sentences.push(String::new());
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// A text as it was, with sentences between that differ in a word or two, as in reports and treaties.
fn read(text: &str, chance: &mut Chance) -> (String, Vec<Paragraph>) {
    const BODIES: [&str; 5] = ["The committee", "The ministry", "The secretariat", "Each party", "The agency"];
    const DUTIES: [&str; 4] = ["report on progress", "publish its figures", "review the terms", "inform the members"];
    const TIMES: [&str; 4] = ["by the end of March", "within 30 days", "every six months", "before the next round"];
    let mut old = String::new();
    let mut length = 0;
    let mut paragraphs = Vec::new();
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        let mut sentences = split_sentences(paragraph);
        if chance.percent(35) {
            let line = format!("{} shall {} {}.", chance.one(&BODIES), chance.one(&DUTIES), chance.one(&TIMES));
            sentences.push(line);
        }
        if !paragraphs.is_empty() {
            old.push_str("\n\n");
            length += 2;
        }
        let mut read: Paragraph = Vec::new();
        for (i, sentence) in sentences.iter().enumerate() {
            let mut atoms = Vec::new();
            for (j, word) in sentence.split(' ').enumerate() {
                if i + j > 0 {
                    old.push(' ');
                    length += 1;
                }
                let end = length + word.chars().count();
                old.push_str(word);
                atoms.push(Atom { text: word.to_owned(), old: Some((length, end)), kept: true });
                length = end;
            }
            read.push(atoms);
        }
        paragraphs.push(read);
    }
    (old, paragraphs)
}

fn fresh(sentence: &str) -> Sentence {
    sentence.split(' ').map(|word| Atom { text: word.to_owned(), old: None, kept: false }).collect()
}

/// Revises a text. `others` are sentences that may be put in.
pub fn revise(text: &str, others: &[String], zeal: Zeal, seed: u64) -> Revised {
    let mut chance = Chance(seed);
    let (old, before) = read(text, &mut chance);
    let mut after: Vec<Paragraph> = Vec::new();
    for paragraph in &before {
        if chance.percent(zeal.paragraphs / 2) {
            after.push((0..=chance.below(3)).map(|_| fresh(chance.one(others))).collect());
        }
        if !chance.percent(zeal.paragraphs / 2) {
            after.push(edit_paragraph(paragraph, others, zeal, &mut chance));
        }
    }
    after.retain(|paragraph| !paragraph.is_empty());
    rearrange(&mut after, zeal, &mut chance);
    let new = render(&mut after, &mut chance);
    let cases = cases(&before, &after, &mut chance);
    Revised { old, new, cases }
}

fn edit_paragraph(paragraph: &Paragraph, others: &[String], zeal: Zeal, chance: &mut Chance) -> Paragraph {
    let mut edited = Vec::new();
    for sentence in paragraph {
        if chance.percent(zeal.sentences / 4) {
            edited.push(fresh(chance.one(others)));
        }
        match chance.below(100) as u64 {
            n if n < zeal.sentences / 4 => {}
            n if n < zeal.sentences / 2 => edited.push(fresh(chance.one(others))),
            n if n < zeal.sentences * 3 / 2 => edited.push(edit_sentence(sentence, others, zeal, chance)),
            _ => edited.push(sentence.clone()),
        }
    }
    if edited.len() > 2 && chance.percent(zeal.sentences / 4) {
        let at = chance.below(edited.len() - 1);
        edited.swap(at, at + 1);
    }
    edited
}

fn edit_sentence(sentence: &Sentence, others: &[String], zeal: Zeal, chance: &mut Chance) -> Sentence {
    const CLAUSES: [&str; 6] = [
        ", according to two officials,",
        ", where appropriate,",
        "and its partners",
        "(as amended)",
        ", after long talks,",
        "in the coming years",
    ];
    let mut edited: Sentence = Vec::new();
    let cut = chance.percent(30).then(|| {
        let start = chance.below(sentence.len());
        start..start + 1 + chance.below(sentence.len() / 3 + 1)
    });
    let at = chance.percent(50).then(|| 1 + chance.below(sentence.len()));
    let last = sentence.len() - 1;
    for (i, atom) in sentence.iter().enumerate() {
        if at == Some(i) {
            edited.extend(fresh(chance.one(&CLAUSES)));
        }
        if cut.as_ref().is_some_and(|cut| cut.contains(&i)) && i != last {
            continue;
        }
        let has_figures = atom.text.contains(|c: char| c.is_ascii_digit());
        if has_figures && chance.percent(60) {
            let turn = |c: char| if c.is_ascii_digit() { char::from(b'0' + (c as u8 - b'0' + 3) % 10) } else { c };
            edited.push(Atom { text: atom.text.chars().map(turn).collect(), kept: false, ..*atom });
        } else if chance.percent(zeal.words) {
            let sign: String = atom.text.chars().rev().take_while(char::is_ascii_punctuation).collect();
            let sign: String = sign.chars().rev().collect();
            let words: Vec<&str> = chance.one(others).split(' ').collect();
            let word = chance.one(&words).trim_end_matches(|c: char| c.is_ascii_punctuation());
            edited.push(Atom { text: format!("{word}{sign}"), kept: false, ..*atom });
        } else {
            edited.push(atom.clone());
        }
    }
    edited
}

/// Moves, splits and merges paragraphs.
fn rearrange(after: &mut Vec<Paragraph>, zeal: Zeal, chance: &mut Chance) {
    for at in 0..after.len() {
        if chance.percent(zeal.paragraphs / 4) {
            let to = chance.below(after.len());
            let moved = after.remove(at);
            after.insert(to, moved);
        }
        if after[at].len() > 3 && chance.percent(zeal.paragraphs / 3) {
            let middle = after[at].len() / 2;
            let rest = after[at].split_off(middle);
            after.insert(at + 1, rest);
        } else if at + 1 < after.len() && chance.percent(zeal.paragraphs / 3) {
            let next = std::mem::take(&mut after[at + 1]);
            after[at].extend(next);
        }
    }
    after.retain(|paragraph| !paragraph.is_empty());
}

/// The new text; `old` of each atom then says where it stood, and its text where it stands: `(start, end)` are put in front.
fn render(after: &mut [Paragraph], chance: &mut Chance) -> String {
    let typographic = chance.percent(30);
    let wrapped = chance.percent(30);
    let mut new = String::new();
    let mut column = 0;
    for (i, paragraph) in after.iter_mut().enumerate() {
        if i > 0 {
            new.push_str("\n\n");
        }
        for (j, atom) in paragraph.iter_mut().flatten().enumerate() {
            if j > 0 {
                let breaks = wrapped && column > 60;
                new.push(if breaks { '\n' } else { ' ' });
                column = if breaks { 0 } else { column + 1 };
            }
            if typographic {
                atom.text = atom.text.replace('’', "'").replace(['“', '”'], "\"").replace('—', "–");
            }
            new.push_str(&atom.text);
            column += atom.text.chars().count();
        }
    }
    new
}

/// Where an old word stands now, and whether it is the same.
type Now = std::collections::BTreeMap<usize, (usize, usize, bool)>;

fn cases(before: &[Paragraph], after: &[Paragraph], chance: &mut Chance) -> Vec<Case> {
    let (mut now, mut order, mut at) = (Now::new(), Vec::new(), 0);
    let mut extents = Vec::new();
    for (i, paragraph) in after.iter().enumerate() {
        at += if i > 0 { 2 } else { 0 };
        let start = at;
        for (j, atom) in paragraph.iter().flatten().enumerate() {
            at += usize::from(j > 0);
            let end = at + atom.text.chars().count();
            if let Some((old, _)) = atom.old {
                now.insert(old, (at, end, atom.kept));
            }
            order.push((at, atom.old));
            at = end;
        }
        extents.push((start, at));
    }
    let mut cases = Vec::new();
    for paragraph in before {
        let whole = case(&paragraph.concat(), Unit::Paragraph, &now, &order);
        cases.extend(whole.map(|case| as_paragraph(case, &extents, &order)));
        for sentence in paragraph {
            cases.extend(case(sentence, Unit::Sentence, &now, &order));
            for _ in 0..2 {
                let length = 2 + chance.below(7);
                if sentence.len() > length {
                    let start = chance.below(sentence.len() - length);
                    cases.extend(case(&sentence[start..start + length], Unit::Phrase, &now, &order));
                }
            }
        }
    }
    cases
}

/// An edited paragraph is all of its new one, unless others' words are in it too.
fn as_paragraph(case: Case, extents: &[(usize, usize)], order: &[(usize, Option<(usize, usize)>)]) -> Case {
    let Some((start, end)) = case.gold.filter(|_| case.fate == Fate::Edited) else { return case };
    let is_it = |extent: &&(usize, usize)| extent.0 <= start && end <= extent.1;
    let Some(extent) = extents.iter().find(is_it) else { return case };
    let words = order.iter().filter(|(at, _)| extent.0 <= *at && *at < extent.1);
    let mut others = words.filter_map(|(_, old)| *old).filter(|(at, _)| *at < case.span.0 || *at >= case.span.1);
    if others.next().is_some() { case } else { Case { gold: Some(*extent), ..case } }
}

/// What became of these words; `None` where that is nothing that one place could be said of.
fn case(words: &[Atom], unit: Unit, now: &Now, order: &[(usize, Option<(usize, usize)>)]) -> Option<Case> {
    let span = (words.first()?.old?.0, words.last()?.old?.1);
    let there: Vec<_> = words.iter().filter_map(|word| now.get(&word.old?.0)).collect();
    let kept = there.iter().filter(|(_, _, kept)| *kept).count();
    let gold = (there.iter().map(|(start, ..)| *start).min(), there.iter().map(|(_, end, _)| *end).max());
    let (Some(start), Some(end)) = gold else { return Some(Case { span, unit, fate: Fate::Deleted, gold: None }) };
    let first = order.partition_point(|(at, _)| *at < start);
    let inside = order[first..].iter().take_while(|(at, _)| *at < end);
    let between = inside.clone().count();
    let strangers = inside.filter(|(_, old)| old.is_some_and(|(at, _)| at < span.0 || at >= span.1)).count();
    let fate = match () {
        () if kept == words.len() && between == words.len() => Fate::Intact,
        () if kept * 5 >= words.len() * 2 && kept > 1 && strangers == 0 && between <= 2 * words.len() + 8 => {
            Fate::Edited
        }
        () => return None,
    };
    Some(Case { span, unit, fate, gold: Some((start, end)) })
}
