//! Whether one network sends or guesses more than people do: counted under a digest that is forgotten each hour.
//!
//! Promises that no address is kept: the last part is cut off on arrival (/24, /48), the proxy that comes with this
//! passes no more than that on, and what is counted is a keyed digest whose key is random, in memory alone, and replaced
//! each hour. A count marks what is sent, inside the sealed envelope, and refuses nobody; only typing codes ends for a
//! while, after hundreds. Many people behind one address (a refuge, a phone company) are one network: limits are generous.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Mutex;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use ring::hmac;

use crate::clock::{Entropy, random};

/// What the proxy puts the cut address into.
const HEADER: &str = "x-network";
const HOUR: i64 = 3_600;
/// One network is not expected to send more by open links in an hour.
const MOST_SENT: u32 = 30;
/// Nor to type more codes.
const MOST_TYPED: u32 = 300;
/// More than these are not told apart in one hour.
const MOST_NETWORKS: usize = 100_000;

/// Who connected, set by the server; a proxy's own address says nothing of the visitor.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Where a request came from, as far as it is known at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(Option<IpAddr>);

impl Network {
    fn cut(address: IpAddr) -> Self {
        Self(Some(match address.to_canonical() {
            IpAddr::V4(four) => {
                let [a, b, c, _] = four.octets();
                Ipv4Addr::new(a, b, c, 0).into()
            }
            IpAddr::V6(six) => {
                let [a, b, c, ..] = six.segments();
                Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0).into()
            }
        }))
    }
}

impl<S: Sync> FromRequestParts<S> for Network {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let Some(Peer(peer)) = parts.extensions.get() else {
            return Ok(Self(None));
        };
        if !is_near(*peer) {
            return Ok(Self::cut(*peer));
        }
        let told = parts.headers.get(HEADER).and_then(|value| value.to_str().ok()?.parse().ok());
        // Behind a second proxy every visitor would be that one: then nothing is known of them.
        let told = told.filter(|told| !is_near(*told));
        Ok(told.map_or(Self(None), Self::cut))
    }
}

/// On this machine or beside it: a proxy.
fn is_near(peer: IpAddr) -> bool {
    match peer.to_canonical() {
        IpAddr::V4(four) => four.is_loopback() || four.is_private(),
        IpAddr::V6(six) => six.is_loopback() || six.is_unique_local(),
    }
}

#[derive(Clone, Copy)]
enum Act {
    Send,
    Type,
}

#[derive(Default)]
pub struct Networks(Mutex<Hour>);

#[derive(Default)]
struct Hour {
    number: i64,
    salt: [u8; 32],
    seen: HashMap<[u8; 8], u32>,
}

impl Networks {
    /// Notes one sent, unless that page was counted before; whether that is more than people send.
    pub fn sends_too_much(&self, network: Network, now: i64, again: bool, entropy: &dyn Entropy) -> bool {
        self.note(network, Act::Send, now, again, entropy) > MOST_SENT
    }

    /// Notes one code typed; whether it looks like guessing.
    pub fn types_too_much(&self, network: Network, now: i64, entropy: &dyn Entropy) -> bool {
        self.note(network, Act::Type, now, false, entropy) > MOST_TYPED
    }

    fn note(&self, Network(address): Network, act: Act, now: i64, again: bool, entropy: &dyn Entropy) -> u32 {
        let Some(address) = address else { return 0 };
        let mut hour = self.0.lock().expect("no holder of this lock panics");
        if hour.number != now.div_euclid(HOUR) || hour.salt == [0; 32] {
            *hour = Hour { number: now.div_euclid(HOUR), salt: random(entropy), seen: HashMap::new() };
        }
        let digest = digest(&hour.salt, act, address);
        if hour.seen.len() >= MOST_NETWORKS && !hour.seen.contains_key(&digest) {
            return 0;
        }
        let count = hour.seen.entry(digest).or_default();
        *count = count.saturating_add(u32::from(!again));
        *count
    }
}

fn digest(salt: &[u8; 32], act: Act, address: IpAddr) -> [u8; 8] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, salt);
    let tag = hmac::sign(&key, format!("{} {address}", act as u8).as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&tag.as_ref()[..8]);
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{Os, Seeded};

    fn network(text: &str) -> Network {
        Network::cut(text.parse().unwrap())
    }

    #[test]
    fn addresses_are_cut_on_arrival() {
        assert_eq!(network("203.0.113.77"), Network(Some("203.0.113.0".parse().unwrap())));
        assert_eq!(network("::ffff:203.0.113.9"), network("203.0.113.1"));
        assert_eq!(network("2001:db8:7:8:9::1"), Network(Some("2001:db8:7::".parse().unwrap())));
    }

    #[test]
    fn what_is_counted_is_forgotten_within_the_hour() {
        // Repeatable, since random digests hold any few bytes now and then.
        let (networks, entropy) = (Networks::default(), Seeded::new(1));
        let digests = || networks.0.lock().unwrap().seen.keys().copied().collect::<Vec<_>>();
        let one = network("203.0.113.77");
        for _ in 0..MOST_SENT {
            assert!(!networks.sends_too_much(one, 7_200, false, &entropy));
        }
        assert!(
            networks.sends_too_much(network("203.0.113.200"), 7_200, false, &entropy),
            "its neighbour is the same network"
        );
        let first = digests();
        assert!(!networks.sends_too_much(network("203.0.114.77"), 7_200, false, &entropy));
        assert!(!networks.types_too_much(one, 7_200, &entropy), "sending and typing are counted apart");
        assert!(!networks.sends_too_much(one, 10_800, false, &entropy), "the next hour begins anew");
        assert!(!networks.sends_too_much(Network(None), 10_800, false, &entropy));
        let second = digests();
        assert_eq!(second.len(), 1, "the hour before is gone");
        assert_ne!(first, second, "no digest can be followed from one hour into the next");
        assert!(!second[0].windows(3).any(|bytes| bytes == [203, 0, 113]), "nor does it hold the address");
    }

    #[test]
    fn what_is_known_is_bounded() {
        let (networks, os) = (Networks::default(), Os::default());
        for n in 0..MOST_NETWORKS as u32 + 10 {
            networks.types_too_much(Network::cut(IpAddr::V4((n << 8).into())), 1, &os);
        }
        assert_eq!(networks.0.lock().unwrap().seen.len(), MOST_NETWORKS);
    }
}
