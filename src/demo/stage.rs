//! The stage: providers, links, waves in the past, and the play of a year.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use jiff::ToSpan;
use jiff::civil::Date;
use rand::prelude::*;
use rand::rngs::StdRng;

use super::people::{self, Played};
use super::quarters::last_quarters;
use super::review;
use super::visit::Visitor;
use super::year::{DIRECT, made_up_expectation};
use crate::audit::Who;
use crate::cli::{AllowLanguages, Holders, Keyholders, Named, make_wave, new_open_link, new_staff_link, read_key};
use crate::clock::{Clock, Os, SetClock, SystemClock, start_of};
use crate::code::{self, LARGEST_BATCH, Word};
use crate::config::{POPULATION, Secrets, Stored, Where};
use crate::coproduction::Framework;
use crate::count::{self, Checking, Desk};
use crate::disclosure::plan::Chosen;
use crate::release::{self, Publication};
use crate::sealing::{Purpose, Source};
use crate::store::{LinkPurpose, Role, Store};
use crate::survey::{Library, Slug, Survey};
use crate::themes::listener::Listener;
use crate::wave::{State, Wave};
use crate::web::{self, Parts, Settings};

/// Five parts of the responses: one for each quarter of the year, and less for the open wave.
const PARTS: [usize; 5] = [22, 22, 22, 22, 12];
/// As many as one person may have: everything but giving out roles and analysing.
const COMMISSION: [Role; 4] = [Role::Reviewer, Role::Publisher, Role::Keyholder, Role::Scrutiny];
/// The two who agree to what is published; the first may do the rest of the Commission's work too.
const PUBLISHERS: [&str; 2] = ["commission", "publisher"];
/// Said aloud, because these keys protect nobody.
const PASSPHRASE: &str = "demonstration only";

pub struct Stage {
    pub settings: Settings,
    place: Where,
    store: Store,
    library: Library,
    router: Router,
    clock: Arc<SetClock>,
    cast: Vec<Played>,
    links: Vec<Slug>,
    seed: u64,
}

/// What the play leaves open for visitors.
pub struct Opened {
    pub link: Slug,
    pub code: Word,
    pub provider_door: String,
    pub commission_door: String,
    /// Of the second person who agrees to what is published.
    pub publisher_door: String,
}

impl Stage {
    pub async fn build(place: &Where, here: &str, exit_to: String, seed: u64) -> anyhow::Result<Self> {
        let run_by = "The Victims’ Commission (a demonstration)".to_owned();
        let settings = Settings { run_by, exit_to, public_url: here.to_owned(), demo: true };
        let clock = Arc::new(SetClock::at(SystemClock.now()));
        let store = place.store(true).await?.timed_by(clock.clone());
        let stored = Stored {
            public_url: None,
            run_by: Some(settings.run_by.clone()),
            exit_to: Some(settings.exit_to.clone()),
            demo: true,
        };
        std::fs::write(place.data.join("heard.toml"), toml::to_string(&stored)?)?;
        if place.surveys.is_none() {
            std::fs::write(place.data.join(POPULATION), include_str!("population.toml"))?;
        }
        let secrets = Secrets::open(&place.secrets_directory(), &Os::default())?;
        let library = place.library()?;
        let router = web::router(Parts {
            store: store.clone(),
            library: library.clone(),
            framework: Framework::built_in(),
            codebook: place.codebook()?,
            population: place.population(&library)?,
            settings: settings.clone(),
            signing_public: secrets.signing_public()?,
            quotation_keys: secrets.quotation_keys()?,
            pepper: secrets.pepper,
            ticket_key: secrets.ticket_key,
            staff_key: secrets.staff_key,
            organisation: None,
            clock: clock.clone(),
            entropy: Arc::new(Os::default()),
        });
        let cast = people::providers();
        let mut links = Vec::new();
        for played in &cast {
            store.add_provider(&played.provider).await?;
            let provider = Some(played.provider.id.clone());
            let label = played.provider.name.clone();
            links.push(
                new_open_link(
                    &store,
                    Named { label, family: "core".parse()?, campaign: None },
                    provider,
                    Source::Provider,
                    &Os::default(),
                )
                .await?
                .id,
            );
        }
        Ok(Self { settings, place: place.clone(), store, library, router, clock, cast, links, seed })
    }

