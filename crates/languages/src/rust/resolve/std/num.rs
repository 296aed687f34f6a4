pub struct Wrapping<T>(pub T);
pub struct NonZeroUsize;
pub struct NonZeroU64;
pub struct NonZeroU32;
pub struct NonZeroU8;
impl NonZeroUsize { pub fn new(n: usize) -> Option<NonZeroUsize>; pub fn get(self) -> usize; pub const unsafe fn new_unchecked(n: usize) -> NonZeroUsize; }
impl NonZeroU64 { pub fn new(n: u64) -> Option<NonZeroU64>; pub fn get(self) -> u64; }
impl NonZeroU32 { pub fn new(n: u32) -> Option<NonZeroU32>; pub fn get(self) -> u32; }
impl NonZeroU8 { pub fn new(n: u8) -> Option<NonZeroU8>; pub fn get(self) -> u8; }
pub use prim::{ParseIntError, ParseFloatError};
pub struct TryFromIntError;
