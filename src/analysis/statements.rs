//! Who says what on which position, with the sentence that shows it.
//!
//! A claim (source, verb, content) becomes a statement for each position that its content names and each actor that its
//! source names. Four more ways lead to a statement without a reporting verb: a position that its own words turn down
//! or call for behind an actor (`Kyiv will not cede territory`), an offer with its price, a quotation that goes on after
//! its speaker was named, and a turn in a transcript. Each way ends in a draft; `drafts` makes the statements out of it.

use super::{
    ActorKind, Attribution, Statement,
    claims::{Claim, Claims},
    cues::{Cues, is_auxiliary},
    drafts::{Draft, Findings, Record},
    inflection::Tense,
    lexicon::{Classes, Lexicon},
    positions::{Slant, within},
    pronouns::Memory,
    quotes::Quotes,
    reading::{Cancelled, KeepGoing, Passage, Sentence, go_on},
    sources::Sources,
    stance::{Lean, is_conditional, is_offer},
    turns::{Turn, turns},
};

/// All statements, in reading order.
pub(crate) fn statements(findings: &Findings<'_, '_>, keep_going: KeepGoing<'_>) -> Result<Vec<Statement>, Cancelled> {
    let reading = findings.reading;
    let sources = Sources { reading, tags: findings.tags, mentions: findings.mentions };
    let quotes = Quotes::of(reading);
    let mut writer = Writer {
        findings,
        quotes: &quotes,
        claims: Claims::of(reading, &quotes, sources),
        memory: Memory::of(findings.mentions, findings.actors),
        record: Record::of(findings),
        covered: 0,
    };
    let turns = turns(reading, findings.tags, findings.mentions);
    for (passage, turn) in reading.passages.iter().zip(&turns) {
        go_on(keep_going)?;
        writer.passage(passage, turn.as_ref());
    }
    Ok(writer.record.statements())
}

/// Follows each way from a sentence to a draft.
struct Writer<'a, 'b> {
    findings: &'a Findings<'a, 'b>,
    quotes: &'a Quotes,
    claims: Claims<'a, 'b>,
    memory: Memory<'a>,
    record: Record<'a, 'b>,
    /// Up to where quotations have been recorded with their speaker.
    covered: usize,
}

impl Writer<'_, '_> {
    fn passage(&mut self, passage: &Passage, turn: Option<&Turn>) {
        let reading = self.findings.reading;
        let first = passage.tokens.start;
        let quoted = self.quotes.first_in(&(first..first + 3)).is_some();
        self.memory.enter(turn.and_then(|turn| turn.actor), quoted);
        for sentence in &reading.sentences[passage.sentences.clone()] {
            self.sentence(sentence, turn);
        }
    }

    fn sentence(&mut self, sentence: &Sentence, turn: Option<&Turn>) {
        let findings = self.findings;
        let mut claims = self.claims.in_sentence(sentence);
        for index in 0..claims.len() {
            self.memory.resolve(findings.reading, &self.claims.sources, &mut claims[index], sentence);
            let (earlier, rest) = claims.split_at(index);
            self.write_claim(&rest[0], earlier, sentence);
        }
        self.write_direct(sentence);
        self.write_offer(sentence, &claims);
        let goes_on = self.quotes.around(sentence.tokens.start).is_some() || self.covered > sentence.tokens.start;
        let told = claims.iter().any(|claim| self.quotes.around(claim.cue.start).is_none());
        if !told {
            let quoted = self.write_quotation(sentence);
            self.write_turn(sentence, turn);
            if !quoted && !goes_on {
                self.memory.fall_silent();
            }
        }
        self.memory.remember(self.quotes, &claims);
    }

    /// Whether a verb has the form that one person's has not: `Macron starts from further back`.
    fn disagrees(&self, claim: &Claim) -> bool {
        let findings = self.findings;
        let reading = findings.reading;
        let word = reading.lower(claim.cue.start);
        let [actor] = claim.source.actors[..] else { return false };
        let plain = Lexicon::get().classes(word).has(Classes::VERB.and(Classes::VERB_OR_NOUN))
            && Cues::get()
                .at(reading, claim.cue.start, claim.cue.end)
                .is_some_and(|cue| cue.tense == Some(Tense::Present))
            && !word.ends_with('s');
        // `Macron's aides back it`: there the verb is theirs.
        let alone = |at| !is_auxiliary(reading.lower(at)) && !matches!(reading.lower(at), "and" | "'s" | "'");
        let between = claim.source.tokens.end..claim.cue.start;
        plain
            && findings.actors[actor].kind == ActorKind::Person
            && claim.source.direct
            && claim.source.tokens.end <= claim.cue.start
            && between.into_iter().all(alone)
    }

    fn write_claim(&mut self, claim: &Claim, earlier: &[Claim], sentence: &Sentence) {
        if self.disagrees(claim) {
            return;
        }
        if self.quotes.around(claim.cue.start).is_none() && claim.content.end > sentence.tokens.end {
            self.covered = self.covered.max(claim.content.end);
        }
        let own = |outer: &Claim| {
            outer.content.contains(&claim.cue.start)
                && (!claim.source.actors.is_empty() && outer.source.actors == claim.source.actors
                    || self.claims.sources.pronoun(&claim.source).is_some())
        };
        let nested = self.quotes.around(claim.cue.start).is_some() || earlier.iter().any(own);
        let draft = Draft::claimed(claim, nested, self.quotes);
        self.record.write(&draft, &claim.source.actors, sentence);
    }

