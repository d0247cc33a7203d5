//! Who says what on which position, with the sentence that shows it.
//!
//! A claim (source, verb, content) becomes a statement for each position that its content names and each actor that its
//! source names. Three more ways lead to a statement without a reporting verb: a position that its own words turn down
//! or call for behind an actor (`Kyiv will not cede territory`), a quotation that goes on after its speaker was named, and
//! a turn in a transcript.

use std::collections::HashSet;
use std::ops::Range;

use super::{
    Actor, ActorKind, Knowledge, Mention, Origin, Stance, Statement,
    actors::ActorMention,
    claims::{Claim, Claims},
    cues::{CueClass, Cues, is_auxiliary},
    lexicon::{Classes, Lexicon},
    positions::{PositionMatch, Slant},
    pronouns::Memory,
    quotes::Quotes,
    reading::{Cancelled, KeepGoing, Reading, Sentence, go_on},
    sources::Sources,
    stance::{Governors, Lean, Said, is_conditional, is_offer},
    tags::Tags,
    tokens::Shape,
    turns::{Turn, turns},
};

/// What statements are made from.
pub(crate) struct Findings<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// What is known of its tokens.
    pub tags: &'a Tags,
    /// The configuration.
    pub knowledge: &'a Knowledge,
    /// Who is in it.
    pub actors: &'a [Actor],
    /// Where they are named.
    pub mentions: &'a [ActorMention],
    /// Where positions are named.
    pub matches: &'a [PositionMatch],
}

/// All statements, in reading order.
pub(crate) fn statements(findings: &Findings<'_, '_>, keep_going: KeepGoing<'_>) -> Result<Vec<Statement>, Cancelled> {
    let reading = findings.reading;
    let sources = Sources { reading, tags: findings.tags, mentions: findings.mentions };
    let mut writer = Writer {
        findings,
        claims: Claims { reading, quotes: Quotes::of(reading), sources },
        governors: Governors::of(reading),
        memory: Memory::of(findings.mentions, findings.actors),
        written: Vec::new(),
        seen: HashSet::new(),
    };
    let turns = turns(reading, findings.tags, findings.mentions);
    for (passage, turn) in reading.passages.iter().zip(&turns) {
        go_on(keep_going)?;
        writer.memory.enter(turn.as_ref().and_then(|turn| turn.actor));
        for sentence in &reading.sentences[passage.sentences.clone()] {
            writer.sentence(sentence, turn.as_ref());
        }
    }
    Ok(writer.written)
}

struct Writer<'a, 'b> {
    findings: &'a Findings<'a, 'b>,
    claims: Claims<'a, 'b>,
    governors: Governors,
    memory: Memory<'a>,
    written: Vec<Statement>,
    /// Actor, position, stance and sentence of what is written.
    seen: HashSet<(Option<usize>, Option<usize>, Stance, usize)>,
}

/// What a sentence says, ready to be written down.
struct Draft<'c> {
    source: Option<&'c Range<usize>>,
    cue: Option<&'c Range<usize>>,
    content: &'c Range<usize>,
    class: CueClass,
    negated: bool,
    quoted: bool,
    confidence: f64,
}

