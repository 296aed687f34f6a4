//! Reading the text of a query before the compiler does. The compiler is C: it goes down by recursion, loops for ever on some repetitions of
//! what may be absent, and looks beyond its tables where a pattern is only a predicate. Nothing of that kind gets to it.

use std::iter::Peekable;
use std::str::CharIndices;

use tree_sitter::Language;

use super::kinds;
use super::needs::Need;

/// How deep brackets may nest in a query.
pub const MAX_QUERY_DEPTH: usize = 100;

/// A pattern of a query.
pub(super) struct ReadPattern {
    /// What every tree with a match has.
    pub(super) need: Need,
    /// The predicates in it.
    pub(super) predicates: Vec<Predicate>,
}

/// A predicate, as far as it can ask for texts.
pub(super) struct Predicate {
    /// Its name, without the `#`.
    pub(super) name: String,
    /// What it is about, when it is about one capture.
    pub(super) capture: Option<String>,
    /// The texts in it.
    pub(super) texts: Vec<String>,
}

/// Where a query cannot be read, and why.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) offset: usize,
    pub(super) what: &'static str,
}

/// A part of a pattern.
struct Part {
    need: Need,
    /// Whether nodes are matched by it: a predicate matches none.
    has_nodes: bool,
    /// Whether it may match without a node.
    may_be_absent: bool,
}

impl Part {
    fn node(need: Need) -> Self {
        Self { need, has_nodes: true, may_be_absent: false }
    }
}

/// The patterns of a query for a grammar.
pub(super) fn read(language: &Language, text: &str) -> Result<Vec<ReadPattern>, Unreadable> {
    let rest = text.char_indices().peekable();
    let mut reader = Reader { language, text, rest, depth: 0, predicates: Vec::new() };
    let mut patterns = Vec::new();
    while reader.peek().is_some() {
        let part = reader.part()?;
        if !part.has_nodes {
            return Err(reader.wrong("a predicate stands alone; it belongs into the brackets of its pattern"));
        }
        let predicates = std::mem::take(&mut reader.predicates);
        patterns.push(ReadPattern { need: part.need, predicates });
    }
    Ok(patterns)
}

struct Reader<'a> {
    language: &'a Language,
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
    depth: usize,
    predicates: Vec<Predicate>,
}

