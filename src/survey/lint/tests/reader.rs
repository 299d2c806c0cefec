//! The rules for which the reader (`file`) refuses a survey.

use super::*;

#[test]
fn area_with_options() {
    spoil("kind = \"area\"", "kind = \"area\"\nscale = \"adult\"", "area-with-options", "[[section.question]]");
}

#[test]
fn bad_toml() {
    spoil("version = 1", "version = 1 1", "bad-toml", "1 1");
}

#[test]
fn breakdown_needs_one_answer() {
    spoil("kind = \"one-of\"", "kind = \"many-of\"", "breakdown-needs-one-answer", "breakdown");
    spoil("kind = \"long-text\"", "kind = \"long-text\"\nbreakdown = true", "breakdown-needs-one-answer", "breakdown");
}

#[test]
fn closed_without_options() {
    spoil("scale = \"adult\"\n", "", "closed-without-options", "[[section.question]]");
}

#[test]
fn duplicate_id() {
    spoil("id = \"helped\"", "id = \"believed\"", "duplicate-id", "[[section.question]]");
    spoil("id = \"old\"", "id = \"young\"", "duplicate-id", "45+");
    spoil("id = \"about-you\"", "id = \"how-it-was\"", "duplicate-id", "[[section]]");
    spoil("id = \"helped\"", "id = \"helped\"\nmeasure = \"believed\"", "duplicate-id", "measure");
}

#[test]
fn duplicate_table() {
    spoil("by = \"age\"", "by = [\"age\", \"age\"]", "duplicate-table", "by =");
}

#[test]
fn missing_key() {
    spoil("ask = \"How old are you?\"\n", "", "missing-key", "[[section.question]]");
    let findings = found("");
    let missing = findings.iter().filter(|found| found.rule == "missing-key").count();
    assert_eq!((missing, findings.len()), (7, 7), "{findings:#?}");
}

#[test]
fn not_a_name() {
    spoil("id = \"helped\"", "id = \"What helped\"", "not-a-name", "What helped");
}

#[test]
fn preselected() {
    spoil("label = \"45+\"", "label = \"45+\", selected = true", "preselected", "45+");
    spoil("kind = \"one-of\"", "kind = \"one-of\"\ndefault = \"old\"", "preselected", "default");
}

#[test]
fn required_question() {
    spoil("kind = \"one-of\"", "kind = \"one-of\"\nrequired = true", "required-question", "required");
}

#[test]
fn table_names_missing_question() {
    spoil("question = \"believed\"", "question = \"beleived\"", "table-names-missing-question", "by =");
}

#[test]
fn table_of_text() {
    spoil("question = \"believed\"", "question = \"helped\"", "table-of-text", "by =");
}

#[test]
fn text_with_options() {
    spoil(
        "kind = \"long-text\"",
        "kind = \"long-text\"\nscale = \"adult\"",
        "text-with-options",
        "[[section.question]]",
    );
}

#[test]
fn too_many_texts() {
    let text = |n| {
        format!("[[section.question]]\nid = \"t{n}\"\nask = \"More?\"\nhint = \"No names.\"\nkind = \"short-text\"\n")
    };
    let findings = found(&with_more(4, text));
    assert_eq!((findings.len(), findings[0].rule), (1, "too-many-texts"), "{findings:#?}");
    let findings = found(&with_more(2, text).replace("minutes = 2", "minutes = 5"));
    assert_eq!((findings.len(), findings[0].rule, findings[0].severity), (1, "too-long", Severity::Warning));
}

#[test]
fn consent_with_options_and_two_consents() {
    let consent = |options: &'static str| {
        move |n| {
            format!(
                "[[section.question]]\nid = \"c{n}\"\nask = \"May we quote you?\"\nkind = \"consent\"\noptions = [{options}]\n"
            )
        }
    };
    let yes = "{ id = \"yes\", label = \"Yes\" }";
    assert_eq!(found(&with_more(1, consent(yes))), []);
    let rules = |text: &str| found(text).iter().map(|found| found.rule).collect::<Vec<_>>();
    let no = "{ id = \"yes\", label = \"Yes\" }, { id = \"no\", label = \"No\" }";
    assert_eq!(rules(&with_more(1, consent(no))), ["consent-with-options"]);
    assert_eq!(rules(&with_more(2, consent(yes))), ["two-consents"]);
}

#[test]
fn unknown_key() {
    spoil("sensitive = true", "sensitiv = true", "unknown-key", "sensitiv");
    let text = GOOD.replace("minutes = 2", "minutes = 2\nlogo = 1").replace("by = \"age\"", "by = \"age\"\nfor = 1");
    let rules: Vec<_> = found(&text).iter().map(|found| found.rule).collect();
    assert_eq!(rules, ["unknown-key", "unknown-key"], "all are reported, not only the first");
}

#[test]
fn unknown_scale() {
    spoil("scale = \"adult\"", "scale = \"grown-up\"", "unknown-scale", "grown-up");
}

#[test]
fn wrong_value() {
    spoil("minutes = 2", "minutes = \"two\"", "wrong-value", "minutes");
    spoil("audience = \"adult\"", "audience = \"elder\"", "wrong-value", "audience");
    spoil("outside = true", "outside = \"yes\"", "wrong-value", "outside");
}

#[test]
fn agencies_take_in_each_option_once() {
    let with = |agencies: &str| {
        let more = format!("breakdown = true\nservice = true\nagencies = [{agencies}]");
        found(&GOOD.replace("breakdown = true", &more))
    };
    assert_eq!(with("{ id = \"all\", label = \"All\", of = [\"young\", \"old\"] }"), []);
    let wrong = [
        "{ id = \"old\", label = \"All\", of = [\"young\", \"old\"] }",
        "{ id = \"all\", label = \"All\", of = [\"young\", \"young\"] }",
        "{ id = \"all\", label = \"All\", of = [\"young\", \"prefer-not-to-say\"] }",
        "{ id = \"all\", label = \"All\", of = [\"young\"] }",
        "{ id = \"all\", of = [\"young\", \"old\"] }",
    ];
    for agencies in wrong {
        assert_eq!(with(agencies).len(), 1, "{agencies}");
    }
    spoil("breakdown = true", "breakdown = true\nagencies = []", "wrong-value", "agencies");
    spoil("kind = \"long-text\"", "kind = \"long-text\"\nservice = true", "wrong-value", "service");
}
