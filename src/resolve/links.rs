//! Leads every link of a text where it should go.

use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::drafts::{self, Words};
use super::ids::{Ids, Named, NamedNote};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::load::{Asset, composed};
use crate::memory::Settled;
use crate::model::{ArticleId, Prose, Target};
use crate::parse::ValueText;
use crate::parse::address::is_web_url;
use crate::parse::document::{Document, Link, LinkKind};
use crate::parse::links::{WikiReference, refused_scheme, wiki_reference};
use crate::place::Place;
use crate::route::{Route, SitePlace};
use crate::source::{FileId, SourceSet, Span};

/// What is needed to follow a link.
pub struct Linker<'a> {
    /// What each id means.
    pub ids: &'a Ids,
    /// The files, for links that name one.
    pub sources: &'a SourceSet,
    /// Files of `static/`.
    pub assets: &'a BTreeMap<String, Asset>,
}

/// Whose text a link stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A report's, in which `#…` is a block of it.
    Report(ArticleId),
    /// The editor's, in which `#…` is a note.
    Editor,
    /// The editor's in a note that this build leaves out, and what leads nowhere with it.
    LeftOut,
}

impl Linker<'_> {
    /// Follows every link of a text of the editor's that stands in a value; what is wrong is told of
    /// the value.
    pub fn value(&self, text: ValueText, diagnostics: &mut Diagnostics) -> Prose {
        let ValueText { span, document } = text;
        let mut told = Diagnostics::default();
        let prose = self.prose(span.file, Voice::Editor, document.into(), &mut told);
        diagnostics.extend(told.into_iter().map(|told| Diagnostic { span, ..told }));
        prose
    }

    /// Follows every link of a text.
    pub fn prose(
        &self,
        file: FileId,
        voice: Voice,
        document: Settled<Document>,
        diagnostics: &mut Diagnostics,
    ) -> Prose {
        if voice != Voice::LeftOut {
            let place = |text| Span::new(file, document.source_of(Place::new(text)));
            let words = match voice {
                Voice::Report(_) => Words::Report,
                Voice::Editor | Voice::LeftOut => Words::Text,
            };
            let mut named = Diagnostics::default();
            drafts::tell(&document.text, words, self.ids, place, &mut named);
            // Of a link to a note its own target is told.
            let links = document.links.iter().filter(|it| it.destination.trim().starts_with('#'));
            let is_link = |span: Span| {
                let mut sources = links.clone().map(|link| &link.source);
                sources.any(|it| it.start() <= span.start && span.end <= it.end())
            };
            diagnostics.extend(named.into_iter().filter(|told| !is_link(told.span)));
        }
        let targets = document
            .links
            .iter()
            .enumerate()
            .map(|(index, link)| {
                let span = Span::new(file, link.source);
                match self.target(file, voice, link, span) {
                    Ok(target) => target,
                    Err(diagnostic) if diagnostic.code == Code::LinkToDraft => {
                        let is_told = voice != Voice::LeftOut;
                        let own = || document.words_of_link(index);
                        diagnostics.extend(is_told.then(|| with_words(*diagnostic, link, &own())));
                        Target::Nowhere
                    }
                    Err(diagnostic) => {
                        diagnostics.push(*diagnostic);
                        Target::Nowhere
                    }
                }
            })
            .collect();
        Prose { document, targets }
    }

    fn target(
        &self,
        file: FileId,
        voice: Voice,
        link: &Link,
        span: Span,
    ) -> Result<Target, Box<Diagnostic>> {
        let destination = link.destination.trim();
        match link.kind {
            LinkKind::Wiki | LinkKind::WikiLabelled => self.wiki(destination, span),
            LinkKind::Image => self.image(file, destination, span),
            LinkKind::Link => self.link(file, voice, destination, span),
        }
    }

    fn wiki(&self, text: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        match wiki_reference(text) {
            WikiReference::Note(id) => self.note(id, span),
            WikiReference::Page(id) => match self.page(id, span)? {
                Named::Article(article) => Ok(Target::Article(article, None)),
                Named::Record(record) => Ok(Target::Record(record)),
                Named::Page(page) => Ok(Target::Page(page)),
                Named::Unreadable => Ok(Target::Nowhere),
            },
            WikiReference::Block(id, block) => match self.page(id, span)? {
                Named::Article(article) if self.ids.has_block(article, block) => {
                    Ok(Target::Article(article, Some(block.to_owned())))
                }
                Named::Article(_) => Err(Box::new(
                    Diagnostic::new(
                        Code::UnknownBlock,
                        span,
                        format!("`{id}` has no block `{block}`"),
                    )
                    .help("if its text was changed, the block has a new id: copy the link from the article's page"),
                )),
                Named::Record(_) | Named::Page(_) => Err(Box::new(
                    Diagnostic::new(
                        Code::UnknownBlock,
                        span,
                        format!("`{id}` is no article, and has no blocks to link to"),
                    )
                    .help(format!("write `[[{id}]]`")),
                )),
                Named::Unreadable => Ok(Target::Nowhere),
            },
        }
    }

    fn page(&self, id: &str, span: Span) -> Result<Named, Box<Diagnostic>> {
        self.ids.get(id).ok_or_else(|| {
            Box::new(
                Diagnostic::new(
                    Code::UnknownId,
                    span,
                    format!("there is no article, entity, official or page `{id}`"),
                )
                .maybe_help(self.ids.suggest(id, |_| true)),
            )
        })
    }

    fn note(&self, id: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        match self.ids.notes.get(id) {
            Some(NamedNote::Shown(note)) => Ok(Target::Note(*note)),
            Some(NamedNote::Draft) => Err(Box::new(left_out(id, span))),
            None => Err(Box::new(
                Diagnostic::new(Code::UnknownNote, span, format!("there is no note `{id}`"))
                    .maybe_help(self.ids.suggest_note(id)),
            )),
        }
    }

    fn link(
        &self,
        file: FileId,
        voice: Voice,
        destination: &str,
        span: Span,
    ) -> Result<Target, Box<Diagnostic>> {
        if destination.is_empty() || destination == "#" {
            return Err(Box::new(
                Diagnostic::new(Code::UnknownFile, span, "this link does not say where it leads")
                    .help("write an address between its round brackets, or leave the link out"),
            ));
        }
        if let Some(fragment) = destination.strip_prefix('#') {
            return match voice {
                Voice::Editor | Voice::LeftOut => self.note(fragment, span),
                Voice::Report(article) if self.ids.has_block(article, fragment) => {
                    Ok(Target::Article(article, Some(fragment.to_owned())))
                }
                Voice::Report(_) => Err(Box::new(
                    Diagnostic::new(
                        Code::UnknownBlock,
                        span,
                        format!("this article has no block `{fragment}`"),
                    )
                    .help("write the whole web address, or leave the link out"),
                )),
            };
        }
        if let Some(scheme) = refused_scheme(destination) {
            return Err(Box::new(refuse(span, &scheme)));
        }
        if let Some(id) = drafts::of_address(destination, self.ids) {
            return Err(Box::new(left_out(id, span)));
        }
        let address = without_spaces(destination);
        if is_web_url(&address) || is_mail_or_telephone(&address) {
            return Ok(Target::External(address));
        }
        if let Some(rest) = begins_as_web(destination) {
            return Err(Box::new(not_whole(span, destination, rest)));
        }
        self.file(file, destination, span)
    }

    fn image(
        &self,
        file: FileId,
        destination: &str,
        span: Span,
    ) -> Result<Target, Box<Diagnostic>> {
        if let Some(scheme) = refused_scheme(destination) {
            return Err(Box::new(refuse(span, &scheme)));
        }
        if is_absolute(destination) {
            return Err(Box::new(
                Diagnostic::new(
                    Code::RemoteImage,
                    span,
                    "this picture would be loaded from elsewhere, so that only its text is shown",
                )
                .help("put a copy into `static/`, if you may, and write its path from there"),
            ));
        }
        self.file(file, destination, span)
    }

    /// A file that is named by its path: from the file that the link stands in, or from
    /// `static/`.
    fn file(&self, file: FileId, destination: &str, span: Span) -> Result<Target, Box<Diagnostic>> {
        let path = destination.split(['?', '#']).next().unwrap_or_default();
        let decoded = composed(&percent_decode_str(path).decode_utf8_lossy());
        let from = &self.sources.file(file).path;
        let joined = composed(&join(from, &decoded));
        let asset = joined
            .strip_prefix("static/")
            .into_iter()
            .chain([decoded.trim_start_matches('/'), decoded.trim_start_matches("./")])
            .find(|path| self.assets.contains_key(*path));
        if let Some(asset) = asset {
            return Ok(Target::Internal(SitePlace::page(Route::File(asset.to_owned()))));
        }
        if let Some(stem) =
            joined.strip_prefix("content/").and_then(|path| path.strip_suffix(".md"))
        {
            let name = stem.rsplit('/').next().unwrap_or(stem);
            match self.ids.get(name) {
                Some(Named::Article(article)) => return Ok(Target::Article(article, None)),
                Some(Named::Record(record)) => return Ok(Target::Record(record)),
                Some(Named::Page(page)) => return Ok(Target::Page(page)),
                Some(Named::Unreadable) => return Ok(Target::Nowhere),
                None => {}
            }
        }
        Err(Box::new(
            Diagnostic::new(
                Code::UnknownFile,
                span,
                format!("there is no file `{destination}` in `static/`"),
            )
            .maybe_help(self.ids.get(decoded.trim_end_matches(".md")).map(|_| {
                format!("for the page of that id, write `[[{}|…]]`", decoded.trim_end_matches(".md"))
            }))
            .maybe_help(looks_like_host(destination).then(|| {
                format!("for a page on the web, write `https://{destination}`")
            }))
            .maybe_help(did_you_mean(&decoded, self.assets.keys().map(String::as_str)))
            .help("link to a page as `[[id]]`, to the web with its whole address, to a file by its path below `static/`"),
        ))
    }
}

