//! Files of records that there should be.

use std::collections::BTreeMap;

use super::listed;
use super::new_file::NewFile;
use super::speaker::{NewRecord, Newcomer};
use super::taken::Taken;
use super::unrecorded::{NameWithForms, UnrecordedNames};
use crate::model::Briefing;
use crate::parse::yaml_scalar::scalar;

/// What front matter says of a name: its keys in order, with their values as YAML.
#[derive(Debug, Default)]
struct FrontMatter(String);

impl FrontMatter {
    fn key(&mut self, key: &str, value: &str) {
        self.0.push_str(&format!("{key}: {}\n", scalar(value)));
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.0.push_str(&format!("{key}: [{}]\n", listed(values)));
        }
    }

    /// The forms of a name.
    fn forms(&mut self, named: &NameWithForms) {
        if let Some(full_name) = &named.full_name {
            self.key("full_name", full_name);
        }
        self.list("aliases", &named.aliases);
        self.list("short", &named.short);
    }

    fn file(self, folder: &str, id: &str) -> NewFile {
        NewFile { path: format!("content/{folder}/{id}.md"), text: format!("---\n{}---\n", self.0) }
    }
}

/// The file of an entity.
pub(super) fn entity_file(named: &NameWithForms, taken: &mut Taken) -> NewFile {
    let id = taken.record(&named.name);
    let mut front = FrontMatter::default();
    front.key("name", &named.name);
    if let Some(kind) = named.kind() {
        front.key("kind", kind);
    }
    front.forms(named);
    front.file("entities", &id)
}

/// Those who speak and have no record: what all reports together tell of them, by their names.
#[derive(Debug, Default)]
pub(super) struct Newcomers(BTreeMap<String, Newcomer>);

impl Newcomers {
    /// Adds what is told beside one quotation.
    pub(super) fn add(&mut self, name: &str, told: &Newcomer) {
        match self.0.get_mut(name) {
            None => {
                self.0.insert(name.to_owned(), told.clone());
            }
            Some(known) => {
                known.record = known.record.clone().max(told.record.clone());
                let length = |role: &Option<String>| role.as_ref().map_or(0, String::len);
                if length(&known.role) < length(&told.role) {
                    known.role.clone_from(&told.role);
                }
            }
        }
    }

    /// The id of somebody's record, and its file.
    pub(super) fn file(
        &self,
        name: &str,
        naming: &UnrecordedNames,
        briefing: &Briefing,
        taken: &mut Taken,
    ) -> (String, NewFile) {
        let id = taken.record(name);
        let mut front = FrontMatter::default();
        front.key("name", name);
        let named = naming.get(name);
        let newcomer = self.0.get(name);
        let record = newcomer.map_or(&NewRecord::Person, |newcomer| &newcomer.record);
        let folder = match record {
            NewRecord::Person => {
                if let Some(role) = newcomer.and_then(|newcomer| newcomer.role.as_deref()) {
                    front.key("role", role);
                    if role.to_lowercase().contains("spokes") {
                        front.key("capacity", "spokesperson");
                    }
                }
                "officials"
            }
            NewRecord::Spokesperson { affiliation } => {
                front.key("capacity", "spokesperson");
                if let Some(affiliation) = affiliation {
                    front.key("affiliation", &briefing[*affiliation].slug);
                }
                "officials"
            }
            NewRecord::Entity { kind } => {
                if let Some(kind) = named.and_then(NameWithForms::kind).or(*kind) {
                    front.key("kind", kind);
                }
                "entities"
            }
        };
        if let Some(named) = named {
            front.forms(named);
        }
        let file = front.file(folder, &id);
        (id, file)
    }
}
