//! What was found: who holds which position, the words that show it, and who everybody is.

use std::collections::HashMap;

use super::markup::{element, escaped};
use super::{Material, affiliation, holder};
use crate::analysis::{Actor, ActorId, Mention, Origin, Statement};
use crate::document::ParagraphId;

pub(super) fn positions(out: &mut String, material: Material<'_>) {
    let analysis = material.analysis;
    let (actors, by_position) = (material.actors(), material.by_position());
    if analysis.positions.is_empty() && analysis.statements.is_empty() {
        return;
    }
    element(out, "h2", "Positions");
    element(out, "p class=\"about\"", "Found by brief in the text; what the reader confirmed is marked ✓.");
    for position in &analysis.positions {
        let places =
            position.mentions.first().map(|mention| format!(" {}", link(mention.paragraph))).unwrap_or_default();
        element(out, "h3", &format!("{}{}{places}", escaped(&position.label), confirmed(position.origin)));
        statements(out, material, &actors, by_position.get(&Some(&position.id)));
    }
    let others = by_position.get(&None);
    if others.is_some() {
        element(out, "h3", "On what no position names");
        statements(out, material, &actors, others);
    }
}

fn statements(
    out: &mut String,
    material: Material<'_>,
    actors: &HashMap<&ActorId, &Actor>,
    statements: Option<&Vec<&Statement>>,
) {
    let rows: Vec<String> = statements
        .into_iter()
        .flatten()
        .map(|statement| {
            let holder = escaped(holder(statement, actors));
            let stance = statement.stance.name();
            let Mention { span, paragraph } = statement.evidence;
            format!(
                "<td>{holder}{}</td><td class=\"{stance}\">{stance}</td><td>{} {}</td>",
                confirmed(statement.origin),
                escaped(material.briefing.slice(span)),
                link(paragraph)
            )
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let mut inner = String::from("\n");
    element(&mut inner, "tr", "<th>Who</th><th>Stance</th><th>Evidence</th>");
    for row in &rows {
        element(&mut inner, "tr", row);
    }
    element(out, "table", &inner);
}

pub(super) fn actors(out: &mut String, material: Material<'_>) {
    let actors = &material.analysis.actors;
    if actors.is_empty() {
        return;
    }
    element(out, "h2", "Actors");
    let known = material.actors();
    let mut inner = String::from("\n");
    element(&mut inner, "tr", "<th>Name</th><th>Kind</th><th>Role</th><th>Of</th><th>Mentions</th>");
    for actor in actors {
        let first = actor.mentions.first().map(|mention| link(mention.paragraph)).unwrap_or_default();
        let cells = [
            format!("{}{}", escaped(&actor.name), confirmed(actor.origin)),
            actor.kind.name().to_owned(),
            escaped(actor.role.as_deref().unwrap_or_default()),
            escaped(affiliation(actor, &known)),
            format!("{}, first {first}", actor.mentions.len()),
        ];
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        element(&mut inner, "tr", &cells);
    }
    element(out, "table", &inner);
}

fn link(paragraph: ParagraphId) -> String {
    format!("<a href=\"#{paragraph}\">¶{}</a>", paragraph.number())
}

fn confirmed(origin: Origin) -> &'static str {
    if origin == Origin::Confirmed { " ✓" } else { "" }
}
