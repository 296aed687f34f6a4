//! Looking up one key without opening anything.

use std::fs::File;

use super::meta::{Meta, TreeRecord};
use super::node::Value;
use super::{MAX_DEPTH, PageError, Pages};

/// The value of `key` in the named database `name` of a state; `None` when there is no such database or key.
///
/// # Errors
/// When pages on the way are damaged or cannot be read. A file that others write to can change under the reader: then the
/// newest state is another when it is asked for again.
pub(crate) fn find(file: &File, meta: &Meta, name: &[u8], key: &[u8]) -> Result<Option<Vec<u8>>, PageError> {
    let pages = Pages::new(file, meta).map_err(PageError::Io)?;
    match pages.find(&meta.main, name)? {
        Some(Found::Tree(tree)) => Ok(pages.find(&tree, key)?.and_then(|found| match found {
            Found::Bytes(bytes) => Some(bytes),
            Found::Tree(_) => None,
        })),
        _ => Ok(None),
    }
}

enum Found {
    Bytes(Vec<u8>),
    Tree(TreeRecord),
}

impl Pages<'_> {
    fn find(&self, tree: &TreeRecord, key: &[u8]) -> Result<Option<Found>, PageError> {
        if tree.is_empty() {
            return Ok(None);
        }
        let mut number = tree.root;
        for _ in 0..MAX_DEPTH {
            let page = self.tree_page(number)?;
            // The last node whose key is at most `key`; the first of a branch is below everything.
            let mut chosen = if page.is_branch() { Some(page.node(0)?) } else { None };
            for index in usize::from(page.is_branch())..page.len() {
                let node = page.node(index)?;
                if node.key > key {
                    break;
                }
                chosen = Some(node);
            }
            let Some(node) = chosen else { return Ok(None) };
            let is_it = node.key == key;
            match node.value {
                Value::Child(child) => number = child,
                _ if !is_it => return Ok(None),
                Value::Inline(bytes) => return Ok(Some(Found::Bytes(bytes.to_vec()))),
                Value::Big { page, length } => {
                    return Ok(Some(Found::Bytes(self.big_value(page, length)?.0)));
                }
                Value::Tree(tree) => return Ok(Some(Found::Tree(tree))),
            }
        }
        Err(PageError::damaged(tree.root, "a tree that is too deep"))
    }
}
