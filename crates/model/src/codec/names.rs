//! The names of a file: most stand in its source, and two small numbers say where.

use super::column::{Column, DecodeError, Reader, put_uint, unzigzag, zigzag};
use crate::facts::FileFacts;
use crate::ids::NameId;
use crate::names::Names;
use crate::span::Span;

/// Writes lengths, then places (0 for a name whose text follows, else 1 + the difference from the place before), then
/// the texts of names that stand nowhere.
pub(super) fn encode(facts: &FileFacts, source: &[u8], out: &mut Vec<u8>) {
    let places = places(facts, source);
    put_uint(out, facts.names.len() as u32);
    u32::encode(facts.names.iter().map(|(_, name)| name.len() as u32), out);
    let mut before = 0;
    let mut spelled = Vec::new();
    for ((_, name), place) in facts.names.iter().zip(places) {
        let coded = place.and_then(|place| Some((place, zigzag(before, place).checked_add(1)?)));
        if let Some((place, coded)) = coded {
            put_uint(out, coded);
            before = place;
        } else {
            put_uint(out, 0);
            spelled.extend_from_slice(name.as_bytes());
        }
    }
    out.extend_from_slice(&spelled);
}

/// Where each name stands in the source.
fn places(facts: &FileFacts, source: &[u8]) -> Vec<Option<u32>> {
    let mut places = vec![None; facts.names.len()];
    let mut note = |name: NameId, span: Span| {
        if let Some(place @ None) = places.get_mut(name.index())
            && !facts.text(name).is_empty()
            && span.of(source) == facts.text(name).as_bytes()
        {
            *place = Some(span.start);
        }
    };
    facts.sites.iter().for_each(|site| note(site.name, site.span));
    facts.defs.iter().for_each(|def| note(def.name, def.name_span));
    facts.bindings.iter().for_each(|binding| note(binding.name, binding.span));
    places
}

pub(super) fn decode(source: &[u8], reader: &mut Reader<'_>) -> Result<Names, DecodeError> {
    let count = reader.count()?;
    let lengths = u32::decode(count, reader)?;
    let coded = u32::decode(count, reader)?;
    let mut names = Names::default();
    let mut before = 0;
    for (length, coded) in lengths.into_iter().zip(coded) {
        let bytes = match coded.checked_sub(1) {
            None => reader.bytes(length)?,
            Some(difference) => {
                before = unzigzag(before, difference);
                let end = before.checked_add(length).ok_or(DecodeError::Malformed("name"))?;
                source.get(before as usize..end as usize).ok_or(DecodeError::Malformed("name"))?
            }
        };
        names.push(std::str::from_utf8(bytes).map_err(|_| DecodeError::Malformed("name"))?);
    }
    Ok(names)
}