    /// `Kyiv will not cede territory`: no verb of saying, and yet a side is taken.
    fn write_direct(&mut self, sentence: &Sentence) {
        let findings = self.findings;
        for place in within(findings.matches, &sentence.tokens) {
            let covered = self.record.has(place.position, sentence);
            let verb = place.tokens.start;
            let Some(source) = self.claims.sources.before(verb, &sentence.tokens).filter(|s| !covered && s.direct)
            else {
                continue;
            };
            let content = source.tokens.end..sentence.tokens.end;
            let lean = self.record.lean(&content, place);
            if place.slant == Slant::Names && lean != Lean::Against {
                continue;
            }
            // What it hangs on stands behind the position.
            let end = if is_conditional(findings.reading, &content) { content.end } else { place.tokens.end };
            let content = findings.reading.inner(source.tokens.end..end);
            let draft = Draft::held(&source, &content, Attribution::Position);
            self.record.write(&draft, &source.actors, sentence);
        }
    }

    /// `Norway would join only if it is paid`: an offer with its price, whether or not a position names it.
    fn write_offer(&mut self, sentence: &Sentence, claims: &[Claim]) {
        let findings = self.findings;
        let reading = findings.reading;
        for modal in sentence.tokens.clone().filter(|&at| matches!(reading.lower(at), "would" | "will")) {
            let rest = modal + 1..sentence.tokens.end;
            let end = rest.clone().find(|&at| reading.lower(at) == ";").unwrap_or(rest.end);
            let content = reading.inner(modal..end);
            let told = claims.iter().any(|claim| claim.content.contains(&modal) || claim.cue.start > modal);
            let named = within(findings.matches, &content).next().is_some();
            if told || named || !is_offer(reading, &content) || self.quotes.around(modal).is_some() {
                continue;
            }
            let before = self.claims.sources.before(modal, &sentence.tokens).filter(|source| source.direct);
            let joined = modal > sentence.tokens.start && matches!(reading.lower(modal - 1), "and" | "but");
            let last = claims.last().map(|claim| &claim.source).filter(|_| joined);
            let Some(source) = before.as_ref().or(last) else { continue };
            let draft = Draft::held(source, &content, Attribution::Offer);
            self.record.write(&draft, &source.actors, sentence);
        }
    }

    /// A quotation that opens a sentence and goes on after one whose speaker was named. Says whether there is one.
    fn write_quotation(&mut self, sentence: &Sentence) -> bool {
        let start = sentence.tokens.start;
        let Some(quote) = self.quotes.first_in(&(start..start + 3)).filter(|_| start >= self.covered) else {
            return false;
        };
        let Some(source) = self.memory.quoting().cloned() else { return false };
        let content = self.findings.reading.inner(quote.clone());
        self.covered = quote.end;
        let draft = Draft::spoken(Some(&source.tokens), &content, Attribution::Continued);
        self.record.write(&draft, &source.actors, sentence);
        true
    }

    /// What a speaker in a transcript says of a position.
    fn write_turn(&mut self, sentence: &Sentence, turn: Option<&Turn>) {
        let Some(Turn { actor: Some(actor), from }) = turn else { return };
        let content = self.findings.reading.inner(sentence.tokens.start.max(*from)..sentence.tokens.end);
        if content.is_empty() || within(self.findings.matches, &content).next().is_none() {
            return;
        }
        self.record.write(&Draft::spoken(None, &content, Attribution::Turn), &[*actor], sentence);
    }
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
    fn what_counts_as_much_is_argued_for() {
        let table: &[(&str, &[&str])] = &[
            (
                "Nora Weber argued that the line is not all: robust security guarantees, she said, would count as much.",
                &["nora-weber cast-iron-guarantees supports"],
            ),
            (
                "Norway argued that robust security guarantees matter more than money.",
                &["norway cast-iron-guarantees supports"],
            ),
            (
                "Norway said robust security guarantees would not count for much.",
                &["norway cast-iron-guarantees reports"],
            ),
            (
                "Norway said robust security guarantees, it is told, are a matter of time.",
                &["norway cast-iron-guarantees reports"],
            ),
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
    fn nouns_and_colons_say_whose_it_is() {
        let table: &[(&str, &[&str])] = &[
            ("Norway’s rejection of territorial concessions came late.", &["norway land-for-security opposes"]),
            (
                "President Nora Lind was in Oslo, where her call for robust security guarantees was heard.",
                &["nora-lind cast-iron-guarantees supports"],
            ),
            ("A pledge by Norway to join the coalition was kept.", &["norway coalition-of-the-willing supports"]),
            ("The Norwegian refusal to cede territory stands.", &["norway land-for-security opposes"]),
            ("Nora Lind’s opposition to territorial concessions is known.", &["nora-lind land-for-security opposes"]),
            ("Nora Lind: territorial concessions are unacceptable", &["nora-lind land-for-security opposes"]),
            ("Territorial concessions: what they are and how they work", &[]),
            ("The call for robust security guarantees was heard.", &[]),
            ("Norway: robust security guarantees", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(held(&[text]), *expected, "{text}");
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
            [("We reject it,” Ms. Lind told reporters. “No territorial concessions", true, Stance::Opposes)],
            "a quotation that goes on is one statement"
        );
        assert_eq!(briefing.slice(analysis.statements[0].source.unwrap()), "Ms. Lind");
        assert_eq!(briefing.slice(analysis.statements[0].cue.unwrap()), "told");
    }
}
