//! Runs of capitalised words: how far the name that starts at a token goes.

use std::ops::Range;

use super::{
    ActorKind,
    cues::Cues,
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
    /// Whether a name may start here: a capital that neither the sentence nor a function word accounts for.
    pub(crate) fn may_start(&self, at: usize, sentence_start: usize) -> bool {
        let reading = self.reading;
        if !reading.shape(at).is_capital() || reading.is(at, Classes::STOP) || reading.is(at, Classes::CALENDAR) {
            return false;
        }
        !(self.opens(at, sentence_start) && reading.word(at).seen_lower)
    }

    /// Whether a token opens a sentence or a quotation, so that its capital tells nothing.
    pub(crate) fn opens(&self, at: usize, sentence_start: usize) -> bool {
        (sentence_start..at).all(|token| !self.reading.shape(token).is_word())
            || matches!(self.reading.lower(at - 1), "“" | "\"" | ":" | "‘" | "•" | "…")
    }

    /// The organisation whose name starts at this token: capitals around a head word such as `Ministry`.
    pub(crate) fn organisation(&self, at: usize, end: usize) -> Option<Range<usize>> {
        if matches!(self.tags.at(at).map(|t| t.tag), Some(Tag::Title(_) | Tag::Known(_))) {
            return None;
        }
        let (mut stop, mut next, mut linked) = (at, at, false);
        // A head word of its own makes an organisation; one inside a known name does if there is more to the name.
        let (mut headed, mut inside) = (false, false);
        while next < end {
            if self.reading.shape(next).is_capital() && self.fits_organisation(next, at) {
                headed |= self.heads(next, at);
                inside |= self.heads_known(next);
                stop = next + 1;
                next += 1;
            } else if (headed || inside) && self.links(next, end, linked) {
                linked = true;
                next += 1 + usize::from(self.reading.lower(next + 1) == "the");
            } else if (self.reading.lower(next) == "-" && self.is_joint(next, end)) || self.is_collective(next) {
                next += 1;
            } else {
                break;
            }
        }
        let widens = inside && (linked || self.tags.at(at).is_none());
        let stop = if linked { stop } else { self.without_speaker(at, stop, end) };
        ((headed || widens) && stop > at + 1 && !self.is_known_kind(at, stop)).then_some(at..stop)
    }

    /// Leaves off the name of who speaks for an organisation: `the Refugee Council Enver Solomon said`.
    fn without_speaker(&self, at: usize, stop: usize, end: usize) -> usize {
        let head = (at..stop).rfind(|&token| self.reading.is(token, Classes::ORGANISATION_HEAD));
        let Some(name) = head.map(|head| head + 1).filter(|name| *name + 2 == stop) else { return stop };
        if Cues::get().soon(self.reading, stop, end) { name } else { stop }
    }

    /// Whether a run is a known body with the word for what it is: `the NATO Alliance` is NATO.
    fn is_known_kind(&self, at: usize, stop: usize) -> bool {
        self.tags.at(at).is_some_and(|tagged| {
            matches!(tagged.tag, Tag::Name(entry) if entry.kind == ActorKind::Organisation)
                && tagged.tokens == (at..stop - 1)
                && matches!(self.reading.lower(stop - 1), "alliance" | "organisation" | "organization" | "bloc")
        })
    }

    /// Whether a capital goes on with an organisation's name; an office or a first name does only behind `of`.
    fn fits_organisation(&self, token: usize, start: usize) -> bool {
        let title = matches!(self.tags.at(token).map(|t| t.tag), Some(Tag::Title(_)));
        let given = token > start && self.reading.is(token, Classes::FIRST_NAME);
        let linked = || token > start && matches!(self.reading.lower(token - 1), "of" | "for" | "the" | "and");
        !self.reading.is(token, Classes::CALENDAR) && (!(title || given) || linked())
    }

    /// The possessive inside `People's Army` and `Pilots' Union`, unlike the one that ends `Russia's`.
    fn is_collective(&self, token: usize) -> bool {
        let before = || self.reading.lower(token - 1);
        let parted = || token + 1 < self.reading.tokens.len() && !self.reading.is_glued(token + 1);
        match self.reading.lower(token) {
            "'s" => matches!(before(), "people" | "women" | "men" | "children"),
            "'" | "’" => before().ends_with('s') && self.reading.is_glued(token) && parted(),
            _ => false,
        }
    }

    /// Whether a token is a head word of its own, not one inside a name that is known anyway.
    fn heads(&self, token: usize, start: usize) -> bool {
        self.reading.is(token, Classes::ORGANISATION_HEAD)
            && self.tags.at(token).is_none_or(|tagged| match tagged.tag {
                Tag::Name(_) | Tag::Known(_) => tagged.tokens.start > start && tagged.tokens.len() == 1,
                _ => true,
            })
    }

    /// Whether a token is part of the name of a body that is known.
    fn heads_known(&self, token: usize) -> bool {
        self.tags.at(token).is_some_and(|tagged| match tagged.tag {
            Tag::Name(entry) => {
                entry.kind == ActorKind::Organisation && self.reading.is(token, Classes::ORGANISATION_HEAD)
            }
            _ => false,
        })
    }

    /// `of`, `for` and, after one of them, `and`: joins two parts of an organisation's name.
    fn links(&self, token: usize, end: usize, linked: bool) -> bool {
        let word = self.reading.lower(token);
        let joins = matches!(word, "of" | "for" | "on" | "&") || (linked && word == "and");
        let article = token + 1 < end && self.reading.lower(token + 1) == "the";
        let after = token + 1 + usize::from(article);
        joins
            && after < end
            && self.reading.shape(after).is_capital()
            && !(word == "and"
                && (article || self.reading.is(after, Classes::ORGANISATION_HEAD) || self.tags.at(after).is_some()))
            && !(word == "on" && self.reading.is(after, Classes::CALENDAR))
    }

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
