//! The whole life of a wave on one page: opened, closed, checked, counted, reviewed, agreed, released, keys destroyed.
//!
//! Promises to say of each step when it was done and by whom, as the log of staff's acts has it, and what comes next and
//! who does it. Says nothing of how many answered or wrote before the wave is checked.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::audit::{About, Act, Row};
use crate::clock::date_of;
use crate::sealing::Purpose;
use crate::store::{KeyRecord, Progress};
use crate::survey::Slug;
use crate::wave::{LEAST_ENVELOPES, State, Wave};
use crate::web::parts::day;

/// What is known of a wave.
pub struct Life<'a> {
    pub wave: &'a Wave,
    /// The log, first to last.
    pub log: &'a [Row],
    pub progress: Progress,
    pub keys: &'a [KeyRecord],
    /// Publishers who agreed.
    pub agreed: &'a [Slug],
    pub today: Date,
}

struct Step {
    title: &'static str,
    is_done: bool,
    told: Markup,
}

impl Life<'_> {
    pub fn page(&self) -> Markup {
        let steps = self.steps();
        let next = steps.iter().position(|step| !step.is_done);
        html! {
            ol.life {
                @for (at, step) in steps.iter().enumerate() {
                    li.done[step.is_done].next[next == Some(at)] {
                        strong { (step.title) } @if !step.is_done { span.soft { @if next == Some(at) { " · now" } @else { " · later" } } }
                        div { (step.told) }
                    }
                }
            }
        }
    }

    fn steps(&self) -> Vec<Step> {
        if self.wave.state == State::Carried {
            return vec![self.made(), self.open(), self.carried()];
        }
        if self.wave.state == State::Abandoned {
            let told = html! {
                (self.when(Act::AbandonedWave).unwrap_or_default())
                " What was sent in it is deleted, and nothing of it will be shown."
            };
            let given_up = Step { title: "Given up", is_done: true, told };
            return vec![self.made(), self.open(), given_up, self.destroyed()];
        }
        let mut steps = vec![self.made(), self.open(), self.closed(), self.checked(), self.counted()];
        steps.extend(self.texts());
        steps.extend([self.agreed(), self.released(), self.destroyed()]);
        steps
    }

    /// When an act on this wave was last done, and by whom.
    fn when(&self, act: Act) -> Option<Markup> {
        let (wave, release) = (About::Wave(&self.wave.id).to_string(), About::Release(&self.wave.id).to_string());
        let is_of_wave = |row: &&Row| row.about.split(' ').any(|thing| thing == wave || thing == release);
        let row = self.log.iter().rev().filter(is_of_wave).find(|row| row.act == act.words())?;
        let who = match row.who.strip_prefix("account ") {
            Some(account) => format!("by {account}"),
            None if row.who == "operator" => "by a command on the machine".into(),
            None => "by the service".into(),
        };
        Some(html! { (day(date_of(row.at))) ", " (who) "." })
    }

    /// Waves from before there was a log have no time.
    fn done_or(&self, is_done: bool, act: Act, next: Markup) -> Markup {
        match is_done {
            true => self.when(act).unwrap_or_else(|| html! { "Done." }),
            false => next,
        }
    }

    /// Who opened a key that several hold, the last time; a key of one holder has no name in the log.
    fn holders(&self, purpose: Purpose) -> Markup {
        let (wave, key) = (About::Wave(&self.wave.id).to_string(), About::Key(purpose.name()).to_string());
        let opened = self.log.iter().rev().filter(|row| row.act == Act::OpenedKey.words());
        let things = |row: &Row| -> Vec<String> { row.about.split(' ').map(str::to_owned).collect() };
        let last = opened.map(things).find(|things| things.contains(&wave) && things.contains(&key));
        let names: Vec<String> =
            last.iter().flatten().filter_map(|thing| Some(thing.strip_prefix("holder=")?.to_owned())).collect();
        html! { @if !names.is_empty() { " The " (purpose) " key was opened by " (names.join(", ")) "." } }
    }

    fn has(&self, state: State) -> bool {
        self.wave.state >= state
    }

    fn made(&self) -> Step {
        Step {
            title: "Made, its keys with their holders",
            is_done: true,
            told: self.done_or(true, Act::MadeWave, html! {}),
        }
    }

    fn open(&self) -> Step {
        let wave = self.wave;
        let is_done = self.today > wave.closes || wave.state != State::Collecting;
        let told = html! {
            (day(wave.opens)) " to " (day(wave.closes)) "."
            @if !is_done { " Nobody can read anything, and nothing is counted yet." }
        };
        Step { title: "Open", is_done, told }
    }

    fn closed(&self) -> Step {
        let is_done = self.has(State::Closed);
        let next = html! { "After " (day(self.wave.closes)) ", by the operator: " code { "heard wave close " (self.wave.id) } };
        Step { title: "Closed", is_done, told: self.done_or(is_done, Act::ClosedWave, next) }
    }

    fn carried(&self) -> Step {
        let wave = self.wave;
        let told = html! {
            "Fewer than " (LEAST_ENVELOPES) " people answered. What they sent is opened with a later wave"
            @if let Some(into) = &wave.carried_into { ": " (into) } "."
            @if wave.carried_into.is_none() {
                p { "Its keys are needed then: keep them. If one is lost, "
                    code { "heard wave abandon " (wave.id) } " gives the wave up." }
            }
        };
        Step { title: "Carried on", is_done: wave.carried_into.is_some(), told }
    }

    fn checked(&self) -> Step {
        let is_done = self.has(State::Checked);
        let next = html! {
            "By the holder of the checking key: " code { "heard wave check " (self.wave.id) " --key-dir …" }
            ". It drops what is sent twice or without leave, and shuffles the rest."
        };
        Step {
            title: "Checked",
            is_done,
            told: html! { (self.done_or(is_done, Act::CheckedWave, next)) (self.holders(Purpose::Checking)) },
        }
    }

    fn counted(&self) -> Step {
        let is_done = self.has(State::Counted);
        let next = html! {
            "By the holder of the counting key: " code { "heard wave count " (self.wave.id) " --key-dir …" }
            ". Single answers are deleted in the same step."
        };
        Step {
            title: "Counted",
            is_done,
            told: html! { (self.done_or(is_done, Act::CountedWave, next)) (self.holders(Purpose::Counting)) },
        }
    }

    /// Opening, review and the end of the texts; one step if nobody wrote.
    fn texts(&self) -> Vec<Step> {
        let (id, progress) = (&self.wave.id, &self.progress);
        if !self.has(State::Checked) {
            let told = html! { "Opened, redacted and reviewed when the wave is checked." };
            return vec![Step { title: "What people wrote", is_done: false, told }];
        }
        let nobody = !progress.ended && progress.redacted + progress.sealed == 0;
        if nobody {
            return vec![Step { title: "What people wrote", is_done: true, told: html! { "Nobody wrote anything." } }];
        }
        let opened = progress.ended || progress.sealed == 0;
        let to_open = html! {
            (progress.sealed) " texts are sealed. By the holder of the text key: " code { "heard texts open " (id) " --key-dir …" }
        };
        let to_review = html! {
            (progress.decided) " of " (progress.redacted) " redacted texts have a decision. The desk: "
            code { "heard texts review " (id) " --key-dir …" } ", and when all are decided " code { "heard texts end " (id) " --key-dir …" }
        };
        vec![
            Step {
                title: "Texts opened and redacted",
                is_done: opened,
                told: html! { (self.done_or(opened, Act::OpenedTexts, to_open)) (self.holders(Purpose::Text)) },
            },
            Step {
                title: "Reviewed, and counted by theme",
                is_done: progress.ended,
                told: html! { (self.done_or(progress.ended, Act::EndedReview, to_review)) (self.holders(Purpose::Review)) },
            },
            Step {
                title: "Every text deleted",
                is_done: progress.ended,
                told: match progress.ended {
                    true => self.when(Act::EndedReview).unwrap_or_else(|| html! { "Done." }),
                    false => html! { "In the step that ends the review." },
                },
            },
        ]
    }

    fn agreed(&self) -> Step {
        let is_done = self.has(State::Released) || self.agreed.len() >= 2;
        let names: Vec<&str> = self.agreed.iter().map(Slug::as_str).collect();
        let told = match names.is_empty() {
            false => html! { (names.join(", ")) "." },
            true if is_done => html! { "Two people decided, as recorded below." },
            true => {
                html! { "The holder of the release key runs " code { "heard release preview " (self.wave.id) " --key-dir …" } "; two publishers look at it, and agree." }
            }
        };
        Step { title: "Two people agreed to publish", is_done, told }
    }

    fn released(&self) -> Step {
        let is_done = self.has(State::Released);
        let next = html! { "By the holder of the release key, when they agreed: " code { "heard release publish " (self.wave.id) " --key-dir …" } };
        let told = html! {
            (self.done_or(is_done, Act::Released, next)) (self.holders(Purpose::Release))
            @if is_done { " " a href={ "/results/" (self.wave.id) } { "See what was released" } "." }
        };
        Step { title: "Released", is_done, told }
    }

    /// The release key is kept as long as answers wait to be shown with later ones.
    fn destroyed(&self) -> Step {
        let open: Vec<&KeyRecord> = self.keys.iter().filter(|key| key.destroyed_on.is_none()).collect();
        let names: Vec<&str> = open.iter().map(|key| key.purpose.name()).collect();
        let last = self.keys.iter().filter_map(|key| key.destroyed_on).max();
        let told = match last.filter(|_| open.is_empty()) {
            Some(last) => html! { (day(last)) ". What was sealed to them can never be opened again." },
            None => html! {
                "Still there: " (names.join(", ")) "."
                @if self.has(State::Released) {
                    " Then, for each, " code { "heard key destroy " (self.wave.id) " … --key-dir … --witness … --witness …" }
                    @if open.iter().any(|key| key.purpose == Purpose::Release) {
                        "; the release key is kept as long as answers wait to be shown with later ones"
                    } "."
                }
            },
        };
        Step { title: "Keys destroyed", is_done: open.is_empty(), told }
    }
}
