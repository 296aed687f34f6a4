pub fn swap<T>(a: &mut T, b: &mut T);
pub fn replace<T>(dest: &mut T, src: T) -> T;
pub fn take<T>(dest: &mut T) -> T;
pub fn forget<T>(t: T);
pub fn drop<T>(t: T);
pub fn size_of<T>() -> usize;
pub fn size_of_val<T>(t: &T) -> usize;
pub fn align_of<T>() -> usize;
pub fn align_of_val<T>(t: &T) -> usize;
pub fn discriminant<T>(t: &T) -> Discriminant<T>;
pub unsafe fn transmute<T, U>(t: T) -> U;
pub unsafe fn zeroed<T>() -> T;
pub fn needs_drop<T>() -> bool;
pub struct Discriminant<T> { t: T }
pub struct ManuallyDrop<T> { t: T }
impl<T> ManuallyDrop<T> { pub const fn new(t: T) -> ManuallyDrop<T>; pub fn into_inner(s: ManuallyDrop<T>) -> T; pub unsafe fn take(s: &mut ManuallyDrop<T>) -> T; pub unsafe fn drop(s: &mut ManuallyDrop<T>); }
impl<T> Deref for ManuallyDrop<T> { type Target = T; }
pub struct MaybeUninit<T> { t: T }
impl<T> MaybeUninit<T> { pub const fn new(t: T) -> MaybeUninit<T>; pub fn uninit() -> MaybeUninit<T>; pub fn zeroed() -> MaybeUninit<T>; pub fn write(&mut self, t: T) -> &mut T; pub fn as_ptr(&self) -> *const T; pub fn as_mut_ptr(&mut self) -> *mut T; pub unsafe fn assume_init(self) -> T; pub unsafe fn assume_init_ref(&self) -> &T; pub unsafe fn assume_init_mut(&mut self) -> &mut T; }
