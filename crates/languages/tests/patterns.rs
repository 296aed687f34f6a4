//! Patterns over syntax trees, in every grammar.

use extract::pattern::{MAX_QUERY, MAX_QUERY_DEPTH, Pattern, PatternError, node_kinds};
use extract::{Extractor, LanguageSpec, SyntaxOptions};
use model::span::Span;
use proptest::prelude::*;

fn spec(name: &str) -> &'static LanguageSpec {
    languages::named(name).next().expect("a language")
}

/// What the captures of all matches say.
fn texts(language: &str, query: &str, source: &str) -> Vec<String> {
    let pattern = Pattern::of_query(spec(language), query).expect("a query");
    let parsed = Extractor::new().parsed(spec(language), source.as_bytes()).expect("a tree");
    let searched = pattern.search(&parsed, source.as_bytes(), None, usize::MAX);
    let captures = searched.hits.iter().flat_map(|hit| &hit.captures);
    captures.map(|capture| format!("{}={}", capture.name, text(capture.span, source))).collect()
}

fn text(span: Span, source: &str) -> &str {
    &source[span.start as usize..span.end as usize]
}

fn refused(language: &str, query: &str) -> PatternError {
    Pattern::of_query(spec(language), query).err().expect("an error")
}

/// Whether a file of this text may have a match, when all kinds of nodes are there.
fn may_match(query: &str, source: &str) -> bool {
    let pattern = Pattern::of_query(spec("rust"), query).expect("a query");
    pattern.need().may_hold(&|_| true, Some(source.as_bytes()))
}

