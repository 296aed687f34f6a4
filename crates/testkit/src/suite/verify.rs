//! Whether the facts at a place are what an assertion says.

use model::facts::{Binding, Def, FileFacts, Import, Site};
use model::ids::DefId;
use model::kinds::{DiagnosticCode, ImportKind};
use model::span::{LineIndex, Span};
use model::symbol::{Placement, Symbols};

use super::annotations::{Assertion, Place};
use super::outcomes::Outcomes;
use super::words::{Expected, Outcome};

/// The facts of a file, with what it takes to name things in them.
pub(super) struct View<'a> {
    facts: &'a FileFacts,
    symbols: Symbols<'a>,
    source: &'a str,
    lines: LineIndex,
    /// `None` where no language has rules.
    outcomes: Option<Outcomes<'a>>,
}

impl Place {
    fn is(self, span: Span) -> bool {
        match self {
            Self::Exact(exact) => exact == span,
            Self::From(start) => start == span.start,
        }
    }

    fn overlaps(self, span: Span) -> bool {
        match self {
            Self::Exact(exact) => span.start < exact.end && exact.start < span.end || exact == span,
            Self::From(start) => span.start <= start && start < span.end || span.start == start,
        }
    }
}

/// Text with white space folded, as signatures and documentation are compared.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl<'a> View<'a> {
    pub(super) fn new(
        facts: &'a FileFacts,
        placement: &'a Placement,
        source: &'a str,
        outcomes: Option<Outcomes<'a>>,
    ) -> Self {
        let lines = LineIndex::new(source.as_bytes());
        Self { facts, symbols: Symbols::new(facts, placement), source, lines, outcomes }
    }

    /// The first place where the parser did not accept the file.
    pub(super) fn syntax_error(&self) -> Option<String> {
        let of_syntax = |code| matches!(code, DiagnosticCode::SyntaxError | DiagnosticCode::SyntaxMissing);
        let found = self.facts.diagnostics.iter().find(|found| of_syntax(found.code))?;
        let at = self.lines.position(found.span.start);
        Some(format!("{} at {}:{} of the file", found.message, at.line, at.column))
    }

    /// Checks one assertion; the message says what was expected and what is there.
    pub(super) fn verify(&self, assertion: &Assertion<'_>, expected: &Expected<'_>) -> Result<(), String> {
        let place = assertion.place;
        let holds = match expected {
            Expected::Definition { kind, fqn, modifiers } => self.defs(place).any(|(id, def)| {
                def.kind == *kind
                    && self.symbols.display_fqn(id) == *fqn
                    && modifiers.iter().all(|word| has_modifier(def, word))
            }),
            Expected::Binding(kind) => self.bindings(place).any(|binding| binding.kind == *kind),
            Expected::Site(role) => self.sites(place).any(|site| site.role == *role),
            Expected::Import(path) => self.imports(place).any(|import| self.spelled(import, path)),
            Expected::Nothing => self.everything(place).is_empty(),
            Expected::Doc(text) => self.defs(place).any(|(_, def)| self.documented(def, text)),
            Expected::Signature(text) => self.defs(place).any(|(_, def)| self.signature(def) == folded(text)),
            Expected::Outcome(outcome) => self.ended(place, outcome),
        };
        if holds { Ok(()) } else { Err(self.mismatch(assertion, expected)) }
    }

    fn mismatch(&self, assertion: &Assertion<'_>, expected: &Expected<'_>) -> String {
        let place = assertion.place;
        let mut there = match expected {
            Expected::Doc(_) => self.defs(place).map(|(_, def)| format!("doc: {}", self.doc(def))).collect(),
            Expected::Signature(_) => {
                self.defs(place).map(|(_, def)| format!("sig: {}", self.signature(def))).collect()
            }
            Expected::Import(_) => self.imports(place).map(|import| self.import(import)).collect(),
            Expected::Outcome(_) => self.endings(place),
            _ => self.everything(place),
        };
        if there.is_empty() {
            there.extend(self.everything(place));
        }
        if there.is_empty() {
            there.push("nothing".to_owned());
        }
        let text = self.text(place);
        format!("at `{text}`\n  expected  {}\n  there is  {}", assertion.text, there.join("\n            "))
    }

    fn text(&self, place: Place) -> &str {
        match place {
            Place::Exact(span) => self.source.get(span.start as usize..span.end as usize).unwrap_or("?"),
            Place::From(start) => {
                let rest = self.source.get(start as usize..).unwrap_or("?");
                rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")
            }
        }
    }

    fn defs(&self, place: Place) -> impl Iterator<Item = (DefId, &'a Def)> {
        let numbered = self.facts.defs.iter().enumerate();
        numbered
            .map(|(index, def)| (DefId::new(index as u32), def))
            .filter(move |(_, def)| place.is(def.name_span))
    }

    fn bindings(&self, place: Place) -> impl Iterator<Item = &'a Binding> {
        self.facts.bindings.iter().filter(move |binding| place.is(binding.span))
    }

    fn sites(&self, place: Place) -> impl Iterator<Item = &'a Site> {
        self.facts.sites.iter().filter(move |site| place.is(site.span))
    }

    fn imports(&self, place: Place) -> impl Iterator<Item = &'a Import> {
        self.facts.imports.iter().filter(move |import| place.overlaps(import.span))
    }

    /// The indices of the sites at a place.
    fn site_indices(&self, place: Place) -> impl Iterator<Item = usize> {
        let sites = self.facts.sites.iter().enumerate();
        sites.filter(move |(_, site)| place.is(site.span)).map(|(index, _)| index)
    }

    fn ended(&self, place: Place, expected: &Outcome<'_>) -> bool {
        let holds =
            |outcomes: &Outcomes<'_>| self.site_indices(place).any(|index| outcomes.holds(index, expected));
        self.outcomes.as_ref().is_some_and(holds)
    }

    /// The outcomes of the sites at a place, as one would assert them, after their roles.
    fn endings(&self, place: Place) -> Vec<String> {
        let shown = |index| {
            let outcome = self.outcomes.as_ref().and_then(|outcomes| outcomes.shown(index));
            format!("{}, {}", self.facts.sites[index].role, outcome.as_deref().unwrap_or("not resolved"))
        };
        self.site_indices(place).map(shown).collect()
    }

    /// Sites, definitions and bindings that touch a place, as one would assert them.
    fn everything(&self, place: Place) -> Vec<String> {
        let at =
            |span: Span| if place.is(span) { String::new() } else { format!(" at {}", self.range(span)) };
        let sites = self.facts.sites.iter().filter(|site| place.overlaps(site.span));
        let sites = sites.map(|site| format!("{}{}", site.role, at(site.span)));
        let defs = (0..self.facts.defs.len() as u32).map(DefId::new);
        let defs = defs.filter(|id| place.overlaps(self.facts.def(*id).name_span));
        let defs = defs.map(|id| format!("{}{}", self.def(id), at(self.facts.def(id).name_span)));
        let bindings = self.facts.bindings.iter().filter(|found| place.overlaps(found.span));
        let bindings = bindings.map(|found| format!("binding: {}{}", found.kind, at(found.span)));
        sites.chain(defs).chain(bindings).collect()
    }

    fn range(&self, span: Span) -> String {
        let (start, end) = (self.lines.position(span.start), self.lines.position(span.end));
        format!("columns {}-{}", start.column, end.column)
    }

    fn def(&self, id: DefId) -> String {
        let def = self.facts.def(id);
        let words: Vec<&str> =
            std::iter::once(def.visibility.as_str()).chain(def.modifiers.names()).collect();
        format!("def: {} {} [{}]", def.kind, self.symbols.display_fqn(id), words.join(" "))
    }

    fn import(&self, import: &Import) -> String {
        format!("import: {}", self.spellings(import).join(" or "))
    }

    fn spelled(&self, import: &Import, path: &str) -> bool {
        self.spellings(import).iter().any(|spelling| spelling == path)
    }

    /// Path and member, joined as the language does and by dots; `*` stands for all members.
    fn spellings(&self, import: &Import) -> Vec<String> {
        let mut segments: Vec<&str> =
            self.facts.list(import.path).map(|name| self.facts.text(name)).collect();
        segments.extend(import.member.map(|member| self.facts.text(member)));
        if import.kind == ImportKind::Star {
            segments.push("*");
        }
        let dots = ".".repeat(import.level as usize);
        let mut joints = vec![self.facts.separator.text(), "."];
        joints.dedup();
        joints.into_iter().map(|joint| format!("{dots}{}", segments.join(joint))).collect()
    }

    fn slice(&self, start: u32, end: u32) -> String {
        folded(self.source.get(start as usize..end as usize).unwrap_or(""))
    }

    fn signature(&self, def: &Def) -> String {
        self.slice(def.span.start, def.body)
    }

    fn doc(&self, def: &Def) -> String {
        self.slice(def.doc.start, def.doc.end)
    }

    /// No text means no documentation.
    fn documented(&self, def: &Def, text: &str) -> bool {
        if text.is_empty() { def.doc.is_empty() } else { self.doc(def).contains(&folded(text)) }
    }
}

fn has_modifier(def: &Def, word: &str) -> bool {
    def.visibility.as_str() == word || def.modifiers.names().any(|name| name == word)
}
