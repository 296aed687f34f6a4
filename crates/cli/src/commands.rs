//! The commands: one file each, one line each here.

mod ast;
mod audit;
mod backend_argument;
mod callees;
mod callers;
mod calls;
mod cfg;
mod chunk_by_span;
mod chunk_by_symbol;
mod chunks;
mod collisions;
mod compact;
mod condense;
mod cycles;
mod dead_code;
mod delete;
mod detect;
mod doctor;
mod dominators;
mod edge_argument;
mod events;
mod export;
mod extent;
mod files;
mod find;
mod find_ast;
mod function_argument;
mod get;
mod get_file;
mod hierarchy;
mod hotspots;
mod impact;
mod implementations;
mod import;
mod index;
mod label;
mod level_argument;
mod log;
mod metrics;
mod migrate;
mod migrate_backend;
mod modules;
mod paths;
mod paths_in;
mod picture;
mod query;
mod reachable;
mod refresh;
mod refs;
mod rich;
mod search;
mod sites;
mod slice;
mod snapshot;
mod status;
mod symbol_argument;
mod symbol_filter;
mod tier_argument;
mod verify;
mod watch;
mod why;
mod writing;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Subcommand;
use engine::Database;

use crate::arguments::Arguments;
use crate::database;
use crate::failure::Failure;
use crate::output::Output;

/// What to do.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    Index(index::Index),
    Watch(watch::Watch),
    Refresh(refresh::Refresh),
    Delete(delete::Delete),
    Verify(verify::Verify),
    Status(status::Status),
    Log(log::Log),
    Events(events::Events),
    Files(files::Files),
    Query(query::Query),
    Find(find::Find),
    Search(search::Search),
    Get(get::Get),
    GetFile(get_file::GetFile),
    Chunks(chunks::Chunks),
    ChunkBySymbol(chunk_by_symbol::ChunkBySymbol),
    ChunkBySpan(chunk_by_span::ChunkBySpan),
    Label(label::Label),
    Collisions(collisions::Collisions),
    Ast(ast::Ast),
    FindAst(find_ast::FindAst),
    Refs(refs::Refs),
    Callers(callers::Callers),
    Callees(callees::Callees),
    Why(why::Why),
    Implementations(implementations::Implementations),
    Hierarchy(hierarchy::Hierarchy),
    Reachable(reachable::Reachable),
    Paths(paths::Paths),
    Dominators(dominators::Dominators),
    Impact(impact::Impact),
    Slice(slice::Slice),
    Cycles(cycles::Cycles),
    Condense(condense::Condense),
    Modules(modules::Modules),
    Cfg(cfg::Cfg),
    PathsIn(paths_in::PathsIn),
    Metrics(metrics::Metrics),
    Hotspots(hotspots::Hotspots),
    DeadCode(dead_code::DeadCode),
    Doctor(doctor::Doctor),
    Export(export::Export),
    Import(import::Import),
    Audit(audit::Audit),
    Detect(detect::Detect),
    Migrate(migrate::Migrate),
    MigrateBackend(migrate_backend::MigrateBackend),
    Compact(compact::Compact),
    Snapshot(snapshot::Snapshot),
}

impl Command {
    /// Whether its answer is a graph that can be drawn.
    fn draws(&self) -> bool {
        matches!(
            self,
            Self::Cfg(_)
                | Self::Reachable(_)
                | Self::Paths(_)
                | Self::Dominators(_)
                | Self::Impact(_)
                | Self::Slice(_)
                | Self::Cycles(_)
                | Self::Condense(_)
                | Self::Modules(_)
                | Self::Hotspots(_)
                | Self::DeadCode(_)
        )
    }
}

