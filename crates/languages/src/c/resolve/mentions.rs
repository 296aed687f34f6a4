//! Macros that build files may define, read from their text without understanding them.

use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Words after which the next name is a macro that is defined, or may be.
const MARKERS: &[&str] = &[
    "#cmakedefine01 ",
    "#cmakedefine ",
    "#mesondefine ",
    "#undef ",
    "#define ",
    "# undef ",
    "AC_DEFINE([",
    "AC_DEFINE(",
    "AC_DEFINE_UNQUOTED([",
    "AC_DEFINE_UNQUOTED(",
    ".set('",
    ".set10('",
    "-D",
];

/// Begins a list of macros up to the end of the line.
const LIST: &str = "compile_definitions";

static FINDERS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| MARKERS.iter().map(Finder::new).collect());
static LISTS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(LIST));

/// The macros that a build file or the template of a header may define, in no particular order. Lines that are comments of a
/// shell, `make` or `CMake` are left out, unless they are directives of a template.
pub(super) fn of(text: &str) -> Vec<Box<str>> {
    let mut found = Vec::new();
    for (marker, finder) in MARKERS.iter().zip(FINDERS.iter()) {
        for at in finder.find_iter(text.as_bytes()).filter(|at| !is_comment(line_at(text, *at))) {
            let rest = &text[at + marker.len()..];
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            if end > 0 && !rest.starts_with(|c: char| c.is_ascii_digit()) {
                found.push(rest[..end].into());
            }
        }
    }
    for at in LISTS.find_iter(text.as_bytes()) {
        let line = line_at(text, at);
        if !is_comment(line) {
            found.extend(line.split(|c| !is_word(c)).filter(|word| word.len() > 1).map(Box::from));
        }
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The line around a position.
fn line_at(text: &str, at: usize) -> &str {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
    &text[start..end]
}

fn is_comment(line: &str) -> bool {
    const DIRECTIVES: [&str; 5] = ["#cmakedefine", "#mesondefine", "#undef", "#define", "# undef"];
    let line = line.trim_start();
    line.starts_with('#') && !DIRECTIVES.iter().any(|word| line.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn options_and_templates_are_read() {
        let found = of("#CFLAGS=-DNOT\nCFLAGS=-O -DONE=1 -DTWO\n#undef THREE\nAC_DEFINE([FOUR], 1)");
        assert_eq!(found.iter().map(|name| &**name).collect::<Vec<_>>(), ["THREE", "FOUR", "ONE", "TWO"]);
        assert_eq!(of("# target_compile_definitions(x ONE)\ntarget_compile_definitions(x TWO=1)\n").len(), 2);
    }
}
