//! SCIP's words for languages, kinds and roles.

use engine::facts::Def;
use engine::{DefKind, FileRecord, Role};
use model::kinds::{BindingKind, Modifiers};
use scip::types::symbol_information::Kind;
use scip::types::{SymbolRole, SyntaxKind};

/// The language of a file as `message Language` spells it.
pub(super) fn language(record: &FileRecord) -> &'static str {
    let extension = record.path.as_str().rsplit('.').next().unwrap_or_default();
    match (record.language.as_str(), extension) {
        ("rust", _) => "Rust",
        ("python", _) => "Python",
        ("java", _) => "Java",
        ("c", _) => "C",
        ("cpp", _) => "CPP",
        ("javascript", "jsx") => "JavaScriptReact",
        ("javascript", _) => "JavaScript",
        ("typescript", "tsx") => "TypeScriptReact",
        ("typescript", _) => "TypeScript",
        _ => "",
    }
}

/// The kind of a definition that stands in one of kind `around`.
pub(super) fn kind(def: &Def, around: Option<DefKind>, language: &str) -> Kind {
    let has = |modifier| def.modifiers.contains(modifier);
    match def.kind {
        DefKind::Function | DefKind::Method => function_kind(def, around, language),
        DefKind::Constructor => Kind::Constructor,
        DefKind::Class => Kind::Class,
        DefKind::Struct | DefKind::Record => Kind::Struct,
        DefKind::Union => Kind::Union,
        DefKind::Enum => Kind::Enum,
        DefKind::EnumMember => Kind::EnumMember,
        DefKind::Interface | DefKind::Annotation => Kind::Interface,
        DefKind::Trait => Kind::Trait,
        DefKind::TypeAlias if around == Some(DefKind::Trait) => Kind::AssociatedType,
        DefKind::TypeAlias => Kind::TypeAlias,
        DefKind::Field if has(Modifiers::STATIC) => Kind::StaticField,
        DefKind::Field => Kind::Field,
        DefKind::Property if has(Modifiers::GETTER) => Kind::Getter,
        DefKind::Property if has(Modifiers::SETTER) => Kind::Setter,
        DefKind::Property => Kind::Property,
        DefKind::Constant => Kind::Constant,
        DefKind::Static => Kind::StaticVariable,
        DefKind::Variable => Kind::Variable,
        DefKind::Namespace => Kind::Namespace,
        DefKind::Module => Kind::Module,
        DefKind::Macro => Kind::Macro,
        DefKind::Concept => Kind::Concept,
        DefKind::File => Kind::File,
        DefKind::Impl => Kind::UnspecifiedKind,
    }
}

fn function_kind(def: &Def, around: Option<DefKind>, language: &str) -> Kind {
    let has = |modifier| def.modifiers.contains(modifier);
    match def.kind {
        DefKind::Function => Kind::Function,
        _ if has(Modifiers::STATIC) => Kind::StaticMethod,
        _ if around == Some(DefKind::Trait) => Kind::TraitMethod,
        _ if has(Modifiers::ABSTRACT) && language == "cpp" => Kind::PureVirtualMethod,
        _ if has(Modifiers::ABSTRACT) => Kind::AbstractMethod,
        _ => Kind::Method,
    }
}

/// The kind of a local name.
pub(super) fn local_kind(kind: BindingKind) -> Kind {
    match kind {
        BindingKind::Parameter => Kind::Parameter,
        BindingKind::Receiver => Kind::SelfParameter,
        BindingKind::TypeParameter => Kind::TypeParameter,
        BindingKind::Label => Kind::UnspecifiedKind,
        _ => Kind::Variable,
    }
}

/// What a name is done to, of the things that SCIP tells apart.
pub(super) fn role(role: Role) -> i32 {
    match role {
        Role::Import => SymbolRole::Import as i32,
        Role::Write | Role::Init => SymbolRole::WriteAccess as i32,
        Role::Read => SymbolRole::ReadAccess as i32,
        _ => 0,
    }
}

/// How a name of a definition of this kind is shown.
pub(super) fn syntax(kind: DefKind, is_definition: bool) -> SyntaxKind {
    match kind {
        DefKind::Function | DefKind::Method | DefKind::Constructor if is_definition => {
            SyntaxKind::IdentifierFunctionDefinition
        }
        DefKind::Function | DefKind::Method | DefKind::Constructor => SyntaxKind::IdentifierFunction,
        DefKind::Macro if is_definition => SyntaxKind::IdentifierMacroDefinition,
        DefKind::Macro => SyntaxKind::IdentifierMacro,
        DefKind::Class
        | DefKind::Struct
        | DefKind::Union
        | DefKind::Enum
        | DefKind::Interface
        | DefKind::Trait
        | DefKind::TypeAlias
        | DefKind::Annotation
        | DefKind::Concept
        | DefKind::Record => SyntaxKind::IdentifierType,
        DefKind::Constant | DefKind::EnumMember => SyntaxKind::IdentifierConstant,
        DefKind::Static | DefKind::Variable => SyntaxKind::IdentifierMutableGlobal,
        DefKind::Namespace | DefKind::Module | DefKind::File => SyntaxKind::IdentifierNamespace,
        DefKind::Field | DefKind::Property | DefKind::Impl => SyntaxKind::Identifier,
    }
}

/// How a local name is shown.
pub(super) fn local_syntax(kind: BindingKind) -> SyntaxKind {
    match kind {
        BindingKind::Parameter | BindingKind::Receiver => SyntaxKind::IdentifierParameter,
        BindingKind::TypeParameter => SyntaxKind::IdentifierType,
        _ => SyntaxKind::IdentifierLocal,
    }
}
