//! The nodes and fields of the two grammars that the rules tell apart.
//!
//! The grammar of C++ extends that of C, and one set of rules reads both: a kind that one of them lacks never occurs in
//! its trees.

use extract::grammar::Grammar;

extract::kinds! {
    pub(crate) enum K {
        named {
            TranslationUnit = "translation_unit",
            Identifier = "identifier", TypeIdentifier = "type_identifier", FieldIdentifier = "field_identifier",
            StatementIdentifier = "statement_identifier", NamespaceIdentifier = "namespace_identifier",
            PreprocIf = "preproc_if", PreprocIfdef = "preproc_ifdef", PreprocElif = "preproc_elif",
            PreprocElifdef = "preproc_elifdef", PreprocElse = "preproc_else", PreprocInclude = "preproc_include",
            PreprocDef = "preproc_def", PreprocFunctionDef = "preproc_function_def", PreprocCall = "preproc_call",
            PreprocDefined = "preproc_defined", PreprocArg = "preproc_arg",
            FunctionDefinition = "function_definition", Declaration = "declaration",
            FieldDeclaration = "field_declaration", TypeDefinition = "type_definition",
            LinkageSpecification = "linkage_specification", DeclarationList = "declaration_list",
            FieldDeclarationList = "field_declaration_list", CompoundStatement = "compound_statement",
            StorageClassSpecifier = "storage_class_specifier", TypeQualifier = "type_qualifier",
            AlignasQualifier = "alignas_qualifier", ExplicitFunctionSpecifier = "explicit_function_specifier",
            VirtualSpecifier = "virtual_specifier", RefQualifier = "ref_qualifier", Noexcept = "noexcept",
            TrailingReturnType = "trailing_return_type", RequiresClause = "requires_clause",
            AttributeSpecifier = "attribute_specifier", AttributeDeclaration = "attribute_declaration",
            Attribute = "attribute", MsDeclspecModifier = "ms_declspec_modifier",
            MsCallModifier = "ms_call_modifier", MsPointerModifier = "ms_pointer_modifier",
            AttributedDeclarator = "attributed_declarator", PointerDeclarator = "pointer_declarator",
            PointerTypeDeclarator = "pointer_type_declarator",
            FunctionDeclarator = "function_declarator", ArrayDeclarator = "array_declarator",
            ParenthesizedDeclarator = "parenthesized_declarator", ReferenceDeclarator = "reference_declarator",
            VariadicDeclarator = "variadic_declarator", InitDeclarator = "init_declarator",
            StructuredBindingDeclarator = "structured_binding_declarator",
            AbstractPointerDeclarator = "abstract_pointer_declarator",
            AbstractFunctionDeclarator = "abstract_function_declarator",
            AbstractArrayDeclarator = "abstract_array_declarator",
            AbstractParenthesizedDeclarator = "abstract_parenthesized_declarator",
            AbstractReferenceDeclarator = "abstract_reference_declarator",
            OperatorName = "operator_name", OperatorCast = "operator_cast", DestructorName = "destructor_name",
            TemplateFunction = "template_function", TemplateMethod = "template_method",
            TemplateType = "template_type", QualifiedIdentifier = "qualified_identifier",
            DependentName = "dependent_name", DependentType = "dependent_type",
            TemplateArgumentList = "template_argument_list",
            PrimitiveType = "primitive_type", SizedTypeSpecifier = "sized_type_specifier",
            StructSpecifier = "struct_specifier", UnionSpecifier = "union_specifier",
            ClassSpecifier = "class_specifier", EnumSpecifier = "enum_specifier",
            MacroTypeSpecifier = "macro_type_specifier", TypeDescriptor = "type_descriptor",
            PlaceholderTypeSpecifier = "placeholder_type_specifier", Decltype = "decltype", Auto = "auto",
            BaseClassClause = "base_class_clause", AccessSpecifier = "access_specifier",
            EnumeratorList = "enumerator_list", Enumerator = "enumerator", BitfieldClause = "bitfield_clause",
            ParameterList = "parameter_list", ParameterDeclaration = "parameter_declaration",
            OptionalParameterDeclaration = "optional_parameter_declaration",
            VariadicParameterDeclaration = "variadic_parameter_declaration",
            VariadicParameter = "variadic_parameter",
            TypeParameterDeclaration = "type_parameter_declaration",
            OptionalTypeParameterDeclaration = "optional_type_parameter_declaration",
            VariadicTypeParameterDeclaration = "variadic_type_parameter_declaration",
            TemplateTemplateParameterDeclaration = "template_template_parameter_declaration",
            TemplateDeclaration = "template_declaration", TemplateInstantiation = "template_instantiation",
            FriendDeclaration = "friend_declaration", UsingDeclaration = "using_declaration",
            AliasDeclaration = "alias_declaration", NamespaceDefinition = "namespace_definition",
            NamespaceAliasDefinition = "namespace_alias_definition",
            NestedNamespaceSpecifier = "nested_namespace_specifier", ConceptDefinition = "concept_definition",
            FieldInitializerList = "field_initializer_list", FieldInitializer = "field_initializer",
            DefaultMethodClause = "default_method_clause", DeleteMethodClause = "delete_method_clause",
            PureVirtualClause = "pure_virtual_clause",
            LabeledStatement = "labeled_statement", GotoStatement = "goto_statement",
            ExpressionStatement = "expression_statement", IfStatement = "if_statement", ElseClause = "else_clause",
            ForStatement = "for_statement", ForRangeLoop = "for_range_loop", WhileStatement = "while_statement",
            SwitchStatement = "switch_statement", CaseStatement = "case_statement",
            ReturnStatement = "return_statement", CoReturnStatement = "co_return_statement",
            CoYieldStatement = "co_yield_statement", ThrowStatement = "throw_statement",
            DoStatement = "do_statement", BreakStatement = "break_statement",
            ContinueStatement = "continue_statement", TryStatement = "try_statement",
            SehTryStatement = "seh_try_statement", SehExceptClause = "seh_except_clause",
            SehFinallyClause = "seh_finally_clause", AttributedStatement = "attributed_statement",
            ConditionClause = "condition_clause", CatchClause = "catch_clause",
            BinaryExpression = "binary_expression", UnaryExpression = "unary_expression",
            UpdateExpression = "update_expression", CastExpression = "cast_expression",
            PointerExpression = "pointer_expression", SizeofExpression = "sizeof_expression",
            AlignofExpression = "alignof_expression", OffsetofExpression = "offsetof_expression",
            GenericExpression = "generic_expression", SubscriptExpression = "subscript_expression",
            CallExpression = "call_expression", FieldExpression = "field_expression",
            CompoundLiteralExpression = "compound_literal_expression",
            ParenthesizedExpression = "parenthesized_expression", CommaExpression = "comma_expression",
            ConditionalExpression = "conditional_expression", AssignmentExpression = "assignment_expression",
            ExtensionExpression = "extension_expression", InitializerList = "initializer_list",
            InitializerPair = "initializer_pair", FieldDesignator = "field_designator",
            SubscriptDesignator = "subscript_designator",
            SubscriptRangeDesignator = "subscript_range_designator", ArgumentList = "argument_list",
            NumberLiteral = "number_literal", CharLiteral = "char_literal", StringLiteral = "string_literal",
            RawStringLiteral = "raw_string_literal", ConcatenatedString = "concatenated_string",
            UserDefinedLiteral = "user_defined_literal", LiteralSuffix = "literal_suffix", True = "true",
            False = "false", Null = "null", This = "this",
            LambdaExpression = "lambda_expression", LambdaCaptureSpecifier = "lambda_capture_specifier",
            LambdaCaptureInitializer = "lambda_capture_initializer", NewExpression = "new_expression",
            DeleteExpression = "delete_expression", ParameterPackExpansion = "parameter_pack_expansion",
            FoldExpression = "fold_expression", CoAwaitExpression = "co_await_expression",
            RequiresExpression = "requires_expression", TypeRequirement = "type_requirement",
            GnuAsmExpression = "gnu_asm_expression", GnuAsmOutputOperand = "gnu_asm_output_operand",
            GnuAsmInputOperand = "gnu_asm_input_operand", GnuAsmGotoList = "gnu_asm_goto_list",
        }
        tokens {
            Virtual = "virtual", Inline = "inline", Friend = "friend", Using = "using", Namespace = "namespace",
            Typedef = "typedef", Class = "class", Struct = "struct", Union = "union", Enum = "enum",
            Ifndef = "#ifndef", Elifndef = "#elifndef", Assign = "=", Star = "*", Amp = "&", AmpAmp = "&&",
            Arrow = "->", Dot = ".", Ellipsis = "...", Public = "public", Protected = "protected",
            Private = "private", PipePipe = "||", And = "and", Or = "or", EqualEqual = "==", NotEqual = "!=",
            NotEq = "not_eq", Less = "<", Greater = ">", LessEqual = "<=", GreaterEqual = ">=", Not = "!",
            NotWord = "not", BraceOpen = "{", BraceClose = "}", Colons = "::", Semicolon = ";",
        }
    }
}

