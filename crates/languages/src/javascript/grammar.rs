//! The nodes and fields of the grammars that the rules tell apart: the union of JavaScript, TypeScript and TSX.

use extract::grammar::Grammar;
use extract::syntax::Node;

extract::kinds! {
    pub(crate) enum K {
        named {
            Program = "program", HashBang = "hash_bang_line",
            // Names.
            Identifier = "identifier", PropertyIdentifier = "property_identifier",
            PrivateIdentifier = "private_property_identifier",
            Shorthand = "shorthand_property_identifier",
            ShorthandPattern = "shorthand_property_identifier_pattern",
            StatementIdentifier = "statement_identifier", TypeIdentifier = "type_identifier",
            NestedIdentifier = "nested_identifier", NestedTypeIdentifier = "nested_type_identifier",
            ComputedName = "computed_property_name", JsxNamespaceName = "jsx_namespace_name",
            // Modules.
            ImportStatement = "import_statement", ImportClause = "import_clause",
            NamespaceImport = "namespace_import", NamedImports = "named_imports",
            ImportSpecifier = "import_specifier", ImportAttribute = "import_attribute",
            ImportRequireClause = "import_require_clause", ImportAlias = "import_alias", Import = "import",
            ExportStatement = "export_statement", NamespaceExport = "namespace_export",
            ExportClause = "export_clause", ExportSpecifier = "export_specifier",
            // Declarations.
            VariableDeclaration = "variable_declaration", LexicalDeclaration = "lexical_declaration",
            UsingDeclaration = "using_declaration", VariableDeclarator = "variable_declarator",
            FunctionDeclaration = "function_declaration",
            GeneratorDeclaration = "generator_function_declaration", FunctionSignature = "function_signature",
            ClassDeclaration = "class_declaration", AbstractClass = "abstract_class_declaration",
            InterfaceDeclaration = "interface_declaration", TypeAlias = "type_alias_declaration",
            EnumDeclaration = "enum_declaration", EnumBody = "enum_body", EnumAssignment = "enum_assignment",
            Module = "module", InternalModule = "internal_module", Ambient = "ambient_declaration",
            // Classes.
            Class = "class", ClassHeritage = "class_heritage", ExtendsClause = "extends_clause",
            ImplementsClause = "implements_clause", ExtendsTypeClause = "extends_type_clause",
            ClassBody = "class_body", InterfaceBody = "interface_body", FieldDefinition = "field_definition",
            PublicField = "public_field_definition", MethodDefinition = "method_definition",
            MethodSignature = "method_signature", AbstractMethod = "abstract_method_signature",
            StaticBlock = "class_static_block", PropertySignature = "property_signature",
            CallSignature = "call_signature", ConstructSignature = "construct_signature",
            IndexSignature = "index_signature", Accessibility = "accessibility_modifier",
            Override = "override_modifier", Decorator = "decorator",
            // Statements.
            ExpressionStatement = "expression_statement", Block = "statement_block",
            If = "if_statement", Else = "else_clause", Switch = "switch_statement", SwitchBody = "switch_body",
            Case = "switch_case", DefaultCase = "switch_default", For = "for_statement", ForIn = "for_in_statement",
            While = "while_statement", Do = "do_statement", Try = "try_statement", Catch = "catch_clause",
            Finally = "finally_clause", With = "with_statement", Break = "break_statement",
            Continue = "continue_statement", Return = "return_statement", Throw = "throw_statement",
            Labeled = "labeled_statement", Debugger = "debugger_statement", Empty = "empty_statement",
            // Expressions.
            Parenthesized = "parenthesized_expression", Sequence = "sequence_expression", This = "this",
            Super = "super", Number = "number", String = "string", StringFragment = "string_fragment",
            EscapeSequence = "escape_sequence", Template = "template_string", Substitution = "template_substitution",
            Regex = "regex", True = "true", False = "false", Null = "null", Undefined = "undefined",
            Object = "object", Pair = "pair", Array = "array", Spread = "spread_element",
            FunctionExpression = "function_expression", GeneratorFunction = "generator_function",
            ArrowFunction = "arrow_function", MetaProperty = "meta_property", Call = "call_expression",
            New = "new_expression", Arguments = "arguments", Member = "member_expression",
            Subscript = "subscript_expression", Assignment = "assignment_expression",
            AugmentedAssignment = "augmented_assignment_expression", Await = "await_expression",
            Unary = "unary_expression", Binary = "binary_expression", Ternary = "ternary_expression",
            Update = "update_expression", Yield = "yield_expression", As = "as_expression",
            Satisfies = "satisfies_expression", NonNull = "non_null_expression", TypeAssertion = "type_assertion",
            Instantiation = "instantiation_expression",
            // Patterns and parameters.
            ObjectPattern = "object_pattern", ArrayPattern = "array_pattern", PairPattern = "pair_pattern",
            RestPattern = "rest_pattern", AssignmentPattern = "assignment_pattern",
            ObjectAssignmentPattern = "object_assignment_pattern", FormalParameters = "formal_parameters",
            RequiredParameter = "required_parameter", OptionalParameter = "optional_parameter",
            // JSX.
            JsxElement = "jsx_element", JsxSelfClosing = "jsx_self_closing_element", JsxOpening = "jsx_opening_element",
            JsxClosing = "jsx_closing_element", JsxExpression = "jsx_expression", JsxAttribute = "jsx_attribute",
            // Types.
            TypeAnnotation = "type_annotation", AssertsAnnotation = "asserts_annotation",
            PredicateAnnotation = "type_predicate_annotation", Asserts = "asserts", Predicate = "type_predicate",
            OmittingAnnotation = "omitting_type_annotation", AddingAnnotation = "adding_type_annotation",
            OptingAnnotation = "opting_type_annotation", TypeParameters = "type_parameters",
            TypeParameter = "type_parameter", Constraint = "constraint", DefaultType = "default_type",
            TypeArguments = "type_arguments", GenericType = "generic_type", PredefinedType = "predefined_type",
            ParenthesizedType = "parenthesized_type", ObjectType = "object_type", ArrayType = "array_type",
            TupleType = "tuple_type", OptionalType = "optional_type", RestType = "rest_type",
            UnionType = "union_type", IntersectionType = "intersection_type", FunctionType = "function_type",
            ConstructorType = "constructor_type", ReadonlyType = "readonly_type", TypeQuery = "type_query",
            IndexTypeQuery = "index_type_query", ThisType = "this_type", LiteralType = "literal_type",
            LookupType = "lookup_type", ConditionalType = "conditional_type",
            TemplateLiteralType = "template_literal_type", TemplateType = "template_type", InferType = "infer_type",
            FlowMaybeType = "flow_maybe_type", MappedTypeClause = "mapped_type_clause",
            ExistentialType = "existential_type",
        }
        tokens {
            AsyncKeyword = "async", StaticKeyword = "static", StaticGet = "static get", Get = "get", Set = "set",
            Star = "*", Readonly = "readonly", Abstract = "abstract", Declare = "declare", Const = "const",
            Let = "let", Var = "var", Default = "default", TypeKeyword = "type", Typeof = "typeof",
            Global = "global", Equals = "=", Question = "?", Exclamation = "!",
            AsKeyword = "as", NamespaceKeyword = "namespace", ExportKeyword = "export", OptionalDot = "?.",
            AwaitKeyword = "await", OfKeyword = "of", AndAnd = "&&", OrOr = "||", Coalesce = "??", Comma = ",",
            Instanceof = "instanceof", In = "in", EqualEqual = "==", TripleEqual = "===", NotEqual = "!=",
            NotTripleEqual = "!==", Less = "<", LessEqual = "<=", Greater = ">", GreaterEqual = ">=",
            Delete = "delete", Void = "void", AndAssign = "&&=", OrAssign = "||=", CoalesceAssign = "??=",
            NewKeyword = "new", Accessor = "accessor", ClassKeyword = "class",
        }
    }
}

