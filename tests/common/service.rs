//! A whole service in a test: a database of its own, a clock set by hand, one open wave, two providers, links, codes.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use heard::audit::Anchor;
use heard::cli::{AllowLanguages, offer_languages};
use heard::clock::{Clock, Os, SetClock, random, start_of};
use heard::code::{self, Pepper, Word};
use heard::coproduction::{Framework, Population};
use heard::count::{self, CheckReport, Checking, CountReport};
use heard::disclosure::{Distribution, Exact, Place, TableKey};
use heard::release::{Correction, Document, Publication, QuotationKeys, SigningKey, preview, publish, withdraw};
use heard::sealing::{PrivateKey, Purpose, Source, key_pair, open_counts};
use heard::store::{Link, LinkPurpose, NewWave, Provider, Role, Store, StoreError, Witnessed};
use heard::survey::{Library, Slug};
use heard::themes::codebook::Codebook;
use heard::wave::{State, Wave};
use heard::web::{self, Area, Parts, Settings};
use tempfile::TempDir;

use super::tamper::Rows;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

pub struct Service {
    pub engine: Engine,
    pub url: String,
    pub store: Store,
    pub router: Router,
    pub clock: Arc<SetClock>,
    pub library: Library,
    pub codebook: Codebook,
    pub wave: Slug,
    /// Codes of the open wave, of the first provider.
    pub codes: Vec<Word>,
    pub keys: BTreeMap<(Slug, Purpose), Vec<u8>>,
    pub signing: SigningKey,
    pub directory: TempDir,
}

pub const EXIT_TO: &str = "https://weather.example/";

pub fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

