//! How an index is laid out: its fields, and what it says of itself.

use tantivy::schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{Index, TantivyDocument};

use super::super::directory::CheckedDirectory;
use super::super::document::{Document, read_lines};
use super::super::index::IndexError;

/// Name of the field that has the path.
pub(crate) const PATH: &str = "path";
/// Name of the field that tells versions of a file apart.
pub(crate) const STAMP: &str = "stamp";
/// Name of the field that has the length.
pub(crate) const LENGTH: &str = "length";
/// What the payload of a commit begins with; another number when tokens are made or counted in another way.
const VERSION: &str = "magellan-search 1 ";
/// Name of the way in which lines are made into tokens.
const LINES: &str = "lines";

/// The fields of an index.
pub(crate) struct Layout {
    pub(crate) text: Field,
    pub(crate) names: Field,
    pub(crate) path: Field,
    stamp: Field,
    length: Field,
    schema: Schema,
}

impl Layout {
    pub(crate) fn new() -> Self {
        let indexing = |tokenizer, option| {
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(option)
                .set_fieldnorms(false)
        };
        let tokens =
            TextOptions::default().set_indexing_options(indexing(LINES, IndexRecordOption::WithFreqs));
        let path = TextOptions::default()
            .set_indexing_options(indexing("raw", IndexRecordOption::Basic))
            .set_fast("raw");
        let number = NumericOptions::default().set_fast();
        let mut schema = Schema::builder();
        Self {
            text: schema.add_text_field("text", tokens.clone()),
            names: schema.add_text_field("names", tokens),
            path: schema.add_text_field(PATH, path),
            stamp: schema.add_u64_field(STAMP, number.clone()),
            length: schema.add_u64_field(LENGTH, number),
            schema: schema.build(),
        }
    }

    pub(crate) fn document(&self, path: &str, stamp: u64, document: Document) -> TantivyDocument {
        let Document { length, text, names } = document;
        let mut made = TantivyDocument::new();
        made.add_text(self.path, path);
        made.add_u64(self.stamp, stamp);
        made.add_u64(self.length, length);
        made.add_text(self.text, text);
        made.add_text(self.names, names);
        made
    }
}

/// Opens what is in a directory.
pub(crate) fn open(directory: CheckedDirectory) -> Result<Index, IndexError> {
    let mut index = Index::open(directory)?;
    if index.schema() != Layout::new().schema {
        return Err(IndexError::Unusable("its layout is another".to_owned()));
    }
    index.set_tokenizers(tokenizers());
    Ok(index)
}

/// Makes an index in a directory that has none.
pub(crate) fn create(directory: CheckedDirectory) -> Result<Index, IndexError> {
    let builder = Index::builder().schema(Layout::new().schema).tokenizers(tokenizers());
    Ok(builder.open_or_create(directory)?)
}

fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(LINES, TextAnalyzer::builder(Lines).build());
    tokenizers
}

/// What a commit says of itself.
pub(crate) fn payload(state: &[u8; 32]) -> String {
    let hexadecimal: Vec<String> = state.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{VERSION}{}", hexadecimal.concat())
}

/// The reverse; `None` for one of another version.
pub(crate) fn state_of(payload: &str) -> Option<[u8; 32]> {
    let text = payload.strip_prefix(VERSION).filter(|text| text.len() == 64 && text.is_ascii())?;
    let mut state = [0; 32];
    for (at, byte) in state.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(state)
}

/// Makes the lines of a [`Document`] into tokens, each as often as it has digits.
#[derive(Clone)]
struct Lines;

/// The tokens of such lines.
struct LineTokens<'a> {
    lines: Box<dyn Iterator<Item = (&'a str, u32)> + 'a>,
    token: Token,
    left: u32,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        LineTokens { lines: Box::new(read_lines(text)), token: Token::default(), left: 0 }
    }
}

impl TokenStream for LineTokens<'_> {
    fn advance(&mut self) -> bool {
        if self.left == 0 {
            let Some((text, digits)) = self.lines.next() else { return false };
            self.token.text.clear();
            self.token.text.push_str(text);
            self.left = digits.max(1);
        }
        self.left -= 1;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::{payload, state_of};

    #[test]
    fn a_commit_says_what_it_was_made_of() {
        let state: [u8; 32] = std::array::from_fn(|at| at as u8 * 8);
        assert_eq!(state_of(&payload(&state)), Some(state));
        assert_eq!(state_of(&payload(&state).replace(" 1 ", " 2 ")), None);
        assert_eq!(state_of(""), None);
    }
}
