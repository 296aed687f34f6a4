pub type Result = result::Result<(), Error>;
pub struct Error;
pub struct Arguments;
pub struct Formatter;
impl Formatter {
    pub fn write_str(&mut self, s: &str) -> Result;
    pub fn write_fmt(&mut self, a: Arguments) -> Result;
    pub fn write_char(&mut self, c: char) -> Result;
    pub fn pad(&mut self, s: &str) -> Result;
    pub fn alternate(&self) -> bool;
    pub fn width(&self) -> Option<usize>;
    pub fn precision(&self) -> Option<usize>;
    pub fn fill(&self) -> char;
    pub fn debug_struct(&mut self, name: &str) -> DebugStruct;
    pub fn debug_tuple(&mut self, name: &str) -> DebugTuple;
    pub fn debug_list(&mut self) -> DebugList;
    pub fn debug_set(&mut self) -> DebugSet;
    pub fn debug_map(&mut self) -> DebugMap;
}
pub struct DebugStruct;
impl DebugStruct { pub fn field<V>(&mut self, name: &str, v: V) -> &mut DebugStruct; pub fn finish(&mut self) -> Result; pub fn finish_non_exhaustive(&mut self) -> Result; }
pub struct DebugTuple;
impl DebugTuple { pub fn field<V>(&mut self, v: V) -> &mut DebugTuple; pub fn finish(&mut self) -> Result; }
pub struct DebugList;
impl DebugList { pub fn entry<V>(&mut self, v: V) -> &mut DebugList; pub fn entries<V>(&mut self, v: V) -> &mut DebugList; pub fn finish(&mut self) -> Result; }
pub struct DebugSet;
impl DebugSet { pub fn entry<V>(&mut self, v: V) -> &mut DebugSet; pub fn entries<V>(&mut self, v: V) -> &mut DebugSet; pub fn finish(&mut self) -> Result; }
pub struct DebugMap;
impl DebugMap { pub fn entry<K, V>(&mut self, k: K, v: V) -> &mut DebugMap; pub fn entries<V>(&mut self, v: V) -> &mut DebugMap; pub fn finish(&mut self) -> Result; }
pub trait Debug { fn fmt(&self, f: &mut Formatter) -> Result; }
pub trait Display { fn fmt(&self, f: &mut Formatter) -> Result; }
pub trait LowerHex { fn fmt(&self, f: &mut Formatter) -> Result; }
pub trait UpperHex { fn fmt(&self, f: &mut Formatter) -> Result; }
pub trait Octal { fn fmt(&self, f: &mut Formatter) -> Result; }
pub trait Binary { fn fmt(&self, f: &mut Formatter) -> Result; }
pub trait Pointer { fn fmt(&self, f: &mut Formatter) -> Result; }
pub trait LowerExp { fn fmt(&self, f: &mut Formatter) -> Result; }
pub trait Write { fn write_str(&mut self, s: &str) -> Result; fn write_char(&mut self, c: char) -> Result; fn write_fmt(&mut self, a: Arguments) -> Result; }
pub fn format(a: Arguments) -> String;
pub fn write<W>(w: &mut W, a: Arguments) -> Result;
impl<T: Display> Display for Box<T> { fn fmt(&self, f: &mut Formatter) -> Result; }
impl<T: Debug> Debug for Box<T> { fn fmt(&self, f: &mut Formatter) -> Result; }
impl<T: Display> Display for Rc<T> { fn fmt(&self, f: &mut Formatter) -> Result; }
impl<T: Display> Display for Arc<T> { fn fmt(&self, f: &mut Formatter) -> Result; }
impl<T: Display> Display for &T { fn fmt(&self, f: &mut Formatter) -> Result; }
impl<T: Debug> Debug for &T { fn fmt(&self, f: &mut Formatter) -> Result; }
impl<T> Debug for Option<T> { fn fmt(&self, f: &mut Formatter) -> Result; }
impl<T> Debug for Vec<T> { fn fmt(&self, f: &mut Formatter) -> Result; }
impl<T> Debug for [T] { fn fmt(&self, f: &mut Formatter) -> Result; }
impl Display for str { fn fmt(&self, f: &mut Formatter) -> Result; }
impl Debug for str { fn fmt(&self, f: &mut Formatter) -> Result; }
impl Display for String { fn fmt(&self, f: &mut Formatter) -> Result; }
impl Debug for String { fn fmt(&self, f: &mut Formatter) -> Result; }
