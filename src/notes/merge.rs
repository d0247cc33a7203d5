//! Two versions of one notebook, changed apart, made one again so that nothing that anybody wrote is lost.

use std::collections::{BTreeMap, BTreeSet};

use super::{Note, NoteId, fingerprint};

/// The tag of the version of a note that lost a conflict.
pub const CONFLICT_TAG: &str = "conflict";
/// What stands between a note's id and the mark of a version of it that lost.
const CONFLICT_MARK: &str = "-conflict-";

/// The outcome of a merge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// All notes, by id.
    pub notes: Vec<Note>,
    /// The ids of the versions that lost and are kept beside the ones that won.
    pub conflicts: Vec<NoteId>,
}

/// Merges what two programs made of the same notes.
///
/// A note that one side changed and the other left, removed or purged is taken as changed; one that one side removed and
/// the other left is in the trash; one that was purged on either side, and not changed on the other, is gone. Of one whose
/// words both changed, the later wins, or the one that stands over the one in the trash, and the other is kept under an
/// id of its own with the tag `conflict`. Which side is which makes no difference to the outcome.
#[must_use]
pub fn merge(base: &[Note], ours: &[Note], theirs: &[Note]) -> Merged {
    let (base, ours, theirs) = (by_id(base), by_id(ours), by_id(theirs));
    let mut kept: BTreeMap<NoteId, Note> = BTreeMap::new();
    let mut losers = Vec::new();
    for id in ours.keys().chain(theirs.keys()).collect::<BTreeSet<_>>() {
        let old = base.get(id).copied();
        let winner = match (ours.get(id).copied(), theirs.get(id).copied()) {
            (Some(mine), Some(other)) => {
                let (winner, loser) = of_both(old, mine, other);
                losers.extend(loser);
                Some(winner)
            }
            // Purged on the other side: gone, unless this side changed it or the other never saw it.
            (one, None) | (None, one) => one.filter(|_| one != old).cloned(),
        };
        kept.extend(winner.map(|note| (note.id.clone(), note)));
    }
    let conflicts: Vec<_> = losers.into_iter().map(beside).collect();
    let ids = conflicts.iter().map(|note| note.id.clone()).collect();
    for note in conflicts {
        kept.entry(note.id.clone()).or_insert(note);
    }
    Merged { notes: kept.into_values().collect(), conflicts: ids }
}

/// One note out of two versions of it, and the one that lost, where both say something of their own.
fn of_both<'a>(old: Option<&Note>, mine: &'a Note, other: &'a Note) -> (Note, Option<&'a Note>) {
    if mine == other || old == Some(other) {
        return (mine.clone(), None);
    }
    if old == Some(mine) {
        return (other.clone(), None);
    }
    // In the trash only where both put it there.
    let removed = mine.removed.zip(other.removed).map(|(mine, other)| mine.max(other));
    let (my_words, other_words) = (standing(mine), standing(other));
    let old_words = old.map(standing);
    if my_words == other_words || old_words.as_ref() == Some(&my_words) {
        (Note { removed, ..other_words }, None)
    } else if old_words.as_ref() == Some(&other_words) {
        (Note { removed, ..my_words }, None)
    } else if rank(mine) > rank(other) {
        (mine.clone(), Some(other))
    } else {
        (other.clone(), Some(mine))
    }
}

/// The note as if it had never been removed.
fn standing(note: &Note) -> Note {
    Note { removed: None, ..note.clone() }
}

fn by_id(notes: &[Note]) -> BTreeMap<&NoteId, &Note> {
    notes.iter().map(|note| (&note.id, note)).collect()
}

/// What decides between two versions: that it stands, the time, and where that is the same, something that both sides see alike.
fn rank(note: &Note) -> impl Ord + use<> {
    (note.removed.is_none(), note.changed, mark(note))
}

/// A loser as it is kept. Its id follows from what it says, so that every program that meets the conflict agrees on it.
fn beside(loser: &Note) -> Note {
    let root = loser.id.0.split(CONFLICT_MARK).next().unwrap_or_default();
    let mut note = loser.clone();
    note.id = NoteId(format!("{root}{CONFLICT_MARK}{}", &mark(loser)[..12]));
    if !note.tags.iter().any(|tag| tag == CONFLICT_TAG) {
        note.tags.push(CONFLICT_TAG.to_owned());
    }
    note
}

