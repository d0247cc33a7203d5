//! Attributes in such numbers that the tokenizer would look for each among all the others: they are taken out ahead of it.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// The most attributes of one tag. Pages have a few dozen.
pub(super) const MOST: usize = 400;
/// Where an element's words are no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp"];

/// The page with the attributes of each tag up to [`MOST`].
pub(super) fn few(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let (mut kept, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(open) = memchr(b'<', &bytes[at..]).map(|found| at + found) {
        at = open + 1;
        if bytes[at..].starts_with(b"!--") {
            at = memmem::find(&bytes[at..], b"-->").map_or(bytes.len(), |end| at + end);
            continue;
        }
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let tag = Attributes::of(bytes, at + name);
        if let Some(surplus) = tag.surplus {
            kept.push_str(&html[copied..surplus]);
            copied = tag.end;
        }
        at = after_raw(bytes, &html[at..at + name], tag.end);
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

/// Behind the words of an element that holds no markup; where it stands for any other.
fn after_raw(bytes: &[u8], name: &str, end: usize) -> usize {
    if !RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
        return end;
    }
    let mut at = end;
    while let Some(found) = memmem::find(&bytes[at..], b"</") {
        at += found + 2;
        if bytes[at..].get(..name.len()).is_some_and(|other| other.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
    }
    bytes.len()
}

/// Where the attributes of a tag that are too many begin, and where the tag ends.
struct Attributes {
    surplus: Option<usize>,
    end: usize,
}

impl Attributes {
    /// After the tokenizer's states (HTML, 13.2.5.32 to 13.2.5.39), as far as they tell one attribute from the next.
    fn of(bytes: &[u8], from: usize) -> Self {
        let (mut at, mut count, mut surplus) = (from, 0, None);
        let is_space = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
        loop {
            at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
            if bytes.get(at).is_none_or(|byte| *byte == b'>') {
                return Self { surplus, end: at };
            }
            count += 1;
            if count > MOST {
                surplus = surplus.or(Some(at));
            }
            // The first byte of a name may be an equals sign.
            at += 1 + bytes[at + 1..].iter().take_while(|byte| !is_space(**byte) && !b"=>".contains(byte)).count();
            let blanks = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if bytes.get(at + blanks) == Some(&b'=') {
                at = after_value(bytes, at + blanks + 1);
            }
        }
    }
}

fn after_value(bytes: &[u8], from: usize) -> usize {
    let at = from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    match bytes.get(at) {
        Some(quote @ (b'"' | b'\'')) => memchr(*quote, &bytes[at + 1..]).map_or(bytes.len(), |end| at + end + 2),
        _ => at + bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace() && **byte != b'>').count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_have_is_left_as_it_is() {
        let data = "x y ".repeat(1_000);
        for html in [
            "<p a b=c d='e f>' g=\"h\">words",
            "<p a =b c= 'd'/><br/>< p",
            "<p a='",
            "<p a=",
            "<!-- <p a b --> <",
            &format!("<path d='{data}'>"),
            &format!("<p>{data}</p>"),
            &format!("<script>if (a <b {data}) x</script><p>"),
            &format!("<!-- <p {data}> --><p>"),
        ] {
            assert!(matches!(few(html), Cow::Borrowed(_)), "{html}");
        }
    }

    #[test]
    fn attributes_past_the_most_are_taken_out() {
        let attributes = |count: usize| (0..count).map(|i| format!(" a{i}='>'")).collect::<String>();
        let html = format!("<p>one<p{}>two<b>", attributes(MOST + 50));
        assert_eq!(few(&html).replace(' ', ""), format!("<p>one<p{}>two<b>", attributes(MOST)).replace(' ', ""));
        let cut_off = format!("<p{}", attributes(MOST + 50));
        assert_eq!(few(&cut_off).trim_end(), format!("<p{}", attributes(MOST)));
    }
}
