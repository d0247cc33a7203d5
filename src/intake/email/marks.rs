//! The marks that mail programs set: over what they quote or forward, under what they sign, and on boilerplate.
//!
//! They are told by their form; the words in them are those that the programs write in their languages.

/// The longest line over a quotation, in bytes.
const LONGEST: usize = 400;
/// The words that say that somebody wrote.
const WROTE: &[&str] = &[
    " wrote",
    " writes",
    " a écrit",
    " schrieb",
    " escribió",
    " ha scritto",
    " escreveu",
    " schreef",
    " skrev",
    " пише",
    " написал",
    " написав",
    "写道",
];
/// How such a line opens, where it gives the day first.
const ON: &[&str] = &["On ", "Le ", "Am ", "El ", "Il ", "Em ", "Op ", "Den ", "Il giorno ", "在 "];
/// What stands between dashes over a mail that is answered, and over one that is passed on.
const ANSWERED: &[&str] = &[
    "original message",
    "ursprüngliche nachricht",
    "originalnachricht",
    "message d'origine",
    "message d’origine",
    "message original",
    "mensaje original",
    "messaggio originale",
    "mensagem original",
    "oorspronkelijk bericht",
    "reply message",
    "исходное сообщение",
];
const PASSED_ON: &[&str] = &[
    "forwarded message",
    "weitergeleitete nachricht",
    "message transféré",
    "mensaje reenviado",
    "messaggio inoltrato",
    "mensagem encaminhada",
    "doorgestuurd bericht",
    "пересланное сообщение",
    "begin forwarded message",
    "anfang der weitergeleiteten nachricht",
    "début du message réexpédié",
    "inizio messaggio inoltrato",
];
/// The fields that are repeated over a mail that is answered: who wrote it, and the others.
const FROM: &[&str] = &["From:", "Von:", "De :", "De:", "Da:", "Från:", "Van:", "Від:", "От:"];
const FIELDS: &[&[&str]] = &[
    &[
        "Sent:",
        "Date:",
        "Gesendet:",
        "Datum:",
        "Envoyé :",
        "Date :",
        "Enviado:",
        "Fecha:",
        "Inviato:",
        "Data:",
        "Skickat:",
        "Надіслано:",
        "Дата:",
    ],
    &["To:", "An:", "À :", "Para:", "A:", "Till:", "Aan:", "Кому:"],
    &["Subject:", "Betreff:", "Objet :", "Asunto:", "Oggetto:", "Assunto:", "Ämne:", "Onderwerp:", "Тема:"],
];
/// The lines that telephones and programs sign with.
const DEVICES: &[&str] = &[
    "Sent from my ",
    "Sent from Mail for ",
    "Sent from Outlook",
    "Sent from Yahoo",
    "Sent via ",
    "Sent from Proton",
    "Get Outlook for ",
    "Envoyé de mon ",
    "Envoyé depuis ",
    "Von meinem ",
    "Gesendet von ",
    "Gesendet mit ",
    "Enviado desde mi ",
    "Enviado do meu ",
    "Inviato da ",
    "Verstuurd vanaf ",
    "Skickat från min ",
    "Надіслано з ",
    "Отправлено с ",
];
/// What says why a mail was sent, how to have no more of them, and who may read it.
const BOILERPLATE: &[&str] = &[
    "unsubscribe",
    "manage your preferences",
    "update your preferences",
    "email preferences",
    "manage preferences",
    "you received this",
    "you are receiving this",
    "you're receiving this",
    "you’re receiving this",
    "you get this message because",
    "this email was sent to",
    "this e-mail was sent to",
    "this message was sent to",
    "to stop receiving",
    "opt out of",
    "intended solely for",
    "intended only for",
    "if you are not the intended recipient",
    "may contain confidential",
    "se désabonner",
    "se désinscrire",
    "abbestellen",
    "abmelden von",
    "darse de baja",
    "cancelar la suscripción",
    "відписатися",
    "отписаться",
];
/// What sends the reader elsewhere, on top of a mail.
const ELSEWHERE: &[&str] = &[
    "view this email in",
    "view this e-mail in",
    "view in browser",
    "view in your browser",
    "view in a browser",
    "view online",
    "view as a web",
    "view the web version",
    "view web version",
    "read online",
    "read in browser",
    "open in browser",
    "trouble viewing",
    "having trouble reading",
    "problems viewing",
    "is not displaying correctly",
    "not displaying properly",
    "im browser ansehen",
    "im browser anzeigen",
    "im browser öffnen",
    "voir dans le navigateur",
    "version en ligne",
    "ver en el navegador",
    "visualizza nel browser",
    "enable html",
    "does not support html",
    "doesn't support html",
    "supports html",
    "html-enabled",
    "html version of this",
];
/// The most words of such a line.
const ELSEWHERE_WORDS: usize = 30;
/// The most words of a paragraph of boilerplate.
const BOILERPLATE_WORDS: usize = 120;

/// What a line says of the mail below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// It is answered.
    Answered,
    /// It is passed on: it is what the mail is about.
    PassedOn,
}

/// A line over a quotation: whether it is one in any case, or only where a quotation does follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribution {
    Certain,
    IfQuoted,
}

