//! The rules of the house, read from its own files.

use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(under: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The room a file belongs to: the first part of its path below `src`.
fn room(file: &Path) -> String {
    let below = file.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn every_source() -> Vec<(String, PathBuf, String)> {
    sources(&root().join("src"))
        .into_iter()
        .map(|file| (room(&file), file.clone(), std::fs::read_to_string(&file).unwrap()))
        .collect()
}

/// Rooms in the order in which they may use each other; rooms of one line may not use one another, except as listed.
const ORDER: [&[&str]; 8] = [
    &["clock"],
    &["survey"],
    &["sealing", "code"],
    &["wave", "audit"],
    &["disclosure", "themes"],
    &["store"],
    &["count", "release", "coproduction"],
    &["web"],
];
/// Above all rooms: settings, commands, the demonstration.
const TOP: [&str; 5] = ["config", "cli", "demo", "main", "lib"];
/// A program of its own, `heard-listen`: no room of the library, and it may use only what the two say to each other.
const WORKER: &str = "listen";

#[test]
fn imports_go_one_way() {
    let level = |room: &str| ORDER.iter().position(|rooms| rooms.contains(&room));
    for (room, file, text) in every_source() {
        if TOP.contains(&room.as_str()) || room == WORKER {
            continue;
        }
        let own = level(&room).unwrap_or_else(|| panic!("{room} has no place in the order"));
        for part in text.split("crate::").skip(1) {
            let used: String = part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if used == room || used.is_empty() {
                continue;
            }
            let other = level(&used).unwrap_or_else(|| panic!("{}: uses {used}, which is above it", file.display()));
            assert!(other < own, "{}: {room} may not use {used}", file.display());
        }
    }
}

#[test]
fn the_model_worker_knows_of_the_library_only_the_protocol() {
    for (room, file, text) in every_source() {
        if room == WORKER {
            for part in text.split("heard::").skip(1) {
                assert!(part.starts_with("themes::engine::protocol"), "{}: uses heard::{part:.30}", file.display());
            }
        }
        for library in ["rust_bert", "tch", "landlock", "seccompiler"] {
            let uses = text.contains(&format!("use {library}::")) || text.contains(&format!(" {library}::"));
            assert!(room == WORKER || !uses, "{}: {library} belongs to {WORKER}", file.display());
        }
    }
}

#[test]
fn sqlx_is_known_to_the_store_alone_and_axum_and_maud_to_the_web_alone() {
    for (room, file, text) in every_source() {
        for (library, only) in [("sqlx", "store"), ("maud", "web"), ("axum", "web"), ("openidconnect", "web")] {
            let uses = text.contains(&format!("use {library}")) || text.contains(&format!("{library}::"));
            // The demonstration visits the pages in process, and `heard serve` starts them.
            let allowed = room == only || (library == "axum" && TOP.contains(&room.as_str()));
            assert!(allowed || !uses, "{}: {library} belongs to {only}", file.display());
        }
    }
}

/// What serves pages cannot open a wave: it has no word for keyholders' files or passphrases.
#[test]
fn keyholders_files_and_passphrases_are_unknown_to_what_serves() {
    let serving = |file: &Path| file.ends_with("cli/serve.rs");
    let mut seen = 0;
    for (room, file, text) in every_source() {
        if room != "web" && !serving(&file) {
            continue;
        }
        seen += 1;
        for word in ["passphrase", "keyholder::", "sealing::share", "PrivateKey", "KeyArgs", "HEARD_PASSPHRASE"] {
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            assert!(!code.clone().any(|line| line.contains(word)), "{}: {word}", file.display());
        }
    }
    assert!(seen > 30);
}

#[test]
fn every_module_opens_with_what_it_promises_and_none_is_long() {
    for (_, file, text) in every_source() {
        assert!(text.starts_with("//! "), "{} says nothing of itself", file.display());
        let lines = text.lines().count();
        assert!(lines <= 400, "{}: {lines} lines", file.display());
    }
}

#[test]
fn every_environment_variable_is_in_the_readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut found = 0;
    for (_, file, text) in every_source() {
        for part in text.split("\"HEARD_").skip(1) {
            let name = format!("HEARD_{}", part.split('"').next().unwrap());
            assert!(readme.contains(&format!("`{name}`")), "{}: {name} is not in the README", file.display());
            found += 1;
        }
    }
    assert!(found >= 8);
}

#[test]
fn every_command_is_in_the_operators_guide_or_the_readme() {
    let words = ["README.md", "docs/operating.md", "docs/staff.md"]
        .map(|file| std::fs::read_to_string(root().join(file)).unwrap());
    let commands = heard::cli::every_command();
    assert!(commands.len() >= 20, "{commands:?}");
    for command in &commands {
        assert!(words.iter().any(|text| text.contains(command.as_str())), "{command}");
    }
}

#[test]
fn every_word_that_pages_say_is_in_the_english_shell_and_none_is_left_over() {
    let shell = std::fs::read_to_string(root().join("surveys/languages/en/shell.ftl")).unwrap();
    let keys: Vec<_> = shell.lines().filter(|line| !line.starts_with(['#', ' '])).collect();
    let keys: Vec<_> = keys.iter().filter_map(|line| line.split_once(" =")).map(|(key, _)| key).collect();
    let web: String = every_source().into_iter().filter(|(room, ..)| room == "web").map(|(_, _, text)| text).collect();
    let said = regex::Regex::new(r#"voice\s*\.(?:say|with|rich)\(\s*"([^"]+)""#).unwrap();
    let said: Vec<_> = said.captures_iter(&web).map(|found| found[1].to_owned()).collect();
    assert!(said.len() > 50 && keys.len() > 80);
    for key in &said {
        assert!(keys.contains(&key.as_str()), "'{key}' is not in the English shell");
    }
    for key in keys.iter().filter(|key| !key.starts_with("month-")) {
        assert!(web.contains(&format!("\"{key}\"")), "nothing says '{key}'");
    }
}

#[test]
fn every_table_is_in_the_data_retention_page() {
    let page = std::fs::read_to_string(root().join("docs/data-retention.md")).unwrap();
    for table in crate::common::TABLES {
        assert!(page.contains(&format!("`{table}`")), "{table}");
    }
}

#[test]
fn nothing_in_the_tree_names_a_path_of_one_machine() {
    for (_, file, text) in every_source() {
        for path in ["/home/", "/work/", "/root/"] {
            assert!(!text.contains(path), "{}: {path}", file.display());
        }
    }
}

/// What the checklist says of a test is true only while the test is there.
#[test]
fn every_check_that_the_safety_checklist_names_is_there() {
    let tests = sources(&root().join("tests")).into_iter().chain(sources(&root().join("src")));
    let tests: String = tests.map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let list = std::fs::read_to_string(root().join("docs/survivor-safety.md")).unwrap();
    let name = regex::Regex::new("`([a-z][a-z0-9_]*_[a-z0-9_]+)`").unwrap();
    let named: Vec<_> = name.captures_iter(&list).map(|found| found[1].to_owned()).collect();
    assert!(named.len() > 50);
    for check in named {
        assert!(tests.contains(&format!("fn {check}(")), "{check} is in the checklist and nowhere else");
    }
    // A rule that a test carries in its name stands in the list.
    let rule = regex::Regex::new(r"fn ((?:t\d\d_)+)").unwrap();
    for found in rule.captures_iter(&tests) {
        for number in found[1].trim_end_matches('_').split('_') {
            assert!(list.contains(&number.to_uppercase()), "{number} is not in the checklist");
        }
    }
}

#[test]
fn every_test_that_the_checklist_names_is_there() {
    let checklist = std::fs::read_to_string(root().join("docs/asvs.md")).unwrap();
    let name = regex::Regex::new("`((?:[a-z_]+::)+)([a-z0-9_]+)`").unwrap();
    let mut found = 0;
    for named in name.captures_iter(&checklist) {
        let file = root().join("tests").join(named[1].trim_end_matches("::").replace("::", "/")).with_extension("rs");
        let text = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{}", file.display()));
        assert!(text.contains(&format!("fn {}()", &named[2])), "{} is not in {}", &named[2], file.display());
        found += 1;
    }
    assert!(found >= 25, "{found}");
    for line in checklist.lines().filter(|line| line.contains("`src/")) {
        let file = line.split("`src/").nth(1).unwrap().split('`').next().unwrap();
        assert!(root().join("src").join(file).exists(), "{file}");
    }
}
