pub struct Pin<P> { p: P }
impl<P> Pin<P> { pub fn new(p: P) -> Pin<P>; pub unsafe fn new_unchecked(p: P) -> Pin<P>; pub fn as_ref(&self) -> Pin<&<P as Deref>::Target>; pub fn as_mut(&mut self) -> Pin<&mut <P as Deref>::Target>; pub fn set(&mut self, v: <P as Deref>::Target); pub fn into_inner(p: Pin<P>) -> P; pub fn get_ref(self) -> &<P as Deref>::Target; pub fn get_mut(self) -> &mut <P as Deref>::Target; pub unsafe fn get_unchecked_mut(self) -> &mut <P as Deref>::Target; pub unsafe fn map_unchecked_mut<U>(self, f: impl FnOnce(&mut P) -> &mut U) -> Pin<&mut U>; }
impl<P: Deref> Deref for Pin<P> { type Target = <P as Deref>::Target; }
pub struct Projected<P> { p: P }
impl<P> Projected<P> { pub fn project(self) -> &<P as Deref>::Target; pub fn project_ref(self) -> &<P as Deref>::Target; }
