//! Words being set in one face after another, so that a stretch in one face is one mark, however many runs it came in.

use crate::document::MarkKind;
use crate::intake::ink::Ink;

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::intake) struct Face {
    pub(in crate::intake) strong: bool,
    pub(in crate::intake) emphasis: bool,
    pub(in crate::intake) code: bool,
}

/// A paragraph's words, being written.
#[derive(Default)]
pub(in crate::intake) struct Pen {
    ink: Ink,
    /// Where the open stretches of bold, italics and code start.
    strong: Option<usize>,
    emphasis: Option<usize>,
    code: Option<usize>,
    /// Where the open link starts, and its target.
    link: Option<(usize, String)>,
}

impl Pen {
    pub(in crate::intake) fn write(&mut self, words: &str, face: Face) {
        let spaces_alone = words.trim().is_empty();
        // Spaces have no face: they part no stretch.
        if !spaces_alone {
            self.turn(face);
        }
        self.ink.push(words);
    }

    /// A line break that the author meant.
    pub(in crate::intake) fn line_break(&mut self) {
        self.ink.hard_break();
    }

    /// Opens a link; one that is open ends.
    pub(in crate::intake) fn open_link(&mut self, target: String) {
        self.close_link();
        self.link = Some((self.ink.place(), target));
    }

    pub(in crate::intake) fn close_link(&mut self) {
        if let Some((start, target)) = self.link.take()
            && !target.is_empty()
        {
            self.ink.mark(start, MarkKind::Link(target));
        }
    }

    /// The words and their marks.
    pub(in crate::intake) fn finish(mut self) -> Ink {
        self.turn(Face::default());
        self.close_link();
        self.ink
    }

    fn turn(&mut self, face: Face) {
        let ink = &mut self.ink;
        for (open, wanted, kind) in [
            (&mut self.strong, face.strong, MarkKind::Strong),
            (&mut self.emphasis, face.emphasis, MarkKind::Emphasis),
            (&mut self.code, face.code, MarkKind::Code),
        ] {
            match (*open, wanted) {
                (Some(start), false) => {
                    ink.mark(start, kind);
                    *open = None;
                }
                (None, true) => *open = Some(ink.place()),
                _ => {}
            }
        }
    }
}