/// A mark of everything that a note says.
fn mark(note: &Note) -> String {
    fingerprint(format!("{note:?}").as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::notes::testing::{briefing, moment, note};

    fn version(id: &str, text: &str, second: i64) -> Note {
        Note { changed: moment(second), ..note(id, &briefing(&["One."]), 0, text) }
    }

    fn told(merged: &Merged) -> Vec<(&str, bool)> {
        merged.notes.iter().map(|note| (note.text.as_str(), note.tags == [CONFLICT_TAG])).collect()
    }

    #[test]
    fn every_case_has_its_outcome() {
        let (old, mine, other) = (version("n", "old", 1), version("n", "mine", 2), version("n", "other", 3));
        let none = || Vec::<Note>::new();
        let one = |note: &Note| vec![note.clone()];
        for (base, ours, theirs, expected) in [
            (one(&old), one(&old), one(&old), vec![("old", false)]),
            (one(&old), one(&mine), one(&old), vec![("mine", false)]),
            (one(&old), one(&old), one(&other), vec![("other", false)]),
            (one(&old), one(&mine), one(&mine), vec![("mine", false)]),
            (one(&old), one(&mine), one(&other), vec![("other", false), ("mine", true)]),
            (one(&old), none(), one(&old), vec![]),
            (one(&old), one(&old), none(), vec![]),
            (one(&old), none(), one(&other), vec![("other", false)]),
            (one(&old), one(&mine), none(), vec![("mine", false)]),
            (one(&old), none(), none(), vec![]),
            (none(), one(&mine), none(), vec![("mine", false)]),
            (none(), none(), one(&other), vec![("other", false)]),
            (none(), one(&mine), one(&other), vec![("other", false), ("mine", true)]),
        ] {
            assert_eq!(told(&merge(&base, &ours, &theirs)), expected, "{base:?} {ours:?} {theirs:?}");
        }
    }

    #[test]
    fn a_removal_yields_to_a_change_and_the_trash_to_nothing_but_a_purge() {
        let in_trash = |note: &Note, second| Note { removed: Some(moment(second)), ..note.clone() };
        let (old, edited, third) = (version("n", "old", 1), version("n", "edited", 2), version("n", "third", 3));
        let (gone, later) = (in_trash(&old, 5), in_trash(&old, 6));
        for (base, ours, theirs, expected) in [
            (Some(&old), Some(&gone), Some(&old), vec![("old", true)]),
            (Some(&old), Some(&gone), Some(&later), vec![("old", true)]),
            (Some(&old), Some(&gone), Some(&edited), vec![("edited", false)]),
            (Some(&old), Some(&gone), Some(&in_trash(&edited, 4)), vec![("edited", true)]),
            (Some(&old), Some(&third), Some(&in_trash(&edited, 9)), vec![("third", false), ("edited", true)]),
            (Some(&old), Some(&edited), Some(&in_trash(&third, 9)), vec![("edited", false), ("third", true)]),
            (Some(&gone), Some(&old), Some(&gone), vec![("old", false)]),
            (Some(&gone), Some(&old), Some(&later), vec![("old", false)]),
            (Some(&gone), None, Some(&gone), vec![]),
            (Some(&gone), None, Some(&old), vec![("old", false)]),
            (Some(&gone), None, Some(&edited), vec![("edited", false)]),
            (Some(&old), Some(&gone), None, vec![("old", true)]),
        ] {
            let list = |note: Option<&Note>| note.cloned().into_iter().collect::<Vec<_>>();
            let (base, ours, theirs) = (list(base), list(ours), list(theirs));
            let merged = merge(&base, &ours, &theirs);
            let told: Vec<_> = merged.notes.iter().map(|note| (note.text.as_str(), note.removed.is_some())).collect();
            assert_eq!(told, expected, "{base:?} {ours:?} {theirs:?}");
            assert_eq!(merge(&base, &theirs, &ours), merged);
        }
    }

    #[test]
    fn a_conflict_met_twice_is_kept_once() {
        let (mine, other) = (version("n", "mine", 2), version("n", "other", 3));
        let first = merge(&[], std::slice::from_ref(&mine), std::slice::from_ref(&other));
        let again = merge(&[], &[mine], &first.notes);
        assert_eq!(again.notes, first.notes);
    }

    /// A few notes with few ids and few words, so that sides meet.
    fn side() -> impl Strategy<Value = Vec<Note>> {
        let removed = prop::option::of((5..7_i64).prop_map(moment));
        prop::collection::btree_map(0..5_u8, (0..4_u8, 0..3_i64, removed), 0..5).prop_map(|notes| {
            let note = |(id, (text, at, removed))| Note {
                removed,
                ..version(&format!("n{id}"), &format!("words {text}"), at)
            };
            notes.into_iter().map(note).collect()
        })
    }

    proptest! {
        #[test]
        fn nothing_that_anybody_wrote_is_lost(base in side(), ours in side(), theirs in side()) {
            let merged = merge(&base, &ours, &theirs);
            // A removal writes nothing.
            let was_there = |note: &Note| base.iter().any(|old| standing(old) == standing(note));
            for written in ours.iter().chain(&theirs).filter(|note| !was_there(note)) {
                let is_there = merged.notes.iter().any(|note| note.text == written.text && note.changed == written.changed
                    && note.id.0.starts_with(&written.id.0));
                prop_assert!(is_there, "{written:?} is not in {merged:?}");
            }
            prop_assert_eq!(&merge(&base, &theirs, &ours), &merged);
            let ids: BTreeSet<_> = merged.notes.iter().map(|note| &note.id).collect();
            prop_assert_eq!(ids.len(), merged.notes.len());
        }
    }
}
