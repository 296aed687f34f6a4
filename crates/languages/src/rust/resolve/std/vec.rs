pub struct Vec<T> { len: usize }
impl<T> Vec<T> {
    pub fn new() -> Vec<T>;
    pub fn with_capacity(n: usize) -> Vec<T>;
    pub unsafe fn from_raw_parts(p: *mut T, len: usize, cap: usize) -> Vec<T>;
    pub fn capacity(&self) -> usize;
    pub fn reserve(&mut self, n: usize);
    pub fn reserve_exact(&mut self, n: usize);
    pub fn shrink_to_fit(&mut self);
    pub fn shrink_to(&mut self, n: usize);
    pub fn into_boxed_slice(self) -> Box<[T]>;
    pub fn truncate(&mut self, n: usize);
    pub fn as_slice(&self) -> &[T];
    pub fn as_mut_slice(&mut self) -> &mut [T];
    pub fn as_ptr(&self) -> *const T;
    pub fn as_mut_ptr(&mut self) -> *mut T;
    pub unsafe fn set_len(&mut self, n: usize);
    pub fn swap_remove(&mut self, i: usize) -> T;
    pub fn insert(&mut self, i: usize, element: T);
    pub fn remove(&mut self, i: usize) -> T;
    pub fn retain(&mut self, f: impl FnMut(&T) -> bool);
    pub fn retain_mut(&mut self, f: impl FnMut(&mut T) -> bool);
    pub fn dedup(&mut self);
    pub fn dedup_by_key<K>(&mut self, f: impl FnMut(&mut T) -> K);
    pub fn dedup_by(&mut self, f: impl FnMut(&mut T, &mut T) -> bool);
    pub fn push(&mut self, value: T);
    pub fn pop(&mut self) -> Option<T>;
    pub fn append(&mut self, other: &mut Vec<T>);
    pub fn drain<R>(&mut self, r: R) -> Iter<T>;
    pub fn splice<R, I>(&mut self, r: R, with: I) -> Iter<T>;
    pub fn clear(&mut self);
    pub fn split_off(&mut self, at: usize) -> Vec<T>;
    pub fn resize(&mut self, n: usize, value: T);
    pub fn resize_with(&mut self, n: usize, f: impl FnMut() -> T);
    pub fn leak(self) -> &mut [T];
    pub fn extend_from_slice(&mut self, other: &[T]);
    pub fn spare_capacity_mut(&mut self) -> &mut [MaybeUninit<T>];
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
}
pub struct IntoIter<T> { t: T }
impl<T> Iterator for IntoIter<T> { type Item = T; fn next(&mut self) -> Option<T>; }
impl<T> IntoIter<T> { pub fn as_slice(&self) -> &[T]; }
pub struct Drain<T> { t: T }
impl<T> Iterator for Drain<T> { type Item = T; fn next(&mut self) -> Option<T>; }
impl<T> Deref for Vec<T> { type Target = [T]; fn deref(&self) -> &[T]; }
impl<T> DerefMut for Vec<T> { fn deref_mut(&mut self) -> &mut [T]; }
impl<T> IntoIterator for Vec<T> { type Item = T; type IntoIter = IntoIter<T>; fn into_iter(self) -> IntoIter<T>; }
impl<'a, T> IntoIterator for &'a Vec<T> { type Item = &'a T; type IntoIter = Iter<&'a T>; fn into_iter(self) -> Iter<&'a T>; }
impl<'a, T> IntoIterator for &'a mut Vec<T> { type Item = &'a mut T; type IntoIter = Iter<&'a mut T>; fn into_iter(self) -> Iter<&'a mut T>; }
impl<T> Extend<T> for Vec<T> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
impl<T: Clone> Clone for Vec<T> { fn clone(&self) -> Self; }
impl<T> Default for Vec<T> { fn default() -> Vec<T>; }
impl<T> AsRef<[T]> for Vec<T> { fn as_ref(&self) -> &[T]; }
impl<T> AsMut<[T]> for Vec<T> { fn as_mut(&mut self) -> &mut [T]; }
impl<T> Index<usize> for Vec<T> { type Output = T; fn index(&self, i: usize) -> &T; }
impl<T> FromIterator<T> for Vec<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Vec<T>; }
impl<T> From<&[T]> for Vec<T> { fn from(s: &[T]) -> Vec<T>; }
impl<T> From<[T]> for Vec<T> { fn from(s: [T]) -> Vec<T>; }
impl<T> From<Box<[T]>> for Vec<T> { fn from(s: Box<[T]>) -> Vec<T>; }
impl<T> From<VecDeque<T>> for Vec<T> { fn from(s: VecDeque<T>) -> Vec<T>; }
impl From<&str> for Vec<u8> { fn from(s: &str) -> Vec<u8>; }
impl From<String> for Vec<u8> { fn from(s: String) -> Vec<u8>; }
impl Write for Vec<u8> {}
