//! Types that the language has built in, and their members.

pub struct prim_bool;
pub struct prim_char;
pub struct prim_str;
pub struct prim_u8;
pub struct prim_u16;
pub struct prim_u32;
pub struct prim_u64;
pub struct prim_u128;
pub struct prim_usize;
pub struct prim_i8;
pub struct prim_i16;
pub struct prim_i32;
pub struct prim_i64;
pub struct prim_i128;
pub struct prim_isize;
pub struct prim_f32;
pub struct prim_f64;
pub struct prim_integer;
pub struct prim_float;

impl bool {
    pub fn then<T>(self, f: impl FnOnce() -> T) -> Option<T>;
    pub fn then_some<T>(self, t: T) -> Option<T>;
}

impl char {
    pub fn len_utf8(self) -> usize;
    pub fn to_ascii_lowercase(&self) -> char;
    pub fn to_ascii_uppercase(&self) -> char;
    pub fn to_lowercase(self) -> ToLowercase;
    pub fn to_uppercase(self) -> ToUppercase;
    pub fn to_digit(self, radix: u32) -> Option<u32>;
    pub fn from_u32(i: u32) -> Option<char>;
    pub fn from_digit(num: u32, radix: u32) -> Option<char>;
    pub fn is_alphabetic(self) -> bool;
    pub fn is_numeric(self) -> bool;
    pub fn is_alphanumeric(self) -> bool;
    pub fn is_whitespace(self) -> bool;
    pub fn is_ascii(&self) -> bool;
    pub fn encode_utf8(self, dst: &mut [u8]) -> &mut str;
}
pub struct ToLowercase;
pub struct ToUppercase;
impl Iterator for ToLowercase { type Item = char; }
impl Iterator for ToUppercase { type Item = char; }

