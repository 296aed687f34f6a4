//! What exports for other tools' navigation need of symbols beside their facts: a text that is theirs alone, what they
//! override, which declarations belong to which definition. Memory is bounded: files are outlined when they are asked
//! for and forgotten when there are too many.

pub(crate) mod documentation;
mod links;
mod locals;
mod mentions;
mod navigation;
mod outline;
mod outlines;
mod overrides;
mod prefix;
mod text;

pub(crate) use locals::{Local, Locals};
pub(crate) use mentions::{Does, Meaning, Mention, Mentions, definitions};
pub(crate) use navigation::Navigation;
pub(crate) use outline::Outline;
pub(crate) use outlines::Known;
pub(crate) use text::manager;
