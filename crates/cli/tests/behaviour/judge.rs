//! Small SCIP indexes, made by a judge who says what the tests want.

use std::collections::BTreeMap;
use std::fs;

use protobuf::{EnumOrUnknown, Message, MessageField};
use scip::types::{Document, Index, Metadata, Occurrence, ToolInfo};

use crate::fixture::Tree;

/// A SCIP index in the making.
#[derive(Default)]
pub(crate) struct Judge {
    documents: BTreeMap<String, Vec<Occurrence>>,
    encoding: i32,
}

impl Judge {
    /// What the judge says of [`crate::shop`]: one call as the rules see it, one that they cannot see, one otherwise, one of a parameter.
    pub(crate) fn of_shop(tree: &Tree) -> Self {
        let mut judge = Self::default();
        let (models, app) = ("shop/models.py", "shop/app.py");
        judge.says(tree, models, 1, "Item", "models/Item#", true);
        judge.says(tree, models, 5, "total", "models/Item#total().", true);
        judge.says(tree, models, 9, "Book", "models/Book#", true);
        judge.says(tree, models, 9, "Item", "models/Item#", false);
        judge.says(tree, models, 10, "total", "models/Book#total().", true);
        judge.says(tree, models, 14, "make", "models/make().", true);
        judge.says(tree, app, 8, "checkout", "app/checkout().", true);
        judge.says(tree, app, 9, "build", "models/make().", false);
        judge.says(tree, app, 12, "total", "models/Book#total().", false);
        judge.says(tree, app, 13, "make", "models/Item#", false);
        judge.says(tree, app, 22, "total", "models/Item#total().", false);
        judge.says(tree, app, 22, "print", "builtins/print().", false);
        judge
    }

    /// The first `name` on a line, from 1, has this symbol.
    pub(crate) fn says(
        &mut self,
        tree: &Tree,
        path: &str,
        line: i32,
        name: &str,
        symbol: &str,
        defines: bool,
    ) {
        let text = fs::read_to_string(tree.root().join(path)).expect("a file of the tree");
        let text = text.lines().nth(usize::try_from(line - 1).expect("from 1")).expect("a line");
        let number = |bytes: usize| i32::try_from(bytes).expect("a short line");
        let column = number(text.find(name).unwrap_or_else(|| panic!("{path}:{line} has no {name}: {text}")));
        self.at(path, &[line - 1, column, column + number(name.len())], symbol, defines);
    }

    /// A range has this symbol, of the package `shop`, or of another for what `builtins` has.
    pub(crate) fn at(&mut self, path: &str, range: &[i32], symbol: &str, defines: bool) {
        let package = if symbol.starts_with("builtins") { "library" } else { "shop" };
        let occurrence = Occurrence {
            range: range.to_vec(),
            symbol: format!("judge pip {package} 1 {symbol}"),
            symbol_roles: i32::from(defines),
            ..Occurrence::default()
        };
        self.documents.entry(path.to_owned()).or_default().push(occurrence);
    }

    /// The occurrences of each document.
    pub(crate) fn take_documents(self) -> Vec<Vec<Occurrence>> {
        self.documents.into_values().collect()
    }

    /// Puts a document in; columns of all are in this encoding, by SCIP's number.
    pub(crate) fn put(&mut self, path: &str, occurrences: Vec<Occurrence>, encoding: i32) {
        self.documents.insert(path.to_owned(), occurrences);
        self.encoding = encoding;
    }

    /// The index as bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let tool = ToolInfo { name: "judge".into(), version: "1.0".into(), ..ToolInfo::default() };
        let document = |(path, occurrences): (&String, &Vec<Occurrence>)| Document {
            relative_path: path.clone(),
            occurrences: occurrences.clone(),
            position_encoding: EnumOrUnknown::from_i32(self.encoding),
            ..Document::default()
        };
        let index = Index {
            metadata: MessageField::some(Metadata {
                tool_info: MessageField::some(tool),
                project_root: "file:///elsewhere".into(),
                ..Metadata::default()
            }),
            documents: self.documents.iter().map(document).collect(),
            ..Index::default()
        };
        index.write_to_bytes().expect("messages can be written")
    }

    /// Writes the index into the tree, where no language looks for it.
    pub(crate) fn write(&self, tree: &Tree) {
        tree.write("judge.scip", self.bytes());
    }
}
