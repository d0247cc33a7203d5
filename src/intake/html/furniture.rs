//! The words by which lines of furniture are known, where form is not enough: what a site says around its articles.
//!
//! Lists are short and of the major languages. Never decides by where a line stands: that is `trim`'s.

use crate::document::{Block, BlockKind, word_count};

use super::byline::is_agency;
use super::trim::link_share;

/// How lines of furniture begin, lower case.
const STARTS: &[&str] = &[
    "advertisement",
    "also read",
    "read also",
    "read more",
    "read next",
    "related:",
    "related article",
    "related stor",
    "see also:",
    "more on this",
    "more:",
    "watch:",
    "listen:",
    "photo gallery",
    "click here",
    "sign up",
    "subscribe",
    "follow us",
    "follow @",
    "share this",
    "share on",
    "share article",
    "print this",
    "print article",
    "send to a friend",
    "tags:",
    "topics:",
    "topic:",
    "filed under",
    "posted in",
    "categories:",
    "view comments",
    "leave a comment",
    "all rights reserved",
    "copyright ©",
    "© ",
    "copyright 20",
    "view in browser",
    "you are receiving",
    "unsubscribe",
    "skip to",
    "continue reading",
    "story continues",
    "article continues",
    "get the latest",
    "download pdf",
    "download the pdf",
    "loading",
    "recommended",
    "last updated",
    "min read",
    "this article was originally",
    "don't miss",
    "don’t miss",
    "most read",
    "back to top",
    "listen to this",
    "enlarge this image",
    "toggle caption",
    "hide caption",
    "image source",
    "get our",
    "join our",
    "support our",
    "donate",
    "comments",
    "join the conversation",
    "read:",
    "[read",
    "photos:",
    "video:",
    "play video",
    "video player",
    "this is a modal window",
    "your browser does not support",
    "now playing",
    "story highlights",
    "powered by",
    "原标题",
    "责任编辑",
    "（责任编辑",
    "【责任编辑",
    "to view this content",
    "this material may not be published",
    "media caption",
    "image caption",
    "image copyright",
    // German
    "lesen sie auch",
    "lesen sie mehr",
    "lesen sie dazu",
    "mehr zum thema",
    "auch interessant",
    "zum thema:",
    "anzeige",
    "newsletter abonnieren",
    "folgen sie uns",
    // French
    "à lire aussi",
    "a lire aussi",
    "lire aussi",
    "à lire :",
    "lire :",
    "lire la suite",
    "voir aussi",
    "abonnez-vous",
    "inscrivez-vous",
    "suivez-nous",
    "publicité",
    "partager",
    // Spanish
    "lea también",
    "lee también",
    "te puede interesar",
    "le puede interesar",
    "más información",
    "suscríbete",
    "suscríbase",
    "síguenos",
    "publicidad",
    "leer más",
    "ver más",
    "compartir",
    // Italian
    "leggi anche",
    "leggi tutto",
    "iscriviti",
    "seguici",
    "pubblicità",
    // Portuguese
    "leia também",
    "leia mais",
    "veja também",
    "saiba mais",
    "assine",
    "inscreva-se",
    "publicidade",
    "continua após a publicidade",
    // Dutch
    "lees ook",
    "lees meer",
    "lees verder",
    "bekijk ook",
    "advertentie",
    "meld je aan",
    // Polish
    "czytaj też",
    "czytaj także",
    "czytaj również",
    "czytaj więcej",
    "zobacz też",
    "zobacz także",
    "zobacz również",
    "reklama",
    "dalsza część",
    "zapisz się",
    "polecamy",
    // Ukrainian
    "читайте також",
    "читайте ще",
    "дивіться також",
    "реклама",
    "підписуйтесь",
    "підписуйтеся",
    "підпишіться",
    "слідкуйте за",
    "більше новин",
    // Russian
    "читайте также",
    "читать далее",
    "смотрите также",
    "подписывайтесь",
    "подпишитесь",
    "больше новостей",
    "следите за",
];
/// The most words of a line of furniture.
const FURNITURE_WORDS: usize = 26;

