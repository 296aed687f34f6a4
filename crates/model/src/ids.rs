//! Ids. Those of a file's facts are indices into one of its tables; none means anything outside its file.

use std::fmt;

macro_rules! index_newtype {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the element at `index`.
            pub const fn new(index: u32) -> Self {
                Self(index)
            }

            /// Position in the table, as a number.
            pub const fn raw(self) -> u32 {
                self.0
            }

            /// Position in the table, for indexing.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl From<$name> for u32 {
            fn from(id: $name) -> u32 {
                id.0
            }
        }

        impl From<u32> for $name {
            fn from(raw: u32) -> Self {
                Self(raw)
            }
        }
    )*};
}

index_newtype! {
    /// A string interned in a file's [`crate::names::Names`].
    NameId;
    /// A definition of a file.
    DefId;
    /// A scope of a file. Scope 0 is the file itself.
    ScopeId;
    /// A reference site of a file.
    SiteId;
    /// An expression of a file.
    ExprId;
    /// A block of a control flow graph.
    BlockId;
    /// A type expression of a file.
    TypeId;
    /// An import of a file.
    ImportId;
    /// A name introduced in a scope of a file.
    BindingId;
}

/// The stable identity of a symbol: 128 bits of BLAKE3 over language, canonical FQN, kind and disambiguator.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SymbolId([u8; 16]);

impl SymbolId {
    /// Takes the 16 bytes as they were stored.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads the 32 hexadecimal characters of [`SymbolId`]'s text form; `None` when it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(|number| Self(number.to_be_bytes()))
    }
}

impl fmt::Display for SymbolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for SymbolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SymbolId({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::SymbolId;

    #[test]
    fn symbol_ids_print_and_parse() {
        let id = SymbolId::from_bytes(*b"\x00\x01abcdefghijklmn");
        assert_eq!(id.to_string(), "00016162636465666768696a6b6c6d6e");
        assert_eq!(SymbolId::parse(&id.to_string()), Some(id));
        assert_eq!(SymbolId::parse("+0016162636465666768696a6b6c6d6e"), None);
        assert_eq!(SymbolId::parse("0001"), None);
    }
}
