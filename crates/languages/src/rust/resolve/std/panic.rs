pub fn catch_unwind<R>(f: impl FnOnce() -> R) -> Result<R, Box<dyn Any>>;
pub struct AssertUnwindSafe<T>(pub T);
pub trait UnwindSafe {}
pub trait RefUnwindSafe {}
pub struct Location;
impl Location { pub fn caller() -> &Location; pub fn file(&self) -> &str; pub fn line(&self) -> u32; pub fn column(&self) -> u32; }
