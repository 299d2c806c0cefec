//! Time and randomness, passed in so that tests and the demo can set them.
//!
//! Promises that nothing else in the house asks the machine for either: `clippy.toml` forbids it. Waves are counted
//! in whole days of UTC; nothing finer is ever stored about a respondent.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use rand::SeedableRng;
use rand::rngs::StdRng;
use ring::rand::{SecureRandom, SystemRandom};

pub trait Clock: Send + Sync {
    /// Seconds since 1970.
    fn now(&self) -> i64;

    fn today(&self) -> Date {
        date_of(self.now())
    }
}

pub fn date_of(seconds: i64) -> Date {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC).date()
}

/// "2026-02-10 11:06:40", of UTC.
pub fn date_time(seconds: i64) -> String {
    let at = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC);
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The first second of a day.
pub fn start_of(date: Date) -> i64 {
    date.to_zoned(TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_second())
}

pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)] // the one place that asks
    fn now(&self) -> i64 {
        Timestamp::now().as_second()
    }
}

/// A clock that is set by hand.
#[derive(Default)]
pub struct SetClock(AtomicI64);

impl SetClock {
    pub fn at(seconds: i64) -> Self {
        Self(AtomicI64::new(seconds))
    }

    pub fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }

    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Where unguessable bytes come from.
pub trait Entropy: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's generator, through ring.
pub struct Os(SystemRandom);

impl Default for Os {
    #[allow(clippy::disallowed_methods)] // the one place that asks
    fn default() -> Self {
        Self(SystemRandom::new())
    }
}

impl Entropy for Os {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness nothing can be kept secret, so there is nothing sensible to do but stop.
        self.0.fill(bytes).expect("the operating system gives random bytes");
    }
}

/// A repeatable generator for the demo and for tests. Never for secrets.
pub struct Seeded(Mutex<StdRng>);

impl Seeded {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Entropy for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        use rand::Rng;
        self.0.lock().expect("no holder of this lock panics").fill_bytes(bytes);
    }
}

pub fn random<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

/// A fast generator for shuffles and draws, seeded from `entropy`.
pub fn generator(entropy: &dyn Entropy) -> StdRng {
    StdRng::from_seed(random(entropy))
}
