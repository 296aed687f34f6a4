//! Items whose keys may not be in the order of their texts, because the texts were cut: such runs are sorted.

use std::cmp::Ordering;
use std::ops::ControlFlow;

use store::{Each, keys};

/// Gathers items in the order of their keys and gives them in the order of their texts.
pub(crate) struct Runs<T, F> {
    /// The key of the last item of the run.
    key: Vec<u8>,
    run: Vec<T>,
    order: F,
}

impl<T, F: Fn(&T, &T) -> Ordering> Runs<T, F> {
    pub(crate) fn new(order: F) -> Self {
        Self { key: Vec::new(), run: Vec::new(), order }
    }

    /// Adds an item; gives out what came before when it is not of the same run.
    pub(crate) fn push(&mut self, key: &[u8], item: T, each: Each<'_, T>) -> ControlFlow<()> {
        if !self.run.is_empty() && !keys::may_be_disordered(&self.key, key) {
            self.give(each)?;
        }
        self.key.clear();
        self.key.extend_from_slice(key);
        self.run.push(item);
        ControlFlow::Continue(())
    }

    /// Gives out what is left.
    pub(crate) fn finish(mut self, each: Each<'_, T>) -> ControlFlow<()> {
        self.give(each)
    }

    fn give(&mut self, each: Each<'_, T>) -> ControlFlow<()> {
        self.run.sort_by(&self.order);
        self.run.drain(..).try_for_each(each)
    }
}
