//! The records of a briefing, by what reports call them.

use std::collections::BTreeMap;

use super::vocabulary::lower;
use crate::model::{Briefing, Capacity, RecordId, RecordKind};

/// Finds records without looking through all of them.
pub(super) struct Directory<'a> {
    /// Who has a name, or a form that counts only beside a longer one; nothing where several have.
    by_form: BTreeMap<&'a str, Option<RecordId>>,
    /// The first who has a name, without regard to capitals.
    by_name: BTreeMap<String, RecordId>,
    /// The first who speaks for somebody.
    spokespersons: BTreeMap<RecordId, RecordId>,
}

impl<'a> Directory<'a> {
    pub(super) fn new(briefing: &'a Briefing) -> Self {
        let mut directory = Self {
            by_form: BTreeMap::new(),
            by_name: BTreeMap::new(),
            spokespersons: BTreeMap::new(),
        };
        for (id, record) in briefing.records() {
            for form in record.short.iter().chain([&record.name]) {
                let one = directory.by_form.entry(form).or_insert(Some(id));
                *one = one.filter(|other| *other == id);
            }
            directory.by_name.entry(lower(&record.name)).or_insert(id);
            if let RecordKind::Official {
                affiliation: Some(whom),
                capacity: Some(Capacity::Spokesperson),
                ..
            } = record.kind
            {
                directory.spokespersons.entry(whom).or_insert(id);
            }
        }
        directory
    }

    /// The one record that has a name.
    pub(super) fn named(&self, form: &str) -> Option<RecordId> {
        *self.by_form.get(form)?
    }

    /// The spokesperson who is called so, or who speaks for somebody.
    pub(super) fn spokesperson(&self, name: &str, whom: Option<RecordId>) -> Option<RecordId> {
        let speaks = whom.and_then(|whom| self.spokespersons.get(&whom));
        self.by_name.get(&lower(name)).or(speaks).copied()
    }
}
