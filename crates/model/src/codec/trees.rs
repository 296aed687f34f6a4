//! Expressions and types: a tag column, then the operands of each tag in a column of their own.
//!
//! Operands of one tag tend to grow together (the sites of names, the callees of calls), so each is written as the
//! difference from the operand in the same place of the node with the same tag before it.

use super::column::{Column, DecodeError, Reader, put_uint, unzigzag, zigzag};
use crate::expr::{
    Access, BinaryKind, Combination, Container, Expr, Literal, Projection, SelfRef, TypeExpr, UnaryKind,
    Wrapper,
};
use crate::facts::{Anchor, List};

/// A node as numbers: a tag below [`MAX_TAGS`] and three operands.
type Packed = (u32, [u32; 3]);
const MAX_TAGS: usize = 32;

/// A tree node that can be written as [`Packed`].
pub(super) trait Pack: Sized {
    /// How many operands a tag has.
    fn arity(tag: u32) -> usize;
    fn pack(&self) -> Packed;
    fn unpack(packed: Packed) -> Option<Self>;
}

pub(super) fn encode<T: Pack>(nodes: &[T], out: &mut Vec<u8>) {
    put_uint(out, nodes.len() as u32);
    encode_nodes(nodes, out);
}

fn encode_nodes<T: Pack>(nodes: &[T], out: &mut Vec<u8>) {
    nodes.iter().for_each(|node| put_uint(out, node.pack().0));
    let mut before = [[0; 3]; MAX_TAGS];
    for (tag, operands) in nodes.iter().map(Pack::pack) {
        let last = &mut before[tag as usize];
        for (slot, value) in last.iter_mut().zip(operands).take(T::arity(tag)) {
            put_uint(out, zigzag(*slot, value));
            *slot = value;
        }
    }
}

pub(super) fn decode<T: Pack>(reader: &mut Reader<'_>) -> Result<Vec<T>, DecodeError> {
    let count = reader.count()?;
    decode_nodes(count, reader)
}

fn decode_nodes<T: Pack>(count: usize, reader: &mut Reader<'_>) -> Result<Vec<T>, DecodeError> {
    let tags = u32::decode(count, reader)?;
    let mut before = [[0; 3]; MAX_TAGS];
    let mut nodes = Vec::with_capacity(count);
    for tag in tags {
        let last = before.get_mut(tag as usize).ok_or(DecodeError::Malformed("tag"))?;
        for slot in last.iter_mut().take(T::arity(tag)) {
            *slot = unzigzag(*slot, reader.uint()?);
        }
        nodes.push(T::unpack((tag, *last)).ok_or(DecodeError::Malformed("node"))?);
    }
    Ok(nodes)
}

/// Anchors are tagged unions of ids too, so they are packed the same way.
impl Column for Anchor {
    fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
        encode_nodes(&values.collect::<Vec<_>>(), out);
    }

    fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
        decode_nodes(count, reader)
    }
}

pub(super) fn encode_pool(pool: &[u32], out: &mut Vec<u8>) {
    let mut before = 0;
    for &value in pool {
        put_uint(out, zigzag(before, value));
        before = value;
    }
}

pub(super) fn decode_pool(count: usize, reader: &mut Reader<'_>) -> Result<Vec<u32>, DecodeError> {
    let mut before = 0;
    let mut next = || {
        before = unzigzag(before, reader.uint()?);
        Ok(before)
    };
    (0..count).map(|_| next()).collect()
}

/// Writes `Pack` for an enum from one line per variant: number, variant with its operands, and how to rebuild it.
macro_rules! packed {
    ($name:ident { $($tag:literal / $arity:literal: $pattern:pat => [$($operand:expr),*],
        ($a:ident, $b:ident, $c:ident) $build:expr;)* }) => {
        impl Pack for $name {
            fn arity(tag: u32) -> usize {
                match tag { $($tag => $arity,)* _ => 0 }
            }

            fn pack(&self) -> Packed {
                match *self {
                    $($pattern => {
                        let operands: &[u32] = &[$($operand),*];
                        let mut all = [0; 3];
                        all[..operands.len()].copy_from_slice(operands);
                        ($tag, all)
                    })*
                }
            }

            fn unpack((tag, [a, b, c]): Packed) -> Option<Self> {
                match tag {
                    $($tag => { let ($a, $b, $c) = (a, b, c); Some($build) })*
                    _ => None,
                }
            }
        }
    };
}

