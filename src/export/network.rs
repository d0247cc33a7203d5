//! Who holds which position, as networks in `GraphML` for Gephi, igraph, networkx and visone.
//!
//! As Discourse Network Analyzer defines them (P. Leifeld, "Discourse Network Analyzer manual", 2012): the two-mode network
//! joins actors to positions; in the congruence network two actors are joined by how many positions they take the same side
//! on, in the conflict network by how many they take different sides on. To be for something on a condition is to be for
//! it; who only reports takes no side.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Format, Material, clean};
use crate::analysis::Stance;

pub(super) const TWO_MODE: Format = Format {
    name: "graphml",
    about: "the network of actors and positions",
    extension: "graphml",
    render: two_mode,
    is_ours: |text| has_mark(text, "graphml"),
    keeps_edits: false,
};
pub(super) const CONGRUENCE: Format = Format {
    name: "graphml-congruence",
    about: "the network of actors who agree",
    extension: "congruence.graphml",
    render: |material| between_actors(material, "graphml-congruence", |same| same),
    is_ours: |text| has_mark(text, "graphml-congruence"),
    keeps_edits: false,
};
pub(super) const CONFLICT: Format = Format {
    name: "graphml-conflict",
    about: "the network of actors who disagree",
    extension: "conflict.graphml",
    render: |material| between_actors(material, "graphml-conflict", |same| !same),
    is_ours: |text| has_mark(text, "graphml-conflict"),
    keeps_edits: false,
};

/// Holders of one position that are joined to each other; the pairs of more are too many for anybody to read.
const MOST_HOLDERS: usize = 400;

/// A side that is taken on a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    For,
    Against,
}

impl Side {
    const fn of(stance: Stance) -> Option<Self> {
        match stance {
            Stance::Supports | Stance::Conditional => Some(Self::For),
            Stance::Opposes => Some(Self::Against),
            Stance::Reports | Stance::Unclear => None,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::For => "supports",
            Self::Against => "opposes",
        }
    }
}

/// How often each actor takes each side on each position; actors and positions by their place in the analysis.
type Sides = BTreeMap<(usize, usize, Side), usize>;

fn sides(material: Material<'_>) -> Sides {
    let analysis = material.analysis;
    let actors: BTreeMap<_, _> = analysis.actors.iter().enumerate().map(|(at, actor)| (&actor.id, at)).collect();
    let positions: BTreeMap<_, _> =
        analysis.positions.iter().enumerate().map(|(at, position)| (&position.id, at)).collect();
    let mut sides = Sides::new();
    for statement in &analysis.statements {
        let actor = statement.actor.as_ref().and_then(|id| actors.get(id));
        let position = statement.position.as_ref().and_then(|id| positions.get(id));
        if let (Some(actor), Some(position), Some(side)) = (actor, position, Side::of(statement.stance)) {
            *sides.entry((*actor, *position, side)).or_default() += 1;
        }
    }
    sides
}

fn two_mode(material: Material<'_>) -> String {
    let sides = sides(material);
    let mut graph = Graph::new("graphml", "directed");
    graph.actors(material, sides.keys().map(|(actor, ..)| *actor).collect());
    let positions: BTreeSet<usize> = sides.keys().map(|(_, position, _)| *position).collect();
    for position in positions {
        graph.node(&format!("p{position}"), &material.analysis.positions[position].label, "position", "position");
    }
    for ((actor, position, side), count) in &sides {
        graph.edge(&format!("a{actor}"), &format!("p{position}"), *count, Some(side.name()));
    }
    graph.finish()
}

