//! What a language's runtime, tools and frameworks call without being asked to by the tree, as data.

use model::path::RepoPath;

/// What the definitions of a language or a family of languages are used by beside their tree.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a property that holds or does not")]
pub struct RootRules {
    /// Names of the languages. Names spelled in one may mean definitions of the others.
    pub languages: &'static [&'static str],
    /// What can be seen from outside of a package.
    pub surface: Surface,
    /// Decorators, annotations and attributes whose framework uses what they stand on.
    pub registrations: &'static [Registration],
    /// Decorators, annotations and attributes that use nothing: what they stand on is judged by its other uses. All that are in neither
    /// list leave a doubt.
    pub neutral: &'static [&'static str],
    /// Texts before a body that make the linker or runtime use a definition.
    pub heads: &'static [&'static str],
    /// Members that the language or its library calls on its own, of whatever type.
    pub implicit_members: &'static [&'static str],
    /// Whether names between double underscores are called by the language.
    pub dunders: bool,
    /// Definitions that tools look up by name.
    pub hooks: &'static [Hook],
    /// Types outside of the tree that call no other members of what inherits them than implicit ones.
    pub quiet_bases: &'static [&'static str],
    /// Whether several functions of one name in one place are told apart by what they are given.
    pub overloads: bool,
    /// Whether a member may be called through a type that it is not declared to be of.
    pub structural: bool,
    /// Whether a bare name can mean a member of the type around it.
    pub implicit_this: bool,
    /// Whether what is no member of a type can be named after a dot.
    pub module_members: bool,
    /// When what is made for a definition's value runs.
    pub initial: Initial,
    /// Ends of the names of files in which an object may be there for what making it does.
    pub objects_act: &'static [&'static str],
    /// Whether a variable may be there for what its value's call does: frameworks keep lists of what is made.
    pub calls_act: bool,
    /// Which types their bases, or tools, find without a use.
    pub found_types: FoundTypes,
    /// What is asked of a type that stands as a value (`T.class`) without looking at its members. Everything else may enumerate them;
    /// empty when nothing can.
    pub plain_of_types: &'static [&'static str],
    /// Directories, as parts of paths, in which files are data that tests read.
    pub data: &'static [&'static str],
    /// Whether text in quotes finds definitions in attributes only.
    pub text_in_attributes: bool,
    /// A macro may take definitions and make others of them.
    pub macros_take_definitions: bool,
    /// Functions that find definitions by a computed name.
    pub look_ups: &'static [LookUp],
    /// Whether `a[b]` may find a member of any name.
    pub computed_members: bool,
    /// Ends of the names of files that are included as text.
    pub headers: &'static [&'static str],
    /// Ends of the names of other files that may be included as text where they are named in quotes.
    pub code: &'static [&'static str],
    /// Ends of the names of files that only declare what others define.
    pub stubs: &'static [&'static str],
    /// Whether a file is read because another declares it, but for those that manifests say packages begin with.
    pub declared: bool,
    /// Functions and libraries that find members by enumerating them, by the names of accessors (`getX`, `setX`, `isX`): where the tree uses one,
    /// any object may have been handed to it.
    pub enumerators: &'static [&'static str],
    /// Whether a function that a type declares as its friend is found by what it is given.
    pub friends: bool,
    /// Whether a name that is bound twice in a place is one thing, whatever it is.
    pub rebinds: bool,
    /// Whether members can be named with their type before them (`_Type__member`).
    pub mangles: bool,
    /// Whether names are pasted together in macros (`a##b`).
    pub pastes: bool,
    /// Words that a definition can only be called by mistake of the parser.
    pub keywords: &'static [&'static str],
    /// Ends of the names of files that the tree's languages do not cover and that may use its visible definitions.
    pub foreign: &'static [&'static str],
}

/// When what is made for the value of a variable or constant runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Initial {
    /// Never, or as far as the definition is used.
    WithUse,
    /// With the type that it belongs to.
    WithType,
    /// With the file, as all code at file level and in the bodies of its classes.
    WithFile,
}

/// Which types their bases, or tools, find without a use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundTypes {
    /// None.
    None,
    /// In files of tests, those with a base that is not in the tree.
    InTests,
    /// Those with a base that is not in the tree, or says that it takes part in how types are made.
    Everywhere,
}

/// What can be named from outside of a package.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Surface {
    /// What is written as public, with all around it.
    Public,
    /// As [`Surface::Public`]; also what is protected, and members of interfaces without a word.
    Inheritable,
    /// What has no leading underscore, with all around it.
    Unmarked,
    /// What its module exports.
    Exported,
    /// What the linker sees, and all that stands in headers.
    Linked,
}

/// A decorator, annotation or attribute whose framework uses what it stands on.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    /// Its last name; a `*` at the beginning stands for anything.
    pub name: &'static str,
    /// Who uses it, for a person.
    pub by: &'static str,
}

/// A definition that a tool looks up by name.
#[derive(Clone, Copy, Debug)]
pub struct Hook {
    /// Its name; a `*` at the end stands for anything.
    pub name: &'static str,
    /// The name of its file; any when empty; one `*` stands for anything.
    pub file: &'static str,
    /// Who looks it up, for a person.
    pub by: &'static str,
}