impl Service {
    pub async fn open(engine: Engine) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}/heard.sqlite?mode=rwc", directory.path().display()),
            Engine::Postgres => postgres_schema().await,
        };
        let clock = Arc::new(SetClock::at(start_of("2026-02-10".parse().unwrap()) + 40_000));
        let anchor = Anchor::new(directory.path(), &[9; 32]);
        let store = Store::open(&url).await.unwrap().timed_by(clock.clone()).anchored(anchor);
        let signing = SigningKey::read_or_make(&directory.path().join("signing.pk8")).unwrap();
        let library = Library::built_in();
        let router = router(&directory, &store, &library, clock.clone(), &signing, settings());
        let mut service = Self {
            engine,
            url,
            store,
            router,
            clock,
            library,
            codebook: Codebook::built_in(),
            wave: slug("2026-q1"),
            codes: vec![],
            keys: BTreeMap::new(),
            signing,
            directory,
        };
        service.add_provider("lantern", "dudley").await;
        service.add_provider("spire", "coventry").await;
        service.add_link("lanternx", Some("lantern")).await;
        service.add_link("everyone", None).await;
        service.add_wave("2026-q1", "2026-01-01", "2026-03-31").await;
        service.codes = service.make_codes("lantern", 40).await;
        service
    }

    /// The pages with shares of the population, as from a file.
    pub fn compare_with(&mut self, population: &str) {
        let population = Population::parse(population, &self.library).unwrap();
        self.with_parts(|parts| parts.population = Some(population));
    }

    /// Takes back what the wave's release shows of a question.
    pub async fn withdraw(&self, question: &str, reason: &str) -> anyhow::Result<Document> {
        let correction = Correction {
            release: &self.wave,
            question: &slug(question),
            reason,
            signing: &self.signing,
            run_by: "The Commission",
            today: self.clock.today(),
        };
        withdraw(&self.store, &correction).await
    }

    /// The pages again, as after a restart: memory is gone, secrets and database are not.
    pub fn restart(&mut self) {
        self.with_settings(|_| ());
    }

    /// Another neutral site for Exit.
    pub fn leave_to(&mut self, site: &str) {
        self.with_settings(|settings| settings.exit_to = site.into());
    }

    pub async fn add_provider(&self, id: &str, area: &str) {
        let provider = Provider {
            id: slug(id),
            name: format!("{id} support"),
            area: slug(area),
            agency_type: slug("specialist-third-sector"),
            service_type: slug("isva"),
            source: Source::Provider,
        };
        self.store.add_provider(&provider).await.unwrap();
    }

    pub async fn add_link(&self, id: &str, provider: Option<&str>) {
        self.add_link_of(id, provider, None).await;
    }

    pub async fn add_link_of(&self, id: &str, provider: Option<&str>, campaign: Option<&str>) {
        self.add_link_to("core", id, provider, campaign).await;
    }

    pub async fn add_link_to(&self, family: &str, id: &str, provider: Option<&str>, campaign: Option<&str>) {
        let link = Link {
            id: slug(id),
            family: slug(family),
            source: if provider.is_some() { Source::Provider } else { Source::Direct },
            provider: provider.map(slug),
            area: None,
            campaign: campaign.map(slug),
            label: id.into(),
            paused: None,
        };
        self.store.add_link(&link).await.unwrap();
    }

    pub async fn add_wave(&mut self, id: &str, opens: &str, closes: &str) {
        self.add_wave_with(id, opens, closes, &AllowLanguages::default()).await;
    }

    /// Offers every language in the open wave, checked or not, as staff may.
    pub async fn allow_all_languages(&mut self) {
        let surveys: Vec<_> = self.library.surveys.iter().map(|(survey, text)| (survey, text.as_str())).collect();
        let offer = offer_languages(&self.library, &surveys[..1], &AllowLanguages::all()).unwrap();
        self.store.offer_languages(&self.wave, &offer.languages).await.unwrap();
        self.restart();
    }

    pub async fn add_wave_with(&mut self, id: &str, opens: &str, closes: &str, allow: &AllowLanguages) {
        self.add_wave_of("core-adult", id, (opens, closes), allow).await;
    }

    /// A wave that asks this survey, in its own family.
    pub async fn add_wave_of(&mut self, survey: &str, id: &str, days: (&str, &str), allow: &AllowLanguages) {
        let id = slug(id);
        let (survey, text) = self.library.surveys.iter().find(|(own, _)| own.id.as_str() == survey).unwrap();
        let mut public = Vec::new();
        for purpose in Purpose::ALL {
            let (private, key) = key_pair();
            self.keys.insert((id.clone(), purpose), private.to_bytes().to_vec());
            public.push((purpose, key));
        }
        let wave = Wave {
            id: id.clone(),
            family: survey.family.clone(),
            opens: days.0.parse().unwrap(),
            closes: days.1.parse().unwrap(),
            state: State::Collecting,
            carried_into: None,
        };
        let surveys = vec![(survey, text.as_str())];
        let offer = offer_languages(&self.library, &surveys, allow).unwrap();
        self.store.add_wave(&NewWave { wave, surveys, languages: offer.languages, keys: public }).await.unwrap();
        self.wave = id;
    }

    pub async fn make_codes(&self, provider: &str, size: usize) -> Vec<Word> {
        let (codes, digests) = code::batch(size, &pepper(), &Os::default()).unwrap();
        self.store.add_codes(&self.wave, &slug(provider), &digests, &Os::default()).await.unwrap();
        codes
    }

    pub fn key(&self, wave: &Slug, purpose: Purpose) -> PrivateKey {
        PrivateKey::from_bytes(&self.keys[&(wave.clone(), purpose)]).unwrap()
    }

    fn keys_for(&self, purpose: Purpose) -> impl Fn(&Slug) -> anyhow::Result<PrivateKey> + '_ {
        move |wave| Ok(self.key(wave, purpose))
    }

    /// Closes the wave; from then on it is the day after its last, when it may be read.
    pub async fn close(&self) -> State {
        let state = self.store.close_wave(&self.wave).await.unwrap();
        let read_from = start_of(self.store.wave(&self.wave).await.unwrap().read_from());
        self.clock.set(self.clock.now().max(read_from));
        state
    }

    pub fn decisions(&self) -> Checking {
        let today = self.clock.today();
        Checking { today, look_only: false, drop_unopened: false, leave_out_hasty: false, before_its_day: false }
    }

    pub async fn check(&self) -> anyhow::Result<CheckReport> {
        self.check_with(self.decisions()).await
    }

    pub async fn check_with(&self, decisions: Checking) -> anyhow::Result<CheckReport> {
        count::check(&self.store, &self.wave, &self.keys_for(Purpose::Checking), &Os::default(), decisions).await
    }

    pub async fn look(&self) -> CheckReport {
        self.check_with(Checking { look_only: true, ..self.decisions() }).await.unwrap()
    }

    pub async fn count(&self) -> anyhow::Result<CountReport> {
        self.count_dropping(false).await
    }

    pub async fn count_dropping(&self, drop_unopened: bool) -> anyhow::Result<CountReport> {
        let keys = self.keys_for(Purpose::Counting);
        count::count(&self.store, &self.library, &self.wave, &keys, drop_unopened).await
    }

    pub async fn publish(&self) -> anyhow::Result<Document> {
        self.publish_agreed(None).await
    }

    /// What two publishers agreed on is published, or nothing.
    pub async fn publish_agreed(&self, agreed: Option<[u8; 32]>) -> anyhow::Result<Document> {
        self.with_publication(agreed, async |publication| publish(&self.store, &publication).await).await
    }

    pub async fn preview(&self) -> anyhow::Result<Document> {
        self.preview_without_texts(false).await
    }

    pub async fn preview_without_texts(&self, without: bool) -> anyhow::Result<Document> {
        self.with_publication(None, async |publication| preview(&self.store, &publication, without).await).await
    }

    async fn with_publication<T>(&self, agreed: Option<[u8; 32]>, then: impl AsyncFnOnce(Publication<'_>) -> T) -> T {
        let publication = Publication {
            wave: &self.wave,
            keys: &self.keys_for(Purpose::Release),
            signing: &self.signing,
            quotation_keys: &quotation_keys(&self.directory),
            library: &self.library,
            codebook: &self.codebook,
            run_by: "The Commission",
            agreed,
            today: self.clock.today(),
            entropy: &Os::default(),
        };
        then(publication).await
    }

    /// Close, check and count; the wave's exact counts, opened.
    pub async fn end(&self) -> Exact {
        assert_eq!(self.close().await, State::Closed);
        self.check().await.unwrap();
        self.count().await.unwrap();
        self.exact().await
    }

    /// Gives a wave up, as two people see.
    pub async fn abandon(&self, wave: &Slug) -> Result<(), StoreError> {
        let (day, act, witnesses) = (self.clock.today(), "gave the wave up".to_owned(), "A, B".to_owned());
        self.store.abandon_wave(&Witnessed { wave: wave.clone(), day, act, witnesses }, &Os::default()).await
    }

    pub async fn exact(&self) -> Exact {
        let sealed = self.store.counts(&self.wave).await.unwrap().unwrap();
        open_counts(&self.key(&self.wave, Purpose::Release), &self.wave, &sealed).unwrap()
    }

    pub fn rows(&self) -> Rows {
        Rows::new(self.url.clone())
    }

    /// A new account with these roles, the provider's for `lantern`.
    pub async fn person(&self, roles: &[Role]) -> Slug {
        let id = slug(&format!("p{}", data_encoding::HEXLOWER.encode(&random::<6>(&Os::default()))));
        self.store.add_account(&id, "A person").await.unwrap();
        for role in roles {
            let provider = role.is_of_provider().then(|| slug("lantern"));
            self.store.ask_for_role(&id, *role, provider.as_ref(), true).await.unwrap();
        }
        id
    }

    /// The path of a link that signs in, as demonstrations have them.
    pub async fn door(&self, role: Role) -> String {
        let id = self.person(&[role]).await;
        let word = self.link(&id, LinkPurpose::Door).await;
        format!("/staff/in/{word}")
    }

    /// A one-time link's word.
    pub async fn link(&self, account: &Slug, purpose: LinkPurpose) -> Word {
        let word = Word::new(&Os::default());
        self.store.add_staff_link(word.digest(), account, purpose, self.clock.now() + 3_600).await.unwrap();
        word
    }

    /// One area's pages alone.
    pub fn serve_area(&mut self, area: Area) {
        let clock = self.clock.clone();
        let parts = parts(&self.directory, &self.store, &self.library, clock, &self.signing, settings());
        self.router = web::router_of(area, parts);
    }

    /// The pages with other settings.
    pub fn with_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        self.with_parts(|parts| change(&mut parts.settings));
    }

    /// The pages again, as after a restart, made of other parts.
    pub fn with_parts(&mut self, change: impl FnOnce(&mut Parts)) {
        let mut parts =
            parts(&self.directory, &self.store, &self.library, self.clock.clone(), &self.signing, settings());
        change(&mut parts);
        self.router = web::router(parts);
    }
}

