//! Positions that the configuration does not name, proposed from the text: what somebody calls for, backs, plans or
//! turns down, and terms in quotation marks, where the briefing comes back to them. Rather few than wrong: nothing that a
//! configured position covers, no actor's name. Nothing here changes a statement; a proposal says which ones it is on.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    Knowledge, KnownPosition, Mention, Origin, Position, PositionId, Proposal, Stance, Statement,
    actors::mentions_in,
    clauses::{is_determiner, is_finite, is_plain_verb, is_subject_pronoun, is_subordinator, past_adverbs},
    drafts::Findings,
    fold::kebab,
    lexicon::Classes,
    phrasings::Freedom,
    positions::{PositionMatch, find, within},
    quotes::Quotes,
    reading::{Cancelled, KeepGoing, Reading},
    tokens::Shape,
    vocabulary::StemId,
};

/// How many proposals a briefing may have.
const MOST: usize = 8;
/// How many phrases are looked at: more than a briefing that is about something has.
const CANDIDATES: usize = 120;
/// How many tokens a phrase may have.
const LONGEST: usize = 6;
/// How many mentions make a phrase a subject of the briefing.
const FEWEST: usize = 2;

/// A phrase that may name a position.
struct Candidate {
    tokens: Range<usize>,
    /// How many statements take a side on it.
    sided: usize,
}

/// The proposals, the most telling first.
pub(crate) fn proposals(
    findings: &Findings<'_, '_>,
    statements: &[Statement],
    keep_going: KeepGoing<'_>,
) -> Result<Vec<Proposal>, Cancelled> {
    let reading = findings.reading;
    let candidates = candidates(findings, statements);
    let phrases: Vec<&str> = candidates.iter().map(|candidate| reading.text(&candidate.tokens)).collect();
    let wanted: Vec<KnownPosition> = phrases.iter().map(|phrase| wanted(phrase)).collect();
    let found = find(reading, &wanted, Freedom::Words, keep_going)?;
    let mut mentions: Vec<Vec<&PositionMatch>> = candidates.iter().map(|_| Vec::new()).collect();
    for place in &found {
        mentions[place.position].push(place);
    }
    let mut made: Vec<(usize, Proposal)> = Vec::new();
    for (candidate, places) in candidates.iter().zip(&mentions) {
        let covered = places.iter().any(|place| touches(findings.matches, &place.tokens));
        if places.len() < FEWEST || covered {
            continue;
        }
        let tied = tied(reading, statements, places);
        if !tied.is_empty() {
            let weight = candidate.sided * 2 + tied.len() + places.len();
            made.push((weight, proposal(reading, &candidate.tokens, places, tied)));
        }
    }
    made.sort_by_key(|(weight, proposal)| (std::cmp::Reverse(*weight), proposal.position.mentions[0].span.start));
    Ok(distinct(made, findings.knowledge))
}

fn wanted(phrase: &str) -> KnownPosition {
    KnownPosition {
        id: PositionId(String::new()),
        label: String::new(),
        definition: None,
        phrases: vec![phrase.to_owned()],
        supports: Vec::new(),
        opposes: Vec::new(),
    }
}

/// The phrases of statements that take a side, and those in quotation marks; each once, the most sided first.
fn candidates(findings: &Findings<'_, '_>, statements: &[Statement]) -> Vec<Candidate> {
    let reading = findings.reading;
    let quotes = Quotes::of(reading);
    let open = statements.iter().filter(|statement| {
        statement.position.is_none()
            && matches!(statement.stance, Stance::Supports | Stance::Opposes | Stance::Conditional)
    });
    let governed = open.filter_map(|statement| {
        let start = reading.tokens.partition_point(|token| token.span.start < statement.content.start);
        let end = reading.tokens.partition_point(|token| token.span.start < statement.content.end);
        Some((phrase_in(reading, start..end)?, 1))
    });
    let terms = quotes.all().filter(|quote| is_term(reading, quote)).map(|quote| (quote.clone(), 0));
    let mut seen: HashMap<Vec<StemId>, usize> = HashMap::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (tokens, sided) in governed.chain(terms).filter(|(tokens, _)| is_subject(findings, tokens)) {
        let stems = tokens.clone().filter(|&at| tells(reading, at)).map(|at| reading.stem(at)).collect();
        if let Some(&index) = seen.get(&stems) {
            candidates[index].sided += sided;
        } else {
            seen.insert(stems, candidates.len());
            candidates.push(Candidate { tokens, sided });
        }
    }
    candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.sided), candidate.tokens.start));
    candidates.truncate(CANDIDATES);
    candidates
}

/// The noun phrase that a content opens with: past `to build a`.
fn phrase_in(reading: &Reading<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, end } = content;
    if start + 1 < end && reading.lower(start) == "to" {
        start = past_adverbs(reading, start + 1, end) + 1;
    } else if start + 1 < end && is_plain_verb(reading, start) && is_determiner(reading.lower(start + 1)) {
        start += 1;
    }
    let skipped = |at: &usize| is_determiner(reading.lower(*at)) || reading.shape(*at) == Shape::Number;
    let start = (start..end).find(|at| !skipped(at))?;
    let stops = |at: &usize| {
        let word = reading.lower(*at);
        let joined = word == "-" || matches!(word, "of" | "on" | "for");
        let mark = reading.shape(*at) == Shape::Mark && word != "-";
        let breaks = is_subordinator(word) || is_subject_pronoun(word) || matches!(word, "and" | "who" | "which");
        let dull = reading.is(*at, Classes::STOP) && !joined;
        mark || breaks || dull || *at > start && is_finite(reading, *at, end)
    };
    let stop = (start..end.min(start + LONGEST)).find(stops).unwrap_or(end.min(start + LONGEST));
    // A phrase that was cut off is none.
    let cut = stop == start + LONGEST && stop < end && !stops(&stop);
    let last = (start..stop).rev().find(|&at| tells(reading, at))?;
    (!cut).then_some(start..last + 1)
}

