//! What a page says of itself, from every place where it does: the fields of a briefing in the order of their worth.
//!
//! JSON-LD goes first: it is written for machines and checked by them. The tags for social sites follow, then the old ones
//! (Dublin Core, `author`, `date`), which templates fill once and forget, then the page itself. Only titles and names are looked
//! up on the page too, for what the reader sees is what the author meant.

use super::dom::{Dom, NodeId};
use super::linked_data::{self, LinkedData, plain};
use super::style::shown;
use super::{byline, title, when};
use crate::document::{Metadata, same_words};

/// A page's fields.
pub(super) struct Facts<'a> {
    pub(super) dom: &'a Dom,
    /// The elements that are shown, in the page's order.
    pub(super) shown: Vec<NodeId>,
    pub(super) data: LinkedData,
    /// The page's meta tags in order: what they name (lower case) and what they say of it.
    metas: Vec<(String, &'a str)>,
    /// What `<title>` says.
    pub(super) title: Option<String>,
    canonical: Option<&'a str>,
    language: Option<&'a str>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(dom: &'a Dom) -> Self {
        let mut shown = shown(dom, |_| false);
        shown.retain(|id| dom.is_element(*id));
        let data = LinkedData::of(dom);
        let mut facts = Self { dom, shown, data, metas: Vec::new(), title: None, canonical: None, language: None };
        for id in dom.descendants(NodeId::ROOT) {
            match dom.name(id) {
                "html" => facts.language = dom.attribute(id, "lang").or_else(|| dom.attribute(id, "xml:lang")),
                "title" if facts.title.is_none() => {
                    facts.title = Some(plain(&dom.words(id))).filter(|words| !words.is_empty());
                }
                "meta" => {
                    let content = dom.attribute(id, "content").map(str::trim).filter(|content| !content.is_empty());
                    let names = ["property", "name", "itemprop", "http-equiv"];
                    let Some(content) = content else { continue };
                    let names = names.iter().filter_map(|name| dom.attribute(id, name));
                    facts.metas.extend(names.map(|name| (name.trim().to_ascii_lowercase(), content)));
                }
                "link" if dom.has_word(id, "rel", "canonical") => facts.canonical = dom.attribute(id, "href"),
                _ => {}
            }
        }
        facts
    }

    /// The elements from `before` ones ahead of the headline on, `count` of them.
    pub(super) fn near(&self, headline: Option<NodeId>, before: usize, count: usize) -> &[NodeId] {
        let at = headline.and_then(|headline| self.shown.iter().position(|id| *id == headline)).unwrap_or(0);
        let from = at.saturating_sub(before);
        &self.shown[from..self.shown.len().min(from + count)]
    }

    /// What the first of these meta tags says that says anything.
    pub(super) fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.every_meta(name).next())
    }

    /// What all meta tags of a name say.
    pub(super) fn every_meta<'b>(&'b self, wanted: &'b str) -> impl Iterator<Item = String> + 'b {
        let named = self.metas.iter().filter(move |(name, _)| name == wanted);
        named.map(|(_, content)| plain(content)).filter(|words| !words.is_empty())
    }

    /// What a field of the article's linked data says.
    pub(super) fn of_article(&self, field: &str) -> Option<String> {
        linked_data::words(self.data.article()?, field)
    }

    pub(super) fn publisher(&self) -> Option<String> {
        let named = self.data.article().and_then(|article| self.data.name(article, "publisher"));
        named
            .or_else(|| self.meta(&["og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title"]))
            .or_else(|| {
                let page = self.data.page()?;
                self.data.name(page, "publisher").or_else(|| self.data.name(page, "isPartOf"))
            })
            .or_else(|| self.meta(&["application-name"]))
    }

    pub(super) fn url(&self) -> Option<String> {
        let given = self.canonical.map(str::to_owned).or_else(|| self.meta(&["og:url", "parsely-link"]));
        given.or_else(|| self.of_article("url")).filter(|url| url.starts_with("http"))
    }

    fn language(&self) -> Option<String> {
        let declared = self.language.map(str::to_owned).filter(|tag| !tag.trim().is_empty());
        declared
            .or_else(|| self.of_article("inLanguage"))
            .or_else(|| self.meta(&["content-language", "og:locale", "dc.language", "dcterms.language"]))
            .map(|tag| tag.trim().replace('_', "-"))
    }

    fn tags(&self) -> Vec<String> {
        let of_article = self.data.article().map(|article| linked_data::list(article, "keywords")).unwrap_or_default();
        if !of_article.is_empty() {
            return of_article;
        }
        let named: Vec<String> = self.every_meta("article:tag").collect();
        if !named.is_empty() {
            return named;
        }
        let joined = self.meta(&["parsely-tags", "news_keywords", "keywords", "citation_keywords"]).unwrap_or_default();
        joined.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
    }

    /// What a page says it is about.
    pub(super) fn description(&self) -> Option<String> {
        self.of_article("description").or_else(|| {
            self.meta(&["og:description", "description", "twitter:description", "dc.description", "dcterms.abstract"])
        })
    }

    /// The fields of a briefing; `headline` is what [`title::find`] found.
    pub(super) fn metadata(&self, headline: &title::Headline) -> Metadata {
        let publisher = self.publisher();
        let subtitle = title::subtitle(self, headline);
        let is_new = |words: &String| subtitle.as_ref().is_none_or(|subtitle| !same_words(subtitle, words));
        Metadata {
            byline: byline::find(self, headline.at, publisher.as_deref()),
            date: when::find(self, headline.at),
            summary: self.description().filter(is_new).filter(|words| !headline.is(words)),
            headline: headline.words.clone(),
            subtitle,
            tags: self.tags(),
            url: self.url(),
            language: self.language(),
            publisher,
        }
    }
}
