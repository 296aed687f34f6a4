//! Which rules a file was read by: for parsing it again as it was parsed then.

use extract::LanguageSpec;
use store::FileRecord;

/// The specs of some languages, each with the fingerprint that files read by it bear.
pub(crate) struct Grammars {
    known: Vec<(&'static LanguageSpec, u64)>,
}

impl Grammars {
    /// Those of the languages that `wanted` accepts by name.
    pub(crate) fn of(wanted: impl Fn(&str) -> bool) -> Self {
        let specs = languages::ALL.iter().copied().filter(|spec| wanted(spec.name));
        Self { known: specs.map(|spec| (spec, spec.fingerprint().0)).collect() }
    }

    /// The specs, in the order of the registry.
    pub(crate) fn specs(&self) -> impl Iterator<Item = &'static LanguageSpec> + '_ {
        self.known.iter().map(|(spec, _)| *spec)
    }

    /// Where among [`Grammars::specs`] the one that read a file is. A file that older rules read is taken for what it would be by its name.
    pub(crate) fn position(&self, record: &FileRecord) -> Option<usize> {
        let mine = |spec: &LanguageSpec| spec.name == record.language;
        let exact = self.known.iter().position(|(spec, print)| mine(spec) && *print == record.fingerprint);
        let extension = record.path.file_name().rsplit_once('.').map_or("", |(_, extension)| extension);
        exact
            .or_else(|| {
                self.known.iter().position(|(spec, _)| mine(spec) && spec.extensions.contains(&extension))
            })
            .or_else(|| self.known.iter().position(|(spec, _)| mine(spec)))
    }

    /// The spec that read a file.
    pub(crate) fn spec(&self, record: &FileRecord) -> Option<&'static LanguageSpec> {
        self.position(record).map(|at| self.known[at].0)
    }
}

/// What a spec is called: its language, or its variant where the language has several grammars.
pub(crate) fn name_of(spec: &LanguageSpec) -> &'static str {
    if spec.variant.is_empty() { spec.name } else { spec.variant }
}
