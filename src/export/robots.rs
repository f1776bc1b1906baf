//! `robots.txt`: everything may be read, and where the list of pages is; of a private site nothing.

use std::io::{self, Write};

use super::{Edition, Out, sitemap};
use crate::config::Audience;
use crate::route::Route;

pub(super) const PATH: &str = "robots.txt";

pub(super) fn write(edition: &Edition, out: &mut Out<'_>) -> io::Result<()> {
    if edition.briefing.audience == Audience::Private {
        return writeln!(out, "User-agent: *\nDisallow: /");
    }
    writeln!(out, "User-agent: *\nAllow: /")?;
    if edition.briefing.settings.base_url.is_some() {
        let sitemap = edition.page.link(&Route::File(sitemap::PATH.to_owned()));
        writeln!(out, "\nSitemap: {sitemap}")?;
    }
    Ok(())
}
