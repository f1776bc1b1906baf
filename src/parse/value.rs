//! A claim's value.

/// A value as the author writes it after an attribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What the author wrote.
    pub raw: String,
}
