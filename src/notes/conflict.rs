//! A notes file that a version control system could not merge: both sides told apart, and made one by note and not by line.
//!
//! Pure. Marks stand at the start of a line, where no notes file has any: words of notes are indented.

use super::file::{self, Contents, FileError};
use super::merge::{Merged, merge};

/// What a file says that was left with conflict marks in it.
#[derive(Debug, PartialEq, Eq)]
struct Sides {
    ours: String,
    /// What both started from, where the marks hold it (`merge.conflictStyle` diff3 or zdiff3).
    base: Option<String>,
    theirs: String,
}

/// Where in a conflict a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Neither,
    Ours,
    Base,
    Theirs,
}

/// The number of the first line, from 1, that is a conflict mark.
pub(super) fn first_mark(text: &str) -> Option<usize> {
    let is_mark = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    text.lines().position(is_mark).map(|at| at + 1)
}

/// The notes of both sides as one, nothing of either lost, and the ids of the versions that are kept beside others.
///
/// # Errors
/// Where the marks don't come in their order, or a side is no notes file.
pub(super) fn resolve(text: &str) -> Result<(Contents, Merged), FileError> {
    let sides = Sides::of(text).ok_or_else(|| FileError::Conflicted(first_mark(text).unwrap_or(1)))?;
    let (ours, theirs) = (file::read(&sides.ours)?, file::read(&sides.theirs)?);
    // A base that cannot be read is none: then nothing is taken for removed.
    let base = sides.base.and_then(|base| file::read(&base).ok()).unwrap_or_default();
    let merged = merge(&base.notes, &ours.notes, &theirs.notes);
    let unknown = ours.unknown.overlaid_by(theirs.unknown);
    Ok((Contents { notes: merged.notes.clone(), unknown }, merged))
}

