//! Names in text that was masked before parsing.

use extract::Builder;
use model::facts::Anchor;
use model::ids::{DefId, ScopeId};
use model::kinds::{DiagnosticCode, Role, Severity};
use model::span::Span;

use super::context::Cx;
use super::{lexical, preprocessor};

/// Adds what stands in masked ranges: sites, and what directives define.
pub(crate) fn names(b: &mut Builder<'_>, cx: &Cx<'_>) {
    if std::ptr::eq(b.source(), b.parsed()) {
        return;
    }
    let places = Places::new(b);
    let mut file_lines = Lines::new(b);
    let mut count = 0;
    let mut first = None;
    let ranges = Ranges { source: b.source().as_bytes(), parsed: b.parsed().as_bytes(), at: 0 };
    for range in ranges {
        count += 1;
        first.get_or_insert(range);
        if !file_lines.in_directive(b, range.start) {
            masked(b, cx, &places, range);
        }
    }
    if let Some(first) = first {
        let message = format!("{count} ranges that only a preprocessor understands were masked");
        b.diagnose(DiagnosticCode::Masked, Severity::Note, first, message);
    }
}

/// The ranges in which the texts differ, whole words each; white space between them is bridged.
struct Ranges<'t> {
    source: &'t [u8],
    parsed: &'t [u8],
    at: usize,
}

impl Iterator for Ranges<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        const CHUNK: usize = 32;
        let (source, parsed) = (self.source, self.parsed);
        let mut at = self.at;
        while at + CHUNK <= source.len() && source[at..at + CHUNK] == parsed[at..at + CHUNK] {
            at += CHUNK;
        }
        while at < source.len() && source[at] == parsed[at] {
            at += 1;
        }
        if at >= source.len() {
            return None;
        }
        let mut start = at;
        while start > self.at && is_word_byte(source[at]) && is_word_byte(source[start - 1]) {
            start -= 1;
        }
        let mut end = at;
        while at < source.len() && (source[at] != parsed[at] || is_bridge(source, at)) {
            at += 1;
            if source[at - 1] != parsed[at - 1] {
                end = at;
            }
        }
        while end < source.len() && is_word_byte(source[end - 1]) && is_word_byte(source[end]) {
            end += 1;
        }
        self.at = end;
        Some(Span::new(start as u32, end as u32))
    }
}

/// White space in a line, and ends of lines that a backslash continues.
fn is_bridge(source: &[u8], at: usize) -> bool {
    match source[at] {
        b'\n' => at > 0 && (source[at - 1] == b'\\' || source[at - 1] == b'\r'),
        byte => byte.is_ascii_whitespace(),
    }
}

fn is_word_byte(byte: u8) -> bool {
    lexical::starts_word(byte) || byte.is_ascii_digit()
}

fn masked(b: &mut Builder<'_>, cx: &Cx<'_>, places: &Places, range: Span) {
    let parsed = b.parsed().get(range.start as usize..).unwrap_or_default();
    // Uses that define something were read with their declaration.
    if !parsed.starts_with("int $") {
        lines(b, cx, places, range);
    }
}

/// Runs `body` in the scope and definition around `offset`.
fn in_place(b: &mut Builder<'_>, places: &Places, offset: u32, body: impl FnOnce(&mut Builder<'_>)) {
    let (scope, def) = places.at(b, offset);
    b.in_existing_scope(scope, |b| match def {
        Some(def) => b.in_def(def, body),
        None => body(b),
    });
}

/// The lines of the file up to where the ranges are; ranges come in order.
struct Lines {
    /// How far lines have been looked at.
    at: usize,
    /// Whether the line there is a directive that was parsed.
    directive: bool,
}

impl Lines {
    fn new(b: &Builder<'_>) -> Self {
        Self { at: 0, directive: is_directive(b, 0) }
    }

    /// Goes on to `at` and says whether it is in a parsed directive.
    fn in_directive(&mut self, b: &Builder<'_>, at: u32) -> bool {
        let source = b.source().as_bytes();
        let end = at as usize;
        while let Some(found) =
            source.get(self.at..end).and_then(|rest| rest.iter().position(|&byte| byte == b'\n'))
        {
            let line_end = self.at + found;
            self.at = line_end + 1;
            let before = source[..line_end].strip_suffix(b"\r").unwrap_or(&source[..line_end]);
            if !(self.directive && before.ends_with(b"\\")) {
                self.directive = is_directive(b, self.at);
            }
        }
        self.at = self.at.max(end);
        self.directive
    }
}

