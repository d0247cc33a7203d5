//! What the fields of a mail say of it: subject, sender, day, list.

use super::head::{Head, Person};
use crate::document::{Metadata, WrittenDate, same_words};
use crate::intake::spaces::one_line;

/// What programs set before the subject of an answer, and of a mail that is passed on.
const ANSWER: &[&str] = &["re", "aw", "antw", "sv", "rif", "odp", "vá", "відп", "回复", "答复"];
const PASSED_ON: &[&str] = &["fwd", "fw", "wg", "tr", "rv", "doorst", "转发"];

/// A subject, and what stands before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Subject<'a> {
    pub(super) is_answer: bool,
    pub(super) passes_on: bool,
    /// The whole of it.
    whole: &'a str,
    /// What is left without the prefixes and the list's tag.
    bare: &'a str,
}

impl<'a> Subject<'a> {
    /// Takes a subject apart; `list` are the names that the list goes by.
    pub(super) fn of(whole: &'a str, list: &[String]) -> Self {
        let mut subject = Self { is_answer: false, passes_on: false, whole, bare: whole };
        while let Some(rest) = subject.without_prefix().or_else(|| without_tag(subject.bare, list)) {
            subject.bare = rest;
        }
        subject
    }

    /// Takes one prefix off: `Re:`, `RE[2]:`, `Fwd:`.
    fn without_prefix(&mut self) -> Option<&'a str> {
        let (prefix, rest) = self.bare.split_once([':', '：'])?;
        let prefix =
            prefix.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || "[]()^".contains(c)).to_lowercase();
        let is = |known: &[&str]| known.contains(&prefix.as_str());
        let (is_answer, passes_on) = (is(ANSWER), is(PASSED_ON));
        self.is_answer |= is_answer;
        self.passes_on |= passes_on;
        Some(rest.trim_start()).filter(|_| is_answer || passes_on)
    }

    /// The headline. The prefixes go only where the mail bears them out: advertisers write `Re:` too.
    pub(super) fn headline(&self, is_borne_out: bool) -> Option<&'a str> {
        let is_plain = !self.is_answer && !self.passes_on;
        let words = if is_plain || is_borne_out { self.bare } else { self.whole };
        Some(words).filter(|words| !words.is_empty())
    }
}

/// Takes the tag in brackets off that names the list.
fn without_tag<'a>(subject: &'a str, list: &[String]) -> Option<&'a str> {
    let (tag, rest) = subject.strip_prefix('[')?.split_once(']')?;
    list.iter().any(|name| same_words(name, tag)).then_some(rest.trim_start()).filter(|rest| !rest.is_empty())
}

/// The names that the list goes by: its title, and the first part of its id.
pub(super) fn list_names(head: &Head) -> Vec<String> {
    let Some((title, id)) = list(head) else { return Vec::new() };
    let short = id.split('.').next().unwrap_or_default().to_owned();
    title.into_iter().chain([short]).filter(|name| !name.is_empty()).collect()
}

/// The list's title and id: `River Digest <digest.example.org>`.
fn list(head: &Head) -> Option<(Option<String>, String)> {
    let words = head.words("list-id")?;
    let Some((title, id)) = words.rsplit_once('<') else { return Some((None, words)) };
    let title = one_line(title.trim().trim_matches('"'));
    Some((
        Some(title).filter(|title| title.chars().any(char::is_alphabetic)),
        id.trim_end_matches('>').trim().to_owned(),
    ))
}

/// What the fields say, the subject left out.
pub(super) fn metadata(head: &Head) -> Metadata {
    let written = head.raw("date").map(one_line);
    let date = head.day("date").zip(written).map(|(day, written)| WrittenDate { day, written });
    let title = list(head).and_then(|(title, _)| title);
    let url = head.raw("archived-at").map(|url| url.trim_matches(['<', '>']).to_owned());
    let tags = head.words("keywords").unwrap_or_default();
    Metadata {
        byline: byline(head),
        date,
        publisher: title.or_else(|| head.words("organization")),
        tags: tags.split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
        url: url.filter(|url| url.starts_with("http")),
        language: head
            .words("content-language")
            .map(|tags| tags.split(',').next().unwrap_or_default().trim().to_owned()),
        ..Metadata::default()
    }
}

/// Who wrote it: the names, and where there is none the address.
fn byline(head: &Head) -> Option<String> {
    let people = [head.people("from"), head.people("sender")].into_iter().find(|people| !people.is_empty())?;
    let names: Vec<String> = people.into_iter().filter_map(|person| name(person, &list_names(head))).collect();
    let (last, others) = names.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
}

/// A person's name; the ` via LIST` that lists add to it goes.
fn name(person: Person, list: &[String]) -> Option<String> {
    let Some(name) = person.name else { return person.address };
    let name = unmarked(&name);
    let bare = name.rsplit_once(" via ").filter(|(_, via)| list.iter().any(|list| same_words(list, via)));
    let name = bare.map_or(name, |(name, _)| unmarked(name));
    if name.is_empty() { person.address } else { Some(name.to_owned()) }
}

/// A name without the marks around it.
fn unmarked(name: &str) -> &str {
    let name = name.trim();
    let inner = ['"', '\''].into_iter().find_map(|mark| name.strip_prefix(mark)?.strip_suffix(mark));
    inner.map_or(name, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::email::head;

    #[test]
    fn prefixes_and_tags_go_where_they_are_borne_out() {
        let list = ["River Digest".to_owned(), "digest".to_owned()];
        for (subject, borne_out, headline) in [
            ("Re: [digest] The dam", true, "The dam"),
            ("Re: The dam", false, "Re: The dam"),
            ("[Digest] Re: AW[2]: The dam", true, "The dam"),
            ("[Update] The dam", false, "[Update] The dam"),
            ("[river digest] The dam", false, "The dam"),
            ("Fwd: Talks: the dam", true, "Talks: the dam"),
            ("[digest]", false, "[digest]"),
        ] {
            assert_eq!(Subject::of(subject, &list).headline(borne_out), Some(headline), "{subject}");
        }
        assert_eq!(Subject::of("Re:", &list).headline(true), None);
    }

    #[test]
    fn senders_days_and_lists() {
        for (from, byline) in [
            ("\"Lee, Ann\" <ann@example.org>", "Lee, Ann"),
            ("ann@example.org", "ann@example.org"),
            ("Ann Lee via River Digest <digest@example.org>", "Ann Lee"),
            ("'Ann Lee' via Work <digest@example.org>", "'Ann Lee' via Work"),
            ("Ann Lee <a@example.org>, Bo Roe <b@example.org>", "Ann Lee and Bo Roe"),
        ] {
            let text = format!(
                "From: {from}\nDate: Mon, 18 Aug 2025 10:23:00 +0200\nList-Id: \"River Digest\" <digest.example.org>\n\n"
            );
            let found = metadata(&head::split(text.as_bytes()).0);
            assert_eq!(found.byline.as_deref(), Some(byline));
            assert_eq!(found.publisher.as_deref(), Some("River Digest"));
            let date = found.date.unwrap();
            assert_eq!(
                (date.day.to_string().as_str(), date.written.as_str()),
                ("2025-08-18", "Mon, 18 Aug 2025 10:23:00 +0200")
            );
        }
    }
}
