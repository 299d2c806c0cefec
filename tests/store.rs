//! The store on both databases: what it refuses, and that the two engines behave alike.

use heard::sealing::Source;
use heard::store::{Provider, Store, StoreError};
use heard::survey::Slug;

use crate::common::{Engine, Service, Survivor, slug};
use crate::on_both;

#[tokio::test]
async fn migrations_run_twice_change_nothing() {
    on_both!(async |service: Service| {
        let before = service.rows().dump_all().await;
        Store::open(&service.url).await.unwrap().close().await;
        assert_eq!(service.rows().dump_all().await, before);
    });
}

#[tokio::test]
async fn a_changed_migration_is_noticed_and_the_next_start_does_not_hang() {
    on_both!(async |service: Service| {
        let zero = if service.engine == Engine::Sqlite { "x'00'" } else { "'\\x00'::bytea" };
        service.rows().run(&format!("UPDATE _sqlx_migrations SET checksum = {zero}")).await;
        for _ in 0..2 {
            let refused = Store::open(&service.url).await.map(|_| ()).unwrap_err();
            assert!(matches!(refused, StoreError::Migrate(_)), "{refused}");
        }
    });
}

#[tokio::test]
async fn names_are_taken_once() {
    on_both!(async |service: Service| {
        let provider = Provider {
            id: slug("lantern"),
            name: "Again".into(),
            area: slug("dudley"),
            agency_type: slug("academic"),
            service_type: slug("isva"),
            source: Source::Provider,
        };
        let refused = service.store.add_provider(&provider).await.unwrap_err();
        assert_eq!(refused.to_string(), "there already is a provider 'lantern'");
        let missing = service.store.wave(&slug("nowhere")).await.map(|_| ()).unwrap_err();
        assert_eq!(missing.to_string(), "there is no wave 'nowhere'");
    });
}

#[tokio::test]
async fn waves_of_one_family_that_overlap_are_refused() {
    on_both!(async |service: Service| {
        use heard::store::NewWave;
        use heard::wave::{State, Wave};
        let wave = Wave {
            id: slug("spring"),
            family: slug("core"),
            opens: "2026-03-31".parse().unwrap(),
            closes: "2026-05-01".parse().unwrap(),
            state: State::Collecting,
            carried_into: None,
        };
        let refused = service
            .store
            .add_wave(&NewWave { wave, surveys: vec![], languages: vec![], keys: vec![] })
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("a response must belong to one wave only"), "{refused}");
    });
}

#[tokio::test]
async fn lists_come_in_the_same_order_from_both_engines() {
    let mut orders: Vec<Vec<Slug>> = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let service = Service::open(engine).await;
        for id in ["b-2", "b10", "a-9", "b-10"] {
            service.add_provider(id, "dudley").await;
        }
        orders.push(service.store.providers().await.unwrap().into_iter().map(|provider| provider.id).collect());
    }
    assert_eq!(orders[0], orders[1]);
}

#[tokio::test]
async fn many_send_at_once_and_each_is_kept() {
    on_both!(async |service: Service| {
        let survivor = Survivor::visiting(&service);
        let mut pages = Vec::new();
        for _ in 0..60 {
            pages.push(survivor.open("/l/everyone").await);
        }
        let sends: Vec<_> = pages
            .into_iter()
            .map(|page| {
                let survivor = Survivor::visiting(&service);
                tokio::spawn(async move { survivor.send(&page, &[("believed", "no")]).await.to().to_owned() })
            })
            .collect();
        for send in sends {
            assert_eq!(send.await.unwrap(), "/sent");
        }
        assert_eq!(service.rows().count("envelope").await, 60);
    });
}

#[tokio::test]
async fn sqlite_runs_with_full_synchronisation_and_overwrites_what_is_deleted() {
    let service = Service::open(Engine::Sqlite).await;
    service.store.tidy().await.unwrap();
    let file = std::fs::read(service.directory.path().join("heard.sqlite")).unwrap();
    assert_eq!(&file[16..18], [0, 1], "page_size 65,536 is written as 1");
    let settings = heard::store::sqlite_settings().join("; ");
    for needed in ["synchronous = FULL", "secure_delete = ON", "journal_mode = WAL"] {
        assert!(settings.contains(needed), "{needed}");
    }
}

#[tokio::test]
async fn an_address_of_no_known_database_is_refused_without_its_password() {
    let refused = Store::open("mysql://user:secret@host/db").await.map(|_| ()).unwrap_err().to_string();
    assert!(!refused.contains("secret"), "{refused}");
}
