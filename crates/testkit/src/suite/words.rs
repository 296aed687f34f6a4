//! The vocabulary of assertions.

use model::kinds::{BindingKind, DefKind, Modifiers, Role, Visibility};
use model::outcome::{Reason, Rule};

/// What an assertion says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Expected<'a> {
    /// A definition's name.
    Definition { kind: DefKind, fqn: &'a str, modifiers: Vec<&'a str> },
    /// A name that is introduced and is no definition, or also one.
    Binding(BindingKind),
    /// A reference.
    Site(Role),
    /// Part of an import of this path.
    Import(&'a str),
    /// Neither reference nor definition nor binding.
    Nothing,
    /// A definition's name whose documentation holds this text.
    Doc(&'a str),
    /// A definition's name whose signature is this text.
    Signature(&'a str),
    /// How a reference is resolved.
    Outcome(Outcome<'a>),
}

/// What becomes of a reference when it is resolved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Outcome<'a> {
    /// Any reference to one definition.
    Reference(&'a str),
    /// A call of one definition.
    Call(&'a str),
    /// A call of the first of these or of what overrides it: the rest.
    Dispatch(Vec<&'a str>),
    /// One of these, and which one is not known.
    Candidates(Vec<&'a str>),
    /// A definition of another package or of the library, perhaps with its name.
    External(Option<&'a str>),
    /// A parameter or local variable.
    Local,
    /// No definition found, for a reason.
    Unresolved(Reason),
    /// Whatever the outcome is, this rule proved it.
    Why(Rule),
}

/// Reads the text after the carets.
pub(super) fn parse(text: &str) -> Result<Expected<'_>, String> {
    match text.split_once(':').map(|(word, rest)| (word, rest.trim())) {
        Some((word, rest)) if !word.contains(char::is_whitespace) => parse_with_argument(word, rest),
        _ => parse_bare(text),
    }
}

fn parse_bare(word: &str) -> Result<Expected<'_>, String> {
    match (word, Role::parse(word)) {
        ("none", _) => Ok(Expected::Nothing),
        ("local", _) => Ok(Expected::Outcome(Outcome::Local)),
        ("external", _) => Ok(Expected::Outcome(Outcome::External(None))),
        (_, Some(role)) => Ok(Expected::Site(role)),
        _ => Err(format!("`{word}` is not a word of assertions")),
    }
}

fn parse_with_argument<'a>(word: &'a str, rest: &'a str) -> Result<Expected<'a>, String> {
    Ok(match word {
        "doc" => Expected::Doc(rest),
        _ if rest.is_empty() => return Err(format!("`{word}:` says nothing")),
        "def" => return parse_definition(rest),
        "binding" => {
            Expected::Binding(BindingKind::parse(rest).ok_or_else(|| format!("no kind of binding: {rest}"))?)
        }
        "import" => Expected::Import(rest),
        "sig" => Expected::Signature(rest),
        _ => Expected::Outcome(parse_outcome(word, rest)?),
    })
}

fn parse_outcome<'a>(word: &str, rest: &'a str) -> Result<Outcome<'a>, String> {
    Ok(match word {
        "ref" => Outcome::Reference(rest),
        "call" => Outcome::Call(rest),
        "dispatch" => Outcome::Dispatch(list(rest)),
        "candidates" => Outcome::Candidates(list(rest)),
        "external" => Outcome::External(Some(rest)),
        "unresolved" => Outcome::Unresolved(Reason::parse(rest).ok_or_else(|| format!("no reason: {rest}"))?),
        "why" => Outcome::Why(Rule::parse(rest).ok_or_else(|| format!("no rule: {rest}"))?),
        _ => return Err(format!("`{word}:` is not a word of assertions")),
    })
}

/// Names between commas; commas in brackets belong to a name.
fn list(text: &str) -> Vec<&str> {
    let mut depth = 0;
    let separates = |c: char| {
        match c {
            '(' | '[' | '<' | '{' => depth += 1,
            ')' | ']' | '>' | '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth <= 0
    };
    text.split(separates).map(str::trim).collect()
}

/// `KIND FQN`, then perhaps modifiers and visibility in brackets.
fn parse_definition(text: &str) -> Result<Expected<'_>, String> {
    let (kind, rest) = text.split_once(' ').ok_or("a definition has a kind and a name")?;
    let kind = DefKind::parse(kind).ok_or_else(|| format!("no kind of definition: {kind}"))?;
    let (fqn, modifiers) = match rest.strip_suffix(']').and_then(|rest| rest.rsplit_once(" [")) {
        Some((fqn, inside)) => (fqn, inside.split([' ', ',']).filter(|word| !word.is_empty()).collect()),
        None => (rest, Vec::new()),
    };
    match modifiers.iter().find(|word| !is_modifier(word)) {
        Some(unknown) => Err(format!("no modifier or visibility: {unknown}")),
        None => Ok(Expected::Definition { kind, fqn: fqn.trim(), modifiers }),
    }
}

fn is_modifier(word: &str) -> bool {
    Visibility::parse(word).is_some() || Modifiers::from_raw(u32::MAX).names().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use model::kinds::{DefKind, Role};
    use model::outcome::{Reason, Rule};

    use super::{Expected, Outcome, parse};

    #[test]
    fn words_are_read() {
        let definition = |fqn, modifiers| Expected::Definition { kind: DefKind::Method, fqn, modifiers };
        assert_eq!(parse("def: method a::B::c"), Ok(definition("a::B::c", vec![])));
        assert_eq!(
            parse("def: method a.[b] [public static]"),
            Ok(definition("a.[b]", vec!["public", "static"]))
        );
        assert_eq!(parse("call"), Ok(Expected::Site(Role::Call)));
        assert_eq!(parse("call: a::b"), Ok(Expected::Outcome(Outcome::Call("a::b"))));
        assert_eq!(parse("sig: fn f(a: u8)"), Ok(Expected::Signature("fn f(a: u8)")));
        assert_eq!(parse("dispatch: a, b"), Ok(Expected::Outcome(Outcome::Dispatch(vec!["a", "b"]))));
        assert_eq!(
            parse("candidates: M<A, B>.f, g"),
            Ok(Expected::Outcome(Outcome::Candidates(vec!["M<A, B>.f", "g"])))
        );
        assert_eq!(parse("external"), Ok(Expected::Outcome(Outcome::External(None))));
        assert_eq!(parse("external: os.path"), Ok(Expected::Outcome(Outcome::External(Some("os.path")))));
        assert_eq!(
            parse("unresolved: computed"),
            Ok(Expected::Outcome(Outcome::Unresolved(Reason::Computed)))
        );
        assert_eq!(parse("why: member"), Ok(Expected::Outcome(Outcome::Why(Rule::Member))));
        for wrong in [
            "why: luck",
            "unresolved: bad-day",
            "unresolved",
            "def: gadget a",
            "def: method a [shiny]",
            "cal",
            "calls: x",
            "binding:",
            "a b: c",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
