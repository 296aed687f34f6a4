//! The nodes and fields of the grammar that the rules tell apart.

use extract::grammar::Grammar;

extract::kinds! {
    pub(super) enum K {
        named {
            Identifier = "identifier", DottedName = "dotted_name", Attribute = "attribute",
            ExpressionStatement = "expression_statement", Assignment = "assignment",
            AugmentedAssignment = "augmented_assignment", NamedExpression = "named_expression",
            FunctionDefinition = "function_definition", ClassDefinition = "class_definition",
            DecoratedDefinition = "decorated_definition", Decorator = "decorator",
            Lambda = "lambda", Parameters = "parameters", TypedParameter = "typed_parameter",
            DefaultParameter = "default_parameter", TypedDefaultParameter = "typed_default_parameter",
            ListSplatPattern = "list_splat_pattern", DictionarySplatPattern = "dictionary_splat_pattern",
            KeywordSeparator = "keyword_separator", PositionalSeparator = "positional_separator",
            ImportStatement = "import_statement", ImportFrom = "import_from_statement",
            FutureImport = "future_import_statement", AliasedImport = "aliased_import",
            RelativeImport = "relative_import", ImportPrefix = "import_prefix", WildcardImport = "wildcard_import",
            If = "if_statement", Elif = "elif_clause", Else = "else_clause", While = "while_statement",
            For = "for_statement", Try = "try_statement", Except = "except_clause", Finally = "finally_clause",
            With = "with_statement", WithClause = "with_clause", WithItem = "with_item",
            Match = "match_statement", Case = "case_clause", CasePattern = "case_pattern", IfClause = "if_clause",
            AsPattern = "as_pattern", AsPatternTarget = "as_pattern_target", ClassPattern = "class_pattern",
            KeywordPattern = "keyword_pattern", DictPattern = "dict_pattern", SplatPattern = "splat_pattern",
            UnionPattern = "union_pattern", TuplePattern = "tuple_pattern", ListPattern = "list_pattern",
            PatternList = "pattern_list",
            Block = "block", Assert = "assert_statement", Return = "return_statement", Raise = "raise_statement", Delete = "delete_statement",
            Continue = "continue_statement", Break = "break_statement",
            Global = "global_statement", Nonlocal = "nonlocal_statement", TypeAlias = "type_alias_statement",
            Type = "type", GenericType = "generic_type", UnionType = "union_type", MemberType = "member_type",
            TypeParameter = "type_parameter", ConstrainedType = "constrained_type", SplatType = "splat_type",
            Call = "call", ArgumentList = "argument_list", KeywordArgument = "keyword_argument",
            Subscript = "subscript", Slice = "slice", Await = "await", Yield = "yield",
            Unary = "unary_operator", NotOperator = "not_operator", Binary = "binary_operator",
            Boolean = "boolean_operator", Comparison = "comparison_operator",
            Conditional = "conditional_expression", Parenthesized = "parenthesized_expression",
            ParenthesizedSplat = "parenthesized_list_splat",
            List = "list", Tuple = "tuple", ExpressionList = "expression_list", Set = "set", Dictionary = "dictionary", Pair = "pair",
            ListComprehension = "list_comprehension", SetComprehension = "set_comprehension",
            DictionaryComprehension = "dictionary_comprehension", Generator = "generator_expression",
            ForIn = "for_in_clause", ListSplat = "list_splat", DictionarySplat = "dictionary_splat",
            Str = "string", ConcatenatedString = "concatenated_string", StringContent = "string_content",
            Interpolation = "interpolation", FormatSpecifier = "format_specifier", FormatExpression = "format_expression",
            Integer = "integer", Float = "float", True = "true", False = "false", None = "none", Ellipsis = "ellipsis",
        }
        tokens {
            Async = "async", And = "and", Or = "or", Pipe = "|", Is = "is", IsNot = "is not", Equal = "==", From = "from",
        }
    }
}

extract::fields! {
    pub(super) enum F {
        Name = "name", Left = "left", Right = "right", Type = "type", Value = "value", Body = "body",
        Parameters = "parameters", ReturnType = "return_type", Superclasses = "superclasses",
        TypeParameters = "type_parameters", Definition = "definition", ModuleName = "module_name", Alias = "alias",
        Condition = "condition", Consequence = "consequence", Alternative = "alternative", Function = "function",
        Arguments = "arguments", Object = "object", Attribute = "attribute", Subscript = "subscript",
        Operator = "operator", Argument = "argument", Operators = "operators", Key = "key", Subject = "subject", Guard = "guard",
        Expression = "expression",
    }
}

/// The grammar as the rules see it.
pub(super) struct G;

/// A node of it.
pub(super) type Node<'t> = extract::syntax::Node<'t, G>;

impl Grammar for G {
    type Kind = K;
    type Field = F;

    fn is_name(kind: K) -> bool {
        kind == K::Identifier
    }
}

#[cfg(test)]
mod tests {
    use super::G;

    #[test]
    fn every_kind_and_field_is_in_the_grammar() {
        let languages = [tree_sitter_python::LANGUAGE.into()];
        assert_eq!(extract::grammar::unknown_names::<G>(&languages), Vec::<String>::new());
    }
}
