pub unsafe fn from_raw_parts<T>(p: *const T, n: usize) -> &[T];
pub unsafe fn from_raw_parts_mut<T>(p: *mut T, n: usize) -> &mut [T];
pub fn from_ref<T>(t: &T) -> &[T];
pub fn from_mut<T>(t: &mut T) -> &mut [T];
pub use iter::Iter;
