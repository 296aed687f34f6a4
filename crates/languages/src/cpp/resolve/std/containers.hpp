// Containers. Iterators are pointers here: that is what look-ups need of them.
namespace std {

template <class A, class B> struct pair {
  typedef A first_type;
  typedef B second_type;
  A first;
  B second;
  pair();
  pair(const A& a, const B& b);
  void swap(pair& other);
};
template <class A, class B> pair<A, B> make_pair(A a, B b);

template <class... T> class tuple {
 public:
  tuple();
};
template <class... T> tuple<T...> make_tuple(T... parts);
template <class... T> tuple<T...> tie(T&... parts);
template <class... T> tuple<T...> forward_as_tuple(T&&... parts);

template <class T> class initializer_list {
 public:
  typedef T value_type;
  typedef const T* iterator;
  typedef const T* const_iterator;
  const T* begin() const;
  const T* end() const;
  size_t size() const;
};

template <class T> class span {
 public:
  typedef T* iterator;
  typedef T element_type;
  T* begin() const;
  T* end() const;
  T* data() const;
  size_t size() const;
  bool empty() const;
  T& operator[](size_t at) const;
  T& front() const;
  T& back() const;
  span subspan(size_t from, size_t n = -1) const;
  span first(size_t n) const;
  span last(size_t n) const;
};

template <class T, class A = allocator<T>> class vector {
 public:
  typedef T value_type;
  typedef size_t size_type;
  typedef ptrdiff_t difference_type;
  typedef T& reference;
  typedef const T& const_reference;
  typedef T* pointer;
  typedef T* iterator;
  typedef const T* const_iterator;
  typedef T* reverse_iterator;
  typedef const T* const_reverse_iterator;
  typedef A allocator_type;
  vector();
  explicit vector(size_t n);
  vector(size_t n, const T& value);
  vector(const vector& other);
  vector(initializer_list<T> values);
  template <class It> vector(It first, It last);
  iterator begin();
  iterator end();
  iterator rbegin();
  iterator rend();
  const_iterator cbegin() const;
  const_iterator cend() const;
  const_iterator crbegin() const;
  const_iterator crend() const;
  size_t size() const;
  size_t max_size() const;
  size_t capacity() const;
  bool empty() const;
  void reserve(size_t n);
  void resize(size_t n);
  void resize(size_t n, const T& value);
  void shrink_to_fit();
  void clear();
  T& operator[](size_t at);
  T& at(size_t at);
  T& front();
  T& back();
  T* data();
  void push_back(const T& value);
  template <class... B> T& emplace_back(B&&... args);
  template <class... B> iterator emplace(const_iterator at, B&&... args);
  void pop_back();
  iterator insert(const_iterator at, const T& value);
  template <class It> iterator insert(const_iterator at, It first, It last);
  iterator erase(const_iterator at);
  iterator erase(const_iterator first, const_iterator last);
  void assign(size_t n, const T& value);
  template <class It> void assign(It first, It last);
  void swap(vector& other);
  A get_allocator() const;
};

template <class T, class A = allocator<T>> class deque : public vector<T, A> {
 public:
  typedef T* iterator;
  typedef const T* const_iterator;
  void push_front(const T& value);
  template <class... B> T& emplace_front(B&&... args);
  void pop_front();
};

template <class T, class A = allocator<T>> class list : public deque<T, A> {
 public:
  typedef T* iterator;
  typedef const T* const_iterator;
  void splice(const_iterator at, list& other);
  void splice(const_iterator at, list& other, const_iterator first);
  void remove(const T& value);
  template <class F> void remove_if(F test);
  void reverse();
  void sort();
  template <class F> void sort(F less);
  void unique();
  void merge(list& other);
};

template <class T, class A = allocator<T>> class forward_list : public list<T, A> {
 public:
  typedef T* iterator;
  typedef const T* const_iterator;
  iterator before_begin();
  iterator insert_after(const_iterator at, const T& value);
  iterator erase_after(const_iterator at);
};

template <class T, size_t N> class array {
 public:
  typedef T value_type;
  typedef T* iterator;
  typedef const T* const_iterator;
  typedef size_t size_type;
  T* begin();
  T* end();
  T* rbegin();
  T* rend();
  T* cbegin();
  T* cend();
  size_t size() const;
  bool empty() const;
  T& operator[](size_t at);
  T& at(size_t at);
  T& front();
  T& back();
  T* data();
  void fill(const T& value);
  void swap(array& other);
};

template <class K, class V, class C, class A> class map_base {
 public:
  typedef K key_type;
  typedef V value_type;
  typedef C key_compare;
  typedef size_t size_type;
  typedef V* iterator;
  typedef const V* const_iterator;
  typedef V* reverse_iterator;
  typedef const V* const_reverse_iterator;
  iterator begin();
  iterator end();
  iterator rbegin();
  iterator rend();
  const_iterator cbegin() const;
  const_iterator cend() const;
  size_t size() const;
  size_t max_size() const;
  bool empty() const;
  void clear();
  size_t count(const K& key) const;
  bool contains(const K& key) const;
  iterator find(const K& key);
  iterator lower_bound(const K& key);
  iterator upper_bound(const K& key);
  pair<iterator, iterator> equal_range(const K& key);
  pair<iterator, bool> insert(const V& value);
  iterator insert(const_iterator hint, const V& value);
  template <class It> void insert(It first, It last);
  template <class... B> pair<iterator, bool> emplace(B&&... args);
  template <class... B> iterator emplace_hint(const_iterator hint, B&&... args);
  size_t erase(const K& key);
  iterator erase(const_iterator at);
  iterator erase(const_iterator first, const_iterator last);
  void swap(map_base& other);
  void reserve(size_t n);
  void rehash(size_t n);
  size_t bucket_count() const;
  float load_factor() const;
  void max_load_factor(float f);
  C key_comp() const;
};

template <class K, class V, class C = less<K>, class A = allocator<K>>
class map : public map_base<K, pair<K, V>, C, A> {
 public:
  typedef V mapped_type;
  map();
  V& operator[](const K& key);
  V& at(const K& key);
  template <class... B> pair<pair<K, V>*, bool> try_emplace(const K& key, B&&... args);
  pair<pair<K, V>*, bool> insert_or_assign(const K& key, const V& value);
};
template <class K, class V, class C = less<K>, class A = allocator<K>>
class multimap : public map_base<K, pair<K, V>, C, A> {
 public:
  typedef V mapped_type;
};
template <class K, class V, class H = hash<K>, class E = equal_to<K>, class A = allocator<K>>
class unordered_map : public map_base<K, pair<K, V>, H, A> {
 public:
  typedef V mapped_type;
  unordered_map();
  V& operator[](const K& key);
  V& at(const K& key);
  template <class... B> pair<pair<K, V>*, bool> try_emplace(const K& key, B&&... args);
  pair<pair<K, V>*, bool> insert_or_assign(const K& key, const V& value);
};
template <class K, class V, class H = hash<K>, class E = equal_to<K>, class A = allocator<K>>
class unordered_multimap : public map_base<K, pair<K, V>, H, A> {
 public:
  typedef V mapped_type;
};
template <class K, class C = less<K>, class A = allocator<K>> class set : public map_base<K, K, C, A> {
 public:
  set();
};
template <class K, class C = less<K>, class A = allocator<K>> class multiset : public map_base<K, K, C, A> {};
template <class K, class H = hash<K>, class E = equal_to<K>, class A = allocator<K>>
class unordered_set : public map_base<K, K, H, A> {
 public:
  unordered_set();
};
template <class K, class H = hash<K>, class E = equal_to<K>, class A = allocator<K>>
class unordered_multiset : public map_base<K, K, H, A> {};

template <class T, class C = deque<T>> class stack {
 public:
  typedef T value_type;
  typedef C container_type;
  T& top();
  void push(const T& value);
  template <class... B> void emplace(B&&... args);
  void pop();
  bool empty() const;
  size_t size() const;
  void swap(stack& other);
};
template <class T, class C = deque<T>> class queue {
 public:
  typedef T value_type;
  T& front();
  T& back();
  void push(const T& value);
  template <class... B> void emplace(B&&... args);
  void pop();
  bool empty() const;
  size_t size() const;
  void swap(queue& other);
};
template <class T, class C = vector<T>, class L = less<T>> class priority_queue {
 public:
  typedef T value_type;
  const T& top() const;
  void push(const T& value);
  template <class... B> void emplace(B&&... args);
  void pop();
  bool empty() const;
  size_t size() const;
};
template <size_t N> class bitset {
 public:
  bool test(size_t at) const;
  bitset& set(size_t at, bool value = true);
  bitset& reset(size_t at);
  size_t count() const;
  size_t size() const;
  bool any() const;
  bool none() const;
  bool all() const;
};

template <class C> auto begin(C& container) -> decltype(container.begin());
template <class C> auto end(C& container) -> decltype(container.end());
template <class C> size_t size(const C& container);
template <class C> auto data(C& container) -> decltype(container.data());
template <class C> bool empty(const C& container);
template <class It> It next(It at, ptrdiff_t n = 1);
template <class It> It prev(It at, ptrdiff_t n = 1);
template <class It> ptrdiff_t distance(It first, It last);
template <class It> void advance(It& at, ptrdiff_t n);
template <class C> struct back_insert_iterator {};
template <class C> back_insert_iterator<C> back_inserter(C& container);
template <class C> back_insert_iterator<C> inserter(C& container, const void* at);
template <class It> It make_move_iterator(It at);
template <class It> struct iterator_traits {};
template <class It> class reverse_iterator {
 public:
  It base() const;
};

template <class It, class T> It find(It first, It last, const T& value);
template <class It, class F> It find_if(It first, It last, F test);
template <class It, class F> It find_if_not(It first, It last, F test);
template <class It, class T> It lower_bound(It first, It last, const T& value);
template <class It, class T, class F> It lower_bound(It first, It last, const T& value, F less);
template <class It, class T> It upper_bound(It first, It last, const T& value);
template <class It, class T, class F> It upper_bound(It first, It last, const T& value, F less);
template <class It> It min_element(It first, It last);
template <class It, class F> It min_element(It first, It last, F less);
template <class It> It max_element(It first, It last);
template <class It, class F> It max_element(It first, It last, F less);
template <class It, class F> It remove_if(It first, It last, F test);
template <class It, class T> It remove(It first, It last, const T& value);
template <class It> It unique(It first, It last);
template <class It, class F> F for_each(It first, It last, F action);
template <class... A> void sort(A&&... args);
template <class... A> void stable_sort(A&&... args);
template <class... A> void nth_element(A&&... args);
template <class... A> void partial_sort(A&&... args);
template <class... A> bool is_sorted(A&&... args);
template <class... A> void reverse(A&&... args);
template <class... A> void shuffle(A&&... args);
template <class... A> bool equal(A&&... args);
template <class... A> bool any_of(A&&... args);
template <class... A> bool all_of(A&&... args);
template <class... A> bool none_of(A&&... args);
template <class... A> bool binary_search(A&&... args);
template <class... A> bool lexicographical_compare(A&&... args);
template <class... A> ptrdiff_t count_if(A&&... args);
template <class It, class T> ptrdiff_t count(It first, It last, const T& value);
template <class It, class Out> Out copy(It first, It last, Out out);
template <class It, class Out, class F> Out copy_if(It first, It last, Out out, F test);
template <class It, class N, class Out> Out copy_n(It first, N n, Out out);
template <class It, class Out, class F> Out transform(It first, It last, Out out, F change);
template <class It, class T> void fill(It first, It last, const T& value);
template <class It, class N, class T> It fill_n(It first, N n, const T& value);
template <class It, class T> void iota(It first, It last, T value);
template <class It, class T> T accumulate(It first, It last, T start);
template <class It, class T, class F> T accumulate(It first, It last, T start, F add);
template <class It> It rotate(It first, It middle, It last);
template <class T> const T& min(const T& a, const T& b);
template <class T> const T& max(const T& a, const T& b);
template <class T> const T& clamp(const T& value, const T& low, const T& high);
template <class T> pair<T, T> minmax(const T& a, const T& b);

}  // namespace std
