//! Runs the content stream of a page as far as text goes: graphics state, text state, forms and marked content.
//!
//! Nothing is painted. After ISO 32000-2, 8.4 (graphics state), 9.4 (text objects) and 14.6 (marked content).

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::{Page, Resources, Rotation};

use super::dots;
use super::fonts::{Fonts, Says};
use super::glyphs::{Glyph, PageText, Style};
use super::limits::{Allowance, Exceeded};
use super::metadata::text_string;

/// How deep forms may be nested.
const DEEPEST_FORM: usize = 12;
/// How many graphics states may be saved at once.
const MOST_STATES: usize = 512;

/// What the operators for text have set.
#[derive(Debug, Clone, Copy)]
struct TextState {
    font: Option<usize>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

#[derive(Debug, Clone, Copy)]
struct State {
    to_page: Affine,
    text: TextState,
}

/// An open sequence of marked content.
#[derive(Debug, Default)]
struct Marked {
    is_artifact: bool,
    /// What its glyphs say together, until the first of them has said it.
    instead: Option<Instead>,
}

#[derive(Debug)]
struct Instead {
    words: String,
    is_said: bool,
}

/// The text of a page.
pub(super) fn read_page<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    allowance: &mut Allowance,
) -> Result<PageText, Exceeded> {
    let (width, height) = page.render_dimensions();
    let start = State {
        to_page: to_reading(page),
        text: TextState {
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        },
    };
    let mut run = Run {
        fonts,
        allowance,
        state: start,
        saved: Vec::new(),
        matrix: Affine::IDENTITY,
        line: Affine::IDENTITY,
        marked: Vec::new(),
        depth: 0,
        path: dots::Path::default(),
        turned: [const { Vec::new() }; 4],
        page: PageText { width, height, ..PageText::default() },
    };
    let stream = page.page_stream().unwrap_or_default();
    run.allowance.decoded(stream.len())?;
    run.stream(stream, page.resources())?;
    Ok(run.finish())
}

/// From the page's own space to points from the top left of the page as it is shown.
fn to_reading(page: &Page<'_>) -> Affine {
    let shown = page.intersected_crop_box();
    let (width, height) = (shown.width(), shown.height());
    let to_origin = Affine::translate((-shown.x0, -shown.y0));
    let turn = match page.rotation() {
        Rotation::None => Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, height]),
        Rotation::Horizontal => Affine::new([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
        Rotation::Flipped => Affine::new([-1.0, 0.0, 0.0, 1.0, width, 0.0]),
        Rotation::FlippedHorizontal => Affine::new([0.0, -1.0, -1.0, 0.0, height, width]),
    };
    turn * to_origin
}

struct Run<'r, 'a> {
    fonts: &'r mut Fonts<'a>,
    allowance: &'r mut Allowance,
    state: State,
    saved: Vec<State>,
    matrix: Affine,
    line: Affine,
    marked: Vec<Marked>,
    depth: usize,
    path: dots::Path,
    /// The glyphs by the way they run: to the right, down, to the left, up.
    turned: [Vec<Glyph>; 4],
    page: PageText,
}

