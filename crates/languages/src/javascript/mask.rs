//! Text that the grammars reject although the languages allow it, replaced for the parser by what they accept.
//!
//! Only the parser sees the replacement, which is of the same length; names are read from the file's own text. All of
//! it is chosen so that a replacement where none was needed changes nothing.

/// For JavaScript: attributes named like reserved words.
pub(crate) fn javascript(text: &str) -> Option<String> {
    Mask::default().attributes(text).apply(text)
}

/// For TypeScript: variance annotations and imports in types.
pub(crate) fn typescript(text: &str) -> Option<String> {
    Mask::default().variance(text).imports(text).apply(text)
}

/// For TSX: all of these.
pub(crate) fn tsx(text: &str) -> Option<String> {
    Mask::default().attributes(text).variance(text).imports(text).apply(text)
}

/// Replacements at offsets.
#[derive(Default)]
struct Mask {
    words: Vec<(usize, &'static str)>,
    /// What becomes one name.
    names: Vec<std::ops::Range<usize>>,
}

impl Mask {
    /// `<p class="x">`, `<label for="y">`: the grammar takes these words for keywords in some places. An equals sign
    /// can follow them nowhere else but after a member's name.
    fn attributes(mut self, text: &str) -> Self {
        if text.contains("/>") || text.contains("</") {
            for (word, replacement) in [("class", "clazz"), ("for", "fro")] {
                let named = text.match_indices(word).filter(|(at, _)| is_attribute(text, *at, word));
                self.words.extend(named.map(|(at, _)| (at, replacement)));
            }
        }
        self
    }

    /// `interface Box<in A, out B>`: the annotation becomes white space.
    fn variance(mut self, text: &str) -> Self {
        for (word, blank) in [("in ", "   "), ("out ", "    ")] {
            let annotations = text.match_indices(word).filter(|(at, _)| is_variance(text, *at, word));
            self.words.extend(annotations.map(|(at, _)| (at, blank)));
        }
        self
    }

    /// `import("x").A<B>` as a type: to the grammar `import("x")` becomes a name, which it takes everywhere.
    fn imports(mut self, text: &str) -> Self {
        let calls = text.match_indices("import(").filter_map(|(at, call)| {
            let rest = text[at + call.len()..].trim_start();
            let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let (path, rest) = rest[1..].split_once(quote)?;
            let rest = rest.trim_start().strip_prefix(')')?;
            let is_member =
                text[..at].ends_with(['.', '$', '_']) || text[..at].ends_with(char::is_alphanumeric);
            (!path.contains('\n') && !is_member).then(|| at..text.len() - rest.len())
        });
        self.names.extend(calls);
        self
    }

    fn apply(self, text: &str) -> Option<String> {
        if self.words.is_empty() && self.names.is_empty() {
            return None;
        }
        let mut masked = text.to_owned();
        for (at, replacement) in self.words {
            masked.replace_range(at..at + replacement.len(), replacement);
        }
        for name in self.names {
            let replacement = "_".repeat(name.len());
            masked.replace_range(name, &replacement);
        }
        Some(masked)
    }
}

fn is_attribute(text: &str, at: usize, word: &str) -> bool {
    let begins = text[..at].ends_with([' ', '\t', '\n', '\r']);
    let after = text[at + word.len()..].trim_start();
    begins && after.starts_with('=') && !after.starts_with("==") && !after.starts_with("=>")
}

/// A type parameter list or the comma between two of them stands before it, the name of a type parameter after it.
fn is_variance(text: &str, at: usize, word: &str) -> bool {
    let before = text[..at].trim_end();
    let follows_annotation =
        before.strip_suffix("in").is_some_and(|rest| rest.trim_end().ends_with(['<', ',']));
    // After a comment only `out` is told from the operator.
    let follows_comment = word == "out " && before.ends_with("*/");
    if !before.ends_with(['<', ',']) && !follows_annotation && !follows_comment {
        return false;
    }
    let rest = text[at + word.len()..].trim_start();
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let len = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (name, after) = rest.split_at(len);
    let after = after.trim_start();
    let goes_on = after.starts_with(['>', ',', '=']) || after.starts_with("extends ");
    let is_annotation_again = name == "out" && !goes_on;
    !name.is_empty() && name != "extends" && (goes_on || is_annotation_again)
}

#[cfg(test)]
mod tests {
    use super::{javascript, tsx, typescript};

    #[test]
    fn attributes_like_keywords_are_masked() {
        let text = "<p class=\"a\" for={b}>x</p>";
        assert_eq!(javascript(text).as_deref(), Some("<p clazz=\"a\" fro={b}>x</p>"));
        assert_eq!(javascript("class A {} // </p>"), None);
        assert_eq!(javascript("for (;;) {} x.class == 1; </p>"), None);
    }

    #[test]
    fn variance_annotations_are_masked() {
        let masked = typescript("interface A<in B, out C extends D, in out E = F> {}");
        assert_eq!(masked.as_deref(), Some("interface A<   B,     C extends D,        E = F> {}"));
        assert_eq!(typescript("type A<out> = 1; for (const x in y) {}; f<out extends B>()"), None);
        assert_eq!(tsx("const a = b < c"), None);
    }

    #[test]
    fn imports_in_types_are_masked() {
        let masked = typescript("let a: import('b').C<D>; import(e)");
        assert_eq!(masked.as_deref(), Some("let a: ___________.C<D>; import(e)"));
    }
}
