//! The plain text of a mail: flowed lines joined, quotations and signatures set apart, the rest read as text is.

use std::borrow::Cow;

use super::mime::{Flowed, Plain};
use super::voices::{Piece, Voice, voices};
use crate::document::{Block, BlockKind};
use crate::intake::text;

/// What stands around a text that is signed with PGP.
const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";

/// The blocks of a plain text, and which of them are the writer's.
pub(super) fn blocks(plain: &Plain, passes_on: bool) -> Vec<(Voice, Block)> {
    let text = text::normalise_lines(&plain.text);
    let text = plain.flowed.map_or_else(|| Cow::Borrowed(&*text), |flowed| Cow::Owned(joined(&text, flowed)));
    let lines: Vec<&str> = without_armour(&text).split('\n').collect();
    let pieces: Vec<Piece<'_>> =
        lines.iter().map(|line| Piece { words: line, is_quoted: line.starts_with('>') }).collect();
    let voices = voices(&pieces, passes_on);
    let mut blocks = Vec::new();
    for run in runs(&lines, &voices) {
        let voice = voices[run.start];
        let lines: Vec<&str> =
            lines[run].iter().map(|line| if voice == Voice::Own { line } else { unquoted(line).1 }).collect();
        if voice == Voice::Fields {
            let fields = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
            blocks.extend(fields.map(|field| (voice, quote(field))));
        } else {
            // The line over a signature is a mark, and no words.
            let is_mark = voice == Voice::Signature && lines.first().is_some_and(|line| line.trim_end() == "--");
            let words = lines[usize::from(is_mark)..].join("\n");
            blocks.extend(text::read(&words).blocks.into_iter().map(|block| (voice, block)));
        }
    }
    blocks
}

fn quote(words: &str) -> Block {
    Block { kind: BlockKind::Quote, text: words.to_owned(), marks: Vec::new() }
}

/// The text between the armour of a PGP signature, whose fields end at a blank line.
fn without_armour(text: &str) -> &str {
    let signed = text.trim_start().strip_prefix(SIGNED);
    signed.and_then(|rest| rest.split_once("\n\n")).map_or(text, |(_, text)| text)
}

/// Runs of lines with one voice and, where they are quoted, one depth. Blank lines go with those before them.
fn runs(lines: &[&str], voices: &[Voice]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let mut open = None;
    for (at, line) in lines.iter().enumerate() {
        let (depth, words) = unquoted(line);
        let is_blank = words.trim().is_empty() && (depth == 0 || voices[at] == Voice::Quoted);
        let depth = if voices[at] == Voice::Own { 0 } else { depth };
        let same = open == Some((voices[at], depth))
            || is_blank && open.is_some_and(|(voice, _)| voice == voices[at] || line.trim().is_empty());
        match runs.last_mut() {
            Some(run) if same => run.end = at + 1,
            _ => {
                runs.push(at..at + 1);
                open = Some((voices[at], depth));
            }
        }
    }
    runs
}

/// How often a line is quoted, and its words.
fn unquoted(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    while let Some(inner) = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" >").filter(|_| depth > 0)) {
        depth += 1;
        rest = inner;
    }
    (depth, rest.strip_prefix(' ').filter(|_| depth > 0).unwrap_or(rest))
}

/// Lines joined as RFC 3676 says: one that ends in a space goes on in the next of the same depth.
fn joined(text: &str, flowed: Flowed) -> String {
    let mut out = String::with_capacity(text.len());
    // The depth of the line that goes on.
    let mut open: Option<usize> = None;
    for line in text.split('\n') {
        let marks = line.bytes().take_while(|byte| *byte == b'>').count();
        let words = line[marks..].strip_prefix(' ').unwrap_or(&line[marks..]);
        let is_separator = words == "-- ";
        if open.is_some_and(|depth| depth == marks && !is_separator) {
            if flowed == Flowed::DropSpace {
                out.pop();
            }
        } else {
            if !out.is_empty() || open.is_some() {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n('>', marks));
            if marks > 0 {
                out.push(' ');
            }
        }
        out.push_str(words);
        open = (words.ends_with(' ') && !is_separator).then_some(marks);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Quote, Text};
    use Voice::{Own, Quoted, Signature};

    fn read(text: &str) -> Vec<(Voice, String)> {
        let plain = Plain { text: text.to_owned(), flowed: None };
        blocks(&plain, false).into_iter().map(|(voice, block)| (voice, block.text)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(Voice, &str)]) {
        let found = read(text);
        let found: Vec<(Voice, &str)> = found.iter().map(|(voice, words)| (*voice, words.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quotations_of_each_depth_are_joined_by_themselves() {
        check(
            "Yes.\n\nAnn Lee wrote:\n> Shall we meet\n> on Monday?\n>> I would, if the\n>> river lets us.\n>\n> So?\n-- \nBo\n",
            &[
                (Own, "Yes."),
                (Quoted, "Ann Lee wrote:"),
                (Quoted, "Shall we meet on Monday?"),
                (Quoted, "I would, if the river lets us."),
                (Quoted, "So?"),
                (Signature, "Bo"),
            ],
        );
    }

    #[test]
    fn flowed_lines_are_joined() {
        for (text, flowed, expected) in [
            ("The ministers \nmet.\n\nAgain.\n", Flowed::KeepSpace, "The ministers met.\n\nAgain.\n"),
            ("a \nb\n> c \n> d\n>> e \n> f", Flowed::KeepSpace, "a b\n> c d\n>> e \n> f"),
            ("水 \n門", Flowed::DropSpace, "水門"),
            (" From here \n-- \nBo", Flowed::KeepSpace, "From here \n-- \nBo"),
        ] {
            assert_eq!(joined(text, flowed), expected, "{text}");
        }
    }

    #[test]
    fn armour_goes_and_kinds_stay() {
        let plain = Plain {
            text: format!("{SIGNED}\nHash: SHA256\n\nWords.\n-----BEGIN PGP SIGNATURE-----\n\niQ\n"),
            flowed: None,
        };
        let kinds: Vec<_> = blocks(&plain, false).iter().map(|(voice, block)| (*voice, block.kind)).collect();
        assert_eq!(kinds[0], (Own, Text));
        assert!(kinds[1..].iter().all(|(voice, _)| *voice == Signature));
        assert_eq!(quote("x").kind, Quote);
    }
}
