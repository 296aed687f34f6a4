//! Which of the files that have everything come first: BM25 over what the files have, in whole numbers.

use std::cmp::Reverse;

use crate::corpus::Corpus;
use crate::points::UNIT;
use crate::query::Fields;

/// A file that has everything that is required, and how good it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ranked {
    /// Its number.
    pub file: u32,
    /// Its points; the more the better.
    pub points: u64,
}

/// The files that have everything that is required, best first; equal ones in the order of their paths.
///
/// Linear in the files that have something of what is looked up.
pub fn rank(corpus: &Corpus) -> Vec<Ranked> {
    let mean = mean_length(corpus);
    let mut met = vec![0_u32; corpus.len()];
    let mut points = vec![0_u64; corpus.len()];
    for (at, postings) in corpus.postings.iter().enumerate() {
        let rarity = corpus.rarity(at);
        for posting in postings.iter().filter(|posting| posting.weights.total(corpus.fields) > 0) {
            let file = posting.file as usize;
            met[file] += u32::from(at < corpus.required.len());
            let weight = u64::from(posting.weights.total(corpus.fields));
            points[file] += saturated(rarity, weight, stretch(corpus, file, mean));
        }
    }
    let wanted = corpus.required.len() as u32;
    let all = (0..).zip(met).zip(points);
    let mut ranked: Vec<Ranked> = all
        .filter(|((_, met), _)| *met == wanted)
        .map(|((file, _), points)| Ranked { file, points })
        .collect();
    ranked.sort_by_key(|ranked| (Reverse(ranked.points), corpus.path(ranked.file)));
    ranked
}

fn mean_length(corpus: &Corpus) -> u64 {
    let sum: u64 = corpus.lengths.iter().sum();
    (sum / corpus.len().max(1) as u64).max(1)
}

/// What of a weight is needed for half of all points, in units: more in long files. `k1` 1.2 and `b` 0.75, as usual. Names do
/// not become common in long files.
fn stretch(corpus: &Corpus, file: usize, mean: u64) -> u64 {
    let relative = match corpus.fields {
        Fields::Text => corpus.lengths[file].saturating_mul(UNIT) / mean,
        Fields::Names => UNIT,
    };
    (UNIT / 4 + relative.saturating_mul(3) / 4).saturating_mul(6) / 5
}

fn saturated(rarity: u64, weight: u64, stretch: u64) -> u64 {
    let weight = weight * UNIT;
    let share = u128::from(rarity) * u128::from(weight) * 11 / 5;
    (share / u128::from(weight.saturating_add(stretch))) as u64
}

#[cfg(test)]
mod tests {
    use super::rank;
    use crate::{Corpus, Document, Fields, Query};

    fn ranked(question: &str, files: &[(&str, &[&str])]) -> Vec<u32> {
        let query = Query::parse(question, Fields::Text).expect("a question");
        let mut corpus = Corpus::new(&query);
        for (at, (text, names)) in files.iter().enumerate() {
            corpus.add(&format!("{at}"), &Document::new(text.as_bytes(), names.iter().copied()));
        }
        rank(&corpus).iter().map(|ranked| ranked.file).collect()
    }

    #[test]
    fn files_must_have_every_word() {
        let files: [(&str, &[&str]); 3] = [("parse a file", &[]), ("parse", &[]), ("file parse file", &[])];
        assert_eq!(ranked("parse file", &files), [2, 0]);
        assert_eq!(ranked("nothing", &files), [0; 0]);
        assert_eq!(ranked("par*", &files), [1, 0, 2]);
    }

    #[test]
    fn definitions_and_short_files_come_first() {
        let long = format!("parse {}", "x ".repeat(500));
        let files: [(&str, &[&str]); 3] = [(&long, &[]), ("parse", &[]), (&long, &["parse"])];
        assert_eq!(ranked("parse", &files), [1, 2, 0]);
        let files: [(&str, &[&str]); 2] = [("parse x y", &[]), ("parse x y", &["parse"])];
        assert_eq!(ranked("parse", &files), [1, 0]);
    }

    #[test]
    fn the_whole_word_lifts_a_file() {
        let files: [(&str, &[&str]); 2] = [("parse x config y", &[]), ("parseConfig x y z", &[])];
        assert_eq!(ranked("parse_config", &files), [1, 0]);
    }
}
