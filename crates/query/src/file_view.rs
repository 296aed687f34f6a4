//! One file of a snapshot with everything that is known of it, loaded once for any number of questions.

use std::cell::OnceCell;

use model::facts::FileFacts;
use model::ids::{DefId, SiteId, SymbolId};
use model::kinds::{DefKind, Modifiers, Visibility};
use model::labels::Labels;
use model::outcome::{Reason, Resolution, SiteOutcome};
use model::path::RepoPath;
use model::span::{LineIndex, Position, Span};
use model::symbol::{Placement, Symbols};
use overlay::form::Says;
use store::{BlobKey, FileRecord, Snapshot, StoreError};

use crate::tiers::{Claim, LaidOver};

/// A file's record, facts and source as indexed.
pub struct FileView {
    /// What the view says of the file.
    pub record: FileRecord,
    /// Its facts.
    pub facts: FileFacts,
    /// Its bytes when it was indexed.
    pub source: Vec<u8>,
    /// The outcomes of its sites; `None` when it was not resolved yet.
    pub resolution: Option<Resolution>,
    /// What rules say where overlays were laid over it.
    pub(crate) laid_over: Option<Box<LaidOver>>,
    placement: Placement,
    lines: OnceCell<LineIndex>,
    ids: OnceCell<Vec<SymbolId>>,
}

/// A range with the lines and columns of its ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Located {
    /// Bytes.
    pub span: Span,
    /// Position of the first byte.
    pub start: Position,
    /// Position after the last byte.
    pub end: Position,
}

/// A symbol with everything that an answer shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SymbolInfo {
    /// Its stable id.
    pub id: SymbolId,
    /// Its place among the definitions of its file; `None` for the file itself.
    pub def: Option<DefId>,
    /// What it is.
    pub kind: DefKind,
    /// Its name.
    pub name: String,
    /// Unique name.
    pub canonical_fqn: String,
    /// Name as a person would write it.
    pub display_fqn: String,
    /// Name of its language.
    pub language: String,
    /// Its file.
    pub path: RepoPath,
    /// The whole definition.
    pub location: Located,
    /// Its name.
    pub name_location: Located,
    /// The definition around it.
    pub parent: Option<SymbolId>,
    /// Who may name it, as written.
    pub visibility: Visibility,
    /// What is written before it.
    pub modifiers: Modifiers,
    /// Text up to the body, white space folded; empty when the source has none.
    pub signature: String,
    /// The condition that it is compiled under.
    pub condition: Option<String>,
    /// Its labels but for the language.
    pub labels: Labels,
}

impl SymbolInfo {
    /// The canonical order of symbols: path, start, end, kind, id.
    pub fn order(&self) -> (&RepoPath, Span, DefKind, SymbolId) {
        (&self.path, self.location.span, self.kind, self.id)
    }
}

impl FileView {
    /// Loads a file; `None` when the snapshot has no such file. Linear in the file.
    ///
    /// # Errors
    /// When the store fails, or has the record but not the facts.
    pub fn load(snapshot: &dyn Snapshot, path: &RepoPath) -> Result<Option<Self>, StoreError> {
        match snapshot.file(path)? {
            Some(record) => Self::of_record(snapshot, record).map(Some),
            None => Ok(None),
        }
    }

    /// Loads the file of a record.
    ///
    /// # Errors
    /// As [`FileView::load`].
    pub fn of_record(snapshot: &dyn Snapshot, record: FileRecord) -> Result<Self, StoreError> {
        let view = Self::without_outcomes(snapshot, record)?;
        let resolution = snapshot.resolution(&view.record.path)?;
        let sites = view.facts.sites.len();
        let resolution = resolution.filter(|resolution| resolution.outcomes.len() == sites);
        Ok(Self { resolution, ..view })
    }

    /// As [`FileView::of_record`], for questions that no outcome answers: its sites count as not resolved.
    ///
    /// # Errors
    /// As [`FileView::load`].
    pub fn without_outcomes(snapshot: &dyn Snapshot, record: FileRecord) -> Result<Self, StoreError> {
        let missing = || StoreError::corrupt("facts", record.path.as_str());
        let (facts, source) = snapshot.content(&BlobKey::of(&record))?.ok_or_else(missing)?;
        let placement = record.placement();
        let (lines, ids) = (OnceCell::new(), OnceCell::new());
        Ok(Self { record, facts, source, resolution: None, laid_over: None, placement, lines, ids })
    }

