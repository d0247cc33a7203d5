//! What was found: who holds which position, the words that show it, and who everybody is.

use std::collections::HashMap;

use crate::analysis::{Actor, ActorId, Origin, PositionId, Stance, Statement};
use crate::export::{Material, affiliation, holder};

use super::body::{link, quoted};
use super::escape::{Stand, line};
use super::page::{Page, table};

/// Said once above what the program found.
const GUESS: &str = "*Found by brief in the text; what the reader confirmed is marked ✓. Each link leads to the paragraph that shows it.*";

/// The positions with their holders under each stance, and the evidence.
pub(super) fn positions(page: &mut Page, material: Material<'_>) {
    let analysis = material.analysis;
    if analysis.positions.is_empty() && analysis.statements.is_empty() {
        return;
    }
    page.block("## Positions");
    page.block(GUESS);
    let known = material.actors();
    let statements = material.by_position();
    let stances: Vec<Stance> = Stance::ALL
        .into_iter()
        .filter(|stance| analysis.statements.iter().any(|statement| statement.stance == *stance))
        .collect();
    let mut head = vec!["Position".to_owned(), "Named in".to_owned()];
    head.extend(stances.iter().map(|stance| capitalised(stance.name())));
    let rows: Vec<Vec<String>> = analysis
        .positions
        .iter()
        .map(|position| {
            let on_it = statements.get(&Some(&position.id)).map_or(&[][..], Vec::as_slice);
            let first = position.mentions.first().map_or_else(String::new, |mention| link(mention.paragraph));
            let mut row = vec![cell(&position.label) + confirmed(position.origin), first];
            row.extend(stances.iter().map(|stance| holders(on_it, *stance, &known)));
            row
        })
        .collect();
    if !rows.is_empty() {
        page.block(&table(&head, &rows));
    }
    evidence(page, material, &statements, &known);
}

type ByPosition<'a> = HashMap<Option<&'a PositionId>, Vec<&'a Statement>>;
type Known<'a> = HashMap<&'a ActorId, &'a Actor>;

/// Who takes this stance, each once, with all the places that show it.
fn holders(statements: &[&Statement], stance: Stance, known: &Known<'_>) -> String {
    let mut holders: Vec<(String, Vec<String>)> = Vec::new();
    for statement in statements.iter().filter(|statement| statement.stance == stance) {
        let holder = cell(holder(statement, known)) + confirmed(statement.origin);
        let place = link(statement.evidence.paragraph);
        match holders.iter_mut().find(|(name, _)| *name == holder) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => holders.push((holder, vec![place])),
        }
    }
    holders.iter().map(|(name, places)| format!("{name} {}", places.join(" "))).collect::<Vec<_>>().join(", ")
}

/// The sentences, by position, in reading order.
fn evidence(page: &mut Page, material: Material<'_>, statements: &ByPosition<'_>, known: &Known<'_>) {
    let positions = material.analysis.positions.iter().map(|position| (position.label.as_str(), Some(&position.id)));
    for (label, id) in positions.chain([("On something else", None)]) {
        let Some(statements) = statements.get(&id) else {
            continue;
        };
        page.block(&format!("### {}", cell(label)));
        for statement in statements {
            let stance = statement.stance.name();
            let words = quoted(material.briefing.slice(statement.evidence.span));
            let place = link(statement.evidence.paragraph);
            let mark = confirmed(statement.origin);
            page.item(0, None, &format!("{} — {stance}{mark} {place}: {words}", cell(holder(statement, known))));
        }
    }
}

/// Everybody, with what is known of them.
pub(super) fn actors(page: &mut Page, material: Material<'_>) {
    let actors = &material.analysis.actors;
    if actors.is_empty() {
        return;
    }
    page.block("## Actors");
    let head = ["Actor", "Kind", "Role", "Affiliation", "Also named", "Mentions"].map(str::to_owned);
    let known = material.actors();
    let rows: Vec<_> = actors.iter().map(|actor| row(actor, &known)).collect();
    page.block(&table(&head, &rows));
}

fn row(actor: &Actor, known: &Known<'_>) -> Vec<String> {
    let first = actor.mentions.first().map(|mention| format!(", first in {}", link(mention.paragraph)));
    vec![
        cell(&actor.name) + confirmed(actor.origin),
        actor.kind.name().to_owned(),
        actor.role.as_deref().map(cell).unwrap_or_default(),
        cell(affiliation(actor, known)),
        actor.aliases.iter().map(|alias| cell(alias)).collect::<Vec<_>>().join(", "),
        format!("{}{}", actor.mentions.len(), first.unwrap_or_default()),
    ]
}

fn cell(text: &str) -> String {
    line(text.trim(), Stand::Inside)
}

const fn confirmed(origin: Origin) -> &'static str {
    match origin {
        Origin::Confirmed => " ✓",
        Origin::Found | Origin::Config | Origin::Proposed => "",
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