impl u8 { pub const MAX: u8; pub const MIN: u8; pub fn to_ascii_lowercase(&self) -> u8; pub fn to_ascii_uppercase(&self) -> u8; pub fn is_ascii_alphabetic(&self) -> bool; pub fn from_str_radix(s: &str, r: u32) -> Result<u8, ParseIntError>; pub fn checked_add(self, o: u8) -> Option<u8>; pub fn checked_sub(self, o: u8) -> Option<u8>; pub fn checked_mul(self, o: u8) -> Option<u8>; pub fn saturating_sub(self, o: u8) -> u8; pub fn saturating_add(self, o: u8) -> u8; pub fn wrapping_add(self, o: u8) -> u8; pub fn wrapping_sub(self, o: u8) -> u8; pub fn pow(self, e: u32) -> u8; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; pub fn count_ones(self) -> u32; pub fn leading_zeros(self) -> u32; pub fn trailing_zeros(self) -> u32; }
impl u16 { pub const MAX: u16; pub const MIN: u16; pub fn from_str_radix(s: &str, r: u32) -> Result<u16, ParseIntError>; pub fn checked_add(self, o: u16) -> Option<u16>; pub fn checked_sub(self, o: u16) -> Option<u16>; pub fn checked_mul(self, o: u16) -> Option<u16>; pub fn saturating_sub(self, o: u16) -> u16; pub fn saturating_add(self, o: u16) -> u16; pub fn wrapping_add(self, o: u16) -> u16; pub fn wrapping_sub(self, o: u16) -> u16; pub fn pow(self, e: u32) -> u16; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; pub fn swap_bytes(self) -> u16; pub fn from_be_bytes(b: [u8]) -> u16; }
impl u32 { pub const MAX: u32; pub const MIN: u32; pub const BITS: u32; pub fn from_str_radix(s: &str, r: u32) -> Result<u32, ParseIntError>; pub fn checked_add(self, o: u32) -> Option<u32>; pub fn checked_sub(self, o: u32) -> Option<u32>; pub fn checked_mul(self, o: u32) -> Option<u32>; pub fn saturating_sub(self, o: u32) -> u32; pub fn saturating_add(self, o: u32) -> u32; pub fn wrapping_add(self, o: u32) -> u32; pub fn wrapping_sub(self, o: u32) -> u32; pub fn pow(self, e: u32) -> u32; pub fn min(self, o: u32) -> u32; pub fn max(self, o: u32) -> u32; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; pub fn count_ones(self) -> u32; pub fn leading_zeros(self) -> u32; pub fn trailing_zeros(self) -> u32; pub fn rotate_left(self, n: u32) -> u32; }
impl u64 { pub const MAX: u64; pub const MIN: u64; pub const BITS: u32; pub fn from_str_radix(s: &str, r: u32) -> Result<u64, ParseIntError>; pub fn checked_add(self, o: u64) -> Option<u64>; pub fn checked_sub(self, o: u64) -> Option<u64>; pub fn checked_mul(self, o: u64) -> Option<u64>; pub fn saturating_sub(self, o: u64) -> u64; pub fn saturating_add(self, o: u64) -> u64; pub fn wrapping_add(self, o: u64) -> u64; pub fn wrapping_sub(self, o: u64) -> u64; pub fn wrapping_mul(self, o: u64) -> u64; pub fn pow(self, e: u32) -> u64; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; pub fn count_ones(self) -> u32; pub fn leading_zeros(self) -> u32; pub fn trailing_zeros(self) -> u32; pub fn rotate_left(self, n: u32) -> u64; }
impl u128 { pub const MAX: u128; pub const MIN: u128; pub fn checked_add(self, o: u128) -> Option<u128>; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; }
impl usize { pub const MAX: usize; pub const MIN: usize; pub const BITS: u32; pub fn from_str_radix(s: &str, r: u32) -> Result<usize, ParseIntError>; pub fn checked_add(self, o: usize) -> Option<usize>; pub fn checked_sub(self, o: usize) -> Option<usize>; pub fn checked_mul(self, o: usize) -> Option<usize>; pub fn checked_next_power_of_two(self) -> Option<usize>; pub fn saturating_sub(self, o: usize) -> usize; pub fn saturating_add(self, o: usize) -> usize; pub fn wrapping_add(self, o: usize) -> usize; pub fn wrapping_sub(self, o: usize) -> usize; pub fn pow(self, e: u32) -> usize; pub fn leading_zeros(self) -> u32; pub fn trailing_zeros(self) -> u32; pub fn abs_diff(self, o: usize) -> usize; pub fn div_ceil(self, o: usize) -> usize; pub fn to_ne_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; }
impl i8 { pub const MAX: i8; pub const MIN: i8; pub fn abs(self) -> i8; }
impl i16 { pub const MAX: i16; pub const MIN: i16; pub fn abs(self) -> i16; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; }
impl i32 { pub const MAX: i32; pub const MIN: i32; pub fn abs(self) -> i32; pub fn from_str_radix(s: &str, r: u32) -> Result<i32, ParseIntError>; pub fn checked_add(self, o: i32) -> Option<i32>; pub fn checked_sub(self, o: i32) -> Option<i32>; pub fn pow(self, e: u32) -> i32; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; }
impl i64 { pub const MAX: i64; pub const MIN: i64; pub fn abs(self) -> i64; pub fn unsigned_abs(self) -> u64; pub fn checked_add(self, o: i64) -> Option<i64>; pub fn checked_sub(self, o: i64) -> Option<i64>; pub fn pow(self, e: u32) -> i64; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; }
impl i128 { pub const MAX: i128; pub const MIN: i128; pub fn to_be_bytes(self) -> [u8]; pub fn to_le_bytes(self) -> [u8]; pub fn to_ne_bytes(self) -> [u8]; }
impl isize { pub const MAX: isize; pub const MIN: isize; pub fn abs(self) -> isize; }
impl f32 { pub const MAX: f32; pub const MIN: f32; pub const INFINITY: f32; pub const NAN: f32; pub const EPSILON: f32; pub fn abs(self) -> f32; pub fn sqrt(self) -> f32; pub fn floor(self) -> f32; pub fn ceil(self) -> f32; pub fn round(self) -> f32; pub fn to_bits(self) -> u32; pub fn from_bits(b: u32) -> f32; pub fn min(self, o: f32) -> f32; pub fn max(self, o: f32) -> f32; }
impl f64 { pub const MAX: f64; pub const MIN: f64; pub const INFINITY: f64; pub const NAN: f64; pub const EPSILON: f64; pub fn abs(self) -> f64; pub fn sqrt(self) -> f64; pub fn floor(self) -> f64; pub fn ceil(self) -> f64; pub fn round(self) -> f64; pub fn powi(self, n: i32) -> f64; pub fn powf(self, n: f64) -> f64; pub fn to_bits(self) -> u64; pub fn from_bits(b: u64) -> f64; pub fn min(self, o: f64) -> f64; pub fn max(self, o: f64) -> f64; }

pub struct ParseIntError;
pub struct ParseFloatError;
pub struct ParseBoolError;
pub struct ParseCharError;

