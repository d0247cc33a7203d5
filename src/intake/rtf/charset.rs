//! The charsets that rich texts name: by the number of a code page, or by that of a font.

use encoding_rs::Encoding;

/// The charset of a code page.
pub(super) fn of_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        437 | 850 | 1252 | 819 => "windows-1252",
        866 => "ibm866",
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 | 1361 => "euc-kr",
        950 => "big5",
        10000 => "macintosh",
        10007 => "x-mac-cyrillic",
        65001 => "utf-8",
        1250..=1258 => return Encoding::for_label(format!("windows-{page}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The charset of a font, by the number that Windows gives it; `None` where it is the document's.
pub(super) fn of_font(charset: i32) -> Option<&'static Encoding> {
    of_page(match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
