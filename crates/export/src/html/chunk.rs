//! Pieces of data in the page: JSON, deflated without a header (RFC 1951), in base64, in an element that a browser does not run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec;
use serde::Serialize;

use crate::{ExportError, Out};

/// How hard to compress, of ten; more takes much longer and gains a hundredth.
const LEVEL: u8 = 7;
/// Bytes of JSON that a block holds, about.
const BLOCK: usize = 256 << 10;

/// Writes a piece that the page finds by `id`.
pub(super) fn write(out: &mut Out<'_>, id: &str, data: &impl Serialize) -> Result<(), ExportError> {
    let text = serde_json::to_vec(data).map_err(std::io::Error::from)?;
    write_json(out, id, &text)
}

/// Writes a piece that is JSON already.
pub(super) fn write_json(out: &mut Out<'_>, id: &str, json: &[u8]) -> Result<(), ExportError> {
    let packed = STANDARD.encode(compress_to_vec(json, LEVEL));
    writeln!(out, "<script type=\"application/x-magellan\" id=\"{id}\">{packed}</script>")?;
    Ok(())
}

/// A long list in pieces called by a letter and a number.
pub(super) struct Blocks {
    letter: &'static str,
    number: u32,
    items: Vec<u8>,
}

impl Blocks {
    pub(super) fn new(letter: &'static str) -> Self {
        Self { letter, number: 0, items: Vec::new() }
    }

    /// Adds an item; a full block is written.
    pub(super) fn push(&mut self, out: &mut Out<'_>, item: &impl Serialize) -> Result<(), ExportError> {
        self.items.push(if self.items.is_empty() { b'[' } else { b',' });
        serde_json::to_writer(&mut self.items, item).map_err(std::io::Error::from)?;
        if self.items.len() >= BLOCK { self.finish(out) } else { Ok(()) }
    }

    /// Writes what is left.
    pub(super) fn finish(&mut self, out: &mut Out<'_>) -> Result<(), ExportError> {
        if self.items.is_empty() {
            return Ok(());
        }
        self.items.push(b']');
        write_json(out, &format!("{}{}", self.letter, self.number), &self.items)?;
        self.number += 1;
        self.items.clear();
        Ok(())
    }
}
