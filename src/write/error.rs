//! Why a site was not written.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::config::Audience;

/// Why a site was not written.
#[derive(Debug)]
pub enum WriteError {
    /// The file system failed.
    Io {
        /// What was being done: `write`, `read`, …
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// The target is something else than a folder.
    NotAFolder(PathBuf),
    /// The target is, holds, or is inside a part of the briefing.
    Protected {
        /// The target.
        target: PathBuf,
        /// The part of the briefing.
        part: PathBuf,
    },
    /// The target has files, and no list of what an earlier build wrote.
    NotOurs {
        /// The target.
        target: PathBuf,
        /// Some of what it has.
        found: Vec<String>,
    },
    /// The target is, holds, or is inside a site for another audience.
    OtherAudience {
        /// The target.
        target: PathBuf,
        /// Whom the new site is for.
        audience: Audience,
        /// The folder of the other site.
        other: PathBuf,
    },
    /// The list of what an earlier build wrote cannot be understood.
    ManifestUnreadable(PathBuf),
    /// Where the site has a file or folder, there is something that no build wrote.
    InTheWay(PathBuf),
    /// A page or file of the site was changed by somebody after a build wrote it.
    Edited(PathBuf),
    /// One path is both a file and a folder of the site.
    FileAndFolder {
        /// The path.
        path: String,
        /// A file inside the folder.
        inside: String,
    },
    /// A path that cannot be a file of the site.
    PathInvalid(String),
}

impl WriteError {
    pub(super) fn io(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { doing, path, source }
    }

    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let elsewhere = "Name another folder with `--out`, or with `output:` in sidenote.yaml.";
        match self {
            Self::Io { source, .. } => {
                let help = what_to_do(source)?;
                Some(match source.kind() {
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        format!("{help} {elsewhere}")
                    }
                    _ => help.to_owned(),
                })
            }
            Self::NotAFolder(_) => Some(elsewhere.into()),
            Self::Protected { .. } => {
                Some(format!("A build must not write among its own sources. {elsewhere}"))
            }
            Self::NotOurs { .. } => Some(format!(
                "They might be somebody's work. Move them away, or give the site a folder of its \
                 own. {elsewhere}"
            )),
            Self::OtherAudience { audience: Audience::Private, .. } => Some(
                "Leave `--out` away: a private site then has a folder of its own. Or name another \
                 one."
                    .into(),
            ),
            Self::OtherAudience { audience: Audience::Public, .. } => Some(format!(
                "Drafts and whole reports must not stand in a folder that is published. Delete \
                 the private site, if nobody needs it. {elsewhere}"
            )),
            Self::ManifestUnreadable(_) => Some(
                "Without it, it cannot be told which files are yours. Move yours away, delete \
                 the folder and build again."
                    .into(),
            ),
            Self::Edited(_) => Some(
                "Make the change in `content/`, `templates/` or `static/`, since each build writes \
                 this file anew. Then move the file away, or delete it, and build again."
                    .into(),
            ),
            Self::InTheWay(_) => Some("Move it away and build again.".into()),
            Self::FileAndFolder { .. } => {
                Some("Rename the file in `static/` that makes the clash.".into())
            }
            Self::PathInvalid(_) => Some("Rename the file in `static/`.".into()),
        }
    }
}

/// What to do where something could not be written, where there is something to say.
#[must_use]
pub fn what_to_do(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::StorageFull => Some("The disk is full. Make room and try again."),
        io::ErrorKind::QuotaExceeded => {
            Some("Your share of the disk is used up. Make room and try again.")
        }
        io::ErrorKind::FileTooLarge => Some(
            "The system allows no file of that size: `ulimit -f` shows the limit. Raise it and try again.",
        ),
        io::ErrorKind::PermissionDenied => Some("You may not write there."),
        io::ErrorKind::ReadOnlyFilesystem => {
            Some("You may not write there: the disk is one that can only be read.")
        }
        io::ErrorKind::InvalidFilename => {
            Some("The name is longer than the system allows. Choose a shorter one.")
        }
        _ => None,
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, path, source } => {
                write!(f, "cannot {doing} `{}`: {source}", path.display())
            }
            Self::NotAFolder(path) => {
                write!(f, "the site cannot be written to `{}`: it is no folder", path.display())
            }
            Self::Protected { target, part } => write!(
                f,
                "the site cannot be written to `{}`: the briefing itself is made from `{}`",
                target.display(),
                part.display()
            ),
            Self::NotOurs { target, found } => write!(
                f,
                "the folder `{}` has files that no build wrote: {}",
                target.display(),
                found.join(", ")
            ),
            Self::OtherAudience { target, audience, other } => {
                let (this, that) = match audience {
                    Audience::Public => ("public", "private"),
                    Audience::Private => ("private", "public"),
                };
                let (target, other) = (target.display(), other.display());
                write!(f, "the {this} site cannot be written to `{target}`: ")?;
                write!(f, "`{other}` holds a {that} one")
            }
            Self::ManifestUnreadable(path) => write!(
                f,
                "`{}`, the list of what earlier builds wrote, cannot be understood",
                path.display()
            ),
            Self::InTheWay(path) => write!(
                f,
                "`{}` was not written by a build, and stands where the site has something",
                path.display()
            ),
            Self::Edited(path) => {
                write!(f, "`{}` was changed after a build wrote it", path.display())
            }
            Self::FileAndFolder { path, inside } => {
                write!(f, "the site has a file `{path}` and a file `{inside}`: one is in the other")
            }
            Self::PathInvalid(path) => {
                write!(f, "the site cannot have a file with the path {path:?}")
            }
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
