//! E-mail: one message, or the first of a mailbox. Its fields are the masthead; its best version is the text.
//!
//! Quotations, signatures and boilerplate are set apart and never dropped. Attachments are named and not opened. Nothing is
//! fetched: not the pictures that say that a mail was read, not the key that would open it.

mod head;
mod html;
mod marks;
mod masthead;
mod mbox;
mod mime;
mod page;
mod plain;
mod set_apart;
mod transfer;
mod voices;

use self::head::Head;
use self::masthead::Subject;
use self::mime::{Parts, Versions};
use self::voices::Voice;
use super::{Draft, Unreadable};
use crate::document::{Block, BlockKind, Diagnostic, Level, same_words, word_count};

pub(super) use self::page::saved_page;

/// How much is looked at to tell a mail.
const SAMPLE: usize = 64 << 10;
/// A plain version of so few words that sends the reader elsewhere stands for the other version.
const STUB: usize = 60;
/// How a text starts that is encrypted with PGP.
const ENCRYPTED: &str = "-----BEGIN PGP MESSAGE-----";

/// Whether the bytes open as a mail or a mailbox does.
pub(super) fn is(bytes: &[u8]) -> bool {
    let sample = without_lead(&bytes[..bytes.len().min(SAMPLE)]);
    let message = &sample[mbox::after_separator(sample).unwrap_or(0)..];
    message.first().is_some_and(u8::is_ascii_graphic) && head::split(message).0.is_of_a_mail()
}

/// The blocks of a mail, and what its fields say.
///
/// # Errors
/// Where it is encrypted, is no mail at all, or goes beyond the limits.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let bytes = without_lead(bytes);
    let mailbox = mbox::first(bytes);
    let message = mailbox.as_ref().map_or(bytes, |first| &first.message);
    let (head, body) = head::split(message);
    if head.is_empty() {
        return Err(Unreadable::Broken("it does not start with the fields of a mail".to_owned()));
    }
    let parts = mime::parts(&head, body)?;
    let mut draft = draft(&head, parts)?;
    if let Some(first) = mailbox.filter(|first| first.of > 1) {
        draft.diagnostics.insert(0, info(format!("It holds {} messages; this is the first of them.", first.of)));
    }
    Ok(draft)
}

fn draft(head: &Head, parts: Parts) -> Result<Draft, Unreadable> {
    let Parts { texts, attached, mut diagnostics, .. } = parts;
    let list = masthead::list_names(head);
    let whole = head.words("subject").unwrap_or_default();
    let subject = Subject::of(&whole, &list);
    let mut found = Vec::new();
    for versions in texts {
        found.extend(best(&versions, subject.passes_on)?);
    }
    let has_others = found.iter().any(|(voice, _)| matches!(voice, Voice::Quoted | Voice::Fields));
    let is_borne_out = has_others || head.raw("in-reply-to").or(head.raw("references")).is_some();
    let mut metadata = masthead::metadata(head);
    metadata.headline = subject.headline(is_borne_out).map(str::to_owned);
    let mut blocks = set_apart::in_order(found);
    if metadata.publisher.as_deref().is_some_and(|name| is_banner(&blocks, name)) {
        blocks.remove(0);
    }
    if blocks.is_empty() && metadata.headline.is_none() {
        return Err(Unreadable::Empty);
    }
    if !attached.is_empty() {
        let names: Vec<String> = attached.iter().map(|name| crate::document::printable(name).into_owned()).collect();
        diagnostics.push(info(format!("Attached to it, and not shown: {}.", names.join(", "))));
    }
    Ok(Draft { metadata, blocks, diagnostics })
}

fn info(message: String) -> Diagnostic {
    Diagnostic { level: Level::Info, message }
}

/// Whether the first block is the publisher's name over the whole.
fn is_banner(blocks: &[Block], publisher: &str) -> bool {
    blocks.len() > 1 && matches!(blocks[0].kind, BlockKind::Heading(_)) && same_words(&blocks[0].text, publisher)
}

/// The blocks of the better version.
fn best(versions: &Versions, passes_on: bool) -> Result<Vec<(Voice, Block)>, Unreadable> {
    let plain = versions.plain.as_ref().map(|plain| plain.text.trim()).unwrap_or_default();
    if plain.starts_with(ENCRYPTED) {
        return Err(Unreadable::Encrypted);
    }
    let plain_blocks = || versions.plain.as_ref().map(|plain| plain::blocks(plain, passes_on)).unwrap_or_default();
    let Some(html) = &versions.html else { return Ok(plain_blocks()) };
    let html = html::blocks(html, passes_on);
    let is_better = is_poorer(plain, &html) && html.iter().any(|(_, block)| !block.text.is_empty());
    Ok(if is_better || plain.is_empty() { html } else { plain_blocks() })
}

/// Whether the plain version is clearly poorer: a stub, cut short, full of addresses, or without the headings that the
/// other marks as such.
fn is_poorer(plain: &str, html: &[(Voice, Block)]) -> bool {
    let words = word_count(plain);
    let others: usize = html.iter().map(|(_, block)| word_count(&block.text)).sum();
    let links = plain.matches("http://").count() + plain.matches("https://").count();
    let has_headings =
        html.iter().any(|(voice, block)| *voice == Voice::Own && matches!(block.kind, BlockKind::Heading(_)));
    let is_stub = words <= STUB && marks::is_elsewhere(plain) && others > 0;
    is_stub || words * 5 < others * 3 || others * 3 > words * 2 && (has_headings || links * 40 > words)
}

/// What follows a byte order mark and blank lines.
fn without_lead(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}
