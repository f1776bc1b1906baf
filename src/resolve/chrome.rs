//! What stands around every page: the menu, the logo, the text at the foot.

use super::ids::{Ids, Named};
use super::links::Linker;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::load::composed;
use crate::model::{Chrome, NavItem, SiteList};
use crate::parse::address::is_web_url;
use crate::parse::{Chrome as ParsedChrome, front_matter};
use crate::source::Span;

/// Pictures that browsers show.
const PICTURES: &[&str] = &["svg", "png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Leads what the settings put around every page where it should go.
pub fn chrome(parsed: ParsedChrome, linker: &Linker<'_>, diagnostics: &mut Diagnostics) -> Chrome {
    let ParsedChrome { file, nav, logo, footer } = parsed;
    let Some(file) = file else { return Chrome::default() };
    let source = linker.sources.file(file);
    let place = |path: &[&str]| front_matter::place(file, source, source.whole(), path);
    let nav = nav.map(|names| {
        let mut items = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let span = || place(&["nav", &index.to_string()]);
            match item(name, linker.ids) {
                Ok(Some(item)) if items.contains(&item) => {
                    let message = format!("`{name}` stands in the menu twice");
                    let told = Diagnostic::new(Code::FrontMatterInvalid, span(), message);
                    diagnostics.push(told.help("take one of the two out"));
                }
                Ok(item) => items.extend(item),
                Err((message, help)) => diagnostics.push(help.into_iter().fold(
                    Diagnostic::new(Code::FrontMatterInvalid, span(), message),
                    Diagnostic::help,
                )),
            }
        }
        items
    });
    let logo = logo.and_then(|path| match self::logo(&path, linker, || place(&["logo"])) {
        Ok(path) => Some(path),
        Err(told) => {
            diagnostics.push(*told);
            None
        }
    });
    let footer = footer.map(|text| linker.value(text, diagnostics));
    Chrome { nav, logo, footer }
}

/// What a name in the menu means: nothing where a file that has it cannot be read. Else why it means
/// nothing, and what to write instead.
fn item(name: &str, ids: &Ids) -> Result<Option<NavItem>, (String, Vec<String>)> {
    let list = SiteList::ALL.iter().find(|list| list.name() == name);
    let page = |named| matches!(named, Named::Page(_) | Named::Unreadable);
    let known = || {
        let lists = SiteList::ALL.iter().map(|list| format!("`{}`", list.name()));
        format!(
            "the menu names lists ({}) and the ids of files in `content/pages/`",
            lists.collect::<Vec<_>>().join(", ")
        )
    };
    match (list, ids.get(name)) {
        (Some(_), Some(Named::Page(_))) => Err((
            format!("`{name}` is a list of the site, and a page of your own, too"),
            vec![format!("give the page another id: `sidenote rename {name} …`")],
        )),
        (Some(list), _) => Ok(Some(NavItem::List(*list))),
        (None, Some(Named::Page(id))) => Ok(Some(NavItem::Page(id))),
        (None, Some(Named::Unreadable)) => Ok(None),
        (None, Some(Named::Article(_) | Named::Record(_))) => {
            Err((format!("`{name}` is no list, and no page of your own"), vec![known()]))
        }
        (None, None) => {
            let lists = SiteList::ALL.iter().map(|list| list.name());
            let near = did_you_mean(name, lists).or_else(|| ids.suggest(name, page));
            let message = format!("there is no list or page `{name}`");
            Err((message, near.into_iter().chain([known()]).collect()))
        }
    }
}

/// The path of a picture in the site.
fn logo(
    written: &str,
    linker: &Linker<'_>,
    place: impl Fn() -> Span,
) -> Result<String, Box<Diagnostic>> {
    if is_web_url(written) {
        let message = "a logo would be loaded from elsewhere here, so that there is none";
        return Err(Box::new(
            Diagnostic::new(Code::UnknownFile, place(), message)
                .help("put a copy into `static/`, and write its path from there"),
        ));
    }
    let path = composed(written.trim_start_matches("./").trim_start_matches('/'));
    let below = path.strip_prefix("static/").filter(|below| linker.assets.contains_key(*below));
    let path = below.unwrap_or(&path);
    if !linker.assets.contains_key(path) {
        let message = format!("there is no file `{written}` in `static/`");
        let files = linker.assets.keys().map(String::as_str);
        return Err(Box::new(
            Diagnostic::new(Code::UnknownFile, place(), message)
                .maybe_help(did_you_mean(path, files))
                .help("write the picture's path from `static/`: `logo: logo.svg` is the file `static/logo.svg`"),
        ));
    }
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !PICTURES.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        let message = format!("`{written}` is no picture that browsers show");
        return Err(Box::new(Diagnostic::new(Code::UnknownFile, place(), message).help(
            "a logo is a file of the kind `.svg`, `.png`, `.jpg`, `.gif`, `.webp` or `.avif`",
        )));
    }
    Ok(path.to_owned())
}