impl Writer<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence, turn: Option<&Turn>) {
        let findings = self.findings;
        let mut claims = self.claims.of(sentence);
        for claim in &mut claims {
            self.memory.resolve(findings.reading, &self.claims, claim, sentence);
            self.write_claim(claim, sentence);
        }
        self.write_direct(sentence);
        self.write_offer(sentence, &claims);
        if claims.is_empty() {
            self.write_quotation(sentence);
            self.write_turn(sentence, turn);
        }
        self.memory.remember(&self.claims, &claims);
    }

    /// Whether a verb has the form that one person's has not: `Macron starts from further back`.
    fn disagrees(&self, claim: &Claim) -> bool {
        let findings = self.findings;
        let reading = findings.reading;
        let word = reading.lower(claim.cue.start);
        let [actor] = claim.source.actors[..] else { return false };
        let plain = Lexicon::get().classes(word).has(Classes::VERB.and(Classes::VERB_OR_NOUN))
            && Cues::get().at(reading, claim.cue.start, claim.cue.end).is_some_and(|cue| !cue.participle)
            && !word.ends_with('s');
        // `Macron's aides back it`: there the verb is theirs.
        let alone = |at| !is_auxiliary(reading.lower(at)) && !matches!(reading.lower(at), "and" | "'s" | "'");
        let between = claim.source.tokens.start..claim.cue.start;
        plain
            && findings.actors[actor].kind == ActorKind::Person
            && claim.source.tokens.end <= claim.cue.start
            && between.into_iter().all(alone)
    }

    fn write_claim(&mut self, claim: &Claim, sentence: &Sentence) {
        if self.disagrees(claim) {
            return;
        }
        let draft = Draft {
            source: Some(&claim.source.tokens),
            cue: Some(&claim.cue),
            content: &claim.content,
            class: claim.class,
            negated: claim.negated,
            quoted: self.claims.quotes.cover(&claim.content),
            confidence: if claim.source.direct { 0.9 } else { 0.65 },
        };
        self.write(&draft, &claim.source.actors, sentence);
    }

    /// `Kyiv will not cede territory`: no verb of saying, and yet a side is taken.
    fn write_direct(&mut self, sentence: &Sentence) {
        let findings = self.findings;
        for place in within(findings.matches, &sentence.tokens) {
            let covered = self.written.iter().rev().take(8).any(|written| {
                written.position.as_ref() == Some(&findings.knowledge.positions[place.position].id)
                    && written.evidence.span.covers(findings.reading.span(&sentence.tokens))
            });
            let verb = place.tokens.start;
            let Some(source) = self.claims.sources.before(verb, &sentence.tokens).filter(|s| !covered && s.direct)
            else {
                continue;
            };
            let content = source.tokens.end..sentence.tokens.end;
            let lean = self.governors.lean(findings.reading, &content, &place.tokens);
            if place.slant == Slant::Names && lean != Lean::Against {
                continue;
            }
            let content = source.tokens.end..place.tokens.end;
            let draft = Draft {
                source: Some(&source.tokens),
                cue: None,
                content: &content,
                class: CueClass::Says,
                negated: false,
                quoted: false,
                confidence: 0.7,
            };
            self.write(&draft, &source.actors, sentence);
        }
    }

    /// `Norway would join only if it is paid`: an offer with its price, whether or not a position names it.
    fn write_offer(&mut self, sentence: &Sentence, claims: &[Claim]) {
        let findings = self.findings;
        let reading = findings.reading;
        for modal in sentence.tokens.clone().filter(|&at| matches!(reading.lower(at), "would" | "will")) {
            let rest = modal + 1..sentence.tokens.end;
            let end = rest.clone().find(|&at| reading.lower(at) == ";").unwrap_or(rest.end);
            let content = inner(reading, modal..end);
            let told = claims.iter().any(|claim| claim.content.contains(&modal) || claim.cue.start > modal);
            let named = within(findings.matches, &content).next().is_some();
            if told || named || !is_offer(reading, &content) || self.claims.quotes.around(modal).is_some() {
                continue;
            }
            let before = self.claims.sources.before(modal, &sentence.tokens).filter(|source| source.direct);
            let joined = modal > sentence.tokens.start && matches!(reading.lower(modal - 1), "and" | "but");
            let last = claims.last().map(|claim| &claim.source).filter(|_| joined);
            let Some(source) = before.as_ref().or(last) else { continue };
            let draft = Draft {
                source: Some(&source.tokens),
                cue: None,
                content: &content,
                class: CueClass::Says,
                negated: false,
                quoted: false,
                confidence: 0.7,
            };
            self.write(&draft, &source.actors, sentence);
        }
    }

    /// A sentence in quotation marks that goes on after one whose speaker was named.
    fn write_quotation(&mut self, sentence: &Sentence) {
        let reading = self.findings.reading;
        let Range { start, end } = sentence.tokens;
        let opens = self.claims.quotes.around((start + 1).min(end - 1)).is_some();
        let Some(source) = self.memory.quoting().cloned().filter(|_| opens) else { return };
        let content = inner(reading, start..end);
        let draft = Draft {
            source: Some(&source.tokens),
            cue: None,
            content: &content,
            class: CueClass::Says,
            negated: false,
            quoted: true,
            confidence: 0.7,
        };
        self.write(&draft, &source.actors, sentence);
    }

    /// What a speaker in a transcript says of a position.
    fn write_turn(&mut self, sentence: &Sentence, turn: Option<&Turn>) {
        let Some(Turn { actor: Some(actor), from }) = turn else { return };
        let content = inner(self.findings.reading, sentence.tokens.start.max(*from)..sentence.tokens.end);
        if content.is_empty() || within(self.findings.matches, &content).next().is_none() {
            return;
        }
        let draft = Draft {
            source: None,
            cue: None,
            content: &content,
            class: CueClass::Says,
            negated: false,
            quoted: true,
            confidence: 0.7,
        };
        self.write(&draft, &[*actor], sentence);
    }

    fn write(&mut self, draft: &Draft<'_>, actors: &[usize], sentence: &Sentence) {
        let findings = self.findings;
        let reading = findings.reading;
        if draft.content.is_empty() {
            return;
        }
        let places: Vec<&PositionMatch> = within(findings.matches, draft.content).collect();
        let named =
            !actors.is_empty() || (draft.class == CueClass::Says && draft.source.is_some_and(|s| self.is_noun(s)));
        let nested = draft.cue.is_some_and(|cue| self.claims.quotes.around(cue.start).is_some());
        let idle = nested || draft.class == CueClass::Weighs;
        if !named || (places.is_empty() && idle) {
            return;
        }
        let asked = !draft.quoted && reading.lower(sentence.tokens.end - 1) == "?";
        let whose: Vec<Option<usize>> =
            if actors.is_empty() { vec![None] } else { actors.iter().copied().map(Some).collect() };
        for actor in whose {
            if places.is_empty() {
                self.put(draft, actor, None, if asked { Stance::Reports } else { self.bare(draft) }, sentence);
            }
            for place in &places {
                let around = self.around(draft.content, place);
                let said = Said {
                    class: draft.class,
                    negated: draft.negated,
                    slant: place.slant,
                    lean: self.governors.lean(findings.reading, &around, &place.tokens),
                    conditional: is_conditional(findings.reading, &around),
                };
                let stance = if asked { Stance::Unclear } else { said.stance() };
                self.put(draft, actor, Some(place.position), stance, sentence);
            }
        }
    }

    /// The stance to what no position names: the verb's own.
    fn bare(&self, draft: &Draft<'_>) -> Stance {
        let reading = self.findings.reading;
        let offer = match draft.class {
            CueClass::Supports => is_conditional(reading, draft.content),
            // Ahead of the verb stands the offer's own `would`.
            _ => is_offer(reading, draft.content),
        };
        match draft.class {
            CueClass::Supports | CueClass::Opposes => {
                let (slant, lean) = (Slant::Names, Lean::Neither);
                Said { class: draft.class, negated: draft.negated, slant, lean, conditional: offer }.stance()
            }
            CueClass::Says if offer => Stance::Conditional,
            _ => Stance::Reports,
        }
    }

    /// The part of a content that is in the same sentence as a position.
    fn around(&self, content: &Range<usize>, place: &PositionMatch) -> Range<usize> {
        let reading = self.findings.reading;
        let sentence = &reading.sentences[reading.sentence_of(place.tokens.start)].tokens;
        content.start.max(sentence.start)..content.end.min(sentence.end)
    }

    /// The sentences that show a content and whose it is.
    fn evidence(&self, content: &Range<usize>, sentence: &Sentence) -> Range<usize> {
        let reading = self.findings.reading;
        let first = &reading.sentences[reading.sentence_of(content.start)].tokens;
        let last = &reading.sentences[reading.sentence_of(content.end - 1)].tokens;
        first.start.min(sentence.tokens.start)..last.end.max(sentence.tokens.end)
    }

    /// Whether the words of a source name somebody, if not an actor that is known: `officials`, not `it`.
    fn is_noun(&self, source: &Range<usize>) -> bool {
        let reading = self.findings.reading;
        source.len() < 8 && source.clone().next_back().is_some_and(|last| reading.is(last, Classes::SPEAKER))
    }

    fn put(
        &mut self,
        draft: &Draft<'_>,
        actor: Option<usize>,
        position: Option<usize>,
        stance: Stance,
        sentence: &Sentence,
    ) {
        let findings = self.findings;
        let reading = findings.reading;
        let place = if position.is_some() { sentence.tokens.start } else { draft.content.start };
        if !self.seen.insert((actor, position, stance, place)) {
            return;
        }
        let doubt = match stance {
            Stance::Unclear => 0.6,
            Stance::Reports if position.is_some() => 0.8,
            _ => 1.0,
        };
        let nobody = if actor.is_none() { 0.5 } else { 1.0 };
        self.written.push(Statement {
            actor: actor.map(|actor| findings.actors[actor].id.clone()),
            position: position.map(|position| findings.knowledge.positions[position].id.clone()),
            stance,
            source: draft.source.map(|tokens| reading.span(tokens)),
            cue: draft.cue.map(|tokens| reading.span(tokens)),
            content: reading.span(draft.content),
            evidence: Mention {
                span: reading.span(&self.evidence(draft.content, sentence)),
                paragraph: sentence.paragraph,
            },
            quoted: draft.quoted,
            confidence: draft.confidence * doubt * nobody,
            origin: Origin::Found,
        });
    }
}

