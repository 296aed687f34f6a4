//! Symbols as a filter names them: also those that are not there yet, or not any more.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use globset::GlobMatcher;
use model::ids::{DefId, SymbolId};
use model::path::RepoPath;
use store::{FqnHit, Snapshot, StoreError, SymbolHit};

use crate::file_view::FileView;
use crate::find::{SEPARATORS, glob, is_end_of, last_segment, literal_prefix};
use crate::select::MIN_ID_PREFIX;

/// Which symbols are meant.
///
/// ```
/// use query::SymbolPattern;
/// # let id = model::ids::SymbolId::from_bytes([0xab; 16]);
///
/// let means = |pattern: &str, fqn: &str| SymbolPattern::parse(pattern).expect("a pattern").means(id, fqn);
/// assert!(means("total", "shop.cart.total"), "a name");
/// assert!(means("cart.total", "shop.cart.total"), "the last segments");
/// assert!(means("shop.*", "shop.cart.total"), "a glob with a separator is one over qualified names");
/// assert!(means("to*", "shop.cart.total"), "and one without is one over names");
/// assert!(means("abababab", "anything"), "the beginning of an id");
/// assert!(!means("otal", "shop.cart.total"));
/// ```
#[derive(Clone, Debug)]
pub struct SymbolPattern {
    id: Option<IdPrefix>,
    name: Option<NameForm>,
}

/// The first hexadecimal digits of an id.
#[derive(Clone, Copy, Debug)]
struct IdPrefix {
    digits: u32,
    value: u128,
}

#[derive(Clone, Debug)]
enum NameForm {
    /// A name, or the last segments of a qualified one.
    End(String),
    /// A glob over names.
    Name(GlobMatcher),
    /// A glob over qualified names.
    Qualified(GlobMatcher),
}

impl SymbolPattern {
    /// Reads a symbol id or its beginning (8 digits or more), a name, the last segments of a qualified name, or a glob
    /// (`*`, `?`, `[…]`, `{a,b}`) over names or, with a separator in it, over qualified names.
    ///
    /// # Errors
    /// The reason when a glob cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let id = IdPrefix::parse(text);
        if id.is_some_and(|id| id.digits == 32) {
            return Ok(Self { id, name: None });
        }
        let name = if literal_prefix(text) == text {
            NameForm::End(text.to_owned())
        } else if text.contains(SEPARATORS) {
            NameForm::Qualified(glob(text)?)
        } else {
            NameForm::Name(glob(text)?)
        };
        Ok(Self { id, name: Some(name) })
    }

    /// The one symbol with this id.
    pub fn of_id(id: SymbolId) -> Self {
        Self { id: Some(IdPrefix { digits: 32, value: number(id) }), name: None }
    }

    /// Whether it can mean symbols by what they are called.
    pub fn has_names(&self) -> bool {
        self.name.is_some()
    }

    /// Whether the symbol with this id is meant, whatever it is called.
    pub fn means_id(&self, id: SymbolId) -> bool {
        self.id.is_some_and(|prefix| prefix.value == number(id) >> (128 - 4 * prefix.digits))
    }

    /// Whether the symbol with this id and display FQN is meant.
    pub fn means(&self, id: SymbolId, fqn: &str) -> bool {
        self.means_id(id) || self.means_called(fqn)
    }

    fn means_called(&self, fqn: &str) -> bool {
        match &self.name {
            None => false,
            Some(NameForm::End(text)) => text == fqn || is_end_of(text, fqn),
            Some(NameForm::Name(glob)) => glob.is_match(last_segment(fqn)),
            Some(NameForm::Qualified(glob)) => glob.is_match(fqn),
        }
    }

    /// Calls `each` with every symbol of a snapshot that is meant by what it is called. Costs a look in the index of names or of qualified names and
    /// the files of the results.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn each_called(
        &self,
        snapshot: &dyn Snapshot,
        each: &mut dyn FnMut(SymbolId),
    ) -> Result<(), StoreError> {
        let mut places: BTreeMap<RepoPath, Vec<DefId>> = BTreeMap::new();
        self.list(snapshot, &mut |path, def| places.entry(path).or_default().push(def))?;
        for (path, defs) in places {
            let damaged = || StoreError::corrupt("a symbol that its file does not have", path.as_str());
            let view = FileView::load(snapshot, &path)?.ok_or_else(damaged)?;
            for def in defs {
                if def.index() >= view.facts.defs.len() {
                    return Err(damaged());
                }
                if self.means_called(&view.display_fqn(def)) {
                    each(view.id(def));
                }
            }
        }
        Ok(())
    }

    /// Places of definitions that may be meant, and all that are.
    fn list(&self, snapshot: &dyn Snapshot, each: &mut dyn FnMut(RepoPath, DefId)) -> Result<(), StoreError> {
        let of_name = &mut |SymbolHit { path, ordinal, .. }| {
            each(path, ordinal);
            ControlFlow::Continue(())
        };
        match &self.name {
            None => Ok(()),
            Some(NameForm::End(text)) => snapshot.symbols_named(last_segment(text), of_name),
            Some(NameForm::Name(glob)) => {
                let prefix = literal_prefix(glob.glob().glob());
                snapshot.symbols_matching(prefix, &|name| glob.is_match(name), of_name)
            }
            Some(NameForm::Qualified(glob)) => {
                let prefix = literal_prefix(glob.glob().glob());
                snapshot.fqns_with_prefix(prefix, &mut |FqnHit { fqn, path, ordinal, .. }| {
                    if glob.is_match(&fqn) {
                        each(path, ordinal);
                    }
                    ControlFlow::Continue(())
                })
            }
        }
    }
}

impl IdPrefix {
    fn parse(text: &str) -> Option<Self> {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let fits = (MIN_ID_PREFIX..=32).contains(&text.len());
        let value = (is_hex && fits).then(|| u128::from_str_radix(text, 16).ok())??;
        Some(Self { digits: text.len() as u32, value })
    }
}

fn number(id: SymbolId) -> u128 {
    u128::from_be_bytes(*id.as_bytes())
}

#[cfg(test)]
mod tests {
    use model::ids::SymbolId;

    use super::SymbolPattern;

    #[test]
    fn ids_are_meant_by_their_beginning() {
        let id = SymbolId::parse("0123456789abcdef0123456789abcdef").expect("an id");
        let means = |text: &str| SymbolPattern::parse(text).expect("a pattern").means_id(id);
        assert!(means("01234567") && means("0123456789ABCDEF0123456789abcdef"));
        assert!(!means("0123456") && !means("11234567") && !means("0123456789abcdef0123456789abcdee"));
        assert!(SymbolPattern::of_id(id).means_id(id) && !SymbolPattern::of_id(id).has_names());
    }

    #[test]
    fn what_looks_like_an_id_may_be_a_name_too() {
        let pattern = SymbolPattern::parse("deadbeef").expect("a pattern");
        let other = SymbolId::from_bytes([0; 16]);
        assert!(pattern.has_names() && pattern.means(other, "m.deadbeef") && !pattern.means_id(other));
    }

    #[test]
    fn a_glob_that_cannot_be_read_is_refused() {
        assert!(SymbolPattern::parse("[unclosed").is_err());
    }
}
