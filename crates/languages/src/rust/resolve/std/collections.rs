pub struct HashMap<K, V> { k: K, v: V }
impl<K, V> HashMap<K, V> {
    pub fn new() -> HashMap<K, V>;
    pub fn with_capacity(n: usize) -> HashMap<K, V>;
    pub fn with_hasher<S>(s: S) -> HashMap<K, V>;
    pub fn with_capacity_and_hasher<S>(n: usize, s: S) -> HashMap<K, V>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn capacity(&self) -> usize;
    pub fn reserve(&mut self, n: usize);
    pub fn shrink_to_fit(&mut self);
    pub fn clear(&mut self);
    pub fn keys(&self) -> Iter<&K>;
    pub fn values(&self) -> Iter<&V>;
    pub fn values_mut(&mut self) -> Iter<&mut V>;
    pub fn into_keys(self) -> Iter<K>;
    pub fn into_values(self) -> Iter<V>;
    pub fn iter(&self) -> Iter<(&K, &V)>;
    pub fn iter_mut(&mut self) -> Iter<(&K, &mut V)>;
    pub fn drain(&mut self) -> Iter<(K, V)>;
    pub fn retain(&mut self, f: impl FnMut(&K, &mut V) -> bool);
    pub fn entry(&mut self, key: K) -> Entry<K, V>;
    pub fn get<Q>(&self, k: &Q) -> Option<&V>;
    pub fn get_mut<Q>(&mut self, k: &Q) -> Option<&mut V>;
    pub fn get_key_value<Q>(&self, k: &Q) -> Option<(&K, &V)>;
    pub fn contains_key<Q>(&self, k: &Q) -> bool;
    pub fn insert(&mut self, k: K, v: V) -> Option<V>;
    pub fn remove<Q>(&mut self, k: &Q) -> Option<V>;
    pub fn remove_entry<Q>(&mut self, k: &Q) -> Option<(K, V)>;
}
impl<K, V> IntoIterator for HashMap<K, V> { type Item = (K, V); type IntoIter = Iter<(K, V)>; fn into_iter(self) -> Iter<(K, V)>; }
impl<'a, K, V> IntoIterator for &'a HashMap<K, V> { type Item = (&'a K, &'a V); type IntoIter = Iter<(&'a K, &'a V)>; fn into_iter(self) -> Iter<(&'a K, &'a V)>; }
impl<'a, K, V> IntoIterator for &'a mut HashMap<K, V> { type Item = (&'a K, &'a mut V); type IntoIter = Iter<(&'a K, &'a mut V)>; fn into_iter(self) -> Iter<(&'a K, &'a mut V)>; }
impl<K, V> Index<K> for HashMap<K, V> { type Output = V; fn index(&self, k: K) -> &V; }
impl<K, V> Extend<(K, V)> for HashMap<K, V> { fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I); }
impl<K, V> FromIterator<(K, V)> for HashMap<K, V> { fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> HashMap<K, V>; }
impl<K: Clone, V: Clone> Clone for HashMap<K, V> { fn clone(&self) -> Self; }
impl<K, V> Default for HashMap<K, V> { fn default() -> HashMap<K, V>; }
impl<K, V> From<[(K, V)]> for HashMap<K, V> { fn from(a: [(K, V)]) -> HashMap<K, V>; }
pub struct BTreeMap<K, V> { k: K, v: V }
impl<K, V> BTreeMap<K, V> {
    pub fn new() -> BTreeMap<K, V>;
    pub fn with_capacity(n: usize) -> BTreeMap<K, V>;
    pub fn with_hasher<S>(s: S) -> BTreeMap<K, V>;
    pub fn with_capacity_and_hasher<S>(n: usize, s: S) -> BTreeMap<K, V>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn capacity(&self) -> usize;
    pub fn reserve(&mut self, n: usize);
    pub fn shrink_to_fit(&mut self);
    pub fn clear(&mut self);
    pub fn keys(&self) -> Iter<&K>;
    pub fn values(&self) -> Iter<&V>;
    pub fn values_mut(&mut self) -> Iter<&mut V>;
    pub fn into_keys(self) -> Iter<K>;
    pub fn into_values(self) -> Iter<V>;
    pub fn iter(&self) -> Iter<(&K, &V)>;
    pub fn iter_mut(&mut self) -> Iter<(&K, &mut V)>;
    pub fn drain(&mut self) -> Iter<(K, V)>;
    pub fn retain(&mut self, f: impl FnMut(&K, &mut V) -> bool);
    pub fn entry(&mut self, key: K) -> Entry<K, V>;
    pub fn get<Q>(&self, k: &Q) -> Option<&V>;
    pub fn get_mut<Q>(&mut self, k: &Q) -> Option<&mut V>;
    pub fn get_key_value<Q>(&self, k: &Q) -> Option<(&K, &V)>;
    pub fn contains_key<Q>(&self, k: &Q) -> bool;
    pub fn insert(&mut self, k: K, v: V) -> Option<V>;
    pub fn remove<Q>(&mut self, k: &Q) -> Option<V>;
    pub fn remove_entry<Q>(&mut self, k: &Q) -> Option<(K, V)>;
    pub fn first_key_value(&self) -> Option<(&K, &V)>;
    pub fn last_key_value(&self) -> Option<(&K, &V)>;
    pub fn pop_first(&mut self) -> Option<(K, V)>;
    pub fn pop_last(&mut self) -> Option<(K, V)>;
    pub fn range<R>(&self, r: R) -> Iter<(&K, &V)>;
    pub fn range_mut<R>(&mut self, r: R) -> Iter<(&K, &mut V)>;
    pub fn split_off<Q>(&mut self, k: &Q) -> BTreeMap<K, V>;
    pub fn append(&mut self, other: &mut BTreeMap<K, V>);
}
impl<K, V> IntoIterator for BTreeMap<K, V> { type Item = (K, V); type IntoIter = Iter<(K, V)>; fn into_iter(self) -> Iter<(K, V)>; }
impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> { type Item = (&'a K, &'a V); type IntoIter = Iter<(&'a K, &'a V)>; fn into_iter(self) -> Iter<(&'a K, &'a V)>; }
impl<'a, K, V> IntoIterator for &'a mut BTreeMap<K, V> { type Item = (&'a K, &'a mut V); type IntoIter = Iter<(&'a K, &'a mut V)>; fn into_iter(self) -> Iter<(&'a K, &'a mut V)>; }
impl<K, V> Index<K> for BTreeMap<K, V> { type Output = V; fn index(&self, k: K) -> &V; }
impl<K, V> Extend<(K, V)> for BTreeMap<K, V> { fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I); }
impl<K, V> FromIterator<(K, V)> for BTreeMap<K, V> { fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> BTreeMap<K, V>; }
impl<K: Clone, V: Clone> Clone for BTreeMap<K, V> { fn clone(&self) -> Self; }
impl<K, V> Default for BTreeMap<K, V> { fn default() -> BTreeMap<K, V>; }
impl<K, V> From<[(K, V)]> for BTreeMap<K, V> { fn from(a: [(K, V)]) -> BTreeMap<K, V>; }
pub struct HashSet<T> { t: T }
impl<T> HashSet<T> {
    pub fn new() -> HashSet<T>;
    pub fn with_capacity(n: usize) -> HashSet<T>;
    pub fn with_hasher<S>(s: S) -> HashSet<T>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn clear(&mut self);
    pub fn iter(&self) -> Iter<&T>;
    pub fn drain(&mut self) -> Iter<T>;
    pub fn retain(&mut self, f: impl FnMut(&T) -> bool);
    pub fn contains<Q>(&self, v: &Q) -> bool;
    pub fn get<Q>(&self, v: &Q) -> Option<&T>;
    pub fn insert(&mut self, v: T) -> bool;
    pub fn replace(&mut self, v: T) -> Option<T>;
    pub fn remove<Q>(&mut self, v: &Q) -> bool;
    pub fn take<Q>(&mut self, v: &Q) -> Option<T>;
    pub fn union(&self, other: &HashSet<T>) -> Iter<&T>;
    pub fn intersection(&self, other: &HashSet<T>) -> Iter<&T>;
    pub fn difference(&self, other: &HashSet<T>) -> Iter<&T>;
    pub fn symmetric_difference(&self, other: &HashSet<T>) -> Iter<&T>;
    pub fn is_subset(&self, other: &HashSet<T>) -> bool;
    pub fn is_superset(&self, other: &HashSet<T>) -> bool;
    pub fn is_disjoint(&self, other: &HashSet<T>) -> bool;
}
impl<T> IntoIterator for HashSet<T> { type Item = T; type IntoIter = Iter<T>; fn into_iter(self) -> Iter<T>; }
impl<'a, T> IntoIterator for &'a HashSet<T> { type Item = &'a T; type IntoIter = Iter<&'a T>; fn into_iter(self) -> Iter<&'a T>; }
impl<T> Extend<T> for HashSet<T> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
impl<T> FromIterator<T> for HashSet<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> HashSet<T>; }
impl<T: Clone> Clone for HashSet<T> { fn clone(&self) -> Self; }
impl<T> Default for HashSet<T> { fn default() -> HashSet<T>; }
impl<T> From<[T]> for HashSet<T> { fn from(a: [T]) -> HashSet<T>; }
pub struct BTreeSet<T> { t: T }
impl<T> BTreeSet<T> {
    pub fn new() -> BTreeSet<T>;
    pub fn with_capacity(n: usize) -> BTreeSet<T>;
    pub fn with_hasher<S>(s: S) -> BTreeSet<T>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn clear(&mut self);
    pub fn iter(&self) -> Iter<&T>;
    pub fn drain(&mut self) -> Iter<T>;
    pub fn retain(&mut self, f: impl FnMut(&T) -> bool);
    pub fn contains<Q>(&self, v: &Q) -> bool;
    pub fn get<Q>(&self, v: &Q) -> Option<&T>;
    pub fn insert(&mut self, v: T) -> bool;
    pub fn replace(&mut self, v: T) -> Option<T>;
    pub fn remove<Q>(&mut self, v: &Q) -> bool;
    pub fn take<Q>(&mut self, v: &Q) -> Option<T>;
    pub fn union(&self, other: &BTreeSet<T>) -> Iter<&T>;
    pub fn intersection(&self, other: &BTreeSet<T>) -> Iter<&T>;
    pub fn difference(&self, other: &BTreeSet<T>) -> Iter<&T>;
    pub fn symmetric_difference(&self, other: &BTreeSet<T>) -> Iter<&T>;
    pub fn is_subset(&self, other: &BTreeSet<T>) -> bool;
    pub fn is_superset(&self, other: &BTreeSet<T>) -> bool;
    pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool;
    pub fn first(&self) -> Option<&T>;
    pub fn last(&self) -> Option<&T>;
    pub fn pop_first(&mut self) -> Option<T>;
    pub fn pop_last(&mut self) -> Option<T>;
    pub fn range<R>(&self, r: R) -> Iter<&T>;
}
impl<T> IntoIterator for BTreeSet<T> { type Item = T; type IntoIter = Iter<T>; fn into_iter(self) -> Iter<T>; }
impl<'a, T> IntoIterator for &'a BTreeSet<T> { type Item = &'a T; type IntoIter = Iter<&'a T>; fn into_iter(self) -> Iter<&'a T>; }
impl<T> Extend<T> for BTreeSet<T> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
impl<T> FromIterator<T> for BTreeSet<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BTreeSet<T>; }
impl<T: Clone> Clone for BTreeSet<T> { fn clone(&self) -> Self; }
impl<T> Default for BTreeSet<T> { fn default() -> BTreeSet<T>; }
impl<T> From<[T]> for BTreeSet<T> { fn from(a: [T]) -> BTreeSet<T>; }

