//! The nodes and fields of the grammar that the rules tell apart.

use extract::grammar::Grammar;

extract::kinds! {
    pub(super) enum K {
        named { Identifier = "identifier", TypeIdentifier = "type_identifier", FieldIdentifier = "field_identifier" }
        tokens {}
    }
}

extract::fields! {
    pub(super) enum F { Name = "name" }
}

/// The grammar as the rules see it.
pub(super) struct G;

impl Grammar for G {
    type Kind = K;
    type Field = F;

    fn is_name(kind: K) -> bool {
        matches!(kind, K::Identifier | K::TypeIdentifier | K::FieldIdentifier)
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
