//! Walking everything that a state of a file can reach.

use std::cmp::Ordering;
use std::fs::File;
use std::io;

use store::Damage;

use super::meta::{Meta, TreeRecord};
use super::node::{TreePage, Value};
use super::{MAX_DEPTH, PageError, Pages, u64_at};

/// Enough to tell a person; a file with more is not repaired page by page.
const MAX_DAMAGE: usize = 100;

/// Looks at every page that can be reached from `meta`: bounds of every node, order of keys, pages that belong to two owners, counts.
/// Gives what is wrong. Reads the whole file once; memory is two bits a page.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn verify(file: &File, meta: &Meta) -> io::Result<Vec<Damage>> {
    let pages = Pages::new(file, meta)?;
    let there = pages.there;
    let mut walk = Walk { pages, owned: Bits::new(there), damage: Vec::new() };
    walk.tree("named databases", &meta.main, &mut Kind::Names)?;
    let mut free = Bits::new(there);
    walk.tree("free pages", &meta.free, &mut Kind::Free(&mut free))?;
    let both = (0..there).find(|&page| free.has(page) && walk.owned.has(page));
    if let Some(page) = both {
        walk.report("free pages", page, "a page that is free and used");
    }
    Ok(walk.damage)
}

/// A set of pages. Those behind the end of the file are in none: they are free, or reading them fails.
struct Bits(Vec<u64>);

impl Bits {
    fn new(count: u64) -> Self {
        Self(vec![0; count.div_ceil(64) as usize])
    }

    fn has(&self, page: u64) -> bool {
        self.0[(page / 64) as usize] >> (page % 64) & 1 != 0
    }

    /// Adds a page; gives whether it is new.
    fn add(&mut self, page: u64) -> bool {
        let Some(word) = self.0.get_mut((page / 64) as usize) else { return true };
        let before = *word;
        *word |= 1 << (page % 64);
        *word != before
    }
}

/// What a tree holds.
enum Kind<'b> {
    /// Names of trees.
    Names,
    /// Lists of free pages under numbers of transactions.
    Free(&'b mut Bits),
    /// Rows.
    Rows,
}

impl Kind<'_> {
    fn order(&self, a: &[u8], b: &[u8]) -> Ordering {
        match self {
            Self::Names | Self::Rows => a.cmp(b),
            // Numbers of this machine; another length is out of order anyway.
            Self::Free(_) => {
                let number = |key: &[u8]| key.first_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes));
                number(a).cmp(&number(b))
            }
        }
    }
}

/// Between which keys those below a page are.
#[derive(Clone, Copy)]
struct Bounds<'k> {
    low: Option<&'k [u8]>,
    end: Option<&'k [u8]>,
}

struct Walk<'f> {
    pages: Pages<'f>,
    /// Pages that belong to a tree.
    owned: Bits,
    damage: Vec<Damage>,
}

/// What was counted in a tree.
#[derive(Default, PartialEq, Eq)]
struct Counts {
    branch_pages: u64,
    leaf_pages: u64,
    overflow_pages: u64,
    entries: u64,
}

/// A tree being walked.
struct Tree<'k, 'b> {
    name: &'k str,
    kind: &'k mut Kind<'b>,
    counts: Counts,
    /// The key before.
    last: Option<Vec<u8>>,
    depth: u16,
    whole: bool,
}

