pub struct NonNull<T> { t: T }
impl<T> NonNull<T> { pub const fn dangling() -> NonNull<T>; pub fn new(p: *mut T) -> Option<NonNull<T>>; pub unsafe fn new_unchecked(p: *mut T) -> NonNull<T>; pub fn as_ptr(self) -> *mut T; pub unsafe fn as_ref(&self) -> &T; pub unsafe fn as_mut(&mut self) -> &mut T; pub fn cast<U>(self) -> NonNull<U>; }
impl<T> Clone for NonNull<T> { fn clone(&self) -> Self; }
impl<T> From<&T> for NonNull<T> { fn from(t: &T) -> NonNull<T>; }
pub const fn null<T>() -> *const T;
pub const fn null_mut<T>() -> *mut T;
pub unsafe fn read<T>(p: *const T) -> T;
pub unsafe fn write<T>(p: *mut T, t: T);
pub unsafe fn copy<T>(p: *const T, q: *mut T, n: usize);
pub unsafe fn copy_nonoverlapping<T>(p: *const T, q: *mut T, n: usize);
pub unsafe fn drop_in_place<T>(p: *mut T);
pub fn eq<T>(a: *const T, b: *const T) -> bool;
pub fn slice_from_raw_parts<T>(p: *const T, n: usize) -> *const [T];
pub fn slice_from_raw_parts_mut<T>(p: *mut T, n: usize) -> *mut [T];
impl<T> *const T {
    pub fn is_null(self) -> bool; pub fn cast<U>(self) -> *const U; pub fn cast_mut(self) -> *mut T; pub fn cast_const(self) -> *const T; pub fn addr(self) -> usize;
    pub unsafe fn as_ref(self) -> Option<&T>; pub unsafe fn as_mut(self) -> Option<&mut T>; pub unsafe fn offset(self, n: isize) -> *mut T; pub unsafe fn add(self, n: usize) -> *mut T; pub unsafe fn sub(self, n: usize) -> *mut T;
    pub fn wrapping_add(self, n: usize) -> *mut T; pub fn wrapping_sub(self, n: usize) -> *mut T; pub unsafe fn offset_from(self, o: *const T) -> isize;
    pub unsafe fn read(self) -> T; pub unsafe fn write(self, t: T); pub unsafe fn copy_from_nonoverlapping(self, s: *const T, n: usize); pub unsafe fn copy_to_nonoverlapping(self, s: *mut T, n: usize); pub unsafe fn drop_in_place(self); pub unsafe fn replace(self, t: T) -> T;
    pub fn map_addr(self, f: impl FnOnce(usize) -> usize) -> *mut T; pub fn with_addr(self, a: usize) -> *mut T;
}
