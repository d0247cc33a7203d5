//! What office the words around a name give its bearer, and whom they tie them to.

use std::ops::Range;

use super::{
    Knowledge,
    lexicon::{Classes, Lexicon, Title},
    reading::Reading,
    tags::{Tag, Tags},
};

/// An office beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Role {
    /// The office as it is written.
    pub office: String,
    /// The name of the state or body that it belongs to.
    pub affiliation: Option<String>,
    /// Its own words in lower case, without whose it is; `None` where it is a former one.
    pub words: Option<String>,
}

/// Reads offices off the words around names.
pub(crate) struct Roles<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// What is known of its tokens.
    pub tags: &'a Tags,
    /// For the names of known actors.
    pub knowledge: &'a Knowledge,
}

impl Roles<'_, '_> {
    /// The office beside this name: ahead of it, or in an apposition after it.
    pub(crate) fn of(&self, name: &Range<usize>) -> Option<Role> {
        let sentence = &self.reading.sentences[self.reading.sentence_of(name.start)].tokens;
        let office = self
            .ahead(name.start, sentence.start)
            .or_else(|| self.ahead_with_of(name.start, sentence.start))
            .or_else(|| apposition(self.reading, self.tags, name.end, sentence.end))?;
        let possessor = self.possessor(office.start, sentence.start);
        let affiliation = possessor.or_else(|| self.affiliation(&office));
        let words = self.words(&office);
        Some(Role { office: self.reading.text(&office).to_owned(), affiliation, words })
    }

    fn words(&self, office: &Range<usize>) -> Option<String> {
        let reading = self.reading;
        let past = |at: usize| matches!(reading.lower(at), "former" | "ex" | "outgoing" | "late" | "then");
        if office.clone().any(past) {
            return None;
        }
        let own = |at: &usize| {
            let tag = self.tags.at(*at).map(|tagged| tagged.tag);
            matches!(tag, None | Some(Tag::Title(_))) && !matches!(reading.lower(*at), "of" | "for" | "the" | "'s")
        };
        let words: Vec<&str> = office.clone().filter(own).map(|at| reading.lower(at)).collect();
        Some(words.join(" "))
    }

    /// `UK Labour leader [Sir] Keir Starmer`.
    fn ahead(&self, name: usize, sentence: usize) -> Option<Range<usize>> {
        let mut end = name;
        let first = loop {
            match self.tags.title_before(end)? {
                (tagged, Title::Address) => end = tagged.tokens.start,
                (tagged, Title::Office) => break tagged.tokens.start,
            }
        };
        Some(self.widen(first, sentence)..end)
    }

    /// `President of the European Commission Ursula von der Leyen`.
    fn ahead_with_of(&self, name: usize, sentence: usize) -> Option<Range<usize>> {
        let body = self.tags.at(name.checked_sub(1)?).filter(|t| matches!(t.tag, Tag::Name(_) | Tag::Known(_)))?;
        let mut at = body.tokens.start.checked_sub(1)?;
        if self.reading.lower(at) == "the" {
            at = at.checked_sub(1)?;
        }
        let joined = at > sentence && matches!(self.reading.lower(at), "of" | "for");
        let (title, kind) = self.tags.title_before(at).filter(|_| joined)?;
        (kind == Title::Office).then(|| self.widen(title.tokens.start, sentence)..name)
    }

    /// Takes in what stands ahead of an office and belongs to it: states, bodies, `former`, further offices.
    fn widen(&self, office: usize, sentence: usize) -> usize {
        let mut start = office;
        while start > sentence {
            let before = start - 1;
            let tagged = self.tags.at(before);
            let joint = self.reading.lower(before) == "-" && self.reading.is_glued(before) && before > sentence;
            if let Some(tagged) = tagged.filter(|t| !matches!(t.tag, Tag::Title(Title::Address))) {
                start = tagged.tokens.start;
            } else if self.reading.is(before, Classes::ROLE_MODIFIER) || self.is_capital_inside(before, sentence) {
                start = before;
            } else if joint && self.reading.is(before - 1, Classes::ROLE_MODIFIER) {
                start = before - 1;
            } else {
                break;
            }
        }
        start
    }

    fn is_capital_inside(&self, token: usize, sentence: usize) -> bool {
        token > sentence
            && self.reading.shape(token).is_capital()
            && !self.reading.is(token, Classes::STOP)
            && !self.reading.is(token, Classes::CALENDAR)
    }

