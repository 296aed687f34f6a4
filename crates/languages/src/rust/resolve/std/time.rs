pub struct Duration;
impl Duration { pub const ZERO: Duration; pub const MAX: Duration; pub const fn new(s: u64, n: u32) -> Duration; pub const fn from_secs(s: u64) -> Duration; pub const fn from_millis(s: u64) -> Duration; pub const fn from_micros(s: u64) -> Duration; pub const fn from_nanos(s: u64) -> Duration; pub fn from_secs_f64(s: f64) -> Duration; pub fn as_secs(&self) -> u64; pub fn as_millis(&self) -> u128; pub fn as_micros(&self) -> u128; pub fn as_nanos(&self) -> u128; pub fn subsec_nanos(&self) -> u32; pub fn subsec_millis(&self) -> u32; pub fn as_secs_f64(&self) -> f64; pub fn as_secs_f32(&self) -> f32; pub fn is_zero(&self) -> bool; pub fn checked_add(self, o: Duration) -> Option<Duration>; pub fn checked_sub(self, o: Duration) -> Option<Duration>; pub fn saturating_sub(self, o: Duration) -> Duration; }
impl Clone for Duration { fn clone(&self) -> Self; }
pub struct Instant;
impl Instant { pub fn now() -> Instant; pub fn duration_since(&self, o: Instant) -> Duration; pub fn elapsed(&self) -> Duration; pub fn checked_add(&self, d: Duration) -> Option<Instant>; pub fn saturating_duration_since(&self, o: Instant) -> Duration; }
impl Sub<Instant> for Instant { type Output = Duration; }
pub struct SystemTime;
impl SystemTime { pub const UNIX_EPOCH: SystemTime; pub fn now() -> SystemTime; pub fn duration_since(&self, o: SystemTime) -> Result<Duration, SystemTimeError>; pub fn elapsed(&self) -> Result<Duration, SystemTimeError>; }
pub struct SystemTimeError;
pub const UNIX_EPOCH: SystemTime;
