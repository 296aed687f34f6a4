//! A set of small numbers, one bit each.

/// A set of numbers below a bound.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// No numbers, room for those below `bound`.
    pub(crate) fn new(bound: usize) -> Self {
        Self { words: vec![0; bound.div_ceil(64)] }
    }

    /// Whether it has no room at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether it has a number.
    #[inline]
    pub(crate) fn has(&self, number: u32) -> bool {
        self.words[number as usize / 64] >> (number % 64) & 1 == 1
    }

    /// Adds a number; `true` when it was not there.
    #[inline]
    pub(crate) fn insert(&mut self, number: u32) -> bool {
        let word = &mut self.words[number as usize / 64];
        let bit = 1 << (number % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Takes a number out.
    #[inline]
    pub(crate) fn remove(&mut self, number: u32) {
        self.words[number as usize / 64] &= !(1 << (number % 64));
    }

    /// Takes all numbers out, ascending, and appends them to `numbers`.
    pub(crate) fn drain_into(&mut self, numbers: &mut Vec<u32>) {
        for (index, word) in self.words.iter_mut().enumerate() {
            while *word != 0 {
                numbers.push(index as u32 * 64 + word.trailing_zeros());
                *word &= *word - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn numbers_go_in_once_and_come_out_ascending() {
        let mut bits = Bits::new(130);
        assert!(bits.insert(129) && bits.insert(0) && bits.insert(64) && !bits.insert(129));
        assert!(bits.has(64) && !bits.has(63));
        let mut numbers = Vec::new();
        bits.drain_into(&mut numbers);
        assert_eq!(numbers, [0, 64, 129]);
        assert!(!bits.has(64));
        bits.insert(65);
        bits.remove(65);
        assert!(!bits.has(65));
    }
}
