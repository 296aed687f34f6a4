pub struct Iter<T> { t: T }
impl<T> Iterator for Iter<T> { type Item = T; }
impl<T> DoubleEndedIterator for Iter<T> {}
impl<T> ExactSizeIterator for Iter<T> {}
impl<T> Iter<T> { pub fn as_str(&self) -> &str; pub fn remainder(&self) -> Option<&str>; }
impl<T> Clone for Iter<T> { fn clone(&self) -> Self; }

pub struct Peekable<I> { i: I }
impl<I: Iterator> Iterator for Peekable<I> { type Item = I::Item; }
impl<I: Iterator> Peekable<I> {
    pub fn peek(&mut self) -> Option<&I::Item>;
    pub fn peek_mut(&mut self) -> Option<&mut I::Item>;
    pub fn next_if(&mut self, f: impl FnOnce(&I::Item) -> bool) -> Option<I::Item>;
    pub fn next_if_eq<R>(&mut self, e: &R) -> Option<I::Item>;
}
impl<I> Clone for Peekable<I> { fn clone(&self) -> Self; }
pub struct Rev<I> { i: I }
impl<I: Iterator> Iterator for Rev<I> { type Item = I::Item; }
pub struct Zip<A, B> { a: A, b: B }
impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> { type Item = (A::Item, B::Item); }
pub struct Chain<A, B> { a: A, b: B }
impl<A: Iterator, B> Iterator for Chain<A, B> { type Item = A::Item; }
pub struct Enumerate<I> { i: I }
impl<I: Iterator> Iterator for Enumerate<I> { type Item = (usize, I::Item); }
pub struct Map<I, F> { i: I, f: F }
impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> { type Item = B; }
pub struct Filter<I, P> { i: I, p: P }
impl<I: Iterator, P> Iterator for Filter<I, P> { type Item = I::Item; }