/// Pairs of actors by the number of positions on which whether their sides are the same `counts`.
fn between_actors(material: Material<'_>, name: &str, counts: fn(bool) -> bool) -> String {
    let mut on: BTreeMap<usize, Vec<(usize, Side)>> = BTreeMap::new();
    let sides = sides(material);
    for (actor, position, side) in sides.keys() {
        let holders = on.entry(*position).or_default();
        if holders.len() < MOST_HOLDERS {
            holders.push((*actor, *side));
        }
    }
    let mut weights: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in on.values() {
        for (at, (one, side)) in holders.iter().enumerate() {
            for (other, _) in holders[at + 1..].iter().filter(|(other, others)| other != one && counts(side == others))
            {
                *weights.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let mut graph = Graph::new(name, "undirected");
    graph.actors(material, sides.keys().map(|(actor, ..)| *actor).collect());
    for ((one, other), weight) in weights {
        graph.edge(&format!("a{one}"), &format!("a{other}"), weight, None);
    }
    graph.finish()
}

/// `GraphML` being written.
struct Graph {
    out: String,
}

fn mark(name: &str) -> String {
    format!("<!-- brief {name} -->")
}

fn has_mark(text: &str, name: &str) -> bool {
    text.lines().nth(1) == Some(&mark(name))
}

impl Graph {
    fn new(name: &str, edges: &str) -> Self {
        let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", mark(name));
        out.push_str("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
        for (id, kind, of) in [
            ("label", "string", "node"),
            ("mode", "string", "node"),
            ("kind", "string", "node"),
            ("weight", "int", "edge"),
            ("stance", "string", "edge"),
        ] {
            let _ = writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{id}\" attr.type=\"{kind}\"/>");
        }
        let _ = writeln!(out, "  <graph edgedefault=\"{edges}\">");
        Self { out }
    }

    fn actors(&mut self, material: Material<'_>, actors: BTreeSet<usize>) {
        for at in actors {
            let actor = &material.analysis.actors[at];
            self.node(&format!("a{at}"), &actor.name, "actor", actor.kind.name());
        }
    }

    fn node(&mut self, id: &str, label: &str, mode: &str, kind: &str) {
        let _ = writeln!(self.out, "    <node id=\"{id}\">");
        self.data("label", label);
        self.data("mode", mode);
        self.data("kind", kind);
        self.out.push_str("    </node>\n");
    }

    fn edge(&mut self, from: &str, to: &str, weight: usize, stance: Option<&str>) {
        let _ = writeln!(self.out, "    <edge source=\"{from}\" target=\"{to}\">");
        self.data("weight", &weight.to_string());
        if let Some(stance) = stance {
            self.data("stance", stance);
        }
        self.out.push_str("    </edge>\n");
    }

    fn data(&mut self, key: &str, words: &str) {
        // Two code points that are no characters have no place in XML.
        let words: String = clean(words).chars().filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
        let _ = writeln!(self.out, "      <data key=\"{key}\">{}</data>", quick_xml::escape::escape(&words));
    }

    fn finish(mut self) -> String {
        self.out.push_str("  </graph>\n</graphml>\n");
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::Owned;

    /// Actors A, B and C: A and B are for the first position, C against it; A is also against it elsewhere.
    fn edges(of: Format) -> Vec<(String, String, String)> {
        let owned = Owned::with_stances(&[
            (0, 0, Stance::Supports),
            (0, 0, Stance::Supports),
            (1, 0, Stance::Conditional),
            (2, 0, Stance::Opposes),
            (2, 1, Stance::Reports),
            (1, 1, Stance::Opposes),
            (2, 1, Stance::Opposes),
        ]);
        let text = of.render(owned.material());
        let part = |line: &str, from: &str| {
            line.split_once(from).and_then(|(_, rest)| rest.split_once('"')).map(|(id, _)| id.to_owned())
        };
        let lines: Vec<&str> = text.lines().collect();
        lines
            .windows(2)
            .filter(|pair| pair[0].contains("<edge"))
            .map(|pair| {
                let weight = pair[1].trim().trim_start_matches("<data key=\"weight\">").trim_end_matches("</data>");
                (part(pair[0], "source=\"").unwrap(), part(pair[0], "target=\"").unwrap(), weight.to_owned())
            })
            .collect()
    }

    fn named(edges: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        edges.iter().map(|(a, b, weight)| ((*a).to_owned(), (*b).to_owned(), (*weight).to_owned())).collect()
    }

    #[test]
    fn actors_are_joined_to_the_positions_on_which_they_take_a_side() {
        let expected =
            named(&[("a0", "p0", "2"), ("a1", "p0", "1"), ("a1", "p1", "1"), ("a2", "p0", "1"), ("a2", "p1", "1")]);
        assert_eq!(edges(TWO_MODE), expected);
    }

    #[test]
    fn actors_are_joined_where_their_sides_are_the_same_and_where_they_differ() {
        assert_eq!(edges(CONGRUENCE), named(&[("a0", "a1", "1"), ("a1", "a2", "1")]));
        assert_eq!(edges(CONFLICT), named(&[("a0", "a2", "1"), ("a1", "a2", "1")]));
    }

    #[test]
    fn it_is_sound_xml() {
        let owned = Owned::hostile();
        for format in [TWO_MODE, CONGRUENCE, CONFLICT] {
            let text = format.render(owned.material());
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
        }
    }
}
