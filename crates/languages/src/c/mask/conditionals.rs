//! `#if` where the tree has no place for it.
//!
//! The grammars know conditional regions between whole statements, members and enumerators. A region that stands
//! elsewhere, or whose branches hold half a statement, is *broken*: its directives are blanked, and all branches but one
//! too unless they can stand one after the other.

use super::Text;
use super::groups::{Groups, State};
use super::tokens::{Around, Class, Token, directive, is_macro_like};
use crate::c::lexical::{comment_end, skip_blank, word_end};

/// One `#if … #endif` that is open.
struct Region {
    /// State before the first branch.
    before: State,
    /// The brackets around it at its start.
    lowest: u32,
    /// Index of each branch's directive.
    directives: Vec<usize>,
    /// State after the branch that goes on.
    kept: Option<State>,
    /// Which branch is kept when only one can be.
    keep: usize,
    broken: bool,
    /// Whether branches are separated so that all of them can be kept.
    separable: bool,
}

/// Marks tokens as dead by index.
struct Resolver<'a, 't> {
    text: &'a mut Text<'t>,
    tokens: Vec<Token>,
    dead: Vec<bool>,
    groups: Groups,
    regions: Vec<Region>,
    /// Where the statement starts.
    first: usize,
}

/// Blanks broken regions; the tokens that are left know what they stand in.
pub(super) fn resolve(text: &mut Text<'_>, tokens: Vec<Token>) -> Vec<Token> {
    let dead = vec![false; tokens.len()];
    let mut resolver = Resolver { text, tokens, dead, groups: Groups::new(), regions: Vec::new(), first: 0 };
    for index in 0..resolver.tokens.len() {
        resolver.token(index);
    }
    let Resolver { tokens, dead, .. } = resolver;
    tokens.into_iter().zip(dead).filter(|(_, dead)| !dead).map(|(token, _)| token).collect()
}

impl Resolver<'_, '_> {
    fn token(&mut self, index: usize) {
        if self.tokens[index].class == Class::Directive {
            self.tokens[index].around = self.groups.around();
            self.tokens[index].starts = true;
            return self.directive(index);
        }
        self.note_else(index);
        let mut token = self.tokens[index];
        let frame = self.groups.frame();
        self.groups.advance(&mut token);
        self.tokens[index] = token;
        if token.starts {
            self.first = index;
        }
        if matches!(token.class, Class::BraceClose | Class::Close | Class::BracketClose)
            && let Some(region) = self.regions.last_mut()
            && frame == region.lowest
        {
            // A branch closes what was opened before it.
            region.broken = true;
            region.lowest = self.groups.frame();
        }
    }

    /// A branch that starts with `else` continues a statement from before.
    fn note_else(&mut self, index: usize) {
        let Some(region) = self.regions.last_mut() else { return };
        let first = region.directives.last().is_some_and(|&directive| directive + 1 == index);
        if first && self.text.of(self.tokens[index]) == b"else" {
            region.broken = true;
        }
    }

    fn directive(&mut self, index: usize) {
        let (word, rest) = directive(self.text.bytes(), self.tokens[index]);
        if is_macro_like(self.text.of(self.tokens[self.first])) {
            self.groups.settle();
        }
        match word {
            b"if" | b"ifdef" | b"ifndef" => self.open(index, rest),
            b"else" | b"elif" | b"elifdef" | b"elifndef" => self.next_branch(index),
            b"endif" => self.close(index),
            b"" => self.kill(index),
            // Other directives are lines anywhere but in the middle of something.
            _ if !self.groups.at_boundary() || self.groups.around() == Around::Enum => self.kill(index),
            _ => {}
        }
        match word {
            b"if" | b"elif" => self.condition(index, rest),
            b"define" => self.define(index, rest),
            _ => {}
        }
    }

    fn open(&mut self, index: usize, rest: usize) {
        let end = self.tokens[index].end as usize;
        let never = self.text.bytes()[rest..end].trim_ascii() == b"0";
        self.regions.push(Region {
            before: self.groups.state,
            lowest: self.groups.frame(),
            directives: vec![index],
            kept: None,
            keep: usize::from(never),
            broken: !self.groups.at_boundary(),
            separable: self.groups.around() == Around::Values,
        });
    }

    fn end_branch(&mut self, index: usize) {
        let at_boundary = self.groups.at_boundary();
        let last_is_comma = index > 0 && self.tokens[index - 1].class == Class::Comma;
        let state = self.groups.state;
        let Some(region) = self.regions.last_mut() else { return };
        region.broken |= !at_boundary || !self.groups.same_frame(region.before);
        region.separable &= last_is_comma || region.directives.last() == index.checked_sub(1).as_ref();
        if region.directives.len() - 1 == region.keep || region.kept.is_none() {
            region.kept = Some(state);
        }
    }

