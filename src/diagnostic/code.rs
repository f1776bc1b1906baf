//! The table of codes: every kind of diagnostic that there is.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident $slug:literal $severity:ident;)+) => {
        /// A kind of diagnostic. Its slug is part of the format: authors write it in `allow`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as authors write and read it.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$name => $slug,)+
                }
            }

            /// How serious it is, unless the place makes it milder.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)+
                }
            }

            /// What it is, in one line.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim_ascii(),)+
                }
            }

            /// What it means, an example and how to mend it, in Markdown: the file
            /// `explain/<slug>.md`.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("explain/", $slug, ".md")),)+
                }
            }
        }
    };
}

codes! {
    /// A file that is not UTF-8 text.
    FileNotUtf8 "file-not-utf8" Error;
    /// A file that is too large to be read.
    FileTooLarge "file-too-large" Error;
    /// A file with two states that git could not merge.
    MergeConflict "merge-conflict" Error;
    /// A file whose name is no id.
    FileNameInvalid "file-name-invalid" Error;
    /// Two files with one id.
    DuplicateId "duplicate-id" Error;
    /// A file in a place that the build does not read.
    StrayFile "stray-file" Warning;
    /// What a new file has in it to be replaced.
    Placeholder "placeholder" Warning;
    /// A character that turns the direction of text, and hides what stands where.
    BidiControl "bidi-control" Warning;
    /// Front matter or settings that cannot be read.
    FrontMatterInvalid "front-matter-invalid" Error;
    /// Words of the interface that are not in the briefing's language.
    WordsMissing "words-missing" Advice;
    /// A code in `allow` that there is not, or that is an error's.
    UnknownCode "unknown-code" Error;
    /// Markdown that is nested too deeply.
    NestingTooDeep "nesting-too-deep" Error;
    /// Raw HTML that is not published.
    HtmlRemoved "html-removed" Warning;
    /// Text in an annotation file that belongs to no note.
    TextBeforeNote "text-before-note" Error;
    /// A heading underlined with `---` or `===` in an annotation file.
    SetextHeading "setext-heading" Error;
    /// Hashes that begin a line of an annotation file and no heading that a note has.
    HeadingInvalid "heading-invalid" Error;
    /// Code or a comment that never ends.
    NeverClosed "never-closed" Error;
    /// What looks like a comment, or stands in one, and is printed.
    CommentInvalid "comment-invalid" Error;
    /// What looks like a passage and is read as text.
    PassageUnread "passage-unread" Error;
    /// What looks like a draft and is published.
    LooksLikeADraft "looks-like-a-draft" Warning;
    /// What a link or footnote leads to, defined in another note or twice.
    DefinitionMisplaced "definition-misplaced" Error;
    /// Attributes in braces that cannot be read.
    AttributesInvalid "attributes-invalid" Error;
    /// Attributes, or what makes a draft, where none are read.
    AttributesMisplaced "attributes-misplaced" Error;
    /// A kind of note that there is not.
    UnknownKind "unknown-kind" Error;
    /// A key that this kind of note, or this place, does not have.
    UnknownKey "unknown-key" Error;
    /// A published note that nobody but its author has seen; told by `check --reviewed`.
    NotReviewed "not-reviewed" Warning;
    /// A tag of one note that is one letter from another.
    TagLikeAnother "tag-like-another" Advice;
    /// A file of a tag that no note has.
    TagUnused "tag-unused" Advice;
    /// A key that this kind of note must have.
    MissingKey "missing-key" Error;
    /// A note's id that cannot be one.
    NoteIdInvalid "note-id-invalid" Error;
    /// Two notes with one id.
    DuplicateNote "duplicate-note" Error;
    /// A line that continues a passage without its `>`.
    PassageContinues "passage-continues" Error;
    /// Two passages without an empty line between them.
    PassagesTouch "passages-touch" Error;
    /// A passage without words.
    PassageEmpty "passage-empty" Error;
    /// A block quote that looks like a passage, after the note's own text.
    PassageAfterText "passage-after-text" Error;
    /// An attribution that cannot be read.
    AttributionInvalid "attribution-invalid" Error;
    /// A passage of which it is not said which article it stands in.
    AttributionMissing "attribution-missing" Error;
    /// An article that there is not.
    UnknownArticle "unknown-article" Error;
    /// A speaker that there is not.
    UnknownOfficial "unknown-official" Error;
    /// A link to an article, entity or official that there is not.
    UnknownId "unknown-id" Error;
    /// A link to a note that there is not.
    UnknownNote "unknown-note" Error;
    /// A link to a block that there is not.
    UnknownBlock "unknown-block" Error;
    /// A link to a file that there is not.
    UnknownFile "unknown-file" Error;
    /// A link to a note that this build leaves out.
    LinkToDraft "link-to-draft" Warning;
    /// A link that a table's bar cuts in two.
    LinkInTable "link-in-table" Error;
    /// A link of a kind that is not published.
    UnsafeLink "unsafe-link" Error;
    /// A picture that would be loaded from elsewhere.
    RemoteImage "remote-image" Warning;
    /// An earlier id that is in use.
    RedirectConflict "redirect-conflict" Error;
    /// A passage that does not stand in its article.
    PassageNotFound "passage-not-found" Error;
    /// A passage that stands in its article more than once.
    PassageAmbiguous "passage-ambiguous" Error;
    /// A passage that begins or ends inside a number.
    PassageSplitsNumber "passage-splits-number" Warning;
    /// A passage without the words on which its meaning hangs.
    PassageCutsMeaning "passage-cuts-meaning" Warning;
    /// A name that belongs to two records.
    AliasConflict "alias-conflict" Error;
    /// A short form that two records of one article share.
    MentionAmbiguous "mention-ambiguous" Advice;
    /// A form that is nearly a known name.
    LikelyMisspelling "likely-misspelling" Advice;
    /// A base text that is no passage of the note.
    BaseNotWitness "base-not-witness" Error;
    /// A base text that is a digest without the words.
    BaseNotPrinted "base-not-printed" Advice;
    /// A report that prints words before the day on which they were said.
    PrintedBeforeSaid "printed-before-said" Warning;
    /// A value that looks like a number and cannot be read as one.
    ValueUnreadable "value-unreadable" Warning;
    /// A sum whose parts do not add up to the total.
    ClaimSumMismatch "claim-sum-mismatch" Advice;
    /// Reports that give different answers.
    ClaimsDisagree "claims-disagree" Advice;
    /// A report that prints the words of a quote note and has none of its passages.
    PrintingWithoutPassage "printing-without-passage" Advice;
    /// Words in quotation marks that no quote note has.
    QuotationWithoutNote "quotation-without-note" Advice;
    /// Figures that reports give for what looks like one question, without a claim.
    FiguresWithoutClaim "figures-without-claim" Advice;
    /// A name that reports print again and again, without a record.
    NameWithoutRecord "name-without-record" Advice;
    /// A correction of the briefing itself without its day.
    CorrectionInvalid "correction-invalid" Error;
    /// More of a report in its passages than a public build may show.
    RightsBudgetExceeded "rights-budget-exceeded" Error;
    /// More than half of a report in what a public build shows.
    ExcerptOverHalf "excerpt-over-half" Warning;
    /// A quotation in a digest that its original does not have.
    QuotationNotInOriginal "quotation-not-in-original" Error;
    /// Words of an original in a digest, without quotation marks.
    CopiedFromOriginal "copied-from-original" Advice;
    /// An original that is not in the folder of originals.
    OriginalMissing "original-missing" Error;
    /// A report that has changed since it was pinned.
    PinOutdated "pin-outdated" Error;
    /// A pin that is older than the records and notes that there are.
    PinBehind "pin-behind" Advice;
    /// A passage whose article has other words there now: what `sidenote reanchor` rewrites.
    PassageReworded "passage-reworded" Advice;
    /// A link to the web that leads to nothing: what `sidenote check --external` finds.
    ExternalLinkBroken "external-link-broken" Warning;
    /// A place where an id stands that `sidenote rename` changes.
    IdRenamed "id-renamed" Advice;
    /// A place that `sidenote find` found.
    WordsFound "words-found" Advice;
    /// Words of a draft that are another speaker's, or another report's: what `sidenote verify` finds.
    QuotationMisattributed "quotation-misattributed" Error;
    /// A quotation of a draft without the words on which its meaning hangs.
    QuotationCut "quotation-cut" Error;
    /// A quotation of a draft that a report prints otherwise.
    QuotationAltered "quotation-altered" Error;
    /// A quotation of a draft that no report has.
    QuotationAbsent "quotation-absent" Error;
    /// A quotation of a draft that may stand in what is not here of a report.
    QuotationUnknown "quotation-unknown" Advice;
    /// A figure of a draft that no report gives as an answer to a claim.
    FigureDiffers "figure-differs" Advice;
    /// A file that `sidenote import` cannot bring in.
    ImportFailed "import-failed" Error;
    /// What `sidenote import` guessed or left out.
    ImportGuessed "import-guessed" Advice;
    /// A passage that `sidenote import` found no place for.
    AnnotationUnplaced "annotation-unplaced" Advice;
    /// A template that cannot be used.
    TemplateInvalid "template-invalid" Error;
    /// A file of `static/` where the build writes a page.
    OutputCollision "output-collision" Error;
    /// A style sheet of `static/` that names a token or a file that there is not.
    StyleBroken "style-broken" Warning;
    /// A picture of `static/` that runs a program in readers' browsers.
    SvgScript "svg-script" Warning;
}

impl Code {
    /// The code of a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.slug() == slug)
    }
}
