//! Words of compilers that say nothing about names: blanked wherever they stand.

use super::Text;
use crate::c::lexical::{literal_end, skip_blank};

/// Blanks the word at `start..end` with its arguments when it is an attribute; gives the end of what was blanked.
pub(super) fn blank(text: &mut Text<'_>, start: usize, end: usize) -> Option<usize> {
    let bytes = text.bytes();
    let end = match &bytes[start..end] {
        b"__extension__" | b"__restrict" | b"__restrict__" | b"__cdecl" | b"__stdcall" | b"__fastcall"
        | b"__thiscall" | b"__vectorcall" | b"_Nonnull" | b"_Nullable" | b"__forceinline" | b"__ptr32"
        | b"__ptr64" | b"__unaligned" => end,
        b"__attribute__" | b"__attribute" | b"__declspec" | b"_Pragma" | b"__pragma" => {
            parentheses_end(bytes, skip_blank(bytes, end))?
        }
        _ => return None,
    };
    text.blank(start as u32, end as u32);
    Some(end)
}

/// One past the partner of the parenthesis at `open`.
fn parentheses_end(bytes: &[u8], open: usize) -> Option<usize> {
    // Unbalanced ones must not be searched for again and again to the end of the file.
    const LONGEST: usize = 4_000;
    let mut at = open;
    let mut depth = 0_u32;
    while at < open + LONGEST {
        match bytes.get(at)? {
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            b'"' | b'\'' => {
                at = literal_end(bytes, at);
                continue;
            }
            b';' | b'{' | b'#' => return None,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}
