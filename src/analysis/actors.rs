//! The actors of a briefing: every cluster of names with its kind, office, affiliation and mentions.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    Actor, ActorId, ActorKind, Knowledge, Mention, Origin,
    aliases::{Cluster, cluster},
    fold::{fold, kebab},
    lexicon::{Classes, Lexicon},
    masthead::FullNames,
    nominals::{Office, nominals},
    offices::state_of,
    reading::Reading,
    recognise::{Name, Named},
    roles::{Role, Roles},
    tags::{Tag, Tagged, Tags},
};

/// Words that name one of the actors.
#[derive(Debug, Clone)]
pub(crate) struct ActorMention {
    /// The words.
    pub tokens: Range<usize>,
    /// The actor's place in the list of actors.
    pub actor: usize,
}

/// The mentions that start within these tokens, in order.
pub(crate) fn mentions_in<'m>(
    mentions: &'m [ActorMention],
    tokens: &Range<usize>,
) -> impl Iterator<Item = &'m ActorMention> + use<'m> {
    let start = mentions.partition_point(|mention| mention.tokens.start < tokens.start);
    let end = tokens.end;
    mentions[start..].iter().take_while(move |mention| mention.tokens.start < end)
}

/// The actors by weight, and all their mentions in reading order.
pub(crate) fn actors(
    reading: &Reading<'_>,
    tags: &Tags,
    knowledge: &Knowledge,
    named: &[Named],
    full_names: &FullNames,
) -> (Vec<Actor>, Vec<ActorMention>) {
    let mut clusters = cluster(reading, tags, named, knowledge);
    clusters.sort_by_key(|cluster| (std::cmp::Reverse(cluster.members.len()), cluster.members[0]));
    let build = Build { reading, tags, knowledge, named, full_names };
    let mut ids = HashSet::new();
    let mut holders = Vec::new();
    let mut actors: Vec<Actor> = Vec::with_capacity(clusters.len());
    for cluster in &clusters {
        let role = (cluster.kind == ActorKind::Person).then(|| build.role(cluster)).flatten();
        holders.extend(role.as_ref().and_then(office).map(|office| (office, actors.len())));
        actors.push(build.actor(cluster, role, &mut ids));
    }
    tie(&mut actors);
    let mut mentions: Vec<ActorMention> = clusters
        .iter()
        .enumerate()
        .flat_map(|(actor, cluster)| cluster.members.iter().map(move |&member| (actor, member)))
        .map(|(actor, member)| ActorMention { tokens: named[member].tokens.clone(), actor })
        .collect();
    mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    let by_office = nominals(reading, tags, &holders, &mentions);
    if !by_office.is_empty() {
        for mention in &by_office {
            let place = build.mention(&mention.tokens);
            let list = &mut actors[mention.actor].mentions;
            list.insert(list.partition_point(|other| other.span.start < place.span.start), place);
        }
        mentions.extend(by_office);
        mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    }
    (actors, mentions)
}

/// The office that a role gives, where it says whose it is.
fn office(role: &Role) -> Option<Office> {
    let words = role.words.clone().filter(|words| !words.is_empty())?;
    Some(Office { of: fold(role.affiliation.as_ref()?), words })
}

/// Turns the names of affiliations into ids where they are actors here.
fn tie(actors: &mut [Actor]) {
    let ids: HashMap<String, String> = actors.iter().map(|actor| (fold(&actor.name), actor.id.0.clone())).collect();
    for actor in actors {
        if let Some(id) = actor.affiliation.as_deref().and_then(|name| ids.get(&fold(name))) {
            actor.affiliation = Some(id.clone());
        }
    }
}

struct Build<'a, 'b> {
    reading: &'a Reading<'b>,
    tags: &'a Tags,
    knowledge: &'a Knowledge,
    named: &'a [Named],
    full_names: &'a FullNames,
}

impl Build<'_, '_> {
    fn actor(&self, cluster: &Cluster, role: Option<Role>, ids: &mut HashSet<String>) -> Actor {
        let forms = self.forms(cluster);
        let known = match cluster.name {
            Name::Known(index) => Some(&self.knowledge.actors[index]),
            _ => None,
        };
        let name = match cluster.name {
            Name::Known(index) => self.knowledge.actors[index].name.clone(),
            Name::Listed(name) => name.to_owned(),
            Name::Written => self.full_name(fullest(&forms, cluster.kind), cluster.kind),
        };
        let (office, affiliation) = match cluster.kind {
            ActorKind::Person => role.map_or((None, None), |role| (Some(role.office), role.affiliation)),
            ActorKind::Group => (None, self.origin(&self.named[cluster.members[0]])),
            _ => (None, listed_affiliation(&name).or_else(|| self.state(cluster))),
        };
        Actor {
            id: ActorId(fresh_id(&name, ids)),
            kind: cluster.kind,
            role: known.and_then(|actor| actor.role.clone()).or(office),
            affiliation: known.and_then(|actor| actor.affiliation.clone()).or(affiliation),
            aliases: forms.into_iter().filter(|form| *form != name).map(str::to_owned).collect(),
            origin: if known.is_some() { Origin::Config } else { Origin::Found },
            mentions: cluster.members.iter().map(|&member| self.mention(&self.named[member].tokens)).collect(),
            name,
        }
    }

