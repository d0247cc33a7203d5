//! Which words name an actor, and of what kind: the rules that a trained recogniser could take the place of.
//!
//! Two passes: what the words around a run tell, then what the rest of the briefing tells of a run whose own
//! surroundings were silent. Rather silent than wrong: a run without evidence names nobody.

use std::ops::Range;

use super::{
    ActorKind, Knowledge,
    acronyms::acronym_after,
    cues::{Cues, is_adverb},
    lexicon::{Classes, Demonym, Entry, Title},
    reading::{Cancelled, KeepGoing, Reading, Sentence, go_on},
    roles::apposition,
    runs::Runs,
    settle::{Evidence, Open, has_article, settle, word_count},
    tags::{Tag, Tagged, Tags},
    tokens::Shape,
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
    let mut scan = Scan { runs: Runs { reading, tags }, knowledge, named: Vec::new(), open: Vec::new() };
    for sentence in &reading.sentences {
        go_on(keep_going)?;
        scan.sentence(sentence);
    }
    let Scan { mut named, open, .. } = scan;
    named.extend(settle(reading, &open, &named, knowledge));
    named.sort_by_key(|named| named.tokens.start);
    Ok(named)
}

struct Scan<'a, 'b> {
    runs: Runs<'a, 'b>,
    knowledge: &'a Knowledge,
    named: Vec<Named>,
    open: Vec<Open>,
}

