/* What POSIX, BSD and Linux add to the library of C. */

typedef int pid_t;
typedef unsigned uid_t;
typedef unsigned gid_t;
typedef unsigned id_t;
typedef unsigned mode_t;
typedef long off_t;
typedef long off64_t;
typedef long loff_t;
typedef unsigned long dev_t;
typedef unsigned long ino_t;
typedef unsigned long ino64_t;
typedef unsigned long nlink_t;
typedef long blksize_t;
typedef long blkcnt_t;
typedef unsigned long fsblkcnt_t;
typedef unsigned long fsfilcnt_t;
typedef long suseconds_t;
typedef unsigned useconds_t;
typedef int clockid_t;
typedef void *timer_t;
typedef int key_t;
typedef unsigned socklen_t;
typedef unsigned short sa_family_t;
typedef unsigned short in_port_t;
typedef unsigned in_addr_t;
typedef unsigned long nfds_t;
typedef unsigned long pthread_t;
typedef unsigned pthread_key_t;
typedef int pthread_once_t;
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned char u_int8_t;
typedef unsigned short u_int16_t;
typedef unsigned int u_int32_t;
typedef unsigned long u_int64_t;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
typedef char *caddr_t;
typedef long quad_t;
typedef unsigned char cc_t;
typedef unsigned speed_t;
typedef unsigned tcflag_t;
typedef void *iconv_t;
typedef int nl_item;
typedef void *locale_t;
typedef unsigned long rlim_t;
typedef int idtype_t;
typedef unsigned long greg_t;
typedef long regoff_t;
typedef void (*sighandler_t)(int);
typedef void (*__sighandler_t)(int);
typedef int (*__compar_fn_t)(const void *, const void *);
typedef union { int x; } pthread_mutex_t;
typedef union { int x; } pthread_mutexattr_t;
typedef union { int x; } pthread_cond_t;
typedef union { int x; } pthread_condattr_t;
typedef union { int x; } pthread_rwlock_t;
typedef union { int x; } pthread_rwlockattr_t;
typedef union { int x; } pthread_attr_t;
typedef union { int x; } pthread_barrier_t;
typedef int pthread_spinlock_t;
typedef union { int x; } sem_t;
typedef struct { unsigned long bits[16]; } sigset_t;
typedef struct { unsigned long bits[16]; } cpu_set_t;
typedef struct { unsigned long fds_bits[16]; } fd_set;
typedef struct __dirstream { int fd; } DIR;
typedef struct { unsigned long re_nsub; } regex_t;
typedef struct { regoff_t rm_so; regoff_t rm_eo; } regmatch_t;
typedef struct { unsigned long gl_pathc; char **gl_pathv; unsigned long gl_offs; } glob_t;
typedef struct { unsigned long we_wordc; char **we_wordv; } wordexp_t;
typedef struct { int level; } sigjmp_buf[1];
typedef struct { int x; } stack_t;
typedef struct { int x; } ucontext_t;
typedef struct { int x; } posix_spawn_file_actions_t;
typedef struct { int x; } posix_spawnattr_t;
union sigval { int sival_int; void *sival_ptr; };
typedef struct { int si_signo; int si_errno; int si_code; pid_t si_pid; uid_t si_uid; int si_status; void *si_addr; union sigval si_value; } siginfo_t;
struct timeval { time_t tv_sec; suseconds_t tv_usec; };
struct timezone { int tz_minuteswest; int tz_dsttime; };
struct itimerval { struct timeval it_interval; struct timeval it_value; };
struct itimerspec { struct timespec it_interval; struct timespec it_value; };
struct stat {
  dev_t st_dev; ino_t st_ino; mode_t st_mode; nlink_t st_nlink; uid_t st_uid; gid_t st_gid; dev_t st_rdev; off_t st_size;
  blksize_t st_blksize; blkcnt_t st_blocks; struct timespec st_atim; struct timespec st_mtim; struct timespec st_ctim;
  time_t st_atime; time_t st_mtime; time_t st_ctime;
};
struct statfs { long f_type; long f_bsize; long f_blocks; long f_bfree; long f_bavail; };
struct statvfs { long f_bsize; long f_frsize; long f_blocks; long f_bfree; long f_bavail; long f_files; };
struct dirent { ino_t d_ino; off_t d_off; unsigned short d_reclen; unsigned char d_type; char d_name[256]; };
struct passwd { char *pw_name; char *pw_passwd; uid_t pw_uid; gid_t pw_gid; char *pw_gecos; char *pw_dir; char *pw_shell; };
struct group { char *gr_name; char *gr_passwd; gid_t gr_gid; char **gr_mem; };
struct in_addr { in_addr_t s_addr; };
struct in6_addr { unsigned char s6_addr[16]; };
struct sockaddr { sa_family_t sa_family; char sa_data[14]; };
struct sockaddr_in { sa_family_t sin_family; in_port_t sin_port; struct in_addr sin_addr; };
struct sockaddr_in6 { sa_family_t sin6_family; in_port_t sin6_port; unsigned sin6_flowinfo; struct in6_addr sin6_addr; unsigned sin6_scope_id; };
struct sockaddr_un { sa_family_t sun_family; char sun_path[108]; };
struct sockaddr_storage { sa_family_t ss_family; };
struct hostent { char *h_name; char **h_aliases; int h_addrtype; int h_length; char **h_addr_list; };
struct servent { char *s_name; char **s_aliases; int s_port; char *s_proto; };
struct addrinfo { int ai_flags; int ai_family; int ai_socktype; int ai_protocol; socklen_t ai_addrlen; struct sockaddr *ai_addr; char *ai_canonname; struct addrinfo *ai_next; };
struct ifaddrs { struct ifaddrs *ifa_next; char *ifa_name; unsigned ifa_flags; struct sockaddr *ifa_addr; struct sockaddr *ifa_netmask; };
struct linger { int l_onoff; int l_linger; };
struct iovec { void *iov_base; size_t iov_len; };
struct msghdr { void *msg_name; socklen_t msg_namelen; struct iovec *msg_iov; size_t msg_iovlen; void *msg_control; size_t msg_controllen; int msg_flags; };
struct cmsghdr { size_t cmsg_len; int cmsg_level; int cmsg_type; };
struct pollfd { int fd; short events; short revents; };
union epoll_data { void *ptr; int fd; uint32_t u32; uint64_t u64; };
typedef union epoll_data epoll_data_t;
struct epoll_event { uint32_t events; epoll_data_t data; };
struct rlimit { rlim_t rlim_cur; rlim_t rlim_max; };
struct rusage { struct timeval ru_utime; struct timeval ru_stime; long ru_maxrss; long ru_minflt; long ru_majflt; long ru_nvcsw; long ru_nivcsw; };
struct tms { clock_t tms_utime; clock_t tms_stime; clock_t tms_cutime; clock_t tms_cstime; };
struct utsname { char sysname[65]; char nodename[65]; char release[65]; char version[65]; char machine[65]; };
struct sigaction { void (*sa_handler)(int); void (*sa_sigaction)(int, siginfo_t *, void *); sigset_t sa_mask; int sa_flags; };
struct termios { tcflag_t c_iflag; tcflag_t c_oflag; tcflag_t c_cflag; tcflag_t c_lflag; cc_t c_cc[32]; };
struct winsize { unsigned short ws_row; unsigned short ws_col; unsigned short ws_xpixel; unsigned short ws_ypixel; };
struct flock { short l_type; short l_whence; off_t l_start; off_t l_len; pid_t l_pid; };
struct option { const char *name; int has_arg; int *flag; int val; };
struct utimbuf { time_t actime; time_t modtime; };
struct sched_param { int sched_priority; };
struct sysinfo { long uptime; unsigned long totalram; unsigned long freeram; unsigned short procs; };
struct ifreq { char ifr_name[16]; struct sockaddr ifr_addr; };
typedef struct { const char *dli_fname; void *dli_fbase; const char *dli_sname; void *dli_saddr; } Dl_info;

