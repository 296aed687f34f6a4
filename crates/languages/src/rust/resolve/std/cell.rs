pub struct Cell<T> { t: T }
impl<T> Cell<T> { pub const fn new(t: T) -> Cell<T>; pub fn get(&self) -> T; pub fn set(&self, t: T); pub fn replace(&self, t: T) -> T; pub fn take(&self) -> T; pub fn into_inner(self) -> T; pub fn get_mut(&mut self) -> &mut T; pub fn update(&self, f: impl FnOnce(T) -> T); }
pub struct RefCell<T> { t: T }
impl<T> RefCell<T> {
    pub const fn new(t: T) -> RefCell<T>;
    pub fn borrow(&self) -> Ref<T>;
    pub fn borrow_mut(&self) -> RefMut<T>;
    pub fn try_borrow(&self) -> Result<Ref<T>, BorrowError>;
    pub fn try_borrow_mut(&self) -> Result<RefMut<T>, BorrowMutError>;
    pub fn into_inner(self) -> T;
    pub fn replace(&self, t: T) -> T;
    pub fn take(&self) -> T;
    pub fn get_mut(&mut self) -> &mut T;
}
pub struct BorrowError;
pub struct BorrowMutError;
pub struct Ref<T> { t: T }
impl<T> Deref for Ref<T> { type Target = T; fn deref(&self) -> &T; }
impl<T> Ref<T> { pub fn map<U>(this: Ref<T>, f: impl FnOnce(&T) -> &U) -> Ref<U>; }
pub struct RefMut<T> { t: T }
impl<T> Deref for RefMut<T> { type Target = T; fn deref(&self) -> &T; }
impl<T> RefMut<T> { pub fn map<U>(this: RefMut<T>, f: impl FnOnce(&mut T) -> &mut U) -> RefMut<U>; }
pub struct UnsafeCell<T> { t: T }
impl<T> UnsafeCell<T> { pub const fn new(t: T) -> UnsafeCell<T>; pub fn get(&self) -> *mut T; pub fn get_mut(&mut self) -> &mut T; pub fn into_inner(self) -> T; }
pub struct OnceCell<T> { t: T }
impl<T> OnceCell<T> { pub const fn new() -> OnceCell<T>; pub fn get(&self) -> Option<&T>; pub fn get_mut(&mut self) -> Option<&mut T>; pub fn set(&self, t: T) -> Result<(), T>; pub fn get_or_init(&self, f: impl FnOnce() -> T) -> &T; pub fn into_inner(self) -> Option<T>; pub fn take(&mut self) -> Option<T>; }
pub struct LazyCell<T> { t: T }
impl<T> LazyCell<T> { pub const fn new(f: impl FnOnce() -> T) -> LazyCell<T>; }
impl<T> Deref for LazyCell<T> { type Target = T; fn deref(&self) -> &T; }
impl<T: Clone> Clone for Cell<T> { fn clone(&self) -> Self; }
impl<T: Clone> Clone for RefCell<T> { fn clone(&self) -> Self; }
impl<T: Default> Default for RefCell<T> { fn default() -> RefCell<T>; }
impl<T: Default> Default for Cell<T> { fn default() -> Cell<T>; }
