//! Whose words are whose in a mail: the writer's, those that are quoted, the signature, the fields of what is passed on.
//!
//! Nothing is dropped: what is not the writer's is set apart.

use super::marks::{self, Attribution, Below};

/// How many lines a line over a quotation, and the fields of a mail, may take.
const ATTRIBUTION: usize = 4;
const FIELDS: usize = 10;
/// The most lines or paragraphs of a signature.
const SIGNATURE: usize = 25;

/// A line of a plain mail, or a paragraph of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) words: &'a str,
    /// Whether it is marked as quoted.
    pub(super) is_quoted: bool,
}

impl Piece<'_> {
    fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }

    /// Whether it opens as a field does, set in bold or not.
    fn is_field(&self) -> bool {
        let first = self.words.trim_start_matches(['*', ' ']).split_whitespace().next();
        first.is_some_and(|word| word.trim_end_matches('*').ends_with(':'))
    }
}

/// Who speaks in a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The writer; or whoever is passed on.
    Own,
    /// Somebody who is answered.
    Quoted,
    /// The writer's signature, a device's line.
    Signature,
    /// What stands over a mail that is passed on.
    Fields,
}

/// The voice of each piece; `passes_on` where the subject says that the mail passes another on.
pub(super) fn voices(pieces: &[Piece<'_>], passes_on: bool) -> Vec<Voice> {
    let mut reader = Reader { pieces, voices: vec![Voice::Own; pieces.len()], passes_on, has_own: false };
    let mut at = 0;
    while at < pieces.len() {
        at = reader.next(at);
    }
    reader.voices
}

struct Reader<'a> {
    pieces: &'a [Piece<'a>],
    voices: Vec<Voice>,
    passes_on: bool,
    /// Whether the writer has said something.
    has_own: bool,
}

