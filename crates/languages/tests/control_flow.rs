//! Control flow of each language: for small functions, the cyclomatic number, the cognitive complexity, the nesting, and which lines
//! cannot be reached; and some whole graphs.

use extract::Extractor;
use extract::control::FunctionFlow;
use model::control::ControlFlow;
use model::span::LineIndex;

/// The functions of a file: named ones by name, others as `-`.
fn functions(language: &str, source: &str) -> Vec<(String, FunctionFlow)> {
    let spec = languages::named(language).next().expect("a language");
    let (facts, flows) = Extractor::new().control_flow(spec, source.as_bytes());
    assert_eq!(testkit::check_flows(&flows, source.len()), Vec::<String>::new());
    let name = |flow: &FunctionFlow| flow.def.map_or("-", |def| facts.text(facts.def(def).name)).to_owned();
    flows.iter().map(|flow| (name(flow), flow.clone())).collect()
}

/// `name cyclomatic/cognitive/nesting`, and lines that cannot be reached.
fn summary(source: &str, (name, flow): &(String, FunctionFlow)) -> String {
    let lines = LineIndex::new(source.as_bytes());
    let dead = flow.graph.unreachable().flat_map(|block| &block.statements);
    let mut dead: Vec<u32> = dead.map(|span| lines.position(span.start).line).collect();
    dead.sort_unstable();
    dead.dedup();
    let numbers = format!("{name} {}/{}/{}", flow.graph.cyclomatic(), flow.cognitive, flow.nesting);
    if dead.is_empty() { numbers } else { format!("{numbers} dead {dead:?}") }
}

/// States what comes of the functions of a file; what has no name and no decision is left out.
fn check(language: &str, source: &str, expected: &[&str]) {
    let found = functions(language, source);
    let told = found.iter().filter(|(name, flow)| name != "-" || flow.graph.cyclomatic() > 1);
    let told: Vec<String> = told.map(|function| summary(source, function)).collect();
    assert_eq!(told, expected, "{source}");
}

/// The graph as `from kind to` for every edge.
fn edges(graph: &ControlFlow) -> Vec<String> {
    let edge = |edge: &model::control::Edge| {
        let never = if edge.never { "!" } else { "" };
        format!("{} {}{never} {}", edge.from.raw(), edge.kind, edge.to.raw())
    };
    graph.edges.iter().map(edge).collect()
}

#[test]
fn a_graph_in_full() {
    let source = "int f(int n) {\n  while (n > 0 && g(n))\n    n--;\n  return n;\n}\n";
    let found = functions("c", source);
    let graph = &found[0].1.graph;
    let kinds: Vec<&str> = graph.blocks.iter().map(|block| block.kind.as_str()).collect();
    assert_eq!(kinds, ["entry", "exit", "loop", "condition", "body", "body"]);
    let expected = [
        "0 fallthrough 2", // to the head of the loop
        "2 true 3",        // n > 0
        "2 false 5",
        "3 true 4", // g(n)
        "3 false 5",
        "4 loop-back 2", // n--
        "5 return 1",
    ];
    assert_eq!(edges(graph), expected);
}

#[test]
fn finally_is_on_every_way_out() {
    let source = "class A { int f() { try { if (a()) return 1; b(); } finally { c(); } return 2; } }";
    let found = functions("java", source);
    let graph = &found[0].1.graph;
    let finals: Vec<bool> = graph
        .blocks
        .iter()
        .filter(|block| block.kind.as_str() == "finally")
        .map(|block| block.copy)
        .collect();
    // On from the try, out with the return, out with an exception: one text, two copies.
    assert_eq!(finals.iter().filter(|copy| !**copy).count(), 1);
    assert_eq!(finals.len(), 3);
    assert_eq!(graph.cyclomatic(), 2, "copies do not count");
}

/// Operators are read in a row, through parentheses; what stands in a call or behind a negation is a row of its own.
#[test]
fn rows_of_operators() {
    check(
        "java",
        "class A {
  boolean same() { return a && b && (c && d); }
  boolean mixed() { return a && (b || c) && d; }
  boolean turns() { return a && b || c && d || e; }
  boolean negated() { return a && !(b && c); }
  boolean called() { return f(a && b) && c; }
  void decided() { if (a && (b || c) && f(a && b)) g(); }
}
",
        &["same 4/1/0", "mixed 4/3/0", "turns 5/4/0", "negated 3/2/0", "called 3/2/0", "decided 6/5/1"],
    );
    check("rust", "fn chain() { if let Some(a) = b && (c || d) && e { g(); } }\n", &["chain 5/4/1"]);
}