#[test]
fn text_predicates_are_evaluated() {
    let source = "fn main() { free(a); free(b); malloc(c); let x = free; }";
    let calls = |predicate: &str| {
        texts("rust", &format!("((call_expression function: (identifier) @f) {predicate})"), source)
    };
    assert_eq!(calls(r#"(#eq? @f "free")"#), ["f=free", "f=free"]);
    assert_eq!(calls(r#"(#not-eq? @f "free")"#), ["f=malloc"]);
    assert_eq!(calls(r#"(#any-of? @f "malloc" "calloc")"#), ["f=malloc"]);
    assert_eq!(calls(r#"(#not-any-of? @f "malloc" "free")"#), [""; 0]);
    assert_eq!(calls(r#"(#match? @f "^m.*c$")"#), ["f=malloc"]);
    assert_eq!(calls(r#"(#not-match? @f "^m")"#), ["f=free", "f=free"]);
}

#[test]
fn a_pattern_without_captures_is_captured_whole() {
    let source = "fn a() {}\nstruct B;";
    assert_eq!(texts("rust", "(function_item) ; a comment", source), ["match=fn a() {}"]);
    let two = "(function_item name: (_) @name)\n(struct_item)";
    assert_eq!(texts("rust", two, source), ["name=a", "match=struct B;"]);
}

#[test]
fn what_is_not_evaluated_is_told() {
    let query =
        r#"((identifier) @x (#set! priority 3) (#lua-match? @x "a") (#is? local) (#is-not? @x local))"#;
    let pattern = Pattern::of_query(spec("rust"), query).expect("a query");
    assert_eq!(pattern.not_evaluated(), ["#is-not?", "#is?", "#lua-match?", "#set!"]);
}

#[test]
fn errors_say_where_and_what() {
    let place = |error: &PatternError| (error.row, error.column, error.depends_on_grammar);
    let unknown = refused("rust", "(identifier)\n  (nonsense)");
    assert_eq!(
        (place(&unknown), unknown.what.as_str()),
        ((2, 3, true), "there is no kind of node `nonsense`")
    );
    assert_eq!(place(&refused("rust", "(identifier")), (1, 11, false));
    assert_eq!(refused("rust", "(call_expression nonsense: (_))").what, "there is no field `nonsense`");
    assert_eq!(refused("rust", "(identifier (block))").what, "no tree can have this form");
    assert!(refused("rust", "((identifier) @x (#eq? @y \"\"))").what.contains("`@y`"));
    assert!(refused("rust", "((identifier) @x (#match? @x \"(\"))").what.contains("Invalid regex"));
    assert!(refused("rust", &"a".repeat(MAX_QUERY + 1)).what.contains("longer"));
    assert!(refused("rust", &"(".repeat(MAX_QUERY_DEPTH + 1)).what.contains("too deeply"));
}

#[test]
fn what_the_compiler_cannot_stand_does_not_reach_it() {
    for (query, why) in [
        ("(block ((identifier)?)+ .)", "repeat"),
        ("((((identifier)?)+)*)", "repeat"),
        ("(call_expression function: (#set! a b))", "field"),
        ("[(#set! a b)]", "alternative"),
        ("((#set! a b)) @x", "no node"),
        ("(#set! a b)", "alone"),
        ("[]", "no alternatives"),
        ("", "no pattern"),
        ("\0", "NUL"),
    ] {
        let error = refused("rust", query);
        assert!(error.what.contains(why) && !error.depends_on_grammar, "{query}: {error}");
    }
}

#[test]
fn texts_that_every_match_has_are_asked_for() {
    let eq = r#"((identifier) @x (#eq? @x "free"))"#;
    assert!(may_match(eq, "call free now") && !may_match(eq, "nothing"));
    let escaped = r#"((string_literal) @x (#eq? @x "\"a\\n\""))"#;
    assert!(may_match(escaped, r#"let x = "a\n";"#) && !may_match(escaped, "a"));
    let any = r#"((identifier) @x (#any-of? @x "malloc" "calloc"))"#;
    assert!(may_match(any, "calloc") && !may_match(any, "alloc"));
    let either = format!("{eq} ((type_identifier) @t (#eq? @t \"Vec\"))");
    assert!(may_match(&either, "Vec") && may_match(&either, "free") && !may_match(&either, "x"));
    for may_be_absent in [
        r#"((block (identifier)? @x) (#eq? @x "free"))"#,
        r#"((block (identifier)* @x) (#eq? @x "free"))"#,
        r#"((block [(identifier) @x (block)]) (#eq? @x "free"))"#,
        r#"((identifier) @x (#not-eq? @x "free"))"#,
        r#"((identifier) @x (#any-eq? @x "free"))"#,
    ] {
        assert!(may_match(may_be_absent, "nothing"), "{may_be_absent}");
    }
}

#[test]
fn kinds_that_every_match_has_are_asked_for() {
    let needs = |query: &str, present: &[&str]| {
        let pattern = Pattern::of_query(spec("rust"), query).expect("a query");
        let grammar = (spec("rust").grammar)();
        let has_kind = |kind| grammar.node_kind_for_id(kind).is_some_and(|name| present.contains(&name));
        pattern.need().may_hold(&has_kind, None)
    };
    let nested = "(function_item body: (block (try_expression)))";
    assert!(needs(nested, &["function_item", "block", "try_expression"]));
    assert!(!needs(nested, &["function_item", "block"]));
    assert!(needs("(block (try_expression)?)", &["block"]) && needs("(block (try_expression)*)", &["block"]));
    assert!(!needs("(block (try_expression)+)", &["block"]));
    assert!(needs("[(block) (try_expression)]", &["try_expression"]));
    assert!(!needs("[(block) (try_expression)]", &["identifier"]));
    assert!(
        needs("(_expression)", &[]) && needs("(ERROR)", &[]) && needs("(MISSING)", &[]) && needs("(_)", &[])
    );
    assert!(!needs("(function_item \"fn\" !type_parameters . name: (_))", &["function_item"]));
    assert!(needs("(function_item \"fn\" !type_parameters . name: (_))", &["function_item", "fn"]));
}

#[test]
fn kinds_are_found_named_before_tokens() {
    let source = "async fn a() { if b { c } }";
    let count = |kind: &str| {
        let pattern = Pattern::of_kind(spec("rust"), kind)?;
        let parsed = Extractor::new().parsed(spec("rust"), source.as_bytes()).expect("a tree");
        Some(pattern.search(&parsed, source.as_bytes(), None, 10).total)
    };
    assert_eq!(count("if_expression"), Some(1));
    assert_eq!(count("identifier"), Some(3));
    assert_eq!((count("async"), count("ERROR")), (Some(1), Some(0)));
    assert_eq!((count("nonsense"), count("_expression")), (None, None));
    let narrow = Pattern::of_kind(spec("rust"), "identifier").expect("a kind");
    let parsed = Extractor::new().parsed(spec("rust"), source.as_bytes()).expect("a tree");
    let inside = narrow.search(&parsed, source.as_bytes(), Some(Span::new(13, 27)), 1);
    assert_eq!((inside.total, text(inside.hits[0].span, source)), (2, "b"));
}

#[test]
fn the_first_hits_are_those_of_the_canonical_order() {
    let source = format!("fn f() {{ {} }}", vec!["a"; 40].join(" + "));
    let pattern = Pattern::of_kind(spec("rust"), "binary_expression").expect("a kind");
    let parsed = Extractor::new().parsed(spec("rust"), source.as_bytes()).expect("a tree");
    let all = pattern.search(&parsed, source.as_bytes(), None, usize::MAX);
    let some = pattern.search(&parsed, source.as_bytes(), None, 7);
    assert_eq!((all.hits.len(), some.total), (39, 39));
    assert_eq!(some.hits, all.hits[..7]);
    assert!(all.hits.is_sorted());
}

#[test]
fn trees_as_deep_as_they_come_are_listed() {
    let depth = 100_000;
    let source = format!("int x = {}1{};", "(".repeat(depth), ")".repeat(depth));
    let parsed = Extractor::new().parsed(spec("c"), source.as_bytes()).expect("a tree");
    let nodes = parsed.nodes(&SyntaxOptions::default());
    assert!(nodes.len() > depth && nodes.iter().any(|node| node.depth > depth as u32));
    let middle = Span::new(8 + depth as u32, 9 + depth as u32);
    let options = SyntaxOptions { around: Some(middle), ..SyntaxOptions::default() };
    assert_eq!(parsed.nodes(&options).len(), 1);
    assert!(parsed.above(&options).len() > depth);
}

#[test]
fn a_part_of_a_tree_bears_the_ids_of_the_whole() {
    let source = "fn a() { b(c) }\nfn d() { e() }\n";
    let parsed = Extractor::new().parsed(spec("rust"), source.as_bytes()).expect("a tree");
    for anonymous in [false, true] {
        let all = parsed.nodes(&SyntaxOptions { anonymous, ..SyntaxOptions::default() });
        let around = Some(Span::new(25, 28));
        let part = parsed.nodes(&SyntaxOptions { anonymous, around, depth: None });
        let same = |id: u32| all.iter().find(|node| node.id == id).expect("it is in the whole");
        assert!(part.iter().all(|node| {
            let whole = same(node.id);
            (whole.kind, whole.span, whole.field, whole.children)
                == (node.kind, node.span, node.field, node.children)
        }));
        assert_eq!(part[0].kind, "call_expression");
        let above = parsed.above(&SyntaxOptions { anonymous, around, depth: None });
        assert_eq!(above.last().map(|node| Some(node.id)), Some(part[0].parent));
        let cut = parsed.nodes(&SyntaxOptions { anonymous, around: None, depth: Some(1) });
        assert!(cut.iter().all(|node| node.depth <= 1 && same(node.id).kind == node.kind));
    }
}

#[test]
fn every_kind_of_every_grammar_can_be_asked_for() {
    for spec in languages::ALL {
        let kinds = node_kinds(spec);
        assert!(kinds.len() > 100 && kinds.is_sorted());
        assert!(kinds.iter().all(|kind| Pattern::of_kind(spec, &kind.name).is_some()), "{}", spec.name);
    }
}

/// Pieces that queries are made of, and some that they are not.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "(identifier)",
        "(call_expression",
        "function:",
        "(_)",
        "_",
        "@x",
        "@y",
        "?",
        "*",
        "+",
        ".",
        "!name",
        "\"fn\"",
        "\"",
        "\\",
        "(#eq? @x \"a\")",
        "(#match? @x \"a\")",
        "(#any-of? @x \"a\" \"b\")",
        "(#set! a b)",
        "(#",
        "#",
        "(MISSING",
        "(ERROR)",
        "(_expression/identifier)",
        ";",
        "\n",
        "é",
        "\u{1F600}",
        "/",
        "(binary_expression",
        "(block",
        "@",
        ":",
    ])
}

proptest! {
    #[test]
    fn no_query_brings_the_program_down(pieces in prop::collection::vec(piece(), 0..24)) {
        let query = pieces.join(" ");
        let source = "fn a() { a(b + a, c); if a { b } else { c(1) } }";
        if let Ok(pattern) = Pattern::of_query(spec("rust"), &query) {
            let parsed = Extractor::new().parsed(spec("rust"), source.as_bytes()).expect("a tree");
            let searched = pattern.search(&parsed, source.as_bytes(), None, 100);
            // What is looked at before parsing loses nothing.
            let kinds: Vec<String> = parsed
                .nodes(&SyntaxOptions { anonymous: true, ..SyntaxOptions::default() })
                .iter()
                .map(|node| node.kind.to_owned())
                .collect();
            let grammar = (spec("rust").grammar)();
            let name = |kind| grammar.node_kind_for_id(kind).unwrap_or_default();
            let has_kind = |kind| kinds.iter().any(|known| known == name(kind));
            let may = pattern.need().may_hold(&has_kind, Some(source.as_bytes()));
            prop_assert!(may || searched.total == 0, "{query}");
        }
    }
}
