//! The fields of a tag, in the words of Universal Ctags.

use engine::DefKind;
use engine::query::{FileView, SymbolInfo};

use super::is_function;

/// The name of a tag; what would make it a pseudo-tag is written by number.
pub(super) fn name(tag: &mut Vec<u8>, name: &str) {
    match name.as_bytes() {
        [first @ (b'!' | b' '), rest @ ..] => {
            tag.extend_from_slice(format!("\\x{first:02X}").as_bytes());
            value(tag, rest);
        }
        bytes => value(tag, bytes),
    }
}

/// A value; what divides fields and lines is written by number or by letter.
pub(super) fn value(tag: &mut Vec<u8>, text: &[u8]) {
    for byte in text {
        match byte {
            b'\\' => tag.extend_from_slice(b"\\\\"),
            b'\t' => tag.extend_from_slice(b"\\t"),
            b'\r' => tag.extend_from_slice(b"\\r"),
            b'\n' => tag.extend_from_slice(b"\\n"),
            0..0x20 | 0x7f => tag.extend_from_slice(format!("\\x{byte:02X}").as_bytes()),
            _ => tag.push(*byte),
        }
    }
}

/// What a definition is, as Universal Ctags calls it in the language.
pub(super) fn kind(info: &SymbolInfo) -> &'static str {
    let is_declaration = info.modifiers.names().any(|name| name == "declaration");
    match info.kind {
        kind if is_declaration && is_function(kind) && has_prototypes(&info.language) => "prototype",
        DefKind::Variable if is_declaration => "externvar",
        kind => in_language(&info.language, kind),
    }
}

/// Whether functions of a language are declared apart from their definition.
fn has_prototypes(language: &str) -> bool {
    matches!(language, "c" | "cpp")
}

/// What a language calls otherwise than most do.
fn in_language(language: &str, kind: DefKind) -> &'static str {
    match (language, kind) {
        ("python", DefKind::Method | DefKind::Constructor) => "member",
        ("python", DefKind::Constant | DefKind::Field) => "variable",
        ("cpp", DefKind::Method | DefKind::Constructor) => "function",
        ("java" | "javascript" | "typescript", DefKind::Constructor) => "method",
        ("java", DefKind::EnumMember) => "enumConstant",
        ("java" | "rust", DefKind::Field) => "field",
        ("javascript" | "typescript", DefKind::Field) => "property",
        ("typescript", DefKind::TypeAlias) => "alias",
        _ => in_most(kind),
    }
}

const fn in_most(kind: DefKind) -> &'static str {
    match kind {
        DefKind::Function => "function",
        DefKind::Method => "method",
        DefKind::Constructor => "constructor",
        DefKind::Class => "class",
        DefKind::Struct => "struct",
        DefKind::Union => "union",
        DefKind::Enum => "enum",
        DefKind::EnumMember => "enumerator",
        DefKind::Interface => "interface",
        DefKind::Trait => "trait",
        DefKind::Impl => "implementation",
        DefKind::TypeAlias => "typedef",
        DefKind::Field => "member",
        DefKind::Property => "property",
        DefKind::Constant => "constant",
        DefKind::Static | DefKind::Variable => "variable",
        DefKind::Namespace => "namespace",
        DefKind::Module => "module",
        DefKind::Macro => "macro",
        DefKind::Annotation => "annotation",
        DefKind::Concept => "concept",
        DefKind::Record => "record",
        DefKind::File => "file",
    }
}

/// What Universal Ctags calls a language.
pub(super) fn language(name: &str) -> &str {
    match name {
        "c" => "C",
        "cpp" => "C++",
        "java" => "Java",
        "javascript" => "JavaScript",
        "python" => "Python",
        "rust" => "Rust",
        "typescript" => "TypeScript",
        other => other,
    }
}

/// The kind and the name, within its file, of the definition around one.
pub(super) fn scope(view: &FileView, info: &SymbolInfo) -> Option<(&'static str, String)> {
    let outer = view.facts.def(info.def?).parent?;
    let mut names = Vec::new();
    let mut next = Some(outer);
    while let Some(def) = next {
        names.push(view.facts.text(view.facts.def(def).name));
        next = view.facts.def(def).parent;
    }
    names.reverse();
    let kind = in_language(&info.language, view.facts.def(outer).kind);
    Some((kind, names.join(view.facts.separator.text())))
}

/// The parameters of a function in their parentheses, white space folded.
pub(super) fn signature(view: &FileView, info: &SymbolInfo) -> Option<String> {
    let def = info.def.filter(|_| is_function(info.kind))?;
    let end = view.signature_span(def).end as usize;
    let text = view.source.get(info.name_location.span.end as usize..end)?;
    let parameters = parenthesised(text)?;
    Some(String::from_utf8_lossy(parameters).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The first balanced parentheses of a text that stand in no angle brackets.
fn parenthesised(text: &[u8]) -> Option<&[u8]> {
    let (mut angles, mut depth, mut start) = (0_u32, 0_u32, None);
    for (at, byte) in text.iter().enumerate() {
        match (byte, start) {
            (b'<', None) => angles += 1,
            (b'>', None) if at > 0 && text[at - 1] != b'-' => angles = angles.saturating_sub(1),
            (b'(', None) if angles == 0 => (start, depth) = (Some(at), 1),
            (b'(', Some(_)) => depth += 1,
            (b')', Some(first)) => {
                depth -= 1;
                if depth == 0 {
                    return Some(&text[first..=at]);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{name, parenthesised};

    #[test]
    fn parameters_are_found_behind_type_parameters() {
        let found = |text: &'static str| {
            parenthesised(text.as_bytes()).map(|found| std::str::from_utf8(found).expect("UTF-8"))
        };
        assert_eq!(
            found("<F: Fn(u8) -> u8>(f: F, (a, b): (u8, u8)) -> u8"),
            Some("(f: F, (a, b): (u8, u8))")
        );
        assert_eq!(found("(self)"), Some("(self)"));
        assert_eq!(found(" = x => x"), None);
    }

    #[test]
    fn names_cannot_be_taken_for_pseudo_tags_or_fields() {
        let written = |text: &str| {
            let mut tag = Vec::new();
            name(&mut tag, text);
            String::from_utf8(tag).expect("UTF-8")
        };
        assert_eq!(written("!_TAG_FILE_SORTED"), r"\x21_TAG_FILE_SORTED");
        assert_eq!(written("a\tb\\c\u{1}"), r"a\tb\\c\x01");
    }
}
