//! Numbers that ranking is made of: whole ones, so that every machine comes to the same order.

/// One, in the unit of all points.
pub(crate) const UNIT: u64 = 1024;

/// The binary logarithm of `numerator / denominator`, which is at least 1, in units.
pub(crate) fn log2(numerator: u64, denominator: u64) -> u64 {
    // In 32.32 bits; beyond 2^32 nothing is told apart.
    let mut ratio =
        ((u128::from(numerator) << 32) / u128::from(denominator.max(1))).min(u128::from(u64::MAX)) as u64;
    ratio = ratio.max(1 << 32);
    let whole = u64::from(ratio.ilog2()) - 32;
    // Between 1 and 2, in 1.31 bits: squared again and again, each time it reaches 2 is a bit of the logarithm.
    let mut rest = ratio >> (whole + 1);
    let mut fraction = 0;
    for _ in 0..UNIT.ilog2() {
        rest = (rest * rest) >> 31;
        fraction <<= 1;
        if rest >= 1 << 32 {
            fraction |= 1;
            rest >>= 1;
        }
    }
    whole * UNIT + fraction
}

/// How much is said by something that `having` of `files` files have, in units: much when it is rare, never nothing.
pub(crate) fn rarity(files: u64, having: u64) -> u64 {
    log2(2 * files + 2, 2 * having + 1).max(1)
}

#[cfg(test)]
mod tests {
    use super::{log2, rarity};

    #[test]
    fn logarithms_are_right_to_a_unit() {
        let cases: [(u32, u32); 7] = [(1, 1), (2, 1), (3, 1), (10, 3), (1_000_000, 7), (4096, 4095), (5, 9)];
        for (numerator, denominator) in cases {
            let exact = (f64::from(numerator) / f64::from(denominator)).max(1.0).log2() * 1024.0;
            let ours = u32::try_from(log2(u64::from(numerator), u64::from(denominator))).expect("is small");
            assert!(
                (exact - f64::from(ours)).abs() <= 1.5,
                "log2({numerator}/{denominator}): {exact}, {ours}"
            );
        }
    }

    #[test]
    fn what_few_have_says_more() {
        assert!(rarity(1000, 1) > rarity(1000, 10) && rarity(1000, 10) > rarity(1000, 1000));
        assert!(rarity(1, 1) > 0 && rarity(10, 10) > 0);
    }
}
