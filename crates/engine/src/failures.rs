//! Failures inside of work whose callers cannot return them.

use std::sync::{Mutex, PoisonError};

/// Keeps the first failure until somebody who can return it asks.
pub(crate) struct Failures<E> {
    first: Mutex<Option<E>>,
}

impl<E> Default for Failures<E> {
    fn default() -> Self {
        Self { first: Mutex::new(None) }
    }
}

impl<E> Failures<E> {
    /// The value of a result; a failure is kept.
    pub(crate) fn note<T>(&self, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                None
            }
        }
    }

    /// Takes the failure out.
    pub(crate) fn take(&self) -> Option<E> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
