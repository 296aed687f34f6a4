//! The stores. Nothing outside this file names one.

use std::path::Path;

use store::{Backend, BackendFormat, DetectError, Snapshot, StoreError, detect};

/// Every kind of store. The first is what a new database is when nobody says otherwise.
pub const BACKENDS: &[&Backend] = &[&store_sqlite::BACKEND, &store_native::BACKEND];

/// The kind of store with this name.
pub fn backend_named(name: &str) -> Option<&'static Backend> {
    BACKENDS.iter().copied().find(|backend| backend.name == name)
}

/// Tells by its bytes of which kind a database file is. Creates and changes nothing.
///
/// ```
/// use engine::{DetectError, detect_backend_format};
///
/// let path = std::env::temp_dir().join("magellan-example-that-is-not-there.db");
/// match detect_backend_format(&path) {
///     Ok(format) => println!("{} of layout {}", format.backend.name, format.version),
///     Err(DetectError::DatabaseNotFound { .. }) => println!("nothing there, and nothing was made"),
///     Err(error) => println!("{error}"),
/// }
/// assert!(!path.exists());
/// ```
///
/// # Errors
/// When it is no file, no database, or one of a later version.
pub fn detect_backend_format(path: &Path) -> Result<BackendFormat, DetectError> {
    detect(path, BACKENDS)
}

/// The newest state of a database, without opening it for anything else.
pub(crate) fn snapshot(path: &Path) -> Result<Box<dyn Snapshot>, StoreError> {
    (detect_backend_format(path)?.backend.snapshot)(path)
}
