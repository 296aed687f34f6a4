//! What build files say of a tree: include directories, macros given on the command line, and what is linked together.

use std::collections::{BTreeMap, BTreeSet};

use resolve::{Files, Manifests};

use super::{commands, mentions};

/// Files that tell where a project begins.
const BUILD_FILES: &[&str] = &[
    "CMakeLists.txt",
    "GNUmakefile",
    "Makefile",
    "Makefile.am",
    "Makefile.in",
    "SConstruct",
    "BUILD",
    "BUILD.bazel",
    "configure.ac",
    "configure.in",
    "makefile",
    "meson.build",
    "premake5.lua",
    "xmake.lua",
];

/// Files that headers are made of.
const TEMPLATES: &[&str] = &["*.h.in", "*.h.cmake", "*.h.meson"];

/// All manifests that matter to C and C++.
pub(crate) const MANIFESTS: &[&str] = &[
    "*.h.cmake",
    "*.h.in",
    "*.h.meson",
    "compile_commands.json",
    "CMakeLists.txt",
    "GNUmakefile",
    "Makefile",
    "Makefile.am",
    "Makefile.in",
    "SConstruct",
    "BUILD",
    "BUILD.bazel",
    "configure.ac",
    "configure.in",
    "makefile",
    "meson.build",
    "premake5.lua",
    "xmake.lua",
];

/// The build as far as files of the tree describe it. Its `Debug` text is its identity.
#[derive(Default, Debug)]
pub(crate) struct Build {
    /// Directories with a build file.
    roots: BTreeSet<Box<str>>,
    /// Which list of include directories a file of a compilation database has.
    own: BTreeMap<Box<str>, u32>,
    /// Each list of include directories once.
    lists: Vec<Vec<Box<str>>>,
    /// All include directories in order of first mention: for headers, which have no command of their own.
    all: Vec<Box<str>>,
    /// Macros that commands define, and their values.
    defines: BTreeMap<Box<str>, Box<str>>,
    /// Macros that build files and templates of headers may define.
    mentioned: BTreeSet<Box<str>>,
}

impl Build {
    /// Reads the build files of a tree.
    pub(crate) fn new(files: &Files, manifests: &dyn Manifests) -> Self {
        let mut build = Self::default();
        for name in BUILD_FILES {
            let found = manifests.named(name);
            build.roots.extend(found.iter().map(|path| Box::from(path.parent().unwrap_or(""))));
            for path in found {
                build.mentioned.extend(manifests.read(&path).iter().flat_map(|text| mentions::of(text)));
            }
        }
        for path in TEMPLATES.iter().flat_map(|name| manifests.named(name)) {
            build.mentioned.extend(manifests.read(&path).iter().flat_map(|text| mentions::of(text)));
        }
        for path in manifests.named("compile_commands.json") {
            if let Some(text) = manifests.read(&path) {
                build.add(commands::parse(&text, files));
            }
        }
        build
    }

    fn add(&mut self, commands: Vec<commands::Command>) {
        let mut seen: BTreeSet<Box<str>> = self.all.iter().cloned().collect();
        let mut numbers: BTreeMap<Vec<Box<str>>, u32> = BTreeMap::new();
        for command in commands {
            for directory in &command.directories {
                if seen.insert(directory.clone()) {
                    self.all.push(directory.clone());
                }
            }
            for (name, value) in command.defines {
                self.defines.entry(name).or_insert(value);
            }
            let next = self.lists.len() as u32;
            let number = *numbers.entry(command.directories.clone()).or_insert(next);
            if number == next {
                self.lists.push(command.directories);
            }
            self.own.entry(command.file.into()).or_insert(number);
        }
    }

    /// The include directories of the file at `path`, in the order in which they are searched.
    pub(crate) fn include_directories(&self, path: &str) -> &[Box<str>] {
        match self.own.get(path) {
            Some(&number) => &self.lists[number as usize],
            None => &self.all,
        }
    }

    /// The value of a macro that a command line defines.
    pub(crate) fn define(&self, name: &str) -> Option<&str> {
        self.defines.get(name).map(|value| &**value)
    }

    /// Whether a build file may define a macro.
    pub(crate) fn is_mentioned(&self, name: &str) -> bool {
        self.mentioned.contains(name)
    }

    /// The directory of what is linked together with the file at `path`: the topmost one with a build file; the whole
    /// tree when there is none.
    pub(crate) fn link_unit<'a>(&self, path: &'a str) -> &'a str {
        if self.roots.contains("") {
            return "";
        }
        let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        ends.into_iter().find(|directory| self.roots.contains(*directory)).unwrap_or("")
    }
}
