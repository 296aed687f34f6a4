// Ownership: smart pointers, optional values, functions as values.
namespace std {

template <class T> struct default_delete {
  void operator()(T* p) const;
};

template <class T, class D = default_delete<T>> class unique_ptr {
 public:
  typedef T element_type;
  typedef T* pointer;
  typedef D deleter_type;
  unique_ptr();
  explicit unique_ptr(T* p);
  unique_ptr(nullptr_t);
  unique_ptr(unique_ptr&& other);
  T* get() const;
  T* release();
  void reset(T* p = nullptr);
  void swap(unique_ptr& other);
  D& get_deleter();
  T* operator->() const;
  T& operator*() const;
  T& operator[](size_t at) const;
  explicit operator bool() const;
};

template <class T> class weak_ptr;

template <class T> class shared_ptr {
 public:
  typedef T element_type;
  typedef weak_ptr<T> weak_type;
  shared_ptr();
  explicit shared_ptr(T* p);
  shared_ptr(nullptr_t);
  shared_ptr(const shared_ptr& other);
  T* get() const;
  void reset(T* p = nullptr);
  void swap(shared_ptr& other);
  long use_count() const;
  bool unique() const;
  bool owner_before(const shared_ptr& other) const;
  T* operator->() const;
  T& operator*() const;
  T& operator[](size_t at) const;
  explicit operator bool() const;
};

template <class T> class weak_ptr {
 public:
  weak_ptr();
  weak_ptr(const shared_ptr<T>& p);
  shared_ptr<T> lock() const;
  bool expired() const;
  long use_count() const;
  void reset();
  void swap(weak_ptr& other);
};

template <class T> class enable_shared_from_this {
 public:
  shared_ptr<T> shared_from_this();
  weak_ptr<T> weak_from_this();
};

template <class T, class... A> unique_ptr<T> make_unique(A&&... args);
template <class T, class... A> shared_ptr<T> make_shared(A&&... args);
template <class T, class... A> shared_ptr<T> allocate_shared(A&&... args);
template <class T, class U> shared_ptr<T> static_pointer_cast(const shared_ptr<U>& p);
template <class T, class U> shared_ptr<T> dynamic_pointer_cast(const shared_ptr<U>& p);
template <class T, class U> shared_ptr<T> const_pointer_cast(const shared_ptr<U>& p);

template <class T> class allocator {
 public:
  typedef T value_type;
  typedef T* pointer;
  T* allocate(size_t n);
  void deallocate(T* p, size_t n);
};
template <class A> struct allocator_traits {};
template <class T> T* addressof(T& value);
template <class T, class... A> T* construct_at(T* p, A&&... args);
template <class T> void destroy_at(T* p);
void* align(size_t alignment, size_t size, void*& p, size_t& space);

struct nullopt_t {};
extern const nullopt_t nullopt;
template <class T> class optional {
 public:
  typedef T value_type;
  optional();
  optional(nullopt_t);
  optional(const T& value);
  bool has_value() const;
  T& value();
  T value_or(T other) const;
  template <class... A> T& emplace(A&&... args);
  void reset();
  void swap(optional& other);
  T* operator->();
  T& operator*();
  explicit operator bool() const;
};
template <class T> optional<T> make_optional(T&& value);

template <class F> class function {
 public:
  function();
  function(nullptr_t);
  explicit operator bool() const;
  void swap(function& other);
};
template <class F> class move_only_function {
 public:
  explicit operator bool() const;
};
template <class T> class reference_wrapper {
 public:
  T& get() const;
  operator T&() const;
};
template <class T> reference_wrapper<T> ref(T& value);
template <class T> reference_wrapper<const T> cref(const T& value);
template <class F, class... A> auto bind(F&& function, A&&... args);
template <class F, class... A> auto invoke(F&& function, A&&... args);
template <class F> auto mem_fn(F function);
template <class T> struct hash {
  size_t operator()(const T& value) const;
};
template <class T = void> struct less { bool operator()(const T& a, const T& b) const; };
template <class T = void> struct greater { bool operator()(const T& a, const T& b) const; };
template <class T = void> struct equal_to { bool operator()(const T& a, const T& b) const; };
template <class T = void> struct not_equal_to { bool operator()(const T& a, const T& b) const; };
template <class T = void> struct plus { T operator()(const T& a, const T& b) const; };

template <class... T> class variant {
 public:
  variant();
  size_t index() const;
  bool valueless_by_exception() const;
  template <class U, class... A> U& emplace(A&&... args);
};
struct monostate {};
template <class T, class V> T& get(V&& value);
template <class T, class V> T* get_if(V* value);
template <class T, class V> bool holds_alternative(const V& value);
template <class F, class... V> auto visit(F&& visitor, V&&... values);

class any {
 public:
  bool has_value() const;
  void reset();
};
template <class T> T any_cast(any& value);

template <class T> T&& move(T&& value);
template <class T> T&& forward(T&& value);
template <class T> void swap(T& a, T& b);
template <class T> T exchange(T& value, T next);
template <class T> T as_const(T& value);
template <class T> T&& declval();

// Stands for a template that is not here.
template <class... T> class __outside {};

}  // namespace std
