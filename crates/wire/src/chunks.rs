//! Chunks: pieces of files with their text, for whoever reads a repository piece by piece.

use engine::FileChunk;
use engine::hash::ContentHash;
use engine::query::Size;
use schemars::JsonSchema;
use serde::Serialize;

use crate::edges::Target;
use crate::symbol::{Context, Span};

/// What `chunks` tells.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ChunkList {
    /// In the order of paths, then of the text. All chunks of a file together are the file, byte for byte.
    pub chunks: Vec<Chunk>,
}

/// What `chunk-by-symbol` and `chunk-by-span` tell.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ChunkAnswer {
    /// The chunk.
    pub chunk: Chunk,
}

/// A piece of a file.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// `definition`, `part` (what remains of a definition when those in it are taken out) or `text` (what belongs to no
    /// definition); absent of a range that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<&'static str>,
    /// The definition that it is, is a part of, or lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<Target>,
    /// Further definitions that share its text (`int a, b;`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub also: Vec<Target>,
    /// The language.
    pub language: String,
    /// Its range.
    pub span: Span,
    /// Its text; bytes that are not UTF-8 are replaced.
    pub content: String,
    /// What tells how large it is.
    #[serde(flatten)]
    pub measure: Measure,
    /// The lines before it and after it (`--context-lines`).
    #[serde(flatten)]
    pub around: Around,
}

/// The size of a text, and a hash to know it again by.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// BLAKE3 of the bytes.
    pub content_hash: String,
    /// Bytes.
    pub bytes: u32,
    /// Lines that it has a part of.
    pub lines: u32,
    /// Tokens of a language model, roughly: a quarter of the bytes, rounded up.
    pub tokens: u32,
}

impl Measure {
    /// Of a text.
    pub fn of(text: &[u8]) -> Self {
        let Size { bytes, lines, tokens } = Size::of(text);
        Self { content_hash: ContentHash::of(text).to_string(), bytes, lines, tokens }
    }
}

/// The lines around a text.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// Lines before it (`--context-lines`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Context>,
    /// Lines after it (`--context-lines`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Context>,
}

impl From<&FileChunk> for Chunk {
    fn from(chunk: &FileChunk) -> Self {
        let mut symbols = chunk.symbols.iter().map(Target::from);
        Self {
            form: chunk.form.map(engine::query::ChunkForm::as_str),
            symbol: symbols.next(),
            also: symbols.collect(),
            language: chunk.language.clone(),
            span: Span::new(chunk.path.as_str(), &chunk.at),
            content: String::from_utf8_lossy(&chunk.content).into_owned(),
            measure: Measure::of(&chunk.content),
            around: Around::default(),
        }
    }
}
