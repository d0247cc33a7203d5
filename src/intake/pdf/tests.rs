//! Whole documents.

use super::*;

#[test]
fn what_a_pdf_opens_with() {
    for (bytes, is_pdf) in
        [(&b"%PDF-1.7\n"[..], true), (b"\xEF\xBB\xBF\n%PDF-1.4", true), (b"A note on %PDF-1.7", false), (b"", false)]
    {
        assert_eq!(is(bytes), is_pdf);
    }
}