    /// `Ukraine's President …`
    fn possessor(&self, office: usize, sentence: usize) -> Option<String> {
        let clitic = office.checked_sub(1).filter(|&token| token > sentence)?;
        let owned = matches!(self.reading.lower(clitic), "'s" | "'");
        self.tags.at(clitic - 1).filter(|_| owned).and_then(|tagged| self.name(&tagged.tag))
    }

    /// The state in an office's words, else the body in them.
    fn affiliation(&self, office: &Range<usize>) -> Option<String> {
        let names: Vec<String> = self.tags.within(office).iter().filter_map(|tagged| self.name(&tagged.tag)).collect();
        names.iter().find(|name| Lexicon::get().is_state(name)).or(names.first()).cloned()
    }

    fn name(&self, tag: &Tag) -> Option<String> {
        match tag {
            Tag::Known(index) => Some(self.knowledge.actors[*index].name.clone()),
            Tag::Name(entry) => Some(entry.name.to_owned()),
            Tag::Demonym(demonym) => Some(demonym.of.to_owned()),
            Tag::Title(_) => None,
        }
    }
}

/// The office in an apposition after a name: `Anna Weber, the German chancellor,`.
///
/// It must end with the apposition, or else it is the next person's: `Macron, Chancellor Friedrich Merz`.
pub(crate) fn apposition(reading: &Reading<'_>, tags: &Tags, after: usize, end: usize) -> Option<Range<usize>> {
    if after >= end || reading.lower(after) != "," {
        return None;
    }
    let mut start = after + 1;
    if start < end && matches!(reading.lower(start), "the" | "a" | "an" | "its" | "his" | "her" | "their") {
        start += 1;
    }
    let stop = (start..end.min(start + 12)).find(|&token| !is_inside(reading, token))?;
    let titled = tags.within(&(start..stop)).iter().rfind(|t| matches!(t.tag, Tag::Title(Title::Office)))?;
    let rest = titled.tokens.end..stop;
    let linked = rest.is_empty() || matches!(reading.lower(rest.start), "of" | "for" | "at" | "to" | "in");
    let ahead_fits = (start..titled.tokens.start).all(|token| {
        tags.at(token).is_some() || reading.is(token, Classes::ROLE_MODIFIER) || !reading.is(token, Classes::STOP)
    });
    (linked && ahead_fits).then_some(start..stop)
}

/// Whether a token can be part of an apposition rather than end it.
fn is_inside(reading: &Reading<'_>, token: usize) -> bool {
    reading.shape(token).is_word()
        && !matches!(reading.lower(token), "who" | "whose" | "which" | "and" | "but" | "said" | "told")
        || matches!(reading.lower(token), "-" | "'s")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    fn role_of(text: &str, name: &str) -> Option<(String, Option<String>)> {
        let briefing = briefing(&[text]);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        let knowledge = Knowledge::default();
        let tags = Tags::of(&reading, &knowledge, &|| true).unwrap();
        let at = (0..reading.tokens.len()).find(|&at| reading.written(at) == name).unwrap();
        let roles = Roles { reading: &reading, tags: &tags, knowledge: &knowledge };
        roles.of(&(at..at + 2)).map(|role| (role.office, role.affiliation))
    }

    #[test]
    fn offices_around_a_name() {
        let table = [
            ("It includes Norwegian President Nora Lind, who spoke.", "Norwegian President", Some("Norway")),
            ("Former Latvian Prime Minister Nora Lind agreed.", "Former Latvian Prime Minister", Some("Latvia")),
            ("While NATO Secretary-General Nora Lind agreed.", "NATO Secretary-General", Some("NATO")),
            ("UK Labour leader Dame Nora Lind agreed.", "UK Labour leader", Some("United Kingdom")),
            ("Nora Lind, the German chancellor, agreed.", "German chancellor", Some("Germany")),
            ("Spain’s ex-Foreign Minister Nora Lind agreed.", "ex-Foreign Minister", Some("Spain")),
            (
                "President of the European Commission Nora Lind agreed.",
                "President of the European Commission",
                Some("European Commission"),
            ),
            ("Nora Lind, a spokeswoman for the Kremlin, agreed.", "spokeswoman for the Kremlin", Some("Kremlin")),
        ];
        for (text, office, affiliation) in table {
            let expected = (office.to_owned(), affiliation.map(str::to_owned));
            assert_eq!(role_of(text, "Nora"), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_next_persons_office_is_not_taken() {
        assert_eq!(role_of("Nora Lind, German Chancellor Hans Weber and others met.", "Nora"), None);
    }
}
