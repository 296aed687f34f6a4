//! The nodes and fields of the grammar that the rules tell apart.

use extract::grammar::Grammar;

extract::kinds! {
    pub(super) enum K {
        named {
            // Names.
            Identifier = "identifier", TypeIdentifier = "type_identifier",
            ScopedIdentifier = "scoped_identifier", ScopedTypeIdentifier = "scoped_type_identifier",
            This = "this", Super = "super", Underscore = "underscore_pattern", Asterisk = "asterisk",
            // File level.
            PackageDeclaration = "package_declaration", ImportDeclaration = "import_declaration",
            ModuleDeclaration = "module_declaration", ModuleBody = "module_body",
            Requires = "requires_module_directive", Exports = "exports_module_directive",
            Opens = "opens_module_directive", Uses = "uses_module_directive",
            Provides = "provides_module_directive",
            // Definitions.
            ClassDeclaration = "class_declaration", InterfaceDeclaration = "interface_declaration",
            EnumDeclaration = "enum_declaration", RecordDeclaration = "record_declaration",
            AnnotationTypeDeclaration = "annotation_type_declaration",
            AnnotationElement = "annotation_type_element_declaration",
            MethodDeclaration = "method_declaration", ConstructorDeclaration = "constructor_declaration",
            CompactConstructor = "compact_constructor_declaration",
            FieldDeclaration = "field_declaration", ConstantDeclaration = "constant_declaration",
            StaticInitializer = "static_initializer", EnumConstant = "enum_constant",
            ClassBody = "class_body", InterfaceBody = "interface_body", EnumBody = "enum_body",
            EnumBodyDeclarations = "enum_body_declarations", AnnotationTypeBody = "annotation_type_body",
            ConstructorBody = "constructor_body", ExplicitConstructor = "explicit_constructor_invocation",
            VariableDeclarator = "variable_declarator", Modifiers = "modifiers",
            MarkerAnnotation = "marker_annotation", Annotation = "annotation",
            AnnotationArguments = "annotation_argument_list", ElementValuePair = "element_value_pair",
            ElementValueArray = "element_value_array_initializer",
            Superclass = "superclass", SuperInterfaces = "super_interfaces",
            ExtendsInterfaces = "extends_interfaces", Permits = "permits", TypeList = "type_list",
            Throws = "throws",
            TypeParameters = "type_parameters", TypeParameter = "type_parameter", TypeBound = "type_bound",
            FormalParameters = "formal_parameters", FormalParameter = "formal_parameter",
            SpreadParameter = "spread_parameter", ReceiverParameter = "receiver_parameter",
            InferredParameters = "inferred_parameters",
            // Types.
            VoidType = "void_type", IntegralType = "integral_type", FloatingType = "floating_point_type",
            BooleanType = "boolean_type", GenericType = "generic_type", ArrayType = "array_type",
            AnnotatedType = "annotated_type", TypeArguments = "type_arguments", Wildcard = "wildcard",
            Dimensions = "dimensions", DimensionsExpr = "dimensions_expr", CatchType = "catch_type",
            // Literals.
            DecimalInteger = "decimal_integer_literal", HexInteger = "hex_integer_literal",
            OctalInteger = "octal_integer_literal", BinaryInteger = "binary_integer_literal",
            DecimalFloat = "decimal_floating_point_literal", HexFloat = "hex_floating_point_literal",
            True = "true", False = "false", Null = "null_literal", Character = "character_literal",
            StringLiteral = "string_literal", StringInterpolation = "string_interpolation",
            // Expressions.
            AssignmentExpression = "assignment_expression", BinaryExpression = "binary_expression",
            InstanceofExpression = "instanceof_expression", LambdaExpression = "lambda_expression",
            TernaryExpression = "ternary_expression", UpdateExpression = "update_expression",
            UnaryExpression = "unary_expression", CastExpression = "cast_expression",
            SwitchExpression = "switch_expression", ClassLiteral = "class_literal",
            Parenthesized = "parenthesized_expression", ObjectCreation = "object_creation_expression",
            FieldAccess = "field_access", ArrayAccess = "array_access",
            MethodInvocation = "method_invocation", MethodReference = "method_reference",
            ArrayCreation = "array_creation_expression", TemplateExpression = "template_expression",
            ArgumentList = "argument_list", ArrayInitializer = "array_initializer",
            // Switches and patterns.
            SwitchBlock = "switch_block", SwitchGroup = "switch_block_statement_group",
            SwitchRule = "switch_rule", SwitchLabel = "switch_label", Guard = "guard",
            Pattern = "pattern", TypePattern = "type_pattern", RecordPattern = "record_pattern",
            RecordPatternBody = "record_pattern_body", RecordPatternComponent = "record_pattern_component",
            // Statements.
            Block = "block", ExpressionStatement = "expression_statement",
            LabeledStatement = "labeled_statement", IfStatement = "if_statement",
            WhileStatement = "while_statement", DoStatement = "do_statement",
            ForStatement = "for_statement", EnhancedFor = "enhanced_for_statement",
            AssertStatement = "assert_statement", BreakStatement = "break_statement",
            ContinueStatement = "continue_statement", ReturnStatement = "return_statement",
            YieldStatement = "yield_statement", SynchronizedStatement = "synchronized_statement",
            LocalVariable = "local_variable_declaration", ThrowStatement = "throw_statement",
            TryStatement = "try_statement", TryWithResources = "try_with_resources_statement",
            ResourceSpecification = "resource_specification", Resource = "resource",
            CatchClause = "catch_clause", CatchParameter = "catch_formal_parameter",
            FinallyClause = "finally_clause",
        }
        tokens {
            Public = "public", Protected = "protected", Private = "private", Abstract = "abstract",
            Static = "static", Final = "final", Default = "default", Synchronized = "synchronized",
            Native = "native", Volatile = "volatile", Sealed = "sealed",
            Class = "class", Interface = "interface", Enum = "enum", Record = "record",
            AtInterface = "@interface", New = "new", Extends = "extends",
            And = "&&", Or = "||", Not = "!", Assign = "=",
            Less = "<", Greater = ">", LessEqual = "<=", GreaterEqual = ">=", Equal = "==", NotEqual = "!=",
            OpenParen = "(", OpenBrace = "{", CloseBrace = "}", OpenBracket = "[", Ellipsis = "...", ColonColon = "::",
            Dot = ".", Semicolon = ";",
        }
    }
}

