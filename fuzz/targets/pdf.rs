//! Any bytes read as PDF.
#![no_main]

#[path = "../../tests/support/sound.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(
    init: {
        // The parser's panics are caught, and told as errors; the fuzzer would take them for finds.
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(brief::intake::GUARDED_THREAD) {
                before(info);
            }
        }));
    },
    |bytes: &[u8]| sound::read(bytes, Some(brief::document::Format::Pdf))
);
