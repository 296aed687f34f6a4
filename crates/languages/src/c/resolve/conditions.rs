//! Which conditional regions a build for Linux compiles.
//!
//! One configuration is taken, that of a hosted 64-bit Linux build by Clang, which is compatible with GCC: macros of other systems and compilers
//! ([`ABSENT`]) are not defined, those that such a compiler always defines are ([`PRESENT`]), and those that a compilation
//! database defines are. What the sources define themselves is asked from [`Macros`].

use super::project::Build;

/// Not defined by such a build.
const ABSENT: &[&str] = &[
    "BCC32",
    "DJGPP",
    "MSDOS",
    "NDEBUG",
    "OS2",
    "WIN32",
    "WIN64",
    "WINNT",
    "_AIX",
    "_MSC_VER",
    "_WIN32",
    "_WIN32_WCE",
    "_WIN64",
    "__ANDROID__",
    "__APPLE_CC__",
    "__APPLE__",
    "__BEOS__",
    "__BORLANDC__",
    "__CYGWIN__",
    "__DJGPP__",
    "__DragonFly__",
    "__EMSCRIPTEN__",
    "__EMX__",
    "__FreeBSD__",
    "__HAIKU__",
    "__HP_cc",
    "__IBMC__",
    "__INTEL_COMPILER",
    "__MINGW32__",
    "__MINGW64__",
    "__MSDOS__",
    "__MVS__",
    "__MWERKS__",
    "__NetBSD__",
    "__OS2__",
    "__OpenBSD__",
    "__POWERPC__",
    "__QNX__",
    "__SUNPRO_C",
    "__SUNPRO_CC",
    "__TURBOC__",
    "__WATCOMC__",
    "__WIN32__",
    "__WINDOWS__",
    "__XC__",
    "__arm__",
    "__cygwin__",
    "__hpux",
    "__i386__",
    "__mips__",
    "__osf__",
    "__powerpc64__",
    "__powerpc__",
    "__s390x__",
    "__sgi",
    "__sparc__",
    "__sun",
    "__wasm__",
    "_lint",
    "lint",
    "macintosh",
    "sun",
];

/// Defined by such a build, with the value where comparisons are usual.
const PRESENT: &[(&str, i64)] = &[
    ("BIG_ENDIAN", 4321),
    ("BYTE_ORDER", 1234),
    ("LITTLE_ENDIAN", 1234),
    ("__BIG_ENDIAN", 4321),
    ("__BYTE_ORDER", 1234),
    ("__BYTE_ORDER__", 1234),
    ("__ELF__", 1),
    ("__GNUC_MINOR__", 2),
    ("__GNUC__", 4),
    ("__INT_MAX__", 2_147_483_647),
    ("__LITTLE_ENDIAN", 1234),
    ("__LP64__", 1),
    ("__ORDER_BIG_ENDIAN__", 4321),
    ("__ORDER_LITTLE_ENDIAN__", 1234),
    ("__SIZEOF_INT__", 4),
    ("__SIZEOF_LONG__", 8),
    ("__SIZEOF_POINTER__", 8),
    ("__SIZEOF_SIZE_T__", 8),
    ("__STDC_HOSTED__", 1),
    ("__STDC_VERSION__", 201_710),
    ("__STDC__", 1),
    ("__ATOMIC_ACQUIRE", 2),
    ("__CHAR_BIT__", 8),
    ("__GCC_HAVE_SYNC_COMPARE_AND_SWAP_1", 1),
    ("__GCC_HAVE_SYNC_COMPARE_AND_SWAP_2", 1),
    ("__GCC_HAVE_SYNC_COMPARE_AND_SWAP_4", 1),
    ("__GCC_HAVE_SYNC_COMPARE_AND_SWAP_8", 1),
    ("__GNUC_STDC_INLINE__", 1),
    ("__MMX__", 1),
    ("__SIZEOF_INT128__", 16),
    ("__SSE2__", 1),
    ("__SSE__", 1),
    ("__amd64", 1),
    ("__has_attribute", 1),
    ("__has_builtin", 1),
    ("__has_include", 1),
    ("__x86_64", 1),
    ("__amd64__", 1),
    ("__clang__", 1),
    ("__clang_major__", 19),
    ("__clang_minor__", 1),
    ("__gnu_linux__", 1),
    ("__linux", 1),
    ("__linux__", 1),
    ("__unix", 1),
    ("__unix__", 1),
    ("__x86_64__", 1),
    ("linux", 1),
    ("unix", 1),
];

