//! The nodes and fields of the grammar that the rules tell apart.

use extract::grammar::Grammar;

extract::kinds! {
    pub(crate) enum K {
        named { Identifier = "identifier",  }
        tokens {}
    }
}

extract::fields! {
    pub(crate) enum F { Name = "name" }
}

/// The grammar as the rules see it.
pub(crate) struct G;

impl Grammar for G {
    type Kind = K;
    type Field = F;

    fn is_name(kind: K) -> bool {
        matches!(kind, K::Identifier)
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
