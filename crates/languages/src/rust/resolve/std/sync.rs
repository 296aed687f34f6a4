pub struct Arc<T> { t: T }
impl<T> Arc<T> {
    pub fn new(x: T) -> Arc<T>;
    pub fn pin(x: T) -> Pin<Arc<T>>;
    pub fn clone(this: &Arc<T>) -> Arc<T>;
    pub fn ptr_eq(a: &Arc<T>, b: &Arc<T>) -> bool;
    pub fn strong_count(this: &Arc<T>) -> usize;
    pub fn weak_count(this: &Arc<T>) -> usize;
    pub fn downgrade(this: &Arc<T>) -> Weak<T>;
    pub fn get_mut(this: &mut Arc<T>) -> Option<&mut T>;
    pub fn make_mut(this: &mut Arc<T>) -> &mut T;
    pub fn try_unwrap(this: Arc<T>) -> Result<T, Arc<T>>;
    pub fn into_inner(this: Arc<T>) -> Option<T>;
    pub fn as_ptr(this: &Arc<T>) -> *const T;
    pub fn into_raw(this: Arc<T>) -> *const T;
    pub unsafe fn from_raw(p: *const T) -> Arc<T>;
    pub fn new_cyclic(f: impl FnOnce(&Weak<T>) -> T) -> Arc<T>;
}
impl<T> Deref for Arc<T> { type Target = T; fn deref(&self) -> &T; }
impl<T> Clone for Arc<T> { fn clone(&self) -> Self; }
impl<T> AsRef<T> for Arc<T> { fn as_ref(&self) -> &T; }
impl<T> From<T> for Arc<T> { fn from(t: T) -> Arc<T>; }
impl<T: Default> Default for Arc<T> { fn default() -> Arc<T>; }
pub struct Weak<T> { t: T }
impl<T> Weak<T> { pub fn new() -> Weak<T>; pub fn upgrade(&self) -> Option<Arc<T>>; pub fn strong_count(&self) -> usize; }
impl<T> Clone for Weak<T> { fn clone(&self) -> Self; }
pub struct Mutex<T> { t: T }
impl<T> Mutex<T> {
    pub fn new(t: T) -> Mutex<T>;
    pub fn lock(&self) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>>;
    pub fn try_lock(&self) -> Result<MutexGuard<T>, TryLockError>;
    pub fn into_inner(self) -> Result<T, PoisonError<T>>;
    pub fn get_mut(&mut self) -> Result<&mut T, PoisonError<T>>;
    pub fn is_poisoned(&self) -> bool;
}
pub struct MutexGuard<T> { t: T }
impl<T> Deref for MutexGuard<T> { type Target = T; fn deref(&self) -> &T; }
pub struct RwLock<T> { t: T }
impl<T> RwLock<T> {
    pub fn new(t: T) -> RwLock<T>;
    pub fn read(&self) -> Result<RwLockReadGuard<T>, PoisonError<RwLockReadGuard<T>>>;
    pub fn write(&self) -> Result<RwLockWriteGuard<T>, PoisonError<RwLockWriteGuard<T>>>;
    pub fn into_inner(self) -> Result<T, PoisonError<T>>;
}
pub struct RwLockReadGuard<T> { t: T }
impl<T> Deref for RwLockReadGuard<T> { type Target = T; fn deref(&self) -> &T; }
pub struct RwLockWriteGuard<T> { t: T }
impl<T> Deref for RwLockWriteGuard<T> { type Target = T; fn deref(&self) -> &T; }
pub struct PoisonError<T> { t: T }
impl<T> PoisonError<T> { pub fn into_inner(self) -> T; pub fn get_ref(&self) -> &T; }
pub enum TryLockError { Poisoned, WouldBlock }
pub struct Condvar;
impl Condvar {
    pub fn new() -> Condvar;
    pub fn wait<T>(&self, guard: MutexGuard<T>) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>>;
    pub fn wait_while<T>(&self, guard: MutexGuard<T>, f: impl FnMut(&mut T) -> bool) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>>;
    pub fn wait_timeout<T>(&self, guard: MutexGuard<T>, d: Duration) -> Result<(MutexGuard<T>, WaitTimeoutResult), PoisonError<MutexGuard<T>>>;
    pub fn notify_one(&self);
    pub fn notify_all(&self);
}
pub struct WaitTimeoutResult;
impl WaitTimeoutResult { pub fn timed_out(&self) -> bool; }
pub struct Once;
impl Once { pub const fn new() -> Once; pub fn call_once(&self, f: impl FnOnce()); pub fn is_completed(&self) -> bool; }
pub struct OnceLock<T> { t: T }
impl<T> OnceLock<T> {
    pub const fn new() -> OnceLock<T>;
    pub fn get(&self) -> Option<&T>;
    pub fn get_mut(&mut self) -> Option<&mut T>;
    pub fn set(&self, t: T) -> Result<(), T>;
    pub fn get_or_init(&self, f: impl FnOnce() -> T) -> &T;
    pub fn into_inner(self) -> Option<T>;
    pub fn take(&mut self) -> Option<T>;
}
pub struct LazyLock<T> { t: T }
impl<T> LazyLock<T> { pub const fn new(f: impl FnOnce() -> T) -> LazyLock<T>; pub fn force(this: &LazyLock<T>) -> &T; }
impl<T> Deref for LazyLock<T> { type Target = T; fn deref(&self) -> &T; }
pub struct Barrier;
impl Barrier { pub fn new(n: usize) -> Barrier; pub fn wait(&self) -> BarrierWaitResult; }
pub struct BarrierWaitResult;
pub mod atomic {
    pub enum Ordering { Relaxed, Release, Acquire, AcqRel, SeqCst }
    pub struct AtomicUsize;
    pub struct AtomicU64;
    pub struct AtomicU32;
    pub struct AtomicU8;
    pub struct AtomicIsize;
    pub struct AtomicI64;
    pub struct AtomicI32;
    pub struct AtomicBool;
    pub struct AtomicPtr<T> { t: T }
    impl AtomicUsize { pub const fn new(v: usize) -> AtomicUsize; pub fn load(&self, o: Ordering) -> usize; pub fn store(&self, v: usize, o: Ordering); pub fn swap(&self, v: usize, o: Ordering) -> usize; pub fn fetch_add(&self, v: usize, o: Ordering) -> usize; pub fn fetch_sub(&self, v: usize, o: Ordering) -> usize; pub fn fetch_or(&self, v: usize, o: Ordering) -> usize; pub fn fetch_and(&self, v: usize, o: Ordering) -> usize; pub fn fetch_max(&self, v: usize, o: Ordering) -> usize; pub fn compare_exchange(&self, a: usize, b: usize, o: Ordering, p: Ordering) -> Result<usize, usize>; pub fn compare_exchange_weak(&self, a: usize, b: usize, o: Ordering, p: Ordering) -> Result<usize, usize>; pub fn into_inner(self) -> usize; }
    impl AtomicU64 { pub const fn new(v: u64) -> AtomicU64; pub fn load(&self, o: Ordering) -> u64; pub fn store(&self, v: u64, o: Ordering); pub fn fetch_add(&self, v: u64, o: Ordering) -> u64; pub fn fetch_sub(&self, v: u64, o: Ordering) -> u64; }
    impl AtomicU32 { pub const fn new(v: u32) -> AtomicU32; pub fn load(&self, o: Ordering) -> u32; pub fn store(&self, v: u32, o: Ordering); pub fn fetch_add(&self, v: u32, o: Ordering) -> u32; pub fn fetch_sub(&self, v: u32, o: Ordering) -> u32; }
    impl AtomicBool { pub const fn new(v: bool) -> AtomicBool; pub fn load(&self, o: Ordering) -> bool; pub fn store(&self, v: bool, o: Ordering); pub fn swap(&self, v: bool, o: Ordering) -> bool; pub fn fetch_or(&self, v: bool, o: Ordering) -> bool; pub fn compare_exchange(&self, a: bool, b: bool, o: Ordering, p: Ordering) -> Result<bool, bool>; }
    impl<T> AtomicPtr<T> { pub const fn new(p: *mut T) -> AtomicPtr<T>; pub fn load(&self, o: Ordering) -> *mut T; pub fn store(&self, p: *mut T, o: Ordering); pub fn swap(&self, p: *mut T, o: Ordering) -> *mut T; pub fn compare_exchange(&self, a: *mut T, b: *mut T, o: Ordering, p: Ordering) -> Result<*mut T, *mut T>; pub fn get_mut(&mut self) -> &mut *mut T; pub fn into_inner(self) -> *mut T; }
    pub fn fence(o: Ordering);
}
pub mod mpsc {
    pub struct Sender<T> { t: T }
    pub struct SyncSender<T> { t: T }
    pub struct Receiver<T> { t: T }
    pub struct SendError<T>(pub T);
    pub struct RecvError;
    pub enum TryRecvError { Empty, Disconnected }
    pub enum RecvTimeoutError { Timeout, Disconnected }
    pub fn channel<T>() -> (Sender<T>, Receiver<T>);
    pub fn sync_channel<T>(n: usize) -> (SyncSender<T>, Receiver<T>);
    impl<T> Sender<T> { pub fn send(&self, t: T) -> Result<(), SendError<T>>; }
    impl<T> SyncSender<T> { pub fn send(&self, t: T) -> Result<(), SendError<T>>; pub fn try_send(&self, t: T) -> Result<(), SendError<T>>; }
    impl<T> Receiver<T> { pub fn recv(&self) -> Result<T, RecvError>; pub fn try_recv(&self) -> Result<T, TryRecvError>; pub fn recv_timeout(&self, d: Duration) -> Result<T, RecvTimeoutError>; pub fn iter(&self) -> Iter<T>; pub fn try_iter(&self) -> Iter<T>; }
    impl<T> IntoIterator for Receiver<T> { type Item = T; type IntoIter = Iter<T>; fn into_iter(self) -> Iter<T>; }
    impl<'a, T> IntoIterator for &'a Receiver<T> { type Item = T; type IntoIter = Iter<T>; fn into_iter(self) -> Iter<T>; }
    impl<T> Clone for Sender<T> { fn clone(&self) -> Self; }
    impl<T> Clone for SyncSender<T> { fn clone(&self) -> Self; }
}
