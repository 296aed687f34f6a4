//! Trials of the built program. Nothing here is part of the product.
//!
//! * [`parity`]: every kind of store gives the same bytes to every question.
//! * [`torture`]: kills at any moment, readers beside a writer, full disks. What was committed is there, and what is run
//!   next brings the database to where an undisturbed one is.
//! * [`live`]: a tree that changes in every way that there is, while it is watched; at rest the database is what a cold index
//!   is.
//!
//! All of it goes over every kind of store that the engine lists, and names none.

mod error;
pub mod live;
pub mod parity;
mod program;
mod random;
mod state;
pub mod torture;
mod tree;

pub use error::TrialError;
pub use program::{Program, Said};
pub use random::Random;
pub use state::State;
pub use tree::{Form, Tree};
