//! `magellan import`

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use engine::ScipInput;
use wire::{ImportAnswer, OverlayEntry, OverlaysAnswer, Refused};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Adopt what a compiler says, as a tier of its own beside the rules
#[derive(Args, Debug)]
pub(crate) struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Scip(Scip),
    List(List),
    Drop(Drop),
}

/// Adopt the edges of a SCIP index of this tree
///
/// Keeps what the index says of each reference in an overlay beside the database; the database stays as it is. `refs`, `callers`, `callees` and
/// `why` take it in and tell which tier answered. Each file is bound to its content as indexed now: documents that are not about it are
/// refused, and when a file changes, what was said of it is not used until it is as it was.
#[derive(Args, Debug)]
struct Scip {
    /// The SCIP index
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Name of the overlay; one that has it already is replaced [default: the name of the tool]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The directory of the tree that the paths of the index are relative to [default: its own root if that is in the tree, else the root]
    #[arg(long, value_name = "DIR")]
    under: Option<String>,
    /// Name at most so many documents that are refused
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

/// List the overlays, and how much of each still holds
#[derive(Args, Debug)]
struct List {}

/// Remove an overlay
#[derive(Args, Debug)]
struct Drop {
    /// Its name
    #[arg(value_name = "NAME")]
    name: String,
}

impl Import {
    /// Does what is asked.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        match &self.what {
            What::Scip(scip) => {
                let input = ScipInput { file: scip.file.clone(), under: scip.under.clone() };
                let imported = engine::import_scip(&db, &input, scip.name.as_deref())?;
                let answer = ImportAnswer::new(&imported, scip.limit);
                return output.answer(&commands::envelope("import-scip", answer), human);
            }
            What::List(List {}) => {}
            What::Drop(Drop { name }) => engine::drop_overlay(&db, name)?,
        }
        let overlays = engine::list_overlays(&db)?.iter().map(OverlayEntry::from).collect();
        output.answer(&commands::envelope("import", OverlaysAnswer { overlays }), human_list)
    }
}

fn human(out: &mut dyn Write, answer: &ImportAnswer) -> io::Result<()> {
    writeln!(out, "{}  {} files of {}", answer.name, answer.files, answer.label)?;
    writeln!(
        out,
        "{} places = {} agree + {} settled + {} overruled + {} contradicted + {} without a site + {} unclear",
        answer.places,
        answer.agrees,
        answer.settles,
        answer.overrules,
        answer.contradicts,
        answer.without_site,
        answer.unclear
    )?;
    refused(out, &answer.refused)
}

/// Documents that are not used, and why.
pub(super) fn refused(out: &mut dyn Write, refused: &Refused) -> io::Result<()> {
    let all: u64 = refused.counts.values().sum();
    if all == 0 {
        return Ok(());
    }
    let kinds: Vec<String> = refused.counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    writeln!(out, "documents refused: {}", kinds.join(", "))?;
    refused.documents.iter().try_for_each(|one| writeln!(out, "  {}  {}", one.path, one.message))?;
    match all - refused.documents.len() as u64 {
        0 => Ok(()),
        more => writeln!(out, "  {more} more"),
    }
}

fn human_list(out: &mut dyn Write, answer: &OverlaysAnswer) -> io::Result<()> {
    if answer.overlays.is_empty() {
        return writeln!(out, "no overlays");
    }
    answer.overlays.iter().try_for_each(|overlay| {
        let OverlayEntry { name, label, files, files_as_imported, sites, .. } = overlay;
        writeln!(
            out,
            "{name}  {label}  {sites} sites in {files} files, {files_as_imported} of these as imported"
        )
    })
}
