//! The structure of a document: headings are tests, fenced blocks under a `` `path`: `` line are files.

use std::ops::Range;

use extract::LanguageSpec;
use model::path::RepoPath;

use super::blocks::{self, FactsBlock};
use crate::files::Tree;

/// A document.
#[derive(Default)]
pub(super) struct Document<'a> {
    pub(super) tests: Vec<Test<'a>>,
    /// Lines that make no sense, and why.
    pub(super) problems: Vec<(usize, String)>,
}

/// What stands under one heading and has files.
pub(super) struct Test<'a> {
    pub(super) heading: String,
    pub(super) line: usize,
    pub(super) files: Vec<File<'a>>,
}

/// A file of a test.
pub(super) struct File<'a> {
    pub(super) path: &'a str,
    /// From which stage on it is there, from 1.
    pub(super) stage: usize,
    /// The info string of its block.
    pub(super) language: &'a str,
    /// Line of the block's fence.
    pub(super) line: usize,
    /// The block's lines.
    pub(super) lines: Vec<&'a str>,
    pub(super) blocks: Vec<FactsBlock<'a>>,
}

impl File<'_> {
    /// Whether the block says that from its stage on there is no such file.
    pub(super) fn is_deleted(&self) -> bool {
        self.language == "deleted"
    }

    /// The line in the document of the block's line with this index.
    pub(super) fn document_line(&self, index: usize) -> usize {
        self.line + 1 + index
    }
}

/// The language of a file: by the info string when that names one, else by its path.
pub(super) fn language(
    tree: &Tree,
    path: &RepoPath,
    info: &str,
    bytes: &[u8],
) -> Option<&'static LanguageSpec> {
    let extension = path.extension().unwrap_or("");
    let name = match info {
        "py" => "python",
        "rs" => "rust",
        "js" | "jsx" | "mjs" => "javascript",
        "ts" | "tsx" => "typescript",
        "c++" => "cpp",
        other => other,
    };
    let fits = |spec: &&LanguageSpec| {
        spec.extensions.contains(&extension) || (!spec.variant.is_empty() && spec.variant == info)
    };
    let by_info = languages::named(name).find(fits).or_else(|| languages::named(name).next());
    by_info.or_else(|| tree.language(path, bytes, None))
}

impl Test<'_> {
    /// The number of the last stage.
    pub(super) fn stages(&self) -> usize {
        self.files.last().map_or(0, |file| file.stage)
    }

    /// Why a file cannot come next.
    fn refuses(&self, file: &File<'_>) -> Option<String> {
        let (path, stage, last) = (file.path, file.stage, self.stages());
        let known = |at: usize| self.files.iter().any(|known| known.path == path && known.stage == at);
        if stage < last || stage > last + 1 {
            return Some(format!("stage {stage} does not follow stage {last}"));
        }
        if file.is_deleted() && (stage == 1 || !file.lines.is_empty() || !(1..stage).any(known)) {
            return Some(format!("`{path}` cannot be deleted here"));
        }
        known(stage).then(|| format!("`{path}` is in this test already"))
    }
}

impl<'a> Document<'a> {
    /// Reads a document; what makes no sense becomes a problem, so that no slip switches a test off.
    pub(super) fn parse(text: &'a str) -> Self {
        let mut parser = Parser {
            lines: text.lines().collect(),
            next: 0,
            heading: (String::new(), 1),
            path: None,
            document: Self::default(),
        };
        while parser.next < parser.lines.len() {
            parser.line();
        }
        parser.end_path();
        parser.document
    }
}

struct Parser<'a> {
    lines: Vec<&'a str>,
    /// Index of the line to be read next.
    next: usize,
    heading: (String, usize),
    /// A path and stage whose block has not come yet, with its line.
    path: Option<(&'a str, usize, usize)>,
    document: Document<'a>,
}

impl<'a> Parser<'a> {
    fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.document.problems.push((line, message.into()));
    }

    fn line(&mut self) {
        let line = self.lines[self.next];
        self.next += 1;
        let number = self.next;
        if line.starts_with("```") {
            self.block(line, number);
        } else if line.starts_with('#') {
            self.end_path();
            self.heading = (line.trim_start_matches('#').trim().to_owned(), number);
        } else if let Some((path, stage)) = path_line(line) {
            self.end_path();
            self.path = Some((path, stage, number));
        } else if !line.trim().is_empty() {
            self.end_path();
        }
    }

    /// A path must be followed by its block.
    fn end_path(&mut self) {
        if let Some((path, _, line)) = self.path.take() {
            self.problem(line, format!("`{path}`: no fenced block follows"));
        }
    }

    fn block(&mut self, fence: &'a str, number: usize) {
        let ticks = fence.len() - fence.trim_start_matches('`').len();
        let info = fence[ticks..].trim();
        let Some(content) = self.content(ticks) else {
            return self.problem(number, "this block is not closed");
        };
        match (self.path.take(), info.split_whitespace().next()) {
            (Some((path, stage, _)), _) => self.file(path, stage, info, number, content),
            (None, Some("facts")) => self.facts(info, number, content),
            (None, _) => self.sample(number, content),
        }
    }

    /// The lines up to the closing fence, as indices.
    fn content(&mut self, ticks: usize) -> Option<Range<usize>> {
        let start = self.next;
        let closes = |line: &&str| line.len() >= ticks && line.trim_end().bytes().all(|byte| byte == b'`');
        let length = self.lines[start..].iter().position(closes)?;
        self.next = start + length + 1;
        Some(start..start + length)
    }

    fn file(&mut self, path: &'a str, stage: usize, language: &'a str, line: usize, content: Range<usize>) {
        let (heading, heading_line) = self.heading.clone();
        let lines = self.lines[content].to_vec();
        let file = File { path, stage, language, line, lines, blocks: Vec::new() };
        if self.document.tests.last().is_none_or(|test| test.line != heading_line) {
            self.document.tests.push(Test { heading, line: heading_line, files: Vec::new() });
        }
        let test = self.document.tests.last_mut().expect("one has just been added");
        let problem = test.refuses(&file);
        test.files.push(file);
        if let Some(problem) = problem {
            self.problem(line, problem);
        }
    }

    fn facts(&mut self, info: &'a str, line: usize, content: Range<usize>) {
        let block = match FactsBlock::new(info, line, self.lines[content].to_vec()) {
            Ok(block) => block,
            Err(message) => return self.problem(line, message),
        };
        let heading_line = self.heading.1;
        let test = self.document.tests.last_mut().filter(|test| test.line == heading_line);
        match test.and_then(|test| test.files.last_mut()) {
            Some(file) => file.blocks.push(block),
            None => self.problem(line, "no file stands before this block"),
        }
    }

    /// A block that is no file: prose. Assertions in it would never be looked at.
    fn sample(&mut self, number: usize, content: Range<usize>) {
        let asserting =
            self.lines[content.clone()].iter().position(|line| blocks::looks_like_assertion(line));
        if let Some(index) = asserting {
            self.problem(
                content.start + index + 1,
                format!("the block of line {number} has no `path`: line"),
            );
        }
    }
}

/// Path and stage of a `` `path`: `` or `` `path` (stage 2): `` line.
fn path_line(line: &str) -> Option<(&str, usize)> {
    let (path, rest) = line.trim().strip_prefix('`')?.split_once('`')?;
    let rest = rest.strip_suffix(':')?;
    match rest.trim().strip_prefix("(stage ") {
        Some(stage) => Some((path, stage.strip_suffix(')')?.parse().ok()?)),
        None => rest.is_empty().then_some((path, 1)),
    }
}
