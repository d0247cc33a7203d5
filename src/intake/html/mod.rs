//! HTML: saved pages (alone, or in one message with their pictures), and the pieces of it that mail and books hold.
//!
//! Nothing in a page is run, fetched or resolved.

mod article;
mod attributes;
mod byline;
mod calls;
mod caption;
mod charset;
mod cruft;
mod dom;
mod echoes;
mod facts;
mod furniture;
mod linked_data;
mod lives;
mod mass;
mod sink;
mod style;
mod table;
mod title;
mod trim;
mod walk;
mod when;

use super::email::saved_page;
use super::{Draft, Unreadable};
use crate::document::{Block, Diagnostic};

/// How large a page may be. Larger ones hold pictures or data in their tags, and are no reading.
const MAX_BYTES: usize = 64 << 20;
/// A page that shows fewer bytes of text than this may be a shell that scripts fill.
const SHELL: usize = 200;
/// How far into a file its first tag is looked for.
const HEAD: usize = 4 * 1024;

/// Whether bytes are a page: as browsers are sent it, or as they save it with its pictures.
pub(super) fn is(bytes: &[u8]) -> bool {
    opens_as_page(bytes) || saved_page(&bytes[..bytes.len().min(HEAD)]).is_some()
}

/// Whether bytes open as a page does: a document type, `<html>`, or an XML declaration and `<html>`; comments may stand
/// ahead of them.
fn opens_as_page(bytes: &[u8]) -> bool {
    let decoded = super::charset::decode(&bytes[..bytes.len().min(HEAD)]);
    let mut rest = decoded.text.trim_start();
    let mut is_xml = false;
    loop {
        let starts = |tag: &str| rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
        let skipped = if starts("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if starts("<?xml") {
            is_xml = true;
            rest.find("?>").map(|end| end + 2)
        } else if is_xml && starts("<!DOCTYPE") && !starts("<!DOCTYPE html") {
            return false;
        } else {
            return ["<!doctype html", "<html>", "<html ", "<html\n", "<html\r"].into_iter().any(starts);
        };
        match skipped {
            Some(length) => rest = rest[length..].trim_start(),
            None => return false,
        }
    }
}

/// The article of a page.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::Limit(format!(
            "{} MiB of HTML, where {} are read",
            bytes.len() >> 20,
            MAX_BYTES >> 20
        )));
    }
    if let Some(saved) = saved_page(bytes) {
        let saved = saved?;
        let mut draft = page(&saved.html, saved.diagnostics)?;
        draft.metadata.url = draft.metadata.url.or(saved.address);
        return Ok(draft);
    }
    let decoded = charset::decode(bytes);
    page(&decoded.text, decoded.diagnostics)
}

/// The article of a page whose characters are known.
fn page(html: &str, mut diagnostics: Vec<Diagnostic>) -> Result<Draft, Unreadable> {
    let dom = sink::parse(html);
    if dom.is_cut {
        diagnostics.push(Diagnostic::warning("The page is larger than is read: its end is missing."));
    }
    let facts = facts::Facts::of(&dom);
    let headline = title::find(&facts);
    let metadata = facts.metadata(&headline);
    let byline = metadata.byline.as_ref().map(|byline| format!("By {byline}"));
    let known: Vec<&str> = [&metadata.subtitle, &metadata.byline, &byline, &metadata.publisher]
        .into_iter()
        .filter_map(|line| line.as_deref())
        .chain(metadata.date.as_ref().map(|date| date.written.as_str()))
        .collect();
    let mut blocks =
        trim::trim(article::blocks(&dom, &headline), metadata.headline.as_deref(), metadata.byline.as_deref(), &known);
    if blocks.iter().map(|block| block.text.len()).sum::<usize>() < SHELL {
        // A page whose text is put there by its scripts says it to search engines.
        let told = facts.data.article().map(|article| linked_data::text(article, "articleBody")).unwrap_or_default();
        if told.iter().map(|block| block.text.len()).sum::<usize>() > SHELL * 2 {
            blocks = told;
        }
    }
    if blocks.is_empty() {
        // A page of links, or of lines that elsewhere stand around an article: then that is what there is to read.
        blocks = walk::blocks(&dom, dom::NodeId::ROOT, &|_| false);
    }
    if blocks.is_empty() && metadata.headline.is_none() {
        return Err(Unreadable::Empty);
    }
    Ok(Draft { metadata, blocks, diagnostics })
}

