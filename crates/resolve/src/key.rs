//! Keys of what answers depend on.

/// The hashed form of something that a session asked: `kind` is one of `name`, `file`, `basename`, `module`, `inherit`
/// and what policies add; `text` says which. FNV-1a with a final mix: the same in all versions. A collision only wakes
/// a file too many.
pub fn key(kind: &str, text: &str) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in kind.bytes().chain([0]).chain(text.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash ^= hash >> 32;
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}
