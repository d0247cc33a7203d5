//! Who appears with whom: actors that are named in the same paragraphs.
//!
//! It counts what analysis found and finds nothing itself.

use std::collections::HashMap;

use super::{Actor, Analysis};
use crate::document::ParagraphId;

/// A paragraph that names more actors than this is a list, and tells nothing of who is with whom.
const CROWD: usize = 40;

/// The actors that share paragraphs with this one, by their places in the analysis, each with how many paragraphs; the
/// most frequent company first, then in the order of the analysis.
#[must_use]
pub fn company(analysis: &Analysis, of: usize) -> Vec<(usize, usize)> {
    let Some(actor) = analysis.actors.get(of) else { return Vec::new() };
    let mut named: HashMap<ParagraphId, Vec<usize>> = paragraphs(actor).map(|id| (id, Vec::new())).collect();
    for (place, other) in analysis.actors.iter().enumerate().filter(|(place, _)| *place != of) {
        for id in paragraphs(other) {
            if let Some(here) = named.get_mut(&id) {
                here.push(place);
            }
        }
    }
    let mut shared: HashMap<usize, usize> = HashMap::new();
    for here in named.values().filter(|here| here.len() <= CROWD) {
        for place in here {
            *shared.entry(*place).or_default() += 1;
        }
    }
    let mut company: Vec<(usize, usize)> = shared.into_iter().collect();
    company.sort_unstable_by_key(|(place, count)| (std::cmp::Reverse(*count), *place));
    company
}

/// The paragraphs that name an actor, each once.
fn paragraphs(actor: &Actor) -> impl Iterator<Item = ParagraphId> {
    let mut last = None;
    actor.mentions.iter().map(|mention| mention.paragraph).filter(move |id| last.replace(*id) != Some(*id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Knowledge, analyse, fixture::briefing};

    #[test]
    fn company_is_counted_by_paragraph() {
        let texts =
            ["Norway met Denmark. Norway left Denmark early.", "Norway met Denmark and Sweden.", "Sweden spoke."];
        let analysis = analyse(&briefing(&texts), &Knowledge::default());
        let place = |name: &str| analysis.actors.iter().position(|actor| actor.name == name).unwrap();
        assert_eq!(company(&analysis, place("Norway")), [(place("Denmark"), 2), (place("Sweden"), 1)]);
        assert_eq!(company(&analysis, 99), []);
    }
}
