//! The lists that people type: bullets, numbers, letters, and how deep they stand.

use super::line::Line;

/// Characters that open an item when white space follows.
const BULLETS: [char; 10] = ['-', '*', '+', '•', '–', '‣', '◦', '▪', '●', '·'];

/// How many columns ahead of an item's words what does not belong to it starts.
const SHORT: usize = 2;

/// The start of an item.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    /// The columns before the marker.
    pub(super) indent: usize,
    /// Its number, in a numbered list.
    pub(super) ordinal: Option<u64>,
    /// The words after the marker. A letter (`(a)`) stays with them: there is nowhere else to keep it.
    pub(super) words: &'a str,
    /// The columns before these words.
    pub(super) column: usize,
}

impl<'a> Marker<'a> {
    /// The marker of a line, where it looks like an item.
    pub(super) fn of(line: &Line<'a>) -> Option<Self> {
        let body = line.body;
        let (ordinal, words) =
            bullet(body).map(|words| (None, words)).or_else(|| number(body)).or_else(|| lettered(body))?;
        let words = words.trim_start();
        let column = line.width - words.chars().count();
        (!words.is_empty()).then_some(Self { indent: line.indent, ordinal, words, column })
    }
}

fn bullet(body: &str) -> Option<&str> {
    let rest = body.strip_prefix(BULLETS)?;
    // A round bullet is nothing else; a dash or a star needs its gap.
    let gap = rest.starts_with(char::is_whitespace) || body.starts_with(['•', '▪', '●', '‣']);
    gap.then_some(rest)
}

fn number(body: &str) -> Option<(Option<u64>, &str)> {
    let (inner, open) = body.strip_prefix('(').map_or((body, false), |inner| (inner, true));
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let closed = if open { inner[digits..].strip_prefix(')') } else { inner[digits..].strip_prefix(['.', ')']) };
    let rest = closed.filter(|rest| (1..=3).contains(&digits) && rest.starts_with(char::is_whitespace))?;
    Some((Some(inner[..digits].parse().ok()?), rest))
}

/// `a)`, `(a)`, `(ii)`.
fn lettered(body: &str) -> Option<(Option<u64>, &str)> {
    let inner = body.strip_prefix('(').unwrap_or(body);
    let letters = inner.bytes().take_while(u8::is_ascii_lowercase).count();
    let short = letters == 1 || ((2..=4).contains(&letters) && inner[..letters].bytes().all(|b| b"ivx".contains(&b)));
    let fits = short && inner[letters..].strip_prefix(')').is_some_and(|rest| rest.starts_with(char::is_whitespace));
    fits.then_some((None, body))
}

/// The lists that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    indent: usize,
    /// Where the words of its last item start.
    column: usize,
    last: Option<u64>,
}

impl Lists {
    /// Puts an item into the list that its indent says; returns how deep that is.
    pub(super) fn open(&mut self, marker: &Marker<'_>) -> u8 {
        while self.levels.last().is_some_and(|level| level.indent > marker.indent) {
            self.levels.pop();
        }
        match self.levels.last_mut() {
            Some(level) if level.indent == marker.indent => {
                (level.last, level.column) = (marker.ordinal, marker.column);
            }
            _ => self.levels.push(Level { indent: marker.indent, column: marker.column, last: marker.ordinal }),
        }
        u8::try_from(self.levels.len() - 1).unwrap_or(u8::MAX)
    }

    pub(super) fn close(&mut self) {
        self.levels.clear();
    }

    /// Whether a line is set in under an open item.
    pub(super) fn holds(&self, line: &Line<'_>) -> bool {
        self.levels.first().is_some_and(|level| line.indent > level.indent)
    }

    /// Whether a line is set in clearly less than the words of the open items: it goes on with none of them.
    pub(super) fn is_short_of(&self, line: &Line<'_>) -> bool {
        self.levels.iter().all(|level| line.indent + SHORT <= level.column)
    }

    /// Whether this is the next number of an open list.
    pub(super) fn expects(&self, ordinal: u64) -> bool {
        self.levels.iter().any(|level| level.last.is_some_and(|last| ordinal == last + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words() {
        for (line, found) in [
            ("- a b", Some((None, "a b"))),
            ("  •a", Some((None, "a"))),
            ("– a", Some((None, "a"))),
            ("12. a", Some((Some(12), "a"))),
            ("(3) a", Some((Some(3), "a"))),
            ("(iv) a", Some((None, "(iv) a"))),
            ("b) a", Some((None, "b) a"))),
            ("-a", None),
            ("**a**", None),
            ("2025. A year", None),
            ("3.5 percent", None),
            ("-", None),
            ("(word) a", None),
        ] {
            let marker = Marker::of(&Line::new(line)).map(|marker| (marker.ordinal, marker.words));
            assert_eq!(marker, found, "{line}");
        }
    }

    #[test]
    fn depth_is_by_indent() {
        let mut lists = Lists::default();
        let depths = [0, 2, 2, 4, 0, 3]
            .map(|indent| lists.open(&Marker { indent, ordinal: None, words: "a", column: indent + 2 }));
        assert_eq!(depths, [0, 1, 1, 2, 0, 1]);
    }
}
