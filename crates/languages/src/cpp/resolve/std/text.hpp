// Text: strings, views, conversions.
namespace std {

typedef unsigned long size_t;
typedef long ptrdiff_t;
typedef decltype(nullptr) nullptr_t;

template <class C> struct char_traits {
  typedef C char_type;
  static size_t length(const C* s);
  static int compare(const C* a, const C* b, size_t n);
  static C* copy(C* to, const C* from, size_t n);
  static const C* find(const C* s, size_t n, const C& c);
};

template <class C, class T = char_traits<C>> class basic_string_view;

template <class C, class T = char_traits<C>, class A = void> class basic_string {
 public:
  typedef C value_type;
  typedef size_t size_type;
  typedef T traits_type;
  typedef C* iterator;
  typedef const C* const_iterator;
  typedef C& reference;
  typedef const C& const_reference;
  static const size_t npos = -1;
  basic_string();
  basic_string(const C* s);
  basic_string(const C* s, size_t n);
  basic_string(size_t n, C c);
  basic_string(const basic_string& s);
  basic_string(const basic_string& s, size_t from, size_t n);
  explicit basic_string(basic_string_view<C> s);
  size_t size() const;
  size_t length() const;
  size_t max_size() const;
  size_t capacity() const;
  bool empty() const;
  void clear();
  void reserve(size_t n);
  void resize(size_t n);
  void resize(size_t n, C c);
  void shrink_to_fit();
  const C* c_str() const;
  C* data();
  C& operator[](size_t at);
  C& at(size_t at);
  C& front();
  C& back();
  iterator begin();
  iterator end();
  iterator rbegin();
  iterator rend();
  iterator cbegin();
  iterator cend();
  void push_back(C c);
  void pop_back();
  basic_string& append(const basic_string& s);
  basic_string& append(const C* s, size_t n);
  basic_string& append(const C* s);
  basic_string& append(size_t n, C c);
  basic_string& assign(const basic_string& s);
  basic_string& assign(const C* s, size_t n);
  basic_string& assign(const C* s);
  basic_string& assign(size_t n, C c);
  basic_string& insert(size_t at, const basic_string& s);
  basic_string& erase(size_t from, size_t n);
  basic_string& erase();
  basic_string& replace(size_t from, size_t n, const basic_string& s);
  basic_string& operator+=(const basic_string& s);
  basic_string& operator=(const basic_string& s);
  basic_string substr(size_t from, size_t n = npos) const;
  size_t copy(C* to, size_t n, size_t from = 0) const;
  int compare(const basic_string& s) const;
  int compare(size_t from, size_t n, const basic_string& s) const;
  bool starts_with(const basic_string& s) const;
  bool ends_with(const basic_string& s) const;
  bool contains(const basic_string& s) const;
  size_t find(const basic_string& s, size_t from = 0) const;
  size_t rfind(const basic_string& s, size_t from = npos) const;
  size_t find_first_of(const basic_string& s, size_t from = 0) const;
  size_t find_last_of(const basic_string& s, size_t from = npos) const;
  size_t find_first_not_of(const basic_string& s, size_t from = 0) const;
  size_t find_last_not_of(const basic_string& s, size_t from = npos) const;
  void swap(basic_string& other);
};

template <class C, class T> class basic_string_view {
 public:
  typedef C value_type;
  typedef size_t size_type;
  typedef const C* iterator;
  typedef const C* const_iterator;
  static const size_t npos = -1;
  basic_string_view();
  basic_string_view(const C* s);
  basic_string_view(const C* s, size_t n);
  basic_string_view(const basic_string<C>& s);
  size_t size() const;
  size_t length() const;
  bool empty() const;
  const C* data() const;
  const C& operator[](size_t at) const;
  const C& at(size_t at) const;
  const C& front() const;
  const C& back() const;
  iterator begin() const;
  iterator end() const;
  iterator rbegin() const;
  iterator rend() const;
  void remove_prefix(size_t n);
  void remove_suffix(size_t n);
  basic_string_view substr(size_t from, size_t n = npos) const;
  int compare(basic_string_view s) const;
  bool starts_with(basic_string_view s) const;
  bool ends_with(basic_string_view s) const;
  size_t find(basic_string_view s, size_t from = 0) const;
  size_t rfind(basic_string_view s, size_t from = npos) const;
  size_t find_first_of(basic_string_view s, size_t from = 0) const;
  size_t find_last_of(basic_string_view s, size_t from = npos) const;
  size_t find_first_not_of(basic_string_view s, size_t from = 0) const;
  size_t find_last_not_of(basic_string_view s, size_t from = npos) const;
};

typedef basic_string<char> string;
typedef basic_string<wchar_t> wstring;
typedef basic_string<char8_t> u8string;
typedef basic_string<char16_t> u16string;
typedef basic_string<char32_t> u32string;
typedef basic_string_view<char> string_view;
typedef basic_string_view<wchar_t> wstring_view;

string to_string(int value);
wstring to_wstring(int value);
int stoi(const string& s, size_t* end = nullptr, int base = 10);
long stol(const string& s, size_t* end = nullptr, int base = 10);
unsigned long stoul(const string& s, size_t* end = nullptr, int base = 10);
long long stoll(const string& s, size_t* end = nullptr, int base = 10);
unsigned long long stoull(const string& s, size_t* end = nullptr, int base = 10);
float stof(const string& s, size_t* end = nullptr);
double stod(const string& s, size_t* end = nullptr);

template <class It> struct sub_match {
  It first, second;
  bool matched;
  string str() const;
  size_t length() const;
};
template <class It> class match_results {
 public:
  size_t size() const;
  bool empty() const;
  sub_match<It>& operator[](size_t n) const;
  string str(size_t n = 0) const;
  size_t position(size_t n = 0) const;
  size_t length(size_t n = 0) const;
  string prefix() const;
  string suffix() const;
};
typedef match_results<const char*> cmatch;
typedef match_results<const char*> smatch;
class regex {
 public:
  explicit regex(const char* pattern);
};
template <class... A> bool regex_match(A&&... args);
template <class... A> bool regex_search(A&&... args);
template <class... A> string regex_replace(A&&... args);

struct locale {
  static locale classic();
  string name() const;
};

}  // namespace std
