pub fn current_dir() -> io::Result<PathBuf>;
pub fn set_current_dir<P>(p: P) -> io::Result<()>;
pub fn vars() -> Iter<(String, String)>;
pub fn vars_os() -> Iter<(OsString, OsString)>;
pub fn var<K>(k: K) -> Result<String, VarError>;
pub fn var_os<K>(k: K) -> Option<OsString>;
pub unsafe fn set_var<K, V>(k: K, v: V);
pub unsafe fn remove_var<K>(k: K);
pub fn split_paths<T>(t: &T) -> Iter<PathBuf>;
pub fn join_paths<I>(i: I) -> Result<OsString, JoinPathsError>;
pub fn home_dir() -> Option<PathBuf>;
pub fn temp_dir() -> PathBuf;
pub fn current_exe() -> io::Result<PathBuf>;
pub fn args() -> Args;
pub fn args_os() -> ArgsOs;
pub struct Args;
impl Iterator for Args { type Item = String; }
pub struct ArgsOs;
impl Iterator for ArgsOs { type Item = OsString; }
pub enum VarError { NotPresent, NotUnicode(OsString) }
pub struct JoinPathsError;
