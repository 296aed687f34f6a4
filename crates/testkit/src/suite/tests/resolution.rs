//! Documents about outcomes: each assertion must fail when something else is there, and say what.

use super::{assert_refused, messages};

/// A call of a function of the same file, with something said about it.
fn call(said: &str) -> String {
    format!("# T\n`a.py`:\n```python\ndef f():\n    pass\n\nf()\n# <- {said}\n```\n")
}

fn assert_holds(text: &str) {
    assert_eq!(messages(text), Vec::<String>::new(), "{text}");
}

#[test]
fn a_resolved_call_is_what_it_is() {
    for said in ["call: a.f", "ref: a.f", "call", "why: lexical-scope", "ref: a.f@1", "ref: a.f@a.py:1"] {
        assert_holds(&call(said));
    }
    for said in [
        "call: a.g",
        "ref: b.f",
        "ref: a.f@2",
        "ref: a.f@b.py",
        "ref: module a.py",
        "dispatch: a.f",
        "candidates: a.f",
        "external",
        "external: a.f",
        "local",
        "unresolved: unknown-name",
        "why: member",
    ] {
        let expected =
            format!("8: at `f`\n  expected  {said}\n  there is  call, call: a.f (why: lexical-scope)");
        assert_refused(&call(said), &expected);
    }
}

#[test]
fn a_read_is_no_call() {
    let read = |said| format!("# T\n`a.py`:\n```python\ndef f():\n    pass\n\nf\n# <- {said}\n```\n");
    assert_holds(&read("ref: a.f"));
    assert_refused(&read("call: a.f"), "there is  read, ref: a.f (why: lexical-scope)");
}

#[test]
fn what_is_not_resolved_says_why() {
    let local = |said| format!("# T\n`a.py`:\n```python\ndef f(x):\n    x\n#   ^ {said}\n```\n");
    assert_holds(&local("local"));
    assert_refused(&local("ref: a.f"), "there is  read, local (why: lexical-scope)");
    let unknown = |said| format!("# T\n`a.py`:\n```python\nnobody_knows\n# <- {said}\n```\n");
    assert_holds(&unknown("unresolved: unknown-name"));
    assert_refused(&unknown("unresolved: computed"), "there is  read, unresolved: unknown-name");
    assert_refused(&unknown("external"), "there is  read, unresolved: unknown-name");
}

#[test]
fn words_are_known() {
    assert_refused(&call("unresolved: bad-day"), "8: no reason: bad-day");
    assert_refused(&call("why: luck"), "8: no rule: luck");
    assert_refused(&call("unresolved"), "8: `unresolved` is not a word");
}

#[test]
fn nothing_ends_where_no_reference_stands() {
    let text = "# T\n`a.py`:\n```python\ndef f():\n#   ^ ref: a.f\n    pass\n```\n";
    assert_refused(text, "5: at `f`\n  expected  ref: a.f\n  there is  def: function a.f");
}

#[test]
fn names_of_what_is_outside_are_checked() {
    let text = |said| format!("# T\n`a.py`:\n```python\nimport os\nos.getcwd()\n#  ^^^^^^ {said}\n```\n");
    assert_holds(&text("external: os.getcwd"));
    assert_refused(&text("external: sys.getcwd"), "there is  call, external: os.getcwd");
}

/// A function that comes in stage 2 and goes in stage 3.
const STAGES: &str = "# T
`a.py`:
```python
from b import f
#             ^ external
```
`b.py` (stage 2):
```python
def f():
    pass
```
`a.py` (stage 2):
```python
from b import f
#             ^ ref: b.f
```
`b.py` (stage 3):
```deleted
```
`a.py` (stage 3):
```python
from b import f
#             ^ external
```
";

#[test]
fn stages_follow_one_another() {
    assert_holds(STAGES);
    let wrong = STAGES.replace("external\n```\n`b.py` (stage 2)", "ref: b.f\n```\n`b.py` (stage 2)");
    assert_refused(&wrong, "5: at `f`\n  expected  ref: b.f\n  there is  import, external: b.f");
    let wrong = STAGES.replace("ref: b.f", "external");
    assert_refused(&wrong, "15: at `f`\n  expected  external\n  there is  import, ref: b.f");
}

#[test]
fn stages_make_sense() {
    let file = |path: &str| format!("`{path}:\n```python\nf\n# <- read\n```\n");
    assert_refused(&file("a.py` (stage 2)"), "2: stage 2 does not follow stage 0");
    assert_refused(&(file("a.py`") + &file("a.py` (stage 3)")), "7: stage 3 does not follow stage 1");
    let back = file("a.py`") + &file("a.py` (stage 2)") + &file("b.py`");
    assert_refused(&back, "12: stage 1 does not follow stage 2");
    assert_refused(&(file("a.py`") + &file("a.py`")), "7: `a.py` is in this test already");
    let gone = file("a.py`") + "`b.py` (stage 2):\n```deleted\n```\n";
    assert_refused(&gone, "7: `b.py` cannot be deleted here");
}