pub trait Iterator {
    type Item;
    fn next(&mut self) -> Option<Self::Item>;
    fn size_hint(&self) -> (usize, Option<usize>);
    fn count(self) -> usize;
    fn last(self) -> Option<Self::Item>;
    fn nth(&mut self, n: usize) -> Option<Self::Item>;
    fn advance_by(&mut self, n: usize) -> Result<(), usize>;
    fn step_by(self, step: usize) -> Iter<Self::Item>;
    fn chain<U>(self, other: U) -> Iter<Self::Item>;
    fn zip<U: IntoIterator>(self, other: U) -> Iter<(Self::Item, U::Item)>;
    fn map<B>(self, f: impl FnMut(Self::Item) -> B) -> Iter<B>;
    fn for_each(self, f: impl FnMut(Self::Item));
    fn filter(self, predicate: impl FnMut(&Self::Item) -> bool) -> Iter<Self::Item>;
    fn filter_map<B>(self, f: impl FnMut(Self::Item) -> Option<B>) -> Iter<B>;
    fn enumerate(self) -> Iter<(usize, Self::Item)>;
    fn peekable(self) -> Peekable<Self>;
    fn skip_while(self, predicate: impl FnMut(&Self::Item) -> bool) -> Iter<Self::Item>;
    fn take_while(self, predicate: impl FnMut(&Self::Item) -> bool) -> Iter<Self::Item>;
    fn map_while<B>(self, f: impl FnMut(Self::Item) -> Option<B>) -> Iter<B>;
    fn skip(self, n: usize) -> Iter<Self::Item>;
    fn take(self, n: usize) -> Iter<Self::Item>;
    fn scan<St, B>(self, initial_state: St, f: impl FnMut(&mut St, Self::Item) -> Option<B>) -> Iter<B>;
    fn flat_map<U: IntoIterator>(self, f: impl FnMut(Self::Item) -> U) -> Iter<U::Item>;
    fn flatten(self) -> Iter<<Self::Item as IntoIterator>::Item>;
    fn fuse(self) -> Iter<Self::Item>;
    fn inspect(self, f: impl FnMut(&Self::Item)) -> Iter<Self::Item>;
    fn by_ref(&mut self) -> &mut Self;
    fn collect<B>(self) -> B;
    fn partition<B>(self, f: impl FnMut(&Self::Item) -> bool) -> (B, B);
    fn try_fold<B, R>(&mut self, init: B, f: impl FnMut(B, Self::Item) -> R) -> R;
    fn try_for_each<R>(&mut self, f: impl FnMut(Self::Item) -> R) -> R;
    fn fold<B>(self, init: B, f: impl FnMut(B, Self::Item) -> B) -> B;
    fn reduce(self, f: impl FnMut(Self::Item, Self::Item) -> Self::Item) -> Option<Self::Item>;
    fn all(&mut self, f: impl FnMut(Self::Item) -> bool) -> bool;
    fn any(&mut self, f: impl FnMut(Self::Item) -> bool) -> bool;
    fn find(&mut self, predicate: impl FnMut(&Self::Item) -> bool) -> Option<Self::Item>;
    fn find_map<B>(&mut self, f: impl FnMut(Self::Item) -> Option<B>) -> Option<B>;
    fn position(&mut self, predicate: impl FnMut(Self::Item) -> bool) -> Option<usize>;
    fn rposition(&mut self, predicate: impl FnMut(Self::Item) -> bool) -> Option<usize>;
    fn max(self) -> Option<Self::Item>;
    fn min(self) -> Option<Self::Item>;
    fn max_by_key<B>(self, f: impl FnMut(&Self::Item) -> B) -> Option<Self::Item>;
    fn max_by(self, compare: impl FnMut(&Self::Item, &Self::Item) -> Ordering) -> Option<Self::Item>;
    fn min_by_key<B>(self, f: impl FnMut(&Self::Item) -> B) -> Option<Self::Item>;
    fn min_by(self, compare: impl FnMut(&Self::Item, &Self::Item) -> Ordering) -> Option<Self::Item>;
    fn rev(self) -> Iter<Self::Item>;
    fn unzip<A, B>(self) -> (A, B);
    fn copied(self) -> Iter<Copied<Self::Item>>;
    fn cloned(self) -> Iter<Copied<Self::Item>>;
    fn cycle(self) -> Iter<Self::Item>;
    fn sum<S>(self) -> S;
    fn product<P>(self) -> P;
    fn cmp<I>(self, other: I) -> Ordering;
    fn partial_cmp<I>(self, other: I) -> Option<Ordering>;
    fn eq<I>(self, other: I) -> bool;
    fn ne<I>(self, other: I) -> bool;
    fn is_sorted(self) -> bool;
}
pub type Copied<T> = <T as Deref>::Target;
pub trait DoubleEndedIterator: Iterator {
    fn next_back(&mut self) -> Option<Self::Item>;
    fn nth_back(&mut self, n: usize) -> Option<Self::Item>;
    fn rfold<B>(self, init: B, f: impl FnMut(B, Self::Item) -> B) -> B;
    fn rfind(&mut self, predicate: impl FnMut(&Self::Item) -> bool) -> Option<Self::Item>;
}
pub trait ExactSizeIterator: Iterator { fn len(&self) -> usize; fn is_empty(&self) -> bool; }
pub trait FusedIterator: Iterator {}
pub trait IntoIterator { type Item; type IntoIter: Iterator<Item = Self::Item>; fn into_iter(self) -> Self::IntoIter; }
impl<I: Iterator> IntoIterator for I { type Item = I::Item; type IntoIter = I; fn into_iter(self) -> I; }
pub trait Extend<A> { fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T); }
pub trait FromIterator<A> { fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self; }
pub trait Sum<A> { fn sum<I>(iter: I) -> Self; }
pub trait Product<A> { fn product<I>(iter: I) -> Self; }
pub fn repeat<T>(elt: T) -> Iter<T>;
pub fn repeat_with<T>(f: impl FnMut() -> T) -> Iter<T>;
pub fn once<T>(value: T) -> Iter<T>;
pub fn empty<T>() -> Iter<T>;
pub fn from_fn<T>(f: impl FnMut() -> Option<T>) -> Iter<T>;
pub fn successors<T>(first: Option<T>, f: impl FnMut(&T) -> Option<T>) -> Iter<T>;
pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> Iter<(A::Item, B::Item)>;
impl<'a, I: Iterator> Iterator for &'a mut I { type Item = I::Item; }
impl<I: Iterator> Iterator for Box<I> { type Item = I::Item; }
