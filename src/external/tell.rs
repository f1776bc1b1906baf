//! What is said of links that lead nowhere.

use super::answer::Answer;
use super::links::Link;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// What is said of a link, where there is anything to say.
pub(super) fn tell(link: &Link, answer: &Answer) -> Option<Diagnostic> {
    let address = &link.address;
    let message = match answer {
        Answer::There => return None,
        Answer::Gone(status) => {
            format!("`{address}` is not there: its server answers {status}")
        }
        Answer::Refused(status) => {
            format!("`{address}` cannot be looked at by a program: its server answers {status}")
        }
        Answer::Ill(status) => {
            format!("`{address}` cannot be reached: its server answers {status}")
        }
        Answer::Unreachable(reason) => format!("`{address}` cannot be reached: {reason}"),
    };
    let told = Diagnostic::new(Code::ExternalLinkBroken, link.span, message);
    if let Answer::Refused(_) = answer {
        let mut told = told.help(
            "open it in a browser; if it is there, `external_ignore` in the settings leaves it out",
        );
        told.severity = Severity::Advice;
        return Some(told);
    }
    let told = match answer {
        Answer::Unreachable(_) => told.help("it is asked for again at the next check"),
        _ => told,
    };
    Some(match &link.archived {
        Some(copy) if link.is_report => told.help(format!(
            "its archived copy is `{copy}`, which pages link to: make it the `url` if the report is gone for good"
        )),
        Some(copy) => told.help(format!("link to its archived copy: `{copy}`")),
        None if link.is_report => {
            told.help("name an archived copy, if there is one: `archive_url: https://…`")
        }
        None => told.help("link to where it is now or to an archived copy, or leave the link out"),
    })
}
