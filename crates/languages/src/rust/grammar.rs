//! The nodes and fields of the grammar that the rules tell apart.

use extract::grammar::Grammar;
use extract::syntax::Node;

extract::kinds! {
    pub(super) enum K {
        named {
            Identifier = "identifier", TypeIdentifier = "type_identifier", FieldIdentifier = "field_identifier",
            ShorthandFieldIdentifier = "shorthand_field_identifier", Metavariable = "metavariable",
            PrimitiveType = "primitive_type", SelfValue = "self", Super = "super", Crate = "crate",
            Mut = "mutable_specifier", Lifetime = "lifetime", Label = "label",

            SourceFile = "source_file", DeclarationList = "declaration_list", AttributeItem = "attribute_item",
            InnerAttributeItem = "inner_attribute_item", Attribute = "attribute", ModItem = "mod_item",
            ForeignModItem = "foreign_mod_item", StructItem = "struct_item", UnionItem = "union_item",
            EnumItem = "enum_item", EnumVariantList = "enum_variant_list", EnumVariant = "enum_variant",
            FieldDeclarationList = "field_declaration_list", FieldDeclaration = "field_declaration",
            OrderedFieldDeclarationList = "ordered_field_declaration_list", ExternCrate = "extern_crate_declaration",
            ConstItem = "const_item", StaticItem = "static_item", TypeItem = "type_item",
            FunctionItem = "function_item", FunctionSignature = "function_signature_item",
            FunctionModifiers = "function_modifiers", ExternModifier = "extern_modifier",
            WhereClause = "where_clause", WherePredicate = "where_predicate", ImplItem = "impl_item",
            TraitItem = "trait_item", AssociatedType = "associated_type", TraitBounds = "trait_bounds",
            HigherRankedTraitBound = "higher_ranked_trait_bound", RemovedTraitBound = "removed_trait_bound",
            TypeParameters = "type_parameters", ConstParameter = "const_parameter", TypeParameter = "type_parameter",
            LifetimeParameter = "lifetime_parameter", VisibilityModifier = "visibility_modifier",
            MacroDefinition = "macro_definition", MacroRule = "macro_rule", MacroInvocation = "macro_invocation",
            TokenTree = "token_tree", TokenRepetition = "token_repetition",

            UseDeclaration = "use_declaration", ScopedUseList = "scoped_use_list", UseList = "use_list",
            UseAsClause = "use_as_clause", UseWildcard = "use_wildcard",

            Parameters = "parameters", SelfParameter = "self_parameter", VariadicParameter = "variadic_parameter",
            Parameter = "parameter",

            AbstractType = "abstract_type", ReferenceType = "reference_type", PointerType = "pointer_type",
            GenericType = "generic_type", ScopedTypeIdentifier = "scoped_type_identifier", TupleType = "tuple_type",
            UnitType = "unit_type", ArrayType = "array_type", FunctionType = "function_type", NeverType = "never_type",
            DynamicType = "dynamic_type", BoundedType = "bounded_type", BracketedType = "bracketed_type",
            QualifiedType = "qualified_type", ForLifetimes = "for_lifetimes", UseBounds = "use_bounds",
            TypeArguments = "type_arguments", TypeBinding = "type_binding", GenericFunction = "generic_function",
            GenericTypeWithTurbofish = "generic_type_with_turbofish",

            ScopedIdentifier = "scoped_identifier", ExpressionStatement = "expression_statement",
            EmptyStatement = "empty_statement", LetDeclaration = "let_declaration",
            RangeExpression = "range_expression", UnaryExpression = "unary_expression",
            TryExpression = "try_expression", ReferenceExpression = "reference_expression",
            BinaryExpression = "binary_expression", AssignmentExpression = "assignment_expression",
            CompoundAssignment = "compound_assignment_expr", CastExpression = "type_cast_expression",
            ReturnExpression = "return_expression", YieldExpression = "yield_expression",
            CallExpression = "call_expression", Arguments = "arguments", ArrayExpression = "array_expression",
            ParenthesizedExpression = "parenthesized_expression", TupleExpression = "tuple_expression",
            UnitExpression = "unit_expression", StructExpression = "struct_expression",
            FieldInitializerList = "field_initializer_list", ShorthandFieldInitializer = "shorthand_field_initializer",
            FieldInitializer = "field_initializer", BaseFieldInitializer = "base_field_initializer",
            IfExpression = "if_expression", LetCondition = "let_condition", LetChain = "let_chain",
            ElseClause = "else_clause", MatchExpression = "match_expression", MatchBlock = "match_block",
            MatchArm = "match_arm", MatchPattern = "match_pattern", WhileExpression = "while_expression",
            LoopExpression = "loop_expression", ForExpression = "for_expression", ConstBlock = "const_block",
            ClosureExpression = "closure_expression", ClosureParameters = "closure_parameters",
            BreakExpression = "break_expression", ContinueExpression = "continue_expression",
            IndexExpression = "index_expression", AwaitExpression = "await_expression",
            FieldExpression = "field_expression", UnsafeBlock = "unsafe_block", AsyncBlock = "async_block",
            GenBlock = "gen_block", TryBlock = "try_block", Block = "block",

            GenericPattern = "generic_pattern", TuplePattern = "tuple_pattern", SlicePattern = "slice_pattern",
            TupleStructPattern = "tuple_struct_pattern", StructPattern = "struct_pattern",
            FieldPattern = "field_pattern", RemainingFieldPattern = "remaining_field_pattern",
            MutPattern = "mut_pattern", RangePattern = "range_pattern", RefPattern = "ref_pattern",
            CapturedPattern = "captured_pattern", ReferencePattern = "reference_pattern", OrPattern = "or_pattern",

            StringLiteral = "string_literal", RawStringLiteral = "raw_string_literal", CharLiteral = "char_literal",
            BooleanLiteral = "boolean_literal", IntegerLiteral = "integer_literal", FloatLiteral = "float_literal",
            NegativeLiteral = "negative_literal", StringContent = "string_content",
        }
        tokens {
            Bang = "!", Dot = ".", Colons = "::", Colon = ":", Comma = ",", Semicolon = ";", Equals = "=",
            FatArrow = "=>", Question = "?", Ampersand = "&", Star = "*", Minus = "-", Pipe = "|", Pipes = "||",
            Less = "<", Greater = ">", ShiftRight = ">>", Quote = "'", Dollar = "$", Hash = "#", Underscore = "_",
            DotDot = "..", DotDotDot = "...", Plus = "+", AmpAmp = "&&",
            ParenOpen = "(", ParenClose = ")", BracketOpen = "[", BracketClose = "]", BraceOpen = "{", BraceClose = "}",
            Fn = "fn", Struct = "struct", Enum = "enum", Union = "union", Trait = "trait", Mod = "mod", Type = "type",
            Const = "const", Static = "static", Let = "let", Impl = "impl", Use = "use", Pub = "pub",
            Unsafe = "unsafe", Async = "async", Await = "await", Default = "default", Move = "move", Ref = "ref",
            If = "if", For = "for", As = "as", Return = "return", Match = "match",
        }
    }
}