/// Runs the command of `arguments`.
pub(crate) fn run(arguments: Arguments, output: &Output) -> Result<ExitCode, Failure> {
    let Arguments { global, backends, command } = arguments;
    if global.contradicts_itself() {
        return Err(
            Failure::argument("--json and --output ask for different forms").hint("leave one of them out")
        );
    }
    let command = match command {
        Some(command) => command,
        None if backends => Command::Detect(detect::Detect::of_backends()),
        None => return Err(Failure::argument("no command is named").hint("see `magellan --help`")),
    };
    if output.drawing().is_some() && !command.draws() {
        return Err(
            Failure::argument("this command has no drawing").hint("graphs are drawn: `cfg`, `reachable`, `paths`, `dominators`, `impact`, `slice`, `cycles`, `condense`, `modules`, `hotspots`, `dead-code`")
        );
    }
    match command {
        Command::Index(command) => command.run(&global, output),
        Command::Watch(command) => command.run(&global, output),
        Command::Refresh(command) => command.run(&global, output),
        Command::Delete(command) => command.run(&global, output),
        Command::Verify(command) => command.run(&global, output),
        Command::Status(command) => command.run(&global, output),
        Command::Log(command) => command.run(&global, output),
        Command::Events(command) => command.run(&global, output),
        Command::Files(command) => command.run(&global, output),
        Command::Query(command) => command.run(&global, output),
        Command::Find(command) => command.run(&global, output),
        Command::Search(command) => command.run(&global, output),
        Command::Get(command) => command.run(&global, output),
        Command::GetFile(command) => command.run(&global, output),
        Command::Chunks(command) => command.run(&global, output),
        Command::ChunkBySymbol(command) => command.run(&global, output),
        Command::ChunkBySpan(command) => command.run(&global, output),
        Command::Label(command) => command.run(&global, output),
        Command::Collisions(command) => command.run(&global, output),
        Command::Ast(command) => command.run(&global, output),
        Command::FindAst(command) => command.run(&global, output),
        Command::Refs(command) => command.run(&global, output),
        Command::Callers(command) => command.run(&global, output),
        Command::Callees(command) => command.run(&global, output),
        Command::Why(command) => command.run(&global, output),
        Command::Implementations(command) => command.run(&global, output),
        Command::Hierarchy(command) => command.run(&global, output),
        Command::Reachable(command) => command.run(&global, output),
        Command::Paths(command) => command.run(&global, output),
        Command::Dominators(command) => command.run(&global, output),
        Command::Impact(command) => command.run(&global, output),
        Command::Slice(command) => command.run(&global, output),
        Command::Cycles(command) => command.run(&global, output),
        Command::Condense(command) => command.run(&global, output),
        Command::Modules(command) => command.run(&global, output),
        Command::Cfg(command) => command.run(&global, output),
        Command::PathsIn(command) => command.run(&global, output),
        Command::Metrics(command) => command.run(&global, output),
        Command::Hotspots(command) => command.run(&global, output),
        Command::DeadCode(command) => command.run(&global, output),
        Command::Doctor(command) => command.run(&global, output),
        Command::Export(command) => command.run(&global, output),
        Command::Import(command) => command.run(&global, output),
        Command::Audit(command) => command.run(&global, output),
        Command::Detect(command) => command.run(&global, output),
        Command::Migrate(command) => command.run(&global, output),
        Command::MigrateBackend(command) => command.run(&global, output),
        Command::Compact(command) => command.run(&global, output),
        Command::Snapshot(command) => command.run(&global, output),
    }
}

/// An answer of this program.
fn envelope<T>(command: &'static str, data: T) -> wire::Envelope<T> {
    wire::Envelope::new(env!("CARGO_PKG_VERSION"), command, data)
}

/// Prints an answer out of a database with how fresh it is: in the envelope, and as a remark where something is stale.
fn tell<T: wire::Serialize + wire::Mentions>(
    db: &Database,
    output: &Output,
    mut envelope: wire::Envelope<T>,
    human: impl FnOnce(&mut dyn Write, &T) -> io::Result<()>,
) -> Result<ExitCode, Failure> {
    let (freshness, remark) = database::freshness(db, &envelope.data)?;
    envelope.freshness = Some(freshness);
    let status = output.answer(&envelope, human)?;
    remark.iter().for_each(|remark| output.remark(remark));
    Ok(status)
}
