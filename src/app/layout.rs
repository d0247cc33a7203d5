//! Where everything stands on the screen: one set of rectangles for the view and for the mouse.

use super::panes::PaneKind;
use super::state::{Screen, State};
use super::{Area, Size};

/// Below this nothing can be read; one line says so.
pub const SMALLEST: Size = Size { width: 24, height: 6 };
/// From this many columns on, three panes stand side by side.
pub const THREE_PANES: u16 = 120;
/// From this many columns on, two do.
pub const TWO_PANES: u16 = 80;

/// The rectangles of one screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// The title bar.
    pub title: Area,
    /// The context line.
    pub context: Area,
    /// Everything between the two.
    pub body: Area,
    /// The text, or the library's list.
    pub text: Area,
    /// The note that is being written.
    pub editor: Option<Area>,
    /// The pane at the left, its frame included.
    pub left: Option<(PaneKind, Area)>,
    /// The pane at the right, its frame included.
    pub right: Option<(PaneKind, Area)>,
    /// Whether a pane lies over the text, for want of room beside it.
    pub overlaid: bool,
}

impl Layout {
    /// The rectangles that every screen of a size has.
    #[must_use]
    pub fn of_size(size: Size) -> Self {
        let Size { width, height } = size;
        let body = Area::new(0, 1.min(height), width, height.saturating_sub(2));
        Self {
            title: Area::new(0, 0, width, height.min(1)),
            context: Area::new(0, height.saturating_sub(1), width, height.saturating_sub(1).min(1)),
            body,
            text: body,
            ..Self::default()
        }
    }

    /// The rectangles for a state.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let mut layout = Self::of_size(state.size);
        if state.screen == Screen::Briefing {
            layout.place_panes(state);
            if state.jotting.editing.is_some() {
                layout.place_editor();
            }
        }
        layout
    }

    fn place_panes(&mut self, state: &State) {
        let body = self.body;
        let side = state.panes.side;
        if body.width >= THREE_PANES && !state.panes.hidden {
            let left = (body.width / 5).clamp(26, 36);
            let right = (body.width / 4).clamp(36, 52);
            self.left = Some((PaneKind::Sections, Area { width: left, ..body }));
            self.right = Some((side, Area { x: body.x + body.width - right, width: right, ..body }));
            self.text = Area { x: body.x + left, width: body.width - left - right, ..body };
        } else if body.width >= TWO_PANES && !state.panes.hidden {
            let right = (body.width * 3 / 8).clamp(30, 40);
            let kind = state.panes.focus.unwrap_or(state.panes.latest);
            self.right = Some((kind, Area { x: body.x + body.width - right, width: right, ..body }));
            self.text = Area { width: body.width - right, ..body };
        } else if let Some(kind) = state.panes.focus {
            let width = if body.width >= 56 { body.width - 12 } else { body.width };
            self.right = Some((kind, Area { x: body.x + body.width - width, width, ..body }));
            self.overlaid = true;
        }
    }

    fn place_editor(&mut self) {
        let height = (self.text.height / 3).clamp(5, 14).min(self.text.height.saturating_sub(3));
        let y = self.text.y + self.text.height - height;
        self.editor = Some(Area { y, height, ..self.text });
        self.text.height -= height;
    }

    /// The pane of this kind, where it is on the screen.
    #[must_use]
    pub fn pane(&self, kind: PaneKind) -> Option<Area> {
        [self.left, self.right].into_iter().flatten().find(|(other, _)| *other == kind).map(|(_, area)| area)
    }
}

/// How the text pane is divided: the gutter, and the columns of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextColumns {
    /// The column where the gutter starts.
    pub gutter: u16,
    /// How many columns the numbers in it take.
    pub digits: u16,
    /// The column where running text starts.
    pub text: u16,
    /// How many columns of running text.
    pub measure: u16,
}

impl TextColumns {
    /// Divides an area for a briefing with so many paragraphs: the measure that was chosen, or what there is room for.
    #[must_use]
    pub fn of(area: Area, paragraphs: usize, wanted: usize) -> Self {
        let digits = u16::try_from(paragraphs.max(1).to_string().len()).unwrap_or(9);
        // A bar for the cursor, a mark, the number, a blank.
        let gutter = digits + 3;
        let margin = if area.width >= 60 { 2 } else { 1 };
        let room = area.width.saturating_sub(gutter + margin);
        let measure = room.min(u16::try_from(wanted).unwrap_or(u16::MAX)).max(1);
        let spare = area.width.saturating_sub(gutter + measure);
        let left = if spare > 2 * margin { spare / 2 - margin.min(spare / 2) } else { 0 };
        Self { gutter: area.x + left, digits, text: area.x + left + gutter, measure }
    }
}

/// Where the words of a note under way stand within its rectangle.
#[must_use]
pub fn editor_inside(area: Area) -> Area {
    area.inset(1, 1)
}