/// The C++ standard that every build has at least, as `__cplusplus` tells it.
const OLDEST_STANDARD: i64 = 201_103;

/// What an evaluator asks about macros.
pub(crate) trait Macros {
    /// Whether a macro is defined; `None` when that is not known.
    fn is_defined(&mut self, name: &str) -> Option<bool>;
    /// The number that a name in a condition stands for.
    fn value(&mut self, name: &str) -> Option<i64>;
}

/// The macros that such a build of a C file (of a C++ file: `cpp`) has before it reads anything.
#[derive(Clone, Copy)]
pub(crate) struct Predefined<'a> {
    /// The build.
    pub(crate) build: &'a Build,
    /// Whether C++ is compiled.
    pub(crate) cpp: bool,
}

impl Macros for Predefined<'_> {
    fn is_defined(&mut self, name: &str) -> Option<bool> {
        if name == "__cplusplus" {
            return Some(self.cpp);
        }
        if ABSENT.contains(&name) {
            return Some(self.build.define(name).is_some());
        }
        let present = self.build.define(name).is_some() || PRESENT.iter().any(|(known, _)| *known == name);
        present.then_some(true)
    }

    fn value(&mut self, name: &str) -> Option<i64> {
        if name == "__cplusplus" {
            return Some(if self.cpp { 201_703 } else { 0 });
        }
        if let Some(value) = self.build.define(name) {
            return number(value);
        }
        if let Some((_, value)) = PRESENT.iter().find(|(known, _)| *known == name) {
            return Some(*value);
        }
        ABSENT.contains(&name).then_some(0)
    }
}

/// Whether a condition holds; `None` when that is not known.
pub(crate) fn holds(condition: &str, macros: &mut dyn Macros) -> Option<bool> {
    let mut reader = Reader { rest: condition.as_bytes(), macros, depth: 0 };
    let value = reader.either()?;
    reader.blank();
    if reader.rest.is_empty() { value.map(|value| value != 0) } else { None }
}

/// A recursive-descent evaluator. The outer `Option` is whether the text could be read, the inner one whether its value
/// is known.
struct Reader<'a> {
    rest: &'a [u8],
    macros: &'a mut dyn Macros,
    depth: u32,
}

type Value = Option<i64>;

