//! Characters of the symbol fonts, which stand in the private use area, as the characters that they look like.

/// The marks that prose uses: Wingdings', and at the same places Symbol's.
const WINGDINGS: &[(u32, char)] = &[
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];
const SYMBOL: &[(u32, char)] = &[
    (0x2D, '−'),
    (0xA3, '≤'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xBE, '—'),
];

/// The character at this place (hexadecimal) of this font; a white square where it is none that we know.
pub(super) fn character(font: &str, place: &str) -> char {
    const UNKNOWN: char = '□';
    let Ok(place) = u32::from_str_radix(place.trim(), 16) else {
        return UNKNOWN;
    };
    let is_private = (0xF000..=0xF0FF).contains(&place);
    let table = if font.starts_with("Wingdings") { WINGDINGS } else { SYMBOL };
    if !is_private && !font.starts_with("Wingdings") && font != "Symbol" {
        return char::from_u32(place).unwrap_or(UNKNOWN);
    }
    let place = if is_private { place - 0xF000 } else { place };
    let plain = || {
        char::from_u32(place).filter(char::is_ascii_graphic).filter(|_| font != "Symbol" && !font.starts_with("Wing"))
    };
    table.iter().find(|(at, _)| *at == place).map(|(_, c)| *c).or_else(plain).unwrap_or(UNKNOWN)
}
