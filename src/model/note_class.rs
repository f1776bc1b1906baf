//! The kinds of note, and all that hangs on a kind alone.

macro_rules! note_classes {
    ($($(#[doc = $doc:literal])+ $class:ident $name:literal $motivation:literal;)+) => {
        /// A kind of note, as its heading names it: `{.quote}`. What a note of a kind says beside is in
        /// [`super::NoteKind`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum NoteClass {
            $($(#[doc = $doc])+ $class,)+
        }

        impl NoteClass {
            /// Every kind, in the order in which they are listed.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$class),+];

            /// As authors write it, and as data and style sheets have it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$class => $name,)+
                }
            }

            /// Its motivation in the Web Annotation vocabulary: one for each kind, so that a reader of
            /// the data can tell them apart.
            #[must_use]
            pub fn motivation(self) -> &'static str {
                match self {
                    $(Self::$class => $motivation,)+
                }
            }
        }
    };
}

note_classes! {
    /// A comment.
    Note "note" "commenting";
    /// One utterance as each report prints it.
    Quote "quote" "identifying";
    /// One question and each report's answer.
    Claim "claim" "assessing";
    /// Background that the reports don't give.
    Context "context" "describing";
    /// The editor's finding that a report is wrong.
    Correction "correction" "editing";
    /// Open, for the desk.
    Question "question" "questioning";
}

impl NoteClass {
    /// Keys that the heading of every note may have.
    pub const COMMON_KEYS: &[&str] =
        &["status", "author", "allow", "date", "tags", "reply", "reviewed"];

    /// The kind of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// The keys that the headings of this kind alone may have.
    #[must_use]
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Quote => &["by", "said", "base"],
            Self::Claim => &["unit", "total", "finding", "evidence"],
            Self::Correction => &["evidence", "reads"],
            Self::Note | Self::Context | Self::Question => &[],
        }
    }

    /// The keys that its passages may have.
    #[must_use]
    pub fn passage_keys(self) -> &'static [&'static str] {
        match self {
            Self::Quote => &["route", "as", "via"],
            _ => &[],
        }
    }

    /// Whether each of its passages has a value.
    #[must_use]
    pub fn has_values(self) -> bool {
        self == Self::Claim
    }

    /// Whether it may say of a report that the editor looked and found nothing.
    #[must_use]
    pub fn may_be_silent(self) -> bool {
        matches!(self, Self::Quote | Self::Claim)
    }

    /// The kind for which a motivation stands; several that have none of ours are comments.
    #[must_use]
    pub fn from_motivation(motivation: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.motivation() == motivation)
    }
}
