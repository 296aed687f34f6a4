//! Lists of patterns in the syntax of `.gitignore`, where the last match decides.

use std::borrow::Cow;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::discover::RuleWarning;

/// A compiled list of patterns.
#[derive(Debug)]
pub(crate) struct Globs {
    set: Gitignore,
}

/// The answer of a pattern list about a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict<'g> {
    /// The last matching pattern, `pattern`, is a plain one.
    Matched { pattern: &'g str },
    /// The last matching pattern begins with `!`.
    TakenBack,
}

impl Globs {
    /// The verdict on `path`, which is relative to the directory of the list; `None` when no pattern matches.
    pub(crate) fn verdict(&self, path: &str, is_dir: bool) -> Option<Verdict<'_>> {
        match self.set.matched(path, is_dir) {
            Match::None => None,
            Match::Ignore(glob) => Some(Verdict::Matched { pattern: glob.original() }),
            Match::Whitelist(_) => Some(Verdict::TakenBack),
        }
    }
}

/// Collects patterns.
pub(crate) struct GlobsBuilder {
    // Patterns are matched against paths that are already relative to the list's directory: no root to strip.
    builder: GitignoreBuilder,
    is_empty: bool,
}

impl GlobsBuilder {
    pub(crate) fn new() -> Self {
        Self { builder: GitignoreBuilder::new(""), is_empty: true }
    }

    /// Adds one line of an ignore file as git reads it.
    ///
    /// # Errors
    /// What is wrong with the pattern.
    pub(crate) fn add_as_git(&mut self, line: &str) -> Result<(), String> {
        self.add(&as_git_reads(line))
    }

    /// Adds one line in the syntax of `.gitignore`, `{a,b}` alternatives included; blank lines and comments add nothing.
    ///
    /// # Errors
    /// What is wrong with the pattern.
    pub(crate) fn add(&mut self, line: &str) -> Result<(), String> {
        if line.trim_end().is_empty() || line.starts_with('#') {
            return Ok(());
        }
        self.builder.add_line(None, line).map_err(|error| error.to_string())?;
        self.is_empty = false;
        Ok(())
    }

    /// Compiles the patterns; `None` when there are none, so that matching can be left out altogether.
    ///
    /// # Errors
    /// The patterns together exceed what can be compiled.
    pub(crate) fn build(&self) -> Result<Option<Globs>, String> {
        if self.is_empty {
            return Ok(None);
        }
        self.builder.build().map(|set| Some(Globs { set })).map_err(|error| error.to_string())
    }
}

/// The patterns of an ignore file. Lines that cannot be applied are reported and left out.
pub(crate) fn parse_ignore_file(
    bytes: &[u8],
    file: &Arc<str>,
    warnings: &mut Vec<RuleWarning>,
) -> Option<Globs> {
    let mut builder = GlobsBuilder::new();
    for (number, line) in lines(bytes) {
        let added = line.and_then(|line| builder.add_as_git(line));
        if let Err(message) = added {
            warnings.push(RuleWarning { file: Arc::clone(file), line: Some(number), message });
        }
    }
    build_or_warn(&builder, file, warnings)
}

/// The compiled patterns, with a failure to compile them reported about the whole of `file`.
pub(crate) fn build_or_warn(
    builder: &GlobsBuilder,
    file: &Arc<str>,
    warnings: &mut Vec<RuleWarning>,
) -> Option<Globs> {
    builder.build().unwrap_or_else(|message| {
        warnings.push(RuleWarning { file: Arc::clone(file), line: None, message });
        None
    })
}

/// The numbered lines of a rule file, without byte order mark and line ends; an error for lines that are not UTF-8.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = (u32, Result<&str, String>)> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    (1..).zip(bytes.split(|&byte| byte == b'\n')).map(|(number, line)| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        (number, std::str::from_utf8(line).map_err(|_| "the line is not UTF-8".to_owned()))
    })
}

/// A line of one of git's files in the dialect of the glob library, which differs in two things.
fn as_git_reads(line: &str) -> Cow<'_, str> {
    if !line.contains(['{', '}']) && !line.contains("[:") {
        return Cow::Borrowed(line);
    }
    let with_ranges = |line: String, (class, range): &(&str, &str)| line.replace(class, range);
    Cow::Owned(CLASSES.iter().fold(literal_braces(line), with_ranges))
}

/// The named classes of characters, which only git knows.
const CLASSES: [(&str, &str); 7] = [
    ("[:alnum:]", "a-zA-Z0-9"),
    ("[:alpha:]", "a-zA-Z"),
    ("[:digit:]", "0-9"),
    ("[:lower:]", "a-z"),
    ("[:space:]", " \t"),
    ("[:upper:]", "A-Z"),
    ("[:xdigit:]", "0-9a-fA-F"),
];

/// Alternatives, `{a,b}`, are what only the library knows: in git's files, braces stand for themselves.
fn literal_braces(line: &str) -> String {
    let mut escaped = false;
    let mut literal = String::with_capacity(line.len() + 4);
    for character in line.chars() {
        if matches!(character, '{' | '}') && !escaped {
            literal.push('\\');
        }
        escaped = character == '\\' && !escaped;
        literal.push(character);
    }
    literal
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Verdict, parse_ignore_file};

    fn check(file: &str, path: &str, expected: Option<Verdict<'_>>) {
        let mut warnings = Vec::new();
        let globs = parse_ignore_file(file.as_bytes(), &Arc::from(".gitignore"), &mut warnings);
        assert_eq!(
            globs.as_ref().and_then(|globs| globs.verdict(path, false)),
            expected,
            "{file:?} on {path:?}"
        );
        assert_eq!(warnings, []);
    }

    #[test]
    fn the_last_matching_line_decides() {
        let matched = |pattern| Some(Verdict::Matched { pattern });
        check("*.log\n!keep.log", "a.log", matched("*.log"));
        check("*.log\n!keep.log", "keep.log", Some(Verdict::TakenBack));
        check("*.log\n!keep.log", "a.rs", None);
        check("\u{feff}*.log\r\n", "a.log", matched("*.log"));
    }

    #[test]
    fn braces_are_ordinary_characters() {
        check("{a,b}.c", "a.c", None);
        check("{a,b}.c", "{a,b}.c", Some(Verdict::Matched { pattern: r"\{a,b\}.c" }));
        check(r"\{a", "{a", Some(Verdict::Matched { pattern: r"\{a" }));
    }

    #[test]
    fn named_classes_are_ranges() {
        check("v[[:digit:]_]", "v7", Some(Verdict::Matched { pattern: "v[0-9_]" }));
        check("v[![:digit:]]", "v7", None);
    }

    #[test]
    fn comments_and_blank_lines_are_no_patterns() {
        check("# a\n\n   \n", "# a", None);
        check(r"\#a", "#a", Some(Verdict::Matched { pattern: r"\#a" }));
    }

    #[test]
    fn lines_that_cannot_be_applied_are_reported_and_the_others_hold() {
        let mut warnings = Vec::new();
        let file = Arc::from(".gitignore");
        let globs = parse_ignore_file(b"caf\xE9\n[z-a]\n*.log", &file, &mut warnings).expect("one pattern");
        assert!(globs.verdict("a.log", false).is_some());
        assert_eq!(warnings.iter().map(|warning| warning.line).collect::<Vec<_>>(), [Some(1), Some(2)]);
    }
}
