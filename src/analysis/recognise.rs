//! Which words name an actor, and of what kind: what the configuration and the word lists know, and what the recogniser
//! tells of the rest, sentence by sentence; then what the whole briefing tells, which is `settle`'s.
//!
//! Of two names over the same words the longer one stands, else the one that is known. In other languages than English
//! the recogniser is not asked.

use std::ops::Range;

use super::{
    ActorKind, Knowledge,
    cues::Cues,
    lexicon::{Classes, Demonym, Entry, Title},
    misnomers::is_misnomer,
    powers::{acts, is_party, is_people, is_power},
    reading::{Cancelled, KeepGoing, Reading, Sentence, go_on},
    recogniser::{Chain, Kind, Model},
    runs::Runs,
    sayings::is_saying,
    settle::settle,
    tags::{Tag, Tagged, Tags},
    tokens::Shape,
    told::{Told, names},
};

/// Words that name an actor.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// The words.
    pub tokens: Range<usize>,
    /// What they name.
    pub kind: ActorKind,
    /// Under which name.
    pub name: Name,
}

/// The name that an actor goes by.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Name {
    /// As the text writes it.
    Written,
    /// As the word lists have it.
    Listed(&'static str),
    /// That of an actor in the configuration, by its place there.
    Known(usize),
}

/// All words that name an actor, in reading order; none overlap.
pub(crate) fn recognise(
    reading: &Reading<'_>,
    tags: &Tags,
    knowledge: &Knowledge,
    keep_going: KeepGoing<'_>,
) -> Result<Vec<Named>, Cancelled> {
    let mut scan = Scan { runs: Runs { reading, tags }, knowledge, named: Vec::new() };
    let is_english = reading.briefing.language.as_deref().is_none_or(|language| language.starts_with("en"));
    let (mut chain, mut labels, mut told) = (Chain::new(Model::get()), Vec::new(), Vec::new());
    for sentence in &reading.sentences {
        go_on(keep_going)?;
        told.clear();
        if is_english {
            chain.label(sentence.tokens.clone().map(|at| reading.written(at)), &mut labels);
            names(reading, sentence.tokens.start, &labels, &mut told);
        }
        scan.sentence(sentence, &told);
    }
    Ok(settle(reading, tags, knowledge, scan.named))
}

struct Scan<'a, 'b> {
    runs: Runs<'a, 'b>,
    knowledge: &'a Knowledge,
    named: Vec<Named>,
}

