//! A mailbox: messages one after another, each under a line that starts with `From `.

use std::borrow::Cow;

/// The first message of a mailbox.
pub(super) struct First<'a> {
    pub(super) message: Cow<'a, [u8]>,
    /// How many messages there are.
    pub(super) of: usize,
}

/// The first message, where the bytes are a mailbox.
pub(super) fn first(bytes: &[u8]) -> Option<First<'_>> {
    let start = after_separator(bytes)?;
    let (mut end, mut of, mut at) = (bytes.len(), 1, start);
    let mut after_blank = false;
    for line in bytes[start..].split_inclusive(|byte| *byte == b'\n') {
        if after_blank && is_separator(line) {
            end = end.min(at);
            of += 1;
        }
        after_blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    Some(First { message: without_marks(&bytes[start..end]), of })
}

/// Where the first message starts, where the bytes open with a line that starts one.
pub(super) fn after_separator(bytes: &[u8]) -> Option<usize> {
    let line = bytes.split_inclusive(|byte| *byte == b'\n').next()?;
    is_separator(line).then_some(line.len())
}

/// `From ann@example.org Mon Aug 18 10:23:00 2025`: a sender, a time of day, a year.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|rest| rest.len() < 300) else { return false };
    let rest = String::from_utf8_lossy(rest);
    let words: Vec<&str> = rest.split_ascii_whitespace().collect();
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = |word: &&str| word.contains(':') && word.split(':').all(|part| part.len() == 2 && digits(part));
    let is_year = |word: &&str| word.len() == 4 && digits(word);
    words.len() >= 5 && words.iter().any(is_time) && words.iter().any(is_year)
}

/// Takes off the `>` that mailboxes set before a line of the text that starts with `From `.
fn without_marks(message: &[u8]) -> Cow<'_, [u8]> {
    let is_marked = |line: &[u8]| {
        let words = line.trim_ascii_start();
        let rest = &words[words.iter().take_while(|byte| **byte == b'>').count()..];
        line.starts_with(b">") && rest.starts_with(b"From ")
    };
    let lines = || message.split_inclusive(|byte| *byte == b'\n');
    if !lines().any(is_marked) {
        return Cow::Borrowed(message);
    }
    let bare = lines().flat_map(|line| if is_marked(line) { &line[1..] } else { line });
    Cow::Owned(bare.copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "From ann@example.org Mon Aug 18 10:23:00 2025\n";

    #[test]
    fn the_first_message_and_how_many_there_are() {
        let bytes =
            format!("{LINE}Subject: One\n\nFrom Monday on.\n>From here.\n\n{LINE}Subject: Two\n\nB\n\n{LINE}\n");
        let first = first(bytes.as_bytes()).unwrap();
        assert_eq!(first.of, 3);
        assert_eq!(first.message.as_ref(), b"Subject: One\n\nFrom Monday on.\nFrom here.\n\n");
    }

    #[test]
    fn prose_is_no_mailbox() {
        assert!(first(b"From the ministers came no word until 10:23 on Monday.\n").is_none());
        assert!(first(b"Subject: One\n\n").is_none());
    }
}
