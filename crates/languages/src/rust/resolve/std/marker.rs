pub trait Send {}
pub trait Sync {}
pub trait Sized {}
pub trait Unpin {}
pub trait Copy: Clone {}
pub struct PhantomData<T>;
pub struct PhantomPinned;