/// That what names a note names a draft.
pub fn left_out(id: &str, span: Span) -> Diagnostic {
    let message = format!("the note `{id}` is a draft, which this build leaves out");
    Diagnostic::new(Code::LinkToDraft, span, message)
}

/// What is said of a link to a draft by the words that it shows. Without any of its own it would show
/// the draft's id, and so its title: that is an error.
fn with_words(diagnostic: Diagnostic, link: &Link, own: &str) -> Diagnostic {
    let id = link.destination.trim();
    let own = if link.kind == LinkKind::Wiki { "" } else { own.trim() };
    if own.is_empty() || own == id {
        drafts::without_words(diagnostic, id.trim_start_matches('#'))
    } else {
        diagnostic.help("the link's text stays; take `status=draft` from the note to publish it")
    }
}

/// Whether a path may be a web address without its scheme: what it begins with looks like the name
/// of a host, and not like a file.
fn looks_like_host(path: &str) -> bool {
    let (first, rest) =
        path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let labels = || first.split('.');
    let is_host = labels().count() > 1
        && labels().all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    is_host && (rest.is_some() || labels().next() == Some("www"))
}

/// An address as it stands in a page, where it has no space: `[x](<https://a.b/c d>)`.
fn without_spaces(reference: &str) -> String {
    let mut address = String::with_capacity(reference.len());
    for c in reference.chars() {
        match c.is_whitespace() {
            true => {
                let mut bytes = [0; 4];
                let encoded = utf8_percent_encode(c.encode_utf8(&mut bytes), NON_ALPHANUMERIC);
                address.extend(encoded);
            }
            false => address.push(c),
        }
    }
    address
}

