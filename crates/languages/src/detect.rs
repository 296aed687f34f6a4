//! Which language a file is in.
//!
//! Names decide where they can: extensions (`.C` is not `.c`), then whole names. A file without an extension may say in
//! its first line what runs it. Only `.h` is shared by two languages: there the content decides when it is
//! unmistakable, else the files around it.

use extract::LanguageSpec;
use model::path::RepoPath;

/// What the tree around a file says about ambiguous names.
pub trait Context {
    /// Whether the tree has a file with this root-relative path.
    fn has_file(&self, path: &str) -> bool;
    /// Whether the directory (root-relative, empty for the root) has a file with one of these extensions.
    fn directory_has(&self, directory: &str, extensions: &[&str]) -> bool;
}

/// A language found.
#[derive(Clone, Copy)]
pub struct Detected {
    /// The language.
    pub spec: &'static LanguageSpec,
    /// Whether the surrounding tree decided, so that the answer can change with it.
    pub by_context: bool,
}

/// Extensions of files that are compiled as C++.
const CPP_SOURCES: &[&str] = &["cc", "cpp", "cxx", "c++", "C"];

/// The language of a file by name, then by its first line, then by content and surroundings where a name is shared
/// (`.h`). `content` is asked for only where the name does not decide.
pub fn detect<'a>(
    path: &RepoPath,
    content: &dyn Fn() -> &'a [u8],
    context: &dyn Context,
) -> Option<Detected> {
    let certain = |spec| Detected { spec, by_context: false };
    match path.extension() {
        Some("h") => Some(header(path, content(), context)),
        Some(extension) => {
            by(|spec| spec.extensions.contains(&extension) || spec.file_names.contains(&path.file_name()))
                .map(certain)
        }
        None => by(|spec| spec.file_names.contains(&path.file_name()))
            .or_else(|| by_interpreter(content()))
            .map(certain),
    }
}

fn by(wanted: impl Fn(&LanguageSpec) -> bool) -> Option<&'static LanguageSpec> {
    crate::ALL.iter().copied().find(|spec| wanted(spec))
}

/// `.h`: C++ when it says so, else what its neighbours are.
fn header(path: &RepoPath, content: &[u8], context: &dyn Context) -> Detected {
    if crate::c::headers::is_cpp(content) {
        return Detected { spec: &crate::cpp::SPEC, by_context: false };
    }
    let text = path.as_str();
    let stem = text.strip_suffix(".h").unwrap_or(text);
    let directory = text.rsplit_once('/').map_or("", |(directory, _)| directory);
    let twin = || CPP_SOURCES.iter().any(|extension| context.has_file(&format!("{stem}.{extension}")));
    let neighbours =
        || context.directory_has(directory, CPP_SOURCES) && !context.directory_has(directory, &["c"]);
    let cpp = twin() || neighbours();
    Detected { spec: if cpp { &crate::cpp::SPEC } else { &crate::c::SPEC }, by_context: true }
}

/// The language whose interpreter the `#!` line names.
fn by_interpreter(content: &[u8]) -> Option<&'static LanguageSpec> {
    let line = content.strip_prefix(b"#!")?.split(|&byte| byte == b'\n').next()?;
    let line = std::str::from_utf8(line.get(..line.len().min(256))?).ok()?;
    let name = interpreter(line)?;
    by(|spec| spec.interpreters.contains(&name))
}

