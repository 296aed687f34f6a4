//! Counting the tokens of a text.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use crate::tokens::{Words, push_token};

/// How often each token of a text occurs, in the order of first occurrence.
#[derive(Default)]
pub(crate) struct Counts {
    /// All tokens, one behind the other.
    text: String,
    entries: Vec<Entry>,
    /// Open addressing over `entries`: number of the entry plus one, 0 where there is none. A power of two in length.
    slots: Vec<u32>,
}

struct Entry {
    start: u32,
    end: u32,
    count: u32,
    hash: u32,
}

impl Counts {
    /// The tokens of a text: its parts, and its words of several parts as a whole. Gives how many parts there are. Linear.
    pub(crate) fn add_text(&mut self, source: &[u8]) -> u64 {
        let mut words = Words::new(source);
        let mut parts = 0;
        while let Some(word) = words.next() {
            parts += word.parts.len() as u64;
            word.parts.iter().for_each(|part| self.add(part.of(source)));
            if word.parts.len() > 1 {
                self.add(word.span.of(source));
            }
        }
        parts
    }

    /// Counts the token of a part or word.
    fn add(&mut self, word: &[u8]) {
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let start = self.text.len();
        push_token(word, &mut self.text);
        let hash = hash(&self.text.as_bytes()[start..]);
        let mut slot = hash as usize & (self.slots.len() - 1);
        loop {
            let number = self.slots[slot] as usize;
            if number == 0 {
                self.slots[slot] = self.entries.len() as u32 + 1;
                self.entries.push(Entry { start: start as u32, end: self.text.len() as u32, count: 1, hash });
                return;
            }
            let entry = &mut self.entries[number - 1];
            let known = &self.text.as_bytes()[entry.start as usize..entry.end as usize];
            if entry.hash == hash && *known == self.text.as_bytes()[start..] {
                entry.count += 1;
                self.text.truncate(start);
                return;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(256);
        self.slots = vec![0; length];
        for (number, entry) in (1..).zip(&self.entries) {
            let mut slot = entry.hash as usize & (length - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (length - 1);
            }
            self.slots[slot] = number;
        }
    }

    /// Every token and how often it occurs.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.entries.iter().map(|entry| (&self.text[entry.start as usize..entry.end as usize], entry.count))
    }
}

fn hash(token: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(token);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn parts_and_whole_words_are_counted() {
        let mut counts = Counts::default();
        assert_eq!(counts.add_text(b"parseConfig(parse_config, Config)"), 5);
        let all: Vec<_> = counts.iter().collect();
        assert_eq!(all, [("parse", 2), ("config", 3), ("parseconfig", 2)]);
    }

    #[test]
    fn many_tokens_are_told_apart() {
        let text: Vec<String> = (0..5000).map(|number| format!("{number} {number}")).collect();
        let mut counts = Counts::default();
        assert_eq!(counts.add_text(text.join(" ").as_bytes()), 10_000);
        assert_eq!(counts.iter().count(), 5000);
        assert!(counts.iter().all(|(_, count)| count == 2));
    }
}
