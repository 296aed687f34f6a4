//! Nesting and chains of any length: no overflow, no identifier lost, facts that grow with the file, not faster, and
//! names that are resolved in bounded time each.

use std::time::{Duration, Instant};

use extract::LanguageSpec;
use model::facts::FileFacts;
use model::kinds::DiagnosticCode;

const DEPTH: usize = 200_000;
/// Longest time for the names of a file: far more than it takes on a busy machine in a build for debugging, far less
/// than what grows with the square.
const PATIENCE: Duration = Duration::from_secs(240);

/// A program of a language: `before`, then `open` n times, `inside`, `close` n times, `after`.
///
/// Every part uses the identifier `x` as a reference a known number of times, and only as that.
struct Shape {
    language: &'static str,
    what: &'static str,
    before: &'static str,
    open: &'static str,
    inside: &'static str,
    close: &'static str,
    after: &'static str,
}

impl Shape {
    fn source(&self, depth: usize) -> String {
        let (open, close) = (self.open.repeat(depth), self.close.repeat(depth));
        [self.before, &open, self.inside, &close, self.after].concat()
    }

    /// How often `x` stands in the program.
    fn references(&self, depth: usize) -> usize {
        let count =
            |text: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| *word == "x").count();
        let nested = count(self.open) + count(self.close);
        count(self.before) + nested * depth + count(self.inside) + count(self.after)
    }
}

macro_rules! shapes {
    ($($language:literal: $before:literal, $after:literal => {
        $($what:literal: $open:literal, $inside:literal, $close:literal;)*
    })*) => {
        &[$($(Shape {
            language: $language, what: $what, before: $before, open: $open, inside: $inside, close: $close, after: $after,
        },)*)*]
    };
}

const SHAPES: &[Shape] = shapes! {
    "c": "int f(void) {\n", ";\n}\nint g(void) { return x; }\n" => {
        "parentheses": "(", "x", ")";
        "calls": "x(", "x", ")";
        "blocks": "{", "x;", "}";
        "sums": "x + ", "x", "";
        "members": "", "x", ".a";
        "subscripts": "", "x", "[x]";
        "negations": "! ", "x", "";
        "conditions": "if (x) { x; } else ", "{ x; }", "";
        "nested conditions": "if (x) { ", "x;", "}";
    }
    "cpp": "int f() {\n", ";\n}\nint g() { return x; }\n" => {
        "parentheses": "(", "x", ")";
        "calls": "x(", "x", ")";
        "blocks": "{", "x;", "}";
        "sums": "x + ", "x", "";
        "methods": "", "x", ".a()";
        "lambdas": "[=] { return ", "x", "; }";
        "conditions": "if (x) { x; } else ", "{ x; }", "";
    }
    "java": "class C { void f() {\n", ";\n} int g() { return x; } }\n" => {
        "parentheses": "y = (", "x", ")";
        "calls": "x(", "x", ")";
        "blocks": "{", "x();", "}";
        "sums": "x(1) + ", "x", "";
        "methods": "", "x", ".a()";
        "conditions": "if (x) { x(); } else ", "{ x(); }", "";
        "nested conditions": "if (x) { ", "x();", "}";
    }
    "javascript": "function f() {\n", ";\n}\nfunction g() { return x; }\n" => {
        "parentheses": "(", "x", ")";
        "calls": "x(", "x", ")";
        "blocks": "{", "x;", "}";
        "arrays": "[", "x", "]";
        "sums": "x + ", "x", "";
        "methods": "", "x", ".a()";
        "functions": "() => ", "x", "";
        "conditions": "if (x) { x; } else ", "{ x; }", "";
        "templates": "`${", "x", "}`";
    }
    "python": "def f():\n  ", "\n\ndef g(): return x\n" => {
        "parentheses": "(", "x", ")";
        "calls": "x(", "x", ")";
        "lists": "[", "x", "]";
        "sums": "x + ", "x", "";
        "methods": "", "x", ".a()";
        "lambdas": "lambda: ", "x", "";
        "conditions": "x if x else ", "x", "";
        "branches": "if x: pass\n  el", "if x: pass", "";
    }
    "rust": "fn f() {\n", ";\n}\nfn g() { x; }\n" => {
        "parentheses": "(", "x", ")";
        "calls": "x(", "x", ")";
        "blocks": "{", "x", "}";
        "arrays": "[", "x", "]";
        "sums": "x + ", "x", "";
        "methods": "", "x", ".a()";
        "references": "&", "x", "";
        "conditions": "if x { x } else ", "{ x }", "";
        "closures": "|| ", "x", "";
    }
    "typescript": "function f() {\n", ";\n}\nfunction g() { return x; }\n" => {
        "parentheses": "(", "x", ")";
        "calls": "x(", "x", ")";
        "blocks": "{", "x;", "}";
        "sums": "x + ", "x", "";
        "casts": "", "x", " as any";
        "conditions": "if (x) { x; } else ", "{ x; }", "";
    }
};

