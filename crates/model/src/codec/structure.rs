//! What is counted of a file, column by column.

use super::column::{Column, DecodeError, Reader, put_uint};
use crate::structure::{FileStructure, FunctionMetrics, KindCount, LineCounts, TokenCounts};

/// Version of the encoding and of what is counted; part of every rules fingerprint.
pub const STRUCTURE_VERSION: u32 = 1;

/// Appends the encoding of `structure` to `out`. Equal structures give equal bytes. Linear.
pub fn encode_structure(structure: &FileStructure, out: &mut Vec<u8>) {
    put_uint(out, STRUCTURE_VERSION);
    line_numbers(structure.lines).into_iter().for_each(|number| put_uint(out, number));
    token_numbers(structure.tokens).into_iter().for_each(|number| put_uint(out, number));
    put_uint(out, structure.kinds.len() as u32);
    let mut before = 0;
    for kind in &structure.kinds {
        put_uint(out, u32::from(kind.kind) - before);
        before = u32::from(kind.kind);
    }
    structure.kinds.iter().for_each(|kind| put_uint(out, kind.count));
    encode_functions(&structure.functions, out);
}

fn encode_functions(functions: &[FunctionMetrics], out: &mut Vec<u8>) {
    put_uint(out, functions.len() as u32);
    Column::encode(functions.iter().map(|function| function.def), out);
    Column::encode(functions.iter().map(|function| function.span), out);
    for field in FIELDS {
        functions.iter().for_each(|function| put_uint(out, field(function)));
    }
    functions.iter().for_each(|function| out.extend_from_slice(&function.graph.to_le_bytes()));
}

/// The plain numbers of a function, each a column.
const FIELDS: [fn(&FunctionMetrics) -> u32; 12] = [
    |function| function.lines.code,
    |function| function.lines.comment,
    |function| function.lines.blank,
    |function| function.tokens.operators,
    |function| function.tokens.operands,
    |function| function.tokens.distinct_operators,
    |function| function.tokens.distinct_operands,
    |function| function.cyclomatic,
    |function| function.cognitive,
    |function| function.nesting,
    |function| function.parameters,
    |function| function.unreachable,
];

/// Reads what [`encode_structure`] wrote.
///
/// # Errors
/// When the bytes are not the encoding of any structure, or of another version.
pub fn decode_structure(bytes: &[u8]) -> Result<FileStructure, DecodeError> {
    let mut reader = Reader::new(bytes);
    let version = reader.uint()?;
    if version != STRUCTURE_VERSION {
        return Err(DecodeError::Version { found: version });
    }
    let lines = lines(numbers(&mut reader)?);
    let tokens = tokens(numbers(&mut reader)?);
    let kinds = decode_kinds(&mut reader)?;
    let functions = decode_functions(&mut reader)?;
    reader.finish()?;
    Ok(FileStructure { lines, tokens, kinds, functions })
}

fn numbers<const N: usize>(reader: &mut Reader<'_>) -> Result<[u32; N], DecodeError> {
    let mut numbers = [0; N];
    for number in &mut numbers {
        *number = reader.uint()?;
    }
    Ok(numbers)
}

fn decode_kinds(reader: &mut Reader<'_>) -> Result<Vec<KindCount>, DecodeError> {
    let count = reader.count()?;
    let mut kind = 0u32;
    let mut kinds = Vec::with_capacity(count);
    for _ in 0..count {
        kind = kind.checked_add(reader.uint()?).ok_or(DecodeError::Malformed("kind"))?;
        let kind = u16::try_from(kind).map_err(|_| DecodeError::Malformed("kind"))?;
        kinds.push(KindCount { kind, count: 0 });
    }
    for kind in &mut kinds {
        kind.count = reader.uint()?;
    }
    Ok(kinds)
}

fn decode_functions(reader: &mut Reader<'_>) -> Result<Vec<FunctionMetrics>, DecodeError> {
    let count = reader.count()?;
    let defs = Column::decode(count, reader)?;
    let spans = Column::decode(count, reader)?;
    let mut columns = Vec::with_capacity(FIELDS.len());
    for _ in FIELDS {
        columns.push(u32::decode(count, reader)?);
    }
    let graphs = (0..count).map(|_| {
        let bytes = reader.bytes(4)?;
        Ok(u32::from_le_bytes(bytes.try_into().map_err(|_| DecodeError::Truncated)?))
    });
    let graphs: Vec<u32> = graphs.collect::<Result<_, _>>()?;
    let function = |(row, ((def, span), graph))| {
        let field = |column: usize| columns[column][row];
        FunctionMetrics {
            def,
            span,
            lines: lines([field(0), field(1), field(2)]),
            tokens: tokens([field(3), field(4), field(5), field(6)]),
            cyclomatic: field(7),
            cognitive: field(8),
            nesting: field(9),
            parameters: field(10),
            unreachable: field(11),
            graph,
        }
    };
    let defs: Vec<_> = defs;
    let spans: Vec<_> = spans;
    Ok(defs.into_iter().zip(spans).zip(graphs).enumerate().map(function).collect())
}

const fn line_numbers(lines: LineCounts) -> [u32; 3] {
    [lines.code, lines.comment, lines.blank]
}

const fn lines([code, comment, blank]: [u32; 3]) -> LineCounts {
    LineCounts { code, comment, blank }
}

const fn token_numbers(tokens: TokenCounts) -> [u32; 4] {
    [tokens.operators, tokens.operands, tokens.distinct_operators, tokens.distinct_operands]
}

const fn tokens([operators, operands, distinct_operators, distinct_operands]: [u32; 4]) -> TokenCounts {
    TokenCounts { operators, operands, distinct_operators, distinct_operands }
}

#[cfg(test)]
mod tests {
    use super::{decode_structure, encode_structure};
    use crate::ids::DefId;
    use crate::span::Span;
    use crate::structure::{FileStructure, FunctionMetrics, KindCount, LineCounts, TokenCounts};

    fn sample() -> FileStructure {
        let function = |def, start| FunctionMetrics {
            def,
            span: Span::new(start, start + 90),
            lines: LineCounts { code: 5, comment: 1, blank: 0 },
            tokens: TokenCounts { operators: 9, operands: 8, distinct_operators: 7, distinct_operands: 6 },
            cyclomatic: 3,
            cognitive: 2,
            nesting: 1,
            parameters: 4,
            unreachable: 0,
            graph: 0xdead_beef,
        };
        FileStructure {
            lines: LineCounts { code: 300, comment: 20, blank: 10 },
            tokens: TokenCounts {
                operators: 1000,
                operands: 900,
                distinct_operators: 30,
                distinct_operands: 200,
            },
            kinds: vec![
                KindCount { kind: 0, count: 1 },
                KindCount { kind: 300, count: 70 },
                KindCount { kind: u16::MAX, count: 2 },
            ],
            functions: vec![function(None, 0), function(Some(DefId::new(7)), 500)],
        }
    }

    #[test]
    fn structure_comes_back() {
        for structure in [FileStructure::default(), sample()] {
            let mut bytes = Vec::new();
            encode_structure(&structure, &mut bytes);
            assert_eq!(decode_structure(&bytes), Ok(structure));
        }
    }

    #[test]
    fn damage_never_panics() {
        let mut bytes = Vec::new();
        encode_structure(&sample(), &mut bytes);
        for at in 0..bytes.len() {
            for flip in [0x01, 0x40, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                drop(decode_structure(&damaged));
            }
            assert!(decode_structure(&bytes[..at]).is_err(), "cut at {at}");
        }
    }
}