extract::fields! {
    pub(crate) enum F {
        Name = "name", Type = "type", Declarator = "declarator", Body = "body", Value = "value",
        Parameters = "parameters", Condition = "condition", Consequence = "consequence",
        Alternative = "alternative", Argument = "argument", Arguments = "arguments", Function = "function",
        Left = "left", Right = "right", Operator = "operator", Field = "field", Index = "index",
        Size = "size", Label = "label", Initializer = "initializer",
        DefaultValue = "default_value", Scope = "scope", Base = "base",
        UnderlyingType = "underlying_type", Designator = "designator", Member = "member", Captures = "captures",
        Constraint = "constraint", TemplateParameters = "template_parameters", Placement = "placement",
        Update = "update", DefaultType = "default_type", Pattern = "pattern", Symbol = "symbol",
    }
}

/// The grammars as the rules see them.
pub(crate) struct G;

impl Grammar for G {
    type Kind = K;
    type Field = F;

    fn is_name(kind: K) -> bool {
        matches!(
            kind,
            K::Identifier
                | K::TypeIdentifier
                | K::FieldIdentifier
                | K::NamespaceIdentifier
                | K::StatementIdentifier
        )
    }
}

#[cfg(test)]
mod tests {
    use super::G;

    #[test]
    fn every_kind_and_field_is_in_one_of_the_grammars() {
        let languages = [tree_sitter_c::LANGUAGE.into(), tree_sitter_cpp::LANGUAGE.into()];
        assert_eq!(extract::grammar::unknown_names::<G>(&languages), Vec::<String>::new());
    }
}