/// Whether a quotation is a term and not a sentence.
fn is_term(reading: &Reading<'_>, quote: &Range<usize>) -> bool {
    quote.len() <= LONGEST
        && quote.clone().all(|at| reading.shape(at) != Shape::Mark || reading.lower(at) == "-")
        && !quote.clone().any(|at| is_finite(reading, at, quote.end) || is_subject_pronoun(reading.lower(at)))
}

fn tells(reading: &Reading<'_>, at: usize) -> bool {
    reading.shape(at).is_word() && !reading.is(at, Classes::STOP)
}

/// Whether a phrase says something of its own: two telling words, one of them lower case, not just an actor's name.
fn is_subject(findings: &Findings<'_, '_>, tokens: &Range<usize>) -> bool {
    let reading = findings.reading;
    let telling: Vec<usize> = tokens.clone().filter(|&at| tells(reading, at)).collect();
    let named = |at: usize| {
        let back = at.saturating_sub(LONGEST)..at + 1;
        mentions_in(findings.mentions, &back).any(|mention| mention.tokens.contains(&at))
    };
    let own = telling.iter().filter(|&&at| reading.shape(at) == Shape::Lower && !named(at));
    let dull = |at: &usize| reading.is(*at, Classes::WEAK.and(Classes::CALENDAR));
    let title = reading.sentences.get(reading.sentence_of(tokens.start)).is_some_and(|sentence| sentence.title_case);
    telling.len() >= 2 && own.count() >= 1 && !telling.iter().all(dull) && !title
}

/// Whether a configured position is named in these tokens.
fn touches(matches: &[PositionMatch], tokens: &Range<usize>) -> bool {
    let around = tokens.start.saturating_sub(LONGEST)..tokens.end;
    within(matches, &around).any(|place| place.tokens.end > tokens.start)
}

/// The statements on no position whose contents hold one of these places.
fn tied(reading: &Reading<'_>, statements: &[Statement], places: &[&PositionMatch]) -> Vec<usize> {
    let mut tied = HashSet::new();
    let starts: Vec<usize> = places.iter().map(|place| reading.tokens[place.tokens.start].span.start).collect();
    for (index, statement) in statements.iter().enumerate().filter(|(_, statement)| statement.position.is_none()) {
        let first = starts.partition_point(|start| *start < statement.content.start);
        if starts.get(first).is_some_and(|start| *start < statement.content.end) {
            tied.insert(index);
        }
    }
    let mut tied: Vec<usize> = tied.into_iter().collect();
    tied.sort_unstable();
    tied
}

fn proposal(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    places: &[&PositionMatch],
    statements: Vec<usize>,
) -> Proposal {
    let phrase = reading.text(tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    let mention = |place: &&PositionMatch| Mention {
        span: reading.span(&place.tokens),
        paragraph: reading.paragraph_of(place.tokens.start),
    };
    let mut chars = phrase.chars();
    let label = chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
    let position = Position {
        id: PositionId(kebab(&phrase)),
        label,
        origin: Origin::Proposed,
        mentions: places.iter().map(mention).collect(),
    };
    Proposal { position, phrases: vec![phrase], statements }
}

/// The first of them whose mentions are not all another's and whose id is nobody else's.
fn distinct(made: Vec<(usize, Proposal)>, knowledge: &Knowledge) -> Vec<Proposal> {
    let mut ids: HashSet<PositionId> = knowledge.positions.iter().map(|position| position.id.clone()).collect();
    let mut kept: Vec<Proposal> = Vec::new();
    for (_, proposal) in made {
        let overlaps = |other: &Proposal| {
            let places = &other.position.mentions;
            proposal.position.mentions.iter().all(|mention| {
                places.iter().any(|place| place.span.start < mention.span.end && mention.span.start < place.span.end)
            })
        };
        if kept.len() < MOST && !kept.iter().any(overlaps) && ids.insert(proposal.position.id.clone()) {
            kept.push(proposal);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::analysis::fixture::{briefing, knowledge};
    use crate::analysis::{Origin, analyse};

    fn proposed(paragraphs: &[&str]) -> Vec<String> {
        let analysis = analyse(&briefing(paragraphs), &knowledge());
        assert!(analysis.proposals.iter().all(|proposal| proposal.position.origin == Origin::Proposed));
        analysis.proposals.into_iter().map(|proposal| proposal.position.label).collect()
    }

    #[test]
    fn what_is_called_for_and_comes_back_is_proposed() {
        assert_eq!(
            proposed(&["Norway called for a carbon border levy.", "Sweden rejected the carbon border levy in May."]),
            ["Carbon border levy"]
        );
    }

    #[test]
    fn what_is_said_once_or_configured_is_not() {
        assert!(proposed(&["Norway called for a carbon border levy."]).is_empty());
        assert!(proposed(&["Norway opposes ceding territory.", "Sweden rejected ceding territory."]).is_empty());
        assert!(proposed(&["Norway praised Nora Lind.", "Sweden praised Nora Lind."]).is_empty());
    }

    #[test]
    fn a_proposal_knows_its_statements() {
        let texts = ["Norway called for a carbon border levy.", "Sweden rejected the carbon border levy in May."];
        let analysis = analyse(&briefing(&texts), &knowledge());
        assert_eq!(analysis.proposals[0].statements, [0, 1]);
        assert_eq!(analysis.proposals[0].phrases, ["carbon border levy"]);
    }
}
