//! Following a database: what changes in its view is told a moment later, in the order of the changes, each once.
//!
//! ```text
//! stamps ──changed──► snapshot ──Cursor──► page of events ──Sieve──► notices
//! ```
//!
//! A follower holds nothing open while nothing happens: it looks at the stamps of the database's files, and opens the newest
//! state for the time that a page of events takes. So it keeps no writer waiting and no old pages alive, and another database that takes the
//! place of this one is noticed like any change.

mod bell;
mod channel;
mod cursor;
mod filter;
mod names;
mod notice;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use store::{EventRow, Sequence, Snapshot, StoreError};

pub use self::bell::SubscriptionWaker;
pub use self::channel::Notices;
pub use self::cursor::Since;
pub use self::filter::{Filter, Topic};
pub use self::notice::{Event, Notice, ResyncReason};

use self::cursor::{Cursor, Read};
use self::filter::Sieve;
use self::names::Names;
use crate::database_signal::DatabaseSignal;
use crate::error::EngineError;
use crate::{backends, clock};

/// How often the stamps of the database are looked at.
const LOOK: Duration = Duration::from_millis(20);

/// How often the database itself is, whatever the stamps say. A disk that needs long for a commit may stamp it long before readers see it.
const DOUBT: Duration = Duration::from_secs(1);

/// Follows the change feed of a database, in this process or any other.
///
/// Every committed change is told once, in the order of the commits, and at most some 25 ms after its commit; or else that the view has to be read
/// again. What is read ahead is bounded: a page of events, and one event at least.
///
/// A follower that keeps something in step reads the view first and follows from where it stood then. Events
/// whose revision is not above that of the view that was read are in it already.
///
/// ```
/// use std::time::Duration;
/// use engine::{EventKind, Filter, IndexOptions, Notice, Silent, Since, Subscription, Topic};
/// # let directory = tempfile::tempdir()?;
/// # let (root, db) = (directory.path().join("tree"), directory.path().join("index.db"));
/// # std::fs::create_dir(&root)?;
///
/// std::fs::write(root.join("shapes.py"), "def area():\n    return 1\n")?;
/// engine::index(&root, &db, &IndexOptions::default(), &Silent)?;
///
/// let filter = Filter::default().topic(Topic::Symbols);
/// let mut changes = Subscription::open(&db, Since::Now, filter)?;
/// assert_eq!(changes.poll()?, None, "nothing has changed since");
///
/// // Another process would do this.
/// std::fs::write(root.join("shapes.py"), "def area():\n    return 1\n\ndef volume():\n    return 2\n")?;
/// engine::index(&root, &db, &IndexOptions::default(), &Silent)?;
///
/// match changes.next(Some(Duration::from_secs(10)))? {
///     Some(Notice::Event(event)) => {
///         assert_eq!(event.kind, EventKind::FileChanged);
///         assert_eq!(event.details.symbols_added[0].fqn, "shapes.volume");
///     }
///     Some(Notice::Resync { reason, .. }) => println!("read everything again: {}", reason.as_str()),
///     None => println!("nothing in ten seconds"),
/// }
/// // Later, perhaps by another process:
/// let last = changes.resume_at();
/// let mut changes = Subscription::open(&db, Since::Event(last), Filter::default())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Subscription {
    db: PathBuf,
    sieve: Sieve,
    names: bool,
    cursor: Cursor,
    /// Read and not told yet.
    ready: VecDeque<Notice>,
    has_more: bool,
    /// The event that whoever has heard everything until now goes on with.
    told: Sequence,
    signal: DatabaseSignal,
    next_look: Instant,
    waker: SubscriptionWaker,
}

impl Subscription {
    /// Begins to follow the database at `db`. A number that it does not know is no error: the first notice says so. Opens and closes it once;
    /// symbols that the filter names are looked for, which costs what finding them costs.
    ///
    /// # Errors
    /// When there is no database, or it cannot be read.
    pub fn open(db: &Path, since: Since, filter: Filter) -> Result<Self, EngineError> {
        let signal = DatabaseSignal::new(db);
        let snapshot = backends::snapshot(db)?;
        let mut sieve = Sieve::new(filter);
        sieve.learn(snapshot.as_ref())?;
        let cursor = Cursor::new(snapshot.as_ref(), since)?;
        Ok(Self {
            db: db.to_owned(),
            sieve,
            names: false,
            told: cursor.at(),
            cursor,
            ready: VecDeque::new(),
            has_more: true,
            signal,
            next_look: clock::now(),
            waker: SubscriptionWaker::default(),
        })
    }

