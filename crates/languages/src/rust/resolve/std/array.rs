pub fn from_fn<T>(f: impl FnMut(usize) -> T) -> [T];
pub struct TryFromSliceError;
pub struct IntoIter<T> { t: T }
impl<T> Iterator for IntoIter<T> { type Item = T; }
