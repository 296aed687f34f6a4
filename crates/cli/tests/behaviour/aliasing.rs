//! `slice`: names of one memory, and what slices were found to lack beside independent slicers.

use std::collections::BTreeSet;

use crate::fixture::Tree;
use crate::schema::validate;

/// The lines of a slice of a function, counted from its first line.
fn backward(path: &str, text: &str, line: u64) -> BTreeSet<u64> {
    sliced(path, text, line, "backward")
}

fn sliced(path: &str, text: &str, line: u64, direction: &str) -> BTreeSet<u64> {
    let tree = Tree::of(&[(path, text)]);
    tree.ok(&["index"]);
    let target = format!("{path}:{line}");
    let answer = tree.json(&["slice", "--target", &target, "--direction", direction]);
    validate("slice", &answer);
    let statements = answer["data"]["statements"].as_array().expect("statements");
    statements.iter().map(|statement| statement["span"]["start_line"].as_u64().expect("a line")).collect()
}

/// Slices backward from a line and says which lines they hold.
fn holds(path: &str, text: &str, line: u64, expected: &[u64]) {
    let expected: BTreeSet<u64> = expected.iter().copied().collect();
    assert_eq!(backward(path, text, line), expected, "{path}:{line} of\n{text}");
}

#[test]
fn a_write_through_a_pointer_changes_what_it_points_to() {
    let text = "int f(int n) {\n    int x = 0, y = 1;\n    int *p = &x;\n    int *q;\n    q = p;\n    *q = n;\n    y = n;\n    return x;\n}\n";
    holds("a.c", text, 8, &[2, 3, 5, 6, 8]);
    // A new value of what a pointer points to is seen through it.
    let text = "int f(int n) {\n    int x = n;\n    int *p = &x;\n    x = 3;\n    return *p;\n}\n";
    holds("b.c", text, 5, &[2, 3, 4, 5]);
    let text = "int f(int n, struct s *q) {\n    struct s *r = q;\n    r->a = n;\n    return q->b.c;\n}\n";
    holds("c.c", text, 4, &[2, 3, 4]);
}

#[test]
fn copies_of_numbers_are_no_aliases() {
    let text = "int f(int n) {\n    int x = n;\n    int y = x;\n    set(&x);\n    return y;\n}\n";
    holds("a.c", text, 5, &[2, 3, 5]);
}

#[test]
fn a_reference_is_another_name() {
    let text = "int f(int n) {\n    int x = 0;\n    int& r = x;\n    r = n;\n    return x;\n}\n";
    holds("a.cpp", text, 5, &[2, 3, 4, 5]);
    let text = "fn f(n: i32) -> i32 {\n    let mut x = 0;\n    let r = &mut x;\n    *r = n;\n    x\n}\n";
    holds("a.rs", text, 5, &[2, 3, 4, 5]);
    let text = "fn f(n: i32) -> i32 {\n    let mut x = [0, 1];\n    for e in x.iter_mut() {\n        *e += n;\n    }\n    x[0]\n}\n";
    holds("b.rs", text, 6, &[2, 3, 4, 6]);
}

#[test]
fn objects_held_by_two_variables_change_together() {
    let text = "def f(n):\n    a = []\n    b = a\n    c = []\n    b.append(n)\n    c.append(n)\n    b[0] = 1\n    b.f = 1\n    b = 3\n    return a\n";
    holds("a.py", text, 10, &[2, 3, 5, 7, 8, 10]);
    assert_eq!(sliced("b.py", text, 5, "forward"), BTreeSet::from([5, 7, 8, 10]));
    let text = "function f(n, o) {\n  const { x } = o;\n  x.f = n;\n  let y;\n  y = o.z;\n  y.g += 1;\n  return o;\n}\n";
    holds("a.js", text, 7, &[2, 3, 5, 6, 7]);
    let text = "class E {\n  int f(int n) {\n    int[] a = new int[3];\n    int[] b = a;\n    b[0] = n;\n    return a[0];\n  }\n}\n";
    holds("E.java", text, 6, &[3, 4, 5, 6]);
}

#[test]
fn operators_that_store_change_elements() {
    let text =
        "int f(int n, int *a) {\n    a[0] += n;\n    (*a)++;\n    *a |= n;\n    a[1]--;\n    return *a;\n}\n";
    holds("a.c", text, 6, &[2, 3, 4, 5, 6]);
    let text = "fn f(v: &mut Vec<i32>, n: i32) -> i32 {\n    v[0] += n;\n    v[n as usize] <<= 1;\n    let _ = v[0] <= n;\n    v[0]\n}\n";
    holds("a.rs", text, 5, &[2, 3, 5]);
    let text =
        "class E {\n  int f(int n, int[] a) {\n    a[0] += n;\n    a[1]++;\n    return a[0];\n  }\n}\n";
    holds("E.java", text, 5, &[3, 4, 5]);
}

#[test]
fn calls_change_what_they_are_given_a_pointer_to() {
    let text = "int f(struct s *p, const struct s *q, int n) {\n    put(p, n);\n    get(q, n);\n    return p->a + q->a;\n}\n";
    holds("a.c", text, 4, &[2, 4]);
    let text =
        "fn f(v: &mut Vec<i32>, w: &[i32]) -> i32 {\n    fill(v, w);\n    show(w);\n    v[0] + w[0]\n}\n";
    holds("a.rs", text, 4, &[2, 4]);
}

#[test]
fn imports_and_definitions_of_python_are_statements() {
    let text = "def f(n):\n    import json\n    from os import path as p\n    def g(x):\n        return x + n\n    q = 1\n    return json.dumps(g(p.join(n)))\n";
    holds("a.py", text, 7, &[2, 3, 4, 7]);
}

#[test]
fn the_only_way_out_of_a_loop_is_in_its_slices() {
    let text = "int f(int a) {\n    int p = 0, q = 1;\n    for (;;) {\n        p += a;\n        q++;\n        if (p > 9)\n            break;\n    }\n    return p;\n}\n";
    holds("a.c", text, 9, &[2, 4, 6, 7, 9]);
    let text =
        "def f(a):\n    p = 0\n    while True:\n        p += a\n        if p > 9:\n            return p\n";
    // A condition that always holds decides nothing.
    holds("a.py", text, 4, &[2, 4, 5, 6]);
}