/// What follows `//`, `http:` or `https:`.
fn begins_as_web(reference: &str) -> Option<&str> {
    let (scheme, rest) = reference.split_once(':').unwrap_or_default();
    let is_web = ["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    if is_web { Some(rest) } else { reference.strip_prefix("//") }
}

/// Without a scheme, an address is that of a file where the site is opened by double click; without its
/// slashes, that of a page of the site itself.
fn not_whole(span: Span, destination: &str, rest: &str) -> Diagnostic {
    let message = format!("`{destination}` is no whole web address");
    let rest = rest.trim_start_matches('/');
    let whole = format!("https://{rest}");
    Diagnostic::new(Code::UnknownFile, span, message)
        .maybe_help(is_web_url(&whole).then(|| format!("write `{whole}`")))
        .help("a link to the web begins with `https://` or `http://`, and names a host")
}

fn is_mail_or_telephone(reference: &str) -> bool {
    let scheme = reference.split_once(':').map_or("", |(scheme, _)| scheme);
    ["mailto", "tel"].iter().any(|it| scheme.eq_ignore_ascii_case(it))
}

fn refuse(span: Span, scheme: &str) -> Diagnostic {
    let message = format!("a link that begins with `{scheme}:` is not published");
    Diagnostic::new(Code::UnsafeLink, span, message)
        .help("link to a page on the web, to `mailto:` or `tel:`, or leave the link out")
        .help("if it is a file whose name has a colon in it, write `./` before its path")
}

/// Whether a reference names a scheme or a host.
fn is_absolute(reference: &str) -> bool {
    reference.starts_with("//") || url::Url::parse(reference).is_ok()
}

/// A path from the root, of one that is written from the file `from`.
fn join(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
