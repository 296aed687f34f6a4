pub struct String { len: usize }
impl String {
    pub fn new() -> String;
    pub fn with_capacity(n: usize) -> String;
    pub fn from_utf8(v: Vec<u8>) -> Result<String, FromUtf8Error>;
    pub fn from_utf8_lossy(v: &[u8]) -> Cow<str>;
    pub fn from_utf16(v: &[u16]) -> Result<String, FromUtf16Error>;
    pub unsafe fn from_utf8_unchecked(v: Vec<u8>) -> String;
    pub fn into_bytes(self) -> Vec<u8>;
    pub fn as_str(&self) -> &str;
    pub fn as_mut_str(&mut self) -> &mut str;
    pub fn push_str(&mut self, s: &str);
    pub fn push(&mut self, c: char);
    pub fn pop(&mut self) -> Option<char>;
    pub fn capacity(&self) -> usize;
    pub fn reserve(&mut self, n: usize);
    pub fn shrink_to_fit(&mut self);
    pub fn truncate(&mut self, n: usize);
    pub fn remove(&mut self, i: usize) -> char;
    pub fn retain(&mut self, f: impl FnMut(char) -> bool);
    pub fn insert(&mut self, i: usize, c: char);
    pub fn insert_str(&mut self, i: usize, s: &str);
    pub unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn split_off(&mut self, at: usize) -> String;
    pub fn clear(&mut self);
    pub fn drain<R>(&mut self, r: R) -> Iter<char>;
    pub fn replace_range<R>(&mut self, r: R, with: &str);
    pub fn into_boxed_str(self) -> Box<str>;
    pub fn leak(self) -> &mut str;
}
impl Deref for String { type Target = str; fn deref(&self) -> &str; }
impl Clone for String { fn clone(&self) -> Self; }
impl Default for String { fn default() -> String; }
impl AsRef<str> for String { fn as_ref(&self) -> &str; }
impl Borrow<str> for String { fn borrow(&self) -> &str; }
impl From<&str> for String { fn from(s: &str) -> String; }
impl From<char> for String { fn from(s: char) -> String; }
impl From<Box<str>> for String { fn from(s: Box<str>) -> String; }
impl From<Cow<str>> for String { fn from(s: Cow<str>) -> String; }
impl From<&String> for String { fn from(s: &String) -> String; }
impl FromStr for String { type Err = Infallible; fn from_str(s: &str) -> Result<String, Infallible>; }
impl Extend<char> for String { fn extend<I>(&mut self, iter: I); }
impl FromIterator<char> for String { fn from_iter<I>(iter: I) -> String; }
impl fmt::Write for String { fn write_str(&mut self, s: &str) -> fmt::Result; fn write_char(&mut self, c: char) -> fmt::Result; fn write_fmt(&mut self, a: Arguments) -> fmt::Result; }
impl PartialEq for String { fn eq(&self, other: &Self) -> bool; }
impl Add<&str> for String { type Output = String; }
pub trait ToString { fn to_string(&self) -> String; }
impl<T> ToString for T { fn to_string(&self) -> String; }
pub struct FromUtf8Error;
impl FromUtf8Error { pub fn into_bytes(self) -> Vec<u8>; pub fn utf8_error(&self) -> Utf8Error; pub fn as_bytes(&self) -> &[u8]; }
pub struct FromUtf16Error;
