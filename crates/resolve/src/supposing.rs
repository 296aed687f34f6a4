//! Sessions that suppose what others do not know.

use crate::session::Session;

impl Session<'_> {
    /// Whether parameters are supposed to receive what their own file passes for them.
    pub fn is_supposing(&self) -> bool {
        self.supposing
    }

    /// Asks a session that supposes what this one does not know. One that supposes asks itself.
    pub(crate) fn suppose<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> T {
        if self.supposing {
            return ask(self);
        }
        let known = self.supposer.take();
        let mut other = known.unwrap_or_else(|| {
            let mut other = Box::new(Self::new(self.world, self.file));
            other.supposing = true;
            other
        });
        other.refuel();
        let answer = ask(&mut other);
        self.supposer = Some(other);
        answer
    }

    /// Searches inside of at most one other search; deeper ones give nothing, and what rests on that is not final.
    pub(crate) fn search<T: Default>(&mut self, search: impl FnOnce(&mut Self) -> T) -> T {
        const DEEPEST_SEARCH: u32 = 2;
        if self.searches == DEEPEST_SEARCH {
            self.cycle = 0;
            return T::default();
        }
        self.searches += 1;
        let found = search(self);
        self.searches -= 1;
        found
    }
}