/// A `finally` body is in the graph once for each way out; it cannot be reached when it is on no way that is taken.
#[test]
fn a_finally_body_is_reached_by_any_way() {
    let python = "def f():
    try:
        return g()
    finally:
        h()
    k()
def spins():
    while True:
        pass
    try:
        g()
    finally:
        h()
";
    check("python", python, &["f 1/0/0 dead [6]", "spins 2/1/1 dead [11, 13]"]);
}

#[test]
fn the_last_case_is_reached_where_others_have_guards() {
    let rust = "fn f(x: u8) -> u8 { match x { 1 if g() => 1, 2 => 2,
    _ => 3 } }
fn h(x: u8) -> u8 { match x { 1 if g() => 1,
    n => n } }
";
    check("rust", rust, &["f 4/1/1", "h 3/1/1"]);
    let java = "class A { int f(Object o) { return switch (o) { case String s when s.isEmpty() -> 1;
    default -> 2; }; } }";
    check("java", java, &["f 3/1/1"]);
}

#[test]
fn jumps_behind_jumps_are_unreachable() {
    check("javascript", "function f() { throw a;\n  return g(); }\n", &["f 1/0/0 dead [2]"]);
    check("c", "int f(void) { return 1;\n  return 2; }\n", &["f 1/0/0 dead [2]"]);
}

#[test]
fn a_case_without_a_switch_is_reached() {
    check("c", "void f(void) { return; case 1:\n g(); break; case 2:\n h(); }\n", &["f 1/0/0"]);
}

#[test]
fn parameters_that_are_declared() {
    for (language, source, expected) in [
        ("c", "int f(int a, char *, ...) { return a; }", 2),
        ("cpp", "int f(int a, ...) { return a; }", 1),
        ("python", "def f(a, /, b, *, c, **d): pass", 4),
        ("java", "class A { void f(A this, int a, int... b) {} }", 2),
        ("typescript", "function f(this: A, a: number, ...[b]: B) {}", 2),
        ("rust", "impl A { fn f(&self, (a, b): (u8, u8), _: u8) {} }", 2),
    ] {
        let found = functions(language, source);
        let named = found.iter().find(|(name, _)| name == "f").expect("f");
        assert_eq!(named.1.parameters, expected, "{source}");
    }
}

#[test]
fn c() {
    check(
        "c",
        "int plain(void) { return 1; }
int chain(int a, int b) { return a && b || a ? 1 : 2; }
void nest(int n) { for (int i = 0; i < n; i++) { if (i) { do g(); while (i--); } } }
void sw(int n) { switch (n) { case 1: case 2: g(); case 3: h(); break; default: k(); } }
void no_default(int n) { switch (n) { case 1: g(); } }
void dead(void) { return;
  g(); }
void forever(void) { for (;;) { if (g()) break; } }
void never(void) { while (1) { g(); }
  h(); }
int jump(int n) { again: if (n--) goto again; return n; }
void once(void) { do { g(); } while (0); }
void ends(void) { abort();
  g(); }
void no_statements(void) { return;;
#undef A
}
void configured(void) {
#ifdef A
  g();
#else
  h();
#endif
}
void duff(int n) { switch (n) { case 0: do { g(); case 1: h(); } while (n--); } }
",
        &[
            "plain 1/0/0",
            "chain 4/3/1",
            "nest 4/6/3",
            "sw 4/1/1",
            "no_default 2/1/1",
            "dead 1/0/0 dead [7]",
            "forever 3/3/2",
            "never 2/1/1 dead [10]",
            "jump 2/2/1",
            "once 2/1/1",
            "ends 1/0/0 dead [14]",
            "no_statements 1/0/0",
            "configured 1/0/0",
            "duff 4/3/2",
        ],
    );
}

#[test]
fn cpp() {
    check(
        "cpp",
        "void each(V v) { for (auto x : v) { if (x) continue; g(x); } }
void caught() { try { g(); } catch (const E& e) { h(); } catch (...) { throw; } }
int lambdas() { auto f = [](int a) { return a ? 1 : 2; }; return f(1); }
struct S { int x; S(int a) : x(a ? 1 : 2) { if (a) x = 3; } };
void with_init() { if (auto p = g(); p && p->ok) h(); }
void thrown() { throw E();
  g(); }
",
        &[
            "each 3/3/2",
            "caught 3/2/1",
            "lambdas 1/0/0",
            "- 2/1/1",
            "S 3/2/1",
            "with_init 3/2/1",
            "thrown 1/0/0 dead [7]",
        ],
    );
}