    /// The ids of all definitions: hashing them is the dearest part of a file, and many questions need none.
    fn ids(&self) -> &[SymbolId] {
        self.ids.get_or_init(|| Symbols::new(&self.facts, &self.placement).ids(&self.source))
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.source))
    }

    /// The id of a definition.
    pub fn id(&self, def: DefId) -> SymbolId {
        self.ids()[def.index()]
    }

    /// The definition with this id.
    pub fn def_of(&self, id: SymbolId) -> Option<DefId> {
        self.ids().iter().position(|known| *known == id).map(|index| DefId::new(index as u32))
    }

    /// The name of a definition as a person would write it.
    pub fn display_fqn(&self, def: DefId) -> String {
        Symbols::new(&self.facts, &self.placement).display_fqn(def)
    }

    /// The unique name of a definition, but for overloads and redefinitions.
    pub fn canonical_fqn(&self, def: DefId) -> String {
        Symbols::new(&self.facts, &self.placement).canonical_fqn(def)
    }

    /// Everything about a definition.
    pub fn symbol(&self, id: DefId) -> SymbolInfo {
        let names = Symbols::new(&self.facts, &self.placement);
        let def = self.facts.def(id);
        SymbolInfo {
            id: self.id(id),
            def: Some(id),
            kind: def.kind,
            name: self.facts.text(def.name).to_owned(),
            canonical_fqn: names.canonical_fqn(id),
            display_fqn: names.display_fqn(id),
            language: self.record.language.clone(),
            path: self.record.path.clone(),
            location: self.locate(def.span),
            name_location: self.locate(def.name_span),
            parent: def.parent.map(|parent| self.id(parent)),
            visibility: def.visibility,
            modifiers: def.modifiers,
            signature: self.signature(id),
            condition: self.facts.condition_at(def.span.start).map(str::to_owned),
            labels: self.labels(Some(id)),
        }
    }

    /// The file itself, as the module that it is.
    pub fn file_symbol(&self) -> SymbolInfo {
        let whole = self.locate(Span::new(0, self.source.len() as u32));
        let start = self.locate(Span::new(0, 0));
        let module = &self.record.module;
        let path = self.record.path.as_str();
        SymbolInfo {
            id: self.file_id(),
            def: None,
            kind: DefKind::File,
            name: self.record.path.file_name().to_owned(),
            canonical_fqn: format!("{}:{path}", self.record.package),
            display_fqn: if module.is_empty() { path.to_owned() } else { module.clone() },
            language: self.record.language.clone(),
            path: self.record.path.clone(),
            location: whole,
            name_location: start,
            parent: None,
            visibility: Visibility::Default,
            modifiers: Modifiers::NONE,
            signature: String::new(),
            condition: None,
            labels: self.labels(None),
        }
    }

    /// The id of the file itself.
    pub fn file_id(&self) -> SymbolId {
        Symbols::new(&self.facts, &self.placement).file_id()
    }

    /// A definition, or the file itself.
    pub fn symbol_or_file(&self, def: Option<DefId>) -> SymbolInfo {
        def.map_or_else(|| self.file_symbol(), |def| self.symbol(def))
    }

    /// The numbers of all sites, in their order.
    pub fn sites(&self) -> impl Iterator<Item = SiteId> + use<> {
        (0..self.facts.sites.len() as u32).map(SiteId::new)
    }

    /// The text of a line, 1-based, without its end; empty when there is no such line.
    pub fn line(&self, line: u32) -> String {
        let start = self.lines().offset(Position { line, column: 0 });
        let rest = start.and_then(|start| self.source.get(start as usize..)).unwrap_or_default();
        let text = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        String::from_utf8_lossy(text).trim_end_matches('\r').to_owned()
    }

    /// All definitions in canonical order: by start, end, kind, id.
    pub fn in_order(&self) -> Vec<DefId> {
        let mut defs: Vec<_> = (0..self.facts.defs.len() as u32).map(DefId::new).collect();
        defs.sort_by_cached_key(|&id| {
            let def = self.facts.def(id);
            (def.span, def.kind, self.id(id))
        });
        defs
    }

    /// Everything about all definitions, in canonical order. Of files with very many, [`FileView::in_order`] takes less memory.
    pub fn symbols(&self) -> Vec<SymbolInfo> {
        self.in_order().into_iter().map(|def| self.symbol(def)).collect()
    }

    /// The outcome of a site.
    pub fn outcome(&self, site: SiteId) -> SiteOutcome {
        let known = self.resolution.as_ref().and_then(|resolution| resolution.outcomes.get(site.index()));
        known.copied().unwrap_or(SiteOutcome::unresolved(Reason::NotResolvedYet))
    }

    /// What a compiler says of a site, where one does.
    pub fn claim(&self, site: SiteId) -> Option<Claim> {
        self.laid_over.as_ref().and_then(|laid| laid.claims.get(site.index()).copied().flatten())
    }

    /// What a compiler says of a site where that does not stand.
    pub(crate) fn contradiction(&self, site: SiteId) -> Option<&Says> {
        self.laid_over.as_ref().and_then(|laid| laid.contradictions.get(&site))
    }

    /// The outcome of a site by rules alone, and its targets.
    pub fn ruled(&self, site: SiteId) -> (SiteOutcome, Vec<SymbolId>) {
        let Some(laid) = &self.laid_over else {
            let outcome = self.outcome(site);
            return (outcome, self.targets(&outcome));
        };
        let known = laid.ruled.as_ref();
        let outcome = known.and_then(|resolution| resolution.outcomes.get(site.index())).copied();
        let outcome = outcome.unwrap_or(SiteOutcome::unresolved(Reason::NotResolvedYet));
        let targets = known.map(|resolution| resolution.targets_of(&outcome).collect());
        (outcome, targets.unwrap_or_default())
    }

    /// The targets of an outcome of this file.
    pub fn targets(&self, outcome: &SiteOutcome) -> Vec<SymbolId> {
        self.resolution
            .as_ref()
            .map(|resolution| resolution.targets_of(outcome).collect())
            .unwrap_or_default()
    }

    /// Adds lines and columns to a range.
    pub fn locate(&self, span: Span) -> Located {
        Located { span, start: self.lines().position(span.start), end: self.lines().position(span.end) }
    }

    /// The offset of a line and column; `None` when the file has no such place.
    pub fn offset(&self, position: Position) -> Option<u32> {
        self.lines().offset(position)
    }

    /// Text of a range, invalid bytes replaced.
    pub fn text(&self, span: Span) -> String {
        String::from_utf8_lossy(span.of(&self.source)).into_owned()
    }

    /// The innermost definition around an offset, a name hit first.
    pub fn def_at(&self, offset: u32) -> Option<DefId> {
        let covers = |span: Span| span.start <= offset && offset < span.end.max(span.start + 1);
        let hits = self.facts.defs.iter().enumerate().filter(|(_, def)| covers(def.span));
        let innermost = hits.min_by_key(|(index, def)| (!covers(def.name_span), def.span.len(), *index));
        innermost.map(|(index, _)| DefId::new(index as u32))
    }

    /// The innermost definition that a range lies in; the definition itself lies in it too. O(definitions).
    pub fn def_around(&self, span: Span) -> Option<DefId> {
        let around = self.facts.defs.iter().enumerate().filter(|(_, def)| def.span.contains(span));
        // Of two with the same range the child comes after its parent.
        let innermost = around.min_by_key(|(index, def)| (def.span.len(), std::cmp::Reverse(*index)));
        innermost.map(|(index, _)| DefId::new(index as u32))
    }

    /// The range of a definition's signature: up to its body, without what opens the body.
    pub fn signature_span(&self, def: DefId) -> Span {
        let def = self.facts.def(def);
        let span = Span::new(def.span.start, def.body.clamp(def.span.start, def.span.end));
        let text = span.of(&self.source);
        let opens = |byte: &u8| matches!(byte, b'{' | b'=' | b':') || byte.is_ascii_whitespace();
        let length = text.iter().rposition(|byte| !opens(byte)).map_or(0, |last| last + 1);
        Span::new(span.start, span.start + length as u32)
    }

    fn signature(&self, def: DefId) -> String {
        let text = self.text(self.signature_span(def));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