/// The matches that start within these tokens.
fn within<'m>(
    matches: &'m [PositionMatch],
    tokens: &Range<usize>,
) -> impl Iterator<Item = &'m PositionMatch> + use<'m> {
    let start = matches.partition_point(|place| place.tokens.start < tokens.start);
    let end = tokens.end;
    matches[start..].iter().take_while(move |place| place.tokens.start < end)
}

/// Without the marks at either end.
fn inner(reading: &Reading<'_>, tokens: Range<usize>) -> Range<usize> {
    let word = |token: &usize| reading.shape(*token) != Shape::Mark;
    let start = tokens.clone().find(word).unwrap_or(tokens.end);
    let end = tokens.clone().rev().find(word).map_or(start, |last| last + 1);
    start..end
}

#[cfg(test)]
mod tests {
    use crate::analysis::fixture::{briefing, knowledge};
    use crate::analysis::{Stance, analyse};

    /// Who holds what, as `actor position stance`.
    fn held(paragraphs: &[&str]) -> Vec<String> {
        let analysis = analyse(&briefing(paragraphs), &knowledge());
        let on_positions = analysis.statements.iter().filter(|statement| statement.position.is_some());
        on_positions
            .map(|statement| {
                let actor = statement.actor.as_ref().map_or("-", |actor| &actor.0);
                let position = statement.position.as_ref().map_or("-", |position| &position.0);
                format!("{actor} {position} {}", statement.stance.name())
            })
            .collect()
    }

