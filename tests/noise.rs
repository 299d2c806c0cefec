//! The ledger of noise on both databases, and that exact figures and noise never meet. With the feature: the commands,
//! killed at every point (`cargo test --features dp noise`).

use heard::disclosure::Rho;
use heard::store::{BudgetError, NoiseTable};
use heard::wave::State;

use crate::common::{Service, Survivor, slug};
use crate::on_both;

fn rho(text: &str) -> Rho {
    text.parse().unwrap()
}

fn table(service: &Service, question: &str) -> NoiseTable {
    NoiseTable { wave: service.wave.clone(), survey: slug("core-adult"), question: slug(question) }
}

/// A wave with twenty answers, counted and not released.
async fn counted(service: &mut Service) {
    Survivor::visiting(service).crowd("/l/everyone", 20, &[("believed", "no")]).await;
    service.end().await;
}

#[tokio::test]
async fn a_reservation_is_spent_for_good_and_takes_one_document() {
    on_both!(async |mut service: Service| {
        counted(&mut service).await;
        let (store, believed) = (&service.store, table(&service, "believed"));
        let cap = Some(rho("1"));
        let first = store.reserve_noise(&believed, rho("0.25"), cap, false).await.unwrap();
        assert_eq!(store.noise_ledger().await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(store.noise_waves().await.unwrap(), [service.wave.clone()].into());
        // As after a crash: nobody knows how far the first came, so it stays spent.
        let refused = store.reserve_noise(&believed, rho("0.25"), None, false).await.unwrap_err();
        assert!(matches!(refused, BudgetError::Unfinished(_)), "{refused}");
        let second = store.reserve_noise(&believed, rho("0.5"), None, true).await.unwrap();
        assert_eq!(second.attempt, 2);
        store.finish_noise(&second, "shown").await.unwrap();
        // The first comes back from the dead: a table is shown once.
        for late in [&first, &second] {
            let refused = store.finish_noise(late, "other").await.unwrap_err();
            assert!(matches!(refused, BudgetError::Drawn), "{refused}");
        }
        let refused = store.reserve_noise(&believed, rho("0.1"), None, true).await.unwrap_err();
        assert!(matches!(refused, BudgetError::Drawn), "{refused}");
        let shown: Vec<Option<String>> =
            store.noise_ledger().await.unwrap().into_iter().map(|draw| draw.document).collect();
        assert_eq!(shown, [None, Some("shown".to_owned())]);
        let spent: i64 = store.noise_ledger().await.unwrap().iter().map(|draw| draw.rho.millionths()).sum();
        assert_eq!(spent, 750_000);
    });
}

#[tokio::test]
async fn the_cap_is_set_once_and_holds_over_all_waves() {
    on_both!(async |mut service: Service| {
        counted(&mut service).await;
        let first = table(&service, "believed");
        let refused = service.store.reserve_noise(&first, rho("0.1"), None, false).await.unwrap_err();
        assert!(matches!(refused, BudgetError::NoCap), "{refused}");
        let refused = service.store.reserve_noise(&first, rho("0.6"), Some(rho("0.5")), false).await.unwrap_err();
        assert!(matches!(refused, BudgetError::OverCap { .. }), "{refused}");
        assert_eq!(service.store.noise_cap().await.unwrap(), None, "nothing of what was refused stays");
        service.store.reserve_noise(&first, rho("0.3"), Some(rho("0.5")), false).await.unwrap();

        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        service.clock.set(heard::clock::start_of("2026-05-01".parse().unwrap()));
        counted(&mut service).await;
        let second = table(&service, "believed");
        let refused = service.store.reserve_noise(&second, rho("0.3"), Some(rho("5")), false).await.unwrap_err();
        assert!(matches!(refused, BudgetError::OtherCap(_)), "{refused}");
        let refused = service.store.reserve_noise(&second, rho("0.200001"), None, false).await.unwrap_err();
        assert!(refused.to_string().contains("0.3 of 0.5 is spent"), "{refused}");
        service.store.reserve_noise(&second, rho("0.2"), Some(rho("0.5")), false).await.unwrap();
        assert_eq!(service.store.noise_cap().await.unwrap(), Some(rho("0.5")));
        assert_eq!(service.rows().count("noise_draw").await, 2);
    });
}

#[tokio::test]
async fn reservations_at_the_same_moment_never_pass_the_cap_together() {
    on_both!(async |mut service: Service| {
        counted(&mut service).await;
        let questions = ["believed", "notblamed", "respect", "choice", "control", "support", "safe", "trauma"];
        let tasks = questions.map(|question| {
            let (store, table) = (service.store.clone(), table(&service, question));
            tokio::spawn(async move { store.reserve_noise(&table, rho("0.2"), Some(rho("1")), false).await })
        });
        let mut reserved = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(_) => reserved += 1,
                Err(refused) => assert!(matches!(refused, BudgetError::OverCap { .. }), "{refused}"),
            }
        }
        assert_eq!((reserved, service.rows().count("noise_draw").await), (5, 5));
    });
}