    /// Whose a ministry or another body of its kind is.
    fn state(&self, cluster: &Cluster) -> Option<String> {
        let states =
            cluster.members.iter().filter_map(|&member| state_of(self.reading, self.tags, &self.named[member]));
        states.map(str::to_owned).next()
    }

    /// A person's surname completed from the masthead, where that has the rest.
    fn full_name(&self, name: String, kind: ActorKind) -> String {
        let alone = kind == ActorKind::Person && !name.contains(' ');
        let full = self.full_names.of_surname(&name).filter(|_| alone).map(str::to_owned);
        full.unwrap_or(name)
    }

    fn mention(&self, tokens: &Range<usize>) -> Mention {
        Mention { span: self.reading.span(tokens), paragraph: self.reading.paragraph_of(tokens.start) }
    }

    /// The distinct ways in which the text writes the name, in the order in which they come.
    fn forms(&self, cluster: &Cluster) -> Vec<&str> {
        let mut seen = HashSet::new();
        let written = cluster.members.iter().map(|&member| self.reading.text(&self.named[member].tokens));
        written.filter(|form| seen.insert(*form)).collect()
    }

    /// The first office given that says whose it is, else the first.
    fn role(&self, cluster: &Cluster) -> Option<Role> {
        let roles = Roles { reading: self.reading, tags: self.tags, knowledge: self.knowledge };
        let mut first = None;
        for role in cluster.members.iter().filter_map(|&member| roles.of(&self.named[member].tokens)) {
            if role.affiliation.is_some() {
                return Some(role);
            }
            first.get_or_insert(role);
        }
        first
    }

    /// The state or body that a group is named after.
    fn origin(&self, group: &Named) -> Option<String> {
        let part = |tagged: &&Tagged| tagged.tokens.end < group.tokens.end;
        self.tags.within(&group.tokens).iter().filter(part).find_map(|tagged| match tagged.tag {
            Tag::Name(entry) => Some(entry.name.to_owned()),
            Tag::Demonym(demonym) => Some(demonym.of.to_owned()),
            Tag::Known(index) => Some(self.knowledge.actors[index].name.clone()),
            Tag::Title(_) => None,
        })
    }
}

/// The state or body that a listed name belongs to.
fn listed_affiliation(name: &str) -> Option<String> {
    Lexicon::get().owner(name).map(str::to_owned)
}

/// The form with the most words, then letters; one that is not in capitals throughout goes first, but for a person's
/// that has fewer words.
fn fullest(forms: &[&str], kind: ActorKind) -> String {
    let shouted = |form: &str| form.len() > 5 && !form.contains(char::is_lowercase);
    let words = |form: &str| form.split_whitespace().count();
    // A transcript may give a person's given name in its capitals only.
    let fuller = |form: &str| if kind == ActorKind::Person { words(form) } else { 0 };
    let best = forms.iter().rev().max_by_key(|form| (fuller(form), !shouted(form), words(form), form.len()));
    let name = best.copied().unwrap_or_default();
    match name.chars().next() {
        _ if shouted(name) => name.split(' ').map(capitalised).collect::<Vec<_>>().join(" "),
        // A group at the start of a sentence owes its capital to the sentence.
        Some(_) if kind == ActorKind::Group && !name.chars().skip(1).any(char::is_uppercase) && is_plain(name) => {
            name.to_lowercase()
        }
        _ => name.to_owned(),
    }
}

/// Whether a group's name holds no nation, so that none of its words is a name.
fn is_plain(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default().to_lowercase();
    let classes = Lexicon::get().classes(&first);
    classes.has(Classes::BARE_GROUP) || first == name
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect())
}

