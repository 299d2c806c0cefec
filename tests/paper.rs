//! What is handed out on paper: printed by the browser, and read back by a decoder as a phone would.

use std::path::Path;
use std::process::Command;

use heard::store::Role;
use rqrr::PreparedImage;
use tempfile::TempDir;

use crate::common::{Engine, Service, Survivor};

/// Points an inch.
const DOTS: usize = 300;

/// A printed page: its size, and a grey for each point.
struct Sheet {
    width: usize,
    height: usize,
    points: Vec<u8>,
}

impl Sheet {
    /// A picture as pdftoppm writes it: three words, then bytes.
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap();
        let mut parts = bytes.splitn(4, |byte| byte.is_ascii_whitespace());
        assert_eq!(parts.next().unwrap(), b"P5");
        let mut number = || std::str::from_utf8(parts.next().unwrap()).unwrap().parse().unwrap();
        let (width, height) = (number(), number());
        let rest = parts.next().unwrap();
        let points = rest[rest.len() - width * height..].to_vec();
        Self { width, height, points }
    }

    /// The cards of a sheet, cut apart: two by five of 91 by 54 mm, after margins of 14 and 13 mm.
    fn cut_apart(&self) -> Vec<Self> {
        let points = |millimetres: usize| millimetres * DOTS * 10 / 254;
        let place = |card: usize| (points(14 + 91 * (card % 2)), points(13 + 54 * (card / 2)));
        (0..10).map(|card| self.part(place(card), (points(91), points(54)))).collect()
    }

    fn part(&self, (left, top): (usize, usize), (width, height): (usize, usize)) -> Self {
        let row = |y: usize| &self.points[(top + y) * self.width + left..][..width];
        Self { width, height, points: (0..height).flat_map(row).copied().collect() }
    }

    /// Every square code on it, as a phone reads it.
    fn codes(&self) -> Vec<String> {
        let grey = |x: usize, y: usize| self.points[y * self.width + x];
        let mut image = PreparedImage::prepare_from_greyscale(self.width, self.height, grey);
        image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
    }
}

fn done(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; run tests/run.sh"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Prints a page on A4, and looks at each sheet that came out.
fn printed(page: &str) -> Vec<Sheet> {
    let folder: TempDir = tempfile::tempdir().unwrap();
    let (page_file, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
    std::fs::write(&page_file, page).unwrap();
    let chromium = std::env::var("HEARD_TEST_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    done(
        Command::new(chromium)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .arg(format!("--print-to-pdf={}", pdf.display()))
            .arg(format!("file://{}", page_file.display())),
    );
    done(Command::new("pdftoppm").args(["-r", &DOTS.to_string(), "-gray"]).arg(&pdf).arg(folder.path().join("sheet")));
    let mut sheets: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    sheets.retain(|path| path.extension().is_some_and(|kind| kind == "pgm"));
    sheets.sort();
    sheets.iter().map(|path| Sheet::read(path)).collect()
}

#[tokio::test]
async fn a_poster_is_one_page_of_a4_and_its_square_opens_the_link() {
    let service = Service::open(Engine::Sqlite).await;
    let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
    let sheets = printed(&staff.get("/provider/poster/lanternx").await.text());
    assert_eq!(sheets.len(), 1);
    // A4 at 300 points an inch.
    assert!(sheets[0].width.abs_diff(2_480) <= 2 && sheets[0].height.abs_diff(3_508) <= 2);
    assert_eq!(sheets[0].codes(), ["HTTPS://FEEDBACK.EXAMPLE/L/LANTERNX"]);
    assert!(Survivor::visiting(&service).get("/L/LANTERNX").await.to().starts_with("/w/"));
}

#[tokio::test]
async fn a_poster_stays_one_page_under_a_long_name() {
    let mut service = Service::open(Engine::Sqlite).await;
    let name = "https://feedback.services.of-a-region-with-a-rather-long-name.example.org";
    service.with_settings(|settings| settings.public_url = name.into());
    let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
    let sheets = printed(&staff.get("/provider/poster/lanternx").await.text());
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].codes(), [format!("{name}/l/lanternx").to_uppercase()]);
}

#[tokio::test]
async fn twenty_cards_are_two_pages_and_each_square_opens_its_code() {
    let service = Service::open(Engine::Sqlite).await;
    let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
    let made = staff.post("/provider/codes", &[("wave", "2026-q1"), ("size", "20")]).await;
    let page = staff.get(made.to()).await.text();
    let mut typed: Vec<String> = page.split("class=\"code\">").skip(1).map(|rest| rest[..22].to_owned()).collect();
    let sheets = printed(&page);
    assert_eq!(sheets.len(), 2);
    let cards: Vec<Sheet> = sheets.iter().flat_map(Sheet::cut_apart).collect();
    let mut scanned: Vec<String> = Vec::new();
    for card in &cards {
        let codes = card.codes();
        assert_eq!(codes.len(), 1, "one square on each card: {codes:?}");
        scanned.extend(codes);
    }
    let survivor = Survivor::visiting(&service);
    for address in &mut scanned {
        let path = address.strip_prefix("HTTPS://FEEDBACK.EXAMPLE").unwrap();
        assert!(survivor.get(path).await.to().starts_with("/w/"), "{path}");
        *address = path.strip_prefix("/C/").unwrap().to_owned();
    }
    typed.sort();
    scanned.sort();
    assert_eq!(typed, scanned);
}

#[tokio::test]
async fn the_questions_on_paper_are_a_few_pages_of_a4_in_either_size() {
    let service = Service::open(Engine::Sqlite).await;
    let staff = Survivor::signed_in(&service, Role::ProviderWorker).await;
    let usual = printed(&staff.get("/provider/paper/lanternx").await.text());
    let large = printed(&staff.get("/provider/paper/lanternx?size=large").await.text());
    assert!((3..=8).contains(&usual.len()), "{}", usual.len());
    assert!(large.len() > usual.len() && large.len() <= 16, "{}", large.len());
    assert!(usual.iter().chain(&large).all(|sheet| sheet.width.abs_diff(2_480) <= 2 && sheet.codes().is_empty()));
}
