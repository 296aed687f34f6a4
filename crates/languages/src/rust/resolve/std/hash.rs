pub trait Hash { fn hash<H>(&self, state: &mut H); fn hash_slice<H>(data: &[Self], state: &mut H); }
pub trait Hasher { fn finish(&self) -> u64; fn write(&mut self, bytes: &[u8]); fn write_u8(&mut self, i: u8); fn write_u16(&mut self, i: u16); fn write_u32(&mut self, i: u32); fn write_u64(&mut self, i: u64); fn write_usize(&mut self, i: usize); }
pub trait BuildHasher { type Hasher; fn build_hasher(&self) -> Self::Hasher; fn hash_one<T>(&self, x: T) -> u64; }
pub struct BuildHasherDefault<H> { h: H }
