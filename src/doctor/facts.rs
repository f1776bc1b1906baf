//! What is known of a folder that is to be published.

use crate::config::Rights;
use crate::git::Repository;
use crate::model::TextKind;

/// What is known of a folder that is to be published.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Where the settings say that the site will stand.
    pub base_url: Option<String>,
    /// Where a private site would be built, from the briefing's folder.
    pub private_folder: String,
    /// How many errors a public build tells.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes it leaves out as drafts.
    pub drafts: usize,
    /// Whether the pins are told to be behind.
    pub pins_behind: bool,
    /// The reports.
    pub reports: Vec<Report>,
    /// How large the site is; none where it cannot be built.
    pub site: Option<SiteSize>,
    /// Whether `static/` brings a picture for links in social networks.
    pub card: bool,
    /// What `static/CNAME` says.
    pub domain: Option<String>,
    /// Workflows that run this program: path and text.
    pub workflows: Vec<(String, String)>,
    /// A workflow that publishes pages below the folder of a briefing, where GitHub does not look for it.
    pub misplaced_workflow: Option<String>,
    /// The repository that the folder is in.
    pub repository: Option<Repository>,
    /// Whether the repository ever had a file of a private site.
    pub had_private_site: bool,
    /// Files of the repository that are larger than its host takes, with their bytes.
    pub large_files: Vec<(String, u64)>,
    /// The folder of originals, where it is inside the repository.
    pub originals_inside: Option<String>,
}

/// What is known of one report.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: String,
    /// What a public build may show of it.
    pub rights: Rights,
    /// Whose words it has.
    pub kind: TextKind,
    /// Its source in the folder of originals.
    pub original: Option<String>,
    /// Whether it is pinned.
    pub pinned: bool,
}

/// How large a site is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteSize {
    /// Bytes of all files.
    pub bytes: u64,
    /// The largest file, and its bytes.
    pub largest: (String, u64),
}
