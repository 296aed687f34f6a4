//! Paths of the tree as text: root-relative, with `/`, without `.` and `..`; the root is the empty text.

/// `relative` seen from `directory`, normalised; `None` when it leaves the tree.
pub(crate) fn join(directory: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
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

/// The directory of a path.
pub(crate) fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// The last segment of a path.
pub(crate) fn last(path: &str) -> &str {
    path.rfind('/').map_or(path, |slash| &path[slash + 1..])
}

/// The last segment of a path without its extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = last(path);
    name.rfind('.').map_or(name, |dot| &name[..dot])
}

/// Whether a file is compiled by itself, not as part of others.
pub(crate) fn is_source(path: &str) -> bool {
    matches!(last(path).rsplit_once('.'), Some((_, "c" | "cc" | "cpp" | "cxx" | "C" | "c++" | "m" | "mm")))
}

/// How many segments a path has.
pub(crate) fn depth(path: &str) -> usize {
    if path.is_empty() { 0 } else { path.split('/').count() }
}

/// Whether `directory` is `path` or lies above it.
pub(crate) fn is_above(directory: &str, path: &str) -> bool {
    directory.is_empty()
        || path
            .strip_prefix(directory)
            .is_some_and(|rest| rest.is_empty() || rest.as_bytes().first() == Some(&b'/'))
}

/// How many leading segments two paths share.
pub(crate) fn common(a: &str, b: &str) -> usize {
    let whole = |(a, b): &(&str, &str)| a == b && !a.is_empty();
    a.split('/').zip(b.split('/')).take_while(whole).count()
}

/// What stands before `suffix` when `path` ends with its segments: the directory that makes the path.
pub(crate) fn before<'a>(path: &'a str, suffix: &str) -> Option<&'a str> {
    let rest = path.strip_suffix(suffix)?;
    if rest.is_empty() { Some("") } else { rest.strip_suffix('/') }
}

#[cfg(test)]
mod tests {
    use super::{before, common, is_above, join};

    #[test]
    fn relative_paths_are_seen_from_a_directory() {
        assert_eq!(join("a/b", "../c/./d.h").as_deref(), Some("a/c/d.h"));
        assert_eq!(join("", "d.h").as_deref(), Some("d.h"));
        assert_eq!(join("a", "../../d.h"), None);
    }

    #[test]
    fn segments_are_compared_whole() {
        assert!(is_above("a/b", "a/b/c") && is_above("", "x") && !is_above("a/b", "a/bc"));
        assert_eq!(common("a/b/c", "a/b/d"), 2);
        assert_eq!(before("inc/linux/list.h", "linux/list.h"), Some("inc"));
        assert_eq!(before("my-list.h", "list.h"), None);
        assert_eq!(before("list.h", "list.h"), Some(""));
    }
}
