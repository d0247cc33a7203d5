//! Words broken at the ends of lines: which hyphens go when the lines are joined.
//!
//! Asked first is the document itself: whether it has the joined word elsewhere, or the word with its hyphen. Where it has
//! neither, it counts whether the document breaks words at all.

use std::collections::HashSet;

/// The least share of lines that end with a hyphen in a document that breaks words.
const BREAKING: f32 = 0.02;

/// The hyphens that a line can end with. The soft hyphen is only ever put there to break a word.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2011}', '\u{AD}'];

/// The words of a document, and how it breaks them.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    words: HashSet<String>,
    breaks_words: bool,
    /// Whether `‐` is only used to break words, as browsers do, and `-` is for compounds.
    has_own_sign: bool,
}

impl Hyphens {
    /// Looks through the lines of a document, each with the one after it.
    pub(super) fn of<'a>(lines: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Self {
        let mut hyphens = Self { has_own_sign: true, ..Self::default() };
        let mut own_sign_at_ends = false;
        for (line, _) in lines.clone() {
            let body = line.strip_suffix(HYPHENS).unwrap_or(line);
            hyphens.has_own_sign &= !body.contains('\u{2010}');
            own_sign_at_ends |= line.ends_with('\u{2010}');
            let is_broken = body.len() < line.len();
            let mut words: Vec<&str> = body.split_whitespace().collect();
            if is_broken {
                words.pop();
            }
            hyphens.words.extend(words.into_iter().skip(1).filter_map(bare));
        }
        hyphens.has_own_sign &= own_sign_at_ends;
        let (mut all, mut broken, mut joined, mut kept) = (0.0_f32, 0.0_f32, 0, 0);
        for (line, next) in lines {
            all += 1.0;
            let Some((left, right)) = ends(line, next) else { continue };
            broken += 1.0;
            joined += usize::from(hyphens.has(&[left, right]));
            kept += usize::from(hyphens.has(&[left, "-", right]));
        }
        hyphens.breaks_words = joined > kept || (joined == kept && broken >= 2.0 && broken / all >= BREAKING);
        hyphens
    }

    /// Whether the hyphen at the end of a line goes when `next` is put right behind it; `None` where the line ends with no
    /// broken word and a space is needed.
    pub(super) fn join(&self, line: &str, next: &str) -> Option<bool> {
        if line.ends_with('\u{AD}') {
            return Some(true);
        }
        let before = line.strip_suffix(HYPHENS)?;
        if !before.ends_with(char::is_alphanumeric) || !next.starts_with(char::is_alphanumeric) {
            return None;
        }
        let Some((left, right)) = ends(line, next) else { return Some(false) };
        if self.has_own_sign {
            return Some(line.ends_with('\u{2010}'));
        }
        if self.has(&[left, right]) {
            return Some(true);
        }
        if self.has(&[left, "-", right]) || left.contains('-') {
            return Some(false);
        }
        Some(self.breaks_words)
    }

    fn has(&self, parts: &[&str]) -> bool {
        bare(&parts.concat()).is_some_and(|word| self.words.contains(&word))
    }
}

/// The parts of a word that is broken between two lines; `None` where the second is no lower-case word.
fn ends<'a>(line: &'a str, next: &'a str) -> Option<(&'a str, &'a str)> {
    let before = line.strip_suffix(HYPHENS)?;
    let left = before.split_whitespace().next_back()?;
    let right = next.split_whitespace().next()?;
    let is_word = left.ends_with(char::is_alphabetic) && right.starts_with(char::is_lowercase);
    is_word.then_some((left, right))
}

/// A word without what stands around it, in small letters.
fn bare(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    (!word.is_empty()).then(|| word.replace(['\u{2010}', '\u{2011}'], "-").replace('\u{AD}', "").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str], line: &str, next: &str) -> Option<bool> {
        let pairs = lines.windows(2).map(|pair| (pair[0], pair[1]));
        Hyphens::of(pairs).join(line, next)
    }

    #[test]
    fn hyphens_go_and_stay_by_what_the_document_has() {
        let breaking =
            ["the govern-", "ment said that the", "the agree-", "ment of the government", "an agreement holds", ""];
        let plain = ["a long talk", "of a long-term plan", "that went well", "and then ended", "with a meeting", ""];
        for (lines, line, next, goes) in [
            (&breaking[..], "new regu-", "lation comes", Some(true)),
            (&breaking, "the govern-", "ment’s view", Some(true)),
            (&plain, "their long-", "term plan", Some(false)),
            (&plain, "the well-", "known man", Some(false)),
            (&plain, "the brid-", "ges", Some(false)),
            (&plain, "one meet-", "ing", Some(true)),
            (&plain, "Euro-", "Atlantic", Some(false)),
            (&plain, "soft\u{AD}", "ware", Some(true)),
            (&plain, "a dash -", "and more", None),
            (&plain, "no hyphen", "here", None),
            (&breaking, "state-of-", "the-art", Some(false)),
        ] {
            assert_eq!(joined(lines, line, next), goes, "{line} {next}");
        }
    }

    #[test]
    fn a_sign_that_only_stands_at_ends_of_lines_breaks_words() {
        let lines = ["a well-known con\u{2010}", "vention and a", "long-term plan", ""];
        assert_eq!(joined(&lines, "the regu\u{2010}", "lation"), Some(true));
        assert_eq!(joined(&lines, "a state-", "owned port"), Some(false));
    }
}
