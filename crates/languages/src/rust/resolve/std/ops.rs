pub trait Fn<F> {}
pub trait FnMut<F> {}
pub trait FnOnce<F> {}
pub trait AsyncFn<F> {}
pub trait AsyncFnMut<F> {}
pub trait AsyncFnOnce<F> {}
pub trait Deref { type Target; fn deref(&self) -> &Self::Target; }
pub trait DerefMut: Deref { fn deref_mut(&mut self) -> &mut Self::Target; }
pub trait Drop { fn drop(&mut self); }
pub trait Index<Idx> { type Output; fn index(&self, index: Idx) -> &Self::Output; }
pub trait IndexMut<Idx>: Index<Idx> { fn index_mut(&mut self, index: Idx) -> &mut Self::Output; }
pub trait Add<Rhs = Self> { type Output; fn add(self, rhs: Rhs) -> Self::Output; }
pub trait Sub<Rhs = Self> { type Output; fn sub(self, rhs: Rhs) -> Self::Output; }
pub trait Mul<Rhs = Self> { type Output; fn mul(self, rhs: Rhs) -> Self::Output; }
pub trait Div<Rhs = Self> { type Output; fn div(self, rhs: Rhs) -> Self::Output; }
pub trait Rem<Rhs = Self> { type Output; fn rem(self, rhs: Rhs) -> Self::Output; }
pub trait Neg { type Output; fn neg(self) -> Self::Output; }
pub trait Not { type Output; fn not(self) -> Self::Output; }
pub trait BitAnd<Rhs = Self> { type Output; fn bitand(self, rhs: Rhs) -> Self::Output; }
pub trait BitOr<Rhs = Self> { type Output; fn bitor(self, rhs: Rhs) -> Self::Output; }
pub trait BitXor<Rhs = Self> { type Output; fn bitxor(self, rhs: Rhs) -> Self::Output; }
pub trait Shl<Rhs = Self> { type Output; fn shl(self, rhs: Rhs) -> Self::Output; }
pub trait Shr<Rhs = Self> { type Output; fn shr(self, rhs: Rhs) -> Self::Output; }
pub trait AddAssign<Rhs = Self> { fn add_assign(&mut self, rhs: Rhs); }
pub trait SubAssign<Rhs = Self> { fn sub_assign(&mut self, rhs: Rhs); }
pub trait MulAssign<Rhs = Self> { fn mul_assign(&mut self, rhs: Rhs); }
pub trait BitOrAssign<Rhs = Self> { fn bitor_assign(&mut self, rhs: Rhs); }
pub trait BitAndAssign<Rhs = Self> { fn bitand_assign(&mut self, rhs: Rhs); }
pub trait RangeBounds<T> { fn start_bound(&self) -> Bound<&T>; fn end_bound(&self) -> Bound<&T>; fn contains<U>(&self, item: &U) -> bool; }
pub enum Bound<T> { Included(T), Excluded(T), Unbounded }
pub enum ControlFlow<B, C = ()> { Continue(C), Break(B) }
pub struct Range<Idx> { pub start: Idx, pub end: Idx }
impl<Idx> Range<Idx> { pub fn contains<U>(&self, item: &U) -> bool; pub fn is_empty(&self) -> bool; pub fn start(&self) -> &Idx; pub fn end(&self) -> &Idx; pub fn into_inner(self) -> (Idx, Idx); pub fn len(&self) -> usize; }
impl<Idx> Iterator for Range<Idx> { type Item = Idx; }
impl<Idx> DoubleEndedIterator for Range<Idx> {}
impl<Idx> RangeBounds<Idx> for Range<Idx> {}
impl<Idx: Clone> Clone for Range<Idx> { fn clone(&self) -> Self; }
pub struct RangeInclusive<Idx> { i: Idx }
impl<Idx> RangeInclusive<Idx> { pub fn new(a: Idx, b: Idx) -> RangeInclusive<Idx>; pub fn start(&self) -> &Idx; pub fn end(&self) -> &Idx; pub fn contains<U>(&self, item: &U) -> bool; pub fn into_inner(self) -> (Idx, Idx); }
impl<Idx> Iterator for RangeInclusive<Idx> { type Item = Idx; }
pub struct RangeFrom<Idx> { pub start: Idx }
pub struct RangeTo<Idx> { pub end: Idx }
pub struct RangeFull;
