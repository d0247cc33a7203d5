//! Briefing to [`Analysis`], as a pure function: who is in it, what each of them wants, and where it says so.
//!
//! Offline and deterministic: the same briefing and the same [`Knowledge`] give the same analysis. Nothing here reads a
//! file, keeps state, or decides how a finding is shown. What is found says that it was found; nothing is presented as
//! certain that the text does not carry.
//!
//! The way through: `reading` (tokens, sentences) → `tags` (what the word lists and the configuration know) →
//! `recognise`, `told`, `misnomers`, `powers`, `settle` and `groups` (which words name an actor) → `aliases`, `address`, `offices`, `shorts`, `masthead`, `roles`,
//! `nominals`, `actors` → `positions`, with `roots`, `alike` and `phrasings` →
//! `cues`, `clauses`, `complements`, `reported`, `sayings`, `sources` and `claims` (source, cue, content) → `statements`, `drafts`,
//! `stance`, with a `reason` each → `proposals`; beside it `key_phrases`, and `cohesion`,
//! `segmentation`, `noun_phrases`, `titles`, `sections`. `recognise` asks the `recogniser`, a trained model that sees a
//! sentence at a time, so that another can take its place. The rules know English; other languages get sections, known actors and positions.

mod acronyms;
mod actors;
mod address;
mod aliases;
mod alike;
mod claims;
mod clauses;
mod cohesion;
mod company;
mod complements;
mod cues;
mod drafts;
mod endings;
#[cfg(test)]
mod fixture;
mod fold;
mod groups;
mod inflection;
mod key_phrases;
mod knowledge;
mod lexicon;
mod masthead;
mod misnomers;
mod model;
mod nominals;
mod notices;
mod noun_phrases;
mod offices;
mod phrases;
mod phrasings;
mod positions;
mod powers;
mod pronouns;
mod proposals;
mod quotes;
mod reading;
mod reason;
mod recognise;
pub mod recogniser;
mod reported;
mod roles;
mod roots;
mod runs;
mod sayings;
mod sections;
mod segmentation;
mod sentences;
mod settle;
mod shorts;
mod sources;
mod stance;
mod statements;
mod tags;
mod titles;
mod tokens;
mod told;
mod turns;
mod vocabulary;
pub mod word_clusters;
mod word_hash;
mod word_table;

use crate::document::Briefing;
use reading::{Cancelled, KeepGoing, Reading};

pub use company::company;
pub use knowledge::{Knowledge, KnownActor, KnownPosition};
pub use model::{
    Actor, ActorId, ActorKind, Analysis, KeyPhrase, Mention, Origin, Position, PositionId, Proposal, Stance, Statement,
};
pub use notices::Notice;
pub use reason::{Attribution, Decider, Reason};
pub use sections::outline;

/// Everything that is found in a briefing. Repeats are not read.
#[must_use]
pub fn analyse(briefing: &Briefing, knowledge: &Knowledge) -> Analysis {
    analyse_while(briefing, knowledge, &|| true).unwrap_or_default()
}

/// The same for a thread of its own: `keep_going` is asked at every paragraph, and `None` comes back soon after it
/// says no.
#[must_use]
pub fn analyse_while(briefing: &Briefing, knowledge: &Knowledge, keep_going: &dyn Fn() -> bool) -> Option<Analysis> {
    read(briefing, knowledge, keep_going).ok()
}

