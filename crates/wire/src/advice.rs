//! One line on each problem of resolution: what it means and what would help.

use engine::Reason;
use engine::query::Problem;

/// What a problem means, and what its reader can do.
pub(crate) const fn advice(problem: Problem) -> &'static str {
    match problem {
        Problem::ExternalPackage => {
            "imports of what is not in the tree; index its sources with the rest to see into it"
        }
        Problem::Candidates => {
            "several definitions fit and none is proved; a type annotation nearby often decides"
        }
        Problem::Unresolved(reason) => of_reason(reason),
    }
}

const fn of_reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotResolvedYet => "files without outcomes; run `magellan index`",
        Reason::UnknownName => {
            "no scope, import or library has the name; generated code and build-time definitions are the usual source"
        }
        Reason::UnknownReceiver => {
            "the type of what stands before the name is not known; an annotation where the value comes from would tell it"
        }
        Reason::NoSuchMember => {
            "the type is known and has no such member in the tree; it may be added at run time"
        }
        Reason::MissingModule => {
            "the module is neither in the tree nor known to be outside; index its sources, or check ignore rules"
        }
        Reason::MissingExport => {
            "the module is there and exports no such name; it may be generated or a mistake"
        }
        Reason::MissingAlias => {
            "an alias that no configuration in the tree explains; index the file that configures it"
        }
        Reason::DynamicImport => "what is imported is computed when the program runs",
        Reason::Computed => "the name is computed when the program runs",
        Reason::MacroBody => "inside a macro, where meaning depends on its expansion",
        Reason::ParseError => "the parser met an error here; see the file's diagnostics",
        Reason::Dependent => "depends on a template's arguments",
        Reason::FunctionValue => "a value is called, and which function it holds is not known",
        Reason::Overloads => "several overloads fit equally well",
        Reason::Ambiguous => "the name is defined several times and which one holds here is not known",
        Reason::TooComplex => "inference stopped at its bounds",
        Reason::Package => "names a package or directory, which no single definition stands for",
        Reason::Internal => "resolving the file failed: a bug in Magellan, please report it",
        Reason::NotModelled => "the language's rules do not cover such a name",
    }
}