impl FromStr for bool { type Err = ParseBoolError; fn from_str(s: &str) -> Result<bool, ParseBoolError>; }
impl FromStr for char { type Err = ParseCharError; fn from_str(s: &str) -> Result<char, ParseCharError>; }
impl FromStr for u8 { type Err = ParseIntError; fn from_str(s: &str) -> Result<u8, ParseIntError>; }
impl FromStr for u16 { type Err = ParseIntError; fn from_str(s: &str) -> Result<u16, ParseIntError>; }
impl FromStr for u32 { type Err = ParseIntError; fn from_str(s: &str) -> Result<u32, ParseIntError>; }
impl FromStr for u64 { type Err = ParseIntError; fn from_str(s: &str) -> Result<u64, ParseIntError>; }
impl FromStr for usize { type Err = ParseIntError; fn from_str(s: &str) -> Result<usize, ParseIntError>; }
impl FromStr for i32 { type Err = ParseIntError; fn from_str(s: &str) -> Result<i32, ParseIntError>; }
impl FromStr for i64 { type Err = ParseIntError; fn from_str(s: &str) -> Result<i64, ParseIntError>; }
impl FromStr for f64 { type Err = ParseFloatError; fn from_str(s: &str) -> Result<f64, ParseFloatError>; }

impl<T> [T] {
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn first(&self) -> Option<&T>;
    pub fn first_mut(&mut self) -> Option<&mut T>;
    pub fn last(&self) -> Option<&T>;
    pub fn last_mut(&mut self) -> Option<&mut T>;
    pub fn split_first(&self) -> Option<(&T, &[T])>;
    pub fn split_last(&self) -> Option<(&T, &[T])>;
    pub fn get(&self, i: usize) -> Option<&T>;
    pub fn get_mut(&mut self, i: usize) -> Option<&mut T>;
    pub unsafe fn get_unchecked(&self, i: usize) -> &T;
    pub unsafe fn get_unchecked_mut(&mut self, i: usize) -> &mut T;
    pub fn iter(&self) -> Iter<&T>;
    pub fn iter_mut(&mut self) -> Iter<&mut T>;
    pub fn windows(&self, n: usize) -> Iter<&[T]>;
    pub fn chunks(&self, n: usize) -> Iter<&[T]>;
    pub fn chunks_mut(&mut self, n: usize) -> Iter<&mut [T]>;
    pub fn chunks_exact(&self, n: usize) -> Iter<&[T]>;
    pub fn split(&self, f: impl FnMut(&T) -> bool) -> Iter<&[T]>;
    pub fn split_at(&self, i: usize) -> (&[T], &[T]);
    pub fn split_at_mut(&mut self, i: usize) -> (&mut [T], &mut [T]);
    pub fn contains(&self, x: &T) -> bool;
    pub fn starts_with(&self, x: &[T]) -> bool;
    pub fn ends_with(&self, x: &[T]) -> bool;
    pub fn binary_search(&self, x: &T) -> Result<usize, usize>;
    pub fn binary_search_by(&self, f: impl FnMut(&T) -> Ordering) -> Result<usize, usize>;
    pub fn binary_search_by_key<K>(&self, k: &K, f: impl FnMut(&T) -> K) -> Result<usize, usize>;
    pub fn partition_point(&self, f: impl FnMut(&T) -> bool) -> usize;
    pub fn sort(&mut self);
    pub fn sort_by(&mut self, f: impl FnMut(&T, &T) -> Ordering);
    pub fn sort_by_key<K>(&mut self, f: impl FnMut(&T) -> K);
    pub fn sort_by_cached_key<K>(&mut self, f: impl FnMut(&T) -> K);
    pub fn sort_unstable(&mut self);
    pub fn sort_unstable_by(&mut self, f: impl FnMut(&T, &T) -> Ordering);
    pub fn sort_unstable_by_key<K>(&mut self, f: impl FnMut(&T) -> K);
    pub fn is_sorted(&self) -> bool;
    pub fn is_sorted_by_key<K>(&self, f: impl FnMut(&T) -> K) -> bool;
    pub fn reverse(&mut self);
    pub fn rotate_left(&mut self, n: usize);
    pub fn rotate_right(&mut self, n: usize);
    pub fn fill(&mut self, v: T);
    pub fn swap(&mut self, a: usize, b: usize);
    pub fn copy_from_slice(&mut self, s: &[T]);
    pub fn clone_from_slice(&mut self, s: &[T]);
    pub fn copy_within(&mut self, r: Range<usize>, to: usize);
    pub fn to_vec(&self) -> Vec<T>;
    pub fn to_owned(&self) -> Vec<T>;
    pub fn into_vec(self: Box<Self>) -> Vec<T>;
    pub fn concat(&self) -> T;
    pub fn join(&self, sep: &str) -> String;
    pub fn repeat(&self, n: usize) -> Vec<T>;
    pub fn as_ptr(&self) -> *const T;
    pub fn as_mut_ptr(&mut self) -> *mut T;
    pub fn as_slice(&self) -> &[T];
    pub fn as_mut_slice(&mut self) -> &mut [T];
    pub fn into_iter(self) -> Iter<T>;
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> [U];
    pub fn as_ref(&self) -> &[T];
    pub fn as_mut(&mut self) -> &mut [T];
    pub fn is_ascii(&self) -> bool;
    pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool;
    pub fn to_ascii_lowercase(&self) -> Vec<u8>;
    pub fn escape_ascii(&self) -> Iter<u8>;
    pub fn trim_ascii(&self) -> &[u8];
    pub fn strip_prefix(&self, p: &[T]) -> Option<&[T]>;
    pub fn strip_suffix(&self, p: &[T]) -> Option<&[T]>;
}
impl<T> IntoIterator for [T] { type Item = T; type IntoIter = Iter<T>; }
impl<T: Clone> Clone for [T] { fn clone(&self) -> Self; }

