//! The briefing that `sidenote new briefing` starts with: the files of `scaffold/`, embedded.

macro_rules! files {
    ($($path:literal)+) => {
        &[$(($path, include_str!(concat!("../../scaffold/", $path)))),+]
    };
}

/// Paths and texts.
pub(super) const FILES: &[(&str, &str)] = files! {
    "sidenote.yaml"
    "README.md"
    ".gitignore"
    ".github/workflows/pages.yml"
    "content/index.md"
    "content/articles/coast-post.md"
    "content/articles/ellery-courier.md"
    "content/annotations/claims.md"
    "content/annotations/notes.md"
    "content/annotations/quotations.md"
    "content/entities/harbour-trust.md"
    "content/entities/marlow-engineering.md"
    "content/entities/sallow-bridge.md"
    "content/officials/ines-calder.md"
    "content/officials/tom-brandreth.md"
};

/// Those of a briefing without the example.
pub(super) const EMPTY: &[(&str, &str)] = &[
    (".gitignore", include_str!("../../scaffold/.gitignore")),
    (".github/workflows/pages.yml", include_str!("../../scaffold/.github/workflows/pages.yml")),
    (
        "content/index.md",
        "---\n# The front page: write below these lines what the briefing is about, in Markdown.\n---\n",
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use walkdir::WalkDir;

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scaffold");
        let found: BTreeSet<String> = WalkDir::new(&folder)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned())
            .filter(|path| !path.starts_with("_site"))
            .collect();
        let embedded: BTreeSet<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(found, embedded);
    }
}
