//! The measurements.

use extract::Extractor;
use model::codec;
use model::facts::FileFacts;
use testkit::files::Read;

use crate::clock;

/// What a set of files costs; seconds are of the fastest round over all of them.
#[derive(Default)]
pub(crate) struct Costs {
    pub(crate) source_bytes: usize,
    pub(crate) fact_bytes: usize,
    pub(crate) compressed_source: usize,
    pub(crate) compressed_facts: usize,
    pub(crate) peak_nodes: usize,
    pub(crate) parse: f64,
    pub(crate) extract: f64,
    pub(crate) encode: f64,
    pub(crate) compress_facts: f64,
    pub(crate) compress_source: f64,
}

/// Tree-sitter frees a tree when it is dropped, which is part of what parsing costs.
fn parse(extractor: &mut Extractor, file: &Read, source: &str) -> usize {
    extractor.parse(file.spec, source).map_or(0, |tree| tree.root_node().descendant_count())
}

fn encoded(facts: &FileFacts, source: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    codec::encode(facts, source, &mut bytes);
    bytes
}

fn compressed(bytes: &[u8]) -> Result<usize, String> {
    zstd::bulk::compress(bytes, 1).map(|bytes| bytes.len()).map_err(|error| error.to_string())
}

/// Runs `body` and keeps its time when it is the shortest so far.
fn fastest(slot: &mut f64, body: impl FnOnce()) {
    let seconds = clock::seconds(body);
    *slot = if *slot > 0.0 { slot.min(seconds) } else { seconds };
}

impl Costs {
    pub(crate) fn of(files: &[Read], rounds: usize) -> Result<Self, String> {
        let mut extractor = Extractor::new();
        let sources: Vec<_> = files.iter().map(|file| extract::text::decode(&file.bytes).0).collect();
        let pairs: Vec<_> = files.iter().zip(sources.iter().map(AsRef::as_ref)).collect();
        let facts: Vec<Vec<u8>> = files
            .iter()
            .map(|file| encoded(&extractor.extract(file.spec, &file.bytes), &file.bytes))
            .collect();
        let mut costs = Self::sizes(files, &facts)?;
        let nodes = pairs.iter().map(|(file, source)| parse(&mut extractor, file, source));
        costs.peak_nodes = nodes.max().unwrap_or(0);
        for _ in 0..rounds {
            costs.round(&mut extractor, &pairs, &facts);
        }
        Ok(costs)
    }

    fn round(&mut self, extractor: &mut Extractor, files: &[(&Read, &str)], facts: &[Vec<u8>]) {
        fastest(&mut self.parse, || {
            files.iter().for_each(|(file, source)| _ = parse(extractor, file, source));
        });
        fastest(&mut self.extract, || {
            files.iter().for_each(|(file, _)| _ = extractor.extract(file.spec, &file.bytes));
        });
        fastest(&mut self.encode, || {
            files
                .iter()
                .for_each(|(file, _)| _ = encoded(&extractor.extract(file.spec, &file.bytes), &file.bytes));
        });
        fastest(&mut self.compress_facts, || facts.iter().for_each(|bytes| _ = compressed(bytes)));
        fastest(&mut self.compress_source, || {
            files.iter().for_each(|(file, _)| _ = compressed(&file.bytes));
        });
    }

    fn sizes(files: &[Read], facts: &[Vec<u8>]) -> Result<Self, String> {
        let mut costs = Self::default();
        for (file, facts) in files.iter().zip(facts) {
            costs.source_bytes += file.bytes.len();
            costs.fact_bytes += facts.len();
            costs.compressed_source += compressed(&file.bytes)?;
            costs.compressed_facts += compressed(facts)?;
        }
        Ok(costs)
    }
}
