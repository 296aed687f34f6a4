//! The grammar of SCIP's symbols: how a name, a descriptor and a package are written.
//! <https://github.com/scip-code/scip/blob/main/scip.proto> has the grammar, at `message Symbol`.

use engine::DefKind;
use engine::facts::{Def, FileFacts};
use model::kinds::Modifiers;

/// What the names of definitions of the repository begin with.
const SCHEME: &str = "magellan";

/// What the names of things that an import brings from outside begin with: they are called as the import writes them.
const IMPORT_SCHEME: &str = "magellan-import";

/// Who gives packages of a language their names, in the words of package URLs; `.` where nobody does.
pub(crate) fn manager(language: &str) -> &'static str {
    match language {
        "rust" => "cargo",
        "python" => "pypi",
        "javascript" | "typescript" => "npm",
        "java" => "maven",
        _ => ".",
    }
}

/// `scheme manager package version ` of a definition's symbol. An index knows no versions.
pub(crate) fn package_of(language: &str, package: &str) -> String {
    format!("{SCHEME} {} {} . ", manager(language), spaced(package))
}

/// The symbol of what an import names outside of the repository: modules, then the member when there is one.
pub(crate) fn external_text(language: &str, modules: &[&str], member: Option<&str>) -> Option<String> {
    let mut text = format!("{IMPORT_SCHEME} {} . . ", manager(language));
    let parts: Vec<&str> = modules.iter().copied().chain(member).filter(|part| !part.is_empty()).collect();
    let (last, around) = parts.split_last()?;
    for part in around {
        push_name(&mut text, part);
        text.push('/');
    }
    push_name(&mut text, last);
    text.push(':');
    Some(text)
}

/// A part of a package, its spaces doubled; `.` for nothing.
fn spaced(part: &str) -> String {
    if part.is_empty() { ".".to_owned() } else { part.replace(' ', "  ") }
}

/// Writes a name, in backticks when it has anything but letters, digits, `_`, `+`, `-` and `$`.
pub(crate) fn push_name(text: &mut String, name: &str) {
    let is_simple = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '+' | '-' | '$');
    match name {
        "" => text.push_str("`<anonymous>`"),
        name if name.chars().all(is_simple) => text.push_str(name),
        name => {
            text.push('`');
            text.push_str(&name.replace('`', "``"));
            text.push('`');
        }
    }
}

/// Writes names, each as a namespace.
pub(crate) fn push_namespaces(text: &mut String, names: impl IntoIterator<Item = impl AsRef<str>>) {
    for name in names {
        push_name(text, name.as_ref());
        text.push('/');
    }
}

/// Writes the descriptors of a definition, the `number`th of those that would be written alike (0 for the first).
pub(crate) fn push_definition(text: &mut String, facts: &FileFacts, def: &Def, language: &str, number: u32) {
    let name = facts.text(def.name);
    match def.qualifier.map(|qualifier| facts.text(qualifier)) {
        // The package of a type that stands at the top of its file.
        Some(package) if language == "java" => push_namespaces(text, package.split('.')),
        Some(around) => push_with(text, around, 0, '#'),
        None => {}
    }
    match def.kind {
        DefKind::Impl => push_impl(text, def.segment.map_or(name, |segment| facts.text(segment)), number),
        DefKind::Namespace | DefKind::Module => {
            let separator = if language == "java" { "." } else { "::" };
            push_namespaces(text, numbered(name, number).split(separator));
        }
        DefKind::Macro => push_with(text, name, number, '!'),
        kind if is_callable(kind) || is_accessor(def, language) => {
            push_name(text, &accessor_name(name, def, language));
            text.push('(');
            if number > 0 {
                text.push('+');
                text.push_str(&number.to_string());
            }
            text.push_str(").");
        }
        kind if is_type(kind, language) => push_with(text, name, number, '#'),
        _ => push_with(text, name, number, '.'),
    }
}

fn push_with(text: &mut String, name: &str, number: u32, suffix: char) {
    push_name(text, &numbered(name, number));
    text.push(suffix);
}

/// Only methods have disambiguators; a further definition of any other kind is told apart by its name.
fn numbered(name: &str, number: u32) -> String {
    if number == 0 { name.to_owned() } else { format!("{name}+{number}") }
}

/// `impl#[Type][Trait]`, as rust-analyzer writes it.
fn push_impl(text: &mut String, segment: &str, number: u32) {
    push_with(text, "impl", number, '#');
    let inner = segment.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let parts = inner.and_then(|inner| inner.split_once(" as "));
    for part in parts.map_or_else(|| vec![segment], |(of, interface)| vec![of, interface]) {
        text.push('[');
        push_name(text, part);
        text.push(']');
    }
}

/// Whether calls mean definitions of the kind.
pub(crate) fn is_callable(kind: DefKind) -> bool {
    matches!(kind, DefKind::Function | DefKind::Method | DefKind::Constructor)
}

fn is_type(kind: DefKind, language: &str) -> bool {
    // Variants of Rust have fields of their own.
    kind.is_type() || (kind == DefKind::EnumMember && language == "rust")
}

/// Properties that are written as functions are named so.
fn is_accessor(def: &Def, language: &str) -> bool {
    let written = def.modifiers.contains(Modifiers::GETTER) || def.modifiers.contains(Modifiers::SETTER);
    def.kind == DefKind::Property && (written || language == "python")
}

/// The names by which indexers of JavaScript call accessors and constructors.
fn accessor_name(name: &str, def: &Def, language: &str) -> String {
    let is_script = matches!(language, "javascript" | "typescript");
    match def.kind {
        DefKind::Constructor if is_script => "<constructor>".to_owned(),
        _ if is_script && def.modifiers.contains(Modifiers::GETTER) => format!("<get>{name}"),
        _ if is_script && def.modifiers.contains(Modifiers::SETTER) => format!("<set>{name}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{external_text, package_of, push_impl, push_name};

    #[test]
    fn names_are_escaped_as_the_grammar_says() {
        let written = |name: &str| {
            let mut text = String::new();
            push_name(&mut text, name);
            text
        };
        assert_eq!(written("a_$+-9"), "a_$+-9");
        assert_eq!(written("a.b"), "`a.b`");
        assert_eq!(written("caf\u{e9}"), "`caf\u{e9}`");
        assert_eq!(written("`a`"), "```a```");
        assert_eq!(written(""), "`<anonymous>`");
    }

    #[test]
    fn packages_have_four_parts_and_spaces_doubled() {
        assert_eq!(package_of("rust", "grep-cli"), "magellan cargo grep-cli . ");
        assert_eq!(package_of("c", ""), "magellan . . . ");
        assert_eq!(package_of("java", "a b"), "magellan maven a  b . ");
    }

    #[test]
    fn what_an_import_names_ends_in_a_name_without_kind() {
        let text = external_text("rust", &["serde", "de"], Some("Error"));
        assert_eq!(text.as_deref(), Some("magellan-import cargo . . serde/de/Error:"));
        assert_eq!(external_text("c", &[], None), None);
    }

    #[test]
    fn an_impl_is_named_by_its_type_and_trait() {
        let written = |segment: &str| {
            let mut text = String::new();
            push_impl(&mut text, segment, 0);
            text
        };
        assert_eq!(written("Bytes"), "impl#[Bytes]");
        assert_eq!(written("<Bytes as From<Vec<u8>>>"), "impl#[Bytes][`From<Vec<u8>>`]");
    }
}