impl Reader<'_> {
    fn offset(&mut self) -> usize {
        self.rest.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    fn wrong(&mut self, what: &'static str) -> Unreadable {
        Unreadable { offset: self.offset(), what }
    }

    /// The next character that is neither space nor comment.
    fn peek(&mut self) -> Option<char> {
        while let Some(&(_, next)) = self.rest.peek() {
            if next == ';' {
                while self.rest.next_if(|(_, next)| *next != '\n').is_some() {}
            } else if next.is_whitespace() {
                self.rest.next();
            } else {
                return Some(next);
            }
        }
        None
    }

    fn take(&mut self, wanted: char) -> bool {
        let is_it = self.peek() == Some(wanted);
        if is_it {
            self.rest.next();
        }
        is_it
    }

    fn name(&mut self) -> Result<&str, Unreadable> {
        let start = self.offset();
        let is_part = |next: char| next.is_alphanumeric() || matches!(next, '_' | '-' | '.');
        let begins = self.rest.next_if(|(_, next)| is_part(*next) && *next != '.').is_some();
        if !begins {
            return Err(self.wrong("a name is missing"));
        }
        while self.rest.next_if(|(_, next)| is_part(*next)).is_some() {}
        let end = self.offset();
        Ok(&self.text[start..end])
    }

    /// The text of a string, after its first quote.
    fn string(&mut self) -> Result<String, Unreadable> {
        let mut text = String::new();
        let open = self.offset();
        let unclosed = Unreadable { offset: open, what: "a text does not end in its line" };
        while let Some((_, next)) = self.rest.next() {
            match next {
                '"' => return Ok(text),
                '\\' => match self.rest.next() {
                    Some((_, escaped)) => text.push(unescaped(escaped)),
                    None => break,
                },
                '\n' => break,
                other => text.push(other),
            }
        }
        Err(unclosed)
    }

    /// A part with what stands behind it: captures, and how often it may be there.
    fn part(&mut self) -> Result<Part, Unreadable> {
        let mut part = self.bare()?;
        loop {
            let Some(next @ ('?' | '*' | '+' | '@')) = self.peek() else { return Ok(part) };
            if !part.has_nodes {
                return Err(self.wrong("a predicate is no node"));
            }
            if matches!(next, '*' | '+') && part.may_be_absent {
                return Err(self.wrong("what may be absent cannot repeat"));
            }
            self.rest.next();
            match next {
                '@' => _ = self.name()?,
                '+' => {}
                _ => part = Part { need: Need::NOTHING, may_be_absent: true, ..part },
            }
        }
    }

    fn bare(&mut self) -> Result<Part, Unreadable> {
        match self.peek() {
            Some('[') => self.nested(Self::alternatives),
            Some('(') => self.nested(Self::bracketed),
            Some('"') => {
                self.rest.next();
                let text = self.string()?;
                Ok(Part::node(self.known(&text, false)))
            }
            Some('_') => match self.name()? {
                "_" => Ok(Part::node(Need::NOTHING)),
                _ => Err(self.wrong("a field does not begin with `_`")),
            },
            Some(_) => self.in_field(),
            None => Err(self.wrong("the query ends too early")),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Part, Unreadable>) -> Result<Part, Unreadable> {
        if self.depth == MAX_QUERY_DEPTH {
            return Err(self.wrong("brackets nest too deeply"));
        }
        self.rest.next();
        self.depth += 1;
        let part = read(self);
        self.depth -= 1;
        part
    }

    /// `field: pattern`.
    fn in_field(&mut self) -> Result<Part, Unreadable> {
        self.name().map_err(|error| Unreadable { what: "this is not the form of a pattern", ..error })?;
        if !self.take(':') {
            return Err(self.wrong("`:` is missing behind a field; nodes stand in brackets"));
        }
        let part = self.part()?;
        if part.has_nodes { Ok(part) } else { Err(self.wrong("a predicate stands in a field")) }
    }

    fn alternatives(&mut self) -> Result<Part, Unreadable> {
        let mut needs = Vec::new();
        let mut may_be_absent = false;
        while !self.take(']') {
            let part = self.part()?;
            if !part.has_nodes {
                return Err(self.wrong("a predicate is no alternative"));
            }
            may_be_absent |= part.may_be_absent;
            needs.push(part.need);
        }
        if needs.is_empty() {
            return Err(self.wrong("there are no alternatives"));
        }
        Ok(Part { need: Need::Any(needs), has_nodes: true, may_be_absent })
    }

    /// A node, a group, or a predicate.
    fn bracketed(&mut self) -> Result<Part, Unreadable> {
        match self.peek() {
            Some('#') => {
                self.rest.next();
                self.predicate()
            }
            Some('(' | '[' | '"') => self.group(),
            _ => self.node(),
        }
    }

    fn group(&mut self) -> Result<Part, Unreadable> {
        let mut group = Part { need: Need::NOTHING, has_nodes: false, may_be_absent: true };
        let mut needs = Vec::new();
        while !self.take(')') {
            if self.take('.') {
                continue;
            }
            let part = self.part()?;
            group.has_nodes |= part.has_nodes;
            group.may_be_absent &= part.may_be_absent || !part.has_nodes;
            needs.push(part.need);
        }
        Ok(Part { need: Need::All(needs), ..group })
    }

    fn node(&mut self) -> Result<Part, Unreadable> {
        let mut needs = vec![self.head()?];
        while !self.take(')') {
            match self.peek() {
                Some('.') => _ = self.rest.next(),
                Some('!') => {
                    self.rest.next();
                    self.peek();
                    self.name()?;
                }
                _ => needs.push(self.part()?.need),
            }
        }
        Ok(Part::node(Need::All(needs)))
    }

    /// What stands first in a node's brackets: its kind.
    fn head(&mut self) -> Result<Need, Unreadable> {
        let name = self.name()?.to_owned();
        if name == "MISSING" {
            if self.take('"') {
                self.string()?;
            } else if self.peek() != Some(')') {
                self.name()?;
            }
            return Ok(Need::NOTHING);
        }
        if self.rest.next_if(|(_, next)| *next == '/').is_none() {
            return Ok(self.known(&name, true));
        }
        if self.rest.next_if(|(_, next)| *next == '"').is_some() {
            let text = self.string()?;
            return Ok(self.known(&text, false));
        }
        let name = self.name()?.to_owned();
        Ok(self.known(&name, true))
    }

    /// A kind is asked for when trees of the grammar have nodes of that name, and it is no name for several others.
    fn known(&self, name: &str, named: bool) -> Need {
        let numbers = kinds::of_name(self.language, name, named);
        if numbers.is_empty() { Need::NOTHING } else { Need::Kind(numbers) }
    }

    /// A predicate, after its `#`.
    fn predicate(&mut self) -> Result<Part, Unreadable> {
        let name = self.name()?.to_owned();
        let Some((_, sign)) = self.rest.next_if(|(_, next)| matches!(next, '?' | '!')) else {
            return Err(self.wrong("the name of a predicate ends with `?`, that of a directive with `!`"));
        };
        let mut read = Predicate { name: format!("{name}{sign}"), capture: None, texts: Vec::new() };
        while !self.take(')') {
            match self.peek() {
                Some('@') => {
                    self.rest.next();
                    let name = self.name()?.to_owned();
                    // One about two captures asks for no text.
                    let is_first = read.capture.is_none() && read.texts.is_empty();
                    read.capture = is_first.then_some(name);
                }
                Some('"') => {
                    self.rest.next();
                    read.texts.push(self.string()?);
                }
                _ => read.texts.push(self.name()?.to_owned()),
            }
        }
        self.predicates.push(read);
        Ok(Part { need: Need::NOTHING, has_nodes: false, may_be_absent: false })
    }
}

/// What a character behind a backslash stands for.
fn unescaped(escaped: char) -> char {
    match escaped {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        other => other,
    }
}