pub enum Entry<K, V> { Occupied(OccupiedEntry<K, V>), Vacant(VacantEntry<K, V>) }
impl<K, V> Entry<K, V> {
    pub fn or_insert(self, default: V) -> &mut V;
    pub fn or_insert_with(self, f: impl FnOnce() -> V) -> &mut V;
    pub fn or_insert_with_key(self, f: impl FnOnce(&K) -> V) -> &mut V;
    pub fn or_default(self) -> &mut V;
    pub fn key(&self) -> &K;
    pub fn and_modify(self, f: impl FnOnce(&mut V)) -> Entry<K, V>;
    pub fn insert_entry(self, v: V) -> OccupiedEntry<K, V>;
}
pub struct OccupiedEntry<K, V> { k: K, v: V }
impl<K, V> OccupiedEntry<K, V> { pub fn key(&self) -> &K; pub fn get(&self) -> &V; pub fn get_mut(&mut self) -> &mut V; pub fn into_mut(self) -> &mut V; pub fn insert(&mut self, v: V) -> V; pub fn remove(self) -> V; pub fn remove_entry(self) -> (K, V); }
pub struct VacantEntry<K, V> { k: K, v: V }
impl<K, V> VacantEntry<K, V> { pub fn key(&self) -> &K; pub fn into_key(self) -> K; pub fn insert(self, v: V) -> &mut V; }
pub mod hash_map {
    pub use super::{HashMap, Entry, OccupiedEntry, VacantEntry};
    pub struct RandomState;
    pub struct DefaultHasher;
    impl DefaultHasher { pub fn new() -> DefaultHasher; }
}
pub mod btree_map { pub use super::{BTreeMap, Entry, OccupiedEntry, VacantEntry}; }
pub mod hash_set { pub use super::HashSet; }
pub mod btree_set { pub use super::BTreeSet; }
pub mod vec_deque { pub use super::VecDeque; }
pub struct VecDeque<T> { t: T }
impl<T> VecDeque<T> {
    pub fn new() -> VecDeque<T>;
    pub fn with_capacity(n: usize) -> VecDeque<T>;
    pub fn len(&self) -> usize;
    pub fn is_empty(&self) -> bool;
    pub fn clear(&mut self);
    pub fn get(&self, i: usize) -> Option<&T>;
    pub fn get_mut(&mut self, i: usize) -> Option<&mut T>;
    pub fn front(&self) -> Option<&T>;
    pub fn front_mut(&mut self) -> Option<&mut T>;
    pub fn back(&self) -> Option<&T>;
    pub fn back_mut(&mut self) -> Option<&mut T>;
    pub fn push_front(&mut self, t: T);
    pub fn push_back(&mut self, t: T);
    pub fn pop_front(&mut self) -> Option<T>;
    pub fn pop_back(&mut self) -> Option<T>;
    pub fn iter(&self) -> Iter<&T>;
    pub fn iter_mut(&mut self) -> Iter<&mut T>;
    pub fn drain<R>(&mut self, r: R) -> Iter<T>;
    pub fn contains(&self, t: &T) -> bool;
    pub fn insert(&mut self, i: usize, t: T);
    pub fn remove(&mut self, i: usize) -> Option<T>;
    pub fn retain(&mut self, f: impl FnMut(&T) -> bool);
    pub fn truncate(&mut self, n: usize);
    pub fn extend_from_slice(&mut self, s: &[T]);
    pub fn as_slices(&self) -> (&[T], &[T]);
    pub fn append(&mut self, other: &mut VecDeque<T>);
    pub fn swap(&mut self, a: usize, b: usize);
    pub fn make_contiguous(&mut self) -> &mut [T];
    pub fn reserve(&mut self, n: usize);
    pub fn capacity(&self) -> usize;
}
impl<T> IntoIterator for VecDeque<T> { type Item = T; type IntoIter = Iter<T>; fn into_iter(self) -> Iter<T>; }
impl<'a, T> IntoIterator for &'a VecDeque<T> { type Item = &'a T; type IntoIter = Iter<&'a T>; fn into_iter(self) -> Iter<&'a T>; }
impl<T> Index<usize> for VecDeque<T> { type Output = T; fn index(&self, i: usize) -> &T; }
impl<T> Extend<T> for VecDeque<T> { fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I); }
impl<T> FromIterator<T> for VecDeque<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> VecDeque<T>; }
impl<T: Clone> Clone for VecDeque<T> { fn clone(&self) -> Self; }
impl<T> Default for VecDeque<T> { fn default() -> VecDeque<T>; }
pub struct BinaryHeap<T> { t: T }
impl<T> BinaryHeap<T> { pub fn new() -> BinaryHeap<T>; pub fn with_capacity(n: usize) -> BinaryHeap<T>; pub fn push(&mut self, t: T); pub fn pop(&mut self) -> Option<T>; pub fn peek(&self) -> Option<&T>; pub fn peek_mut(&mut self) -> Option<PeekMut<T>>; pub fn len(&self) -> usize; pub fn is_empty(&self) -> bool; pub fn into_vec(self) -> Vec<T>; pub fn into_sorted_vec(self) -> Vec<T>; pub fn iter(&self) -> Iter<&T>; pub fn clear(&mut self); pub fn drain(&mut self) -> Iter<T>; }
pub struct PeekMut<T> { t: T }
impl<T> Deref for PeekMut<T> { type Target = T; }
impl<T> IntoIterator for BinaryHeap<T> { type Item = T; type IntoIter = Iter<T>; fn into_iter(self) -> Iter<T>; }
impl<T> Default for BinaryHeap<T> { fn default() -> BinaryHeap<T>; }
impl<T> FromIterator<T> for BinaryHeap<T> { fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BinaryHeap<T>; }
pub struct LinkedList<T> { t: T }
impl<T> LinkedList<T> { pub fn new() -> LinkedList<T>; pub fn push_back(&mut self, t: T); pub fn push_front(&mut self, t: T); pub fn pop_front(&mut self) -> Option<T>; pub fn pop_back(&mut self) -> Option<T>; pub fn iter(&self) -> Iter<&T>; pub fn len(&self) -> usize; pub fn is_empty(&self) -> bool; }
