//! Any parts, packed and read as docx.
#![no_main]

#[path = "../../tests/support/sound.rs"]
mod sound;
#[path = "../parts.rs"]
mod parts;

libfuzzer_sys::fuzz_target!(|parts: &[u8]| sound::read(&parts::packed(parts), Some(brief::document::Format::Docx)));
