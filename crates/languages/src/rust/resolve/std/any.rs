pub trait Any { fn type_id(&self) -> TypeId; }
impl dyn Any { pub fn is<T>(&self) -> bool; pub fn downcast_ref<T>(&self) -> Option<&T>; pub fn downcast_mut<T>(&mut self) -> Option<&mut T>; pub fn downcast<T>(self) -> Result<Box<T>, Box<dyn Any>>; }
pub struct TypeId;
impl TypeId { pub fn of<T>() -> TypeId; }
pub fn type_name<T>() -> &str;
pub fn type_name_of_val<T>(v: &T) -> &str;
