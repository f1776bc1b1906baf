//! The text of a block as HTML: its markup, and what is cut into it.

use super::escape::{attribute, push};
use super::highlight;
use super::writer::{OpenMarkup, Writer};
use crate::i18n::fill;
use crate::model::Target;
use crate::model::briefing::passage_anchor;
use crate::parse::document::{Block, BlockKind, Inline, Markup};
use crate::place::{InContent, Place};

impl<'a> Writer<'a> {
    /// Writes the text of a block.
    pub(super) fn inlines(&mut self, block: &'a Block) {
        let code = match &block.kind {
            BlockKind::Code { language: Some(language) } => {
                let code = self.document().slice(block.text);
                highlight::stretches(code, language)
            }
            _ => Vec::new(),
        };
        let code: Vec<(Place<InContent>, &str)> =
            code.into_iter().map(|(range, class)| (block.text.part(range), class)).collect();
        // Text comes in pieces; what belongs together is written together.
        let mut text: Option<Place<InContent>> = None;
        for inline in &block.inlines {
            if let Inline::Text(range) = inline {
                if self.markup.last().is_some_and(|markup| markup.is_named) {
                    continue;
                }
                match &mut text {
                    Some(text) if text.end() == range.start() => *text = text.cover(*range),
                    _ => {
                        self.text_between_markup(text.replace(*range), &code);
                    }
                }
                continue;
            }
            self.text_between_markup(text.take(), &code);
            self.inline(inline);
        }
        self.text_between_markup(text, &code);
        while !self.markup.is_empty() {
            self.close_markup();
        }
        self.passages_end(block.text.end());
        self.flush();
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(_) => {}
            Inline::Open(markup) => self.open_markup(markup),
            Inline::Close => self.close_markup(),
            Inline::Break => self.out.push_str("<br>"),
            Inline::Image { link, alt } => self.image(*link, alt),
            Inline::FootnoteReference { number, occurrence } => {
                let prefix = self.options.prefix;
                let mut html = String::from("<a class=\"footnote-ref\" role=\"doc-noteref\"");
                let n = number.to_string();
                attribute(&mut html, "id", &[&format!("{prefix}_fnref_{n}_{occurrence}")]);
                attribute(&mut html, "href", &["#", prefix, "_fn_", &n]);
                attribute(&mut html, "data-n", &[&n]);
                let name = fill(&self.page.words.footnote_reference, &[("n", &n)]);
                attribute(&mut html, "aria-label", &[&name]);
                html.push_str("></a>");
                let seen = self.footnote_references.entry(*number).or_default();
                *seen = (*seen).max(*occurrence);
                self.waiting.push_str(&html);
                self.flush();
            }
        }
    }

    fn open_markup(&mut self, markup: &'a Markup) {
        let mut is_named = false;
        let simple = |name: &str| (format!("<{name}>"), format!("</{name}>"), false);
        let (start, end, is_anchor) = match markup {
            Markup::Emphasis => simple("em"),
            Markup::Strong => simple("strong"),
            Markup::Strikethrough => simple("s"),
            Markup::Code => simple("code"),
            Markup::Html(tag) => {
                let end = self.html_tag(tag);
                (String::new(), end, tag.name == "a")
            }
            Markup::LeftOut(words) => {
                let mut start = String::from("<span class=\"left-out\"");
                let labels = self.page.words;
                let count = self.count(&labels.word_one, &labels.word_many, *words);
                // Within a word nothing is left out that could be counted.
                if *words > 0 {
                    attribute(&mut start, "data-count", &[&count]);
                }
                start.push('>');
                (start, "</span>".to_owned(), false)
            }
            Markup::Link(link) => {
                let name = self.page.name_of(self.prose, *link);
                is_named = name.is_some();
                let mut start = String::new();
                let target = self.prose.targets.get(*link);
                let href = target.and_then(|target| self.page.target(target));
                // A link in a link cannot be written.
                let href = href.filter(|_| self.anchors == 0);
                if let (Some(href), Some(target)) = (&href, target) {
                    start.push_str("<a");
                    attribute(&mut start, "href", &[href]);
                    let written = self.document().links.get(*link);
                    if let Some(title) = written.and_then(|link| link.title.as_deref()) {
                        attribute(&mut start, "title", &[title]);
                    }
                    match target {
                        Target::External(_) => start.push_str(" rel=\"noopener external\""),
                        Target::Record(_) => start.push_str(" class=\"to-record\""),
                        Target::Note(_) => start.push_str(" class=\"to-note\""),
                        _ => {}
                    }
                    start.push('>');
                }
                push(&mut start, name.unwrap_or_default());
                let end = if href.is_some() { "</a>" } else { "" };
                (start, end.to_owned(), href.is_some())
            }
        };
        self.out.push_str(&start);
        self.anchors += usize::from(is_anchor);
        self.markup.push(OpenMarkup { end, is_anchor, is_named });
    }

    fn close_markup(&mut self) {
        if let Some(markup) = self.markup.pop() {
            self.out.push_str(&markup.end);
            self.anchors -= usize::from(markup.is_anchor);
            self.flush();
        }
    }

    fn image(&mut self, link: usize, alt: &str) {
        let target = self.prose.targets.get(link);
        match target.and_then(|target| self.page.target(target)) {
            Some(source) if matches!(target, Some(Target::Internal(_))) => {
                self.out.push_str("<img");
                attribute(&mut self.out, "src", &[&source]);
                attribute(&mut self.out, "alt", &[alt]);
                let written = self.document().links.get(link);
                if let Some(title) = written.and_then(|link| link.title.as_deref()) {
                    attribute(&mut self.out, "title", &[title]);
                }
                self.out.push_str(" loading=\"lazy\">");
            }
            // Nothing is loaded from elsewhere, and no text may be added to the block's own.
            _ if !alt.is_empty() => {
                self.out.push_str("<span class=\"picture\" role=\"img\"");
                attribute(&mut self.out, "aria-label", &[alt]);
                self.out.push_str("></span>");
            }
            _ => {}
        }
    }

    /// Writes what waited for the end of a link.
    pub(super) fn flush(&mut self) {
        if self.anchors == 0 && self.mention.is_none() {
            self.out.push_str(&self.waiting);
            self.waiting.clear();
        }
    }

    /// Writes text, cut wherever a passage, a mention or a colour begins or ends.
    fn text_between_markup(
        &mut self,
        range: Option<Place<InContent>>,
        code: &[(Place<InContent>, &str)],
    ) {
        let Some(range) = range else { return };
        let mut at = range.start();
        let mut next_code = code.partition_point(|(stretch, _)| stretch.end() <= at);
        while at < range.end() {
            let mut end = range.end();
            if self.anchors == 0 {
                end = end.min(self.mention_boundary(at));
            }

            let stretches = &self.layers.marks.stretches;
            while stretches.get(self.next_stretch).is_some_and(|stretch| stretch.range.end() <= at)
            {
                self.next_stretch += 1;
            }
            let mark = stretches.get(self.next_stretch).map(|stretch| stretch.range);
            let marked = mark.as_ref().is_some_and(|mark| mark.start() <= at);
            end = end.min(mark.map_or(end, |mark| if marked { mark.end() } else { mark.start() }));

            while code.get(next_code).is_some_and(|(stretch, _)| stretch.end() <= at) {
                next_code += 1;
            }
            let colour = code.get(next_code);
            let class =
                colour.filter(|(stretch, _)| stretch.start() <= at).map(|(_, class)| *class);
            end = end.min(colour.map_or(end, |(stretch, _)| {
                if class.is_some() { stretch.end() } else { stretch.start() }
            }));

            self.piece(Place::new(at..end), marked, class);
            at = end;
            self.passages_end(at);
            let done = self.mention.and_then(|mention| self.layers.mentions.get(mention));
            if done.is_some_and(|mention| mention.range.end() <= at) {
                self.close_mention();
            }
            self.flush();
        }
        // Markup comes next, and the two must not cross.
        self.close_mention();
        self.flush();
    }

    /// Opens the mention that covers `at`; the next place where one begins or ends.
    fn mention_boundary(&mut self, at: usize) -> usize {
        let mentions = self.layers.mentions;
        while mentions.get(self.next_mention).is_some_and(|mention| mention.range.end() <= at) {
            self.next_mention += 1;
        }
        let Some(mention) = mentions.get(self.next_mention) else {
            return usize::MAX;
        };
        if mention.range.start() > at {
            return mention.range.start();
        }
        if self.mention.is_none() {
            self.mention = Some(self.next_mention);
            let record = &self.page.briefing[mention.record];
            self.out.push_str("<a class=\"mention\"");
            let href = self.page.record(mention.record);
            attribute(&mut self.out, "href", &[&href]);
            let printed = self.document().slice(mention.range);
            if let Some((language, _)) = record.names.iter().find(|(_, name)| name == printed) {
                attribute(&mut self.out, "lang", &[language]);
            }
            // One stop for the keyboard a record: the later ones lead to the same page.
            if !self.mentioned.insert(mention.record) {
                self.out.push_str(" tabindex=\"-1\"");
            }
            self.out.push('>');
        }
        mention.range.end()
    }

    fn close_mention(&mut self) {
        if self.mention.take().is_some() {
            self.out.push_str("</a>");
        }
    }

    fn piece(&mut self, range: Place<InContent>, marked: bool, class: Option<&str>) {
        let text = self.document().slice(range);
        if marked {
            let mut id = None;
            while let Some(start) = self.layers.marks.starts.get(self.next_start).copied()
                && start.at <= range.start()
            {
                self.next_start += 1;
                let note = &self.page.briefing[self.layers.marks.notes[start.note]];
                let anchor = passage_anchor(&note.slug, start.passage);
                // A passage that begins where another does gets an empty element for its id.
                if let Some(earlier) = id.replace(anchor) {
                    self.out.push_str("<span");
                    attribute(&mut self.out, "id", &[&earlier]);
                    self.out.push_str("></span>");
                }
                if !std::mem::replace(&mut self.begun[start.note], true) {
                    self.beginning.push(start.note);
                }
            }
            self.out.push_str("<mark");
            if let Some(id) = id {
                attribute(&mut self.out, "id", &[&id]);
            }
            if let Some(stretch) = self.layers.marks.stretches.get(self.next_stretch) {
                self.out.push_str(&stretch.attributes);
            }
            self.out.push('>');
        }
        if let Some(class) = class {
            self.out.push_str("<span");
            attribute(&mut self.out, "class", &[class]);
            self.out.push('>');
        }
        push(&mut self.out, text);
        if class.is_some() {
            self.out.push_str("</span>");
        }
        if marked {
            self.out.push_str("</mark>");
        }
    }

    /// The references of the passages that end at or before `at`.
    fn passages_end(&mut self, at: usize) {
        while let Some(end) = self.layers.marks.ends.get(self.next_end).copied()
            && end.at <= at
        {
            self.next_end += 1;
            let note = &self.page.briefing[self.layers.marks.notes[end.note]];
            let number = (end.note + 1).to_string();
            let kind = note.kind.class().name();
            let html = &mut self.waiting;
            html.push_str("<a");
            attribute(html, "class", &["ref k-", kind]);
            attribute(html, "href", &["#", self.options.note_prefix, &note.slug]);
            attribute(html, "data-n", &[&number]);
            let words = self.page.words;
            let name = fill(
                &words.note_reference,
                &[
                    ("n", number.as_str()),
                    ("kind", &words.kind(note.kind.class()).to_lowercase()),
                    ("title", &note.title),
                ],
            );
            attribute(html, "aria-label", &[&name]);
            html.push_str("></a>");
        }
    }
}
