pub struct JoinHandle<T> { t: T }
impl<T> JoinHandle<T> { pub fn join(self) -> Result<T, Box<dyn Any>>; pub fn thread(&self) -> &Thread; pub fn is_finished(&self) -> bool; }
pub struct ScopedJoinHandle<T> { t: T }
impl<T> ScopedJoinHandle<T> { pub fn join(self) -> Result<T, Box<dyn Any>>; pub fn is_finished(&self) -> bool; }
pub struct Thread;
impl Thread { pub fn id(&self) -> ThreadId; pub fn name(&self) -> Option<&str>; pub fn unpark(&self); }
pub struct ThreadId;
pub struct Builder;
impl Builder { pub fn new() -> Builder; pub fn name(self, n: String) -> Builder; pub fn stack_size(self, n: usize) -> Builder; pub fn spawn<T>(self, f: impl FnOnce() -> T) -> io::Result<JoinHandle<T>>; pub fn spawn_scoped<T>(self, s: &Scope, f: impl FnOnce() -> T) -> io::Result<ScopedJoinHandle<T>>; }
pub struct Scope;
impl Scope { pub fn spawn<T>(&self, f: impl FnOnce() -> T) -> ScopedJoinHandle<T>; }
pub fn spawn<T>(f: impl FnOnce() -> T) -> JoinHandle<T>;
pub fn scope<T>(f: impl FnOnce(&Scope) -> T) -> T;
pub fn sleep(d: Duration);
pub fn yield_now();
pub fn current() -> Thread;
pub fn park();
pub fn park_timeout(d: Duration);
pub fn panicking() -> bool;
pub fn available_parallelism() -> io::Result<NonZeroUsize>;
pub struct LocalKey<T> { t: T }
impl<T> LocalKey<T> { pub fn with<R>(&self, f: impl FnOnce(&T) -> R) -> R; pub fn try_with<R>(&self, f: impl FnOnce(&T) -> R) -> Result<R, AccessError>; }
pub struct AccessError;
impl<T> LocalKey<Cell<T>> { pub fn set(&self, t: T); pub fn get(&self) -> T; pub fn take(&self) -> T; pub fn replace(&self, t: T) -> T; }
impl<T> LocalKey<RefCell<T>> { pub fn with_borrow<R>(&self, f: impl FnOnce(&T) -> R) -> R; pub fn with_borrow_mut<R>(&self, f: impl FnOnce(&mut T) -> R) -> R; pub fn set(&self, t: T); pub fn take(&self) -> T; pub fn replace(&self, t: T) -> T; }
