//! The option that leaves compilers out of an answer.

use clap::{Args, ValueEnum};
use engine::Database;
use engine::query::Tiers;

use crate::failure::Failure;

/// Which tiers answer.
#[derive(Args, Debug)]
pub(crate) struct TierArgument {
    /// Whether overlays have a say beside the rules (`magellan import`)
    #[arg(long, value_enum, default_value_t = Tier::All, value_name = "TIER")]
    tier: Tier,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Tier {
    /// Rules, and what compilers say
    All,
    /// Rules alone
    Rules,
}

impl TierArgument {
    /// What is laid over the answers of rules.
    pub(crate) fn tiers(&self, db: &Database) -> Result<Tiers, Failure> {
        Ok(match self.tier {
            Tier::All => engine::tiers(db)?,
            Tier::Rules => Tiers::default(),
        })
    }
}
