pub trait Default { fn default() -> Self; }
