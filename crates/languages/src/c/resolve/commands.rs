//! Compilation databases: `compile_commands.json`.

use resolve::Files;
use serde_json::Value;

use super::paths;

/// What one compiler call says.
pub(super) struct Command {
    /// The file compiled, root-relative.
    pub(super) file: String,
    /// Include directories inside the tree, in order.
    pub(super) directories: Vec<Box<str>>,
    /// Macros defined, with their values.
    pub(super) defines: Vec<(Box<str>, Box<str>)>,
}

/// The commands of a database. Its paths are those of the machine that wrote it: where the tree stood there is found
/// by the files that it names.
pub(super) fn parse(text: &str, files: &Files) -> Vec<Command> {
    let Ok(Value::Array(entries)) = serde_json::from_str(text) else { return Vec::new() };
    let root = entries.iter().find_map(|entry| root_of(&source(entry)?, files)).unwrap_or_default();
    entries.iter().filter_map(|entry| command(entry, &root)).collect()
}

/// The absolute path of the file that an entry compiles.
fn source(entry: &Value) -> Option<String> {
    let file = entry.get("file")?.as_str()?;
    let directory = entry.get("directory").and_then(Value::as_str).unwrap_or("");
    absolute(directory, file)
}

fn absolute(directory: &str, path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    if path.starts_with('/') || path.as_bytes().get(1) == Some(&b':') {
        paths::join("", &path)
    } else {
        paths::join(&directory.replace('\\', "/"), &path)
    }
}

/// What stands before the longest end of `source` that is a file of the tree.
fn root_of(source: &str, files: &Files) -> Option<String> {
    let starts = std::iter::once(0).chain(source.match_indices('/').map(|(at, _)| at + 1));
    let start = starts.into_iter().find(|start| files.find(&source[*start..]).is_some())?;
    Some(source[..start].trim_end_matches('/').to_owned())
}

fn command(entry: &Value, root: &str) -> Option<Command> {
    let file = inside(root, &source(entry)?)?;
    let directory = entry.get("directory").and_then(Value::as_str).unwrap_or("");
    let words: Vec<String> = match (entry.get("arguments"), entry.get("command")) {
        (Some(Value::Array(words)), _) => {
            words.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
        }
        (_, Some(Value::String(command))) => split(command),
        _ => Vec::new(),
    };
    let mut found = Command { file, directories: Vec::new(), defines: Vec::new() };
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        if let Some(path) = option(word, &["-I", "-isystem", "-iquote", "-idirafter", "/I"], &mut words) {
            let path = absolute(directory, path).and_then(|path| inside(root, &path));
            found.directories.extend(path.map(String::into_boxed_str));
        } else if let Some(define) = option(word, &["-D", "/D"], &mut words) {
            let (name, value) = define.split_once('=').unwrap_or((define, "1"));
            found.defines.push((name.into(), value.into()));
        }
    }
    Some(found)
}

/// The value of one of these options, joined to it or the next word.
fn option<'a>(word: &'a str, names: &[&str], words: &mut impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let value = names.iter().find_map(|name| word.strip_prefix(name))?;
    if value.is_empty() { words.next() } else { Some(value) }
}

/// An absolute path seen from the tree's root; `None` outside of it.
fn inside(root: &str, path: &str) -> Option<String> {
    if !paths::is_above(root, path) {
        return None;
    }
    Some(path[root.len()..].trim_start_matches('/').to_owned())
}

/// The words of a shell command: quotes and backslashes, nothing else.
fn split(command: &str) -> Vec<String> {
    let (mut words, mut word, mut started, mut quote) = (Vec::new(), String::new(), false, None);
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => (quote, started) = (Some(c), true),
            (None | Some('"'), '\\') => {
                word.extend(chars.next());
                started = true;
            }
            (None, c) if c.is_whitespace() => {
                if started {
                    words.push(std::mem::take(&mut word));
                }
                started = false;
            }
            (_, c) => {
                word.push(c);
                started = true;
            }
        }
    }
    if started {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{inside, split};

    #[test]
    fn commands_are_split_as_a_shell_does() {
        let words = split(r#"cc -DX=\"a b\" '-DY=1 2' "-I/r/in c" x.c"#);
        assert_eq!(words, ["cc", "-DX=\"a", "b\"", "-DY=1 2", "-I/r/in c", "x.c"]);
    }

    #[test]
    fn paths_outside_of_the_tree_are_left_out() {
        assert_eq!(inside("home/me/repo", "home/me/repo/src").as_deref(), Some("src"));
        assert_eq!(inside("home/me/repo", "usr/include"), None);
    }
}