impl<'a> Run<'_, 'a> {
    fn stream(&mut self, content: &[u8], resources: &Resources<'a>) -> Result<(), Exceeded> {
        self.allowance.content(content)?;
        let mut operations = TypedIter::new(content);
        while let Some(operation) = operations.next() {
            self.allowance.operation()?;
            match operation {
                Op::SaveState(_) if self.saved.len() < MOST_STATES => self.saved.push(self.state),
                Op::RestoreState(_) => self.state = self.saved.pop().unwrap_or(self.state),
                Op::Transform(t) => {
                    let matrix = [t.0, t.1, t.2, t.3, t.4, t.5].map(|number| number.as_f64());
                    self.state.to_page *= Affine::new(matrix);
                }
                Op::XObject(object) => self.object(object.0, resources)?,
                Op::InlineImage(_) => self.page.has_pictures = true,
                Op::BeginMarkedContent(tag) => self.begin(tag.0, None),
                Op::BeginMarkedContentWithProperties(tag) => {
                    let properties = properties(tag.1, resources);
                    self.begin(tag.0, properties.as_ref());
                }
                Op::EndMarkedContent(_) => drop(self.marked.pop()),
                other => {
                    if let Some(dot) = self.path.take(&other, self.state.to_page) {
                        dots::keep(&mut self.page.dots, dot);
                    }
                    self.text_operation(&other, resources)?;
                }
            }
        }
        Ok(())
    }

    fn text_operation(&mut self, operation: &Op<'_, '_>, resources: &Resources<'a>) -> Result<(), Exceeded> {
        let text = &mut self.state.text;
        match operation {
            Op::BeginText(_) => (self.matrix, self.line) = (Affine::IDENTITY, Affine::IDENTITY),
            Op::CharacterSpacing(spacing) => text.character_spacing = spacing.0.as_f64(),
            Op::WordSpacing(spacing) => text.word_spacing = spacing.0.as_f64(),
            Op::HorizontalScaling(scale) => text.scale = scale.0.as_f64() / 100.0,
            Op::TextLeading(leading) => text.leading = leading.0.as_f64(),
            Op::TextRise(rise) => text.rise = rise.0.as_f64(),
            Op::TextFont(font) => {
                text.size = font.1.as_f64();
                text.font = resources.get_font(font.0).and_then(|dict| self.fonts.load(&dict));
            }
            Op::SetGraphicsState(state) => {
                let font = resources.get_ext_g_state(state.0).and_then(|state| graphics_font(&state));
                if let Some((dict, size)) = font {
                    (text.size, text.font) = (size, self.fonts.load(&dict));
                }
            }
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                text.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::SetTextMatrix(m) => {
                self.line = Affine::new([m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64()));
                self.matrix = self.line;
            }
            Op::NextLineUsingLeading(_) => self.lead(),
            Op::ShowText(shown) => self.show(shown.0)?,
            Op::NextLineAndShowText(shown) => {
                self.lead();
                self.show(shown.0)?;
            }
            Op::ShowTextWithParameters(shown) => {
                (text.word_spacing, text.character_spacing) = (shown.0.as_f64(), shown.1.as_f64());
                self.lead();
                self.show(shown.2)?;
            }
            Op::ShowTexts(shown) => {
                for item in shown.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(words) => self.show(&words)?,
                        Object::Number(by) => self.adjust(by.as_f64()),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn lead(&mut self) {
        self.next_line(0.0, -self.state.text.leading);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.matrix = self.line;
    }

    /// Moves back by thousandths of the em, as between the strings of `TJ`.
    fn adjust(&mut self, by: f64) {
        let text = &self.state.text;
        let is_horizontal = text.font.and_then(|font| self.fonts.face(font)).is_none_or(|face| face.is_horizontal());
        let by = -by / 1000.0 * text.size;
        let step = if is_horizontal { (by * text.scale, 0.0) } else { (0.0, by) };
        self.matrix *= Affine::translate(step);
    }

    fn show(&mut self, words: &Bytes<'_>) -> Result<(), Exceeded> {
        let text = self.state.text;
        let Some(at) = text.font else { return Ok(()) };
        let bytes = words.as_bytes();
        let mut from = 0;
        while from < bytes.len() {
            self.allowance.glyph()?;
            let Some(face) = self.fonts.face(at) else { return Ok(()) };
            let (code, length) = face.next_code(bytes, from);
            let (style, is_horizontal) = (face.style, face.is_horizontal());
            let found = face.code(code);
            let is_space = length == 1 && bytes[from] == b' ';
            let spacing = text.character_spacing + if is_space { text.word_spacing } else { 0.0 };
            let along = found.advance * text.size + spacing;
            let step = if is_horizontal { (along * text.scale, 0.0) } else { (0.0, along) };
            // Spacing within a string of a letter or two is the space between words; in longer ones it is their look.
            let inked = if bytes.len() <= 2 * length { along - spacing } else { along };
            let ink = if is_horizontal { (inked * text.scale, 0.0) } else { (0.0, inked) };
            let start = self.page.text.len();
            let is_unknown = found.says == Says::Unknown;
            match &found.says {
                Says::One(c) => self.page.text.push(*c),
                Says::Several(words) => self.page.text.push_str(words),
                Says::Unknown => {}
            }
            self.place(start, style, ink, is_unknown);
            self.matrix *= Affine::translate(step);
            from += length;
        }
        Ok(())
    }

    /// Puts the words that were just written, from `start`, where the text matrix says.
    fn place(&mut self, start: usize, style: Style, step: (f64, f64), is_unknown: bool) {
        if let Some(instead) = self.marked.iter_mut().find_map(|marked| marked.instead.as_mut()) {
            self.page.text.truncate(start);
            if !std::mem::replace(&mut instead.is_said, true) {
                self.page.text.push_str(&instead.words);
            }
        } else if is_unknown {
            self.page.unknown += 1;
        }
        let text = &self.state.text;
        let whole = self.state.to_page * self.matrix * Affine::translate((0.0, text.rise));
        let (from, to) = (whole * Point::ZERO, whole * Point::new(step.0, step.1));
        let size = ems_up(whole) * text.size.abs();
        let way = way(whole);
        let (from, to) = (upright(way, from, &self.page), upright(way, to, &self.page));
        let length = u16::try_from(self.page.text.len() - start).unwrap_or(u16::MAX);
        let numbers = [from.x, from.y, to.x, size];
        if !numbers.iter().all(|number| number.is_finite() && number.abs() < 1e5) || size < 0.5 {
            return;
        }
        #[expect(clippy::cast_possible_truncation, reason = "all are small and finite")]
        let [start_x, y, end_x, size] = numbers.map(|number| number as f32);
        self.turned[way].push(Glyph {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            length,
            style,
            is_artifact: self.marked.iter().any(|marked| marked.is_artifact),
            x0: start_x.min(end_x),
            x1: start_x.max(end_x),
            y,
            size,
        });
    }

    fn begin(&mut self, tag: &Name<'_>, properties: Option<&Dict<'_>>) {
        if self.marked.len() >= MOST_STATES {
            return;
        }
        let words = properties.and_then(|properties| properties.get::<Bytes<'_>>("ActualText"));
        let instead = words.map(|words| {
            let words = text_string(words.as_bytes());
            Instead { words: words.chars().filter(|c| super::fonts::is_kept(*c)).collect(), is_said: false }
        });
        self.marked.push(Marked { is_artifact: tag.as_str() == "Artifact", instead });
    }

    fn object(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Result<(), Exceeded> {
        let Some(object) = resources.get_x_object(name) else { return Ok(()) };
        let kind = object.dict().get::<Name<'_>>("Subtype");
        match kind.as_ref().map(Name::as_str) {
            Some("Image") => self.page.has_pictures = true,
            Some("Form") if self.depth < DEEPEST_FORM => self.form(&object, resources)?,
            _ => {}
        }
        Ok(())
    }

    fn form(&mut self, form: &Stream<'a>, outer: &Resources<'a>) -> Result<(), Exceeded> {
        let Ok(content) = form.decoded_data() else { return Ok(()) };
        self.allowance.form(content.len())?;
        let own = form.dict().get::<Dict<'a>>("Resources").map(Resources::new);
        let matrix = form.dict().get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, Affine::new);
        let outside = (self.state, std::mem::take(&mut self.saved), self.marked.len(), self.matrix, self.line);
        self.state.to_page *= matrix;
        self.depth += 1;
        let result = self.stream(&content, own.as_ref().unwrap_or(outer));
        self.depth -= 1;
        (self.state, self.saved, self.matrix, self.line) = (outside.0, outside.1, outside.3, outside.4);
        self.marked.truncate(outside.2);
        result
    }

    /// The glyphs that run the way most do: what stands across them is a stamp on the margin.
    fn finish(self) -> PageText {
        let Self { mut turned, mut page, .. } = self;
        let way = (0..4).rev().max_by_key(|way| turned[*way].len()).unwrap_or(0);
        page.glyphs = std::mem::take(&mut turned[way]);
        if way != 0 {
            page.dots.clear();
        }
        if way % 2 == 1 {
            std::mem::swap(&mut page.width, &mut page.height);
        }
        page
    }
}

/// How high a unit of text space is on the page.
fn ems_up(whole: Affine) -> f64 {
    let [_, _, across, up, ..] = whole.as_coeffs();
    across.hypot(up)
}

/// Which way a baseline runs, by its longer leg: to the right, down, to the left, up.
fn way(whole: Affine) -> usize {
    let [right, down, ..] = whole.as_coeffs();
    match (right.abs() >= down.abs(), right >= 0.0, down >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    }
}

/// A point of a page turned so that glyphs that run this way run to the right.
fn upright(way: usize, at: Point, page: &PageText) -> Point {
    let (width, height) = (f64::from(page.width), f64::from(page.height));
    match way {
        0 => at,
        1 => Point::new(at.y, width - at.x),
        2 => Point::new(width - at.x, height - at.y),
        _ => Point::new(height - at.y, at.x),
    }
}

/// The properties of marked content: given outright, or by a name in the resources.
fn properties<'b>(given: &Object<'b>, resources: &Resources<'b>) -> Option<Dict<'b>> {
    match given {
        Object::Dict(dict) => Some(dict.clone()),
        Object::Name(name) => resources.properties.get::<Dict<'_>>(name.as_ref()),
        _ => None,
    }
}

/// The font that a dictionary of graphics state sets.
fn graphics_font<'a>(state: &Dict<'a>) -> Option<(Dict<'a>, f64)> {
    let pair = state.get::<hayro_syntax::object::Array<'a>>("Font")?;
    let mut items = pair.flex_iter();
    Some((items.next::<Dict<'a>>()?, items.next::<f64>()?))
}
