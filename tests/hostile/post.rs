//! Mail and mailboxes, and rich text.

use super::{Hostile, again, hostile, numbered};

const MB: usize = 1 << 20;
const HEAD: &str =
    "From: Ann Lee <ann@example.org>\r\nDate: Mon, 18 Aug 2025 10:00:00 +0200\r\nMIME-Version: 1.0\r\nSubject: a\r\n";

pub const ALL: &[Hostile] = &[
    hostile("parts-in-parts.eml", 100_000, |n| {
        let part = |i| format!("Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        format!("{HEAD}{}\r\nWords.", numbered(n, part)).into_bytes()
    }),
    hostile("messages-in-messages.eml", 100_000, |n| {
        format!("{HEAD}{}\r\nWords.", "Content-Type: message/rfc822\r\n\r\n".repeat(n)).into_bytes()
    }),
    hostile("shallow-enough.eml", MB, |n| {
        let part = |i| format!("Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        format!("{HEAD}{}\r\n{}", numbered(20, part), "--b\r\nwords\r\n".repeat(n)).into_bytes()
    }),
    hostile("parts.eml", MB, |n| {
        format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}", "--b\r\n\r\nx\r\n".repeat(n)).into_bytes()
    }),
    hostile("large-parts.eml", 2_000, |n| {
        let part = format!("--b\r\n\r\n{}\r\n", "words of it ".repeat(2_000));
        format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}", part.repeat(n)).into_bytes()
    }),
    hostile("fields.eml", MB, |n| format!("{HEAD}{}\r\nWords.", numbered(n, |i| format!("X-{i}: a\r\n"))).into_bytes()),
    hostile("folded-field.eml", 10 * MB, |n| {
        format!("{HEAD}References: a\r\n{}\r\nWords.", " <a@b>\r\n".repeat(n / 8)).into_bytes()
    }),
    hostile("encoded-subject.eml", 200_000, |n| {
        format!("Subject: {}\r\n{HEAD}\r\nWords.", "=?utf-8?q?=1B=5B2J?=\r\n ".repeat(n)).into_bytes()
    }),
    hostile("recipients.eml", MB, |n| format!("{HEAD}To: {}\r\n\r\nWords.", "<a@b>, ".repeat(n)).into_bytes()),
    hostile("groups-of-people.eml", MB, |n| {
        format!("From: {}\r\n{HEAD}\r\nWords.", "a:(((\"b\\".repeat(n)).into_bytes()
    }),
    hostile("comments-in-comments.eml", MB, |n| format!("From: {}\r\n{HEAD}\r\nWords.", "(".repeat(n)).into_bytes()),
    hostile("parameters.eml", MB, |n| {
        format!("{HEAD}Content-Type: text/plain{}\r\n\r\nWords.", numbered(n, |i| format!("; name*{i}*=a")))
            .into_bytes()
    }),
    hostile("base64.eml", 100 * MB, |n| {
        let lines = format!("{}\r\n", "d29y".repeat(19)).repeat(n / 78);
        format!("{HEAD}Content-Transfer-Encoding: base64\r\n\r\n{lines}").into_bytes()
    }),
    hostile("quoted-printable.eml", 50 * MB, |n| {
        format!("{HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\n{}", "=1B=5B2J=\r\n".repeat(n / 12))
            .into_bytes()
    }),
    hostile("quotations.eml", MB, |n| format!("{HEAD}\r\n{} a\r\n", ">".repeat(n)).into_bytes()),
    hostile("quotations-on-lines.eml", 3_000, |n| {
        format!("{HEAD}\r\n{}", numbered(n, |i| format!("{} words\r\n", ">".repeat(i)))).into_bytes()
    }),
    hostile("replies.eml", 200_000, |n| {
        format!("{HEAD}\r\n{}", "On Mon, 18 Aug 2025, Ann Lee wrote:\r\n> words\r\n\r\n".repeat(n)).into_bytes()
    }),
    hostile("signatures.eml", MB, |n| format!("{HEAD}\r\n{}", "-- \r\na\r\n".repeat(n)).into_bytes()),
    hostile("page-in-mail.eml", MB, |n| {
        format!("{HEAD}Content-Type: text/html\r\n\r\n{}", "<blockquote><div class=gmail_quote>a".repeat(n / 4))
            .into_bytes()
    }),
    hostile("paragraphs-in-mail.eml", MB, |n| format!("{HEAD}\r\n{}", "a\r\n\r\n".repeat(n * 2)).into_bytes()),
    hostile("flowed.eml", 4 * MB, |n| {
        format!("{HEAD}Content-Type: text/plain; format=flowed\r\n\r\n{}", "words \r\n".repeat(n)).into_bytes()
    }),
    hostile("lying-charset.eml", MB, |n| {
        format!("{HEAD}Content-Type: text/plain; charset=utf-7\r\n\r\n{}", "+ABs-[2J é\r\n".repeat(n)).into_bytes()
    }),
    hostile("messages.mbox", MB, |n| {
        format!("From a Mon Aug 18 10:00:00 2025\n{HEAD}\nWords.\n\n").repeat(n / 8).into_bytes()
    }),
    hostile("separators.mbox", 4 * MB, |n| {
        [format!("From a Mon Aug 18 10:00:00 2025\n{HEAD}\n").into_bytes(), again(">From From a\n", n)].concat()
    }),
    hostile("escapes-in-all-fields.eml", 1, |_| {
        let evil = "=?utf-8?q?=1B=5D0=3Bx=07=1B=5B2J=C2=9B?=";
        format!("From: {evil} <a@b>\r\nDate: Mon, 18 Aug 2025 10:00:00 +0200 \x1b[2J\r\nMIME-Version: 1.0\r\nSubject: \x1b]0;x\x07{evil}\r\nList-Id: {evil}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n\x1b[2J words\r\n--b\r\nContent-Type: application/pdf; name=\"\x1b[2J{evil}\"\r\n\r\nx\r\n--b--\r\n").into_bytes()
    }),
    hostile("groups.rtf", 10 * MB, |n| format!("{{\\rtf1 words{}", "{".repeat(n)).into_bytes()),
    hostile("open-and-closed-groups.rtf", 5 * MB, |n| rtf(&"{a}".repeat(n))),
    hostile("paragraphs.rtf", 4 * MB, |n| rtf(&"a\\par ".repeat(n))),
    hostile("long-paragraph.rtf", 5 * MB, |n| rtf(&"\\b a\\b0 b\\i c\\i0 ".repeat(n / 4))),
    hostile("cells-in-one-row.rtf", 2 * MB, |n| rtf(&format!("\\trowd {}\\row", "\\intbl a\\cell ".repeat(n)))),
    hostile("rows.rtf", MB, |n| rtf(&"\\trowd\\intbl a\\cell b\\cell\\row ".repeat(n))),
    hostile("notes.rtf", MB, |n| rtf(&"a{\\footnote b}".repeat(n))),
    hostile("notes-in-notes.rtf", MB, |n| rtf(&"a{\\footnote b".repeat(n / 300))),
    hostile("notes-in-one-paragraph-deep.rtf", 3_000, |n| {
        rtf(&format!("{}{}", "{\\footnote a".repeat(n), "\\par b".repeat(n)))
    }),
    hostile("styles.rtf", MB, |n| {
        rtf(&format!("{{\\stylesheet{}}}a", numbered(n / 2, |i| format!("{{\\s{i}\\sbasedon{} heading 1;}}", i + 1))))
    }),
    hostile("styles-in-a-circle.rtf", 100_000, |n| {
        let sheet = numbered(n, |i| format!("{{\\s{i}\\sbasedon{} a;}}", (i + 1) % n));
        rtf(&format!("{{\\stylesheet{sheet}}}{}", numbered(n, |i| format!("\\pard\\s{i} a\\par "))))
    }),
    hostile("fonts.rtf", MB, |n| {
        rtf(&format!("{{\\fonttbl{}}}a", numbered(n / 2, |i| format!("{{\\f{i}\\fcharset204 a;}}"))))
    }),
    hostile("bytes-that-are-not-there.rtf", 1, |_| rtf("a\\bin2147483647 b")),
    hostile("characters.rtf", 4 * MB, |n| rtf(&"\\u27?[2J\\'1b\\u155?\\u-9999?\\uc100000\\u8217".repeat(n / 8))),
    hostile("fields.rtf", MB, |n| rtf(&"{\\field{\\*\\fldinst HYPERLINK \"a\"}{\\fldrslt b}}".repeat(n / 2))),
    hostile(
        "fields-in-fields.rtf",
        4_000,
        |n| rtf(&"{\\field{\\*\\fldinst HYPERLINK \"a\"}{\\fldrslt b".repeat(n / 4)),
    ),
    hostile("markers.rtf", MB, |n| rtf(&"{\\listtext 1.\\tab}\\ls1\\ilvl0 a\\par ".repeat(n / 2))),
    hostile("text-boxes.rtf", MB, |n| rtf(&"{\\shp{\\*\\shpinst{\\shptxt a\\par}}}".repeat(n / 2))),
    hostile("keywords.rtf", MB, |n| {
        rtf(&format!(
            "{{\\info{{\\keywords {}}}{{\\title {}}}}}a",
            numbered(n / 4, |i| format!("k{i}, ")),
            "\\'1b[2J".repeat(n / 8)
        ))
    }),
    hostile("authors.rtf", MB, |n| rtf(&format!("{{\\info{{\\author {}}}}}a", "b{}\\'e9".repeat(n / 2)))),
    hostile("long-word.rtf", 20 * MB, |n| rtf(&format!("\\{} b", "a".repeat(n)))),
];

fn rtf(body: &str) -> Vec<u8> {
    format!("{{\\rtf1\\ansi {body}}}").into_bytes()
}
