//! How the parts of a briefing name each other: by their numbers in its lists.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The thing at an index of its list.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Its index in its list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// An article: its number in [`Briefing::articles`](super::Briefing::articles).
    ArticleId;
    /// An entity or official: its number in [`Briefing::records`](super::Briefing::records).
    RecordId;
    /// A note: its number in [`Briefing::notes`](super::Briefing::notes).
    NoteId;
    /// A page of the briefing's own: its number in [`Briefing::pages`](super::Briefing::pages).
    PageId;
    /// A tag: its number in [`Briefing::tags`](super::Briefing::tags).
    TagId;
}
