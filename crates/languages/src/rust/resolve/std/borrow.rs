pub enum Cow<B> { Borrowed(&B), Owned(<B as ToOwned>::Owned) }
impl<B> Cow<B> { pub fn is_borrowed(&self) -> bool; pub fn is_owned(&self) -> bool; pub fn to_mut(&mut self) -> &mut <B as ToOwned>::Owned; pub fn into_owned(self) -> <B as ToOwned>::Owned; }
impl<B> Deref for Cow<B> { type Target = B; fn deref(&self) -> &B; }
impl<B> Clone for Cow<B> { fn clone(&self) -> Self; }
impl<B> AsRef<B> for Cow<B> { fn as_ref(&self) -> &B; }
impl From<&str> for Cow<str> { fn from(s: &str) -> Cow<str>; }
impl From<String> for Cow<str> { fn from(s: String) -> Cow<str>; }
pub trait ToOwned { type Owned; fn to_owned(&self) -> Self::Owned; }
impl ToOwned for str { type Owned = String; fn to_owned(&self) -> String; }
impl<T> ToOwned for [T] { type Owned = Vec<T>; fn to_owned(&self) -> Vec<T>; }
impl ToOwned for Path { type Owned = PathBuf; fn to_owned(&self) -> PathBuf; }
impl ToOwned for OsStr { type Owned = OsString; fn to_owned(&self) -> OsString; }
impl<T: Clone> ToOwned for T { type Owned = T; fn to_owned(&self) -> T; }
pub trait Borrow<Borrowed> { fn borrow(&self) -> &Borrowed; }
pub trait BorrowMut<Borrowed> { fn borrow_mut(&mut self) -> &mut Borrowed; }
