//! The file as a stream of documents.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use protobuf::rt::skip_field_for_tag;
use protobuf::{CodedInputStream, Message};
use scip::types::occurrence::Typed_range;
use scip::types::{Metadata, SymbolRole};

use super::ranges::{Encoding, Range};
use super::{Document, Occurrence, ScipError};

/// Tags of the fields of SCIP's `Index`: field number and wire type 2.
const METADATA: u32 = 1 << 3 | 2;
const DOCUMENT: u32 = 2 << 3 | 2;

/// Who made an index.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tool {
    /// `rust-analyzer`, `scip-typescript`, ….
    pub name: String,
    /// As the tool writes it; may be empty.
    pub version: String,
}

/// A SCIP index on disk.
#[derive(Clone, Debug)]
pub struct Oracle {
    path: PathBuf,
    /// Who made it.
    pub tool: Tool,
    /// The project's root as a URI, as written; of another machine, as a rule.
    pub root: String,
}

impl Oracle {
    /// Reads what the file says of itself. Costs one reading of the file, which also finds whatever is wrong with its
    /// structure.
    ///
    /// # Errors
    /// When it cannot be read or is no whole SCIP index.
    pub fn open(path: &Path) -> Result<Self, ScipError> {
        let mut metadata = None;
        each_field(path, &mut |tag, input| {
            match tag {
                METADATA => metadata = Some(input.read_message::<Metadata>()?),
                tag => skip_field_for_tag(tag, input)?,
            }
            Ok(())
        })?;
        let Some(metadata) = metadata else {
            return Err(malformed(path, "it says nothing of the tool that made it"));
        };
        let tool = metadata.tool_info.into_option().unwrap_or_default();
        let clean = |text: String| text.chars().filter(|c| !c.is_control()).take(200).collect();
        Ok(Self {
            path: path.to_owned(),
            tool: Tool { name: clean(tool.name), version: clean(tool.version) },
            root: metadata.project_root,
        })
    }

    /// Hands over one document after the other, in the order of the file.
    ///
    /// # Errors
    /// When the file cannot be read any more, or `take` fails.
    pub fn documents<E: From<ScipError>>(
        &self,
        mut take: impl FnMut(Document) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failure = None;
        each_field(&self.path, &mut |tag, input| {
            if tag != DOCUMENT || failure.is_some() {
                return skip_field_for_tag(tag, input);
            }
            failure = take(document(input.read_message()?)).err();
            Ok(())
        })?;
        failure.map_or(Ok(()), Err)
    }
}

fn each_field(
    path: &Path,
    take: &mut dyn FnMut(u32, &mut CodedInputStream<'_>) -> protobuf::Result<()>,
) -> Result<(), ScipError> {
    let failed = |source| ScipError::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    if !file.metadata().map_err(failed)?.is_file() {
        return Err(malformed(path, "it is not a regular file"));
    }
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut input = CodedInputStream::from_buf_read(&mut reader);
    let mut read = || -> protobuf::Result<()> {
        while let Some(tag) = input.read_raw_tag_or_eof()? {
            take(tag, &mut input)?;
        }
        Ok(())
    };
    read().map_err(|error| malformed(path, &error.to_string()))
}

fn malformed(path: &Path, why: &str) -> ScipError {
    ScipError::Malformed { path: path.to_owned(), why: why.to_owned() }
}

fn document(document: scip::types::Document) -> Document {
    Document {
        path: document.relative_path,
        encoding: Encoding::of(document.position_encoding.value()),
        text: document.text,
        occurrences: document.occurrences.into_iter().map(occurrence).collect(),
    }
}

fn occurrence(occurrence: scip::types::Occurrence) -> Occurrence {
    let range = match &occurrence.typed_range {
        Some(Typed_range::SingleLineRange(at)) => Range::of(&[at.line, at.start_character, at.end_character]),
        Some(Typed_range::MultiLineRange(at)) => {
            Range::of(&[at.start_line, at.start_character, at.end_line, at.end_character])
        }
        // Newer versions of the format may have more kinds.
        Some(_) => None,
        None => Range::of(&occurrence.range),
    };
    let is_definition = occurrence.symbol_roles & SymbolRole::Definition as i32 != 0;
    Occurrence { range, symbol: occurrence.symbol, is_definition }
}

/// The documents of an index that is in memory as a whole.
///
/// # Errors
/// What is wrong with the bytes.
pub fn documents_in(bytes: &[u8]) -> Result<Vec<Document>, String> {
    let index = scip::types::Index::parse_from_bytes(bytes).map_err(|error| error.to_string())?;
    Ok(index.documents.into_iter().map(document).collect())
}