    /// Four closed quarters, each checked, counted and released, and one that is open.
    pub async fn play(&self, responses: usize, mut listener: Listener) -> anyhow::Result<Opened> {
        let direct = self.open_link("Everyone", Source::Direct).await?;
        self.open_link("Commission newsletter", Source::Commission).await?;
        let mut rng = StdRng::seed_from_u64(self.seed);
        let quarters = last_quarters(SystemClock.today());
        let mut sent = 0;
        let mut code = None;
        self.plan(quarters[0].1, responses).await?;
        self.add_person(PUBLISHERS[0], &COMMISSION, None).await?;
        self.add_person(PUBLISHERS[1], &[Role::Publisher], None).await?;
        for (position, (id, opens, closes)) in quarters.iter().enumerate() {
            let is_open = position == PARTS.len() - 1;
            let due = if is_open { responses - sent } else { responses * PARTS[position] / 100 };
            let last_day = if is_open { SystemClock.today() } else { *closes };
            self.clock.set(start_of(*opens) + 3_600);
            self.make_wave(id, *opens, *closes).await?;
            let codes = self.batches(id).await?;
            let middle = start_of(*opens) + (start_of(last_day) - start_of(*opens)) / 2;
            self.clock.set(middle);
            self.people_answer(id, due, &codes, &direct, &mut rng).await?;
            sent += due;
            if is_open {
                code = codes.iter().find_map(|batch| batch.last().copied());
            } else {
                self.end_wave(id, *closes, &mut listener).await?;
                let fate = match self.store.wave(id).await?.state {
                    State::Carried => "too few to open: they wait for the next wave",
                    _ => "closed, checked, counted, texts reviewed, released",
                };
                eprintln!("wave {id}: {due} answers, {fate}");
            }
        }
        self.clock.set(SystemClock.now());
        let first = &self.cast[0].provider.id;
        Ok(Opened {
            link: direct,
            code: code.ok_or_else(|| anyhow::anyhow!("the open wave has no codes"))?,
            provider_door: self.door("lantern-worker", &[Role::ProviderWorker], Some(first)).await?,
            commission_door: self.door_of(PUBLISHERS[0]).await?,
            publisher_door: self.door_of(PUBLISHERS[1]).await?,
        })
    }

    /// A made-up member of staff with a link that signs in without anything else, as a demonstration alone allows.
    async fn door(&self, id: &str, roles: &[Role], provider: Option<&Slug>) -> anyhow::Result<String> {
        self.add_person(id, roles, provider).await?;
        self.door_of(id).await
    }

    async fn add_person(&self, id: &str, roles: &[Role], provider: Option<&Slug>) -> anyhow::Result<()> {
        let id: Slug = id.parse()?;
        self.store.add_account(&id, "Somebody of the demonstration").await?;
        for role in roles {
            self.store.ask_for_role(&id, *role, provider, true).await?;
        }
        Ok(())
    }

    async fn door_of(&self, id: &str) -> anyhow::Result<String> {
        new_staff_link(&self.store, &id.parse()?, LinkPurpose::Door, &SystemClock, &Os::default()).await
    }

    /// Two made-up publishers agree to the preview, each in their own name.
    async fn agree(&self, wave: &Slug) -> anyhow::Result<()> {
        let preview = self.store.preview(wave).await?.ok_or_else(|| anyhow::anyhow!("{wave} has no preview"))?;
        for publisher in PUBLISHERS {
            let publisher: Slug = publisher.parse()?;
            self.store
                .acting_for(Who::Account(publisher.clone()))
                .agree_to_publish(wave, &publisher, &preview.digest)
                .await?;
        }
        Ok(())
    }