fn facts(spec: &'static LanguageSpec, source: &str) -> FileFacts {
    let linked = testkit::fuzz::link(spec, &[source.as_bytes()]);
    let facts = linked.provider.units()[0].facts.clone();
    assert_eq!(testkit::check(&facts, source.as_bytes()), Vec::<String>::new());
    let started = Instant::now();
    assert_eq!(testkit::fuzz::resolution_violations(&linked), Vec::<String>::new());
    let start: String = source.chars().take(60).collect();
    assert!(started.elapsed() < PATIENCE, "{:?} to resolve {start}…", started.elapsed());
    facts
}

fn has(facts: &FileFacts, code: DiagnosticCode) -> bool {
    facts.diagnostics.iter().any(|found| found.code == code)
}

fn rows(facts: &FileFacts) -> usize {
    facts.sites.len() + facts.exprs.len() + facts.types.len() + facts.scopes.len() + facts.pool.len()
}

fn references(facts: &FileFacts) -> usize {
    facts.sites.iter().filter(|site| facts.text(site.name) == "x").count()
}

fn run(language: &str) {
    let spec = languages::named(language).next().expect("a language of the registry");
    // A language whose rules are not written yet sees nothing, which every other test of it says too.
    let first = SHAPES.iter().find(|shape| shape.language == language).expect("shapes of the language");
    if facts(spec, &first.source(1)).sites.is_empty() {
        return;
    }
    for shape in SHAPES.iter().filter(|shape| shape.language == language) {
        assert_shallow(spec, shape);
        assert_deep(spec, shape);
    }
}

/// A shape must be a program that the language has, or it would prove nothing when deep.
fn assert_shallow(spec: &'static LanguageSpec, shape: &Shape) {
    let source = shape.source(3);
    let facts = facts(spec, &source);
    let what = format!("{} {}\n{source}", shape.language, shape.what);
    assert!(facts.diagnostics.is_empty(), "{what}\n{:?}", facts.diagnostics);
    assert_eq!(references(&facts), shape.references(3), "{what}");
}

fn assert_deep(spec: &'static LanguageSpec, shape: &Shape) {
    let what = format!("{} {}", shape.language, shape.what);
    let [quarter, full] = [DEPTH / 4, DEPTH].map(|depth| facts(spec, &shape.source(depth)));
    if has(&full, DiagnosticCode::ParserFailed) {
        return;
    }
    assert_eq!(references(&full), shape.references(DEPTH), "{what}: names are lost or counted twice");
    let [few, many] = [&quarter, &full].map(rows);
    assert!(many <= few * 5, "{what}: {many} rows, {few} in a quarter of it");
    // Chains may be followed to their end; what is not followed must be said.
    let complete = full.sites.iter().all(|site| site.anchor != model::facts::Anchor::Lexical);
    assert!(
        complete || has(&full, DiagnosticCode::TooDeep),
        "{what}: names without structure, without a word"
    );
}

macro_rules! languages {
    ($($language:ident),* $(,)?) => { $(#[test] fn $language() { run(stringify!($language)); })* };
}

languages![c, cpp, java, javascript, python, rust, typescript];
