//! Bullets that are painted, not written, as browsers do: small round or square shapes ahead of the first word of a line.
//!
//! Other shapes are passed over: no picture is ever made of a page.

use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_syntax::content::ops::TypedInstruction as Op;

use super::glyphs::Style;
use super::words::Word;

/// How large, in points, a bullet is.
const SMALLEST: f64 = 1.0;
const LARGEST: f64 = 9.0;
/// The most that are kept of a page.
const MOST: usize = 500;
/// How far, in ems, a bullet stands from its words.
const REACH: f32 = 2.2;

/// A small shape on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dot {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its middle.
    pub(super) y: f32,
}

/// The path that is being made, by its bounds on the page.
#[derive(Debug, Default)]
pub(super) struct Path(Option<Rect>);

impl Path {
    /// Takes up an operation; the dot that it paints.
    pub(super) fn take(&mut self, operation: &Op<'_, '_>, to_page: Affine) -> Option<Dot> {
        match operation {
            Op::MoveTo(to) => self.reach(to_page, &[to.0.as_f64(), to.1.as_f64()]),
            Op::LineTo(to) => self.reach(to_page, &[to.0.as_f64(), to.1.as_f64()]),
            Op::CubicTo(to) => self.reach(to_page, &[to.0, to.1, to.2, to.3, to.4, to.5].map(|n| n.as_f64())),
            Op::CubicStartTo(to) => self.reach(to_page, &[to.0, to.1, to.2, to.3].map(|n| n.as_f64())),
            Op::CubicEndTo(to) => self.reach(to_page, &[to.0, to.1, to.2, to.3].map(|n| n.as_f64())),
            Op::RectPath(of) => {
                let [x, y, width, height] = [of.0, of.1, of.2, of.3].map(|n| n.as_f64());
                self.reach(to_page, &[x, y, x + width, y + height]);
            }
            Op::EndPath(_) => self.0 = None,
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_)
            | Op::StrokePath(_)
            | Op::CloseAndStrokePath(_) => return self.0.take().and_then(dot),
            _ => {}
        }
        None
    }

    fn reach(&mut self, to_page: Affine, numbers: &[f64]) {
        for pair in numbers.chunks_exact(2) {
            let point = to_page * Point::new(pair[0], pair[1]);
            let here = Rect::from_points(point, point);
            self.0 = Some(self.0.map_or(here, |bounds| bounds.union(here)));
        }
    }
}

fn dot(bounds: Rect) -> Option<Dot> {
    let (width, height) = (bounds.width(), bounds.height());
    let is_small = [width, height].iter().all(|side| (SMALLEST..=LARGEST).contains(side));
    if !is_small || width > 1.3 * height || height > 1.3 * width {
        return None;
    }
    let numbers = [bounds.x0, bounds.x1, bounds.center().y];
    #[expect(clippy::cast_possible_truncation, reason = "on a page, or far off it and of no matter")]
    let [x0, x1, y] = numbers.map(|number| number as f32);
    Some(Dot { x0, x1, y })
}

/// Keeps a dot, if there are not too many.
pub(super) fn keep(dots: &mut Vec<Dot>, dot: Dot) {
    if dots.len() < MOST {
        dots.push(dot);
    }
}

/// Puts a bullet where a dot stands ahead of the first word of a line.
pub(super) fn mark(words: &mut Vec<Word>, dots: &[Dot]) {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|a, b| words[*a].y.total_cmp(&words[*b].y));
    let bullets: Vec<Word> = dots.iter().filter_map(|dot| bullet(words, &order, *dot)).collect();
    words.extend(bullets);
}

/// The bullet that a dot is; `order` has the words by their baselines.
fn bullet(words: &[Word], order: &[usize], dot: Dot) -> Option<Word> {
    let from = order.partition_point(|at| words[*at].y < dot.y);
    let near = order[from..].iter().map(|at| &words[*at]).take_while(|word| word.y < dot.y + 40.0);
    let on_line = near.filter(|word| word.y - dot.y < 0.75 * word.size && dot.x1 - dot.x0 < 0.8 * word.size);
    let first = on_line.clone().filter(|word| word.x0 >= dot.x1).min_by(|a, b| a.x0.total_cmp(&b.x0))?;
    let is_ahead = first.x0 - dot.x1 < REACH * first.size;
    let is_alone = on_line.clone().all(|word| word.x1 > dot.x1 || dot.x0 - word.x1 > 2.0 * REACH * word.size);
    let Word { y, size, is_artifact, .. } = *first;
    (is_ahead && is_alone && !super::lists::is_mark(&first.text)).then(|| Word {
        text: "•".to_owned(),
        style: Style::default(),
        is_artifact,
        x0: dot.x0,
        x1: dot.x1,
        y,
        size,
        is_joined: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    #[test]
    fn dots_ahead_of_lines_are_bullets() {
        let page =
            words::tests::page(&[(60.0, 100.0, 10.0, "Ships wait."), (60.0, 115.0, 10.0, "So do trains, they say.")]);
        let mut words = words::of(&page);
        let dot = |x: f32, y: f32| Dot { x0: x, x1: x + 4.0, y };
        mark(&mut words, &[dot(50.0, 97.0), dot(50.0, 112.0), dot(20.0, 97.0), dot(100.0, 112.0), dot(50.0, 300.0)]);
        let bullets: Vec<f32> = words.iter().filter(|word| word.text == "•").map(|word| word.y).collect();
        assert_eq!(bullets, [100.0, 115.0]);
    }
}