impl str {
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn as_bytes(&self) -> &[u8];
    pub fn as_str(&self) -> &str;
    pub fn as_ptr(&self) -> *const u8;
    pub fn chars(&self) -> Chars;
    pub fn char_indices(&self) -> CharIndices;
    pub fn bytes(&self) -> Bytes;
    pub fn lines(&self) -> Iter<&str>;
    pub fn split<P>(&self, p: P) -> Iter<&str>;
    pub fn splitn<P>(&self, n: usize, p: P) -> Iter<&str>;
    pub fn rsplit<P>(&self, p: P) -> Iter<&str>;
    pub fn rsplitn<P>(&self, n: usize, p: P) -> Iter<&str>;
    pub fn split_terminator<P>(&self, p: P) -> Iter<&str>;
    pub fn split_inclusive<P>(&self, p: P) -> Iter<&str>;
    pub fn split_whitespace(&self) -> Iter<&str>;
    pub fn split_ascii_whitespace(&self) -> Iter<&str>;
    pub fn split_once<P>(&self, p: P) -> Option<(&str, &str)>;
    pub fn rsplit_once<P>(&self, p: P) -> Option<(&str, &str)>;
    pub fn split_at(&self, i: usize) -> (&str, &str);
    pub fn matches<P>(&self, p: P) -> Iter<&str>;
    pub fn match_indices<P>(&self, p: P) -> Iter<(usize, &str)>;
    pub fn contains<P>(&self, p: P) -> bool;
    pub fn starts_with<P>(&self, p: P) -> bool;
    pub fn ends_with<P>(&self, p: P) -> bool;
    pub fn find<P>(&self, p: P) -> Option<usize>;
    pub fn rfind<P>(&self, p: P) -> Option<usize>;
    pub fn trim(&self) -> &str;
    pub fn trim_start(&self) -> &str;
    pub fn trim_end(&self) -> &str;
    pub fn trim_matches<P>(&self, p: P) -> &str;
    pub fn trim_start_matches<P>(&self, p: P) -> &str;
    pub fn trim_end_matches<P>(&self, p: P) -> &str;
    pub fn trim_left(&self) -> &str;
    pub fn trim_right(&self) -> &str;
    pub fn strip_prefix<P>(&self, p: P) -> Option<&str>;
    pub fn strip_suffix<P>(&self, p: P) -> Option<&str>;
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err>;
    pub fn replace<P>(&self, p: P, to: &str) -> String;
    pub fn replacen<P>(&self, p: P, to: &str, n: usize) -> String;
    pub fn to_lowercase(&self) -> String;
    pub fn to_uppercase(&self) -> String;
    pub fn to_ascii_lowercase(&self) -> String;
    pub fn to_ascii_uppercase(&self) -> String;
    pub fn repeat(&self, n: usize) -> String;
    pub fn get<I>(&self, i: I) -> Option<&str>;
    pub fn is_char_boundary(&self, i: usize) -> bool;
    pub fn is_ascii(&self) -> bool;
    pub fn eq_ignore_ascii_case(&self, o: &str) -> bool;
    pub fn to_owned(&self) -> String;
    pub fn to_string(&self) -> String;
    pub fn into_string(self: Box<Self>) -> String;
    pub fn into_boxed_str(self) -> Box<str>;
    pub fn escape_debug(&self) -> Iter<char>;
    pub fn escape_default(&self) -> Iter<char>;
    pub fn cmp(&self, other: &str) -> Ordering;
}
pub struct Chars;
impl Chars { pub fn as_str(&self) -> &str; }
impl Iterator for Chars { type Item = char; }
pub struct CharIndices;
impl Iterator for CharIndices { type Item = (usize, char); }
pub struct Bytes;
impl Iterator for Bytes { type Item = u8; }
