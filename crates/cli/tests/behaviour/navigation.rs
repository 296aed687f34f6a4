//! `export --format scip` and `--format lsif`: what tools that follow references are given.

mod lsif;
mod rules;
mod scip_index;

use crate::fixture::Tree;
use crate::shop;

use scip_index::{annotated, export, occurrences_on, related};

/// Names that need care: overloads, accessors, operators, blocks of one namespace, redefinitions, odd characters, twins of a module.
const ODD: &[(&str, &str)] = &[
    ("package.json", "{\"name\": \"@scope/odd names\"}\n"),
    (
        "src/box.ts",
        "/** Holds \u{1F680} things. */\nexport class Box<T> {\n  get caf\u{e9}(): T { return this.take('\u{1F680}', 1); }\n  set caf\u{e9}(x: T) {}\n  \
         take(a: string, b: number): T { const \u{1D4B3} = '\u{1F680}'; return this['odd-name'](\u{1D4B3}); }\n  'odd-name'(x: string): T { throw x; }\n}\n\
         export namespace N { export const a = 1; }\nexport namespace N { export const b = a; }\nexport default function () {}\n",
    ),
    (
        "java/a/Over.java",
        "package a;\n\nclass Over {\n    int f() { return f(1); }\n    int f(int x) { return f(\"\"); }\n    int f(String x) { return x.length(); }\n}\n\n\
         class Under extends Over {\n    int f(int x) { return super.f(x); }\n    int f(String x) { return 1; }\n}\n",
    ),
    (
        "cpp/v.cc",
        "namespace n { struct V { V operator+(const V& o); int x; }; }\nnamespace n { int twice(int x) { return x + x; } int twice(V v) { return v.x; } }\n\
         n::V n::V::operator+(const V& o) { return o; }\n#ifdef A\nint once = 1;\n#else\nint once = 2;\n#endif\n",
    ),
    (
        "one/mod_a.py",
        "x = 1\ndef f(): return x\ndef f(): return 2\nclass C:\n    @property\n    def p(self): return self.p\n",
    ),
    ("two/mod_a.py", "from one.mod_a import f\nf()\n"),
    ("Cargo.toml", "[package]\nname = \"odd-rust\"\n"),
    (
        "src/lib.rs",
        "mod deep;\npub use deep::T;\n#[cfg(unix)]\nfn g() {}\n#[cfg(not(unix))]\nfn g() {}\nimpl T { fn a(&self) {} }\nimpl T { fn b(&self) { self.a(); g(); } }\n\
         impl std::fmt::Debug for T { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { f.write_str(\"\") } }\n\
         #[cfg(test)]\nmod tests {\n    #[test]\n    fn works() { super::g() }\n}\n",
    ),
    ("src/deep.rs", "pub struct T;\npub enum E { A { x: u8 }, B }\nmacro_rules! m { () => {} }\n"),
    ("examples/deep.rs", "fn main() { odd_rust::T; }\n"),
    ("broken.py", "def f(:\n    pass\n"),
];

fn odd() -> Tree {
    let tree = Tree::of(ODD);
    tree.ok(&["index"]);
    tree
}

#[test]
fn a_scip_index_breaks_no_rule_of_the_format() {
    for tree in [shop::indexed(), odd(), Tree::indexed()] {
        rules::check(&export(&tree, &[]), &tree.root());
        rules::check(&export(&tree, &["--path", "**/*.rs", "--path", "**/main.ts"]), &tree.root());
        rules::check(&export(&tree, &["--no-references"]), &tree.root());
    }
}

#[test]
fn an_lsif_graph_breaks_no_rule_of_the_format() {
    for tree in [shop::indexed(), odd(), Tree::indexed()] {
        lsif::check(&tree.ok(&["export", "--format", "lsif"]));
        lsif::check(&tree.ok(&["export", "--format", "lsif", "--path", "**/*.rs", "--no-symbols"]));
    }
}

#[test]
fn both_formats_say_the_same_of_every_range() {
    for tree in [shop::indexed(), odd()] {
        let text = tree.ok(&["export", "--format", "lsif"]);
        let definitions = lsif::definitions(&text);
        assert!(definitions.len() > 20);
        assert_eq!(definitions, scip_index::definitions(&export(&tree, &[]), &tree.root()));
    }
}

