//! What stands in a page of a tree.

use super::meta::{TREE_SIZE, TreeRecord};
use super::{PAGE_HEADER, PageError, Pages, u16_at, u32_at, u64_at};

const BRANCH: u16 = 1;
const LEAF: u16 = 2;
const OVERFLOW: u16 = 4;
const NODE_HEADER: usize = 8;
/// The value is on pages of its own.
const BIG_DATA: u16 = 1;
/// The value is the record of a tree.
const SUB_TREE: u16 = 2;

/// A page of a tree whose nodes lie inside of it.
pub(super) struct TreePage {
    pub(super) number: u64,
    bytes: Vec<u8>,
    is_branch: bool,
    count: usize,
}

/// A node of a page.
pub(super) struct Node<'p> {
    pub(super) key: &'p [u8],
    pub(super) value: Value<'p>,
}

/// What a node leads to.
pub(super) enum Value<'p> {
    /// A page further down.
    Child(u64),
    /// Bytes in the page.
    Inline(&'p [u8]),
    /// Bytes on other pages: the first one, and how many bytes.
    Big { page: u64, length: u64 },
    /// A named database.
    Tree(TreeRecord),
}

impl Pages<'_> {
    /// Reads a page of a tree and checks its outline.
    pub(super) fn tree_page(&self, number: u64) -> Result<TreePage, PageError> {
        let bytes = self.read(number, 1)?;
        let damaged = |what| PageError::damaged(number, what);
        if u64_at(&bytes, 0) != number {
            return Err(damaged("a page that says it is another"));
        }
        let flags = u16_at(&bytes, 10);
        let is_branch = match flags {
            BRANCH => true,
            LEAF => false,
            _ => return Err(damaged("a page of a kind that is not expected here")),
        };
        let (lower, upper) = (usize::from(u16_at(&bytes, 12)), usize::from(u16_at(&bytes, 14)));
        if lower < PAGE_HEADER || lower > upper || upper > bytes.len() || lower % 2 != 0 {
            return Err(damaged("a page whose bounds cannot be"));
        }
        let count = (lower - PAGE_HEADER) / 2;
        if count == 0 || (is_branch && count < 2) {
            return Err(damaged("a page with too few nodes"));
        }
        Ok(TreePage { number, bytes, is_branch, count })
    }

    /// Reads a value that is on pages of its own; gives it and how many pages it takes.
    pub(super) fn big_value(&self, page: u64, length: u64) -> Result<(Vec<u8>, u64), PageError> {
        let count = (length.saturating_add(PAGE_HEADER as u64)).div_ceil(self.page_size as u64);
        let head = self.read(page, 1)?;
        let damaged = |what| PageError::damaged(page, what);
        if u64_at(&head, 0) != page || u16_at(&head, 10) != OVERFLOW || u64::from(u32_at(&head, 12)) != count
        {
            return Err(damaged("pages of a large value that do not fit it"));
        }
        let mut bytes = self.read(page, count)?;
        bytes.drain(..PAGE_HEADER);
        bytes.truncate(usize::try_from(length).map_err(|_| damaged("a value larger than memory"))?);
        Ok((bytes, count))
    }
}

impl TreePage {
    pub(super) fn is_branch(&self) -> bool {
        self.is_branch
    }

    /// How many nodes it has.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// One of its nodes. The key of a branch's first node means nothing.
    pub(super) fn node(&self, index: usize) -> Result<Node<'_>, PageError> {
        let outside = || PageError::damaged(self.number, "a node outside of its page");
        let at = usize::from(u16_at(&self.bytes, PAGE_HEADER + 2 * index));
        let upper = usize::from(u16_at(&self.bytes, 14));
        let node =
            self.bytes.get(at..).filter(|node| at >= upper && node.len() >= NODE_HEADER && at % 2 == 0);
        let node = node.ok_or_else(outside)?;
        let low = u32_at(node, 0);
        let flags = u16_at(node, 4);
        let key_size = usize::from(u16_at(node, 6));
        let (key, rest) = node[NODE_HEADER..].split_at_checked(key_size).ok_or_else(outside)?;
        if self.is_branch {
            return Ok(Node { key, value: Value::Child(u64::from(low) | u64::from(flags) << 32) });
        }
        let value = match flags {
            0 => Value::Inline(rest.get(..low as usize).ok_or_else(outside)?),
            BIG_DATA if rest.len() >= 8 => Value::Big { page: u64_at(rest, 0), length: low.into() },
            SUB_TREE if low as usize == TREE_SIZE && rest.len() >= TREE_SIZE => {
                Value::Tree(TreeRecord::read(rest))
            }
            _ => return Err(PageError::damaged(self.number, "a node of a kind that is not used here")),
        };
        Ok(Node { key, value })
    }
}
