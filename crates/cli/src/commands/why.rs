//! `magellan why`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::query::{self, Selector, SiteRef, Subject, Views};
use engine::{Database, Derivation, DerivationStep};
use wire::{ErrorCode, ExplainedStep, Explanation, Site, WhyAnswer};

use super::symbol_argument;
use super::symbol_filter::SymbolFilter;
use super::tier_argument::TierArgument;
use super::{rich, sites};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Explain why a reference means what it means, or why that is not known
///
/// WHAT is a reference (`path:line:column` with a 0-based column, or `path:line` for all on the line), or an edge
/// (`FROM..TO`, or FROM and TO apart): every reference in FROM that means TO. Symbols are named as for `refs`. Shown are the
/// outcome, the rule, and the facts that were read to find it.
#[derive(Args, Debug)]
pub(crate) struct Why {
    /// A reference, an edge, or the symbol that an edge comes from
    what: String,
    /// The symbol that the edge leads to
    to: Option<String>,
    #[command(flatten)]
    filter: SymbolFilter,
    /// Explain at most so many references
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    tier: TierArgument,
}

impl Why {
    /// Explains in order of position.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let tiers = self.tier.tiers(&db)?;
        let views = Views::with_tiers(db.snapshot(), &tiers);
        let found = self.sites(&db, &views)?;
        let shown = &found[..found.len().min(self.limit)];
        let answer = WhyAnswer { sites: explain(&db, &views, shown)? };
        let left = found.len() - shown.len();
        let mut envelope = commands::envelope("why", answer);
        envelope.total = Some(found.len() as u64);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }

    fn sites(&self, db: &Database, views: &Views<'_>) -> Result<Vec<SiteRef>, Failure> {
        if let Some(to) = &self.to {
            return self.edge(db, views, &self.what, to);
        }
        let current = database::current_directory()?;
        let file = |path: &str| db.repo_path(path.as_ref(), &current).ok();
        if let Selector::At(path, line, column) = Selector::parse(&self.what, &file) {
            database::file(db, path.as_str().as_ref())?;
            let found = query::sites_at(views, &path, line, column).map_err(database::failed)?;
            return some(found, || format!("no reference stands at {}", self.what));
        }
        match self.what.split_once("..") {
            Some((from, to)) => self.edge(db, views, from, to),
            None => Err(Failure::argument(format!("`{}` is neither a reference nor an edge", self.what))
                .hint("name a reference as path:line or path:line:column, an edge as FROM..TO")),
        }
    }

    fn edge(&self, db: &Database, views: &Views<'_>, from: &str, to: &str) -> Result<Vec<SiteRef>, Failure> {
        let subject =
            |text: &str| -> Result<Subject, Failure> { symbol_argument::subject(db, text, &self.filter) };
        let found = query::sites_between(views, &subject(from)?, &subject(to)?).map_err(database::failed)?;
        some(found, || format!("no reference in `{from}` means `{to}`"))
    }
}

fn some(found: Vec<SiteRef>, message: impl FnOnce() -> String) -> Result<Vec<SiteRef>, Failure> {
    if found.is_empty() {
        return Err(Failure::new(ErrorCode::SiteNotFound, message())
            .hint("`magellan refs SYMBOL --direction out` lists the references in a symbol or file"));
    }
    Ok(found)
}

fn explain(db: &Database, views: &Views<'_>, shown: &[SiteRef]) -> Result<Vec<Explanation>, Failure> {
    let asked: Vec<_> = shown.iter().map(|site| (&site.path, site.site)).collect();
    let derivations = engine::explain_all(db, &asked)?;
    shown.iter().zip(&derivations).map(|(site, derived)| explanation(views, site, derived.as_ref())).collect()
}

fn explanation(
    views: &Views<'_>,
    site: &SiteRef,
    derivation: Option<&Derivation>,
) -> Result<Explanation, Failure> {
    let info = query::describe_site(views, site).map_err(database::failed)?;
    let view = views.file(&site.path).map_err(database::failed)?;
    let step = |step: &DerivationStep| -> Result<ExplainedStep, Failure> {
        let view = views.file(&step.path).map_err(database::failed)?;
        let at = view.locate(step.span);
        let source = view.line(at.start.line).trim().to_owned();
        Ok(ExplainedStep { what: step.what, span: wire::Span::new(step.path.as_str(), &at), source })
    };
    let steps = derivation.map_or(&[][..], |derivation| &derivation.steps);
    Ok(Explanation {
        site: Site::from(&info),
        source: view.line(info.location.start.line).trim().to_owned(),
        steps: steps.iter().map(step).collect::<Result<_, _>>()?,
        reproduced: derivation.is_some_and(|derivation| Explanation::agrees(&info, derivation)),
    })
}

fn human(out: &mut dyn Write, answer: &WhyAnswer, left: usize) -> io::Result<()> {
    for explanation in &answer.sites {
        one(out, explanation)?;
    }
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    Ok(())
}

fn one(out: &mut dyn Write, explanation: &Explanation) -> io::Result<()> {
    let site = &explanation.site;
    writeln!(out, "{}  {} `{}` in {}", sites::place(site), site.role, site.name, site.in_fqn)?;
    writeln!(out, "  | {}", explanation.source)?;
    let by = site.rule.map_or_else(String::new, |rule| format!(" by {rule}"));
    let because = site.reason.map_or_else(String::new, |reason| format!(": {reason}"));
    writeln!(out, "  {}{by}{because}", site.outcome)?;
    for target in &site.targets {
        writeln!(out, "  → {}", rich::target(target))?;
    }
    for target in &site.also {
        writeln!(out, "    declared as {}", rich::target(target))?;
    }
    sites::judged(out, site)?;
    for step in &explanation.steps {
        let at = &step.span;
        writeln!(
            out,
            "    {}  {}:{}:{}  | {}",
            step.what, at.path, at.start_line, at.start_col, step.source
        )?;
    }
    if !explanation.reproduced {
        writeln!(out, "  deriving it again ends otherwise: run `magellan index`")?;
    }
    Ok(())
}
