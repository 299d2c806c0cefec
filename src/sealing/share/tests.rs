//! Any k of n open a key; fewer, foreign, repeated, mixed and damaged shares do not.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::*;
use crate::clock::Os;
use crate::sealing::key_pair;

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn circle(holders: usize, needed: usize) -> Circle {
    Circle::new((1..=holders).map(|at| slug(&format!("holder-{at}"))).collect(), needed).unwrap()
}

/// Two to seven holders, how many are needed, and a choice of as many of them, in any order.
fn any_circle() -> impl Strategy<Value = (usize, usize, Vec<usize>)> {
    (2_usize..=7).prop_flat_map(|of| (Just(of), 2..=of)).prop_flat_map(|(of, needed)| {
        let chosen = subsequence((0..of).collect::<Vec<_>>(), needed).prop_shuffle();
        (Just(of), Just(needed), chosen)
    })
}

fn joined(shares: &[Vec<u8>]) -> Option<PrivateKey> {
    Gf256::combine_bytes(shares).ok().and_then(|bytes| PrivateKey::from_bytes(&bytes).ok())
}

proptest! {
    #[test]
    fn any_k_of_n_give_the_key_and_one_fewer_gives_none((of, needed, chosen) in any_circle()) {
        let (key, public) = key_pair();
        let shares = split(&circle(of, needed), &key, &Os::default());
        let chosen: Vec<Vec<u8>> = chosen.iter().map(|at| shares[*at].clone()).collect();
        let opens = |key: Option<PrivateKey>| key.is_some_and(|key| key.public().to_bytes() == public.to_bytes());
        prop_assert!(opens(joined(&chosen)));
        prop_assert!(opens(joined(&shares)), "all of them too");
        prop_assert!(!opens(joined(&chosen[1..])));
    }

    #[test]
    fn one_changed_byte_of_a_share_gives_another_key((of, needed, chosen) in any_circle(), at: Index, by in 1_u8..) {
        let (key, public) = key_pair();
        let shares = split(&circle(of, needed), &key, &Os::default());
        let mut chosen: Vec<Vec<u8>> = chosen.iter().map(|at| shares[*at].clone()).collect();
        let byte = 1 + at.index(chosen[0].len() - 1);
        chosen[0][byte] ^= by;
        prop_assert!(joined(&chosen).is_none_or(|key| key.public().to_bytes() != public.to_bytes()));
    }
}

/// Shamir's promise: what fewer hold is as likely under any key, so each byte of a share takes every value.
#[test]
fn one_share_of_two_tells_no_byte_of_the_key() {
    let (key, _) = key_pair();
    let share = || split(&circle(2, 2), &key, &Os::default())[0].clone();
    let shares: Vec<Vec<u8>> = (0..6_000).map(|_| share()).collect();
    for at in 1..shares[0].len() {
        let seen: BTreeSet<u8> = shares.iter().map(|share| share[at]).collect();
        assert_eq!(seen.len(), 256, "byte {at}");
    }
}

struct Made {
    directory: tempfile::TempDir,
    wave: Slug,
    public: PublicKey,
    key: PrivateKey,
    circle: Circle,
}

/// A key of which two of three open, each share in its holder's directory.
fn made() -> Made {
    let directory = tempfile::tempdir().unwrap();
    let (key, public) = key_pair();
    let made = Made { directory, wave: slug("q1"), public, key, circle: circle(3, 2) };
    let passphrases: Vec<_> = made.circle.holders().iter().map(|name| passphrase(name.as_str())).collect();
    let to = (made.directory.path(), &made.circle, &passphrases[..]);
    write(to, (&made.wave, Purpose::Counting), &made.key, &Os::default(), &mut Vec::new()).unwrap();
    made
}

fn passphrase(holder: &str) -> Zeroizing<String> {
    Zeroizing::new(format!("the passphrase of {holder}"))
}

impl Made {
    fn folder(&self, holder: &str) -> PathBuf {
        self.directory.path().join(holder)
    }

    fn file(&self, holder: &str) -> PathBuf {
        path(&self.folder(holder), &self.wave, Purpose::Counting)
    }

    fn read(&self, holder: &str) -> Result<Share, ShareError> {
        Share::read(&self.file(holder), &self.wave, Purpose::Counting)
    }

    fn together(&self, holders: &[&str]) -> Result<Together, ShareError> {
        Together::new(holders.iter().map(|holder| self.read(holder)).collect::<Result<_, _>>()?, &self.public)
    }
}

fn refused<T>(outcome: Result<T, ShareError>, words: &[&str]) {
    let said = outcome.map(|_| ()).unwrap_err().to_string();
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
}

#[test]
fn any_two_of_three_open_and_the_others_need_not_come() {
    let made = made();
    for two in [["holder-1", "holder-2"], ["holder-3", "holder-1"], ["holder-2", "holder-3"]] {
        let opened = made.together(&two).unwrap().open(&two.map(passphrase)).unwrap();
        assert_eq!(*opened.to_bytes(), *made.key.to_bytes());
    }
    let three = made.together(&["holder-1", "holder-2", "holder-3"]).unwrap();
    assert_eq!(three.holders().count(), 2, "only as many as are needed are asked");
    refused(made.together(&["holder-2"]), &["2 of holder-1, holder-2, holder-3 are needed", "1 came"]);
    refused(made.together(&[]), &["no share"]);
}

