pub struct Path { p: usize }
impl Path {
    pub fn new<S>(s: &S) -> &Path;
    pub fn as_os_str(&self) -> &OsStr;
    pub fn to_str(&self) -> Option<&str>;
    pub fn to_string_lossy(&self) -> Cow<str>;
    pub fn to_path_buf(&self) -> PathBuf;
    pub fn is_absolute(&self) -> bool;
    pub fn is_relative(&self) -> bool;
    pub fn has_root(&self) -> bool;
    pub fn parent(&self) -> Option<&Path>;
    pub fn ancestors(&self) -> Iter<&Path>;
    pub fn file_name(&self) -> Option<&OsStr>;
    pub fn strip_prefix<P>(&self, base: P) -> Result<&Path, StripPrefixError>;
    pub fn starts_with<P>(&self, base: P) -> bool;
    pub fn ends_with<P>(&self, child: P) -> bool;
    pub fn file_stem(&self) -> Option<&OsStr>;
    pub fn extension(&self) -> Option<&OsStr>;
    pub fn join<P>(&self, path: P) -> PathBuf;
    pub fn with_file_name<S>(&self, f: S) -> PathBuf;
    pub fn with_extension<S>(&self, e: S) -> PathBuf;
    pub fn components(&self) -> Components;
    pub fn iter(&self) -> Iter<&OsStr>;
    pub fn display(&self) -> Display;
    pub fn metadata(&self) -> io::Result<fs::Metadata>;
    pub fn symlink_metadata(&self) -> io::Result<fs::Metadata>;
    pub fn canonicalize(&self) -> io::Result<PathBuf>;
    pub fn read_link(&self) -> io::Result<PathBuf>;
    pub fn read_dir(&self) -> io::Result<fs::ReadDir>;
    pub fn exists(&self) -> bool;
    pub fn try_exists(&self) -> io::Result<bool>;
    pub fn is_file(&self) -> bool;
    pub fn is_dir(&self) -> bool;
    pub fn is_symlink(&self) -> bool;
    pub fn into_path_buf(self: Box<Path>) -> PathBuf;
    pub fn to_owned(&self) -> PathBuf;
}
pub struct PathBuf { p: usize }
impl PathBuf {
    pub fn new() -> PathBuf;
    pub fn as_path(&self) -> &Path;
    pub fn push<P>(&mut self, path: P);
    pub fn pop(&mut self) -> bool;
    pub fn set_file_name<S>(&mut self, f: S);
    pub fn set_extension<S>(&mut self, e: S) -> bool;
    pub fn into_os_string(self) -> OsString;
    pub fn into_boxed_path(self) -> Box<Path>;
}
impl Deref for PathBuf { type Target = Path; fn deref(&self) -> &Path; }
impl Clone for PathBuf { fn clone(&self) -> Self; }
impl Default for PathBuf { fn default() -> PathBuf; }
impl AsRef<Path> for PathBuf { fn as_ref(&self) -> &Path; }
impl AsRef<Path> for Path { fn as_ref(&self) -> &Path; }
impl From<String> for PathBuf { fn from(s: String) -> PathBuf; }
impl From<&str> for PathBuf { fn from(s: &str) -> PathBuf; }
impl From<OsString> for PathBuf { fn from(s: OsString) -> PathBuf; }
impl From<&Path> for PathBuf { fn from(s: &Path) -> PathBuf; }
impl<P> FromIterator<P> for PathBuf { fn from_iter<I>(iter: I) -> PathBuf; }
pub struct Display;
pub struct StripPrefixError;
pub struct Components;
impl Components { pub fn as_path(&self) -> &Path; }
impl Iterator for Components { type Item = Component; }
pub enum Component { Prefix(PrefixComponent), RootDir, CurDir, ParentDir, Normal(&OsStr) }
impl Component { pub fn as_os_str(&self) -> &OsStr; }
pub struct PrefixComponent;
pub const MAIN_SEPARATOR: char;
pub fn is_separator(c: char) -> bool;
