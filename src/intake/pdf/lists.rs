//! The marks that list items begin with.

/// Signs that stand before an item, the private ones of Symbol and Wingdings among them.
const BULLETS: &[&str] = &[
    "•", "◦", "▪", "▫", "■", "□", "●", "○", "‣", "⁃", "∙", "·", "–", "—", "-", "*", "»", "►", "➢", "✓", "❖", "o",
    "\u{F0B7}", "\u{F0A7}", "\u{F0D8}", "\u{F0FC}", "\u{F076}", "\u{2212}", "∗",
];
/// The longest number of an item.
const MOST_DIGITS: usize = 3;

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A sign.
    Bullet,
    /// `3.`, `3)` or `(3)`.
    Number(u64),
    /// `(a)`, `iv.`, `B)`: it parts paragraphs, and belongs to the words.
    Letter,
}

impl Marker {
    /// Whether this mark can come after another's item, or begin a list.
    pub(super) fn follows(self, before: Option<Self>) -> bool {
        match (self, before) {
            (Self::Number(number), Some(Self::Number(last))) => number == last + 1,
            (Self::Number(number), _) => number <= 1,
            _ => true,
        }
    }
}

/// Whether a mark is a dash, which stands in sentences too.
pub(super) fn is_dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "-" | "\u{2212}")
}

/// Whether a word is the mark of an item.
pub(super) fn is_mark(word: &str) -> bool {
    marker(word).is_some()
}

/// The mark that a word is, where it stands first on a line with more behind it.
pub(super) fn marker(word: &str) -> Option<Marker> {
    if BULLETS.contains(&word) {
        return Some(Marker::Bullet);
    }
    let inner = word.strip_prefix('(').unwrap_or(word);
    let bare = inner.strip_suffix(')').or_else(|| inner.strip_suffix('.').filter(|_| inner.len() == word.len()))?;
    if !bare.is_empty() && bare.len() <= MOST_DIGITS && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return bare.parse().ok().map(Marker::Number);
    }
    let is_letter = bare.len() == 1 && bare.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_roman = bare.len() <= 5 && !bare.is_empty() && bare.bytes().all(|byte| b"ivx".contains(&byte));
    (is_letter || is_roman).then_some(Marker::Letter)
}

/// How deep each item of a run of lists stands, by where its mark is.
#[derive(Debug, Default)]
pub(super) struct Depths {
    open: Vec<f32>,
}

impl Depths {
    /// The depth of an item whose mark stands at `x`; `tolerance` is how close the same depth is.
    pub(super) fn of(&mut self, x: f32, tolerance: f32) -> u8 {
        while self.open.last().is_some_and(|last| x < last - tolerance) {
            self.open.pop();
        }
        if self.open.last().is_none_or(|last| x > last + tolerance) {
            self.open.push(x);
        }
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// Forgets the lists that were open: other text came.
    pub(super) fn close(&mut self) {
        self.open.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        for (word, found) in [
            ("•", Some(Marker::Bullet)),
            ("-", Some(Marker::Bullet)),
            ("1.", Some(Marker::Number(1))),
            ("12)", Some(Marker::Number(12))),
            ("(3)", Some(Marker::Number(3))),
            ("(iv)", Some(Marker::Letter)),
            ("b.", Some(Marker::Letter)),
            ("2024.", None),
            ("2024", None),
            ("1.5", None),
            ("(see", None),
            ("word.", None),
        ] {
            assert_eq!(marker(word), found, "{word}");
        }
    }

    #[test]
    fn depths_by_place() {
        let mut depths = Depths::default();
        let found: Vec<u8> = [50.0, 50.5, 70.0, 90.0, 70.0, 50.0].iter().map(|x| depths.of(*x, 3.0)).collect();
        assert_eq!(found, [0, 0, 1, 2, 1, 0]);
    }
}
