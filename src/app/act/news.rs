//! The file changed: it is read again and the reader stays where they are; and what is new since it was last read.

use std::sync::Arc;

use super::no_briefing;
use crate::app::card::Card;
use crate::app::command::{Command, Turn, When};
use crate::app::message::{Effect, Reloaded, Target};
use crate::app::reading::Reading;
use crate::app::reading::read::ReadSet;
use crate::app::state::{Over, State, Tone};
use crate::document::{ParagraphId, on_one_line};
use crate::notes::{Anchor, Fate, News, place};

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(
        When::Text,
        "what-is-new",
        "Keep to what is new since the briefing was last read, or show everything again",
        &["c"],
        filter,
    )
    .unless(nothing_new),
    Command::new(
        When::Text,
        "differences",
        "Show what is new since the briefing was last read beside what was there",
        &["C"],
        differences,
    )
    .unless(nothing_new),
    Command::new(When::Text, "next-change", "Go to the next paragraph that is new or changed", &["] c"], |state, _| {
        walk(state, true)
    })
    .unless(nothing_new),
    Command::new(
        When::Text,
        "previous-change",
        "Go to the previous paragraph that is new or changed",
        &["[ c"],
        |state, _| walk(state, false),
    )
    .unless(nothing_new),
    Command::new(
        When::Text,
        "read-again",
        "Read the file again, where brief was not told that it changed",
        &["r"],
        reload,
    )
    .unless(no_briefing),
];

fn news(state: &State) -> Option<&Arc<News>> {
    state.reading.as_ref()?.news.as_ref()
}

fn nothing_new(state: &State) -> Option<&'static str> {
    no_briefing(state).or_else(|| news(state).is_none().then_some("nothing is new since you last read this"))
}

fn filter(state: &mut State, _: &mut Turn) {
    let Some(reading) = &mut state.reading else { return };
    let Some(first) = reading.news.as_ref().and_then(|news| news.changed().next()) else {
        return state.say(Tone::Plain, "nothing is new, but something is gone: C shows it");
    };
    if reading.news_only {
        return show_all(reading);
    }
    if reading.finder.follow.is_some() {
        super::following::stop(state);
    }
    let Some(reading) = &mut state.reading else { return };
    reading.news_only = true;
    reading.rebuild();
    let here = reading.news.as_ref().is_some_and(|news| news.of(reading.cursor) != Fate::Same);
    let next = reading.news.as_ref().and_then(|news| news.changed().find(|id| *id >= reading.cursor));
    reading.go_to(if here { reading.cursor } else { next.unwrap_or(first) });
    state.say(Tone::Plain, "what is new alone; c or Esc shows everything");
}

/// Ends the filter.
pub(crate) fn show_all(reading: &mut Reading) {
    reading.news_only = false;
    reading.rebuild();
    reading.reveal();
}

fn walk(state: &mut State, forward: bool) {
    let Some(reading) = &mut state.reading else { return };
    let Some(news) = reading.news.clone() else { return };
    let found = if forward {
        news.changed().find(|id| *id > reading.cursor)
    } else {
        news.changed().rev().find(|id| *id < reading.cursor)
    };
    match found {
        Some(id) => reading.jump_to(id),
        None => state.say(Tone::Refused, if forward { "nothing new further on" } else { "nothing new further back" }),
    }
}

/// So many differences are shown at once: those from the cursor on.
const SHOWN: usize = 60;
/// More of one paragraph is not shown, in scalar values.
const LONGEST: usize = 2000;

fn differences(state: &mut State, _: &mut Turn) {
    let Some(reading) = &state.reading else { return };
    let Some(news) = &reading.news else { return };
    let mut all: Vec<(ParagraphId, Option<&str>)> = news.changed().map(|id| (id, None)).collect();
    all.extend(news.gone().map(|(words, near)| (near, Some(words))));
    all.sort_by_key(|(at, gone)| (*at, gone.is_none()));
    let from = all.partition_point(|(at, _)| *at < reading.cursor);
    // Where nothing follows the cursor, all of it from the top.
    let from = if from == all.len() { 0 } else { from };
    let mut card = Card::new(format!("Since you last read this: {}", told(news)));
    for (at, gone) in all.iter().skip(from).take(SHOWN) {
        card = difference(card, reading, news, *at, *gone);
    }
    let (ahead, left) = (from, all.len().saturating_sub(from + SHOWN));
    if ahead + left > 0 {
        card = card.with("more", format!("{ahead} further up, {left} further on"));
    }
    state.over = Some(Over::Card(card));
}

