//! Paths as texts.

/// The directory of a path; empty at the root.
pub(super) fn directory_of(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// A path written in a directory, `.` and `..` followed; `None` outside of the tree.
pub(super) fn join(directory: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => directory.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What `*` stands for where a pattern matches a text; the empty text for an exact match.
pub(super) fn matched<'a>(pattern: &str, text: &'a str) -> Option<&'a str> {
    match pattern.split_once('*') {
        None => (pattern == text).then_some(""),
        Some((before, after)) => {
            let rest = text.strip_prefix(before)?;
            rest.strip_suffix(after)
        }
    }
}

/// A name of a script file with its extension taken off: `.d.ts` counts as one.
pub(super) fn without_extension(path: &str) -> &str {
    const KNOWN: [&str; 11] =
        [".d.ts", ".d.mts", ".d.cts", ".tsx", ".ts", ".mts", ".cts", ".jsx", ".js", ".mjs", ".cjs"];
    KNOWN.iter().find_map(|extension| path.strip_suffix(extension)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{join, matched, without_extension};

    #[test]
    fn paths_are_followed() {
        assert_eq!(join("a/b", "../c.js").as_deref(), Some("a/c.js"));
        assert_eq!(join("a", "."), Some("a".to_owned()));
        assert_eq!(join("", ".."), None);
        assert_eq!(matched("@/*", "@/x/y"), Some("x/y"));
        assert_eq!(matched("lib", "lib"), Some(""));
        assert_eq!(matched("a*b", "ab"), Some(""));
        assert_eq!(without_extension("x/y.d.ts"), "x/y");
    }
}