extract::fields! {
    pub(super) enum F {
        Alias = "alias", Alternative = "alternative", Argument = "argument", Arguments = "arguments", Body = "body",
        Bounds = "bounds", Condition = "condition", Consequence = "consequence", DefaultType = "default_type",
        Element = "element", Field = "field", Function = "function", Left = "left", Length = "length", List = "list",
        Macro = "macro", Name = "name", Operator = "operator", Parameters = "parameters", Path = "path",
        Pattern = "pattern", ReturnType = "return_type", Right = "right", Trait = "trait", Type = "type",
        TypeArguments = "type_arguments", TypeParameters = "type_parameters", Value = "value",
    }
}

/// The grammar as the rules see it.
pub(super) struct G;

/// A node of it.
pub(super) type N<'t> = Node<'t, G>;

impl Grammar for G {
    type Kind = K;
    type Field = F;

    fn is_name(kind: K) -> bool {
        matches!(kind, K::Identifier | K::TypeIdentifier | K::FieldIdentifier | K::ShorthandFieldIdentifier)
    }
}

#[cfg(test)]
mod tests {
    use super::G;

    #[test]
    fn every_kind_and_field_is_in_the_grammar() {
        let languages = [tree_sitter_rust::LANGUAGE.into()];
        assert_eq!(extract::grammar::unknown_names::<G>(&languages), Vec::<String>::new());
    }
}
