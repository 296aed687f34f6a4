//! Macros that build files may define, read from their text without understanding them.

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

/// The macros that a build file or the template of a header may define. Lines that are comments of a shell, `make` or
/// `CMake` are left out, unless they are directives of a template.
pub(super) fn of(text: &str) -> Vec<Box<str>> {
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.trim_start();
        let directive = ["#cmakedefine", "#mesondefine", "#undef", "#define", "# undef"];
        if line.starts_with('#') && !directive.iter().any(|word| line.starts_with(word)) {
            continue;
        }
        for marker in MARKERS {
            for (at, _) in line.match_indices(marker) {
                let rest = &line[at + marker.len()..];
                let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                if end > 0 && !rest.starts_with(|c: char| c.is_ascii_digit()) {
                    found.push(rest[..end].into());
                }
            }
        }
        if line.contains("compile_definitions") {
            let words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            found.extend(words.filter(|word| word.len() > 1).map(Box::from));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn options_and_templates_are_read() {
        let found = of("#CFLAGS=-DNOT\nCFLAGS=-O -DONE=1 -DTWO\n#undef THREE\nAC_DEFINE([FOUR], 1)");
        assert_eq!(found.iter().map(|name| &**name).collect::<Vec<_>>(), ["ONE", "TWO", "THREE", "FOUR"]);
    }
}