    /// Tells what the ends of edges are called, too. Reads the facts of their files.
    #[must_use]
    pub fn naming(self) -> Self {
        Self { names: true, ..self }
    }

    /// The next notice, when there is one by now. Never waits. Some system calls when nothing was written, else the opening of the
    /// database and the reading of events until the filter lets one pass.
    ///
    /// A database that is not there is waited for: it may be being replaced.
    ///
    /// # Errors
    /// When the database cannot be read, or its feed is damaged. Nothing is lost then: the next call goes on where this one failed.
    pub fn poll(&mut self) -> Result<Option<Notice>, EngineError> {
        if self.ready.is_empty() && !self.has_more && self.is_due() {
            self.look()?;
        }
        while self.ready.is_empty() && self.has_more {
            self.look()?;
        }
        Ok(self.take())
    }

    /// The next notice. Waits for it, at most so long; `None` when the time is over or a [`SubscriptionWaker`] was used.
    ///
    /// # Errors
    /// As [`Subscription::poll`].
    pub fn next(&mut self, wait: Option<Duration>) -> Result<Option<Notice>, EngineError> {
        let deadline = Deadline::after(wait);
        loop {
            if let Some(notice) = self.poll()? {
                return Ok(Some(notice));
            }
            let left = deadline.left();
            if left.is_zero() || self.waker.rest(left.min(LOOK)) {
                return Ok(None);
            }
        }
    }

    /// The event to go on with by [`Since::Event`], so that nothing is missed or told twice: the last that was told or passed over.
    pub fn resume_at(&self) -> Sequence {
        self.told
    }

    /// What wakes [`Subscription::next`].
    pub fn waker(&self) -> SubscriptionWaker {
        self.waker.clone()
    }

    fn is_due(&self) -> bool {
        self.signal.is_raised() || clock::now() >= self.next_look
    }

    fn take(&mut self) -> Option<Notice> {
        let notice = self.ready.pop_front()?;
        self.told = if self.ready.is_empty() { self.cursor.at() } else { notice.resume_at() };
        Some(notice)
    }

    /// Reads a page, of which nothing may pass the filter.
    fn look(&mut self) -> Result<(), EngineError> {
        self.signal.settle();
        self.next_look = clock::now() + DOUBT;
        let had_more = std::mem::take(&mut self.has_more);
        let snapshot = match backends::snapshot(&self.db) {
            // Perhaps it is being replaced.
            Err(StoreError::NotFound { .. } | StoreError::Locked { .. }) => {
                self.next_look = clock::now() + LOOK;
                return Ok(());
            }
            snapshot => snapshot?,
        };
        let before = self.cursor.clone();
        if let Err(error) = self.read(snapshot.as_ref()) {
            self.cursor = before;
            self.ready.clear();
            self.has_more = had_more;
            return Err(error.into());
        }
        if self.ready.is_empty() {
            self.told = self.cursor.at();
        }
        Ok(())
    }

    fn read(&mut self, snapshot: &dyn Snapshot) -> Result<(), StoreError> {
        match self.cursor.read(snapshot)? {
            Read::Lost(reason) => {
                self.sieve.learn(snapshot)?;
                self.ready.push_back(Notice::Resync { reason, resume_at: self.cursor.at() });
            }
            Read::Page(rows, has_more) => {
                let mut names = self.names.then(|| Names::new(snapshot));
                for row in rows {
                    self.add(row, snapshot, names.as_mut())?;
                }
                self.has_more = has_more;
            }
        }
        Ok(())
    }

    /// Makes a notice of an event, when the filter lets it pass.
    fn add(
        &mut self,
        row: EventRow,
        snapshot: &dyn Snapshot,
        names: Option<&mut Names<'_>>,
    ) -> Result<(), StoreError> {
        let mut event = Event::from(row);
        if event.kind == model::event::EventKind::Rebuilt {
            self.sieve.learn(snapshot)?;
            let (reason, resume_at) = (ResyncReason::Rebuilt, event.sequence);
            self.ready.push_back(Notice::Resync { reason, resume_at });
        } else if self.sieve.keep(&mut event) {
            names.map_or(Ok(()), |names| names.name(&mut event))?;
            self.ready.push_back(Notice::Event(Box::new(event)));
        }
        Ok(())
    }
}

/// Until when to wait.
#[derive(Clone, Copy)]
struct Deadline(Option<Instant>);

impl Deadline {
    /// So long from now, or without end.
    fn after(wait: Option<Duration>) -> Self {
        Self(wait.and_then(|wait| clock::now().checked_add(wait)))
    }

    fn left(self) -> Duration {
        self.0.map_or(DOUBT, |end| end.saturating_duration_since(clock::now()))
    }
}
