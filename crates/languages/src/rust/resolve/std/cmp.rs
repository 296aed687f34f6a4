pub enum Ordering { Less, Equal, Greater }
impl Ordering { pub fn reverse(self) -> Ordering; pub fn then(self, o: Ordering) -> Ordering; pub fn then_with(self, f: impl FnOnce() -> Ordering) -> Ordering; pub fn is_eq(self) -> bool; pub fn is_ne(self) -> bool; pub fn is_lt(self) -> bool; pub fn is_gt(self) -> bool; pub fn is_le(self) -> bool; pub fn is_ge(self) -> bool; }
pub trait PartialEq<Rhs = Self> { fn eq(&self, other: &Rhs) -> bool; fn ne(&self, other: &Rhs) -> bool; }
pub trait Eq: PartialEq {}
pub trait PartialOrd<Rhs = Self> { fn partial_cmp(&self, other: &Rhs) -> Option<Ordering>; fn lt(&self, other: &Rhs) -> bool; fn le(&self, other: &Rhs) -> bool; fn gt(&self, other: &Rhs) -> bool; fn ge(&self, other: &Rhs) -> bool; }
pub trait Ord: PartialOrd + Eq { fn cmp(&self, other: &Self) -> Ordering; fn max(self, other: Self) -> Self; fn min(self, other: Self) -> Self; fn clamp(self, min: Self, max: Self) -> Self; }
pub struct Reverse<T>(pub T);
pub fn min<T>(a: T, b: T) -> T;
pub fn max<T>(a: T, b: T) -> T;
