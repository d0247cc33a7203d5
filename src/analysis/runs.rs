//! Runs of capitalised words: how far the name that starts at a token goes.

use std::ops::Range;

use super::{
    lexicon::{Classes, Title},
    reading::Reading,
    tags::{Tag, Tags},
    tokens::Shape,
};

/// Lower-case words inside the names of people.
const PARTICLES: [&str; 16] =
    ["de", "van", "von", "der", "den", "bin", "bint", "al", "el", "la", "du", "da", "dos", "di", "le", "ibn"];

/// Reads names off capitals.
pub(crate) struct Runs<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// What is known of its tokens.
    pub tags: &'a Tags,
}

impl Runs<'_, '_> {
    /// The run of capitals that starts at this token and holds nothing known: perhaps a person's name.
    pub(crate) fn plain(&self, at: usize, end: usize) -> Range<usize> {
        let mut stop = at;
        let mut next = at;
        while next < end {
            let shape = self.reading.shape(next);
            if self.is_name_part(next, at) {
                stop = next + 1;
                next += 1;
                if shape == Shape::Initial && next < end && self.reading.lower(next) == "." {
                    next += 1;
                }
            } else if next > at && self.reading.lower(next) == "-" && self.is_joint(next, end) {
                stop = next + 2;
                next += 2;
            } else if next > at && self.is_particle(next, end) {
                next += 1;
            } else {
                break;
            }
        }
        at..stop.max(at + 1)
    }

    fn is_name_part(&self, token: usize, start: usize) -> bool {
        let reading = self.reading;
        let shouted = reading.shape(start) == Shape::Upper;
        let fits = match reading.shape(token) {
            Shape::Upper if matches!(reading.written(token), "JR" | "SR") => false,
            Shape::Upper => shouted || matches!(reading.written(token), "II" | "III" | "IV" | "VI"),
            shape => shape.is_capital(),
        };
        fits && !(token > start && (reading.is(token, Classes::CALENDAR) || reading.is(token, Classes::STOP)))
            && !reading.is(token, Classes::ORGANISATION_HEAD)
            && match self.tags.at(token).map(|tagged| tagged.tag) {
                None => true,
                Some(Tag::Title(Title::Office | Title::Address) | Tag::Demonym(_) | Tag::Known(_)) => false,
                // A surname may be a town's name; a first name ahead of it settles the matter.
                Some(Tag::Name(_)) => token > start && reading.is(start, Classes::FIRST_NAME),
            }
    }

    /// A hyphen with a word glued to either side of it.
    fn is_joint(&self, hyphen: usize, end: usize) -> bool {
        hyphen + 1 < end
            && self.reading.is_glued(hyphen)
            && self.reading.is_glued(hyphen + 1)
            && self.reading.shape(hyphen + 1).is_word()
            && self.tags.at(hyphen + 1).is_none()
            && !matches!(
                self.reading.lower(hyphen + 1),
                "led" | "backed" | "style" | "era" | "based" | "elect" | "born"
            )
    }

    fn is_particle(&self, token: usize, end: usize) -> bool {
        PARTICLES.contains(&self.reading.written(token))
            && token + 1 < end
            && (self.reading.shape(token + 1).is_capital() || PARTICLES.contains(&self.reading.written(token + 1)))
    }
}
