//! Reference sites in answers: describing them, and telling a person.

use std::io::{self, Write};

use engine::query::{self, SiteRef, Views};
use engine::{OutcomeKind, Role};
use wire::{Judged, Otherwise, OutcomeCounts, Site, SpelledCounts, Symbol};

use super::rich::{self, Surroundings};
use crate::database;
use crate::failure::Failure;

/// Sites with what was asked for around them.
pub(super) fn describe(
    views: &Views<'_>,
    sites: &[SiteRef],
    surroundings: &Surroundings,
) -> Result<Vec<Site>, Failure> {
    sites.iter().map(|site| describe_one(views, site, surroundings)).collect()
}

/// A site with what was asked for around it.
pub(super) fn describe_one(
    views: &Views<'_>,
    site: &SiteRef,
    surroundings: &Surroundings,
) -> Result<Site, Failure> {
    let info = query::describe_site(views, site).map_err(database::failed)?;
    let view = views.file(&site.path).map_err(database::failed)?;
    let context = surroundings.of(&view, info.location.start.line);
    Ok(Site { context, ..Site::from(&info) })
}

/// Reads a role.
pub(super) fn parse_role(text: &str) -> Result<Role, Failure> {
    Role::parse(text).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        Failure::argument(format!("there is no role `{text}`"))
            .hint(format!("roles are {}", known.join(", ")))
    })
}

/// `path:line:column`.
pub(super) fn place(site: &Site) -> String {
    format!("{}:{}:{}", site.span.path, site.span.start_line, site.span.start_col)
}

/// How a site ended, in few words, and what a compiler has to do with it.
pub(super) fn ending(site: &Site) -> String {
    let Some(judged) = &site.judged else { return ended(site) };
    let other = judged.otherwise.as_ref().map(|other| format!(" {}", otherwise(other)));
    format!("{}; {} {}{}", ended(site), judged.by, said(judged), other.unwrap_or_default())
}

/// What a compiler does to the rules' word.
fn said(judged: &Judged) -> String {
    match judged.verdict {
        // Behind it stands what the compiler says.
        "contradicts" => "contradicts:".to_owned(),
        verdict => verdict.to_owned(),
    }
}

/// What one side said, in few words.
fn otherwise(other: &Otherwise) -> String {
    let target = other.targets.first().map(|target| format!(" → {}", rich::target(target)));
    let why = other.reason.or(other.rule).map(|why| format!(", {why}"));
    format!("{}{}{}", other.outcome, why.unwrap_or_default(), target.unwrap_or_default())
}

/// A line on what a compiler says of a site, where one does.
pub(super) fn judged(out: &mut dyn Write, site: &Site) -> io::Result<()> {
    let Some(judged) = &site.judged else { return Ok(()) };
    let other = judged.otherwise.as_ref().map(|other| format!(" {}", otherwise(other)));
    writeln!(out, "  {} ({}) {}{}", judged.by, judged.overlay, said(judged), other.unwrap_or_default())
}

fn ended(site: &Site) -> String {
    match (site.rule, site.reason) {
        (_, Some(reason)) => format!("{}, {reason}", site.outcome),
        (Some(rule), None) if site.outcome == OutcomeKind::Resolved.as_str() => rule.to_owned(),
        (Some(rule), None) => format!("{}, {rule}", site.outcome),
        (None, None) => site.outcome.to_owned(),
    }
}

/// A line on a site: what is done where, and how it ended; its context below.
pub(super) fn incoming(out: &mut dyn Write, site: &Site) -> io::Result<()> {
    writeln!(out, "{}  {} in {}  ({})", place(site), site.role, site.in_fqn, ending(site))?;
    rich::human_context(out, site.context.as_ref())
}

/// A line on a site: what it means; its context below.
pub(super) fn outgoing(out: &mut dyn Write, site: &Site) -> io::Result<()> {
    write!(out, "{}  {} {}", place(site), site.role, site.name)?;
    let more = site.targets.len().saturating_sub(1);
    match site.targets.first() {
        Some(first) if more > 0 => write!(out, "  → {} and {more} more", rich::target(first))?,
        Some(first) => write!(out, "  → {}", rich::target(first))?,
        None => {}
    }
    writeln!(out, "  ({})", ending(site))?;
    rich::human_context(out, site.context.as_ref())
}

/// Where a symbol is declared beside its definition.
pub(super) fn declarations(out: &mut dyn Write, declarations: &[Symbol]) -> io::Result<()> {
    for Symbol { display_fqn, name_span: at, .. } in declarations {
        writeln!(out, "with {display_fqn} as declared at {}:{}:{}", at.path, at.start_line, at.start_col)?;
    }
    Ok(())
}

/// What became of all sites that spell the name; `what` is `sites` or `calls`.
pub(super) fn spelled(out: &mut dyn Write, counts: &SpelledCounts, what: &str) -> io::Result<()> {
    let unresolved: u64 = counts.unresolved.values().sum();
    let reasons: Vec<String> =
        counts.unresolved.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    let unresolved_text = format!("unresolved ({})", reasons.join(", "));
    let parts = [
        (counts.resolved, "mean it"),
        (counts.dispatch, "may mean it by dispatch"),
        (counts.constructor, "mean its constructor"),
        (counts.candidates, "could be it"),
        (counts.elsewhere, "mean others"),
        (counts.other_candidates, "could be others"),
        (counts.external, "external"),
        (counts.local, "local"),
        (unresolved, &unresolved_text),
    ];
    writeln!(out, "{what} spelling `{}`: {}{}", counts.name, counts.total_spelled, equals(&parts))?;
    if counts.other_name + counts.other_name_candidates > 0 {
        let parts = [(counts.other_name, "mean it"), (counts.other_name_candidates, "could be it")];
        writeln!(out, "under another name: {}", listed(&parts, ", "))?;
    }
    Ok(())
}

/// How sites ended; `what` is `references` or `calls`.
pub(super) fn outcomes(out: &mut dyn Write, counts: &OutcomeCounts, what: &str) -> io::Result<()> {
    let unresolved: u64 = counts.unresolved.values().sum();
    let parts = [
        (counts.resolved, "resolved"),
        (counts.dispatch, "dispatch"),
        (counts.candidates, "candidates"),
        (counts.external, "external"),
        (counts.local, "local"),
        (unresolved, "unresolved"),
    ];
    writeln!(out, "{what} in it: {}{}", counts.total, equals(&parts))
}

/// ` = 1 this + 2 that` of what there is.
fn equals(parts: &[(u64, &str)]) -> String {
    let texts = listed(parts, " + ");
    if texts.is_empty() { texts } else { format!(" = {texts}") }
}

fn listed(parts: &[(u64, &str)], between: &str) -> String {
    let there = parts.iter().filter(|(count, _)| *count > 0);
    there.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(between)
}

/// What is not known around an answer from the graph.
pub(super) fn uncertainty(out: &mut dyn Write, known: &wire::Uncertainty) -> io::Result<()> {
    let wire::Uncertainty { unresolved, candidates, symbols, more } = *known;
    if unresolved + candidates == 0 && !more {
        return Ok(());
    }
    let of = if more { format!(" around {symbols} of these") } else { String::new() };
    writeln!(out, "not known{of}: {unresolved} sites unresolved, {candidates} with candidates")
}