/// An id for a name that no other actor has.
fn fresh_id(name: &str, ids: &mut HashSet<String>) -> String {
    let stem = match kebab(name) {
        id if id.is_empty() => "actor".to_owned(),
        id => id,
    };
    let mut id = stem.clone();
    let mut number = 2;
    while !ids.insert(id.clone()) {
        id = format!("{stem}-{number}");
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use crate::analysis::fixture::briefing;
    use crate::analysis::{Actor, ActorKind, Knowledge, KnownActor, Origin, analyse};

    fn actors(paragraphs: &[&str], known: Vec<KnownActor>) -> Vec<Actor> {
        analyse(&briefing(paragraphs), &Knowledge { positions: Vec::new(), actors: known }).actors
    }

    fn find<'a>(actors: &'a [Actor], name: &str) -> &'a Actor {
        actors.iter().find(|actor| actor.name == name).unwrap_or_else(|| panic!("no {name} in {actors:?}"))
    }

    #[test]
    fn surnames_go_to_full_names() {
        let text = "Zelenskyy came. Ukrainian President Volodymyr Zelenskyy left; Zelensky’s team stayed.";
        let actors = actors(&[text], Vec::new());
        let actor = find(&actors, "Volodymyr Zelenskyy");
        assert_eq!(actor.id.0, "volodymyr-zelenskyy");
        assert_eq!(actor.mentions.len(), 3);
        assert_eq!(actor.aliases, ["Zelenskyy", "Zelensky"]);
        assert_eq!(actor.role.as_deref(), Some("Ukrainian President"));
        assert_eq!(actor.affiliation.as_deref(), Some("Ukraine"), "a name, for Ukraine is no actor here");
        assert_eq!(actor.origin, Origin::Found);
    }

    #[test]
    fn a_form_of_address_tells_two_people_with_one_surname_apart() {
        let text = "Anna Weber, the German minister, met Hans Weber, a Swiss banker. Ms Weber left. Mr. Weber stayed. \
                    Ms. Weber came back.";
        let actors = actors(&[text], Vec::new());
        assert_eq!(find(&actors, "Anna Weber").mentions.len(), 3);
        assert_eq!(find(&actors, "Hans Weber").mentions.len(), 2);
    }

    #[test]
    fn what_every_state_has_is_told_apart_by_its_state() {
        let texts = [
            "The Norwegian Foreign Ministry said that talks would go on. Sweden’s Foreign Ministry rejected the plan.",
            "The Foreign Ministry in Oslo was pleased. The Finance Ministry said nothing.",
        ];
        let actors = actors(&texts, Vec::new());
        let ministries: Vec<_> = actors
            .iter()
            .filter(|actor| actor.name.ends_with("Ministry"))
            .map(|actor| (actor.name.as_str(), actor.affiliation.as_deref(), actor.mentions.len()))
            .collect();
        let expected = [
            ("Foreign Ministry", Some("Norway"), 2),
            ("Foreign Ministry", Some("sweden"), 1),
            ("Finance Ministry", None, 1),
        ];
        assert_eq!(ministries, expected);
    }

    #[test]
    fn who_speaks_in_a_transcript_has_the_full_name() {
        let table: &[(&str, &[&str])] = &[
            ("Press Conference by Minister Runa Halvik", &["MINISTER HALVIK: Welcome.", "Q  Why, Minister Halvik?"]),
            ("A press conference", &["MINISTER HALVIK: Welcome.", "Minister Runa Halvik took questions."]),
            ("A press conference", &["MINISTER RUNA HALVIK: Welcome.", "Q  Why, Minister Halvik?"]),
        ];
        for (headline, paragraphs) in table {
            let mut briefing = briefing(paragraphs);
            briefing.masthead.headline = Some((*headline).to_owned());
            let actors = analyse(&briefing, &Knowledge::default()).actors;
            let found: Vec<_> = actors.iter().map(|actor| (actor.name.as_str(), actor.mentions.len())).collect();
            assert_eq!(found, [("Runa Halvik", 2)], "{paragraphs:?}");
            assert_eq!(actors[0].kind, ActorKind::Person);
        }
    }

    #[test]
    fn two_people_with_one_surname_stay_two() {
        let text = "Mr Paul Brandt met Ms Petra Brandt. Brandt smiled.";
        let actors = actors(&[text], Vec::new());
        assert_eq!(find(&actors, "Paul Brandt").mentions.len(), 1);
        assert_eq!(find(&actors, "Petra Brandt").mentions.len(), 2, "the one named last");
    }

    #[test]
    fn acronyms_go_to_what_they_stand_for() {
        let text = "The Nordic Fish Union (NFU) met. NFU officials left. The NFU was pleased.";
        let actor = &actors(&[text], Vec::new())[0];
        assert_eq!((actor.name.as_str(), actor.aliases.as_slice()), ("Nordic Fish Union", &["NFU".to_owned()][..]));
        assert_eq!(actor.mentions.len(), 4);
    }

    #[test]
    fn a_known_actor_is_found_by_alias() {
        let known = KnownActor {
            name: "Fishers’ Guild".to_owned(),
            kind: ActorKind::Organisation,
            aliases: vec!["the Guild".to_owned(), "FG".to_owned()],
            role: None,
            affiliation: Some("Norway".to_owned()),
        };
        let actors = actors(&["Norway heard the Guild. FG was heard."], vec![known]);
        let guild = find(&actors, "Fishers’ Guild");
        assert_eq!((guild.mentions.len(), guild.origin), (2, Origin::Config));
        assert_eq!(guild.affiliation.as_deref(), Some("norway"));
    }

    #[test]
    fn a_body_goes_by_the_tail_of_its_name() {
        let actors = actors(&["The Sarrow Coast Guard left. The Coast Guard came back."], Vec::new());
        assert_eq!(find(&actors, "Sarrow Coast Guard").mentions.len(), 2);
    }

    #[test]
    fn the_heaviest_actor_comes_first() {
        let actors = actors(&["Norway and Sweden met.", "Sweden left."], Vec::new());
        assert_eq!(actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>(), ["Sweden", "Norway"]);
    }
}
