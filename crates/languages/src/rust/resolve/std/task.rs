pub enum Poll<T> { Ready(T), Pending }
impl<T> Poll<T> { pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Poll<U>; pub fn is_ready(&self) -> bool; pub fn is_pending(&self) -> bool; }
impl<T, E> Poll<Result<T, E>> { pub fn map_ok<U>(self, f: impl FnOnce(T) -> U) -> Poll<Result<U, E>>; pub fn map_err<U>(self, f: impl FnOnce(E) -> U) -> Poll<Result<T, U>>; }
pub struct Context;
impl Context { pub fn from_waker(w: &Waker) -> Context; pub fn waker(&self) -> &Waker; }
pub struct Waker;
impl Waker { pub fn wake(self); pub fn wake_by_ref(&self); pub fn will_wake(&self, o: &Waker) -> bool; pub unsafe fn from_raw(w: RawWaker) -> Waker; pub fn noop() -> &Waker; }
impl Clone for Waker { fn clone(&self) -> Self; }
pub struct RawWaker;
impl RawWaker { pub const fn new(p: *const (), v: &RawWakerVTable) -> RawWaker; }
pub struct RawWakerVTable;
impl RawWakerVTable { pub const fn new(a: usize, b: usize, c: usize, d: usize) -> RawWakerVTable; }
pub trait Wake { fn wake(self: Arc<Self>); fn wake_by_ref(self: &Arc<Self>); }
pub fn ready(p: usize) -> usize;
