//! Symbols as SCIP writes them: `scheme manager package version descriptors`, or `local id`.

/// What a descriptor is, by the sign behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Suffix {
    /// `name/`
    Namespace,
    /// `name#`
    Type,
    /// `name.`
    Term,
    /// `name(…).`
    Method,
    /// `[name]`
    TypeParameter,
    /// `(name)`
    Parameter,
    /// `name:`
    Meta,
    /// `name!`
    Macro,
}

/// The last descriptor of a symbol.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Descriptor {
    /// Its name, without quotes.
    pub name: String,
    /// What it is.
    pub suffix: Suffix,
}

/// A symbol taken apart, as far as it is needed here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SymbolName<'a> {
    /// Of its document alone.
    Local,
    /// Of the whole index.
    Global {
        /// Manager and name of its package; versions left out, as tools write them in several forms.
        package: (&'a str, &'a str),
        /// The innermost thing that it names.
        last: Descriptor,
    },
    /// Not written as the format asks.
    Malformed,
}

impl<'a> SymbolName<'a> {
    /// Takes a symbol apart. Linear in its length.
    pub fn parse(symbol: &'a str) -> Self {
        if symbol.starts_with("local ") {
            return Self::Local;
        }
        Self::global(symbol).unwrap_or(Self::Malformed)
    }

    fn global(symbol: &'a str) -> Option<Self> {
        let (_scheme, rest) = field(symbol)?;
        let (manager, rest) = field(rest)?;
        let (name, rest) = field(rest)?;
        let (_version, descriptors) = field(rest)?;
        Some(Self::Global { package: (manager, name), last: last(descriptors)? })
    }
}

/// Up to the next single space; two stand for one in the field.
fn field(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr(b' ', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b' ') {
            return Some((&text[..at], &text[at + 1..]));
        }
        at += 2;
    }
}

fn memchr(byte: u8, bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|other| *other == byte)
}

fn last(mut rest: &str) -> Option<Descriptor> {
    let mut found = None;
    while !rest.is_empty() {
        let (descriptor, behind) = first(rest)?;
        found = Some(descriptor);
        rest = behind;
    }
    found
}

fn first(text: &str) -> Option<(Descriptor, &str)> {
    for (opens, closes, suffix) in [('[', ']', Suffix::TypeParameter), ('(', ')', Suffix::Parameter)] {
        if let Some(inner) = text.strip_prefix(opens) {
            let (name, behind) = name(inner)?;
            return Some((Descriptor { name, suffix }, behind.strip_prefix(closes)?));
        }
    }
    let (name, behind) = name(text)?;
    let sign = behind.chars().next()?;
    let behind = &behind[sign.len_utf8()..];
    let suffix = match sign {
        '/' => Suffix::Namespace,
        '#' => Suffix::Type,
        '.' => Suffix::Term,
        ':' => Suffix::Meta,
        '!' => Suffix::Macro,
        '(' => {
            let (_disambiguator, behind) = behind.split_once(')')?;
            return Some((Descriptor { name, suffix: Suffix::Method }, behind.strip_prefix('.')?));
        }
        _ => return None,
    };
    Some((Descriptor { name, suffix }, behind))
}

/// A simple name, or one in backticks, in which two stand for one.
fn name(text: &str) -> Option<(String, &str)> {
    let Some(mut quoted) = text.strip_prefix('`') else {
        let is_simple = |c: char| c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '$');
        let end = text.find(|c| !is_simple(c)).unwrap_or(text.len());
        return (end > 0).then(|| (text[..end].to_owned(), &text[end..]));
    };
    let mut name = String::new();
    loop {
        let (before, behind) = quoted.split_once('`')?;
        name.push_str(before);
        match behind.strip_prefix('`') {
            Some(more) => {
                name.push('`');
                quoted = more;
            }
            None => return Some((name, behind)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Suffix, SymbolName};

    fn parsed(symbol: &str) -> (String, String, Suffix) {
        match SymbolName::parse(symbol) {
            SymbolName::Global { package, last } => (package.1.to_owned(), last.name, last.suffix),
            other => panic!("{symbol}: {other:?}"),
        }
    }

    #[test]
    fn symbols_of_several_tools() {
        let cases = [
            (
                "rust-analyzer cargo bytes 1.12.1 bytes/impl#[Bytes][`Buf`]advance().",
                "advance",
                Suffix::Method,
            ),
            ("scip-typescript npm zod 4.4.3 src/v3/`types.ts`/ZodType#_output.", "_output", Suffix::Term),
            ("scip-typescript npm zod 4 `a``b.ts`/", "a`b.ts", Suffix::Namespace),
            ("scip-python python click 8 `click.core`/Command#__init__().(name)", "name", Suffix::Parameter),
            ("scip-typescript npm ky 2 source/`merge.ts`/ReplaceState#[T]", "T", Suffix::TypeParameter),
            ("rust-analyzer cargo std 1 macros/println!", "println", Suffix::Macro),
            ("s m p v f(+1).", "f", Suffix::Method),
        ];
        for (symbol, name, suffix) in cases {
            let (_, found, kind) = parsed(symbol);
            assert_eq!((found.as_str(), kind), (name, suffix), "{symbol}");
        }
    }

    #[test]
    fn packages_may_have_spaces() {
        assert_eq!(parsed("s m a  b 1 f.").0, "a  b");
    }

    #[test]
    fn what_is_not_a_symbol() {
        assert_eq!(SymbolName::parse("local 12"), SymbolName::Local);
        for text in [
            "",
            " ",
            "a b c d",
            "a b c d ",
            "a b c d f",
            "a b c d `f",
            "a b c d f(",
            "a b c d [T",
            "a b c d f?",
        ] {
            assert_eq!(SymbolName::parse(text), SymbolName::Malformed, "{text}");
        }
    }
}
