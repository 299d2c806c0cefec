//! Chromium through its driver: one process, one profile in a temporary folder, both gone at the end.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

pub struct Browser {
    pub client: Client,
    pub scripts: bool,
    driver: Child,
    profile: TempDir,
}

impl Browser {
    /// A phone, 360 wide.
    pub async fn start(scripts: bool) -> Self {
        let screen = json!({ "width": 360, "height": 640, "pixelRatio": 2.0, "touch": false, "mobile": true });
        Self::start_on(scripts, Some(screen)).await
    }

    /// Without a `screen`, a window.
    pub async fn start_on(scripts: bool, screen: Option<Value>) -> Self {
        let named = |name: &str, usual: &str| std::env::var(name).unwrap_or_else(|_| usual.to_owned());
        let mut driver = Command::new(named("HEARD_TEST_CHROMEDRIVER", "chromedriver"))
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is not there: run tests/run.sh, which installs it");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = loop {
            let line = lines.next().expect("the driver says its port").unwrap();
            if let Some(port) = line.split("successfully on port ").nth(1) {
                break port.trim_end_matches('.').to_owned();
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().unwrap();
        let capabilities =
            capabilities(&named("HEARD_TEST_CHROMIUM", "/usr/bin/chromium"), profile.path(), scripts, screen);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a session with the browser");
        Self { client, scripts, driver, profile }
    }

    /// Presses a link or button by its words.
    pub async fn click(&self, words: &str) {
        let path = format!("//a[normalize-space()='{words}'] | //button[normalize-space()='{words}']");
        self.client.find(Locator::XPath(&path)).await.unwrap().click().await.unwrap();
    }

    pub async fn until_title(&self, title: &str) {
        let mut seen = String::new();
        for _ in 0..100 {
            seen = self.client.title().await.unwrap_or_default();
            if seen == title {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the page is called '{seen}', not '{title}'");
    }

    pub async fn end(self) {
        self.client.clone().close().await.unwrap();
    }

    /// Ends, and looks through every file of the profile, in UTF-8 and UTF-16.
    pub async fn end_without_a_trace_of(self, words: &[&str]) {
        self.client.clone().close().await.unwrap();
        tokio::time::sleep(Duration::from_millis(500)).await;
        let mut files = 0;
        look_through(self.profile.path(), words, &mut files);
        assert!(files > 20, "a real profile has many files, this one {files}");
    }
}

fn look_through(folder: &Path, words: &[&str], files: &mut usize) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            look_through(&path, words, files);
            continue;
        }
        *files += 1;
        let bytes = std::fs::read(&path).unwrap_or_default();
        for word in words {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for form in [word.as_bytes(), &wide] {
                let found = bytes.windows(form.len()).any(|window| window == form);
                assert!(!found, "{word} is in the browser's {}", path.display());
            }
        }
    }
}

/// A session that a failed test left open must not outlive it.
impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let own = format!("--user-data-dir={}", self.profile.path().display());
        let _ = Command::new("pkill").args(["-f", "--", &own]).status();
    }
}

fn capabilities(chromium: &str, profile: &Path, scripts: bool, screen: Option<Value>) -> Capabilities {
    let mut options = json!({
        "binary": chromium,
        "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
            format!("--user-data-dir={}", profile.display()),
        ],
        "prefs": { "profile.managed_default_content_settings.javascript": if scripts { 1 } else { 2 } },
    });
    if let Some(screen) = screen {
        options["mobileEmulation"] = json!({ "deviceMetrics": screen });
    }
    let mut capabilities = Capabilities::new();
    capabilities.insert("browserName".into(), json!("chrome"));
    capabilities.insert("goog:chromeOptions".into(), options);
    capabilities
}