fn difference(card: Card, reading: &Reading, news: &News, at: ParagraphId, gone: Option<&str>) -> Card {
    let words = on_one_line(reading.briefing.words(at), LONGEST);
    let number = format!("¶{}", at.number());
    match (gone, news.of(at)) {
        (Some(gone), _) => card.with("gone", format!("near {number}")).quoting("was", on_one_line(gone, LONGEST)),
        (None, Fate::Changed(old)) => {
            card.with("changed", number).comparing(on_one_line(news.old_words(old), LONGEST), words)
        }
        (None, _) => card.with("new", number).quoting("now", words),
    }
}

/// How much is new, in a few words.
pub(crate) fn told(news: &News) -> String {
    let changed = news.changed().filter(|id| matches!(news.of(*id), Fate::Changed(_))).count();
    let counts = [(changed, "changed"), (news.changed().count() - changed, "new"), (news.gone().count(), "gone")];
    let parts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    parts.collect::<Vec<_>>().join(", ")
}

/// Says what is new, where the briefing is another than the one that was read.
pub(crate) fn tell(state: &mut State, news: &News) {
    let words = format!("since you last read this: {}; c keeps to it, C shows both texts", told(news));
    state.say(Tone::Plain, words);
}

/// Asks for the open briefing to be read again.
pub(crate) fn reload(state: &mut State, turn: &mut Turn) {
    let Some(reading) = state.reading.as_ref().filter(|reading| !reading.partial && state.jotting.is_read) else {
        return;
    };
    turn.ask(Effect::Reload {
        request: reading.request,
        target: reading.target.clone(),
        briefing: Arc::clone(&reading.briefing),
        // What was read of it need not be told again.
        news: reading.news.clone().filter(|_| !reading.is_caught_up()),
        revision: state.jotting.revision(),
        notes: state.jotting.notes(),
    });
}

/// The file was read again.
pub(crate) fn reloaded(
    state: &mut State,
    request: u64,
    revision: u64,
    result: Result<Option<Box<Reloaded>>, String>,
    turn: &mut Turn,
) {
    if state.reading.as_ref().is_none_or(|reading| reading.request != request) {
        return;
    }
    match result {
        Err(why) => state.say(Tone::Error, format!("the file changed and can't be read again: {why}")),
        Ok(None) => {}
        // A note was written meanwhile: it must come along.
        Ok(Some(_)) if revision != state.jotting.revision() => reload(state, turn),
        Ok(Some(reloaded)) => take(state, *reloaded, turn),
    }
}

fn take(state: &mut State, reloaded: Reloaded, turn: &mut Turn) {
    let Reloaded { briefing, news, moved, book } = reloaded;
    state.requests += 1;
    let request = state.requests;
    let Some(reading) = &mut state.reading else { return };
    if let Some(editing) = &mut state.jotting.editing {
        let anchor = editing.span.and_then(|span| Anchor::on_span(&reading.briefing, span));
        // Words that can't be found again leave the note on their paragraph.
        editing.span = anchor.and_then(|anchor| place(&anchor, &briefing).span());
        editing.paragraph = moved.now(editing.paragraph);
        state.jotting.typed(turn.at);
    }
    reading.revise(request, Arc::clone(&briefing), &moved);
    reading.news = (!news.is_empty()).then(|| Arc::clone(&news));
    state.jotting.carry_over(book, &briefing);
    state.refresh_panes();
    turn.ask(Effect::Analyse { request, briefing });
    if news.is_empty() {
        state.say(Tone::Plain, "the file was written again: nothing in it is new");
    } else {
        tell(state, &news);
    }
}

/// Asks to be told when the file is written.
pub(crate) fn watch(target: &Target, turn: &mut Turn) {
    if let Target::File(path) = target {
        turn.ask(Effect::Watch(path.clone()));
    }
}

impl Reading {
    /// Goes over to another version of the text: the reader stays on the paragraph, or next to where it was.
    fn revise(&mut self, request: u64, briefing: Arc<crate::document::Briefing>, moved: &News) {
        let row = self.top;
        let above = self.items.all().get(row.item).and_then(|item| item.paragraph());
        self.cursor = moved.now(self.cursor);
        self.jumps.iter_mut().for_each(|jump| *jump = moved.now(*jump));
        self.read = ReadSet::of(moved.still_read(self.read.runs()));
        self.unfolded = self.unfolded.iter().map(|id| moved.now(*id)).collect();
        (self.request, self.analysis, self.analysed) = (request, None, false);
        self.findings = crate::app::reading::findings::Findings::default();
        self.finder.evidence = None;
        self.finder.follow = None;
        self.news_only = false;
        if let Some(search) = &mut self.finder.search {
            *search = crate::app::reading::finder::Search::new(&briefing, &search.query, moved.now(search.from));
        }
        self.complete(briefing, false);
        if let Some(above) = above {
            self.put_at_top(self.items.place_of(moved.now(above)));
        }
        self.reveal();
    }
}
