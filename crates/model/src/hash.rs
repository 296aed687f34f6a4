//! Hashes that name contents: of a file's bytes, of its facts, of a whole view.

use std::fmt;

macro_rules! hash_newtype {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 32]);

        impl $name {
            /// BLAKE3 of `bytes`.
            pub fn of(bytes: &[u8]) -> Self {
                Self(*blake3::hash(bytes).as_bytes())
            }

            /// Takes the 32 bytes as they were stored.
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// Reads the 64 hexadecimal digits of the text form; `None` when it is anything else.
            pub fn parse(text: &str) -> Option<Self> {
                let pairs = text.as_bytes().chunks_exact(2);
                let byte = |pair: &[u8]| {
                    let digit = |digit: u8| char::from(digit).to_digit(16);
                    Some((digit(pair[0])? << 4 | digit(pair[1])?) as u8)
                };
                let bytes: Option<Vec<u8>> = pairs.map(byte).collect();
                bytes?.try_into().ok().filter(|_| text.len() == 64).map(Self)
            }

            /// The 32 bytes.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
    };
}

hash_newtype! {
    /// BLAKE3 of a file's bytes as stored on disk.
    ContentHash
}

hash_newtype! {
    /// BLAKE3 of everything one file contributes to a view: path, language, module and encoded facts.
    FileDigest
}

hash_newtype! {
    /// The digest of a view; equal exactly when two databases describe the same tree in the same way.
    Digest
}

/// A multiset hash of file digests: their sum modulo 2^256.
///
/// Adding and removing one file costs that file, not the view, and the order of additions does not matter
/// (Bellare & Micciancio, "A New Paradigm for Collision-Free Hashing", 1997, there AdHash).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DigestSum {
    sum: [u64; 4],
    files: u64,
}

impl DigestSum {
    /// Adds a file's digest.
    pub fn add(&mut self, file: &FileDigest) {
        let mut carry = false;
        for (limb, word) in self.sum.iter_mut().zip(words(file)) {
            let (partial, over) = limb.overflowing_add(word);
            let (total, over_carry) = partial.overflowing_add(u64::from(carry));
            (*limb, carry) = (total, over || over_carry);
        }
        self.files = self.files.wrapping_add(1);
    }

    /// Takes away a digest that was added before.
    pub fn remove(&mut self, file: &FileDigest) {
        let mut borrow = false;
        for (limb, word) in self.sum.iter_mut().zip(words(file)) {
            let (partial, under) = limb.overflowing_sub(word);
            let (total, under_borrow) = partial.overflowing_sub(u64::from(borrow));
            (*limb, borrow) = (total, under || under_borrow);
        }
        self.files = self.files.wrapping_sub(1);
    }

    /// The view's digest: BLAKE3 over the sum and the number of files.
    pub fn finish(&self) -> Digest {
        Digest::of(&self.to_bytes())
    }

    /// The 40 bytes that a store keeps between runs.
    pub fn to_bytes(&self) -> [u8; 40] {
        let mut bytes = [0; 40];
        for (slot, word) in bytes.chunks_exact_mut(8).zip(self.sum.iter().chain([&self.files])) {
            slot.copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }

    /// The reverse of [`DigestSum::to_bytes`].
    pub fn from_bytes(bytes: &[u8; 40]) -> Self {
        let mut all = [0u64; 5];
        for (word, chunk) in all.iter_mut().zip(bytes.chunks_exact(8)) {
            *word = u64::from_le_bytes(chunk.try_into().expect("chunks_exact(8) yields 8 bytes"));
        }
        let [a, b, c, d, files] = all;
        Self { sum: [a, b, c, d], files }
    }
}

fn words(file: &FileDigest) -> impl Iterator<Item = u64> + '_ {
    file.as_bytes()
        .chunks_exact(8)
        .map(|chunk| u64::from_le_bytes(chunk.try_into().expect("chunks_exact(8) yields 8 bytes")))
}

#[cfg(test)]
mod tests {
    use super::{DigestSum, FileDigest};

    #[test]
    fn order_does_not_matter_and_removal_undoes() {
        let files: Vec<_> = (0u8..50).map(|n| FileDigest::of(&[n])).collect();
        let mut forward = DigestSum::default();
        files.iter().for_each(|file| forward.add(file));
        let mut backward = DigestSum::default();
        files.iter().rev().for_each(|file| backward.add(file));
        assert_eq!(forward, backward);

        backward.add(&FileDigest::of(b"extra"));
        assert_ne!(forward.finish(), backward.finish());
        backward.remove(&FileDigest::of(b"extra"));
        assert_eq!(forward.finish(), backward.finish());
        assert_eq!(DigestSum::from_bytes(&forward.to_bytes()), forward);
    }
}
