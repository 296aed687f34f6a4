//! Labels: one closed vocabulary for everything that a definition can be asked by: its language, its kind, its visibility, its modifiers, and
//! the circumstances that it stands in.

use crate::kinds::{DefKind, Modifiers, Visibility, vocabulary};

vocabulary! {
    /// What is true of a definition by its surroundings. What the path says stands apart from what the bytes say.
    Circumstance {
        /// The bytes of its file hold tests.
        TestFile = "test-file",
        /// The path of its file is one of tests.
        TestPath = "test-path",
        /// A program made its file.
        Generated = "generated",
        /// Its file comes from another project.
        Vendored = "vendored",
        /// It has a doc comment.
        Documented = "documented",
        /// It is compiled, or exists, under a condition only.
        Conditional = "conditional",
    }
}

/// A label. `static` is both a kind and a modifier, and means either.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Label {
    /// The name of a language.
    Language(String),
    /// A kind of definition.
    Kind(DefKind),
    /// Who may name it, as written.
    Visibility(Visibility),
    /// Something that is written before it, or follows from how it is written.
    Modifier(&'static str),
    /// Something about its surroundings.
    Circumstance(Circumstance),
}

/// Everything that labels of a definition are made of but its language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Labels {
    kind: DefKind,
    visibility: Visibility,
    modifiers: Modifiers,
    circumstances: u8,
}

impl Label {
    /// The label of this name among those of definitions of `languages`; `fn` is short for `function`.
    pub fn parse(text: &str, languages: &[&str]) -> Option<Self> {
        let text = if text == "fn" { "function" } else { text };
        let language = || languages.contains(&text).then(|| Self::Language(text.to_owned()));
        let kind = || DefKind::parse(text).map(Self::Kind);
        let modifier = || Modifiers::named(text).and_then(|set| set.names().next()).map(Self::Modifier);
        let visibility =
            || Visibility::parse(text).filter(|known| *known != Visibility::Default).map(Self::Visibility);
        let circumstance = || Circumstance::parse(text).map(Self::Circumstance);
        language().or_else(modifier).or_else(kind).or_else(visibility).or_else(circumstance)
    }

    /// Every label, in canonical order, `static` once.
    pub fn all(languages: &[&str]) -> Vec<Self> {
        let languages = languages.iter().map(|name| Self::Language((*name).to_owned()));
        let kinds =
            DefKind::ALL.iter().filter(|kind| **kind != DefKind::Static).map(|kind| Self::Kind(*kind));
        let visibilities = Visibility::ALL.iter().filter(|known| **known != Visibility::Default);
        languages
            .chain(kinds)
            .chain(visibilities.map(|known| Self::Visibility(*known)))
            .chain(Modifiers::all_names().map(Self::Modifier))
            .chain(Circumstance::ALL.iter().map(|known| Self::Circumstance(*known)))
            .collect()
    }

    /// The stable text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Language(name) => name,
            Self::Kind(kind) => kind.as_str(),
            Self::Visibility(visibility) => visibility.as_str(),
            Self::Modifier(name) => name,
            Self::Circumstance(circumstance) => circumstance.as_str(),
        }
    }
}

impl Labels {
    /// Of a definition of this kind with these modifiers.
    pub fn new(kind: DefKind, visibility: Visibility, modifiers: Modifiers) -> Self {
        let is_static = kind == DefKind::Static;
        let modifiers = modifiers.with_if(Modifiers::STATIC, is_static);
        Self { kind, visibility, modifiers, circumstances: 0 }
    }

    /// Of a file, as the module that it is.
    pub fn of_file() -> Self {
        Self::new(DefKind::File, Visibility::Default, Modifiers::NONE)
    }

    /// With a circumstance when `yes`.
    #[must_use]
    pub fn with_if(self, circumstance: Circumstance, yes: bool) -> Self {
        let bit = u8::from(yes) << u32::from(circumstance);
        Self { circumstances: self.circumstances | bit, ..self }
    }

    /// Whether a definition of `language` with these labels has `label`.
    pub fn has(self, language: &str, label: &Label) -> bool {
        match label {
            Label::Language(name) => name == language,
            Label::Kind(kind) => self.kind == *kind,
            Label::Visibility(visibility) => self.visibility == *visibility,
            Label::Modifier(name) => {
                Modifiers::named(name).is_some_and(|modifier| self.modifiers.contains(modifier))
            }
            Label::Circumstance(circumstance) => self.is(*circumstance),
        }
    }

    fn is(self, circumstance: Circumstance) -> bool {
        self.circumstances & 1 << u32::from(circumstance) != 0
    }

    /// The texts of all labels but the language, in canonical order: kind, visibility, modifiers, circumstances.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        // As a modifier it has the same name.
        let kind = Some(self.kind.as_str()).filter(|_| self.kind != DefKind::Static);
        let visibility = Some(self.visibility.as_str()).filter(|_| self.visibility != Visibility::Default);
        let circumstances = Circumstance::ALL.iter().filter(move |known| self.is(**known));
        kind.into_iter()
            .chain(visibility)
            .chain(self.modifiers.names())
            .chain(circumstances.map(|circumstance| circumstance.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Circumstance, Label, Labels};
    use crate::kinds::{DefKind, Modifiers, Visibility};

    #[test]
    fn every_label_is_read_as_it_is_written() {
        let languages = ["c", "rust"];
        let all = Label::all(&languages);
        for label in &all {
            assert_eq!(Label::parse(label.as_str(), &languages).as_ref(), Some(label));
        }
        let texts: std::collections::BTreeSet<&str> = all.iter().map(Label::as_str).collect();
        assert_eq!(texts.len(), all.len(), "no two labels share a text");
        assert_eq!(Label::parse("fn", &languages), Some(Label::Kind(DefKind::Function)));
        assert_eq!((Label::parse("python", &languages), Label::parse("gadget", &languages)), (None, None));
    }

    #[test]
    fn a_definition_has_the_labels_that_it_names() {
        let labels = Labels::new(DefKind::Static, Visibility::Public, Modifiers::MUTABLE)
            .with_if(Circumstance::Documented, true)
            .with_if(Circumstance::Vendored, false);
        assert_eq!(labels.names().collect::<Vec<_>>(), ["public", "static", "mutable", "documented"]);
        let languages = ["rust"];
        let of_all = Label::all(&languages);
        let has: Vec<&str> =
            of_all.iter().filter(|label| labels.has("rust", label)).map(Label::as_str).collect();
        assert_eq!(has, ["rust", "public", "static", "mutable", "documented"]);
    }
}
