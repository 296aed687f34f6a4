//! Macro calls made readable: text that the grammar parses in place of the file's, offset for offset.
//!
//! The grammar keeps arguments of macros as bare tokens. Most are ordinary code, though, and are worth reading as
//! such. So before parsing
//!
//! * `name!(a, b)` becomes `name (a, b)`, a call, where what stands inside looks like expressions (`vec![x; n]` becomes
//!   `vec (x, n)`); the rules know such calls by the `!` in the file's own text;
//! * `name! { items }` becomes its items, where they look like items (`thread_local!`, `lazy_static!`, `cfg_if!`);
//!   [`wrappers`] tells the rules which macros were there.
//!
//! Whatever else is in a macro stays as it is and is read token by token.

mod edits;
mod items;
mod lexer;
mod values;

pub(super) use edits::Wrapper;

/// The text to be parsed; `None` when it is the file's own.
pub(super) fn mask(source: &str) -> Option<String> {
    let found = edits::find(source)?;
    if found.replaced.is_empty() {
        return None;
    }
    let mut bytes = source.as_bytes().to_vec();
    for (at, byte) in found.replaced {
        bytes[at as usize] = byte;
    }
    String::from_utf8(bytes).ok()
}

/// The macros whose text [`mask`] took away around their items, in order.
pub(super) fn wrappers(source: &str) -> Vec<Wrapper> {
    edits::find(source).map(|found| found.wrappers).unwrap_or_default()
}
