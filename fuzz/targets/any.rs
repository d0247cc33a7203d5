//! Any bytes, read as what they look like, compressed or not.
#![no_main]

#[path = "../../tests/support/sound.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::read(bytes, None));