#[tokio::test]
async fn a_wave_with_noise_is_never_released_and_a_released_one_gets_none() {
    on_both!(async |mut service: Service| {
        Survivor::visiting(&service).crowd("/l/everyone", 20, &[("believed", "no")]).await;
        let believed = table(&service, "believed");
        let cap = Some(rho("1"));
        let refused = service.store.reserve_noise(&believed, rho("0.1"), cap, false).await.unwrap_err();
        assert!(refused.to_string().contains("this needs a wave that is counted"), "{refused}");
        service.end().await;
        service.store.reserve_noise(&believed, rho("0.1"), cap, false).await.unwrap();
        let refused = service.publish().await.unwrap_err().to_string();
        assert!(refused.contains("can never be published"), "{refused}");
        assert_eq!(service.store.wave(&service.wave).await.unwrap().state, State::Counted);
        assert_eq!(service.rows().count("release").await, 0);

        service.add_wave("2026-q2", "2026-04-01", "2026-06-30").await;
        service.clock.set(heard::clock::start_of("2026-05-01".parse().unwrap()));
        counted(&mut service).await;
        let later = table(&service, "believed");
        let respect = table(&service, "respect");
        let reserved = service.store.reserve_noise(&respect, rho("0.1"), None, false);
        let (published, reserved) = tokio::join!(service.publish(), reserved);
        assert_ne!(published.is_ok(), reserved.is_ok(), "one of the two, whoever comes first");
        if published.is_ok() {
            let refused = service.store.reserve_noise(&later, rho("0.1"), None, false).await.unwrap_err();
            assert!(refused.to_string().contains("this needs a wave that is counted"), "{refused}");
        }
    });
}

#[cfg(feature = "dp")]
mod commands {
    use heard::clock::Os;
    use heard::disclosure::NoisyTable;
    use heard::sealing::{PrivateKey, Purpose, keyholder};
    use std::process::Output;

    use super::*;
    use crate::common::binary::{heard, said};
    use crate::common::{Engine, region};

    const PASSPHRASE: &str = "correct horse battery";

