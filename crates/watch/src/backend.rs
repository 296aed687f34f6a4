//! The seam between this crate and whoever knows of events: the operating system, or a test.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::changes::Limit;
use crate::inbox::Inbox;

/// Somebody who tells of changes in directories, through the [`Sink`] that it was made with.
///
/// All paths are absolute. Notices may come on any thread, but a call of a method here must not wait for a notice to be
/// taken in by the caller of that method.
pub trait Backend: Send {
    /// Tells from now on of the entries of `directory` and of the directory itself; not of what is deeper. When it is
    /// watched already, it is looked up anew by its name.
    ///
    /// # Errors
    /// See [`Refusal`].
    fn watch(&mut self, directory: &Path) -> Result<(), Refusal>;

    /// Tells nothing more of a directory; of one that is not watched there is nothing to do.
    fn unwatch(&mut self, directory: &Path);
}

/// A directory is not watched.
#[derive(Debug)]
pub enum Refusal {
    /// The operating system watches no more than it does.
    Exhausted(Limit),
    /// There is no such directory.
    Missing,
    /// Any other reason.
    Other(io::Error),
}

/// What a back end tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// A file or directory came into being or was moved here.
    Made(PathBuf),
    /// A file was written, or a file's or directory's metadata.
    Changed(PathBuf),
    /// A file or directory was removed or moved away.
    Gone(PathBuf),
    /// Notices were lost.
    Lost,
}

/// Where a back end tells. Cheap to clone.
#[derive(Clone)]
pub struct Sink(Arc<Inbox>);

impl Sink {
    pub(crate) fn new(inbox: Arc<Inbox>) -> Self {
        Self(inbox)
    }

    /// Takes in a notice. Never waits for anything slow.
    pub fn tell(&self, notice: &Notice) {
        self.0.take_in(notice);
    }
}

impl fmt::Debug for Sink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sink")
    }
}