    /// Fixes the first year's plan from a made-up year before it.
    async fn plan(&self, starts: Date, responses: usize) -> anyhow::Result<()> {
        let survey = &self.library.surveys[0].0;
        let areas: Vec<Slug> = self.library.areas.iter().map(|area| area.id.clone()).collect();
        let closed = responses * PARTS[..4].iter().sum::<usize>() / 100;
        let expected = made_up_expectation(survey, &self.library.areas, closed, self.seed + 1_000);
        let made_from = "Made from a made-up year before this one.".to_owned();
        let year = (&survey.family, starts);
        let plan = release::make_plan(
            year,
            (std::slice::from_ref(survey), &self.place.codebook()?),
            &areas,
            &expected,
            &Chosen::new(),
            made_from,
        )?;
        release::keep(&self.store, &plan, starts).await
    }

    async fn open_link(&self, label: &str, source: Source) -> anyhow::Result<Slug> {
        let family = "core".parse()?;
        let of = Named { label: label.into(), family, campaign: None };
        Ok(new_open_link(&self.store, of, None, source, &Os::default()).await?.id)
    }

    async fn make_wave(&self, id: &Slug, opens: Date, closes: Date) -> anyhow::Result<()> {
        let directory = keyholders(&self.place);
        let wave = Wave {
            id: id.clone(),
            family: "core".parse()?,
            opens,
            closes,
            state: State::Collecting,
            carried_into: None,
        };
        let one = || Holders::One(PASSPHRASE.to_owned().into());
        let holders = Keyholders { directory: &directory, checking: one(), counting: one() };
        // Everybody in a demonstration is made up, and its pages say that nobody has checked the words.
        let all = AllowLanguages::all();
        make_wave(&self.store, (&self.library, &self.place.codebook()?), wave, &holders, &all, &Os::default()).await
    }

    /// A batch of forty codes for every provider.
    async fn batches(&self, wave: &Slug) -> anyhow::Result<Vec<Vec<Word>>> {
        let mut all = Vec::new();
        for played in &self.cast {
            all.push(self.batch(wave, &played.provider.id, 40).await?);
        }
        Ok(all)
    }

    async fn batch(&self, wave: &Slug, provider: &Slug, size: usize) -> anyhow::Result<Vec<Word>> {
        let entropy = Os::default();
        let secrets = Secrets::open(&self.place.secrets_directory(), &entropy)?;
        let (codes, digests) = code::batch(size, &secrets.pepper, &entropy)?;
        self.store.add_codes(wave, provider, &digests, &entropy).await?;
        Ok(codes)
    }

    async fn people_answer(
        &self,
        wave: &Slug,
        count: usize,
        codes: &[Vec<Word>],
        direct: &Slug,
        rng: &mut StdRng,
    ) -> anyhow::Result<()> {
        let survey = self.survey(wave).await?;
        let visitor = Visitor(&self.router);
        let everyone: Vec<usize> = (0..self.cast.len()).collect();
        let mut unused: Vec<_> = codes.iter().map(|batch| batch.iter()).collect();
        for _ in 0..count {
            let who = *everyone.choose_weighted(rng, |who| self.cast[*who].weight)?;
            // The last code of a batch stays unused: it is the one a visitor is shown.
            let card = if rng.random_bool(0.5) && unused[who].len() > 1 { unused[who].next() } else { None };
            let entry = match card {
                Some(code) => format!("/c/{code}"),
                None if rng.random_bool(DIRECT * 2.0) => format!("/l/{direct}"),
                None => format!("/l/{}", self.links[who]),
            };
            let form = visitor.open(&entry).await?;
            self.clock.advance(300);
            let answers = people::answers(&survey, self.cast[who].standing, rng);
            visitor.send(&form, &answers).await?;
            // A phone on a poor network sends the same page again now and then.
            if rng.random_bool(0.02) {
                visitor.send(&form, &answers).await?;
            }
        }
        Ok(())
    }

    async fn survey(&self, wave: &Slug) -> anyhow::Result<Survey> {
        let texts = self.store.wave_surveys(wave).await?;
        let surveys = crate::wave::read_surveys(&texts, &self.library.areas)
            .map_err(|_| anyhow::anyhow!("the survey of wave {wave} cannot be read"))?;
        surveys.into_iter().next().ok_or_else(|| anyhow::anyhow!("wave {wave} asks nothing"))
    }

