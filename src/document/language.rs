//! What language a text is in, as an ISO 639-1 code.

use whatlang::Lang;

/// How many scalar values of a text are looked at.
const SAMPLE: usize = 4 * 1024;

/// The language a document declares (a BCP 47 tag), else the one that its words look like, where that is clear.
pub(super) fn of(declared: Option<&str>, text: &str) -> Option<String> {
    let primary = declared.and_then(|tag| tag.split(['-', '_']).next()).map(str::to_ascii_lowercase);
    if let Some(code) =
        primary.filter(|code| (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()))
    {
        return Some(code);
    }
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let found = whatlang::detect(&text[..end])?;
    found.is_reliable().then(|| code(found.lang()).to_owned())
}

/// The two-letter code where there is one, else the three-letter code.
fn code(lang: Lang) -> &'static str {
    CODES.iter().find(|(found, _)| *found == lang).map_or_else(|| lang.code(), |(_, code)| code)
}

const CODES: &[(Lang, &str)] = &[
    (Lang::Afr, "af"),
    (Lang::Aka, "ak"),
    (Lang::Amh, "am"),
    (Lang::Ara, "ar"),
    (Lang::Aze, "az"),
    (Lang::Bel, "be"),
    (Lang::Ben, "bn"),
    (Lang::Bul, "bg"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Epo, "eo"),
    (Lang::Est, "et"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Guj, "gu"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Hye, "hy"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Jav, "jv"),
    (Lang::Jpn, "ja"),
    (Lang::Kan, "kn"),
    (Lang::Kat, "ka"),
    (Lang::Khm, "km"),
    (Lang::Kor, "ko"),
    (Lang::Lat, "la"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Mal, "ml"),
    (Lang::Mar, "mr"),
    (Lang::Mkd, "mk"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "nb"),
    (Lang::Ori, "or"),
    (Lang::Pan, "pa"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Sin, "si"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Sna, "sn"),
    (Lang::Spa, "es"),
    (Lang::Srp, "sr"),
    (Lang::Swe, "sv"),
    (Lang::Tam, "ta"),
    (Lang::Tel, "te"),
    (Lang::Tgl, "tl"),
    (Lang::Tha, "th"),
    (Lang::Tuk, "tk"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Urd, "ur"),
    (Lang::Uzb, "uz"),
    (Lang::Vie, "vi"),
    (Lang::Yid, "yi"),
    (Lang::Zul, "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_first_then_looked_at() {
        let english =
            "The ministers agreed on nothing but the date of their next meeting, which will be held in the spring.";
        let german = "Die Minister einigten sich auf nichts als den Termin ihres nächsten Treffens, das im Frühjahr stattfinden wird.";
        assert_eq!(of(Some("de-AT"), english).as_deref(), Some("de"));
        assert_eq!(of(None, english).as_deref(), Some("en"));
        assert_eq!(of(None, german).as_deref(), Some("de"));
        assert_eq!(of(Some("{{ page.lang }}"), english).as_deref(), Some("en"));
        assert_eq!(of(None, ""), None);
    }
}