#[test]
fn java() {
    check(
        "java",
        "class A {
  int sum(int[] xs) { int s = 0; for (int x : xs) { if (x < 0) continue; s += x; } return s; }
  void outer() { out: for (;;) { for (;;) { if (a()) break out; else continue out; } } }
  int old(int k) { switch (k) { case 1: return 1; case 2: default: return 2; } }
  int rule(int k) { return switch (k) { case 1, 2 -> 1; case 3 -> { yield 2; } default -> 3; }; }
  Object shape(Object o) { return switch (o) { case String s when s.isEmpty() -> 1; case String s -> 2; case Object x -> 3; }; }
  void caught() { try (R r = open()) { g(); } catch (E | F e) { h(); } finally { k(); } }
  void locked() { synchronized (this) { if (a) g(); } }
  void asserted(int n) { assert n > 0 : n; }
  Runnable later() { return () -> { if (a) g(); }; }
  { if (a) init(); }
}
",
        &[
            "sum 3/3/2",
            "outer 4/9/3",
            "old 3/1/1",
            "rule 3/1/1",
            "shape 4/1/1",
            "caught 2/1/1",
            "locked 2/1/1",
            "asserted 2/0/0",
            "later 1/0/0",
            "- 2/1/1",
            "- 2/1/1",
        ],
    );
}

#[test]
fn python() {
    check(
        "python",
        "def branches(a, b):
    if a and b:
        return 1
    elif a or b:
        return 2
    else:
        return 3

def loops(xs):
    for x in xs:
        if x:
            break
    else:
        return None
    while True:
        pass
    return 1

def comprehended(xs):
    return [x for x in xs if x if x > 1]

def caught():
    try:
        g()
    except ValueError:
        return 1
    except Exception as e:
        raise
    else:
        h()
    finally:
        k()

def swallowed():
    with suppress(E):
        raise E
    return 1

def matched(c):
    match c:
        case 1 if g():
            return 1
        case [a, b]:
            return 2
        case _:
            return 3

def generated(xs):
    for x in xs:
        yield x

async def waited():
    assert await g()
    return (yield 1) if a else 2
",
        &[
            "branches 5/5/1",
            "loops 4/5/2 dead [17]",
            "comprehended 4/0/0",
            "caught 3/2/1",
            "swallowed 1/0/0",
            "matched 4/1/1",
            "generated 2/1/1",
            "waited 3/1/1",
        ],
    );
}

#[test]
fn javascript() {
    check(
        "javascript",
        "function chained(a) { return a?.b ?? a.c || 1; }
const arrow = (x = 1) => x ? [1].map(y => y && 2) : 0;
function switched(k) { switch (k) { case 1: case 2: g(); break; default: h(); } }
function looped(o) { outer: for (const k in o) { while (g()) { if (h()) continue outer; } } }
async function awaited() { try { await g(); } catch { return; } finally { h(); } }
class A { #x = 1; get v() { return this.#x ||= 2; } static { if (g()) h(); } }
function* gen() { do { yield 1; } while (g()); }
function gone() { throw new Error();
  g(); }
if (top) level();
",
        &[
            "- 2/1/1",
            "chained 4/1/0",
            "arrow 3/1/1",
            "- 2/1/0",
            "switched 3/1/1",
            "looped 4/7/3",
            "awaited 2/1/1",
            "v 2/1/0",
            "- 2/1/1",
            "gen 2/1/1",
            "gone 1/0/0 dead [9]",
        ],
    );
}

#[test]
fn typescript() {
    check(
        "typescript",
        "function typed<T extends A ? B : C>(this: X, a?: number, b = a || 2): T { return a?.(b) as T; }
abstract class A { abstract f(): void; g(x: string | null): string { return x!.length > 1 ? x! : ''; } }
",
        &["typed 4/1/0", "g 2/1/1"],
    );
}

#[test]
fn rust() {
    check(
        "rust",
        "fn matched(x: Option<i32>) -> i32 { match x { Some(n) if n > 0 => n, Some(_) => 1, None => 2 } }
fn tried() -> Result<(), E> { let a = g()?; if let Some(b) = a && b > 0 { h()?; } Ok(()) }
fn looped() -> i32 { 'a: loop { while g() { if h() { break 'a 1; } else { continue 'a; } } } }
fn let_else(x: Option<i32>) -> i32 { let Some(n) = x else { return 0; }; n }
fn ends() -> ! { panic!(\"no\");
    #[allow(unreachable_code)]
    g() }
fn closures(v: &[i32]) { v.iter().for_each(|x| if *x > 0 { g() }); }
async fn waits() { g().await; async { h()?; Ok(()) }; }
fn labelled() { 'b: { if g() { break 'b; } h(); } }
fn spins() { loop { g(); } }
",
        &[
            "matched 4/1/1",
            "tried 5/2/1",
            "looped 3/9/3",
            "let_else 2/1/1",
            "ends 1/0/0 dead [7]",
            "closures 1/0/0",
            "- 2/1/1",
            "waits 1/0/0",
            "- 2/0/0",
            "labelled 2/2/1",
            "spins 1/1/1",
        ],
    );
}
