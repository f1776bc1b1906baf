//! `briefing.json`: the whole briefing resolved, and `briefing.schema.json`, its schema.

mod briefing;
mod collation;
mod shared_pairs;
#[cfg(test)]
mod tests;
mod view;

use std::io::{self, Write};

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use super::{Edition, Out, Parts};

pub(super) const PATH: &str = "briefing.json";
pub(super) const SCHEMA_PATH: &str = "briefing.schema.json";

pub(super) fn write(edition: &Edition, files: &mut Parts<'_>) -> io::Result<()> {
    let mut view = edition.view();
    if files.whole(|out| serde_json::to_writer(out, &view))? {
        return Ok(());
    }
    view.articles.part("articles", files)?;
    view.records.part("records", files)?;
    view.notes.part("notes", files)?;
    view.mentions.part("mentions", files)?;
    view.families.part("families", files)?;
    view.claims.part("claims", files)?;
    files.own(serde_json::to_vec(&view)?);
    Ok(())
}

pub(super) fn write_schema(_: &Edition, out: &mut Out<'_>) -> io::Result<()> {
    let settings = SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(RecursiveTransform(without_null));
    let schema = settings.into_generator().into_root_schema_for::<view::Briefing>();
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    out.write_all(b"\n")
}

/// What there is none of is left out of the file: `null` stands nowhere in it.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice["type"] != "null");
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            for (key, value) in only {
                schema.insert(key, value);
            }
        }
    }
}
