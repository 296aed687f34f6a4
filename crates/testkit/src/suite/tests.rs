//! Documents about the reader of documents: what must be refused, and how.
//!
//! Documents about resolution are in [`resolution`]; they take for granted that Python's functions see each other.
//!
//! The others use files of no known language, or of one that needs no rules, so that they hold whatever the rules do.

mod resolution;

use super::{Report, run_text};

fn messages(text: &str) -> Vec<String> {
    let mut report = Report::default();
    run_text("t.md", text, false, &mut report);
    report.failures.iter().map(|failure| format!("{}: {}", failure.line, failure.message)).collect()
}

fn assert_refused(text: &str, expected: &str) {
    let messages = messages(text);
    assert!(
        messages.iter().any(|message| message.contains(expected)),
        "{expected:?} is not in {messages:#?}"
    );
}

#[test]
fn a_document_that_cannot_fail_fails() {
    assert_refused("# Title\n\nProse.\n", "1: no test");
    assert_refused("# T\n`a.py`:\n```python\nx\n```\n", "1: nothing is asserted");
}

#[test]
fn slips_do_not_switch_tests_off() {
    assert_refused("`a.py`:\n\nMore prose.\n", "1: `a.py`: no fenced block follows");
    assert_refused("```python\nf()\n# <- call\n```\n", "3: the block of line 1 has no `path`: line");
    assert_refused("`a.py`:\n```python\nf()\n", "2: this block is not closed");
    assert_refused("`a.py`:\n```python\nf()\n# <- calls\n```\n", "4: `calls` is not a word");
    assert_refused("`a.py`:\n```python\n# <- call\n```\n", "3: there is no source line above");
    assert_refused(
        "`a.py`:\n```python\nf()\n#           ^ call\n```\n",
        "4: the line above is not that long",
    );
    assert_refused("`a.py`:\n```python\nf()\n# <-\n```\n", "4: nothing is said here");
    assert_refused("`/a.py`:\n```python\nf()\n# <- call\n```\n", "2: `/a.py` is not a relative path");
    assert_refused("`a.xyz`:\n```\nf()\n# <- call\n```\n", "2: `a.xyz` is in no known language");
    assert_refused("```facts defs\n```\n", "1: no file stands before this block");
    assert_refused("`a.py`:\n```python\n```\n```facts gadgets\n```\n", "4: no table is called gadgets");
}

#[test]
fn a_failure_says_what_is_there() {
    let text = "`a.py`:\n```python\n\n\n# <- def: function f\n```\n";
    assert_refused(text, "5: at ``\n  expected  def: function f\n  there is  nothing");
}

#[test]
fn broken_code_needs_to_be_meant() {
    let code = "`a.py`:\n```python\n)(\n# ^ none\n```\n";
    assert_refused(code, "add a `facts diagnostics` block");
    let meant = format!("{code}```facts diagnostics\n```\n");
    assert_refused(&meant, "6: `a.py`: facts differ (BLESS=1 rewrites them)\n  + 1:0-2 warning syntax-error");
}

#[test]
fn facts_are_rewritten_on_demand() {
    let before = "# T\n`a.py`:\n```python\nx\n```\n```facts scopes\nold\nolder\n```\nend\n";
    let mut report = Report::default();
    let after = run_text("t.md", before, true, &mut report);
    assert!(report.failures.is_empty());
    assert_eq!(after, before.replace("old\nolder\n", "s0 file 1:0-2:0\n"));
    let mut again = Report::default();
    assert_eq!(run_text("t.md", &after, false, &mut again), after);
    assert!(again.failures.is_empty());
    assert_eq!(again.assertions, 1);
}

#[test]
fn assertion_lines_are_not_part_of_the_file() {
    let text = "`a.py`:\n```python\nx\n# <- none\ny\n```\n```facts scopes\ns0 file 1:0-3:0\n```\n";
    let differing: Vec<String> =
        messages(text).into_iter().filter(|found| found.contains("facts differ")).collect();
    assert_eq!(differing, Vec::<String>::new());
}
