//! Events as lines for people.

use std::io::{self, Write};

use wire::{EventEdge, EventLine, EventSymbol};

/// Writes a line; with `is_verbose` also one for each definition, edge and diagnostic.
pub(super) fn write(out: &mut dyn Write, line: &EventLine, is_verbose: bool) -> io::Result<()> {
    let next = line.next_since.unwrap_or_default();
    match line.line {
        "end" => writeln!(out, "go on with --since {next}"),
        "resync" => {
            let reason = line.reason.as_deref().unwrap_or_default();
            writeln!(
                out,
                "resync ({reason}): {}",
                line.advice.unwrap_or_default().replace("next_since", &format!("--since {next}"))
            )
        }
        _ => {
            event(out, line)?;
            if is_verbose { entries(out, line) } else { Ok(()) }
        }
    }
}

fn event(out: &mut dyn Write, line: &EventLine) -> io::Result<()> {
    let (number, at) = (line.sequence.unwrap_or_default(), line.at.as_deref().unwrap_or_default());
    let (kind, path) = (line.kind.unwrap_or_default(), line.path.as_deref().unwrap_or_default());
    write!(out, "{number}  {at}  {kind:<12}  {path}")?;
    let counts = [
        ("symbols", line.symbols_added.len(), line.symbols_removed.len()),
        ("edges", line.edges_added.len(), line.edges_removed.len()),
    ];
    for (what, added, removed) in counts {
        if added + removed > 0 {
            write!(out, "  {what} +{added} -{removed}")?;
        }
    }
    if !line.diagnostics.is_empty() {
        write!(out, "  diagnostics {}", line.diagnostics.len())?;
    }
    match &line.reason {
        Some(reason) => writeln!(out, "  ({reason})"),
        None => writeln!(out),
    }
}

fn entries(out: &mut dyn Write, line: &EventLine) -> io::Result<()> {
    for (sign, symbols) in [('+', &line.symbols_added), ('-', &line.symbols_removed)] {
        for EventSymbol { kind, display_fqn, .. } in symbols {
            writeln!(out, "  {sign} {kind} {display_fqn}")?;
        }
    }
    for (sign, edges) in [('+', &line.edges_added), ('-', &line.edges_removed)] {
        for EventEdge { source, source_fqn, role, target, target_fqn, .. } in edges {
            let (source, target) =
                (source_fqn.as_ref().unwrap_or(source), target_fqn.as_ref().unwrap_or(target));
            writeln!(out, "  {sign} {source} {role} {target}")?;
        }
    }
    let path = line.path.as_deref().unwrap_or_default();
    line.diagnostics.iter().try_for_each(|note| writeln!(out, "  {path}:{}: {}", note.line, note.code))
}
