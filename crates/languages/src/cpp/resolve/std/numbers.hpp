// Numbers, type traits, and what comes from C.
namespace std {

template <class T> struct numeric_limits {
  static const bool is_signed, is_integer, has_infinity, has_quiet_NaN, is_iec559, is_specialized;
  static const int digits, digits10, max_digits10, max_exponent, min_exponent, radix;
  static T min();
  static T max();
  static T lowest();
  static T epsilon();
  static T infinity();
  static T quiet_NaN();
};

template <class T, T V> struct integral_constant {
  typedef T value_type;
  static const T value = V;
};
template <bool B> struct bool_constant : public integral_constant<bool, B> {};
typedef integral_constant<bool, true> true_type;
typedef integral_constant<bool, false> false_type;
template <bool B, class T = void> struct enable_if { typedef T type; };
template <bool B, class T = void> using enable_if_t = T;
template <bool B, class T, class F> struct conditional {};
template <class T> struct remove_reference { typedef T type; };
template <class T> using remove_reference_t = T;
template <class T> struct remove_const { typedef T type; };
template <class T> using remove_const_t = T;
template <class T> struct remove_cv { typedef T type; };
template <class T> using remove_cv_t = T;
template <class T> struct remove_cvref { typedef T type; };
template <class T> using remove_cvref_t = T;
template <class T> struct decay { typedef T type; };
template <class T> using decay_t = T;
template <class T> struct add_const { typedef T type; };
template <class T> struct type_identity { typedef T type; };
template <class T> struct make_unsigned { typedef T type; };
template <class T> struct make_signed { typedef T type; };
template <class A, class B> struct is_same { static const bool value; };
template <class A, class B> struct is_base_of { static const bool value; };
template <class A, class B> struct is_convertible { static const bool value; };
template <class T> struct is_integral { static const bool value; };
template <class T> struct is_floating_point { static const bool value; };
template <class T> struct is_arithmetic { static const bool value; };
template <class T> struct is_signed { static const bool value; };
template <class T> struct is_unsigned { static const bool value; };
template <class T> struct is_enum { static const bool value; };
template <class T> struct is_class { static const bool value; };
template <class T> struct is_pointer { static const bool value; };
template <class T> struct is_reference { static const bool value; };
template <class T> struct is_const { static const bool value; };
template <class T> struct is_void { static const bool value; };
template <class T> struct is_array { static const bool value; };
template <class T> struct is_function { static const bool value; };
template <class T> struct is_trivial { static const bool value; };
template <class T> struct is_trivially_copyable { static const bool value; };
template <class T> struct is_trivially_destructible { static const bool value; };
template <class T> struct is_default_constructible { static const bool value; };
template <class T, class... A> struct is_constructible { static const bool value; };
template <class T> struct is_copy_constructible { static const bool value; };
template <class T> struct is_move_constructible { static const bool value; };
template <class... T> using void_t = void;
template <size_t... N> struct index_sequence { static size_t size(); };
template <size_t N> using make_index_sequence = index_sequence<N>;

typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long uint64_t;
typedef long intptr_t;
typedef unsigned long uintptr_t;
typedef long intmax_t;
typedef unsigned long uintmax_t;
typedef long time_t;
typedef long clock_t;
enum class byte : unsigned char {};
struct tm {
  int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
};
typedef int va_list;
typedef int FILE;

template <class T> T abs(T value);
double floor(double x);
double ceil(double x);
double round(double x);
double sqrt(double x);
double pow(double x, double y);
double log(double x);
double log10(double x);
double log2(double x);
double exp(double x);
double fabs(double x);
double fmod(double x, double y);
double sin(double x);
double cos(double x);
double tan(double x);
double atan2(double y, double x);
bool isnan(double x);
bool isinf(double x);
bool isfinite(double x);
bool signbit(double x);
class mt19937 {
 public:
  explicit mt19937(unsigned int seed = 0);
  unsigned int operator()();
  void seed(unsigned int seed);
};
class mt19937_64 : public mt19937 {};
class default_random_engine : public mt19937 {};
class random_device {
 public:
  unsigned int operator()();
};
template <class T = int> class uniform_int_distribution {
 public:
  uniform_int_distribution(T low, T high);
  template <class G> T operator()(G& generator);
};
template <class T = double> class uniform_real_distribution {
 public:
  uniform_real_distribution(T low, T high);
  template <class G> T operator()(G& generator);
};
template <class T = double> class normal_distribution {
 public:
  template <class G> T operator()(G& generator);
};

void* memcpy(void* to, const void* from, size_t n);
void* memmove(void* to, const void* from, size_t n);
void* memset(void* to, int value, size_t n);
int memcmp(const void* a, const void* b, size_t n);
const void* memchr(const void* s, int c, size_t n);
size_t strlen(const char* s);
int strcmp(const char* a, const char* b);
int strncmp(const char* a, const char* b, size_t n);
char* strcpy(char* to, const char* from);
char* strncpy(char* to, const char* from, size_t n);
const char* strchr(const char* s, int c);
const char* strrchr(const char* s, int c);
const char* strstr(const char* s, const char* part);
char* strerror(int code);
int printf(const char* format, ...);
int fprintf(FILE* file, const char* format, ...);
int sprintf(char* to, const char* format, ...);
int snprintf(char* to, size_t n, const char* format, ...);
int vsnprintf(char* to, size_t n, const char* format, va_list args);
FILE* fopen(const char* path, const char* mode);
int fclose(FILE* file);
int fflush(FILE* file);
size_t fread(void* to, size_t size, size_t n, FILE* file);
size_t fwrite(const void* from, size_t size, size_t n, FILE* file);
int fputs(const char* s, FILE* file);
int fputc(int c, FILE* file);
int fseek(FILE* file, long at, int from);
long ftell(FILE* file);
int puts(const char* s);
int putchar(int c);
int remove(const char* path);
int rename(const char* from, const char* to);
int atoi(const char* s);
double atof(const char* s);
double strtod(const char* s, char** end);
long strtol(const char* s, char** end, int base);
unsigned long strtoul(const char* s, char** end, int base);
unsigned long long strtoull(const char* s, char** end, int base);
void* malloc(size_t n);
void* calloc(size_t n, size_t size);
void* realloc(void* p, size_t n);
void free(void* p);
void abort();
void exit(int code);
int atexit(void (*f)());
char* getenv(const char* name);
int system(const char* command);
int rand();
void srand(unsigned int seed);
time_t time(time_t* t);
clock_t clock();
tm* localtime(const time_t* t);
tm* gmtime(const time_t* t);
time_t mktime(tm* t);
size_t strftime(char* to, size_t n, const char* format, const tm* t);
int isdigit(int c);
int isalpha(int c);
int isalnum(int c);
int isspace(int c);
int isupper(int c);
int islower(int c);
int isxdigit(int c);
int isprint(int c);
int ispunct(int c);
int toupper(int c);
int tolower(int c);

struct type_info {
  const char* name() const;
  size_t hash_code() const;
};
struct source_location {
  static source_location current();
  unsigned int line() const;
  unsigned int column() const;
  const char* file_name() const;
  const char* function_name() const;
};

}  // namespace std

typedef unsigned long size_t;
typedef long ssize_t;
typedef long ptrdiff_t;
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long uint64_t;
typedef long intptr_t;
typedef unsigned long uintptr_t;
typedef long time_t;
typedef int FILE;
