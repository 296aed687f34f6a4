//! An ordered parallel map with bounded memory: work is done on all threads, results arrive in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};

/// Results that may wait for the one before them, for each thread.
const WINDOW_PER_THREAD: usize = 32;

/// Bytes of stack of a thread: resolving follows definitions through many frames.
const STACK: usize = 32 * 1024 * 1024;

/// How many threads the machine runs at once.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Applies `work` to the numbers `0..count` on `threads` threads, each with a state made by `state`, and hands each
/// result to `consume` on the calling thread, in order.
///
/// No more than a window of results exists at any time: threads that run ahead of a slow item wait. The first error
/// of `consume` stops everything and is returned.
pub(crate) fn ordered<S, T: Send, E>(
    count: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
    mut consume: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let gate = Gate::new(threads * WINDOW_PER_THREAD);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(threads * WINDOW_PER_THREAD);
        for _ in 0..threads.min(count) {
            let sender = sender.clone();
            let (next, gate, state, work) = (&next, &gate, &state, &work);
            let run = move || worker(count, next, gate, state, work, &sender);
            std::thread::Builder::new()
                .name("worker".to_owned())
                .stack_size(STACK)
                .spawn_scoped(scope, run)
                .expect("the operating system can start a handful of threads");
        }
        drop(sender);
        let result = in_order(&receiver, &gate, &mut consume);
        gate.open_for_all();
        drop(receiver);
        result
    })
}

fn worker<S, T>(
    count: usize,
    next: &AtomicUsize,
    gate: &Gate,
    state: &impl Fn() -> S,
    work: &impl Fn(&mut S, usize) -> T,
    sender: &SyncSender<(usize, T)>,
) {
    let mut state = state();
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        // A closed channel means that the consumer failed: nobody wants the rest.
        if index >= count || !gate.wait_for(index) || sender.send((index, work(&mut state, index))).is_err() {
            return;
        }
    }
}

fn in_order<T, E>(
    receiver: &Receiver<(usize, T)>,
    gate: &Gate,
    consume: &mut impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let mut early = BTreeMap::new();
    let mut wanted = 0;
    for (index, result) in receiver {
        early.insert(index, result);
        while let Some(result) = early.remove(&wanted) {
            consume(wanted, result)?;
            wanted += 1;
            gate.advance(wanted);
        }
    }
    Ok(())
}

/// Lets item `n` start only when item `n - window` is done with.
struct Gate {
    window: usize,
    done: Mutex<usize>,
    changed: Condvar,
}

impl Gate {
    /// More items than a tree can have files, and still far from overflow.
    const CLOSED: usize = usize::MAX / 2;

    fn new(window: usize) -> Self {
        Self { window, done: Mutex::new(0), changed: Condvar::new() }
    }

    /// Waits for the turn of `index`; false when the work was given up.
    fn wait_for(&self, index: usize) -> bool {
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let too_early = |done: &mut usize| index >= done.saturating_add(self.window);
        let done = self.changed.wait_while(done, too_early).unwrap_or_else(PoisonError::into_inner);
        *done < Self::CLOSED
    }

    fn advance(&self, done: usize) {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner) = done;
        self.changed.notify_all();
    }

    fn open_for_all(&self) {
        self.advance(Self::CLOSED);
    }
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn results_arrive_in_order_whatever_the_threads() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let work = |(): &mut (), index: usize| {
                if index.is_multiple_of(13) {
                    std::thread::yield_now();
                }
                index * 2
            };
            let result: Result<(), ()> = ordered(
                1000,
                threads,
                || (),
                work,
                |index, value| {
                    seen.push((index, value));
                    Ok(())
                },
            );
            assert_eq!(result, Ok(()));
            assert!(seen.iter().enumerate().all(|(at, pair)| *pair == (at, at * 2)));
            assert_eq!(seen.len(), 1000);
        }
    }

    #[test]
    fn an_error_stops_the_work() {
        let result = ordered(
            1_000_000,
            4,
            || (),
            |(), index| index,
            |index, _| if index == 5 { Err("five") } else { Ok(()) },
        );
        assert_eq!(result, Err("five"));
    }

    #[test]
    fn nothing_to_do_is_done() {
        assert_eq!(ordered(0, 4, || (), |(): &mut (), index| index, |_, _| Ok::<(), ()>(())), Ok(()));
    }
}
