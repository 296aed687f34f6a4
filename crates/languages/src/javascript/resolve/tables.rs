//! Numbers of the questions that sessions remember for this policy.

/// Import to module.
pub(super) const MODULES: u32 = 1;
/// Name to global value.
pub(super) const GLOBAL_VALUES: u32 = 2;
/// Name to global type.
pub(super) const GLOBAL_TYPES: u32 = 3;
/// File to what `require` of it gives.
pub(super) const WHOLE: u32 = 4;
