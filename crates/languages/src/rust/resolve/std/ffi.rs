pub struct OsStr { p: usize }
impl OsStr {
    pub fn new<S>(s: &S) -> &OsStr;
    pub fn to_str(&self) -> Option<&str>;
    pub fn to_string_lossy(&self) -> Cow<str>;
    pub fn to_os_string(&self) -> OsString;
    pub fn is_empty(&self) -> bool;
    pub fn len(&self) -> usize;
    pub fn as_bytes(&self) -> &[u8];
    pub fn from_bytes(b: &[u8]) -> &OsStr;
    pub fn as_encoded_bytes(&self) -> &[u8];
    pub fn eq_ignore_ascii_case<S>(&self, s: S) -> bool;
    pub fn to_owned(&self) -> OsString;
    pub fn encode_wide(&self) -> Iter<u16>;
}
pub struct OsString { p: usize }
impl OsString { pub fn new() -> OsString; pub fn as_os_str(&self) -> &OsStr; pub fn into_string(self) -> Result<String, OsString>; pub fn push<S>(&mut self, s: S); pub fn from_vec(v: Vec<u8>) -> OsString; pub fn into_vec(self) -> Vec<u8>; pub fn clear(&mut self); pub fn with_capacity(n: usize) -> OsString; }
impl Deref for OsString { type Target = OsStr; fn deref(&self) -> &OsStr; }
impl Clone for OsString { fn clone(&self) -> Self; }
impl Default for OsString { fn default() -> OsString; }
impl From<String> for OsString { fn from(s: String) -> OsString; }
impl From<&str> for OsString { fn from(s: &str) -> OsString; }
impl From<&OsStr> for OsString { fn from(s: &OsStr) -> OsString; }
pub struct CStr { p: usize }
impl CStr { pub fn to_str(&self) -> Result<&str, Utf8Error>; pub fn to_bytes(&self) -> &[u8]; pub fn to_string_lossy(&self) -> Cow<str>; pub unsafe fn from_ptr(p: *const c_char) -> &CStr; pub fn as_ptr(&self) -> *const c_char; pub fn to_owned(&self) -> CString; }
pub struct CString { p: usize }
impl CString { pub fn new<T>(t: T) -> Result<CString, NulError>; pub fn as_ptr(&self) -> *const c_char; pub fn as_c_str(&self) -> &CStr; pub fn into_raw(self) -> *mut c_char; }
impl Deref for CString { type Target = CStr; fn deref(&self) -> &CStr; }
pub struct NulError;
pub struct c_void;
pub struct c_char;
pub struct c_int;
