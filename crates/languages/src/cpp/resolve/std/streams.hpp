// Streams, files, errors.
namespace std {

typedef long streamsize;
typedef long streamoff;
typedef long streampos;

class ios_base {
 public:
  typedef int openmode;
  typedef int fmtflags;
  typedef int iostate;
  static const openmode in, out, app, ate, binary, trunc;
  static const fmtflags hex, dec, oct, fixed, scientific, left, right, boolalpha;
  static const int beg, cur, end;
  static const iostate goodbit, badbit, failbit, eofbit;
  fmtflags flags() const;
  fmtflags setf(fmtflags flags);
  void unsetf(fmtflags flags);
  streamsize precision(streamsize n = 0);
  streamsize width(streamsize n = 0);
  locale imbue(const locale& l);
  locale getloc() const;
  static bool sync_with_stdio(bool sync = true);
};

template <class C> class basic_streambuf {
 public:
  int sputc(C c);
  streamsize sputn(const C* s, streamsize n);
  int sgetc();
  int sbumpc();
  int pubsync();
 protected:
  virtual int overflow(int c);
  virtual int underflow();
  virtual int sync();
  virtual streamsize xsputn(const C* s, streamsize n);
  void setp(C* first, C* last);
  void setg(C* first, C* at, C* last);
  C* pbase() const;
  C* pptr() const;
  C* epptr() const;
  C* eback() const;
  C* gptr() const;
  C* egptr() const;
  void pbump(int n);
  void gbump(int n);
};

template <class C> class basic_ios : public ios_base {
 public:
  bool good() const;
  bool bad() const;
  bool fail() const;
  bool eof() const;
  void clear(int state = 0);
  int rdstate() const;
  void setstate(int state);
  void exceptions(int state);
  C fill(C c = 0);
  basic_streambuf<C>* rdbuf(basic_streambuf<C>* buffer = nullptr);
  explicit operator bool() const;
  bool operator!() const;
};

template <class C> class basic_ostream : public basic_ios<C> {
 public:
  explicit basic_ostream(basic_streambuf<C>* buffer);
  basic_ostream& put(C c);
  basic_ostream& write(const C* s, streamsize n);
  basic_ostream& flush();
  basic_ostream& seekp(streamoff at, int from = 0);
  streampos tellp();
  basic_ostream& operator<<(int value);
};
template <class C> class basic_istream : public basic_ios<C> {
 public:
  int get();
  basic_istream& get(C& c);
  basic_istream& getline(C* s, streamsize n);
  basic_istream& read(C* s, streamsize n);
  basic_istream& ignore(streamsize n = 1, int end = -1);
  basic_istream& unget();
  basic_istream& seekg(streamoff at, int from = 0);
  streampos tellg();
  streamsize gcount() const;
  int peek();
  basic_istream& operator>>(int& value);
};
template <class C> class basic_iostream : public basic_istream<C>, public basic_ostream<C> {};
template <class C> class basic_ostringstream : public basic_ostream<C> {
 public:
  basic_ostringstream();
  explicit basic_ostringstream(const basic_string<C>& s);
  basic_string<C> str() const;
  void str(const basic_string<C>& s);
};
template <class C> class basic_istringstream : public basic_istream<C> {
 public:
  explicit basic_istringstream(const basic_string<C>& s);
  basic_string<C> str() const;
  void str(const basic_string<C>& s);
};
template <class C> class basic_stringstream : public basic_iostream<C> {
 public:
  basic_string<C> str() const;
  void str(const basic_string<C>& s);
};
template <class C> class basic_ofstream : public basic_ostream<C> {
 public:
  explicit basic_ofstream(const string& path, int mode = 0);
  void open(const string& path, int mode = 0);
  bool is_open() const;
  void close();
};
template <class C> class basic_ifstream : public basic_istream<C> {
 public:
  explicit basic_ifstream(const string& path, int mode = 0);
  void open(const string& path, int mode = 0);
  bool is_open() const;
  void close();
};
template <class C> class basic_fstream : public basic_iostream<C> {
 public:
  explicit basic_fstream(const string& path, int mode = 0);
  void open(const string& path, int mode = 0);
  bool is_open() const;
  void close();
};
typedef basic_ios<char> ios;
typedef basic_streambuf<char> streambuf;
typedef basic_streambuf<wchar_t> wstreambuf;
typedef basic_ostream<char> ostream;
typedef basic_istream<char> istream;
typedef basic_iostream<char> iostream;
typedef basic_ostream<wchar_t> wostream;
typedef basic_istream<wchar_t> wistream;
typedef basic_ostringstream<char> ostringstream;
typedef basic_istringstream<char> istringstream;
typedef basic_stringstream<char> stringstream;
typedef basic_ostringstream<wchar_t> wostringstream;
typedef basic_ofstream<char> ofstream;
typedef basic_ifstream<char> ifstream;
typedef basic_fstream<char> fstream;
extern ostream cout;
extern ostream cerr;
extern ostream clog;
extern istream cin;
extern wostream wcout;
extern wostream wcerr;
ostream& endl(ostream& out);
ostream& flush(ostream& out);
ios_base& hex(ios_base& out);
ios_base& dec(ios_base& out);
ios_base& boolalpha(ios_base& out);
ios_base& fixed(ios_base& out);
int setw(int n);
int setprecision(int n);
int setfill(char c);
istream& getline(istream& in, string& line, char end = 0);

class exception {
 public:
  exception();
  virtual ~exception();
  virtual const char* what() const;
};
class logic_error : public exception {
 public:
  explicit logic_error(const string& what);
};
class invalid_argument : public logic_error {
 public:
  explicit invalid_argument(const string& what);
};
class domain_error : public logic_error {};
class length_error : public logic_error {};
class out_of_range : public logic_error {
 public:
  explicit out_of_range(const string& what);
};
class runtime_error : public exception {
 public:
  explicit runtime_error(const string& what);
};
class range_error : public runtime_error {};
class overflow_error : public runtime_error {};
class underflow_error : public runtime_error {};
class bad_alloc : public exception {};
class bad_cast : public exception {};
class bad_function_call : public exception {};
class error_category {
 public:
  const char* name() const;
  string message(int code) const;
};
class error_condition {
 public:
  int value() const;
  string message() const;
};
class error_code {
 public:
  error_code();
  error_code(int value, const error_category& category);
  int value() const;
  string message() const;
  const error_category& category() const;
  void clear();
  explicit operator bool() const;
};
class system_error : public runtime_error {
 public:
  system_error(error_code code, const string& what);
  const error_code& code() const;
};
const error_category& system_category();
const error_category& generic_category();
enum class errc { invalid_argument, not_enough_memory, value_too_large, result_out_of_range };
error_code make_error_code(errc code);
class exception_ptr {};
exception_ptr current_exception();
void rethrow_exception(exception_ptr p);
template <class E> exception_ptr make_exception_ptr(E e);
int uncaught_exceptions();
void terminate();

namespace filesystem {
class path {
 public:
  path();
  path(const string& s);
  path(const char* s);
  string string() const;
  const char* c_str() const;
  path filename() const;
  path stem() const;
  path extension() const;
  path parent_path() const;
  path root_path() const;
  path& replace_extension(const path& p);
  path& append(const path& p);
  bool empty() const;
  bool is_absolute() const;
  bool is_relative() const;
};
class directory_entry {
 public:
  const filesystem::path& path() const;
  bool is_directory() const;
  bool is_regular_file() const;
};
class directory_iterator {
 public:
  explicit directory_iterator(const path& p);
  directory_entry* begin();
  directory_entry* end();
};
class recursive_directory_iterator : public directory_iterator {};
bool exists(const path& p);
bool is_directory(const path& p);
bool is_regular_file(const path& p);
bool create_directory(const path& p);
bool create_directories(const path& p);
bool remove(const path& p);
unsigned long remove_all(const path& p);
unsigned long file_size(const path& p);
void rename(const path& from, const path& to);
path current_path();
path absolute(const path& p);
path canonical(const path& p);
path temp_directory_path();
}  // namespace filesystem

}  // namespace std
