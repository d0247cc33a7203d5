//! Files made to do harm, one small generator each. `n` says how much of it there is.

mod office;
mod page;
mod pdf;
mod post;
mod words;

/// A file that means harm.
pub struct Hostile {
    /// What it is called; its ending is its format's.
    pub name: &'static str,
    /// How much of it there is at full size.
    pub full: usize,
    make: fn(usize) -> Vec<u8>,
}

impl Hostile {
    /// The file, with one `part`-th of all that it could have.
    pub fn bytes(&self, part: usize) -> Vec<u8> {
        (self.make)((self.full / part).max(1))
    }
}

const fn hostile(name: &'static str, full: usize, make: fn(usize) -> Vec<u8>) -> Hostile {
    Hostile { name, full, make }
}

/// All of them.
pub fn all() -> Vec<Hostile> {
    [words::ALL, page::ALL, pdf::ALL, office::ALL, post::ALL]
        .into_iter()
        .flatten()
        .map(|one| Hostile { name: one.name, full: one.full, make: one.make })
        .collect()
}

/// The same words again and again.
fn again(words: &str, n: usize) -> Vec<u8> {
    words.repeat(n).into_bytes()
}

/// What `each` makes of the numbers below `n`.
fn numbered(n: usize, each: impl Fn(usize) -> String) -> String {
    (0..n).map(each).collect()
}

/// What deflates to next to nothing.
fn zlib(content: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}
