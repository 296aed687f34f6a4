//! The tables of facts, field by field.

use super::column::{Column, DecodeError, Reader, put_uint};
use super::trees;
use crate::facts::{
    Binding, Condition, Def, Diagnostic, FileFacts, Flow, Import, Param, Scope, Site, Super, TypeParam,
};

/// Makes `encode` and `decode` for a table of records out of the list of its fields.
macro_rules! table {
    ($module:ident: $record:ident { $($field:ident),* $(,)? }) => {
        mod $module {
            use super::{$record, Column, DecodeError, Reader, put_uint};

            pub(super) fn encode(rows: &[$record], out: &mut Vec<u8>) {
                put_uint(out, rows.len() as u32);
                $(Column::encode(rows.iter().map(|row| row.$field.clone()), out);)*
            }

            pub(super) fn decode(reader: &mut Reader<'_>) -> Result<Vec<$record>, DecodeError> {
                let count = reader.count()?;
                $(let mut $field = Column::decode(count, reader)?.into_iter();)*
                let mut rows = Vec::with_capacity(count);
                for _ in 0..count {
                    rows.push($record {
                        $($field: $field.next().ok_or(DecodeError::Malformed(stringify!($field)))?,)*
                    });
                }
                Ok(rows)
            }
        }
    };
}

table!(defs: Def {
    kind, name, name_span, span, doc, body, parent, scope, opens, visibility, modifiers, params, type_params, supers,
    decorators, ty, value, qualifier, segment,
});
table!(params: Param { name, span, ty, ty_span, default, kind });
table!(type_params: TypeParam { name, span, bounds, default });
table!(supers: Super { ty, kind });
table!(scopes: Scope { kind, parent, span, owner });
table!(bindings: Binding { name, span, scope, kind, visible_from, def, import, ty, init });
table!(imports: Import { kind, span, scope, path, path_span, level, member, local, visibility, flags });
table!(sites: Site { span, name, scope, within, role, anchor });
table!(flows: Flow { kind, scope, span, target, value, ty });
table!(conditions: Condition { span, text });
table!(diagnostics: Diagnostic { code, severity, span, message });

pub(super) fn encode_tables(facts: &FileFacts, out: &mut Vec<u8>) {
    defs::encode(&facts.defs, out);
    params::encode(&facts.params, out);
    type_params::encode(&facts.type_params, out);
    supers::encode(&facts.supers, out);
    scopes::encode(&facts.scopes, out);
    bindings::encode(&facts.bindings, out);
    imports::encode(&facts.imports, out);
    trees::encode(&facts.types, out);
    trees::encode(&facts.exprs, out);
    sites::encode(&facts.sites, out);
    flows::encode(&facts.flows, out);
    conditions::encode(&facts.conditions, out);
    diagnostics::encode(&facts.diagnostics, out);
    put_uint(out, facts.pool.len() as u32);
    trees::encode_pool(&facts.pool, out);
}

pub(super) fn decode_tables(facts: &mut FileFacts, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    facts.defs = defs::decode(reader)?;
    facts.params = params::decode(reader)?;
    facts.type_params = type_params::decode(reader)?;
    facts.supers = supers::decode(reader)?;
    facts.scopes = scopes::decode(reader)?;
    facts.bindings = bindings::decode(reader)?;
    facts.imports = imports::decode(reader)?;
    facts.types = trees::decode(reader)?;
    facts.exprs = trees::decode(reader)?;
    facts.sites = sites::decode(reader)?;
    facts.flows = flows::decode(reader)?;
    facts.conditions = conditions::decode(reader)?;
    facts.diagnostics = diagnostics::decode(reader)?;
    let count = reader.count()?;
    facts.pool = trees::decode_pool(count, reader)?;
    Ok(())
}
