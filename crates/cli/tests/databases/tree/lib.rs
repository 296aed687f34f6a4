//! Doubling.

pub fn double(x: u8) -> u8 { helper(x) }
fn helper(x: u8) -> u8 { x * 2 }