extract::fields! {
    pub(super) enum F {
        Name = "name", Type = "type", Body = "body", Value = "value", Parameters = "parameters",
        TypeParameters = "type_parameters", Dimensions = "dimensions", Declarator = "declarator",
        Scope = "scope", Arguments = "arguments", Key = "key",
        Element = "element", Left = "left", Right = "right", Operator = "operator", Operand = "operand",
        Pattern = "pattern", Condition = "condition", Consequence = "consequence",
        Alternative = "alternative", Object = "object", Field = "field", Array = "array", Index = "index",
        TypeArguments = "type_arguments", Constructor = "constructor", Resources = "resources",
        Init = "init", Update = "update", Processor = "template_processor",
        TemplateArgument = "template_argument", Package = "package", Module = "module",
    }
}

/// The grammar as the rules see it.
pub(super) struct G;

/// A node of a Java tree.
pub(super) type Node<'t> = extract::syntax::Node<'t, G>;

impl Grammar for G {
    type Kind = K;
    type Field = F;

    fn is_name(kind: K) -> bool {
        matches!(kind, K::Identifier | K::TypeIdentifier)
    }
}

#[cfg(test)]
mod tests {
    use super::G;

    #[test]
    fn every_kind_and_field_is_in_the_grammar() {
        let languages = [tree_sitter_java::LANGUAGE.into()];
        assert_eq!(extract::grammar::unknown_names::<G>(&languages), Vec::<String>::new());
    }
}
