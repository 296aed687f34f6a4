//! A subscription followed by a thread of its own, whose notices wait for their receiver; but only so many.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use store::StoreError;

use super::bell::SubscriptionWaker;
use super::notice::{Notice, ResyncReason};
use super::{Deadline, Subscription};
use crate::error::EngineError;

/// How long to wait before it is tried again what has failed.
const PAUSE: Duration = Duration::from_secs(1);

/// Receives the notices of a subscription that a thread follows. Dropping it ends the thread.
pub struct Notices {
    queue: Arc<Queue>,
    waker: SubscriptionWaker,
    thread: Option<JoinHandle<()>>,
}

/// What waits for the receiver.
struct Queue {
    bound: usize,
    state: Mutex<State>,
    filled: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Notice>,
    /// Told when nothing waits any more.
    failure: Option<EngineError>,
    is_over: bool,
}

impl Subscription {
    /// Lets a thread follow, so that whoever receives is told in memory. When `bound` notices wait already and another comes, all of them are dropped for a
    /// [`Notice::Resync`] with [`ResyncReason::Slow`]: neither the thread nor any writer waits for the receiver. So a backlog of more events than
    /// `bound` is mostly told as a resync too.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn into_channel(self, bound: usize) -> Result<Notices, EngineError> {
        let (state, filled) = (Mutex::default(), Condvar::new());
        let queue = Arc::new(Queue { bound: bound.max(1), state, filled });
        let (waker, filling) = (self.waker(), Arc::clone(&queue));
        let follower = thread::Builder::new().name("subscription".to_owned());
        let thread = follower.spawn(move || follow(self, &filling));
        let thread = thread.map_err(StoreError::io("starting a thread"))?;
        Ok(Notices { queue, waker, thread: Some(thread) })
    }
}

impl Notices {
    /// The next notice. Waits for it, at most so long; `None` when the time is over.
    ///
    /// # Errors
    /// As [`Subscription::next`]; it is tried again by the thread.
    pub fn next(&mut self, wait: Option<Duration>) -> Result<Option<Notice>, EngineError> {
        let deadline = Deadline::after(wait);
        let mut state = self.queue.lock();
        loop {
            if let Some(notice) = state.waiting.pop_front() {
                return Ok(Some(notice));
            }
            if let Some(failure) = state.failure.take() {
                return Err(failure);
            }
            let left = deadline.left();
            if left.is_zero() {
                return Ok(None);
            }
            let waited = self.queue.filled.wait_timeout(state, left);
            (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next notice, when there is one.
    ///
    /// # Errors
    /// As [`Notices::next`].
    pub fn poll(&mut self) -> Result<Option<Notice>, EngineError> {
        self.next(Some(Duration::ZERO))
    }
}

impl Drop for Notices {
    fn drop(&mut self) {
        self.queue.lock().is_over = true;
        self.waker.wake();
        // One that panicked has nothing to say to a receiver that goes.
        drop(self.thread.take().map(JoinHandle::join));
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, notice: Notice) {
        let mut state = self.lock();
        let notice = if state.waiting.len() < self.bound {
            notice
        } else {
            state.waiting.clear();
            Notice::Resync { reason: ResyncReason::Slow, resume_at: notice.resume_at() }
        };
        state.waiting.push_back(notice);
        self.filled.notify_one();
    }
}

/// Fills a queue until it is over.
fn follow(mut subscription: Subscription, queue: &Queue) {
    while !queue.lock().is_over {
        match subscription.next(None) {
            Ok(Some(notice)) => queue.put(notice),
            Ok(None) => {}
            Err(error) => {
                queue.lock().failure = Some(error);
                queue.filled.notify_one();
                subscription.waker.rest(PAUSE);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Condvar, Mutex};

    use store::Sequence;

    use super::{Notice, Queue, ResyncReason};

    fn resync(reason: ResyncReason, number: u64) -> Notice {
        Notice::Resync { reason, resume_at: Sequence(number) }
    }

    #[test]
    fn what_is_too_much_becomes_one_resync_and_telling_goes_on_behind_it() {
        let queue = Queue { bound: 2, state: Mutex::default(), filled: Condvar::new() };
        let waiting = |queue: &Queue| queue.lock().waiting.iter().cloned().collect::<Vec<_>>();
        let tell = |number| queue.put(resync(ResyncReason::Rebuilt, number));
        tell(1);
        tell(2);
        assert_eq!(waiting(&queue).len(), 2, "so many may wait");
        tell(3);
        assert_eq!(waiting(&queue), [resync(ResyncReason::Slow, 3)]);
        tell(4);
        assert_eq!(waiting(&queue), [resync(ResyncReason::Slow, 3), resync(ResyncReason::Rebuilt, 4)]);
        tell(5);
        assert_eq!(waiting(&queue), [resync(ResyncReason::Slow, 5)]);
    }
}
