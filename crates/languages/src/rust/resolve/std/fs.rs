pub struct File;
impl File {
    pub fn open<P>(path: P) -> io::Result<File>;
    pub fn create<P>(path: P) -> io::Result<File>;
    pub fn create_new<P>(path: P) -> io::Result<File>;
    pub fn options() -> OpenOptions;
    pub fn sync_all(&self) -> io::Result<()>;
    pub fn sync_data(&self) -> io::Result<()>;
    pub fn set_len(&self, n: u64) -> io::Result<()>;
    pub fn metadata(&self) -> io::Result<Metadata>;
    pub fn try_clone(&self) -> io::Result<File>;
    pub fn lock(&self) -> io::Result<()>;
    pub fn unlock(&self) -> io::Result<()>;
}
impl Read for File {}
impl Write for File {}
impl Seek for File {}
pub struct OpenOptions;
impl OpenOptions { pub fn new() -> OpenOptions; pub fn read(&mut self, b: bool) -> &mut OpenOptions; pub fn write(&mut self, b: bool) -> &mut OpenOptions; pub fn append(&mut self, b: bool) -> &mut OpenOptions; pub fn truncate(&mut self, b: bool) -> &mut OpenOptions; pub fn create(&mut self, b: bool) -> &mut OpenOptions; pub fn create_new(&mut self, b: bool) -> &mut OpenOptions; pub fn open<P>(&self, p: P) -> io::Result<File>; }
pub struct Metadata;
impl Metadata { pub fn file_type(&self) -> FileType; pub fn is_dir(&self) -> bool; pub fn is_file(&self) -> bool; pub fn is_symlink(&self) -> bool; pub fn len(&self) -> u64; pub fn permissions(&self) -> Permissions; pub fn modified(&self) -> io::Result<SystemTime>; pub fn accessed(&self) -> io::Result<SystemTime>; pub fn created(&self) -> io::Result<SystemTime>; pub fn mode(&self) -> u32; pub fn dev(&self) -> u64; pub fn ino(&self) -> u64; pub fn size(&self) -> u64; pub fn uid(&self) -> u32; pub fn gid(&self) -> u32; }
impl Clone for Metadata { fn clone(&self) -> Self; }
pub struct FileType;
impl FileType { pub fn is_dir(&self) -> bool; pub fn is_file(&self) -> bool; pub fn is_symlink(&self) -> bool; }
pub struct Permissions;
impl Permissions { pub fn readonly(&self) -> bool; pub fn set_readonly(&mut self, b: bool); pub fn mode(&self) -> u32; pub fn set_mode(&mut self, m: u32); }
pub struct ReadDir;
impl Iterator for ReadDir { type Item = io::Result<DirEntry>; }
pub struct DirEntry;
impl DirEntry { pub fn path(&self) -> PathBuf; pub fn metadata(&self) -> io::Result<Metadata>; pub fn file_type(&self) -> io::Result<FileType>; pub fn file_name(&self) -> OsString; pub fn ino(&self) -> u64; }
pub fn read<P>(p: P) -> io::Result<Vec<u8>>;
pub fn read_to_string<P>(p: P) -> io::Result<String>;
pub fn write<P, C>(p: P, c: C) -> io::Result<()>;
pub fn remove_file<P>(p: P) -> io::Result<()>;
pub fn metadata<P>(p: P) -> io::Result<Metadata>;
pub fn symlink_metadata<P>(p: P) -> io::Result<Metadata>;
pub fn rename<P, Q>(p: P, q: Q) -> io::Result<()>;
pub fn copy<P, Q>(p: P, q: Q) -> io::Result<u64>;
pub fn hard_link<P, Q>(p: P, q: Q) -> io::Result<()>;
pub fn read_link<P>(p: P) -> io::Result<PathBuf>;
pub fn canonicalize<P>(p: P) -> io::Result<PathBuf>;
pub fn create_dir<P>(p: P) -> io::Result<()>;
pub fn create_dir_all<P>(p: P) -> io::Result<()>;
pub fn remove_dir<P>(p: P) -> io::Result<()>;
pub fn remove_dir_all<P>(p: P) -> io::Result<()>;
pub fn read_dir<P>(p: P) -> io::Result<ReadDir>;
pub fn set_permissions<P>(p: P, m: Permissions) -> io::Result<()>;
pub fn exists<P>(p: P) -> io::Result<bool>;