    fn next_branch(&mut self, index: usize) {
        self.end_branch(index);
        if let Some(region) = self.regions.last_mut() {
            region.directives.push(index);
            region.lowest = region.before_frame();
            self.groups.state = region.before;
        }
    }

    fn close(&mut self, index: usize) {
        self.end_branch(index);
        let Some(mut region) = self.regions.pop() else { return };
        self.groups.state = region.kept.unwrap_or(region.before);
        if !region.broken {
            return;
        }
        let branches = region.directives.len();
        region.keep = region.keep.min(branches - 1);
        region.directives.push(index);
        let all = branches == 1 || region.separable;
        for branch in 0..branches {
            let (from, to) = (region.directives[branch], region.directives[branch + 1]);
            self.kill(from);
            if !all && branch != region.keep {
                self.kill_range(from + 1, to);
            }
        }
        self.kill(index);
        // What the outer region knows of its lowest bracket may have been touched inside.
        if let Some(outer) = self.regions.last_mut()
            && !all
            && region.lowest != region.before_frame()
        {
            outer.broken |= region.before_frame() == outer.lowest;
        }
    }

    fn kill(&mut self, index: usize) {
        self.dead[index] = true;
        self.text.blank_token(self.tokens[index]);
    }

    fn kill_range(&mut self, from: usize, to: usize) {
        if from < to {
            self.dead[from..to].fill(true);
            // Comments stay: blanked text is searched for names.
            for index in from..to {
                self.text.blank_token(self.tokens[index]);
            }
        }
    }

    /// A condition that the grammars cannot read becomes `1`.
    fn condition(&mut self, index: usize, rest: usize) {
        let end = self.tokens[index].end;
        let text = &self.text.bytes()[rest..end as usize];
        let code =
            text.windows(2).position(|pair| pair == b"//" || pair == b"/*").map_or(text, |at| &text[..at]);
        let odd = code.iter().any(|byte| matches!(byte, b'"' | b'?' | b'@' | b'.'))
            || code.windows(2).any(|window| matches!(window, b"(<" | b"::"))
            || code.windows(5).any(|window| window == b"__has");
        if odd && !self.dead[index] {
            let last = (rest + code.len()) as u32;
            self.text.put(rest as u32 + 1, last, b"1");
        }
    }

    /// Bodies are read from the text; those that the grammars do not get to the end of are blanked, and so is what
    /// makes a parameter of GNU C variadic.
    fn define(&mut self, index: usize, rest: usize) {
        let end = self.tokens[index].end as usize;
        let bytes = self.text.bytes();
        let start = word_end(bytes, skip_blank(bytes, rest)).min(end);
        let mut body = start;
        if bytes.get(start) == Some(&b'(') {
            let params = &bytes[start..end];
            body = start + params.iter().position(|&byte| byte == b')').map_or(0, |close| close + 1);
            if let Some(dots) = params[..body - start].windows(3).position(|window| window == b"...")
                && bytes[start + dots - 1] != b'('
                && !params[..dots].trim_ascii_end().ends_with(b",")
            {
                self.text.blank((start + dots) as u32, (start + dots) as u32 + 3);
            }
        }
        if let Some(at) = self.hidden_end(body, end) {
            self.fill(body, at);
        }
    }

    /// Where the text ends that a comment in the middle of a body hides from the grammars; `None` without one.
    fn hidden_end(&self, body: usize, end: usize) -> Option<usize> {
        let bytes = self.text.bytes();
        let mut at = body;
        let mut last = None;
        while let Some(found) = bytes[at..end].windows(2).position(|pair| pair == b"/*" || pair == b"//") {
            let close = comment_end(bytes, at + found).unwrap_or(end).min(end);
            if bytes[close..end].trim_ascii().is_empty() {
                return last.map(|_| at + found);
            }
            last = Some(close);
            at = close;
        }
        last.map(|_| end)
    }

    /// Zeros in place of all but white space and continued lines.
    fn fill(&mut self, from: usize, to: usize) {
        let edited = self.text.edited();
        for at in from..to {
            let continued = edited[at] == b'\\' && matches!(edited.get(at + 1), Some(b'\n' | b'\r'));
            if !edited[at].is_ascii_whitespace() && !continued {
                edited[at] = b'0';
            }
        }
    }
}

impl Region {
    fn before_frame(&self) -> u32 {
        self.before.frame()
    }
}