    #[test]
    fn who_holds_what() {
        let table: &[(&str, &[&str])] = &[
            (
                "Ukrainian officials have repeatedly said they will never cede territory.",
                &["ukrainian-officials land-for-security opposes"],
            ),
            (
                "Spanish Prime Minister Anna Ruiz insists that Kyiv needs robust security guarantees.",
                &["anna-ruiz cast-iron-guarantees supports"],
            ),
            ("Moscow rejected robust security guarantees.", &["russia cast-iron-guarantees opposes"]),
            (
                "Chancellor Hans Weber said he would accept territorial concessions only if the parliament agrees.",
                &["hans-weber land-for-security conditional"],
            ),
            (
                "Hans Weber, the German chancellor, did not rule out territorial concessions.",
                &["hans-weber land-for-security unclear"],
            ),
            (
                "“There can be no territorial concessions,” said President Nora Lind.",
                &["nora-lind land-for-security opposes"],
            ),
            ("Territorial concessions were dismissed by the Kremlin.", &["kremlin land-for-security opposes"]),
            (
                "According to the White House, cast-iron guarantees are essential.",
                &["white-house cast-iron-guarantees supports"],
            ),
            (
                "Talks between Norway and Sweden appear to revolve around land for security.",
                &["norway land-for-security unclear", "sweden land-for-security unclear"],
            ),
            ("Norway said it would regard foreign ships as a threat and dismissed the coalition.", &[]),
            (
                "Norway endorsed robust security guarantees without listing terms.",
                &["norway cast-iron-guarantees supports"],
            ),
            ("Norway said it would back the coalition.", &["norway coalition-of-the-willing supports"]),
            ("Is Norway asking for robust security guarantees?", &["norway cast-iron-guarantees unclear"]),
            ("Kyiv will not relinquish any land.", &["ukraine land-for-security opposes"]),
            ("It was a long day. Territorial concessions were on the table.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(held(&[text]), *expected, "{text}");
        }
    }

    #[test]
    fn what_no_position_names_has_a_stance_too() {
        let table: &[(&str, &[&str])] = &[
            (
                "Norway also opposes a troop deployment and now supports mine clearance.",
                &["norway opposes", "norway supports"],
            ),
            ("Norway would join the patrol only if it is paid.", &["norway conditional"]),
            ("Norway said it would join the patrol, provided that it is paid.", &["norway conditional"]),
            (
                "Norway now favours ships, and would send soldiers only if a truce comes first.",
                &["norway supports", "norway conditional"],
            ),
            ("Norway said it would attack if the noise goes on.", &["norway reports"]),
            ("Norway considers a patrol.", &[]),
            ("Anna Weber starts from further back, and her plan is a reminder.", &[]),
            (
                "Norway, which rejected patrols in May, no longer opposes the ships.",
                &["norway opposes", "norway unclear"],
            ),
            (
                "Swedish officials left. Danish officials allowed one thing: they accept ships.",
                &["danish-officials supports"],
            ),
        ];
        for (text, expected) in table {
            let analysis = analyse(&briefing(&[text]), &knowledge());
            let found: Vec<String> = analysis
                .statements
                .iter()
                .map(|s| format!("{} {}", s.actor.as_ref().map_or("-", |actor| &actor.0), s.stance.name()))
                .collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn pronouns_and_transcripts() {
        assert_eq!(
            held(&["President Nora Lind arrived in Oslo, aides said. She rejected territorial concessions."]),
            ["nora-lind land-for-security opposes"],
            "a pronoun stands for who was named, whoever spoke last"
        );
        assert_eq!(
            held(&["President Nora Lind spoke; in Oslo she rejected territorial concessions."]),
            ["nora-lind land-for-security opposes"]
        );
        assert_eq!(
            held(&["President Nora Lind said it rained. She rejected territorial concessions."]),
            ["nora-lind land-for-security opposes"]
        );
        assert_eq!(
            held(&[
                "MS. LIND: Good morning.",
                "Q  What about territorial concessions?",
                "MS. LIND: We need robust security guarantees."
            ]),
            ["lind cast-iron-guarantees supports"]
        );
    }

    #[test]
    fn a_statement_shows_its_words() {
        let briefing = briefing(&["It rained. “We reject it,” Ms. Lind told reporters. “No territorial concessions.”"]);
        let analysis = analyse(&briefing, &knowledge());
        let shown: Vec<_> =
            analysis.statements.iter().map(|s| (briefing.slice(s.content), s.quoted, s.stance)).collect();
        assert_eq!(
            shown,
            [("We reject it", true, Stance::Reports), ("No territorial concessions", true, Stance::Opposes)]
        );
        assert_eq!(briefing.slice(analysis.statements[0].source.unwrap()), "Ms. Lind");
        assert_eq!(briefing.slice(analysis.statements[0].cue.unwrap()), "told");
    }
}
