//! A paragraph being read, and the marker of a list's item ahead of it.

use crate::intake::manuscript::{Face, Pen, Role};

/// A paragraph's words so far.
#[derive(Default)]
pub(super) struct Paragraph {
    pen: Pen,
    /// Its first words, as long as they may still be a marker; `None` once they are not.
    lead: Option<String>,
    has_words: bool,
    pub(super) marker: Option<String>,
}

impl Paragraph {
    /// Writes words. In a paragraph that hangs, what stands ahead of its first tab may be a list's marker.
    pub(super) fn write(&mut self, words: &str, face: Face, hangs: bool) {
        if !self.has_words {
            self.has_words = true;
            self.lead = hangs.then(String::new);
        }
        if let Some(mut lead) = self.lead.take() {
            lead.push_str(words);
            match lead.split_once('\t') {
                Some((marker, rest)) if self.marker.is_none() && is_marker(marker) => {
                    self.marker = Some(marker.to_owned());
                    self.pen = Pen::default();
                    self.pen.write(rest, face);
                    return;
                }
                None if lead.len() < 16 => self.lead = Some(lead),
                _ => {}
            }
        }
        self.pen.write(words, face);
    }

    pub(super) fn pen(&mut self) -> &mut Pen {
        &mut self.pen
    }

    /// What it is, once its words are known: an item, where a marker stands ahead of it. Its pen goes with it.
    pub(super) fn finish(self, role: Role, depth: u8) -> (Role, Pen) {
        let role = match (role, self.marker) {
            (Role::Text | Role::Item { .. }, Some(marker)) => Role::Item { depth, ordinal: ordinal(&marker) },
            _ => role,
        };
        (role, self.pen)
    }
}

/// Whether words are what stands ahead of an item: a bullet, `3.`, `b)`, `(iv)`.
fn is_marker(words: &str) -> bool {
    let bare = words.trim().trim_matches(['(', ')', '.']);
    let is_bullet = bare.chars().count() == 1 && !bare.chars().all(char::is_alphanumeric);
    let is_number = bare.len() < words.trim().len()
        && (1..=5).contains(&bare.len())
        && (bare.bytes().all(|b| b.is_ascii_digit())
            || bare.len() == 1
            || bare.bytes().all(|b| b"ivxIVX".contains(&b)));
    is_bullet || is_number
}

/// The number in a marker: digits, or one letter by its place in the alphabet.
fn ordinal(marker: &str) -> Option<u64> {
    let bare = marker.trim().trim_matches(['(', ')', '.']);
    let letter = || match bare.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(u64::from(letter.to_ascii_lowercase() - b'a') + 1),
        _ => None,
    };
    bare.parse().ok().or_else(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words() {
        for (words, is, number) in [
            ("•", true, None),
            ("3.", true, Some(3)),
            ("b)", true, Some(2)),
            ("(iv)", true, None),
            ("\u{B7}", true, None),
            ("TO:", false, None),
            ("3", false, Some(3)),
            ("", false, None),
        ] {
            assert_eq!((is_marker(words), ordinal(words)), (is, number), "{words}");
        }
    }
}
