pub struct Box<T> { t: T }
impl<T> Box<T> {
    pub fn new(x: T) -> Box<T>;
    pub fn pin(x: T) -> Pin<Box<T>>;
    pub unsafe fn from_raw(raw: *mut T) -> Box<T>;
    pub fn into_raw(b: Box<T>) -> *mut T;
    pub fn leak(b: Box<T>) -> &mut T;
    pub fn into_pin(b: Box<T>) -> Pin<Box<T>>;
}
impl<T> Deref for Box<T> { type Target = T; fn deref(&self) -> &T; }
impl<T> DerefMut for Box<T> { fn deref_mut(&mut self) -> &mut T; }
impl<T: Clone> Clone for Box<T> { fn clone(&self) -> Self; }
impl<T> AsRef<T> for Box<T> { fn as_ref(&self) -> &T; }
impl<T> AsMut<T> for Box<T> { fn as_mut(&mut self) -> &mut T; }
impl<T> From<T> for Box<T> { fn from(t: T) -> Box<T>; }
impl<T: Default> Default for Box<T> { fn default() -> Box<T>; }
