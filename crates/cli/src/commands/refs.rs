//! `magellan refs`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use engine::Database;
use engine::query::{self, Relation, SiteFilter, SiteRef, Subject, Views};
use wire::{RefsAnswer, RestSite, Symbol};

use super::rich::Surroundings;
use super::sites;
use super::symbol_argument::SymbolArgument;
use super::symbol_filter::glob;
use super::tier_argument::TierArgument;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List the references to a symbol, or those in it
///
/// Lists the sites that are proved to mean the symbol, and counts what became of every other site that spells its name: the
/// counts add up. SYMBOL is a symbol id or its first 8 or more characters, a fully qualified name, `path:line`,
/// `path:line:column` (0-based column), a name, or the path of a file, which stands for its module. When several symbols
/// match, all are listed and the exit status is 3; a definition and its declarations count as one.
#[derive(Args, Debug)]
pub(crate) struct Refs {
    #[command(flatten)]
    symbol: SymbolArgument,
    /// Whether to list what refers to the symbol, or what it refers to
    #[arg(long, value_enum, default_value_t = Direction::In, value_name = "DIRECTION")]
    direction: Direction,
    /// Only references of this role: call, read, write, type, import, … (may be repeated)
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// Only references in files whose path matches this glob
    #[arg(long = "in", value_name = "GLOB")]
    within: Option<String>,
    /// List all other sites that are counted, too
    #[arg(long)]
    rest: bool,
    /// Show at most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    tier: TierArgument,
    #[command(flatten)]
    surroundings: Surroundings,
}

/// Which references are wanted.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Direction {
    /// What refers to the symbol
    In,
    /// What the symbol refers to
    Out,
}

/// What was found, before it is described.
struct Found {
    sites: Vec<SiteRef>,
    overruled: Vec<SiteRef>,
    rest: Vec<(SiteRef, &'static str)>,
    spelled: Option<wire::SpelledCounts>,
    outcomes: Option<wire::OutcomeCounts>,
}

impl Refs {
    /// Lists in canonical order.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let filter = self.filter()?;
        let db = database::open(global)?;
        let subject = self.symbol.subject(&db)?;
        let tiers = self.tier.tiers(&db)?;
        let views = Views::with_tiers(db.snapshot(), &tiers);
        let found = self.find(&db, &views, &subject, &filter)?;
        let shown = &found.sites[..found.sites.len().min(self.limit.unwrap_or(usize::MAX))];
        let answer = RefsAnswer {
            symbol: Symbol::from(&subject.symbol),
            declarations: subject.declarations.iter().map(Symbol::from).collect(),
            direction: if self.direction == Direction::In { "in" } else { "out" },
            sites: sites::describe(&views, shown, &self.surroundings)?,
            spelled: found.spelled,
            outcomes: found.outcomes,
            overruled: sites::describe(&views, &found.overruled, &self.surroundings)?,
            rest: self.rest.then(|| self.describe_rest(&views, &found.rest)).transpose()?,
        };
        let (total, left) = (found.sites.len(), found.sites.len() - shown.len());
        let mut envelope = commands::envelope("refs", answer);
        envelope.total = Some(total as u64);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }

    fn filter(&self) -> Result<SiteFilter, Failure> {
        let roles = self.roles.iter().map(|role| sites::parse_role(role)).collect::<Result<_, _>>()?;
        Ok(SiteFilter { roles, path: self.within.as_deref().map(glob).transpose()? })
    }

    fn find(
        &self,
        db: &Database,
        views: &Views<'_>,
        subject: &Subject,
        filter: &SiteFilter,
    ) -> Result<Found, Failure> {
        if self.direction == Direction::In {
            let found = engine::references(db, views, subject, filter)?;
            let relation = |(site, relation): (SiteRef, Relation)| (site, relation.as_str());
            return Ok(Found {
                sites: found.sites,
                overruled: found.overruled,
                rest: found.rest.into_iter().map(relation).collect(),
                spelled: Some(wire::SpelledCounts::new(subject.spelled(), &found.counts)),
                outcomes: None,
            });
        }
        let found = query::outgoing(views, subject, filter).map_err(database::failed)?;
        Ok(Found {
            sites: found.sites,
            overruled: Vec::new(),
            rest: found.rest.into_iter().map(|site| (site, "in-it")).collect(),
            spelled: None,
            outcomes: Some(wire::OutcomeCounts::from(&found.counts)),
        })
    }

    fn describe_rest(
        &self,
        views: &Views<'_>,
        rest: &[(SiteRef, &'static str)],
    ) -> Result<Vec<RestSite>, Failure> {
        let shown = rest.iter().take(self.limit.unwrap_or(usize::MAX));
        let describe = |(site, relation): &(SiteRef, &'static str)| {
            let site = sites::describe_one(views, site, &self.surroundings)?;
            Ok(RestSite { relation, site })
        };
        shown.map(describe).collect()
    }
}

fn human(out: &mut dyn Write, answer: &RefsAnswer, left: usize) -> io::Result<()> {
    let incoming = answer.direction == "in";
    let line = if incoming { sites::incoming } else { sites::outgoing };
    answer.sites.iter().try_for_each(|site| line(out, site))?;
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    for site in &answer.overruled {
        // What it means instead.
        write!(out, "overruled: ")?;
        sites::outgoing(out, site)?;
    }
    for rest in answer.rest.iter().flatten() {
        if incoming {
            write!(out, "{}: ", rest.relation)?;
        }
        line(out, &rest.site)?;
    }
    sites::declarations(out, &answer.declarations)?;
    answer.spelled.iter().try_for_each(|counts| sites::spelled(out, counts, "sites"))?;
    answer.outcomes.iter().try_for_each(|counts| sites::outcomes(out, counts, "references"))
}
