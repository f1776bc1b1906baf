//! What is known of an address.

use serde::{Deserialize, Serialize};

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// There is something.
    There,
    /// The server says that there is nothing, with this status.
    Gone(u16),
    /// The server does not say so to programs, with this status.
    Refused(u16),
    /// The server is not well, and says so with this status.
    Ill(u16),
    /// No server answers; why.
    Unreachable(String),
}

impl Answer {
    /// What a status means.
    pub(super) fn of_status(status: u16) -> Self {
        match status {
            404 | 410 => Self::Gone(status),
            500..=599 => Self::Ill(status),
            400..=499 | 999 => Self::Refused(status),
            _ => Self::There,
        }
    }
}