/// A function that finds definitions by name.
#[derive(Clone, Copy, Debug)]
pub struct LookUp {
    /// Its name.
    pub name: &'static str,
    /// Which of its arguments is the name, from 0; `None` when it finds all.
    pub argument: Option<usize>,
}

/// What manifests say of a tree.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listed {
    /// Directories of packages that others may depend on: their surface is used. The empty text is the root.
    pub libraries: Vec<String>,
    /// Directories of packages that nobody can depend on: programs, private packages.
    pub programs: Vec<String>,
    /// Definitions that a program begins with: a file and a name in it, with dots where one stands in another, and who says so.
    pub entries: Vec<(RepoPath, String, String)>,
    /// Of libraries with a closed list of modules, the files that are seen from outside, by directory.
    pub doors: Vec<(String, Vec<RepoPath>)>,
    /// Files that packages begin with, in languages whose files are declared by others.
    pub beginnings: Vec<RepoPath>,
    /// Manifests and resources that are there and cannot be read: they may name anything of their language.
    pub unread: Vec<RepoPath>,
}

impl RootRules {
    /// No rules: for a language to begin with.
    pub const NONE: Self = Self {
        languages: &[],
        surface: Surface::Public,
        registrations: &[],
        neutral: &[],
        heads: &[],
        implicit_members: &[],
        dunders: false,
        hooks: &[],
        quiet_bases: &[],
        overloads: false,
        structural: false,
        implicit_this: false,
        module_members: false,
        initial: Initial::WithUse,
        objects_act: &[],
        calls_act: false,
        found_types: FoundTypes::None,
        plain_of_types: &[],
        data: &[],
        text_in_attributes: false,
        macros_take_definitions: false,
        look_ups: &[],
        computed_members: false,
        headers: &[],
        code: &[],
        stubs: &[],
        declared: false,
        enumerators: &[],
        friends: false,
        rebinds: false,
        mangles: false,
        pastes: false,
        keywords: &[],
        foreign: &[],
    };

    /// The rules of a language of which nothing is known: what can be named is visible.
    pub const UNKNOWN: Self = Self {
        languages: &["unknown"],
        structural: true,
        implicit_this: true,
        module_members: true,
        initial: Initial::WithFile,
        ..Self::NONE
    };

    /// Who uses what a decorator of this name stands on.
    pub(crate) fn registration(&self, name: &str) -> Option<&'static str> {
        let is_it = |known: &&Registration| match known.name.strip_prefix('*') {
            Some(end) => name.ends_with(end),
            None => known.name == name,
        };
        self.registrations.iter().find(is_it).map(|known| known.by)
    }

    /// Who looks up a definition of this name in a file of that name.
    pub(crate) fn hook(&self, name: &str, file: &str) -> Option<&'static str> {
        let is_it = |hook: &&Hook| {
            let named = match hook.name.strip_suffix('*') {
                Some(begin) => name.starts_with(begin),
                None => hook.name == name,
            };
            let placed = match hook.file.split_once('*') {
                Some((begin, end)) => file.starts_with(begin) && file.ends_with(end),
                None => hook.file.is_empty() || hook.file == file,
            };
            named && placed
        };
        self.hooks.iter().find(is_it).map(|hook| hook.by)
    }

    /// The directory of data that a path lies in.
    pub(crate) fn data_directory(&self, path: &str) -> Option<&'static str> {
        let lies_in = |directory: &&&'static str| {
            let mut places = path.match_indices(**directory);
            places.any(|(at, found)| {
                let begins = at == 0 || path.as_bytes()[at - 1] == b'/';
                begins && path.as_bytes().get(at + found.len()) == Some(&b'/')
            })
        };
        let of_cases = || path.split('/').any(|part| part.to_lowercase().ends_with("testcases"));
        self.data.iter().find(lies_in).copied().or_else(|| of_cases().then_some("test cases"))
    }

    /// Whether the file of this name only declares what others define.
    pub(crate) fn is_stub(&self, file: &str) -> bool {
        self.stubs.iter().any(|end| file.ends_with(end))
    }

    /// Whether the file of this name is included as text.
    pub(crate) fn is_header(&self, file: &str) -> bool {
        self.headers.iter().any(|end| file.ends_with(end))
    }
}

impl Listed {
    /// What the manifest nearest to a path says of its package: whether others may depend on it.
    pub(crate) fn is_library(&self, path: &str) -> Option<bool> {
        let nearest = |directories: &[String]| {
            directories.iter().filter(|directory| is_below(path, directory)).map(String::len).max()
        };
        match (nearest(&self.libraries), nearest(&self.programs)) {
            (None, None) => None,
            (library, program) => Some(library >= program && library.is_some()),
        }
    }

    /// The files that are seen from outside of the package around a path, when its manifest closes all others.
    pub(crate) fn doors(&self, path: &str) -> Option<&[RepoPath]> {
        let around = self.doors.iter().filter(|(directory, _)| is_below(path, directory));
        around.max_by_key(|(directory, _)| directory.len()).map(|(_, files)| files.as_slice())
    }
}

/// Whether a file lies in a directory, `""` being the root.
fn is_below(path: &str, directory: &str) -> bool {
    directory.is_empty() || path.strip_prefix(directory).is_some_and(|rest| rest.starts_with('/'))
}
