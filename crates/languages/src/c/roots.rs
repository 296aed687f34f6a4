//! What uses definitions of C and C++ beside their tree. No manifest says what is a library there.

use liveness::{Hook, RootRules, Surface};

const fn hook(name: &'static str, by: &'static str) -> Hook {
    Hook { name, file: "", by }
}

pub(crate) static ROOTS: RootRules = RootRules {
    languages: &["c", "cpp"],
    surface: Surface::Linked,
    heads: &[
        "constructor", "destructor", "__used__", "((used", "section(", "__section__", "ifunc", "__alias__", "alias(",
        "interrupt", "dllexport", "JNIEXPORT", "PyMODINIT_FUNC", "__attribute__((weak", "export_name",
        "EMSCRIPTEN_KEEPALIVE", "naked", "[[gnu::used", "retain",
    ],
    neutral: &[
        "nodiscard", "maybe_unused", "deprecated", "noreturn", "fallthrough", "likely", "unlikely",
        "no_unique_address", "carries_dependency", "unused", "pure", "const", "gnu", "clang", "always_inline",
        "noinline", "format", "nonnull", "malloc", "warn_unused_result", "packed", "aligned", "returns_nonnull",
        "cold", "hot", "__attribute__", "visibility", "assume", "msvc",
    ],
    implicit_members: &[
        "begin", "end", "cbegin", "cend", "rbegin", "rend", "size", "data", "swap", "get", "await_ready",
        "await_suspend", "await_resume", "get_return_object", "initial_suspend", "final_suspend", "return_void",
        "return_value", "unhandled_exception", "yield_value", "await_transform",
        "get_return_object_on_allocation_failure", "allocate", "deallocate", "what",
    ],
    hooks: &[
        hook("Java_*", "JNI"),
        hook("JNI_On*", "JNI"),
        hook("PyInit_*", "Python"),
        hook("LLVMFuzzer*", "libFuzzer"),
        hook("_start", "linker"),
        hook("_init", "linker"),
        hook("_fini", "linker"),
        hook("malloc", "C library"),
        hook("free", "C library"),
        hook("swap", "argument-dependent look-up"),
        hook("begin", "range-based for"),
        hook("end", "range-based for"),
        hook("to_json", "JSON for Modern C++"),
        hook("from_json", "JSON for Modern C++"),
        hook("PrintTo", "GoogleTest"),
        hook("AbslHashValue", "Abseil"),
        hook("AbslStringify", "Abseil"),
        hook("hash_value", "Boost"),
        hook("format_as", "fmt"),
    ],
    implicit_this: true,
    headers: &[".h", ".hh", ".hpp", ".hxx", ".inc", ".inl", ".ipp", ".tcc", ".def", ".h++", ".cuh", ".inc.h"],
    pastes: true,
    keywords: &["if", "else", "for", "while", "do", "switch", "case", "return", "sizeof", "goto", "break", "continue"],
    foreign: &[".S", ".s", ".asm", ".cu", ".m", ".mm", ".pyx", ".pxd", ".y", ".l", ".yy", ".ll", ".rl", ".swig", ".lds"],
    ..RootRules::NONE
};
