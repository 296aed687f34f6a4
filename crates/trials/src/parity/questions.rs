//! The questions: every command that answers from a database, with every option that it has.

use super::subjects::{Subjects, Symbol};

/// Arguments of the program, without those that name the database and the form of the answer.
pub type Question = Vec<String>;

/// What does not depend on what is in the index, missing and unusable things included.
const GENERAL: &[&str] = &[
    "status",
    "status --outcomes",
    "status --quick",
    "verify",
    "verify --limit 1",
    "verify --deep",
    "files",
    "files --lang python --lang rust",
    "files --path **/*.ts",
    "files --lang no-such-language",
    "files --skipped",
    "files --skipped --reason ignored",
    "files --skipped --reason no-language --path *.txt",
    "detect",
    "detect --backends",
    "detect Cargo.toml",
    "doctor",
    "doctor resolve",
    "doctor resolve --limit 1",
    "audit --oracle none.scip",
    "audit --oracle none.scip --under src --limit 3 --fail-under-precision 0.9 --fail-under-recall 0.9",
    "export",
    "export --format jsonl --no-symbols --check-fresh",
    "export --format jsonl --no-references --no-calls",
    "export --format json",
    "export --format json --no-symbols --no-references",
    "export --format json --no-calls",
    "export --format json --minify --symbols --kind function --kind class",
    "export --references --min-outcome dispatch --lang python",
    "export --calls --min-outcome candidates",
    "export --all --include-collisions --path **/*.py --path **/*.rs",
    "export --format csv",
    "export --format csv --table symbols --kind method",
    "export --format csv --table targets",
    "export --format parquet --table calls --level file",
    "export --format ctags",
    "export --format cypher --edges calls,inherits",
    "export --format dot",
    "export --format dot --level file --edges imports",
    "export --format graphml --level module",
    "export --format graphml --kind function --min-outcome candidates",
    "export --format html",
    "export --format html --lang python --path **/*.py",
    "export --format mermaid",
    "export --format mermaid --level package",
    "export --format mermaid --minify",
    "export --format scip",
    "export --format scip --no-symbols --path **/*.py",
    "export --format scip --no-references --lang rust",
    "export --format lsif",
    "export --format lsif --min-outcome resolved",
    "find --glob * --limit 7",
    "find --glob *a* --kind function --kind method --limit 20",
    "find --glob *:* --limit 20",
    "find --glob [unclosed",
    "find --glob {run,area,ma*} --with-context",
    "find no-such-symbol",
    "find no::such::symbol",
    "search init",
    "search the file --limit 7",
    "search get* --limit 30 --with-context --context-lines 1",
    "search re* value --names",
    "search test --lang python --kind function --kind method --limit 10",
    "search no_such_word_anywhere",
    "search *",
    "get no-such-symbol",
    "get ffffffffffffffffffffffffffffffff",
    "get none.py:1",
    "get-file none.py",
    "get-file /elsewhere/none.py",
    "query --file none.py",
    "collisions",
    "collisions --by name --limit 20 --members 3",
    "collisions --by canonical-fqn --declarations",
    "collisions --by name --kind function --lang c --path src/** --limit 5",
    "label --list",
    "label --list --path **/*.py",
    "label --label function --not test --limit 20 --show-code",
    "label --any class --any struct --path **/*.rs",
    "label --label no-such-label",
    "chunks --limit 50",
    "chunks --lang python --path **/*.py --kind text --kind function --show-code",
    "chunk-by-symbol no-such-symbol",
    "chunk-by-span --file none.py --lines 1:2",
    "ast --file none.py",
    "find-ast --kind call --limit 20",
    "find-ast --kind call --limit 3 --count",
    "find-ast --kind identifier --lang python --path **/*.py --limit 7",
    "find-ast --kind no_such_kind",
    "find-ast --query (identifier)@x --limit 10",
    "find-ast --query (call",
    "metrics",
    "metrics --sort cognitive --top 3 --lang python --path **/*.py --nameless",
    "metrics --files --sort maintainability --top 5",
    "hotspots --by pagerank --top 10",
    "hotspots --by betweenness --top 10 --edges calls,refs --path **/*.py",
    "hotspots --by pagerank --edges calls,refs,imports,inherits --output dot",
    "hotspots --by betweenness --top 5 --output mermaid",
    "cycles",
    "cycles --edges calls,refs,imports,inherits --limit 3 --members 100",
    "cycles --level file",
    "cycles --level file --edges calls,refs,imports,inherits --output dot",
    "cycles --level module --edges calls",
    "cycles --level package",
    "condense --limit 30",
    "condense --level file --members",
    "condense --level module --edges calls,refs --output mermaid",
    "modules",
    "modules --level file --limit 10 --layer tests=**/test* --layer all=**",
    "modules --level package --edges imports --output dot",
    "modules --layer nonsense",
    "hotspots --commits 50 --top 3 --lang python --path **/*.py",
    "cfg no-such-symbol",
    "dead-code --state all",
    "dead-code --exported-api unused --limit 20 --kind function --kind method",
    "dead-code --exported-api used --state unknown --lang python --path **/*.py",
    "dead-code --output dot",
    "dead-code --state all --limit 200 --output mermaid",
    "refs no-such-symbol",
    "reachable no-such-symbol",
    "impact no-such-symbol",
    "impact --diff HEAD --limit 5",
    "impact --diff no-such-revision",
    "paths --start no-such-symbol",
    "dominators no-such-symbol",
    "slice --target no-such-symbol:3",
    "callers no-such-symbol",
    "callees no-such-symbol",
    "why no-such-symbol",
    "why none.py:1:0",
    "implementations no-such-symbol",
    "hierarchy no-such-symbol",
];

