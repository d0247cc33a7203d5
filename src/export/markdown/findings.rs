//! What was found, for templates: who holds which position, the words that show it, and who everybody is.

use std::collections::HashMap;

use serde::Serialize;

use super::context::{Place, quoted};
use super::escape::{Stand, line};
use crate::analysis::{Actor, ActorId, Origin, Stance, Statement};
use crate::export::{Material, affiliation, holder};

/// All findings. Words are Markdown that stands as it is.
#[derive(Debug, Serialize)]
pub(super) struct Findings {
    /// The stances that somebody takes.
    stances: Vec<&'static str>,
    positions: Vec<Position>,
    /// Statements on something that no position names.
    others: Vec<Said>,
    actors: Vec<Person>,
}

#[derive(Debug, Serialize)]
struct Position {
    label: String,
    is_confirmed: bool,
    first: Option<Place>,
    statements: Vec<Said>,
    /// Who takes each stance, each once; as long as `stances`.
    holders: Vec<Vec<Holder>>,
}

#[derive(Debug, Serialize)]
struct Said {
    actor: String,
    stance: &'static str,
    is_confirmed: bool,
    place: Place,
    words: String,
}

/// Somebody with all the places that show what they hold.
#[derive(Debug, Serialize)]
struct Holder {
    name: String,
    is_confirmed: bool,
    places: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct Person {
    name: String,
    is_confirmed: bool,
    kind: &'static str,
    role: String,
    affiliation: String,
    aliases: Vec<String>,
    mentions: usize,
    first: Option<Place>,
}

type Known<'a> = HashMap<&'a ActorId, &'a Actor>;

pub(super) fn findings(material: Material<'_>) -> Findings {
    let analysis = material.analysis;
    let known = material.actors();
    let statements = material.by_position();
    let is_taken = |stance: &Stance| analysis.statements.iter().any(|statement| statement.stance == *stance);
    let stances: Vec<Stance> = Stance::ALL.into_iter().filter(is_taken).collect();
    let on = |position| statements.get(&position).map_or(&[][..], Vec::as_slice);
    let said =
        |statements: &[&Statement]| statements.iter().map(|statement| said(material, statement, &known)).collect();
    let positions = analysis.positions.iter().map(|position| {
        let statements = on(Some(&position.id));
        Position {
            label: cell(&position.label),
            is_confirmed: is_confirmed(position.origin),
            first: position.mentions.first().map(|mention| Place::of(mention.paragraph)),
            statements: said(statements),
            holders: stances.iter().map(|stance| holders(statements, *stance, &known)).collect(),
        }
    });
    Findings {
        positions: positions.collect(),
        others: said(on(None)),
        actors: analysis.actors.iter().map(|actor| person(actor, &known)).collect(),
        stances: stances.into_iter().map(Stance::name).collect(),
    }
}

fn said(material: Material<'_>, statement: &Statement, known: &Known<'_>) -> Said {
    Said {
        actor: cell(holder(statement, known)),
        stance: statement.stance.name(),
        is_confirmed: is_confirmed(statement.origin),
        place: Place::of(statement.evidence.paragraph),
        words: quoted(material.briefing.slice(statement.evidence.span)),
    }
}

fn holders(statements: &[&Statement], stance: Stance, known: &Known<'_>) -> Vec<Holder> {
    let mut holders: Vec<Holder> = Vec::new();
    let mut by_name: HashMap<(String, bool), usize> = HashMap::new();
    for statement in statements.iter().filter(|statement| statement.stance == stance) {
        let (name, is_confirmed) = (cell(holder(statement, known)), is_confirmed(statement.origin));
        let at = *by_name.entry((name.clone(), is_confirmed)).or_insert(holders.len());
        if at == holders.len() {
            holders.push(Holder { name, is_confirmed, places: Vec::new() });
        }
        let place = Place::of(statement.evidence.paragraph);
        if !holders[at].places.contains(&place) {
            holders[at].places.push(place);
        }
    }
    holders
}

fn person(actor: &Actor, known: &Known<'_>) -> Person {
    Person {
        name: cell(&actor.name),
        is_confirmed: is_confirmed(actor.origin),
        kind: actor.kind.name(),
        role: actor.role.as_deref().map(cell).unwrap_or_default(),
        affiliation: cell(affiliation(actor, known)),
        aliases: actor.aliases.iter().map(|alias| cell(alias)).collect(),
        mentions: actor.mentions.len(),
        first: actor.mentions.first().map(|mention| Place::of(mention.paragraph)),
    }
}

fn cell(text: &str) -> String {
    line(text.trim(), Stand::Inside)
}

const fn is_confirmed(origin: Origin) -> bool {
    matches!(origin, Origin::Confirmed)
}