impl Reader<'_> {
    /// Gives voices to the pieces from here on; returns where it stopped.
    fn next(&mut self, at: usize) -> usize {
        let piece = &self.pieces[at];
        if piece.is_quoted {
            return self.set(at, at + 1, Voice::Quoted);
        }
        if piece.is_blank() {
            return at + 1;
        }
        if let Some(end) = self.attribution(at) {
            return self.set(at, end, Voice::Quoted);
        }
        if let Some((end, below)) = self.head_of_another(at) {
            return match below {
                Below::PassedOn => self.set(at, end, Voice::Fields),
                Below::Answered => self.set(at, self.pieces.len(), Voice::Quoted),
            };
        }
        if marks::is_of_device(piece.words) {
            return self.set(at, at + 1, Voice::Signature);
        }
        if let Some(end) = self.signature(at) {
            return self.set(at, end, Voice::Signature);
        }
        self.has_own = true;
        at + 1
    }

    fn set(&mut self, from: usize, to: usize, voice: Voice) -> usize {
        self.voices[from..to].fill(voice);
        to
    }

    /// The end of a line over a quotation that starts here; of all below it, where that is quoted without marks.
    fn attribution(&self, at: usize) -> Option<usize> {
        let first = self.pieces[at].words;
        let reach = if marks::opens_attribution(first.trim()) { ATTRIBUTION } else { 1 };
        let mut words = String::new();
        for (lines, piece) in self.pieces[at..].iter().take(reach).enumerate() {
            if piece.is_blank() || piece.is_quoted {
                return None;
            }
            words.push_str(piece.words.trim());
            words.push(' ');
            if let Some(found) = marks::attribution(&words) {
                let end = at + lines + 1;
                let next = self.pieces[end..].iter().find(|piece| !piece.is_blank());
                return match (next.is_some_and(|next| next.is_quoted), found) {
                    (true, _) => Some(end),
                    (false, Attribution::Certain) => Some(self.pieces.len()),
                    (false, Attribution::IfQuoted) => None,
                };
            }
        }
        None
    }

    /// Where the text of a mail starts that is answered or passed on, its fields or a divider standing here.
    fn head_of_another(&self, at: usize) -> Option<(usize, Below)> {
        let divider = marks::divider(self.pieces[at].words);
        let is_rule = marks::is_rule(self.pieces[at].words);
        let mut from = at;
        if divider.is_some() || is_rule {
            from += 1 + self.pieces[at + 1..].iter().take_while(|piece| piece.is_blank()).count();
        }
        let end = self.fields(from);
        if end.is_none() && divider.is_none() {
            return None;
        }
        let bare = if self.has_own && !self.passes_on { Below::Answered } else { Below::PassedOn };
        let below = divider.filter(|below| *below == Below::PassedOn || !self.passes_on).unwrap_or(bare);
        Some((end.unwrap_or(from), below))
    }

    /// The end of the fields that stand here.
    fn fields(&self, at: usize) -> Option<usize> {
        let first = self.pieces.get(at).filter(|piece| marks::is_from(piece.words))?;
        let mut words = first.words.to_owned();
        let mut end = at + 1;
        // Paragraphs may hold a field each, or all of them.
        if !marks::opens_fields(&words) {
            let more = self.pieces[end..].iter().take(FIELDS).take_while(|piece| !piece.is_blank());
            for piece in more {
                words.push('\n');
                words.push_str(piece.words);
                end += 1;
            }
            while end > at + 1 && !self.pieces[end - 1].is_field() {
                end -= 1;
            }
        }
        marks::opens_fields(&words).then_some(end)
    }

    /// The end of a signature whose line stands here; of several such lines the last counts.
    fn signature(&self, at: usize) -> Option<usize> {
        let is_over = |piece: &Piece<'_>| piece.words.split('\n').next().is_some_and(marks::is_over_signature);
        if !is_over(&self.pieces[at]) {
            return None;
        }
        let goes_on = |at: &usize| {
            let piece = &self.pieces[*at];
            let is_other = || self.attribution(*at).is_some() || self.head_of_another(*at).is_some();
            piece.is_blank() || !piece.is_quoted && !is_over(piece) && !is_other()
        };
        let reach = at + 1..self.pieces.len().min(at + 4 * SIGNATURE);
        let end = reach.take_while(goes_on).last().map_or(at + 1, |last| last + 1);
        let lines = self.pieces[at..end].iter().filter(|piece| !piece.is_blank()).count();
        (lines <= SIGNATURE).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Voice::{Fields, Own, Quoted, Signature};

    #[track_caller]
    fn check(passes_on: bool, lines: &[(&str, Voice)]) {
        let pieces: Vec<Piece<'_>> =
            lines.iter().map(|(words, _)| Piece { words, is_quoted: words.starts_with('>') }).collect();
        let found = voices(&pieces, passes_on);
        for ((words, expected), found) in lines.iter().zip(found) {
            assert!(words.is_empty() || found == *expected, "{words}: {found:?}");
        }
    }

    #[test]
    fn answers_over_and_between_quotations() {
        check(
            false,
            &[
                ("Agreed.", Own),
                ("", Own),
                ("-- ", Signature),
                ("Bo Roe", Signature),
                ("", Own),
                ("On Mon, 18 Aug 2025 at 10:23, Ann Lee", Quoted),
                ("<ann@example.org> wrote:", Quoted),
                ("> Shall we?", Quoted),
                (">> Yes", Quoted),
                ("So be it.", Own),
                ("Sent from my iPhone", Signature),
            ],
        );
    }

    #[test]
    fn what_is_quoted_without_marks_goes_on_to_the_end() {
        check(
            false,
            &[("Agreed.", Own), ("-----Original Message-----", Quoted), ("From: Ann Lee", Quoted), ("Words.", Quoted)],
        );
        check(
            false,
            &[
                ("Agreed.", Own),
                ("________________________________", Quoted),
                ("From: Ann Lee", Quoted),
                ("Sent: Monday", Quoted),
                ("To: Bo Roe", Quoted),
                ("Subject: The dam", Quoted),
                ("", Quoted),
                ("Words.", Quoted),
            ],
        );
        check(
            false,
            &[
                ("Agreed.", Own),
                ("On Mon, 18 Aug 2025 at 10:23, Ann Lee wrote:", Quoted),
                ("", Own),
                ("Words.", Quoted),
            ],
        );
        check(false, &[("As the minister wrote:", Own), ("", Own), ("Words.", Own)]);
    }

    #[test]
    fn what_is_passed_on_is_the_text() {
        let lines = |voice| {
            vec![
                ("For you.", Own),
                ("From: Ann Lee", voice),
                ("Sent: Monday", voice),
                ("To: Bo Roe", voice),
                ("", voice),
                ("Words.", if voice == Fields { Own } else { Quoted }),
            ]
        };
        check(true, &lines(Fields));
        check(false, &lines(Quoted));
        check(
            false,
            &[
                ("---------- Forwarded message ---------", Fields),
                ("From: Ann", Fields),
                ("Date: Monday", Fields),
                ("Subject: Dam", Fields),
                ("", Own),
                ("Words.", Own),
            ],
        );
    }
}
