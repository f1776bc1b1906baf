//! An official: what they said, as each report prints it.

use super::{Rendered, Site, entity};
use crate::model::RecordId;
use crate::route::Route;

pub(super) fn render(site: &Site, route: &Route, id: RecordId) -> Rendered {
    entity::render_record(site, route, id, "official.html", "officials")
}
