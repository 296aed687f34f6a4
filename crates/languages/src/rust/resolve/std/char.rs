pub fn from_u32(n: u32) -> Option<char>;
pub fn from_digit(n: u32, r: u32) -> Option<char>;
pub const REPLACEMENT_CHARACTER: char;
