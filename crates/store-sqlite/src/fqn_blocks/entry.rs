//! One entry of the index.

use model::ids::DefId;
use model::kinds::DefKind;

use store::keys;

/// A definition under its fully qualified name. Ordered by name, file number and ordinal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct FqnEntry {
    /// The display FQN.
    pub(crate) fqn: String,
    /// The number that the store has given to the file. Never shown.
    pub(crate) file: u32,
    /// Place among the definitions of the file.
    pub(crate) ordinal: DefId,
    /// What it is.
    pub(crate) kind: DefKind,
}

impl FqnEntry {
    /// Where the entry stands in the index. Bounded ([`keys::MAX_TERMINATED`] and eight bytes).
    pub(crate) fn key(&self) -> Vec<u8> {
        let mut key = Vec::with_capacity(self.fqn.len().min(keys::MAX_TEXT) + 32);
        keys::put_terminated(self.fqn.as_bytes(), &mut key);
        key.extend_from_slice(&self.file.to_be_bytes());
        key.extend_from_slice(&self.ordinal.raw().to_be_bytes());
        key
    }
}
