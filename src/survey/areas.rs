//! The areas of the region (`surveys/areas.toml`): the only places a person may name.
//!
//! Promises that ids are unique. Nothing finer than these is ever asked: no postcode, no town.

use super::document::Document;
use super::finding::Finding;
use super::slug::Slug;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas(Vec<Area>);

#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    pub id: Slug,
    pub name: String,
}

impl Areas {
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Finding>> {
        Document::read(file, text, |document, top| {
            document.only(top, &["area"]);
            let mut areas: Vec<Area> = Vec::new();
            for part in document.parts(top, "area", "area") {
                document.only(part, &["id", "name"]);
                let (id, name) = (document.slug(part, "id"), document.text(part, "name"));
                let (id, name) = (document.need(part, "id", id), document.need(part, "name", name));
                let (Some(id), Some(name)) = (id, name) else { continue };
                if areas.iter().any(|area| area.id == id) {
                    let message = format!("two areas are called '{id}'");
                    document.fault(part.line, "duplicate-id", message);
                }
                areas.push(Area { id, name });
            }
            Some(Self(areas))
        })
    }

    pub fn get(&self, id: &str) -> Option<&Area> {
        self.0.iter().find(|area| area.id.as_str() == id)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Area> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_areas_are_the_seven_of_the_region() {
        let areas = Areas::parse("areas.toml", include_str!("../../surveys/areas.toml")).unwrap();
        let names: Vec<_> = areas.iter().map(|area| area.name.as_str()).collect();
        let seven = ["Walsall", "Wolverhampton", "Dudley", "Sandwell", "Birmingham", "Solihull", "Coventry"];
        assert_eq!(names, seven);
        assert_eq!(areas.get("dudley").unwrap().name, "Dudley");
        assert!(areas.get("atlantis").is_none());
    }

    #[test]
    fn every_fault_is_reported_with_its_line() {
        let text = "[[area]]\nid = 'a'\nname = 'A'\n[[area]]\nid = 'a'\nname = 'B'\ntown = 'x'\n[[area]]\nid = 'C'\n";
        let findings = Areas::parse("areas.toml", text).unwrap_err();
        let said: Vec<_> = findings.iter().map(|found| (found.line, found.rule)).collect();
        assert_eq!(said, [(4, "duplicate-id"), (7, "unknown-key"), (8, "missing-key"), (9, "not-a-name")]);
    }
}
