//! The form with script: one part at a time, a look at the answers before Send, and Send on a bad network.

use std::time::Duration;

use fantoccini::Locator;
use serde_json::json;

use super::driver::Browser;
use super::{Site, TYPED, back_shows_nothing_of_ours, fill_in};

impl Browser {
    pub async fn run(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// What somebody sees, without what is hidden.
    async fn shown(&self) -> String {
        self.run("return document.querySelector('main').innerText").await.as_str().unwrap().to_owned()
    }

    /// Presses a button of one question.
    async fn beside(&self, question: &str, words: &str) {
        let path = format!("//*[self::fieldset or @class='q'][contains(., '{question}')]/button[.='{words}']");
        self.client.find(Locator::XPath(&path)).await.unwrap().click().await.unwrap();
    }

    async fn until_shown(&self, words: &str) -> String {
        for _ in 0..400 {
            let shown = self.shown().await;
            if shown.contains(words) {
                return shown;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the page never says '{words}': {}", self.shown().await);
    }
}

#[tokio::test]
async fn t13_t24_parts_come_one_by_one_and_answers_are_looked_at_before_send() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    fill_in(&browser, &site).await;
    let (asked, history) = (site.asked(), browser.run("return history.length").await);
    let shown = browser.shown().await;
    assert!(shown.contains("Part 3 of 5") && shown.contains("What helped you?"), "{shown}");
    assert!(!shown.contains("Did you feel believed?") && !shown.contains("How old are you?"), "{shown}");
    // Enter in a part is Next, not Send.
    browser.run("document.forms[0].requestSubmit()").await;
    assert!(browser.shown().await.contains("Part 4 of 5"));
    browser.click("Next").await;
    let shown = browser.shown().await;
    for said in ["Check your answers", "Did you feel believed?", "Mostly", "What helped you?", "Send"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    for left_out in ["What should change?", "Yes, fully", "The help you had", "No answers yet"] {
        assert!(!shown.contains(left_out), "what was left out is not pointed at: {shown}");
    }
    assert_eq!(browser.run("return document.querySelector('[name=helped]').checkVisibility()").await, true);
    // Changing shows the other options; taking out empties.
    browser.beside("Did you feel believed?", "Change").await;
    assert!(browser.shown().await.contains("Yes, fully"));
    browser.client.find(Locator::Css("[name=believed][value=no]")).await.unwrap().click().await.unwrap();
    for question in ["Did you feel believed?", "What helped you?"] {
        browser.beside(question, "Take out").await;
    }
    let shown = browser.shown().await;
    assert!(shown.contains("No answers yet") && !shown.contains("believed"), "{shown}");
    browser.click("Back").await;
    assert!(browser.shown().await.contains("Part 4 of 5"));
    assert_eq!(browser.run("return document.querySelector('[name=helped]').value").await, "");
    assert_eq!(browser.run("return history.length").await, history, "the history did not grow");
    assert_eq!(site.asked_since(asked), Vec::<String>::new(), "P2: nothing was asked of the server");
    browser.end().await;
}

#[tokio::test]
async fn a_text_says_how_much_room_is_left_and_whether_it_points_at_somebody() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    fill_in(&browser, &site).await;
    browser.until_shown("Letters left: 1482.").await;
    let words = browser.client.find(Locator::Css("textarea[name=helped]")).await.unwrap();
    let looks = "This looks like a phone number, an email or a postcode.";
    for (text, points) in [
        ("ring me on 07700 900 123", true),
        ("sam@example.org", true),
        ("near b12 9qx", true),
        ("I waited 14 months, from 2025 to 2026, for 3 calls.", false),
    ] {
        words.clear().await.unwrap();
        words.send_keys(text).await.unwrap();
        let left = format!("Letters left: {}.", 1_500 - text.len());
        assert_eq!(browser.until_shown(&left).await.contains(looks), points, "{text}");
    }
    browser.end().await;
}

/// Rule T05: the server takes its time, and nothing is to be seen. What does it, in the page, and how often.
async fn leaving_is_at_once(does: &str) {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    browser.client.goto("about:blank").await.unwrap();
    fill_in(&browser, &site).await;
    let words = browser.client.find(Locator::Css("textarea[name=helped]")).await.unwrap();
    words.send_keys("ABC\u{e008}D\u{e000}\u{e008}E\u{e000}\u{e008}F\u{e000}").await.unwrap();
    assert_eq!(browser.client.title().await.unwrap(), "Questions", "writing capitals is not leaving");
    site.slow_down(3);
    let left = browser.run(&format!("{does}; return [document.title, document.body.innerText]")).await;
    assert_eq!(left, json!(["Loading", ""]));
    browser.until_title("Weather").await;
    site.slow_down(0);
    back_shows_nothing_of_ours(&browser).await;
    browser.end_without_a_trace_of(&[TYPED]).await;
}

#[tokio::test]
async fn t05_the_page_is_empty_at_once_however_slow_the_network() {
    leaving_is_at_once("document.querySelector('.leave a').click()").await;
}

#[tokio::test]
async fn t06_shift_three_times_leaves_and_writing_capitals_does_not() {
    leaving_is_at_once(
        "for (let n = 0; n < 3; n++) document.activeElement.dispatchEvent(\
         new KeyboardEvent('keydown', { key: 'Shift', bubbles: true, cancelable: true }))",
    )
    .await;
}

/// Send, while the connection drops: the person is told, nothing is lost, and it counts once.
#[tokio::test]
async fn a_send_that_drops_is_tried_again_and_counts_once() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    fill_in(&browser, &site).await;
    browser.click("Next").await;
    browser.click("Next").await;
    // The first two answers are lost on their way back: the server has kept the response and the phone does not know.
    site.lose_answers(2);
    browser.click("Send").await;
    browser.until_shown("Sending").await;
    browser.until_title("Thank you").await;
    assert!(site.asked_since(0).iter().filter(|path| *path == "/f").count() >= 3);
    assert_eq!(site._service.rows().count("envelope").await, 1);
    back_shows_nothing_of_ours(&browser).await;
    browser.end().await;
}

#[tokio::test]
async fn a_send_that_cannot_arrive_says_so_and_keeps_every_word() {
    let site = Site::open().await;
    let browser = Browser::start(true).await;
    fill_in(&browser, &site).await;
    browser.click("Next").await;
    browser.click("Next").await;
    // A browser asks again by itself where a used connection breaks, so more are lost than we ask.
    site.lose_answers(40);
    browser.click("Send").await;
    let shown = browser.until_shown("It may not have arrived.").await;
    assert!(shown.contains("Your answers are still here."), "{shown}");
    assert_eq!(browser.run("return document.querySelector('[name=helped]').value").await, TYPED);
    // Perhaps it is there already, so what is taken out now is taken out there too.
    let before = site._service.rows().sealed("envelope").await;
    site.lose_answers(0);
    browser.click("Send").await;
    browser.until_title("Thank you").await;
    assert_eq!(site._service.rows().count("envelope").await, 1);
    assert_ne!(site._service.rows().sealed("envelope").await, before);
    browser.end().await;
}
