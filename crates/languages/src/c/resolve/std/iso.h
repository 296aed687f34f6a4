/* The library of ISO C: declarations with what types and macros they have, nothing more. */

typedef unsigned long size_t;
typedef long ssize_t;
typedef long ptrdiff_t;
typedef int wchar_t;
typedef int wint_t;
typedef unsigned long wctype_t;
typedef const int *wctrans_t;
typedef long time_t;
typedef long clock_t;
typedef long fpos_t;
typedef long intmax_t;
typedef unsigned long uintmax_t;
typedef long intptr_t;
typedef unsigned long uintptr_t;
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long uint64_t;
typedef signed char int_least8_t;
typedef short int_least16_t;
typedef int int_least32_t;
typedef long int_least64_t;
typedef unsigned char uint_least8_t;
typedef unsigned short uint_least16_t;
typedef unsigned int uint_least32_t;
typedef unsigned long uint_least64_t;
typedef long int_fast8_t;
typedef long int_fast16_t;
typedef long int_fast32_t;
typedef long int_fast64_t;
typedef unsigned long uint_fast8_t;
typedef unsigned long uint_fast16_t;
typedef unsigned long uint_fast32_t;
typedef unsigned long uint_fast64_t;
typedef unsigned short char16_t;
typedef unsigned int char32_t;
typedef long max_align_t;
typedef int sig_atomic_t;
typedef float float_t;
typedef double double_t;
typedef struct __va_list { int gp; } va_list;
typedef struct __mbstate { int count; } mbstate_t;
typedef struct _IO_FILE { int _fileno; } FILE;
typedef struct { int quot; int rem; } div_t;
typedef struct { long quot; long rem; } ldiv_t;
typedef struct { long quot; long rem; } lldiv_t;
typedef struct { long quot; long rem; } imaxdiv_t;
typedef struct __jmp_buf_tag { int mask; } jmp_buf[1];
typedef struct { unsigned excepts; } fenv_t;
typedef unsigned short fexcept_t;
struct tm {
  int tm_sec; int tm_min; int tm_hour; int tm_mday; int tm_mon; int tm_year; int tm_wday; int tm_yday; int tm_isdst;
  long tm_gmtoff; const char *tm_zone;
};
struct timespec { time_t tv_sec; long tv_nsec; };
struct lconv {
  char *decimal_point; char *thousands_sep; char *grouping; char *int_curr_symbol; char *currency_symbol;
  char *mon_decimal_point; char *mon_thousands_sep; char *positive_sign; char *negative_sign;
};

extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
extern int errno;
int fclose(void);
int fflush(void);
int fprintf(void);
int printf(void);
int sprintf(void);
int snprintf(void);
int vfprintf(void);
int vprintf(void);
int vsprintf(void);
int vsnprintf(void);
int fscanf(void);
int scanf(void);
int sscanf(void);
int vfscanf(void);
int vscanf(void);
int vsscanf(void);
int fgetc(void);
int fputc(void);
int fputs(void);
int getc(void);
int getchar(void);
int putc(void);
int putchar(void);
int puts(void);
int ungetc(void);
int fgetpos(void);
int fsetpos(void);
int fseek(void);
int feof(void);
int ferror(void);
int remove(void);
int rename(void);
int setvbuf(void);
int atexit(void);
int at_quick_exit(void);
int atoi(void);
int abs(void);
int system(void);
int mblen(void);
int mbtowc(void);
int wctomb(void);
int rand(void);
int memcmp(void);
int strcmp(void);
int strncmp(void);
int strcoll(void);
int isalnum(void);
int isalpha(void);
int isblank(void);
int iscntrl(void);
int isdigit(void);
int isgraph(void);
int islower(void);
int isprint(void);
int ispunct(void);
int isspace(void);
int isupper(void);
int isxdigit(void);
int tolower(void);
int toupper(void);
int raise(void);
int setjmp(void);
int timespec_get(void);
int iswalnum(void);
int iswalpha(void);
int iswblank(void);
int iswcntrl(void);
int iswdigit(void);
int iswgraph(void);
int iswlower(void);
int iswprint(void);
int iswpunct(void);
int iswspace(void);
int iswupper(void);
int iswxdigit(void);
int iswctype(void);
int fwide(void);
int fwprintf(void);
int wprintf(void);
int swprintf(void);
int vfwprintf(void);
int vwprintf(void);
int vswprintf(void);
int fwscanf(void);
int wscanf(void);
int swscanf(void);
int wcscmp(void);
int wcsncmp(void);
int wcscoll(void);
int wmemcmp(void);
int mbsinit(void);
int wctob(void);
int feclearexcept(void);
int fegetexceptflag(void);
int feraiseexcept(void);
int fesetexceptflag(void);
int fetestexcept(void);
int fegetround(void);
int fesetround(void);
int fegetenv(void);
int feholdexcept(void);
int fesetenv(void);
int feupdateenv(void);
int ilogb(void);
int ilogbf(void);
int ilogbl(void);
int isnan(void);
int isinf(void);
int isfinite(void);
int isnormal(void);
int signbit(void);
int fpclassify(void);
int isgreater(void);
int isgreaterequal(void);
int isless(void);
int islessequal(void);
int islessgreater(void);
int isunordered(void);
int thrd_create(void);
int thrd_join(void);
int thrd_sleep(void);
int mtx_init(void);
int mtx_lock(void);
int mtx_unlock(void);
int mtx_trylock(void);
int cnd_init(void);
int cnd_wait(void);
int cnd_signal(void);
int cnd_broadcast(void);
int tss_create(void);
int tss_set(void);
void clearerr(void);
void perror(void);
void rewind(void);
void setbuf(void);
void free(void);
void abort(void);
void exit(void);
void _Exit(void);
void quick_exit(void);
void qsort(void);
void srand(void);
void longjmp(void);
void call_once(void);
void mtx_destroy(void);
void cnd_destroy(void);
void tss_delete(void);
void thrd_exit(void);
void va_start(void);
void va_end(void);
void va_copy(void);
void assert(void);
void static_assert(void);
void atomic_init(void);
void atomic_store(void);
void atomic_store_explicit(void);
void atomic_thread_fence(void);
void atomic_signal_fence(void);
void atomic_flag_clear(void);
void *malloc(void);
void *calloc(void);
void *realloc(void);
void *aligned_alloc(void);
void *bsearch(void);
void *memcpy(void);
void *memmove(void);
void *memset(void);
void *memchr(void);
void *tss_get(void);
char *fgets(void);
char *gets(void);
char *tmpnam(void);
char *getenv(void);
char *strcpy(void);
char *strncpy(void);
char *strcat(void);
char *strncat(void);
char *strchr(void);
char *strrchr(void);
char *strpbrk(void);
char *strstr(void);
char *strtok(void);
char *strerror(void);
char *asctime(void);
char *ctime(void);
char *setlocale(void);
FILE *fopen(void);
FILE *freopen(void);
FILE *tmpfile(void);
size_t fread(void);
size_t fwrite(void);
size_t strlen(void);
size_t strspn(void);
size_t strcspn(void);
size_t strxfrm(void);
size_t strftime(void);
size_t mbstowcs(void);
size_t wcstombs(void);
size_t wcslen(void);
size_t wcsspn(void);
size_t wcscspn(void);
size_t wcsxfrm(void);
size_t wcsftime(void);
size_t mbrlen(void);
size_t mbrtowc(void);
size_t wcrtomb(void);
size_t mbsrtowcs(void);
size_t wcsrtombs(void);
long ftell(void);
long labs(void);
long atol(void);
long strtol(void);
long lrint(void);
long lrintf(void);
long lround(void);
long lroundf(void);
long lrintl(void);
long lroundl(void);
long clock(void);
long wcstol(void);
long long llabs(void);
long long atoll(void);
long long strtoll(void);
long long llrint(void);
long long llround(void);
long long llrintf(void);
long long llroundf(void);
long long strtoimax(void);
long long imaxabs(void);
long long wcstoll(void);
unsigned long strtoul(void);
unsigned long strtoull(void);
unsigned long strtoumax(void);
unsigned long wcstoul(void);
unsigned long wcstoull(void);
double atof(void);
double strtod(void);
double difftime(void);
double wcstod(void);
double acos(void);
double asin(void);
double atan(void);
double atan2(void);
double cos(void);
double sin(void);
double tan(void);
double acosh(void);
double asinh(void);
double atanh(void);
double cosh(void);
double sinh(void);
double tanh(void);
double exp(void);
double exp2(void);
double expm1(void);
double frexp(void);
double ldexp(void);
double log(void);
double log10(void);
double log1p(void);
double log2(void);
double logb(void);
double modf(void);
double scalbn(void);
double scalbln(void);
double cbrt(void);
double fabs(void);
double hypot(void);
double pow(void);
double sqrt(void);
double erf(void);
double erfc(void);
double lgamma(void);
double tgamma(void);
double ceil(void);
double floor(void);
double nearbyint(void);
double rint(void);
double round(void);
double trunc(void);
double fmod(void);
double remainder(void);
double remquo(void);
double copysign(void);
double nan(void);
double nextafter(void);
double nexttoward(void);
double fdim(void);
double fmax(void);
double fmin(void);
double fma(void);
float strtof(void);
float acosf(void);
float asinf(void);
float atanf(void);
float atan2f(void);
float cosf(void);
float sinf(void);
float tanf(void);
float acoshf(void);
float asinhf(void);
float atanhf(void);
float coshf(void);
float sinhf(void);
float tanhf(void);
float expf(void);
float exp2f(void);
float expm1f(void);
float frexpf(void);
float ldexpf(void);
float logf(void);
float log10f(void);
float log1pf(void);
float log2f(void);
float logbf(void);
float modff(void);
float scalbnf(void);
float cbrtf(void);
float fabsf(void);
float hypotf(void);
float powf(void);
float sqrtf(void);
float erff(void);
float erfcf(void);
float lgammaf(void);
float tgammaf(void);
float ceilf(void);
float floorf(void);
float nearbyintf(void);
float rintf(void);
float roundf(void);
float truncf(void);
float fmodf(void);
float remainderf(void);
float copysignf(void);
float nanf(void);
float nextafterf(void);
float fdimf(void);
float fmaxf(void);
float fminf(void);
float fmaf(void);
long double strtold(void);
long double acosl(void);
long double asinl(void);
long double atanl(void);
long double atan2l(void);
long double cosl(void);
long double sinl(void);
long double tanl(void);
long double coshl(void);
long double sinhl(void);
long double tanhl(void);
long double expl(void);
long double exp2l(void);
long double frexpl(void);
long double ldexpl(void);
long double logl(void);
long double log10l(void);
long double log2l(void);
long double modfl(void);
long double fabsl(void);
long double hypotl(void);
long double powl(void);
long double sqrtl(void);
long double ceill(void);
long double floorl(void);
long double roundl(void);
long double truncl(void);
long double fmodl(void);
long double copysignl(void);
time_t time(void);
time_t mktime(void);
struct tm *gmtime(void);
struct tm *localtime(void);
struct lconv *localeconv(void);
div_t div(void);
ldiv_t ldiv(void);
lldiv_t lldiv(void);
wchar_t *wcscpy(void);
wchar_t *wcsncpy(void);
wchar_t *wcscat(void);
wchar_t *wcsncat(void);
wchar_t *wcschr(void);
wchar_t *wcsrchr(void);
wchar_t *wcsstr(void);
wchar_t *wcstok(void);
wchar_t *wcspbrk(void);
wchar_t *wmemcpy(void);
wchar_t *wmemmove(void);
wchar_t *wmemset(void);
wchar_t *wmemchr(void);
wchar_t *fgetws(void);
wint_t btowc(void);
wint_t fgetwc(void);
wint_t fputwc(void);
wint_t getwc(void);
wint_t putwc(void);
wint_t getwchar(void);
wint_t putwchar(void);
wint_t ungetwc(void);
wint_t towlower(void);
wint_t towupper(void);
void (*signal(int sig, void (*handler)(int)))(int);
int atomic_load(void);
int atomic_load_explicit(void);
int atomic_exchange(void);
int atomic_compare_exchange_strong(void);
int atomic_compare_exchange_weak(void);
int atomic_fetch_add(void);
int atomic_fetch_sub(void);
int atomic_fetch_or(void);
int atomic_fetch_and(void);
int atomic_fetch_add_explicit(void);
int atomic_fetch_sub_explicit(void);
int atomic_compare_exchange_strong_explicit(void);
int atomic_compare_exchange_weak_explicit(void);
int atomic_flag_test_and_set(void);
#define NULL
#define EOF
#define BUFSIZ
#define FILENAME_MAX
#define FOPEN_MAX
#define L_tmpnam
#define SEEK_SET
#define SEEK_CUR
#define SEEK_END
#define TMP_MAX
#define _IOFBF
#define _IOLBF
#define _IONBF
#define EXIT_SUCCESS
#define EXIT_FAILURE
#define RAND_MAX
#define MB_CUR_MAX
#define CHAR_BIT
#define CHAR_MAX
#define CHAR_MIN
#define INT_MAX
#define INT_MIN
#define LONG_MAX
#define LONG_MIN
#define LLONG_MAX
#define LLONG_MIN
#define SCHAR_MAX
#define SCHAR_MIN
#define SHRT_MAX
#define SHRT_MIN
#define UCHAR_MAX
#define UINT_MAX
#define ULONG_MAX
#define ULLONG_MAX
#define USHRT_MAX
#define MB_LEN_MAX
#define INT8_MAX
#define INT8_MIN
#define INT16_MAX
#define INT16_MIN
#define INT32_MAX
#define INT32_MIN
#define INT64_MAX
#define INT64_MIN
#define UINT8_MAX
#define UINT16_MAX
#define UINT32_MAX
#define UINT64_MAX
#define INTPTR_MAX
#define INTPTR_MIN
#define UINTPTR_MAX
#define INTMAX_MAX
#define INTMAX_MIN
#define UINTMAX_MAX
#define SIZE_MAX
#define PTRDIFF_MAX
#define PTRDIFF_MIN
#define SIG_ATOMIC_MAX
#define WCHAR_MAX
#define WCHAR_MIN
#define WINT_MAX
#define WEOF
#define INT_LEAST8_MAX
#define INT_LEAST16_MAX
#define UINT_LEAST8_MAX
#define UINT_LEAST16_MAX
#define PRId8
#define PRId16
#define PRId32
#define PRId64
#define PRIi32
#define PRIi64
#define PRIu8
#define PRIu16
#define PRIu32
#define PRIu64
#define PRIx8
#define PRIx16
#define PRIx32
#define PRIx64
#define PRIX32
#define PRIX64
#define PRIo64
#define PRIdMAX
#define PRIuMAX
#define PRIxMAX
#define PRIdPTR
#define PRIuPTR
#define PRIxPTR
#define SCNd32
#define SCNd64
#define SCNu32
#define SCNu64
#define SCNx64
#define SCNuMAX
#define SCNdMAX
#define FLT_RADIX
#define FLT_MAX
#define FLT_MIN
#define FLT_EPSILON
#define FLT_DIG
#define FLT_MANT_DIG
#define FLT_ROUNDS
#define DBL_MAX
#define DBL_MIN
#define DBL_EPSILON
#define DBL_DIG
#define DBL_MANT_DIG
#define DBL_MAX_10_EXP
#define DBL_MIN_10_EXP
#define DBL_MAX_EXP
#define DBL_MIN_EXP
#define LDBL_MAX
#define LDBL_MIN
#define LDBL_EPSILON
#define LDBL_DIG
#define LDBL_MANT_DIG
#define LDBL_MAX_EXP
#define FLT_MAX_EXP
#define DECIMAL_DIG
#define FLT_EVAL_METHOD
#define HUGE_VAL
#define HUGE_VALF
#define HUGE_VALL
#define INFINITY
#define NAN
#define FP_INFINITE
#define FP_NAN
#define FP_NORMAL
#define FP_SUBNORMAL
#define FP_ZERO
#define FP_ILOGB0
#define MATH_ERRNO
#define math_errhandling
#define FE_DIVBYZERO
#define FE_INEXACT
#define FE_INVALID
#define FE_OVERFLOW
#define FE_UNDERFLOW
#define FE_ALL_EXCEPT
#define FE_DOWNWARD
#define FE_TONEAREST
#define FE_TOWARDZERO
#define FE_UPWARD
#define FE_DFL_ENV
#define M_E
#define M_LOG2E
#define M_LOG10E
#define M_LN2
#define M_LN10
#define M_PI
#define M_PI_2
#define M_PI_4
#define M_1_PI
#define M_2_PI
#define M_2_SQRTPI
#define M_SQRT2
#define M_SQRT1_2
#define LC_ALL
#define LC_COLLATE
#define LC_CTYPE
#define LC_MESSAGES
#define LC_MONETARY
#define LC_NUMERIC
#define LC_TIME
#define CLOCKS_PER_SEC
#define TIME_UTC
#define SIGABRT
#define SIGFPE
#define SIGILL
#define SIGINT
#define SIGSEGV
#define SIGTERM
#define SIG_DFL
#define SIG_ERR
#define SIG_IGN
#define EDOM
#define ERANGE
#define EILSEQ
#define true
#define false
#define bool
#define noreturn
#define alignas
#define alignof
#define thread_local
#define ATOMIC_VAR_INIT
#define ATOMIC_FLAG_INIT
#define ONCE_FLAG_INIT
#define memory_order_relaxed
#define memory_order_acquire
#define memory_order_release
#define memory_order_acq_rel
#define memory_order_seq_cst
#define memory_order_consume
#define thrd_success
#define mtx_plain
#define mtx_recursive
#define INT8_C
#define INT16_C
#define INT32_C
#define UINT8_C
#define UINT16_C
#define UINT32_C
#define complex
#define I
#define _Complex_I
#define imaginary
#define __DATE__
#define __TIME__
#define __FILE__
#define __LINE__
#define __func__
#define __FUNCTION__
#define __PRETTY_FUNCTION__
#define __COUNTER__
#define va_arg(ap, type)
#define offsetof(type, member)
#define INT64_C(value)
#define UINT64_C(value)
#define INTMAX_C(value)
#define UINTMAX_C(value)
int __builtin_expect(void);
int __builtin_constant_p(void);
int __builtin_popcount(void);
int __builtin_popcountl(void);
int __builtin_popcountll(void);
int __builtin_clz(void);
int __builtin_clzl(void);
int __builtin_clzll(void);
int __builtin_ctz(void);
int __builtin_ctzl(void);
int __builtin_ctzll(void);
int __builtin_ffs(void);
int __builtin_parity(void);
int __builtin_types_compatible_p(void);
int __builtin_add_overflow(void);
int __builtin_sub_overflow(void);
int __builtin_mul_overflow(void);
int __builtin_memcmp(void);
int __builtin_strcmp(void);
int __builtin_isnan(void);
int __builtin_isinf(void);
int __builtin_abs(void);
int __builtin_cpu_supports(void);
int __builtin_snprintf(void);
int __builtin_sprintf(void);
int __builtin_printf(void);
int __sync_fetch_and_add(void);
int __sync_fetch_and_sub(void);
int __sync_fetch_and_or(void);
int __sync_fetch_and_and(void);
int __sync_add_and_fetch(void);
int __sync_sub_and_fetch(void);
int __sync_bool_compare_and_swap(void);
int __sync_val_compare_and_swap(void);
int __sync_lock_test_and_set(void);
int __atomic_load_n(void);
int __atomic_exchange_n(void);
int __atomic_compare_exchange_n(void);
int __atomic_fetch_add(void);
int __atomic_fetch_sub(void);
int __atomic_fetch_or(void);
int __atomic_fetch_and(void);
int __atomic_add_fetch(void);
int __atomic_sub_fetch(void);
int __atomic_test_and_set(void);
int __atomic_compare_exchange(void);
void __builtin_unreachable(void);
void __builtin_trap(void);
void __builtin_prefetch(void);
void __builtin_va_start(void);
void __builtin_va_end(void);
void __builtin_va_copy(void);
void __builtin_va_arg(void);
void __builtin_assume(void);
void __sync_synchronize(void);
void __sync_lock_release(void);
void __atomic_store_n(void);
void __atomic_load(void);
void __atomic_store(void);
void __atomic_thread_fence(void);
void __atomic_signal_fence(void);
void __atomic_clear(void);
void __builtin_cpu_init(void);
void __builtin___clear_cache(void);
void *__builtin_alloca(void);
void *__builtin_memcpy(void);
void *__builtin_memset(void);
void *__builtin_memmove(void);
void *__builtin_return_address(void);
void *__builtin_frame_address(void);
void *__builtin_assume_aligned(void);
void *__builtin_malloc(void);
unsigned long __builtin_object_size(void);
unsigned long __builtin_offsetof(void);
unsigned long __builtin_strlen(void);
unsigned long __builtin_bswap16(void);
unsigned long __builtin_bswap32(void);
unsigned long __builtin_bswap64(void);
double __builtin_nan(void);
double __builtin_inf(void);
double __builtin_huge_val(void);
double __builtin_fabs(void);
double __builtin_sqrt(void);
typedef struct __va_list __builtin_va_list;
typedef struct __va_list __gnuc_va_list;
#define __ATOMIC_RELAXED
#define __ATOMIC_CONSUME
#define __ATOMIC_ACQUIRE
#define __ATOMIC_RELEASE
#define __ATOMIC_ACQ_REL
#define __ATOMIC_SEQ_CST
#define __SIZE_TYPE__
#define __PTRDIFF_TYPE__
#define __PTRDIFF_MAX__
#define __WCHAR_TYPE__
#define __UINT8_TYPE__
#define __UINT16_TYPE__
#define __UINT32_TYPE__
#define __UINT64_TYPE__
#define __INT64_TYPE__
#define __INTPTR_TYPE__
#define __UINTPTR_TYPE__
#define __UINT_LEAST8_MAX__
#define __UINT_LEAST16_MAX__
#define __INT_LEAST8_MAX__
#define __INT_LEAST16_MAX__
#define __INT_LEAST8_TYPE__
#define __INT_LEAST16_TYPE__
#define __UINT_LEAST8_TYPE__
#define __UINT_LEAST16_TYPE__
#define __CHAR_BIT__
#define __OPTIMIZE__
#define __VERSION__
#define __LONG_MAX__
#define __SCHAR_MAX__
#define __SHRT_MAX__
#define __SSE2__
#define __SSE__
#define __GNUC_PATCHLEVEL__
#define __STDC_IEC_559__
#define __GNUC_STDC_INLINE__
#define __BASE_FILE__
#define __INCLUDE_LEVEL__
