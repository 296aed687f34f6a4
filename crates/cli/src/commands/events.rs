//! `magellan events`

mod human;

use std::io;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use clap::Args;
use engine::query::SymbolPattern;
use engine::{Filter, Notice, Sequence, Since, Subscription, Topic};
use wire::EventLine;

use super::symbol_filter::glob;
use crate::arguments::Global;
use crate::database;
use crate::failure::Failure;
use crate::output::Output;
use crate::stop::Stop;

/// Tell how the index changed, and follow it
///
/// One line (or, with --output json, one JSON object) for each file whose part of the index changed: definitions, edges and diagnostics that came and went,
/// in the order of the commits. The last line tells the number to go on with by --since. Events are kept for a while: the newest
/// 100,000, or fewer when they are large. When what was asked for cannot be told step by step, a `resync` says so: read the index again, and go on from there.
///
/// Exit status 1 when changes since --since cannot be told (with --follow it goes on instead). SIGINT and SIGTERM end --follow with status 0.
#[derive(Args, Debug)]
pub(crate) struct Events {
    /// Begin after this event; `now` for the newest [default: with the oldest there is]
    #[arg(long, value_name = "NUMBER")]
    since: Option<Start>,
    /// Go on with what changes from now on, until a signal comes or nobody reads the output any more
    #[arg(long)]
    follow: bool,
    /// End after so many events
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// Only this kind of event, or this part of events: files, symbols, edges, diagnostics (may be repeated)
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Only files whose path matches this glob (may be repeated)
    #[arg(long = "path", value_name = "GLOB")]
    paths: Vec<String>,
    /// Only this symbol and edges at it: an id, a name, an FQN, or a glob over either (may be repeated)
    #[arg(long = "symbol", value_name = "SYMBOL")]
    symbols: Vec<String>,
}

/// Where to begin.
#[derive(Clone, Copy, Debug)]
enum Start {
    Now,
    After(u64),
}

impl FromStr for Start {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "now" => Ok(Self::Now),
            number => number.parse().map(Self::After).map_err(|_| "neither a number nor `now`".to_owned()),
        }
    }
}

/// How often it is looked whether the reader of the output is gone or a signal has come.
const LOOK: Duration = Duration::from_millis(100);

impl Events {
    /// Prints events until there are no more, or nobody wants any.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let since = match self.since {
            None => Since::Start,
            Some(Start::Now) => Since::Now,
            Some(Start::After(number)) => Since::Event(Sequence(number)),
        };
        let filter = self.filter()?;
        // Before anything is printed: whoever has read a line may send a signal.
        let stop = self.follow.then(Stop::on_signals).transpose()?;
        let mut subscription = Subscription::open(&database::path(global)?, since, filter)?;
        let is_verbose = global.verbose > 0;
        if is_verbose || !output.is_human() {
            subscription = subscription.naming();
        }
        let told = match stop {
            Some(stop) => self.follow(&mut subscription, &stop, is_verbose, output),
            None => self.list(&mut subscription, is_verbose, output),
        };
        match told {
            Err(Ended::Unread) => Ok(ExitCode::SUCCESS),
            Err(Ended::Failed(failure)) => Err(failure),
            Ok(status) => {
                let end = EventLine::end(subscription.resume_at());
                match print(&end, is_verbose, output) {
                    Err(Ended::Failed(failure)) => Err(failure),
                    Ok(()) | Err(Ended::Unread) => Ok(status),
                }
            }
        }
    }

    /// Tells what there is by now.
    fn list(
        &self,
        subscription: &mut Subscription,
        is_verbose: bool,
        output: &Output,
    ) -> Result<ExitCode, Ended> {
        let (mut left, mut status) = (self.limit.unwrap_or(u64::MAX), ExitCode::SUCCESS);
        while left > 0
            && let Some(notice) = subscription.poll()?
        {
            print(&EventLine::new(&notice), is_verbose, output)?;
            match notice {
                Notice::Event(_) => left -= 1,
                // Without a number nothing was asked for that cannot be told.
                Notice::Resync { .. } if self.since.is_some() => status = ExitCode::from(1),
                Notice::Resync { .. } => {}
            }
        }
        Ok(status)
    }

    /// Tells what there is, and what comes.
    fn follow(
        &self,
        subscription: &mut Subscription,
        stop: &Stop,
        is_verbose: bool,
        output: &Output,
    ) -> Result<ExitCode, Ended> {
        let mut left = self.limit.unwrap_or(u64::MAX);
        while left > 0 && !stop.is_wanted() {
            match subscription.next(Some(LOOK))? {
                Some(notice) => {
                    print(&EventLine::new(&notice), is_verbose, output)?;
                    left -= u64::from(matches!(notice, Notice::Event(_)));
                }
                None if is_unread() => return Err(Ended::Unread),
                None => {}
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn filter(&self) -> Result<Filter, Failure> {
        let mut filter = Filter::default();
        for kind in &self.kinds {
            filter = filter.topic(topic(kind)?);
        }
        for path in &self.paths {
            filter = filter.path(glob(path)?);
        }
        for symbol in &self.symbols {
            let pattern = SymbolPattern::parse(symbol).map_err(|reason| {
                Failure::argument(format!("the glob `{symbol}` cannot be read: {reason}"))
            })?;
            filter = filter.symbol(pattern);
        }
        Ok(filter)
    }
}

fn topic(text: &str) -> Result<Topic, Failure> {
    Topic::parse(text).ok_or_else(|| {
        let known: Vec<&str> = Topic::all().map(Topic::as_str).collect();
        Failure::argument(format!("there is no kind of event `{text}`"))
            .hint(format!("kinds are {}", known.join(", ")))
    })
}

/// Why telling has ended early.
enum Ended {
    /// Nobody reads the output any more.
    Unread,
    Failed(Failure),
}

impl From<engine::EngineError> for Ended {
    fn from(error: engine::EngineError) -> Self {
        Self::Failed(error.into())
    }
}

fn print(line: &EventLine, is_verbose: bool, output: &Output) -> Result<(), Ended> {
    output.write_line(line, |out, line| human::write(out, line, is_verbose)).map_err(|error| {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Ended::Unread,
            _ => Ended::Failed(Failure::io("standard output", &error)),
        }
    })
}

/// Whether the output is a pipe or socket that nobody reads any more.
fn is_unread() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdout = io::stdout();
    let mut watched = [PollFd::new(&stdout, PollFlags::empty())];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut watched, Some(&now)).is_ok() && watched[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)
}