impl Reader<'_> {
    fn blank(&mut self) {
        let blank = self.rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.rest = &self.rest[blank..];
    }

    fn eat(&mut self, token: &str) -> bool {
        self.blank();
        match self.rest.strip_prefix(token.as_bytes()) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// `c ? a : b`.
    fn either(&mut self) -> Option<Value> {
        let condition = self.any()?;
        if !self.eat("?") {
            return Some(condition);
        }
        let yes = self.deeper(Self::either)?;
        if !self.eat(":") {
            return None;
        }
        let no = self.deeper(Self::either)?;
        Some(condition.and_then(|condition| if condition != 0 { yes } else { no }))
    }

    /// `a || b`: true when one is, whatever the others are.
    fn any(&mut self) -> Option<Value> {
        let mut value = self.both()?;
        while self.eat("||") {
            let right = self.both()?;
            value = match (value, right) {
                (Some(known), _) | (_, Some(known)) if known != 0 => Some(1),
                (Some(_), Some(_)) => Some(0),
                _ => None,
            };
        }
        Some(value)
    }

    /// `a && b`: false when one is, whatever the others are.
    fn both(&mut self) -> Option<Value> {
        let mut value = self.binary(0)?;
        while self.eat("&&") {
            let right = self.binary(0)?;
            value = match (value, right) {
                (Some(0), _) | (_, Some(0)) => Some(0),
                (Some(_), Some(_)) => Some(1),
                _ => None,
            };
        }
        Some(value)
    }

    /// The other operators from level `level` of [`OPERATORS`] on.
    fn binary(&mut self, level: usize) -> Option<Value> {
        let Some(operators) = OPERATORS.get(level) else { return self.deeper(Self::operand) };
        self.blank();
        let is_standard = self.rest.starts_with(b"__cplusplus");
        let mut value = self.binary(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            let right = self.binary(level + 1)?;
            value = value.zip(right).and_then(|(left, right)| {
                // Which newer standard a C++ build takes is its own choice.
                let chosen = is_standard && left != 0 && right > OLDEST_STANDARD;
                if chosen { None } else { apply(operator, left, right) }
            });
        }
        Some(value)
    }

    /// One of these operators; longer ones that begin alike are none.
    fn operator(&mut self, operators: &[&'static str]) -> Option<&'static str> {
        self.blank();
        let found = *operators.iter().find(|operator| self.rest.starts_with(operator.as_bytes()))?;
        let next = self.rest.get(found.len());
        if matches!((found, next), ("&", Some(b'&')) | ("|", Some(b'|')) | ("<" | ">", Some(b'<' | b'>'))) {
            return None;
        }
        self.rest = &self.rest[found.len()..];
        Some(found)
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<Value>) -> Option<Value> {
        const DEEPEST: u32 = 64;
        if self.depth > DEEPEST {
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn operand(&mut self) -> Option<Value> {
        if self.eat("!") {
            return Some(self.deeper(Self::operand)?.map(|value| i64::from(value == 0)));
        }
        if self.eat("~") {
            return Some(self.deeper(Self::operand)?.map(|value| !value));
        }
        if self.eat("-") {
            return Some(self.deeper(Self::operand)?.map(i64::wrapping_neg));
        }
        if self.eat("+") {
            return self.deeper(Self::operand);
        }
        if self.eat("(") {
            let value = self.either()?;
            return self.eat(")").then_some(value);
        }
        let word = self.word()?;
        if word == "defined" {
            let open = self.eat("(");
            let name = self.word()?;
            if open && !self.eat(")") {
                return None;
            }
            return Some(self.macros.is_defined(&name).map(i64::from));
        }
        if word.as_bytes()[0].is_ascii_digit() {
            return Some(number(&word));
        }
        if self.eat("(") {
            // A function-like macro: what it gives is not known.
            self.skip_arguments()?;
            return Some(None);
        }
        Some(self.macros.value(&word))
    }

    fn word(&mut self) -> Option<String> {
        self.blank();
        let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let len = self.rest.iter().take_while(is_word).count();
        let (word, rest) = self.rest.split_at(len);
        self.rest = rest;
        if word.is_empty() { None } else { Some(String::from_utf8_lossy(word).into_owned()) }
    }

    fn skip_arguments(&mut self) -> Option<()> {
        let mut open = 1;
        while open > 0 {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
        }
        Some(())
    }
}

/// Operators that bind tighter than `&&`, loosest first. Longer ones come first in their level.
const OPERATORS: &[&[&str]] = &[
    &["|"],
    &["^"],
    &["&"],
    &["==", "!="],
    &["<=", ">=", "<", ">"],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "%"],
];

fn apply(operator: &str, left: i64, right: i64) -> Option<i64> {
    Some(match operator {
        "|" => left | right,
        "^" => left ^ right,
        "&" => left & right,
        "==" => i64::from(left == right),
        "!=" => i64::from(left != right),
        "<=" => i64::from(left <= right),
        ">=" => i64::from(left >= right),
        "<" => i64::from(left < right),
        ">" => i64::from(left > right),
        "<<" => left.wrapping_shl(u32::try_from(right).ok()?),
        ">>" => left.wrapping_shr(u32::try_from(right).ok()?),
        "+" => left.wrapping_add(right),
        "-" => left.wrapping_sub(right),
        "*" => left.wrapping_mul(right),
        "/" => left.checked_div(right)?,
        _ => left.checked_rem(right)?,
    })
}

/// An integer literal.
pub(crate) fn number(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(['u', 'U', 'l', 'L']);
    match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => i64::from_str_radix(hex, 16).ok(),
        None if digits.len() > 1 && digits.starts_with('0') => i64::from_str_radix(&digits[1..], 8).ok(),
        None => digits.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Build, Predefined, holds};

    #[test]
    fn conditions_on_the_platform_are_decided() {
        let build = Build::default();
        let decided = |text| holds(text, &mut Predefined { build: &build, cpp: false });
        assert_eq!(decided("defined(_WIN32)"), Some(false));
        assert_eq!(decided("!(defined(_WIN32)) && (defined(__GNUC__))"), Some(true));
        assert_eq!(decided("defined __linux__ && FOO"), None);
        assert_eq!(decided("defined(_MSC_VER) && FOO(x, y)"), Some(false));
        assert_eq!(decided("__STDC_VERSION__ >= 199901L"), Some(true));
        assert_eq!(decided("__cplusplus"), Some(false));
        assert_eq!(decided("0"), Some(false));
        assert_eq!(decided("defined(HAVE_X)"), None);
        assert_eq!(decided("(("), None);
        assert_eq!(decided("(1 << 4 | 3) & 2 && -1 < 0 ? 7 % 4 == 3 : 0"), Some(true));
        assert_eq!(decided("defined(A) + defined(_WIN32) > 1"), None);
    }
}
