//! The hash of names and of blocks: XXH3 with 64 bits, seed 0.

use twox_hash::XxHash3_64;

/// Hash of `bytes`.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// A number below `count` that grows with `hash`: equal parts of the hashes fall on each.
pub(crate) const fn share(hash: u64, count: u32) -> u32 {
    (((hash >> 32) * count as u64) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{hash, share};

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(b""), 0x2d06_8005_38d3_94c2);
    }

    #[test]
    fn shares_ascend_and_stay_below_the_count() {
        assert_eq!(share(0, 10), 0);
        assert_eq!(share(u64::MAX, 10), 9);
        assert_eq!(share(1 << 63, 10), 5);
    }
}
