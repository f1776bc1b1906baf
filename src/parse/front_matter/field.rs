//! What keys a file may have, and what their values look like.

/// A key that a file may have.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One text.
    Text,
    /// One text or a list of texts.
    TextOrList,
    /// A list of texts.
    List,
    /// A day, month or year.
    Date,
    /// An absolute URL.
    Url,
    /// An absolute URL of a folder.
    BaseUrl,
    /// A whole number.
    Number,
    /// Whether something is so.
    Truth,
    /// A number of words or a percentage.
    Budget,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The name of a citation style.
    CitationStyle,
    /// A language's tag.
    Language,
    /// A map from languages' tags to text.
    Names,
    /// A map from text to URL, or to a Wikidata id under `wikidata`.
    Links,
    /// A list of maps with these keys.
    Records(&'static [Field]),
    /// A map with these keys.
    Keys(&'static [Field]),
    /// A map from ids or texts of any kind to values of this shape.
    Each(&'static Shape),
    /// A map of anything.
    Free,
}

impl Field {
    /// A key that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: false }
    }

    /// A key that must be there.
    #[must_use]
    pub const fn required(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: true }
    }
}