fn read(briefing: &Briefing, knowledge: &Knowledge, keep_going: KeepGoing<'_>) -> Result<Analysis, Cancelled> {
    let reading = Reading::of(briefing, keep_going)?;
    let tags = tags::Tags::of(&reading, knowledge, keep_going)?;
    let notices = notices::notices(briefing);
    let is_english = notices.is_empty();
    let freedom = if is_english { phrasings::Freedom::Meaning } else { phrasings::Freedom::Words };
    let mut named = recognise::recognise(&reading, &tags, knowledge, keep_going)?;
    if is_english {
        named.extend(groups::groups(&reading, &tags, keep_going)?);
    } else {
        named.retain(|named| matches!(named.name, recognise::Name::Known(_)));
    }
    named.sort_by_key(|named| (named.tokens.start, named.tokens.end));
    let full_names = masthead::FullNames::of(briefing, knowledge, keep_going)?;
    let (actors, mentions) = actors::actors(&reading, &tags, knowledge, &named, &full_names);
    let matches = positions::find(&reading, &knowledge.positions, freedom, keep_going)?;
    let findings = drafts::Findings {
        reading: &reading,
        tags: &tags,
        knowledge,
        actors: &actors,
        mentions: &mentions,
        matches: &matches,
    };
    let statements = if is_english { statements::statements(&findings, keep_going)? } else { Vec::new() };
    Ok(Analysis {
        outline: sections::sections(&reading, keep_going)?,
        positions: positions::positions(&reading, knowledge, &matches),
        proposals: if is_english { proposals::proposals(&findings, &statements, keep_going)? } else { Vec::new() },
        statements,
        key_phrases: if is_english { key_phrases::key_phrases(&reading, &mentions, keep_going)? } else { Vec::new() },
        actors,
        notices,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fixture::{briefing, knowledge, repeat_last};
    use super::*;

    #[test]
    fn repeats_count_for_nothing() {
        let texts = ["Kyiv will not cede territory.", "Norway agreed.", "Kyiv will not cede territory."];
        let once = analyse(&briefing(&texts[..2]), &knowledge());
        let twice = analyse(&repeat_last(briefing(&texts), 0), &knowledge());
        assert_eq!(once, twice);
    }

    #[test]
    fn a_cancelled_analysis_gives_nothing() {
        assert_eq!(analyse_while(&briefing(&["Norway agreed."]), &knowledge(), &|| false), None);
    }

    #[test]
    fn another_language_is_told_and_what_is_configured_is_found_in_it() {
        let mut german = briefing(&[
            "Der Präsident Karl Weber erklärte am Montag, dass Kyiv kein Gebiet abtreten werde.",
            "Im Gespräch ging es auch um land for security, sagte Außenministerin Anna Lind in Oslo.",
        ]);
        german.language = Some("de".to_owned());
        let mut knowledge = knowledge();
        let weber = KnownActor {
            name: "Karl Weber".to_owned(),
            kind: ActorKind::Person,
            aliases: Vec::new(),
            role: None,
            affiliation: None,
        };
        knowledge.actors.push(weber);
        let found = analyse(&german, &knowledge);
        assert_eq!(found.notices, [Notice::Language { code: "de".to_owned() }]);
        assert!(found.actors.iter().any(|actor| actor.name == "Karl Weber"));
        assert!(found.actors.iter().all(|actor| actor.origin == Origin::Config), "{:?}", found.actors);
        assert!(found.statements.is_empty() && found.key_phrases.is_empty());
        german.language = Some("en".to_owned());
        assert!(analyse(&german, &knowledge).notices.is_empty());
    }

    #[test]
    fn an_empty_briefing_has_an_empty_analysis() {
        assert_eq!(analyse(&briefing(&[]), &knowledge()), Analysis::default());
    }

    #[test]
    fn a_name_never_goes_on_in_the_next_paragraph() {
        let briefing = briefing(&["Ministry Q said", "Ministry", "Q Ukraine"]);
        let analysis = analyse(&briefing, &knowledge());
        let within = |mention: &Mention| briefing.paragraphs[mention.paragraph.0].span.covers(mention.span);
        assert!(analysis.actors.iter().flat_map(|actor| &actor.mentions).all(within));
    }

    /// Words that set the rules off, so that random texts reach them.
    const WORDS: [&str; 40] = [
        "Ukraine",
        "Russian",
        "President",
        "Mr.",
        "Anna",
        "Weber",
        "said",
        "told",
        "rejected",
        "by",
        "“",
        "”",
        "\"",
        ",",
        ":",
        ";",
        ".",
        "(",
        ")",
        "NATO",
        "leaders",
        "and",
        "his",
        "allies",
        "not",
        "cede",
        "territory",
        "land",
        "for",
        "security",
        "cast-iron",
        "guarantees",
        "if",
        "that",
        "who",
        "the",
        "’s",
        "-",
        "Q",
        "Ministry",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn every_finding_lies_in_its_paragraph(
            texts in prop::collection::vec(
                prop_oneof![
                    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..40).prop_map(|words| words.join(" ")),
                    "\\PC{1,60}",
                ],
                0..12,
            )
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let briefing = briefing(&texts);
            let analysis = analyse(&briefing, &knowledge());
            let within = |mention: &Mention| briefing.paragraphs[mention.paragraph.0].span.covers(mention.span);
            prop_assert!(analysis.actors.iter().flat_map(|actor| &actor.mentions).all(within));
            prop_assert!(analysis.positions.iter().flat_map(|position| &position.mentions).all(within));
            for statement in &analysis.statements {
                prop_assert!(within(&statement.evidence));
                prop_assert!(statement.evidence.span.covers(statement.content));
                prop_assert!((0.0..=1.0).contains(&statement.confidence));
            }
            let sections = analysis.outline.sections();
            prop_assert!(sections.first().is_none_or(|section| section.start.0 == 0));
            prop_assert!(sections.last().is_none_or(|section| section.end.0 == briefing.paragraphs.len()));
            prop_assert_eq!(analyse(&briefing, &knowledge()), analysis);
        }
    }
}