#[test]
fn wrong_passphrases_and_repeated_shares_are_refused_by_name() {
    let made = made();
    let two = made.together(&["holder-1", "holder-2"]).unwrap();
    let wrong = two.open(&[passphrase("holder-1"), passphrase("holder-1")]);
    refused(wrong, &["holder-2", "the passphrase does not open"]);
    refused(made.together(&["holder-3", "holder-3"]), &["'holder-3' was given twice"]);
}

#[test]
fn shares_of_other_keys_waves_and_purposes_are_refused_by_name() {
    let (made, other) = (made(), made());
    let mixed = vec![made.read("holder-1").unwrap(), other.read("holder-2").unwrap()];
    refused(Together::new(mixed, &made.public), &["'holder-2'", "another counting key"]);
    let foreign = vec![other.read("holder-1").unwrap(), other.read("holder-2").unwrap()];
    refused(Together::new(foreign, &made.public), &["'holder-1'", "another counting key"]);
    let file = made.file("holder-1");
    refused(Share::read(&file, &slug("q2"), Purpose::Counting), &["the counting key of wave q1"]);
    refused(Share::read(&file, &made.wave, Purpose::Text), &["the counting key of wave q1"]);
}

#[test]
fn a_file_tells_whose_share_of_what_it_is_and_no_secret() {
    let made = made();
    let text = fs::read_to_string(made.file("holder-2")).unwrap();
    for told in ["\"q1\"", "\"counting\"", "\"holder-2\"", "\"needed\": 2"] {
        assert!(text.contains(told), "{text}");
    }
    let share = split(&made.circle, &made.key, &Os::default())[1].clone();
    for secret in [&share[1..], &made.key.to_bytes()] {
        let written = [HEXLOWER.encode(secret), data_encoding::BASE64.encode(secret)];
        assert!(!written.iter().any(|secret| text.contains(secret.as_str())));
    }
}

#[test]
fn a_damaged_file_is_told_before_a_passphrase_is_asked_for() {
    let made = made();
    let file = made.file("holder-2");
    let text = fs::read_to_string(&file).unwrap();
    let salt = text.split("\"salt\": \"").nth(1).unwrap()[..4].to_owned();
    let changes = [("\"needed\": 2", "\"needed\": 1"), ("holder-3", "holder-4"), (&salt, "AAAA"), ("=\"", "\"")];
    for (from, to) in changes {
        fs::write(&file, text.replace(from, to)).unwrap();
        refused(made.together(&["holder-1", "holder-2"]), &["the share of 'holder-2' is damaged"]);
    }
    for broken in [&text[..text.len() / 2], "", "{}"] {
        fs::write(&file, broken).unwrap();
        refused(made.together(&["holder-1", "holder-2"]), &["holder-2", "not a keyholder's share"]);
    }
}

/// Somebody who knows the format can make the digest fit again; the passphrase is then asked for, and the seal holds.
#[test]
fn a_file_that_was_changed_with_care_does_not_open() {
    let made = made();
    let file = made.file("holder-2");
    let mut changed: File = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    changed.label.holder = slug("holder-3");
    changed.digest = check(&changed.label, &changed.share);
    fs::write(&file, serde_json::to_string(&changed).unwrap()).unwrap();
    let two = made.together(&["holder-1", "holder-2"]).unwrap();
    refused(two.open(&[passphrase("holder-1"), passphrase("holder-2")]), &["does not open the share of 'holder-3'"]);
}

/// A holder who makes a share anew spoils the key, and it is not handed out.
#[test]
fn shares_that_do_not_give_the_key_are_refused_before_it_is_used() {
    let made = made();
    let file = made.file("holder-2");
    let mut changed: File = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let mut own = made.read("holder-2").unwrap().open(&passphrase("holder-2")).unwrap();
    own[5] ^= 1;
    changed.share = Wrapped::new(&own, &passphrase("holder-2"), &changed.label.line(), &Os::default());
    changed.digest = check(&changed.label, &changed.share);
    fs::write(&file, serde_json::to_string(&changed).unwrap()).unwrap();
    let two = made.together(&["holder-1", "holder-2"]).unwrap();
    let opened = two.open(&[passphrase("holder-1"), passphrase("holder-2")]);
    refused(opened, &["holder-1, holder-2 do not give the counting key of wave q1"]);
}

#[test]
fn circles_that_protect_nothing_are_refused_in_words() {
    let names = |names: &[&str]| names.iter().map(|name| slug(name)).collect::<Vec<_>>();
    refused(Circle::new(names(&["a"]), 1), &["two or more"]);
    refused(Circle::new(names(&["a", "b"]), 1), &["2 to 2 can be needed, not 1"]);
    refused(Circle::new(names(&["a", "b", "c"]), 4), &["2 to 3 can be needed, not 4"]);
    refused(Circle::new(names(&["a", "b", "a"]), 2), &["'a' is named twice"]);
}
