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
    /// No server answers, or none that is well; why.
    Unreachable(String),
}

impl Answer {
    /// What a status means.
    pub(super) fn of_status(status: u16) -> Self {
        match status {
            404 | 410 => Self::Gone(status),
            500..=599 => Self::Unreachable(format!("its server answers {status}")),
            400..=499 | 999 => Self::Refused(status),
            _ => Self::There,
        }
    }
}