/// `python` of `/usr/bin/env -S python3.12 -u`.
fn interpreter(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let mut program = file_name(words.next()?);
    if program == "env" {
        let is_setting = |word: &&str| word.starts_with('-') || word.contains('=');
        program = file_name(words.find(|word| !is_setting(word))?);
    }
    let name = program.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    (!name.is_empty()).then_some(name)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{Context, detect, interpreter};
    use model::path::RepoPath;

    /// A tree by the paths of its files.
    struct Tree(&'static [&'static str]);

    impl Context for Tree {
        fn has_file(&self, path: &str) -> bool {
            self.0.contains(&path)
        }

        fn directory_has(&self, directory: &str, extensions: &[&str]) -> bool {
            self.0.iter().any(|path| {
                let (around, name) = path.rsplit_once('/').unwrap_or(("", path));
                let extension = name.rsplit_once('.').map(|(_, extension)| extension);
                around == directory && extension.is_some_and(|extension| extensions.contains(&extension))
            })
        }
    }

    /// The language, its variant after a `/`, and `?` when the surroundings decided.
    fn language(path: &str, content: &'static str, tree: &'static [&'static str]) -> String {
        let path = RepoPath::new(path).expect("a path");
        match detect(&path, &|| content.as_bytes(), &Tree(tree)) {
            Some(found) => {
                let variant = if found.spec.variant.is_empty() { String::new() } else { format!("/{}", found.spec.variant) };
                format!("{}{variant}{}", found.spec.name, if found.by_context { "?" } else { "" })
            }
            None => "none".to_owned(),
        }
    }

    #[test]
    fn extensions_decide_and_case_matters() {
        let expected = [
            ("a.c", "c"), ("a.cc", "cpp"), ("a.cpp", "cpp"), ("a.C", "cpp"), ("a.H", "cpp"), ("a.hpp", "cpp"),
            ("a.ixx", "cpp"), ("a.java", "java"), ("a.js", "javascript"), ("a.jsx", "javascript"),
            ("a.mjs", "javascript"), ("a.cjs", "javascript"), ("a.py", "python"), ("a.pyi", "python"),
            ("a.rs", "rust"), ("a.ts", "typescript"), ("a.mts", "typescript"), ("a.cts", "typescript"),
            ("a.tsx", "typescript/tsx"), ("a.txt", "none"), ("a.PY", "none"),
        ];
        for (path, wanted) in expected {
            assert_eq!(language(path, "", &[]), wanted, "{path}");
        }
    }

    #[test]
    fn a_first_line_names_the_interpreter() {
        assert_eq!(language("bin/tool", "#!/usr/bin/env python3\n", &[]), "python");
        assert_eq!(language("bin/tool", "#!/usr/bin/python3.12 -u\n", &[]), "python");
        assert_eq!(language("bin/tool", "#!/usr/bin/env -S node --harmony\n", &[]), "javascript");
        assert_eq!(language("bin/tool", "#!/usr/bin/env LANG=C node\n", &[]), "javascript");
        assert_eq!(language("bin/tool", "#!/bin/sh\n", &[]), "none");
        assert_eq!(language("bin/tool", "", &[]), "none");
    }

    #[test]
    fn interpreters_lose_paths_and_versions() {
        assert_eq!(interpreter("/usr/local/bin/python2.7"), Some("python"));
        assert_eq!(interpreter("/usr/bin/env -S deno run"), Some("deno"));
        assert_eq!(interpreter(""), None);
    }

    #[test]
    fn headers_are_what_they_say() {
        let cpp = [
            "class X {\n};", "namespace a { }", "template <class T> struct S;", "struct S {\n public:\n  int x;\n};",
            "using namespace std;", "void f(std::string s);", "int *p = nullptr;", "void f(const S& s);",
            "inline int g() { return static_cast<int>(1.0); }",
        ];
        for text in cpp {
            assert_eq!(language("a.h", text, &["a.c"]), "cpp", "{text}");
        }
        let c = [
            "// class X {}\nint x;", "struct class *class;", "#ifdef __cplusplus\nnamespace a {\n#endif\nint x;",
            "#if defined(__cplusplus)\nclass X;\n#else\nstruct X;\n#endif", "char *s = \"std::string\";",
            "#define C(x) class x\nint y;", "int f(int a, int b);",
        ];
        for text in c {
            assert_eq!(language("a.h", text, &["a.c"]), "c?", "{text}");
        }
    }

    #[test]
    fn silent_headers_follow_their_neighbours() {
        assert_eq!(language("d/a.h", "int f(void);", &["d/a.cc", "d/b.c"]), "cpp?");
        assert_eq!(language("d/a.h", "int f(void);", &["d/b.cpp"]), "cpp?");
        assert_eq!(language("d/a.h", "int f(void);", &["d/b.cpp", "d/c.c"]), "c?");
        assert_eq!(language("d/a.h", "int f(void);", &["b.cpp"]), "c?");
    }
}
