//! Any bytes read as rtf.
#![no_main]

#[path = "../../tests/support/sound.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::read(bytes, Some(brief::document::Format::Rtf)));
