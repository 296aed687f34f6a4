//! A tree whose references mean something: imports under other names, overriding, prototypes, constructors, and names
//! that stand for several things.

use crate::fixture::Tree;

/// The tree: path and text.
const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\nname = \"shapes\"\nversion = \"0.1.0\"\n"),
    (
        "src/lib.rs",
        "//! Shapes.\npub mod shape;\npub use shape::area as surface;\n\npub fn run() -> f64 {\n    surface(2.0) + shape::area(3.0)\n}\n",
    ),
    (
        "src/shape.rs",
        "pub trait Shape {\n    fn area(&self) -> f64;\n}\n\npub struct Circle {\n    pub radius: f64,\n}\n\n\
         impl Shape for Circle {\n    fn area(&self) -> f64 {\n        area(self.radius)\n    }\n}\n\n\
         pub fn area(x: f64) -> f64 {\n    x * x\n}\n\npub fn largest(shape: &dyn Shape) -> f64 {\n    shape.area()\n}\n",
    ),
    ("shop/__init__.py", ""),
    (
        "shop/models.py",
        "class Item:\n    def __init__(self, price):\n        self.price = price\n\n    def total(self):\n        \
         return self.price\n\n\nclass Book(Item):\n    def total(self):\n        return self.price * 0.9\n\n\n\
         def make(price):\n    return Item(price)\n",
    ),
    (
        "shop/app.py",
        "import os\n\nfrom shop.models import make as build\nfrom shop import models\nfrom shop.missing import nothing\n\n\n\
         def checkout(things):\n    first = build(3)\n    first.total()\n    for thing in things:\n        thing.total()\n    \
         return models.make(4)\n\n\ndef again(n):\n    checkout([n])\n    return again(n - 1)\n\n\ndef show(total):\n    \
         print(total)\n\n\ncheckout([os.getcwd()])\nagain(2)\n",
    ),
    (
        "web/animal.ts",
        "export class Animal {\n  speak(): string {\n    return '';\n  }\n}\n\nexport class Dog extends Animal {\n  \
         speak(): string {\n    return 'woof';\n  }\n}\n",
    ),
    (
        "web/main.ts",
        "import { Animal as Being, Dog } from './animal';\n\nexport function hear(being: Being): string {\n  \
         return being.speak();\n}\n\nhear(new Dog());\n",
    ),
    ("c/vec.h", "#ifndef VEC_H\n#define VEC_H\nint dot(int a, int b);\n#endif\n"),
    ("c/vec.c", "#include \"vec.h\"\n\nint dot(int a, int b) { return a * b; }\n"),
    ("c/use.c", "#include \"vec.h\"\n\nint twice(int a) { return dot(a, 2); }\n"),
    ("java/app/Job.java", "package app;\n\npublic interface Job {\n    int run();\n}\n"),
    (
        "java/app/Print.java",
        "package app;\n\npublic class Print implements Job {\n    public Print() {}\n\n    public int run() { return 1; }\n}\n",
    ),
    (
        "java/app/Main.java",
        "package app;\n\nclass Main {\n    static int go(Job job) { return job.run(); }\n\n    \
         static int main() { return go(new Print()); }\n}\n",
    ),
];

/// The tree with its index.
pub(crate) fn indexed() -> Tree {
    let tree = Tree::of(FILES);
    tree.ok(&["index"]);
    tree
}