#[test]
fn sources_with_what_scip_says_of_them() {
    let tree = shop::indexed();
    let index = export(&tree, &[]);
    let paths = [
        "src/shape.rs",
        "shop/app.py",
        "web/main.ts",
        "c/vec.h",
        "c/vec.c",
        "c/use.c",
        "java/app/Print.java",
    ];
    let text: String = paths.iter().map(|path| annotated(&index, &tree.root(), path)).collect();
    insta::assert_snapshot!("scip_of_the_shop", text);
    let tree = odd();
    let index = export(&tree, &[]);
    let paths = [
        "src/box.ts",
        "java/a/Over.java",
        "cpp/v.cc",
        "two/mod_a.py",
        "one/mod_a.py",
        "src/lib.rs",
        "src/deep.rs",
    ];
    let text: String = paths.iter().map(|path| annotated(&index, &tree.root(), path)).collect();
    insta::assert_snapshot!("scip_of_odd_names", text);
}

#[test]
fn a_dispatched_call_means_what_is_declared_and_relationships_lead_on() {
    let tree = shop::indexed();
    let index = export(&tree, &[]);
    let speak = "web/`animal.ts`/Animal#speak().";
    let of_call = occurrences_on(&index, "web/main.ts", 4);
    let names: Vec<&str> = of_call.iter().map(String::as_str).collect();
    assert!(names.iter().any(|name| name.ends_with(speak)), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("Dog#")), "{names:?}");
    let of_dog = related(&index, "web/`animal.ts`/Dog#speak().");
    assert_eq!(of_dog, ["implementation reference web/`animal.ts`/Animal#speak()."]);
    assert_eq!(related(&index, "web/`animal.ts`/Dog#"), ["implementation web/`animal.ts`/Animal#"]);
}

#[test]
fn a_call_on_one_of_several_types_means_each_of_them() {
    let source = "class A:\n    def go(self): pass\n\n\nclass B:\n    def go(self): pass\n\n\n\
                  def run(x: A | B):\n    x.go()\n\n\ndef guess(y):\n    y.go()\n";
    let tree = Tree::of(&[("m.py", source)]);
    tree.ok(&["index"]);
    let index = export(&tree, &[]);
    let of_go = |line| -> Vec<String> {
        let all = occurrences_on(&index, "m.py", line).into_iter();
        all.filter(|symbol| symbol.ends_with("go().")).collect()
    };
    assert_eq!(of_go(10), ["magellan pypi . . m/A#go().", "magellan pypi . . m/B#go()."]);
    assert_eq!(of_go(14), Vec::<String>::new(), "candidates are no reference");
    // A range of the other format leads to one place only.
    let text = tree.ok(&["export", "--format", "lsif"]);
    assert!(!lsif::definitions(&text).contains_key(&("m.py".to_owned(), 9, 6)));
}

#[test]
fn a_declaration_is_a_forward_definition_of_what_it_declares() {
    let tree = shop::indexed();
    let index = export(&tree, &[]);
    let text = annotated(&index, &tree.root(), "c/vec.h");
    assert!(text.contains("forward-definition magellan . . . c/`vec.c`/dot()."), "{text}");
    assert!(occurrences_on(&index, "c/use.c", 3).contains(&"magellan . . . c/`vec.c`/dot().".to_owned()));
}

#[test]
fn what_files_that_are_left_out_define_is_external() {
    let tree = shop::indexed();
    let index = export(&tree, &["--path", "web/main.ts"]);
    let external: Vec<&str> = index.external_symbols.iter().map(|symbol| symbol.symbol.as_str()).collect();
    let paths: Vec<&str> = index.documents.iter().map(|document| document.relative_path.as_str()).collect();
    assert_eq!(paths, ["web/main.ts"]);
    assert!(external.iter().any(|symbol| symbol.ends_with("web/`animal.ts`/Animal#")), "{external:?}");
}

#[test]
fn every_store_and_every_run_gives_the_same_bytes() {
    let (tree, other) = (odd(), odd());
    for format in ["scip", "lsif"] {
        let out = |tree: &Tree, backend: &str| {
            let (db, file) = (format!("{backend}.{format}.db"), format!("{backend}.{format}"));
            tree.ok(&["index", "--db", &db, "--backend", backend]);
            tree.ok(&["export", "--db", &db, "--format", format, "--out", &file]);
            std::fs::read(tree.root().join(file)).expect("the export")
        };
        let bytes = out(&tree, "sqlite");
        assert!(bytes == out(&tree, "native"), "{format}: stores differ");
        assert!(bytes == out(&other, "sqlite"), "{format}: directories differ");
    }
}