impl Sides {
    fn of(text: &str) -> Option<Self> {
        let (mut ours, mut base, mut theirs) = (String::new(), String::new(), String::new());
        let (mut within, mut conflicts, mut bases) = (Within::Neither, 0, 0);
        for line in text.split_inclusive('\n') {
            let next = match line.trim_end() {
                mark if mark.starts_with("<<<<<<< ") => (Within::Neither, Within::Ours),
                mark if mark.starts_with("||||||| ") || mark == "|||||||" => (Within::Ours, Within::Base),
                "=======" if within == Within::Base => (Within::Base, Within::Theirs),
                "=======" => (Within::Ours, Within::Theirs),
                mark if mark.starts_with(">>>>>>> ") => (Within::Theirs, Within::Neither),
                _ => {
                    let takes = |sides: &[Within]| within == Within::Neither || sides.contains(&within);
                    for (side, is_in) in [
                        (&mut ours, takes(&[Within::Ours])),
                        (&mut base, takes(&[Within::Base])),
                        (&mut theirs, takes(&[Within::Theirs])),
                    ] {
                        side.push_str(if is_in { line } else { "" });
                    }
                    continue;
                }
            };
            if within != next.0 {
                return None;
            }
            within = next.1;
            conflicts += usize::from(within == Within::Ours);
            bases += usize::from(within == Within::Base);
        }
        (within == Within::Neither).then_some(Self { ours, base: (bases == conflicts).then_some(base), theirs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::Note;
    use crate::notes::file::{Subject, Unknown, write};
    use crate::notes::testing::{briefing, moment, note};

    const TEXT: [&str; 3] = ["One thing is said.", "Another thing.", "A third."];

    /// The file with these notes, as lines.
    fn lines(notes: &[&Note]) -> Vec<String> {
        let subject = Subject::of(&briefing(&TEXT));
        let text = write(&subject, notes.iter().copied(), &Unknown::default()).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    /// Two files as git leaves them where all lines from the first to the last that differ are one conflict.
    fn marked(ours: &[String], base: Option<&[String]>, theirs: &[String]) -> String {
        let ends_alike = |a: &[String], b: &[String], start: usize| {
            let most = a.len().min(b.len()) - start;
            a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count()
        };
        let all: Vec<&[String]> = [Some(ours), base, Some(theirs)].into_iter().flatten().collect();
        let shortest = all.iter().map(|lines| lines.len()).min().unwrap();
        let start = (0..shortest).take_while(|i| all.iter().all(|lines| lines[*i] == ours[*i])).count();
        let end = all.iter().map(|lines| ends_alike(lines, ours, start)).min().unwrap().min(shortest - start);
        let middle = |lines: &[String]| lines[start..lines.len() - end].join("\n");
        let base = base.map(|base| format!("||||||| 1234567\n{}\n", middle(base))).unwrap_or_default();
        let (head, tail) = (ours[..start].join("\n"), ours[ours.len() - end..].join("\n"));
        format!("{head}\n<<<<<<< HEAD\n{}\n{base}=======\n{}\n>>>>>>> theirs\n{tail}\n", middle(ours), middle(theirs))
    }

    fn told(contents: &Contents) -> Vec<(&str, &str, bool)> {
        let notes = contents.notes.iter();
        notes.map(|note| (note.id.0.get(..1).unwrap(), note.text.as_str(), note.removed.is_some())).collect()
    }

    #[test]
    fn both_sides_are_kept_by_note_and_not_by_line() {
        let briefing = briefing(&TEXT);
        let of = |id: &str, paragraph, text: &str, second| Note {
            changed: moment(second),
            ..note(id, &briefing, paragraph, text)
        };
        let (a, b) = (of("a", 0, "old", 0), of("b", 1, "=======\n<<<<<<< not a mark", 0));
        let (mine, other) = (of("a", 0, "mine", 3), of("a", 0, "other", 4));
        let added = of("c", 2, "added", 5);
        let removed = Note { removed: Some(moment(6)), ..b.clone() };
        let (ours, base, theirs) = (lines(&[&mine, &b]), lines(&[&a, &b]), lines(&[&other, &removed, &added]));

        let text = marked(&ours, Some(&base), &theirs);
        assert!(matches!(file::read(&text), Err(FileError::Conflicted(_))));
        let (contents, merged) = resolve(&text).unwrap();
        let words = b.text.as_str();
        let expected = [("a", "other", false), ("a", "mine", false), ("b", words, true), ("c", "added", false)];
        assert_eq!(told(&contents), expected, "{text}");
        assert_eq!(merged.conflicts.len(), 1);

        // Without what both started from, nothing is taken for removed.
        let (contents, _) = resolve(&marked(&ours, None, &theirs)).unwrap();
        let expected = [("a", "other", false), ("a", "mine", false), ("b", words, false), ("c", "added", false)];
        assert_eq!(told(&contents), expected);
        let (contents, merged) = resolve(&marked(&ours, Some(&base), &lines(&[&b]))).unwrap();
        assert_eq!((told(&contents), merged.conflicts), (vec![("a", "mine", false), ("b", words, false)], vec![]));
        let crlf = marked(&ours, Some(&base), &theirs).replace('\n', "\r\n");
        assert_eq!(resolve(&crlf).unwrap().0.notes.len(), 4);
    }

    #[test]
    fn marks_out_of_order_are_left_to_the_reader() {
        let note = note("a", &briefing(&TEXT), 0, "x");
        let whole = lines(&[&note]).join("\n") + "\n";
        for broken in [
            "<<<<<<< HEAD\n",
            ">>>>>>> theirs\n",
            "<<<<<<< HEAD\n>>>>>>> theirs\n",
            "<<<<<<< HEAD\n=======\n<<<<<<< HEAD\n>>>>>>> theirs\n",
            "<<<<<<< HEAD\n=======\n=======\n>>>>>>> theirs\n",
        ] {
            let error = resolve(&(whole.clone() + broken)).unwrap_err();
            assert!(matches!(error, FileError::Conflicted(line) if line > 1), "{broken}: {error}");
        }
    }
}