impl Walk<'_> {
    fn report(&mut self, place: &str, page: u64, what: &str) {
        if self.damage.len() < MAX_DAMAGE {
            self.damage.push(Damage { place: format!("{place}, page {page}"), what: what.to_owned() });
        }
    }

    /// Notes damage and goes on; a file that cannot be read is the end.
    fn note<T>(&mut self, name: &str, read: Result<T, PageError>) -> io::Result<Option<T>> {
        match read {
            Ok(value) => Ok(Some(value)),
            Err(PageError::Io(error)) => Err(error),
            Err(PageError::Damaged { page, what }) => {
                self.report(name, page, what);
                Ok(None)
            }
        }
    }

    fn tree(&mut self, name: &str, record: &TreeRecord, kind: &mut Kind<'_>) -> io::Result<()> {
        let depth = record.depth;
        let mut tree = Tree { name, kind, counts: Counts::default(), last: None, depth, whole: true };
        if record.is_empty() {
            tree.whole = depth == 0;
        } else if depth == 0 || depth > MAX_DEPTH {
            self.report(name, record.root, "a tree of a depth that cannot be");
            return Ok(());
        } else {
            self.page(&mut tree, record.root, 1, Bounds { low: None, end: None })?;
        }
        let said = Counts {
            branch_pages: record.branch_pages,
            leaf_pages: record.leaf_pages,
            overflow_pages: record.overflow_pages,
            entries: record.entries,
        };
        if tree.whole && tree.counts != said {
            self.report(name, record.root, "a tree with another number of pages or entries than it says");
        }
        Ok(())
    }

    /// Takes pages for a tree; gives whether they are its alone.
    fn own(&mut self, tree: &mut Tree<'_, '_>, first: u64, count: u64) -> bool {
        for page in first..first + count {
            if !self.owned.add(page) {
                self.report(tree.name, page, "a page that is used twice");
                tree.whole = false;
                return false;
            }
        }
        true
    }

    /// Walks what is below a page.
    fn page(
        &mut self,
        tree: &mut Tree<'_, '_>,
        number: u64,
        level: u16,
        bounds: Bounds<'_>,
    ) -> io::Result<()> {
        let read = self.pages.tree_page(number);
        let Some(page) = self.note(tree.name, read)? else {
            tree.whole = false;
            return Ok(());
        };
        if !self.own(tree, number, 1) {
            return Ok(());
        }
        if page.is_branch() == (level == tree.depth) {
            self.report(tree.name, number, "a page at another depth than its tree says");
            tree.whole = false;
            return Ok(());
        }
        let walked = if page.is_branch() {
            tree.counts.branch_pages += 1;
            self.branch(tree, &page, level, bounds)
        } else {
            tree.counts.leaf_pages += 1;
            self.leaf(tree, &page, bounds)
        };
        tree.whole &= self.note(tree.name, walked)?.is_some();
        Ok(())
    }

    fn branch(
        &mut self,
        tree: &mut Tree<'_, '_>,
        page: &TreePage,
        level: u16,
        bounds: Bounds<'_>,
    ) -> Result<(), PageError> {
        for index in 0..page.len() {
            let node = page.node(index)?;
            let low = if index == 0 { bounds.low } else { Some(node.key) };
            let end = if index + 1 < page.len() { Some(page.node(index + 1)?.key) } else { bounds.end };
            if let Value::Child(child) = node.value {
                self.page(tree, child, level + 1, Bounds { low, end }).map_err(PageError::Io)?;
            }
        }
        Ok(())
    }

    fn leaf(
        &mut self,
        tree: &mut Tree<'_, '_>,
        page: &TreePage,
        bounds: Bounds<'_>,
    ) -> Result<(), PageError> {
        for index in 0..page.len() {
            let node = page.node(index)?;
            let is_ordered = tree.last.as_deref().is_none_or(|last| tree.kind.order(last, node.key).is_lt())
                && bounds.low.is_none_or(|low| tree.kind.order(low, node.key).is_le())
                && bounds.end.is_none_or(|end| tree.kind.order(node.key, end).is_lt());
            if !is_ordered {
                self.report(tree.name, page.number, "keys that are not in order");
            }
            tree.last = Some(node.key.to_vec());
            tree.counts.entries += 1;
            self.value(tree, page.number, node.key, node.value)?;
        }
        Ok(())
    }

    fn value(
        &mut self,
        tree: &mut Tree<'_, '_>,
        page: u64,
        key: &[u8],
        value: Value<'_>,
    ) -> Result<(), PageError> {
        match value {
            Value::Inline(bytes) => self.bytes(tree, page, bytes),
            Value::Big { page, length } => {
                let (bytes, count) = self.pages.big_value(page, length)?;
                tree.counts.overflow_pages += count;
                if self.own(tree, page, count) {
                    self.bytes(tree, page, &bytes);
                }
            }
            Value::Tree(record) if matches!(tree.kind, Kind::Names) => {
                let name = String::from_utf8_lossy(key).into_owned();
                self.tree(&name, &record, &mut Kind::Rows).map_err(PageError::Io)?;
            }
            Value::Tree(_) | Value::Child(_) => self.report(tree.name, page, "a tree where rows should be"),
        }
        Ok(())
    }

    fn bytes(&mut self, tree: &mut Tree<'_, '_>, page: u64, bytes: &[u8]) {
        match tree.kind {
            Kind::Rows => {}
            Kind::Names => self.report(tree.name, page, "rows where trees should be"),
            Kind::Free(free) => {
                let wrong = free_pages(bytes, self.pages.last_page, free);
                if let Some(what) = wrong {
                    self.report(tree.name, page, what);
                }
            }
        }
    }
}

/// Adds a list of free pages: a count, then so many page numbers.
fn free_pages(bytes: &[u8], last: u64, free: &mut Bits) -> Option<&'static str> {
    let room = bytes.len() as u64 / 8;
    let count = if room == 0 { u64::MAX } else { u64_at(bytes, 0) };
    if count >= room {
        return Some("a list of free pages of a length that cannot be");
    }
    for at in (1..=count as usize).map(|index| index * 8) {
        let page = u64_at(bytes, at);
        if page < 2 || page > last {
            return Some("a free page outside of the database");
        }
        if !free.add(page) {
            return Some("a page that is free twice");
        }
    }
    None
}