/// `On Mon, 18 Aug 2025 at 10:23, Ann Lee wrote:`, in one piece.
pub(super) fn attribution(words: &str) -> Option<Attribution> {
    let words = words.trim();
    let is_one =
        words.len() <= LONGEST && words.ends_with([':', '：']) && WROTE.iter().any(|wrote| words.contains(wrote));
    let opens = || ON.iter().any(|on| words.starts_with(on)) && words.contains(|c: char| c.is_ascii_digit());
    let is_certain = || opens() && (words.contains('@') || has_time(words));
    is_one.then(|| if is_certain() { Attribution::Certain } else { Attribution::IfQuoted })
}

/// Whether a line may be the first of an attribution that goes on below.
pub(super) fn opens_attribution(line: &str) -> bool {
    ON.iter().any(|on| line.starts_with(on)) && line.len() <= LONGEST
}

fn has_time(words: &str) -> bool {
    words
        .as_bytes()
        .windows(3)
        .any(|three| matches!(three, [a, b':' | b'.' | b'h', b] if a.is_ascii_digit() && b.is_ascii_digit()))
}

/// `-----Original Message-----` and its like.
pub(super) fn divider(line: &str) -> Option<Below> {
    let line = line.trim();
    let is_ruled = line.starts_with("--") && line.ends_with("--");
    if line.len() > LONGEST || !is_ruled && !line.ends_with(':') {
        return None;
    }
    let words = line.trim_matches(['-', '_', '=', ' ', '*', ':']).to_lowercase();
    if PASSED_ON.contains(&words.as_str()) {
        return Some(Below::PassedOn);
    }
    (is_ruled && ANSWERED.contains(&words.as_str())).then_some(Below::Answered)
}

/// Whether these words open with the fields of a mail that is answered: who wrote it, and two more of them.
pub(super) fn opens_fields(words: &str) -> bool {
    let words = words.trim_start().trim_start_matches('*');
    let has = |field: &&[&str]| {
        field.iter().any(|label| words.match_indices(label).any(|(at, _)| words[..at].ends_with([' ', '\n', '*'])))
    };
    is_from(words) && FIELDS.iter().filter(|field| has(field)).count() >= 2
}

/// Whether a line names who wrote the mail below it.
pub(super) fn is_from(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches('*');
    FROM.iter().any(|label| line.starts_with(label))
}

/// Whether a line is a rule over such fields, and nothing by itself.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 10 && line.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'='))
}

/// The line over a signature.
pub(super) fn is_over_signature(line: &str) -> bool {
    matches!(line.trim_end(), "--" | "—" | "-----BEGIN PGP SIGNATURE-----") && !line.starts_with(' ')
}

/// The line that a device signs with.
pub(super) fn is_of_device(words: &str) -> bool {
    let words = words.trim();
    words.len() <= 120 && DEVICES.iter().any(|device| words.starts_with(device)) && !words.ends_with(['.', ':'])
}

/// Why this was sent, how to have no more of it, who may read it.
pub(super) fn is_boilerplate(words: &str) -> bool {
    holds(words, BOILERPLATE, BOILERPLATE_WORDS)
}

/// `View this e-mail in your browser`.
pub(super) fn is_elsewhere(words: &str) -> bool {
    holds(words, ELSEWHERE, ELSEWHERE_WORDS)
}

fn holds(words: &str, marks: &[&str], most: usize) -> bool {
    if words.split_whitespace().nth(most).is_some() {
        return false;
    }
    let words = words.to_lowercase();
    marks.iter().any(|mark| words.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_over_quotations() {
        for (line, found) in [
            ("On Mon, 18 Aug 2025 at 10:23, Ann Lee <ann@example.org> wrote:", Some(Attribution::Certain)),
            ("Am 18.08.25 um 10:23 schrieb Jürg Frei:", Some(Attribution::Certain)),
            ("Le lun. 18 août 2025 à 10:23, Anne Roy <anne@example.org> a écrit :", Some(Attribution::Certain)),
            ("Ann Lee wrote:", Some(Attribution::IfQuoted)),
            ("In her letter of 18 August the minister wrote:", Some(Attribution::IfQuoted)),
            ("On Monday she wrote a letter.", None),
        ] {
            assert_eq!(attribution(line), found, "{line}");
        }
    }

    #[test]
    fn dividers_and_fields() {
        assert_eq!(divider("-----Original Message-----"), Some(Below::Answered));
        assert_eq!(divider("---------- Forwarded message ---------"), Some(Below::PassedOn));
        assert_eq!(divider("Begin forwarded message:"), Some(Below::PassedOn));
        assert_eq!(divider("The forwarded message"), None);
        assert_eq!(divider("----------"), None);
        assert!(opens_fields("From: Ann Lee Sent: Monday To: Bo Roe Subject: Dam"));
        assert!(opens_fields("*Von:* Ann Lee\n*Gesendet:* Montag\n*An:* Bo"));
        assert!(!opens_fields("From: the river to the sea. To: say so"));
    }

    #[test]
    fn boilerplate_and_devices() {
        assert!(is_of_device("Sent from my iPhone") && !is_of_device("Sent from my desk in Basel, this is a report."));
        assert!(
            is_boilerplate("You get this message because you subscribed.")
                && !is_boilerplate("They subscribed to the pact.")
        );
        assert!(is_elsewhere("View this email in your browser") && !is_elsewhere("In our view, the pact holds."));
    }
}
