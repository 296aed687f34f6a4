//! Ending in good order: the first signal asks to stop, the second ends the process at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use engine::Waker;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::failure::Failure;

/// Whether somebody wants this process to end, and whom to tell.
#[derive(Clone, Default)]
pub(crate) struct Stop {
    wanted: Arc<AtomicBool>,
    waker: Arc<Mutex<Option<Waker>>>,
}

impl Stop {
    /// Listens to SIGINT and SIGTERM from now on.
    pub(crate) fn on_signals() -> Result<Self, Failure> {
        let stop = Self::default();
        let mut signals =
            Signals::new([SIGINT, SIGTERM]).map_err(|error| Failure::io("listening to signals", &error))?;
        let told = stop.clone();
        thread::spawn(move || {
            for signal in signals.forever() {
                if told.wanted.swap(true, Ordering::SeqCst) {
                    // What was committed stays; what is being written is rolled back by the next writer.
                    std::process::exit(128 + signal);
                }
                told.wake();
            }
        });
        Ok(stop)
    }

    /// Whether a signal has come.
    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::SeqCst)
    }

    /// Whom to wake when a signal comes.
    pub(crate) fn set_waker(&self, waker: Waker) {
        *self.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(waker);
        if self.is_wanted() {
            self.wake();
        }
    }

    fn wake(&self) {
        if let Some(waker) = &*self.waker.lock().unwrap_or_else(PoisonError::into_inner) {
            waker.wake();
        }
    }
}
