//! Resting until the time is over or somebody rings.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Wakes a thread that waits in [`crate::Subscription::next`], from any other thread. Cheap to clone.
#[derive(Clone, Default, Debug)]
pub struct SubscriptionWaker(Arc<Bell>);

#[derive(Default, Debug)]
struct Bell {
    is_rung: Mutex<bool>,
    rung: Condvar,
}

impl SubscriptionWaker {
    /// Makes the wait that is going on, or the next one, end at once.
    pub fn wake(&self) {
        *self.0.is_rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.rung.notify_all();
    }

    /// Waits; whether somebody has woken it.
    pub(super) fn rest(&self, time: Duration) -> bool {
        let is_rung = self.0.is_rung.lock().unwrap_or_else(PoisonError::into_inner);
        let rested = self.0.rung.wait_timeout_while(is_rung, time, |is_rung| !*is_rung);
        let (mut is_rung, _) = rested.unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut is_rung)
    }
}
