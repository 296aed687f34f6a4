//! A small tree in several languages, and a way to run the program on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The tree: path and text.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\nname = \"geometry\"\nversion = \"0.1.0\"\n"),
    (
        "src/lib.rs",
        "//! Shapes.\n\n/// A circle.\npub struct Circle {\n    pub radius: f64,\n}\n\nimpl Circle {\n    /// Its area.\n    \
         pub fn area(&self) -> f64 {\n        square(self.radius) * 3.0\n    }\n}\n\nfn square(x: f64) -> f64 {\n    x * x\n}\n",
    ),
    (
        "py/shapes.py",
        "class Square:\n    def __init__(self, side):\n        self.side = side\n\n    def area(self):\n        \
         return self.side * self.side\n\n\ndef total(shapes):\n    return sum(shape.area() for shape in shapes)\n",
    ),
    (
        "web/app.ts",
        "export function greet(name: string): string {\n  return `hello ${name}`;\n}\n\nexport const start = () => greet('you');\n",
    ),
    ("web/util.js", "function twice(f) { return (x) => f(f(x)); }\nmodule.exports = { twice };\n"),
    ("c/vec.h", "#ifndef VEC_H\n#define VEC_H\nint dot(int a, int b);\n#endif\n"),
    ("c/vec.c", "#include \"vec.h\"\n\nint dot(int a, int b) { return a * b; }\n"),
    ("java/Main.java", "class Main {\n    static int run() { return 1; }\n}\n"),
    ("notes.txt", "No language.\n"),
    (".gitignore", "ignored/\n"),
    ("ignored/secret.py", "def secret(): pass\n"),
];

/// A tree in a directory of its own.
pub(crate) struct Tree {
    directory: TempDir,
}

/// What a run of the program said.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Tree {
    /// The fixture, not indexed yet.
    pub(crate) fn new() -> Self {
        Self::of(FILES)
    }

    /// A tree of these files, not indexed yet.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let tree = Self { directory: tempfile::tempdir().expect("a temporary directory") };
        files.iter().for_each(|(path, text)| tree.write(path, text));
        tree
    }

    /// The fixture with its index.
    pub(crate) fn indexed() -> Self {
        let tree = Self::new();
        tree.ok(&["index"]);
        tree
    }

    /// The root, without links.
    pub(crate) fn root(&self) -> PathBuf {
        self.directory.path().canonicalize().expect("the root exists")
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("below the root")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    /// The program, standing in `directory` of the tree, with nothing of the tester's environment that it listens to.
    pub(crate) fn command(&self, directory: &str, arguments: &[&str]) -> Command {
        let mut command = program(&self.root().join(directory));
        command.args(arguments);
        command
    }

    /// Runs the program in the root.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        said(&mut self.command("", arguments))
    }

    /// Runs the program in the root; it has to answer. Returns its standard output.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert_eq!(said.status, 0, "{arguments:?}: {}{}", said.stdout, said.stderr);
        said.stdout
    }

    /// Runs the program in the root with `-j`; it has to answer.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        parse(&self.ok(&[arguments, &["-j"]].concat()))
    }

    /// Runs the program in the root with `-j`; it has to fail with `status`. Returns the error object.
    pub(crate) fn error(&self, status: i32, arguments: &[&str]) -> Value {
        let said = self.run(&[arguments, &["-j"]].concat());
        assert_eq!(said.status, status, "{arguments:?}: {}{}", said.stdout, said.stderr);
        let mut answer = parse(&said.stdout);
        assert_eq!(answer["schema_version"], wire::SCHEMA_VERSION);
        answer["error"].take()
    }
}

/// The program, standing in `directory`.
pub(crate) fn program(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_magellan"));
    command.current_dir(directory).env_remove("MAGELLAN_DB").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub(crate) fn said(command: &mut Command) -> Said {
    let Output { status, stdout, stderr } = command.output().expect("the program starts");
    Said {
        status: status.code().expect("ended by itself"),
        stdout: String::from_utf8(stdout).expect("UTF-8"),
        stderr: String::from_utf8(stderr).expect("UTF-8"),
    }
}

/// Reads one JSON value.
pub(crate) fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The text at `key` of each element of an array.
pub(crate) fn column<'a>(rows: &'a Value, key: &str) -> Vec<&'a str> {
    let rows = rows.as_array().expect("an array");
    rows.iter().map(|row| row[key].as_str().expect("a text")).collect()
}

/// Whether permissions mean nothing to this process: root may do everything.
pub(crate) fn permissions_are_ignored(scratch: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let probe = scratch.join("probe-of-permissions");
    fs::write(&probe, "").expect("a file");
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o0)).expect("permissions");
    let ignored = fs::read(&probe).is_ok();
    fs::remove_file(&probe).expect("removing the probe");
    ignored
}
