//! `.gitattributes`, as far as it says that files are generated or vendored.
//!
//! Only `linguist-generated` and `linguist-vendored` count. `name`, and `name=value` for any value but `false`, set an
//! attribute; `-name`, `!name` and `name=false` clear it. As in git, the last matching line of the deepest file decides
//! and a pattern never reaches into a directory that it matches (`vendor/` marks nothing, `vendor/**` does). Macros
//! (`[attr]`) are not expanded.

use std::borrow::Cow;
use std::sync::Arc;

use crate::discover::RuleWarning;
use crate::globs::{Globs, GlobsBuilder, build_or_warn, lines};

/// The patterns of one `.gitattributes`: matched means set, taken back means cleared.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) generated: Option<Globs>,
    pub(crate) vendored: Option<Globs>,
}

/// Reads a `.gitattributes`. Lines that cannot be applied are reported and left out.
pub(crate) fn parse_attributes(bytes: &[u8], file: &Arc<str>, warnings: &mut Vec<RuleWarning>) -> Attributes {
    let mut generated = GlobsBuilder::new();
    let mut vendored = GlobsBuilder::new();
    for (number, line) in lines(bytes) {
        let added = line.and_then(|line| {
            add(&mut generated, line, "linguist-generated")?;
            add(&mut vendored, line, "linguist-vendored")
        });
        if let Err(message) = added {
            warnings.push(RuleWarning { file: Arc::clone(file), line: Some(number), message });
        }
    }
    Attributes {
        generated: build_or_warn(&generated, file, warnings),
        vendored: build_or_warn(&vendored, file, warnings),
    }
}

fn add(builder: &mut GlobsBuilder, line: &str, attribute: &str) -> Result<(), String> {
    let line = line.trim_start();
    if !line.contains(attribute) || line.starts_with('#') || line.starts_with("[attr]") {
        return Ok(());
    }
    let (pattern, words) = split_pattern(line);
    let Some(is_set) = words.split_ascii_whitespace().filter_map(|word| state(word, attribute)).next_back()
    else {
        return Ok(());
    };
    if pattern.starts_with('!') {
        return Err("patterns of attributes cannot begin with `!`".to_owned());
    }
    builder.add_as_git(&if is_set { pattern } else { Cow::Owned(format!("!{pattern}")) })
}

/// The pattern at the start of a line, without its quotes, and the rest.
fn split_pattern(line: &str) -> (Cow<'_, str>, &str) {
    if let Some((quoted, rest)) = line.strip_prefix('"').and_then(split_at_quote) {
        return (Cow::Owned(quoted.replace("\\\"", "\"").replace("\\\\", "\\")), rest);
    }
    let (pattern, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    (Cow::Borrowed(pattern), rest)
}

/// Splits at the first quote that no backslash escapes.
fn split_at_quote(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    let end = text.find(|character| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    })?;
    Some((&text[..end], &text[end + 1..]))
}

/// What one word says about `attribute`: set, cleared, or nothing.
fn state(word: &str, attribute: &str) -> Option<bool> {
    let (name, value) = word.split_once('=').unwrap_or((word, "true"));
    if name == attribute {
        return Some(value != "false");
    }
    (word.strip_prefix(['-', '!'])? == attribute).then_some(false)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::parse_attributes;
    use crate::globs::Verdict;

    /// Whether `file` marks `path` as generated; `None` when it says nothing about it.
    fn generated(file: &str, path: &str) -> Option<bool> {
        let mut warnings = Vec::new();
        let attributes = parse_attributes(file.as_bytes(), &Arc::from(".gitattributes"), &mut warnings);
        let verdict = attributes.generated.as_ref()?.verdict(path, false)?;
        Some(verdict != Verdict::TakenBack)
    }

    #[test]
    fn the_ways_to_set_and_to_clear() {
        for set in ["linguist-generated", "linguist-generated=true", "text linguist-generated=1 -diff"] {
            assert_eq!(generated(&format!("*.pb.go {set}"), "api/a.pb.go"), Some(true), "{set}");
        }
        for cleared in ["-linguist-generated", "!linguist-generated", "linguist-generated=false"] {
            let file = format!("*.go linguist-generated\n*.pb.go\t{cleared}");
            assert_eq!(generated(&file, "a.go"), Some(true));
            assert_eq!(generated(&file, "a.pb.go"), Some(false), "{cleared}");
        }
    }

    #[test]
    fn other_attributes_comments_and_macros_say_nothing() {
        for file in
            ["*.go linguist-vendored", "#*.go linguist-generated", "[attr]g linguist-generated", "*.go"]
        {
            assert_eq!(generated(file, "a.go"), None, "{file}");
        }
    }

    #[test]
    fn quoted_patterns() {
        assert_eq!(generated(r#""a b.c" linguist-generated"#, "a b.c"), Some(true));
        assert_eq!(generated(r#""a\"b.c" linguist-generated"#, "a\"b.c"), Some(true));
    }

    #[test]
    fn braces_are_ordinary_characters() {
        assert_eq!(generated("{a,b}.c linguist-generated", "a.c"), None);
    }

    #[test]
    fn directories_are_not_entered() {
        assert_eq!(generated("gen/ linguist-generated", "gen/a.c"), None);
        assert_eq!(generated("gen/** linguist-generated", "gen/x/a.c"), Some(true));
    }

    #[test]
    fn negated_patterns_are_reported() {
        let mut warnings = Vec::new();
        parse_attributes(b"\n!a linguist-vendored", &Arc::from("x"), &mut warnings);
        assert_eq!(warnings.iter().map(|warning| warning.line).collect::<Vec<_>>(), [Some(2)]);
    }
}
