pub enum Option<T> { None, Some(T) }
impl<T> Option<T> {
    pub fn is_some(&self) -> bool;
    pub fn is_none(&self) -> bool;
    pub fn is_some_and(self, f: impl FnOnce(T) -> bool) -> bool;
    pub fn is_none_or(self, f: impl FnOnce(T) -> bool) -> bool;
    pub fn as_ref(&self) -> Option<&T>;
    pub fn as_mut(&mut self) -> Option<&mut T>;
    pub fn as_deref(&self) -> Option<&T::Target>;
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target>;
    pub fn as_slice(&self) -> &[T];
    pub fn expect(self, msg: &str) -> T;
    pub fn unwrap(self) -> T;
    pub fn unwrap_or(self, default: T) -> T;
    pub fn unwrap_or_else(self, f: impl FnOnce() -> T) -> T;
    pub fn unwrap_or_default(self) -> T;
    pub unsafe fn unwrap_unchecked(self) -> T;
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Option<U>;
    pub fn inspect(self, f: impl FnOnce(&T)) -> Option<T>;
    pub fn map_or<U>(self, default: U, f: impl FnOnce(T) -> U) -> U;
    pub fn map_or_else<U>(self, default: impl FnOnce() -> U, f: impl FnOnce(T) -> U) -> U;
    pub fn ok_or<E>(self, err: E) -> Result<T, E>;
    pub fn ok_or_else<E>(self, err: impl FnOnce() -> E) -> Result<T, E>;
    pub fn iter(&self) -> Iter<&T>;
    pub fn iter_mut(&mut self) -> Iter<&mut T>;
    pub fn and<U>(self, optb: Option<U>) -> Option<U>;
    pub fn and_then<U>(self, f: impl FnOnce(T) -> Option<U>) -> Option<U>;
    pub fn filter(self, predicate: impl FnOnce(&T) -> bool) -> Option<T>;
    pub fn or(self, optb: Option<T>) -> Option<T>;
    pub fn or_else(self, f: impl FnOnce() -> Option<T>) -> Option<T>;
    pub fn xor(self, optb: Option<T>) -> Option<T>;
    pub fn insert(&mut self, value: T) -> &mut T;
    pub fn get_or_insert(&mut self, value: T) -> &mut T;
    pub fn get_or_insert_with(&mut self, f: impl FnOnce() -> T) -> &mut T;
    pub fn take(&mut self) -> Option<T>;
    pub fn take_if(&mut self, f: impl FnOnce(&mut T) -> bool) -> Option<T>;
    pub fn replace(&mut self, value: T) -> Option<T>;
    pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)>;
}
impl<T> Option<&T> {
    pub fn copied(self) -> Option<T>;
    pub fn cloned(self) -> Option<T>;
}
impl<T> Option<&mut T> {
    pub fn copied(self) -> Option<T>;
    pub fn cloned(self) -> Option<T>;
}
impl<T, E> Option<Result<T, E>> {
    pub fn transpose(self) -> Result<Option<T>, E>;
}
impl<T> Option<Option<T>> {
    pub fn flatten(self) -> Option<T>;
}
impl<T> IntoIterator for Option<T> { type Item = T; type IntoIter = Iter<T>; fn into_iter(self) -> Iter<T>; }
impl<'a, T> IntoIterator for &'a Option<T> { type Item = &'a T; type IntoIter = Iter<&'a T>; fn into_iter(self) -> Iter<&'a T>; }
impl<T: Clone> Clone for Option<T> { fn clone(&self) -> Self; }
impl<T> Default for Option<T> { fn default() -> Option<T>; }
impl<T: PartialEq> PartialEq for Option<T> { fn eq(&self, other: &Self) -> bool; fn ne(&self, other: &Self) -> bool; }
impl<T: Ord> Ord for Option<T> { fn cmp(&self, other: &Self) -> Ordering; }
