//! `use` trees and `extern crate`.
//!
//! One import per name brought. Segments that several names share are one site each, anchored to the first name's
//! import. `self` at the end of a tree brings the module in front of it.

use extract::{Builder, NewImport};
use model::facts::{Anchor, ImportFlags};
use model::ids::ImportId;
use model::kinds::{ImportKind, Role, Visibility};
use model::span::Span;

use super::attributes;
use super::grammar::{F, K, N};
use super::paths::plain;

/// A `use` declaration on its way down the tree.
struct Tree<'t> {
    span: Span,
    visibility: Visibility,
    flags: ImportFlags,
    /// Segments in front of where we are.
    prefix: Vec<(&'t str, Span)>,
    /// How many of them have their site already.
    written: usize,
}

/// `use a::{b, c as d, e::*};`
pub(super) fn use_declaration(b: &mut Builder<'_>, node: N<'_>, conditional: bool) {
    let Some(argument) = node.field(F::Argument) else { return super::expressions::parts(b, node) };
    let visibility = attributes::visibility(b, node);
    let flags = ImportFlags::default()
        .with_if(ImportFlags::CONDITIONAL, conditional)
        .with_if(ImportFlags::REEXPORT, visibility != Visibility::Default);
    let mut tree = Tree { span: node.span(), visibility, flags, prefix: Vec::new(), written: 0 };
    tree.clause(b, argument);
}

impl<'t> Tree<'t> {
    fn clause(&mut self, b: &mut Builder<'_>, node: N<'t>) {
        match node.kind() {
            K::UseAsClause => self.renamed(b, node),
            K::UseList => self.list(b, node),
            K::ScopedUseList | K::UseWildcard => self.below(b, node),
            _ => self.leaf(b, node, None),
        }
    }

    fn list(&mut self, b: &mut Builder<'_>, list: N<'t>) {
        b.descend(list, |b| {
            for clause in list.named_children() {
                self.clause(b, clause);
            }
        });
    }

    /// `path::{…}` and `path::*`: the path, then what is below it.
    fn below(&mut self, b: &mut Builder<'_>, node: N<'t>) {
        let (depth, flags) = (self.prefix.len(), self.flags);
        let list = node.field(F::List);
        let path = node.named_children().find(|child| Some(*child) != list);
        match path {
            Some(path) => self.push(path),
            None => self.root(node),
        }
        match list {
            Some(list) => self.list(b, list),
            None => self.star(b),
        }
        self.leftover_sites(b);
        self.pop_to(depth, flags);
    }

    fn pop_to(&mut self, depth: usize, flags: ImportFlags) {
        self.prefix.truncate(depth);
        self.written = self.written.min(depth);
        self.flags = flags;
    }

    /// Adds the segments of a path to the prefix.
    fn push(&mut self, path: N<'t>) {
        let mut segments = Vec::new();
        let mut next = Some(path);
        while let Some(node) = next {
            next = None;
            if !node.is(K::ScopedIdentifier) {
                segments.push(node);
                continue;
            }
            segments.extend(node.field(F::Name));
            next = node.field(F::Path);
            if next.is_none() {
                self.root(node);
            }
        }
        let segments = segments.into_iter().rev().filter(|segment| !segment.is_missing());
        self.prefix.extend(segments.map(|segment| (plain(segment.text()), segment.span())));
    }

    /// A path that begins with `::`.
    fn root(&mut self, node: N<'t>) {
        let first = node.children().next();
        if self.prefix.is_empty() && first.is_some_and(|token| token.is(K::Colons)) {
            self.flags = self.flags.with(ImportFlags::GLOBAL);
        }
    }

    fn renamed(&mut self, b: &mut Builder<'_>, node: N<'t>) {
        if let (Some(path), alias) = (node.field(F::Path), node.field(F::Alias)) {
            self.leaf(b, path, alias);
        }
    }

    /// The end of a path: a name, or `self` for what stands in front of it.
    fn leaf(&mut self, b: &mut Builder<'_>, node: N<'t>, alias: Option<N<'t>>) {
        let (depth, flags) = (self.prefix.len(), self.flags);
        self.push(node);
        let of_prefix = depth > 0 && self.prefix.last().is_some_and(|(name, _)| *name == "self");
        let keyword = if of_prefix { self.prefix.pop() } else { None };
        if let Some((member, span)) = self.prefix.last().copied() {
            let written = keyword.map_or(span, |(_, span)| span);
            let local = match alias {
                Some(alias) => Some((plain(alias.text()), alias.span())).filter(|(name, _)| *name != "_"),
                None => Some((member, written)),
            };
            self.member(b, local, keyword.map(|(_, span)| span));
        }
        self.pop_to(depth, flags);
    }

    /// An import of the last segment of the prefix.
    fn member(&mut self, b: &mut Builder<'_>, local: Option<(&'t str, Span)>, keyword: Option<Span>) {
        let Some(((member, _), module)) = self.prefix.split_last() else { return };
        let path: Vec<&str> = module.iter().map(|(name, _)| *name).collect();
        let import = b.import(NewImport {
            member: Some(member),
            local,
            ..self.new_import(ImportKind::Member, &path, module)
        });
        if let Some(span) = keyword {
            b.import_site(span, import, module.len() as u16);
        }
        self.sites(b, import);
    }

    fn star(&mut self, b: &mut Builder<'_>) {
        let path: Vec<&str> = self.prefix.iter().map(|(name, _)| *name).collect();
        let import = b.import(self.new_import(ImportKind::Star, &path, &self.prefix));
        self.sites(b, import);
    }

    fn new_import<'a>(
        &self,
        kind: ImportKind,
        path: &'a [&'a str],
        segments: &[(&str, Span)],
    ) -> NewImport<'a> {
        let path_span = match (segments.first(), segments.last()) {
            (Some((_, first)), Some((_, last))) => Span::new(first.start, last.end.max(first.start)),
            _ => Span::new(self.span.start, self.span.start),
        };
        NewImport {
            visibility: self.visibility,
            flags: self.flags,
            ..NewImport::new(kind, self.span, path, path_span)
        }
    }

    /// Sites of a path that brings nothing (`use a::{};`).
    fn leftover_sites(&mut self, b: &mut Builder<'_>) {
        for (name, span) in &self.prefix[self.written.min(self.prefix.len())..] {
            b.site_named(*span, name, Role::Import, Anchor::None);
        }
        self.written = self.prefix.len();
    }

    /// Sites of the prefix that have none yet.
    fn sites(&mut self, b: &mut Builder<'_>, import: ImportId) {
        for (index, (name, span)) in self.prefix.iter().enumerate().skip(self.written) {
            b.site_named(*span, name, Role::Import, Anchor::Import(import, index as u16));
        }
        self.written = self.prefix.len();
    }
}

/// `extern crate a as b;`
pub(super) fn extern_crate(b: &mut Builder<'_>, node: N<'_>, conditional: bool) {
    let Some(name) = node.field(F::Name) else { return super::expressions::parts(b, node) };
    let visibility = attributes::visibility(b, node);
    let local = node.field(F::Alias).unwrap_or(name);
    let path = [plain(name.text())];
    let flags = ImportFlags::default()
        .with_if(ImportFlags::CONDITIONAL, conditional)
        .with_if(ImportFlags::REEXPORT, visibility != Visibility::Default);
    let import = b.import(NewImport {
        local: Some((plain(local.text()), local.span())).filter(|(name, _)| *name != "_"),
        visibility,
        flags,
        ..NewImport::new(ImportKind::Module, node.span(), &path, name.span())
    });
    b.site_named(name.span(), path[0], Role::Import, Anchor::Import(import, 0));
}