/// About a symbol: `ID`, `SHORT` (the beginning of its id), `NAME`, `FQN`, `START` (the beginning of its name), `OUTER` (of its
/// FQN), `KIND`, `LANG`, `PATH`, `LINE`.
const OF_SYMBOLS: &[&str] = &[
    "find NAME",
    "find FQN",
    "find SHORT",
    "find NAME --kind KIND --lang LANG --path PATH",
    "find NAME --limit 1 --with-callers --with-callees --with-checksums",
    "find START* --glob --with-context --context-lines 1 --limit 10",
    "find OUTER* --glob --limit 10",
    "search NAME --limit 5",
    "search NAME --names --kind KIND --lang LANG --path PATH",
    "search START* --limit 5",
    "get ID",
    "get NAME",
    "get FQN --with-docs --with-context --context-lines 0 --with-checksums --with-callers --with-callees",
    "get PATH:LINE",
    "get ID --signature --with-docs --context-lines 3",
    "chunk-by-symbol ID --with-docs --context-lines 2",
    "chunk-by-symbol NAME --kind KIND --lang LANG --path PATH --signature",
    "get NAME --kind KIND --lang LANG --path PATH",
    "ast --symbol ID",
    "ast --symbol NAME --file PATH --depth 2 --limit 30",
    "find-ast --kind identifier --within ID",
    "cfg ID",
    "cfg ID --output dot",
    "cfg ID --output mermaid",
    "cfg NAME --kind KIND --lang LANG --path PATH --lambda 1",
    "paths-in ID",
    "paths-in NAME --kind KIND --lang LANG --path PATH --limit 3 --max-length 40 --visits 1 --exceptions --lambda 1",
    "refs ID",
    "refs SHORT --rest",
    "refs ID --tier rules",
    "refs NAME --limit 3 --with-context",
    "refs ID --role call --in PATH --context-lines 1 --with-context",
    "refs ID --direction out --rest",
    "refs NAME --kind KIND --lang LANG --path PATH --direction out --limit 5",
    "callers ID",
    "callers ID --depth 2 --tier rules",
    "callers ID --depth 3 --with-context --context-lines 1 --limit 20",
    "callers NAME --kind KIND --lang LANG --path PATH",
    "callees ID",
    "callees ID --depth 2 --tier all",
    "callees ID --depth 3 --with-context --context-lines 1 --limit 20",
    "callees NAME --kind KIND --lang LANG --path PATH",
    "reachable ID",
    "reachable ID --reverse --limit 20",
    "reachable ID --edges calls,refs,imports,inherits --depth 3 --limit 10",
    "reachable --symbol NAME --kind KIND --lang LANG --path PATH --reverse --edges refs --output mermaid",
    "impact ID",
    "impact NAME --kind KIND --lang LANG --path PATH --edges calls --depth 2 --limit 5 --output dot",
    "paths --start ID --limit 5",
    "paths --start PATH --end ID --edges calls,refs --max-depth 8 --limit 5",
    "paths --start ID --end FQN --output dot",
    "slice --target ID",
    "slice --target ID --direction forward --limit 5",
    "slice --target PATH:LINE",
    "slice --target NAME:LINE --direction forward --kind KIND --lang LANG --path PATH --depth 2",
    "dominators ID --limit 5",
    "dominators NAME --kind KIND --lang LANG --path PATH",
    "dominators PATH --of ID --edges calls,refs",
    "implementations ID",
    "implementations NAME --kind KIND --lang LANG --path PATH --limit 3",
    "hierarchy ID",
    "hierarchy NAME --kind KIND --lang LANG --path PATH",
    "why PATH:LINE",
    "why PATH:LINE --tier rules",
    "why FQN FQN",
    "why NAME --kind KIND --lang LANG --path PATH --limit 2",
];

