pub trait Error: Debug + Display { fn source(&self) -> Option<&dyn Error>; fn description(&self) -> &str; fn cause(&self) -> Option<&dyn Error>; }
impl dyn Error { pub fn is<T>(&self) -> bool; pub fn downcast_ref<T>(&self) -> Option<&T>; pub fn downcast_mut<T>(&mut self) -> Option<&mut T>; pub fn downcast<T>(self) -> Result<Box<T>, Box<dyn Error>>; }
impl<T: Error> Error for Box<T> { fn source(&self) -> Option<&dyn Error>; fn description(&self) -> &str; fn cause(&self) -> Option<&dyn Error>; }
