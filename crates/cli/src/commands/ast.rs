//! `magellan ast`

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use clap::Args;
use engine::query::{FileView, Views};
use engine::{Database, Position, Span, SyntaxOptions};
use wire::{AstAnswer, AstNode, ErrorCode, FileEntry};

use super::symbol_argument;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Show the syntax tree of a file, or of a part of it
///
/// The tree is that of the file as it was when it was indexed: a line for each node, with its kind, the field that it
/// stands in, its range (`line:column-line:column`), and its text when nothing is below it. Text outside of the grammar
/// is marked ERROR, what the parser invented to go on MISSING.
#[derive(Args, Debug)]
pub(crate) struct Ast {
    /// The file: absolute, relative to the current directory, or relative to the root
    #[arg(long, value_name = "PATH", required_unless_present = "symbol")]
    file: Option<PathBuf>,
    /// Only the smallest node at this place (0-based column), and what is below it
    #[arg(long, value_name = "LINE:COLUMN", conflicts_with = "symbol")]
    position: Option<String>,
    /// Only this symbol: id, fully qualified name, `path:line`, or name
    #[arg(long, value_name = "SYMBOL")]
    symbol: Option<String>,
    /// Show so many levels below the first node
    #[arg(long, value_name = "N")]
    depth: Option<u32>,
    /// Show keywords and punctuation too
    #[arg(long)]
    all: bool,
    /// Show at most so many nodes
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Ast {
    /// Parses the stored source and shows its nodes.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let (view, around) = self.place(&db)?;
        let options = SyntaxOptions { around, depth: self.depth, anonymous: self.all };
        let parsed = engine::parse(&view)?;
        let nodes = parsed.nodes(&options);
        let total = nodes.len();
        let shown = nodes.iter().take(self.limit.unwrap_or(usize::MAX));
        let answer = AstAnswer {
            file: FileEntry::from(&view.record),
            masked_bytes: parsed.masked_bytes(),
            above: parsed.above(&options).iter().map(|step| AstNode::new(&view, step)).collect(),
            nodes: shown.map(|step| AstNode::new(&view, step)).collect(),
        };
        let mut envelope = commands::envelope("ast", answer);
        envelope.total = Some(total as u64);
        envelope.truncated = Some(envelope.data.nodes.len() < total);
        let masked = parsed.masked_bytes();
        if masked > 0 {
            output.remark(&format!("note: {masked} bytes of {} were masked for parsing", view.record.path));
        }
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, total))
    }

    /// The file, and the part of it that is wanted.
    fn place(&self, db: &Database) -> Result<(Rc<FileView>, Option<Span>), Failure> {
        let view = self.file.as_deref().map(|file| database::file(db, file)).transpose()?.map(Rc::new);
        if let Some(symbol) = &self.symbol {
            let file = view.as_ref().map(|view| &view.record.path);
            let info = symbol_argument::named(db, symbol, file)?;
            let view = match view {
                Some(view) => view,
                None => Views::new(db.snapshot()).file(&info.path).map_err(database::failed)?,
            };
            return Ok((view, Some(info.location.span)));
        }
        let view = view.ok_or_else(|| Failure::argument("no file is named"))?;
        let around = self.position.as_deref().map(|text| at(&view, text)).transpose()?;
        Ok((view, around))
    }
}

/// The character at `line:column`.
fn at(view: &FileView, text: &str) -> Result<Span, Failure> {
    let parsed = text
        .split_once(':')
        .and_then(|(line, column)| Some(Position { line: line.parse().ok()?, column: column.parse().ok()? }));
    let position =
        parsed.ok_or_else(|| Failure::argument(format!("`{text}` is no place of the form LINE:COLUMN")))?;
    let offset = view.offset(position).ok_or_else(|| {
        let message =
            format!("{} has no line {} with a column {}", view.record.path, position.line, position.column);
        Failure::new(ErrorCode::InvalidSpan, message)
    })?;
    let end = (offset + 1).min(view.source.len() as u32);
    Ok(Span::new(offset.min(end), end))
}

fn human(out: &mut dyn Write, answer: &AstAnswer, total: usize) -> io::Result<()> {
    let above: Vec<&str> = answer.above.iter().map(|node| node.kind.as_str()).collect();
    if !above.is_empty() {
        writeln!(out, "in {}", above.join(" > "))?;
    }
    for node in &answer.nodes {
        line(out, node)?;
    }
    match total - answer.nodes.len() {
        0 => Ok(()),
        more => writeln!(out, "{more} more"),
    }
}

fn line(out: &mut dyn Write, node: &AstNode) -> io::Result<()> {
    // Deep trees are indented as far as a line can be read.
    let indent = 2 * node.depth.min(60) as usize;
    let field = node.field.as_ref().map_or(String::new(), |field| format!("{field}: "));
    let missing = if node.missing { "MISSING " } else { "" };
    let kind = if node.named { node.kind.clone() } else { format!("{:?}", node.kind) };
    let at = &node.span;
    write!(
        out,
        "{:indent$}{field}{missing}{kind} {}:{}-{}:{}",
        "", at.start_line, at.start_col, at.end_line, at.end_col
    )?;
    match &node.text {
        Some(text) if node.named && !node.missing => writeln!(out, " {text:?}"),
        _ => writeln!(out),
    }
}