/// About a file, `PATH`.
const OF_FILES: &[&str] = &[
    "query --file PATH",
    "query --file PATH --show-extent --with-context --context-lines 1 --with-checksums --with-callers --with-callees",
    "query --file PATH --kind function --kind class",
    "get-file PATH",
    "chunks --file PATH",
    "chunk-by-span --file PATH --start 1 --end 40 --context-lines 1",
    "chunk-by-span --file PATH --lines 1:3",
    "ast --file PATH --all",
    "ast --file PATH --position 1:0",
    "refs PATH",
    "refs PATH --direction out",
    "reachable PATH --reverse --limit 20",
    "impact PATH --limit 10",
    "callers PATH --depth 2",
    "callees PATH --depth 3",
];

/// Every question about an index that has these subjects.
pub fn questions(subjects: &Subjects) -> Vec<Question> {
    let mut questions: Vec<Question> = GENERAL.iter().map(|pattern| filled(pattern, &[])).collect();
    for symbol in &subjects.symbols {
        questions.extend(OF_SYMBOLS.iter().map(|pattern| filled(pattern, &names(symbol))));
    }
    for path in &subjects.files {
        questions.extend(OF_FILES.iter().map(|pattern| filled(pattern, &[("PATH", path.clone())])));
    }
    questions.extend(subjects.sites.iter().map(|site| filled("why SITE", &[("SITE", site.clone())])));
    questions.extend(edges(subjects));
    questions.sort();
    questions.dedup();
    questions
}

/// Why each symbol leads to the next.
fn edges(subjects: &Subjects) -> impl Iterator<Item = Question> {
    subjects
        .symbols
        .windows(2)
        .map(|pair| filled("why EDGE", &[("EDGE", format!("{}..{}", pair[0].id, pair[1].id))]))
}

fn names(symbol: &Symbol) -> [(&'static str, String); 10] {
    let start = |text: &str, count: usize| text.chars().take(count).collect::<String>();
    [
        ("ID", symbol.id.clone()),
        ("SHORT", start(&symbol.id, 8)),
        ("NAME", symbol.name.clone()),
        ("FQN", symbol.fqn.clone()),
        ("START", start(&symbol.name, 2)),
        ("OUTER", start(&symbol.fqn, symbol.fqn.chars().count() / 2 + 1)),
        ("KIND", symbol.kind.clone()),
        ("LANG", symbol.language.clone()),
        ("PATH", symbol.path.clone()),
        ("LINE", symbol.line.to_string()),
    ]
}

/// A pattern with names put in. Spaces in the pattern divide arguments, those in a name do not.
fn filled(pattern: &str, names: &[(&str, String)]) -> Question {
    let put_in = |piece: &str| {
        let word = piece.trim_end_matches([':', '*']);
        let known = names.iter().find(|(key, _)| *key == word);
        known.map_or_else(|| piece.to_owned(), |(_, value)| format!("{value}{}", &piece[word.len()..]))
    };
    pattern.split(' ').map(|word| word.split_inclusive([':', '*']).map(put_in).collect()).collect()
}