impl Scan<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let Range { start, end } = sentence.tokens;
        let mut at = start;
        while at < end {
            at = self.step(at, sentence).max(at + 1);
        }
    }

    /// Looks at one token; gives the token to go on from.
    fn step(&mut self, at: usize, sentence: &Sentence) -> usize {
        let Range { start, end } = sentence.tokens;
        let may_start = !sentence.title_case && self.runs.may_start(at, start);
        if may_start && let Some(tokens) = self.runs.organisation(at, end) {
            let next = tokens.end;
            self.name(tokens, ActorKind::Organisation, Name::Written);
            return next;
        }
        if let Some(tagged) = self.runs.tags.at(at).cloned() {
            let first_name = may_start && self.runs.reading.is(at, Classes::FIRST_NAME);
            if !(first_name && self.runs.plain(at, end).len() > tagged.tokens.len()) {
                self.tagged(&tagged, end);
                return tagged.tokens.end;
            }
        }
        if !may_start {
            return at + 1;
        }
        let tokens = self.runs.plain(at, end);
        let next = tokens.end;
        let evidence = self.evidence(&tokens, sentence);
        self.open.push(Open { tokens, evidence });
        next
    }

    fn tagged(&mut self, tagged: &Tagged, end: usize) {
        match tagged.tag {
            Tag::Known(index) => {
                self.name(tagged.tokens.clone(), self.knowledge.actors[index].kind, Name::Known(index));
            }
            Tag::Name(entry) => self.listed(entry, &tagged.tokens, end),
            Tag::Demonym(demonym) => self.demonym(demonym, &tagged.tokens, end),
            Tag::Title(_) => {}
        }
    }

    /// A listed name. A capital that speaks is its state: `Moscow rejected`.
    fn listed(&mut self, entry: &'static Entry, tokens: &Range<usize>, end: usize) {
        match entry.of {
            Some(state) if entry.capital && self.acts(tokens.end, end) => {
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

    /// Whether what stands before this token says, wants or will do something, as only people can.
    fn acts(&self, next: usize, end: usize) -> bool {
        let reading = self.runs.reading;
        (next < end && matches!(reading.lower(next), "will" | "would" | "must" | "should" | "won't" | "cannot"))
            || Cues::get().soon(reading, next, end)
    }

    /// A demonym names its state only where it acts: `the Russian government`, `the Ukrainians insist`.
    fn demonym(&mut self, demonym: Demonym, tokens: &Range<usize>, end: usize) {
        let reading = self.runs.reading;
        if !demonym.state {
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
        } else if demonym.plural && Cues::get().soon(reading, next, end) {
            self.name(tokens.clone(), ActorKind::State, Name::Listed(demonym.of));
        }
    }

    fn name(&mut self, tokens: Range<usize>, kind: ActorKind, name: Name) {
        self.named.push(Named { tokens, kind, name });
    }

    /// What the words in and around a run tell of it.
    fn evidence(&self, tokens: &Range<usize>, sentence: &Sentence) -> Option<Evidence> {
        let reading = self.runs.reading;
        let words = word_count(reading, tokens);
        let sure = |kind| Some(Evidence { kind, sure: true });
        if self.is_titled(tokens) || ((2..=5).contains(&words) && reading.is(tokens.start, Classes::FIRST_NAME)) {
            return sure(ActorKind::Person);
        }
        if words >= 2 && acronym_after(reading, tokens).is_some() {
            return sure(ActorKind::Organisation);
        }
        if words >= 2 && reading.is(tokens.end - 1, Classes::PLACE_HEAD) {
            return sure(ActorKind::Place);
        }
        let end = sentence.tokens.end;
        if (2..=3).contains(&words) && apposition(reading, self.runs.tags, tokens.end, end).is_some() {
            return sure(ActorKind::Person);
        }
        if words == 1 && lives(reading, tokens.end, end) {
            return sure(ActorKind::Person);
        }
        let speaks = Cues::get().soon(reading, tokens.end, end);
        let acronym = tokens.len() == 1 && is_acronym_of_body(reading.written(tokens.start));
        if acronym && (speaks || has_article(reading, tokens)) {
            return Some(Evidence { kind: ActorKind::Organisation, sure: false });
        }
        if speaks && (2..=4).contains(&words) {
            let plain = words == 2 || tokens.clone().any(|at| !is_plain_capital(reading, at));
            let body = has_article(reading, tokens) || is_of_common_words(reading, tokens);
            let kind = if plain && !body { ActorKind::Person } else { ActorKind::Organisation };
            return Some(Evidence { kind, sure: false });
        }
        self.place(tokens, sentence).filter(|_| words <= 2 && !speaks)
    }

    /// A place: what stands behind `in`, `near` or `the province of`.
    fn place(&self, tokens: &Range<usize>, sentence: &Sentence) -> Option<Evidence> {
        let reading = self.runs.reading;
        let before = tokens.start.checked_sub(1).filter(|_| tokens.start > sentence.tokens.start)?;
        let numbered = tokens.end < sentence.tokens.end && reading.shape(tokens.end) == Shape::Number;
        let within = before > sentence.tokens.start
            && reading.lower(before) == "of"
            && reading.is(before - 1, Classes::PLACE_HEAD)
            && reading.shape(before - 1) == Shape::Lower;
        let located = (!numbered && matches!(reading.written(before), "in" | "near")) || within;
        let named = !reading.word(tokens.start).seen_lower && reading.shape(tokens.start) == Shape::Capitalised;
        (located && named).then_some(Evidence { kind: ActorKind::Place, sure: true })
    }

    /// A title right ahead, with nothing but the full stop of `Mr.` between.
    fn is_titled(&self, tokens: &Range<usize>) -> bool {
        let reading = self.runs.reading;
        let dotted = tokens.start > 0 && reading.lower(tokens.start - 1) == ".";
        let before = tokens.start - usize::from(dotted);
        match self.runs.tags.title_before(before) {
            Some((_, Title::Address)) => true,
            Some((_, Title::Office)) => !dotted,
            None => false,
        }
    }
}

/// `was born`, `died`, `resigned`: what only people do.
fn lives(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let at = if at < end && is_adverb(reading.lower(at)) { at + 1 } else { at };
    let word = |at: usize| if at < end { reading.lower(at) } else { "" };
    match word(at) {
        "was" | "is" => {
            matches!(word(at + 1), "born" | "elected" | "reelected" | "appointed" | "educated" | "married" | "sworn")
        }
        word => matches!(word, "died" | "resigned" | "retired" | "graduated" | "studied" | "served" | "married"),
    }
}

/// Whether a token is a capitalised word in a run, and no initial or particle.
fn is_plain_capital(reading: &Reading<'_>, at: usize) -> bool {
    reading.shape(at).is_capital() && reading.shape(at) != Shape::Initial
}

/// Whether a run is made of words of the language, the last one for something done, as bodies are named and people
/// seldom: `River Watch`.
fn is_of_common_words(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let common = |at: usize| reading.word(at).seen_lower || reading.is(at, Classes::VERB_OR_NOUN.and(Classes::NOUN));
    tokens.clone().filter(|&at| reading.shape(at).is_word()).all(common)
        && reading.is(tokens.end - 1, Classes::VERB_OR_NOUN.and(Classes::NOUN))
        && !reading.is(tokens.start, Classes::FIRST_NAME)
}

/// Whether capitals may stand for a body, as those of most things that act do.
fn is_acronym_of_body(written: &str) -> bool {
    const THINGS: [&str; 28] = [
        "GDP", "GNP", "CEO", "CFO", "DNA", "RNA", "HIV", "AIDS", "COVID", "NGO", "PDF", "GPS", "LNG", "EEZ", "VAT",
        "UTC", "GMT", "EST", "URL", "CCTV", "ICBM", "UAV", "PPE", "MLA", "MEP", "MSP", "VIP", "WWII",
    ];
    written.len() > 2 && Shape::of(written) == Shape::Upper && !written.contains('.') && !THINGS.contains(&written)
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
            ("The Ministry of Foreign Affairs and Parliament.", &["organisation Ministry of Foreign Affairs"]),
            ("The Liberal Party of Canada lost.", &["organisation Liberal Party of Canada"]),
            ("The Korean People's Army marched.", &["organisation Korean People's Army"]),
            ("It happened in Nuuk.", &["place Nuuk"]),
            ("Moscow rejected it in Moscow.", &["state Moscow", "place Moscow"]),
            ("The Russian government met Russian advances.", &["state Russian government"]),
            ("The White House’s guests", &["organisation White House"]),
            (
                "Xiu Tanaka, Ola Brzeska and Anna Weber met.",
                &["person Xiu Tanaka", "person Ola Brzeska", "person Anna Weber"],
            ),
            ("The NFU met GDP figures, and the ZKB was there.", &["organisation NFU", "organisation ZKB"]),
            ("The Polar Ring said so.", &["organisation Polar Ring"]),
            ("It rained in the province of Sarrowa.", &["place Sarrowa"]),
            ("Brzeska was born in Lund County.", &["person Brzeska", "place Lund County"]),
            ("The head of the Fish Council Ola Brzeska said so.", &["organisation Fish Council", "person Ola Brzeska"]),
            ("Euro-Atlantic security, Asia–Pacific trade", &[]),
            ("The NATO Alliance met.", &["organisation NATO"]),
        ];
        for (text, expected) in table {
            assert_eq!(named(&[text]), *expected, "{text}");
        }
    }

    #[test]
    fn a_name_of_common_words_is_a_body() {
        let table: &[(&[&str], &[&str])] = &[
            (&["Then Harbour Watch said so.", "The harbour froze."], &["organisation Harbour Watch"]),
            (&["Osrin Watch said so."], &["organisation Osrin Watch"]),
            (&["Again Reef Rescue warned them.", "A reef is slow to heal."], &["organisation Reef Rescue"]),
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
