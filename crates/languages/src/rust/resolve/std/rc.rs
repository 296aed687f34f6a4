pub struct Rc<T> { t: T }
impl<T> Rc<T> {
    pub fn new(x: T) -> Rc<T>;
    pub fn clone(this: &Rc<T>) -> Rc<T>;
    pub fn ptr_eq(a: &Rc<T>, b: &Rc<T>) -> bool;
    pub fn strong_count(this: &Rc<T>) -> usize;
    pub fn weak_count(this: &Rc<T>) -> usize;
    pub fn downgrade(this: &Rc<T>) -> Weak<T>;
    pub fn get_mut(this: &mut Rc<T>) -> Option<&mut T>;
    pub fn make_mut(this: &mut Rc<T>) -> &mut T;
    pub fn try_unwrap(this: Rc<T>) -> Result<T, Rc<T>>;
    pub fn into_inner(this: Rc<T>) -> Option<T>;
    pub fn as_ptr(this: &Rc<T>) -> *const T;
    pub fn new_cyclic(f: impl FnOnce(&Weak<T>) -> T) -> Rc<T>;
}
impl<T> Deref for Rc<T> { type Target = T; fn deref(&self) -> &T; }
impl<T> Clone for Rc<T> { fn clone(&self) -> Self; }
impl<T> AsRef<T> for Rc<T> { fn as_ref(&self) -> &T; }
impl<T> From<T> for Rc<T> { fn from(t: T) -> Rc<T>; }
impl<T: Default> Default for Rc<T> { fn default() -> Rc<T>; }
pub struct Weak<T> { t: T }
impl<T> Weak<T> { pub fn new() -> Weak<T>; pub fn upgrade(&self) -> Option<Rc<T>>; }
impl<T> Clone for Weak<T> { fn clone(&self) -> Self; }
