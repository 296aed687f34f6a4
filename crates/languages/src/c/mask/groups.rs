//! The brackets that tokens stand in, kept so that every branch of `#if` can start from the same ones.

use super::tokens::{Around, Class, Token};

/// What has been seen of the statement so far.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each has been seen or not, in any combination")]
pub(super) struct Seen {
    /// The keyword that says what braces hold.
    tag: Option<Class>,
    /// `=` at this level.
    equal: bool,
    /// Parentheses at this level.
    paren: bool,
    /// `case`, `default`, an access specifier or a lone word: a colon ends a label.
    label: bool,
    /// `:` behind parentheses: members are initialised, in braces too.
    initialises: bool,
    /// `if`, `while` and their like: a statement follows the parentheses.
    head: bool,
    /// In a `template <…>` head, with the number of open `<`.
    template: bool,
    angles: u8,
    /// A statement must follow: no directive can stand here.
    headed: bool,
    /// Number of tokens.
    pub(super) count: u32,
    /// The last token's class.
    last: Option<Class>,
}

/// A bracket that is open; frames form a tree, so that a state is one index.
#[derive(Clone, Copy)]
struct Frame {
    parent: u32,
    around: Around,
    /// The statement that the bracket interrupts.
    outside: Seen,
}

/// A state of the brackets.
#[derive(Clone, Copy)]
pub(super) struct State {
    frame: u32,
    pub(super) seen: Seen,
}

/// All frames of a file.
pub(super) struct Groups {
    frames: Vec<Frame>,
    pub(super) state: State,
}

impl Groups {
    pub(super) fn new() -> Self {
        let file = Frame { parent: 0, around: Around::File, outside: Seen::default() };
        Self { frames: vec![file], state: State { frame: 0, seen: Seen::default() } }
    }

    pub(super) fn around(&self) -> Around {
        self.frames[self.state.frame as usize].around
    }

    /// Ends a statement that nothing ended: a macro that stands alone.
    pub(super) fn settle(&mut self) {
        let seen = self.state.seen;
        let alone = (seen.count, seen.last) == (1, Some(Class::Word));
        let call = (seen.count, seen.last) == (2, Some(Class::Close));
        if (alone || call) && matches!(self.around(), Around::File | Around::Type | Around::Block) {
            self.state.seen = Seen::default();
        }
    }

    /// Whether a statement may start here, so that directives can stand here in the tree.
    pub(super) fn at_boundary(&self) -> bool {
        match self.around() {
            Around::Paren | Around::Values => false,
            Around::Enum => matches!(self.state.seen.last, None | Some(Class::Comma)),
            _ => self.state.seen.count == 0 && !self.state.seen.headed,
        }
    }

    /// Whether `before` is the same bracket as now.
    pub(super) fn same_frame(&self, before: State) -> bool {
        self.state.frame == before.frame
    }

    pub(super) fn frame(&self) -> u32 {
        self.state.frame
    }

    /// Takes a token in and fills in what it stands in.
    pub(super) fn advance(&mut self, token: &mut Token) {
        token.around = self.around();
        token.starts = self.state.seen.count == 0 && !matches!(token.around, Around::Paren | Around::Values);
        match token.class {
            Class::Open | Class::Bracket => self.open(Around::Paren),
            Class::Brace => {
                let inside = self.inside_braces();
                self.open(inside);
            }
            Class::Close | Class::BracketClose => self.close_paren(),
            Class::BraceClose => self.close_brace(token),
            Class::Semicolon => self.state.seen = Seen::default(),
            Class::Colon if self.state.seen.label && self.around() != Around::Paren => {
                self.state.seen = Seen::default();
            }
            Class::Prefix => self.state.seen = Seen { headed: true, ..Seen::default() },
            class => self.note(class),
        }
    }

