//! Marks on definitions that follow from their facts by rules of their language: tests, what prepares them, where a program begins, what is
//! deprecated. The rules are data, one table for each language; what the extraction rules have marked already stays.

use model::expr::Expr;
use model::facts::{Def, FileFacts};
use model::ids::{DefId, ExprId, SiteId};
use model::kinds::{DefKind, Modifiers, Role, Visibility};
use model::span::Span;

/// What marks the definitions of a language.
#[derive(Clone, Copy)]
pub struct LabelRules {
    /// Functions that a program begins with.
    pub entry_points: &'static [EntryPoint],
    /// Texts after which what the file calls is what it does when it is run: `__name__ == "__main__"`.
    pub run_guards: &'static [&'static str],
    /// Decorators and annotations by their last name, with what they make of what they stand on.
    pub decorators: &'static [(&'static str, Modifiers)],
    /// Methods by their name, with what they are.
    pub methods: &'static [(&'static str, Modifiers)],
    /// Types in which methods whose names begin so are tests: those whose base is called so, with the beginning.
    pub test_bases: &'static [(&'static str, &'static str)],
    /// The beginning of the names of types that are tests, when a test is in them; empty for none.
    pub test_type: &'static str,
    /// Functions that hold tests when a file calls them.
    pub test_calls: &'static [&'static str],
    /// Texts in a doc comment, with what they say of what it is about.
    pub doc_texts: &'static [(&'static str, Modifiers)],
    /// Texts before a body, with what they say of the definition.
    pub head_texts: &'static [(&'static str, Modifiers)],
}

/// A function that a program begins with.
#[derive(Clone, Copy)]
pub struct EntryPoint {
    /// Its name.
    pub name: &'static str,
    /// Its kind; a function has to be outermost.
    pub kind: DefKind,
    /// What it has to be.
    pub with: Modifiers,
    /// Its visibility; any when `None`.
    pub visibility: Option<Visibility>,
}

impl LabelRules {
    /// No rules: for a language to begin with.
    pub const NONE: Self = Self {
        entry_points: &[],
        run_guards: &[],
        decorators: &[],
        methods: &[],
        test_bases: &[],
        test_type: "",
        test_calls: &[],
        doc_texts: &[],
        head_texts: &[],
    };
}

/// Bytes of a definition before its body that are looked at.
const HEAD: u32 = 512;

/// Marks the definitions of a file, and the file when tests are in it. Linear in the facts.
pub(crate) fn mark(facts: &mut FileFacts, source: &str, rules: &LabelRules) {
    let marking = Marking { facts, source, rules };
    let run = marking.run_by_file();
    let marks: Vec<Modifiers> =
        (0..facts.defs.len() as u32).map(|raw| marking.of(DefId::new(raw), &run)).collect();
    let calls_tests = marking.calls_tests();
    for (def, mark) in facts.defs.iter_mut().zip(marks) {
        def.modifiers |= mark;
    }
    unmark_inner_tests(facts);
    mark_test_types(facts, rules);
    facts.tests = calls_tests || facts.defs.iter().any(|def| def.modifiers.contains(Modifiers::TEST));
}

/// What stands in a function is run by no framework, whatever it is called.
fn unmark_inner_tests(facts: &mut FileFacts) {
    let is_function =
        |def: &Def| matches!(def.kind, DefKind::Function | DefKind::Method | DefKind::Constructor);
    for index in 0..facts.defs.len() {
        let def = facts.defs[index];
        let is_inner = def.parent.is_some_and(|parent| is_function(facts.def(parent)));
        if is_inner && def.modifiers.contains(Modifiers::TEST) {
            facts.defs[index].modifiers = def.modifiers.without(Modifiers::TEST);
        }
    }
}

/// Types with the name of tests and a test in them.
fn mark_test_types(facts: &mut FileFacts, rules: &LabelRules) {
    if rules.test_type.is_empty() {
        return;
    }
    let is_test = |def: &&Def| def.modifiers.contains(Modifiers::TEST);
    let with_tests: Vec<DefId> = facts.defs.iter().filter(is_test).filter_map(|def| def.parent).collect();
    for id in with_tests {
        let def = facts.def(id);
        if def.kind == DefKind::Class && facts.text(def.name).starts_with(rules.test_type) {
            facts.defs[id.index()].modifiers |= Modifiers::TEST;
        }
    }
}

/// Whether a function is one of those that the file calls when it is run.
fn is_run(def: &Def, name: &str, run: &[&str]) -> bool {
    def.kind == DefKind::Function && def.parent.is_none() && run.contains(&name)
}

struct Marking<'a> {
    facts: &'a FileFacts,
    source: &'a str,
    rules: &'a LabelRules,
}