/// Whether the line that starts at `start` is a directive in the parsed text.
fn is_directive(b: &Builder<'_>, start: usize) -> bool {
    let line = b.parsed().as_bytes().get(start..).unwrap_or_default();
    line.iter().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&b'#')
}

/// Directives of the range are read as such, what is between them as words.
fn lines(b: &mut Builder<'_>, cx: &Cx<'_>, places: &Places, range: Span) {
    let source = b.source().as_bytes();
    let mut at = range.start as usize;
    let end = range.end as usize;
    while at < end {
        let first = lexical::skip_blank(source, at);
        if source.get(first) == Some(&b'#') && first < end {
            let line = lexical::line_end(source, first).min(end);
            let span = Span::new(first as u32, line as u32);
            in_place(b, places, span.start, |b| preprocessor::directive(b, cx, span));
            at = line + 1;
            continue;
        }
        let next = next_directive(source, at, end);
        words(b, places, Span::new(at as u32, next as u32));
        at = next;
    }
}

/// Where the next line that starts with `#` begins, at most `end`.
fn next_directive(source: &[u8], at: usize, end: usize) -> usize {
    let mut line = at;
    while let Some(found) = source.get(line..end).and_then(|rest| rest.iter().position(|&byte| byte == b'\n'))
    {
        line += found + 1;
        if source[line..end].trim_ascii_start().first() == Some(&b'#') {
            return line;
        }
    }
    end
}

fn words(b: &mut Builder<'_>, places: &Places, span: Span) {
    let mut attribute = false;
    for word in lexical::words(b.source(), span) {
        let text = b.text(word.span);
        if lexical::is_keyword(text) || word.pasted || places.is_taken(word.span.start) {
            attribute |= text.starts_with("__attribute") || text == "__declspec";
            continue;
        }
        let role = match word.next {
            _ if attribute => Role::Decorate,
            b'(' => Role::Call,
            b':' if word.qualifies => Role::Qualify,
            _ if is_tagged(b, word.span) => Role::Type,
            _ => Role::Macro,
        };
        // What `::` behind template arguments names depends on these.
        let after_arguments = b.source()[..word.span.start as usize].ends_with(">::");
        let anchor = if after_arguments { Anchor::None } else { Anchor::Lexical };
        in_place(b, places, word.span.start, |b| _ = b.site(word.span, role, anchor));
    }
}

fn is_tagged(b: &Builder<'_>, span: Span) -> bool {
    let before = b.source()[..span.start as usize].trim_end();
    ["struct", "union", "enum"].iter().any(|tag| before.ends_with(tag))
}

/// What the tree has given so far, in order of position.
struct Places {
    scopes: Vec<(u32, ScopeId)>,
    /// Where names stand that are known: those of stand-ins in the tree, and those of macros that define something.
    taken: Vec<u32>,
}

impl Places {
    fn new(b: &Builder<'_>) -> Self {
        let facts = b.facts();
        let starts = facts.scopes.iter().enumerate();
        let mut scopes: Vec<_> =
            starts.map(|(id, scope)| (scope.span.start, ScopeId::new(id as u32))).collect();
        scopes.sort_unstable();
        let sites = facts.sites.iter().map(|site| site.span.start);
        let names = facts.defs.iter().map(|def| def.name_span.start);
        let bindings = facts.bindings.iter().map(|binding| binding.span.start);
        let mut taken: Vec<_> = sites.chain(names).chain(bindings).collect();
        taken.sort_unstable();
        Self { scopes, taken }
    }

    fn is_taken(&self, start: u32) -> bool {
        self.taken.binary_search(&start).is_ok()
    }

    /// The innermost scope around `offset` and the definition that it belongs to.
    fn at(&self, b: &Builder<'_>, offset: u32) -> (ScopeId, Option<DefId>) {
        let facts = b.facts();
        let last = self.scopes.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
        let mut scope = self.scopes.get(last).map_or(ScopeId::new(0), |&(_, id)| id);
        while offset >= facts.scope(scope).span.end
            && let Some(parent) = facts.scope(scope).parent
        {
            scope = parent;
        }
        let mut owner = Some(scope);
        while let Some(id) = owner {
            if let Some(def) = facts.scope(id).owner {
                return (scope, Some(def));
            }
            owner = facts.scope(id).parent;
        }
        (scope, None)
    }
}