/// The blocks of a piece of HTML (a mail's body, a book's chapter): all that a reader would see of it, in its order.
pub(in crate::intake) fn fragment(html: &str) -> Vec<Block> {
    let dom = sink::parse(html);
    walk::blocks(&dom, dom::NodeId::ROOT, &|_| false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, MarkKind};

    fn item(depth: u8, ordinal: Option<u64>) -> BlockKind {
        BlockKind::ListItem { depth, ordinal }
    }

    #[test]
    fn a_raised_number_that_leads_to_a_note_is_set_off() {
        for (html, expected) in [
            (r##"The time.<sup><a href="#fn1">1</a></sup> So."##, "The time.[1] So."),
            (r#"The time.<a href="notes.xhtml#n12"><sup>12</sup></a>"#, "The time.[12]"),
            (r#"The time.<a epub:type="noteref" href="n.xhtml#a">*</a>"#, "The time.[*]"),
            (r##"The time.<sup><a href="#fn1">[3]</a></sup>"##, "The time.[3]"),
            ("10 m<sup>2</sup> of it", "10 m2 of it"),
            (r##"The <sup><a href="#top">very first thing</a></sup>"##, "The very first thing"),
        ] {
            assert_eq!(fragment(html)[0].text, expected, "{html}");
        }
    }

    #[test]
    fn each_kind_of_block() {
        use BlockKind::{Caption, Code, Heading, Quote, Table, Text};
        for (html, expected) in [
            (
                "<h2>A <b>b</b></h2><p>One\n two.<p>Three",
                vec![(Heading(2), "A b"), (Text, "One two."), (Text, "Three")],
            ),
            ("<div>One<div>two</div>three</div>", vec![(Text, "One"), (Text, "two"), (Text, "three")]),
            ("<p>One<br><br>two<br>still</p>", vec![(Text, "One"), (Text, "two\nstill")]),
            ("One<br/>\n&nbsp;<br>two", vec![(Text, "One"), (Text, "two")]),
            ("<blockquote><p>Said<p>so</blockquote>", vec![(Quote, "Said"), (Quote, "so")]),
            (
                "<ul><li>a<ul><li>b</ul><li>c</ul><ol start=3><li>d<li value=7>e<p>more</ol>",
                vec![
                    (item(0, None), "a"),
                    (item(1, None), "b"),
                    (item(0, None), "c"),
                    (item(0, Some(3)), "d"),
                    (item(0, Some(7)), "e"),
                    (Text, "more"),
                ],
            ),
            ("<pre>\nx\n\n  y\n</pre>", vec![(Code, "x\n\n  y")]),
            ("<figure><img alt=no><figcaption>A map</figcaption></figure>", vec![(Caption, "A map")]),
            ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", vec![(Table, "a | b\n1 | 2")]),
            (
                "<p>a<script>no</script><style>no</style><template>no</template><noscript>no</noscript>b",
                vec![(Text, "ab")],
            ),
            ("<p hidden>no<p style='color:red; display: none'>no<p>yes", vec![(Text, "yes")]),
            (
                "<span style='display:block'>a</span><span style='display:block'>b</span>",
                vec![(Text, "a"), (Text, "b")],
            ),
            ("<p style='white-space:pre-line'>a\n\nb", vec![(Text, "a"), (Text, "b")]),
            ("<p>co\u{AD}op <q>so</q>&amp;&nbsp;1", vec![(Text, "coop “so”&\u{A0}1")]),
            ("<div role=heading aria-level=3>H</div>t", vec![(Heading(3), "H"), (Text, "t")]),
            ("<html xmlns='http://www.w3.org/1999/xhtml'><title/><p><a id='x'/>a</p>", vec![(Text, "a")]),
            ("<b>a<p>b</b>c", vec![(Text, "a"), (Text, "bc")]),
        ] {
            let found: Vec<_> = fragment(html).into_iter().map(|block| (block.kind, block.text)).collect();
            let expected: Vec<_> = expected.into_iter().map(|(kind, words)| (kind, words.to_owned())).collect();
            assert_eq!(found, expected, "{html}");
        }
    }

    #[test]
    fn markup_is_marked_where_it_stands() {
        let html = "<p> See <a href=' https://example.org/é '>the\n <b>text</b></a> and <code>x</code>, \
                    <span style='font-weight:700'>bold</span><a href='#top'>up</a> <i></i></p>";
        let block = &fragment(html)[0];
        assert_eq!(block.text, "See the text and x, boldup");
        let marked: Vec<_> = block
            .marks
            .iter()
            .map(|mark| {
                (block.text.chars().skip(mark.span.start).take(mark.span.len()).collect::<String>(), mark.kind.clone())
            })
            .collect();
        let expected = [
            ("the text", MarkKind::Link("https://example.org/é".into())),
            ("text", MarkKind::Strong),
            ("x", MarkKind::Code),
            ("bold", MarkKind::Strong),
        ];
        assert_eq!(marked, expected.map(|(words, kind)| (words.to_owned(), kind)));
    }

    #[test]
    fn markup_goes_on_over_blocks() {
        let blocks = fragment("<a href=x>one<div>two</div></a>");
        assert!(blocks.iter().all(|block| block.marks.len() == 1 && block.marks[0].span.len() == 3), "{blocks:?}");
    }

    #[test]
    fn pages_are_known_by_how_they_open() {
        for (bytes, is_page) in [
            (&b"<!DOCTYPE html>"[..], true),
            (b"\xEF\xBB\xBF\n <!-- saved from url=(0014) -->\n<HTML lang=en>", true),
            (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC ''>", true),
            (b"<?xml version='1.0'?><html xmlns=''>", true),
            (b"<?xml version='1.0'?><svg>", false),
            (b"<!-- only a comment", false),
            (b"<htmlish>", false),
            (b"# Markdown\n<html>", false),
        ] {
            assert_eq!(is(bytes), is_page, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn pages_made_to_do_harm_are_read_in_bounds() {
        let nested = ["<div>", "<b>", "<b x=1><i>", "<table><tr><td>", "<ul><li>", "<a href=x>", "<p><font size=1>"];
        let mut pages: Vec<String> = nested.iter().map(|tag| tag.repeat(100_000 / tag.len()) + "words").collect();
        pages.extend(
            (0..120).map(|at| format!("<p><b x={at}>")).reduce(|all, one| all + &one).map(|page| page + "words"),
        );
        pages.push("<div>".repeat(1_000_000) + "words");
        pages.push(format!("<p title='{}'>words", "x".repeat(10_000_000)));
        pages.push(format!("<p>words{}", "\0".repeat(100_000)));
        pages.push(format!("<p>words{}", "&amp;&#x110000;&bogus;".repeat(10_000)));
        pages.push(format!("{}{}<a href=x>words", "<div>".repeat(390), "<i></i>".repeat(5_000)));
        for page in pages {
            let draft = read(page.as_bytes()).expect("there are words in it");
            assert!(draft.diagnostics.len() < 2);
            assert!(fragment(&page).iter().any(|block| block.text.contains("words")), "{}", &page[..40]);
        }
    }
}