impl Marking<'_> {
    fn of(&self, id: DefId, run: &[&str]) -> Modifiers {
        let def = self.facts.def(id);
        let name = self.facts.text(def.name);
        let mut mark = Modifiers::NONE;
        let decorators = self.facts.list::<ExprId>(def.decorators);
        let decorators: Vec<&str> = decorators.filter_map(|expr| self.last_name(expr)).collect();
        for (known, modifiers) in self.rules.decorators {
            mark = mark.with_if(*modifiers, decorators.contains(known));
        }
        if matches!(def.kind, DefKind::Method | DefKind::Constructor) {
            let known = self.rules.methods.iter().find(|(known, _)| *known == name);
            mark |= known.map_or(Modifiers::NONE, |(_, modifiers)| *modifiers);
            mark = mark.with_if(Modifiers::TEST, self.is_test_of_base(def, name));
        }
        mark = mark.with_if(Modifiers::ENTRY_POINT, self.is_entry_point(def, name) || is_run(def, name, run));
        mark | self.by_texts(def)
    }

    fn by_texts(&self, def: &Def) -> Modifiers {
        let text = |span: Span| self.source.get(span.start as usize..span.end as usize).unwrap_or_default();
        let end = def.body.clamp(def.span.start, def.span.end).min(def.span.start.saturating_add(HEAD));
        let head = self.source.as_bytes().get(def.span.start as usize..end as usize).unwrap_or_default();
        let mut mark = Modifiers::NONE;
        for (known, modifiers) in self.rules.doc_texts {
            mark = mark.with_if(*modifiers, text(def.doc).contains(known));
        }
        for (known, modifiers) in self.rules.head_texts {
            mark = mark.with_if(*modifiers, memchr::memmem::find(head, known.as_bytes()).is_some());
        }
        mark
    }

    /// The last name of a decorator: `fixture` of `@pytest.fixture(scope="module")`.
    fn last_name(&self, expr: ExprId) -> Option<&str> {
        let name = |site: SiteId| self.facts.text(self.facts.site(site).name);
        match self.facts.expr(expr) {
            Expr::Name(site) | Expr::Member { site, .. } => Some(name(site)),
            Expr::Call { callee, .. } if callee < expr => self.last_name(callee),
            _ => None,
        }
    }

    fn is_entry_point(&self, def: &Def, name: &str) -> bool {
        let is_it = |entry: &&EntryPoint| {
            let is_outermost = def.kind != DefKind::Function || def.parent.is_none();
            entry.name == name
                && entry.kind == def.kind
                && is_outermost
                && def.modifiers.contains(entry.with)
                && !def.modifiers.contains(Modifiers::DECLARATION)
                && entry.visibility.is_none_or(|visibility| visibility == def.visibility)
        };
        self.rules.entry_points.iter().any(|entry| is_it(&entry))
    }

    /// The names that the file calls when it is run.
    fn run_by_file(&self) -> Vec<&str> {
        let find = |guard: &&str| memchr::memmem::find(self.source.as_bytes(), guard.as_bytes());
        let Some(guard) = self.rules.run_guards.iter().filter_map(find).min() else {
            return Vec::new();
        };
        self.calls_outside().filter(|(start, _)| *start as usize > guard).map(|(_, name)| name).collect()
    }

    fn calls_tests(&self) -> bool {
        let known = self.rules.test_calls;
        !known.is_empty() && self.calls_outside().any(|(_, name)| known.contains(&name))
    }

    /// Calls at file level: where, and of what name.
    fn calls_outside(&self) -> impl Iterator<Item = (u32, &str)> {
        let calls = self.facts.sites.iter().filter(|site| site.role == Role::Call && site.within.is_none());
        calls.map(|site| (site.span.start, self.facts.text(site.name)))
    }

    fn is_test_of_base(&self, def: &Def, name: &str) -> bool {
        let bases = self.rules.test_bases.iter().filter(|(_, prefix)| name.starts_with(prefix));
        let mut bases = bases.peekable();
        let Some(parent) = def.parent.filter(|_| bases.peek().is_some()) else { return false };
        let supers = self.facts.supers(self.facts.def(parent).supers);
        bases.any(|(base, _)| supers.iter().any(|above| self.type_name(above.ty) == Some(*base)))
    }

    fn type_name(&self, ty: model::ids::TypeId) -> Option<&str> {
        use model::expr::TypeExpr;
        match self.facts.ty(ty) {
            TypeExpr::Name(site) | TypeExpr::Member { site, .. } => {
                Some(self.facts.text(self.facts.site(site).name))
            }
            _ => None,
        }
    }
}