/// What stands over an advertisement or where a picture was, alone on its line, lower case.
const LABELS: &[&str] = &[
    "advertisement",
    "advertising",
    "sponsored",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "pubblicità",
    "publicidade",
    "advertentie",
    "reklama",
    "реклама",
    "annons",
    "annonce",
    "reklame",
    "広告",
    "广告",
    "광고",
    "إعلان",
    "photo",
    "image",
    "video",
    "foto",
    "bild",
    "enlarge",
    "click to enlarge",
    "hide caption",
];
/// Headings over what is not the article, lower case.
pub(super) const END_HEADINGS: &[&str] = &[
    "references",
    "see also",
    "external links",
    "further reading",
    "notes",
    "footnotes",
    "citations",
    "sources",
    "bibliography",
    "related",
    "related articles",
    "related content",
    "related stories",
    "related posts",
    "related news",
    "you may also like",
    "more stories",
    "more news",
    "recommended",
    "read next",
    "read more",
    "comments",
    "leave a comment",
    "leave a reply",
    "about the author",
    "about the authors",
    "share this",
    "share",
    "tags",
    "topics",
    "newsletter",
    "most read",
    "most popular",
    "trending",
    "latest news",
    "contact",
    "contacts",
    "media contact",
    "press contact",
    "discussion about this post",
    "follow us",
    "mehr zum thema",
    "auch interessant",
    "das könnte sie auch interessieren",
    "lesen sie auch",
    "kommentare",
    "schlagworte",
    "à lire aussi",
    "lire aussi",
    "sur le même sujet",
    "voir aussi",
    "commentaires",
    "à propos de l’auteur",
    "te puede interesar",
    "lea también",
    "noticias relacionadas",
    "más noticias",
    "comentarios",
    "etiquetas",
    "leggi anche",
    "articoli correlati",
    "commenti",
    "leia também",
    "veja também",
    "notícias relacionadas",
    "comentários",
    "mais lidas",
    "lees ook",
    "meer nieuws",
    "reacties",
    "czytaj także",
    "zobacz także",
    "powiązane",
    "polecane",
    "komentarze",
    "читайте також",
    "схожі новини",
    "коментарі",
    "матеріали за темою",
    "теги",
    "читайте также",
    "похожие новости",
    "комментарии",
    "материалы по теме",
    "相关新闻",
    "相关阅读",
    "関連記事",
    "관련기사",
    "مواضيع ذات صلة",
    "اقرأ أيضا",
];

/// What sites call what their readers write below an article, lower case.
const COMMENTS: &[&str] = &[
    "comments",
    "comment",
    "kommentare",
    "commentaires",
    "commentaire",
    "comentarios",
    "comentários",
    "commenti",
    "reacties",
    "komentarze",
    "коментарі",
    "комментарии",
    "kommentarer",
];

/// Whether a heading, lower case, stands over what readers wrote: `15 comments`, `Comments (3)`.
pub(super) fn is_of_comments(title: &str) -> bool {
    let has_count = title.contains(|c: char| c.is_ascii_digit());
    let mut words = title.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| COMMENTS.contains(&first)) && (has_count || words.next().is_none())
}

/// Whether a line names who took or owns a picture.
fn is_credit(lower: &str, words: usize) -> bool {
    const STARTS: &[&str] = &[
        "photo by",
        "photos by",
        "photo:",
        "photos:",
        "photo credit",
        "photo courtesy",
        "top photo",
        "cover photo",
        "header photo",
        "featured image",
        "lead image",
        "图注",
        "图片来源",
        "photograph by",
        "photography by",
        "image:",
        "image by",
        "image credit",
        "image courtesy",
        "picture:",
        "credit:",
        "(credit",
        "(photo",
        "(image",
        "foto:",
        "(foto",
        "crédit photo",
        "bild:",
    ];
    let is_house = lower.contains("getty images") || lower.contains("via ap") || lower.contains("shutterstock");
    words <= 12 && STARTS.iter().any(|start| lower.starts_with(start)) || words <= 8 && is_house || is_agency(lower)
}

/// Whether a block is a line of furniture, wherever it stands.
pub(super) fn is_furniture(block: &Block) -> bool {
    if !matches!(block.kind, BlockKind::Text | BlockKind::ListItem { .. } | BlockKind::Heading(_)) {
        return false;
    }
    let text = block.text.trim();
    let words = word_count(text);
    if words > FURNITURE_WORDS {
        return false;
    }
    if !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    let lower = text.to_lowercase();
    let links = link_share(block);
    let start = STARTS.iter().find(|start| lower.starts_with(**start));
    let is_heading = matches!(block.kind, BlockKind::Heading(_));
    // `Read more: what the line leads to`.
    let leads_on =
        start.is_some_and(|start| start.ends_with(':') || lower[start.len()..].trim_start().starts_with(':'));
    let is_call =
        start.is_some() && (words <= 6 || links > 0 || lower.contains("newsletter")) && !is_heading || leads_on;
    let is_label = LABELS.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_rights = lower.contains("all rights reserved");
    let is_script = lower.contains("javascript") && lower.contains("enable");
    let is_credit = block.kind == BlockKind::Text && is_credit(&lower, words);
    let is_letter = block.kind == BlockKind::Text
        && words <= 1
        && lower.len() == 1
        && !lower.starts_with(|c: char| c.is_ascii_digit());
    is_call
        || is_label
        || is_rights
        || is_script
        || is_credit
        || is_letter
        || !is_heading && block.kind == BlockKind::Text && links >= 95 && words < 20
}
