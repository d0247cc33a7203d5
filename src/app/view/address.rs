//! Where a link leads, once that is known to be safe to hand to a terminal.

use std::sync::Arc;

/// No address that is worth following is longer; terminals drop longer ones.
const LONGEST: usize = 2_000;

/// The address of a web page or a mailbox: ASCII, with nothing in it that could end the sequence it is sent in, and of a
/// scheme that opens nothing but a browser or a mail program.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// The address, where it is a safe one: `http`, `https` or `mailto`, made of the characters of RFC 3986 alone, with
    /// no name and password ahead of its host, by which one host passes for another.
    #[must_use]
    pub fn of(words: &str) -> Option<Self> {
        if words.len() > LONGEST || !is_uri(words.as_bytes()) {
            return None;
        }
        let (scheme, rest) = words.split_once(':')?;
        let is_safe = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => rest.strip_prefix("//").is_some_and(names_a_host),
            "mailto" => is_mailbox(rest),
            _ => false,
        };
        is_safe.then(|| Self(words.into()))
    }

    /// The address as it stands.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn names_a_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[') && !authority.contains('@')
}

fn is_mailbox(rest: &str) -> bool {
    let mailbox = rest.split('?').next().unwrap_or_default();
    mailbox.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

/// Whether it has only characters that RFC 3986 knows, and no control character behind a percent sign.
fn is_uri(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'%' => matches!(bytes.get(at + 1..at + 3), Some([high @ (b'2'..=b'9' | b'a'..=b'f' | b'A'..=b'F'), low])
            if low.is_ascii_hexdigit() && !(*high == b'7' && low.eq_ignore_ascii_case(&b'f'))),
        byte => byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(byte),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn safe_addresses() {
        for words in [
            "https://example.org",
            "HTTP://example.org:8080/a/b?c=d;e#f",
            "https://[2001:db8::1]/",
            "https://example.org/%C3%A9t%C3%A9",
            "mailto:desk@example.org?subject=Talks",
        ] {
            assert_eq!(Address::of(words).as_ref().map(Address::as_str), Some(words));
        }
    }

    #[test]
    fn whatever_else_is_none() {
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        for words in [
            "",
            "talks.md",
            "#top",
            "//example.org",
            "https:example.org",
            "https://",
            "https:///etc/passwd",
            "https://bank.example@evil.example/",
            "https://example.org/a b",
            "https://example.org/\u{e9}",
            "https://example.org/\x1b\\",
            "https://example.org/\x07",
            "https://example.org/\u{9c}",
            "https://example.org/%0a",
            "https://example.org/%1B]",
            "https://example.org/%7f",
            "https://example.org/100%",
            "mailto:",
            "mailto:@example.org",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ssh://host",
            " https://example.org",
            &long,
        ] {
            assert_eq!(Address::of(words), None, "{words:?}");
        }
    }

    proptest! {
        #[test]
        fn no_character_that_steers_and_no_other_scheme(
            words in prop_oneof!["\\PC{0,20}", "(https?|mailto|file|x):(//)?[ -~\\x00-\\x1f\u{80}-\u{9f}]{0,12}"],
        ) {
            if let Some(address) = Address::of(&words) {
                let lower = address.as_str().to_ascii_lowercase();
                prop_assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert!(["http://", "https://", "mailto:"].iter().any(|start| lower.starts_with(start)));
            }
        }
    }
}