    /// Close, check, count and release, as the two keyholders would.
    async fn end_wave(&self, id: &Slug, closes: Date, listener: &mut Listener) -> anyhow::Result<()> {
        let read_on = closes.checked_add(21.days())?;
        self.clock.set(start_of(read_on));
        if self.store.close_wave(id).await? == State::Carried {
            return Ok(());
        }
        let key = |purpose| move |wave: &Slug| demo_key(&self.place, wave, purpose);
        let entropy = Os::default();
        let decisions = Checking {
            today: read_on,
            look_only: false,
            drop_unopened: false,
            leave_out_hasty: false,
            before_its_day: false,
        };
        count::check(&self.store, id, &key(Purpose::Checking), &entropy, decisions).await?;
        if self.store.wave(id).await?.state == State::Carried {
            return Ok(());
        }
        count::count(&self.store, &self.library, id, &key(Purpose::Counting), false).await?;
        self.review(id, listener).await?;
        let secrets = Secrets::open(&self.place.secrets_directory(), &entropy)?;
        let publication = Publication {
            wave: id,
            keys: &key(Purpose::Release),
            signing: &secrets.signing_key()?,
            quotation_keys: &secrets.quotation_keys()?,
            library: &self.library,
            codebook: listener.codebook(),
            run_by: &self.settings.run_by,
            agreed: None,
            today: read_on,
            entropy: &entropy,
        };
        release::preview(&self.store, &publication, false).await?;
        self.agree(id).await?;
        let agreed = release::agreed(&self.store, id).await?;
        release::publish(&self.store, &Publication { agreed, ..publication }).await?;
        Ok(())
    }

    /// Made-up people of the Commission take every suggestion.
    async fn review(&self, id: &Slug, listener: &mut Listener) -> anyhow::Result<()> {
        let key = |wave: &Slug| demo_key(&self.place, wave, Purpose::Text);
        count::open_texts(&self.store, &self.library, id, &key, listener, &Os::default(), &mut |_, _| ()).await?;
        let desk = Desk::open(&self.store, id, demo_key(&self.place, id, Purpose::Review)?).await?;
        review::decide(&self.store, &desk, listener.codebook().version).await?;
        review::quote(&self.store, &desk).await?;
        desk.end(&self.store, listener.codebook()).await?;
        Ok(())
    }

    /// Plain codes of the open wave, one a line, for load tests.
    pub async fn write_codes(&self, count: usize, path: &Path) -> anyhow::Result<()> {
        let today = SystemClock.today();
        let wave = self.store.waves().await?.into_iter().find(|wave| wave.is_open_on(today));
        let wave = wave.ok_or_else(|| anyhow::anyhow!("no wave is open"))?;
        let mut codes = Vec::new();
        while codes.len() < count {
            let size = (count - codes.len()).clamp(code::SMALLEST_BATCH, LARGEST_BATCH);
            codes.extend(self.batch(&wave.id, &self.cast[0].provider.id, size).await?);
        }
        codes.truncate(count);
        let mut lines = String::new();
        codes.iter().for_each(|code| lines.push_str(&format!("{code}\n")));
        Ok(crate::sealing::keyholder::write_private(path, lines.as_bytes())?)
    }

    /// Rewrites the database and hands on what serving needs.
    pub async fn finish(self) -> anyhow::Result<(Store, Secrets)> {
        self.store.tidy().await?;
        let secrets = Secrets::open(&self.place.secrets_directory(), &Os::default())?;
        Ok((self.store.timed_by(Arc::new(SystemClock)), secrets))
    }
}

pub fn keyholders(place: &Where) -> PathBuf {
    place.secrets_directory().join("keyholders")
}

pub fn demo_key(place: &Where, wave: &Slug, purpose: Purpose) -> anyhow::Result<crate::sealing::PrivateKey> {
    let holder = if purpose == Purpose::Checking { "checking" } else { "counting" };
    read_key(&keyholders(place).join(holder), wave, purpose, PASSPHRASE)
}