extern char **environ;
extern char *optarg;
extern int optind;
extern int opterr;
extern int optopt;
extern char *tzname[2];
extern long timezone;
extern int daylight;
extern char *program_invocation_name;
extern char *program_invocation_short_name;
extern struct in6_addr in6addr_any;
extern struct in6_addr in6addr_loopback;
int access(void);
int chdir(void);
int fchdir(void);
int chmod(void);
int fchmod(void);
int fchmodat(void);
int chown(void);
int fchown(void);
int lchown(void);
int close(void);
int creat(void);
int dup(void);
int dup2(void);
int dup3(void);
int execl(void);
int execle(void);
int execlp(void);
int execv(void);
int execve(void);
int execvp(void);
int execvpe(void);
int fcntl(void);
int fdatasync(void);
int fork(void);
int vfork(void);
int fstat(void);
int fstatat(void);
int fsync(void);
int ftruncate(void);
int truncate(void);
int getgroups(void);
int gethostname(void);
int getlogin_r(void);
int getopt(void);
int getopt_long(void);
int getopt_long_only(void);
int getpagesize(void);
int isatty(void);
int kill(void);
int killpg(void);
int link(void);
int linkat(void);
int lockf(void);
int lstat(void);
int mkdir(void);
int mkdirat(void);
int mkfifo(void);
int mknod(void);
int mkstemp(void);
int mkstemps(void);
int mkostemp(void);
int nice(void);
int open(void);
int openat(void);
int open64(void);
int pause(void);
int pipe(void);
int pipe2(void);
int rmdir(void);
int select(void);
int pselect(void);
int setegid(void);
int seteuid(void);
int setgid(void);
int setuid(void);
int setpgid(void);
int setregid(void);
int setreuid(void);
int setgroups(void);
int sethostname(void);
int stat(void);
int stat64(void);
int fstat64(void);
int lstat64(void);
int symlink(void);
int symlinkat(void);
int tcgetattr(void);
int tcsetattr(void);
int tcflush(void);
int tcsetpgrp(void);
int ttyname_r(void);
int unlink(void);
int unlinkat(void);
int usleep(void);
int utime(void);
int utimes(void);
int utimensat(void);
int futimens(void);
int futimes(void);
int renameat(void);
int chroot(void);
int setenv(void);
int unsetenv(void);
int putenv(void);
int clearenv(void);
int accept(void);
int accept4(void);
int bind(void);
int connect(void);
int getpeername(void);
int getsockname(void);
int getsockopt(void);
int listen(void);
int setsockopt(void);
int shutdown(void);
int socket(void);
int socketpair(void);
int getaddrinfo(void);
int getnameinfo(void);
int inet_aton(void);
int inet_pton(void);
int getifaddrs(void);
int poll(void);
int ppoll(void);
int epoll_create(void);
int epoll_create1(void);
int epoll_ctl(void);
int epoll_wait(void);
int eventfd(void);
int timerfd_create(void);
int timerfd_settime(void);
int signalfd(void);
int inotify_init(void);
int inotify_init1(void);
int inotify_add_watch(void);
int inotify_rm_watch(void);
int pthread_create(void);
int pthread_join(void);
int pthread_detach(void);
int pthread_equal(void);
int pthread_once(void);
int pthread_cancel(void);
int pthread_setcancelstate(void);
int pthread_setcanceltype(void);
int pthread_kill(void);
int pthread_sigmask(void);
int pthread_atfork(void);
int pthread_setname_np(void);
int pthread_getname_np(void);
int pthread_setaffinity_np(void);
int pthread_getattr_np(void);
int pthread_attr_init(void);
int pthread_attr_destroy(void);
int pthread_attr_setdetachstate(void);
int pthread_attr_setstacksize(void);
int pthread_attr_getstacksize(void);
int pthread_attr_getstack(void);
int pthread_mutex_init(void);
int pthread_mutex_destroy(void);
int pthread_mutex_lock(void);
int pthread_mutex_trylock(void);
int pthread_mutex_timedlock(void);
int pthread_mutex_unlock(void);
int pthread_mutexattr_init(void);
int pthread_mutexattr_destroy(void);
int pthread_mutexattr_settype(void);
int pthread_mutexattr_setpshared(void);
int pthread_cond_init(void);
int pthread_cond_destroy(void);
int pthread_cond_wait(void);
int pthread_cond_timedwait(void);
int pthread_cond_signal(void);
int pthread_cond_broadcast(void);
int pthread_condattr_init(void);
int pthread_condattr_setclock(void);
int pthread_condattr_destroy(void);
int pthread_rwlock_init(void);
int pthread_rwlock_destroy(void);
int pthread_rwlock_rdlock(void);
int pthread_rwlock_wrlock(void);
int pthread_rwlock_unlock(void);
int pthread_rwlock_tryrdlock(void);
int pthread_rwlock_trywrlock(void);
int pthread_key_create(void);
int pthread_key_delete(void);
int pthread_setspecific(void);
int pthread_spin_init(void);
int pthread_spin_lock(void);
int pthread_spin_unlock(void);
int pthread_spin_destroy(void);
int pthread_barrier_init(void);
int pthread_barrier_wait(void);
int pthread_barrier_destroy(void);
int sem_init(void);
int sem_destroy(void);
int sem_post(void);
int sem_wait(void);
int sem_trywait(void);
int sem_timedwait(void);
int sem_close(void);
int sem_unlink(void);
int sem_getvalue(void);
int sigaction(void);
int sigaddset(void);
int sigdelset(void);
int sigemptyset(void);
int sigfillset(void);
int sigismember(void);
int sigpending(void);
int sigprocmask(void);
int sigsuspend(void);
int sigwait(void);
int sigwaitinfo(void);
int sigtimedwait(void);
int sigaltstack(void);
int siginterrupt(void);
int sigsetjmp(void);
int sigqueue(void);
int waitid(void);
int nanosleep(void);
int clock_gettime(void);
int clock_getres(void);
int clock_settime(void);
int clock_nanosleep(void);
int gettimeofday(void);
int settimeofday(void);
int getitimer(void);
int setitimer(void);
int timer_create(void);
int timer_settime(void);
int timer_delete(void);
int adjtime(void);
int getrlimit(void);
int setrlimit(void);
int prlimit(void);
int getrusage(void);
int getpriority(void);
int setpriority(void);
int sched_yield(void);
int sched_setscheduler(void);
int sched_setaffinity(void);
int sched_getaffinity(void);
int uname(void);
int sysinfo(void);
int prctl(void);
int ioctl(void);
int munmap(void);
int mprotect(void);
int msync(void);
int mlock(void);
int munlock(void);
int mlockall(void);
int munlockall(void);
int madvise(void);
int posix_madvise(void);
int shm_open(void);
int shm_unlink(void);
int shmget(void);
int shmdt(void);
int shmctl(void);
int semget(void);
int semop(void);
int semctl(void);
int msgget(void);
int closedir(void);
int dirfd(void);
int scandir(void);
int alphasort(void);
int ftw(void);
int nftw(void);
int glob(void);
int fnmatch(void);
int regcomp(void);
int regexec(void);
int wordexp(void);
int fileno(void);
int fseeko(void);
int pclose(void);
int asprintf(void);
int vasprintf(void);
int dprintf(void);
int vdprintf(void);
int getc_unlocked(void);
int getchar_unlocked(void);
int putc_unlocked(void);
int putchar_unlocked(void);
int fputs_unlocked(void);
int feof_unlocked(void);
int ferror_unlocked(void);
int fgetc_unlocked(void);
int fputc_unlocked(void);
int strcasecmp(void);
int strncasecmp(void);
int strerror_r(void);
int strverscmp(void);
int strcoll_l(void);
int ffs(void);
int ffsl(void);
int ffsll(void);
int bcmp(void);
int memcmp(void);
int isascii(void);
int toascii(void);
int getpwnam_r(void);
int getpwuid_r(void);
int getgrnam_r(void);
int getgrgid_r(void);
int gethostbyname_r(void);
int initgroups(void);
int getgrouplist(void);
int posix_memalign(void);
int posix_fadvise(void);
int posix_fallocate(void);
int fallocate(void);
int statfs(void);
int fstatfs(void);
int statvfs(void);
int fstatvfs(void);
int mount(void);
int umount(void);
int umount2(void);
int swapon(void);
int dlclose(void);
int dladdr(void);
int iconv_close(void);
int posix_spawn(void);
int posix_spawnp(void);
int posix_spawn_file_actions_init(void);
int posix_spawn_file_actions_destroy(void);
int posix_spawn_file_actions_adddup2(void);
int posix_spawnattr_init(void);
int posix_openpt(void);
int grantpt(void);
int unlockpt(void);
int openpty(void);
int forkpty(void);
int backtrace(void);
int getentropy(void);
int getloadavg(void);
int daemon(void);
int acct(void);
int reboot(void);
int setns(void);
int unshare(void);
int syscall(void);
int flock(void);
int isnanf(void);
int isinff(void);
int finite(void);
int ilogb(void);
int rpmatch(void);
int random_r(void);
int wcwidth(void);
int wcswidth(void);
int wcscasecmp(void);
int setxattr(void);
int getxattr(void);
int listxattr(void);
int removexattr(void);
int fsetxattr(void);
int fgetxattr(void);
int cfsetispeed(void);
int cfsetospeed(void);
int tcsendbreak(void);
int tcdrain(void);
int getdtablesize(void);
int fexecve(void);
int mkfifoat(void);
int faccessat(void);
int timespec_getres(void);
int ether_aton(void);
int res_init(void);
int res_query(void);
unsigned alarm(void);
unsigned sleep(void);
unsigned if_nametoindex(void);
unsigned major(void);
unsigned minor(void);
unsigned gnu_dev_major(void);
unsigned gnu_dev_minor(void);
uint16_t htons(void);
uint16_t ntohs(void);
uint16_t bswap_16(void);
uint16_t htobe16(void);
uint16_t htole16(void);
uint16_t be16toh(void);
uint16_t le16toh(void);
uint32_t htonl(void);
uint32_t ntohl(void);
uint32_t bswap_32(void);
uint32_t htobe32(void);
uint32_t htole32(void);
uint32_t be32toh(void);
uint32_t le32toh(void);
uint32_t arc4random(void);
uint32_t arc4random_uniform(void);
uint64_t bswap_64(void);
uint64_t htobe64(void);
uint64_t htole64(void);
uint64_t be64toh(void);
uint64_t le64toh(void);
void _exit(void);
void bzero(void);
void bcopy(void);
void swab(void);
void err(void);
void errx(void);
void warn(void);
void warnx(void);
void verr(void);
void verrx(void);
void vwarn(void);
void vwarnx(void);
void error(void);
void error_at_line(void);
void herror(void);
void psignal(void);
void freeaddrinfo(void);
void freeifaddrs(void);
void pthread_exit(void);
void pthread_cleanup_push(void);
void pthread_cleanup_pop(void);
void pthread_testcancel(void);
void openlog(void);
void closelog(void);
void syslog(void);
void vsyslog(void);
void setlinebuf(void);
void setbuffer(void);
void flockfile(void);
void funlockfile(void);
void tzset(void);
void sync(void);
void rewinddir(void);
void seekdir(void);
void endpwent(void);
void setpwent(void);
void endgrent(void);
void setgrent(void);
void endhostent(void);
void globfree(void);
void regfree(void);
void wordfree(void);
void siglongjmp(void);
void srandom(void);
void srand48(void);
void hsearch_r(void);
void tdelete(void);
void tdestroy(void);
void twalk(void);
void cfmakeraw(void);
void explicit_bzero(void);
void arc4random_buf(void);
void backtrace_symbols_fd(void);
void sincos(void);
void sincosf(void);
void freelocale(void);
void malloc_stats(void);
void FD_SET(void);
void FD_CLR(void);
void FD_ZERO(void);
void CPU_ZERO(void);
void CPU_SET(void);
void endservent(void);
void insque(void);
void remque(void);
void lfind(void);
void qsort_r(void);
void mtrace(void);
void muntrace(void);
void makecontext(void);
void *mmap(void);
void *mmap64(void);
void *mremap(void);
void *sbrk(void);
void *alloca(void);
void *memalign(void);
void *valloc(void);
void *reallocarray(void);
void *memmem(void);
void *mempcpy(void);
void *memrchr(void);
void *rawmemchr(void);
void *memccpy(void);
void *pthread_getspecific(void);
void *shmat(void);
void *dlopen(void);
void *dlsym(void);
void *tsearch(void);
void *tfind(void);
void *lsearch(void);
char *getcwd(void);
char *getlogin(void);
char *getwd(void);
char *get_current_dir_name(void);
char *ttyname(void);
char *ctermid(void);
char *crypt(void);
char *basename(void);
char *dirname(void);
char *strdup(void);
char *strndup(void);
char *strdupa(void);
char *strsep(void);
char *strtok_r(void);
char *stpcpy(void);
char *stpncpy(void);
char *strcasestr(void);
char *strchrnul(void);
char *strsignal(void);
char *strptime(void);
char *realpath(void);
char *canonicalize_file_name(void);
char *mkdtemp(void);
char *mktemp(void);
char *tempnam(void);
char *inet_ntoa(void);
char *inet_ntop(void);
char *asctime_r(void);
char *ctime_r(void);
char *if_indextoname(void);
char *dlerror(void);
char *nl_langinfo(void);
char *gettext(void);
char *dgettext(void);
char *ngettext(void);
char *textdomain(void);
char *bindtextdomain(void);
char *bind_textdomain_codeset(void);
char *secure_getenv(void);
char *ptsname(void);
char *hstrerror(void);
char *index(void);
char *rindex(void);
char *getpass(void);
char *l64a(void);
char *cuserid(void);
char *fgets_unlocked(void);
char *strfry(void);
char *setstate(void);
char *initstate(void);
char *ether_ntoa(void);
char **backtrace_symbols(void);
FILE *fdopen(void);
FILE *popen(void);
FILE *fmemopen(void);
FILE *open_memstream(void);
FILE *fopen64(void);
FILE *setmntent(void);
DIR *opendir(void);
DIR *fdopendir(void);
struct dirent *readdir(void);
struct passwd *getpwnam(void);
struct passwd *getpwuid(void);
struct passwd *getpwent(void);
struct group *getgrnam(void);
struct group *getgrgid(void);
struct group *getgrent(void);
struct hostent *gethostbyname(void);
struct hostent *gethostbyname2(void);
struct hostent *gethostbyaddr(void);
struct servent *getservbyname(void);
struct servent *getservbyport(void);
struct tm *gmtime_r(void);
struct tm *localtime_r(void);
pid_t getpid(void);
pid_t getppid(void);
pid_t getpgid(void);
pid_t getpgrp(void);
pid_t getsid(void);
pid_t setsid(void);
pid_t setpgrp(void);
pid_t wait(void);
pid_t waitpid(void);
pid_t wait3(void);
pid_t wait4(void);
pid_t tcgetpgrp(void);
pid_t clone(void);
pid_t gettid(void);
uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
mode_t umask(void);
pthread_t pthread_self(void);
ssize_t read(void);
ssize_t write(void);
ssize_t pread(void);
ssize_t pwrite(void);
ssize_t pread64(void);
ssize_t pwrite64(void);
ssize_t readv(void);
ssize_t writev(void);
ssize_t preadv(void);
ssize_t pwritev(void);
ssize_t readlink(void);
ssize_t readlinkat(void);
ssize_t recv(void);
ssize_t recvfrom(void);
ssize_t recvmsg(void);
ssize_t send(void);
ssize_t sendto(void);
ssize_t sendmsg(void);
ssize_t getline(void);
ssize_t getdelim(void);
ssize_t sendfile(void);
ssize_t splice(void);
ssize_t copy_file_range(void);
ssize_t getrandom(void);
ssize_t process_vm_readv(void);
size_t strnlen(void);
size_t strlcpy(void);
size_t strlcat(void);
size_t iconv(void);
size_t confstr(void);
size_t malloc_usable_size(void);
size_t strftime_l(void);
size_t fread_unlocked(void);
size_t fwrite_unlocked(void);
size_t wcsnlen(void);
off_t lseek(void);
off_t lseek64(void);
off_t ftello(void);
long sysconf(void);
long pathconf(void);
long fpathconf(void);
long random(void);
long telldir(void);
long ptrace(void);
long times(void);
long lrand48(void);
long mrand48(void);
long a64l(void);
double drand48(void);
double erand48(void);
double j0(void);
double j1(void);
double jn(void);
double y0(void);
double y1(void);
double yn(void);
double gamma(void);
double exp10(void);
double pow10(void);
double significand(void);
double drem(void);
double scalb(void);
double gamma_r(void);
double lgamma_r(void);
time_t timegm(void);
time_t timelocal(void);
in_addr_t inet_addr(void);
in_addr_t inet_network(void);
sem_t *sem_open(void);
iconv_t iconv_open(void);
speed_t cfgetispeed(void);
speed_t cfgetospeed(void);
locale_t newlocale(void);
locale_t uselocale(void);
locale_t duplocale(void);
dev_t makedev(void);
dev_t gnu_dev_makedev(void);
#define EPERM
#define ENOENT
#define ESRCH
#define EINTR
#define EIO
#define ENXIO
#define E2BIG
#define ENOEXEC
#define EBADF
#define ECHILD
#define EAGAIN
#define ENOMEM
#define EACCES
#define EFAULT
#define ENOTBLK
#define EBUSY
#define EEXIST
#define EXDEV
#define ENODEV
#define ENOTDIR
#define EISDIR
#define EINVAL
#define ENFILE
#define EMFILE
#define ENOTTY
#define ETXTBSY
#define EFBIG
#define ENOSPC
#define ESPIPE
#define EROFS
#define EMLINK
#define EPIPE
#define EDEADLK
#define ENAMETOOLONG
#define ENOLCK
#define ENOSYS
#define ENOTEMPTY
#define ELOOP
#define EWOULDBLOCK
#define ENODATA
#define ETIME
#define EPROTO
#define EOVERFLOW
#define ENOTSOCK
#define EDESTADDRREQ
#define EMSGSIZE
#define EPROTOTYPE
#define ENOPROTOOPT
#define EPROTONOSUPPORT
#define EOPNOTSUPP
#define ENOTSUP
#define EPFNOSUPPORT
#define EAFNOSUPPORT
#define EADDRINUSE
#define EADDRNOTAVAIL
#define ENETDOWN
#define ENETUNREACH
#define ENETRESET
#define ECONNABORTED
#define ECONNRESET
#define ENOBUFS
#define EISCONN
#define ENOTCONN
#define ETIMEDOUT
#define ECONNREFUSED
#define EHOSTDOWN
#define EHOSTUNREACH
#define EALREADY
#define EINPROGRESS
#define ESTALE
#define EDQUOT
#define ECANCELED
#define EOWNERDEAD
#define ENOTRECOVERABLE
#define EBADMSG
#define EIDRM
#define ENOMSG
#define O_RDONLY
#define O_WRONLY
#define O_RDWR
#define O_CREAT
#define O_EXCL
#define O_TRUNC
#define O_APPEND
#define O_NONBLOCK
#define O_CLOEXEC
#define O_SYNC
#define O_DSYNC
#define O_DIRECTORY
#define O_NOFOLLOW
#define O_NOCTTY
#define O_DIRECT
#define O_LARGEFILE
#define O_NDELAY
#define O_PATH
#define O_NOATIME
#define O_TMPFILE
#define F_OK
#define R_OK
#define W_OK
#define X_OK
#define F_GETFL
#define F_SETFL
#define F_GETFD
#define F_SETFD
#define F_SETLK
#define F_SETLKW
#define F_GETLK
#define F_DUPFD
#define F_DUPFD_CLOEXEC
#define F_RDLCK
#define F_WRLCK
#define F_UNLCK
#define F_SETOWN
#define FD_CLOEXEC
#define AT_FDCWD
#define AT_SYMLINK_NOFOLLOW
#define AT_REMOVEDIR
#define AT_EMPTY_PATH
#define LOCK_SH
#define LOCK_EX
#define LOCK_NB
#define LOCK_UN
#define S_IFMT
#define S_IFREG
#define S_IFDIR
#define S_IFLNK
#define S_IFCHR
#define S_IFBLK
#define S_IFIFO
#define S_IFSOCK
#define S_IRUSR
#define S_IWUSR
#define S_IXUSR
#define S_IRWXU
#define S_IRGRP
#define S_IWGRP
#define S_IXGRP
#define S_IRWXG
#define S_IROTH
#define S_IWOTH
#define S_IXOTH
#define S_IRWXO
#define S_ISUID
#define S_ISGID
#define S_ISVTX
#define DT_UNKNOWN
#define DT_REG
#define DT_DIR
#define DT_LNK
#define DT_FIFO
#define DT_SOCK
#define DT_CHR
#define DT_BLK
#define SIGHUP
#define SIGQUIT
#define SIGTRAP
#define SIGIOT
#define SIGBUS
#define SIGKILL
#define SIGUSR1
#define SIGUSR2
#define SIGPIPE
#define SIGALRM
#define SIGSTKFLT
#define SIGCHLD
#define SIGCLD
#define SIGCONT
#define SIGSTOP
#define SIGTSTP
#define SIGTTIN
#define SIGTTOU
#define SIGURG
#define SIGXCPU
#define SIGXFSZ
#define SIGVTALRM
#define SIGPROF
#define SIGWINCH
#define SIGIO
#define SIGPOLL
#define SIGPWR
#define SIGSYS
#define SIGRTMIN
#define SIGRTMAX
#define NSIG
#define SIG_BLOCK
#define SIG_UNBLOCK
#define SIG_SETMASK
#define SA_RESTART
#define SA_SIGINFO
#define SA_NOCLDSTOP
#define SA_NOCLDWAIT
#define SA_NODEFER
#define SA_RESETHAND
#define SA_ONSTACK
#define SIGSTKSZ
#define MINSIGSTKSZ
#define WNOHANG
#define WUNTRACED
#define WCONTINUED
#define STDIN_FILENO
#define STDOUT_FILENO
#define STDERR_FILENO
#define PATH_MAX
#define NAME_MAX
#define HOST_NAME_MAX
#define IOV_MAX
#define LINE_MAX
#define ARG_MAX
#define PIPE_BUF
#define NGROUPS_MAX
#define OPEN_MAX
#define SSIZE_MAX
#define LOGIN_NAME_MAX
#define MAXPATHLEN
#define MAXHOSTNAMELEN
#define MAXNAMLEN
#define NI_MAXHOST
#define NI_MAXSERV
#define _SC_PAGESIZE
#define _SC_PAGE_SIZE
#define _SC_NPROCESSORS_ONLN
#define _SC_NPROCESSORS_CONF
#define _SC_OPEN_MAX
#define _SC_CLK_TCK
#define _SC_PHYS_PAGES
#define _SC_IOV_MAX
#define _SC_ARG_MAX
#define _SC_LEVEL1_DCACHE_LINESIZE
#define _PC_PATH_MAX
#define _POSIX_VERSION
#define AF_UNSPEC
#define AF_INET
#define AF_INET6
#define AF_UNIX
#define AF_LOCAL
#define AF_NETLINK
#define AF_PACKET
#define PF_UNSPEC
#define PF_INET
#define PF_INET6
#define PF_UNIX
#define PF_LOCAL
#define SOCK_STREAM
#define SOCK_DGRAM
#define SOCK_RAW
#define SOCK_SEQPACKET
#define SOCK_CLOEXEC
#define SOCK_NONBLOCK
#define SOL_SOCKET
#define SO_REUSEADDR
#define SO_REUSEPORT
#define SO_KEEPALIVE
#define SO_BROADCAST
#define SO_ERROR
#define SO_LINGER
#define SO_RCVBUF
#define SO_SNDBUF
#define SO_RCVTIMEO
#define SO_SNDTIMEO
#define SO_TYPE
#define SO_PEERCRED
#define SO_BINDTODEVICE
#define SO_PRIORITY
#define SOMAXCONN
#define IPPROTO_TCP
#define IPPROTO_UDP
#define IPPROTO_IP
#define IPPROTO_IPV6
#define IPPROTO_ICMP
#define IPPROTO_ICMPV6
#define TCP_NODELAY
#define TCP_KEEPIDLE
#define TCP_KEEPINTVL
#define TCP_KEEPCNT
#define TCP_CORK
#define TCP_FASTOPEN
#define TCP_USER_TIMEOUT
#define TCP_DEFER_ACCEPT
#define TCP_INFO
#define TCP_MAXSEG
#define IPV6_V6ONLY
#define IP_TOS
#define IP_TTL
#define INADDR_ANY
#define INADDR_LOOPBACK
#define INADDR_NONE
#define INADDR_BROADCAST
#define INET_ADDRSTRLEN
#define INET6_ADDRSTRLEN
#define IN6ADDR_ANY_INIT
#define MSG_PEEK
#define MSG_DONTWAIT
#define MSG_NOSIGNAL
#define MSG_WAITALL
#define MSG_OOB
#define MSG_TRUNC
#define MSG_MORE
#define MSG_CTRUNC
#define SHUT_RD
#define SHUT_WR
#define SHUT_RDWR
#define SCM_RIGHTS
#define AI_PASSIVE
#define AI_NUMERICHOST
#define AI_NUMERICSERV
#define AI_CANONNAME
#define AI_ADDRCONFIG
#define EAI_AGAIN
#define EAI_FAIL
#define EAI_FAMILY
#define EAI_MEMORY
#define EAI_NONAME
#define EAI_SERVICE
#define EAI_SOCKTYPE
#define EAI_SYSTEM
#define EAI_BADFLAGS
#define EAI_NODATA
#define EAI_OVERFLOW
#define NI_NUMERICHOST
#define NI_NUMERICSERV
#define NI_NAMEREQD
#define h_errno
#define h_addr
#define HOST_NOT_FOUND
#define TRY_AGAIN
#define NO_RECOVERY
#define NO_DATA
#define UNIX_PATH_MAX
#define POLLIN
#define POLLOUT
#define POLLERR
#define POLLHUP
#define POLLNVAL
#define POLLPRI
#define POLLRDHUP
#define POLLRDNORM
#define POLLWRNORM
#define EPOLLIN
#define EPOLLOUT
#define EPOLLERR
#define EPOLLHUP
#define EPOLLET
#define EPOLLRDHUP
#define EPOLLONESHOT
#define EPOLLPRI
#define EPOLL_CTL_ADD
#define EPOLL_CTL_DEL
#define EPOLL_CTL_MOD
#define EPOLL_CLOEXEC
#define EFD_CLOEXEC
#define EFD_NONBLOCK
#define FD_SETSIZE
#define NFDBITS
#define TFD_NONBLOCK
#define TFD_CLOEXEC
#define IN_CREATE
#define IN_DELETE
#define IN_MODIFY
#define IN_MOVED_FROM
#define IN_MOVED_TO
#define IN_CLOSE_WRITE
#define IN_ATTRIB
#define PROT_READ
#define PROT_WRITE
#define PROT_EXEC
#define PROT_NONE
#define MAP_SHARED
#define MAP_PRIVATE
#define MAP_ANONYMOUS
#define MAP_ANON
#define MAP_FIXED
#define MAP_FAILED
#define MAP_HUGETLB
#define MAP_NORESERVE
#define MAP_POPULATE
#define MAP_STACK
#define MAP_LOCKED
#define MS_SYNC
#define MS_ASYNC
#define MADV_DONTNEED
#define MADV_FREE
#define MADV_HUGEPAGE
#define MADV_NOHUGEPAGE
#define MADV_WILLNEED
#define MADV_SEQUENTIAL
#define MADV_RANDOM
#define MADV_DONTFORK
#define MREMAP_MAYMOVE
#define MCL_CURRENT
#define MCL_FUTURE
#define POSIX_MADV_DONTNEED
#define POSIX_FADV_DONTNEED
#define POSIX_FADV_SEQUENTIAL
#define POSIX_FADV_WILLNEED
#define POSIX_FADV_RANDOM
#define FALLOC_FL_KEEP_SIZE
#define FALLOC_FL_PUNCH_HOLE
#define PTHREAD_MUTEX_INITIALIZER
#define PTHREAD_COND_INITIALIZER
#define PTHREAD_RWLOCK_INITIALIZER
#define PTHREAD_ONCE_INIT
#define PTHREAD_CREATE_DETACHED
#define PTHREAD_CREATE_JOINABLE
#define PTHREAD_MUTEX_RECURSIVE
#define PTHREAD_MUTEX_ERRORCHECK
#define PTHREAD_MUTEX_NORMAL
#define PTHREAD_MUTEX_DEFAULT
#define PTHREAD_PROCESS_SHARED
#define PTHREAD_PROCESS_PRIVATE
#define PTHREAD_CANCEL_ENABLE
#define PTHREAD_CANCEL_DISABLE
#define PTHREAD_CANCEL_DEFERRED
#define PTHREAD_CANCEL_ASYNCHRONOUS
#define PTHREAD_STACK_MIN
#define PTHREAD_KEYS_MAX
#define PTHREAD_CANCELED
#define CLOCK_REALTIME
#define CLOCK_MONOTONIC
#define CLOCK_MONOTONIC_RAW
#define CLOCK_MONOTONIC_COARSE
#define CLOCK_REALTIME_COARSE
#define CLOCK_PROCESS_CPUTIME_ID
#define CLOCK_THREAD_CPUTIME_ID
#define CLOCK_BOOTTIME
#define TIMER_ABSTIME
#define ITIMER_REAL
#define ITIMER_VIRTUAL
#define ITIMER_PROF
#define RLIMIT_NOFILE
#define RLIMIT_CORE
#define RLIMIT_STACK
#define RLIMIT_AS
#define RLIMIT_DATA
#define RLIMIT_NPROC
#define RLIMIT_CPU
#define RLIMIT_FSIZE
#define RLIMIT_MEMLOCK
#define RLIM_INFINITY
#define RUSAGE_SELF
#define RUSAGE_CHILDREN
#define RUSAGE_THREAD
#define PRIO_PROCESS
#define TIOCGWINSZ
#define TIOCSWINSZ
#define TIOCSCTTY
#define TIOCNOTTY
#define FIONREAD
#define FIONBIO
#define SIOCGIFADDR
#define SIOCGIFCONF
#define TCSANOW
#define TCSADRAIN
#define TCSAFLUSH
#define ICANON
#define ECHO
#define ISIG
#define ICRNL
#define IXON
#define OPOST
#define VMIN
#define VTIME
#define VINTR
#define VQUIT
#define VEOF
#define VERASE
#define BRKINT
#define INPCK
#define ISTRIP
#define IEXTEN
#define CS8
#define CSIZE
#define PARENB
#define ECHOE
#define ECHONL
#define ECHOK
#define LOG_EMERG
#define LOG_ALERT
#define LOG_CRIT
#define LOG_ERR
#define LOG_WARNING
#define LOG_NOTICE
#define LOG_INFO
#define LOG_DEBUG
#define LOG_PID
#define LOG_CONS
#define LOG_NDELAY
#define LOG_NOWAIT
#define LOG_PERROR
#define LOG_DAEMON
#define LOG_USER
#define LOG_LOCAL0
#define LOG_LOCAL1
#define LOG_LOCAL2
#define LOG_LOCAL3
#define LOG_LOCAL4
#define LOG_LOCAL5
#define LOG_LOCAL6
#define LOG_LOCAL7
#define LOG_AUTH
#define LOG_AUTHPRIV
#define LOG_MAIL
#define LOG_CRON
#define RTLD_LAZY
#define RTLD_NOW
#define RTLD_GLOBAL
#define RTLD_LOCAL
#define RTLD_DEFAULT
#define RTLD_NEXT
#define REG_EXTENDED
#define REG_ICASE
#define REG_NOSUB
#define REG_NEWLINE
#define REG_NOMATCH
#define REG_NOTBOL
#define REG_NOTEOL
#define FNM_NOMATCH
#define FNM_PATHNAME
#define FNM_PERIOD
#define FNM_CASEFOLD
#define FNM_NOESCAPE
#define GLOB_NOSORT
#define GLOB_NOCHECK
#define GLOB_ERR
#define GLOB_MARK
#define GLOB_BRACE
#define GLOB_TILDE
#define GLOB_NOMATCH
#define GLOB_NOSPACE
#define no_argument
#define required_argument
#define optional_argument
#define CODESET
#define RADIXCHAR
#define THOUSEP
#define EX_OK
#define EX_USAGE
#define EX_DATAERR
#define EX_NOINPUT
#define EX_UNAVAILABLE
#define EX_SOFTWARE
#define EX_OSERR
#define EX_CANTCREAT
#define EX_IOERR
#define EX_TEMPFAIL
#define EX_NOPERM
#define EX_CONFIG
#define IPC_PRIVATE
#define IPC_CREAT
#define IPC_RMID
#define IPC_EXCL
#define P_PID
#define P_ALL
#define PR_SET_NAME
#define PR_SET_PDEATHSIG
#define PR_SET_DUMPABLE
#define CLONE_NEWNS
#define CLONE_NEWPID
#define BIG_ENDIAN
#define LITTLE_ENDIAN
#define BYTE_ORDER
#define __BYTE_ORDER
#define __LITTLE_ENDIAN
#define __BIG_ENDIAN
#define SPLICE_F_MOVE
#define GRND_NONBLOCK
#define SYS_gettid
#define SYS_getrandom
#define SYS_futex
#define __NR_gettid
#define __NR_futex
#define __BEGIN_DECLS
#define __END_DECLS
#define __THROW
#define __GLIBC__
#define __GLIBC_MINOR__
#define __USE_GNU
#define __restrict_arr
#define P_tmpdir
#define DN_CREATE
#define S_ISREG(mode)
#define S_ISDIR(mode)
#define S_ISLNK(mode)
#define S_ISCHR(mode)
#define S_ISBLK(mode)
#define S_ISFIFO(mode)
#define S_ISSOCK(mode)
#define WIFEXITED(mode)
#define WEXITSTATUS(mode)
#define WIFSIGNALED(mode)
#define WTERMSIG(mode)
#define WIFSTOPPED(mode)
#define WSTOPSIG(mode)
#define WCOREDUMP(mode)
#define WIFCONTINUED(mode)
#define FD_ISSET(fd, set)
#define CPU_ISSET(fd, set)
#define CMSG_DATA(x)
#define CMSG_LEN(x)
#define CMSG_SPACE(x)
#define CMSG_FIRSTHDR(x)
#define IN6_IS_ADDR_LOOPBACK(x)
#define IN6_IS_ADDR_V4MAPPED(x)
#define IN6_IS_ADDR_LINKLOCAL(x)
#define IN6_IS_ADDR_MULTICAST(x)
#define IN6_IS_ADDR_UNSPECIFIED(x)
#define IN_MULTICAST(x)
#define __GNUC_PREREQ(x)
#define __GLIBC_PREREQ(x)
#define __nonnull(x)
#define TEMP_FAILURE_RETRY(x)
#define LOG_MASK(x)
#define LOG_UPTO(x)
#define CMSG_NXTHDR(a, b)
#define timersub(a, b)
#define timeradd(a, b)
#define timercmp(a, b)
#define TIMEVAL_TO_TIMESPEC(a, b)
#define _STDIO_H
#define _STDLIB_H
#define _STRING_H
#define _STRINGS_H
#define _UNISTD_H
#define _ERRNO_H
#define _MATH_H
#define _SIGNAL_H
#define _TIME_H
#define _CTYPE_H
#define _LIMITS_H
#define _STDINT_H
#define _PTHREAD_H
#define _SYS_TYPES_H
#define _SYS_STAT_H
#define _SYS_SOCKET_H
#define _NETINET_IN_H
