//! Web pages.

use super::{Hostile, hostile, numbered};

const MILLION: usize = 1_000_000;

pub const ALL: &[Hostile] = &[
    hostile("open-tags.html", MILLION, |n| page(&"<b>".repeat(n))),
    hostile("open-divs.html", MILLION, |n| page(&"<div>".repeat(n))),
    hostile("open-formatting.html", MILLION, |n| page(&"<b><i><a href=x><u>".repeat(n / 4))),
    hostile("formatting-in-paragraphs.html", MILLION, |n| page(&numbered(n / 4, |i| format!("<p><b x={i}>a")))),
    hostile("adoption.html", MILLION, |n| page(&"<a><p></a>".repeat(n / 4))),
    hostile("closed-tags.html", 2 * MILLION, |n| page(&"</p></br></b>".repeat(n / 3))),
    hostile("foster-parents.html", MILLION, |n| page(&format!("<table>{}", "a<b>".repeat(n)))),
    hostile("tables-in-tables.html", MILLION, |n| page(&"<table><tr><td>a".repeat(n / 4))),
    hostile("table-after-table.html", MILLION, |n| page(&"<table><tr><td>a<td>b<tr><td>c<td>d</table>".repeat(n / 8))),
    hostile("wide-row.html", MILLION, |n| {
        page(&format!("<table><tr>{}<tr>{}", "<td>a".repeat(n / 2), "<td>b".repeat(n / 2)))
    }),
    hostile("long-table.html", MILLION, |n| page(&format!("<table>{}", "<tr><td>a<td>b".repeat(n / 2)))),
    hostile("spans-of-columns.html", MILLION, |n| {
        page(&format!("<table>{}", "<tr><td colspan=1000000000 rowspan=1000000000>a<td>b".repeat(n / 8)))
    }),
    hostile("attributes.html", MILLION, |n| page(&format!("<p {}>a", numbered(n, |i| format!("a{i}=b "))))),
    hostile("attributes-of-the-root.html", 200_000, |n| page(&numbered(n, |i| format!("<html a{i}=b>")))),
    hostile("long-attribute.html", 50 * MILLION, |n| page(&format!("<p title='{}'>a", "x".repeat(n)))),
    hostile("entities.html", MILLION, |n| page(&"&amp;&#27;&#x9b;&bogus;&NotEqualTilde;".repeat(n / 4))),
    hostile("paragraphs.html", MILLION, |n| page(&"<p>a".repeat(n))),
    hostile("items.html", MILLION, |n| page(&format!("<ul>{}", "<li>a".repeat(n)))),
    hostile("lists-in-lists.html", MILLION, |n| page(&"<ul><li>a".repeat(n / 2))),
    hostile("breaks.html", MILLION, |n| page(&"a<br>".repeat(n))),
    hostile("long-paragraph.html", MILLION, |n| page(&format!("<p>{}", "words of <b>it</b> ".repeat(n / 2)))),
    hostile("links.html", 300_000, |n| page(&"<p><a href=x>a</a> b".repeat(n))),
    hostile("comments.html", 2 * MILLION, |n| page(&"<!--".repeat(n))),
    hostile("comments-ahead.html", 2 * MILLION, |n| {
        ["<!---->".repeat(n / 2), "<!DOCTYPE html>a".to_owned()].concat().into_bytes()
    }),
    hostile("headings.html", 500_000, |n| page(&numbered(n, |i| format!("<h{}>a</h1>", i % 6 + 1)))),
    hostile("metas.html", 300_000, |n| page(&numbered(n, |i| format!("<meta name=author content='Ann {i}'>")))),
    hostile("bylines.html", 300_000, |n| {
        page(&"<span class=byline>By Ann Lee</span><time datetime=2025-08-18>a</time>".repeat(n / 2))
    }),
    hostile("nested-linked-data.html", MILLION, |n| {
        page(&format!("<script type=application/ld+json>{}</script><p>a", "[".repeat(n)))
    }),
    hostile("linked-data.html", 100_000, |n| {
        page(&"<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"a\"}</script>".repeat(n))
    }),
    hostile("wide-linked-data.html", 500_000, |n| {
        page(&format!(
            "<script type=application/ld+json>[{}{{}}]</script><p>a",
            "{\"@type\":\"Person\",\"name\":\"a\"},".repeat(n)
        ))
    }),
    hostile("long-title.html", 10 * MILLION, |n| {
        page(&format!("<title>{}</title><h1>{}</h1>", "a | ".repeat(n / 8), "b - ".repeat(n / 8)))
    }),
    hostile("templates.html", MILLION, |n| page(&"<template>a".repeat(n))),
    hostile("drawings.html", MILLION, |n| page(&"<svg><g><math><mi>".repeat(n / 4))),
    hostile("choices.html", MILLION, |n| page(&format!("<select>{}", "<option>a<optgroup>".repeat(n / 2)))),
    hostile("buttons.html", MILLION, |n| page(&"<button><p><form><nobr>".repeat(n / 4))),
    hostile("frames.html", MILLION, |n| page(&"<body><frameset><body a=b>".repeat(n / 3))),
    hostile("styles.html", 300_000, |n| {
        page(&numbered(n, |i| format!("<style>.a{i}{{display:none}}</style><p class=a{i} style='a:b;c:d'>a")))
    }),
    hostile("external-entities.html", 1, |_| {
        b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><p>a &x; b <iframe src='file:///etc/passwd'></iframe>".to_vec()
    }),
    hostile("preformatted.html", 10 * MILLION, |n| page(&format!("<pre>{}</pre>", "a\n".repeat(n / 2)))),
    hostile("lying-charset.html", MILLION, |n| page(&format!("<meta charset=utf-16le><p>{}", "é漢 ".repeat(n)))),
];

fn page(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html><body>{body}").into_bytes()
}