fn list(start: u32, len: u32) -> List {
    if len == 0 { List::EMPTY } else { List { start, len } }
}

packed! { Anchor {
    0/0: Self::None => [], (_a, _b, _c) Self::None;
    1/1: Self::Expr(expr) => [expr.into()], (a, _b, _c) Self::Expr(a.into());
    2/1: Self::Type(ty) => [ty.into()], (a, _b, _c) Self::Type(a.into());
    3/2: Self::Import(import, segment) => [import.into(), segment.into()],
        (a, b, _c) Self::Import(a.into(), b.try_into().ok()?);
    4/0: Self::Lexical => [], (_a, _b, _c) Self::Lexical;
    5/1: Self::MemberOf(expr) => [expr.into()], (a, _b, _c) Self::MemberOf(a.into());
    6/1: Self::FieldOf(ty) => [ty.into()], (a, _b, _c) Self::FieldOf(a.into());
}}

packed! { Expr {
    0/0: Self::Unknown => [], (_a, _b, _c) Self::Unknown;
    1/1: Self::Name(site) => [site.into()], (a, _b, _c) Self::Name(a.into());
    2/3: Self::Member { base, site, access } => [base.into(), site.into(), access.into()],
        (a, b, c) Self::Member { base: a.into(), site: b.into(), access: Access::from_raw(c)? };
    3/3: Self::Call { callee, args } => [callee.into(), args.start, args.len],
        (a, b, c) Self::Call { callee: a.into(), args: list(b, c) };
    4/3: Self::New { ty, args } => [ty.into(), args.start, args.len],
        (a, b, c) Self::New { ty: a.into(), args: list(b, c) };
    5/3: Self::Apply { base, types } => [base.into(), types.start, types.len],
        (a, b, c) Self::Apply { base: a.into(), types: list(b, c) };
    6/2: Self::Index { base, index } => [base.into(), index.into()],
        (a, b, _c) Self::Index { base: a.into(), index: b.into() };
    7/1: Self::Literal(literal) => [literal.into()], (a, _b, _c) Self::Literal(Literal::from_raw(a)?);
    8/1: Self::SelfRef(which) => [which.into()], (a, _b, _c) Self::SelfRef(SelfRef::from_raw(a)?);
    9/2: Self::Unary(kind, operand) => [kind.into(), operand.into()],
        (a, b, _c) Self::Unary(UnaryKind::from_raw(a)?, b.into());
    10/3: Self::Binary(kind, left, right) => [kind.into(), left.into(), right.into()],
        (a, b, c) Self::Binary(BinaryKind::from_raw(a)?, b.into(), c.into());
    11/2: Self::Assign(target, value) => [target.into(), value.into()], (a, b, _c) Self::Assign(a.into(), b.into());
    12/2: Self::Cast(value, ty) => [value.into(), ty.into()], (a, b, _c) Self::Cast(a.into(), b.into());
    13/2: Self::Either(arms) => [arms.start, arms.len], (a, b, _c) Self::Either(list(a, b));
    14/3: Self::Container(kind, items) => [kind.into(), items.start, items.len],
        (a, b, c) Self::Container(Container::from_raw(a)?, list(b, c));
    15/1: Self::Object(scope) => [scope.into()], (a, _b, _c) Self::Object(a.into());
    16/3: Self::Lambda { scope, params } => [scope.into(), params.start, params.len],
        (a, b, c) Self::Lambda { scope: a.into(), params: list(b, c) };
    17/1: Self::Definition(def) => [def.into()], (a, _b, _c) Self::Definition(a.into());
    18/3: Self::Project { base, how, arg } => [base.into(), how.into(), arg],
        (a, b, c) Self::Project { base: a.into(), how: Projection::from_raw(b)?, arg: c };
    19/1: Self::Type(ty) => [ty.into()], (a, _b, _c) Self::Type(a.into());
    20/2: Self::Keyword(site, value) => [site.into(), value.into()], (a, b, _c) Self::Keyword(a.into(), b.into());
    21/3: Self::MacroCall { callee, args } => [callee.into(), args.start, args.len],
        (a, b, c) Self::MacroCall { callee: a.into(), args: list(b, c) };
    22/3: Self::Jsx { component, args } => [component.into(), args.start, args.len],
        (a, b, c) Self::Jsx { component: a.into(), args: list(b, c) };
    23/1: Self::Text(name) => [name.into()], (a, _b, _c) Self::Text(a.into());
    24/1: Self::Typed(ty) => [ty.into()], (a, _b, _c) Self::Typed(a.into());
    25/3: Self::VariantField { base, path, index } => [base.into(), path.into(), index.into()],
        (a, b, c) Self::VariantField { base: a.into(), path: b.into(), index: c.try_into().ok()? };
    26/1: Self::Import(import) => [import.into()], (a, _b, _c) Self::Import(a.into());
    27/2: Self::Argument { scope, index } => [scope.into(), index],
        (a, b, _c) Self::Argument { scope: a.into(), index: b };
}}