extract::fields! {
    pub(crate) enum F {
        Name = "name", Alias = "alias", Source = "source", Declaration = "declaration", Value = "value", Kind = "kind",
        Body = "body", Parameters = "parameters", Parameter = "parameter", ReturnType = "return_type", Type = "type",
        TypeParameters = "type_parameters", TypeArguments = "type_arguments", Left = "left", Right = "right",
        Operator = "operator", Argument = "argument", Object = "object", Property = "property", Index = "index",
        Function = "function", Arguments = "arguments", Constructor = "constructor", Condition = "condition",
        Consequence = "consequence", Alternative = "alternative", Initializer = "initializer",
        Increment = "increment", Key = "key", Label = "label", Decorator = "decorator", Pattern = "pattern",
        Attribute = "attribute", OpenTag = "open_tag", CloseTag = "close_tag", Module = "module",
        IndexType = "index_type", Constraint = "constraint", Handler = "handler", Finalizer = "finalizer",
        OptionalChain = "optional_chain", Member = "member",
    }
}

/// The grammars as the rules see them.
pub(crate) struct G;

/// A node of one of the grammars.
pub(crate) type Js<'t> = Node<'t, G>;

impl Grammar for G {
    type Kind = K;
    type Field = F;

    fn is_name(kind: K) -> bool {
        matches!(
            kind,
            K::Identifier
                | K::PropertyIdentifier
                | K::PrivateIdentifier
                | K::Shorthand
                | K::ShorthandPattern
                | K::StatementIdentifier
                | K::TypeIdentifier
        )
    }
}

#[cfg(test)]
mod tests {
    use super::G;

    #[test]
    fn every_kind_and_field_is_in_a_grammar() {
        let languages = [
            tree_sitter_javascript::LANGUAGE.into(),
            tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
            tree_sitter_typescript::LANGUAGE_TSX.into(),
        ];
        assert_eq!(extract::grammar::unknown_names::<G>(&languages), Vec::<String>::new());
    }
}
