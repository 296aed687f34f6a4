//! Arguments that every command takes.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, ValueEnum};

use crate::commands::Command;

/// Magellan maps codebases: symbols, references and calls of a source tree, kept in a database and answered in
/// milliseconds.
#[derive(Parser, Debug)]
#[command(name = "magellan", version, propagate_version = true, max_term_width = 100)]
#[command(arg_required_else_help = true, override_usage = "magellan [OPTIONS] <COMMAND>")]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub global: Global,
    /// List the kinds of stores, as `detect --backends` does
    #[arg(long)]
    pub backends: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Args, Debug, Clone)]
pub(crate) struct Global {
    /// The database [default: the nearest `.magellan/` above the current directory]
    #[arg(long, global = true, env = "MAGELLAN_DB", value_name = "PATH")]
    pub db: Option<PathBuf>,
    /// Form of the answer [default: human]
    // A text, since `migrate-backend` has an `--output` of its own, which clap hands up as if it were this one.
    #[arg(long, global = true, value_name = "FORM", value_parser = PossibleValuesParser::new(Mode::value_variants().iter().filter_map(ValueEnum::to_possible_value)))]
    output: Option<String>,
    /// Short for `--output json`
    #[arg(short = 'j', long = "json", global = true)]
    json: bool,
    /// When to colour
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// Say less: no progress, no summary
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// Form of an answer.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// For a person
    Human,
    /// One line of JSON
    Json,
    /// Indented JSON
    Pretty,
    /// A drawing for Graphviz, of graphs
    Dot,
    /// A drawing for Mermaid, of graphs
    Mermaid,
}

/// When to colour.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Global {
    /// The form asked for by either option.
    pub(crate) fn mode(&self) -> Mode {
        if self.json { Mode::Json } else { self.named_mode().unwrap_or(Mode::Human) }
    }

    /// Whether the two options ask for different forms.
    pub(crate) fn contradicts_itself(&self) -> bool {
        self.json && self.named_mode().is_some_and(|mode| mode != Mode::Json)
    }

    fn named_mode(&self) -> Option<Mode> {
        self.output.as_deref().and_then(|name| Mode::from_str(name, false).ok())
    }
}
