//! What a host asks of a site: an address, a domain, a size.

use super::facts::Facts;
use super::finding::Finding;
use crate::diagnostic::Severity;

/// What GitHub Pages take, in bytes.
const MOST: u64 = 1_000_000_000;

/// From here on the limit is near.
const MUCH: u64 = MOST / 10 * 8;

/// What a repository on GitHub takes as one file.
pub(super) const LARGEST: u64 = 100 * 1024 * 1024;

pub(super) fn findings(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(base_url(facts));
    findings.extend(facts.domain.as_deref().and_then(|domain| self::domain(domain, facts)));
    if let Some(site) = &facts.site {
        let size = megabytes(site.bytes);
        let (path, largest) = (&site.largest.0, site.largest.1);
        let help = format!("its largest file is `{path}`, {}", megabytes(largest));
        if site.bytes > MOST {
            let message =
                format!("the site has {size}, and GitHub Pages publish no more than 1 GB");
            findings.push(Finding::new(Severity::Error, "site-too-large", message).help(help));
        } else if site.bytes > MUCH {
            let message = format!("the site has {size}; GitHub Pages publish no more than 1 GB");
            findings.push(Finding::new(Severity::Warning, "site-too-large", message).help(help));
        }
        if largest > LARGEST {
            let message = format!(
                "`{path}` of the site has {}, and a branch on GitHub takes no file above 100 MB",
                megabytes(largest)
            );
            findings.push(
                Finding::new(Severity::Warning, "file-too-large", message)
                    .help("a workflow may still publish it; a branch `gh-pages` cannot be pushed"),
            );
        }
    }
    if !facts.card {
        let message = "links to the site in social networks have no picture";
        findings.push(
            Finding::new(Severity::Advice, "no-card", message)
                .help("put one of 1200 by 630 pixels at `static/assets/card.png`"),
        );
    }
    findings
}

fn base_url(facts: &Facts) -> Option<Finding> {
    let gives = |(_, text): &(String, String)| text.contains("--base-url");
    if facts.base_url.is_some() || facts.workflows.iter().any(gives) {
        return None;
    }
    let message = "nothing says where the site will stand: it has no site map, and the links of its feed are relative";
    Some(
        Finding::new(Severity::Warning, "base-url-missing", message)
            .file("sidenote.yaml")
            .help("write its address: `base_url: https://example.org/briefing/`"),
    )
}

fn domain(written: &str, facts: &Facts) -> Option<Finding> {
    let domain = written.trim();
    let told = |message: String| {
        Finding::new(Severity::Error, "domain-invalid", message).file("static/CNAME")
    };
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if !domain.contains('.') || !domain.split('.').all(is_label) {
        return Some(
            told(format!("`{domain}` is no domain alone"))
                .help("write one line with the domain and nothing else: `briefing.example.org`"),
        );
    }
    let base = facts.base_url.as_deref()?;
    let host = base.split_once("://").map_or(base, |(_, rest)| rest).split('/').next()?;
    (!host.eq_ignore_ascii_case(domain)).then(|| {
        let message = format!("the site's domain is `{domain}`, and `base_url` names `{host}`");
        Finding::new(Severity::Warning, "domain-differs", message)
            .file("sidenote.yaml")
            .help(format!("write `base_url: https://{domain}/`"))
    })
}

pub(super) fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}
