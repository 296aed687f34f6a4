//! SCIP, the protocol of code navigation that many clients read: <https://github.com/scip-code/scip>.
//!
//! The message is written as it is made: metadata, then each document, then what documents name outside of the
//! repository. `docs/scip.md` says what becomes of what.

mod document;
mod information;
mod kinds;
mod message;
mod occurrences;

use std::cell::RefCell;
use std::collections::BTreeMap;

use engine::query::SnapshotRef;
use scip::types::{Metadata, ProtocolVersion, SymbolInformation, TextEncoding, ToolInfo};

use crate::files::for_each_file;
use crate::symbols::{Known, Navigation};
use crate::{Choice, ExportError, Out, RowKind, Selection};

/// Number of the field of an index that each part of it is.
mod field {
    pub(super) const METADATA: u32 = 1;
    pub(super) const DOCUMENTS: u32 = 2;
    pub(super) const EXTERNAL_SYMBOLS: u32 = 3;
}

/// What is heeded. Definitions of all kinds are told of: what refers to one that is left out would mean nothing.
pub(crate) const HEEDS: &[Choice] = &[Choice::Rows, Choice::Outcomes];

/// What documents are made with.
struct Index<'a> {
    navigation: Navigation<'a>,
    selection: &'a Selection,
    /// What documents mention and none defines: what imports name, and what files that are left out define. With the name shown.
    externals: RefCell<BTreeMap<String, String>>,
}

impl Index<'_> {
    /// The symbol of a definition that is mentioned.
    fn mentioned<'s>(&self, symbol: &'s Known) -> &'s str {
        if !self.selection.files.accepts(symbol.file.path.as_str(), &symbol.file.language) {
            self.add_external(symbol.text().to_owned(), symbol.name());
        }
        symbol.text()
    }

    fn add_external(&self, symbol: String, name: &str) {
        self.externals.borrow_mut().entry(symbol).or_insert_with(|| name.to_owned());
    }
}

/// Writes the whole index.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    let navigation = Navigation::new(snapshot)?;
    let index = Index { navigation, selection, externals: RefCell::default() };
    message::write(field::METADATA, out, |parts| parts.fields(&metadata()))?;
    for_each_file(snapshot, &selection.files, |view| document::write(view, &index, out))?;
    if selection.has(RowKind::Symbol) {
        for (symbol, name) in index.externals.take() {
            let information = SymbolInformation { symbol, display_name: name, ..Default::default() };
            message::write(field::EXTERNAL_SYMBOLS, out, |parts| parts.fields(&information))?;
        }
    }
    Ok(())
}

/// The root is a placeholder: no path of a machine is in an export, and documents are relative to it.
fn metadata() -> Metadata {
    let tool =
        ToolInfo { name: "magellan".to_owned(), version: engine::VERSION.to_owned(), ..Default::default() };
    Metadata {
        version: ProtocolVersion::UnspecifiedProtocolVersion.into(),
        tool_info: Some(tool).into(),
        project_root: "file:///".to_owned(),
        text_document_encoding: TextEncoding::UTF8.into(),
        ..Default::default()
    }
}