/// The region's counts of one question.
pub fn region(exact: &Exact, question: &str) -> Distribution {
    at(exact, question, Place::Region)
}

pub fn at(exact: &Exact, question: &str, place: Place) -> Distribution {
    let key = TableKey { survey: slug("core-adult"), question: slug(question), place, within: None };
    exact.tables.get(&key).cloned().unwrap_or_default()
}

pub fn pepper() -> Pepper {
    Pepper::new(&[7; 32])
}

/// Where keys of quotations lie: beside the database, and in no copy of it.
pub fn quotation_keys(directory: &TempDir) -> QuotationKeys {
    QuotationKeys::open(&directory.path().join("quotations")).unwrap()
}

fn settings() -> Settings {
    Settings {
        run_by: "The Commission".into(),
        exit_to: EXIT_TO.into(),
        public_url: "https://feedback.example".into(),
        demo: false,
    }
}

fn router(
    directory: &TempDir,
    store: &Store,
    library: &Library,
    clock: Arc<SetClock>,
    signing: &SigningKey,
    settings: Settings,
) -> Router {
    web::router(parts(directory, store, library, clock, signing, settings))
}

fn parts(
    directory: &TempDir,
    store: &Store,
    library: &Library,
    clock: Arc<SetClock>,
    signing: &SigningKey,
    settings: Settings,
) -> Parts {
    Parts {
        store: store.clone(),
        library: library.clone(),
        framework: Framework::built_in(),
        codebook: Codebook::built_in(),
        population: None,
        settings,
        pepper: pepper(),
        ticket_key: [8; 32],
        staff_key: [6; 32],
        organisation: None,
        signing_public: signing.public(),
        quotation_keys: quotation_keys(directory),
        clock,
        entropy: Arc::new(Os::default()),
    }
}

/// The address of the private PostgreSQL that `tests/run.sh` starts.
pub fn postgres() -> String {
    std::env::var("HEARD_TEST_POSTGRES")
        .expect("HEARD_TEST_POSTGRES is not set: run tests/run.sh, which starts a private PostgreSQL")
}

/// A schema of its own for one test.
pub async fn postgres_schema() -> String {
    let name = format!("t_{}", data_encoding::HEXLOWER.encode(&heard::clock::random::<8>(&Os::default())));
    Rows::new(postgres()).run(&format!("CREATE SCHEMA {name}")).await;
    format!("{}&options=-csearch_path%3D{name}", postgres())
}
