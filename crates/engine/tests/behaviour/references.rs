//! Outcomes follow edits: small projects whose files name each other, with versions of each file that change what the
//! others mean.

use std::fs;

use engine::IndexOptions;
use proptest::prelude::*;

use crate::scratch::Scratch;

/// A file of a project: its path and the texts that it can have.
type Versions = (&'static str, &'static [&'static str]);

const PYTHON: &[Versions] = &[
    (
        "pkg/__init__.py",
        &[
            "from .core import Base\n",
            "from .core import *\nfrom . import util\n",
            "from .util import make as Base\n",
            "",
        ],
    ),
    (
        "pkg/core.py",
        &[
            "class Base:\n    def run(self):\n        return self.step()\n    def step(self):\n        return 1\n",
            "class Base:\n    def run(self):\n        return 2\n",
            "class Root:\n    def step(self): ...\nclass Base(Root):\n    def run(self):\n        x = self.step()\n        return x\n",
            "__all__ = ['other']\ndef other(): ...\nclass Base: ...\n",
        ],
    ),
    (
        "pkg/util.py",
        &[
            "from pkg import core\ndef make():\n    return core.Base()\n",
            "from pkg.core import Base\ndef make() -> Base:\n    return Base()\n",
            "def make():\n    return None\n",
        ],
    ),
    (
        "pkg/sub.py",
        &[
            "from pkg import Base\nclass Sub(Base):\n    def step(self):\n        return 3\n",
            "from pkg.core import Base as B\nclass Sub(B): ...\n",
        ],
    ),
    (
        "main.py",
        &[
            "import pkg\nfrom pkg.util import make\nmake().run()\npkg.Base().run()\n",
            "from pkg.sub import Sub\nSub().run()\nSub().step()\n",
        ],
    ),
    ("pkg/core.pyi", &["class Base:\n    def run(self) -> int: ...\n"]),
];

const JAVA: &[Versions] = &[
    (
        "src/a/Shape.java",
        &[
            "package a;\npublic interface Shape { double area(); default Shape twice() { return this; } }\n",
            "package a;\npublic abstract class Shape { public abstract double area(); public Shape twice() { return this; } }\n",
            "package b;\npublic interface Shape { }\n",
        ],
    ),
    (
        "src/a/Circle.java",
        &[
            "package a;\npublic class Circle implements Shape { public double area() { return r; } double r; }\n",
            "package a;\npublic class Circle extends Shape { public double area() { return 1; } public Shape twice() { return new Circle(); } }\n",
        ],
    ),
    (
        "src/b/Use.java",
        &[
            "package b;\nimport a.*;\nclass Use { void f(Shape s) { s.area(); s.twice().area(); g(1); } void g(int i) {} void g(String s) {} }\n",
            "package b;\nimport a.Circle;\nclass Use { double f() { return new Circle().twice().area(); } }\n",
        ],
    ),
    ("src/b/Shape.java", &["package b;\nclass Shape { double area() { return 0; } }\n"]),
];

const RUST: &[Versions] = &[
    (
        "Cargo.toml",
        &["[package]\nname = \"one\"\n", "[package]\nname = \"two\"\n[lib]\npath = \"src/root.rs\"\n"],
    ),
    (
        "src/lib.rs",
        &[
            "mod shape;\npub use shape::Circle;\nmod user;\n",
            "mod shape;\npub use shape::*;\nmod user;\n",
            "#[path = \"other.rs\"]\nmod shape;\nmod user;\n",
        ],
    ),
    (
        "src/shape.rs",
        &[
            "pub trait Area { fn area(&self) -> u32; }\npub struct Circle { pub r: u32 }\nimpl Area for Circle { fn area(&self) -> u32 { self.r } }\n",
            "pub struct Circle { pub r: Radius }\npub struct Radius(u32);\nimpl Circle { pub fn area(&self) -> u32 { 1 } }\nimpl Radius { pub fn get(&self) -> u32 { self.0 } }\n",
        ],
    ),
    ("src/other.rs", &["pub struct Circle { pub r: u32 }\nimpl Circle { pub fn area(&self) {} }\n"]),
    (
        "src/user.rs",
        &[
            "use crate::shape::{Circle, Area};\nfn f(c: &Circle) { c.area(); c.r; }\n",
            "use crate::Circle;\nfn f(c: Circle) { c.r.get(); c.area(); }\n",
        ],
    ),
    ("src/root.rs", &["mod user;\nmod shape;\n"]),
];

/// Two repositories side by side, which the marks make, unmake and join.
const SIDE_BY_SIDE: &[Versions] = &[
    ("user/.gitignore", &["*.log\n"]),
    (
        "user/pyproject.toml",
        &["[tool.uv.sources]\nlib = { path = \"../lib\" }\n", "[project]\nname = \"user\"\n"],
    ),
    ("user/main.py", &["import lib\n\nclass B(lib.A):\n    def m(self): ...\n\nlib.f().m()\n"]),
    ("lib/LICENSE", &["Free.\n"]),
    ("lib/lib.py", &["class A:\n    def m(self): ...\n\ndef f() -> A:\n    return A()\n"]),
    ("LICENSE", &["All of it.\n"]),
];

const TYPESCRIPT: &[Versions] = &[
    (
        "tsconfig.json",
        &[
            "{\"compilerOptions\": {\"paths\": {\"@/*\": [\"./src/*\"]}}}\n",
            "{\"compilerOptions\": {\"paths\": {\"@/*\": [\"./lib/*\"]}}}\n",
            "{\"extends\": \"./config/web.strict\"}\n",
        ],
    ),
    (
        "config/web.strict.json",
        &[
            "{\"compilerOptions\": {\"paths\": {\"@/*\": [\"../src/*\"]}}}\n",
            "{\"compilerOptions\": {\"paths\": {\"@/*\": [\"../lib/*\"]}}}\n",
        ],
    ),
    ("package.json", &["{\"name\": \"root\", \"main\": \"src/index.js\"}\n", "{\"name\": \"other\"}\n"]),
    (
        "src/shape.ts",
        &[
            "export interface Shape { area(): number }\nexport class Circle implements Shape { r = 1; area() { return this.r } }\n",
            "export class Circle { r = new Radius(); area() { const x = this.r; return x } }\nexport class Radius { get() {} }\n",
            "export default class Circle { area() {} }\n",
        ],
    ),
    ("lib/shape.ts", &["export class Circle { area() {} }\n"]),
    (
        "src/index.ts",
        &[
            "export * from './shape'\n",
            "export { Circle as Round } from './shape'\n",
            "export * as shapes from './shape'\n",
        ],
    ),
    (
        "src/use.ts",
        &[
            "import { Circle } from '@/shape'\nnew Circle().area()\n",
            "import { Circle } from './index'\nimport * as all from './index'\nconst c = new Circle()\nc.area()\nc.r.get()\nall.Circle\n",
            "import Circle from './shape'\nimport { Round } from '.'\nnew Circle().area()\nnew Round().area()\n",
        ],
    ),
    (
        "src/old.js",
        &[
            "const { Circle } = require('./shape')\nmodule.exports = { make: () => new Circle() }\n",
            "exports.make = function () {}\n",
        ],
    ),
    (
        "src/caller.js",
        &["const old = require('./old')\nold.make().area()\n", "import { make } from 'root'\nmake()\n"],
    ),
];

const C: &[Versions] = &[
    (
        "include/list.h",
        &[
            "struct node { int value; struct node *next; };\nvoid push(struct node *n);\n",
            "#include \"types.h\"\nvoid push(struct node *n);\n",
            "#define push(n) do_push(n)\nstruct node { int v; };\nvoid do_push(struct node *n);\n",
        ],
    ),
    ("include/types.h", &["struct node { int value; };\nenum color { RED };\n", "enum color { GREEN };\n"]),
    (
        "src/list.c",
        &[
            "#include \"list.h\"\nvoid push(struct node *n) { n->value = 1; }\n",
            "#include \"list.h\"\nstatic void push(struct node *n) { n->next = 0; }\n",
        ],
    ),
    (
        "src/main.c",
        &[
            "#include \"list.h\"\nint main(void) { struct node n; push(&n); n.value = RED; return n.next->value; }\n",
            "#include \"types.h\"\nint main(void) { return GREEN; }\n",
        ],
    ),
    ("src/types.h", &["struct node { long value; };\n"]),
    ("src/second.c", &["void push(struct node *n) { }\n"]),
];

const CPP: &[Versions] = &[
    (
        "shape.h",
        &[
            "namespace geo { class Shape { public: virtual int area(); int side; }; }\n",
            "namespace geo { struct Base { int side; }; class Shape : public Base { public: int area(); int area(int); }; }\n",
        ],
    ),
    (
        "shape.cc",
        &[
            "#include \"shape.h\"\nnamespace geo { int Shape::area() { return side; } }\n",
            "#include \"shape.h\"\nint geo::Shape::area() { return area(1); }\nint geo::Shape::area(int x) { return x; }\n",
        ],
    ),
    (
        "circle.h",
        &[
            "#include \"shape.h\"\nclass Circle : public geo::Shape { public: int area(); };\n",
            "#include \"shape.h\"\nusing namespace geo;\nusing Circle = Shape;\n",
        ],
    ),
    (
        "main.cc",
        &[
            "#include \"circle.h\"\nint main() { Circle c; geo::Shape *s = &c; return s->area() + c.side; }\n",
            "#include \"shape.h\"\nauto make() { return geo::Shape(); }\nint main() { return make().area(); }\n",
        ],
    ),
];

const PROJECTS: &[(&str, &[Versions])] = &[
    ("python", PYTHON),
    ("java", JAVA),
    ("rust", RUST),
    ("typescript", TYPESCRIPT),
    ("c", C),
    ("cpp", CPP),
    ("side by side", SIDE_BY_SIDE),
];

/// Which file gets which of its texts; the number after the last text takes the file away, the one after that renames it.
type Edit = (usize, usize);

fn apply(scratch: &Scratch, project: &[Versions], (file, version): Edit) {
    let (path, texts) = project[file % project.len()];
    let renamed = format!("moved/{path}");
    match version % (texts.len() + 2) {
        text if text < texts.len() => scratch.write(path, texts[text]),
        gone if gone == texts.len() => if_there(fs::remove_file(scratch.root().join(path))),
        _ => {
            let to = scratch.root().join(renamed);
            fs::create_dir_all(to.parent().expect("below the root")).expect("a directory");
            if_there(fs::rename(scratch.root().join(path), to));
        }
    }
}

fn if_there(outcome: std::io::Result<()>) {
    match outcome {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        outcome => outcome.expect("changing the tree"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_every_edit_outcomes_are_those_of_a_cold_build(
        project in 0..PROJECTS.len(),
        edits in prop::collection::vec(prop::collection::vec((0..8_usize, 0..6_usize), 1..3), 2..6),
    ) {
        let (language, files) = PROJECTS[project];
        let scratch = Scratch::new();
        files.iter().for_each(|(path, texts)| scratch.write(path, texts[0]));
        scratch.index(&IndexOptions::default());
        for (number, step) in edits.iter().enumerate() {
            step.iter().for_each(|edit| apply(&scratch, files, *edit));
            scratch.index(&IndexOptions::default());
            let what = format!("{language}, step {number} of {edits:?}");
            scratch.said().assert_same(&scratch.said_by_a_cold_build(), &what);
        }
    }
}

#[test]
fn a_mark_that_comes_or_goes_parts_and_joins_repositories() {
    let scratch = Scratch::new();
    let calls = |scratch: &Scratch| {
        let said = scratch.said();
        said.assert_same(&scratch.said_by_a_cold_build(), "marks");
        said.export.lines().filter(|line| line.contains("\"import\"") && line.contains("resolved\"")).count()
    };
    scratch.write("user/main.py", "import lib\n");
    scratch.write("user/.gitignore", "*.log\n");
    scratch.write("lib/lib.py", "def f(): ...\n");
    scratch.write("lib/pyproject.toml", "[project]\nname = \"lib\"\n");
    scratch.index(&IndexOptions::default());
    assert_eq!(calls(&scratch), 0);
    scratch.write(".gitignore", "*.log\n");
    scratch.index(&IndexOptions::default());
    assert_eq!(calls(&scratch), 1);
    fs::remove_file(scratch.root().join(".gitignore")).expect("it was written");
    scratch.index(&IndexOptions::default());
    assert_eq!(calls(&scratch), 0);
    scratch.write("user/pyproject.toml", "[tool.uv.sources]\nlib = { path = \"../lib\" }\n");
    scratch.index(&IndexOptions::default());
    assert_eq!(calls(&scratch), 1);
}

#[test]
fn an_edit_inside_of_a_body_resolves_one_file() {
    let scratch = Scratch::new();
    scratch.write("lib.py", "def f(x: int) -> int:\n    y = x\n    return y\n\n\ndef g():\n    f(1)\n");
    scratch.write("user.py", "import lib\n\nlib.f(2)\nlib.g()\n");
    scratch.index(&IndexOptions::default());
    scratch.write(
        "lib.py",
        "def f(x: int) -> int:\n    z = x + 1\n    return z\n\n\ndef g():\n    f(3)\n    f(4)\n",
    );
    let report = scratch.index(&IndexOptions::default());
    assert_eq!((report.tally.written, report.tally.resolved), (1, 1));
    scratch.said().assert_same(&scratch.said_by_a_cold_build(), "a body");
}

#[test]
fn a_new_signature_wakes_those_who_name_it_and_nobody_else() {
    let scratch = Scratch::new();
    scratch.write("lib.py", "class A:\n    def m(self): ...\n\n\ndef make() -> A:\n    return A()\n");
    scratch.write("user.py", "import lib\n\nlib.make().m()\n");
    scratch.write("other.py", "import os\n\nos.getcwd()\n");
    scratch.index(&IndexOptions::default());
    scratch.write("lib.py", "class A:\n    def m(self): ...\n\n\ndef make() -> None:\n    return None\n");
    let report = scratch.index(&IndexOptions::default());
    assert_eq!((report.tally.written, report.tally.resolved), (1, 2));
    scratch.said().assert_same(&scratch.said_by_a_cold_build(), "a signature");
}

#[test]
fn what_a_configuration_extends_wakes_its_files_whatever_it_is_called() {
    let paths = |to: &str| format!("{{\"compilerOptions\": {{\"paths\": {{\"@/*\": [\"../{to}/*\"]}}}}}}\n");
    let scratch = Scratch::new();
    scratch.write("tsconfig.json", "{\"extends\": \"./config/web\"}\n");
    scratch.write("config/web.json", "{\"extends\": [\"./paths.of.today.jsonc\"]}\n");
    scratch.write("config/paths.of.today.jsonc", paths("src"));
    scratch.write("src/shape.ts", "export class Circle {}\n");
    scratch.write("lib/shape.ts", "export class Circle {}\n");
    scratch.write("use.ts", "import { Circle } from '@/shape'\nnew Circle()\n");
    scratch.index(&IndexOptions::default());
    let before = scratch.said();
    scratch.write("config/paths.of.today.jsonc", paths("lib"));
    scratch.index(&IndexOptions::default());
    let after = scratch.said();
    assert_ne!(before.export, after.export, "the import leads elsewhere");
    after.assert_same(&scratch.said_by_a_cold_build(), "another mapping");
}
