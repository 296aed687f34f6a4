pub type Result<T> = result::Result<T, Error>;
pub struct Error;
impl Error {
    pub fn new<E>(kind: ErrorKind, error: E) -> Error;
    pub fn other<E>(error: E) -> Error;
    pub fn last_os_error() -> Error;
    pub fn from_raw_os_error(code: i32) -> Error;
    pub fn raw_os_error(&self) -> Option<i32>;
    pub fn get_ref(&self) -> Option<&dyn error::Error>;
    pub fn get_mut(&mut self) -> Option<&mut dyn error::Error>;
    pub fn into_inner(self) -> Option<Box<dyn error::Error>>;
    pub fn kind(&self) -> ErrorKind;
}
impl From<ErrorKind> for Error { fn from(k: ErrorKind) -> Error; }
pub enum ErrorKind { NotFound, PermissionDenied, ConnectionRefused, ConnectionReset, ConnectionAborted, NotConnected, AddrInUse, AddrNotAvailable, BrokenPipe, AlreadyExists, WouldBlock, NotADirectory, IsADirectory, DirectoryNotEmpty, InvalidInput, InvalidData, TimedOut, WriteZero, StorageFull, Interrupted, Unsupported, UnexpectedEof, OutOfMemory, Other }
pub trait Read {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize>;
    fn read_vectored(&mut self, bufs: &mut [IoSliceMut]) -> Result<usize>;
    fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize>;
    fn read_to_string(&mut self, buf: &mut String) -> Result<usize>;
    fn read_exact(&mut self, buf: &mut [u8]) -> Result<()>;
    fn by_ref(&mut self) -> &mut Self;
    fn bytes(self) -> Iter<Result<u8>>;
    fn chain<R>(self, next: R) -> Chain<Self, R>;
    fn take(self, limit: u64) -> Take<Self>;
}
pub trait Write {
    fn write(&mut self, buf: &[u8]) -> Result<usize>;
    fn write_vectored(&mut self, bufs: &[IoSlice]) -> Result<usize>;
    fn flush(&mut self) -> Result<()>;
    fn write_all(&mut self, buf: &[u8]) -> Result<()>;
    fn write_fmt(&mut self, fmt: Arguments) -> Result<()>;
    fn by_ref(&mut self) -> &mut Self;
}
pub trait Seek { fn seek(&mut self, pos: SeekFrom) -> Result<u64>; fn rewind(&mut self) -> Result<()>; fn stream_position(&mut self) -> Result<u64>; }
pub enum SeekFrom { Start(u64), End(i64), Current(i64) }
pub trait BufRead: Read {
    fn fill_buf(&mut self) -> Result<&[u8]>;
    fn consume(&mut self, n: usize);
    fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize>;
    fn read_line(&mut self, buf: &mut String) -> Result<usize>;
    fn split(self, byte: u8) -> Iter<Result<Vec<u8>>>;
    fn lines(self) -> Iter<Result<String>>;
}
pub struct Take<T> { t: T }
impl<T> Take<T> { pub fn limit(&self) -> u64; pub fn set_limit(&mut self, n: u64); pub fn into_inner(self) -> T; pub fn get_ref(&self) -> &T; pub fn get_mut(&mut self) -> &mut T; }
impl<T: Read> Read for Take<T> {}
impl<T: BufRead> BufRead for Take<T> {}
pub struct Chain<T, U> { t: T, u: U }
impl<T: Read, U> Read for Chain<T, U> {}
pub struct BufReader<R> { r: R }
impl<R> BufReader<R> { pub fn new(inner: R) -> BufReader<R>; pub fn with_capacity(n: usize, inner: R) -> BufReader<R>; pub fn get_ref(&self) -> &R; pub fn get_mut(&mut self) -> &mut R; pub fn buffer(&self) -> &[u8]; pub fn into_inner(self) -> R; pub fn capacity(&self) -> usize; }
impl<R> Read for BufReader<R> {}
impl<R> BufRead for BufReader<R> {}
impl<R> Seek for BufReader<R> {}
pub struct BufWriter<W> { w: W }
impl<W> BufWriter<W> { pub fn new(inner: W) -> BufWriter<W>; pub fn with_capacity(n: usize, inner: W) -> BufWriter<W>; pub fn get_ref(&self) -> &W; pub fn get_mut(&mut self) -> &mut W; pub fn buffer(&self) -> &[u8]; pub fn into_inner(self) -> result::Result<W, IntoInnerError<BufWriter<W>>>; }
impl<W> Write for BufWriter<W> {}
pub struct IntoInnerError<W> { w: W }
pub struct LineWriter<W> { w: W }
impl<W> LineWriter<W> { pub fn new(inner: W) -> LineWriter<W>; pub fn with_capacity(n: usize, inner: W) -> LineWriter<W>; pub fn get_ref(&self) -> &W; pub fn get_mut(&mut self) -> &mut W; }
impl<W> Write for LineWriter<W> {}
pub struct Cursor<T> { t: T }
impl<T> Cursor<T> { pub fn new(inner: T) -> Cursor<T>; pub fn into_inner(self) -> T; pub fn get_ref(&self) -> &T; pub fn get_mut(&mut self) -> &mut T; pub fn position(&self) -> u64; pub fn set_position(&mut self, pos: u64); }
impl<T> Read for Cursor<T> {}
impl<T> BufRead for Cursor<T> {}
impl<T> Write for Cursor<T> {}
impl<T> Seek for Cursor<T> {}
impl<T: Clone> Clone for Cursor<T> { fn clone(&self) -> Self; }
pub struct IoSlice { p: usize }
impl IoSlice { pub fn new(buf: &[u8]) -> IoSlice; }
impl Deref for IoSlice { type Target = [u8]; }
pub struct IoSliceMut { p: usize }
impl IoSliceMut { pub fn new(buf: &mut [u8]) -> IoSliceMut; }
impl Deref for IoSliceMut { type Target = [u8]; }
pub struct Stdin;
pub struct StdinLock;
pub struct Stdout;
pub struct StdoutLock;
pub struct Stderr;
pub struct StderrLock;
impl Stdin { pub fn lock(&self) -> StdinLock; pub fn read_line(&self, s: &mut String) -> Result<usize>; pub fn lines(self) -> Iter<Result<String>>; }
impl Stdout { pub fn lock(&self) -> StdoutLock; }
impl Stderr { pub fn lock(&self) -> StderrLock; }
impl Read for Stdin {}
impl Read for StdinLock {}
impl BufRead for StdinLock {}
impl Write for Stdout {}
impl Write for StdoutLock {}
impl Write for Stderr {}
impl Write for StderrLock {}
impl IsTerminal for Stdin {}
impl IsTerminal for Stdout {}
impl IsTerminal for Stderr {}
pub trait IsTerminal { fn is_terminal(&self) -> bool; }
pub fn stdin() -> Stdin;
pub fn stdout() -> Stdout;
pub fn stderr() -> Stderr;
pub fn empty() -> Empty;
pub fn sink() -> Sink;
pub struct Empty;
pub struct Sink;
impl Read for Empty {}
impl Write for Sink {}
pub fn copy<R, W>(r: &mut R, w: &mut W) -> Result<u64>;
pub fn read_to_string<R>(r: R) -> Result<String>;
pub mod prelude { pub use super::{Read, Write, BufRead, Seek}; }