impl Scan<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence, told: &[Told]) {
        let end = sentence.tokens.end;
        let (mut at, mut told) = (sentence.tokens.start, told.iter().peekable());
        while at < end {
            while told.next_if(|told| told.tokens.start < at).is_some() {}
            let told = told.peek().copied().filter(|told| told.tokens.start == at);
            let tagged = self.runs.tags.at(at).filter(|tagged| tagged.tokens.start == at).cloned();
            at = self.step(at, end, told, tagged.as_ref()).max(at + 1);
        }
    }

    /// Looks at what starts at one token; gives the token to go on from.
    fn step(&mut self, at: usize, end: usize, told: Option<&Told>, tagged: Option<&Tagged>) -> usize {
        if let Some(tokens) = self.titled(at, end) {
            let next = tokens.end;
            self.name(tokens, ActorKind::Person, Name::Written);
            return next;
        }
        match (told, tagged) {
            (Some(told), Some(tagged)) if self.is_known(told, tagged) => {
                self.tagged(tagged, end, told.tokens.end);
                tagged.tokens.end.max(told.tokens.end)
            }
            (Some(told), Some(tagged)) if self.is_several(told) => {
                self.tagged(tagged, end, tagged.tokens.end);
                tagged.tokens.end
            }
            (Some(told), _) => {
                self.told(told, end);
                told.tokens.end
            }
            (None, Some(tagged)) => {
                self.tagged(tagged, end, tagged.tokens.end);
                tagged.tokens.end
            }
            (None, None) if self.is_people_that_acts(at, end) => {
                self.name(at..at + 1, ActorKind::Group, Name::Written);
                at + 1
            }
            (None, None) => match self.speaker(at, end) {
                Some(tokens) => {
                    let next = tokens.end;
                    self.name(tokens, ActorKind::Organisation, Name::Written);
                    next
                }
                None => at + 1,
            },
        }
    }

    /// A plural with a capital that no list knows and that acts: `the Kurds said`.
    fn is_people_that_acts(&self, at: usize, end: usize) -> bool {
        let reading = self.runs.reading;
        reading.shape(at) == Shape::Capitalised
            && !reading.word(at).seen_lower
            && !reading.is(at, Classes::STOP.and(Classes::CALENDAR))
            && !reading.sentences[reading.sentence_of(at)].title_case
            && is_party(reading, &(at..at + 1), end)
    }

    /// A run of capitals behind an article that speaks, though nobody told it: `the Polar Ring said`. A body's name.
    fn speaker(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let reading = self.runs.reading;
        let article = at > 0 && reading.shape(at).is_capital() && reading.lower(at - 1) == "the";
        if !article || reading.sentences[reading.sentence_of(at)].title_case {
            return None;
        }
        let run = self.runs.plain(at, end);
        let fits = run.len() > 1 && !reading.is(at, Classes::STOP.and(Classes::CALENDAR).and(Classes::GROUP_HEAD));
        let last = run.end - 1;
        (fits && !reading.is(last, Classes::GROUP_HEAD.and(Classes::SPEAKER)) && acts(self.runs.reading, run.end, end))
            .then_some(run)
    }

    /// Whether the lists know what the recogniser told; its full stop may be missing there. A place's name may be a
    /// person's.
    fn is_known(&self, told: &Told, tagged: &Tagged) -> bool {
        let reading = self.runs.reading;
        let covers = (tagged.tokens.end..told.tokens.end).all(|at| reading.lower(at) == ".");
        let person = told.kind == Kind::Person;
        covers
            && match tagged.tag {
                Tag::Name(entry) => !(person && entry.kind == ActorKind::Place && !entry.capital),
                Tag::Known(_) | Tag::Demonym(_) => true,
                Tag::Title(_) => false,
            }
    }

    /// Whether what the recogniser told as one are known names side by side, `UK Labour`, `U.S.-Ukraine`, or one with the word for what
    /// it is: `the NATO Alliance` is NATO.
    fn is_several(&self, told: &Told) -> bool {
        let mut at = told.tokens.start;
        while let Some(tagged) =
            self.runs.tags.at(at).filter(|tagged| matches!(tagged.tag, Tag::Name(_) | Tag::Known(_)))
        {
            at = tagged.tokens.end;
            let joins = |at: &usize| matches!(self.runs.reading.lower(*at), "." | "-" | "–" | "and" | "against");
            while at + 1 < told.tokens.end && joins(&at) {
                at += 1;
            }
        }
        let kind =
            |at: usize| matches!(self.runs.reading.lower(at), "alliance" | "organisation" | "organization" | "bloc");
        at == told.tokens.end || (at > told.tokens.start && at + 1 == told.tokens.end && kind(at))
    }

    /// The name right behind a title, of which nothing is known: a person's.
    fn titled(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let reading = self.runs.reading;
        let dotted = at > 0 && reading.lower(at - 1) == ".";
        let (_, title) = self.runs.tags.title_before(at - usize::from(dotted))?;
        let fits = (!dotted || title == Title::Address)
            && reading.shape(at).is_capital()
            && self.runs.tags.at(at).is_none()
            && !reading.is(at, Classes::STOP.and(Classes::CALENDAR).and(Classes::ORGANISATION_HEAD));
        fits.then(|| self.runs.plain(at, end))
    }

    fn told(&mut self, told: &Told, end: usize) {
        let kind = match told.kind {
            Kind::Person => ActorKind::Person,
            Kind::Organisation => ActorKind::Organisation,
            Kind::Place => ActorKind::Place,
            Kind::People if is_party(self.runs.reading, &told.tokens, end) => ActorKind::Group,
            Kind::People => return,
        };
        if is_misnomer(self.runs.reading, self.runs.tags, told, end) {
            return;
        }
        let mut tokens = told.tokens.clone();
        while let Some(title) =
            self.title_at(tokens.start).filter(|title| kind == ActorKind::Person && *title < tokens.end)
        {
            tokens.start = title;
        }
        if kind == ActorKind::Place && self.is_half(&tokens, end) {
            return;
        }
        if kind == ActorKind::Organisation && self.is_start_of_body(tokens.start) {
            tokens.start -= 1;
        }
        self.name(tokens, kind, Name::Written);
    }

    /// Whether the word ahead of a body's name belongs to it, though the recogniser left it out: `Sarrow Coast Guard`.
    fn is_start_of_body(&self, name: usize) -> bool {
        let reading = self.runs.reading;
        let Some(at) = name.checked_sub(1) else { return false };
        let last = self.named.last().map_or(0, |last| last.tokens.end);
        let sentence = &reading.sentences[reading.sentence_of(name)];
        let never = Classes::STOP.and(Classes::CALENDAR).and(Classes::ROLE_MODIFIER).and(Classes::SPEAKER);
        at > sentence.tokens.start
            && at >= last
            && !sentence.title_case
            && reading.shape(at) == Shape::Capitalised
            && !reading.word(at).seen_lower
            && !reading.is(at, never)
            && self.runs.tags.at(at).is_none()
    }

    /// Where the title that starts here ends.
    fn title_at(&self, at: usize) -> Option<usize> {
        let tagged = self.runs.tags.at(at).filter(|tagged| matches!(tagged.tag, Tag::Title(_)))?;
        let dot = tagged.tokens.end;
        let dotted = self.runs.reading.tokens.len() > dot && self.runs.reading.lower(dot) == ".";
        Some(dot + usize::from(dotted))
    }

    /// A run that the lists or the configuration know; the name goes to `stop`, which may take in a full stop.
    fn tagged(&mut self, tagged: &Tagged, end: usize, stop: usize) {
        let tokens = tagged.tokens.start..tagged.tokens.end.max(stop);
        match tagged.tag {
            Tag::Known(index) => {
                self.name(tagged.tokens.clone(), self.knowledge.actors[index].kind, Name::Known(index))
            }
            Tag::Name(entry) => self.listed(entry, &tokens, end),
            Tag::Demonym(demonym) => self.demonym(demonym, &tagged.tokens, end),
            Tag::Title(_) => {}
        }
    }

    /// A listed name. A capital that speaks is its state: `Moscow rejected`.
    fn listed(&mut self, entry: &'static Entry, tokens: &Range<usize>, end: usize) {
        match entry.of {
            Some(state) if entry.capital && is_power(self.runs.reading, tokens, end) => {
                self.name(tokens.clone(), ActorKind::State, Name::Listed(state));
            }
            _ if entry.kind == ActorKind::Place && self.is_half(tokens, end) => {}
            _ => self.name(tokens.clone(), entry.kind, Name::Listed(entry.name)),
        }
    }

    /// Whether a name is half of a compound: `Euro–Atlantic`, `Asia-Pacific`.
    fn is_half(&self, tokens: &Range<usize>, end: usize) -> bool {
        let reading = self.runs.reading;
        let dash = |at: usize| matches!(reading.lower(at), "-" | "–" | "‑") && reading.is_glued(at);
        let ahead = tokens.start > 1 && dash(tokens.start - 1) && reading.is_glued(tokens.start);
        let behind = tokens.end + 1 < end && dash(tokens.end) && reading.is_glued(tokens.end + 1);
        ahead || behind
    }

    /// A demonym names its state only where it acts: `the Russian government`, `the Ukrainians insist`, `Russian demands for …`.
    fn demonym(&mut self, demonym: Demonym, tokens: &Range<usize>, end: usize) {
        let reading = self.runs.reading;
        if !demonym.state {
            if is_party(reading, tokens, end) {
                self.name(tokens.clone(), ActorKind::Group, Name::Written);
            }
            return;
        }
        let next = tokens.end;
        let governs = next < end
            && matches!(
                reading.lower(next),
                "government" | "side" | "delegation" | "administration" | "authorities" | "regime"
            );
        if governs {
            self.name(tokens.start..next + 1, ActorKind::State, Name::Listed(demonym.of));
        } else if (demonym.plural && Cues::get().soon(reading, next, end))
            || is_people(self.runs.reading, tokens.start, next, end)
            || is_saying(self.runs.reading, next, end)
        {
            self.name(tokens.clone(), ActorKind::State, Name::Listed(demonym.of));
        }
    }

    fn name(&mut self, tokens: Range<usize>, kind: ActorKind, name: Name) {
        self.named.push(Named { tokens, kind, name });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    /// What is named in these paragraphs, as `kind words`.
    fn named(paragraphs: &[&str]) -> Vec<String> {
        let (briefing, knowledge) = (briefing(paragraphs), Knowledge::default());
        let reading = Reading::of(&briefing, &|| true).unwrap();
        let tags = Tags::of(&reading, &knowledge, &|| true).unwrap();
        let found = recognise(&reading, &tags, &knowledge, &|| true).unwrap();
        found.iter().map(|named| format!("{} {}", named.kind.name(), reading.text(&named.tokens))).collect()
    }

    #[test]
    fn who_is_named() {
        let table: &[(&str, &[&str])] = &[
            ("The UK Labour leader Sir Keir Lind spoke.", &["state UK", "organisation Labour", "person Keir Lind"]),
            ("Mr. Brzeska left.", &["person Brzeska"]),
            ("Xiu Tanaka said so.", &["person Xiu Tanaka"]),
            ("Xiu Tanaka, the Japanese premier, left.", &["person Xiu Tanaka"]),
            ("A US-Russia summit", &["state US", "state Russia"]),
            ("Fact sheet: the U.S.-Ukraine summit", &["state U.S.", "state Ukraine"]),
            ("They signed the Northern Fisheries Agreement in Oslo.", &["place Oslo"]),
            ("Q Hey, Jens, who pays? Yeah, who?", &["person Jens"]),
            ("Allies met. C. Brown left.", &["person C. Brown"]),
            ("The Kurds rejected it.", &["group Kurds"]),
            ("Plans announced by Norway failed.", &["state Norway"]),
            ("Berlin’s foreign ministry backed it.", &["state Berlin"]),
            ("The Ministry of Foreign Affairs met.", &["organisation Ministry of Foreign Affairs"]),
            ("The Liberal Party of Canada lost.", &["organisation Liberal Party of Canada"]),
            ("The Korean People's Army marched.", &["organisation Korean People's Army"]),
            ("The Polar Ring said so.", &["organisation Polar Ring"]),
            ("The head of the Fish Council Ola Brzeska said so.", &["organisation Fish Council", "person Ola Brzeska"]),
            ("It happened in Nuuk.", &["place Nuuk"]),
            ("Moscow rejected it in Moscow.", &["state Moscow", "place Moscow"]),
            ("The Russian government met Russian advances.", &["state Russian government"]),
            ("The White House’s guests", &["organisation White House"]),
            (
                "Xiu Tanaka, Ola Brzeska and Anna Weber met.",
                &["person Xiu Tanaka", "person Ola Brzeska", "person Anna Weber"],
            ),
            ("The NFU met GDP figures, and the ZKB was there.", &["organisation NFU", "organisation ZKB"]),
            ("It rained in the province of Sarrowa.", &["place Sarrowa"]),
            ("Brzeska was born in Lund County.", &["person Brzeska", "place Lund County"]),
            ("Euro-Atlantic security, Asia–Pacific trade", &[]),
            ("The NATO Alliance met.", &["organisation NATO"]),
            ("Kim Min-seo met Kim Jong-hyok.", &["person Kim Min-seo", "person Kim Jong-hyok"]),
            ("She said Riga had agreed, and Rome fears for its banks.", &["state Riga", "state Rome"]),
            ("The British had changed it.", &["state British"]),
        ];
        let wrong: Vec<_> = table.iter().filter(|(text, expected)| named(&[text]) != *expected).collect();
        assert!(wrong.is_empty(), "{:?}", wrong.iter().map(|(text, _)| (text, named(&[text]))).collect::<Vec<_>>());
    }

    #[test]
    fn a_name_of_common_words_is_a_body() {
        let table: &[(&[&str], &[&str])] = &[
            (&["Then Harbour Watch said so.", "The harbour froze."], &["organisation Harbour Watch"]),
            (&["Again Reef Rescue warned them.", "A reef is slow to heal."], &["organisation Reef Rescue"]),
            (&["Osrin Watch said so."], &["organisation Osrin Watch"]),
            (&["Susan Brook said so.", "A brook froze."], &["person Susan Brook"]),
            (&["Olo Marsh said so.", "The marsh froze."], &["person Olo Marsh"]),
        ];
        for (text, expected) in table {
            assert_eq!(named(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn who_is_not_named() {
        for text in [
            "Meanwhile, Monday came. Despite March, Talks went on.",
            "Crucial Harbour Talks Seek Lasting Fishing Peace",
            "Let us go. The Treaty was signed in March.",
            "Talks about talks: Talks Resume.",
            "It is set out in Article 5.",
        ] {
            assert_eq!(named(&[text]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_rest_of_the_briefing_tells() {
        let text = ["The Nordic Fish Union (NFU) met Prof. Ida Brzeska.", "Brzeska left. NFU stayed."];
        let expected = [
            "organisation Nordic Fish Union",
            "organisation NFU",
            "person Ida Brzeska",
            "person Brzeska",
            "organisation NFU",
        ];
        assert_eq!(named(&text), expected);
    }
}
