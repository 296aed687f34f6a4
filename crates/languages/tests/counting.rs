//! Lines and tokens of small files, counted by hand.

use extract::Extractor;
use model::structure::{FileStructure, LineCounts, TokenCounts};

fn counted(language: &str, source: &str) -> FileStructure {
    let spec = languages::named(language).next().expect("a language");
    Extractor::new().extract_all(spec, source.as_bytes()).1
}

/// Code, comment, blank.
fn lines(code: u32, comment: u32, blank: u32) -> LineCounts {
    LineCounts { code, comment, blank }
}

#[test]
fn a_line_is_of_code_of_comment_or_blank() {
    let python = "# before\n\ndef f(a):\n    \"\"\"Doc.\n\n    More.\n    \"\"\"\n    x = '''a\n\nb'''\n\n    return x  # after\n";
    let structure = counted("python", python);
    assert_eq!(structure.lines, lines(5, 5, 2), "a docstring is comment, a blank line in a string is code");
    let function = structure.functions.iter().find(|function| function.def.is_some()).expect("f");
    assert_eq!(function.lines, lines(5, 4, 1));
    let c = "/* a\n\n b */ int x; // c\n// d\nint f(void) {\n\n  return x;\n}\n";
    assert_eq!(counted("c", c).lines, lines(4, 3, 1), "a line with both is code");
    for (source, expected) in
        [("", lines(0, 0, 0)), ("\n", lines(0, 0, 1)), ("x", lines(1, 0, 0)), ("x\r\n\r\ny", lines(2, 0, 1))]
    {
        assert_eq!(counted("python", source).lines, expected, "{source:?}");
    }
}

#[test]
fn what_the_parser_does_not_see_is_counted_all_the_same() {
    let module = "#!/usr/bin/env python\n\"\"\"About.\n\nMore.\n\"\"\"\n'''no doc'''\nx = 1\n";
    assert_eq!(counted("python", module).lines, lines(2, 5, 0), "the docstring of a module is comment");
    let class = "class A:\n    # before\n    'a' 'b'\n    x: int\n    'no doc'\n";
    assert_eq!(counted("python", class).lines, lines(3, 2, 0), "one docstring for a definition");
    let rust = "/// Doc.\n#[cfg(\n    test\n)]\n/// More.\nfn f() {}\n";
    assert_eq!(counted("rust", rust).lines, lines(4, 2, 0), "an attribute among documentation is code");
    // Half an `if` in each branch: one of them is masked before parsing.
    let c = "void f(void) {\n#ifdef A\n  if (a) { // why\n#else\n  if (b) { // how\n    /* so */\n\n#endif\n  }\n}\n";
    assert_eq!(counted("c", c).lines, lines(8, 1, 1));
    assert_eq!(counted("c", "@ @ $\n// c\n\n").lines, lines(1, 1, 1), "text that is no C");
}

#[test]
fn tokens_are_operators_and_operands() {
    let structure = counted("c", "int f(int a) { return a + a * 2; }\n");
    let function = structure.functions[0];
    // int int ( { return + * ; and f a a a 2; a type is a name to the grammar.
    let expected = TokenCounts { operators: 6, operands: 7, distinct_operators: 6, distinct_operands: 4 };
    assert_eq!(function.tokens, expected);
    assert_eq!(structure.tokens, expected);
    let text = counted("python", "x = 'a b' + f'{x}'\n");
    assert_eq!(
        text.tokens.distinct_operands,
        counted("python", "x = 1 + f'{x}'\n").tokens.distinct_operands,
        "a string is one operand"
    );
}

#[test]
fn functions_inside_count_for_those_around() {
    let structure = counted("javascript", "function a() {\n  const b = () => {\n    c();\n  };\n}\n");
    let of = |index: usize| structure.functions[index].lines.code;
    assert_eq!((structure.functions.len(), of(0), of(1), of(2)), (3, 5, 5, 3), "the file, a and b");
    let sum = |kind: u16| {
        structure.kinds.iter().filter(|known| known.kind == kind).map(|known| known.count).sum::<u32>()
    };
    assert!(
        structure.kinds.is_sorted_by_key(|known| known.kind)
            && structure.kinds.iter().all(|known| sum(known.kind) == known.count)
    );
}
