// Threads, locks, atomics, time.
namespace std {

class mutex {
 public:
  void lock();
  bool try_lock();
  void unlock();
  void* native_handle();
};
class recursive_mutex : public mutex {};
class timed_mutex : public mutex {
 public:
  template <class D> bool try_lock_for(const D& duration);
  template <class T> bool try_lock_until(const T& time);
};
class shared_mutex : public mutex {
 public:
  void lock_shared();
  bool try_lock_shared();
  void unlock_shared();
};
class shared_timed_mutex : public shared_mutex {};
struct adopt_lock_t {};
struct defer_lock_t {};
struct try_to_lock_t {};
extern const adopt_lock_t adopt_lock;
extern const defer_lock_t defer_lock;
extern const try_to_lock_t try_to_lock;
template <class M> class lock_guard {
 public:
  explicit lock_guard(M& mutex);
};
template <class... M> class scoped_lock {
 public:
  explicit scoped_lock(M&... mutexes);
};
template <class M> class unique_lock {
 public:
  unique_lock();
  explicit unique_lock(M& mutex);
  void lock();
  bool try_lock();
  void unlock();
  bool owns_lock() const;
  M* mutex() const;
  M* release();
  void swap(unique_lock& other);
  explicit operator bool() const;
};
template <class M> class shared_lock : public unique_lock<M> {};
template <class... M> void lock(M&... mutexes);
enum class cv_status { no_timeout, timeout };
class condition_variable {
 public:
  void notify_one();
  void notify_all();
  void wait(unique_lock<mutex>& lock);
  template <class F> void wait(unique_lock<mutex>& lock, F test);
  template <class D> cv_status wait_for(unique_lock<mutex>& lock, const D& duration);
  template <class D, class F> bool wait_for(unique_lock<mutex>& lock, const D& duration, F test);
  template <class T> cv_status wait_until(unique_lock<mutex>& lock, const T& time);
  template <class T, class F> bool wait_until(unique_lock<mutex>& lock, const T& time, F test);
};
class condition_variable_any : public condition_variable {};
struct once_flag {};
template <class F, class... A> void call_once(once_flag& flag, F&& function, A&&... args);

class thread {
 public:
  class id {};
  thread();
  template <class F, class... A> explicit thread(F&& function, A&&... args);
  void join();
  void detach();
  bool joinable() const;
  id get_id() const;
  void* native_handle();
  void swap(thread& other);
  static unsigned int hardware_concurrency();
};
class jthread : public thread {};
namespace this_thread {
thread::id get_id();
void yield();
template <class D> void sleep_for(const D& duration);
template <class T> void sleep_until(const T& time);
}  // namespace this_thread

template <class T> class future {
 public:
  T get();
  void wait() const;
  bool valid() const;
  template <class D> int wait_for(const D& duration) const;
};
template <class T> class shared_future : public future<T> {};
template <class T> class promise {
 public:
  future<T> get_future();
  void set_value(const T& value);
  void set_value();
  void set_exception(int e);
};
template <class F> class packaged_task {};
enum class launch { async, deferred };
template <class F, class... A> future<int> async(F&& function, A&&... args);

enum memory_order {
  memory_order_relaxed,
  memory_order_consume,
  memory_order_acquire,
  memory_order_release,
  memory_order_acq_rel,
  memory_order_seq_cst
};
template <class T> class atomic {
 public:
  atomic();
  atomic(T value);
  T load(memory_order order = memory_order_seq_cst) const;
  void store(T value, memory_order order = memory_order_seq_cst);
  T exchange(T value, memory_order order = memory_order_seq_cst);
  bool compare_exchange_weak(T& expected, T value, memory_order a = memory_order_seq_cst, memory_order b = memory_order_seq_cst);
  bool compare_exchange_strong(T& expected, T value, memory_order a = memory_order_seq_cst, memory_order b = memory_order_seq_cst);
  T fetch_add(T value, memory_order order = memory_order_seq_cst);
  T fetch_sub(T value, memory_order order = memory_order_seq_cst);
  T fetch_or(T value, memory_order order = memory_order_seq_cst);
  T fetch_and(T value, memory_order order = memory_order_seq_cst);
  bool is_lock_free() const;
  operator T() const;
};
class atomic_flag {
 public:
  bool test_and_set(memory_order order = memory_order_seq_cst);
  void clear(memory_order order = memory_order_seq_cst);
};
typedef atomic<bool> atomic_bool;
typedef atomic<int> atomic_int;
typedef atomic<unsigned int> atomic_uint;
typedef atomic<long> atomic_long;
typedef atomic<unsigned long> atomic_size_t;
void atomic_thread_fence(memory_order order);

template <long N, long D = 1> struct ratio {};
typedef ratio<1, 1000> milli;
typedef ratio<1, 1000000> micro;
typedef ratio<1, 1000000000> nano;

namespace chrono {
template <class R, class P = ratio<1>> class duration {
 public:
  typedef R rep;
  typedef P period;
  duration();
  explicit duration(R count);
  R count() const;
  static duration zero();
  static duration min();
  static duration max();
};
typedef duration<long, nano> nanoseconds;
typedef duration<long, micro> microseconds;
typedef duration<long, milli> milliseconds;
typedef duration<long> seconds;
typedef duration<long, ratio<60>> minutes;
typedef duration<long, ratio<3600>> hours;
typedef duration<long, ratio<86400>> days;
template <class C, class D = nanoseconds> class time_point {
 public:
  typedef C clock;
  typedef D duration;
  time_point();
  explicit time_point(const D& since);
  D time_since_epoch() const;
  static time_point min();
  static time_point max();
};
struct system_clock {
  typedef nanoseconds duration;
  typedef long rep;
  typedef chrono::time_point<system_clock> time_point;
  static chrono::time_point<system_clock> now();
  static long to_time_t(const chrono::time_point<system_clock>& t);
  static chrono::time_point<system_clock> from_time_t(long t);
};
struct steady_clock {
  typedef nanoseconds duration;
  typedef chrono::time_point<steady_clock> time_point;
  static chrono::time_point<steady_clock> now();
};
struct high_resolution_clock {
  typedef nanoseconds duration;
  typedef chrono::time_point<high_resolution_clock> time_point;
  static chrono::time_point<high_resolution_clock> now();
};
template <class D, class R, class P> D duration_cast(const duration<R, P>& d);
template <class D, class C, class E> time_point<C, D> time_point_cast(const time_point<C, E>& t);
}  // namespace chrono

}  // namespace std
