pub struct Command;
impl Command { pub fn new<S>(p: S) -> Command; pub fn arg<S>(&mut self, a: S) -> &mut Command; pub fn args<I>(&mut self, a: I) -> &mut Command; pub fn env<K, V>(&mut self, k: K, v: V) -> &mut Command; pub fn envs<I>(&mut self, v: I) -> &mut Command; pub fn env_remove<K>(&mut self, k: K) -> &mut Command; pub fn env_clear(&mut self) -> &mut Command; pub fn current_dir<P>(&mut self, p: P) -> &mut Command; pub fn stdin<T>(&mut self, t: T) -> &mut Command; pub fn stdout<T>(&mut self, t: T) -> &mut Command; pub fn stderr<T>(&mut self, t: T) -> &mut Command; pub fn spawn(&mut self) -> io::Result<Child>; pub fn output(&mut self) -> io::Result<Output>; pub fn status(&mut self) -> io::Result<ExitStatus>; pub fn get_program(&self) -> &OsStr; pub fn get_args(&self) -> Iter<&OsStr>; pub fn get_envs(&self) -> Iter<(&OsStr, Option<&OsStr>)>; pub fn get_current_dir(&self) -> Option<&Path>; }
pub struct Child { pub stdin: Option<ChildStdin>, pub stdout: Option<ChildStdout>, pub stderr: Option<ChildStderr> }
impl Child { pub fn kill(&mut self) -> io::Result<()>; pub fn id(&self) -> u32; pub fn wait(&mut self) -> io::Result<ExitStatus>; pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>>; pub fn wait_with_output(self) -> io::Result<Output>; }
pub struct ChildStdin;
pub struct ChildStdout;
pub struct ChildStderr;
impl Write for ChildStdin {}
impl Read for ChildStdout {}
impl Read for ChildStderr {}
pub struct Output { pub status: ExitStatus, pub stdout: Vec<u8>, pub stderr: Vec<u8> }
impl Clone for Output { fn clone(&self) -> Self; }
pub struct ExitStatus;
impl ExitStatus { pub fn success(&self) -> bool; pub fn code(&self) -> Option<i32>; }
pub struct ExitCode;
impl ExitCode { pub const SUCCESS: ExitCode; pub const FAILURE: ExitCode; }
impl From<u8> for ExitCode { fn from(u: u8) -> ExitCode; }
pub struct Stdio;
impl Stdio { pub fn piped() -> Stdio; pub fn inherit() -> Stdio; pub fn null() -> Stdio; }
pub fn exit(code: i32) -> !;
pub fn abort() -> !;
pub fn id() -> u32;
