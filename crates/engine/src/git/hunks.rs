//! Which lines differ, out of what `git diff` prints.

use std::ops::Range;

use model::path::RepoPath;

/// What git says of one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ChangedLines {
    /// Its path; of a file that is gone the one that it had.
    pub(crate) path: RepoPath,
    /// Whether it is gone.
    pub(crate) removed: bool,
    /// Lines of the working tree that differ, 1-based; an empty range stands before the line behind which lines were taken out.
    pub(crate) lines: Vec<Range<u32>>,
}

/// Reads the answer of `git diff -U0 --no-prefix`: for each file `---` and `+++` with its names, then `@@ -a,b +c,d @@` for each hunk.
///
/// Files whose names are no paths of the tree are left out, and so are those without hunks: binary ones, and changes of rights.
pub(super) fn read(diff: &[u8]) -> Vec<ChangedLines> {
    let mut files: Vec<ChangedLines> = Vec::new();
    let mut old = None;
    let mut skip = 0;
    for line in diff.split(|byte| *byte == b'\n') {
        // Lines of a hunk may look like anything.
        if skip > 0 && !line.starts_with(b"\\") {
            skip -= 1;
        } else if let Some(name) = line.strip_prefix(b"--- ") {
            old = named(name);
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            let new = named(name);
            let removed = new.is_none();
            files.extend(new.or(old.take()).map(|path| ChangedLines { path, removed, lines: Vec::new() }));
        } else if let Some((taken, put)) = hunk(line) {
            skip = taken.end - taken.start + put.end - put.start;
            files.iter_mut().next_back().into_iter().for_each(|file| file.lines.push(put.clone()));
        }
    }
    files
}

/// A path; `None` for none at all (`/dev/null`).
fn named(name: &[u8]) -> Option<RepoPath> {
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    if name == b"/dev/null" {
        return None;
    }
    RepoPath::new(&unquoted(&String::from_utf8_lossy(name)))
}

/// A name as git quotes it when there is something odd in it: `"a\tb"`, octal numbers for bytes.
fn unquoted(name: &str) -> String {
    let Some(inner) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else {
        return name.to_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = inner.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(digit @ b'0'..=b'7') => {
                let value = [Some(digit), rest.next(), rest.next()].into_iter().flatten();
                bytes.push(value.fold(0, |value: u8, digit| value.wrapping_mul(8).wrapping_add(digit & 7)));
            }
            other => bytes.extend(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The lines before and after of a hunk's head.
fn hunk(line: &[u8]) -> Option<(Range<u32>, Range<u32>)> {
    let line = std::str::from_utf8(line.strip_prefix(b"@@ -")?).unwrap_or_default();
    let (old, rest) = line.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let range = |text: &str| -> Option<Range<u32>> {
        let (start, count) = text.split_once(',').unwrap_or((text, "1"));
        let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
        // Nothing put in is told by the line before.
        let start = if count == 0 { start + 1 } else { start };
        Some(start..start.checked_add(count)?)
    };
    Some((range(old)?, range(new)?))
}

#[cfg(test)]
mod tests {
    use super::{ChangedLines, read, unquoted};
    use model::path::RepoPath;

    #[test]
    fn hunks_are_read() {
        let diff = "diff --git a.rs a.rs\nindex 1..2\n--- a.rs\n+++ a.rs\n@@ -3 +3,2 @@ fn f() {\n---- x\n+++ y\n+z\n@@ -9,2 +9,0 @@\n-a\n-b\n\
                    diff --git gone.c gone.c\n--- gone.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-int x;\n\\ No newline at end of file\n\
                    diff --git \"t\\tb.py\" \"t\\tb.py\"\n--- /dev/null\n+++ \"t\\303\\274.py\"\n@@ -0,0 +1,2 @@\n+a\n+b\n";
        let path = |path: &str| RepoPath::new(path).expect("a path");
        #[allow(clippy::single_range_in_vec_init, reason = "a list of ranges")]
        let expected = [
            ChangedLines { path: path("a.rs"), removed: false, lines: vec![3..5, 10..10] },
            ChangedLines { path: path("gone.c"), removed: true, lines: vec![1..1] },
            ChangedLines { path: path("tü.py"), removed: false, lines: vec![1..3] },
        ];
        assert_eq!(read(diff.as_bytes()), expected);
    }

    #[test]
    fn junk_is_no_hunk() {
        assert_eq!(read(b"@@ -x +y @@\n--- a\n@@ -1,99999999999 +1 @@\n\xff\xfe"), []);
        assert_eq!(unquoted("\"a\\\"b\\\\\""), "a\"b\\");
        assert_eq!(unquoted("\"a\\"), "\"a\\");
    }
}
