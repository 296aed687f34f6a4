//! A file's bytes as text of a browser, which counts UTF-16 units.

use engine::Span;

/// A source, and where its bytes went.
pub(super) struct SourceText {
    /// The text; every invalid sequence is one U+FFFD.
    pub(super) text: String,
    /// Whether there were invalid sequences.
    pub(super) is_lossy: bool,
    /// The unit of each byte, and of the end; `None` when they are the same.
    units: Option<Vec<u32>>,
}

impl SourceText {
    pub(super) fn of(source: &[u8]) -> Self {
        let text = String::from_utf8_lossy(source).into_owned();
        if source.is_ascii() {
            return Self { text, is_lossy: false, units: None };
        }
        let mut units = Vec::with_capacity(source.len() + 1);
        let mut unit = 0;
        let mut is_lossy = false;
        for chunk in source.utf8_chunks() {
            for character in chunk.valid().chars() {
                units.extend(std::iter::repeat_n(unit, character.len_utf8()));
                unit += character.len_utf16() as u32;
            }
            if !chunk.invalid().is_empty() {
                is_lossy = true;
                units.extend(std::iter::repeat_n(unit, chunk.invalid().len()));
                unit += 1;
            }
        }
        units.push(unit);
        Self { text, is_lossy, units: Some(units) }
    }

    /// The units of a range of bytes.
    pub(super) fn range(&self, span: Span) -> (u32, u32) {
        (self.unit(span.start), self.unit(span.end))
    }

    fn unit(&self, byte: u32) -> u32 {
        let known = |units: &Vec<u32>| units.get(byte as usize).or(units.last()).copied();
        self.units.as_ref().and_then(known).unwrap_or(byte)
    }
}

#[cfg(test)]
mod tests {
    use engine::Span;

    use super::SourceText;

    #[test]
    fn ranges_are_told_in_units_of_utf_16() {
        let units = |source: &[u8], start, end| {
            let text = SourceText::of(source);
            let (start, end) = text.range(Span::new(start, end));
            let all: Vec<u16> = text.text.encode_utf16().collect();
            String::from_utf16(&all[start as usize..end as usize]).expect("whole characters")
        };
        assert_eq!(units(b"let x = 1", 4, 5), "x");
        assert_eq!(units("ß = '😀'; größe".as_bytes(), 13, 20), "größe");
        assert_eq!(units("😀".as_bytes(), 0, 4), "😀");
        assert_eq!(units(b"\xff\xfe = caf\xe9; x", 11, 12), "x");
        assert!(SourceText::of(b"caf\xe9").is_lossy && !SourceText::of("café".as_bytes()).is_lossy);
    }
}