packed! { TypeExpr {
    0/0: Self::Unknown => [], (_a, _b, _c) Self::Unknown;
    1/1: Self::Name(site) => [site.into()], (a, _b, _c) Self::Name(a.into());
    2/2: Self::Member { base, site } => [base.into(), site.into()],
        (a, b, _c) Self::Member { base: a.into(), site: b.into() };
    3/3: Self::Apply { base, args } => [base.into(), args.start, args.len],
        (a, b, c) Self::Apply { base: a.into(), args: list(b, c) };
    4/2: Self::Wrap(wrapper, inner) => [wrapper.into(), inner.into()],
        (a, b, _c) Self::Wrap(Wrapper::from_raw(a)?, b.into());
    5/3: Self::Combine(kind, parts) => [kind.into(), parts.start, parts.len],
        (a, b, c) Self::Combine(Combination::from_raw(a)?, list(b, c));
    6/3: Self::Function { params, ret } => [ret.into(), params.start, params.len],
        (a, b, c) Self::Function { ret: a.into(), params: list(b, c) };
    7/1: Self::TypeOf(expr) => [expr.into()], (a, _b, _c) Self::TypeOf(a.into());
    8/0: Self::SelfType => [], (_a, _b, _c) Self::SelfType;
    9/1: Self::Builtin(name) => [name.into()], (a, _b, _c) Self::Builtin(a.into());
    10/1: Self::Literal(name) => [name.into()], (a, _b, _c) Self::Literal(a.into());
    11/0: Self::Infer => [], (_a, _b, _c) Self::Infer;
    12/1: Self::Object(scope) => [scope.into()], (a, _b, _c) Self::Object(a.into());
    13/2: Self::Index(base, index) => [base.into(), index.into()], (a, b, _c) Self::Index(a.into(), b.into());
    14/2: Self::Projected(ty, as_trait) => [ty.into(), as_trait.into()],
        (a, b, _c) Self::Projected(a.into(), b.into());
    15/2: Self::Assoc(site, ty) => [site.into(), ty.into()], (a, b, _c) Self::Assoc(a.into(), b.into());
    16/1: Self::Definition(def) => [def.into()], (a, _b, _c) Self::Definition(a.into());
}}

#[cfg(test)]
mod tests {
    use super::{Expr, MAX_TAGS, Pack, TypeExpr};
    use crate::ids::{ExprId, TypeId};

    /// Every tag unpacks to a node that packs to the same tag and operands.
    fn tags_round_trip<T: Pack>() -> u32 {
        let mut known = 0;
        for tag in 0..MAX_TAGS as u32 {
            let mut operands = [0; 3];
            operands.iter_mut().take(T::arity(tag)).for_each(|operand| *operand = 1);
            if let Some(node) = T::unpack((tag, operands)) {
                assert_eq!(node.pack(), (tag, operands), "tag {tag}");
                known += 1;
            }
        }
        known
    }

    #[test]
    fn nodes_round_trip() {
        assert_eq!(tags_round_trip::<Expr>(), 28);
        assert_eq!(tags_round_trip::<TypeExpr>(), 17);
    }

    #[test]
    fn nodes_stay_small() {
        assert!(size_of::<Expr>() <= 16 && size_of::<TypeExpr>() <= 16);
        assert_eq!(size_of::<Option<ExprId>>() + size_of::<TypeId>(), 12);
    }
}