    /// Where the commands find a test's database and release key.
    struct Desk<'a>(&'a Service);

    impl<'a> Desk<'a> {
        fn of(service: &'a Service) -> Self {
            let key = &service.keys[&(service.wave.clone(), Purpose::Release)];
            let key = PrivateKey::from_bytes(key).unwrap();
            let directory = service.directory.path();
            std::fs::write(directory.join("passphrase"), PASSPHRASE).unwrap();
            keyholder::write(directory, &service.wave, Purpose::Release, &key, PASSPHRASE, &Os::default()).unwrap();
            Self(service)
        }

        fn command(&self, args: &[&str], failing: &str) -> Output {
            let directory = self.0.directory.path();
            let mut command = heard();
            command.args(args).arg("--data").arg(directory).env("FAILPOINTS", failing);
            if self.0.engine == Engine::Postgres {
                command.args(["--database", &self.0.url]);
            }
            command.env("HEARD_PASSPHRASE_FILE", directory.join("passphrase")).output().unwrap()
        }

        fn draw(&self, question: &str, more: &[&str], failing: &str) -> Output {
            let keys = self.0.directory.path().to_str().unwrap();
            let draw = ["noise", "draw", self.0.wave.as_str(), "--question", question, "--key-dir", keys];
            self.command(&[&draw, more].concat(), failing)
        }

        async fn drawn(&self) -> Vec<bool> {
            let ledger = self.0.store.noise_ledger().await.unwrap();
            ledger.iter().map(|draw| draw.document.is_some()).collect()
        }
    }

    #[tokio::test]
    async fn noise_is_drawn_once_kept_and_listed() {
        on_both!(async |mut service: Service| {
            counted(&mut service).await;
            let exact = region(&service.exact().await, "believed");
            let desk = Desk::of(&service);
            let refused = desk.draw("believed", &["--rho", "0.1"], "");
            assert!(said(&refused).contains("no cap was set"), "{}", said(&refused));
            let first = desk.draw("believed", &["--rho", "0.1", "--cap", "0.5"], "");
            assert!(first.status.success(), "{}", said(&first));
            assert!(said(&first).contains("at the size of one provider these figures are useless"));
            let table: NoisyTable = serde_json::from_slice(&first.stdout).unwrap();
            assert_eq!(table.leaves.len(), exact.options.len() + 1);
            for leaf in &table.leaves {
                let n = leaf.options.first().map_or(exact.outside, |option| exact.options[option]) as i64;
                // Twenty standard deviations: never by chance.
                assert!((leaf.count - n).abs() <= 45, "{} for {n}", leaf.count);
            }
            // The same again, for nothing; never another.
            let file = service.directory.path().join("noise.json");
            let again = desk.draw("believed", &["--rho", "0.1", "--out", file.to_str().unwrap()], "");
            assert!(said(&again).contains("Nothing was spent"), "{}", said(&again));
            let kept: NoisyTable = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
            assert_eq!(kept, table);
            let other = desk.draw("believed", &["--rho", "0.2", "--again"], "");
            assert!(said(&other).contains("never drawn again"), "{}", said(&other));
            let over = desk.draw("respect", &["--rho", "0.400001"], "");
            assert!(said(&over).contains("would pass the cap"), "{}", said(&over));
            let words = desk.draw("helped", &["--rho", "0.1"], "");
            assert!(said(&words).contains("answered in words"), "{}", said(&words));
            let budget = said(&desk.command(&["noise", "budget"], ""));
            assert!(budget.contains("2026-q1\tcore-adult\tbelieved\t1\t0.1\tdrawn"), "{budget}");
            assert!(budget.contains("Spent 0.1 of 0.5; 0.4 is left"), "{budget}");
            let key_dir = service.directory.path().to_str().unwrap().to_owned();
            let publish = ["release", "publish", "2026-q1", "--key-dir", &key_dir, "--witness", "a", "--witness", "b"];
            let refused = said(&desk.command(&publish, ""));
            assert!(refused.contains("can never be published"), "{refused}");
        });
    }

    #[tokio::test]
    async fn noise_of_a_draw_that_was_killed_stays_paid_for_and_is_never_shown() {
        on_both!(async |mut service: Service| {
            counted(&mut service).await;
            let desk = Desk::of(&service);
            let rho = ["--rho", "0.1", "--cap", "1"];
            let killed = desk.draw("believed", &rho, "noise-before-reserved=return");
            assert!(!killed.status.success());
            assert_eq!(desk.drawn().await, [] as [bool; 0], "before the commit nothing was paid and nothing drawn");
            for (spent, point) in (1..).zip(["noise-after-reserved", "noise-after-sampling", "noise-before-drawn"]) {
                let again: &[&str] = if spent == 1 { &[] } else { &["--again"] };
                let killed = desk.draw("believed", &[&rho[..], again].concat(), &format!("{point}=return"));
                assert!(!killed.status.success() && killed.stdout.is_empty(), "{point}: {}", said(&killed));
                assert_eq!(desk.drawn().await, vec![false; spent], "{point}");
                let refused = desk.draw("believed", &rho, "");
                assert!(said(&refused).contains("--again pays once more"), "{}", said(&refused));
            }
            let killed = desk.draw("believed", &[&rho[..], &["--again"]].concat(), "noise-after-drawn=return");
            assert!(!killed.status.success() && killed.stdout.is_empty());
            assert_eq!(desk.drawn().await, [false, false, false, true]);
            // It was kept: asking again shows it, and pays nothing.
            let shown = desk.draw("believed", &rho, "");
            assert!(shown.status.success() && said(&shown).contains("Nothing was spent"), "{}", said(&shown));
            let budget = said(&desk.command(&["noise", "budget"], ""));
            assert!(budget.contains("Spent 0.4 of 1"), "{budget}");
        });
    }

    #[tokio::test]
    async fn noise_is_refused_for_a_released_wave() {
        on_both!(async |mut service: Service| {
            counted(&mut service).await;
            service.publish().await.unwrap();
            let desk = Desk::of(&service);
            let refused = desk.draw("believed", &["--rho", "0.1", "--cap", "1"], "");
            assert!(said(&refused).contains("release 2026-q1 tells of wave 2026-q1 exactly"), "{}", said(&refused));
            assert_eq!(desk.drawn().await, [] as [bool; 0]);
        });
    }
}
