//! An entity or official.

use super::node::{Item, Node, block};
use super::{Html, Maker, Writer};
use crate::model::{EntityKind, Record, RecordId, RecordKind, Speaker};

impl Maker<'_> {
    /// The page of an entity or official.
    pub(crate) fn subject_data(&self, id: RecordId, description: Option<&str>) -> Html {
        let writer = Writer::new(self);
        let name = self.site.briefing[id].name.as_str();
        let page = writer
            .this_page("WebPage", Some(name), description)
            .with("mainEntity", Node::id(writer.subject_id(id)));
        let mut graph = vec![page, writer.subject(id)];
        graph.extend(writer.utterances(Speaker::Record(id)));
        block(graph)
    }
}

/// What schema.org calls a kind of thing; `None` where it is not known what it is.
fn kind(record: &Record) -> Option<&'static str> {
    let kind = match (record.entity_kind, &record.kind) {
        (Some(kind), _) => kind,
        // An official may be an institution; only a person has any of these.
        (None, RecordKind::Official { role, affiliation, capacity })
            if role.is_some() || affiliation.is_some() || capacity.is_some() =>
        {
            EntityKind::Person
        }
        _ => return None,
    };
    Some(match kind {
        EntityKind::Company => "Corporation",
        EntityKind::Agency => "GovernmentOrganization",
        EntityKind::Organisation => "Organization",
        EntityKind::Place => "Place",
        EntityKind::Programme => "Project",
        EntityKind::Document => "CreativeWork",
        EntityKind::Person => "Person",
        EntityKind::Event => "Event",
    })
}

/// Whether schema.org counts a type among organisations.
fn is_organisation(kind: Option<&str>) -> bool {
    matches!(kind, Some("Corporation" | "GovernmentOrganization" | "Organization" | "Project"))
}

impl Writer<'_> {
    /// It, with its id, type and name.
    pub(super) fn subject_in_brief(&self, id: RecordId) -> Node {
        let record = &self.site.briefing[id];
        Node::new(kind(record).unwrap_or("Thing"))
            .with("@id", self.subject_id(id))
            .with("name", record.name.as_str())
    }

    /// All that is known of it.
    fn subject(&self, id: RecordId) -> Node {
        let record = &self.site.briefing[id];
        let others = record.full_name.iter().chain(&record.aliases);
        let others = others.filter(|name| **name != record.name).map(|name| name.as_str().into());
        let foreign = record.names.iter().map(|(language, name)| {
            let name = Node::default().with("@value", name.as_str());
            Item::Node(name.with("@language", language.as_str()))
        });
        let links: Vec<&str> = record.links.iter().map(|(_, url)| url.as_str()).collect();
        let mut node = self
            .subject_in_brief(id)
            .list("alternateName", others.chain(foreign).collect())
            .list("sameAs", links);
        if let Some(whole) = record.part_of
            && let Some(property) = belongs(kind(record), kind(&self.site.briefing[whole]))
        {
            node = node.with(property, self.subject_in_brief(whole));
        }
        if let RecordKind::Official { role, affiliation, .. } = &record.kind {
            let body = affiliation.filter(|body| is_organisation(kind(&self.site.briefing[*body])));
            node = node
                .maybe("jobTitle", role.as_deref().filter(|_| kind(record) == Some("Person")))
                .maybe("affiliation", body.map(|body| self.subject_in_brief(body)));
        }
        node
    }

    /// Who said something, on a `Quotation`. Only people and bodies speak: the words of a document
    /// come from it.
    pub(super) fn said_by(&self, node: Node, speakers: &[Speaker]) -> Node {
        let (mut sources, mut voices) = (Vec::new(), Vec::new());
        for speaker in speakers {
            match *speaker {
                Speaker::Article(id) => sources.push(Node::id(self.report_id(id))),
                Speaker::Record(id) => match kind(&self.site.briefing[id]) {
                    Some("CreativeWork") => sources.push(self.subject_in_brief(id)),
                    _ => voices.push(self.subject_in_brief(id)),
                },
            }
        }
        node.list("isBasedOn", sources).list("spokenByCharacter", voices)
    }
}

/// The property by which a thing is part of another.
fn belongs(part: Option<&str>, whole: Option<&str>) -> Option<&'static str> {
    match (part, whole) {
        (part, whole) if is_organisation(part) && is_organisation(whole) => {
            Some("parentOrganization")
        }
        (Some("Place"), Some("Place")) => Some("containedInPlace"),
        (Some("CreativeWork"), Some("CreativeWork")) => Some("isPartOf"),
        (Some("Event"), Some("Event")) => Some("superEvent"),
        _ => None,
    }
}
