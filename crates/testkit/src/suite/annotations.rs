//! Assertions in the lines of a file: comments that hold carets and a word.

use model::span::Span;

use super::document::File;

/// A file without its assertions, and the assertions.
pub(super) struct Annotated<'a> {
    pub(super) source: String,
    pub(super) assertions: Vec<Assertion<'a>>,
    /// Lines of the document that make no sense, and why.
    pub(super) problems: Vec<(usize, String)>,
}

/// Something said about a place of the source.
pub(super) struct Assertion<'a> {
    /// Line in the document.
    pub(super) line: usize,
    pub(super) place: Place,
    /// What is said.
    pub(super) text: &'a str,
}

/// A place of the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Exactly these bytes.
    Exact(Span),
    /// Whatever starts at this byte.
    From(u32),
}

/// Columns under which carets stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Columns {
    Exact(usize, usize),
    From(usize),
}

impl<'a> Annotated<'a> {
    pub(super) fn new(file: &File<'a>) -> Self {
        let mut annotated = Self { source: String::new(), assertions: Vec::new(), problems: Vec::new() };
        // Where the nearest source line starts and how long it is.
        let mut above = None;
        for (index, line) in file.lines.iter().enumerate() {
            if let Some((columns, text)) = split(line) {
                annotated.assertion(file.document_line(index), above, columns, text);
            } else {
                above = Some((annotated.source.len(), line.len()));
                annotated.source.push_str(line);
                annotated.source.push('\n');
            }
        }
        annotated
    }

    fn assertion(&mut self, line: usize, above: Option<(usize, usize)>, columns: Columns, text: &'a str) {
        let mut problem = |message: &str| self.problems.push((line, message.to_owned()));
        let Some((start, length)) = above else {
            return problem("there is no source line above");
        };
        let place = match columns {
            Columns::Exact(from, to) if to <= length => {
                Place::Exact(Span::new((start + from) as u32, (start + to) as u32))
            }
            Columns::From(from) if from <= length => Place::From((start + from) as u32),
            _ => return problem("the line above is not that long"),
        };
        if text.is_empty() {
            return problem("nothing is said here");
        }
        self.assertions.push(Assertion { line, place, text });
    }
}

/// The columns and the text of an assertion line; `None` for any other line.
///
/// `# ^^^ text`, `// ^^^ text`, `-- ^^^ text`, `/* ^^^ text */` speak of what is above the carets; `# <- text` of what
/// starts above the beginning of the comment, where no caret can stand.
fn split(line: &str) -> Option<(Columns, &str)> {
    let indent = line.len() - line.trim_start().len();
    let comment = &line[indent..];
    let opener = ["//", "/*", "--", "#"].into_iter().find(|opener| comment.starts_with(opener))?;
    let inside = &comment[opener.len()..];
    let marks = inside.trim_start();
    let column = indent + opener.len() + (inside.len() - marks.len());
    if let Some(rest) = marks.strip_prefix("<-") {
        return Some((Columns::From(indent), said(rest)));
    }
    let rest = marks.trim_start_matches('^');
    let carets = marks.len() - rest.len();
    let ended = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (carets > 0 && ended).then(|| (Columns::Exact(column, column + carets), said(rest)))
}

fn said(rest: &str) -> &str {
    rest.trim().trim_end_matches("*/").trim_end()
}

/// Whether a line would be taken as an assertion.
pub(super) fn is_assertion(line: &str) -> bool {
    split(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Columns, split};

    #[test]
    fn assertion_lines_are_told_from_comments() {
        assert_eq!(split("#   ^^ call"), Some((Columns::Exact(4, 6), "call")));
        assert_eq!(
            split("\t// ^ def: function f [static]"),
            Some((Columns::Exact(4, 5), "def: function f [static]"))
        );
        assert_eq!(split("/* ^^^ read */"), Some((Columns::Exact(3, 6), "read")));
        assert_eq!(split("  // <- read"), Some((Columns::From(2), "read")));
        assert_eq!(split("# ^^"), Some((Columns::Exact(2, 4), "")));
        for line in ["# text ^^", "#^2", "x = 1 # ^^ read", "", "^^ read", "// -> x", "#define X"] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