    fn note(&mut self, class: Class) {
        let seen = &mut self.state.seen;
        match class {
            // `template <class T>` says nothing of what comes after.
            Class::Tag if seen.template => {}
            Class::Tag | Class::Enum if seen.tag == Some(Class::Enum) => {}
            Class::Tag | Class::Enum | Class::Namespace if seen.tag.is_none() && !seen.paren => {
                seen.tag = Some(class);
            }
            Class::Literal if seen.tag.is_none() && seen.count == 1 => seen.tag = Some(Class::Literal),
            // `operator=` is a name.
            Class::Equal => seen.equal |= seen.last != Some(Class::Keyword) && !seen.template,
            Class::Item => (seen.template, seen.angles) = (true, 0),
            Class::Less if seen.template => seen.angles = seen.angles.saturating_add(1),
            Class::Greater if seen.template => {
                seen.angles = seen.angles.saturating_sub(1);
                seen.template = seen.angles > 0;
            }
            Class::Head if seen.count == 0 => seen.head = true,
            Class::Colon => seen.initialises |= seen.paren,
            _ => {}
        }
        seen.label = match class {
            Class::Case | Class::Default | Class::Access => true,
            Class::Word if seen.count == 0 => true,
            // `public slots:`, `case A::B:`
            Class::Word | Class::Colons | Class::Number | Class::Literal | Class::Other | Class::Ellipsis => {
                seen.label && seen.count > 0 && (seen.count > 1 || seen.last != Some(Class::Word))
            }
            _ => false,
        } || (seen.label
            && seen.last.is_some()
            && seen.count > 0
            && matches!(class, Class::Star | Class::Less));
        seen.count += 1;
        seen.last = Some(class);
    }

    fn open(&mut self, around: Around) {
        let frame = Frame { parent: self.state.frame, around, outside: self.state.seen };
        self.frames.push(frame);
        self.state = State { frame: self.frames.len() as u32 - 1, seen: Seen::default() };
    }

    fn close_paren(&mut self) {
        let frame = self.frames[self.state.frame as usize];
        if frame.around == Around::Paren {
            self.state = State { frame: frame.parent, seen: frame.outside };
            if frame.outside.head && !frame.outside.paren && self.around() != Around::Paren {
                self.state.seen = Seen { headed: true, ..Seen::default() };
                return;
            }
            self.state.seen.paren = true;
        }
        self.state.seen.count += 1;
        self.state.seen.last = Some(Class::Close);
    }

    /// A brace closes whatever parentheses were left open inside.
    fn close_brace(&mut self, token: &mut Token) {
        while self.around() == Around::Paren {
            let frame = self.frames[self.state.frame as usize];
            self.state.frame = frame.parent;
        }
        let frame = self.frames[self.state.frame as usize];
        token.around = frame.around;
        token.starts = true;
        if self.state.frame == 0 {
            self.state.seen = Seen::default();
            return;
        }
        self.state.frame = frame.parent;
        self.state.seen = match frame.around {
            Around::Type | Around::Enum | Around::Values => frame.outside,
            _ if self.frames[frame.parent as usize].around == Around::Paren => frame.outside,
            _ => Seen::default(),
        };
        if self.state.seen.count > 0 {
            self.state.seen.count += 1;
            self.state.seen.last = Some(Class::BraceClose);
        }
    }

    /// What the braces that open now hold.
    fn inside_braces(&self) -> Around {
        let seen = self.state.seen;
        match (self.around(), seen.last) {
            (Around::Values, _) => Around::Values,
            _ if seen.equal => Around::Values,
            (_, Some(Class::Word | Class::Greater)) if seen.initialises => Around::Values,
            _ if seen.initialises => Around::Block,
            (
                Around::Paren,
                Some(Class::Close | Class::BracketClose | Class::Suffix | Class::Arrow) | None,
            ) => Around::Block,
            (Around::Paren, _) if seen.paren => Around::Block,
            (Around::Paren, _) => Around::Values,
            (_, Some(Class::Close | Class::BracketClose | Class::Suffix) | None)
                if !matches!(seen.tag, Some(Class::Tag | Class::Enum)) || seen.paren =>
            {
                Around::Block
            }
            _ => match seen.tag {
                Some(Class::Namespace | Class::Literal) => Around::File,
                Some(Class::Enum) if !seen.paren => Around::Enum,
                Some(Class::Tag) if !seen.paren => Around::Type,
                _ if seen.paren || seen.count == 1 => Around::Block,
                _ => Around::Values,
            },
        }
    }
}

impl State {
    /// Number of the innermost open bracket.
    pub(super) fn frame(self) -> u32 {
        self.frame
    }
}
